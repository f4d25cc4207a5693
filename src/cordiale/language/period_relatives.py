"""Readings that hang on the date of writing or on what was named before."""

from collections.abc import Callable

from cordiale.language.period_capture import Capture, Reading, part


def _season_relative(c: Capture) -> Reading | None:
    name = "last_season" if "r_last" in c else "next_season" if "r_next" in c else "this_season"
    return Reading("season", relative=f"{name}:{c.value('s', 'season')}")


def _coded(c: Capture) -> Reading | None:
    return Reading("day", relative=str(c.value("t", "today")))


def _now(_: Capture) -> Reading | None:
    return Reading("year", relative="now")


def _unit(which: str) -> Callable[[Capture], Reading | None]:
    def read(c: Capture) -> Reading | None:
        unit, year = ("day" if "u" not in c else c.unit()), c.year()
        if isinstance(year, int) and unit == "year":
            return part("year", year, "year")
        if which == "same" and "u" not in c:
            return Reading("day", relative="same_period")
        if unit == "decade" and which in ("last", "next"):
            return Reading(
                "year", relative=f"{'past' if which == 'last' else 'coming'}_years:10", role="duration"
            )
        return Reading(unit, relative=f"{which}_{unit}")

    return read


def _weekday(c: Capture) -> Reading | None:
    name = "last_weekday" if "r_last" in c else "next_weekday" if "r_next" in c else "weekday"
    return Reading("day", relative=f"{name}:{c.value('w', 'weekday')}")


def _weekday_in_week(c: Capture) -> Reading | None:
    week = str(c.year()).replace("year", "week")
    return Reading("day", relative=f"weekday:{c.value('w', 'weekday')}@{week}")


def _counted(template: str, role: str = "") -> Callable[[Capture], Reading | None]:
    def read(c: Capture) -> Reading | None:
        count, unit = c.number("n"), c.unit()
        if not 1 <= count <= 4000:
            return None
        grain = "day" if unit == "week" and not role else unit
        given = "deadline" if "by_deadline" in c else role
        return Reading(grain, relative=template.format(unit=unit, count=count), role=given)

    return read


def _same_period(c: Capture) -> Reading | None:
    year = c.year()
    if year is None:
        return Reading("period", relative="same_period")
    return Reading("period", relative=f"same_period@{year}", role="base")


def _constant(relative: str | None, role: str = "") -> Callable[[Capture], Reading | None]:
    def read(_: Capture) -> Reading | None:
        return Reading("day", relative=relative, role=role)

    return read


RELATIVE_READERS: dict[str, Callable[[Capture], Reading | None]] = {
    "weekday_in_week": _weekday_in_week,
    "season_relative": _season_relative,
    "coded": _coded,
    "now": _now,
    "this": _unit("this"),
    "current": _unit("this"),
    "edge_of": _unit("this"),
    "last": _unit("last"),
    "last_before": _unit("last"),
    "next": _unit("next"),
    "next_before": _unit("next"),
    "same": _unit("same"),
    "following": _unit("following"),
    "preceding": _unit("preceding"),
    "weekday": _weekday,
    "weekday_relative": _weekday,
    "ago": _counted("{unit}s_ago:{count}"),
    "ahead": _counted("in_{unit}s:{count}"),
    "later": _counted("{unit}s_after:{count}"),
    "earlier": _counted("{unit}s_before:{count}"),
    "past_units": _counted("past_{unit}s:{count}", "duration"),
    "coming_units": _counted("coming_{unit}s:{count}", "duration"),
    "same_period": _same_period,
    "this_period": lambda c: (
        part("year", c.year(), "year") if c.years else Reading("period", relative="same_period")
    ),
    "day_after": _constant("following_day"),
    "day_before": _constant("preceding_day"),
    "every": _constant(None, "recurrent"),
}
