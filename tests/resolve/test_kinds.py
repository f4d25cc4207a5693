"""Places, bodies, series of events, instruments, goods, persons: what is one entity and what is not."""

import pytest
from tests.resolve.making import named, told

from cordiale.resolve.entities import cluster
from cordiale.resolve.goods import goods_code
from cordiale.resolve.lookup import as_printed, look_up, near_names, printed_forms
from cordiale.resolve.persons import persons_in
from cordiale.vocabulary import load_yaml


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("tracteurs BELARUS", "8701"), ("nouveaux camions-bennes", "8704"), ("autobus électriques", "8702"),
        ("trolleybus", "8702"), ("tonnes de bois scié", "4407"), ("trains de bois scié", "4407"), ("trains", "86"),
        ("viande de boeuf", "02"), ("produits laitiers", "04"), ("lait en poudre", "0402"), ("têtes de bétail", "01"),
        ("tonnes de maïs", "10"), ("milk powder", "0402"), ("huile de colza", "1514"), ("engrais potassiques", "3104"),
        ("metaux ferreux", "72"), ("véhicules", "87"), ("médicaments", "30"), ("stations de recharge", "85"),
        # not goods, or not clear which
        ("usines de tracteurs", None), ("entreprises de transformation du lait", None), ("produits", None), ("machines", None),
        ("mais aussi des experts", None), ("étudiants", None), ("carrosseries d'autobus", None), ("", None), (None, None),
        ("magasins de vin", None), ("producteurs de viande", None),
    ],
)  # fmt: skip
def test_goods(item: str | None, code: str | None) -> None:
    assert goods_code(item) == code


def test_every_chapter_has_words_of_its_own() -> None:
    data = load_yaml("goods.yml")
    assert list(data["chapters"]) == [f"{n:02}" for n in range(1, 98) if n != 77]
    assert all(code[:2] in data["chapters"] for code in data["headings"])
    seen: dict[str, str] = {}
    for code, entry in data["chapters"].items():
        for word in entry["words"]:
            assert seen.setdefault(word, code) == code, f"{word}: chapters {seen[word]} and {code}"
    for code, entry in data["headings"].items():
        for word in entry["words"]:
            assert seen.get(word, code[:2]) == code[:2], f"{word}: chapter {seen[word]} and heading {code}"


@pytest.mark.parametrize(
    ("code", "kind", "codes"),
    [
        ("BY", "country", {"iso3166": "BY", "geonames": "630336"}), ("KZ-KUS", "region", {"iso3166": "KZ-KUS"}),
        ("KZ:Astana", "city", {"geonames": "1526273"}), ("EAEU", "bloc", {}), ("BY:Kapyl District", "district", {}),
    ],
)  # fmt: skip
def test_places(code: str, kind: str, codes: dict[str, str]) -> None:
    entity = cluster([told("Un accord existe.", parties=f"{code},FR")]).get(code)
    assert entity is not None
    assert (entity.kind, entity.type, dict(entity.codes)) == ("place", kind, codes)


def _meeting(text: str, parties: str, *, article: int = 0, **fields: object) -> object:
    return told(
        text,
        kind="event",
        anchor="réunion",
        parties=parties,
        article=article,
        eventtype="commission",
        **fields,
    )


def test_sessions_of_one_body() -> None:
    placed = [
        _meeting(
            "La 3e réunion de la Commission intergouvernementale serbo-hongroise de coopération a eu lieu.",
            "HU,RS",
        ),
        _meeting(
            "La 4e réunion de la commission intergouvernementale entre la Serbie et la Hongrie est prévue.",
            "HU,RS",
        ),
        _meeting("La 5e réunion de la commission mixte a siégé.", "HU,RS", article=2),
        _meeting("La réunion de la commission mixte a siégé.", "HU,SK"),
        _meeting("La réunion du groupe de travail sur le transport a siégé.", "HU,RS"),
        _meeting("La réunion du groupe de travail sur le tourisme a siégé.", "HU,RS"),
        _meeting("La réunion a duré.", "HU,RS"),
    ]
    bodies = {entity.id: len(entity.statements) for entity in cluster(placed).all("body")}  # type: ignore[arg-type]
    assert bodies == {
        "body:commission@HU+RS": 3,
        "body:commission@HU+SK": 1,
        "body:working_group-tourism@HU+RS": 1,
        "body:working_group-transport@HU+RS": 1,
    }


def test_letters_of_a_body() -> None:
    placed = [
        _meeting(
            "La réunion du Comité intergouvernemental de coopération serbo-hongrois (CIC) a eu lieu.", "HU,RS"
        ),
        told("Le CIC a décidé.", "CIC", parties="HU,RS"),
    ]
    entities = cluster(placed)  # type: ignore[arg-type]
    assert dict(entities.all("body")[0].names) == {
        "Comité intergouvernemental de coopération serbo-hongrois": 1,
        "CIC": 1,
    }
    assert not entities.all("organisation")


