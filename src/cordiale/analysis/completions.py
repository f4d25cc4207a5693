"""How far plans are: the number of their measures, and the part or number of them told as done."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cordiale.analysis.mentions import mentions_of
from cordiale.model import Finding, Placed
from cordiale.registers.acts import Act
from cordiale.registers.echoes import sentence_key
from cordiale.registers.holdings import Holdings
from cordiale.registers.versions import Version, read_versions
from cordiale.resolve.topics import Topic
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold

_AHEAD = 2
"""Sentences after a plan's in which its measures are counted, and after these in which some are told done."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A plan's count of measures, and what is told as done of them: ``share`` from 0 to 1."""

    plan: Version
    total: Placed
    done: Placed
    share: float


def find(holdings: Holdings) -> Iterator[Finding]:
    """A finding for each plan of which a count of measures and a part done are told."""
    told: defaultdict[tuple[str, float, float], list[Completion]] = defaultdict(list)
    for completion in read_completions(holdings):
        first = completion.plan.acts[0].item.id
        told[first, completion.total.fields["value"], completion.share].append(completion)
    for group in told.values():
        yield _finding(group, holdings)


def read_completions(holdings: Holdings) -> Iterator[Completion]:
    """The completions told, in the order of the plans."""
    counted: defaultdict[tuple[int, int], list[Placed]] = defaultdict(list)
    for item in holdings.of_kind("observation"):
        if item.setting is not None and item.statement.status == "actual":
            counted[item.volume, item.setting.ordinal].append(item)
    for plan in read_versions(holdings):
        for act in plan.acts:
            yield from _completions(plan, act, counted, holdings)


def _completions(
    plan: Version, act: Act, counted: Mapping[tuple[int, int], Sequence[Placed]], holdings: Holdings
) -> Iterator[Completion]:
    key = sentence_key(act.item)
    if key is None:
        return
    volume, passage, index = key
    beside = [(item, at[2]) for item in counted.get((volume, passage), ()) if (at := sentence_key(item))]
    for total, where in beside:
        if not index <= where <= index + _AHEAD or not _counts_steps(total, holdings.topic(total)):
            continue
        for done, later in beside:
            if done is total or not where <= later <= where + _AHEAD or done.start < total.start:
                continue
            share = _share(total, done, holdings.topic(done))
            if share is not None:
                yield Completion(plan, total, done, share)


def _counts_steps(item: Placed, topic: Topic) -> bool:
    value = item.fields["value"]
    return item.fields["unit"] == "count" and topic.head in _words("fr").steps and not isinstance(value, list)


def _share(total: Placed, done: Placed, topic: Topic) -> float | None:
    """The part done, 0 to 1; None where the sentence does not say so of these measures."""
    folded = fold(done.sentence)
    if not _words("fr").done.search(folded) or not _words("fr").of_them.search(folded):
        return None
    value = done.fields["value"]
    if isinstance(value, list):
        return None
    if done.fields["transform"] == "share":
        return float(value)
    if topic.head in (*_words("fr").steps, None) and done.fields["unit"] == "count":
        return value / total.fields["value"] if 0 < value <= total.fields["value"] else None
    return None


@dataclass(frozen=True)
class _Words:
    steps: frozenset[str]
    done: re.Pattern[str]
    of_them: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    data = load_yaml(f"languages/{language}/threads.yml")
    of_them = "|".join([*data["of_them"], *data["steps"]])
    return _Words(
        steps=frozenset(data["steps"]),
        done=re.compile(rf"\b(?:{'|'.join(data['done'])})(?:e|s|es)?\b"),
        of_them=re.compile(rf"\b(?:{of_them})"),
    )


def _finding(group: Sequence[Completion], holdings: Holdings) -> Finding:
    first = group[0]
    plan, fields = first.plan, first.done.fields
    ids = {completion.total.id for completion in group} | {completion.done.id for completion in group}
    told = [holdings.by_id[name] for name in sorted(ids, key=lambda name: holdings.by_id[name].start)]
    total, bound = first.total.fields["value"], fields.get("bound") or "="
    return Finding(
        kind="thread",
        rule="progress",
        state="completed" if first.share >= 1 else "in_progress",
        proofs=(
            *mentions_of((act.item for act in plan.acts), "version", holdings),
            *mentions_of((completion.total for completion in group), "total", holdings),
            *mentions_of((completion.done for completion in group), "part", holdings),
        ),
        values={
            "plan": " ".join(plan.first.statement.evidence.quote.split()),
            "parties": sorted(plan.places),
            "adopted": plan.date,
            "total": total,
            "share_percent": round(first.share * 100, 1),
            "bound": bound,
            "told": " ".join(first.done.statement.evidence.quote.split()),
            "done": round(total * first.share),
            "on": fields.get("to"),
            "origins": holdings.genealogy.count(told),
        },
        weight=0.85,
        subject=" ".join(plan.first.statement.evidence.quote.split()),
        parties=tuple(sorted(plan.places)),
        at=fields.get("to") or plan.date,
    )
