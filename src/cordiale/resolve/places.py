"""Places: the parties of statements and where events are held, each under its code."""

from collections.abc import Sequence

from cordiale.model import Placed
from cordiale.resolve.mentions import Node
from cordiale.resolve.naming import read_name
from cordiale.vocabulary.gazetteer import label


def place_type(code: str) -> str:
    """Whether a code is a country's, a region's, a town's, a district's or a bloc's.

    >>> [place_type(code) for code in ("BY", "BY-HO", "KZ:Astana", "EAEU")]
    ['country', 'region', 'city', 'bloc']
    """
    if ":" in code:
        return "district" if code.endswith(" District") else "city"
    return "region" if "-" in code else "country" if len(code) == 2 else "bloc"


def place_codes(code: str, geonames: str | None) -> dict[str, str]:
    """The identifiers of a place elsewhere: ISO 3166-1 or -2, GeoNames."""
    codes = {"iso3166": code} if place_type(code) in ("country", "region") else {}
    return codes | ({"geonames": geonames} if geonames is not None else {})


def place_nodes(placed: Sequence[Placed]) -> list[Node]:
    """The places, one node a code; an organisation's name that is a country's alone counts as its name."""
    found: dict[str, Node] = {}

    def node_of(code: str) -> Node:
        node = found.get(code)
        if node is None:
            node = found[code] = Node(code, id=code)
        return node

    for row, item in enumerate(placed):
        codes = item.statement.parties
        where = item.fields.get("place")
        for code in codes if where is None or where in codes else (*codes, where):
            node_of(code).rows.append(row)
        for name in item.statement.orgs:
            read = read_name(name)
            if read.is_place and len(read.places) == 1:
                node_of(min(read.places)).add(name, row)
    for code, node in found.items():
        # Under its code a place has no printed form: it counts under the name shown.
        coded = len(node.rows) - node.count
        node.rows = sorted(set(node.rows))
        if coded:
            node.names[label(code)] += coded
    return [found[code] for code in sorted(found)]
