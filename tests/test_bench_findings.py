"""The synthetic ledgers of bench/findings are sound, and what is planted in them is found, and nothing else."""

from importlib import import_module
from pathlib import Path

import pytest
from bench.findings_plants import Field, Score, grow, record, score
from bench.findings_plants.field import AS_OF, MAKERS

from cordiale.analysis.findings import MODULES
from cordiale.ledger import Ledger
from cordiale.registers.holdings import holdings

SIZE = 700
"""Statements: enough that each kind of plant stands there at least once."""


@pytest.fixture(scope="module")
def field() -> Field:
    return grow(SIZE)


@pytest.fixture(scope="module")
def result(field: Field) -> Score:
    held = holdings(field.placed(), as_of=AS_OF)
    found = [finding for name in MODULES for finding in import_module(f"cordiale.analysis.{name}").find(held)]
    return score(field.plants, found)


def test_statements_in_hand_are_those_that_a_ledger_gives(field: Field, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "field.cordiale", create=True) as ledger:
        record(field, ledger)
        assert ledger.placed() == field.placed()
        assert list(ledger.verify()) == []


def test_quotes_stand_where_they_are_said_to_stand(field: Field) -> None:
    texts = {page.document.name: page.document.text for page in field.pages()}
    placed = field.placed()
    assert SIZE <= len(placed) < SIZE + 10
    for item in placed:
        span, quote = item.statement.evidence.spans[0], item.statement.evidence.quote
        assert span.of(texts[item.document]) == quote
        assert item.setting is not None and item.at is not None
        assert item.at.of(item.setting.text) == quote.replace("\n", "")
        assert item.sentence


def test_a_seed_gives_one_ledger_and_another_another() -> None:
    first, again, other = ([item.id for item in grow(300, seed).placed()] for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_every_kind_of_plant_is_sown(field: Field) -> None:
    assert {plant.kind for plant in field.plants} == {maker.__name__ for maker in MAKERS}


def test_what_is_planted_is_found(result: Score) -> None:
    assert set(result.planted) == set(result.found), "kinds of which none is found"
    assert result.recall is not None and result.recall > 0.9


def test_nothing_else_is_called_a_conflict(result: Score) -> None:
    conflicts = {place: count for place, count in result.wrong.items() if place[1] != "target"}
    assert conflicts == {}
    assert result.precision("contradiction", "slip") == 1.0
