"""What the layers say in English when something is the matter, in the reader's language."""

import re
from functools import cache

from cordiale.vocabulary import load_yaml


def say_reason(told: str, language: str) -> str:
    """What a layer said in English, in ``language``; unchanged where nobody wrote it down.

    ``data/interface/reasons.yml`` has the sentences, in which each ``{place}`` stands for some words,
    which are looked up in their turn.

    >>> say_reason("this is no date", "fr"), say_reason("this is no date", "en")
    ("ce n'est pas une date", 'this is no date')
    """
    for pattern, said in _sentences(language):
        if match := pattern.fullmatch(told):
            return said.format(
                **{name: say_reason(words, language) for name, words in match.groupdict().items()}
            )
    return told


def say_why(reason: str, language: str) -> str:
    """Why names are taken for one, or may be one, in words (``resolve/assembly.py``, ``likeness.py``).

    >>> say_why("shared -state .university", "en"), say_why("differs places", "fr")
    ('shared state university', 'autres lieux')
    >>> say_why("known: BUTB (org:butb)", "fr")
    'sur la liste des noms connus : BUTB (org:butb)'
    """
    words = load_yaml(f"interface/{language}.yml")
    code, told, rest = reason.partition(": ")
    if told and code in words["entities"]["why"]:
        return f"{words['entities']['why'][code]}{words['colon']} {rest}"
    code, _, rest = reason.partition(" ")
    if code == "differs":
        return str(words["entities"]["differs"].get(rest, rest))
    if code == "shared":
        rest = " ".join(word.lstrip(".-=@!#") for word in rest.split())
    elif code == "alike":
        from cordiale.publish.wording import Wording  # loads what no help page needs

        rest = rest.replace(".", Wording(language).words["numbers"]["decimal"])
    return f"{words['entities']['why'].get(code, code)} {rest}".strip()


@cache
def _sentences(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    written = load_yaml("interface/reasons.yml").get(language, {})
    return tuple(
        (re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(english)), re.DOTALL), said)
        for english, said in written.items()
    )
