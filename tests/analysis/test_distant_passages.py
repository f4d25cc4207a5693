"""Two short articles read from their text: what the analyses of distant passages find between them, and only that."""

from pathlib import Path

import pytest

from cordiale import pipeline
from cordiale.analysis import claims, dates, growth, identities, retold, series, stocks
from cordiale.ledger import Ledger
from cordiale.model import Finding
from cordiale.publish.explaining import explain
from cordiale.registers.holdings import load

FIRST = """LE KENYA ET LA TURQUIE : UN COMMERCE QUI CHANGE

En 2019, les échanges commerciaux entre le Kenya et la Turquie ont atteint 238 millions de dollars. Les exportations kényanes se sont élevées à 14 millions de dollars, le thé en représentant la moitié. En 2020, malgré la pandémie, les échanges entre les deux pays ont progressé de 11 % pour atteindre 264 millions de dollars.

La région de Mombasa joue un rôle à part. Ses échanges avec la Turquie ont atteint 61 millions de dollars en 2020. Le port a traité 34,1 millions de tonnes de marchandises cette année-là.

Dans le seul secteur du textile, les échanges entre le Kenya et la Turquie ont atteint 71 millions de dollars en 2020. De janvier à juin 2021, les échanges entre le Kenya et la Turquie se sont élevés à 162 millions de dollars.

En 2021, les échanges de biens et de services entre le Kenya et la Turquie ont atteint 402 millions de dollars.

La zone économique de Naivasha comptait 12 résidents en décembre 2019. En 2020, cinq nouveaux résidents y ont été enregistrés.

Nairobi et Istanbul sont jumelées depuis 2004. Mombasa et Izmir ont signé en 2011 un accord de coopération portuaire.

La troisième réunion de la commission mixte turco-kényane s'est tenue à Ankara en mars 2018. La quatrième réunion de la commission mixte turco-kényane a eu lieu à Nairobi en mai 2021.
"""

SECOND = """ANKARA ET NAIROBI, DIX ANS APRÈS

Le commerce entre la Turquie et le Kenya a atteint 240 millions de dollars en 2019, selon les douanes turques. En 2020, le commerce entre la Turquie et le Kenya a été de 331 millions de dollars. Les exportations turques vers le Kenya étaient de 250 millions de dollars en 2020.

La société Arçelik a vendu au Kenya pour 9 millions de dollars d'appareils en 2020. Les ventes d'appareils de la Turquie au Kenya ont atteint 22 millions de dollars en 2020.

Le commerce mensuel entre la Turquie et le Kenya a été de 25 millions de dollars en moyenne en 2021. En 2021, le commerce de marchandises entre la Turquie et le Kenya s'est établi à 311 millions de dollars.

Fin décembre 2020, la zone économique de Naivasha comptait 17 résidents. En décembre 2021, 15 résidents travaillaient dans la zone de Naivasha, deux ayant quitté le pays.

Istanbul et Nairobi sont devenues villes jumelles en 2004. En mai 2016, Istanbul et Nairobi ont signé un programme d'échanges pour les étudiants.

En avril 2019, la troisième réunion de la commission mixte turco-kényane s'est tenue à Ankara. Le groupe de travail sur l'agriculture a tenu sa troisième réunion en 2020.

La croissance des échanges entre la Turquie et le Kenya a été de 11 % en 2020 par rapport à 2019. Sur trois ans, les échanges entre la Turquie et le Kenya ont augmenté de 45 %.
"""

ANALYSES = (claims, dates, growth, identities, retold, series, stocks)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    folder: Path = tmp_path_factory.mktemp("distant")
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        (folder / name).write_text(text, encoding="utf-8")
    with Ledger.open(folder / "a.cordiale", create=True) as ledger:
        pipeline.read([folder / "first.txt", folder / "second.txt"], ledger)
        holdings = load(ledger)
    return [finding for analysis in ANALYSES for finding in analysis.find(holdings)]


def test_what_contradicts_is_found_and_nothing_else(found: list[Finding]) -> None:
    contradictions = {
        (finding.rule, tuple(sorted(" ".join(proof.quote.split()) for proof in finding.proofs)))
        for finding in found
        if finding.kind in ("contradiction", "slip")
    }
    assert contradictions == {
        ("same_period", ("264 millions de dollars", "331 millions de dollars")),
        ("session_dates", ("réunion de la commission mixte", "réunion de la commission mixte")),
    }


def test_every_finding_can_be_told_in_both_languages(found: list[Finding]) -> None:
    assert found
    for finding in found:
        assert explain(finding, "en")
        assert explain(finding, "fr") != explain(finding, "en")
        assert all(proof.quote for proof in finding.proofs)
