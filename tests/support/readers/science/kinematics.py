"""Stages of motion with constant acceleration: each stage from the three things told, then the question."""

import re
from itertools import pairwise
from math import hypot, isclose, isnan, nan, sqrt

from readers.science._prompt import quantity, rounded, sentences
from reading import Unread, body

Stage = tuple[float, float, float, float, float]
"""Speed at the start, acceleration, duration, distance, speed at the end; from then on: no end."""
Q = r"[\d.]+ \S+"
BODY = r"(?:The|A) (?:man on the bicycle|small trolley on a laboratory track|\w+)"
STAGE = re.compile(
    rf"(?:{BODY}|(?:Then|After that|Finally|(?P<on>From then on)) (?:it|he|she)) (?P<first>starts from rest and |has a speed of (?P<start>{Q}) at first and "
    r"|is already moving, at a speed that is not known, and )?"
    rf"(?:(?P<keeps>keeps this speed(?P<some> for some time, which is not known)?|moves at a constant speed of (?P<steady>{Q}))"
    rf"|(?P<way>speeds up|slows down) with a constant (?:acceleration|deceleration)(?: of (?P<a>{Q}))?)"
    rf"(?: for (?P<t>{Q}))?(?: over a distance of (?P<d>{Q}))?(?: until (?:its|his|her) speed is (?P<end>{Q}))?(?P<rest> until (?:it|he|she) comes to rest)?"
    r"(?P<always> all the time)?\."
)
IDLE = re.compile(
    r"All motion (?:before the edge )?is along a straight line, bodies count as points, and within each stage the acceleration is constant\."
    r"|A question from a physics test:|The temperature of the air is .*|The mass of the \w+ is .*|The engine gives .* at most\."
    r"|Take the given numbers as exact, round only at the end, and give the answer to \w+ significant figures, .*\."
)
QUESTIONS = {
    "acceleration": r"How large is the acceleration or deceleration of the \w+ in the last stage \(without a sign\)\?",
    "time": r"How long does the whole motion of the \w+ take\?",
    "speed": r"What is the speed of the \w+ at the end\?",
    "way": r"How far does the \w+ move in all\?",
    "average": r"What is the average speed of the \w+ over the whole way \(distance divided by time\)\?",
    "meeting time": r"How much time after the \w+ was at P are the two at the same place for the first time\?",
    "meeting place": r"At what distance from P are the two at the same place for the first time\?",
    "start": r"What was the speed of the \w+ at the beginning\?",
    "top": r"What is the top speed of the \w+\?",
    "held time": r"For how long does the \w+ keep the constant speed\?",
    "held way": r"How far does the \w+ move at the constant speed\?",
    "air": r"For how long is the \w+ in the air\?",
    "range": r"At what horizontal distance from the edge does the \w+ reach the ground\?",
    "impact": r"With what speed does the \w+ reach the ground\?",
    "peak": r"What is the greatest height of the \w+ above the ground\?",
    "relative": r"How fast do the two move relative to each other at the moment when they are at the same place for the first time\?",
}
KINDS = {"acceleration": "m/s^2", "time": "s", "speed": "m/s", "way": "m", "average": "m/s", "meeting time": "s", "meeting place": "m", "relative": "m/s"}
KINDS |= {"start": "m/s", "top": "m/s", "held time": "s", "held way": "m", "air": "s", "range": "m", "impact": "m/s", "peak": "m"}
EDGE = re.compile(
    rf"At the end of this way (?:it|she) leaves an edge that is ({Q}) above the level ground, with the speed that (?:it|she) has reached, "
    r"(?:moving horizontally|on a very short ramp that turns the motion upwards without changing the speed: it rises (\d+) units for every (\d+) units across)\."
)
AIR = re.compile(rf"In the air the only acceleration is g = ({Q}), downwards; air resistance is neglected\.")


