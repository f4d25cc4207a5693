"""Trade as one passage tells it: turnover is exports and imports, the balance their difference."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache

from cordiale.analysis.figuring import constant, day_of, number, significant, unit_mark
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
_CODE = 3
"""Letters of a currency's code."""
_SLIP = 100
"""A part of trade so many times the whole is misprinted by a thousand."""

_MADE = {
    (1, "imports"): "imports",
    (1, "exports"): "exports",
    (2, "exports"): "sides",
    (2, "turnover"): "sums",
}
"""The state of a finding by how many figures it computes, and the first of them."""

Key = tuple[tuple[str, ...], str, tuple[date, date] | None]
Verdict = tuple[FindingKind, str]


@dataclass(frozen=True)
class _Words:
    deficit: re.Pattern[str]
    sent: re.Pattern[str]
    scopes: Mapping[str, re.Pattern[str]]


@cache
def _words(language: str) -> _Words:
    data = reckoning(language)["identities"]
    return _Words(
        deficit=re.compile(rf"\b(?:{alternation(data['deficit'])})"),
        sent=re.compile(rf"\b(?:{alternation(data['sent'])})\b"),
        scopes={name: re.compile(rf"\b(?:{alternation(words)})\b") for name, words in data["scopes"].items()},
    )


def find_in(article: Sequence[Paragraph]) -> Iterator[Finding]:
    """The findings of one article."""
    for paragraph in article:
        amounts = [amount for amount in _levels(paragraph) if amount.statement is not None]
        money = [a for a in amounts if len(a.unit) == _CODE and _is_read(a)]
        yield from _identities(paragraph, money)


def _levels(paragraph: Paragraph) -> Iterator[Amount]:
    wanted = {
        paragraph.setting.sentence_at(item.at.start)
        for item in paragraph.items
        if item.at is not None and item.fields.get("measure") in _FIGURES
    }
    for sentence in sorted(wanted):
        for amount in paragraph.amounts(sentence):
            if amount.transform == "level" and not amount.ranged and amount.role != "level_change":
                if amount.status == "actual":
                    yield amount


def _is_read(amount: Amount) -> bool:
    """Whether the ledger itself holds the sum as one of money: else its measure is none of money's."""
    return amount.statement is not None and amount.statement.fields["unit"] == amount.unit


def _key(amount: Amount) -> Key:
    assert amount.statement is not None
    return amount.statement.statement.parties, amount.unit, amount.statement.period


def _identities(paragraph: Paragraph, amounts: Sequence[Amount]) -> Iterator[Finding]:
    """Groups of figures of one trade, period and currency, told close together."""
    groups: dict[Key, list[dict[str, Amount]]] = defaultdict(list)
    for amount in amounts:
        held = groups[_key(amount)]
        measure = _measure(paragraph, amount, held)
        if measure is None:
            continue
        if held and measure not in held[-1] and _belongs(paragraph, amount, held[-1]):
            held[-1][measure] = amount
        else:
            held.append({measure: amount})
    for held in groups.values():
        for group in held:
            found = _reckon(paragraph, group)
            if found is not None:
                yield found


def _measure(paragraph: Paragraph, amount: Amount, held: Sequence[Mapping[str, Amount]]) -> str | None:
    """Which figure of trade it is; goods sent that are a part of a turnover just told are exports."""
    if amount.measure in _FIGURES:
        return amount.measure
    if not held or "turnover" not in held[-1] or held[-1]["turnover"].sentence != amount.sentence:
        return None
    between = paragraph.folded[held[-1]["turnover"].end : amount.start]
    return "exports" if _words(paragraph.language).sent.search(between) else None


def _belongs(paragraph: Paragraph, amount: Amount, group: Mapping[str, Amount]) -> bool:
    first = next(iter(group.values()))
    if amount.sentence - first.sentence > _REACH:
        return False
    if scope_of(paragraph, amount) not in (frozenset(), scope_of(paragraph, first)):
        return False
    assert amount.statement is not None and first.statement is not None
    if amount.statement.period is None and amount.sentence != first.sentence:
        return False
    mine, its = (item_words(a.statement.fields.get("item"))[0] for a in (amount, first) if a.statement)
    return mine is None or mine == its


def scope_of(paragraph: Paragraph, amount: Amount) -> frozenset[str]:
    """What trade the words before a figure name: goods, services, farm products."""
    begin = paragraph.setting.sentences[amount.sentence].start
    before = [a.end for a in paragraph.amounts(amount.sentence) if a.end <= amount.start]
    text = paragraph.folded[max(begin, *before, amount.start - _FAR) : amount.start]
    return frozenset(name for name, words in _words(paragraph.language).scopes.items() if words.search(text))


def _sign(paragraph: Paragraph, balance: Amount) -> Amount:
    begin = paragraph.setting.sentences[balance.sentence].start
    before = paragraph.folded[max(begin, balance.start - _CLAUSE) : balance.start]
    if balance.value < 0 or not _words(paragraph.language).deficit.search(before):
        return balance
    return replace(balance, value=-balance.value, printed=constant(0) - balance.printed)


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
    if told is not None:
        expected, name = told
        if compare(expected, figures[name]) == "conflict":
            kind: FindingKind = "tension" if any(a.bound == "~" for a in group.values()) else "contradiction"
            return _finding(paragraph, group, (kind, f"{name}_fails"), {name: expected})
        return _finding(paragraph, group, ("derived", "holds"), {name: expected})
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


def _check(figures: Mapping[str, Printed]) -> tuple[Printed, str] | None:
    """What the other figures make of one that is told; None where there are too few to check one."""
    if {"turnover", "exports", "imports"} <= figures.keys():
        return figures["exports"] + figures["imports"], "turnover"
    if {"turnover", "exports", "balance"} <= figures.keys():
        return figures["exports"] + figures["exports"] - figures["turnover"], "balance"
    if {"turnover", "imports", "balance"} <= figures.keys():
        return figures["turnover"] - figures["imports"] - figures["imports"], "balance"
    if {"exports", "imports", "balance"} <= figures.keys():
        return figures["exports"] - figures["imports"], "balance"
    return None


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
