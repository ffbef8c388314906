"""Space reasoning: walks on a lattice, logged by steps, turns, jumps, lost stretches, portals and conditions; then one question.

A simulation in which every place is known writes a log that determines all of them; the verifier's survey must agree on the answer.
The answer changes when turns are ignored, or conditions, or portals. Effort is what that survey needs for the question: places that are
deduced one from another, turns, cells counted."""

from functools import cache
from pathlib import Path
from random import Random

from msgspec.structs import replace

from synth.generators.logic.space_reasoning.canonical import canonical
from synth.generators.logic.space_reasoning.knobs import LEVELS, Knobs
from synth.generators.logic.space_reasoning.log import write_log
from synth.generators.logic.space_reasoning.prompt_variables import prompt_variables, show
from synth.generators.logic.space_reasoning.questions import KINDS, draw_query, effort, suitable
from synth.generators.logic.space_reasoning.simulation import Simulation
from synth.generators.logic.space_reasoning.walker_state import WalkerState
from synth.schemas.task import Discard, Sample, Task, near_miss
from synth.verifiers.logic.space_reasoning import Query, SpaceReasoning, solve, survey_of, target_place, verify
from synth.verifiers.logic.space_reasoning.chinese import WORDS
from synth.verifiers.logic.space_reasoning.lattices import COMPASS, RINGS, WAYS, WRAPS, Place
from synth.verifiers.logic.space_reasoning.logs import Survey, Walker, survey

NAMES = tuple(
    "Ada Ben Bo Carl Dana Dora Eli Emil Eva Finn Gus Hana Ida Ivan Jan Jo Kai Kira Leo Lin Liv Max Mia Nils Nora Olga Omar Otto "
    "Pia Raj Rosa Sam Sara Tara Tim Uma Vera Wim Yuki Zoe".split()
)
GROUPS = {"flat": ("square", "king"), "facing": tuple(way for way in WAYS if way != "triangle"), "any": tuple(WAYS)}
"""The lattices that a value of the knob `lattice` stands for."""


ATTEMPTS = 3  # at a whole story


_IDENTIFIERS = {word: name for name, word in WORDS.items()}


