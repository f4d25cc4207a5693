"""The singular of French nouns and adjectives, as far as their endings tell."""


def singular(word: str) -> str:
    """The folded singular of a folded French noun or adjective, as far as its ending tells.

    >>> singular("residents"), singular("regionaux"), singular("pays")
    ('resident', 'regional', 'pays')
    """
    if word in _UNCHANGED or len(word) < 4:
        return word
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux"):
        return word[:-3] + "al"
    return word[:-1] if word[-1] in "sx" else word


_UNCHANGED = frozenset(
    ("pays", "bus", "acces", "prix", "puis", "fois", "mois", "bois", "cours", "corps", "taux")
)
