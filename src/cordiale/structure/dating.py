"""The year an article was written, from its own evidence."""

import re
from collections import Counter

SUPPORT = 0.05
"""Share of an article's dated sources that a year needs to count as that of writing."""
_YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d%/-])")


def date_article(source_years: list[int], text: str) -> int | None:
    """The year of writing: the latest among the cited sources that is not a lone slip.

    A latest year that a single source of many bears must also stand in the text. Without dated
    sources it is the latest year that the text names more than half as often as its favourite one
    (plans name later years, but seldom). None where neither gives one.

    >>> date_article([2019, 2021, 2021], ""), date_article([], "")
    (2021, None)
    >>> date_article([], "2020 and 2021, then 2030; 2020 and 2021 again; 2020 and 2021")
    2021
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
    named = Counter(_YEAR.findall(text))
    if not named:
        return None
    often = max(named.values())
    return max(int(year) for year, count in named.items() if count * 2 > often)
