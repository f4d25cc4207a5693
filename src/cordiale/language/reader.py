"""Reads a text into mentions: prefilter, figures, ranges, context, periods."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from cordiale.language.context import Context, Reading
from cordiale.language.figure import ONE, Figure
from cordiale.language.figures import Parser
from cordiale.language.lexicon import Lexicon, load_lexicon
from cordiale.language.pairs import join_pairs
from cordiale.language.periods import find_periods, resolve_period
from cordiale.language.tokens import Tokens
from cordiale.model.mention import Mention
from cordiale.vocabulary.folding import fold

_CHUNK = 60_000  # characters read at once: bounds memory on a text of one endless line
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]+|<sup>[^<]{0,40}</sup>")


def read(text: str, language: str = "fr", *, folded: str | None = None) -> list[Mention]:
    """The mentions of a text, in order of appearance and without overlap; relative periods unresolved.

    ``text[mention.start:mention.end] == mention.quote`` for each. ``folded`` is ``fold(text)`` where the
    caller has it already. Raises ``FileNotFoundError`` for a language without data, ``ValueError`` when
    the two texts differ in length.

    >>> [(m.quote, m.value, m.unit) for m in read("plus de 3,5 millions de dollars")]
    [('3,5 millions de dollars', 3500000.0, 'USD')]
    """
    lexicon = load_lexicon(language)
    if folded is None:
        folded = fold(text)
    figures = [
        mention
        for start, end in _chunks(folded)
        for mention in _read_chunk(text, folded, (start, end), lexicon)
    ]
    return _merge(figures, find_periods(text, folded, language))


def mentions(text: str, language: str = "fr", reference: date | None = None) -> list[Mention]:
    """The mentions of a text, periods resolved against the ``reference`` day.

    >>> [(m.kind, m.value) for m in mentions("multiplié par 1,2")]
    [('growth', 1.2)]
    """
    resolved = []
    anchor: Mention | None = None
    for mention in read(text, language):
        if mention.kind == "period":
            mention = resolve(mention, reference=reference, anchor=anchor)
            anchor = mention if mention.since else anchor
        resolved.append(mention)
    return resolved


def resolve(mention: Mention, *, reference: date | None, anchor: Mention | None) -> Mention:
    """A relative period made absolute from the day of writing and the period named before it."""
    return resolve_period(mention, reference=reference, anchor=anchor)


def _chunks(folded: str) -> Iterator[tuple[int, int]]:
    """Stretches of bounded length, cut at the end of a sentence or at least between words."""
    start, length = 0, len(folded)
    while length - start > _CHUNK:
        end = folded.rfind(". ", start + _CHUNK // 2, start + _CHUNK) + 1
        if end <= start:
            end = folded.rfind(" ", start + _CHUNK // 2, start + _CHUNK) + 1
        if end <= start:
            end = start + _CHUNK
        yield start, end
        start = end
    yield start, length


def _read_chunk(text: str, folded: str, span: tuple[int, int], lexicon: Lexicon) -> Iterator[Mention]:
    offset, end = span
    whole = offset == 0 and end == len(text)
    tokens = Tokens(text if whole else text[offset:end], folded if whole else folded[offset:end])
    figures = join_pairs(find_figures(tokens, lexicon), tokens, lexicon)
    if not figures:
        return
    context = Context(tokens, lexicon)
    for figure in figures:
        yield _mention(text, offset, figure, context.read(figure))


def find_figures(tokens: Tokens, lexicon: Lexicon) -> list[Figure]:
    """The figures at the seed tokens of a text, in order."""
    words, seeds = tokens.words, lexicon.seeds
    unique = set(words)
    present = unique & seeds
    present.update(word for word in filter(str.isdecimal, unique) if word[0] <= "9")
    candidates = [index for index, word in enumerate(words) if word in present] if present else []
    if not candidates:
        return []
    barred = [match.span() for match in _ADDRESS.finditer(tokens.folded)]
    parser, figures, at, bar = Parser(tokens, lexicon), [], 0, 0
    for index in candidates:
        if index < at:
            continue
        start = tokens.starts[index]
        while bar < len(barred) and barred[bar][1] <= start:
            bar += 1
        if bar < len(barred) and barred[bar][0] <= start:
            continue
        figure, at = parser.read(index)
        if figure is None and words[index] in lexicon.factors:
            figure, at = _read_factor(tokens, index, lexicon), index + 1
        if figure is not None:
            figures.append(figure)
        at = max(at, index + 1)
    return figures


def _read_factor(tokens: Tokens, index: int, lexicon: Lexicon) -> Figure | None:
    """Reads "doubled", "the triple of": one word that multiplies, where its form or company shows it."""
    words, sets = tokens.words, lexicon.sets
    value, form = lexicon.factors[words[index]]
    if form == "noun":
        accented = tokens.printed(index).lower().endswith("é")
        before = words[index - 1] if index else ""
        after_article = (
            before in sets["growth.factor_noun_after"]
            and words[index + 1] in sets["growth.factor_noun_before"]
        )
        # Print without accents; but a preposition that folds to the auxiliary is none.
        after_auxiliary = before in sets["growth.auxiliaries"] and tokens.printed(index - 1).lower() == before
        if not (accented or after_article or after_auxiliary):
            return None
    span = (tokens.starts[index], tokens.ends[index])
    return Figure(index, index + 1, Decimal(value), span, span, "factor", ONE, Decimal(value))


def _mention(text: str, offset: int, figure: Figure, reading: Reading) -> Mention:
    start, end = reading.start + offset, reading.end + offset
    value: float | tuple[float, float] = float(reading.low)
    if reading.high is not None:
        value = (float(reading.low), float(reading.high))
    return Mention(
        kind=reading.kind,  # type: ignore[arg-type]
        start=start,
        end=end,
        quote=text[start:end],
        value=value,
        unit=reading.unit,
        bound=reading.bound,
        core=(start, end),
        head=(figure.head[0] + offset, figure.head[1] + offset),
        role=reading.role,
    )


def _merge(figures: list[Mention], periods: list[Mention]) -> list[Mention]:
    """Figures and periods in order; a number inside a period is part of it.

    Unless it has a unit of its own: then the period was misread.
    """
    if not periods:
        return figures
    kept_periods, kept_figures, at = [], [], 0
    dropped: set[int] = set()
    for figure in figures:
        while at < len(periods) and periods[at].end <= figure.start:
            at += 1
        clash = at
        inside = False
        while clash < len(periods) and periods[clash].start < figure.end:
            strong = (
                figure.kind in ("money", "percent", "growth", "share") and figure.end > periods[clash].end
            )
            if strong:
                dropped.add(clash)
            elif not (figure.kind == "quantity" and periods[clash].role == "recurrent"):
                inside = True  # the length of what recurs ("every fifteen days") is a figure of its own
            clash += 1
        if not inside:
            kept_figures.append(figure)
    kept_periods = [period for number, period in enumerate(periods) if number not in dropped]
    return sorted([*kept_figures, *kept_periods], key=lambda mention: (mention.start, mention.end))
