"""Clusters that persons keep together and apart: unions under constraints, with the reason of each.

What persons judged comes first, the newest first; then the machine's ties, the surest first. A union
that would bring together what a standing judgement keeps apart is refused, through however many steps.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cordiale.model import Judgement


@dataclass(frozen=True, slots=True)
class Tie:
    """A reason to take two nodes together: how sure it is (0 to 1), its code and what it rests on."""

    left: int
    right: int
    strength: float
    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """Two entities, by id, that a tie would have joined were they not known apart or the tie unsure."""

    left: str
    right: str
    strength: float
    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Overruled:
    """A standing judgement that cannot hold beside newer ones, and their numbers."""

    judgement: Judgement
    by: tuple[int, ...]


class Unions:
    """Disjoint sets of ``size`` nodes, some kept apart.

    >>> sets = Unions(3)
    >>> sets.keep_apart(0, 2, 7)
    True
    >>> sets.join(0, 1), sets.join(1, 2), sets.between(0, 2)
    (True, False, 7)
    """

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._weight = [1] * size
        self._apart: dict[int, dict[int, int]] = defaultdict(dict)

    def root(self, node: int) -> int:
        """The node that stands for the set of ``node``."""
        parent = self._parent
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    def between(self, left: int, right: int) -> int | None:
        """The number of the judgement that keeps the sets of two nodes apart, None where none does."""
        return self._apart.get(self.root(left), {}).get(self.root(right))

    def join(self, left: int, right: int) -> bool:
        """Makes two sets one; False where they are to stay apart, or are one already."""
        one, other = self.root(left), self.root(right)
        if one == other or other in self._apart.get(one, ()):
            return False
        if self._weight[one] < self._weight[other]:
            one, other = other, one
        self._parent[other] = one
        self._weight[one] += self._weight[other]
        for third, number in self._apart.pop(other, {}).items():
            del self._apart[third][other]
            self._apart[third].setdefault(one, number)
            self._apart[one].setdefault(third, number)
        return True

    def keep_apart(self, left: int, right: int, number: int) -> bool:
        """Forbids that two sets become one; False where they are one already."""
        one, other = self.root(left), self.root(right)
        if one == other:
            return False
        self._apart[one].setdefault(other, number)
        self._apart[other].setdefault(one, number)
        self._weight[one] += 1
        self._weight[other] += 1
        return True

    def groups(self) -> list[list[int]]:
        """The sets, each sorted, by their first node."""
        found: dict[int, list[int]] = {}
        for node in range(len(self._parent)):
            found.setdefault(self.root(node), []).append(node)
        return list(found.values())


def judge(
    sets: Unions, judgements: Sequence[Judgement], find: Callable[[str], Sequence[int]]
) -> tuple[list[Tie], list[Overruled]]:
    """Applies the standing judgements, the newest first: the ties they made, and those overruled.

    ``find`` gives the nodes that a name or id means; a judgement about what is not here changes nothing.
    """
    ties: list[Tie] = []
    overruled: list[Overruled] = []
    joined: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for item in sorted(judgements, key=lambda item: -item.number):
        if not item.stands:
            continue
        left, right = find(item.left), find(item.right)
        if not left or not right:
            continue
        if item.verdict == "same":
            against = _unite(sets, [*left, *right], item, ties, joined)
            if against:
                overruled.append(Overruled(item, tuple(sorted(against))))
            continue
        one = [(a, b) for a in left for b in right if sets.root(a) == sets.root(b)]
        if one:
            overruled.append(Overruled(item, _path(joined, *one[0])))
            continue
        for a in sorted({sets.root(node) for node in left}):
            for b in sorted({sets.root(node) for node in right}):
                sets.keep_apart(a, b, item.number)
    return ties, sorted(overruled, key=lambda item: item.judgement.number)


def _unite(
    sets: Unions,
    nodes: Sequence[int],
    item: Judgement,
    ties: list[Tie],
    joined: dict[int, list[tuple[int, int]]],
) -> set[int]:
    """Makes the nodes one; the numbers of the judgements that forbid it, which then change nothing."""
    roots = sorted({sets.root(node) for node in nodes})
    against = {sets.between(roots[0], root) for root in roots[1:]} - {None}
    if against:
        return {number for number in against if number is not None}
    for node in nodes[1:]:
        joined[nodes[0]].append((node, item.number))
        joined[node].append((nodes[0], item.number))
        if sets.join(nodes[0], node):
            ties.append(Tie(nodes[0], node, 1.0, "judged", f"{item.number} {item.by}"))
    return set()


def _path(joined: Mapping[int, Sequence[tuple[int, int]]], start: int, end: int) -> tuple[int, ...]:
    """The numbers of the judgements through which two nodes are one."""
    came: dict[int, tuple[int, int]] = {start: (start, 0)}
    queue = deque([start])
    while queue and end not in came:
        node = queue.popleft()
        for other, number in joined.get(node, ()):
            if other not in came:
                came[other] = (node, number)
                queue.append(other)
    numbers: set[int] = set()
    node = end
    while node in came and node != start:
        node, number = came[node]
        numbers.add(number)
    return tuple(sorted(numbers))


def tie_up(ties: Iterable[Tie], order: Sequence[tuple[int, str]], join: Callable[[Tie], bool]) -> list[Tie]:
    """Tries the ties, the surest first; gives those that ``join`` says joined something.

    ``order`` has, for every node, its mentions and key: of ties as sure as one another that of the more
    mentioned nodes goes first, so that the outcome does not hang on the order of the statements.
    """

    def rank(tie: Tie) -> tuple[float, int, str, str, str]:
        (some, first), (more, second) = sorted((order[tie.left], order[tie.right]), key=lambda node: node[1])
        return -tie.strength, -some - more, first, second, tie.code

    return [tie for tie in sorted(ties, key=rank) if join(tie)]
