"""Citations: which sentence or quotation a note mark closes."""

from bisect import bisect_right
from dataclasses import dataclass

from cordiale.model import Citation, Mark, Span
from cordiale.structure.passages import Cut, Placed
from cordiale.structure.quotations import Quoted

DRIFT = 24
"""Characters from the start of a sentence within which a mark counts as glued to its start."""
STRAY = 80
"""Characters over which a mark strays into the sentence after a quotation: about one printed line."""
_STARTS = ("glued_start", "superscript", "alone", "html", "caret", "fused")


@dataclass(frozen=True, slots=True)
class Habit:
    """How the document prints its marks: ``leads`` when most stand at the start of their sentence."""

    leads: bool


def learn_habit(cuts: list[Cut]) -> Habit:
    """Counts the marks glued to the start of a word against all others."""
    shapes = [placed.found.shape for cut in cuts for placed in cut.marks]
    leading = sum(1 for shape in shapes if shape == "glued_start")
    return Habit(leading * 2 > len(shapes))


@dataclass(slots=True)
class Scene:
    """What is known of one passage when its marks are tied."""

    text: str
    sentences: tuple[Span, ...]
    quotations: list[Quoted]
    notes: dict[int, frozenset[str]]
    habit: Habit

    def sentence(self, place: int) -> int:
        """The index of the sentence at ``place``."""
        starts = [span.start for span in self.sentences]
        return max(min(bisect_right(starts, place) - 1, len(starts) - 1), 0)


def tie_marks(scene: Scene, cut: Cut, marks: list[Mark]) -> tuple[Citation, ...]:
    """One citation a mark, with the stretch it closes as scope."""
    if not scene.sentences:
        return ()
    if not scene.habit.leads:
        _split_quotations(scene, cut)
    owners: list[tuple[int, int, Placed, Mark]] = []
    for placed, mark in zip(cut.marks, marks, strict=True):
        later = [other.place for other in cut.marks if other.place > placed.place]
        first, last = _owner(scene, placed, later, taken=owners[-1][1] if owners else -1)
        owners.append((first, last, placed, mark))
    citations = []
    for index, (first, last, placed, mark) in enumerate(owners):
        start, end = scene.sentences[first].start, scene.sentences[last].end
        for other, (low, high, rival, _) in enumerate(owners):
            if other == index:
                continue
            if low <= first <= high and other < index and rival.place > start and rival.place < placed.place:
                start = max(start, rival.place)
            if other > index and low <= last <= high and placed.place < rival.place:
                end = min(end, max(placed.place, start + 1))
        citations.append(Citation(mark.number, Span(start, max(end, start)), mark))
    return tuple(citations)


def _split_quotations(scene: Scene, cut: Cut) -> None:
    """Parts a quotation at a mark that drifted to the head of a sentence inside it.

    Where marks follow what they close, the quotation before such a mark has lost its closing sign.
    """
    for placed in cut.marks:
        if placed.found.shape not in _STARTS:
            continue
        here = scene.sentences[scene.sentence(min(placed.place, len(scene.text) - 1))].start
        if not 0 < placed.place - here <= DRIFT:
            continue
        for index, quoted in enumerate(scene.quotations):
            if quoted.start < here and placed.place < quoted.end - 1:
                parts = [Quoted(quoted.start, here, False), Quoted(placed.place, quoted.end)]
                scene.quotations[index : index + 1] = parts
                break


