"""Measures half done and agreements gone quiet, where nothing later is told of them."""

from collections.abc import Iterator
from datetime import date

from cordiale.model import Finding, Placed, proof_of
from cordiale.registers.activity import Activity, Pair, Relations, country_of, finest
from cordiale.registers.holdings import Holdings, last_day
from cordiale.registers.mentioned import last_named, printed_names
from cordiale.registers.phrasing import phrases
from cordiale.vocabulary.folding import fold

_ALIVE = frozenset(("signed", "in_force"))
_QUIET_YEARS = 3
"""Years without any telling after which a relation is quiet."""
_YEAR = 365.25


def _words(item: Placed) -> str:
    return " ".join(item.statement.evidence.quote.split())


# -- measures of a plan, a part of which is done ------------------------------------------------------------


def half_done(holdings: Holdings, relations: Relations) -> Iterator[Finding]:
    """Measures of which a part is told as carried out, where no later count of them is held."""
    latest: dict[tuple[str, ...], tuple[Placed, Placed | None]] = {}
    counted: dict[tuple[int, int], Placed] = {}
    for item in holdings.of_kind("observation"):
        if item.setting is None:
            continue
        place = item.volume, item.setting.ordinal
        if _is_part_done(item):
            known = latest.get(item.statement.parties)
            if known is None or (item.said or 0) > (known[0].said or 0):
                latest[item.statement.parties] = item, counted.get(place)
        elif item.fields.get("unit") == "count" and _has(
            fold(item.fields.get("item") or ""), "measure_nouns"
        ):
            counted[place] = item
    for parties, (item, total) in sorted(latest.items(), key=lambda pair: pair[0]):
        said = item.said
        if said is None or holdings.as_of.year <= said:
            continue
        if any(_counts_later(found, said) for pair in finest(parties) for found in relations.between(pair)):
            continue
        proofs = [proof_of(item, "report")] + ([proof_of(total, "total")] if total is not None else [])
        yield Finding(
            kind="silence",
            rule="measures_half_done",
            state="silent",
            proofs=tuple(proofs),
            values={
                "part": _words(item),
                "total": None if total is None else _words(total),
                "said": str(said),
                "parties": list(parties),
                "as_of": holdings.as_of.isoformat(),
            },
            weight=0.7,
            subject=_words(item),
            parties=parties,
            at=str(said),
        )


def _is_part_done(item: Placed) -> bool:
    """Whether it is the part of a plan's measures that is told as carried out."""
    fields = item.fields
    value = fields.get("value")
    if item.statement.status != "actual" or fields.get("transform") != "share":
        return False
    if not isinstance(value, int | float) or not 0 < value < 1 or item.setting is None or item.at is None:
        return False
    index = item.setting.sentence_at(item.at.start)
    if index < 0 or not _has(fold(item.sentence), "done"):
        return False
    start = item.setting.sentences[max(index - 1, 0)].start
    near = fold(item.setting.text[start : item.setting.sentences[index].end])
    return _has(near, "measure_nouns") and _has(fold(item.setting.text), "plan_nouns")


def _has(folded: str, part: str) -> bool:
    return phrases("silences", part).first(folded) is not None


def _counts_later(found: Activity, said: int) -> bool:
    """Whether a later passage tells how far a plan is."""
    if found.item.said is None or found.item.said <= said:
        return False
    sentence = fold(found.item.sentence)
    return _has(sentence, "plan_nouns") and _has(sentence, "done")


# -- agreements between places of which nothing more is told ------------------------------------------------


def dormant(holdings: Holdings, relations: Relations) -> Iterator[Finding]:
    """Pairs of places with an agreement in force between which nothing is told for some years."""
    agreed: dict[Pair, list[Placed]] = {}
    for item in holdings.of_kind("document"):
        fields = item.fields
        if item.statement.status != "actual" or fields.get("stage") not in _ALIVE:
            continue
        for pair in _own_pair(item):
            agreed.setdefault(pair, []).append(item)
    quiet = {
        pair: last
        for pair in sorted(agreed)
        if (last := _last_near(pair, relations)) is not None and _is_quiet(last.day, holdings.as_of)
    }
    named = last_named(
        holdings, {party: _names(party, pair, relations) for pair in quiet for party in _telling(pair)}
    )
    for pair, last in quiet.items():
        latest = max((named[p].said or 0 for p in _telling(pair) if p in named), default=0)
        if latest and _is_quiet(date(latest, 12, 31), holdings.as_of):
            yield _dormant(pair, agreed[pair], last, holdings)


def _is_quiet(day: date, as_of: date) -> bool:
    return (as_of - day).days > _QUIET_YEARS * _YEAR + 1


def _telling(pair: Pair) -> list[str]:
    """The places by whose names a relation is known: its regions and towns, else both countries."""
    return [party for party in pair if party != country_of(party)] or list(pair)


def _names(party: str, pair: Pair, relations: Relations) -> frozenset[str]:
    return printed_names(party, (found.item for found in relations.between(pair)))


def _dormant(pair: Pair, items: list[Placed], last: Activity, holdings: Holdings) -> Finding:
    newest = max(items, key=lambda item: (_signed(item), item.said or 0, -item.start))
    proofs = [proof_of(newest, "promise")]
    if newest.id != last.item.id:
        proofs.append(proof_of(last.item, "actual"))
    return Finding(
        kind="silence",
        rule="agreement_dormant",
        state="silent",
        proofs=tuple(proofs),
        values={
            "what": _words(newest),
            "signed": newest.fields.get("date"),
            "last_at": last.day.isoformat(),
            "agreements": len(items),
            "years": _QUIET_YEARS,
            "quiet_years": round((holdings.as_of - last.day).days / _YEAR, 1),
            "parties": list(pair),
            "as_of": holdings.as_of.isoformat(),
        },
        weight=0.3,
        subject=_words(newest),
        parties=pair,
        at=last.day.isoformat(),
    )


def _own_pair(item: Placed) -> list[Pair]:
    """The pair that signed: of documents that name two places only, others being lists."""
    pairs = finest(item.statement.parties)
    return pairs if len(pairs) == 1 else []


def _signed(item: Placed) -> date:
    told = item.fields.get("date")
    day = last_day(told) if told else None
    return day or date(1, 1, 1)


def _last_near(pair: Pair, relations: Relations) -> Activity | None:
    """The last telling between the two, or between one of them and the other's country."""
    left, right = pair
    near = {pair}
    if left != country_of(left):
        near.add(_sorted(left, country_of(right)))
    if right != country_of(right):
        near.add(_sorted(country_of(left), right))
    found = [last for one in sorted(near) if (last := relations.last(one)) is not None]
    return max(found, key=lambda last: last.day, default=None)


def _sorted(left: str, right: str) -> Pair:
    return (left, right) if left <= right else (right, left)
