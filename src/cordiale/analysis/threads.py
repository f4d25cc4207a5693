"""Threads: a promise and what is told of the same thing later, to its outcome or its silence.

A promise is an instrument that binds for some time, or one that is being prepared; a plant, shop or joint
venture announced; goods announced or contracted. What chains of plans tell is left to the successions.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain as flatten

from cordiale.analysis.mentions import mentions_of
from cordiale.analysis.successions import told_in_chains
from cordiale.model import Finding, Placed
from cordiale.registers.acts import Act
from cordiale.registers.echoes import sentence_key
from cordiale.registers.holdings import Holdings, last_day
from cordiale.registers.instruments import Signs, places_agree
from cordiale.registers.periods import write_year

_BINDING = frozenset(("plan", "memorandum", "contract"))
"""Instruments that are promises themselves. An agreement or declaration is one where it covers some years."""
_PAPERS = _BINDING | {"agreement", "declaration"}
_SITES = frozenset(("joint_venture", "assembly", "opening", "dealer"))
_EVENTS = frozenset(("forum", "exhibition", "commission"))
_PENDING = frozenset(("planned", "proposed", "target"))
_WORDS = 0.15
"""Part of the words that a promise and its outcome share, where places or names say that they are one."""
_RARE = 3
"""How telling a shared name must be where nothing else says so; see ``Signs.names``."""
_MOST = 16
"""Later instruments and sites that share a name or place with a promise and are looked at."""
_TOLD = 24
"""Tellings of one of them, the first ones, that are compared."""

_RANKS = {"venture": 0.6, "site": 0.55, "instrument": 0.4, "gathering": 0.3}
"""How much a thread of each rule matters beside others."""


@dataclass(frozen=True)
class Thread:
    """Statements about one thing: the promises, the later mentions, and among these the outcomes."""

    rule: str
    promises: tuple[Placed, ...]
    mentions: tuple[Placed, ...]
    outcomes: tuple[Placed, ...]
    valid: tuple[int, int] | None = None
    ended: bool = False


def find(holdings: Holdings) -> Iterator[Finding]:
    """A finding for each thread of at least two mentions that do not repeat one another."""
    for thread in read_threads(holdings):
        if _tellings(thread, holdings) > 1:
            yield _finding(thread, holdings)


def read_threads(holdings: Holdings) -> Iterator[Thread]:
    """The threads of instruments, sites and events, each once."""
    left_out = told_in_chains(holdings)
    clusters = [sorted(acts, key=_told_at) for acts in holdings.acts if acts[0].item.id not in left_out]
    signs = Signs((act for acts in clusters for act in acts), holdings.genealogy)
    answered: set[int] = set()
    for number, outcome in _answers(clusters, signs):
        answered |= {number, outcome}
        yield _kept(clusters[number], clusters[outcome])
    for group in _ventures(clusters, signs):
        if answered.isdisjoint(group):
            answered |= group
            yield _venture([act for number in sorted(group) for act in clusters[number]])
    for number, acts in enumerate(clusters):
        if number not in answered:
            thread = _told(acts)
            if thread is not None:
                yield thread


def _told_at(act: Act) -> tuple[int, int, int]:
    """When it was told: the year its article was written, then the place."""
    article = act.item.article
    written = None if article is None else article.written
    return written or act.item.said or 0, act.item.volume, act.item.start


def _told(acts: Sequence[Act]) -> Thread | None:
    """The thread of an instrument, site or event that was told several times; None where it is no promise."""
    sort = acts[0].sort
    pending = [act for act in acts if _is_pending(act)]
    if sort in _PAPERS:
        valid = next((act.valid for act in acts if act.valid is not None), None)
        if not pending and sort not in _BINDING and valid is None:
            return None
        done = [act for act in acts if act not in pending]
        first, later = (pending, done) if pending and done else (acts[:1], acts[1:])
        came = [act for act in done if pending and _after(pending[0], act)]
        return Thread(
            "instrument",
            tuple(act.item for act in first),
            tuple(act.item for act in later),
            tuple(act.item for act in came),
            valid,
            any(act.stage == "ended" for act in acts),
        )
    if sort not in _SITES | _EVENTS or not pending:
        return None
    done = [act for act in acts if act not in pending]
    if any(not _after(pending[0], act) for act in done):
        return None  # it had come about already: what sounds like an announcement is none
    rule = "site" if sort in _SITES else "gathering"
    told = tuple(act.item for act in (done or pending[1:]))
    return Thread(
        rule, tuple(act.item for act in (pending if done else pending[:1])), told, told if done else ()
    )


def _kept(promise: Sequence[Act], outcome: Sequence[Act]) -> Thread:
    rule = "instrument" if promise[0].sort in _PAPERS else "site"
    return Thread(
        rule,
        tuple(act.item for act in promise),
        tuple(act.item for act in outcome),
        tuple(act.item for act in outcome if not _is_pending(act)),
        next((act.valid for act in outcome if act.valid is not None), None),
        any(act.stage == "ended" for act in outcome),
    )


def _ventures(clusters: Sequence[Sequence[Act]], signs: Signs) -> Iterator[set[int]]:
    """Joint ventures and plants that a firm's rare name says to be one, at whatever step they are told."""
    named: defaultdict[str, list[int]] = defaultdict(list)
    for number, acts in enumerate(clusters):
        if acts[0].sort in _SITES - {"dealer"}:
            for name in sorted({name for act in acts for name in act.names if signs.is_rare(name)}):
                named[name].append(number)
    taken: set[int] = set()
    for numbers in named.values():
        group = {number for number in numbers[:_MOST] if number not in taken}
        countries = {frozenset(place[:2] for place in clusters[number][0].places) for number in group}
        if (
            len(group) > 1
            and len(countries) == 1
            and any(clusters[number][0].sort == "joint_venture" for number in group)
        ):
            taken |= group
            yield group


