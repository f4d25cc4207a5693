"""Trade as one passage tells it: turnover is exports and imports, the balance their difference."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from cordiale.analysis.figuring import constant, day_of, number, significant, unit_mark
from cordiale.analysis.flow_words import is_dealt, is_of_other_side, told_trade
from cordiale.analysis.paragraphs import Amount, Paragraph
from cordiale.analysis.reckoning import alternation, reckoning
from cordiale.model import Finding, FindingKind
from cordiale.registers.intervals import Printed, compare
from cordiale.resolve.topics import item_words

RULE = "passage_trade"

_FIGURES = ("turnover", "exports", "imports", "balance")
_REACH = 2
"""Sentences between figures of one reckoning."""
_CLAUSE = 60
"""Characters before a balance in which it is said to be a deficit."""
_FAR = 240
"""Characters before a figure in which it is said what trade it is of."""
_OPEN = 4
"""Reckonings of one paragraph that a figure may still belong to."""
_BESIDE = 20
"""Characters behind a figure in which its year stands."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SLIP = 100
"""A part of trade so many times the whole is misprinted by a thousand."""

_MADE = {
    (1, "imports"): "imports",
    (1, "exports"): "exports",
    (2, "exports"): "sides",
    (2, "turnover"): "sums",
}
"""The state of a finding by how many figures it computes, and the first of them."""

Verdict = tuple[FindingKind, str]


@dataclass(frozen=True)
class _Words:
    deficit: re.Pattern[str]
    thus: re.Pattern[str]
    scopes: Mapping[str, re.Pattern[str]]


@cache
def _words(language: str) -> _Words:
    data = reckoning(language)["identities"]
    return _Words(
        deficit=re.compile(rf"\b(?:{alternation(data['deficit'])})"),
        thus=re.compile(rf"\b(?:{alternation(data['thus'])})\b"),
        scopes={name: re.compile(rf"\b(?:{alternation(words)})\b") for name, words in data["scopes"].items()},
    )


def find_in(article: Sequence[Paragraph]) -> Iterator[Finding]:
    """The findings of one article."""
    for paragraph in article:
        yield from _identities(paragraph, list(told_trade(paragraph)))


def _identities(paragraph: Paragraph, told: Sequence[tuple[Amount, str]]) -> Iterator[Finding]:
    """Groups of figures of one trade, period and currency, told close together."""
    groups: list[dict[str, Amount]] = []
    for amount, name in told:
        open_ = (group for group in reversed(groups[-_OPEN:]) if _belongs(paragraph, amount, group))
        group = next(open_, None)
        measure = name if group is None else _measure(paragraph, (amount, name), group)
        if group is None or measure in group:
            groups.append({name: amount})
        else:
            group[measure] = amount
    for group in groups:
        found = _reckon(paragraph, group)
        if found is not None:
            yield found


def _measure(paragraph: Paragraph, told: tuple[Amount, str], group: Mapping[str, Amount]) -> str:
    """Which figure of a trade it is: what the other side sells is what the first one buys."""
    amount, name = told
    if name == "exports" and "exports" in group and "imports" not in group:
        if is_of_other_side(paragraph, group["exports"], amount):
            return "imports"
    return name


def _belongs(paragraph: Paragraph, amount: Amount, group: Mapping[str, Amount]) -> bool:
    first = next(iter(group.values()))
    if amount.unit != first.unit or amount.sentence - first.sentence > _REACH:
        return False
    dealt = is_dealt(paragraph, amount)  # the words before it may still be of the goods just bought
    if not dealt and scope_of(paragraph, amount) not in (frozenset(), scope_of(paragraph, first)):
        return False
    assert amount.statement is not None and first.statement is not None
    if amount.statement.statement.parties != first.statement.statement.parties:
        return False
    if not _is_of_one_time(paragraph, amount, group):
        return False
    if dealt:
        return True
    mine, its = (item_words(a.statement.fields.get("item"))[0] for a in (amount, first) if a.statement)
    return mine is None or mine == its


def _is_of_one_time(paragraph: Paragraph, amount: Amount, group: Mapping[str, Amount]) -> bool:
    """Whether no year parts a figure from those before it, or "thus" says what it is made of."""
    first = min(group.values(), key=lambda held: held.start)
    own = {int(year) for year in _YEAR.findall(paragraph.folded[: first.end + _BESIDE])[-1:]}
    since = set(map(int, _YEAR.findall(paragraph.folded[first.end : amount.end + _BESIDE])))
    told = [a.statement.period for a in (amount, *group.values()) if a.statement is not None]
    periods = {period for period in told if period is not None}
    if len(periods) == 1 and all(period is not None for period in told):
        return True
    if own and since - own:
        return False
    if amount.measure in ("turnover", "balance") and {"exports", "imports"} <= group.keys():
        begin = paragraph.setting.sentences[amount.sentence].start
        if _words(paragraph.language).thus.search(paragraph.folded, begin, amount.start):
            return True
    if len(periods) > 1:
        return False
    return told[0] is not None or any(a.sentence == amount.sentence for a in group.values())


def scope_of(paragraph: Paragraph, amount: Amount) -> frozenset[str]:
    """What trade the words before a figure name: goods, services, farm products."""
    begin = paragraph.setting.sentences[amount.sentence].start
    before = [a.end for a in paragraph.amounts(amount.sentence) if a.end <= amount.start]
    text = paragraph.folded[max(begin, *before, amount.start - _FAR) : amount.start]
    return frozenset(name for name, words in _words(paragraph.language).scopes.items() if words.search(text))