@cache
def _landmark_names() -> tuple[str, ...]:
    lines = (Path(__file__).parent / "landmarks.txt").read_text("utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(ATTEMPTS):
        if sample := _attempt(rng, knobs):
            return sample
    raise Discard("no question fits")


def _attempt(rng: Random, knobs: Knobs) -> Sample | None:
    """None where every question has the same answer to somebody who misreads."""
    lattice = rng.choice(GROUPS.get(knobs.lattice, (knobs.lattice,)))
    wrap = tuple(rng.randint(7, 13) for _ in range(WRAPS.get(lattice, 0)))
    spare = 2 + knobs.lost + knobs.portals + knobs.walkers
    simulation = Simulation(
        rng, lattice, wrap, 4 + knobs.stride, knobs.stride, rng.sample(_landmark_names(), knobs.landmarks + knobs.found + spare)
    )
    for _ in range(min(knobs.landmarks - 3, 2 + knobs.jumps + knobs.lost)):
        simulation.add_landmark(simulation.free_place())
    walkers = simulation.walkers
    for name in rng.sample(NAMES, knobs.walkers):
        start = simulation.known[rng.choice([*simulation.known])].at if rng.random() < 0.4 else simulation.random_place()
        turning = lattice != "triangle" and rng.random() < knobs.turning
        stated = simulation.occupied.get(start, start) if not knobs.lost or rng.random() < 0.6 else ""
        walkers.append(WalkerState(len(walkers), name, start, stated, rng.randrange(len(RINGS[lattice])), turning, sure=bool(stated)))
    subject = write_log(simulation, knobs)
    # The question is about the walker with the longest story. To ask for a name, it walks on to some landmark, or a landmark that the log
    # never mentions is put where it stands.
    kinds = sorted(KINDS, key=lambda kind: rng.random() ** (1 / KINDS[kind]), reverse=True)
    if kinds[0] == "name":
        if rng.random() < 0.4:
            simulation.walk_to_landmark(subject)
        if subject.here not in simulation.occupied:
            simulation.add_landmark(subject.here)
    while len(simulation.known) < knobs.landmarks:
        near = rng.choice((subject.here, rng.choice(walkers).here, None, None))
        simulation.add_landmark(simulation.free_place(near))
    simulation.relate_landmarks(knobs.related)
    draft = _stated(simulation, walkers)
    found = survey_of(draft)
    misread = _misread(draft)
    for kind in (*kinds, *kinds):  # a second time, as another target may do
        query = draw_query(rng, draft, found, kind, subject.name, [*simulation.found])
        if query is None:
            continue
        problem = replace(draft, query=query)
        answer = solve(problem, found)
        if answer is None or not suitable(problem, answer):
            continue
        if any(_careless(problem, wrong) == answer for wrong in misread):
            continue
        return Sample(problem, _answer_text(simulation, problem, found, answer), effort(problem, found, answer))
    return None


def _misread(problem: SpaceReasoning) -> list[Survey]:
    """What somebody finds who ignores turns or portals, or takes all conditions to hold, or none."""
    log = problem.log
    read = [
        tuple([event for event in log if event.verb != "turn"]),
        tuple([event for event in log if not event.when]),
        tuple([replace(event, when=None) if event.when else event for event in log]),
        tuple([event for event in log if event.verb != "portal"]),
    ]
    return [survey(problem.lattice, problem.wrap, problem.landmarks, problem.walkers, other) for other in read if other != log]


def _careless(problem: SpaceReasoning, found: Survey) -> object:
    """The answer when this is found."""
    query = problem.query
    known = all(not name or name in found.names for name in (query.subject, query.target))
    return solve(problem, found) if known else None


def _stated(simulation: Simulation, walkers: list[WalkerState]) -> SpaceReasoning:
    """What is stated so far, as a problem with any question."""
    ring = RINGS[simulation.lattice]
    stated = tuple(
        Walker(walker.name, walker.stated_start, ring[walker.first_facing] if walker.stated_facing else "")  # type: ignore[arg-type]
        for walker in walkers
    )
    landmarks = tuple(simulation.known[name] for name in sorted(simulation.known))
    query = Query("place", walkers[0].name)
    return SpaceReasoning(simulation.lattice, simulation.wrap, landmarks, stated, tuple(simulation.log), query)  # type: ignore[arg-type]


def _answer_text(simulation: Simulation, problem: SpaceReasoning, found: Survey, answer: str | int | Place) -> str:
    if problem.query.kind == "route":
        here, there = found.place(problem.query.subject), target_place(problem, found)
        assert here is not None
        assert there is not None
        return ", ".join(simulation.shortest_route(here, there))
    if problem.query.kind == "bearing":
        return abbreviated(str(answer))
    return show(answer) if isinstance(answer, tuple) else str(answer)


def abbreviated(way: str) -> str:
    """SE for southeast."""
    return way.replace("north", "N").replace("south", "S").replace("east", "E").replace("west", "W")


def corrupt(problem: SpaceReasoning, answer: str, rng: Random) -> str:
    """Another landmark, another compass point, one step less, one of the steps another way, or a number that is one off."""
    if not answer.isascii():
        answer = ", ".join(_IDENTIFIERS[word] for word in answer.split("，"))
    kind = problem.query.kind
    if kind in ("name", "nearest"):
        return rng.choice(sorted(problem.names() - {answer}))
    if kind == "bearing":
        return rng.choice([point for point in map(abbreviated, COMPASS) if point != answer])
    if kind == "route":
        steps = answer.split(", ")
        place = rng.randrange(len(steps))
        other = rng.choice([way for way in WAYS[problem.lattice] if way != steps[place]])
        return ", ".join(steps[:-1] if rng.random() < 0.5 else [*steps[:place], other, *steps[place + 1 :]])
    return near_miss(problem, answer, rng)


TASK = Task(
    __name__,
    version=3,
    problem=SpaceReasoning,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.12,
    capacity=(100_000, *(1_000_000,) * 9),
    canonical=canonical,
    corrupt=corrupt,
    words={"zh": WORDS},
)
