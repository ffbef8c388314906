"""Space reasoning: walks told step by step, by turns, with jumps, lost stretches and portals; then one question.

The tale is made with every place known and told so that all of them follow from the log; the verifier's survey must agree on
the answer. Effort is what that survey needs for the question: places that are found out one from another, turns, cells counted."""

from functools import cache
from pathlib import Path
from random import Random
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.logic.space_reasoning.questions import KINDS, ask, closure, effort, fit
from synth.generators.logic.space_reasoning.story import Person, Tale
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task, near_miss
from synth.verifiers.logic.space_reasoning import Query, SpaceReasoning, aim, look, solve, verify
from synth.verifiers.logic.space_reasoning.lattices import COMPASS, RINGS, WAYS, WRAPS, Place
from synth.verifiers.logic.space_reasoning.logs import Landmark, Survey, Walker

NAMES = (
    "Ada",
    "Ben",
    "Bo",
    "Carl",
    "Dana",
    "Dora",
    "Eli",
    "Emil",
    "Eva",
    "Finn",
    "Gus",
    "Hana",
    "Ida",
    "Ivan",
    "Jan",
    "Jo",
    "Kai",
    "Kira",
    "Leo",
    "Lin",
    "Liv",
    "Max",
    "Mia",
    "Nils",
    "Nora",
    "Olga",
    "Omar",
    "Otto",
    "Pia",
    "Raj",
    "Rosa",
    "Sam",
    "Sara",
    "Tara",
    "Tim",
    "Uma",
    "Vera",
    "Wim",
    "Yuki",
    "Zoe",
)
COLOURS = ("amber", "blue", "crimson", "green", "ivory", "jade", "purple", "silver", "violet", "yellow")
GROUPS = {"flat": ("square", "king"), "common": ("square", "king", "hex", "torus", "layered"), "any": tuple(WAYS)}


class Knobs(Frozen, frozen=True):
    lattice: Literal["flat", "common", "any", "square", "king", "hex", "triangle", "layered", "cylinder", "torus", "hextorus"]
    legs: Annotated[int, Meta(ge=2, le=80)]  # walks in a straight line, all walkers together
    stride: Annotated[int, Meta(ge=2, le=9)]  # most steps of one such walk
    landmarks: Annotated[int, Meta(ge=4, le=30)]  # known beforehand
    related: Annotated[int, Meta(ge=0, le=12)] = 0  # of these, told by the way from another one
    found: Annotated[int, Meta(ge=0, le=12)] = 0  # landmarks come upon while walking
    jumps: Annotated[int, Meta(ge=0, le=8)] = 0  # to a landmark
    lost: Annotated[int, Meta(ge=0, le=8)] = 0  # to a place that later events determine
    portals: Annotated[int, Meta(ge=0, le=3)] = 0  # each used once to find out its displacement and once or twice more
    walkers: Annotated[int, Meta(ge=1, le=5)] = 1
    turning: Annotated[float, Meta(ge=0, le=1)] = 0.0  # chance that a walker is told by turns and steps forward
    retracing: Annotated[float, Meta(ge=0, le=1)] = 0.0  # chance that a stretch ends with some steps back


LEVELS = (
    Knobs("square", 3, 3, 9),
    Knobs("flat", 5, 4, 9, related=1, found=1, turning=0.2),
    Knobs("common", 8, 5, 10, related=2, found=2, jumps=1, turning=0.4),
    Knobs("any", 12, 5, 10, related=2, found=2, lost=1, turning=0.4),
    Knobs("any", 16, 6, 11, related=3, found=3, jumps=1, lost=1, turning=0.5),
    Knobs("any", 22, 6, 12, related=3, found=4, jumps=1, lost=1, walkers=2, turning=0.6, retracing=0.2),
    Knobs("any", 28, 7, 13, related=4, found=4, jumps=2, lost=2, portals=1, walkers=2, turning=0.6, retracing=0.2),
    Knobs("any", 36, 8, 14, related=5, found=5, jumps=2, lost=2, portals=1, walkers=3, turning=0.7, retracing=0.3),
    Knobs("any", 46, 8, 15, related=6, found=6, jumps=3, lost=3, portals=2, walkers=3, turning=0.7, retracing=0.3),
    Knobs("any", 60, 9, 16, related=8, found=8, jumps=3, lost=4, portals=2, walkers=4, turning=0.8, retracing=0.4),
)


