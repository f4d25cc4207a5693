"""The year an article was written, from its own evidence."""

import re
from collections import Counter
from collections.abc import Sequence

from cordiale.structure.words import load_words
from cordiale.vocabulary.folding import fold

SUPPORT = 0.05
"""Share of an article's dated sources that a year needs to count as that of writing."""
_STEP = 2
"""Years that a lone mention may lie after the one before it; one that lies farther is a slip or a plan."""
_STOP = re.compile(r"[.;!?] |\n")
_YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d%/-])")


def date_article(source_years: list[int], text: str) -> int | None:
    """The year of writing: the latest among the cited sources that is not a lone slip.

    A latest year that a single source of many bears must also stand in the text. Without dated
    sources it is the latest year that the text names more than half as often as its favourite one,
    or a year shortly after it that is named without looking ahead ("by 2030" and what shall be in a
    year tell nothing of the day of writing). None where neither gives one.

    >>> date_article([2019, 2021, 2021], ""), date_article([], "")
    (2021, None)
    >>> date_article([], "2020 and 2021, then 2030; 2020 and 2021 again; 2020 and 2021")
    2021
    >>> date_article([], "Il valait 3 millions en 2019. En 2020, il en a valu 4. Il doit doubler en 2022.")
    2020
    """
    cited = _latest_cited(source_years, text) if source_years else None
    return _latest_told(text, cited)


def _latest_cited(source_years: Sequence[int], text: str) -> int:
    counts = Counter(source_years)
    needed = max(1, int(len(source_years) * SUPPORT))
    for year in sorted(counts, reverse=True):
        if counts[year] >= max(needed, 2) or (
            counts[year] >= needed and (len(source_years) < 4 or str(year) in text)
        ):
            return year
    return max(source_years)


def _latest_told(text: str, cited: int | None) -> int | None:
    """``cited``, or the year that the text itself names, moved on by what it tells of the years after."""
    words = load_words()
    named: Counter[int] = Counter()
    plain: Counter[int] = Counter()
    deeds: Counter[int] = Counter()
    past: set[int] = set()
    for printed in _STOP.split(text):
        sentence = fold(printed)
        years = [int(year) for year in _YEAR.findall(sentence)]
        named.update(years)
        if years and not words.foreseen.search(sentence):
            plain.update(years)
            if words.tell_deed(printed):
                deeds.update(years)
                past.add(min(years))  # "in 2021, it was said that in 2023 ..." tells of 2021
    latest = cited
    if latest is None and named:
        counted = deeds or plain or named
        often = max(counted.values())
        latest = max(year for year, count in counted.items() if count * 2 > often)
    for year in sorted(past):
        if latest is not None and latest < year <= latest + _STEP:
            latest = year
    return latest
