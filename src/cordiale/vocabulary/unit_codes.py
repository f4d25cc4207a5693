"""The codes of units and currencies that a value may have."""

from functools import cache

from cordiale.vocabulary import load_yaml

PLAIN = ("count", "ratio", "share", "rank")
"""What stands in a unit's place where a value has none: a number of things, a growth, a part, a place."""


@cache
def unit_codes() -> frozenset[str]:
    """All of them: of ``units.yml``, ISO 4217, and ``PLAIN``.

    >>> {"USD", "t", "km", "count"} <= unit_codes(), "zorkmid" in unit_codes()
    (True, False)
    """
    listed = (str(item["code"]) for name in ("units.yml", "currencies.yml") for item in load_yaml(name))
    return frozenset(listed) | frozenset(PLAIN)
