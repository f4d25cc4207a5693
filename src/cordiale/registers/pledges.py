"""What is announced to come about without a figure: plants, schools, lines, as the words of a passage say it.

A pledge is a thing that is to be created, opened or begun. It is read from the words, whether or not a
statement was read in the sentence, and is anchored in the words for the thing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cordiale.language.periods import find_periods, resolve_period
from cordiale.model import Placed, Setting, Span
from cordiale.registers.bodies import read_bodies
from cordiale.registers.deadlines import Deadline
from cordiale.registers.echoes import SentenceKey
from cordiale.registers.holdings import Holdings, last_day
from cordiale.registers.phrasing import phrases
from cordiale.registers.pledge_words import Clause, phrase_of, things
from cordiale.vocabulary.folding import fold

_PHRASE = 90
"""Characters from the noun on that tell which thing it is."""
_MOST = 3
"""Pledges of one sentence that are read."""
_STATED = frozenset(("opening", "exhibition", "forum", "joint_venture", "assembly", "dealer"))
"""Statements that announce a thing by themselves."""


@dataclass(frozen=True, slots=True)
class Pledge:
    """A thing that is to come about, as one sentence says it.

    ``item`` is the statement nearest to it, in its sentence where there is one (``beside``), and tells who
    and when; ``at`` the words for the thing in the passage's text; ``noun`` its folded noun; ``phrase`` the
    words that tell which one; ``deadline`` when it is to come about, None where nothing says so.
    """

    item: Placed
    beside: bool
    setting: Setting
    sentence: SentenceKey
    at: Span
    noun: str
    phrase: str
    deadline: Deadline | None
    said: int | None

    @property
    def what(self) -> str:
        """The words for the thing, in one line."""
        return " ".join(self.phrase.split())


def read_pledges(holdings: Holdings, language: str = "fr") -> Iterator[Pledge]:
    """The pledges of all passages that hold a statement, in reading order."""
    for items in passages(holdings).values():
        setting = items[0].setting
        assert setting is not None
        folded = fold(setting.text)
        for index, span in enumerate(setting.sentences):
            found = list(things(folded, span, language))
            if not found:
                continue
            item, beside = nearest(items, index)
            said = item.said if beside or item.article is None else item.article.written
            if said is None:
                continue
            text = span.of(setting.text)
            periods = [
                resolve_period(mention, reference=date(said, 12, 31), anchor=None)
                for mention in find_periods(text, folded[span.start : span.end])
            ]
            clause = Clause(folded, span, periods, said, language)
            told = ended = 0
            for thing in found:
                noun, deadline = thing.noun, clause.deadline(thing)
                if (
                    (thing.how in ("any", "ahead") and deadline is None)
                    or told == _MOST
                    or noun.start < ended
                ):
                    continue
                told += 1
                end = min(span.end, noun.start + _PHRASE)
                if thing.cue.start > noun.end:
                    end = min(end, thing.cue.start)
                at = phrase_of(folded, noun, end)
                ended = at.end
                yield Pledge(
                    item=item,
                    beside=beside,
                    setting=setting,
                    sentence=(item.volume, setting.ordinal, index),
                    at=at,
                    noun=noun.of(folded),
                    phrase=_whole_words(setting.text, at),
                    deadline=deadline,
                    said=said,
                )


def stated_pledges(holdings: Holdings) -> Iterator[Pledge]:
    """Openings, fairs, links told as planned or proposed, and letters of intent, in reading order.

    Sessions of a body are none: those that are not held are told with it.
    """
    sittings = {session.item.id for body in read_bodies(holdings) for session in body.sessions}
    for item in holdings.placed:
        setting, at = item.setting, item.at
        if setting is None or at is None or item.said is None or not _is_stated(item) or item.id in sittings:
            continue
        index = setting.sentence_at(at.start)
        if index < 0:
            continue
        end = max(at.end, min(setting.sentences[index].end, at.start + _PHRASE))
        span = phrase_of(fold(setting.text), at, end)
        told = item.fields.get("date") if item.statement.kind == "event" else None
        until = last_day(told) if told else None
        yield Pledge(
            item=item,
            beside=True,
            setting=setting,
            sentence=(item.volume, setting.ordinal, index),
            at=at,
            noun=fold(at.of(setting.text)),
            phrase=_whole_words(setting.text, span),
            deadline=None if until is None or told is None else Deadline(_first_day(told), until, False),
            said=item.said,
        )


def _is_stated(item: Placed) -> bool:
    if item.statement.kind == "document":
        # A letter of intent promises, signed or not.
        return phrases("pledges", "intents").first(fold(item.statement.evidence.quote)) is not None
    kind = item.fields.get("eventtype") or item.fields.get("relation")
    return item.statement.status in ("planned", "proposed", "target") and kind in _STATED


def _first_day(told: str) -> date:
    year, month, day = [*map(int, told.split("-")), 1, 1][:3]
    return date(year, month, day)


def passages(holdings: Holdings) -> Mapping[tuple[int, int], list[Placed]]:
    """The statements of each passage, in reading order: document number and ordinal."""
    found: dict[tuple[int, int], list[Placed]] = {}
    for item in holdings.placed:
        if item.setting is not None and item.at is not None:
            found.setdefault((item.volume, item.setting.ordinal), []).append(item)
    return dict(sorted(found.items()))


def nearest(items: Sequence[Placed], index: int) -> tuple[Placed, bool]:
    """The statement nearest to a sentence of its passage, and whether it stands in that sentence."""
    found = min(items, key=lambda item: (abs(_sentence_of(item) - index), item.start))
    return found, _sentence_of(found) == index


def _sentence_of(item: Placed) -> int:
    return -9 if item.setting is None or item.at is None else item.setting.sentence_at(item.at.start)


def _whole_words(text: str, at: Span) -> str:
    phrase = at.of(text)
    if at.end < len(text) and text[at.end].isalnum() and text[at.end - 1].isalnum():
        phrase = phrase.rpartition(" ")[0] or phrase
    return phrase.strip(" ,\"«»“”'")
