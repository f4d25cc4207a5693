"""Charts and maps drawn: a Vega-Lite specification becomes an SVG that is safe in a page, a file or a report.

Labels come from documents, which are hostile. What the library draws is read again as XML and written anew
from a short list of elements and attributes: what is not on it (scripts, styles, handlers, pictures,
addresses of other places) never gets out.
"""

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from cordiale.publish.cleaning import Rewriting, palette
from cordiale.publish.safety import UNPRINTABLE, printable

_KEPT = 160
"""Pictures kept in memory: a page has a few, a map of the world 60 kB."""
_SCALE = 2.0
"""Pixels of a PNG for one of the picture's: sharp on paper and on today's screens."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart or map, drawn once: ``inline`` for a page, ``svg`` and ``png`` for a file or a report.

    ``title`` and ``summary`` say in words what is drawn; ``width`` and ``height`` are pixels. In a page the
    colours are those of its style and marks lead to their passages; in a file the colours are fixed.
    """

    title: str
    summary: str
    width: int
    height: int
    inline: Markup
    svg: str

    def png(self) -> bytes:
        """The picture as PNG, twice as many pixels on each side."""
        from vl_convert import svg_to_png

        return svg_to_png(self.svg, scale=_SCALE)


def draw(spec: Mapping[str, Any], *, title: str, summary: str, numbers: Mapping[str, str]) -> Picture:
    """The picture of a Vega-Lite specification, kept for the next time.

    ``numbers`` are the language's marks for ``decimal`` and ``group``. Raises ``UnsafePictureError`` where
    the drawing holds what no chart of ours has, ``ValueError`` where the specification is none.
    """
    told = json.dumps([spec, title, summary, dict(numbers)], ensure_ascii=False, sort_keys=True)
    key = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
    with _lock:
        held = _drawn.get(key)
        if held is not None:
            _drawn.move_to_end(key)
            return held
    made = _draw(spec, title=title, summary=summary, numbers=numbers, key=key[:10])
    with _lock:
        _drawn[key] = made
        while len(_drawn) > _KEPT:
            _drawn.popitem(last=False)
    return made


_drawn: OrderedDict[str, Picture] = OrderedDict()
_lock = threading.Lock()


def _draw(
    spec: Mapping[str, Any], *, title: str, summary: str, numbers: Mapping[str, str], key: str
) -> Picture:
    from vl_convert import vegalite_to_svg

    locale = {
        "decimal": numbers["decimal"],
        "thousands": numbers["group"],
        "grouping": [3],
        "currency": ["", ""],
        "minus": "\u2212",
    }
    whole = {**shown(spec), "background": palette()["paper"]}
    # Nothing is fetched: the list of addresses that may be asked is empty.
    drawn = vegalite_to_svg(whole, allowed_base_urls=[], format_locale=locale)
    title, summary = printable(title), printable(summary)
    page = Rewriting(drawn, title, summary, key)
    file = Rewriting(drawn, title, summary, None)
    return Picture(title, summary, page.width, page.height, Markup(page.told), file.told)  # noqa: S704


def warm() -> None:
    """Have the library ready: what it loads takes a second, which the first picture need not wait for."""
    from vl_convert import vegalite_to_svg

    vegalite_to_svg({"data": {"values": [{}]}, "mark": "point"}, allowed_base_urls=[])


def shown(value: Any) -> Any:
    """A specification whose texts hold nothing that XML or a reader's eye must not get.

    >>> shown({"text": ["a\\x00"]})
    {'text': ['a␀']}
    """
    if isinstance(value, str):
        return printable(value).replace("\t", " ") if UNPRINTABLE.search(value) or "\t" in value else value
    if isinstance(value, Mapping):
        return {key: shown(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [shown(one) for one in value]
    return value