def solve(u: float | None, a: float | None, t: float | None, d: float | None, v: float | None) -> Stage:
    """All five of a stage from the three that are told."""
    if u is None:
        if v is not None and a is not None and t is not None:
            u = v - a * t
        elif v is not None and a is not None and d is not None:
            u = sqrt(v * v - 2 * a * d)
        elif a is not None and t is not None and d is not None:
            u = d / t - a * t / 2
        elif v is not None and t is not None and d is not None:
            u = 2 * d / t - v
        else:
            raise Unread("a stage with too little told")
    if v is None:
        if a is not None and t is not None:
            v = u + a * t
        elif a is not None and d is not None:
            v = sqrt(u * u + 2 * a * d)
        elif t is not None and d is not None:
            v = 2 * d / t - u
        else:
            raise Unread("a stage with too little told")
    if t is None:
        t = 2 * d / (u + v) if d is not None else (v - u) / a if a else None
    if t is None or t <= 0 or u < 0 or v < -1e-9:
        raise Unread("a stage that cannot be")
    for told, found in ((d, (u + v) * t / 2), (a, (v - u) / t)):
        assert told is None or isclose(told, found, rel_tol=1e-9)
    return u, (v - u) / t, t, (u + v) * t / 2, v


def stage(sentence: str, before: float | None) -> Stage | None:
    """A stage told by a sentence, `before` the speed at which the last one ended; None for a sentence of another kind."""
    found = STAGE.fullmatch(sentence)
    if not found:
        return None
    told = {name: quantity(found[name]) if found[name] else None for name in ("start", "steady", "a", "t", "d", "end")}
    u = told["steady"] if found["steady"] else told["start"] if found["start"] else before
    if found["first"]:
        u = 0.0 if "rest" in found["first"] else told["start"]
    if found["keeps"]:
        assert u is not None
        t = float("inf") if found["on"] or found["always"] else nan if found["some"] else told["t"] if told["t"] is not None else (told["d"] or 0) / u
        return u, 0.0, t, u * t, u
    sign = 1 if found["way"] == "speeds up" else -1
    made = solve(u, told["a"] and sign * told["a"], told["t"], told["d"], 0.0 if found["rest"] else told["end"])
    assert made[1] * sign > 0, sentence
    return made


def held(stages: list[Stage], time: float | None, distance: float | None) -> list[Stage]:
    """Stages of which one lasts for a time that is not known: the whole time or the whole way tells it."""
    place = next((number for number, one in enumerate(stages) if isnan(one[2])), None)
    if place is None:
        return stages
    u, *_ = stages[place]
    rest = [one for number, one in enumerate(stages) if number != place]
    t = time - sum(one[2] for one in rest) if time is not None else ((distance or 0.0) - sum(one[3] for one in rest)) / u
    if t <= 0:
        raise Unread("a stage that takes no time")
    return [*stages[:place], (u, 0.0, t, u * t, u), *stages[place + 1 :]]


def between_stops(up: float, down: float, time: float, distance: float) -> list[Stage]:
    """From rest to rest: the longer the stage at top speed, the shorter the way in the same time, so the top speed is found by halving."""
    low, high = 0.0, time / (1 / up + 1 / down)
    for _ in range(200):
        top = (low + high) / 2
        way = top * top / 2 / up + top * top / 2 / down + top * (time - top / up - top / down)
        low, high = (top, high) if way < distance else (low, top)
    t = time - top / up - top / down
    return [(0.0, up, top / up, top * top / 2 / up, top), (top, 0.0, t, top * t, top), (top, -down, top / down, top * top / 2 / down, 0.0)]


def flight(asked: str, speed: float, height: float, rise: int, run: int, g: float) -> float:
    """What is asked of a body that leaves an edge, upwards by rise for run."""
    upwards, across = speed * rise / hypot(rise, run), speed * run / hypot(rise, run)
    air = (upwards + sqrt(upwards**2 + 2 * g * height)) / g
    return {"air": air, "range": across * air, "impact": hypot(across, upwards - g * air), "peak": height + upwards**2 / 2 / g}[asked]


def at(stages: list[Stage], time: float) -> tuple[float, float]:
    """Place and velocity after a time."""
    place = 0.0
    for u, a, t, d, _ in stages:
        if time <= t:
            return place + u * time + a * time * time / 2, u + a * time
        time, place = time - t, place + d
    raise Unread("a motion that ends")


