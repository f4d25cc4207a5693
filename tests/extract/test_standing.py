"""What is dated after the time of writing is told as planned, whatever its verb."""

from datetime import date

import pytest
from tests.extract.cases import document

from cordiale.extract.making import Draft
from cordiale.extract.scene import sentences_of
from cordiale.extract.standing import settled
from cordiale.structure import analyse


@pytest.mark.parametrize(
    ("kind", "year", "status", "stage"),
    [
        ("document", "2019", "actual", "signed"),
        ("document", "2020", "actual", "signed"),
        ("document", "2029", "planned", "proposed"),
        ("event", "2029", "planned", None),
        ("relation", "2029", "planned", None),
        ("observation", "2029", "actual", None),
    ],
)
def test_what_is_dated_after_the_writing(kind: str, year: str, status: str, stage: str | None) -> None:
    made = document(f"La France et le Maroc ont signé un traité en {year}.")
    sentence, _ = next(iter(sentences_of(made, analyse(made))))
    sentence.reference = date(2020, 12, 31)
    fields = {"date": year, "stage": "signed"} if stage else {"date": year}
    found = settled(Draft(kind, 0, 5, fields, "actual", (), "test"), sentence)
    assert (found.status, found.fields.get("stage")) == (status, stage)
