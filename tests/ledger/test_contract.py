"""What every backend must do."""

from dataclasses import replace
from itertools import count, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger import making

from cordiale.ledger import Ledger, LedgerError, SetAside
from cordiale.model import Evidence, Span, Statement, Structure


def test_what_is_recorded_reads_back(ledger: Ledger) -> None:
    document = making.document()
    layers, statements = making.structure(document), making.statements(document)
    result = ledger.record(document, layers, statements, "r1")
    assert (result.added, result.kept, result.retired) == (2, 0, 0)
    assert ledger.structure("a.txt") == layers
    assert ledger.document("a.txt") == document
    assert [found.statement for found in ledger.statements()] == statements
    assert [found.line() for found in ledger.statements()] == [one.line("a.txt") for one in statements]
    assert ledger.verify() == []


def test_reading_again_changes_nothing(ledger: Ledger) -> None:
    document = making.document()
    given = (document, making.structure(document), making.statements(document))
    ledger.record(*given, "r1")
    before = (ledger.statements(), ledger.documents(), ledger.stats())
    assert ledger.touch(document, "r1")
    result = ledger.record(*given, "r1")
    assert (result.added, result.kept, result.retired, result.unchanged) == (0, 2, 0, True)
    assert (ledger.statements(), ledger.documents(), ledger.stats()) == before
    assert ledger.changes() == []


def test_same_bytes_under_another_name_are_one_document(ledger: Ledger) -> None:
    first = making.document(path="/texts/a.txt")
    second = making.document(name="b.txt", path="/texts/b.txt")
    ledger.record(first, Structure(), making.statements(first), "r1")
    assert ledger.touch(second, "r1")
    (held,) = ledger.documents()
    assert held.names == ("a.txt", "b.txt")
    assert held.paths == ("/texts/a.txt", "/texts/b.txt")
    assert len(ledger.statements()) == 2
    assert ledger.document("b.txt").id == first.id


def test_newer_rules_retire_and_replace(ledger: Ledger) -> None:
    document = making.document()
    figure, paper = making.statements(document)
    better = making.statement(document, "60,3 millions", fields={"measure": "exports", "value": 60300000.0})
    ledger.record(document, making.structure(document), [figure, paper], "r1")
    assert not ledger.touch(document, "r2")
    result = ledger.record(document, Structure(), [better, paper], "r2")
    assert (result.added, result.kept, result.retired) == (1, 1, 1)
    assert [found.id for found in ledger.statements()] == [better.id, paper.id]
    (change,) = ledger.changes()
    assert change.retired is not None and change.added is not None
    assert (change.retired.id, change.added.id, change.rules) == (figure.id, better.id, "r2")
    assert change.retired.replaced_by == better.id and change.retired.retired_at is not None
    assert ledger.show(figure.id).recorded.replaced_by == better.id
    assert ledger.changes(document="a.txt", since="2000-01-01") == [change]
    assert ledger.changes(since="2999-01-01") == []
    assert ledger.structure("a.txt") == Structure()
    assert ledger.stats().retired == 1
    assert ledger.verify() == []


def test_what_was_retired_may_stand_again(ledger: Ledger) -> None:
    document = making.document()
    figure, paper = making.statements(document)
    for rules, found in (("r1", [figure, paper]), ("r2", [paper]), ("r3", [figure, paper])):
        ledger.record(document, making.structure(document), found, rules)
    assert [found.id for found in ledger.statements()] == [figure.id, paper.id]
    assert [(c.retired is not None, c.added is not None) for c in ledger.changes()] == [
        (True, False),
        (False, True),
    ]
    assert ledger.show(figure.id).recorded.retired_at is None
    assert ledger.search("exportations")[0].document == "a.txt"
    assert ledger.verify() == []


