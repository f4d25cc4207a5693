"""Plants, shops and other sites announced with figures, and their opening: what was planned and what came.

An announcement gives a capacity, an investment, jobs or a number of plants. Its outcome is an opening, an
assembly plant or a joint venture told a little later in the same text, of the same countries and noun.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cordiale.analysis.mentions import mentions_of
from cordiale.model import Finding, Placed
from cordiale.registers.acts import Act, stems_of
from cordiale.registers.echoes import ArticleKey, article_key, sentence_key
from cordiale.registers.holdings import Holdings
from cordiale.registers.periods import write_year

_PENDING = frozenset(("planned", "target"))
_ANNOUNCED = frozenset(("capacity", "production", "investment", "jobs", "entities", "projects", "area"))
_SITES = frozenset(("opening", "assembly", "joint_venture"))
_AHEAD = 5
"""Sentences after an announcement in which the opening is told."""


@dataclass(frozen=True)
class Site:
    """An announced site: what was planned, its opening, and what was reported of the planned measures."""

    planned: tuple[Placed, ...]
    opened: tuple[Placed, ...]
    reported: tuple[Placed, ...]


def find(holdings: Holdings) -> Iterator[Finding]:
    """A finding for each announced site whose opening is told."""
    for site in read_sites(holdings):
        yield _finding(site, holdings)


def read_sites(holdings: Holdings) -> Iterator[Site]:
    """The announced sites that opened, in reading order; a reprint is told with the first printing."""
    figures: defaultdict[ArticleKey, list[Placed]] = defaultdict(list)
    for item in holdings.of_kind("observation"):
        if item.fields["measure"] in _ANNOUNCED and item.fields["transform"] == "level":
            figures[article_key(item)].append(item)
    seen: set[object] = set()
    openings: defaultdict[tuple[ArticleKey, str], list[Act]] = defaultdict(list)
    for cluster in holdings.acts:
        for act in cluster:
            if act.sort in _SITES and act.stage == "actual" and not act.fresh:
                openings[act.article, act.item.statement.evidence.quote.split()[0].lower()].append(act)
    for (article, _), acts in sorted(openings.items()):
        first = acts[0]
        site = _site(first, [act.item for act in acts], figures.get(article, []))
        if site is not None and first.family not in seen:
            seen.add(first.family)
            yield site


def _site(act: Act, opened: Sequence[Placed], figures: Sequence[Placed]) -> Site | None:
    planned = [item for item in figures if _announces(item, act)]
    if not planned:
        return None
    measures = {(item.fields["measure"], item.fields["unit"]) for item in planned}
    reported = [
        item
        for item in figures
        if item.statement.status == "actual"
        and (item.fields["measure"], item.fields["unit"]) in measures
        and item.start > planned[0].start
        and 0 <= _distance(act.item, item) <= 2
    ]
    near = [item for item in opened if 0 <= _distance(act.item, item) <= 1]
    return Site(tuple(planned), tuple(near or [act.item]), tuple(reported))


def _announces(item: Placed, act: Act) -> bool:
    """Whether a figure was planned for the site that ``act`` tells as opened."""
    if item.statement.status not in _PENDING or item.start >= act.item.start:
        return False
    if not 1 <= _distance(item, act.item) <= _AHEAD or _countries(item) != _countries(act.item):
        return False
    said, came = item.said, act.date
    if came is None or (said is not None and int(came[:4]) < said):
        return False
    noun = stems_of(act.item.statement.evidence.quote.split()[0])
    return bool(noun) and noun <= _singular_stems(item)


def _singular_stems(item: Placed) -> frozenset[str]:
    """The stems of the sentence and of the one before: it may say "its capacity" of a plant just named."""
    setting = item.setting
    if setting is None or item.at is None:
        return frozenset()
    index = setting.sentence_at(item.at.start)
    start = setting.sentences[max(index - 1, 0)].start
    told = stems_of(setting.text[start : setting.sentences[index].end])
    return told | frozenset(stem.rstrip("s") for stem in told)


def _countries(item: Placed) -> frozenset[str]:
    return frozenset(place[:2] for place in item.statement.parties)


def _distance(before: Placed, after: Placed) -> int:
    """Sentences between two statements of one passage, or of one and the next; -1 for others."""
    one, other = sentence_key(before), sentence_key(after)
    if one is None or other is None or before.setting is None or one[0] != other[0]:
        return -1
    if one[1] == other[1]:
        return other[2] - one[2]
    return len(before.setting.sentences) - one[2] + other[2] if other[1] == one[1] + 1 else -1


def _finding(site: Site, holdings: Holdings) -> Finding:
    opening = site.opened[0]
    told = [*site.planned, *site.opened, *site.reported]
    parties = max((item.statement.parties for item in told), key=lambda p: (sum(map(len, p)), p))
    what = " ".join(opening.statement.evidence.quote.split())
    return Finding(
        kind="thread",
        rule="announced_site",
        state="kept",
        proofs=(
            *mentions_of(site.planned, "promise", holdings),
            *mentions_of(site.opened, "outcome", holdings),
            *mentions_of(site.reported, "report", holdings),
        ),
        values={
            "what": what,
            "parties": list(parties),
            "who": sorted({name for item in told for name in item.statement.orgs}),
            "planned": [_told(item) for item in site.planned],
            "planned_said": write_year(
                min((item.said for item in site.planned if item.said is not None), default=None)
            ),
            "opened": opening.fields.get("date"),
            "reported": [_told(item) for item in site.reported],
            "origins": holdings.genealogy.count(told),
        },
        weight=0.75,
        subject=what,
        parties=parties,
        at=opening.fields.get("date"),
    )


def _told(item: Placed) -> str:
    noun = item.fields.get("item") or ""
    return " ".join(f"{item.statement.evidence.quote} {noun}".split())
