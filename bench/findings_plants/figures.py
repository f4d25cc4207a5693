"""Plants of figures: two values, growth, sums, parts, misprints; and those that only look like conflicts."""

from bench.findings_plants.drawing import LAST, Draw, away, passage
from bench.findings_plants.printing import (
    MILLION,
    change,
    count,
    end_of,
    money,
    nine_months,
    share,
    year,
)
from bench.findings_plants.telling import Plant, words
from bench.findings_plants.world import Cell

CONFLICT = ("contradiction",)
DOUBT = ("tension", "slip")


def values_apart(draw: Draw) -> Plant:
    """One topic and year, two amounts, two origins."""
    cell, period = draw.world.cell(), draw.year()
    first = draw.amount()
    second = away(first, draw.chance.uniform(1.08, 1.9))
    anchors = [money(v, year(period), cell.parties, item=cell.item) for v in (first, second)]
    told = [
        passage(LAST, draw.say("values", cell.slots | {"year": period, "v": anchor})) for anchor in anchors
    ]
    return Plant("values_apart", told, CONFLICT, DOUBT, anchors=anchors)


def values_echoed(draw: Draw) -> Plant:
    """One amount, told twice after one source: one fact of one origin."""
    cell, period, source, value = draw.world.cell(), draw.year(), draw.source(), draw.amount()
    anchors = [money(value, year(period), cell.parties, item=cell.item) for _ in range(2)]
    told = [
        passage(LAST, draw.say("values", cell.slots | {"year": period, "v": anchor}, source))
        for anchor in anchors
    ]
    return Plant("values_echoed", told)


