"""What can be asked: the parameters of the API's operations. A parameter that is none is an error, told."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal["observation", "document", "event", "relation"]
Status = Literal["actual", "planned", "target", "proposed"]
Language = Literal["en", "fr"]

Party = Annotated[
    str,
    Field(
        description="A place's code; a country takes in its regions and towns.", min_length=1, max_length=80
    ),
]
Identity = Annotated[str, Field(min_length=1, max_length=300)]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
Words = Annotated[str, Field(max_length=2000)]


class Asked(BaseModel):
    """Parameters of a query: what is not among them is refused, so that a misspelt filter is never lost."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Nothing(Asked):
    """No parameters."""


class Told(Asked):
    """In which language explanations are written."""

    lang: Language = Field("en", description="The language of explanations.")


class Paged(Asked):
    """Paging by key: the next page begins after the id in ``next`` of the last one."""

    limit: int = Field(50, ge=1, le=500, description="Items of a page.")
    after: Identity | None = Field(None, description="The id of the last item seen: `next` of the last page.")


class StatementsAsked(Paged):
    """Which statements."""

    kind: Kind | None = None
    party: Party | None = None
    measure: Identity | None = None
    status: Status | None = None
    document: Identity | None = Field(
        None, description="A document's id, a unique prefix of it, path or name."
    )


class FactsAsked(Paged):
    """Which facts."""

    kind: Kind | None = None
    party: Party | None = None
    measure: Identity | None = None
    since: date | None = Field(None, description="Facts about this day or later.")


class EntitiesAsked(Paged):
    """Which entities."""

    kind: Literal["place", "organisation", "person", "document", "body", "event", "goods"] | None = None
    type: Identity | None = None
    name: Identity | None = Field(None, description="Only those called so, in any usual spelling.")


class FindingsAsked(Paged, Told):
    """Which findings."""

    kind: Literal["contradiction", "tension", "slip", "derived", "target", "thread", "silence"] | None = None
    rule: Identity | None = None
    state: Identity | None = None
    party: Party | None = None
    decision: Literal["open", "confirm", "dismiss"] | None = Field(
        None, description="What a person decided last; `open` where nobody has."
    )


class RowsAsked(Asked):
    """Which rows of a register, as ``cordiale register`` takes them."""

    partner: Party | None = None
    since: str | None = Field(None, description="A year, month or day (ISO 8601).", max_length=20)
    until: str | None = Field(None, description="A year, month or day (ISO 8601).", max_length=20)
    status: Status | None = None
    where: list[Annotated[str, Field(max_length=300)]] = Field(
        default_factory=list,
        description="`column=value`, `!=`, `<`, `<=`, `>`, `>=`, `~` for words.",
        max_length=20,
    )
    text: Identity | None = Field(None, description="Words that a row must hold.")
    sort: Identity | None = Field(None, description="A column; `-` before it for the reverse.")
    limit: int | None = Field(
        None, ge=1, le=1_000_000, description="Rows; 50 in JSON where not told, all in CSV."
    )
    offset: int = Field(0, ge=0, le=2**31 - 1, description="Rows to leave out: `next` of the last page.")
    format: Literal["json", "csv"] = "json"


class SearchAsked(Asked):
    """Which passages."""

    q: Identity = Field(
        description="Words; between quotation marks they follow one another, `*` ends a beginning."
    )
    limit: int = Field(20, ge=1, le=200)


class ChronicleAsked(Told):
    """Whose chronicle."""

    party: list[Party] = Field(min_length=1, max_length=8)
    since: date | None = None
    until: date | None = None


class ActsAsked(Asked):
    """Which acts."""

    target: Identity | None = Field(None, description="The id of a statement or finding.")
    limit: int = Field(50, ge=1, le=500, description="Items of a page.")
    after: Number | None = Field(
        None, description="The number of the last act seen: `next` of the last page."
    )
