"""An SVG of the chart library written anew from what charts are made of, and nothing else."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from cordiale.vocabulary import load_yaml

PLACE = "https://cordiale.invalid"
"""What stands before a page's path in a specification: Vega links only to whole addresses."""
_ELEMENTS = frozenset(("svg", "g", "path", "rect", "line", "circle", "text", "tspan", "a"))
_NUMBERS = frozenset(
    (
        *(
            "x",
            "y",
            "x1",
            "x2",
            "y1",
            "y2",
            "dx",
            "dy",
            "cx",
            "cy",
            "r",
            "rx",
            "ry",
            "width",
            "height",
            "opacity",
        ),
        *("fill-opacity", "stroke-opacity", "stroke-width", "stroke-dashoffset", "stroke-miterlimit"),
    )
)
_WORDS = frozenset(
    ("text-anchor", "font-size", "font-weight", "font-style", "display", "stroke-linecap", "stroke-linejoin")
)
_SHAPES = frozenset(("d", "transform", "viewBox", "stroke-dasharray"))
_COLOURS = frozenset(("fill", "stroke"))
_LEFT_OUT = re.compile(r"class|role|version|xmlns(?::xlink)?|pointer-events|font-family|aria-[a-z]+")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_WORD = re.compile(r"[\w .-]+")
_SHAPE = re.compile(r"[\w\s.,()-]*")
_COLOUR = re.compile(r"#[0-9a-f]{3,8}|none|transparent|rgba?\([\d., ]+\)|[a-z]+", re.IGNORECASE)
_PATH = re.compile(r"/(?!/)[\w./:;,?=&%+~#-]*")
_LONG = re.compile(r"(-?\d+\.\d)\d+(?:e-?\d+)?")
_OUTLINE = 200
_STRAIGHT = re.compile(r"[MLZ\d.,-]+")
_RING = re.compile(r"([MLZ])([\d.-]+,[\d.-]+)?")


class UnsafePictureError(Exception):
    """A picture that holds what no chart of ours has; ``str`` says what."""


def palette() -> Mapping[str, str]:
    """Names of colours and the values that they have by day; a page has its own for the night."""
    colours: Mapping[str, str] = load_yaml("charts.yml")["palette"]
    return colours


def clean(svg: str) -> str:
    """An SVG of the library as a file of its own, with only what charts are made of.

    Raises ``UnsafePictureError`` for anything else.
    """
    return Rewriting(svg, "", "", None).told


