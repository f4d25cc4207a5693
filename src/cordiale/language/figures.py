"""Finds one figure at a token: number, multiplier, half, sign, then unit."""

from decimal import Decimal

from cordiale.language.figure import ONE, Figure
from cordiale.language.lexicon import Lexicon, Unit
from cordiale.language.numerals import is_label, read_numeral, skip_code
from cordiale.language.tokens import Tokens
from cordiale.language.wordnumbers import join_decimals, read_decimals, read_words

HALF = Decimal("0.5")


class Parser:
    """Parses figures over one text with one lexicon; holds no state between calls."""

    __slots__ = ("lexicon", "sets", "tokens", "words")

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.words = tokens.words
        self.lexicon = lexicon
        self.sets = lexicon.sets

    def read(self, index: int) -> tuple[Figure | None, int]:
        """The figure that begins at seed token ``index``, if any, and the token to go on from."""
        word = self.words[index]
        if "0" <= word[0] <= "9":
            return self._read_digits(index)
        if word in self.lexicon.words:
            return self._read_words(index)
        if word in self.lexicon.collectives:
            return None, index + 1  # "dozens of": no figure without a number or article before
        if word in self.sets["half_whole"]:
            return self._finish(self._figure(index, index + 1, HALF, "fraction"))
        if word in self.lexicon.data["vulgar_fractions"]:
            over, under = self.lexicon.data["vulgar_fractions"][word]
            return self._finish(self._figure(index, index + 1, Decimal(over) / under, "fraction"))
        if word in self.lexicon.romans:
            return self._read_roman(index)
        return None, index + 1

    def _figure(self, first: int, after: int, value: Decimal, style: str) -> Figure:
        span = (self.tokens.starts[first], self.tokens.ends[after - 1])
        return Figure(first, after, value, span, span, style, low=value)

    # --- digits

    def _read_digits(self, index: int) -> tuple[Figure | None, int]:
        tokens, start = self.tokens, self.tokens.starts[index]
        code_end = skip_code(tokens.folded, start)
        if code_end is not None:
            return None, self._token_at(index, code_end)
        found = read_numeral(tokens.folded, start)
        if found is None:
            return None, index + 1
        value, end = found
        after = self._token_at(index, end)
        first = self._restore_letter(index)
        if first < index:
            value += int(self.lexicon.data["noise"]["digits"][self.words[first]]) * 10 ** len(self.words[index])
        if is_label(tokens, first, self.lexicon):
            return None, self._skip_coordinated(after)
        return self._digits_tail(self._figure(first, after, value, "digits"))

    def _digits_tail(self, figure: Figure) -> tuple[Figure | None, int]:
        tokens, words, after = self.tokens, self.words, figure.next
        mark, glued = words[after], tokens.glued(after)
        if glued and mark == "/" and words[after + 1].isdecimal() and tokens.glued(after + 1):
            return self._read_fraction(figure)
        if glued and mark in ("°", "º", "o") and figure.bare < 100 and not self.lexicon.units.at(tokens, after):
            return None, after + 1
        if glued and mark[:1].isalpha():
            return self._glued_letters(figure)
        if glued and mark == "^" and words[after + 1] in self.sets["ordinal_suffixes"]:
            figure.next += 1  # a raised ending: "7^e"
            return self._glued_letters(figure)
        if glued and mark == '"' and tokens.glued(after + 1) and words[after + 1].isalpha():
            return None, after + 1  # a mark of a note, glued to the quotation it opens
        if glued and mark in ":_@" and tokens.glued(after + 1) and words[after + 1][:1].isalnum():
            return None, after + 2
        if glued and mark == "-" and tokens.glued(after + 1) and self._is_code_tail(after + 1):
            return None, after + 2
        if mark == ")" and self._is_list_mark(figure.first):
            return None, after + 1
        if mark == "." and self._is_item(figure):
            return None, after + 1
        small = tokens.near(after, 1) and mark.isdecimal() and words[after + 1] == "/" and tokens.glued(after + 1)
        if small and words[after + 2].isdecimal() and figure.bare == figure.bare.to_integral_value():
            return self._read_mixed(figure)
        if mark in self.lexicon.data["vulgar_fractions"] and tokens.near(after, 1):
            over, under = self.lexicon.data["vulgar_fractions"][mark]
            figure.bare += Decimal(over) / under
            self._extend(figure, after + 1, head=True)
        elif mark in self.sets["decimal"] and mark.isalpha():
            decimals = read_decimals(tokens, after + 1, self.lexicon)
            if decimals and figure.bare == figure.bare.to_integral_value():
                figure.bare = join_decimals(figure.bare, decimals[0])
                self._extend(figure, decimals[1], head=True)
        if self._leads(figure.next):
            return self._leading(figure)
        finished, at = self._finish(figure)
        return (None, at) if finished and self._is_name(finished) else (finished, at)

    def _is_name(self, figure: Figure) -> bool:
        """Whether a bare number is part of a name or a year that no date reader took: no counted noun follows."""
        if figure.unit is not None or figure.scale != ONE or figure.first == 0 or self._counts(figure.next):
            return False
        tokens, before = self.tokens, figure.first - 1
        digits = figure.head[1] - figure.head[0]
        if digits == 4 and 1900 <= figure.bare <= 2100:
            return True
        if not tokens.near(figure.first, 1) or not tokens.printed(before)[:1].isupper():
            return False
        opens = before == 0 or not self.words[before - 1][:1].isalnum() and self.words[before - 1] not in ("'", "-")
        return not opens or tokens.printed(before).isupper()

    def _counts(self, index: int) -> bool:
        """Whether a noun that may be counted stands at a token."""
        if not self.tokens.near(index):
            return False
        word = self.words[index]
        return len(word) > 3 and word.isalpha() and self.tokens.printed(index).islower()

    def _is_code_tail(self, index: int) -> bool:
        """Whether the token glued by a hyphen to digits makes them a name ("5-HT"), not a compound."""
        word = self.words[index]
        return word.isalpha() and (len(word) < 3 or not self.tokens.printed(index).islower())

    def _is_item(self, figure: Figure) -> bool:
        """Whether "3. Xxxx" numbers an item: at the start of a line, after a mark, or the first of several."""
        tokens, first, after = self.tokens, figure.first, figure.next
        if figure.bare >= 200 or glued_decimal(figure) or after + 1 >= tokens.count or tokens.glued(after + 1):
            return False
        start = tokens.starts[first]
        opens = start == 0 or tokens.text[start - 1] == "\n" or self.words[first - 1] in (";", ":")
        return (opens or figure.bare == 1) and tokens.printed(after + 1)[:1].isupper()

    def _is_list_mark(self, index: int) -> bool:
        """Whether "3)" numbers an item: no bracket was opened just before."""
        return all(self.words[k] != "(" for k in range(max(0, index - 12), index)) and self.words[index - 1] != "("

    def _restore_letter(self, index: int) -> int:
        """The first token of the numeral: OCR may print its first digit as a letter."""
        letter = self.words[index - 1]
        if index and self.tokens.glued(index) and letter in self.lexicon.data["noise"]["digits"]:
            alone = index < 2 or not (self.tokens.glued(index - 1) and self.words[index - 2][-1:].isalnum())
            if alone and len(self.words[index]) > 1 and self.tokens.printed(index - 1) in "lIO":
                return index - 1
        return index

    def _glued_letters(self, figure: Figure) -> tuple[Figure | None, int]:
        """Digits with letters on: an ordinal, a unit, or part of a name."""
        after = figure.next
        word, printed = self.words[after], self.tokens.printed(after)
        stops = not (self.tokens.glued(after + 1) and self.words[after + 1][:1].isalnum())
        if word in self.sets["ordinal_suffixes"] and stops and printed.islower():
            if figure.bare == figure.bare.to_integral_value() and figure.bare < 10**15:
                figure.style = "ordinal"
                self._extend(figure, after + 1, head=True)
                return figure, figure.next
        if self.lexicon.units.at(self.tokens, after) or word in self.lexicon.words or self._symbol_scale(after):
            finished, at = self._finish(figure)
            if finished and finished.next > after:
                return finished, at
        return None, after + 1

    def _read_fraction(self, figure: Figure) -> tuple[Figure | None, int]:
        words, after = self.words, figure.next
        under = words[after + 1]
        more = self.tokens.glued(after + 2) and (words[after + 2] == "/" or words[after + 2].isalnum())
        if more or len(under) > 3 or int(under) == 0 or int(under) > 100 or figure.bare >= 100:
            return None, after + 2
        figure.bare /= int(under)
        figure.style = "fraction"
        self._extend(figure, after + 2, head=True)
        return self._finish(figure)

    def _read_mixed(self, figure: Figure) -> tuple[Figure | None, int]:
        over, under = self.words[figure.next], self.words[figure.next + 2]
        if len(over) > 2 or len(under) > 2 or not 0 < int(over) < int(under):
            return self._finish(figure)
        figure.bare += Decimal(int(over)) / int(under)
        self._extend(figure, figure.next + 3, head=True)
        return self._finish(figure)

    def _token_at(self, index: int, end: int) -> int:
        """The first token at or after character ``end``."""
        starts = self.tokens.starts
        while starts[index] < end:
            index += 1
        return index

    def _skip_coordinated(self, after: int) -> int:
        """Past the further numbers of a label: "articles 5 and 6"."""
        while self.words[after] in self.sets["and"] | self.sets["to"] | {",", "-"} and self.words[after + 1].isdecimal():
            after += 2
        return after

    # --- words

    def _read_words(self, index: int) -> tuple[Figure | None, int]:
        tokens, words, lexicon = self.tokens, self.words, self.lexicon
        found = read_words(tokens, index, lexicon)
        if found is None:
            return self._bare_scale(index)
        value, after, last, scale = found
        article = after == index + 1 and words[index] in self.sets["articles"]
        if article or not last.ordinal:
            special = self._collective_or_fraction(index, after, value)
            if special is not None:
                return self._finish(special)
        figure = self._figure(index, after, Decimal(value), "article" if article else "words")
        if last.ordinal:
            return self._ordinal(figure, value)
        if words[after] in self.sets["decimal"] and words[after].isalpha():
            decimals = read_decimals(tokens, after + 1, lexicon)
            if decimals:
                figure.bare, figure.style = join_decimals(value, decimals[0]), "words"
                self._extend(figure, decimals[1], head=True)
        if scale:
            # The half of "three and a half million" is counted in the last scale.
            figure.scale = Decimal(scale) if last.part == "scale" else ONE
            figure.bare = Decimal(value) / figure.scale
            figure.style = "words"
            figure.about = article_thousand(self, index, after, scale)
        elif self._leads(figure.next):
            return self._leading(figure)
        return self._finish(figure)

    def _bare_scale(self, index: int) -> tuple[Figure | None, int]:
        """"The million": a singular scale word after a singular article or a bounding verb."""
        word = self.lexicon.words.get(self.words[index])
        if word is None or word.plural or self.words[index - 1] not in self.sets["singular_articles"]:
            return None, index + 1
        figure = self._figure(index, index + 1, ONE, "words")
        figure.scale = Decimal(word.value)
        return self._finish(figure)

    def _ordinal(self, figure: Figure, value: int) -> tuple[Figure | None, int]:
        last = figure.next - 1
        fixed = self.lexicon.fixed
        if self.words[last] in self.sets["ordinal_ambiguous"] and not self.tokens.near(figure.next):
            return None, figure.next
        if any((found := fixed.at(self.tokens, at)) and found[1] > last for at in (last - 2, last - 1, last) if at >= 0):
            return None, figure.next
        figure.style, figure.bare = "ordinal", Decimal(value)
        return figure, figure.next

    def _leads(self, index: int) -> bool:
        return self.words[index] in self.sets["leading"] and self.tokens.near(index)

    def _leading(self, figure: Figure) -> tuple[Figure | None, int]:
        figure.style, figure.role = "ordinal", "leading"
        self._extend(figure, figure.next + 1)
        return figure, figure.next

    def _collective_or_fraction(self, index: int, after: int, value: int) -> Figure | None:
        """"About twenty", "half a dozen", "two thirds": a noun of number after an article or number."""
        words, lexicon, tokens = self.words, self.lexicon, self.tokens
        at, halves = after, ONE
        if not tokens.near(at):
            return None
        if words[at] in self.sets["half"] and words[at + 1] and not self._ends_fraction(at + 1):
            at += 1 + (words[at + 1] == "-")
            halves = HALF
        word = lexicon.words.get(words[at])
        if words[at] in lexicon.collectives:
            figure = self._figure(index, at + 1, value * halves * lexicon.collectives[words[at]], "collective")
            figure.about = True
            return figure
        if halves != ONE:
            figure = self._figure(index, after + 1, value * halves, "fraction")
            figure.next, figure.role = at, "half"
            figure.about = word is not None and word.part == "scale"
            return figure
        under = lexicon.fractions.get(words[at])
        if under is None and word is not None and word.ordinal and self._is_fraction(value, at, after):
            under = word.value
        if under is None or value == 0:
            return None
        return self._figure(index, at + 1, Decimal(value) / under, "fraction")

    def _is_fraction(self, value: int, at: int, after: int) -> bool:
        word = self.lexicon.words[self.words[at]]
        if at != after or word.value < 3 or word.part == "lone":
            return False
        return word.plural if value > 1 else self._ends_fraction(at + 1)

    def _ends_fraction(self, index: int) -> bool:
        """Whether a fraction may end before token ``index``: "of", a mark, or nothing follows."""
        word = self.words[index]
        return not word[:1].isalnum() and word != "-" or word in self.sets["of"]

    def _read_roman(self, index: int) -> tuple[Figure | None, int]:
        printed, word = self.tokens.printed(index), self.words[index]
        size = len(printed.rstrip("abcdefghijklmnopqrstuvwxyzèéÈ"))
        alone = not self.tokens.glued(index) or self.words[index - 1] in "\"'(«"
        if not alone or size == 0 or not printed[:size].isupper() or word[size:] not in self.sets["roman_suffixes"]:
            return None, index + 1
        if self.tokens.glued(index + 1) and self.words[index + 1][:1] in ("-", "'"):
            return None, index + 1
        figure = self._figure(index, index + 1, Decimal(self.lexicon.romans[word]), "ordinal")
        return figure, index + 1

    # --- after the number

    def _extend(self, figure: Figure, after: int, *, head: bool = False) -> None:
        figure.next = after
        figure.core = (figure.core[0], self.tokens.ends[after - 1])
        if head:
            figure.head = (figure.head[0], self.tokens.ends[after - 1])

    def _symbol_scale(self, index: int) -> Decimal | None:
        """A multiplying letter ("M€") at a token, where a currency follows."""
        power = self.lexicon.data["scale_symbols"].get(self.tokens.printed(index)) if index < self.tokens.count else None
        if power is None:
            return None
        after = index + 1 + (self.words[index + 1] in self.sets["of"])
        after += after > index + 1 and self.words[after] == "'"
        unit = self.lexicon.units.at(self.tokens, after)
        return Decimal(10) ** power if unit and unit[0].family == "money" else None

    def _read_scale(self, figure: Figure) -> None:
        tokens, words, at = self.tokens, self.words, figure.next
        if not tokens.near(at):
            return
        if figure.style == "collective" and words[at] in self.sets["of"]:
            at += 1
        word = self.lexicon.words.get(words[at]) or self.lexicon.words.get(self._repair(words[at]))
        if word and word.part in ("scale", "thousand") and not word.ordinal and figure.scale == ONE and tokens.near(at):
            if figure.style == "words" and at > figure.next:
                return
            figure.scale = Decimal(word.value)
            self._extend(figure, at + 1)
            if words[at] in self.sets["thousands"]:
                self._stacked_scale(figure)
            return
        factor = self._symbol_scale(at)
        if factor is not None and figure.style == "digits":
            figure.scale = factor
            self._extend(figure, at + 1)

    def _stacked_scale(self, figure: Figure) -> None:
        """"Thousand billion": a second scale word."""
        word = self.lexicon.words.get(self.words[figure.next])
        if word and word.part == "scale" and not word.ordinal and self.tokens.near(figure.next):
            figure.scale *= word.value
            self._extend(figure, figure.next + 1)

    def _repair(self, word: str) -> str:
        """The number word that OCR printed as ``word``, if there is one."""
        if not 5 <= len(word) <= 14:
            return word
        return self.lexicon.repairs.get(self.lexicon.skeleton(word), word)

    def _read_half(self, figure: Figure) -> Decimal | None:
        """The fraction after "and" at the end of the figure, past which the figure is extended."""
        words, at = self.words, figure.next
        if words[at] not in self.sets["and"] or not self.tokens.near(at):
            return None
        part = words[at + 1]
        if part in self.sets["half"] or part in self.sets["quarter"]:
            self._extend(figure, at + 2)
            return ONE / self.lexicon.fractions[part]
        return None

    def _finish(self, figure: Figure) -> tuple[Figure | None, int]:
        """Adds multiplier, half, sign and unit; returns the figure and the token after it."""
        self._read_scale(figure)
        half = self._read_half(figure)
        if half is not None:
            figure.bare += half
            if figure.scale == ONE:
                figure.head = (figure.head[0], figure.core[1])
        self._read_smaller(figure)
        self._read_sign(figure)
        self._read_prefix(figure)
        if figure.unit is None:
            self._read_unit(figure)
        if figure.style == "article" and self._is_article(figure):
            return None, figure.first + 1
        if figure.role == "half":
            if figure.unit is None and figure.scale == ONE:
                return None, figure.next  # "half-brother": no figure
            figure.role = ""
        factor = figure.unit.factor if figure.unit else ONE
        figure.low = figure.bare * figure.scale * factor
        return figure, figure.next

    def _read_smaller(self, figure: Figure) -> None:
        """The smaller part of a mixed number: "3 million 200 thousand"."""
        at = figure.next
        if figure.style != "digits" or figure.scale <= 1000 or not self.words[at].isdecimal() or not self.tokens.near(at):
            return
        found = read_numeral(self.tokens.folded, self.tokens.starts[at])
        if found is None or found[0] >= 1000:
            return
        after = self._token_at(at, found[1])
        word = self.lexicon.words.get(self.words[after])
        if word and word.part in ("scale", "thousand") and word.value < figure.scale and not word.ordinal:
            figure.bare += found[0] * word.value / figure.scale
            self._extend(figure, after + 1)

    def _is_article(self, figure: Figure) -> bool:
        """Whether a lone "one" is the article: nothing measured follows."""
        if figure.unit is not None:
            return figure.unit.weak or figure.unit.family == "times" and not figure.signed
        whole = figure.first == 0 or (figure.first == 1 and figure.signed)
        return not (whole and figure.next >= self.tokens.count) and figure.scale == ONE and figure.bare == ONE

    def _read_sign(self, figure: Figure) -> None:
        tokens, words, first = self.tokens, self.words, figure.first
        mark = words[first - 1]
        if first == 0 or not mark:
            return
        if mark in ("-", "+") and tokens.glued(first):
            clear = not tokens.glued(first - 1) or words[first - 2] in ("(", "[", "\"", "=", "~", ":", "$")
            denied = any(words[k] in self.sets["positive"] for k in (first - 2, first - 3) if k >= 0)
            if clear and not denied:
                self._sign(figure, -1 if mark == "-" else 1)
        elif mark == "+" and tokens.near(first, 1) and words[figure.next] == "%":
            self._sign(figure, 1)
        elif mark in self.sets["minus"] or mark in self.sets["plus"]:
            before = words[first - 2] if first > 1 else ""
            numeric = before[:1].isdecimal() or before in self.lexicon.words or before == "%"
            idle = mark in self.sets["plus"] and before[-1:].isalnum()  # "no more two or three": no sign
            if before not in self.sets["not_sign_after"] and not (numeric or idle or self._is_comparison(first - 1)):
                self._sign(figure, -1 if mark in self.sets["minus"] else 1)

    def _is_comparison(self, index: int) -> bool:
        """Whether "plus" or "less" at a token compares: it hangs on a word rather than opening a phrase."""
        before = self.words[index - 1] if index else ""
        return bool(before) and before[:1].isalpha() and self.lexicon.bounds.before(self.tokens, index + 1) is not None

    def _sign(self, figure: Figure, sign: int) -> None:
        figure.bare *= sign
        figure.signed = True
        figure.first -= 1
        start = self.tokens.starts[figure.first]
        figure.core, figure.head = (start, figure.core[1]), (start, figure.head[1])

    # --- units

    def _read_prefix(self, figure: Figure) -> None:
        """A currency printed before the figure: "$5", "USD 5 million"."""
        tokens = self.tokens
        found = self.lexicon.prefixes.before(tokens, figure.first)
        if found is None or figure.style not in ("digits", "words") or not tokens.near(figure.first, 1):
            return
        unit, begin = found
        start = tokens.starts[begin]
        printed = tokens.text[start : tokens.ends[figure.first - 1]]
        free = begin == 0 or not tokens.glued(begin) or not self.words[begin - 1][-1:].isalnum()
        taken = begin > 0 and self.words[begin - 1][:1].isdecimal()
        if printed == unit.printed and free and not taken:
            figure.unit, figure.first = unit, begin
            figure.core = (start, figure.core[1])
            if self.words[begin - 1] in ("-", "+") and tokens.glued(begin) and not tokens.glued(begin - 1):
                self._sign(figure, -1 if self.words[begin - 1] == "-" else 1)
                figure.head = (figure.head[1], figure.head[1]) if figure.head[0] > figure.head[1] else figure.head

    def _read_unit(self, figure: Figure) -> None:
        tokens, words = self.tokens, self.words
        at = self._past_remark(figure.next)
        if not tokens.near(at):
            return
        found = self._unit_at(at)
        if found is None and words[at] in self.sets["of"] and self._may_have_of(figure):
            of = at + 1
            if words[at] == self.lexicon.data["of_elided"]:
                if words[of] != "'":
                    return
                of += 1
            found = self._unit_at(of) if tokens.near(of) else None
            if found and found[0].family not in ("money", "quantity"):
                found = None
        if found is None:
            return
        unit, after = found
        figure.unit = unit
        self._extend(figure, after)
        half = self._read_half(figure)
        if half is not None:
            figure.bare += half
        elif unit.code == "h" and words[figure.next].isdecimal() and len(words[figure.next]) == 2:
            if tokens.near(figure.next, 1) and int(words[figure.next]) < 60:
                figure.bare += Decimal(int(words[figure.next])) / 60  # "2 h 30"
                self._extend(figure, figure.next + 1)
        if unit.family == "money":
            self._read_hundredths(figure)

    def _may_have_of(self, figure: Figure) -> bool:
        """Whether "of" may stand between the number and its unit: after a noun of number."""
        return figure.scale != ONE or figure.style in ("collective", "fraction") or figure.bare >= 10**6

    def _past_remark(self, index: int) -> int:
        """Past a mark of surprise between number and unit: "61(!) times"."""
        if self.words[index] == "(" and self.words[index + 1] in ("!", "?") and self.words[index + 2] == ")":
            return index + 3
        return index

    def _unit_at(self, index: int) -> tuple[Unit, int] | None:
        """The unit at a token; symbols must stand as printed."""
        tokens, words = self.tokens, self.words
        for phrase, unit in self.lexicon.units.table.get(words[index], ()):
            after = index + len(phrase)
            if tuple(words[index:after]) != phrase:
                continue
            if phrase == ("%",) and tokens.glued(after) and words[after][:1].isalnum():
                return None  # an escape in an address
            if unit.printed:
                printed = tokens.text[tokens.starts[index] : tokens.ends[after - 1]]
                if printed != unit.printed or (words[after] == "'" and tokens.glued(after)):
                    continue
                if phrase[-1].isalpha() and tokens.glued(after) and words[after][:1].isalnum():
                    continue
            return unit, after
        return None

    def _read_hundredths(self, figure: Figure) -> None:
        """The cents after an amount: "5 dollars and 30 cents"."""
        tokens, words, minor = self.tokens, self.words, self.lexicon.minor
        at = figure.next
        at += words[at] in self.sets["and"]
        if not tokens.near(at):
            return
        if words[at].isdecimal() and len(words[at]) <= 2:
            value, after = int(words[at]), at + 1
        else:
            found = read_words(tokens, at, self.lexicon, below=100)
            if found is None:
                return
            value, after = found[0], found[1]
        if words[after] in minor and value < 100 and tokens.near(after):
            figure.bare += Decimal(value) / 100 / figure.scale
            self._extend(figure, after + 1)


def glued_decimal(figure: Figure) -> bool:
    """Whether the number has a fractional part, and so numbers no item of a list."""
    return figure.bare != figure.bare.to_integral_value()


def article_thousand(parser: Parser, index: int, after: int, scale: int) -> bool:
    """Whether "a thousand (or so)" was said: the noun of a thousand after an article."""
    words = parser.words
    return scale == 1000 and after == index + 2 and words[after - 1] in parser.sets["thousand_nouns"] and words[index] in parser.sets["articles"]
