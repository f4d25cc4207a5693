"""Things announced without a figure: by when they were to be, what was told since, which went quiet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cordiale.analysis.anchoring import locate, proof_at
from cordiale.analysis.threads import read_threads
from cordiale.model import Finding, Placed, Proof, Span, proof_of
from cordiale.registers.activity import Relations, country_of, pairs_of
from cordiale.registers.deadlines import Deadline
from cordiale.registers.echoes import SentenceKey, sentence_key
from cordiale.registers.followups import FollowUp, FollowUps
from cordiale.registers.groundwork import groundwork
from cordiale.registers.holdings import Holdings
from cordiale.registers.periods import write_period
from cordiale.registers.pledges import Pledge, read_pledges, stated_pledges

_QUIET = 2
"""Years after an announcement without a date that make its silence weigh; one is enough to tell it."""
_NEAR = 60
"""Characters between a statement and words that announce one thing."""
_WEIGHTS = {"missed": 0.7, "silent": 0.45, "open": 0.28, "met": 0.1}


@dataclass(frozen=True)
class _Project:
    """One announced thing: its tellings, the first first, and the later sentences about it.

    ``outcome`` is the statement that tells that it came, where a thread of statements has one.
    """

    tellings: tuple[Pledge, ...]
    later: tuple[FollowUp, ...]
    silent: bool
    outcome: Placed | None = None

    @property
    def first(self) -> Pledge:
        return self.tellings[0]

    @property
    def deadline(self) -> Deadline | None:
        """When it was to be, by its first telling that says so."""
        return next((told.deadline for told in self.tellings if told.deadline is not None), None)


def find(holdings: Holdings) -> Iterator[Finding]:
    """Targets for things with a date, threads for those told of again, silences for those told of no more."""
    projects = list(_projects(holdings))
    goals = {sentence_key(item) for one in groundwork(holdings).targets for item in one.goal.tellings}
    claimed: set[SentenceKey] = set()
    for project in projects:
        if project.deadline is not None and goals.isdisjoint(told.sentence for told in project.tellings):
            yield _milestone(project, project.deadline, holdings)
        if project.later and project.first.sentence not in claimed:
            claimed |= {later.sentence for later in project.later}
            yield _thread(project, holdings)
    quiet = _Quiet(holdings)
    for project in projects:
        if project.silent and not _is_event(project) and quiet.is_silent(project):
            yield _silence(project, holdings)


def _projects(holdings: Holdings) -> Iterator[_Project]:
    """The announced things, those told in sentences that echo one another as one, in reading order."""
    told: dict[object, list[Pledge]] = {}
    family = holdings.genealogy.echoes.family
    for pledge in _pledges(holdings):
        told.setdefault((family(pledge.sentence), pledge.noun), []).append(pledge)
    known = FollowUps(holdings, [one for alike in told.values() for one in alike])
    outcomes = {
        sentence_key(promise): thread.outcomes[0]
        for thread in read_threads(holdings)
        if thread.outcomes
        for promise in thread.promises
    }
    for alike in told.values():
        ordered = tuple(sorted(alike, key=lambda one: (one.said or 0, one.sentence)))
        later = known.of(ordered[0])
        outcome = next((found for one in ordered if (found := outcomes.get(one.sentence))), None)
        silent = (
            not later
            and outcome is None
            and any(known.is_known(one) for one in ordered)
            and not any(known.may_be_told(one) for one in ordered)
        )
        yield _Project(ordered, tuple(later), silent, outcome)


def _pledges(holdings: Holdings) -> Iterator[Pledge]:
    """Those that words announce, and those of statements beside which no words do."""
    spoken: dict[SentenceKey, list[Span]] = {}
    for pledge in read_pledges(holdings):
        spoken.setdefault(pledge.sentence, []).append(pledge.at)
        yield pledge
    for pledge in stated_pledges(holdings):
        if all(abs(at.start - pledge.at.start) > _NEAR for at in spoken.get(pledge.sentence, ())):
            yield pledge


def _is_event(project: _Project) -> bool:
    """Whether it is an event announced for a day: what becomes of these is told apart."""
    first = project.first
    return first.item.at == first.at and first.item.statement.kind == "event" and first.deadline is not None


class _Quiet:
    """Whether enough was read after an announcement for its silence to mean something."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._relations = Relations(holdings)
        self._told: dict[str, int] = {}
        for item in holdings.placed:
            for party in item.statement.parties:
                self._told[party] = max(self._told.get(party, 0), item.said or 0)

    def is_silent(self, project: _Project) -> bool:
        """Whether its date has passed, or a year in which its countries are told of."""
        said, deadline = project.first.said, project.deadline
        if said is None:
            return False
        if deadline is not None and deadline.until > self._holdings.as_of:
            return False
        parties = project.first.item.statement.parties
        known = [
            last.day.year
            for pair in pairs_of(map(country_of, parties))
            if (last := self._relations.last(pair)) is not None
        ] or [self._told[party] for party in parties]
        return max(known, default=0) > said


