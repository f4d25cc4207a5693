"""Documents, events and links as statements tell of them: type, date, years covered, names, field.

Two statements that tell of one are found by :mod:`cordiale.registers.instruments`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cordiale.model import Placed
from cordiale.registers.echoes import ArticleKey, SentenceKey, article_key, sentence_key
from cordiale.registers.genealogy import Genealogy
from cordiale.registers.holdings import Holdings
from cordiale.registers.surroundings import Surroundings
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold
from cordiale.vocabulary.places import find_places

_SORTS: Mapping[str, str] = {
    "roadmap": "plan",
    "programme": "plan",
    "memorandum": "memorandum",
    "protocol": "memorandum",
}
"""Kinds of documents that translations put for one another."""
_TITLED = frozenset(("agreement", "contract", "declaration", "memorandum"))
_IN_CONTEXT = frozenset(("plan", "agreement"))
"""Sorts whose places are often left to the context."""
_YEARS = re.compile(r"(?<!\d)(20\d\d)\s?(?:-|–|a|au)\s?(20\d\d)(?!\d)")
_REACH = 130
"""Characters after the anchor in which the years that a plan covers may stand."""
_LONGEST = 20
"""Years that no plan covers more of."""
_BEFORE = 30
"""Characters before the anchor in which an article or adjective stands."""
_TITLE_REACH = 110
"""Characters after the anchor in which it is said what an instrument is for."""
_TITLE_WORD = re.compile(r"[a-z]{4,}")
_STEM = 6
_WORD = re.compile(r"[^\W_]{4,}")


@dataclass(frozen=True, slots=True)
class Act:
    """A document, event or link as one statement tells of it.

    ``sort`` is its type, those that translations confuse being one; ``date`` as told, or None; ``valid`` the
    first and last year it covers; ``places`` its parties as exactly as the context tells them; ``names`` the
    telling words of the organisations; ``title`` the stems that say what it is for. ``fresh`` tells that
    the text brings it up as new, ``resumes`` that it takes up what was named before, ``renewed`` that it
    is called a new one. ``family`` is the sentence's echo family, ``article`` where it stands.
    """

    item: Placed
    sort: str
    date: str | None
    valid: tuple[int, int] | None
    ordinal: int | None
    places: frozenset[str]
    names: frozenset[str]
    title: frozenset[str]
    fresh: bool
    resumes: bool
    renewed: bool
    family: SentenceKey | None
    article: ArticleKey

    @property
    def local(self) -> bool:
        """Whether a region, city or district is party to it."""
        return any(place[2:3] in ("-", ":") for place in self.places)

    @property
    def passage(self) -> int:
        """The ordinal of its passage; -1 where the layers do not hold it."""
        return -1 if self.item.setting is None else self.item.setting.ordinal

    @property
    def complement(self) -> frozenset[str]:
        """The stems that follow its noun up to the verb, those aside that most agreements have."""
        return _complement(self.item)

    @property
    def stage(self) -> str:
        """How far it is: a document's stage, else the statement's status."""
        return str(self.item.fields.get("stage") or self.item.statement.status)


def read_acts(holdings: Holdings, genealogy: Genealogy, also: Iterable[Placed] = ()) -> list[Act]:
    """Every document, event and link of the ledger, and those in ``also``, in reading order."""
    around = Surroundings(holdings.placed)
    told = [item for item in holdings.placed if item.statement.kind in ("document", "event", "relation")]
    more = list(also)
    if more:
        told = sorted([*told, *more], key=lambda item: (item.volume, item.start))
    return [_act(item, holdings, genealogy, around) for item in told]


def _act(item: Placed, holdings: Holdings, genealogy: Genealogy, around: Surroundings) -> Act:
    fields = item.fields
    kind = fields.get("doctype") or fields.get("eventtype") or fields.get("relation") or ""
    sort = _SORTS.get(kind, kind)
    before = _before(item)
    words = _words("fr")
    return Act(
        item=item,
        sort=sort,
        date=fields.get("date"),
        valid=validity(item),
        ordinal=fields.get("ordinal"),
        places=around.places(item) if sort in _IN_CONTEXT else frozenset(item.statement.parties),
        names=names_of(item, holdings),
        title=title_of(item) if sort == "plan" else _complement(item) if sort in _TITLED else frozenset(),
        fresh=words.fresh.search(before) is not None,
        resumes=words.resumes.search(before) is not None,
        renewed=words.renewed.search(before) is not None,
        family=genealogy.echoes.family(sentence_key(item)),
        article=article_key(item),
    )


def validity(item: Placed) -> tuple[int, int] | None:
    """The years that a plan covers: those extracted, else those that its phrase names ("for 2021-2023")."""
    valid = item.fields.get("valid")
    if valid is not None:
        return int(valid[0]), int(valid[1])
    if _SORTS.get(item.fields.get("doctype") or "") != "plan" or item.setting is None or item.at is None:
        return None
    following = fold(item.setting.text[item.at.start : item.at.end + _REACH]).partition(". ")[0]
    found = _YEARS.search(following)
    if found is None:
        return None
    first, last = int(found[1]), int(found[2])
    return (first, last) if first <= last <= first + _LONGEST else None


@dataclass(frozen=True)
class _Words:
    common_names: frozenset[str]
    hollow: frozenset[str]
    general: frozenset[str]
    fresh: re.Pattern[str]
    resumes: re.Pattern[str]
    renewed: re.Pattern[str]
    title_end: re.Pattern[str]
    complement_end: re.Pattern[str]
    adopting: frozenset[str]


@cache
def _words(language: str) -> _Words:
    data = load_yaml(f"languages/{language}/threads.yml")
    return _Words(
        common_names=frozenset(data["common_names"]),
        hollow=frozenset(word[:_STEM] for word in data["hollow_title"]),
        general=frozenset(word[:_STEM] for name in ("general_field", "local_field") for word in data[name]),
        fresh=_ending(data["introducing"]),
        resumes=_ending(data["resuming"]),
        renewed=_ending(data["new"]),
        complement_end=re.compile(rf"[.;:,\"()]|\b(?:{'|'.join(data['complement_end'])})\b"),
        adopting=frozenset(word[:_STEM] for word in data["adopting"]),
        title_end=re.compile(rf"[.;:,\"()]|\b(?:(?:19|20)\d\d|{'|'.join(data['title_end'])})\b"),
    )


def _ending(words: Sequence[str]) -> re.Pattern[str]:
    """Matches text that ends in one of ``words``; an adjective may stand behind it: "a first agreement"."""
    told = "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))
    return re.compile(rf"(?:^|[^\w'])(?:{told})(?:(?<=')|\s)(?:[a-z]+\s)?\"?$")


def _before(item: Placed) -> str:
    if item.setting is None or item.at is None:
        return ""
    return fold(item.setting.text[max(item.at.start - _BEFORE, 0) : item.at.start])


def title_of(item: Placed, language: str = "fr") -> frozenset[str]:
    """The stems of what an instrument is said to be for, up to its years or the end of the phrase."""
    if item.setting is None or item.at is None:
        return frozenset()
    text = item.setting.text[item.at.start : item.at.end + _TITLE_REACH]
    folded = fold(text)
    # A title in quotation marks begins right behind the noun.
    cut = _words(language).title_end.search(folded, item.at.end - item.at.start + 3)
    end = len(folded) if cut is None else cut.start()
    named = {
        stem
        for mention in find_places(text, folded, language)
        for stem in _stems(folded[mention.start : mention.end])
    }
    return _stems(folded[:end]) - named - _words(language).hollow


def _complement(item: Placed, language: str = "fr") -> frozenset[str]:
    if item.setting is None or item.at is None:
        return frozenset()
    words = _words(language)
    text = item.setting.text[item.at.end : item.at.end + _TITLE_REACH]
    folded = fold(text)
    cut = words.complement_end.search(folded)
    told = _TITLE_WORD.finditer(folded[: None if cut is None else cut.start()])
    # A capital begins a name: of a place or an organisation, which are compared as such.
    plain = " ".join(match[0] for match in told if text[match.start()].islower())
    return _stems(plain) - words.hollow - words.general - words.adopting


def stems_of(text: str) -> frozenset[str]:
    """The stems of the words of a text, by which what is said of two things is compared."""
    return _stems(fold(text))


def _stems(folded: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _TITLE_WORD.findall(folded.replace("\u0153", "oe")))


def names_of(item: Placed, holdings: Holdings, language: str = "fr") -> frozenset[str]:
    """The words by which the organisations of a statement are known: those that few names share."""
    common = _words(language).common_names
    told = list(item.statement.orgs)
    told += [name.name for name in holdings.entities.of(item.id) if name.kind == "organisation"]
    words = {word for name in told for word in _WORD.findall(fold(name))}
    return frozenset(word for word in words if word not in common and not word.isdigit())