def meeting(one: list[Stage], late: float, other: list[Stage], ahead: float, way: int) -> float:
    """Time after the one was at P at which the two meet first."""
    breaks = {0.0, 1e6}
    for stages, shift in ((one, 0.0), (other, -late)):
        for count in range(len(stages)):
            breaks.add(max(0.0, shift + sum(s[2] for s in stages[:count])))
    for left, right in pairwise(sorted(breaks)):
        gap = [ahead + way * at(other, late + time)[0] - at(one, time)[0] for time in (left, (left + right) / 2, right)]
        h = (right - left) / 2
        curve, slope = (gap[0] - 2 * gap[1] + gap[2]) / (2 * h * h), (-3 * gap[0] + 4 * gap[1] - gap[2]) / (2 * h)
        inside = slope * slope - 4 * curve * gap[0]
        if inside < 0:
            continue
        root = sqrt(inside)
        roots = {2 * gap[0] / (-slope + sign * root) for sign in (1, -1) if -slope + sign * root}
        hits = sorted(x for x in roots if -1e-9 <= x <= 2 * h + 1e-9)
        if hits:
            return left + hits[0]
    raise Unread("two that never meet")


STOPS = re.compile(
    rf"A \w+ starts from rest and speeds up with a constant acceleration of ({Q})\. Then (?:it|she) keeps this speed for some time, which is not known\. "
    rf"After that (?:it|she) slows down with a constant deceleration of ({Q}) until (?:it|she) comes to rest\."
)


def follows(prompt: str, answer: str) -> bool:
    """Whether the answer is the quantity asked for, rounded as told."""
    motions: list[list[Stage]] = [[]]
    asked, ahead, way, late, g, whole = "", 0.0, 0, 0.0, 0.0, dict[str, float]()
    text, edge = body(prompt), None
    stops = STOPS.search(text)
    for sentence in sentences(STOPS.sub("", text)):
        before = motions[-1][-1][4] if motions[-1] else None
        question = next((name for name, form in QUESTIONS.items() if re.fullmatch(form, sentence)), "")
        made = None if question else stage(sentence, before)
        if question:
            asked = question
        elif made:
            motions[-1].append(made)
        elif found := re.fullmatch(rf"Point Q lies ({Q}) from point P, in the direction in which the \w+ moves\.", sentence):
            ahead = quantity(found[1])
        elif found := re.fullmatch(r"At time 0 the man on the bicycle is at Q and moves (away from|towards) P(?:, in the same direction as the \w+)?\.", sentence):
            way = 1 if found[1] == "away from" else -1
        elif found := re.fullmatch(rf"At time ({Q}) the \w+ is at P, and from then on it moves as follows\.", sentence):
            late = quantity(found[1])
            motions.append([])
        elif found := re.fullmatch(rf"The whole (?:(motion) takes ({Q})|way is ({Q}) long)\.", sentence):
            whole["t" if found[1] else "s"] = quantity(found[2] or found[3])
        elif found := EDGE.fullmatch(sentence):
            edge = quantity(found[1]), int(found[2] or 0), int(found[3] or 1)
        elif found := AIR.fullmatch(sentence):
            g = quantity(found[1])
        elif not IDLE.fullmatch(sentence) and not re.fullmatch(r"A \w+ and a man on a bicycle are on the same straight road\.", sentence):
            raise Unread(sentence)
    if stops:
        motions = [between_stops(quantity(stops[1]), quantity(stops[2]), whole["t"], whole["s"])]
    if len(motions) == 1:
        stages = held(motions[0], whole.get("t"), whole.get("s"))
        value = flight(asked, stages[-1][4], *edge, g) if edge else _value(asked, stages)
    else:
        met = meeting(motions[1], late, motions[0], ahead, way)
        place, velocity = at(motions[1], met)
        relative = abs(velocity - way * at(motions[0], late + met)[1])
        value = {"meeting time": met, "meeting place": place, "relative": relative}[asked]
    return rounded(prompt, answer, value, KINDS[asked])


def _value(asked: str, stages: list[Stage]) -> float:
    time, distance = sum(s[2] for s in stages), sum(s[3] for s in stages)
    steady = next((s for s in stages if not s[1]), stages[0])
    return {
        "acceleration": abs(stages[-1][1]),
        "time": time,
        "speed": stages[-1][4],
        "way": distance,
        "average": distance / time,
        "start": stages[0][0],
        "top": steady[0],
        "held time": steady[2],
        "held way": steady[3],
    }[asked]
