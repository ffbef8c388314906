"""Questions of each kind that are neither trivial nor answered outright in the log."""

from random import Random

from synth.verifiers.logic.space_reasoning import Query, SpaceReasoning
from synth.verifiers.logic.space_reasoning.lattices import Place
from synth.verifiers.logic.space_reasoning.logs import Survey

KINDS = {"name": 24, "place": 22, "steps": 16, "route": 16, "nearest": 10, "bearing": 6, "distinct": 8}
"""The kinds of questions and how often each is tried first."""


def draw_query(rng: Random, problem: SpaceReasoning, survey: Survey, kind: str, subject: str, found: list[str]) -> Query | None:
    """A question of the kind, unless there is none or the log says the answer outright."""
    who = [walker.name for walker in problem.walkers].index(subject)
    stated: set[str] = set()  # what the log says of the subject's end
    for event in problem.log:
        if event.walker == who and event.verb != "turn":
            stated = stated | {event.name} if event.verb in ("find", "see", "meet") else set()
    landmarks = [name for name in sorted(survey.names) if name[0].islower()]
    here = survey.place(subject)
    if kind == "name":
        hit = [name for name in landmarks if survey.place(name) == here and name not in stated]
        return Query("name", subject) if hit else None
    if kind == "distinct":
        return Query("distinct", subject) if len(problem.log) > 6 else None
    if kind in ("place", "nearest"):
        by_work = sorted(found, key=lambda name: len(dependencies(survey, [survey.names[name]])))
        subject = by_work[-1] if found and rng.random() < 0.4 else subject
        return Query(kind, subject)  # type: ignore[arg-type]
    targets = [name for name in [*found, *landmarks] if name not in stated]
    if kind != "bearing":
        others = [walker.name for walker in problem.walkers if walker.name != subject and walker.name not in stated]
        return Query(kind, subject, rng.choice([rng.choice(targets), rng.choice(["", *others, rng.choice(targets)])]))  # type: ignore[arg-type]
    if problem.lattice not in ("square", "king"):
        return None
    groups: dict[Place, list[str]] = {}
    for name in targets:
        there = survey.place(name)
        if here and there and here != there:
            groups.setdefault(tuple((b > a) - (b < a) for a, b in zip(here, there, strict=True)), []).append(name)
    # Towards each compass point alike, as far as the landmarks allow.
    return Query("bearing", subject, rng.choice(groups[rng.choice(sorted(groups))])) if groups else None


def suitable(problem: SpaceReasoning, answer: str | int | Place) -> bool:
    """Neither trivial nor stated in the prompt."""
    kind = problem.query.kind
    if kind == "place":
        stated = [landmark.at for landmark in problem.landmarks] + [walker.start for walker in problem.walkers]
        return answer not in stated
    if isinstance(answer, int):
        return (3 if kind == "route" else 2) <= answer <= (18 if kind == "route" else 999)
    return True


def dependencies(survey: Survey, numbers: list[int]) -> set[int]:
    """The places that have to be deduced on the way to these."""
    seen: set[int] = set()
    while numbers:
        number = numbers.pop()
        if number not in seen and number in survey.sources:
            seen.add(number)
            numbers += survey.sources[number]
    return seen


def effort(problem: SpaceReasoning, survey: Survey, answer: str | int | Place) -> float:
    """Places to deduce, turns of the walkers in question, and a quarter of what has to be counted."""
    query = problem.query
    people = [walker.name for walker in problem.walkers]
    needed = [survey.names[query.subject]]
    if query.target:
        needed.append(survey.names[query.target])
    if query.kind == "nearest":
        needed += [number for name, number in survey.names.items() if name[0].islower()]
    elif query.kind == "name":
        needed.append(survey.names[str(answer)])
    elif query.kind == "distinct":
        needed += [number for number, _ in survey.tracks[people.index(query.subject)]]
    counted = answer / 4 if isinstance(answer, int) else 0
    return (
        len(dependencies(survey, needed)) + sum(survey.turns[people.index(n)] for n in {query.subject, query.target} & {*people}) + counted
    )
