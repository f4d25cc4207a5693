"""The year an article was written, from its own evidence."""

import re
from collections import Counter

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
    if source_years:
        counts = Counter(source_years)
        needed = max(1, int(len(source_years) * SUPPORT))
        for year in sorted(counts, reverse=True):
            if counts[year] >= max(needed, 2) or (
                counts[year] >= needed and (len(source_years) < 4 or str(year) in text)
            ):
                return year
        return max(source_years)
    return _latest_told(fold(text))


def _latest_told(folded: str) -> int | None:
    foreseen = load_words().foreseen
    named: Counter[int] = Counter()
    plain: Counter[int] = Counter()
    for sentence in _STOP.split(folded):
        years = [int(year) for year in _YEAR.findall(sentence)]
        named.update(years)
        if years and not foreseen.search(sentence):
            plain.update(years)
    if not named:
        return None
    counted = plain or named
    often = max(counted.values())
    latest = max(year for year, count in counted.items() if count * 2 > often)
    for year in sorted(plain):
        if latest < year <= latest + _STEP:
            latest = year
    return latest
