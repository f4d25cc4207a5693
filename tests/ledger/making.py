"""Documents, layers and statements made by hand for the tests of the ledger."""

import hashlib

from cordiale.model import (
    Article,
    Citation,
    Document,
    Evidence,
    Mark,
    Note,
    Passage,
    Quotation,
    Repeat,
    Segment,
    Source,
    Span,
    Statement,
    Structure,
)

TEXT = (
    "Échanges\n"
    "Les exportations ont atteint 60,3 millions de dollars en 2021 1. Le mémorandum\n"
    "a été signé à Hanoï.\n"
    "1 Agence. Commerce. - 2022. - URL : https://example.org/a-12-2022\n"
)


def document(text: str = TEXT, *, name: str = "a.txt", path: str | None = None) -> Document:
    data = text.encode()
    return Document(
        id=hashlib.sha256(data).hexdigest(),
        name=name,
        media_type="text/plain",
        text=text,
        encoding="utf-8",
        size=len(data),
        language="fr",
        pages=(Span(0, len(text)),),
        path=path,
    )


def statement(of: Document, quote: str, *, kind: str = "observation", **changed: object) -> Statement:
    start = of.text.index(quote)
    given: dict[str, object] = {
        "fields": {"measure": "exports", "value": 60300000.0, "unit": "USD", "from": "2021-01-01"},
        "status": "actual",
        "parties": ("VN",),
        "orgs": (),
        "cite": "1",
        "rule": "fr/test@1",
        "scope": Span(9, 73),
    }
    evidence = Evidence(of.id, (Span(start, start + len(quote)),), quote)
    return Statement(kind=kind, evidence=evidence, **{**given, **changed})  # type: ignore[arg-type]


def structure(of: Document) -> Structure:
    """All layers over ``TEXT``, one of each."""
    text = of.text
    mark = Mark("1", Span(text.index(" 1. Le") + 1, text.index(" 1. Le") + 2), "glued_end")
    cut, rest = text.index(" 1. Le"), text.index(". Le")
    broken, end = text.index("\na été"), text.index("\n1 Agence")
    reading = text[9:cut] + text[rest:broken] + " " + text[broken + 1 : end]
    first = cut - 9
    second = first + broken - rest
    note = Span(end + 1, len(text) - 1)
    return Structure(
        articles=(Article("Échanges", 0, len(text), 2022),),
        passages=(
            Passage("Échanges", ((0, 0, 8),), "title", 0, (Span(0, 8),)),
            Passage(
                reading,
                ((0, 9, first), (first, rest, broken - rest), (second, broken, end - broken)),
                "body",
                0,
                (Span(0, first + 1), Span(first + 2, len(reading))),
                (Quotation(Span(0, 4), "M. Essai"),),
                (Citation("1", Span(0, first + 1), mark),),
                (1,),
            ),
        ),
        notes=(Note("1", (note,), (mark,), 0, 0), Note("2", None, (), 0, None)),
        sources=(
            Source(
                "12-2022",
                "Agence",
                "Commerce",
                None,
                2022,
                "https://example.org/a-12-2022",
                None,
                ("1",),
                (note,),
            ),
        ),
        repeats=(Repeat(Span(0, 3), Span(4, 8)),),
        segments=(Segment("heading", (Span(0, 8),), "Échanges", 1),),
        lost=("2",),
    )


def statements(of: Document) -> list[Statement]:
    figure = statement(of, "60,3 millions de dollars")
    paper = statement(
        of, "mémorandum", kind="document", parties=("VN", "VN:Hanoi"), orgs=("Ministère", "Agence"),
        cite=None,
        fields={"doctype": "memorandum", "stage": "signed", "date": None, "valid": [2021, 2023]},
    )  # fmt: skip
    return [figure, paper]