def test_series_of_events() -> None:
    def event(text: str, anchor: str, parties: str = "HU,RS", ordinal: int | None = None) -> object:
        return told(text, kind="event", anchor=anchor, parties=parties, eventtype="forum", ordinal=ordinal)

    placed = [
        event("Le 5e forum des régions de Serbie et de Hongrie a eu lieu.", "forum", ordinal=5),
        event(
            "Le sixième Forum des régions serbes et hongroises se tiendra.", "Forum", "HU-BU,RS", ordinal=6
        ),
        event("Le 2e forum des jeunes de Serbie et de Hongrie a eu lieu.", "forum", ordinal=2),
        event("Le salon international AgroVarna a ouvert.", "salon"),
        event("Au salon AgroVarna-2022 ils ont signé.", "salon"),
        event("Un forum a eu lieu.", "forum"),
    ]
    found = {entity.id: len(entity.statements) for entity in cluster(placed).all("event")}  # type: ignore[arg-type]
    assert found == {"event:forum-regional@HU+RS": 2, "event:forum-jeunes@HU+RS": 1, "event:agrovarna": 2}


def test_instruments() -> None:
    def signed(anchor: str, parties: str = "HU,RS", article: int = 0, **fields: object) -> object:
        told_ = {"doctype": "agreement", "stage": "signed", "date": None, "valid": None, **fields}
        return told(
            f"Un {anchor} existe ({article}).",
            kind="document",
            anchor=anchor,
            parties=parties,
            article=article,
            **told_,
        )

    placed = [
        signed("accord de coopération", date="2019-03", article=1),
        signed("accord", date="2019", article=2),
        signed("accord", date="2020", article=3),
        signed("accord", date="2019-03", parties="HU,SK"),
        signed("accord de jumelage", date="2018", article=4),
        signed("programme", doctype="programme", valid=[2021, 2023], article=5),
        signed(
            "programme de coopération", doctype="programme", valid=[2021, 2023], date="2020-12", article=6
        ),
        signed("programme", doctype="programme", valid=[2018, 2020], article=7),
        signed("accords", date="2019-03", article=8),
        signed("accord", article=9),
        signed("accord", article=10),
    ]
    found = {entity.id: sum(entity.names.values()) for entity in cluster(placed).all("document")}  # type: ignore[arg-type]
    assert found == {
        "doc:agreement@HU+RS:2019-03": 2,
        "doc:agreement@HU+RS:2020": 1,
        "doc:agreement@HU+SK:2019-03": 1,
        "doc:agreement@HU+RS:2018:jumelage": 1,
        "doc:programme@HU+RS:2021-2023": 2,
        "doc:programme@HU+RS:2018-2020": 1,
        "doc:agreement@HU+RS:@1.9": 1,
        "doc:agreement@HU+RS:@1.10": 1,
    }


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Le ministre serbe Ivo Tomic est venu.", ["Ivo Tomic"]),
        ("Le gouverneur de la région de Varna, Petar D. Iliev, a signé.", ["Petar D. Iliev"]),
        ("Le président de la République du Belarus a signé.", []),
        ("Le directeur de Gomselmash, Gomel Trade House, a signé.", []),
        ("Il a visité Novi Sad.", []),
    ],
)
def test_persons(sentence: str, names: list[str]) -> None:
    assert list(persons_in(sentence)) == names


def test_spellings_of_a_person_are_one() -> None:
    placed = [
        told("Le maire Ivan Petrov parle."),
        told("Le maire Ivan Petroff écrit."),
        told("Le maire Iwan Petrov lit."),
    ]
    assert [dict(e.names) for e in cluster(placed).all("person")] == [
        {"Ivan Petrov": 1, "Iwan Petrov": 1},
        {"Ivan Petroff": 1},
    ]


PLACED = [
    *named("Gomselmash OJSC", "Orion", "MTZ"),
    told("La Biélorussie et le Tatarstan ont signé.", parties="BY,RU-TA"),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Gomselmach", "org:gomselmash-ojsc"), ("Minsk Tractor Plant", "org:mtz"), ("Belarus", "BY"), ("RU-TA", "RU-TA"),
        ("République du Tatarstan", "RU-TA"), ("org:orion", "org:orion"), ("orion", "org:orion"), ("Orien", None),
        ("", None), ("Gomel Orion", None), ("Paris", None),
    ],
)  # fmt: skip
def test_look_up(typed: str, found: str | None) -> None:
    assert [entity.id for entity in look_up(cluster(PLACED), typed)] == ([found] if found else [])


def test_what_is_typed_is_judged_as_it_is_printed() -> None:
    entities = cluster(PLACED)
    assert as_printed(entities, "gomselmach") == "Gomselmash OJSC"
    assert as_printed(entities, "Orion") == "Orion"
    assert as_printed(entities, "Minsk Tractor Plant") == "org:mtz"
    assert "Orion" in near_names(entities, "Orien")


def test_how_a_place_is_printed() -> None:
    entity = cluster(PLACED).get("RU-TA")
    assert entity is not None
    assert printed_forms(entity, PLACED) == {"Tatarstan": 1}
