"""A person's word on who is who: it holds, it can be taken back, and nothing is lost by it."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.resolve.making import groups, judgement, named

from cordiale.model import Judgement
from cordiale.resolve.entities import Entities, cluster
from cordiale.resolve.likeness import likenesses
from cordiale.resolve.unions import Unions

NAMES = [
    "Zubr LLC",
    "OJSC Zubr",
    "Zubr",
    "Orion",
    "Oryon",
    "MTZ",
    "JSC MTW",
    "usine de tracteurs de Minsk",
    "Great Stone",
]
PLACED = named(*NAMES, *NAMES[:4], "Zubr")


def together(entities: Entities, left: str, right: str) -> bool:
    one, other = entities.get(left), entities.get(right)
    assert one is not None and other is not None
    return one.id == other.id


def test_same_joins_and_taken_back_parts_again() -> None:
    before = cluster(PLACED)
    assert not together(before, "Orion", "Great Stone")
    joined = cluster(PLACED, [judgement(1, "same", "Orion", "Great Stone")])
    entity = joined.get("Orion")
    assert entity is not None and entity.names == {"Orion": 2, "Great Stone": 1}
    assert any(reason.startswith("judged: ") and "1 a reader" in reason for reason in entity.why)
    assert groups(cluster(PLACED, [judgement(1, "same", "Orion", "Great Stone", withdrawn=True)])) == groups(
        before
    )


def test_different_parts_what_the_machine_joined() -> None:
    assert together(cluster(PLACED), "MTZ", "usine de tracteurs de Minsk")
    parted = cluster(PLACED, [judgement(1, "different", "JSC MTW", "usine de tracteurs de Minsk")])
    assert not together(parted, "JSC MTW", "usine de tracteurs de Minsk")
    assert together(parted, "MTZ", "usine de tracteurs de Minsk")
    assert groups(cluster(PLACED, [judgement(1, "different", "JSC MTW", "MTZ", withdrawn=True)])) == groups(
        cluster(PLACED)
    )


def test_an_id_can_be_judged() -> None:
    parted = cluster(PLACED, [judgement(1, "different", "org:mtz", "JSC MTW")])
    assert not together(parted, "org:mtz", "JSC MTW")
    assert together(cluster(PLACED, [judgement(1, "same", "org:mtz", "org:orion")]), "Orion", "MTZ")
    joined = cluster(PLACED, [judgement(1, "same", "org:mtz", "org:great-stone")])
    assert together(joined, "org:mtz", "org:great-stone"), "each id still finds the one entity"


def test_different_holds_through_others() -> None:
    """Two names kept apart are not joined through a third, whether a person or the machine would."""
    apart = judgement(1, "different", "Zubr LLC", "Orion")
    entities = cluster(PLACED, [apart, judgement(2, "same", "Great Stone", "Orion")])
    assert not together(entities, "Zubr LLC", "Great Stone")
    machine = cluster(
        named("Zubr", "Zubr JSC", "ZUBR OAO"), [judgement(1, "different", "Zubr JSC", "ZUBR OAO")]
    )
    assert len(machine.all("organisation")) == 2


@pytest.mark.parametrize(
    ("given_", "overruled", "joined"),
    [
        # the newer one stands, and it is said by which the older one is overruled
        ([("same", "Orion", "Great Stone"), ("different", "Orion", "Great Stone")], {1: (2,)}, False),
        ([("different", "Orion", "Great Stone"), ("same", "Orion", "Great Stone")], {1: (2,)}, True),
        ([("same", "Orion", "MTZ"), ("same", "MTZ", "Great Stone"), ("different", "Orion", "Great Stone")], {1: (3,)}, False),
        ([("different", "Orion", "Great Stone"), ("same", "Orion", "MTZ"), ("same", "MTZ", "Great Stone")], {1: (2, 3)}, True),
        ([("same", "Orion", "Great Stone"), ("same", "Great Stone", "Orion")], {}, True),
        ([("same", "Orion", "nobody"), ("different", "nobody", "nothing")], {}, False),
    ],
)  # fmt: skip
def test_of_judgements_that_conflict_the_newer_holds(
    given_: list[tuple[str, str, str]], overruled: dict[int, tuple[int, ...]], joined: bool
) -> None:
    judgements = [judgement(number, *told) for number, told in enumerate(given_, 1)]  # type: ignore[arg-type]
    entities = cluster(PLACED, judgements)
    assert {item.judgement.number: item.by for item in entities.overruled} == overruled
    assert together(entities, "Orion", "Great Stone") == joined


@st.composite
def judgement_lists(draw: st.DrawFn) -> list[Judgement]:
    told = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["same", "different"]),
                st.sampled_from(NAMES),
                st.sampled_from(NAMES),
                st.booleans(),
            ),
            max_size=9,
        )
    )
    return [
        judgement(number, verdict, left, right, withdrawn=gone)  # type: ignore[arg-type]
        for number, (verdict, left, right, gone) in enumerate(told, 1)
        if left != right
    ]


@settings(max_examples=60, deadline=None)
@given(judgement_lists())
def test_every_judgement_that_stands_holds_and_no_name_is_lost(judgements: list[Judgement]) -> None:
    entities = cluster(PLACED, judgements)
    names: Counter[str] = Counter()
    for entity in entities.all("organisation"):
        names.update(entity.names)
    assert names == Counter([*NAMES, *NAMES[:4], "Zubr"])
    overruled = {item.judgement.number for item in entities.overruled}
    for item in judgements:
        if item.stands and item.number not in overruled:
            assert together(entities, item.left, item.right) == (item.verdict == "same"), item
    for item in entities.overruled:
        assert item.by and min(item.by) > item.judgement.number
    gone = [judgement(i.number, i.verdict, i.left, i.right, withdrawn=True) for i in judgements]
    assert groups(cluster(PLACED, gone)) == groups(cluster(PLACED))


def test_what_was_judged_is_not_asked_again() -> None:
    placed = named("Bellesprombel", "Bellesprombeu", "Agrosem Varna", "Agrosem Vidin")
    placed += named("Pinskdiv Holding", "Pinskdrev Holding")
    asked = {(like.left.name, like.right.name) for like in likenesses(cluster(placed))}
    assert ("Pinskdiv Holding", "Pinskdrev Holding") in asked
    for verdict in ("same", "different"):
        word = [judgement(1, verdict, "Pinskdrev Holding", "Pinskdiv Holding")]  # type: ignore[arg-type]
        left = {(like.left.name, like.right.name) for like in likenesses(cluster(placed, word), word)}
        assert ("Pinskdiv Holding", "Pinskdrev Holding") not in left
        word = [judgement(1, verdict, "Pinskdrev Holding", "Pinskdiv Holding", withdrawn=True)]  # type: ignore[arg-type]
        again = {(like.left.name, like.right.name) for like in likenesses(cluster(placed, word), word)}
        assert again == asked


def test_sets_kept_apart_stay_so_as_they_grow() -> None:
    sets = Unions(8)
    assert sets.keep_apart(0, 4, 1)
    assert all(sets.join(a, b) for a, b in ((0, 1), (2, 3), (4, 5), (6, 7), (1, 2), (5, 6)))
    assert not sets.join(3, 7)
    assert sets.between(2, 6) == 1
    assert not sets.keep_apart(0, 3, 2)
    assert sets.groups() == [[0, 1, 2, 3], [4, 5, 6, 7]]
