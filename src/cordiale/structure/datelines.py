"""Press reports collected in one article: each begins with its source or place, and its day."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from cordiale.model import Article, Passage

_DATE = r"(?:[a-z]{2} )?(?:\d{1,2}\w{0,2} )?[^\W\d_]{3,9}\.? (?P<year>(?:19|20)\d\d)"
_OPENING = re.compile(
    rf"[\s\"«]{{0,3}}(?P<open>[(\[])?(?P<line>[^\W\d_][^\n.;:!?()]{{1,50}}, {_DATE}(?: \([^()\n]{{1,30}}\))?)"
    r"(?(open)[)\]]| ?[.:—–-])"
)
"""At the head of a report: "Agence X, 12 mars 2021. —", "LIMA, 3 mai 2020 (X) -", "(X, 3 mai 2020)"."""
_CLOSING = re.compile(rf"\((?P<line>[^\W\d_][^\n;:!?()]{{1,50}}, {_DATE})\)\s*$")
"""At the end of its title: "Du riz pour Lima (X, 3 mai 2020)"."""
_TITLE = 140
"""Characters of a title, at most."""


def read_dateline(text: str) -> tuple[str, int] | None:
    """The source or place and day at the head of a report or the end of its title, and the year; else None.

    >>> read_dateline("Agence X, 12 mars 2021. - Le port a ouvert.")
    ('Agence X, 12 mars 2021', 2021)
    >>> read_dateline("LIMA, 3 mai 2020 (X) - Le port a ouvert."), read_dateline("Le port a ouvert.")
    (('LIMA, 3 mai 2020 (X)', 2020), None)
    """
    match = _OPENING.match(text)
    if match is None and len(text) <= _TITLE:
        match = _CLOSING.search(text)
    return (match["line"], int(match["year"])) if match is not None else None


def part_reports(
    articles: Sequence[Article], passages: Sequence[Passage]
) -> tuple[tuple[Article, ...], tuple[Passage, ...]]:
    """Articles that collect press reports, parted where a report begins, and the passages of the parts.

    A report has the title that it stands under, and its dateline in brackets; what follows another
    heading is the article's again.
    """
    held: dict[int, list[int]] = {}
    for index, passage in enumerate(passages):
        if passage.article is not None:
            held.setdefault(passage.article, []).append(index)
    parted: list[Article] = []
    placed = list(passages)
    for number, article in enumerate(articles):
        own = held.get(number, [])
        cuts = _cuts(article.title, own, passages)
        first = len(parted)
        bounds = [article.start, *(passages[at].pieces[0][1] for at, _ in cuts[1:]), article.end]
        parted += [Article(title, *bound) for (_, title), bound in zip(cuts, pairwise(bounds), strict=True)]
        begun = [at for at, _ in cuts[1:]]
        for index in own:
            placed[index] = replace(placed[index], article=first + bisect_right(begun, index))
    return tuple(parted), tuple(placed)


def _cuts(title: str, own: Sequence[int], passages: Sequence[Passage]) -> list[tuple[int, str]]:
    """Where the parts of one article begin, with their titles: the first with the article."""
    cuts: list[tuple[int, str]] = [(-1, title)]
    for position, index in enumerate(own):
        line = read_dateline(passages[index].text)
        before = own[position - 1] if position else None
        if line is not None:
            headed = before is not None and passages[before].role == "heading" and cuts[-1][0] < before
            cut = (before if headed and before is not None else index), f"{title} ({line[0]})".strip()
            if len(cuts) > 1 or any(passages[at].role != "title" for at in own if at < cut[0]):
                cuts.append(cut)
            else:
                cuts[0] = (-1, cut[1])  # nothing stands between the title and the first report
        elif passages[index].role == "heading" and cuts[-1][1] != title:
            following = own[position + 1] if position + 1 < len(own) else None
            if following is None or read_dateline(passages[following].text) is None:
                cuts.append((index, title))
    return cuts
