"""Bodies that meet and events held again and again, named from the words behind their noun."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from cordiale.model import Placed
from cordiale.resolve.acronyms import definitions, is_sure
from cordiale.resolve.known import known_names
from cordiale.resolve.mentions import Node, document_scope, slug
from cordiale.resolve.name_words import lexicon
from cordiale.resolve.naming import OrgName, name_key, read_name
from cordiale.resolve.unions import Tie
from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold

BODY, EVENT = "body:", "event:"
_REACH = 170
_BODY_WITHIN = 90
"""Characters behind an event's noun in which the noun of its body stands."""
_LONGEST = 16
_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[,;:()\[\]<>.?!]|\s[-–]\s")
_ADJECTIVES = r"(?:\s[^\W\d_A-ZÀ-Þ][\w'’-]*(?:al|ale|ique|el|elle|aire|ole|ien|ienne|ois|oise)){0,2}"
_QUOTED = re.compile(_ADJECTIVES + r"\s?[\"«“]\s?([^\"»”]{3,80}?)\s?[\"»”]")
_CAPITAL = r"(?:[A-ZÀ-Þ][\w'’&-]+|(?:and|of|for|&)(?=\s[A-Z]))"
_CAPITALS = re.compile(rf"{_ADJECTIVES}\s({_CAPITAL}(?:\s{_CAPITAL})*)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BODY_TYPES = ("commission", "committee", "council", "working_group")
_BILATERAL = frozenset(
    ("-intergovernmental", "-joint", ".business_council", ".working_group", "-cooperation")
)


@dataclass(frozen=True)
class _Words:
    body: re.Pattern[str]
    stops: frozenset[str]
    hollow: frozenset[str]
    plain: frozenset[str]
    telling: frozenset[str]


@cache
def _words(language: str) -> _Words:
    data = load_yaml(f"languages/{language}/meetings.yml")
    bodies = "|".join(re.escape(word) for word in sorted(data["bodies"], key=len, reverse=True))
    return _Words(
        body=re.compile(rf"(?<!\w)(?:{bodies})s?(?!\w)"),
        stops=frozenset(fold(word) for word in data["stops"]),
        hollow=frozenset(data["hollow"]),
        plain=frozenset(data["plain"]),
        telling=frozenset(data["telling"]),
    )


def phrase_at(text: str, start: int, language: str = "fr") -> str:
    """The name that begins at ``text[start]``, up to a mark or a word that ends it.

    >>> phrase_at("la commission mixte serbo-russe de coopération, réunie à Lyon", 3)
    'commission mixte serbo-russe de coopération'
    """
    stops = _words(language).stops
    window = text[start : start + _REACH]
    close = _BREAK.search(window)
    window = window[: close.start()] if close is not None else window
    end = 0
    for match in islice(_WORD.finditer(fold(window)), _LONGEST):
        if match[0] in stops or match[0].isdigit():
            break
        if match[0] not in lexicon().small:
            end = match.end()
    return " ".join(window[:end].split()).strip(" \"«»“”'’")


def is_body(read: OrgName) -> bool:
    """Whether an organisation's name is that of a body in which sides meet, not an authority of one."""
    if read.type not in _BODY_TYPES or read.key in known_names():
        return False
    return read.type in ("commission", "working_group") or bool(_BILATERAL & set(read.parts))


class Gatherings:
    """The bodies that statements name: ``nodes``; ``taken``, the row and key of the names read as theirs."""

    def __init__(self, placed: Sequence[Placed], language: str = "fr") -> None:
        self._placed = placed
        self._words = _words(language)
        self._language = language
        self._nodes: dict[str, Node] = {}
        self.taken: set[tuple[int, str]] = set()
        for row, item in enumerate(placed):
            for name in item.statement.orgs:
                if is_body(read_name(name)):
                    self.taken.add((row, name_key(name)))
                    self._add(row, item, self._continued(item, name))
            if item.fields.get("eventtype") == "commission":
                phrase = self._body_behind(item)
                if phrase:
                    self._add(row, item, phrase)
        self._add_acronyms()

    @property
    def ties(self) -> list[Tie]:
        """Ties of bodies that are called by one name that has two places in it."""
        called: dict[str, list[int]] = defaultdict(list)
        for index, node in enumerate(self.nodes):
            for key in {name_key(name) for name in node.names if len(read_name(name).places) > 1}:
                called[key].append(index)
        return [Tie(group[0], other, 0.9, "spelling") for group in called.values() for other in group[1:]]

    @property
    def nodes(self) -> list[Node]:
        """The bodies, by key."""
        return [self._nodes[key] for key in sorted(self._nodes)]

    def _continued(self, item: Placed, name: str) -> str:
        text = item.setting.text if item.setting is not None else ""
        at = text.find(name)
        return phrase_at(text, at, self._language) if at >= 0 else name

    def _body_behind(self, item: Placed) -> str | None:
        if item.setting is None or item.at is None:
            return None
        text = item.setting.text
        found = self._words.body.search(fold(text[item.at.start : item.at.start + _BODY_WITHIN]))
        if found is None or "." in text[item.at.start : item.at.start + found.start()]:
            return None
        return phrase_at(text, item.at.start + found.start(), self._language)

    def _add(self, row: int, item: Placed, phrase: str) -> None:
        key = self._key(item, phrase)
        if key is not None:
            node = self._nodes.setdefault(key, Node(key, id=f"{BODY}{key}"))
            node.add(phrase, row)

    def _key(self, item: Placed, phrase: str) -> str | None:
        """Noun, what it is for beyond cooperation, and the sides; None where no side is known."""
        read = read_name(phrase)
        head = next((part[1:] for part in read.parts if part[0] == "." and part[1:] in phrase_heads()), None)
        if head is None:
            found = self._words.body.search(fold(phrase))
            head = found[0] if found is not None else None
        sides = _sides(item, read)
        if head is None or not sides:
            return None
        return "-".join([slug(head), *_topic(read, self._words.hollow)]) + "@" + "+".join(sides)

    def _add_acronyms(self) -> None:
        """Mentions by the letters that the text explains ("du CIG")."""
        phrases: dict[str, str] = {}
        for key, node in sorted(self._nodes.items()):
            for name in node.names:
                phrases.setdefault(name_key(name), key)
        letters: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for row, item in enumerate(self._placed):
            for name in item.statement.orgs:
                if read_name(name).acronym is not None:
                    letters[name_key(name)].append((row, name))
        meant: dict[tuple[str, str], set[str]] = defaultdict(set)
        for told in definitions(self._placed, letters.keys() | phrases.keys()):
            if told.short in letters and told.long in phrases:
                if is_sure(read_name(letters[told.short][0][1]), read_name(told.long), 2):
                    meant[told.short, told.document].add(phrases[told.long])
        for short, rows in letters.items():
            for row, name in rows:
                keys = meant.get((short, document_scope(self._placed[row])), set())
                if len(keys) == 1:
                    self._nodes[next(iter(keys))].add(name, row)
                    self.taken.add((row, short))


@cache
def phrase_heads() -> frozenset[str]:
    """The ids of the nouns of bodies among the nouns of institutions."""
    heads = load_yaml("organisations/words.yml")["heads"]
    return frozenset(identity for kind in _BODY_TYPES for identity in heads[kind])


def _sides(item: Placed, read: OrgName) -> list[str]:
    """The places that meet: those of the name where it has two countries, else the statement's."""
    named = {code[:2] if code[2:3] in ("-", ":") else code for code in read.places}
    parties = set(item.statement.parties)
    countries = {code[:2] if code[2:3] in ("-", ":") else code for code in parties}
    if len(named) > 1 and not (len(parties) == 2 and countries == named):
        return sorted(named)
    if "-intergovernmental" in read.parts or len(parties) != 2:
        return sorted(countries | named)
    return sorted(parties)


def _topic(read: OrgName, hollow: frozenset[str]) -> list[str]:
    """What a body or event is for, beyond what all are for."""
    meant = {part[1:] for part in read.parts if part[0] in ".-"} - hollow - phrase_heads()
    own = {
        word for word in read.own if word not in hollow and len(word) > 2 and not _is_misread_country(word)
    }
    return sorted(meant | own)


def _is_misread_country(word: str) -> bool:
    return lexicon().phrases.get(word + "s", ("",))[0] == "@"


def series_nodes(placed: Sequence[Placed], language: str = "fr") -> list[Node]:
    """Events held again and again, or under a name of their own: fairs, forums, regional weeks."""
    found: dict[str, Node] = {}
    for row, item in enumerate(placed):
        if (
            item.fields.get("eventtype") not in ("forum", "exhibition")
            or item.setting is None
            or item.at is None
        ):
            continue
        named = _series(item, language)
        if named is not None:
            key, name = named
            found.setdefault(key, Node(key, id=f"{EVENT}{key}")).add(name, row)
    return [found[key] for key in sorted(found)]


def _series(item: Placed, language: str) -> tuple[str, str] | None:
    """Key and name of the series of an event, None where it has neither number nor name."""
    assert item.setting is not None and item.at is not None
    text, words = item.setting.text, _words(language)
    name = _proper_name(text, item.at.end)
    if name is not None and name_key(name) not in {name_key(org) for org in item.statement.orgs}:
        return slug(name_key(name)), name
    if item.fields.get("ordinal") is None:
        return None
    phrase = phrase_at(text, item.at.start, language)
    read = read_name(phrase)
    head = fold(item.statement.evidence.quote).split()[0]
    topic = [word for word in _topic(read, words.hollow - words.telling) if not word.startswith(head[:5])]
    places = _countries([*item.statement.parties, *read.places])
    if not topic and (head in words.plain or len(places) not in (2, 3)):
        return None
    return "-".join([item.fields["eventtype"], *topic]) + "@" + "+".join(places), phrase


def _proper_name(text: str, end: int) -> str | None:
    """The name behind an event's noun, quoted or in capitals, without its year ("salon Agritechnica")."""
    quoted = _QUOTED.match(text, end)
    if quoted is not None:
        return _YEAR.sub("", quoted[1]).strip(" -–.,") or None
    run = _CAPITALS.match(text, end)
    if run is None:
        return None
    name = _YEAR.sub("", run[1]).strip(" -–.,")
    read = read_name(name)
    own = set(read.own) - lexicon().before_places
    return name if own or read.acronym is not None else None


def _countries(codes: Iterable[str]) -> list[str]:
    return sorted({code[:2] if code[2:3] in ("-", ":") else code for code in codes})