def _sign(paragraph: Paragraph, balance: Amount) -> Amount:
    if balance.value < 0 or not _is_negative(paragraph, balance):
        return balance
    return replace(balance, value=-balance.value, printed=constant(0) - balance.printed)


def _is_negative(paragraph: Paragraph, balance: Amount) -> bool:
    begin = paragraph.setting.sentences[balance.sentence].start
    before = paragraph.folded[max(begin, balance.start - _CLAUSE) : balance.start]
    return _words(paragraph.language).deficit.search(before) is not None


def _reckon(paragraph: Paragraph, group: Mapping[str, Amount]) -> Finding | None:
    if len(group) == 1:
        return None
    if "balance" in group:
        group = {**group, "balance": _sign(paragraph, group["balance"])}
    figures = {name: amount.printed for name, amount in group.items()}
    whole, part = figures.get("turnover"), figures.get("exports", figures.get("imports"))
    if whole is not None and part is not None:
        if part.value > whole.value and compare(part, whole) == "conflict":
            return _too_great(paragraph, group)
    told = _check(figures)
    if told:
        return _checked(paragraph, group, told)
    made = derive(figures)
    if not made or any(figure.value < 0 for name, figure in made.items() if name != "balance"):
        return None
    return _finding(paragraph, group, ("derived", _MADE[len(made), next(iter(made))]), made)


def _too_great(paragraph: Paragraph, group: Mapping[str, Amount]) -> Finding | None:
    name = "exports" if "exports" in group else "imports"
    whole, part = group["turnover"], group[name]
    if whole.bound in "~>":
        return None
    if part.value >= _SLIP * whole.value:
        fits = constant(Fraction(1, 1000)) * part.printed
        if fits.value <= whole.printed.value:
            return _finding(paragraph, group, ("slip", "misprint"), {name: fits})
    return _finding(paragraph, group, ("contradiction", "part_above"), {name: whole.printed})


def _checked(paragraph: Paragraph, group: Mapping[str, Amount], told: Mapping[str, Printed]) -> Finding:
    """The figure that the others do not make; where all agree, that they do."""
    loose = any(a.bound == "~" for a in group.values())
    for name, expected in told.items():
        if name == "balance" and expected.value * group[name].printed.value < 0:
            expected = constant(0) - expected  # it is told as the other side sees it
        if compare(expected, group[name].printed) == "conflict":
            kind: FindingKind = "tension" if loose else "contradiction"
            return _finding(paragraph, group, (kind, f"{name}_fails"), {name: expected})
    return _finding(paragraph, group, ("derived", "holds"), dict([next(iter(told.items()))]))


def _check(figures: Mapping[str, Printed]) -> dict[str, Printed]:
    """What the other figures make of those told; empty where there are too few to check one."""
    found: dict[str, Printed] = {}
    if {"turnover", "exports", "imports"} <= figures.keys():
        found["turnover"] = figures["exports"] + figures["imports"]
    if {"exports", "imports", "balance"} <= figures.keys():
        found["balance"] = figures["exports"] - figures["imports"]
    elif {"turnover", "exports", "balance"} <= figures.keys():
        found["balance"] = figures["exports"] + figures["exports"] - figures["turnover"]
    elif {"turnover", "imports", "balance"} <= figures.keys():
        found["balance"] = figures["turnover"] - figures["imports"] - figures["imports"]
    return found


def derive(figures: Mapping[str, Printed]) -> dict[str, Printed]:
    """The figures of trade that two told ones make, by measure; empty where they make none.

    >>> sorted(derive({"turnover": constant(10), "balance": constant(2)}))
    ['exports', 'imports']
    """
    half = constant(Fraction(1, 2))
    match sorted(figures):
        case ["exports", "turnover"]:
            return {"imports": figures["turnover"] - figures["exports"]}
        case ["imports", "turnover"]:
            return {"exports": figures["turnover"] - figures["imports"]}
        case ["balance", "turnover"]:
            whole, balance = figures["turnover"], figures["balance"]
            return {"exports": (whole + balance) * half, "imports": (whole - balance) * half}
        case ["exports", "imports"]:
            return {
                "turnover": figures["exports"] + figures["imports"],
                "balance": figures["exports"] - figures["imports"],
            }
        case ["balance", "exports"]:
            return {"imports": figures["exports"] - figures["balance"]}
        case ["balance", "imports"]:
            return {"exports": figures["imports"] + figures["balance"]}
    return {}


def _finding(
    paragraph: Paragraph, group: Mapping[str, Amount], verdict: Verdict, made: Mapping[str, Printed]
) -> Finding:
    kind, state = verdict
    named = [(name, group[name]) for name in _FIGURES if name in group]
    like = max((amount for _, amount in named), key=lambda a: len(f"{a.value:.12g}".strip("0.")))
    told: dict[str, object] = dict.fromkeys(_FIGURES)
    told |= {name: number(amount.value) for name, amount in named}
    computed = {name: significant(float(figure.value), like) for name, figure in made.items()}
    off = max((abs(float(f.value) - group[n].value) for n, f in made.items() if n in group), default=0.0)
    greatest = max(abs(amount.value) for _, amount in named)
    return Finding(
        kind=kind,
        rule=RULE,
        state=state,
        proofs=tuple(paragraph.proof(amount, name) for name, amount in named),
        values={
            **told,
            **{f"computed_{name}": computed.get(name) for name in _FIGURES},
            "computed": next(iter(computed.values())),
            "difference": number(off),
            "unit": named[0][1].unit,
            "of": unit_mark(named[0][1].unit),
        },
        weight=0.0 if kind == "derived" or not greatest else off / greatest,
        parties=paragraph.parties(*group.values()),
        at=day_of(named[0][1]),
    )
