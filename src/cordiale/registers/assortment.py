"""The range of exports: how the number of items changes, and how concentrated the goods are."""

from collections.abc import Mapping
from typing import Any

from cordiale.registers.drafts import Bench, Draft
from cordiale.registers.lexicon import groups_of
from cordiale.registers.mechanisms import FILLS, STEPS, enlist
from cordiale.registers.periods import read_period
from cordiale.registers.places import country_of
from cordiale.registers.sittings import passage_key
from cordiale.registers.steps import computed
from cordiale.registers.told import Told

_COLUMNS = ("reporter", "partner", "items", "share", "item", "change", "period", "concentration")


@enlist(FILLS, "head_in", takes=...)
def head_in(told: Told, argument: str) -> str | None:
    """The entry of a list that has the counted noun among its words."""
    head = told.topic.head
    return next((entry for entry, words in groups_of(argument).items() if head in words), None)


@enlist(STEPS, "range", takes=_COLUMNS, needs=_COLUMNS)
def export_range(drafts: list[Draft], parameters: Mapping[str, Any], bench: Bench) -> list[Draft]:
    """Completes the rows of the export range: the largest share's goods, concentration, change of items.

    Concentration is the sum of the squares of the goods' shares (Herfindahl-Hirschman), of those that are
    told: a lower bound. The change is against the period before it of which the number of items is told.
    """
    series: dict[tuple[Any, ...], list[tuple[Any, Draft]]] = {}
    for draft in _with_sides(drafts, parameters, bench):
        shares: dict[str, float] = {}
        for item in draft.placed:
            value = item.fields.get("value")
            if item.fields.get("transform") != "share" or not isinstance(value, int | float):
                continue
            goods = Told(item, bench.holdings, bench.schema.terms).named("goods")
            if goods is None:
                continue
            shares[goods] = max(shares.get(goods, 0.0), float(value))
            if value == bench.value(draft, parameters["share"]):
                draft.tell(parameters["item"], bench.told_by(item, goods))
        if shares and sum(shares.values()) <= 1:
            total = round(sum(share**2 for share in shares.values()), 4)
            shown = " + ".join(f"{share:g}^2" for _, share in sorted(shares.items()))
            draft.tell(parameters["concentration"], computed(total, shown))
        span = read_period(str(bench.value(draft, parameters["period"]) or ""))
        sides = tuple(bench.value(draft, parameters[name]) for name in ("reporter", "partner"))
        if span is not None and None not in sides:
            series.setdefault(sides, []).append((span, draft))
    for dated in series.values():
        _change(sorted(dated, key=lambda pair: pair[0]), parameters, bench)
    return drafts


def _with_sides(drafts: list[Draft], parameters: Mapping[str, Any], bench: Bench) -> list[Draft]:
    """Rows told without a partner get both sides of the one told before them in the same passage."""
    told: dict[tuple[int, int], tuple[int, str, str]] = {}
    for draft in sorted(
        drafts, key=lambda d: (d.placed[0].volume, d.placed[0].start) if d.placed else (0, 0)
    ):
        sides = [bench.value(draft, parameters[name]) for name in ("reporter", "partner")]
        key = passage_key(draft.placed[0]) if draft.placed else None
        if key is None or bench.value(draft, parameters["items"]) is None:
            continue
        if None not in sides:
            told[key] = (draft.placed[0].start, *sides)
        elif sides[0] is not None and key in told and country_of(told[key][1]) == country_of(sides[0]):
            for name, place in zip(("reporter", "partner"), told[key][1:], strict=True):
                draft.told.pop(parameters[name], None)
                draft.tell(parameters[name], computed(place, draft.placed[0].sentence))
                draft.key[parameters[name]] = place
    return drafts


def _change(dated: list[tuple[Any, Draft]], parameters: Mapping[str, Any], bench: Bench) -> None:
    before: tuple[float, str] | None = None
    for _, draft in dated:
        items = bench.value(draft, parameters["items"])
        if not isinstance(items, int | float):
            continue
        if before is not None:
            change = items - before[0]
            draft.tell(parameters["change"], computed(change, f"{items:g} - {before[0]:g} ({before[1]})"))
        before = (items, str(bench.value(draft, parameters["period"])))
