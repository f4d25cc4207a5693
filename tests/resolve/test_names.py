"""Names of organisations: which are one, and beside them which are not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.resolve.making import groups, named, told

from cordiale.resolve.entities import cluster, name_key
from cordiale.resolve.naming import leading_parts, read_name

ONE = [
    # translations, acronyms that are known, letters of several languages
    [
        "Bourse universelle des marchandises du Bélarus",
        "BUTB",
        "BUCE",
        "BUOTB",
        "Belarusian Universal Commodity Exchange",
    ],
    ["usine de tracteurs de Minsk", "MTZ", "Minsk Tractor Works", "OJSC MTZ", "JSC « Minsk Tractor Plant »"],
    ["usine automobile biélorusse", "BelAZ", "Belarusian Autoworks", "usine automobile du Bélarus"],
    ["usine métallurgique de Tcheliabinsk", "Chelyabinsk Metallurgical Plant"],
    ["Université d'État de Samarcande", "Samarkand State University"],
    ["Université nationale technique de Varna", "université technique nationale de Varna"],
    ["Banque de développement du Kazakhstan", "Development Bank of Kazakhstan"],
    ["Académie nationale des sciences d'Arménie", "National Academy of Sciences of Armenia"],
    ["Banque européenne pour la reconstruction et le développement", "BERD", "EBRD"],
    ["ministère de l'Agriculture de la Serbie", "ministère serbe de l'Agriculture"],
    ["Chambre de commerce et d'industrie du Viêt Nam", "Chambre vietnamienne de commerce et d'industrie"],
    ["usine de produits laitiers de Polotsk", "Polotsk Dairy Plant"],
    ["zone économique franche de Brest", "FEZ Brest", "FEZ « Brest »"],
    # legal forms, marks, capitals, accents
    ["Zubr", "ZUBR", "OJSC Zubr", "OAO « Zubr »", "Zubr JSC"],
    ["Agrosem SARL", "Agrosem LLC", "OOO Agrosem"],
    ["Société générale laitière", "société générale laitière"],
    ["Sinotruk", "Sinotruk Corporation", "Sinotruk Group"],
    ["Bellesprom Holding", "Bellesprom"],
    # transliteration
    ["Gomselmash", "Gomselmach", "Gomselmasch"],
    ["Kazakhtelecom", "Kazakhtelekom JSC"],
    ["Savouchkine", "Savushkin LLC"],
    # slips of print, lost spaces, "rn" read as "m"
    ["Beltransgazavto", "Beltransgazaxto"],
    ["Vitebskles Orion", "Vitebskies Orion"],
    ["Belorusneft", "Belarusneft"],
    ["Agro Invest Orion", "AgroInvest Orion"],
    ["Commission intergouvernementale serbo-hongroise", "Commission intergouvememental serbo-hongroise"],
    ["université gouvernementale de Lima", "université gouvememental de Lima"],
]
APART = [
    # the same trade in another town or country
    ["usine automobile de Minsk", "usine automobile biélorusse", "usine automobile de Gorki"],
    ["Chambre de commerce et d'industrie de Gomel", "Chambre de commerce et d'industrie de Grodno"],
    ["Banque nationale du Kazakhstan", "Banque nationale d'Ouzbékistan"],
    ["Université de Hebei", "Université de Hubei"],
    ["Université de Shanxi", "Université de Shaanxi"],
    ["Comité exécutif de la ville de Minsk", "Comité exécutif de la région de Minsk"],
    # another field or another kind in one town
    ["Université d'État de Brest", "Université technique d'État de Brest", "Université médicale d'État de Brest"],
    ["Institut de physique de Minsk", "Institut de chimie de Minsk", "Académie de physique de Minsk"],
    ["Académie des sciences de Serbie", "Institut de physique de l'Académie des sciences de Serbie"],
    # branches, dealers, houses
    ["MAZ", "MAZ-Tashkent LLC", "Trading House MAZ"],
    ["Amkodor", "Amkodor-Oural", "Maison de commerce Amkodor"],
    ["Great Stone", "Hess Great Stone"],
    # numbers, other words of their own, forms of two firms
    ["hôpital n° 3 de Lyon", "hôpital n° 5 de Lyon"],
    ["LLC « Zubr »", "OJSC « Zubr »"],
    ["Pinskdrev Holding", "Minskdrev Holding"],
    ["Oasis Trade", "Ali Trade"],
    ["Agrosem-1", "Agrosem-2"],
    ["Belavia", "Belvaia"],
    ["Rosneft", "Rusneft"],
    ["Hengtong Orion", "Hengdong Orion"],
    ["usine de Lyon", "usine de moteurs de Lima"],
]  # fmt: skip


@pytest.mark.parametrize("names", ONE, ids=lambda names: names[0])
def test_one(names: list[str]) -> None:
    assert {frozenset(e.names) for e in cluster(named(*names)).all() if e.kind != "place"} == {
        frozenset(names)
    }


@pytest.mark.parametrize("names", APART, ids=lambda names: names[0])
def test_apart(names: list[str]) -> None:
    assert groups(cluster(named(*names))) == {frozenset([name]) for name in names}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("parc industriel Orion", "park"), ("Orion Industrial Park", "park"), ("Bourse de Lyon", "exchange"),
        ("Université d'État de Lima", "university"), ("Institut de physique de l'Académie des sciences", "institute"),
        ("Banque de développement de Chine", "bank"), ("usine de moteurs de Lyon", "firm"), ("Orion GmbH", "firm"),
        ("FEZ Orion", "zone"), ("ministère de la Santé de Serbie", "ministry"), ("Chambre de commerce de Lyon", "chamber"),
        ("Lima State University of Law", "university"), ("Académie agricole d'État", "academy"), ("Orion", ""),
    ],
)  # fmt: skip
def test_types(name: str, kind: str) -> None:
    assert read_name(name).type == kind


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (" biélorusse-omanais a siégé", ("@BY", "@OM")), (" de la Serbie", ("@RS",)), (" à Lyon", ()), (", réuni", ()),
        (" entre le Maroc et le Sénégal", ("@MA", "@SN")), (" de cette région", None), (" a été créé", ()), ("", ()),
        (" de chimie et de physique de Lyon", ("-chemical", "-physics", "@FR:Lyon")), (" pour les jeunes", None),
    ],
)  # fmt: skip
def test_what_goes_on_a_name(text: str, parts: tuple[str, ...] | None) -> None:
    assert leading_parts(text) == parts


def test_a_country_is_no_organisation() -> None:
    entities = cluster(named("Chine", "BELARUS"))
    assert not entities.all("organisation")
    assert entities.get("CN").names == {"Chine": 1}  # type: ignore[union-attr]


def test_a_name_that_many_have_means_one_in_an_article_only() -> None:
    placed = [
        told("Le Conseil d'affaires a siégé.", "Conseil d'affaires", parties="BY,PK", article=1),
        told("Le Conseil d'affaires a siégé hier.", "Conseil d'affaires", parties="BY,OM", article=2),
        told("L'Institut de recherche est né.", "Institut de recherche", article=1),
        told("L'Institut de recherche est grand.", "Institut de recherche", article=2),
    ]
    entities = cluster(placed)
    assert len(entities.named("Institut de recherche")) == 2
    assert {entity.id for entity in entities.all("body")} == {
        "body:business_council@BY+PK",
        "body:business_council@BY+OM",
    }
    assert "institut de recherche" not in entities.names_of_one("organisation")


def test_a_short_name_means_the_full_one_near_it() -> None:
    full, short = "Institut de physique nucléaire de Lyon", "Institut de physique"
    placed = [*named(full, article=1), told("L'Institut de physique a parlé.", short, article=1)]
    assert groups(cluster(placed)) == {frozenset([full, short])}
    far = [*named(full, article=1), told("L'Institut de physique a parlé.", short, article=2)]
    assert groups(cluster(far)) == {frozenset([full]), frozenset([short])}
    two = [*placed, *named("Institut de physique solaire de Lima", article=1)]
    assert frozenset([short]) in groups(cluster(two))
    other = [
        *named(full, article=1),
        told("L'Institut de physique de cette ville a parlé.", short, article=1),
    ]
    assert frozenset([short]) in groups(cluster(other))


def test_a_name_read_too_short_is_not_the_shorter_one() -> None:
    short, medical = "Université d'État de Lima", "Université médicale d'État de Lima"
    placed = [
        told("L'Université d'État de Lima enseigne.", short),
        told("L'Université d'État de Lima de médecine enseigne.", short),
        told("L'Université médicale d'État de Lima cherche.", medical),
    ]
    names = [dict(entity.names) for entity in cluster(placed).all("organisation")]
    assert names == [{short: 1, medical: 1}, {short: 1}]


def test_letters_that_the_text_explains() -> None:
    long, short = "université agricole de Varna", "UAV"
    placed = [told(f"Elle a reçu l'{long} ({short}) hier.", long), told(f"La {short} a répondu.", short)]
    assert groups(cluster(placed)) == {frozenset([long, short])}
    assert cluster(placed).get("UAV").why[0].startswith("acronym: ")  # type: ignore[union-attr]
    unexplained = [*named(long), told(f"La {short} a répondu.", short)]
    assert groups(cluster(unexplained)) == {frozenset([long]), frozenset([short])}
    a_country = [told(f"Elle a reçu l'{long} (RPC) hier.", long), *named("RPC LLC")]
    assert frozenset([long]) in groups(cluster(a_country))


def test_letters_that_two_texts_explain_otherwise() -> None:
    placed = [
        told("L'université d'État de Lyon (UEL) existe.", "université d'État de Lyon", "UEL", volume=1),
        told("L'UEL enseigne.", "UEL", volume=1),
        told("L'université d'État de Lima (UEL) existe.", "université d'État de Lima", "UEL", volume=2),
        told("L'UEL cherche.", "UEL", volume=2),
        told("L'UEL ailleurs.", "UEL", volume=3),
    ]
    entities = cluster(placed)
    assert sorted(entity.names.get("UEL", 0) for entity in entities.all("organisation")) == [1, 2, 2]
    assert len(entities.named("UEL")) == 3


def test_letters_known_elsewhere_mean_what_the_text_says() -> None:
    long = "Magasin tunisien du zinc"
    placed = [
        told(f"Il a visité {long} (MTZ) hier.", f"{long} SARL", "MTZ"),
        told(f"{long} (MTZ) est né.", f"{long}", "MTZ"),
    ]
    assert cluster(placed).get("MTZ") is not None
    bank = "banque mutuelle de Tunisie Zone"
    placed = [told(f"La {bank} (MTZ) est née.", bank, "MTZ"), told(f"La {bank} (MTZ) va bien.", bank, "MTZ")]
    assert cluster(placed).get("MTZ").type == "bank"  # type: ignore[union-attr]


NAMES = [name for names in (*ONE, *APART) for name in names]
MIXED = [
    told(f"Vu {name} hier.", name, volume=index % 3, article=index % 5)
    for index, name in enumerate([*NAMES, *NAMES[::3], "UEL", "Conseil d'affaires", "Institut de recherche"])
]


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(len(MIXED))))
def test_the_order_of_statements_does_not_matter(order: list[int]) -> None:
    told_once = _outcome([MIXED[index] for index in order])
    assert told_once == _outcome(MIXED)


def _outcome(placed: list) -> set:  # type: ignore[type-arg]
    return {
        (e.id, e.name, e.type, tuple(e.names.items()), frozenset(e.statements), frozenset(e.why))
        for e in cluster(placed).all()
    }


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(NAMES), max_size=30))
def test_no_mention_is_lost(names: list[str]) -> None:
    entities = cluster(named(*names)).all()
    for name in names:
        found = [entity for entity in entities if entity.names.get(name)]
        assert sum(entity.names[name] for entity in found) == names.count(name)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_can_be_read_as_a_name(text: str) -> None:
    read = read_name(text)
    assert read.key == name_key(text)
    assert cluster(named(text)) is not None
