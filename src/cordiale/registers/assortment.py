"""The range of exports: how the number of items changes, and how concentrated the goods are."""

from collections.abc import Mapping
from typing import Any

from cordiale.registers.drafts import Bench, Draft
from cordiale.registers.mechanisms import STEPS, enlist
from cordiale.registers.periods import read_period
from cordiale.registers.steps import computed

_COLUMNS = ("items", "new", "share", "item", "change", "period", "concentration")


@enlist(STEPS, "range", takes=_COLUMNS, needs=_COLUMNS)
def export_range(drafts: list[Draft], parameters: Mapping[str, Any], bench: Bench) -> list[Draft]:
    """Completes the rows of the export range: the largest share's goods, concentration, change of items.

    Concentration is the sum of the squares of the goods' shares (Herfindahl-Hirschman), of those that are
    told: a lower bound. The change is against the period before it of which the number of items is told.
    """
    series: dict[tuple[Any, ...], list[tuple[Any, Draft]]] = {}
    for draft in drafts:
        shares: dict[str, float] = {}
        for item in draft.placed:
            value = item.fields.get("value")
            if item.fields.get("transform") != "share" or not isinstance(value, int | float):
                continue
            goods = str(item.fields.get("item") or "")
            shares[goods] = max(shares.get(goods, 0.0), float(value))
            if goods and value == bench.value(draft, parameters["share"]):
                draft.tell(parameters["item"], bench.told_by(item, goods))
        told = {goods: share for goods, share in shares.items() if goods}
        if told and sum(told.values()) <= 1:
            total = round(sum(share**2 for share in told.values()), 4)
            shown = " + ".join(f"{share:g}^2" for _, share in sorted(told.items()))
            draft.tell(parameters["concentration"], computed(total, shown))
        span = read_period(str(bench.value(draft, parameters["period"]) or ""))
        if span is not None:
            side = tuple(draft.key.get(name) for name in bench.schema.key if name != parameters["period"])
            series.setdefault(side, []).append((span, draft))
    for dated in series.values():
        _change(sorted(dated, key=lambda pair: pair[0]), parameters, bench)
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
