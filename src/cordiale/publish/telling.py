"""Statements told in a line of a report: what, when, in which words, and the footnote to its source."""

from collections.abc import Sequence
from dataclasses import dataclass

from cordiale.model import Fact, Placed, Proof, proof_of
from cordiale.publish.markdown import Report, cite, escape
from cordiale.publish.wording import Wording, show_period
from cordiale.registers.holdings import Holdings

LONGEST = 320
"""Characters of a sentence that a line quotes; the whole is at its place in the document."""


_MARKS = '"\u00ab\u00bb\u201c\u201d\u201e '
"""Quotation marks at the ends of a sentence: the report sets its own."""


def involves(item: Placed, place: str) -> bool:
    """Whether a statement is about ``place``; a country takes in its regions and cities.

    Codes are party codes (``KZ``, ``KZ-KUS``, ``KZ:Astana``, ``EAEU``).
    """
    return any(
        party == place or party.startswith((f"{place}-", f"{place}:")) for party in item.statement.parties
    )


def day_of(item: Placed) -> str | None:
    """The day, month or year that a statement is about (ISO 8601), None where it is not said."""
    fields = item.fields
    if item.statement.kind == "observation":
        return show_period(fields.get("from"), fields.get("to"))
    if fields.get("date") is not None:
        return str(fields["date"])
    valid = fields.get("valid")
    return None if valid is None else str(valid[0])


def excerpt(item: Placed, *, longest: int = LONGEST) -> str:
    """The sentence, cut at words around the anchor where it is longer than ``longest`` characters."""
    sentence = " ".join(item.sentence.split()).strip(_MARKS)
    quote = " ".join(item.statement.evidence.quote.split())
    if not sentence:
        return quote
    if len(sentence) <= longest:
        return sentence
    at = max(sentence.find(quote), 0)
    low = max(at - longest // 2, 0)
    high = min(low + longest, len(sentence))
    low = sentence.find(" ", low) + 1 if low else 0
    high = sentence.rfind(" ", low, high) if high < len(sentence) else high
    return ("… " if low else "") + sentence[low:high] + (" …" if high < len(sentence) else "")


@dataclass(frozen=True)
class Teller:
    """Tells statements, facts and proofs of one ledger in one language, into one report."""

    holdings: Holdings
    wording: Wording
    report: Report

    def what(self, item: Placed) -> str:
        """What a statement asserts, as one phrase, with its status where it is not a fact of the past."""
        fields, statement = item.fields, item.statement
        values = self.wording.words["values"]
        if statement.kind == "observation":
            amount = self.wording.amount(dict(fields)) or ""
            measure = values["measure"].get(fields.get("measure"), fields.get("measure"))
            told = fields.get("item")
            phrase = self.wording.words["report"]["figure"].format(measure=measure, amount=amount)
            phrase += f" ({' '.join(str(told).split())})" if told else ""
        else:
            parts = [
                str(values.get(name, {}).get(fields[name], fields[name]))
                for name in ("doctype", "eventtype", "relation", "ordinal", "stage")
                if fields.get(name) is not None
            ]
            valid = fields.get("valid")
            if valid is not None:
                parts.append("–".join(dict.fromkeys(str(year) for year in valid)))
            place = fields.get("place")
            if place is not None:
                parts.append(self.wording.place(str(place)))
            phrase = ", ".join(parts)
        tag = self.wording.words["tags"].get(statement.status)
        return f"{phrase} [{tag}]" if tag else phrase

    def footnote(self, proof: Proof) -> str:
        """The mark of a proof's footnote."""
        held = self.holdings.by_id.get(proof.statement or "")
        source = None if held is None else held.source
        return self.report.mark(
            cite(proof, source, cited=self.wording.words["report"]["cited" if proof.cite else "placed"])
        )

    def line(self, facts: Sequence[Fact]) -> str:
        """Facts of one sentence as a line: what, who, the sentence with its footnote, who else tells it."""
        item = facts[0].shown
        told = escape("; ".join(dict.fromkeys(self.what(fact.shown) for fact in facts)))
        places = dict.fromkeys(code for fact in facts for code in fact.shown.statement.parties)
        told += f" — {escape(', '.join(self.wording.place(code) for code in places))}"
        told += f". {self.report.quote(excerpt(item))}{self.footnote(proof_of(item))}"
        others = {member.id: member for fact in facts for member, _ in fact.members if member.id != fact.id}
        if others:
            marks = dict.fromkeys(self.footnote(proof_of(member)) for member in others.values())
            origins = max(fact.origins for fact in facts)
            told += f" {self.plural('origins', origins)}{''.join(marks)}"
        return told

    def plural(self, key: str, number: int) -> str:
        """A count in words, in the form that the number asks for."""
        one, more = self.wording.words["report"][key]
        form: str = one if number in self.wording.words["report"]["singular"] else more
        return form.format(n=self.wording.number(number))


def sentence_key(item: Placed) -> tuple[int, int, int]:
    """Equal for statements of one sentence."""
    if item.setting is None or item.at is None:
        return item.volume, -1, item.start
    return item.volume, item.setting.ordinal, item.setting.sentence_at(item.at.start)
