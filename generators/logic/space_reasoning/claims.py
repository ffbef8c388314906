"""What space reasoning claims: its rules in words, what cheap policies win, and which problems are the same puzzle.

The policies leave out what the task is there for: turns, unknown stretches that end at known places, lattices that close on themselves."""

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from msgspec.structs import replace

from synth.generators.logic.space_reasoning.canonical import Image, images
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.space_reasoning import Query, SpaceReasoning, solve, survey_of, target_place
from synth.verifiers.logic.space_reasoning.lattices import RINGS, WAYS, Place, distance, move, wrapped
from synth.verifiers.logic.space_reasoning.logs import Event, Landmark, Survey, Walker

LATTICES = {
    "square": r"square grid.{0,200}(no other steps|four neighbors)",
    "king": r"square grid.{0,300}(one single step|eight kinds of step)",
    "hex": r"(northwest to \(a - 1, b \+ 1\), and southeast to \(a \+ 1, b - 1\)|northwest a - 1 and b \+ 1; southeast a \+ 1 and b - 1)",
    "triangle": r"points up to \(x, y - 1\) below it, from one that points down to \(x, y \+ 1\) above it"
    r"|\(x, y - 1\) if x \+ y is even[^\n]*, and \(x, y \+ 1\) if x \+ y is odd",
    "layered": r"up raises z by 1 and down lowers it|up \(z \+ 1\) or down \(z - 1\)",
}
LATTICES |= {"cylinder": LATTICES["square"], "torus": LATTICES["square"], "hextorus": LATTICES["hex"]}


def _at(place: Place) -> str:
    return re.escape("(" + ", ".join(map(str, place)) + ")")


def _steps(count: int) -> str:
    return f"{count} steps?"


def _borders(problem: SpaceReasoning) -> str:
    if not problem.wrap:
        return r"no borders; coordinates may be negative|in all directions, and coordinates may be negative"
    if problem.lattice == "cylinder":
        last = problem.wrap[0] - 1
        return rf"one step east of x = {last} lies x = 0|{problem.wrap[0]} columns, x = 0 to x = {last}, laid out in a ring"
    a, b = problem.wrap
    return rf"modulo {a} \(0 to {a - 1}\) and the second modulo {b} \(|values 0 to {a - 1} and the second 0 to {b - 1};"


def _landmarks(problem: SpaceReasoning) -> str:
    return r"\n- " + r"\n- ".join(map(_landmark, problem.landmarks))


def _landmark(landmark: Landmark) -> str:
    name, base = landmark.name, landmark.base
    if landmark.at:
        return rf"(the )?{name}( stands at|:| is at) {_at(landmark.at)}"
    path = "(, | and then )".join(f"{_steps(count)} {way}" for way, count in landmark.legs)
    return rf"(from the {base}, {path} leads to the {name}|{name}: {path} from the {base}|the {name} is reached from the {base} by {path})"


def _starts(problem: SpaceReasoning) -> str:
    return r" ".join(map(_start, problem.walkers))


def _start(walker: Walker) -> str:
    start, facing = walker.start, walker.facing
    where = f"the {start}" if isinstance(start, str) else _at(start)
    unknown = rf"({walker.name} starts at a place that is not known at first|nobody knows where {walker.name} starts)"
    faces = rf"(, facing|; at first {walker.name} faces) {facing}" if facing else ""
    return (rf"{walker.name} starts at {where}" if start else unknown) + faces + r"\."


def _log(problem: SpaceReasoning) -> str:
    """All events in order, one sentence each."""
    degrees = 360 // len(RINGS[problem.lattice])
    return r"\s+(\d+\. )?".join(_event(event, problem.walkers[event.walker].name, degrees) for event in problem.log)


