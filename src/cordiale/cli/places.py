"""Places as they are typed after ``--party``, ``--partner`` and the like: by code or by name."""

from collections.abc import Iterable, Mapping

from cordiale.cli.frame import WrongUsage, plain, typed
from cordiale.cli.words import say, used_language


def asked_place(told: str, known: Iterable[str], *, spoken_of: bool = False) -> str:
    """The code of the place that was typed by code or name.

    ``known`` are the codes of places that the ledger speaks of. Raises ``WrongUsage`` for what is no
    place, with those that are called nearly so, and, where it has to be ``spoken_of``, for a place that
    no statement is about.

    >>> asked_place("Chine", ["BY"]), asked_place("BY", ["BY"])
    ('CN', 'BY')
    """
    name, places = typed(told).strip(), set(known)
    if _held(name, places):
        return name
    from cordiale.vocabulary.place_codes import near_places, read_place

    code = read_place(name)
    if code is None:
        raise WrongUsage("no_place", name=plain(name), hint=_hint(near_places(name, places)))
    if spoken_of and not _held(code, places):
        raise WrongUsage("no_party", code=plain(name))
    return code


def asked_party(options: Mapping[str, object], known: Iterable[str], name: str = "party") -> str | None:
    """The place asked for with the option ``name``, as a code; None where none was."""
    told = options[name]
    return None if told is None else asked_place(str(told), known)


def _held(code: str, places: Iterable[str]) -> bool:
    """Whether a place, or one in it, is among ``places``."""
    return bool(code) and any(place == code or place.startswith((f"{code}-", f"{code}:")) for place in places)


def _hint(codes: Iterable[str]) -> str:
    from cordiale.publish.wording import Wording

    wording = Wording(used_language())
    near = ", ".join(f"{code} ({wording.place(code)})" for code in codes)
    return " " + say("errors.perhaps", options=near) if near else ""
