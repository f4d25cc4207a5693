"""What stands around a form: is it a date at all, and what does it do in its sentence."""

from cordiale.language.period_lexicon import Lexicon, Stretch

_LOOK_BACK = 12  # tokens: an amount with its unit between "against" and its year
_RUN = 160  # characters: an address is looked for no further than this
_WORD = 40  # characters: a word beyond the stretch is looked for no further than this
_RANGES = 6  # figures joined to figures: a longer chain is a table
_SENTENCE_ENDS = ".;:!?"
_LIKELY_YEARS = range(1900, 2101)


class Context:
    """The words around one stretch's forms, judged by the ``roles`` and ``evidence`` of the data."""

    def __init__(self, words: Lexicon, stretch: Stretch, text: str, folded: str) -> None:
        self.stretch = stretch
        self.text = text
        self.folded = folded
        self.roles = words.role_cues
        self.lists = words.lists
        self.data = words.data
        self.token = words.plain

    def before(self, token: int) -> str:
        """The word before a token, empty at the beginning of the text."""
        if token > 0:
            return self.stretch.words[token - 1]
        start = self.stretch.start(0) if self.stretch.words else 0
        words = self.folded[max(0, start - _WORD) : start].split()
        return self.token.findall(words[-1])[-1] if words else ""

    def after(self, token: int) -> str:
        """The word at a token that follows a form, empty at the end of the text."""
        if token < len(self.stretch.words):
            return self.stretch.words[token]
        match = self.token.search(self.folded, self.stretch.ends[-1], self.stretch.ends[-1] + _WORD)
        return match.group() if match else ""

    def role(self, token: int) -> str:
        """The role that the words before a form give it, else empty."""
        words = self.stretch.words
        if token == 0:
            return ""
        articles, end, low = self.lists["articles"], token, max(0, token - _LOOK_BACK)
        while end > low and words[end - 1] in articles:
            end -= 1
            printed = self.text[self.stretch.start(end) : self.stretch.ends[end]].lower()
            if printed in self.lists["since_accented"]:
                return "since"
        if end == low:  # nothing but articles, as far as one looks
            return ""
        if words[end - 1] in self.lists["than"]:
            return self._than(end - 1)
        for length in (4, 3, 2, 1):
            if length <= end:
                role = self.roles.get(" ".join(words[end - length : end]))
                if role:
                    return role
        return self._against(end)

    def _than(self, token: int) -> str:
        """Whether "than" compares: after a comparative, and not in "only" or "that"."""
        words = self.stretch.words[max(0, token - _LOOK_BACK) : token]
        if any(word in self.lists["only"] for word in words[-4:]):
            return ""
        phrase = " ".join(words)
        if any(idiom in phrase for idiom in self.data["not_comparatives"]):
            return ""
        return "base" if any(word in self.lists["comparatives"] for word in words) else ""

    def _against(self, token: int) -> str:
        words = self.stretch.words
        for position in range(token - 1, max(-1, token - _LOOK_BACK), -1):
            if words[position] in self.lists["against"]:
                return "base"
            if words[position] in _SENTENCE_ENDS:
                break
        return ""

    def is_named(self, token: int, start: int, end: int) -> bool:
        """Whether the figures are part of a name, a reference, an address of the web."""
        previous = self.before(token)
        if previous in self.lists["name_before"]:
            return True
        folded = self.folded
        if folded[end : end + 1] == "/" and not folded[end + 1 : end + 2].isdigit():
            return True
        if start > 1 and folded[start - 1] in "/_-=&?#@\\" and folded[start - 2].isalpha():
            return True
        if end + 1 < len(folded) and folded[end] in "/_-" and folded[end + 1].isalpha():
            return True
        low = max(folded.rfind(" ", max(0, start - _RUN), start), start - _RUN) + 1
        if start - low < 4:
            return False
        run = folded[low:end]
        return any(sign in run for sign in self.data["evidence"]["addresses"])

    def is_street(self, token: int) -> bool:
        """Whether a day names a street or a square."""
        position, lists = token - 1, self.lists
        while position > 0 and self.stretch.words[position] in lists["street_links"]:
            position -= 1
        return 0 <= position < token - 1 and self.stretch.words[position] in lists["street_words"]

    def is_year(self, first: int, last: int, *, known: bool) -> bool:
        """Whether a bare figure is a year; ``known``: a year stands just before it."""
        lists = self.lists
        start, end = self.stretch.start(first), self.stretch.ends[last - 1]
        if len(self.folded) < 40 and not (self.folded[:start] + self.folded[end:]).strip(" .()[]"):
            return True
        previous, following = self.before(first), self.after(last)
        if previous in lists["year_strong"]:
            return following not in lists["units"] and not self._is_group(last)
        value = self.stretch.values[first].get("year", self.stretch.values[last - 1].get("year", 0))
        if value not in _LIKELY_YEARS or self._is_counted(last):
            return False
        if self._is_approximate(first):
            return False
        if known and previous in lists["year_weak"]:
            return True
        if previous in ("(", "[", ",", "-", "/"):
            return following in (")", "]", ",", ".", ";", ":", "", "-", "/")
        if previous in lists["year_weak"] or previous in lists["year_nouns"]:
            return True
        if self.role(first):
            return True
        heads = previous == "" or previous in _SENTENCE_ENDS or previous in lists["than"]
        return heads and following in lists["year_verbs"]

    def is_range(self, first: int, last: int) -> bool:
        """Whether two figures joined by a dash or "to" are years and not an amount or a name."""
        named = self.before(first) in self.lists["name_before"]
        return not (named or self._is_counted(last) or self._is_approximate(first))

    def _is_approximate(self, first: int) -> bool:
        words, lists = self.stretch.words, self.lists
        if first == 0:
            return False
        if words[first - 1] in lists["approximators"]:
            return True
        return (
            first > 1
            and words[first - 1] in lists["partitives"]
            and words[first - 2] in lists["approximators"]
        )

    def _is_group(self, last: int) -> bool:
        """Whether a further group of three digits follows: 2020 000."""
        following = self.after(last)
        gap = last < len(self.stretch.words) and self.stretch.start(last) - self.stretch.ends[last - 1] == 1
        return gap and len(following) == 3 and following.isdigit()

    def _is_counted(self, last: int) -> bool:
        words, lists = self.stretch.words, self.lists
        for _ in range(_RANGES):
            following = self.after(last)
            if not following:
                return False
            if following in lists["units"] or self._is_group(last):
                return True
            joined = following in lists["joiners"] and last + 1 < len(words)
            if not (joined and words[last + 1].isdigit()):
                break
            last += 2  # "de 2015 à 2020 tonnes": what follows the other end counts
        if not following[0].isalpha() or following.endswith("'") or following in lists["not_nouns"]:
            return False
        return len(following) > 2 and following[-1] in lists["noun_endings"]

    def is_month(self, first: int, last: int, month: int) -> bool:
        """Whether the name at token ``month``, without day or year, is that of a month."""
        lists, word = self.lists, self.stretch.words[month]
        if "month" not in self.stretch.values[month]:
            return False  # an abbreviation needs a day or a year
        if last - first > 1 or word not in lists["doubtful_months"]:
            return True
        if len(self.folded) < 12 and self.folded.strip() == word:
            return True
        return self.before(first) in lists["month_before"] and self._printed_low(first)

    def _printed_low(self, token: int) -> bool:
        """Whether the word is printed without a capital; a capital inside a sentence is a name."""
        return not self.text[self.stretch.start(token)].isupper()

    def is_bare_day(self, first: int, last: int) -> bool:
        """Whether a number is a day of the month by the article before and the pause after it."""
        following, lists = self.after(last), self.lists
        if not self.stretch.words[first][0].isdigit():
            return False
        return self.before(first) in lists["day_before"] and (
            not following or following in lists["day_after"]
        )

    def is_season(self, first: int, *, dated: bool) -> bool:
        """Whether a season's name is one and not a past participle."""
        previous, word = self.before(first), self.stretch.words[first]
        if previous in self.lists["season_before"] or (dated and word not in self.lists["doubtful_seasons"]):
            return True
        return not previous and (dated or self.text[self.stretch.start(first)].isupper())

    def is_short_date(self, first: int) -> bool:
        """Whether two figures with a slash are day and month, not a fraction."""
        words = self.stretch.words
        long_enough = len(words[first]) + len(words[first + 2]) > 2
        followed = self.after(first + 3)
        return long_enough and self.before(first) in self.lists["short_date_before"] and followed != "/"

    def is_list(self, start: int, end: int) -> bool:
        """Whether only words of a list stand between two offsets."""
        if not 0 < end - start < _WORD:
            return False
        return all(word in self.lists["listing"] for word in self.token.findall(self.folded, start, end))

    def is_part_of(self, last: int) -> bool:
        """Whether what follows says of what the words are a part."""
        return self.after(last) in self.lists["partitives"]
