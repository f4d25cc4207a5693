"""The patterns that tell how an instrument, what is done to it and the words between them stand together."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from cordiale.vocabulary import load_yaml


def any_word(words: Iterable[str]) -> str:
    """An alternation of words for a pattern, the longest first.

    >>> any_word(["a", "a nouveau"])
    'a\\\\ nouveau|a'
    """
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def act_words(language: str) -> dict[str, Any]:
    """The patterns and tables of ``acts.yml``."""
    data = load_yaml(f"languages/{language}/acts.yml")
    adverbs = rf"(?:(?:{any_word(data['adverbs'])}) |,? ?[^,;.]{{0,60}}, ){{0,2}}"
    adverb, article = any_word(data["adverbs"]), any_word(data["articles"])
    been, negation = any_word(data["been"]), any_word(data["negation"])
    subject = rf"(?:{any_word(data['subjects'])})"
    unlike = "".join(rf"(?<!{word} )" for word in data["not_relative"])
    return {
        "active": re.compile(rf"(?:^|[ '\"(])(?P<have>{any_word(data['active'])}) {adverbs}$"),
        "passive": re.compile(
            rf"(?:^|[ '\"(])(?:{any_word(data['passive'])}) (?:(?:{any_word(data['adverbs'])}) )?$"
        ),
        "to_come": re.compile(
            rf"(?:^|[ '\"(])(?:{any_word(data['to_come'])}) (?:(?:{any_word(data['adverbs'])}) )?$"
        ),
        "after_having": re.compile(rf"(?:^|[ '\"(])(?:{any_word(data['after_having'])}) $"),
        "still": re.compile(
            rf"(?:^|[ '\"(])(?:{any_word(data['still'])})(?: (?:{article}))? ?(?:{adverb})? ?(?:{been} )?$"
        ),
        "blocked": re.compile(
            rf"(?:[ \"(,]){unlike}(?:{any_word(data['relatives'])})(?= |')|[;:]|\.(?=[ \"])"
        ),
        "finite": re.compile(rf" (?:{any_word(data['finite'])}) "),
        "bound": re.compile(
            rf",? ?{subject}? ?(?:{negation})?(?:{any_word([*data['passive'], *data['active']])}) "
            rf"(?:(?:{adverb}) )?(?:(?:{any_word(data['before_act'])}) )?$|,? ?{subject} $"
        ),
        "predicate": re.compile(rf"(?:^|[ ,\"'])(?:{any_word(data['predicates'])})\b"),
        "object_of": re.compile(
            rf"[^,;:.]{{0,60}}?,?(?P<that>) (?:{any_word(data['object_relative'])})(?: |(?<='))"
            r"[^,;:.]{2,90}"
        ),
        "own_object": re.compile(rf" (?:{any_word(data['articles'])})(?: |(?<='))"),
        "apposed": re.compile(rf", (?:{any_word(data['apposed'])})(?: |(?<='))(?:[a-z]+ )?$"),
        "listing": re.compile(
            rf"(?:,|(?:^| )(?:{any_word(data['listing'])}))[ \"]*(?:[a-z0-9']+[ \"]*){{0,6}}$"
        ),
        "few": re.compile(rf"(?:^|[ '\"])(?:{any_word(data['few'])}) (?:[a-z]+ )?$"),
        "definite": re.compile(rf"(?:^|[ '\"(])(?:{any_word(data['definite'])}) ?$"),
        "complement": re.compile(
            rf" ?\"? ?(?:[a-z-]+ ){{0,4}}(?:{any_word(data['complements'])})\b| ?[\"«]"
            rf"| [a-z-]*(?:{any_word(data['adjectives'])})\b"
        ),
        "lasting": data["lasting"],
        "year_before": data["year_before"],
        "covering": re.compile(rf"(?:^| )(?:{any_word(data['covering'])}) $"),
        "same_time": re.compile(rf"\b(?:{any_word(data['same_time'])})\b"),
        "measured": re.compile(
            rf"(?:^|[ '\"(])(?:{any_word(data['measured'])}) (?:des|de|d'|de ces|de tous les) ?$"
        ),
        "sales": re.compile(
            rf"(?:s|) (?:\w+ ){{0,3}}?(?:{any_word(data['about'])}) ?(?:(?:{article}) ?)?"
            rf"(?:{any_word(data['sales'])})\b"
        ),
        "named": re.compile(
            rf"(?:{any_word(data['predicates'])})(?: [a-z']+){{0,3}} (?:{article}) ?(?:[a-z]+ )?\"?$"
        ),
        "or": re.compile(rf"(?:^| )(?:{any_word(data['or'])})(?: [a-z]+)? $"),
        "joined": re.compile(
            rf"(?: [a-z']+){{0,2}}(?:,| (?:{any_word(data['listing'])}))(?: (?:de |d'|des )?(?:[a-z]+ )?)?"
        ),
        "bare": re.compile(r"(?:^|[ '\"(])d(?:e |')$"),
        "dated": re.compile(
            rf"^(?:[^,;.()]{{0,12}}?| d(?:e |')[^,;.()]{{2,30}}?) ?(?:{any_word(data['of_date'])}) ?$"
        ),
        "pronoun": re.compile(rf"[ \"(]*(?:{any_word(data['pronouns'])}) "),
        "consequence": re.compile(rf"[ \"(0-9]*(?:{any_word(data['consequence'])})\b"),
        "that": re.compile(
            rf"[ \"(0-9]*(?:{any_word(data['that'])}) [a-z]+ (?:{any_word(data['took_place'])})\b"
        ),
        "background": re.compile(rf"\b(?:{any_word(data['background'])})\b"),
        "anniversary": re.compile(
            rf" ?(?:{any_word(data['anniversary'])}) (?:{any_word(data['definite'])}) ?$"
        ),
        "at_event": re.compile(rf" (?:{any_word(data['at_event'])})\b[^,;.]*$"),
        "awaited": re.compile(rf"[^;.]* (?:{any_word(data['awaited'])})\b"),
        "accented": frozenset(data["accented"]),
        "infinitive": frozenset(data["infinitive"]),
        "future": frozenset(data["future"]),
        "count": re.compile(
            rf"(?:\d|\b(?:{any_word(data['counts'])}))(?: (?:{any_word(data['after_count'])})|) ?$"
        ),
        "since_in_force": re.compile(rf"(?:{any_word(data['since_in_force'])})\b"),
        "again": re.compile(
            rf"(?:^|[ '\"(])(?:{any_word(data['definite'])}) ?(?:(?:{any_word(data['new'])}) )?$"
        ),
        "held": re.compile(rf"[ ,]*(?:{any_word(data['held'])})\b"),
        "purpose": re.compile(rf"\b(?:{any_word(data['purpose'])})\b[^,;:]*$"),
        "carried_out": re.compile(rf"(?:^|[ '\"(])(?:{any_word(data['carried_out'])}) (?:des|d'|de) ?$"),
        "since": re.compile(rf"(?:^|[ '\"(])(?:{any_word(data['since'])}) ?$"),
        "some": re.compile(rf"(?:^|[ '\"(])(?:{any_word(data['some'])}) ?$"),
        "one_year": re.compile(rf"(?:^| )(?:{any_word(data['one_year'])}) $"),
        "additive": re.compile(rf"\b(?:{any_word(data['additive'])})\b"),
        "years_span": re.compile(
            rf"(?:(?:{any_word([*data['for_years'], *data['covering']])}) |^ ?\(?)"
            r"((?:19|20)\d\d)(?: ?(?:-|/|a) ?((?:19|20)?\d\d))?(?!\d| ?%)"
        ),
    }