def _event(event: Event, who: str, degrees: int) -> str:
    way, steps, name = event.way, _steps(event.count), event.name
    angle = event.count * degrees
    turned = r"around \(by 180 degrees\)" if angle == 180 else f"({way} by {angle} degrees|{angle} degrees to the {way})"
    sentences = {
        "go": rf"{who} (walks|goes|takes|moves on,) {steps} {way}",
        "forward": rf"{who} ((walks|takes) {steps} forward|goes straight ahead for {steps})",
        "back": rf"{who} (walks {steps} backwards|backs up {steps}) without turning",
        "turn": rf"{who} (stops and )?turns {turned}",
        "retrace": rf"{who} (turns out to have gone too far and )?retraces the last {steps}",
        "jump": rf"({who} is teleported to the {name}|{who} jumps to the {name} in an instant|in a flash, {who} is at the {name})",
        "lost": rf"({who} is teleported to an unknown place|a jump takes {who} to some place that is not recognized"
        rf"|{who} is carried off, unseen, to a place not known)",
        "portal": rf"({who} (steps through|uses) the {name} portal|the {name} portal shifts {who})",
        "find": rf"(this is the place of the|{who} is now at the|here stands the|{who} finds the) {name}( right here)?",
        "see": rf"(from here, the {name} is exactly {steps} {way} in a straight line"
        rf"|{who} sees the {name} straight to the {way}, {steps} away"
        rf"|from here, {steps} {way} would lead to the {name})",
        "meet": rf"{who} (is now at the same place as {name}|runs into {name}: at this moment both are at one place)",
    }
    return sentences[event.verb] + r"\."


def _name(problem: SpaceReasoning, name: str) -> str:
    if name and name[0].islower():
        return f"the {name}"
    return f"the place where {name} ends up" if name else f"the place where {problem.query.subject} started"


def _question(problem: SpaceReasoning) -> str:
    """What is asked of whom."""
    query = problem.query
    subject, target = _name(problem, query.subject), _name(problem, query.target)
    return {
        "name": rf"(which landmark stands at|what is the landmark at|which landmark is at) {subject}\?",
        "nearest": rf"which (other )?landmark is nearest to {subject}\?",
        "place": rf"(what are|give|work out) the coordinates of {subject}[?.]",
        "steps": rf"(how many steps, at the fewest, lead|the smallest number of steps that leads) from {subject} to {target}\?",
        "distinct": rf"at how many different places has {query.subject} been in all\?",
        "bearing": rf"in which compass direction does {target} lie, as seen from {subject}\?",
        "route": rf"(give a shortest route|a route with the fewest possible steps) from {subject} to {target}\.",
    }[query.kind]


def _asks(*kinds: str) -> Callable[[SpaceReasoning], bool]:
    return lambda problem: problem.query.kind in kinds


def _logs(*verbs: str) -> Callable[[SpaceReasoning], bool]:
    return lambda problem: any(event.verb in verbs for event in problem.log)


def _ring(problem: SpaceReasoning) -> str:
    ring = RINGS[problem.lattice]
    return rf"clockwise, [^\n]*{', '.join(ring)}, each {360 // len(ring)} degrees from the next"


RULES = (
    Rule("value", {"en": lambda problem: LATTICES[problem.lattice]}),
    Rule("value", {"en": _borders}),
    Rule("value", {"en": _landmarks}),
    Rule("value", {"en": _starts}),
    Rule("value", {"en": _log}),
    Rule("value", {"en": _question}),
    Rule("value", {"en": r"no two landmarks stand at the same place|each landmark has a place of its own"}),
    Rule("value", {"en": _ring}, _logs("turn", "forward", "back")),
    Rule(
        "value",
        {"en": r"right \(clockwise\) or left \(counterclockwise\), changes only what a walker faces; forward is the way faced"},
        _logs("turn", "forward", "back"),
    ),
    Rule("value", {"en": r"steps told by the name of a direction do not change what the walker faces"}, _logs("turn", "forward", "back")),
    Rule("value", {"en": r"to retrace the last n steps is to undo them in reverse order"}, _logs("retrace")),
    Rule("value", {"en": r"a portal shifts whoever steps through it by a fixed displacement"}, _logs("portal")),
    Rule("value", {"en": r"different portals may have different displacements"}, _logs("portal")),
    Rule(
        "value",
        {"en": r"count the start, the place after every single step[^\n]* a place that was visited several times counts once"},
        _asks("distinct"),
    ),
    Rule("value", {"en": r"north, south, east or west only if x or y is the same for both"}, _asks("bearing")),
    Rule("value", {"en": r"nearest means that the fewest steps lead there\."}, _asks("nearest")),
    Rule(
        "option",
        {"en": r"a step may go in any of the directions of this land, and landmarks block nothing"},
        _asks("nearest", "steps", "route"),
    ),
    Rule(
        "option",
        {"en": r"jumps and portals may not be used"},
        lambda p: _asks("nearest", "steps", "route")(p) and _logs("jump", "lost", "portal")(p),
    ),
    Rule("target", {"en": r"the direction of each single step, in order"}, _asks("route")),
    Rule("long", {"en": r"shortest route|fewest possible steps"}, _asks("route")),
)


