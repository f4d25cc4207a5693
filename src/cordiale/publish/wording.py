"""Values in the reader's language: numbers, periods, places and the names of things."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from babel import Locale
from babel.core import UnknownLocaleError

from cordiale.model import Statement
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.gazetteer import label as name_code

# Fields shown as one: the figure with bound, unit and transform; both ends of a period.
_MERGED = {"value", "unit", "bound", "transform", "from", "to"}
_ORDER = ("value", "item", "measure", "period", "relation", "doctype", "stage", "eventtype", "ordinal")

# The language in which the vocabulary names blocs; its names of regions are proper names, shown in all.
_VOCABULARY = "fr"


_GOODS = "COMMODITY"
"""The column of goods: chapters and headings of the Harmonized System have names."""


class Said(NamedTuple):
    """A part of a value as it is shown, and the code it stands for where it is a name for one."""

    text: str
    code: str | None = None


class Wording:
    """The words of ``data/interface/pages.yml`` for one language, and how it writes values.

    >>> Wording("en").number(1234.5)
    '1,234.5'

    Raises ``ValueError`` when the interface has no such language.
    """

    def __init__(self, language: str) -> None:
        texts: Mapping[str, Any] = load_yaml("interface/pages.yml")
        if language not in texts:
            known = ", ".join(sorted(texts))
            raise ValueError(f"the pages are not written in {language!r} (known: {known})")
        self.language = language
        self.words: Mapping[str, Any] = texts[language]

    def number(self, value: float | int | Decimal) -> str:
        """``value`` with the language's separators and no trailing zeros."""
        exact = Decimal(str(value))
        if not exact.is_finite():
            return str(value)
        text = f"{exact:,f}"
        whole, point, rest = text.partition(".")
        rest = rest.rstrip("0")
        marks = self.words["numbers"]
        return whole.replace(",", marks["group"]) + (marks["decimal"] + rest if point and rest else "")

    def percent(self, fraction: float) -> str:
        """A fraction as a percentage."""
        exact = Decimal(str(fraction)) * 100
        return self.number(round(exact, 4)) + str(self.words["numbers"]["percent"])

    def amount(self, fields: Mapping[str, Any]) -> str | None:
        """The figure of an observation as one phrase, or None where it has no value."""
        value = fields.get("value")
        if value is None:
            return None
        ends = value if isinstance(value, (list, tuple)) else [value]
        if not ends or not all(isinstance(end, (int, float)) and not isinstance(end, bool) for end in ends):
            return str(value)
        shown = [self._one(end, str(fields.get("transform"))) for end in ends]
        phrase = shown[0] if len(shown) == 1 else self.words["range"].format(low=shown[0], high=shown[-1])
        unit = fields.get("unit")
        if fields.get("transform") == "level" and unit is not None:
            phrase = f"{phrase} {self.words['units'].get(unit, unit)}".rstrip()
        return str(self.words["bounds"].get(fields.get("bound"), "")) + phrase

    def _one(self, value: float, transform: str) -> str:
        if transform == "share":
            return self.percent(value)
        if transform == "growth":
            change = Decimal(str(value)) - 1
            sign = "+" if change > 0 else "\u2212" if change < 0 else ""
            return str(
                self.words["growth"].format(
                    ratio=self.number(value), change=sign + self.percent(abs(float(change)))
                )
            )
        if transform == "rank":
            return str(self.words["rank"].format(n=self.number(value)))
        return self.number(value)

    def code(self, value: str) -> str:
        """What a register's code is called; the code itself where nothing else is written for it.

        >>> Wording("en").code("in_force"), Wording("en").code("USD")
        ('in force', 'USD')
        """
        return str(load_yaml("interface/codes.yml")[self.language].get(value, value))

    def column_code(self, column: str, value: str) -> str | None:
        """What a code means in one column alone, as a frequency or a chapter of goods; None where nothing.

        >>> Wording("en").column_code("FREQ", "A"), Wording("fr").column_code("COMMODITY", "44")
        ('year', 'bois')
        """
        own = load_yaml("interface/codes.yml")[self.language]["in_column"].get(column)
        if own is not None and value in own:
            return str(own[value])
        if column == _GOODS:
            held = load_yaml("goods.yml")
            named = held["chapters"].get(value) or held["headings"].get(value)
            groups = load_yaml("interface/charts.yml")[self.language]["groups"]
            return str(named[self.language]) if named is not None else groups.get(value)
        return None

    def place(self, code: str) -> str:
        """A party code as a reader names it: a country, a city or region with its country, a bloc.

        A code that has no name in the language of the pages stays as it is.

        >>> wording = Wording("fr")
        >>> wording.place("CA-QC"), wording.place("AFRICAN-UNION"), wording.place("XX-12")
        ('Québec (Canada)', 'Union africaine', 'XX-12')
        """
        countries = _territories(self.language)
        head, colon, city = code.partition(":")
        if colon:
            return f"{city} ({countries.get(head, head)})"
        if code in countries:
            return countries[code]
        name, country = name_code(code), countries.get(code.partition("-")[0])
        if name == code:
            return code
        if country is not None:
            return f"{name} ({country})"
        return name if self.language == _VOCABULARY else code

    def places(self, codes: Iterable[str]) -> list[Said]:
        """The names of party codes, each with the code that it stands for."""
        named = [(self.place(code), code) for code in codes]
        return [Said(name, code if name != code else None) for name, code in named]

    def fields(self, statement: Statement) -> list[tuple[str, list[Said]]]:
        """The statement's own fields that say something, as ``(label, parts of the value)``."""
        given = dict(statement.fields)
        if "transform" in given:
            given["value"] = self.amount(given)
            given["period"] = show_period(given.get("from"), given.get("to"))
        names = [*(name for name in _ORDER if name in given), *(n for n in given if n not in _ORDER)]
        shown: list[tuple[str, list[Said]]] = []
        for name in names:
            value = given[name]
            if value is None or (name in _MERGED and name != "value"):
                continue
            said = self.places([str(value)]) if name == "place" else [Said(self._said(name, value))]
            shown.append((str(self.words["fields"].get(name, name)), said))
        return shown

    def _said(self, name: str, value: Any) -> str:
        if isinstance(value, (list, tuple)):
            ends = [str(end) for end in value]
            return "\u2013".join(ends[:1] if len(set(ends)) == 1 else ends)
        return str(self.words["values"].get(name, {}).get(value, value))


@cache
def _territories(language: str) -> Mapping[str, str]:
    try:
        return dict(Locale(language).territories)
    except UnknownLocaleError:
        return {}


def show_period(since: str | None, until: str | None) -> str | None:
    """Both ends of a period as short as they can be said; None where neither is known.

    >>> show_period("2021-01-01", "2021-12-31"), show_period("2021-01-01", "2021-06-30")
    ('2021', '2021-01 – 2021-06')
    """
    if since is None and until is None:
        return None
    if since is None or until is None:
        return f"{since or '…'} – {until or '…'}"
    if since == until:
        return since
    if since.endswith("-01-01") and until.endswith("-12-31"):
        return since[:4] if since[:4] == until[:4] else f"{since[:4]} – {until[:4]}"
    if since.endswith("-01") and until[8:] in _LAST_DAYS.get(until[5:7], ()):
        return since[:7] if since[:7] == until[:7] else f"{since[:7]} – {until[:7]}"
    return f"{since} – {until}"


_LAST_DAYS = {
    f"{month:02}": ("28", "29") if month == 2 else ("30",) if month in (4, 6, 9, 11) else ("31",)
    for month in range(1, 13)
}
