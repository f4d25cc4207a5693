"""Projects whose course one passage tells: announced, prepared, begun, opened or put off, with the dates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from cordiale.analysis.anchoring import proof_at
from cordiale.language.periods import find_periods, resolve_period
from cordiale.model import Finding, Placed, Setting, Span
from cordiale.registers.holdings import Holdings
from cordiale.registers.phrasing import Phrases, phrases
from cordiale.registers.pledges import nearest, passages
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold

_STAGES = ("promised", "prepared", "begun", "done", "stalled")
"""The stages of a project, each with its words; ``stalled`` may follow any."""
_NEXT = 2
"""Sentences within which the next stage is told."""
_JOINED = 60
"""Characters between a noun and the verb that tells what became of it."""
_MARKS = (";", ". ")
_OPENING = 40
"""Characters in which a sentence opens."""
_NEAR = 80
"""Characters between the words of a stage and its date."""
_MOST = 12
"""Stages of one project that are shown."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step as a clause tells it; ``day`` is its date as far as it is told, None where it is not."""

    name: str
    at: Span
    sentence: int
    day: str | None

    def told(self, text: str) -> str:
        """The words of the step in its passage, and its date."""
        words = " ".join(self.at.of(text).split())
        return words if self.day is None else f"{words} ({self.day})"


def find(holdings: Holdings) -> Iterator[Finding]:
    """A finding for each project of which a passage tells two stages with two dates."""
    seen: set[object] = set()
    family = holdings.genealogy.echoes.family
    for (volume, ordinal), items in passages(holdings).items():
        for course in _courses(items):
            key = family((volume, ordinal, course[0].sentence)), course[0].name
            if key not in seen:
                seen.add(key)
                yield _finding(course, items, holdings)


def _courses(items: Sequence[Placed], language: str = "fr") -> Iterator[list[Stage]]:
    """The courses of projects that a passage tells, in reading order."""
    setting = items[0].setting
    assert setting is not None
    folded = fold(setting.text)
    course: list[Stage] = []
    for stage in _stages(items, setting, folded, language):
        if course and not _goes_on(course, stage, setting, folded, language):
            if _is_course(course):
                yield course
            course = []
        if not course or _follows(course, stage):
            course.append(stage)
    if _is_course(course):
        yield course


def _goes_on(course: Sequence[Stage], stage: Stage, setting: Setting, folded: str, language: str) -> bool:
    """Whether a stage may be of the project just told of: near to it, and no new project begins."""
    last = course[-1]
    if stage.sentence - last.sentence > _NEXT:
        return False
    if stage.sentence > last.sentence:
        if stage.name == "promised" and any(one.name != "promised" for one in course):
            return False
        breaks = phrases("stages", "breaks", language)
        starts = [setting.sentences[n].start for n in range(last.sentence + 1, stage.sentence + 1)]
        found = (breaks.first(folded, start, start + _OPENING) for start in starts)
        return all(one is None or one.start > start + 2 for one, start in zip(found, starts, strict=True))
    return True


def _follows(course: Sequence[Stage], stage: Stage) -> bool:
    """Whether its date is none before the course began, and it is told once."""
    begun = next((one.day for one in course if one.day is not None), None)
    if stage.day is not None and begun is not None and stage.day[:4] < begun[:4]:
        return False
    return all((stage.name, stage.day) != (one.name, one.day) for one in course)


def _is_course(course: Sequence[Stage]) -> bool:
    days = {one.day for one in course if one.day is not None}
    return (
        len({one.name for one in course}) > 1
        and len(days) > 1
        and any(one.name in ("begun", "done", "stalled") for one in course)
    )


def _stages(items: Sequence[Placed], setting: Setting, folded: str, language: str) -> Iterator[Stage]:
    """The stages that a passage tells, in reading order; what is only to come is none."""
    listed = _words(language)
    told = sorted(
        (found.start, found.end, name)
        for name in _STAGES
        for found in (*phrases("stages", name, language).find(folded), *_joined(folded, listed.get(name, ())))
    )
    days: dict[int, list[tuple[Span, str]]] = {}
    until = 0
    for start, end, name in told:
        if start >= until:
            index = setting.sentence_at(start)
            if index not in days:
                days[index] = _days(items, setting, folded, index)
            yield Stage(name, Span(start, end), index, _day_of(Span(start, end), days[index], folded))
            until = end


def _joined(folded: str, pairs: Sequence[tuple[Phrases, Phrases]]) -> Iterator[Span]:
    """The verbs that stand behind one of their nouns, no clause ending between."""
    for nouns, verbs in pairs:
        for verb in verbs.find(folded):
            noun = nouns.last(folded, verb.start - _JOINED, verb.start)
            if noun is not None and not any(mark in folded[noun.end : verb.start] for mark in _MARKS):
                yield verb


@cache
def _words(language: str) -> Mapping[str, Sequence[tuple[Phrases, Phrases]]]:
    """For each stage the nouns and, beside them, the verbs that tell it."""
    held = load_yaml(f"languages/{language}/stages.yml")["joined"]
    return {
        name: [(Phrases(one["nouns"], language), Phrases(one["verbs"], language)) for one in pairs]
        for name, pairs in held.items()
    }


def _days(items: Sequence[Placed], setting: Setting, folded: str, index: int) -> list[tuple[Span, str]]:
    """The dates that a sentence tells, as exactly as it does."""
    span = setting.sentences[index]
    item, _ = nearest(items, index)
    reference = None if item.said is None else date(item.said, 12, 31)
    found = []
    for mention in find_periods(span.of(setting.text), folded[span.start : span.end]):
        dated = resolve_period(mention, reference=reference, anchor=None)
        if dated.since is not None and dated.until is not None and dated.role not in ("validity", "base"):
            since, until = dated.since, dated.until
            exact = since if since == until else since[:7] if since[:7] == until[:7] else since[:4]
            found.append((Span(span.start + mention.start, span.start + mention.end), exact))
    return found


def _day_of(at: Span, days: Sequence[tuple[Span, str]], folded: str) -> str | None:
    """The nearest date in the clause of a stage."""
    near = [
        (max(day.start - at.end, at.start - day.end), told)
        for day, told in days
        if ";" not in folded[min(at.end, day.end) : max(at.start, day.start)]
    ]
    gap, told = min(near, default=(_NEAR, ""))
    return told if gap < _NEAR else None


def _finding(course: Sequence[Stage], items: Sequence[Placed], holdings: Holdings) -> Finding:
    setting = items[0].setting
    assert setting is not None
    last = course[-1]
    first, _ = nearest(items, course[0].sentence)
    words = " ".join(setting.sentences[course[0].sentence].of(setting.text).split())
    proofs = [proof_at(nearest(items, one.sentence)[0], one.at, _role(one.name)) for one in course[:_MOST]]
    names = [one.name for one in course]
    state = "stalled" if last.name == "stalled" else "kept" if "done" in names else "in_progress"
    return Finding(
        kind="thread",
        rule="stages",
        state=state,
        proofs=tuple(proof for proof in proofs if proof is not None),
        values={
            "words": words,
            "parties": list(first.statement.parties),
            "stages": [one.told(setting.text) for one in course],
            "steps": [{"stage": one.name, "at": one.day} for one in course],
            "last_at": next((one.day for one in reversed(course) if one.day is not None), None),
            "as_of": holdings.as_of.isoformat(),
        },
        weight=0.55,
        subject=words,
        parties=first.statement.parties,
        at=next((one.day for one in reversed(course) if one.day is not None), None),
    )


def _role(name: str) -> str:
    return "promise" if name == "promised" else "outcome" if name == "done" else "mention"
