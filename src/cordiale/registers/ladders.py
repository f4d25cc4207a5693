"""Instruments that follow one another: versions of one plan, and the ladder that the parties climb."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from cordiale.registers.drafts import Bench, Draft
from cordiale.registers.mechanisms import STEPS, enlist
from cordiale.registers.steps import computed


@enlist(
    STEPS,
    "successions",
    takes=("same", "from", "to", "before", "after", "version"),
    needs=("same", "from", "to", "before", "after"),
)
def successions(drafts: list[Draft], parameters: Mapping[str, Any], bench: Bench) -> list[Draft]:
    """Rows alike in ``same`` whose validities (``from``, ``to``) follow one another name each other.

    ``before`` and ``after`` are the columns that hold the years and the id of the row before and after,
    ``version`` the column of the version's number. Overlapping validities are no succession.
    """
    families: dict[tuple[Any, ...], list[tuple[str, str, Draft]]] = {}
    for draft in drafts:
        since, until = (bench.value(draft, parameters[name]) for name in ("from", "to"))
        same = tuple(bench.value(draft, name) for name in parameters["same"])
        if since is not None and until is not None and None not in same:
            families.setdefault(same, []).append((since, until, draft))
    for family in families.values():
        family.sort(key=lambda item: (item[0], item[1], item[2].seed))
        number = 1
        for (since, until, draft), (next_since, next_until, following) in pairwise(family):
            if next_since < until or next_since == since:
                continue
            if "version" in parameters:
                if number == 1:
                    draft.tell(parameters["version"], computed(1, f"{since}-{until}", status=draft.status))
                number += 1
                following.tell(
                    parameters["version"],
                    computed(number, f"{since}-{until} < {next_since}", status=following.status),
                )
            told = f"{since}-{until} < {next_since}-{next_until}"
            later = f"{next_since}-{next_until} ({following.name_in(bench.schema)})"
            earlier = f"{since}-{until} ({draft.name_in(bench.schema)})"
            draft.tell(parameters["after"], computed(later, told, status=draft.status))
            following.tell(parameters["before"], computed(earlier, told, status=following.status))
    return drafts


@enlist(
    STEPS,
    "ladder",
    takes=("parties", "type", "level", "date", "rung", "path", "rungs"),
    needs=("parties", "type", "level", "date", "rung", "path", "rungs"),
)
def ladder(drafts: list[Draft], parameters: Mapping[str, Any], bench: Bench) -> list[Draft]:
    """Which rung each instrument is, and how its parties came there.

    ``rungs`` gives each type its rung, from intent to contracts; ``path`` gets, for each row, the highest
    instruments of the same parties in time order: those that went beyond all before them. What firms and
    institutions sign counts only as a contract, the last rung.
    """
    rungs: Mapping[str, int] = parameters["rungs"]
    climbed: dict[Any, list[tuple[str, int, str]]] = {}
    known: list[tuple[Draft, Any]] = []
    for draft in drafts:
        kind = bench.value(draft, parameters["type"])
        if kind not in rungs:
            continue
        draft.tell(parameters["rung"], computed(rungs[kind], kind, status=draft.status))
        parties = bench.value(draft, parameters["parties"])
        known.append((draft, parties))
        date = bench.value(draft, parameters["date"])
        own = bench.value(draft, parameters["level"]) not in ("firm", "institution")
        if date is not None and (own or kind == "contract"):
            climbed.setdefault(parties, []).append((date, rungs[kind], kind))
    paths = {parties: _path(dated) for parties, dated in climbed.items()}
    for draft, parties in known:
        for step in paths.get(parties, ()) if len(paths.get(parties, ())) > 1 else ():
            draft.tell(parameters["path"], computed(step, parameters["date"], status=draft.status))
    return drafts


def _path(dated: list[tuple[str, int, str]]) -> tuple[str, ...]:
    path: list[str] = []
    highest = 0
    for date, rung, kind in sorted(dated):
        if rung > highest:
            highest = rung
            path.append(f"{date} [{rung}] {kind}")
    return tuple(path)
