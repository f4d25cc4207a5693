"""What the analyses made of the plants: recall for each kind of plant, precision for each rule."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bench.findings_plants.telling import Anchor, Plant

from cordiale.model import Finding

CONFLICTS = frozenset(("contradiction", "slip", "tension"))
"""Kinds of finding that say that something is wrong: right on plants that expect them, else not."""
FOLLOWED = frozenset(("target",))
"""Kinds that everything has some of, right or wrong by their state."""


@dataclass(slots=True)
class Score:
    """Counts. ``planted``, ``found`` and ``weaker`` by kind of plant: all, found as expected, found with less
    certainty. ``reported`` and ``right`` by rule and kind of finding. ``wrong`` tells where a wrong finding
    fell: rule, kind of finding, kind of plant (``none`` for common ground, ``several`` for a mixture).
    """

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    weaker: Counter[str] = field(default_factory=Counter)
    reported: Counter[tuple[str, str]] = field(default_factory=Counter)
    right: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    @property
    def recall(self) -> float | None:
        """The part of the plants that expect a finding of which one was made; None where none was sown."""
        planted = self.planted.total()
        return None if planted == 0 else self.found.total() / planted

    def precision(self, *kinds: str) -> float | None:
        """The part of the findings of these kinds that is right; None where none was made."""
        reported = sum(count for (_, kind), count in self.reported.items() if kind in kinds)
        right = sum(count for (_, kind), count in self.right.items() if kind in kinds)
        return right / reported if reported else None


class _Places:
    """Which plant stands where."""

    def __init__(self, plants: Sequence[Plant]) -> None:
        listed: dict[str, list[tuple[int, int, int, Anchor]]] = defaultdict(list)
        for number, plant in enumerate(plants):
            for anchor in plant.all_anchors:
                assert anchor.place is not None, "score after the pages were laid out"
                document, start, end = anchor.place
                listed[document].append((start, end, number, anchor))
        self._listed = {name: sorted(found, key=lambda item: item[:3]) for name, found in listed.items()}
        self._starts = {name: [item[0] for item in found] for name, found in self._listed.items()}

    def at(self, document: str, start: int, end: int) -> tuple[int, Anchor] | None:
        """The plant whose anchor a proof shows: the first that it overlaps."""
        known = self._listed.get(document)
        if not known:
            return None
        # Statements with one place to begin at count as one: the first of them.
        index = bisect_left(self._starts[document], start)
        if index == len(known) or known[index][0] != start:
            index = max(index - 1, 0)
        for low, high, number, anchor in known[index : index + 2]:
            if low < end and start < high:
                return number, anchor
        return None


def score(plants: Sequence[Plant], findings: Iterable[Finding]) -> Score:
    """The counts for these plants and findings."""
    places, result = _Places(plants), Score()
    shown: list[dict[str, list[set[int]]]] = [defaultdict(list) for _ in plants]
    for finding in findings:
        hits = [places.at(proof.doc, proof.start, proof.end) for proof in finding.proofs]
        numbers = {hit[0] for hit in hits if hit is not None}
        anchors = {id(hit[1]) for hit in hits if hit is not None}
        whole = len(numbers) == 1 and None not in hits
        plant = plants[next(iter(numbers))] if len(numbers) == 1 else None
        if whole and plant is not None and _fits(plant, finding):
            shown[next(iter(numbers))][finding.kind].append(anchors)
        _judge(result, finding, plant, mixed=len(numbers) > 1 or plant is not None and not whole)
    for plant, seen in zip(plants, shown, strict=True):
        _count(result, plant, seen)
    return result


def _fits(plant: Plant, finding: Finding) -> bool:
    return finding.kind not in plant.finds or plant.state is None or finding.state == plant.state


def _judge(result: Score, finding: Finding, plant: Plant | None, *, mixed: bool) -> None:
    if finding.kind not in CONFLICTS and not (finding.kind in FOLLOWED and plant is not None):
        return
    name = (finding.rule, finding.kind)
    result.reported[name] += 1
    allowed = plant is not None and not mixed and finding.kind in (*plant.finds, *plant.weaker)
    if allowed and plant is not None and _fits(plant, finding):
        result.right[name] += 1
    else:
        where = "several" if mixed else "none" if plant is None else plant.kind
        result.wrong[(*name, where)] += 1


def _count(result: Score, plant: Plant, seen: dict[str, list[set[int]]]) -> None:
    if not plant.anchors:
        return
    result.planted[plant.kind] += 1
    needed = {id(anchor) for anchor in plant.anchors}
    if any(needed <= anchors for kind in plant.finds for anchors in seen.get(kind, ())):
        result.found[plant.kind] += 1
    elif any(needed & anchors for kind in (*plant.finds, *plant.weaker) for anchors in seen.get(kind, ())):
        result.weaker[plant.kind] += 1
