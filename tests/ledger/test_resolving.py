"""What registers and analyses ask of every backend: placed statements, judgements, official tables."""

from datetime import date
from decimal import Decimal

import pytest
from tests.ledger import making

from cordiale.ledger import Ledger, LedgerError
from cordiale.model import Article, Mark, Note, OfficialPoint, OfficialTable, Passage, Source, Span, Structure


def layers(document) -> Structure:
    """One article, one passage, one note with its source, over the whole text."""
    text = document.text
    return Structure(
        articles=(Article("Un titre", 0, len(text), 2021),),
        passages=(Passage(text, ((0, 0, len(text)),), "body", 0, (Span(0, len(text)),)),),
        notes=(Note("1", (Span(0, 1),), (Mark("1", Span(3, 4), "caret"),), 0, 0),),
        sources=(Source("key-1", None, "Titre", None, 2019, None, None, ("1",)),),
    )


def test_statements_come_with_their_place_and_source(ledger: Ledger) -> None:
    document = making.document()
    statements = making.statements(document)
    ledger.record(document, layers(document), statements, "r1")
    placed = ledger.placed()
    assert [item.statement for item in placed] == statements
    for item in placed:
        assert item.setting is not None and item.at is not None
        assert item.at.of(item.setting.text) == item.statement.evidence.quote
        assert item.article is not None and item.article.title == "Un titre"
        cited = item.statement.cite == "1"
        assert (item.source is not None, item.said) == (cited, 2019 if cited else 2021)
        assert item.origin == ("key-1" if cited else f"{document.id}:0")


def test_statements_without_layers_are_placed_nowhere(ledger: Ledger) -> None:
    document = making.document()
    ledger.record(document, Structure(), making.statements(document), "r1")
    assert all(item.setting is None and item.sentence == "" and item.said is None for item in ledger.placed())


def test_judgements_are_appended_and_taken_back(ledger: Ledger) -> None:
    first = ledger.judge("same", "A", "B", by="one", why="one address")
    second = ledger.judge("different", "A", "C", by="two", why="two towns")
    assert ledger.judgements() == [first, second]
    gone = ledger.withdraw(first.number, by="two", why="misread")
    assert (gone.stands, gone.withdrawn_by, gone.withdrawn_why) == (False, "two", "misread")
    assert [item.stands for item in ledger.judgements()] == [False, True]
    with pytest.raises(LedgerError, match="taken back already"):
        ledger.withdraw(first.number, by="two", why="again")
    with pytest.raises(LedgerError, match="no judgement"):
        ledger.withdraw(99, by="two", why="")


def point(value: str) -> OfficialPoint:
    day = date(2021, 1, 1)
    return OfficialPoint(2, "FR", "EG", "exports", "TOTAL", day, day, Decimal(value), "EUR", "FOB", "t.csv")


def test_a_newer_issue_of_a_table_replaces_the_older(ledger: Ledger) -> None:
    old = OfficialTable("1" * 64, "t.csv", "comtrade", "UN Comtrade", (point("1.10"),))
    new = OfficialTable("2" * 64, "t.csv", "comtrade", "UN Comtrade", (point("1.20"), point("7")))
    assert ledger.import_table(old, by="one")
    assert not ledger.import_table(old, by="one")
    assert ledger.official_points() == [point("1.10")]
    assert ledger.import_table(new, by="two")
    assert ledger.official_points() == list(new.points)
    assert ledger.import_table(old, by="one")  # back to the older one
    assert ledger.official_points() == list(old.points)
