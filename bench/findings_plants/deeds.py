"""Plants of deeds: twinnings, sessions, targets, plans that follow one another, promises kept or not."""

from bench.findings_plants.drawing import FIRST, LAST, MIDDLE, Draw, away, passage
from bench.findings_plants.printing import count, end_of, event, link, money, month, paper, year
from bench.findings_plants.telling import Anchor, Plant, Sentence, words


def _twinning(draw: Draw, name: str, *, off: bool, paper_too: bool = False) -> Plant:
    x, y = draw.world.twins()
    first = draw.year(1985, 2015)
    second = first + draw.chance.randint(2, 6) if off else first
    about, nouns, slots = tuple(sorted((x.code, y.code))), words()["nouns"], {"x": x.name, "y": y.name}
    listed = link(nouns["twinned"].format(**slots), "twinning", about, str(first))
    if paper_too:
        told = paper(nouns["twinning"], "agreement", about, date=str(second))
    else:
        told = link(nouns["twin_towns"].format(**slots), "twinning", about, str(second))
    way = "twin_paper" if paper_too else "twin_towns"
    plant = Plant(
        name,
        [
            passage(MIDDLE, draw.say("twin_list", slots | {"year": first, "twin": listed})),
            passage(LAST, draw.say(way, slots | {"year": second, "twin": told})),
        ],
    )
    if off:
        plant.finds, plant.weaker, plant.anchors = ("contradiction",), ("tension", "slip"), [listed, told]
    return plant


def twinning_apart(draw: Draw) -> Plant:
    """One twinning with two years."""
    return _twinning(draw, "twinning_apart", off=True)


def twinning_signed(draw: Draw) -> Plant:
    """A twinning with a year, and the agreement on it with another."""
    return _twinning(draw, "twinning_signed", off=True, paper_too=True)


def twinning_alike(draw: Draw) -> Plant:
    """One twinning, its year told twice."""
    return _twinning(draw, "twinning_alike", off=False)


def _sessions(draw: Draw, name: str, *, gap: bool) -> Plant:
    cell, first, start = draw.world.cell(), draw.chance.randint(4, 15), draw.year(2012, 2015)
    anchors: list[Anchor] = []
    told = []
    for number, era in enumerate((FIRST, MIDDLE, LAST)):
        if gap and number == 1:
            continue
        held, which = start + 2 * number, draw.month()
        noun = words()["nouns"]["session"]
        anchor = event(noun, "commission", cell.parties, ordinal=first + number, date=f"{held}-{which:02}")
        anchors.append(anchor)
        slots = cell.slots | {
            "session": anchor,
            "ordinal": first + number,
            "month": month(which),
            "year": held,
        }
        told.append(passage(era, draw.say("session", slots)))
    plant = Plant(name, told)
    if gap:
        plant.finds, plant.state, plant.anchors = ("silence",), None, anchors
    return plant


def session_missing(draw: Draw) -> Plant:
    """Two sessions of a body; the one between has no report."""
    return _sessions(draw, "session_missing", gap=True)


def sessions_whole(draw: Draw) -> Plant:
    """Three sessions of a body, one after the other."""
    return _sessions(draw, "sessions_whole", gap=False)


def _target(draw: Draw, state: str) -> Plant:
    cell, wanted = draw.world.cell(), draw.amount()
    due = draw.year(2019, 2021)
    goal = money(wanted, year(due), cell.parties, item=cell.item, status="target")
    told = [passage(FIRST, draw.say("target", cell.slots | {"year": due, "v": goal}))]
    anchors = [goal]
    if state != "silent":
        reached = away(
            wanted, draw.chance.uniform(1.03, 1.4) if state == "met" else draw.chance.uniform(0.5, 0.9)
        )
        anchors.append(money(reached, year(due), cell.parties, item=cell.item))
        told.append(passage(LAST, draw.say("attained", cell.slots | {"year": due, "v": anchors[1]})))
    return Plant(f"target_{state}", told, ("target",), state=state, anchors=anchors)


def target_met(draw: Draw) -> Plant:
    """An amount to be reached, and reached."""
    return _target(draw, "met")


def target_missed(draw: Draw) -> Plant:
    """An amount to be reached, and not reached."""
    return _target(draw, "missed")


def target_silent(draw: Draw) -> Plant:
    """An amount to be reached, of which nothing more is told."""
    return _target(draw, "silent")


