"""Organisations: printed names and what ties them together, by their parts, acronyms and slips of print."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cordiale.model import Placed
from cordiale.resolve.acronyms import Definition, definitions, is_sure
from cordiale.resolve.contexts import parts_behind
from cordiale.resolve.known import KnownOrganisation, known_names, known_organisations, known_parts
from cordiale.resolve.mentions import Node, article_scope, document_scope, gather, organisations_named
from cordiale.resolve.name_words import lexicon
from cordiale.resolve.naming import OrgName, is_country, joined, name_key, read_name
from cordiale.resolve.slips import slip_ties
from cordiale.resolve.unions import Tie, Unions, tie_up

PREFIX = "org:"
_JOINED = 8
"""Letters of a name from which it is compared without its spaces."""
_FEW = 200
"""Names of an article that are looked through for the full form of a short one."""
_OWN = 5
"""Letters of a word of its own that is enough where a holding or group is left out."""


@dataclass
class Sides:
    """What is known of a set of names, by which some are never one: ids, types, classes of legal forms."""

    known: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)

    def bars(self, other: "Sides", code: str) -> bool:
        """Whether names with these sides are two organisations, whatever else ties them."""
        pairs = [(self.known, other.known)]
        if code not in ("known", "acronym"):
            pairs += [(self.types, other.types), (self.forms, other.forms)]
        return any(left and right and not left & right for left, right in pairs)

    def take(self, other: "Sides") -> None:
        """Takes in what is known of the other set."""
        self.known |= other.known
        self.types |= other.types
        self.forms |= other.forms


class Organisations:
    """The names of organisations in some statements: ``nodes``, and the ``ties`` between them.

    ``taken`` are the names, by row and key, that were read as something else. The last nodes have no
    names: they stand for the organisations of ``data/organisations/known.yml``.
    """

    def __init__(self, placed: Sequence[Placed], taken: Collection[tuple[int, str]] = ()) -> None:
        self._placed = placed
        mentions = [
            (row, name)
            for row, name in organisations_named(placed)
            if not read_name(name).is_place and (row, name_key(name)) not in taken
        ]
        self._gather(mentions, {})
        explained = definitions(placed, {node.key for node in self.nodes})
        scopes = self._scopes_of_acronyms(explained)
        if scopes:
            self._gather(mentions, scopes)
        self.ties += self._acronym_ties(explained)
        self.ties += self._short_ties()

    def _gather(self, mentions: Sequence[tuple[int, str]], scopes: Mapping[str, str]) -> None:
        def scope(name: str, row: int) -> str:
            read, item = read_name(name), self._placed[row]
            if read.has_head and read.key not in known_names():
                behind = parts_behind(item, name, read)
                if behind or read.is_bare:
                    return _told_apart(item, behind)
            kind = scopes.get(read.key)
            return "" if kind is None else article_scope(item) if kind == "article" else document_scope(item)

        named = gather(mentions, scope, PREFIX)
        listed = {item.id for item in known_organisations()}
        for node in named:
            node.id += "~" * (node.id in listed)  # where persons part it from the known one of that id
        self.nodes = named + [Node("", id=item.id) for item in known_organisations()]
        self.read: list[OrgName] = [_in_scope(node) for node in named]
        self.named = len(named)
        self.ties: list[Tie] = [
            *self._known_ties(scopes),
            *self._group_ties("parts", 0.95, self._parts),
            *self._group_ties("weak", 0.9, lambda index: _core(self.read[index])),
            *self._group_ties("spacing", 0.92, lambda index: _squeezed(self.read[index])),
            *slip_ties(self.read),
        ]

    @property
    def order(self) -> list[tuple[int, str]]:
        """Mentions and id of every node."""
        return [(node.count, node.id) for node in self.nodes]

    def joiner(self, sets: Unions) -> Callable[[Tie], bool]:
        """Joins by a tie in ``sets`` unless the two sides are known to be two organisations."""
        sides: dict[int, Sides] = defaultdict(Sides)
        for index in range(len(self.nodes)):
            sides[sets.root(index)].take(self._sides(index))

        def join(tie: Tie) -> bool:
            left, right = sets.root(tie.left), sets.root(tie.right)
            if left == right or sides[left].bars(sides[right], tie.code) or not sets.join(left, right):
                return False
            root = sets.root(left)
            sides[root].take(sides[right if root == left else left])
            return True

        return join

    def _sides(self, index: int) -> Sides:
        if index >= self.named:
            known = known_organisations()[index - self.named]
            return Sides(known={known.id}, types={known.type})
        read = self.read[index]
        return Sides(types={read.type} if read.has_head else set(), forms=set(read.forms))

    def _known_ties(self, scopes: Mapping[str, str]) -> Iterator[Tie]:
        numbers = {item.id: self.named + at for at, item in enumerate(known_organisations())}
        leading = {name_key(item.name) for item in known_organisations()}
        for index, read in enumerate(self.read):
            if read.key in scopes:
                continue  # the texts explain these letters by several names
            named = known_names().get(read.key)
            identity = named[0] if named else None
            for parts in (read.parts, read.core):
                identity = identity or (known_parts().get(parts) if not read.is_bare else None)
            identity = identity or _known_site(read)
            if identity is not None:
                # Its own name stays with it where persons part its names.
                yield Tie(index, numbers[identity], 0.99 if read.key in leading else 0.98, "known", identity)

    def _group_ties(self, code: str, strength: float, key: Callable[[int], object]) -> Iterator[Tie]:
        groups: dict[object, list[int]] = defaultdict(list)
        for index in range(self.named):
            if (value := key(index)) is not None:
                groups[value].append(index)
        for group in groups.values():
            yield from self._chain(group, code, strength)

    def _parts(self, index: int) -> object:
        """The parts of a name, with the article or document in which alone it means one thing."""
        scope = self.nodes[index].scope
        if scope.endswith("?"):
            return None
        return self.read[index].parts, "" if _is_told(scope) else scope

    def _chain(self, group: Sequence[int], code: str, strength: float) -> Iterator[Tie]:
        """Ties enough to make a group one: inside each class of legal forms, and from each to the bare."""
        if len(group) < 2:
            return
        classes: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for index in sorted(group, key=lambda index: (-self.nodes[index].count, self.nodes[index].id)):
            classes[tuple(sorted(self.read[index].forms))].append(index)
        leaders = [members[0] for members in classes.values()]
        for members in classes.values():
            yield from (Tie(members[0], other, strength, code) for other in members[1:])
        bare = classes.get((), leaders)[0]
        yield from (Tie(bare, other, strength, code) for other in leaders if other != bare)

    def _scopes_of_acronyms(self, explained: Iterable[Definition]) -> dict[str, str]:
        """Acronyms explained by several names, and whether they then mean one a document or an article."""
        sets = Unions(len(self.nodes))
        tie_up(self.ties, self.order, self.joiner(sets))
        nodes = {node.key: index for index, node in enumerate(self.nodes[: self.named])}
        meant: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for item in explained:
            if item.long in nodes and item.short in nodes and self._explains(item.short, item.long, 2, nodes):
                meant[item.short][item.document].add(sets.root(nodes[item.long]))
        scopes: dict[str, str] = {}
        for short, documents in meant.items():
            roots = set().union(*documents.values())
            known = known_names().get(short)
            if len(roots) > 1 or (known is not None and not self._may_be(known[0], roots, sets)):
                scopes[short] = "article" if any(len(some) > 1 for some in documents.values()) else "document"
        return scopes

    def _may_be(self, identity: str, roots: Iterable[int], sets: Unions) -> bool:
        """Whether names can be another form of a known organisation's: of its type, of no other country."""
        known = next(item for item in known_organisations() if item.id == identity)
        return all(
            self._fits(known, self.read[index])
            for index in range(self.named)
            if sets.root(index) in set(roots) and sets.root(index) != sets.root(self._number(identity))
        )

    def _number(self, identity: str) -> int:
        return next(index for index in range(self.named, len(self.nodes)) if self.nodes[index].id == identity)

    @staticmethod
    def _fits(known: KnownOrganisation, read: OrgName) -> bool:
        if read.type and known.type and read.type != known.type:
            return False
        return not read.places or not known.places or bool(read.places & known.places)

    def _explains(self, short: str, long: str, times: int, nodes: Mapping[str, int]) -> bool:
        return is_sure(self.read[nodes[short]], self.read[nodes[long]], times)

    def _acronym_ties(self, explained: Sequence[Definition]) -> Iterator[Tie]:
        times = Counter((item.short, item.long) for item in explained)
        nodes = {(node.key, node.scope): index for index, node in enumerate(self.nodes[: self.named])}
        for item in explained:
            left = next(
                (nodes[item.short, s] for s in ("", item.article, item.document) if (item.short, s) in nodes),
                None,
            )
            right = next((nodes[item.long, s] for s in ("", item.article) if (item.long, s) in nodes), None)
            if left is None or right is None:
                continue
            if is_sure(self.read[left], self.read[right], times[item.short, item.long]):
                yield Tie(left, right, 0.85, "acronym", item.where)

    def _short_ties(self) -> Iterator[Tie]:
        """A short name and the one full name that it may stand for: in its article, or a country longer."""
        sets = Unions(len(self.nodes))
        tie_up(self.ties, self.order, self.joiner(sets))
        articles: dict[tuple[str, str], dict[int, None]] = defaultdict(dict)
        documents: dict[tuple[str, tuple[str, ...]], dict[int, None]] = defaultdict(dict)
        for index in range(self.named):
            read = self.read[index]
            if read.is_bare:
                continue
            without = tuple(part for part in read.parts if not is_country(part))
            for row in self.nodes[index].rows:
                item = self._placed[row]
                articles[article_scope(item), read.type][index] = None
                if len(without) == len(read.parts) - 1:
                    documents[document_scope(item), without][index] = None
        for index in range(self.named):
            read = self.read[index]
            if not (read.is_bare and read.has_head) or self.nodes[index].scope.endswith("?"):
                continue
            item = self._placed[self.nodes[index].rows[0]]
            near = [
                other
                for other in list(articles.get((article_scope(item), read.type), ()))[:_FEW]
                if _may_shorten(read, self.read[other])
            ]
            full = near or [
                other
                for other in documents.get((document_scope(item), read.parts), ())
                if self._in_country(index, self.read[other])
            ]
            if len({sets.root(other) for other in full}) == 1:
                best = min(full, key=lambda other: (-self.nodes[other].count, self.nodes[other].id))
                yield Tie(index, best, 0.7 if near else 0.65, "short")

    def _in_country(self, index: int, full: OrgName) -> bool:
        return all(
            full.places & {party[:2] for party in self._placed[row].statement.parties}
            for row in self.nodes[index].rows
        )


