"""What space reasoning claims: its rules in words, what cheap policies win, and which problems are the same puzzle.

The policies leave out what the task is there for: turns, conditions, portals, unknown stretches that end at known places, lattices that
close on themselves. (Whoever passes over jumps alone, and deduces all the rest from landmarks, is right in two of five or in half: the next
landmark that a walker comes to tells where the jump led. That stays, as the deductions are the work.)"""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from msgspec.structs import replace

from synth.generators.logic.space_reasoning.canonical import Image, images
from synth.generators.logic.space_reasoning.rules import RULES as RULES
from synth.schemas.claims import Shortcut
from synth.verifiers.logic.space_reasoning import Query, SpaceReasoning, solve, target_place
from synth.verifiers.logic.space_reasoning.lattices import WAYS, Place, distance, move, wrapped
from synth.verifiers.logic.space_reasoning.logs import Condition, Event, Survey, survey


def _answered(problem: SpaceReasoning, log: tuple[Event, ...], lattice: Any = "", wrap: Place | None = None) -> str:
    """The answer with another log or lattice, as far as places follow from them; a wrong one otherwise."""
    problem = replace(problem, lattice=lattice or problem.lattice, wrap=problem.wrap if wrap is None else wrap)
    found = survey(problem.lattice, problem.wrap, problem.landmarks, problem.walkers, log)
    if any(name and name not in found.names for name in (problem.query.subject, problem.query.target)):
        return "unknown"
    answer = solve(problem, found)
    if answer is None:
        return "unknown"
    if problem.query.kind == "route":
        return ", ".join(_route(problem, found)) or "unknown"
    return "(" + ", ".join(map(str, answer)) + ")" if isinstance(answer, tuple) else str(answer)


def _route(problem: SpaceReasoning, found: Survey) -> Iterator[str]:
    here, there = found.place(problem.query.subject), target_place(problem, found)
    while here and there and here != there:
        nearer = {way: move(problem.lattice, problem.wrap, here, ((way, 1),)) for way in WAYS[problem.lattice]}
        way = min(nearer, key=lambda way: distance(problem.lattice, problem.wrap, nearer[way], there))
        here = nearer[way]
        yield way


def _told(change: Callable[[Event], Event | None]) -> Callable[[SpaceReasoning], str]:
    """By a log whose events are others, or gone; nothing is answered where it is the same."""

    def policy(problem: SpaceReasoning) -> str:
        log = tuple(other for event in problem.log if (other := change(event)))
        return _answered(problem, log=log) if log != problem.log else ""

    return policy


def _without(verb: str) -> Callable[[SpaceReasoning], str]:
    """What is told of one kind does not happen."""
    return _told(lambda event: event if event.verb != verb else None)


def _steps_only(problem: SpaceReasoning) -> str:
    """Steps forward and by name are followed on an open plane; everything else is passed over."""
    log = tuple(event for event in problem.log if event.verb in ("go", "forward", "back", "find"))
    lattice = {"torus": "square", "cylinder": "square", "hextorus": "hex"}.get(problem.lattice, problem.lattice)
    return _answered(problem, log=log, lattice=lattice, wrap=())