def _answered(problem: SpaceReasoning, **changes: Any) -> str:
    """The answer to the problem with other fields, as far as places follow from them; a wrong one otherwise."""
    try:
        changed = replace(problem, **changes)
        survey = survey_of(changed)
        answer = solve(changed, survey)
    except (ValueError, KeyError):  # what is left does not fit together, or never mentions what is asked about
        return "unknown"
    if answer is None:
        return "unknown"
    if problem.query.kind == "route":
        return ", ".join(_route(changed, survey)) or "unknown"
    if problem.query.kind == "bearing":
        return str(answer)
    return "(" + ", ".join(map(str, answer)) + ")" if isinstance(answer, tuple) else str(answer)


def _route(problem: SpaceReasoning, survey: Survey) -> Iterator[str]:
    here, there = survey.place(problem.query.subject), target_place(problem, survey)
    while here and there and here != there:
        nearer = {way: move(problem.lattice, problem.wrap, here, ((way, 1),)) for way in WAYS[problem.lattice]}
        way = min(nearer, key=lambda way: distance(problem.lattice, problem.wrap, nearer[way], there))
        here = nearer[way]
        yield way


def _without_turns(problem: SpaceReasoning) -> str:
    """Everybody goes on facing the first direction."""
    return _answered(problem, log=tuple(event for event in problem.log if event.verb != "turn"))


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
    Shortcut("turns ignored", _without_turns, (1.0, 0.82, 0.64, 0.7, 0.62, 0.48, 0.4, 0.34, 0.34, 0.24)),
    Shortcut("steps only, on an open plane", _steps_only, (1.0, 0.78, 0.12, 0.3, 0.14, 0.12, 0.06, 0.06, 0.06, 0.04)),
    Shortcut("what is stated last, or a middling number", _last_stated, (0.06, 0.1, 0.08, 0.08, 0.06, 0.08, 0.06, 0.06, 0.06, 0.06)),
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
            tuple(replace(event, name=new(event.name), way=image.ways[event.way]) for event in problem.log),
            replace(problem.query, subject=new(problem.query.subject), target=new(problem.query.target)),
        )


def different(problem: SpaceReasoning, rng: Random) -> Iterator[SpaceReasoning]:
    """One step more in one event; another question; a landmark moved."""
    steps = [i for i, event in enumerate(problem.log) if event.verb in ("go", "forward", "back") and event.way != "across"]
    if steps:
        at = rng.choice(steps)
        changed = replace(problem.log[at], count=problem.log[at].count % 99 + 1)
        yield replace(problem, log=(*problem.log[:at], changed, *problem.log[at + 1 :]))
    subject = problem.walkers[0].name
    yield replace(problem, query=Query("distinct" if problem.query.kind == "place" else "place", subject))
    placed = [i for i, landmark in enumerate(problem.landmarks) if landmark.at]
    taken = {landmark.at for landmark in problem.landmarks}
    at = rng.choice(placed)
    moved = (*problem.landmarks[at].at[:-1], (problem.landmarks[at].at[-1] + 1) % (problem.wrap[-1] if len(problem.wrap) > 1 else 999))
    if moved not in taken:
        yield replace(problem, landmarks=(*problem.landmarks[:at], replace(problem.landmarks[at], at=moved), *problem.landmarks[at + 1 :]))
