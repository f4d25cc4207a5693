"""Places by their codes: which country they lie in, and their level."""

LEVELS = ("state", "region", "city", "district", "institution", "firm")
"""The levels of parties, from the widest."""


def country_of(code: str) -> str:
    """The country of a party code, or the bloc itself.

    >>> country_of("KZ-KUS"), country_of("KZ:Astana"), country_of("EAEU")
    ('KZ', 'KZ', 'EAEU')
    """
    if ":" in code:
        return code.partition(":")[0]
    head, dash, _ = code.partition("-")
    return head if dash and len(head) == 2 else code


def level_of(code: str) -> str:
    """The level of a place: state (blocs too), region, district or city.

    >>> [level_of(code) for code in ("KZ", "KZ-KUS", "KZ:Astana", "BY:Lida District")]
    ['state', 'region', 'city', 'district']
    """
    _, colon, town = code.partition(":")
    if colon:
        return "district" if town.endswith(" District") else "city"
    return "state" if country_of(code) == code else "region"
