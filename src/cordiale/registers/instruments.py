"""Documents, events and links told several times: which statements are about the same one.

The signs are when (its date, the years it covers, its number), who (places and organisations) and the words
of the sentence; what one telling says must not contradict what the others say. Tellings are compared only
where they share a sign that few others have, and with the latest of these: the cost is near-linear.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from cordiale.model import Placed
from cordiale.registers.echoes import ArticleKey, SentenceKey, article_key, sentence_key
from cordiale.registers.figures import Group
from cordiale.registers.genealogy import Genealogy
from cordiale.registers.holdings import Holdings
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold

_SORTS: Mapping[str, str] = {
    "roadmap": "plan",
    "programme": "plan",
    "memorandum": "memorandum",
    "protocol": "memorandum",
}
"""Kinds of documents that translations put for one another."""
_LATEST = 16
"""Tellings with one sign in common that are compared: the latest ones."""
_YEARS = re.compile(r"(?<!\d)(20\d\d)\s?(?:-|–|a|au)\s?(20\d\d)(?!\d)")
_REACH = 130
"""Characters after the anchor in which the years that a plan covers may stand."""
_LONGEST = 20
"""Years that no plan covers more of."""
_WORD = re.compile(r"[^\W_]{4,}")


@dataclass(frozen=True, slots=True)
class Act:
    """A document, event or link as one statement tells of it.

    ``sort`` is its type, those that translations confuse being one; ``date`` as told, or None; ``valid`` the
    first and last year it covers; ``names`` the telling words of the organisations; ``fresh`` tells that the
    text brings it up as something new. ``family`` is the sentence's echo family, ``article`` where it stands.
    """

    item: Placed
    sort: str
    date: str | None
    valid: tuple[int, int] | None
    ordinal: int | None
    names: frozenset[str]
    fresh: bool
    family: SentenceKey | None
    article: ArticleKey

    @property
    def parties(self) -> tuple[str, ...]:
        """The places."""
        return self.item.statement.parties

    @property
    def local(self) -> frozenset[str]:
        """The regions, cities and districts among the places."""
        return frozenset(code for code in self.parties if len(code) > 2 and ("-" in code or ":" in code))

    @property
    def stage(self) -> str:
        """How far it is: a document's stage, else the statement's status."""
        return str(self.item.fields.get("stage") or self.item.statement.status)


def read_acts(holdings: Holdings, genealogy: Genealogy) -> list[Act]:
    """Every document, event and link of the ledger, in reading order."""
    return [
        _act(item, holdings, genealogy)
        for item in holdings.placed
        if item.statement.kind in ("document", "event", "relation")
    ]


def _act(item: Placed, holdings: Holdings, genealogy: Genealogy) -> Act:
    fields = item.fields
    kind = fields.get("doctype") or fields.get("eventtype") or fields.get("relation") or ""
    key = sentence_key(item)
    return Act(
        item=item,
        sort=_SORTS.get(kind, kind),
        date=fields.get("date"),
        valid=validity(item),
        ordinal=fields.get("ordinal"),
        names=names_of(item, holdings),
        fresh=_is_fresh(item),
        family=genealogy.echoes.family(key),
        article=article_key(item),
    )


def validity(item: Placed) -> tuple[int, int] | None:
    """The years that a plan covers: those extracted, else those that its phrase names ("for 2021-2023")."""
    valid = item.fields.get("valid")
    if valid is not None:
        return int(valid[0]), int(valid[1])
    if _SORTS.get(item.fields.get("doctype") or "") != "plan" or item.setting is None or item.at is None:
        return None
    following = fold(item.setting.text[item.at.start : item.at.end + _REACH]).partition(". ")[0]
    found = _YEARS.search(following)
    if found is None:
        return None
    first, last = int(found[1]), int(found[2])
    return (first, last) if first <= last <= first + _LONGEST else None


@cache
def _words(language: str) -> tuple[frozenset[str], re.Pattern[str]]:
    data = load_yaml(f"languages/{language}/threads.yml")
    introducing = "|".join(sorted((re.escape(word) for word in data["introducing"]), key=len, reverse=True))
    # An adjective may stand between: "a first agreement".
    return frozenset(data["common_names"]), re.compile(rf"(?:^|[^\w'])(?:{introducing})\s(?:[a-z]+\s)?\"?$")


def _is_fresh(item: Placed, language: str = "fr") -> bool:
    if item.setting is None or item.at is None:
        return False
    before = fold(item.setting.text[max(item.at.start - 30, 0) : item.at.start])
    return _words(language)[1].search(before) is not None


def names_of(item: Placed, holdings: Holdings, language: str = "fr") -> frozenset[str]:
    """The words by which the organisations of a statement are known: those that few names share."""
    common = _words(language)[0]
    told = list(item.statement.orgs)
    told += [name.name for name in holdings.entities.of(item.id) if name.kind == "organisation"]
    words = {word for name in told for word in _WORD.findall(fold(name))}
    return frozenset(word for word in words if word not in common and not word.isdigit())


class Signs:
    """Weighs what two tellings have in common: words and names, the rarer the more."""

    def __init__(self, acts: Iterable[Act], genealogy: Genealogy) -> None:
        weights = genealogy.echoes.weights
        common = _BOILERPLATE * max(weights.values(), default=0.0)
        self._weights = {word: max(weight - common, 0.0) for word, weight in weights.items()}
        self._stems = genealogy.echoes.words
        self._known: dict[str, int] = defaultdict(int)
        for act in acts:
            for name in act.names:
                self._known[name] += 1

    def words(self, left: Act, right: Act) -> float:
        """The part of two sentences' telling words that they share, 0 to 1."""
        one, other = (
            self._stems.get(sentence_key(act.item) or (0, 0, -1), frozenset()) for act in (left, right)
        )
        every = sum(self._weights.get(word, 0.0) for word in one | other)
        return sum(self._weights.get(word, 0.0) for word in one & other) / every if every else 0.0

    def _words(self, act: Act) -> frozenset[str]:
        key = sentence_key(act.item)
        return frozenset() if key is None else self._stems.get(key, frozenset())

    def names(self, left: Act, right: Act) -> int | None:
        """How telling the shared names are, 1 to 3; 0 where both name others; None where one names nobody."""
        if not left.names or not right.names:
            return None
        shared = left.names & right.names
        if not shared:
            return 0
        rarest = min(self._known[name] for name in shared)
        return 3 if rarest <= 8 else 2 if rarest <= 30 else 1


