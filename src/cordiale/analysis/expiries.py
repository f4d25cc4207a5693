"""Plans and agreements whose years are over, where neither a report nor a successor is told of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cordiale.model import Finding, Placed, proof_of
from cordiale.registers.activity import Pair, Relations, country_of, finest
from cordiale.registers.acts import stems_of, title_of
from cordiale.registers.echoes import SentenceKey, sentence_key
from cordiale.registers.groundwork import groundwork
from cordiale.registers.holdings import Holdings
from cordiale.registers.phrasing import phrases
from cordiale.vocabulary.folding import fold

_PLANS = frozenset(("roadmap", "programme"))
_TERMED = _PLANS | {"agreement", "memorandum", "declaration", "protocol"}
"""Documents that end with their last year. Contracts end with what they are for."""


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A sentence about two places that speaks of a plan: when it was said, and what its words are."""

    said: int
    family: SentenceKey | str
    stems: frozenset[str]


def ended_plans(holdings: Holdings, relations: Relations) -> Iterator[Finding]:
    """Plans, programmes and agreements whose last year has passed without a report or a successor."""
    known = _Plans(holdings, relations)
    for told in _plans(holdings):
        first, last = told[0].fields["valid"]
        if date(last, 12, 31) >= holdings.as_of or any(item.fields["stage"] == "ended" for item in told):
            continue
        pairs = sorted({pair for item in told for pair in finest(item.statement.parties)})
        if not pairs or any(known.follow(told, pair) for pair in pairs):
            continue
        later = max((_latest(pair, relations) for pair in pairs), default=date.min)
        yield Finding(
            kind="silence",
            rule="plan_ended",
            state="silent",
            proofs=tuple(proof_of(item, "promise") for item in told),
            values={
                "what": _words(told[0]),
                "since": str(first),
                "until": str(last),
                "signed": told[0].fields.get("date"),
                "last_at": str(later.year),
                "parties": list(told[0].statement.parties),
                "as_of": holdings.as_of.isoformat(),
            },
            weight=0.7,
            subject=_words(told[0]),
            parties=told[0].statement.parties,
            at=date(last, 12, 31).isoformat(),
        )


def _latest(pair: Pair, relations: Relations) -> date:
    found = relations.last(pair)
    return date.min if found is None else found.day


def _words(item: Placed) -> str:
    return " ".join(item.statement.evidence.quote.split())


def _plans(holdings: Holdings) -> list[list[Placed]]:
    """The tellings of each plan in force whose years are told; of one year only where it was made before."""
    acts = groundwork(holdings).acts
    found: dict[object, list[Placed]] = {}
    for item in holdings.of_kind("document"):
        fields = item.fields
        if fields.get("doctype") not in _TERMED or not fields.get("valid"):
            continue
        if item.statement.status != "actual" or fields.get("stage") == "proposed":
            continue
        first, last = fields["valid"]
        made = fields.get("date")
        before = fields["doctype"] in _PLANS and made is not None and int(str(made)[:4]) <= first
        if last > first or before:
            found.setdefault((acts.get(item.id, item.id), last), []).append(item)
    return list(found.values())


class _Plans:
    """What is told of plans between two places, worked out once for each pair."""

    def __init__(self, holdings: Holdings, relations: Relations) -> None:
        self._relations = relations
        self._family = holdings.genealogy.echoes.family
        self._known: dict[Pair, tuple[int, int, list[_Spoken]]] = {}

    def follow(self, told: Sequence[Placed], pair: Pair) -> bool:
        """Whether a later plan of the places is held, or a later passage that speaks of a plan of theirs.

        Two states have many plans: there a later passage must share what the plan is for.
        """
        last = told[0].fields["valid"][1]
        covered, signed, spoken = self._of(pair)
        aim = frozenset(stem for item in told for stem in title_of(item))
        of_states = bool(aim) and all(place == country_of(place) for place in pair)
        if not of_states and (covered > last or signed >= last):
            return True
        own = {self._family(sentence_key(item)) or item.id for item in told}
        for sentence in reversed(spoken):
            if sentence.said <= last:
                return False
            if sentence.family not in own and (not of_states or aim & sentence.stems):
                return True
        return False

    def _of(self, pair: Pair) -> tuple[int, int, list[_Spoken]]:
        """The last year a plan covers, the last in which one without years was signed, who speaks of one."""
        if pair not in self._known:
            covered = signed = 0
            spoken: dict[SentenceKey | str, _Spoken] = {}
            for found in self._relations.between(pair):
                item = found.item
                if item.statement.kind == "document" and item.fields.get("doctype") in _PLANS:
                    valid, date_ = item.fields.get("valid"), item.fields.get("date")
                    covered = max(covered, valid[1] if valid else 0)
                    signed = max(signed, int(str(date_)[:4]) if date_ and not valid else 0)
                if item.said is None:
                    continue
                family = self._family(sentence_key(item)) or item.id
                known = spoken.get(family)
                if (known is None or known.said < item.said) and _speaks(item):
                    spoken[family] = _Spoken(item.said, family, stems_of(item.sentence))
            self._known[pair] = covered, signed, sorted(spoken.values(), key=lambda one: one.said)
        return self._known[pair]


def _speaks(item: Placed) -> bool:
    return phrases("silences", "plan_nouns").first(fold(item.sentence)) is not None
