"""Plans of cooperation: how many measures they have, how many are done, and the measures themselves."""

from collections.abc import Iterable, Mapping
from typing import Any

from cordiale.model import Placed
from cordiale.registers.drafts import Bench, Draft
from cordiale.registers.lexicon import find_word
from cordiale.registers.mechanisms import STEPS, enlist
from cordiale.registers.sittings import by_passage, passage_key, told_of
from cordiale.registers.steps import computed
from cordiale.vocabulary.folding import fold

_AHEAD = 2
"""Sentences after a plan's in which its measures are still told."""


@enlist(STEPS, "measures_of_plans")
def measures_of_plans(drafts: list[Draft], _parameters: Mapping[str, Any], bench: Bench) -> list[Draft]:
    """The counts of a plan's measures and of those done, and a row for each measure told beside a plan.

    Counts stand in the plan's sentence or the two after it. What is planned there is a measure of the
    plan; a row of its own, with the plan's parties and years.
    """
    beside = by_passage(bench.holdings.placed)
    found = list(drafts)
    taken: set[str] = set()
    for draft in drafts:
        total = None
        for plan in list(draft.placed):
            for item in _after(plan, beside):
                if item.statement.kind == "document" or item.id in taken:
                    continue
                count = _counted(item, known=total is not None)
                if count is not None:
                    taken.add(item.id)
                    draft.tell(count, bench.told_by(item, item.fields.get("value")))
                    total = item if count == "MEASURES" else total
                elif item.statement.status in ("planned", "target"):
                    taken.add(item.id)
                    found.append(_measure(draft, item, bench))
        _complete(draft, total, bench)
    return found


def _after(plan: Placed, beside: Mapping[tuple[int, int], list[Placed]]) -> Iterable[Placed]:
    key = passage_key(plan)
    if key is None or plan.setting is None or plan.at is None:
        return
    own = plan.setting.sentence_at(plan.at.start)
    for item in beside.get(key, ()):
        if item.at is not None and 0 <= plan.setting.sentence_at(item.at.start) - own <= _AHEAD:
            yield item


def _counted(item: Placed, *, known: bool) -> str | None:
    """The column that a figure about the measures of a plan belongs to; ``known`` tells that their number
    was told before it: a share done is then one of them.
    """
    if item.statement.kind != "observation":
        return None
    transform = item.fields.get("transform")
    counted = find_word("plan_measures", fold(str(item.fields.get("item") or "")), 0) is not None
    words = fold(item.sentence)
    done = find_word("plan_done", words, 0) is not None
    if transform == "level" and counted:
        return "DONE" if done and _done_before(item) else "MEASURES"
    if transform == "share" and done and (known or find_word("plan_measures", words, 0) is not None):
        return "COMPLETION_SHARE"
    return None


def _done_before(item: Placed) -> bool:
    """Whether the words of completion stand next to the figure."""
    if item.setting is None or item.at is None:
        return False
    near = fold(item.setting.text[max(item.at.start - 40, 0) : item.at.end + 60])
    return find_word("plan_done", near, 0) is not None


def _measure(plan: Draft, item: Placed, bench: Bench) -> Draft:
    key = {name: bench.value(plan, name) for name in ("PLAN", "PARTIES", "VALID_FROM", "VALID_TO")}
    told = " ".join(item.sentence.split()) or told_of(item)
    draft = Draft({**key, "MEASURE": told}, item.id, placed=[item])
    first = plan.placed[0]
    for name, value in key.items():
        for one in value if isinstance(value, tuple) else (value,):
            if one is not None:
                draft.tell(
                    name, computed(one, plan.name_in(bench.schema), bench.proof(first), status=draft.status)
                )
    draft.tell("KIND", bench.told_by(item, "measure"))
    draft.tell("MEASURE", bench.told_by(item, told))
    for name in item.statement.orgs:
        draft.tell("OWNER", bench.told_by(item, name))
    deadline = item.fields.get("to") or item.fields.get("date")
    if deadline is not None:
        draft.tell("DEADLINE", bench.told_by(item, deadline))
    sector = find_word("sectors", fold(item.sentence), 0)
    if sector is not None:
        draft.tell("SECTOR", bench.told_by(item, sector))
    draft.tell("STAGE", bench.told_by(item, "adopted" if item.statement.status == "target" else "proposed"))
    return draft


def _complete(plan: Draft, total: Placed | None, bench: Bench) -> None:
    """The share done where both counts are told and no share is."""
    done, of = bench.value(plan, "DONE"), bench.value(plan, "MEASURES")
    if (
        done is not None
        and of
        and isinstance(done, int | float)
        and bench.value(plan, "COMPLETION_SHARE") is None
    ):
        proof = None if total is None else bench.proof(total)
        plan.tell("COMPLETION_SHARE", computed(round(done / of, 4), f"{done} / {of}", proof))
