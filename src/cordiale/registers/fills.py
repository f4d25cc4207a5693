"""How values are had from statements: fields, parties and their levels, periods, words, organisations."""

from collections import defaultdict
from typing import Any

from cordiale.registers.lexicon import find_word, kind_of_name
from cordiale.registers.mechanisms import FILLS, enlist
from cordiale.registers.periods import frequency, write_period
from cordiale.registers.places import LEVELS, country_of, level_of
from cordiale.registers.told import Told

_FIELDS: tuple[str, ...] = (
    "doctype",
    "stage",
    "date",
    "eventtype",
    "ordinal",
    "relation",
    "transform",
    "value",
    "unit",
)
_FIELDS += ("bound", "item", "measure")


def _of_field(name: str) -> None:
    @enlist(FILLS, name)
    def field(told: Told, _argument: None) -> Any:
        value = told.fields.get(name)
        return tuple(value) if isinstance(value, list) else value


for _name in _FIELDS:
    _of_field(_name)


@enlist(FILLS, "place")
def place(told: Told, _argument: None) -> str | None:
    """Where an event took place."""
    return told.fields.get("place")  # type: ignore[no-any-return]


@enlist(FILLS, "kind")
def kind(told: Told, _argument: None) -> str:
    """The statement's kind."""
    return told.item.statement.kind


@enlist(FILLS, "status")
def status(told: Told, _argument: None) -> str:
    """The statement's status."""
    return told.item.statement.status


@enlist(FILLS, "constant", takes=...)
def constant(_told: Told, argument: Any) -> Any:
    """Always the same value."""
    return argument


@enlist(FILLS, "quote")
def quote(told: Told, _argument: None) -> str:
    """The words of the anchor."""
    return " ".join(told.item.statement.evidence.quote.split())


@enlist(FILLS, "sentence")
def sentence(told: Told, _argument: None) -> str | None:
    """The sentence that the statement stands in."""
    return " ".join(told.item.sentence.split()) or None


@enlist(FILLS, "article")
def article(told: Told, _argument: None) -> str | None:
    """The title of the article that it stands in."""
    return None if told.item.article is None else told.item.article.title or None


@enlist(FILLS, "document")
def document(told: Told, _argument: None) -> str:
    """The file's name."""
    return told.item.document


@enlist(FILLS, "said")
def said(told: Told, _argument: None) -> str | None:
    """The year in which it was said."""
    return None if told.item.said is None else str(told.item.said)


@enlist(FILLS, "parties")
def parties(told: Told, _argument: None) -> tuple[str, ...]:
    """The places that the statement is about."""
    return told.item.statement.parties


@enlist(FILLS, "breadth")
def breadth(told: Told, _argument: None) -> int:
    """The number of countries among the parties."""
    return len({country_of(code) for code in told.item.statement.parties})


@enlist(FILLS, "countries")
def countries(told: Told, _argument: None) -> tuple[str, ...]:
    """The countries and blocs of the parties."""
    return tuple(sorted({country_of(code) for code in told.item.statement.parties}))


@enlist(FILLS, "part")
def part(told: Told, _argument: None) -> Any:
    """The part that the statement was taken apart into."""
    return told.part


@enlist(FILLS, "first")
def first(told: Told, _argument: None) -> Any:
    """The first of a pair that the statement was taken apart into."""
    return told.part[0] if isinstance(told.part, tuple) else None


@enlist(FILLS, "second")
def second(told: Told, _argument: None) -> Any:
    """The second of such a pair."""
    return told.part[1] if isinstance(told.part, tuple) else None


@enlist(FILLS, "place_level")
def place_level(told: Told, _argument: None) -> str | None:
    """The narrowest level that all sides reach: region where a region deals with a country."""
    sides: dict[str, int] = {}
    for code in told.item.statement.parties:
        rank = LEVELS.index(level_of(code))
        sides[country_of(code)] = max(sides.get(country_of(code), 0), rank)
    return LEVELS[max(sides.values())] if sides else None


@enlist(FILLS, "level")
def level(told: Told, _argument: None) -> str | None:
    """The level of the actors: firm or institution where organisations are named, else the places'."""
    kinds = {found for name in told.item.statement.orgs if (found := kind_of_name(name)) is not None}
    for found in ("institution", "firm"):
        if found in kinds:
            return found
    return place_level(told, None)


@enlist(FILLS, "period")
def period(told: Told, _argument: None) -> str | None:
    """The period of a figure, as SDMX writes it."""
    span = told.item.period
    return None if span is None else write_period(*span)


@enlist(FILLS, "freq")
def freq(told: Told, _argument: None) -> str | None:
    """The length of the period, as SDMX codes it."""
    span = told.item.period
    return None if span is None else frequency(*span)


