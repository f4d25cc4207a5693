"""Readings: what a matched form means, as dates or as a relative code to be resolved later."""

from collections.abc import Callable

from cordiale.language import calendar
from cordiale.language.period_capture import Capture, Reading, YearOf, part
from cordiale.language.period_relatives import RELATIVE_READERS


def _numeric(c: Capture) -> Reading | None:
    year, month, number = c.value("date", "numeric_date")
    found = calendar.day(year, month, number)
    return Reading("day", (found, found)) if found else None


def _day(c: Capture) -> Reading | None:
    code = f"day_of_year:{c.month()}-{c.number('d')}"
    near = _near(c)
    return Reading("day", relative=f"{near}_{code}") if near else part(code, c.year(), "day")


def _near(c: Capture) -> str:
    return "last" if "ml" in c else "next" if "mn" in c else ""


def _days(c: Capture) -> Reading | None:
    first, last = c.number("d"), c.number("d2")
    if first >= last or (c.is_listed() and last - first != c.count("day_number", "first_day") - 1):
        return None  # days named one by one are a stretch of time only where none is left out
    return part(f"days_of_year:{c.month()}-{first}-{c.month()}-{last}", c.year(), "day", role="period")


def _day_span(c: Capture) -> Reading | None:
    year, own = c.year(after="m2"), c.year(before="m2")
    if isinstance(year, int) and isinstance(own, int):
        start = calendar.day(own, c.month(), c.number("d"))
        end = calendar.day(year, c.month("m2"), c.number("d2"))
        return Reading("day", (start, end), role="period") if start and end and start <= end else None
    code = f"days_of_year:{c.month()}-{c.number('d')}-{c.month('m2')}-{c.number('d2')}"
    return part(code, year if year is not None else own, "day", role="period")


def _day_of_month(c: Capture) -> Reading | None:
    marks = {"mc": "@this_month", "ml": "@last_month", "mn": "@next_month", "mf": "@following_month"}
    which = next((code for mark, code in marks.items() if mark in c), "")
    number = c.number("d")
    if "d2" not in c:
        return Reading("day", relative=f"day_of_month:{number}{which}")
    last = c.number("d2")
    return (
        Reading("day", relative=f"day_of_month:{number}-{last}{which}", role="period")
        if last > number
        else None
    )


def _bare_day(c: Capture) -> Reading | None:
    return Reading("day", relative=f"day_of_month:{c.number('d')}")


def _nth_weekday(c: Capture) -> Reading | None:
    number = c.number("o") if "o" in c else 9
    return part(f"nth_weekday:{c.month()}-{number}-{c.value('w', 'weekday')}", c.year(), "day")


def _nth_day(c: Capture) -> Reading | None:
    if "ol" in c:
        return part(f"final_day:{c.month()}", c.year(), "day")
    return part(f"day_of_year:{c.month()}-{c.number('o')}", c.year(), "day")


def _short_date(c: Capture) -> Reading | None:
    return part(f"day_of_year:{c.value('m', 'day_number')}-{c.number('d')}", None, "day")


def _feast(c: Capture) -> Reading | None:
    return part(f"day_of_year:{c.value('f', 'feast')}", c.year(), "day")


def _months(c: Capture) -> Reading | None:
    first, last = c.month(), c.month("m2")
    year, own = c.year(after="m2"), c.year(before="m2")
    if c.is_listed() and (last - first != 1 or own is not None):
        return None  # two months named apart, not a stretch of time
    if isinstance(year, int) and isinstance(own, int):
        start, end = calendar.months(own, first, first), calendar.months(year, last, last)
        return Reading("month", (start[0], end[1])) if start and end and start[0] <= end[0] else None
    if last < first and isinstance(year, int):
        year -= 1  # "novembre-mars 2021": the printed year is that of the end
    if first == last:
        return None
    return part(f"months_of_year:{first}-{last}", year if year is not None else own, "month")


def _month(c: Capture) -> Reading | None:
    code, near = f"month_of_year:{c.month()}", _near(c)
    return Reading("month", relative=f"{near}_{code}") if near else part(code, c.year(), "month")