def test_a_new_version_of_a_file_supersedes_the_old_one(ledger: Ledger) -> None:
    old = making.document(path="/texts/a.txt")
    new = making.document(making.TEXT.replace("2021", "2020"), path="/texts/a.txt")
    ledger.record(old, making.structure(old), making.statements(old), "r1")
    ledger.record(new, making.structure(new), making.statements(new), "r1")
    assert [held.superseded for held in ledger.documents()] == [True, False]
    assert {found.statement.evidence.document for found in ledger.statements()} == {new.id}
    assert len(ledger.statements(doc=old.id)) == 2  # kept
    assert ledger.document("a.txt").id == new.id
    assert {hit.document_id for hit in ledger.search("exportations")} == {new.id}
    assert ledger.stats().documents == 1
    ledger.touch(old, "r1")  # and back again
    assert [held.superseded for held in ledger.documents()] == [False, True]


def test_statements_are_filtered_and_paged(ledger: Ledger) -> None:
    document = making.document()
    figure, paper = making.statements(document)
    ledger.record(document, Structure(), [figure, paper], "r1")

    def ids(**wanted: object) -> list[str]:
        return [found.id for found in ledger.statements(**wanted)]  # type: ignore[arg-type]

    assert ids(kind="document") == [paper.id]
    assert ids(measure="exports") == [figure.id]
    assert ids(status="planned") == []
    assert ids(party="VN") == [figure.id, paper.id]
    assert ids(party="VN:Hanoi") == [paper.id]
    assert ids(party="V") == []
    assert ids(doc=document.id[:10]) == [figure.id, paper.id]
    assert ids(limit=1) == [figure.id]
    assert ids(limit=1, after=figure.id) == [paper.id]
    assert ids(after=paper.id) == []
    with pytest.raises(LedgerError, match="no document"):
        ids(doc="none.txt")
    with pytest.raises(LedgerError, match="no statement"):
        ids(after="0" * 24)


def test_show_gives_context_note_and_source(ledger: Ledger) -> None:
    document = making.document()
    figure, paper = making.statements(document)
    ledger.record(document, making.structure(document), [figure, paper], "r1")
    shown = ledger.show(figure.id[:12])
    assert shown.passage is not None and shown.quote is not None
    assert shown.quote.of(shown.passage.text) == "60,3 millions de dollars"
    assert shown.sentence.startswith("Les exportations") and shown.article == "Échanges"
    assert shown.note is not None and shown.note.startswith("1 Agence")
    assert shown.source is not None and shown.source.year == 2022
    assert ledger.show(paper.id).note is None
    for wrong in ("", "zz", "%", "f" * 25, "0" * 24):
        with pytest.raises(LedgerError):
            ledger.show(wrong)


def test_an_ambiguous_prefix_is_told(ledger: Ledger) -> None:
    document = making.document()
    many = [making.statement(document, "60,3", fields={"value": number}) for number in range(40)]
    ledger.record(document, Structure(), many, "r1")
    first = sorted(one.id for one in many)
    shared = next(a[0] for a, b in pairwise(first) if a[0] == b[0])
    with pytest.raises(LedgerError, match="several ids"):
        ledger.show(shared)


def test_a_note_numbered_again_in_each_article_is_the_near_one(ledger: Ledger) -> None:
    from cordiale.model import Article, Mark, Note, Passage

    text = "Premier 10 t1\n1 Une\nSecond 20 t1\n1 Deux\n"
    document = making.document(text)
    marks = [Mark("1", Span(place, place + 1), "glued_end") for place in (12, 31)]
    layers = Structure(
        articles=(Article("A", 0, 20), Article("B", 20, len(text))),
        passages=(
            Passage(text[:12], ((0, 0, 12),), "body", 0),
            Passage(text[20:31], ((0, 20, 11),), "body", 1),
        ),
        notes=(
            Note("1", (Span(14, 19),), (marks[0],), 0, None),
            Note("1", (Span(33, 39),), (marks[1],), 1, None),
        ),
    )
    found = [making.statement(document, quote, scope=None) for quote in ("10 t", "20 t")]
    ledger.record(document, layers, found, "r1")
    assert [ledger.show(one.id).note for one in found] == ["1 Une", "1 Deux"]