# -- findings -----------------------------------------------------------------------------------------------


def _milestone(project: _Project, deadline: Deadline, holdings: Holdings) -> Finding:
    state = _state_of(project, deadline, holdings)
    return Finding(
        kind="target",
        rule="milestone",
        state=state,
        proofs=tuple(_proofs(project, "target")),
        values={**_values(project, holdings), "deadline": deadline.until.isoformat()},
        weight=_WEIGHTS[state],
        subject=project.first.what,
        parties=project.first.item.statement.parties,
        at=deadline.until.isoformat(),
    )


def _state_of(project: _Project, deadline: Deadline, holdings: Holdings) -> str:
    """What became of a thing by its date: that it came later is no proof that it came in time."""
    if project.outcome is not None or any(later.came and not later.stalled for later in project.later):
        return "met"
    if deadline.until > holdings.as_of:
        return "open"
    if any(later.stalled and later.said > deadline.until.year for later in project.later):
        return "missed"
    return "silent"


def _thread(project: _Project, holdings: Holdings) -> Finding:
    came = next((later for later in reversed(project.later) if later.came or later.stalled), None)
    state = "open" if came is None else "stalled" if came.stalled else "kept"
    return Finding(
        kind="thread",
        rule="project",
        state=state,
        proofs=tuple(_proofs(project, "promise")),
        values={
            **_values(project, holdings),
            "outcome": None if came is None else " ".join(_sentence(came).split()),
        },
        weight=0.35,
        subject=project.first.what,
        parties=project.first.item.statement.parties,
        at=None if project.deadline is None else project.deadline.until.isoformat(),
    )


def _silence(project: _Project, holdings: Holdings) -> Finding:
    years = holdings.as_of.year - (project.first.said or holdings.as_of.year)
    return Finding(
        kind="silence",
        rule="project_announced",
        state="silent",
        proofs=tuple(_proofs(project, "promise")),
        values=_values(project, holdings),
        weight=0.5 if project.deadline is not None else 0.35 if years >= _QUIET else 0.25,
        subject=project.first.what,
        parties=project.first.item.statement.parties,
        at=None if project.deadline is None else project.deadline.until.isoformat(),
    )


def _values(project: _Project, holdings: Holdings) -> Mapping[str, Any]:
    deadline, told = project.deadline, project.tellings
    items = [one.item for one in told]
    last = project.later[-1].said if project.later else project.outcome and project.outcome.said
    return {
        "what": project.first.what,
        "said": str(project.first.said),
        "by": None if deadline is None else write_period(deadline.since, deadline.until),
        "who": list(project.first.item.statement.orgs) if project.first.beside else [],
        "parties": list(project.first.item.statement.parties),
        "mentions": len(project.later),
        "last_at": None if last is None else str(last),
        "origins": holdings.genealogy.count(items),
        "as_of": holdings.as_of.isoformat(),
    }


def _sentence(later: FollowUp) -> str:
    return later.setting.sentences[later.sentence[2]].of(later.setting.text)


def _proofs(project: _Project, role: str) -> Iterator[Proof]:
    """The announcement in its own words, then what was told later; each place once."""
    seen: set[tuple[str, int]] = set()
    listed: Sequence[tuple[Pledge | FollowUp, str]] = [
        *((told, role) for told in project.tellings),
        *((later, "outcome" if later.came else "mention") for later in project.later),
    ]
    for one, name in listed:
        found = _proof(one, name)
        if found is not None and (found.doc, found.start) not in seen:
            seen.add((found.doc, found.start))
            yield found
    if project.outcome is not None:
        yield proof_of(project.outcome, "outcome")


def _proof(one: Pledge | FollowUp, role: str) -> Proof | None:
    if one.beside and one.item.at == one.at:
        return proof_of(one.item, role)
    if locate(one.setting, one.at.start, one.at.end) is None:
        return None
    return proof_at(one.item, one.at, role)
