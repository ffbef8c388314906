"""Stages of motion with constant acceleration: each stage from the three things told, then the question."""

import re
from itertools import pairwise
from math import isclose, sqrt

from readers.science._prompt import quantity, rounded, sentences
from reading import Unread, body

Stage = tuple[float, float, float, float, float]
"""Speed at the start, acceleration, duration, distance, speed at the end; from then on: no end."""
Q = r"[\d.]+ \S+"
BODY = r"(?:The|A) (?:man on the bicycle|small trolley on a laboratory track|\w+)"
STAGE = re.compile(
    rf"(?:{BODY}|(?:Then|After that|(?P<on>From then on)) (?:it|he|she)) (?P<first>starts from rest and |has a speed of (?P<start>{Q}) at first and "
    r"|is already moving, at a speed that is not known, and )?"
    rf"(?:(?P<keeps>keeps this speed|moves at a constant speed of (?P<steady>{Q}))"
    rf"|(?P<way>speeds up|slows down) with a constant (?:acceleration|deceleration)(?: of (?P<a>{Q}))?)"
    rf"(?: for (?P<t>{Q}))?(?: over a distance of (?P<d>{Q}))?(?: until (?:its|his|her) speed is (?P<end>{Q}))?(?P<rest> until (?:it|he|she) comes to rest)?"
    r"\."
)
IDLE = re.compile(
    r"All motion is along a straight line, bodies count as points, and within each stage the acceleration is constant\."
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
    "relative": r"How fast do the two move relative to each other at the moment when they are at the same place for the first time\?",
}
KINDS = {"acceleration": "m/s^2", "time": "s", "speed": "m/s", "way": "m", "average": "m/s", "meeting time": "s", "meeting place": "m", "relative": "m/s"}


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
        t = float("inf") if found["on"] else told["t"] if told["t"] is not None else (told["d"] or 0) / u
        return u, 0.0, t, u * t, u
    sign = 1 if found["way"] == "speeds up" else -1
    made = solve(u, told["a"] and sign * told["a"], told["t"], told["d"], 0.0 if found["rest"] else told["end"])
    assert made[1] * sign > 0, sentence
    return made


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


def follows(prompt: str, answer: str) -> bool:
    """Whether the answer is the quantity asked for, rounded as told."""
    motions: list[list[Stage]] = [[]]
    asked, ahead, way, late = "", 0.0, 0, 0.0
    for sentence in sentences(body(prompt)):
        before = motions[-1][-1][4] if motions[-1] else None
        question = next((name for name, form in QUESTIONS.items() if re.fullmatch(form, sentence)), "")
        made = stage(sentence, before)
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
        elif not IDLE.fullmatch(sentence) and not re.fullmatch(r"A \w+ and a man on a bicycle are on the same straight road\.", sentence):
            raise Unread(sentence)
    value = _value(asked, motions, ahead, way, late)
    return rounded(prompt, answer, value, KINDS[asked])


def _value(asked: str, motions: list[list[Stage]], ahead: float, way: int, late: float) -> float:
    stages = motions[-1]
    time, distance = sum(s[2] for s in stages), sum(s[3] for s in stages)
    if asked in ("acceleration", "time", "speed", "way", "average"):
        return {"acceleration": abs(stages[-1][1]), "time": time, "speed": stages[-1][4], "way": distance, "average": distance / time}[asked]
    met = meeting(stages, late, motions[0], ahead, way)
    place, velocity = at(stages, met)
    relative = abs(velocity - way * at(motions[0], late + met)[1])
    return {"meeting time": met, "meeting place": place, "relative": relative}[asked]