def test_stats_count_notes_and_statements(ledger: Ledger) -> None:
    document = making.document()
    ledger.record(document, making.structure(document), making.statements(document), "r1")
    stats = ledger.stats()
    assert (stats.documents, stats.characters) == (1, len(document.text))
    assert (stats.articles, stats.passages, stats.sources, stats.statements) == (1, 2, 1, 2)
    (notes,) = stats.notes
    assert (notes.defined, notes.tied, notes.missing, notes.unmarked) == (1, 1, ("2",), ())
    assert stats.kinds == {"document": 1, "observation": 1}
    assert stats.statuses == {"actual": 2} and stats.measures == {"exports": 1}
    assert stats.languages == {"fr": 1}


def test_files_set_aside_are_remembered_until_read(ledger: Ledger) -> None:
    ledger.set_aside([SetAside("/texts/a.txt", "the file is empty", "fill it")] * 2)
    assert ledger.files_set_aside() == [SetAside("/texts/a.txt", "the file is empty", "fill it")]
    document = making.document(path="/texts/a.txt")
    ledger.record(document, Structure(), [], "r1", note="why")
    assert ledger.files_set_aside() == []
    assert ledger.documents()[0].note == "why"
    ledger.set_aside([SetAside("/texts/a.txt", "gone")])
    assert [item.reason for item in ledger.files_set_aside()] == ["gone"]
    ledger.touch(document, "r1")
    assert ledger.files_set_aside() == []


def test_the_same_statement_twice_is_one(ledger: Ledger) -> None:
    document = making.document()
    (figure, _) = making.statements(document)
    assert ledger.record(document, Structure(), [figure, figure], "r1").added == 1


runs = count()
words = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)
TEXT = "Œuvre 1\u202f000\u00a0€ — «\U0001f600» Минск ligne\r\nsuivante " * 3


@st.composite
def any_statement(draw: st.DrawFn) -> Statement:
    starts = draw(st.lists(st.integers(0, len(TEXT) - 2), min_size=1, max_size=3, unique=True))
    spans = [Span(start, draw(st.integers(start, len(TEXT)))) for start in sorted(starts)]
    evidence = Evidence(
        making.document(TEXT).id, tuple(spans), spans[0].of(TEXT), draw(st.sampled_from(("exact", "split")))
    )
    return Statement(
        kind=draw(st.sampled_from(("observation", "document", "event", "relation"))),
        fields=draw(st.dictionaries(words, values, max_size=5)) | {"measure": draw(st.none() | words)},
        status=draw(st.sampled_from(("actual", "planned", "target", "proposed"))),
        parties=tuple(sorted(draw(st.sets(words, max_size=3)))),
        orgs=tuple(draw(st.lists(words, max_size=3, unique=True))),
        cite=draw(st.none() | words),
        evidence=evidence,
        rule=draw(words),
        scope=draw(st.none() | st.just(Span(0, 5))),
        repeats=draw(st.none() | words),
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(any_statement(), max_size=6, unique_by=lambda one: one.id))
def test_any_statement_reads_back_equal(ledger: Ledger, found: list[Statement]) -> None:
    document = making.document(TEXT)
    ledger.record(document, Structure(), found, f"r{next(runs)}")
    order = sorted(found, key=lambda one: (one.evidence.spans[0], one.id))
    # A kept statement keeps the rule that first made it.
    fresh = [_without_rule(held.statement) for held in ledger.statements()]
    assert fresh == [_without_rule(one) for one in order]
    assert [held.id for held in ledger.statements()] == [one.id for one in order]


def _without_rule(one: Statement) -> Statement:
    return replace(one, rule="", evidence=replace(one.evidence, alignment="exact"))
