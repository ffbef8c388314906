"""The words by which every prompt of space reasoning states its rules: its land, its landmarks, all events in order, the question."""

import re
from collections.abc import Callable

from synth.generators.logic.space_reasoning import rules_zh as zh
from synth.schemas.claims import Rule
from synth.verifiers.logic.space_reasoning import SpaceReasoning
from synth.verifiers.logic.space_reasoning.lattices import RINGS, Place
from synth.verifiers.logic.space_reasoning.logs import Condition, Event, Landmark, Walker

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
    degrees, people = 360 // len(RINGS[problem.lattice]), [walker.name for walker in problem.walkers]
    return r"\s+(\d+\. )?".join(_event(event, people, degrees) for event in problem.log)


def _event(event: Event, people: list[str], degrees: int) -> str:
    who, way, steps, name = people[event.walker], event.way, _steps(event.count), event.name
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
    return _condition(event.when, {*people}) + sentences[event.verb] + r"\."


def _condition(when: Condition | None, people: set[str]) -> str:
    if when is None:
        return ""
    near, than = (name if name in people else f"the {name}" for name in (when.near, when.than))
    if when.than:
        return f"(if {when.one} is|in case {when.one} is now) nearer to {near} than to {than}, "
    within = _steps(when.within)
    return f"(if {when.one} is at most {within} from {near}|in case {near} is now within {within} of {when.one}), "


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


TURNING = ("turn", "forward", "back")
WALKED = ("nearest", "steps", "route")
RULES = (
    Rule("value", {"en": lambda problem: LATTICES[problem.lattice], "zh": zh.lattice}),
    Rule("value", {"en": _borders, "zh": zh.borders}),
    Rule("value", {"en": _landmarks, "zh": zh.landmarks}),
    Rule("value", {"en": _starts, "zh": zh.starts}),
    Rule("value", {"en": _log, "zh": zh.log}),
    Rule("value", {"en": _question, "zh": zh.question}),
    Rule(
        "value",
        {
            "en": r"no two landmarks stand at the same place|each landmark has a place of its own",
            "zh": r"没有两个地标在同一个位置|每个地标各占一个位置，互不重合",
        },
    ),
    Rule("value", {"en": _ring, "zh": zh.ring}, _logs(*TURNING)),
    Rule(
        "value",
        {
            "en": r"right \(clockwise\) or left \(counterclockwise\), changes only what a walker faces; forward is the way faced",
            "zh": r"向右转是顺时针，向左转是逆时针，转身只改变朝向，不改变位置。“向前”指朝着面对的方向，“倒退”指不转身、朝相反的方向走",
        },
        _logs(*TURNING),
    ),
    Rule(
        "value",
        {
            "en": r"steps told by the name of a direction do not change what the walker faces",
            "zh": r"直接说出方向名称的走法不改变朝向",
        },
        _logs(*TURNING),
    ),
    Rule(
        "value",
        {
            "en": r"otherwise nothing happens\. nearer means fewer steps away|\(fewer is nearer\); unless the condition holds",
            "zh": r"否则什么也不发生。远近按.{1,20}步行最少需要的步数算，步数少的更近"
            r"|条件不成立，这件事就没有发生。.{1,30}最少要几步，步数少的更近",
        },
        lambda problem: any(event.when for event in problem.log),
    ),
    Rule(
        "value",
        {"en": r"to retrace the last n steps is to undo them in reverse order", "zh": r"指把最近走的 n 步倒着还原，回到 n 步之前的位置"},
        _logs("retrace"),
    ),
    Rule(
        "value",
        {
            "en": r"a portal shifts whoever steps through it by a fixed displacement",
            "zh": r"穿过一道传送门，坐标总是发生同样的改变，无论从哪里穿过",
        },
        _logs("portal"),
    ),
    Rule(
        "value",
        {"en": r"different portals may have different displacements", "zh": r"不同的传送门，改变可能不同"},
        _logs("portal"),
    ),
    Rule(
        "value",
        {
            "en": r"count the start, the place after every single step[^\n]* a place that was visited several times counts once",
            "zh": r"出发的位置、每走一步之后的位置[^\n]*都算；同一个位置到过几次也只算一个",
        },
        _asks("distinct"),
    ),
    Rule(
        "value",
        {
            "en": r"north, south, east or west only if x or y is the same for both",
            "zh": r"只有 x 或 y 相同的时候，才算正东、正南、正西或正北",
        },
        _asks("bearing"),
    ),
    Rule(
        "value",
        {"en": r"nearest means that the fewest steps lead there\.", "zh": r"最近指走到那里需要的步数最少"},
        _asks("nearest"),
    ),
    Rule(
        "option",
        {
            "en": r"a step may go in any of the directions of this land, and landmarks block nothing",
            "zh": r"每一步可以走这片地上的任何一种走法，地标不会挡路",
        },
        _asks(*WALKED),
    ),
    Rule(
        "option",
        {"en": r"jumps and portals may not be used", "zh": r"不能瞬间移动，也不能用传送门"},
        lambda p: _asks(*WALKED)(p) and _logs("jump", "lost", "portal")(p),
    ),
    Rule("target", {"en": r"the direction of each single step, in order", "zh": r"按顺序写出每一步的方向"}, _asks("route")),
    Rule("long", {"en": r"shortest route|fewest possible steps", "zh": r"步数最少的路线"}, _asks("route")),
)