def values_rounded(draw: Draw) -> Plant:
    """One amount, once exact and once rounded."""
    cell, period, value = draw.world.cell(), draw.year(), draw.amount()
    step = 10 ** (len(str(value)) - 2)
    about = (value + step // 2) // step * step
    exact = money(value, year(period), cell.parties, item=cell.item)
    rounded = money(about, year(period), cell.parties, item=cell.item, bound="~")
    return Plant(
        "values_rounded",
        [
            passage(LAST, draw.say("values", cell.slots | {"year": period, "v": exact})),
            passage(LAST, draw.say("about", cell.slots | {"year": period, "v": rounded})),
        ],
    )


def shares_rounded(draw: Draw) -> Plant:
    """A share with a decimal, and the whole percentage that it is nearly."""
    cell, period = draw.world.cell(), draw.year()
    whole = draw.chance.randint(11, 79)
    exact = share(whole * 10 - draw.chance.randint(1, 4), year(period), cell.parties, item=cell.item)
    about = share(whole * 10, year(period), cell.parties, item=cell.item, bound="~")
    return Plant(
        "shares_rounded",
        [
            passage(LAST, draw.say("share", cell.slots | {"year": period, "p": exact})),
            passage(LAST, draw.say("share_about", cell.slots | {"year": period, "p": about})),
        ],
    )


def other_period(draw: Draw) -> Plant:
    """A year, and nine months of it."""
    cell, period, value = draw.world.cell(), draw.year(), draw.amount()
    whole = money(value, year(period), cell.parties, item=cell.item)
    part = money(away(value, 0.7), nine_months(period), cell.parties, item=cell.item)
    return Plant(
        "other_period",
        [
            passage(LAST, draw.say("values", cell.slots | {"year": period, "v": whole})),
            passage(LAST, draw.say("months_only", cell.slots | {"year": period, "v": part})),
        ],
        weaker=("tension",),
    )


def other_scope(draw: Draw) -> Plant:
    """An amount, and a larger one that takes in more."""
    cell, period, value = draw.world.cell(), draw.year(), draw.amount()
    narrow = money(value, year(period), cell.parties, item=cell.item)
    wide = money(away(value, 1.4), year(period), cell.parties, item=cell.item)
    return Plant(
        "other_scope",
        [
            passage(LAST, draw.say("values", cell.slots | {"year": period, "v": narrow})),
            passage(LAST, draw.say("wider", cell.slots | {"year": period, "v": wide})),
        ],
        weaker=("tension",),
    )


def magnitude(draw: Draw) -> Plant:
    """One amount, once printed a thousand times too large."""
    cell, period = draw.world.cell(), draw.year()
    value = draw.chance.randint(101, 999) * MILLION // 10
    anchors = [money(v, year(period), cell.parties, item=cell.item) for v in (value, value * 1000)]
    told = [
        passage(LAST, draw.say("values", cell.slots | {"year": period, "v": anchor})) for anchor in anchors
    ]
    return Plant("magnitude", told, ("slip",), ("contradiction", "tension"), anchors=anchors)


def _growth(draw: Draw, *, off: bool) -> tuple[Cell, int, int, int, int]:
    """A cell, a year, an old and a new level, and a growth in thousandths that fits or does not."""
    old, true = draw.amount(), draw.chance.randint(40, 600)
    new = away(old, 1 + true / 1000)
    true = round((new / old - 1) * 1000)
    told = true + draw.chance.choice((-1, 1)) * draw.chance.randint(100, 300) if off else true
    return draw.world.cell(), draw.year(), old, new, told if told > 0 else true + 300


def _growth_in_one(draw: Draw, name: str, *, off: bool) -> Plant:
    cell, period, old, new, told = _growth(draw, off=off)
    slots = cell.slots | {
        "year": period,
        "old": money(old, year(period - 1), cell.parties, item=cell.item, measure="imports"),
        "v": money(new, year(period), cell.parties, item=cell.item, measure="imports"),
        "p": change(told, year(period), cell.parties, item=cell.item, measure="imports"),
    }
    plant = Plant(name, [passage(LAST, draw.say("growth_one", slots))])
    if off:
        plant.finds, plant.weaker, plant.anchors = CONFLICT, DOUBT, plant.all_anchors
    return plant


def growth_fails(draw: Draw) -> Plant:
    """Old level, new level and growth of one sentence that do not fit."""
    return _growth_in_one(draw, "growth_fails", off=True)


def growth_holds(draw: Draw) -> Plant:
    """The same where they fit."""
    return _growth_in_one(draw, "growth_holds", off=False)


def growth_across(draw: Draw) -> Plant:
    """The old level in one article; the growth and the new level, which do not fit it, in another."""
    cell, period, old, new, told = _growth(draw, off=True)
    before = money(old, year(period - 1), cell.parties, item=cell.item)
    after = money(new, year(period), cell.parties, item=cell.item)
    growth = change(told, year(period), cell.parties, item=cell.item)
    return Plant(
        "growth_across",
        [
            passage(LAST, draw.say("growth_old", cell.slots | {"year": period - 1, "v": before})),
            passage(LAST, draw.say("growth_new", cell.slots | {"year": period, "p": growth, "v": after})),
        ],
        CONFLICT,
        DOUBT,
        anchors=[before, growth, after],
    )


def _turnover(draw: Draw, name: str, *, off: bool) -> Plant:
    cell, period = draw.world.cell(), draw.year()
    exports, imports = (draw.chance.randint(101, 499) * MILLION for _ in range(2))
    total = exports + imports
    if off:
        total += (total * draw.chance.randint(6, 30) // 100 + MILLION) // MILLION * MILLION
    slots = cell.slots | {
        "year": period,
        "v": money(total, year(period), cell.parties, item=cell.item, measure="turnover"),
        "x": money(exports, year(period), cell.parties, item=cell.item),
        "m": money(imports, year(period), cell.parties, item=cell.item, measure="imports"),
    }
    plant = Plant(name, [passage(LAST, draw.say("turnover", slots))])
    if off:
        plant.finds, plant.weaker, plant.anchors = CONFLICT, DOUBT, plant.all_anchors
    return plant


def turnover_fails(draw: Draw) -> Plant:
    """Exports and imports that are not the turnover."""
    return _turnover(draw, "turnover_fails", off=True)


def turnover_holds(draw: Draw) -> Plant:
    """The same where they are."""
    return _turnover(draw, "turnover_holds", off=False)


def _park(draw: Draw) -> tuple[str, tuple[str, ...]]:
    """A park as it is printed, and the names that statements give it."""
    name = draw.world.name()
    return words()["park"].format(name=name), (name,)


def _parts(draw: Draw, name: str, *, off: bool) -> Plant:
    park, orgs = _park(draw)
    period, item = draw.year(), words()["item"]
    joint, foreign = draw.chance.randint(11, 60), draw.chance.randint(11, 60)
    whole = joint + foreign + (draw.chance.randint(2, max(2, (joint + foreign) // 8)) if off else 0)
    slots = {
        "year": period,
        "park": park,
        "n": count(whole, item["firm"], end_of(period), (), orgs=orgs),
        "i": count(joint, item["joint"], end_of(period), (), orgs=orgs),
        "j": count(foreign, item["foreign"], end_of(period), (), orgs=orgs),
    }
    plant = Plant(name, [passage(LAST, draw.say("parts", slots))])
    if off:
        plant.finds, plant.weaker, plant.anchors = CONFLICT, DOUBT, plant.all_anchors
    return plant


def parts_fail(draw: Draw) -> Plant:
    """Parts of a sentence that do not add up to their whole."""
    return _parts(draw, "parts_fail", off=True)


def parts_hold(draw: Draw) -> Plant:
    """The same where they do."""
    return _parts(draw, "parts_hold", off=False)


def _increment(draw: Draw, name: str, *, off: bool) -> Plant:
    park, orgs = _park(draw)
    period, item = draw.year(2012, 2021), words()["item"]
    before, new = draw.chance.randint(30, 90), draw.chance.randint(5, 25)
    after = before + new + (draw.chance.randint(4, 20) if off else 0)
    old = count(before, item["resident"], end_of(period - 1), (), orgs=orgs)
    added = count(new, item["new"], year(period), (), orgs=orgs)
    now = count(after, item["resident"], end_of(period), (), orgs=orgs)
    told = passage(
        LAST,
        draw.say("residents", {"year": period - 1, "park": park, "n": old}),
        draw.say("new_residents", {"year": period, "park": park, "k": added}),
        draw.say("residents", {"year": period, "park": park, "n": now}),
    )
    plant = Plant(name, [told])
    if off:
        # Some may have left meanwhile: a doubt is right as well.
        plant.finds, plant.weaker, plant.anchors = (*CONFLICT, "tension"), ("slip",), [old, added, now]
    else:
        plant.finds, plant.state, plant.anchors = ("derived",), "holds", [old, added, now]
    return plant


def increment_fails(draw: Draw) -> Plant:
    """A count, what came on top in the next year, and a count at its end that is not their sum."""
    return _increment(draw, "increment_fails", off=True)


def increment_holds(draw: Draw) -> Plant:
    """The same where it is."""
    return _increment(draw, "increment_holds", off=False)


FIGURES = (
    values_apart,
    values_echoed,
    values_rounded,
    shares_rounded,
    other_period,
    other_scope,
    magnitude,
    growth_fails,
    growth_holds,
    growth_across,
    turnover_fails,
    turnover_holds,
    parts_fail,
    parts_hold,
    increment_fails,
    increment_holds,
)
"""All of them."""