def _park_target(draw: Draw, state: str) -> Plant:
    name = draw.world.name()
    park, orgs = words()["park"].format(name=name), (name,)
    item, due, wanted = words()["item"]["resident"], draw.year(2019, 2021), draw.chance.randint(60, 200)
    reached = round(wanted * (1.1 if state == "met" else 0.7))
    goal = count(wanted, item, year(due), (), orgs=orgs, status="target")
    actual = count(reached, item, end_of(due), (), orgs=orgs)
    return Plant(
        f"park_target_{state}",
        [
            passage(FIRST, draw.say("park_target", {"park": park, "year": due, "n": goal})),
            passage(LAST, draw.say("residents", {"park": park, "year": due, "n": actual})),
        ],
        ("target",),
        state=state,
        anchors=[goal, actual],
    )


def park_target_met(draw: Draw) -> Plant:
    """A number of residents to be reached, and reached."""
    return _park_target(draw, "met")


def park_target_missed(draw: Draw) -> Plant:
    """A number of residents to be reached, and not reached."""
    return _park_target(draw, "missed")


def _roadmap(
    draw: Draw, slots: dict[str, str], first: int, about: tuple[str, ...]
) -> tuple[Anchor, Sentence]:
    which = draw.month()
    made = first - 1
    anchor = paper(
        words()["nouns"]["roadmap"], "roadmap", about, date=f"{made}-{which:02}", valid=[first, first + 2]
    )
    given = {"roadmap": anchor, "first": first, "last": first + 2, "month": month(which), "year": made}
    return anchor, draw.say("roadmap", slots | given)


def succession(draw: Draw) -> Plant:
    """A roadmap, and the one that follows it."""
    cell = draw.world.cell()
    first, old = _roadmap(draw, cell.slots, 2017, cell.parties)
    second, new = _roadmap(draw, cell.slots, 2020, cell.parties)
    return Plant(
        "succession", [passage(FIRST, old), passage(MIDDLE, new)], ("thread",), anchors=[first, second]
    )


def plan_ended(draw: Draw) -> Plant:
    """A roadmap whose years are over, of which nothing more is told."""
    cell = draw.world.cell()
    anchor, told = _roadmap(draw, cell.slots, 2018, cell.parties)
    return Plant("plan_ended", [passage(FIRST, told)], ("silence",), anchors=[anchor])


def _promise(draw: Draw, name: str, *, kept: bool) -> Plant:
    cell, owner, (town, _) = draw.world.cell(), draw.world.name(), draw.world.twins()
    firm, nouns, about = words()["firm"].format(name=owner), words()["nouns"], (town.code,)
    slots = cell.slots | {"city": town.name, "firm": firm, "year": 2019}

    def told(which: int, status: str) -> tuple[Anchor, Anchor]:
        """A plant and its opening, told with the same words."""
        date = f"2019-{which:02}"
        stands = link(
            nouns["plant"],
            "assembly",
            about,
            date if status == "actual" else None,
            status=status,
            orgs=(owner,),
        )
        opened = event(
            nouns["opened"], "opening", about, date=date, place=town.code, orgs=(owner,), status=status
        )
        return stands, opened

    announced = draw.chance.randint(1, 8)
    promised = told(announced, "planned")
    plant = Plant(
        name,
        [passage(FIRST, draw.say("promise", slots | {"plant": promised, "month": month(announced)}))],
        ("silence", "thread"),
        # A thing with a date is a target, too.
        weaker=("target",),
        anchors=[promised[1]],
    )
    if kept:
        which = announced + draw.chance.randint(0, 4)
        opened = told(which, "actual")
        plant.paragraphs.append(
            passage(MIDDLE, draw.say("kept", slots | {"plant": opened, "month": month(which)}))
        )
        plant.finds, plant.anchors = ("thread",), [promised[1], opened[1]]
    return plant


def promise_kept(draw: Draw) -> Plant:
    """A plant that is announced, and opened."""
    return _promise(draw, "promise_kept", kept=True)


def promise_silent(draw: Draw) -> Plant:
    """A plant that is announced, of which nothing more is told."""
    return _promise(draw, "promise_silent", kept=False)


DEEDS = (
    twinning_apart,
    twinning_signed,
    twinning_alike,
    session_missing,
    sessions_whole,
    target_met,
    target_missed,
    target_silent,
    park_target_met,
    park_target_missed,
    succession,
    plan_ended,
    promise_kept,
    promise_silent,
)
"""All of them."""