def _numbered(shape: str, group: str, grain: str) -> Callable[[Capture], Reading | None]:
    def read(c: Capture) -> Reading | None:
        return part(f"{shape}:{c.number(group)}", c.year(), grain)

    return read


def _quarter_mark(c: Capture) -> Reading | None:
    return part(f"quarter:{c.value('o', 'quarter_mark')}", c.year(), "quarter")


def _half_mark(c: Capture) -> Reading | None:
    return part(f"half:{c.value('h', 'half_mark')}", c.year(), "half")


def _numeric_month(c: Capture) -> Reading | None:
    year, month = c.value("date", "numeric_month")
    return part(f"month_of_year:{month}", year, "month")


def _half_month(c: Capture) -> Reading | None:
    number = c.number("o")
    return part(f"half_month:{c.month()}-{number}", c.year(), "day", role="period") if number <= 2 else None


def _season(c: Capture) -> Reading | None:
    return part(f"season:{c.value('s', 'season')}", c.year(), "season")


def _year(c: Capture) -> Reading | None:
    return part("year", c.year(), "year")


def _year_range(c: Capture) -> Reading | None:
    first, last = c.year(), c.number("y2") if "y2" in c else None
    if not isinstance(first, int) or last is None:
        return None
    if last < 100:
        printed = c.word("y2")
        if first % 100 >= last and len(printed) == 2 and 1 <= last <= 12:
            return part(f"month_of_year:{last}", first, "month")  # 2021-06
        last += first // 100 * 100
    if not first < last <= first + 150:
        return None
    start, end = calendar.part_of_year("year", first), calendar.part_of_year("year", last)
    return Reading("year", (start[0], end[1])) if start and end else None


def _year_part(c: Capture) -> Reading | None:
    shape = "start_of_year" if "e_start" in c else "end_of_year" if "e_end" in c else "middle_of_year"
    # A deadline covers the unit it names: "by the end of the year" is the year.
    return part("year" if c.deadline and "e_end" in c else shape, c.year(), "year" if c.deadline else "month")


def read_decade(c: Capture) -> Reading | None:
    """The ten years from a round one, or the year itself where it is not round."""
    year: YearOf = c.value("n", "decade_number") if "n" in c else c.year()
    if "y2" in c:
        year = 1900 + c.number("y2")
    if not isinstance(year, int):
        return None
    if year % 10:
        return part("year", year, "year")
    dates = calendar.months(year, 1, 120)
    return Reading("decade", dates) if dates else None


def _century(c: Capture) -> Reading | None:
    number = c.number("o")
    dates = calendar.months(100 * number - 99, 1, 1200) if 1 <= number <= 30 else None
    return Reading("century", dates) if dates else None


READERS: dict[str, Callable[[Capture], Reading | None]] = {
    "numeric": _numeric,
    "day": _day,
    "days": _days,
    "day_span": _day_span,
    "day_of_month": _day_of_month,
    "days_of_month": _day_of_month,
    "bare_day": _bare_day,
    "feast": _feast,
    "nth_weekday": _nth_weekday,
    "nth_day": _nth_day,
    "short_date": _short_date,
    "months": _months,
    "month": _month,
    "numeric_month": _numeric_month,
    "half_month": _half_month,
    "first_months": _numbered("first_months", "n", "month"),
    "last_months": _numbered("last_months", "n", "month"),
    "quarters": _numbered("first_quarters", "n", "quarter"),
    "quarter": _numbered("quarter", "o", "quarter"),
    "quarter_mark": _quarter_mark,
    "last_quarter": lambda c: part("final_quarter", c.year(), "quarter"),
    "half": _numbered("half", "o", "half"),
    "half_mark": _half_mark,
    "season": _season,
    "bare_season": _season,
    "year_range": _year_range,
    "year": _year,
    "year_part": _year_part,
    "decade": read_decade,
    "century": _century,
    **RELATIVE_READERS,
}
