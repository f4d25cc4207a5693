"""Candidates for a person to judge: what is asked, why, and what is not worth asking."""

import pytest
from tests.resolve.making import named, told

from cordiale.resolve.entities import cluster
from cordiale.resolve.likeness import likenesses

ASKED = [
    ("Pinskdiv Holding", "Pinskdrev Holding", "alike"),
    ("LLC « Zubr »", "OJSC « Zubr »", "parts"),
    ("ZTV", "Zubr Trans Volga", "initials"),
    ("Agromash Holding KZ", "Agromash Holding", "alike"),
    ("Amkodor", "Amkodor-Bel", "shared"),
    ("usine de moteurs diesel de Lyon", "usine de moteurs de Lyon", "shared"),
]
NOT_ASKED = [
    ("usine automobile de Minsk", "usine automobile de Gorki"),
    ("Université de Lyon", "Banque de Lyon"),
    ("ministère de l'Économie de Serbie", "ministère de l'Énergie de Serbie"),
    ("hôpital n° 3 de Lyon", "hôpital n° 5 de Lyon"),
    ("Hongju Corporation", "Huali Corporation"),
    ("Orion", "Zubr"),
    ("BSTU", "BrSTU"),
]


@pytest.mark.parametrize(("left", "right", "reason"), ASKED)
def test_asked(left: str, right: str, reason: str) -> None:
    found = likenesses(cluster(named(left, right)))
    assert [{like.left.name, like.right.name} for like in found] == [{left, right}]
    assert any(told_.startswith(reason) for told_ in found[0].reasons), found[0].reasons
    assert 0 < found[0].score <= 1


@pytest.mark.parametrize(("left", "right"), NOT_ASKED)
def test_not_asked(left: str, right: str) -> None:
    assert not likenesses(cluster(named(left, right)))


def test_what_moves_most_is_asked_first() -> None:
    placed = named("Pinskdiv", "Pinskdrev", *["Vitebskles Orion"] * 9, *["Vitebskios Orion"] * 7)
    assert [like.left.name for like in likenesses(cluster(placed))] == ["Vitebskles Orion", "Pinskdiv"]


def test_bodies_of_other_sides_are_not_asked() -> None:
    text = "La réunion du groupe de travail a eu lieu."
    placed = [
        told(
            text,
            kind="event",
            eventtype="commission",
            anchor="réunion",
            parties=f"BY,RU-{region}",
            article=number,
        )
        for number, region in enumerate(("TA", "KL", "BA"))
    ]
    entities = cluster(placed)
    assert len(entities.all("body")) == 3
    assert not likenesses(entities)
