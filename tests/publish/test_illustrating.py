"""The pictures of reports: what is drawn of whom, where it is linked, and what its file is called."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.api.making import make_ledger

from cordiale.cli.start import run
from cordiale.ledger import Ledger
from cordiale.publish.chronicle import write_chronicle
from cordiale.publish.dossier import write_dossier
from cordiale.publish.illustrating import Illustration, illustrations
from cordiale.publish.markdown import Report
from cordiale.publish.wording import Wording
from cordiale.registers.holdings import Holdings, load


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_ledger(tmp_path_factory.mktemp("illustrated"))


@pytest.fixture(scope="module")
def holdings(place: Path) -> Holdings:
    with Ledger.open(place) as ledger:
        return load(ledger)


@pytest.mark.parametrize(
    ("parties", "years", "names"),
    [
        (["GH"], (None, None), ["series", "agreements"]),
        (["GH", "PT"], (None, None), ["series", "agreements"]),
        (["GH"], (2018, 2019), ["agreements"]),
        (["GH"], (2021, 2022), ["series"]),
        (["KE"], (None, None), []),
    ],
)
def test_what_there_is_to_draw(
    holdings: Holdings, parties: list[str], years: tuple[int | None, int | None], names: list[str]
) -> None:
    made = illustrations(
        lambda register: register.rows(holdings), parties, Wording("fr"), as_of=holdings.as_of, years=years
    )
    assert [one.name for one in made] == names


def test_pictures_stand_under_their_sections(holdings: Holdings) -> None:
    kept: list[Illustration] = []

    def keep(one: Illustration) -> str:
        kept.append(one)
        return f"{one.name}.svg"

    told = write_dossier(holdings, "GH", language="en", pictures=keep)
    assert re.search(r"## Trade series\s+!\[[^\]]+\]\(<series\.svg>\)", told)
    assert re.search(r"## Agreements\s+!\[[^\]]+\]\(<agreements\.svg>\)", told)
    assert [one.name for one in kept] == ["series", "agreements"]
    assert "![" not in write_dossier(holdings, "GH", language="en")
    assert "(<series.svg>)" in write_chronicle(holdings, ["GH", "PT"], language="fr", pictures=keep)


def test_files_stand_beside_the_report(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "le Ghana.md"
    asked = ["dossier", "GH", "--ledger", str(place), "--pictures"]
    assert run([*asked, "--output", str(report)]) == 0
    for file in re.findall(r"\]\(<([^>]+)>\)", report.read_text(encoding="utf-8")):
        assert ElementTree.parse(tmp_path / file).getroot().tag.endswith("svg")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "le Ghana-agreements.svg",
        "le Ghana-series.svg",
        "le Ghana.md",
    ]
    assert run(asked) == 2
    assert "--output" in capsys.readouterr().err


def test_a_picture_says_only_what_it_shows() -> None:
    report = Report("«", "»")
    report.picture("a](http://x) <b>", "n>.svg)\nx")
    assert report.text() == "![a\\](http://x) \\<b\\>](<n%3E.svg)%0Ax>)\n"
