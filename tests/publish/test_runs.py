"""Anchors cut into runs, and document offsets traced back to the reading text."""

from hypothesis import given
from hypothesis import strategies as st

from cordiale.model import Document, Passage, Span, Structure
from cordiale.publish.runs import Place, Tracing, cut_runs, readable

TEXT = "abcdefghijklmnopqrst"


def shown(anchors: list[tuple[Span, str]]) -> list[tuple[str, tuple[str, ...]]]:
    return [(run.text, run.statements) for run in cut_runs(TEXT, anchors)]


def test_nested_anchors_share_a_run():
    assert shown([(Span(2, 9), "outer"), (Span(4, 6), "inner")]) == [
        ("ab", ()),
        ("cd", ("outer",)),
        ("ef", ("outer", "inner")),
        ("ghi", ("outer",)),
        ("jklmnopqrst", ()),
    ]


def test_each_statement_opens_once():
    runs = cut_runs(TEXT, [(Span(0, 2), "split"), (Span(5, 8), "split"), (Span(1, 6), "other")])
    assert [name for run in runs for name in run.opens] == ["split", "other"]


def test_marks_stand_after_their_run_and_at_both_ends():
    runs = cut_runs("abc", [(Span(0, 2), "x")], marks={0: [0], 2: [1], 3: [2], 99: [3]})
    assert [(run.text, run.marks) for run in runs] == [("", (0,)), ("ab", (1,)), ("c", (2, 3))]


def test_no_text_and_no_anchor():
    assert cut_runs("", []) == []
    assert [run.text for run in cut_runs(TEXT, [(Span(50, 60), "beyond")])] == [TEXT]


def test_repeated_sentence_is_an_echo():
    assert [run.echo for run in cut_runs(TEXT, [(Span(3, 4), "x")], echoes=[Span(2, 6)])] == [
        False,
        True,
        True,
        True,
        False,
    ]


anchors = st.lists(
    st.tuples(
        st.tuples(st.integers(0, 25), st.integers(0, 25)).map(lambda ends: Span(min(ends), max(ends))),
        st.sampled_from("xyz"),
    ),
    max_size=8,
)


@given(anchors)
def test_runs_partition_the_text_and_carry_exactly_what_covers_them(anchors):
    runs = cut_runs(TEXT, anchors)
    assert "".join(run.text for run in runs) == TEXT
    offset = 0
    for run in runs:
        for position in range(offset, offset + len(run.text)):
            covering = {name for span, name in anchors if span.start <= position < span.end}
            assert set(run.statements) == covering
        offset += len(run.text)
    covered = {name for span, name in anchors if span.start < min(span.end, len(TEXT))}
    assert sorted(name for run in runs for name in run.opens) == sorted(covered)


# A paragraph that a page break parts: 5 characters, a note of 20, 6 characters; then another paragraph.
BROKEN = Passage("un de deux tr", ((0, 10, 5), (6, 35, 4), (10, 40, 3)), "body", None)
NEXT = Passage("suite", ((0, 60, 5),), "body", None)


def test_places_cross_a_page_break_and_passages():
    tracing = Tracing([BROKEN, NEXT])
    assert tracing.places(Span(13, 37)) == [Place(0, Span(3, 8))]
    assert tracing.places(Span(20, 30)) == []
    assert tracing.places(Span(41, 62)) == [Place(0, Span(11, 13)), Place(1, Span(0, 2))]
    assert tracing.before(22) == (0, 5)
    assert tracing.before(12) == (0, 2)
    assert tracing.before(3) is None


@given(st.integers(0, 12), st.integers(1, 13))
def test_tracing_undoes_locate(start, length):
    end = min(start + length, len(BROKEN.text))
    spans = BROKEN.locate(start, end)
    places = Tracing([BROKEN]).all_places(spans)
    found = [BROKEN.text[place.span.start : place.span.end] for place in places]
    assert len(found) <= 1, "what a page break parts is one place"
    assert "".join(found).split() == BROKEN.text[start:end].split()


def test_a_document_without_structure_is_shown_by_paragraph():
    text = "Un.\nDeux.\n\n\n  Trois.\r\n\r\nQuatre"
    document = Document("d", "d.txt", "text/plain", text, "utf-8", len(text))
    passages = readable(document, Structure())
    assert [passage.text for passage in passages] == ["Un.\nDeux.", "  Trois.", "Quatre"]
    for passage in passages:
        (span,) = passage.locate(0, len(passage.text))
        assert span.of(text) == passage.text
