"""Echoes and origins: what counts as said twice, and what only looks like it."""

import pytest
from tests.registers.telling import Page, source

from cordiale.registers.echoes import find_echoes, sentence_key
from cordiale.registers.genealogy import trace

_TEXT = [
    "Le port de Tanger Med a traité 9 millions de conteneurs en 2024.",
    "Une usine de batteries sera construite à Kénitra avec un partenaire coréen.",
    "La conserverie de Agadir emploie 420 ouvriers depuis la reprise du site.",
    "Un laboratoire de semences a ouvert à Meknès au printemps dernier.",
    "Le tramway de Casablanca a reçu 66 rames supplémentaires de Barcelone.",
    "La cimenterie de Settat exporte désormais 120 000 tonnes vers le Sénégal.",
    "Les oléiculteurs de Sfax ont livré leurs premières bouteilles au Brésil.",
]
_AGAIN = [
    "En 2024, le port de Tanger Med traitait 9 millions de conteneurs.",
    "À Kénitra, une usine de batteries doit être construite avec un partenaire coréen.",
    "Depuis la reprise du site, 420 ouvriers travaillent dans la conserverie de Agadir.",
    "Au printemps dernier, Meknès a vu ouvrir un laboratoire de semences.",
    "66 rames supplémentaires de Barcelone ont été reçues par le tramway de Casablanca.",
    "120 000 tonnes sont désormais exportées vers le Sénégal par la cimenterie de Settat.",
    "Leurs premières bouteilles sont parties au Brésil, livrées par les oléiculteurs de Sfax.",
]
_OTHER = [
    "La foire de Lyon a réuni 300 exposants venus de douze régions.",
    "Un accord de jumelage lie Nantes et une ville japonaise depuis 2009.",
    "La vente de fromages a doublé dans les magasins de Montréal.",
]


def _pages(volume: int, sentences: list[str]) -> list[Page]:
    return [Page(sentence, volume=volume, ordinal=number) for number, sentence in enumerate(sentences)]


def _first_words(page: Page) -> str:
    return " ".join(page.setting.text.split()[:2])


def test_articles_printed_twice_are_one_work() -> None:
    books = [_pages(1, _TEXT), _pages(2, _AGAIN), _pages(3, _OTHER)]
    placed = [page.told(_first_words(page)) for book in books for page in book]
    echoes = find_echoes(placed)
    assert echoes.work((2, 0)) == (1, 0)
    assert echoes.work((3, 0)) == (3, 0)
    for number in range(len(_TEXT)):
        assert echoes.family((2, number, 0)) == (1, number, 0)
    lineage = trace(placed)
    assert lineage.count(placed) == 2


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        # A sentence quoted in another article, the introduction changed.
        (
            "Le ministère précise que la station de dessalement de Jorf produira 200 000 mètres cubes par jour.",
            "Rappelons que la station de dessalement de Jorf produira 200 000 mètres cubes par jour.",
            True,
        ),
        # The same form with another figure says something else.
        (
            "La station de dessalement de Jorf produira 200 000 mètres cubes chaque jour dès la mise en service.",
            "La station de dessalement de Jorf produira 310 000 mètres cubes chaque jour dès la mise en service.",
            False,
        ),
        # The formulas that every article has are no quotation.
        (
            "La région de Souss et la ville de Porto ont un accord de coopération signé cette année.",
            "Le district de Busan et la province de Québec ont un accord de coopération signé cette année.",
            False,
        ),
    ],
)
def test_a_sentence_quoted_elsewhere(left: str, right: str, one: bool) -> None:
    filler = [Page(sentence, volume=3, ordinal=n) for n, sentence in enumerate(_TEXT + _OTHER)]
    pages = [Page(left, volume=1), Page(right, volume=2), *filler]
    placed = [page.told(_first_words(page)) for page in pages]
    echoes = find_echoes(placed)
    first, second = (echoes.family(sentence_key(item)) for item in placed[:2])
    assert (first == second) is one