@enlist(FILLS, "year")
def year(told: Told, _argument: None) -> str | None:
    """The year of the date, or of the end of the period; None where neither is told."""
    date = told.fields.get("date") or told.fields.get("to")
    return None if date is None else str(date)[:4]


@enlist(FILLS, "year_or_said")
def year_or_said(told: Told, _argument: None) -> str | None:
    """The year it is about, else the year in which it was said."""
    return year(told, None) or said(told, None)


@enlist(FILLS, "valid_from")
def valid_from(told: Told, _argument: None) -> str | None:
    """The first year of an instrument's validity."""
    valid = told.fields.get("valid")
    return None if not valid else str(valid[0])


@enlist(FILLS, "valid_to")
def valid_to(told: Told, _argument: None) -> str | None:
    """The last year of an instrument's validity."""
    valid = told.fields.get("valid")
    return None if not valid else str(valid[1])


@enlist(FILLS, "head")
def head(told: Told, _argument: None) -> str | None:
    """The noun of the thing counted, in the singular."""
    return told.topic.head


@enlist(FILLS, "increment")
def increment(told: Told, _argument: None) -> bool:
    """Whether the figure comes on top of what there was."""
    return told.topic.increment


@enlist(FILLS, "orgs")
def orgs(told: Told, _argument: None) -> tuple[str, ...]:
    """The organisations named, each by the name it is mostly known by."""
    known = [entity.name for entity in told.entities if entity.kind == "organisation"]
    return tuple(dict.fromkeys(known)) or told.item.statement.orgs


@enlist(FILLS, "organisation", takes=("types", "of", "beside"))
def organisation(told: Told, argument: dict[str, Any] | None) -> str | None:
    """One organisation: of the given types, of a kind (firm, institution), else the first named.

    An institution that the figure belongs to goes first, where its type is among those wanted. With
    ``beside``, where the statement names none, the only one of these types that its article names.
    """
    wanted = argument or {}
    types, kinds = wanted.get("types"), wanted.get("of")
    subject = told.holdings.entities.get(told.topic.subject) if told.topic.subject else None
    named = ([subject] if subject is not None else []) + list(told.entities)
    for entity in named:
        if entity.kind != "organisation" or (types is not None and entity.type not in types):
            continue
        if kinds is None or (kind_of_name(entity.name) or entity.type) in kinds:
            return entity.name
    if not wanted.get("beside") or told.item.article is None:
        return None
    beside = _named_in_articles(told)[told.item.volume, told.item.article.ordinal]
    found = {name for name, kind in beside.items() if types is None or kind in types}
    return found.pop() if len(found) == 1 else None


def _named_in_articles(told: Told) -> dict[tuple[int, int], dict[str, str]]:
    """The organisations of known types that the statements of each article name, with their types."""
    kept = told.holdings.__dict__
    if "_named_in_articles" not in kept:
        articles: defaultdict[tuple[int, int], dict[str, str]] = defaultdict(dict)
        for item in told.holdings.placed:
            if item.article is not None:
                for entity in told.holdings.entities.of(item.id):
                    if entity.type:
                        articles[item.volume, item.article.ordinal][entity.name] = entity.type
        kept["_named_in_articles"] = articles
    named: dict[tuple[int, int], dict[str, str]] = kept["_named_in_articles"]
    return named


@enlist(FILLS, "org_types")
def org_types(told: Told, _argument: None) -> tuple[str, ...]:
    """The types of the organisations named, and of the one a figure belongs to."""
    subject = told.holdings.entities.get(told.topic.subject) if told.topic.subject else None
    named = (*told.entities, *([subject] if subject is not None else []))
    kinds = {kind_of_name(name) for name in told.item.statement.orgs}
    return tuple(sorted({entity.type for entity in named if entity.type} | {k for k in kinds if k}))


@enlist(FILLS, "actors")
def actors(told: Told, _argument: None) -> int:
    """The number of organisations named."""
    return len(told.item.statement.orgs)


@enlist(FILLS, "dated_quote")
def dated_quote(told: Told, _argument: None) -> str:
    """The words of the anchor with their date before them."""
    return f"{told.fields.get('date') or ''} {quote(told, None)}".strip()


@enlist(FILLS, "counted")
def counted(told: Told, _argument: None) -> str | None:
    """What a figure counts: its noun in the singular, what is new marked with ``+``."""
    topic = told.topic
    return None if topic.head is None else ("+ " if topic.increment else "") + topic.head


@enlist(FILLS, "source_title")
def source_title(told: Told, _argument: None) -> str | None:
    """The title of what the note cites."""
    return None if told.item.source is None else told.item.source.title


@enlist(FILLS, "word", takes=("list", "in"), needs=("list",))
def word(told: Told, argument: dict[str, str]) -> str | None:
    """The name in a list of the languages' words whose words stand nearest to the anchor."""
    where = argument.get("in", "sentence")
    return find_word(argument["list"], told.words(where), told.place_of(where))
