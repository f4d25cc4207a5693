"""Goods and things announced by number, and what was then delivered, built or bought of them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from cordiale.analysis.mentions import mentions_of
from cordiale.model import Finding, Placed
from cordiale.model.fact import Fact
from cordiale.registers.echoes import sentence_key
from cordiale.registers.holdings import Holdings
from cordiale.registers.periods import write_year
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold

_MEASURES = frozenset(("deliveries", "production", "stock", "projects"))
_PENDING = frozenset(("planned", "target"))
_AHEAD = 2
"""Sentences after an announcement in which a part of what was announced is told."""
_LATEST = 64
"""Reports of one thing of one firm that are looked at."""


def find(holdings: Holdings) -> Iterator[Finding]:
    """A finding for each announced number of which a part, or all, is told as done later."""
    facts = [fact for fact in holdings.facts.all if _is_number(fact)]
    beside: defaultdict[tuple[int, int], list[Fact]] = defaultdict(list)
    alike: defaultdict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.shown.statement.status == "actual":
            if fact.shown.setting is not None:
                beside[fact.shown.volume, fact.shown.setting.ordinal].append(fact)
            key = _key(fact, holdings)
            if key is not None:
                alike[key].append(fact)
    for promise in facts:
        if promise.shown.statement.status not in _PENDING:
            continue
        reports = _part(promise, beside) or _reports(
            promise, alike.get(_key(promise, holdings) or (), ()), holdings
        )
        if reports:
            yield _finding(promise, reports, holdings)


def _is_number(fact: Fact) -> bool:
    fields = fact.fields
    if fact.shown.statement.kind != "observation" or fields["transform"] != "level":
        return False
    return fields["measure"] in _MEASURES and not isinstance(fields["value"], list) and fields["value"] > 1


def _key(fact: Fact, holdings: Holdings) -> tuple[object, ...] | None:
    """What a number and its report share: the firm, the goods, the unit and the places."""
    topic = holdings.topic(fact.shown)
    if topic.subject is None or topic.head is None:
        return None
    return topic.subject, topic.head, topic.measure, fact.fields["unit"], topic.parties


def _part(promise: Fact, beside: dict[tuple[int, int], list[Fact]]) -> list[Fact]:
    """What the sentences behind an announcement tell of a part of it: "three of them were shipped"."""
    item = promise.shown
    key = sentence_key(item)
    if key is None:
        return []
    found = []
    for other in beside.get(key[:2], ()):
        place = sentence_key(other.shown)
        if place is None or not 0 <= place[2] - key[2] <= _AHEAD or other.shown.start <= item.start:
            continue
        same = (
            other.fields["measure"] == promise.fields["measure"]
            and other.fields["unit"] == promise.fields["unit"]
        )
        if same and other.fields["value"] <= promise.fields["value"] and _is_part(other.shown):
            found.append(other)
    return found[:1]


def _is_part(item: Placed) -> bool:
    if item.setting is None or item.at is None:
        return False
    around = fold(item.setting.text[max(item.at.start - 25, 0) : item.at.end + 25])
    return _parts("fr").search(around) is not None


@cache
def _parts(language: str) -> re.Pattern[str]:
    return re.compile("|".join(load_yaml(f"languages/{language}/threads.yml")["part_of_them"]))


def _reports(promise: Fact, told: Sequence[Fact], holdings: Holdings) -> list[Fact]:
    """Later reports of the same goods by the same firm between the same places, of the announced period."""
    item = promise.shown
    family = holdings.genealogy.echoes.family(sentence_key(item))
    return [
        fact
        for fact in told[-_LATEST:]
        if (fact.shown.said or 0) > (item.said or 9999)
        and holdings.genealogy.echoes.family(sentence_key(fact.shown)) != family
        and item.period is not None
        and fact.shown.period is not None
        and item.period[0] <= fact.shown.period[1]
        and holdings.topic(fact.shown).words == holdings.topic(item).words
    ][:1]


def _finding(promise: Fact, reports: Sequence[Fact], holdings: Holdings) -> Finding:
    fields, done = promise.fields, reports[-1].fields
    kept = done["value"] >= fields["value"]
    due = fields.get("to")
    told = [item for fact in (promise, *reports) for item, _ in fact.members]
    noun = fields.get("item") or fields["measure"]
    return Finding(
        kind="thread",
        rule="delivery",
        state="kept" if kept else "in_progress",
        proofs=(
            *mentions_of((item for item, _ in promise.members), "promise", holdings),
            *mentions_of((item for fact in reports for item, _ in fact.members), "report", holdings),
        ),
        values={
            "what": " ".join(str(noun).split()),
            "parties": list(promise.shown.statement.parties),
            "who": sorted(promise.shown.statement.orgs),
            "promised": fields["value"],
            "due": due,
            "done": done["value"],
            "done_at": done.get("to") or write_year(reports[-1].shown.said),
            "share_percent": round(done["value"] / fields["value"] * 100, 1),
            "origins": holdings.genealogy.count(told),
            "as_of": holdings.as_of.isoformat(),
        },
        weight=0.65,
        subject=" ".join(str(noun).split()),
        parties=promise.shown.statement.parties,
        at=due,
    )
