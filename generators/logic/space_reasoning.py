"""Space reasoning: walks told step by step, by turns, with jumps, lost stretches and portals; then one question.

The tale is made with every place known and told so that all of them follow from the log; the verifier's survey must agree on the
answer. Effort is what that survey needs for the question: places that are found out one from another, turns, and cells counted."""

from functools import cache
from pathlib import Path
from random import Random
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.logic._space_tale import Person, Tale
from synth.schemas.problem import Frozen
from synth.schemas.task import Reject, Sample, Task, near_miss
from synth.verifiers.logic._space_lattices import COMPASS, RINGS, WAYS, WRAPS, Place
from synth.verifiers.logic._space_logs import Survey, Walker
from synth.verifiers.logic.space_reasoning import Query, SpaceReasoning, aim, look, solve, verify

NAMES = (
    "Ada Ben Bo Carl Dana Dora Eli Emil Eva Finn Gus Hana Ida Ivan Jan Jo Kai Kira Leo Lin Liv Max Mia Nils Nora Olga Omar Otto Pia "
    "Raj Rosa Sam Sara Tara Tim Uma Vera Wim Yuki Zoe"
).split()
COLOURS = ("amber", "blue", "crimson", "green", "ivory", "jade", "purple", "silver", "violet", "yellow")
KINDS = {"name": 24, "place": 22, "steps": 16, "route": 16, "nearest": 10, "bearing": 6, "distinct": 8}
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
    Knobs("common", 7, 5, 10, related=2, found=1, jumps=1, turning=0.4),
    Knobs("any", 10, 5, 10, related=2, found=2, lost=1, turning=0.4),
    Knobs("any", 13, 6, 11, related=3, found=3, jumps=1, lost=1, turning=0.5),
    Knobs("any", 18, 6, 12, related=3, found=4, jumps=1, lost=1, walkers=2, turning=0.5, retracing=0.2),
    Knobs("any", 24, 7, 13, related=4, found=4, jumps=2, lost=2, portals=1, walkers=2, turning=0.6, retracing=0.2),
    Knobs("any", 32, 8, 14, related=5, found=5, jumps=2, lost=2, portals=1, walkers=3, turning=0.6, retracing=0.3),
    Knobs("any", 42, 8, 15, related=6, found=6, jumps=3, lost=3, portals=2, walkers=3, turning=0.7, retracing=0.3),
    Knobs("any", 56, 9, 16, related=8, found=8, jumps=3, lost=4, portals=2, walkers=4, turning=0.8, retracing=0.4),
)


@cache
def _things() -> tuple[str, ...]:
    lines = (Path(__file__).parents[1] / "data" / "landmarks.txt").read_text("utf-8").splitlines()
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
        people.append(Person(name, start, start, rng.randrange(len(RINGS[lattice])), turns))
    facings = [RINGS[lattice][person.facing] for person in people]
    starts = [tale.taken.get(person.start, "") for person in people]
    _tell(tale, people, knobs)
    walkers = tuple(
        Walker(person.name, landmark or person.start, facing if person.turned else "")
        for person, landmark, facing in zip(people, starts, facings, strict=True)
    )
    # The one asked about is the walker whose end takes most to find out; where it stands may get a landmark.
    draft = SpaceReasoning(lattice, wrap, _in_order(tale), walkers, tuple(tale.log), Query("place", people[0].name))  # type: ignore[arg-type]
    survey = look(draft)
    hero = max(people, key=lambda person: len(_closure(survey, [survey.names[person.name]])))
    kinds = sorted(KINDS, key=lambda kind: rng.random() ** (1 / KINDS[kind]), reverse=True)
    if kinds[0] == "name" and hero.here not in tale.taken:
        tale.put(hero.here)
    while len(tale.known) < knobs.landmarks:
        near = rng.choice((hero.here, rng.choice(people).here, None, None))
        tale.put(tale.free_spot(near))
    _relate(tale, knobs.related)
    draft = replace(draft, landmarks=_in_order(tale))
    survey = look(draft)
    for kind in kinds:
        query = _ask(rng, draft, survey, kind, hero.name, [*tale.found])
        if query is None:
            continue
        problem = replace(draft, query=query)
        answer = solve(problem)
        if answer is None or not _fit(problem, answer):
            continue
        return Sample(problem, _witness(tale, problem, survey, answer), _effort(problem, survey, answer))
    raise Reject("no question fits")


def _tell(tale: Tale, people: list[Person], knobs: Knobs) -> None:
    """The whole log: stretches of one walker each, in random order, each walker's first without a jump."""
    rng = tale.rng
    portals = rng.sample(COLOURS, knobs.portals if tale.lattice != "triangle" else 0)
    lost = knobs.lost + (knobs.portals if not portals else 0)
    stretches = ["jump"] * knobs.jumps + ["lost"] * lost + [f"+{p}" for p in portals for _ in range(rng.randint(2, 3))]
    rng.shuffle(stretches)
    order = [(who, "") for who in range(len(people))] + [(rng.randrange(len(people)), stretch) for stretch in stretches]
    if len(people) > 1:
        rng.shuffle(order)
    shares = [1] * len(order)
    for _ in range(knobs.legs - len(order)):
        shares[rng.randrange(len(order))] += 1
    finds, legs = knobs.found, sum(shares)
    seen: set[int] = set()
    for (who, stretch), share in zip(order, shares, strict=True):
        person = people[who]
        hidden = 0
        event = None
        path = []
        if who in seen or len(people) == 1:
            if stretch == "jump":
                names = [name for name in [*tale.found] * 3 + [*tale.known] if tale.place(name) != person.here]
                name = rng.choice(names)
                tale.jump(who, person, name)
            elif stretch == "lost" or (stretch and stretch[1:] not in tale.portals):
                hidden = rng.randint(1, share)
                path, event = tale.unknown_stretch(who, people, hidden, stretch[1:] if stretch != "lost" else "")
            elif stretch:
                tale.pass_portal(who, person, stretch[1:])
        seen.add(who)
        for step in range(share):
            leg = path[step] if step < hidden else tale.legs(1, tale.last_way(person), person.here)[0]
            tale.walk(who, person, leg)
            if rng.random() * legs < finds and tale.come_upon(who, person):
                finds -= 1
            legs -= 1
            if event and step + 1 == hidden:
                tale.log.append(event)
        if rng.random() < knobs.retracing:
            tale.retrace(who, person)