def _venture(acts: Sequence[Act]) -> Thread:
    ordered = sorted(
        acts, key=lambda act: (act.date is None, act.date or "", act.item.volume, act.item.start)
    )
    return Thread("venture", (ordered[0].item,), tuple(act.item for act in ordered[1:]), ())


def _is_pending(act: Act) -> bool:
    return act.stage in _PENDING


def _after(promise: Act, outcome: Act) -> bool:
    """Whether the outcome was told, or came, after the promise."""
    said, came = promise.item.said, outcome.date
    if came is not None and said is not None and int(came[:4]) != said:
        return int(came[:4]) > said
    told = outcome.item.said
    if said is not None and told is not None and told != said:
        return told > said
    place = (promise.item.volume, promise.item.start)
    return place < (outcome.item.volume, outcome.item.start)


def _answers(clusters: Sequence[Sequence[Act]], signs: Signs) -> Iterator[tuple[int, int]]:
    """Pairs of what is only promised and of what then came of it, each in one pair."""
    blocks: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, acts in enumerate(clusters):
        if not all(_is_pending(act) for act in acts):
            for key in _keys(acts):
                blocks[key].append(number)
    taken: set[int] = set()
    for number, acts in enumerate(clusters):
        if not all(_is_pending(act) for act in acts):
            continue
        near = sorted({other for key in _keys(acts) for other in blocks.get(key, ())[:_MOST]} - taken)
        found = next((other for other in near if _answer(acts, clusters[other], signs)), None)
        if found is not None:
            taken.add(found)
            yield number, found


def _keys(acts: Sequence[Act]) -> Iterator[tuple[str, str]]:
    family = acts[0].sort if acts[0].sort in _PAPERS else "site" if acts[0].sort in _SITES else ""
    if family:
        for act in acts:
            for name in sorted(act.names):
                yield family, name
            for place in sorted(act.places):
                if len(place) > 2:
                    yield family, place


def _answer(promise: Sequence[Act], outcome: Sequence[Act], signs: Signs) -> bool:
    return any(_is_answer(act, other, signs) for act in promise[:_TOLD] for other in outcome[:_TOLD])


def _is_answer(promise: Act, outcome: Act, signs: Signs) -> bool:
    places = places_agree(promise, outcome)
    if places < 0 or promise.family == outcome.family or not _after(promise, outcome):
        return False
    names, shared = signs.names(promise, outcome), signs.words(promise, outcome)
    if names == 0:
        return False
    if names is None:
        return places == 2 and shared >= _WORDS
    return (names >= _RARE or places == 2) and shared >= _WORDS


def _tellings(thread: Thread, holdings: Holdings) -> int:
    """In how many sentences that do not repeat one another it is told; a report repeats no promise."""
    family = holdings.genealogy.echoes.family
    told = flatten(thread.promises, thread.mentions)
    return len({(family(sentence_key(item)) or item.id, item.statement.status == "actual") for item in told})


def _finding(thread: Thread, holdings: Holdings) -> Finding:
    first = thread.promises[0]
    told = [*thread.promises, *thread.mentions]
    due = _due(thread)
    fullest = max((item.statement.parties for item in told), key=lambda p: (sum(map(len, p)), p))
    quote = " ".join(first.statement.evidence.quote.split())
    return Finding(
        kind="thread",
        rule=thread.rule,
        state=_state(thread, due, holdings),
        proofs=(
            *mentions_of(thread.promises, "promise", holdings),
            *mentions_of(
                (item for item in thread.mentions if item not in thread.outcomes), "mention", holdings
            ),
            *mentions_of(thread.outcomes, "outcome", holdings),
        ),
        values={
            "what": quote,
            "parties": list(fullest),
            "who": sorted({name for item in told for name in item.statement.orgs}),
            "promised": write_year(first.said),
            "due": due,
            "years": None if thread.valid is None else f"{thread.valid[0]}–{thread.valid[1]}",
            "outcome": " ".join(thread.outcomes[0].statement.evidence.quote.split())
            if thread.outcomes
            else None,
            "outcome_at": _at(thread.outcomes[0]) if thread.outcomes else None,
            "mentions": _tellings(thread, holdings),
            "origins": holdings.genealogy.count(told),
            "as_of": holdings.as_of.isoformat(),
        },
        weight=round(_RANKS[thread.rule] + min(len(told), 9) / 100, 4),
        subject=quote,
        parties=fullest,
        at=due,
    )


def _at(item: Placed) -> str | None:
    return item.fields.get("date") or item.fields.get("to") or write_year(item.said)


def _due(thread: Thread) -> str | None:
    """The day by which it was to be: the end of its years, or the date announced."""
    if thread.valid is not None:
        return f"{thread.valid[1]}-12-31"
    dates = [item.fields.get("date") for item in thread.promises if item.statement.status in _PENDING]
    told = next((date for date in dates if date), None)
    day = last_day(told) if told else None
    return None if day is None else day.isoformat()


def _state(thread: Thread, due: str | None, holdings: Holdings) -> str:
    if thread.ended:
        return "completed"
    if thread.outcomes:
        return "kept"
    if due is not None:
        return "silent" if due < holdings.as_of.isoformat() else "in_progress"
    return "open"
