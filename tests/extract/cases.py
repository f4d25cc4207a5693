"""Tables of cases for observations: how they are loaded, read by the whole chain, and compared."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from cordiale.extract import statements
from cordiale.model import Document, Statement
from cordiale.structure import analyse

_TABLES = Path(__file__).parent.parent / "cases" / "fr"
FIELDS = (
    "quote",
    "value",
    "unit",
    "transform",
    "bound",
    "item",
    "measure",
    "from",
    "to",
    "parties",
    "status",
)
"""The fields of an observation that a table may tell; what a row leaves out is not looked at."""


def document(text: str) -> Document:
    return Document("d", "d.txt", "text/plain", text, "utf-8", len(text.encode()), "fr")


def read(text: str) -> list[Statement]:
    """All statements of ``text`` taken as a French document of its own."""
    made = document(text)
    return statements(made, analyse(made))


def observations(text: str) -> list[dict[str, Any]]:
    """The observations of ``text`` as printed, the periods as strings."""
    return [statement.line("d.txt") for statement in read(text) if statement.kind == "observation"]


def load(table: str) -> list[Any]:
    """The rows of a table as parameters; a row with ``xfail`` is one that the code gets wrong today.

    ``period: P`` stands for ``from`` and ``to``: a year, a month (``2021-06``), ``A..B``, or null.
    """
    rows = yaml.safe_load((_TABLES / f"{table}.yml").read_text(encoding="utf-8"))
    return [
        pytest.param(
            row,
            id=f"{row.get('rule', table)}: {row['text'][:60]}",
            marks=pytest.mark.xfail(reason=row["xfail"], strict=True) if "xfail" in row else (),
        )
        for row in rows
    ]


def check(row: dict[str, Any]) -> None:
    """Compare what the chain finds in a row's text with what the row expects, all quotes and told fields."""
    expected = [_spelled(figure) for figure in row["figures"]]
    found = observations(row["text"])
    quotes = [line["quote"] for line in found]
    if quotes != [figure["quote"] for figure in expected]:
        pytest.fail(f"found {quotes}", pytrace=False)
    for line, figure in zip(found, expected, strict=True):
        wrong = {name: (line[name], value) for name, value in figure.items() if not _same(line[name], value)}
        if wrong:
            pytest.fail(f"{line['quote']}: (found, expected) {wrong}", pytrace=False)


def _same(found: Any, expected: Any) -> bool:
    if isinstance(expected, (int, float)):
        return bool(found == pytest.approx(expected))
    return bool(found == expected)


def _spelled(figure: dict[str, Any]) -> dict[str, Any]:
    spelled = dict(figure)
    if "period" in spelled:
        spelled["from"], spelled["to"] = _ends(spelled.pop("period"))
    assert set(spelled) <= set(FIELDS), f"no such field: {sorted(set(spelled) - set(FIELDS))}"
    return spelled


def _ends(period: str | int | None) -> tuple[str | None, str | None]:
    if period is None:
        return None, None
    first, _, last = str(period).partition("..")
    return _day(first, first=True), _day(last or first, first=False)


def _day(printed: str, *, first: bool) -> str:
    days = {"02": 28, "04": 30, "06": 30, "09": 30, "11": 30}
    year, _, rest = printed.partition("-")
    month, _, day = rest.partition("-")
    month = month or ("01" if first else "12")
    leap = month == "02" and int(year) % 4 == 0
    return f"{year}-{month}-{day or ('01' if first else str(days.get(month, 31) + leap))}"