@pytest.mark.parametrize(
    ("behind", "one"),
    [
        # The author repeats in other words what was just quoted.
        ("La station de dessalement de Jorf produira en tout 200 000 mètres cubes par jour.", True),
        ("La station de dessalement de Safi produira 90 000 mètres cubes par jour.", False),
        ("Elle emploiera 140 techniciens.", False),
    ],
)
def test_a_sentence_said_again_at_once(behind: str, one: bool) -> None:
    page = Page("« La station de dessalement de Jorf produira 200 000 mètres cubes par jour. »", behind)
    filler = [Page(text, volume=3, ordinal=n) for n, text in enumerate(_TEXT + _OTHER)]
    told = [page.told("Jorf"), page.told(behind.split()[-1].rstrip("."))]
    echoes = find_echoes([*told, *(other.told(_first_words(other)) for other in filler)])
    assert (echoes.family((1, 0, 0)) == echoes.family((1, 0, 1))) is one


def test_many_articles_citing_one_item_are_one_origin() -> None:
    item = source("item:4321-2021", title="Agence : un quai de plus")
    placed = [
        Page(f"{word} quais ont été ouverts.", article=number).told(word, source=item)
        for number, word in enumerate(("Deux", "Trois", "Quatre", "Cinq", "Six", "Sept", "Huit"))
    ]
    assert trace(placed).count(placed) == 1


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        (source("title:a:2020", title="Vecteur de partenariat : recueil d'articles choisis"),
         source("title:b:2020", title="Vecteur du partenariat. Recueil des articles choisis"), True),
        (source("title:a:2019", year=2019, title="Vecteur de partenariat : recueil d'articles choisis"),
         source("title:b:2020", title="Vecteur du partenariat. Recueil des articles choisis"), False),
        (source("item:1-2020", title="Le port de Sète augmente ses exportations"),
         source("item:2-2020", title="Le port de Sète augmente ses exportations"), False),
        (source("url:exampleorgembassynewsa7ecbd467"),
             source("url:exampleorgembassynewsa7ecbd468"), False),
        (source("url:exampleorgembassynewsa7ecbd46755615"),
         source("url:exampleorgembassynewsa7ecb46755d615"), True),
    ],
)  # fmt: skip
def test_one_source_under_two_titles(left, right, one: bool) -> None:  # type: ignore[no-untyped-def]
    placed = [
        Page("Le trafic a crû de 4 %.", volume=1).told("4 %", source=left),
        Page("Il faut y voir un effet des travaux, longs de 3 ans.", volume=2).told("3 ans", source=right),
    ]
    assert (trace(placed).count(placed) == 1) is one


def test_a_later_book_that_quotes_an_earlier_one_is_an_echo() -> None:
    agency = source("item:77-2018", year=2018, title="Une école de pilotage à Faro")
    book = source("title:chronique:2023", year=2023, title="Chronique")
    sentence = "L'école de pilotage de Faro a formé 57 élèves venus de Bergame et de Timisoara"
    placed = [
        Page(sentence + ".", volume=1).told("57", source=agency, said=2018),
        Page("On sait que " + sentence.lower() + " déjà.", volume=2).told("57", source=book, said=2023),
        Page("Ce livre parle aussi de Kaunas, où 12 halles furent bâties.", volume=2, ordinal=1).told(
            "12", source=book, said=2023
        ),
    ]
    lineage = trace(placed)
    assert [lineage.origin(item) for item in placed] == [
        "item:77-2018",
        "item:77-2018",
        "title:chronique:2023",
    ]


def test_a_sentence_that_nobody_cites_goes_back_to_its_first_article() -> None:
    sentence = "L'école de pilotage de Faro a formé 57 élèves venus de Bergame et de Timisoara en 2018"
    placed = [
        Page(sentence + ".", volume=1).told("57"),
        Page("On sait bien que " + sentence + ".", volume=2).told("57"),
        Page("À Kaunas, 12 halles de bois furent bâties sans aucun clou.", volume=2, ordinal=1).told("12"),
    ]
    lineage = trace(placed)
    assert lineage.origin(placed[0]) == lineage.origin(placed[1]) != lineage.origin(placed[2])
