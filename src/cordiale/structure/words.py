"""The words of ``data/languages/*/structure.yml``, compiled once.

The notes of one book mix languages (a French text citing Russian and English sources), so layout
words of all languages are known at once; the words differ enough not to get in each other's way.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from cordiale.vocabulary import load_yaml
from cordiale.vocabulary.folding import fold


@dataclass(frozen=True, slots=True)
class Words:
    """Compiled layout words, for folded text (see ``vocabulary.folding``); ``past`` for lower case."""

    resource: re.Pattern[str]
    reference: re.Pattern[str]
    ibidem: re.Pattern[str]
    chapter: re.Pattern[str]
    contents: frozenset[str]
    bibliography: frozenset[str]
    notes_heading: frozenset[str]
    imprint: re.Pattern[str]
    pages: re.Pattern[str]
    abbreviations: frozenset[str]
    abbreviations_number: frozenset[str]
    according: tuple[str, ...]
    verbs: tuple[str, ...]
    foreseen: re.Pattern[str]
    past: re.Pattern[str]
    plans: re.Pattern[str]

    def tell_deed(self, printed: str) -> bool:
        """Whether a sentence as printed tells a deed of the past; to have agreed or announced is none.

        >>> words = load_words()
        >>> words.tell_deed("Le port a vendu 3 grues."), words.tell_deed("Le port a promis 3 grues.")
        (True, False)
        """
        told = self.past.finditer(printed.lower())
        return any(self.plans.search(fold(match.group())) is None for match in told)


def _any(words: list[str]) -> str:
    longest_first = sorted(set(words), key=len, reverse=True)
    return "|".join(re.escape(word).replace("\\ ", " {1,3}") for word in longest_first)


@cache
def load_words() -> Words:
    """The layout words of all languages that have a ``structure.yml``.

    >>> load_words().chapter.match("chapitre 3") is not None
    True
    """
    lists: dict[str, list[str]] = {}
    according: list[str] = []
    verbs: list[str] = []
    languages = files("cordiale").joinpath("data").joinpath("languages")
    for folder in sorted(languages.iterdir(), key=lambda entry: entry.name):
        if not folder.joinpath("structure.yml").is_file():
            continue
        data = load_yaml(f"languages/{folder.name}/structure.yml")
        for key, value in data.items():
            if isinstance(value, list):
                lists.setdefault(key, []).extend(value)
        according.extend(data["speech"]["according"])
        verbs.extend(data["speech"]["verbs"])
    resource = rf"\[ ?(?:{_any(lists['resource'])})"
    labels = _any(lists["url_labels"])
    ibidem = rf"(?<!\w)(?:{_any(lists['ibidem'])})(?!\w)"
    pages = rf"(?<!\w)(?:{_any(lists['page_labels'])}) ?\. ?\d"
    # What only references print: the label of an online source, a URL, the GOST "//" and ". - 2021".
    ibid_line = rf"^[\W\d]{{0,6}}{ibidem}"
    reference = (
        rf"{resource}|h ?t ?t ?p ?s? ?:|www ?\.|(?<!\w)(?:{labels}) ?:| // |"
        r"[.,\]] ?-{1,2} ?-? ?(?:19|20)\d\d"
    )
    return Words(
        resource=re.compile(resource),
        reference=re.compile(f"{reference}|[.] ?- ?{pages}|{ibid_line}"),
        ibidem=re.compile(ibid_line),
        chapter=re.compile(
            rf"(?:{_any(lists['chapter'])}) (?:(?:\d{{1,3}}|[ivxlc]{{1,7}})(?=[ .:)-]|$)"
            rf"|(?:{_any(lists['chapter_ordinals'])})(?=[.:)]| ?-| ?$))[ .:)-]*"
        ),
        contents=frozenset(lists["contents"]),
        bibliography=frozenset(lists["bibliography"]),
        notes_heading=frozenset(lists["notes_heading"]),
        imprint=re.compile(_any(lists["imprint"])),
        pages=re.compile(pages),
        abbreviations=frozenset(lists["abbreviations"]),
        abbreviations_number=frozenset(lists["abbreviations_number"]),
        according=tuple(sorted(set(according), key=len, reverse=True)),
        verbs=tuple(sorted(set(verbs), key=len, reverse=True)),
        past=re.compile(
            rf"(?<!\w)(?:(?:{_any(lists['past_auxiliaries'])}) (?:\w+ )?\w+(?:{_any(lists['past_endings'])})"
            rf"|{_any(lists['past'])})(?!\w)"
        ),
        plans=re.compile(rf"(?<!\w)(?:{_any(lists['plans'])})e?s?$"),
        foreseen=re.compile(
            rf"(?<!\w)(?:(?:{_any(lists['foreseen'])})|\w{{2,20}}(?:{_any(lists['future_endings'])})"
            rf"|(?:{_any(lists['for_years'])}) (?:\w+[' ])?(?:\w+ )?(?:19|20)\d\d)(?!\w)"
        ),
    )
