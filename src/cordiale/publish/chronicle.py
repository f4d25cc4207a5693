"""The chronicle: everything between two parties in time order, each line with its footnote."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby

from cordiale.publish.illustrating import Illustration, illustrations, once
from cordiale.publish.markdown import Report
from cordiale.publish.telling import Teller, day_of, involves, sentence_key
from cordiale.publish.wording import Wording
from cordiale.registers.facts import facts_of
from cordiale.registers.holdings import Holdings


def write_chronicle(
    holdings: Holdings,
    parties: Sequence[str],
    *,
    language: str,
    since: date | None = None,
    until: date | None = None,
    pictures: Callable[[Illustration], str] | None = None,
) -> str:
    """The chronicle of one party, or between two, as Markdown; years are its chapters.

    ``parties`` are party codes; ``since`` and ``until`` limit what is dated (both inclusive). What no
    source dates stands at the end. ``pictures`` keeps a picture and gives the name of its file, which is
    linked; without it there are none. Raises ``ValueError`` where ``language`` has no words.
    """
    wording = Wording(language)
    words = wording.words["report"]
    report = Report(*words["quotes"])
    teller = Teller(holdings, wording, report)
    names = [wording.place(code) for code in parties]
    report.heading(1, words["chronicle"].format(names=" – ".join(names)))
    told = [fact for fact in facts_of(holdings) if all(involves(fact.shown, code) for code in parties)]
    dated = [(day, fact) for fact in told if (day := day_of(fact.shown)) is not None]
    dated = [pair for pair in dated if _within(pair[0], since, until)]
    dated.sort(key=lambda pair: (pair[0], pair[1].shown.volume, pair[1].shown.start))
    report.paragraph(words["scope"].format(**_counts(holdings, wording, len(dated))))
    if pictures is not None:
        years = (since.year if since else None, until.year if until else None)
        make = once(lambda register: register.rows(holdings))
        for one in illustrations(make, parties, wording, as_of=holdings.as_of, years=years):
            report.picture(f"{one.picture.title}. {one.picture.summary}", pictures(one))
    for year, pairs in groupby(dated, key=lambda pair: pair[0][:4]):
        report.heading(2, year)
        for (day, _), told_at_once in groupby(pairs, key=lambda pair: (pair[0], sentence_key(pair[1].shown))):
            report.item(f"**{day}** · {teller.line([fact for _, fact in told_at_once])}")
    undated = [fact for fact in told if day_of(fact.shown) is None] if since is None and until is None else []
    if undated:
        report.heading(2, words["undated"])
        for _, at_once in groupby(undated, key=lambda fact: sentence_key(fact.shown)):
            report.item(teller.line(list(at_once)))
    if not dated and not undated:
        report.paragraph(words["nothing"])
    return report.text()


def _within(day: str, since: date | None, until: date | None) -> bool:
    # Dates may be partial: a year or month counts where any of its days does.
    first, last = day[:10], (day.split(" – ")[-1] + "-12-31")[:10]
    return (since is None or last >= since.isoformat()[: len(last)]) and (
        until is None or first <= until.isoformat()[: len(first)]
    )


def _counts(holdings: Holdings, wording: Wording, lines: int) -> dict[str, str]:
    documents = {item.document for item in holdings.placed}
    return {
        "lines": wording.number(lines),
        "statements": wording.number(len(holdings.placed)),
        "documents": wording.number(len(documents)),
        "as_of": holdings.as_of.isoformat(),
    }