def _owner(scene: Scene, placed: Placed, later: list[int], *, taken: int) -> tuple[int, int]:
    """The sentences, first and last, that the mark closes.

    ``later`` are the places of the marks after it, ``taken`` is the last sentence that a mark before
    it closes.
    """
    place, text = placed.place, scene.text
    here = scene.sentence(min(place, len(text) - 1))
    behind = scene.sentence(max(place - 1, 0))
    around = next((quoted for quoted in scene.quotations if quoted.start < place < quoted.end), None)
    closing = next(
        (quoted for quoted in scene.quotations if quoted.end <= place and place - quoted.end <= 3), None
    )
    if closing is not None and not (
        behind < here and scene.habit.leads and placed.found.shape == "glued_start"
    ):
        return _reach(scene, closing)
    offset = place - scene.sentences[here].start
    glued = placed.found.shape == "glued_start"
    ends = place >= len(text) or text[place] in ".!?…" or (not glued and text[place - 1] in '.!?…"»”')
    at_start = here > 0 and placed.found.shape in _STARTS and (offset <= DRIFT or _strays(scene, place, here))
    if around is not None and scene.sentence(around.start) < here and not (ends and not glued):
        if around.closed or not at_start:
            return _reach(scene, around)
    if at_start and not ends:
        return _drifted(scene, placed, here, later, taken=taken)
    if behind < here and not glued:
        return _back(scene, behind, taken)
    inside = around or next((quoted for quoted in scene.quotations if quoted.start == place), None)
    if inside is not None and scene.sentence(inside.start) <= here:
        return _reach(scene, inside)
    if ends:
        return _back(scene, here, taken)
    return _own(scene, here)


def _strays(scene: Scene, place: int, here: int) -> bool:
    """Whether a mark before a word amid a sentence has strayed there from the quotation before it."""
    span = scene.sentences[here]
    if scene.habit.leads or place - span.start > STRAY or not scene.text[place : place + 1].isalpha():
        return False
    return any(span.start - 4 <= quoted.end <= span.start for quoted in scene.quotations) and not any(
        quoted.start >= span.start and quoted.start < place for quoted in scene.quotations
    )


def _back(scene: Scene, here: int, taken: int) -> tuple[int, int]:
    """The sentence, and with it those before from which a quotation runs on into it."""
    start = scene.sentences[here].start
    for quoted in scene.quotations:
        if quoted.start < start < quoted.end - 1:
            return max(scene.sentence(quoted.start), min(taken + 1, here)), here
    return here, here


def _reach(scene: Scene, quoted: Quoted) -> tuple[int, int]:
    return scene.sentence(quoted.start), scene.sentence(max(quoted.end - 1, 0))


def _own(scene: Scene, here: int) -> tuple[int, int]:
    """The sentence, and with it those over which a quotation opened in it runs on."""
    span = scene.sentences[here]
    last = here
    for quoted in scene.quotations:
        if span.start <= quoted.start < span.end and quoted.closed:
            last = max(last, scene.sentence(quoted.end - 1))
    return here, last


def _drifted(scene: Scene, placed: Placed, here: int, later: list[int], *, taken: int) -> tuple[int, int]:
    """A mark at the head of a sentence belongs to it or to what it follows, as the evidence says."""
    span, before = scene.sentences[here], scene.sentences[here - 1]
    own = 1.0 if scene.habit.leads else 0.0
    previous = 0.0 if scene.habit.leads else 0.6
    first, last = _own(scene, here)
    end = scene.sentences[last].end
    if any(quoted.end > placed.place and quoted.start < span.end for quoted in scene.quotations):
        own += 0.2 if any(other <= end for other in later) else 1.0
    ending = next(
        (q for q in scene.quotations if before.start < q.end <= span.start and span.start - q.end <= 4), None
    )
    if taken >= here - 1:
        previous -= 2.0
    elif ending is not None:
        previous += 1.2
    elif any(before.start < quoted.end <= before.end for quoted in scene.quotations):
        previous += 0.5
    topic = scene.notes.get(placed.found.note, frozenset())
    own += _likeness(topic, scene.text[span.start : end])
    previous += _likeness(topic, scene.text[before.start : before.end])
    if previous > own:
        return _reach(scene, ending) if ending is not None else (here - 1, here - 1)
    return first, last


def _likeness(topic: frozenset[str], text: str) -> float:
    """How much of a note's title words the text shares, 0 to 1.5."""
    if not topic:
        return 0.0
    return 1.5 * len(topic & stems(text)) / max(len(topic), 3)


def stems(text: str) -> frozenset[str]:
    """The first five letters of the longer words: enough to know a word in another form."""
    return frozenset(word[:5] for word in text.lower().split() if len(word) >= 5)