def _last_stated(problem: SpaceReasoning) -> str:
    """The last landmark of the log, the place of the last one on the list, a middling number, one step."""
    named = [event.name for event in problem.log if event.verb in ("find", "see", "jump")]
    last = next((landmark for landmark in reversed(problem.landmarks) if landmark.at), None)
    kind = problem.query.kind
    if kind in ("name", "nearest"):
        return named[-1] if named else problem.landmarks[-1].name
    if kind == "place":
        return "(" + ", ".join(map(str, last.at if last else ())) + ")"
    if kind == "distinct":
        return str(1 + sum(event.count for event in problem.log if event.verb in ("go", "forward", "back")) // len(problem.walkers))
    return {"bearing": "NE", "steps": "8"}.get(kind, "east")


SHORTCUTS = (
    Shortcut("turns ignored", _without("turn"), (0.02,) * 10),
    Shortcut("conditions never hold", _told(lambda event: None if event.when else event), (0.02,) * 10),
    Shortcut("conditions always hold", _told(lambda event: replace(event, when=None)), (0.02,) * 10),
    Shortcut("portals ignored", _without("portal"), (0.02,) * 10),
    Shortcut("jumps ignored, all else deduced", _without("jump"), (0.02, 0.02, 0.16, 0.02, 0.02, 0.42, 0.43, 0.43, 0.53, 0.5)),
    Shortcut("steps only, on an open plane", _steps_only, (1.0, 0.6, 0.08, 0.06) + (0.04,) * 6),
    Shortcut("what is stated last, or a middling number", _last_stated, (0.1, 0.1, 0.1, 0.08) + (0.06,) * 6),
)


def copies(problem: SpaceReasoning, rng: Random) -> Iterator[SpaceReasoning]:
    """Walkers and landmarks renamed; all places moved by one displacement; the lattice turned and mirrored."""
    for image in rng.sample(images(problem.lattice), 4):
        names = sorted(problem.names())
        renamed: dict[Any, Any] = dict(zip(names, rng.sample(names, len(names)), strict=True))
        renamed |= {walker.name: "Q" + walker.name[::-1].lower()[:6] + "abcdef"[number] for number, walker in enumerate(problem.walkers)}
        wrap = image.wrap(problem.wrap)
        shift = [rng.randrange(-9, 9) for _ in image.offset]
        shift[0] += sum(shift) % 2 if problem.lattice == "triangle" else 0

        def new(name: Any, image: Image = image, wrap: Place = wrap, shift: list[int] = shift, renamed: dict[Any, Any] = renamed) -> Any:
            if isinstance(name, tuple) and name:
                return wrapped(wrap, tuple(a + b for a, b in zip(image.place(name), shift, strict=True)))
            return renamed.get(name, name)

        landmarks = []
        for landmark in problem.landmarks:
            legs = tuple((image.ways[way], count) for way, count in landmark.legs)
            landmarks.append(replace(landmark, name=new(landmark.name), at=new(landmark.at), base=new(landmark.base), legs=legs))
        yield SpaceReasoning(
            problem.lattice,
            wrap,
            tuple(sorted(landmarks, key=lambda landmark: landmark.name)),
            tuple(replace(w, name=new(w.name), start=new(w.start), facing=image.ways[w.facing]) for w in problem.walkers),
            tuple(replace(e, name=new(e.name), way=image.ways[e.way], when=_renamed(e.when, new)) for e in problem.log),
            replace(problem.query, subject=new(problem.query.subject), target=new(problem.query.target)),
        )


def _renamed(when: Condition | None, new: Callable[[Any], Any]) -> Condition | None:
    return when and replace(when, one=new(when.one), near=new(when.near), than=new(when.than))


def different(problem: SpaceReasoning, rng: Random) -> Iterator[SpaceReasoning]:
    """One step more in one event; another question; a landmark moved."""
    steps = [i for i, event in enumerate(problem.log) if event.verb in ("go", "forward", "back") and event.way != "across"]
    if steps:
        at = rng.choice(steps)
        changed = replace(problem.log[at], count=problem.log[at].count % 99 + 1)
        yield replace(problem, log=(*problem.log[:at], changed, *problem.log[at + 1 :]))
    compared = [i for i, event in enumerate(problem.log) if event.when and event.when.than and event.when.than[0].islower()]
    if compared:
        at = rng.choice(compared)
        when = problem.log[at].when
        assert when
        turned = replace(problem.log[at], when=replace(when, near=when.than, than=when.near))
        yield replace(problem, log=(*problem.log[:at], turned, *problem.log[at + 1 :]))
    subject = problem.walkers[0].name
    yield replace(problem, query=Query("distinct" if problem.query.kind == "place" else "place", subject))
    placed = [i for i, landmark in enumerate(problem.landmarks) if landmark.at]
    taken = {landmark.at for landmark in problem.landmarks}
    at = rng.choice(placed)
    moved = (*problem.landmarks[at].at[:-1], (problem.landmarks[at].at[-1] + 1) % (problem.wrap[-1] if len(problem.wrap) > 1 else 999))
    if moved not in taken:
        yield replace(problem, landmarks=(*problem.landmarks[:at], replace(problem.landmarks[at], at=moved), *problem.landmarks[at + 1 :]))
