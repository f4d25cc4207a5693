"""Old level, growth and new level: whether they fit, and the one that is not said."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from cordiale.analysis.bases import is_real
from cordiale.analysis.figuring import constant, number, sharpened, significant, unit_mark
from cordiale.analysis.growths import Change, changes_of
from cordiale.analysis.paragraphs import Amount, Paragraph
from cordiale.model import Finding, FindingKind, Proof
from cordiale.registers.intervals import Printed, compare

RULE = "level_and_growth"
BASE = "base_from_growth"

_SCALES = (10**3, 10**6)
_FAR = 150
"""A level so many times its old one, where no growth says so, is misprinted by a power of a thousand."""
_FAR_OFF = 0.05
"""A ratio off by more is told, even where coarse rounding may be why."""
_APART = Fraction(2)
"""The same for an old level that the text does not set beside the new one."""
_ABSURD = Fraction(20)
"""A ratio off by more than this factor is no miscount: the two levels are not of one thing."""


def find_in(article: Sequence[Paragraph]) -> Iterator[Finding]:
    """The findings of one article."""
    for paragraph in article:
        for sentence in range(len(paragraph.setting.sentences)):
            for change in changes_of(paragraph, sentence):
                found = _judge(paragraph, change)
                if found is not None:
                    yield found


def _judge(paragraph: Paragraph, change: Change) -> Finding | None:
    if change.old is None:
        return _derive(paragraph, change)
    if change.old.value <= 0 or change.new.value <= 0:
        return None
    new, old = sharpened([change.new, change.old])
    ratio = new / old
    scale = _misprint(change, ratio)
    if scale is not None:
        return _finding(paragraph, change, ratio, ("slip", "magnitude"), scale)
    if change.growth is None:
        return None
    state = _fits(change.growth, ratio)
    if state == "holds":
        return _finding(paragraph, change, ratio, ("derived", state))
    if is_real(paragraph, change.growth):
        return None
    if state in ("index", "rounded"):
        return _finding(paragraph, change, ratio, ("slip" if state == "index" else "tension", state))
    farthest = _APART if change.link == "year_before" else _ABSURD
    if not 1 / farthest < ratio.value / change.growth.printed.value < farthest:
        return None
    return _finding(paragraph, change, ratio, (_gravity(change), "fails"))


def _gravity(change: Change) -> FindingKind:
    assert change.growth is not None and change.old is not None
    about = "~" in (change.growth.bound, change.new.bound, change.old.bound)
    return "contradiction" if change.distance <= 1 and not about else "tension"


def _fits(growth: Amount, ratio: Printed) -> str:
    """How a growth fits the ratio of its levels.

    ``holds``; ``rounded`` where it does so only for levels rounded coarsely; ``index`` where the
    percentage is of the old level rather than more than it; else ``fails``.
    """
    outcome = compare(growth.printed, ratio)
    if outcome != "conflict":
        far = abs(float(ratio.value / growth.printed.value) - 1) > _FAR_OFF
        return "rounded" if outcome == "rounded" and far else "holds"
    percent = growth.value >= 2 and growth.role in ("increase", "decrease")
    if percent and compare(growth.printed - constant(1), ratio) != "conflict":
        return "index"
    if growth.role in ("index", "factor", "") and compare(growth.printed + constant(1), ratio) != "conflict":
        return "holds"
    return "fails"


def _misprint(change: Change, ratio: Printed) -> int | None:
    """The power of a thousand by which one of the levels is misprinted, if one makes all fit; None else.

    Positive where the new level is too great, negative where it is too small.
    """
    assert change.old is not None
    if change.growth is not None and compare(change.growth.printed, ratio) == "conflict":
        for scale in _SCALES:
            for sign, factor in ((1, Fraction(1, scale)), (-1, Fraction(scale))):
                if compare(change.growth.printed, ratio * constant(factor)) != "conflict":
                    return sign * scale
        return None
    if change.growth is None and change.new.unit != "count" and change.link == "against":
        for scale in _SCALES:
            if ratio.value >= _FAR and Fraction(1, 5) < ratio.value / scale < 5:
                return scale
            if ratio.value <= Fraction(1, _FAR) and Fraction(1, 5) < ratio.value * scale < 5:
                return -scale
    return None


def _derive(paragraph: Paragraph, change: Change) -> Finding | None:
    """The old level that a new level and its growth make, where nothing near tells it."""
    growth, new = change.growth, change.new
    if growth is None or new.statement is None or new.statement.period is None:
        return None
    base = new.printed / growth.printed
    since, until = new.statement.period
    return Finding(
        kind="derived",
        rule=BASE,
        state="long" if change.back is None else "base",
        proofs=(paragraph.proof(new, "level"), paragraph.proof(growth, "growth")),
        values={
            "new": number(new.value),
            "growth": number(round(growth.value, 6)),
            "base": significant(float(base.value), new),
            "unit": new.unit,
            "of": unit_mark(new.unit),
            "measure": new.measure,
            "bound": _bound(new, growth),
            "year": None if change.back is None else str(since.year - change.back),
        },
        subject=paragraph.noun_text(new),
        parties=paragraph.parties(new),
        at=until.isoformat(),
    )


def _bound(new: Amount, growth: Amount) -> str:
    bounds = {new.bound, growth.bound} - {"="}
    return "=" if not bounds else "~"


def _finding(
    paragraph: Paragraph,
    change: Change,
    ratio: Printed,
    verdict: tuple[FindingKind, str],
    scale: int | None = None,
) -> Finding:
    kind, state = verdict
    new, old, growth = change.new, change.old, change.growth
    assert old is not None
    proofs: list[Proof] = [paragraph.proof(old, "before"), paragraph.proof(new, "after")]
    if growth is not None:
        proofs.append(paragraph.proof(growth, "growth"))
    fits = None
    if scale is not None:
        fits = new.value / scale if scale > 0 else new.value * -scale
    told = None if growth is None else growth.value
    return Finding(
        kind=kind,
        rule=RULE,
        state=state,
        proofs=tuple(proofs),
        values={
            "old": number(old.value),
            "new": number(new.value),
            "growth": None if told is None else number(round(told, 6)),
            "ratio": number(round(float(ratio.value), 4)),
            "percent": number(round((float(ratio.value) - 1) * 100, 2)),
            "unit": new.unit,
            "of": unit_mark(new.unit),
            "fits": None if fits is None else number(fits),
        },
        weight=0.0 if kind == "derived" or told is None else abs(1 - float(ratio.value) / told),
        subject=paragraph.noun_text(new),
        parties=paragraph.parties(new, old),
        at=None if new.statement is None else new.statement.fields.get("to"),
    )