class Rewriting:
    """An SVG written anew from what is allowed: for a page where ``key`` is given, else for a file.

    ``told`` is what came out, ``width`` and ``height`` are its pixels. Raises ``UnsafePictureError`` for
    anything that charts are not made of.
    """

    def __init__(self, svg: str, title: str, summary: str, key: str | None) -> None:
        self.width = self.height = 0
        self._title, self._summary, self._key = title, summary, key
        self._names = {value: name for name, value in palette().items()}
        self._parts: list[str] = []
        self._open: list[bool] = []
        self._marks: list[bool] = []
        self._link: tuple[int, str] | None = None  # where the open link is written once its mark is known
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        try:
            parser.Parse(svg, True)
        except expat.ExpatError as error:
            raise UnsafePictureError(f"the drawing is no XML: {error}") from error
        self.told = "".join(self._parts)

    def _doctype(self, *_told: Any) -> None:
        raise UnsafePictureError("a document type")

    def _instruction(self, *_told: Any) -> None:
        raise UnsafePictureError("a processing instruction")

    def _text(self, text: str) -> None:
        if not self._open or self._open[-1]:
            self._parts.append(escape(text))

    def _start(self, name: str, held: dict[str, str]) -> None:
        if name not in _ELEMENTS or (name == "svg") == bool(self._open):
            raise UnsafePictureError(f"an element {name}")
        inside = bool(self._marks) and self._marks[-1]
        self._marks.append(inside or "role-mark" in held.get("class", "").split())
        written = list(self._attributes(name, held))
        if name == "a":
            address = _page(held.get("xlink:href") or held.get("href") or "")
            self._open.append(self._key is not None)
            if self._key is not None:
                self._link = len(self._parts), address
                self._parts.append("<a>")
            return
        label = held.get("aria-label", "") if inside and held.get("role") == "graphics-symbol" else ""
        # Backgrounds and foregrounds of groups, where nothing is painted.
        blank = name == "path" and held.get("class") in ("background", "foreground") and len(written) <= 2
        blank = blank or (name == "g" and not written)
        self._open.append(not blank)
        if blank:
            return
        if self._link is not None:
            self._parts[self._link[0]] = f"<a href={quoteattr(self._link[1])} aria-label={quoteattr(label)}>"
            self._link = None
        self._parts.append(f"<{name}{''.join(written)}>")
        if name == "svg":
            self._head(held)
        elif label and name != "g":
            self._parts.append(f"<title>{escape(label)}</title>")

    def _end(self, name: str) -> None:
        self._marks.pop()
        if self._open.pop():
            self._parts.append(f"</{name}>")

    def _attributes(self, element: str, held: Mapping[str, str]) -> Iterator[str]:
        for name, value in held.items():
            if _LEFT_OUT.fullmatch(name) or (element == "a" and name in ("href", "xlink:href")):
                if name == "aria-hidden" and element == "g":
                    yield ' aria-hidden="true"'
                continue
            if name.endswith("opacity") and value == "1":
                continue
            allowed = _allowed(name)
            if allowed is None or not allowed.fullmatch(value):
                raise UnsafePictureError(f"an attribute {name} of {element}")
            if self._key is not None and name in _COLOURS and value.lower() in self._names:
                value = f"var(--{self._names[value.lower()]})"
            elif name in _SHAPES:
                value = _shortened(value)
                if value == "translate(0,0)":
                    continue
            yield f" {name}={quoteattr(value)}"
        if element == "text" and self._key is None:
            yield ' font-family="sans-serif"'

    def _head(self, held: Mapping[str, str]) -> None:
        self.width, self.height = (round(float(held.get(name, "0"))) for name in ("width", "height"))
        names = ("", "")
        tag = self._parts.pop().removesuffix(">")
        tag += ' xmlns="http://www.w3.org/2000/svg"'
        if self._key is not None:
            names = (f' id="t{self._key}"', f' id="d{self._key}"')
            tag += (
                f' class="chart" role="group" aria-labelledby="t{self._key}" aria-describedby="d{self._key}"'
            )
        self._parts.append(f"{tag}><title{names[0]}>{escape(self._title)}</title>")
        self._parts.append(f"<desc{names[1]}>{escape(self._summary)}</desc>")


def _shortened(shape: str) -> str:
    """A shape with one decimal, long outlines (a map's) as steps from point to point: half the bytes.

    >>> _shortened("M1.23,4.56L2,3")
    'M1.2,4.5L2,3'
    """
    if len(shape) < _OUTLINE or not _STRAIGHT.fullmatch(shape):
        return _LONG.sub(r"\1", shape)
    x = y = 0
    told = []
    for sign, points in _RING.findall(shape):
        if sign == "Z":
            told.append("z")
            continue
        across, down = (round(float(part) * 10) for part in points.split(","))
        if sign == "M" or (across, down) != (x, y):
            told.append(f"{'M' if sign == 'M' else 'l'}{_tenths(across, x, sign)},{_tenths(down, y, sign)}")
        x, y = across, down
    return "".join(told)


def _tenths(now: int, before: int, sign: str) -> str:
    return f"{(now if sign == 'M' else now - before) / 10:g}"


def _allowed(name: str) -> re.Pattern[str] | None:
    if name in _NUMBERS:
        return _NUMBER
    if name in _COLOURS:
        return _COLOUR
    if name in _SHAPES:
        return _SHAPE
    return _WORD if name in _WORDS else None


def _page(address: str) -> str:
    """The path of a page of ours that a mark leads to."""
    if not address:
        return ""
    path = address.removeprefix(PLACE)
    if path == address or not _PATH.fullmatch(path):
        raise UnsafePictureError(f"a link to {address[:60]}")
    return path