_BOILERPLATE = 0.3
"""Part of the rarest word's weight that formulas of such articles have: what weighs no more tells nothing."""


def dates_agree(left: str | None, right: str | None) -> bool:
    """Whether one date is the other one told less exactly, or one is not told."""
    return left is None or right is None or left.startswith(right) or right.startswith(left)


def places_agree(left: Act, right: Act) -> int:
    """How well the places agree.

    2: the same ones, a region or city among them; 1: the same countries; 0: one tells the other's less
    exactly; -1: other places.
    """
    one, other = set(left.parties), set(right.parties)
    if one == other:
        return 2 if left.local else 1
    return 0 if _covers(one, other) or _covers(other, one) else -1


def _covers(wide: set[str], narrow: set[str]) -> bool:
    """Whether every place is told on both sides, on one of them perhaps by its country."""
    return all(any(_within(code, place) for place in wide) for code in narrow) and all(
        any(_within(code, place) for code in narrow) for place in wide
    )


def _within(code: str, place: str) -> bool:
    return code == place or (len(place) == 2 and code[:2] == place and len(code) > 2 and code[2] in "-:")


def same_act(left: Act, right: Act, signs: Signs) -> bool:
    """Whether two tellings of one sort are about the same document, event or link.

    ``right`` comes after ``left`` in reading order.
    """
    places = places_agree(left, right)
    if left.sort != right.sort or places < 0 or not dates_agree(left.date, right.date):
        return False
    if None not in (left.valid, right.valid) and left.valid != right.valid:
        return False
    if None not in (left.ordinal, right.ordinal) and left.ordinal != right.ordinal:
        return False
    names = signs.names(left, right)
    if names == 0 and places < 2:
        return False
    shared = signs.words(left, right)
    when = _when(left, right)
    score = when + places + (names or 0) + (2 if shared >= 0.5 else 1 if shared >= 0.25 else 0)
    if not when and not (names == 3 and shared >= 0.25):
        return False
    if when <= 2 and left.valid is None and not names and shared < _LEAST:
        return False  # two agreements of one month are one only where some word says so
    needed = {2: 4, 1: 5, 0: 6}[places]
    if right.fresh and left.article == right.article:
        needed = 7
    return score >= needed


