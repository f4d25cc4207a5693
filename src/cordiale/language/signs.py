"""Signs before a figure: minus and plus, printed or in words, and dashes that are none."""

from cordiale.language.figure import Figure
from cordiale.language.lexicon import Lexicon
from cordiale.language.tokens import Tokens


def read_sign(figure: Figure, tokens: Tokens, lexicon: Lexicon) -> None:
    """Takes the sign printed before a figure into it: a dash is one only where it is glued to the number."""
    words, sets, first = tokens.words, lexicon.sets, figure.first
    mark = words[first - 1]
    if first == 0 or not mark:
        return
    opened = mark == "-" and words[first - 2] == "(" and tokens.glued(first - 1) and tokens.near(first, 1)
    if opened:
        give_sign(tokens, figure, -1)  # "(- 5 million)": the bracket shows the dash to be a sign
    elif mark in ("-", "+") and tokens.glued(first):
        clear = not tokens.glued(first - 1) or words[first - 2] in ("(", "[", '"', "=", "~", ":", "$")
        denied = any(words[k] in sets["positive"] for k in (first - 2, first - 3) if k >= 0)
        if clear and not denied:
            give_sign(tokens, figure, -1 if mark == "-" else 1)
    elif mark == "+" and tokens.near(first, 1) and words[figure.next] == "%":
        give_sign(tokens, figure, 1)
    elif mark in sets["minus"] or mark in sets["plus"]:
        before = words[first - 2] if first > 1 else ""
        numeric = before[:1].isdecimal() or before in lexicon.words or before == "%"
        idle = mark in sets["plus"] and before[-1:].isalnum()  # "no more two or three": no sign
        if before not in sets["not_sign_after"] and not (
            numeric or idle or _is_comparison(first - 1, tokens, lexicon)
        ):
            give_sign(tokens, figure, -1 if mark in sets["minus"] else 1)


def _is_comparison(index: int, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether "plus" or "less" at a token compares: it hangs on a word rather than opening a phrase."""
    before = tokens.words[index - 1] if index else ""
    return bool(before) and before[:1].isalpha() and lexicon.bounds.before(tokens, index + 1) is not None


def give_sign(tokens: Tokens, figure: Figure, sign: int) -> None:
    """Makes the token before the figure its sign."""
    figure.bare *= sign
    figure.signed = True
    figure.first -= 1
    start = tokens.starts[figure.first]
    figure.core, figure.head = (start, figure.core[1]), (start, figure.head[1])