@cache
def _things() -> tuple[str, ...]:
    lines = (Path(__file__).parent / "landmarks.txt").read_text("utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


def generate(rng: Random, knobs: Knobs) -> Sample:
    lattice = rng.choice(GROUPS.get(knobs.lattice, (knobs.lattice,)))
    wrap = tuple(rng.randint(7, 13) for _ in range(WRAPS.get(lattice, 0)))
    tale = Tale(rng, lattice, wrap, 4 + knobs.stride, knobs.stride, rng.sample(_things(), knobs.landmarks + knobs.found))
    for _ in range(min(knobs.landmarks - 3, 2 + knobs.jumps + knobs.lost)):
        tale.put(tale.free_spot())
    people = []
    for name in rng.sample(NAMES, knobs.walkers):
        start = tale.known[rng.choice([*tale.known])].at if rng.random() < 0.4 else tale.spot()
        turns = lattice != "triangle" and rng.random() < knobs.turning
        known = not knobs.lost or rng.random() < 0.75
        people.append(Person(name, start, start, rng.randrange(len(RINGS[lattice])), turns, known))
    facings = [RINGS[lattice][person.facing] for person in people]
    starts = [tale.taken.get(person.start, person.start) if person.known_start else "" for person in people]
    _tell(tale, people, knobs)

    def draw_up() -> SpaceReasoning:
        walkers = tuple(
            Walker(person.name, start, facing if person.turned else "")  # type: ignore[arg-type]
            for person, start, facing in zip(people, starts, facings, strict=True)
        )
        landmarks = tuple(tale.known[name] for name in sorted(tale.known))
        return SpaceReasoning(lattice, wrap, landmarks, walkers, tuple(tale.log), Query("place", people[0].name))  # type: ignore[arg-type]

    # The one asked about is the walker whose end takes most to find out. To ask for a name, it goes on to some landmark of the
    # tale, or a landmark that the log never mentions is put where it stands.
    survey = look(draw_up())
    hero = max(people, key=lambda person: len(closure(survey, [survey.names[person.name]])))
    kinds = sorted(KINDS, key=lambda kind: rng.random() ** (1 / KINDS[kind]), reverse=True)
    if kinds[0] == "name":
        if rng.random() < 0.4:
            tale.go_on(people.index(hero), hero)
        if hero.here not in tale.taken:
            tale.put(hero.here)
    while len(tale.known) < knobs.landmarks:
        near = rng.choice((hero.here, rng.choice(people).here, None, None))
        tale.put(tale.free_spot(near))
    _relate(tale, knobs.related)
    draft = draw_up()
    survey = look(draft)
    for kind in kinds:
        query = ask(rng, draft, survey, kind, hero.name, [*tale.found])
        if query is None:
            continue
        problem = replace(draft, query=query)
        answer = solve(problem, survey)
        if answer is None or not fit(problem, answer):
            continue
        return Sample(problem, _answer_text(tale, problem, survey, answer), effort(problem, survey, answer))
    raise Discard("no question fits")


def _tell(tale: Tale, people: list[Person], knobs: Knobs) -> None:
    """The whole log: stretches of one walker each, in random order, each walker's first without a jump."""
    rng = tale.rng
    portals = rng.sample(COLOURS, knobs.portals if tale.lattice != "triangle" else 0)
    jumps = ["jump"] * knobs.jumps + ["lost"] * (knobs.lost + (0 if portals else knobs.portals))
    jumps += [portal for portal in portals for _ in range(rng.randint(2, 3))]
    order = [(who, "") for who in range(len(people))] + [(rng.randrange(len(people)), jump) for jump in jumps]
    rng.shuffle(order)
    for who in range(len(people)):
        first = next(i for i, stretch in enumerate(order) if stretch[0] == who)
        plain = order.index((who, ""))
        order[first], order[plain] = order[plain], order[first]
    shares = [1] * len(order)
    for _ in range(knobs.legs - len(order)):
        shares[rng.randrange(len(order))] += 1
    finds, legs, begun = knobs.found, sum(shares), list[Person]()
    for (who, jump), share in zip(order, shares, strict=True):
        person, hidden = people[who], None
        others = [other for other in begun if other is not person]
        if jump == "jump":
            tale.jump(who, person)
        elif jump in tale.portals:
            tale.pass_portal(who, person, jump)
        elif jump or not person.known_start:
            hidden = tale.unknown_stretch(who, person, others, rng.randint(1, share), jump or "start")
        if person not in begun:
            begun.append(person)
        for step in range(share):
            if hidden and step < len(hidden.legs):
                tale.walk(who, person, hidden.legs[step])
                if hidden.portal and step + 1 == hidden.after:
                    tale.pass_portal(who, person, hidden.portal)
                if step + 1 == len(hidden.legs):
                    tale.log.append(hidden.event)
            else:
                tale.walk(who, person, tale.legs(1, tale.last_way(person), person.here)[0])
            if rng.random() * legs < finds and tale.come_upon(who, person):
                finds -= 1
            legs -= 1
        if rng.random() < knobs.retracing:
            tale.retrace(who, person)


def _relate(tale: Tale, count: int) -> None:
    """Tell where some landmarks are by the way from another one; never in a circle."""
    names = tale.rng.sample(sorted(tale.known), len(tale.known))
    places = {name: tale.known[name].at for name in names}
    for i in range(1, len(names)):
        if not count:
            break
        base = names[tale.rng.randrange(i)]
        way = tuple(tale.way_there(places[base], places[names[i]], 3))
        if way:
            tale.known[names[i]] = Landmark(names[i], (), base, way)  # type: ignore[arg-type]
            count -= 1


def _answer_text(tale: Tale, problem: SpaceReasoning, survey: Survey, answer: str | int | Place) -> str:
    if problem.query.kind == "route":
        here, there = survey.place(problem.query.subject), aim(problem, survey)
        assert here is not None
        assert there is not None
        return ", ".join(tale.route(here, there))
    if problem.query.kind == "bearing":
        return _point(str(answer))
    return show(answer) if isinstance(answer, tuple) else str(answer)


def _point(way: str) -> str:
    """SE for southeast."""
    return way.replace("north", "N").replace("south", "S").replace("east", "E").replace("west", "W")


def show(place: Place) -> str:
    return "(" + ", ".join(map(str, place)) + ")"


def prompt_variables(problem: SpaceReasoning) -> dict[str, object]:
    ring = RINGS[problem.lattice]
    verbs = {event.verb for event in problem.log}
    return {
        "lattice": problem.lattice,
        "wrap": problem.wrap,
        "landmarks": problem.landmarks,
        "walkers": problem.walkers,
        "log": problem.log,
        "query": problem.query,
        "people": [walker.name for walker in problem.walkers],
        "ring": ", ".join(ring),
        "degrees": 360 // len(ring),
        "turns": bool(verbs & {"turn", "forward", "back"}),
        "jumps": bool(verbs & {"jump", "lost", "portal"}),
        "portals": "portal" in verbs,
        "retraces": "retrace" in verbs,
        "show": show,
    }


def corrupt(problem: SpaceReasoning, answer: str, rng: Random) -> str:
    """Another landmark, another compass point, one step less, one of the steps another way, or a number that is one off."""
    kind = problem.query.kind
    if kind in ("name", "nearest"):
        return rng.choice(sorted(problem.names() - {answer}))
    if kind == "bearing":
        return rng.choice([point for point in map(_point, COMPASS) if point != answer])
    if kind == "route":
        steps = answer.split(", ")
        place = rng.randrange(len(steps))
        other = rng.choice([way for way in WAYS[problem.lattice] if way != steps[place]])
        return ", ".join(steps[:-1] if rng.random() < 0.5 else [*steps[:place], other, *steps[place + 1 :]])
    return near_miss(problem, answer, rng)


def canonical(problem: SpaceReasoning) -> object:
    """Names replaced by numbers in the order in which walkers and log bring them up; landmarks in the order of their places."""
    named: dict[str, str] = {"": ""}

    def name(old: object) -> object:
        return named.setdefault(old, str(len(named))) if isinstance(old, str) else old

    walkers = [(name(walker.name), name(walker.start), walker.facing) for walker in problem.walkers]
    log = [(event.walker, event.verb, event.way, event.count, name(event.name)) for event in problem.log]
    query = (problem.query.kind, name(problem.query.subject), name(problem.query.target))
    based = sorted(problem.landmarks, key=lambda landmark: (landmark.at, landmark.legs))
    for landmark in based:
        name(landmark.name)
    landmarks = [(name(landmark.name), landmark.at, name(landmark.base), landmark.legs) for landmark in based]
    return [problem.lattice, problem.wrap, walkers, log, query, landmarks]


TASK = Task(
    __name__,
    version=1,
    problem=SpaceReasoning,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.12,
    capacity=(100_000, *(1_000_000,) * 9),
    canonical=canonical,
    corrupt=corrupt,
)
