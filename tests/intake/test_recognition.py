"""Which language a text is in: French where it is, another or None where it is not."""

import pytest

from cordiale.intake import leans, recognise

CASES = [
    ("Le solde est positif.", "fr"),
    ("Les exportations de la région ont augmenté de 12 % en 2021, selon le ministère.", "fr"),
    ("L'usine d'assemblage a été ouverte par M. Dupuis à Lomé, qu'il dirige depuis l'été.", "fr"),
    ("Exports of the region grew by 12 % in 2021, the ministry said.", "en"),
    ("Экспорт области в 2021 году вырос на 12 %, и это не предел, сообщили в министерстве.", "ru"),
    ("Die Ausfuhren der Region sind im Jahr 2021 um 12 % gestiegen, teilte das Ministerium mit.", "de"),
    (
        "Las exportaciones de la región crecieron un 12 % en el año 2021, según los datos del ministerio.",
        "es",
    ),
    ("Le esportazioni della regione sono cresciute del 12 % nel 2021, secondo i dati del ministero.", "it"),
    (
        "As exportações da região não cresceram mais do que 12 % em 2021, segundo os dados do ministério.",
        "pt",
    ),
    ("Eksport regionu wzrósł w 2021 roku o 12 %, jak podało ministerstwo, i nie jest to koniec.", "pl"),
    ("Экспарт вобласці ў 2021 годзе вырас на 12 %, і гэта яшчэ не ўсё, паведамілі ў міністэрстве.", "be"),
    ("Експорт області у 2021 році зріс на 12 %, і це ще не все, повідомили в міністерстві.", "uk"),
    ("33,6 % 2021 12 000 7", None),
    ("", None),
    ("Minsk Hanoi Lagos Quito", None),
    ("该地区的出口增长了百分之十二。", None),
    ("صادرات المنطقة ارتفعت", None),
]


@pytest.mark.parametrize(("text", "language"), CASES)
def test_languages(text: str, language: str | None) -> None:
    assert recognise(text) == language


def test_a_foreign_quotation_does_not_change_the_language() -> None:
    english = "As the minister said in the House, this is the end of the beginning for all of us. "
    french = "Le ministre a rappelé que la coopération avec les régions est une priorité pour le pays. "
    assert recognise(french * 6 + english) == "fr"
    assert recognise(english * 6 + french) == "en"


def test_only_samples_of_a_long_text_are_looked_at() -> None:
    assert recognise("x" * 30_000_000) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exportations 2021 : 45,5 millions USD", True),
        ("Hausse : 5 milliards", True),
        ("Production du Chili en 2021 : 120 tonnes", True),
        ("Trade: 120 million dollars, 15 %", False),
        ("Chile Peru exports 120 million USD 2021", False),
        ("Exports 15 % growth. 5 billion euros agreement signed 2021.", False),
        ("2020 2021\n120 130\n15 % 16 %", False),
        ("Mwaka 2021, Peru iliuza bidhaa za dola milioni 120, 15 %.", False),
    ],
)
def test_what_a_bare_text_leans_to(text: str, expected: bool) -> None:
    assert leans(text, "fr") is expected
