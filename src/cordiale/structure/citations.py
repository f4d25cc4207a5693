"""Citations: which sentence or quotation a note mark closes."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

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
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._starts = [span.start for span in self.sentences]

    def sentence(self, place: int) -> int:
        """The index of the sentence at ``place``."""
        return max(min(bisect_right(self._starts, place) - 1, len(self._starts) - 1), 0)

    def near(self, low: int, high: int) -> list[Quoted]:
        """The quotations that touch ``low`` to ``high``, both ends included.

        They follow one another, so both their starts and their ends ascend: no passage, whatever
        it holds, costs a look at all its quotations for each of its marks.
        """
        first = bisect_left(self.quotations, low, key=lambda quoted: quoted.end)
        last = bisect_right(self.quotations, high, lo=first, key=lambda quoted: quoted.start)
        return self.quotations[first:last]


def tie_marks(scene: Scene, cut: Cut, marks: list[Mark]) -> tuple[Citation, ...]:
    """One citation a mark, with the stretch it closes as scope."""
    if not scene.sentences:
        return ()
    if not scene.habit.leads:
        _split_quotations(scene, cut)
    places = [placed.place for placed in cut.marks]
    owners: list[tuple[int, int]] = []
    for placed in cut.marks:
        following = bisect_right(places, placed.place)
        after = places[following] if following < len(places) else None
        owners.append(_owner(scene, placed, after, taken=owners[-1][1] if owners else -1))
    final = _last_owners(owners, len(scene.sentences))
    citations = []
    for index, (mark, (first, last)) in enumerate(zip(marks, owners, strict=True)):
        place = places[index]
        start, end = scene.sentences[first].start, scene.sentences[last].end
        for rival in range(bisect_left(places, place) - 1, -1, -1):  # backwards: the nearest one counts
            if places[rival] <= start:
                break
            if owners[rival][0] <= first <= owners[rival][1]:
                start = places[rival]
                break
        if places[final[last]] > place:
            end = min(end, max(place, start + 1))
        citations.append(Citation(mark.number, Span(start, max(end, start)), mark))
    return tuple(citations)


def _last_owners(owners: list[tuple[int, int]], sentences: int) -> list[int]:
    """For each sentence the last of the marks that close it; -1 where none does."""
    final = [-1] * sentences
    free = list(range(sentences + 1))  # leads past the sentences that are settled, so none is met twice
    for index in range(len(owners) - 1, -1, -1):
        low, high = owners[index]
        at = low
        while at <= high:
            step = at
            while free[step] != step:
                free[step] = free[free[step]]
                step = free[step]
            if step > high:
                break
            final[step] = index
            free[step] = step + 1
            at = step + 1
    return final


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
        index = bisect_left(scene.quotations, here, key=lambda quoted: quoted.start) - 1
        if index >= 0 and placed.place < scene.quotations[index].end - 1:
            quoted = scene.quotations[index]
            parts = [Quoted(quoted.start, here, False), Quoted(placed.place, quoted.end)]
            scene.quotations[index : index + 1] = parts


def _owner(scene: Scene, placed: Placed, after: int | None, *, taken: int) -> tuple[int, int]:
    """The sentences, first and last, that the mark closes.

    ``after`` is the place of the next mark, ``taken`` the last sentence that a mark before it closes.
    """
    place, text = placed.place, scene.text
    here = scene.sentence(min(place, len(text) - 1))
    behind = scene.sentence(max(place - 1, 0))
    touching = scene.near(place - 3, place)
    around = next((quoted for quoted in touching if quoted.start < place < quoted.end), None)
    closing = next((quoted for quoted in touching if quoted.end <= place), None)
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
        return _drifted(scene, placed, here, after, taken=taken)
    if behind < here and not glued:
        return _back(scene, behind, taken)
    inside = around or next((quoted for quoted in touching if quoted.start == place), None)
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
    return any(quoted.end <= span.start for quoted in scene.near(span.start - 4, span.start)) and not any(
        span.start <= quoted.start < place for quoted in scene.near(span.start, place)
    )


def _back(scene: Scene, here: int, taken: int) -> tuple[int, int]:
    """The sentence, and with it those before from which a quotation runs on into it."""
    start = scene.sentences[here].start
    for quoted in scene.near(start, start):
        if quoted.start < start < quoted.end - 1:
            return max(scene.sentence(quoted.start), min(taken + 1, here)), here
    return here, here


def _reach(scene: Scene, quoted: Quoted) -> tuple[int, int]:
    return scene.sentence(quoted.start), scene.sentence(max(quoted.end - 1, 0))


def _own(scene: Scene, here: int) -> tuple[int, int]:
    """The sentence, and with it those over which a quotation opened in it runs on."""
    span = scene.sentences[here]
    last = here
    for quoted in scene.near(span.start, span.end):
        if span.start <= quoted.start < span.end and quoted.closed:
            last = max(last, scene.sentence(quoted.end - 1))
    return here, last


def _drifted(scene: Scene, placed: Placed, here: int, after: int | None, *, taken: int) -> tuple[int, int]:
    """A mark at the head of a sentence belongs to it or to what it follows, as the evidence says."""
    span, before = scene.sentences[here], scene.sentences[here - 1]
    own = 1.0 if scene.habit.leads else 0.0
    previous = 0.0 if scene.habit.leads else 0.6
    first, last = _own(scene, here)
    end = scene.sentences[last].end
    around = scene.near(placed.place, span.end)
    if any(quoted.end > placed.place and quoted.start < span.end for quoted in around):
        own += 0.2 if after is not None and after <= end else 1.0
    close = scene.near(span.start - 4, span.start)
    ending = next((quoted for quoted in close if before.start < quoted.end <= span.start), None)
    if taken >= here - 1:
        previous -= 2.0
    elif ending is not None:
        previous += 1.2
    elif any(before.start < quoted.end <= before.end for quoted in scene.near(before.start, before.end)):
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
