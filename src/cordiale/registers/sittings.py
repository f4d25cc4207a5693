"""Sessions and events with what stands beside them, and the rhythm in which a body meets."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from cordiale.model import Placed
from cordiale.registers.drafts import Bench, Draft
from cordiale.registers.lexicon import find_word, groups_of
from cordiale.registers.mechanisms import FILLS, STEPS, enlist
from cordiale.registers.periods import read_period
from cordiale.registers.steps import computed
from cordiale.registers.told import Told

_NEAR = 1
"""Sentences between an event and what it is said to have ended in."""
_PASSAGES = tuple[int, int]


def passage_key(item: Placed) -> _PASSAGES | None:
    """What is equal for statements of one passage."""
    return None if item.setting is None else (item.volume, item.setting.ordinal)


def by_passage(items: Iterable[Placed]) -> dict[_PASSAGES, list[Placed]]:
    """Statements by the passage they stand in, in reading order."""
    found: dict[_PASSAGES, list[Placed]] = {}
    for item in items:
        key = passage_key(item)
        if key is not None:
            found.setdefault(key, []).append(item)
    return found


def told_of(item: Placed) -> str:
    """What a statement tells, as a cell holds it: when it was, and its words."""
    date = item.fields.get("date") or item.fields.get("to") or ""
    words = " ".join(item.statement.evidence.quote.split())
    counted = str(item.fields.get("item") or "")
    return " ".join(part for part in (str(date)[:10], words, counted) if part)


@enlist(FILLS, "kind_of_body", takes=("list", "narrower"), needs=("list", "narrower"))
def kind_of_body(told: Told, argument: dict[str, str]) -> str | None:
    """The kind of body that meets: as its name says, or as fuller words of the passage say it.

    A forum or fair is named by its own words alone; a commission's sentence may name it.
    """
    found = find_word(argument["list"], told.words("quote"), 0)
    if found is None and told.fields.get("eventtype") == "commission":
        found = find_word(argument["list"], told.words("sentence"), told.place_of("sentence"))
    wider = groups_of(argument["narrower"]).get(found or "", ())
    if not wider:
        return found
    for where in ("sentence", "passage"):
        words, at = told.words(where), told.place_of(where)
        fuller = find_word(argument["list"], words, at, among=wider)
        if fuller is not None:
            return fuller
    return found


@enlist(
    STEPS,
    "linked",
    takes=("held", "agenda", "decisions", "follow_up", "participants", "contracts", "contracts_unit"),
    needs=("held",),
)
def linked(drafts: list[Draft], parameters: Mapping[str, Any], bench: Bench) -> list[Draft]:
    """What is told beside an event: the columns named get its agenda, decisions and follow-up, its numbers.

    Beside means in its sentence or the next one. ``decisions`` are documents signed when it was held (column
    ``held``), ``agenda`` what is planned or to be reached, ``follow_up`` what later passages tell of these
    decisions, ``participants`` the number of those who took part, ``contracts`` the value of deals made.
    """
    beside = by_passage(bench.holdings.placed)
    acts: dict[str, list[Placed]] = {}
    for identity, first in bench.ground.acts.items():
        acts.setdefault(first, []).append(bench.holdings.by_id[identity])
    for draft in drafts:
        seen: set[str] = {item.id for item in draft.placed}
        for event in list(draft.placed):
            for item in _beside(event, beside):
                if item.id not in seen:
                    seen.add(item.id)
                    _link(draft, item, parameters, bench)
                    if "follow_up" in parameters and _came_out(draft, item, parameters["held"], bench):
                        _follow(draft, item, acts, parameters["follow_up"], bench)
    return drafts


def _beside(event: Placed, beside: Mapping[_PASSAGES, list[Placed]]) -> Iterable[Placed]:
    key = passage_key(event)
    if key is None or event.setting is None or event.at is None:
        return
    own = event.setting.sentence_at(event.at.start)
    for item in beside.get(key, ()):
        if item.at is None or item.id == event.id:
            continue
        if 0 <= event.setting.sentence_at(item.at.start) - own <= _NEAR:
            yield item


def _link(draft: Draft, item: Placed, parameters: Mapping[str, Any], bench: Bench) -> None:
    kind, status, fields = item.statement.kind, item.statement.status, item.fields
    column = ""
    value: Any = None
    if kind == "document" and status == "actual":
        if not _came_out(draft, item, parameters["held"], bench):
            return
        column, value = "decisions", told_of(item)
    elif status != "actual":
        column, value = "agenda", told_of(item)
    elif fields.get("measure") == "participants" and fields.get("transform") == "level":
        column, value = "participants", fields.get("value")
    elif fields.get("measure") == "trade_deals" and fields.get("transform") == "level":
        column, value = "contracts", fields.get("value")
        if "contracts_unit" in parameters and fields.get("unit") is not None:
            draft.tell(parameters["contracts_unit"], bench.told_by(item, fields.get("unit")))
    if column in parameters and value is not None:
        held = tuple(value) if isinstance(value, list) else value
        draft.tell(parameters[column], bench.told_by(item, held))


def _came_out(draft: Draft, item: Placed, column: str, bench: Bench) -> bool:
    """Whether it is a document signed at the event: dated as the event, or undated and told as signed."""
    if item.statement.kind != "document" or item.statement.status != "actual":
        return False
    date, held = item.fields.get("date"), bench.value(draft, column)
    if date is None or held is None:
        return date is None and item.fields.get("stage") == "signed"
    return str(held).startswith(str(date)) or str(date).startswith(str(held)[:7])


def _follow(
    draft: Draft, decision: Placed, acts: Mapping[str, list[Placed]], column: str, bench: Bench
) -> None:
    for later in acts.get(bench.ground.acts.get(decision.id, ""), ()):
        same_sentence = passage_key(later) == passage_key(decision)
        if not same_sentence and (later.said or 0) >= (decision.said or 0):
            draft.tell(column, bench.told_by(later, told_of(later)))


@enlist(
    STEPS,
    "rhythm",
    takes=("series", "ordinal", "date", "next"),
    needs=("series", "ordinal", "date", "next"),
)
def rhythm(drafts: list[Draft], parameters: Mapping[str, Any], bench: Bench) -> list[Draft]:
    """When the session after the last one of each body is due, from the time between those before.

    The body must have two dated sessions with numbers; half an interval is allowed for. A session that is
    planned already needs no estimate.
    """
    series: dict[tuple[Any, ...], list[tuple[int, Any, Draft]]] = {}
    last: dict[tuple[Any, ...], int] = {}
    for draft in drafts:
        names = tuple(bench.value(draft, name) for name in parameters["series"])
        number = bench.value(draft, parameters["ordinal"])
        if not isinstance(number, int) or None in names:
            continue
        last[names] = max(last.get(names, 0), number)
        date = bench.value(draft, parameters["date"])
        span = None if date is None else read_period(str(date))
        if span is not None:
            series.setdefault(names, []).append((number, span[1], draft))
    for names, known in series.items():
        known.sort(key=lambda item: (item[0], item[1]))
        (first, begun, _), (number, held, draft) = known[0], known[-1]
        if number <= first or held <= begun or last[names] > number:
            continue
        days = (held - begun).days / (number - first)
        if held.toordinal() + 1.5 * days < 3_600_000:
            due = held + timedelta(days=round(1.5 * days))
            told = f"{first}: {begun} < {number}: {held}, 1.5 x {round(days)} d"
            draft.tell(parameters["next"], computed(due.isoformat()[:7], told, status="planned"))
    return drafts
