"""Statements in hand: short pages of our own sentences, and what is said in them."""

from datetime import date
from typing import Any

from cordiale.model import ArticleRef, Evidence, Placed, Setting, Source, Span, Statement
from cordiale.registers.holdings import Holdings, holdings


def source(key: str, *, year: int = 2021, title: str = "") -> Source:
    return Source(key, None, title, None, year, None, None)


class Page:
    """A paragraph of an article, from which statements are told by the words that say them."""

    def __init__(self, *sentences: str, volume: int = 1, article: int = 0, ordinal: int = 0) -> None:
        text, spans = "", []
        for sentence in sentences:
            spans.append(Span(len(text), len(text) + len(sentence) + 1))
            text += sentence + " "
        self.volume = volume
        self.setting = Setting(ordinal, text, tuple(spans))
        self.article = ArticleRef(article, "", None)

    def told(self, quote: str, kind: str = "observation", *, parties: str = "FR,MA", **given: Any) -> Placed:
        """What ``quote`` says. ``given``: ``status``, ``orgs``, ``source``, ``said``; the rest are fields."""
        start = self.setting.text.index(quote)
        status, orgs = given.pop("status", "actual"), tuple(given.pop("orgs", ()))
        cited, said = given.pop("source", None), given.pop("said", 2021)
        place = self.article.ordinal * 1_000_000 + self.setting.ordinal * 10_000 + start
        statement = Statement(
            kind=kind,
            fields={**_EMPTY.get(kind, {}), **{name.rstrip("_"): value for name, value in given.items()}},
            status=status,
            parties=tuple(sorted(parties.split(","))),
            orgs=orgs,
            cite=None,
            evidence=Evidence(f"d{self.volume}", (Span(place, place + len(quote)),), quote),
            rule="test",
        )
        return Placed(
            statement=statement,
            document=f"d{self.volume}.txt",
            volume=self.volume,
            article=self.article,
            setting=self.setting,
            at=Span(start, start + len(quote)),
            source=cited,
            origin=f"d{self.volume}:{self.article.ordinal}" if cited is None else cited.key,
            said=said,
        )


_EMPTY: dict[str, dict[str, Any]] = {
    "observation": {
        "transform": "level", "unit": "count", "bound": "=", "item": None, "measure": "other",
        "from": None, "to": None,
    },
    "document": {"doctype": "agreement", "stage": "signed", "date": None, "valid": None},
    "event": {"eventtype": "visit", "ordinal": None, "date": None, "place": None},
    "relation": {"relation": "joint_venture", "date": None},
}  # fmt: skip


def year(number: int) -> dict[str, str]:
    """The period of a whole year, as fields."""
    return {"from_": f"{number}-01-01", "to": f"{number}-12-31"}


def held(*placed: Placed, as_of: str = "2022-12-31") -> Holdings:
    """The holdings of these statements, in reading order."""
    ordered = sorted(placed, key=lambda item: (item.volume, item.start))
    return holdings(ordered, as_of=date.fromisoformat(as_of))