_LEAST = 0.12
"""Part of the words that two tellings share at least, where only the month and the places are the same."""


def _when(left: Act, right: Act) -> int:
    score = 0
    if left.date is not None and right.date is not None:
        score += 2 if min(len(left.date), len(right.date)) >= 7 else 1
    if left.valid is not None and right.valid is not None:
        score += 2
    if left.ordinal is not None and right.ordinal is not None:
        score += 3
    return score


def cluster_acts(acts: list[Act], genealogy: Genealogy) -> list[list[Act]]:
    """The tellings of each document, event or link, in reading order."""
    signs = Signs(acts, genealogy)
    clusters: list[list[Act]] = []
    of: dict[int, int] = {}
    blocks: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    again: dict[tuple[object, ...], int] = {}
    counts: defaultdict[tuple[object, ...], int] = defaultdict(int)
    for number, act in enumerate(acts):
        keys = list(_keys(act))
        home = None
        if act.family is not None:
            place = (sentence_key(act.item), act.sort)
            echo = act.family, act.sort, counts[place]
            counts[place] += 1
            home = again.get(echo)
            if home is not None and not _told_again(clusters[home], act, genealogy):
                home = None
        if home is None:
            near = sorted({other for key in keys for other in blocks[key][-_LATEST:]}, reverse=True)
            home = next(
                (
                    of[other]
                    for other in near
                    if same_act(acts[other], act, signs) and _consistent(clusters[of[other]], act)
                ),
                None,
            )
        if home is None:
            home = len(clusters)
            clusters.append([])
        clusters[home].append(act)
        of[number] = home
        if act.family is not None:
            again[echo] = home
        for key in keys:
            blocks[key].append(number)
    return clusters


def _told_again(cluster: list[Act], act: Act, genealogy: Genealogy) -> bool:
    """Whether a sentence that says the same tells of the same thing; in one work places may be read amiss."""
    work = genealogy.echoes.work(act.article)
    if any(other.family == act.family and genealogy.echoes.work(other.article) == work for other in cluster):
        return all(dates_agree(other.date, act.date) for other in cluster[:_LATEST])
    return _consistent(cluster, act)


def _consistent(cluster: list[Act], act: Act) -> bool:
    """Whether nothing that the cluster's tellings say is contradicted: what is alike in turn may drift."""
    return all(
        dates_agree(other.date, act.date)
        and (other.valid is None or act.valid is None or other.valid == act.valid)
        and places_agree(other, act) >= 0
        for other in cluster[:_LATEST]
    )


def _keys(act: Act) -> Iterator[tuple[object, ...]]:
    countries = tuple(sorted({code[:2] if code[2:3] in ("-", ":", "") else code for code in act.parties}))
    if act.date is not None:
        yield act.sort, countries, act.date[:7]
        yield act.sort, countries, act.date[:4]
    if act.valid is not None:
        yield act.sort, countries, act.valid
    if act.ordinal is not None:
        yield act.sort, act.ordinal
    for name in sorted(act.names):
        yield act.sort, name


def group_acts(holdings: Holdings, genealogy: Genealogy) -> list[Group]:
    """The facts among documents, events and links: the same one, at the same stage, told several times."""
    groups: list[Group] = []
    for cluster in cluster_acts(read_acts(holdings, genealogy), genealogy):
        stages: defaultdict[tuple[str, str], list[Act]] = defaultdict(list)
        for act in cluster:
            stages[act.item.statement.status, act.stage].append(act)
        for told in stages.values():
            first = told[0]
            groups.append(
                Group(
                    tuple(
                        (act.item, "repeat" if act.family == first.family and act is not first else "exact")
                        for act in told
                    )
                )
            )
    return groups
