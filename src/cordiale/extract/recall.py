"""What an article has told of instruments and events so far, for sentences that name them without a date."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Signing:
    """A dated signing or adoption: where it was told, when it was, what years the instrument covers."""

    paragraph: int
    sentence: int
    date: str
    valid: list[int] | None
    parties: tuple[str, ...]


@dataclass(slots=True)
class Recall:
    """The signings and events of one article, the latest of each kind.

    ``told`` is the last dated event: paragraph, sentence, date; ``focus`` the pair talked about
    at the end of the sentence before.

    >>> recall = Recall()
    >>> recall.events[("commission", 9)] = "2021-03"
    >>> recall.events.get(("commission", 9))
    '2021-03'
    """

    signings: dict[str, Signing] = field(default_factory=dict)
    events: dict[tuple[str, int | None], str] = field(default_factory=dict)
    latest: Signing | None = None
    told: tuple[int, int, str] | None = None
    focus: tuple[str, ...] = ()

    def sign(self, doctype: str, signing: Signing) -> None:
        """Remember a dated signing of an instrument of this type."""
        self.signings[doctype] = self.latest = signing
