"""Observations: one statement for each figure of a sentence."""

from collections.abc import Iterator
from typing import Any

from cordiale.extract.figure_time import TOLD_AFTER, figure_period, is_past
from cordiale.extract.figures import Figure, carried_unit, figures_of, is_money
from cordiale.extract.items import item_of
from cordiale.extract.making import Draft
from cordiale.extract.measure import measure_of
from cordiale.extract.party_choice import parties_at
from cordiale.extract.sentence import Context, Sentence
from cordiale.extract.status import status_at
from cordiale.structure.words import load_words

RULE = "observation@1"
_TABLE = 60
"""Figures; the books read so far have seven in a sentence at most; more than this is a table."""
_NOT_CARRIED = ("rank", "duration", "distance", "area", "other", "balance")
"""Measures that a later figure without a measure of its own does not take: they are named each time."""
_SUMS = ("turnover", "exports", "imports", "balance", "investment", "credit")
"""Measures told in money, so that a bare number of millions is in the currency told before."""


def observations(sentence: Sentence, context: Context) -> Iterator[Draft]:
    """The observations of one sentence, in order; moves the context's measure and period on."""
    if not sentence.figures or len(sentence.figures) > _TABLE:
        return
    unit, paragraph = context.unit
    if paragraph != context.paragraph and not any(cue.name in _SUMS for cue in sentence.found("measures")):
        unit = None
    for figure in figures_of(sentence, told_in=unit):
        carried = carried_unit(figure)
        if carried is not None:
            context.unit = carried, context.paragraph
        yield _observation(figure, sentence, context)


def _observation(figure: Figure, sentence: Sentence, context: Context) -> Draft:
    measure = measure_of(figure, sentence, context)
    goods = figure.transform == "level" and not is_money(figure)
    status = status_at(sentence, figure.start, figure.end, rate=figure.transform == "growth", goods=goods)
    since, until = figure_period(figure, sentence, context, measure=measure, status=status)
    if status == "planned" and measure in TOLD_AFTER and is_past(until, sentence):
        status = "actual"  # the historical future: "en 2020, le volume connaîtra"
    if (
        status == "actual"
        and since
        and context.written
        and int(since[:4]) > context.written
        and not load_words().tell_deed(sentence.text[sentence.start : sentence.end])
    ):
        status = "planned"  # nothing has happened in a year that was still to come
    if figure.unit != "count" and measure not in _NOT_CARRIED:
        context.measure = measure
    value: Any = list(figure.value) if isinstance(figure.value, tuple) else figure.value
    fields = {
        "transform": figure.transform,
        "value": _whole(value),
        "unit": figure.unit,
        "bound": figure.bound,
        "item": item_of(figure, sentence, context),
        "measure": measure,
        "from": since,
        "to": until,
    }
    return Draft(
        "observation",
        figure.start,
        figure.end,
        fields,
        status,
        parties_at(sentence, context, figure.start, figure.end, measure=measure),
        RULE,
    )


def _whole(value: Any) -> Any:
    """Whole numbers as integers, so that the printed JSON shows 60300000 and not 60300000.0."""
    if isinstance(value, list):
        return [_whole(number) for number in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