def _told_apart(item: Placed, behind: tuple[str, ...] | None) -> str:
    """The scope of a name that is not whole: what goes on it, else its article, ``?`` if that is unknown."""
    if behind:
        return "+".join(part.removeprefix("@") for part in behind)
    return article_scope(item) + ("?" if behind is None else "")


def _in_scope(node: Node) -> OrgName:
    """The name of a node taken apart, with the places that its scope adds."""
    read = read_name(node.name)
    if not _is_told(node.scope):
        return read
    behind = (part if part[0] == "-" else f"@{part}" for part in node.scope.split("+"))
    return replace(read, parts=joined({*read.parts, *behind}, lexicon()))


def _is_told(scope: str) -> bool:
    """Whether a scope is what goes on a name, not an article or document."""
    return scope[:1].isalpha() or scope[:1] == "-"


def _known_site(read: OrgName) -> str | None:
    """The known park or zone whose words a name has, with countries and the noun around them."""
    own = tuple(part for part in read.parts if part[0] == "=")
    rest = [part for part in read.parts if part not in own and not is_country(part)]
    found = known_parts().get(own) if len(own) > 1 and not read.forms else None
    known = next((item for item in known_organisations() if item.id == found), None)
    if known is None or known.type not in ("park", "zone"):
        return None
    return found if all(part == "-industry" or read.type == known.type for part in rest) else None


def _may_shorten(short: OrgName, full: OrgName) -> bool:
    """Whether a full name says all that a short one does, and the same nouns."""
    heads = [{part for part in name.parts if part[0] == "."} for name in (short, full)]
    return set(short.parts) < set(full.parts) and heads[0] == heads[1]


def _core(read: OrgName) -> tuple[str, ...] | None:
    """What is left without "holding", "group" and the like, where that is a name of its own."""
    long = [part for part in read.core if part[0] == "=" and len(part) > _OWN]
    own = [part for part in read.core if part[0] in "=!"]
    return read.core if long or len(own) > 1 else None


def _squeezed(read: OrgName) -> str | None:
    """A name of its own words, as it is when the spaces between them are lost."""
    return "".join(read.words) if read.own and len("".join(read.words)) >= _JOINED else None
