"""Documents, events and links told several times: which statements are about the same one.

The signs are when (its date, the years it covers, its number), who (places and organisations) and the words
of the sentence; what one telling says must not contradict what the others say. Tellings are compared only
where they share a sign that few others have, and with the latest of these: the cost is near-linear.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from cordiale.registers.acts import Act, read_acts, stems_of
from cordiale.registers.echoes import ArticleKey, SentenceKey, sentence_key
from cordiale.registers.figures import Group
from cordiale.registers.genealogy import Genealogy
from cordiale.registers.holdings import Holdings
from cordiale.registers.named_plans import RULE

__all__ = ["Act", "Signs", "cluster_acts", "group_acts", "read_acts"]

_SAME_TITLE = 0.6
"""Part of the words of two titles that makes them one."""
_TITLED = 4
"""What one title weighs."""
_LATEST = 16
"""Tellings with one sign in common that are compared: the latest ones."""
_TITLE_KEYS = 6
"""Words of a title by which others of the same title are looked up."""
_RARE = 8
"""Tellings that share a name's word where it still names one firm or site."""
_NEAR = 2
"""Passages within which "the agreement" is the one last named."""


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
        return 3 if rarest <= _RARE else 2 if rarest <= 4 * _RARE else 1

    def is_rare(self, name: str) -> bool:
        """Whether so few tellings have the name's word that it names one thing."""
        return self._known[name] <= _RARE


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
    one, other = left.places, right.places
    if one == other:
        return 2 if left.local else 1
    return 0 if _covers(one, other) or _covers(other, one) else -1


def _covers(wide: frozenset[str], narrow: frozenset[str]) -> bool:
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
    if places < 0 or not compatible(left, right):
        return False
    names = signs.names(left, right)
    if names == 0 and places < 2:
        return False
    shared = signs.words(left, right)
    when = _when(left, right)
    titled = _titled_alike(left, right)
    if not when and not titled and not (names == 3 and shared >= 0.25):
        return False
    if when <= 2 and left.valid is None and not names and not titled and shared < _LEAST:
        return False  # two agreements of one month are one only where some word says so
    score = (
        when
        + places
        + (names or 0)
        + (4 if titled else 0)
        + (2 if shared >= 0.5 else 1 if shared >= 0.25 else 0)
    )
    return score >= _needed(left, right, places)


def _titled_alike(left: Act, right: Act) -> bool:
    """Whether both say in the same words what they are for, beyond what most such instruments say."""
    both = left.title & right.title
    if left.sort == "plan":
        return left.valid is not None and left.valid == right.valid and both == left.title | right.title
    return len(both) > 1 and len(both) >= _SAME_TITLE * len(left.title | right.title)


def compatible(left: Act, right: Act) -> bool:
    """Whether sort, date, years covered and number leave it open that both are one."""
    return (
        left.sort == right.sort
        and dates_agree(left.date, right.date)
        and (left.valid is None or right.valid is None or left.valid == right.valid)
        and (left.ordinal is None or right.ordinal is None or left.ordinal == right.ordinal)
    )


def _needed(left: Act, right: Act, places: int) -> int:
    needed = (6, 5, 4)[places]
    if left.article != right.article:
        return needed
    if right.fresh or _noun(left) != _noun(right):
        # In one text, what is brought up as new, or called by another name, is another one.
        return max(needed, 7)
    return needed - 1 if right.resumes else needed


def _noun(act: Act) -> str:
    return act.item.statement.evidence.quote.split()[0][:4].lower()


def _apposed(left: Act, right: Act) -> bool:
    """Whether one is the other's second name: "a roadmap - the plan for three years"."""
    one, other = left.item, right.item
    if one.setting is None or one.setting is not other.setting or one.at is None or other.at is None:
        return False
    between = one.setting.text[one.at.end : other.at.start]
    return one.at.end <= other.at.start and _APPOSED.fullmatch(between) is not None


_APPOSED = re.compile(r"\s?[-\u2013\u2014(]\s?(?:\w{1,3}['\u2019 ]\s?)?")


def takes_up(left: Act, right: Act) -> bool:
    """Whether ``right`` is "the agreement" that ``left`` named shortly before."""
    if _apposed(left, right):
        return compatible(left, right)
    if not right.resumes or not 0 <= right.passage - left.passage <= _NEAR or left.stage == "proposed":
        return False
    if not compatible(left, right) or places_agree(left, right) < 0 or not right.names <= left.names:
        return False
    if left.date is None and right.date is not None and left.stage != "in_force":
        return False  # "the agreement signed in June" is known by its month, not by what was just told
    return _named_alike(left, right)


def _named_alike(left: Act, right: Act) -> bool:
    """Whether the noun is the same, one or several as before, and nothing new is said of what it is for."""
    nouns = [act.item.statement.evidence.quote.split()[0].lower() for act in (left, right)]
    if nouns[0][:4] != nouns[1][:4] or nouns[0].endswith("s") != nouns[1].endswith("s"):
        return False
    return right.complement <= stems_of(left.item.sentence)


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
    last: dict[tuple[ArticleKey, str], int] = {}
    printed: set[tuple[int | None, SentenceKey | None, ArticleKey]] = set()
    for number, act in enumerate(acts):
        keys = list(_keys(act))
        home = None
        if act.family is not None:
            place = (sentence_key(act.item), act.sort)
            echo = act.family, act.sort, counts[place]
            counts[place] += 1
            home = again.get(echo)
            reprinted = (home, act.family, genealogy.echoes.work(act.article)) in printed
            if home is not None and not _told_again(clusters[home], act, reprinted=reprinted):
                home = None
        before = last.get((act.article, act.sort))
        if home is None and before is not None and takes_up(acts[before], act):
            home = of[before] if _consistent(clusters[of[before]], act) else None
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
        printed.add((home, act.family, genealogy.echoes.work(act.article)))
        last[act.article, act.sort] = number
        if act.family is not None:
            again[echo] = home
        for key in keys:
            blocks[key].append(number)
    return clusters


def _told_again(cluster: list[Act], act: Act, *, reprinted: bool) -> bool:
    """Whether a sentence that says the same tells of the same thing; in one work places may be read amiss."""
    if reprinted:
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
    countries = tuple(sorted({code[:2] if code[2:3] in ("-", ":", "") else code for code in act.places}))
    if act.date is not None:
        yield act.sort, countries, act.date[:7]
        yield act.sort, countries, act.date[:4]
    if act.valid is not None:
        yield act.sort, countries, act.valid
    if act.ordinal is not None:
        yield act.sort, act.ordinal
    for name in sorted(act.names):
        yield act.sort, name
    for stem in sorted(act.title)[:_TITLE_KEYS]:
        yield act.sort, countries, stem


def group_acts(holdings: Holdings) -> list[Group]:
    """The facts among documents, events and links: the same one, at the same stage, told several times."""
    groups: list[Group] = []
    for cluster in holdings.acts:
        stages: defaultdict[tuple[str, str], list[Act]] = defaultdict(list)
        for act in cluster:
            if act.item.statement.rule == RULE:
                continue  # named by words only: a mention, no assertion
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
