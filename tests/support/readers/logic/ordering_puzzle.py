"""Reads how things stand in a row, finds the order by z3 and shows that there is no second."""

import re
from collections.abc import Sequence
from typing import Any

import z3
from reading import Unread, body

COUNTS: Sequence[str] = "zero one two three four five six seven eight nine ten eleven twelve".split()
PLACES: Sequence[str] = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
AFTER = r"(?:is older than|finished after|stands behind|plays after|stands to the right of|lives to the right of|sits to the right of)"
BEFORE = r"(?:is younger than|finished before|stands ahead of|plays before|stands to the left of|lives to the left of|sits to the left of)"
FIRST_END = {
    "left": True, "right": False, "youngest": True, "oldest": False, "winner": True, "last runner": False, "front": True, "back": False,
    "beginning": True, "end": False,
}  # fmt: skip
ONE = r"settle the order|in one way only|leave only one order|exactly one (?:order )?that fits|only one order|exactly one order|There is (?:just|only|exactly) one|one order"
TALK = re.compile(
    r'"|[Nn]eighbours have|side by side|stand side|each plays|solo each|put in order|ran a race|row of cages|in a queue|in a row\b|Write|commas|Find out|Work out|together they|What is it|[Gg]ive|remembers|is known'
    r"|clues leave|Put the row|exactly one that fits|Answer with|List each|Reply|A puzzle about|In which order|all of it is right|no two of them|Sort|all true|How to read|Please note|survive|clues is true"
)
N = r"(?:[Tt]he )?(\w+)"


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    names = answer.split(", ")
    if not re.search(ONE, text):
        raise Unread(text)
    n = next((COUNTS.index(m[1].lower()) for m in re.finditer(r"\b(\w+) (?:people|books|animals|runners|friends|children|pupils|musicians|guests|\w+s)\b", text) if m[1].lower() in COUNTS[3:]), 0)
    said = [_sentence(part) for part in re.split(r"\n+|(?<=[a-z]\.) (?=[A-Z])", text)]
    told = [one for one in said if one and not TALK.search(one) and not one.endswith((":", "?"))]
    listed = _listed(text, n)
    place = {name.lower(): z3.Int(name) for name in listed}
    solver = z3.Solver()
    solver.add(z3.Distinct(*place.values()), *[z3.And(x >= 1, x <= n) for x in place.values()])
    for one in told:
        solver.add(_formula(one.rstrip("."), place, n))
    if solver.check() != z3.sat:
        raise Unread("no order: " + text)
    model: Any = solver.model()
    right = sorted(listed, key=lambda name: model[place[name.lower()]].as_long())
    solver.add(z3.Or([x != model[x] for x in place.values()]))
    return solver.check() == z3.unsat and names == right


def _listed(text: str, n: int) -> list[str]:
    """The n names that stand in one list."""
    word = r"(?:the )?\w+"
    for held in re.findall(rf"{word}(?:, {word})+(?:,? and {word})?", text):
        names = re.sub(r"\bthe ", "", held)
        parts = re.split(r", and |, | and ", names)
        if len(parts) == n and len(set(parts)) == n:
            return parts
    raise Unread(f"no list of {n}: {text}")


def _sentence(part: str) -> str:
    one = re.sub(r"^(?:[*-]|\d+\.) ", "", part.strip())
    if not re.match("Exactly|At |Not|These|Either", one):
        one = re.sub(r"^[^:]*: (?=(?:The \w+|[A-Z]\w+) (?:is|and|finished|stands|plays|lives|sits)|Exactly|Either)", "", one)
    return one


def _formula(t: str, place: dict[str, z3.ArithRef], n: int) -> Any:
    for pattern, join in (
        (r"Exactly one of these two is true: (.*); (.*)", lambda a, b: z3.Xor(a, b)),
        (r"Either (.*), or (.*), but not both", lambda a, b: z3.Xor(a, b)),
        (r"At least one of these two is true: (.*); (.*)|(?:Either )?(.*), or (.*), or both|(.*) unless (.*)", lambda a, b: z3.Or(a, b)),
        (r"(?:If|Provided that) (.*), (?:then|it is also true that) (.*)", lambda a, b: z3.Implies(a, b)),
        (r"(?:These two are either both true or both false|Either both of these are true or neither is): (.*); (.*)|(.*) if and only if (.*)", lambda a, b: a == b),
        (r"(?:Not both of these (?:two )?are true|At most one of these two is true): (.*); (.*)", lambda a, b: z3.Not(z3.And(a, b))),
    ):
        if m := re.fullmatch(pattern, t):
            a, b = [one for one in m.groups() if one]
            return join(_formula(a, place, n), _formula(b, place, n))

    def at(name: str) -> z3.ArithRef:
        if name.lower() not in place:
            raise Unread(t)
        return place[name.lower()]

    if m := re.fullmatch(rf"{N} (?:({AFTER})|{BEFORE}) {N}(, with (?:nobody|nothing) between them)?", t):
        first, second = (at(m[3]), at(m[1])) if m[2] else (at(m[1]), at(m[3]))
        return first + 1 == second if m[4] else first < second
    if m := re.fullmatch(rf"{N} and {N} are (not )?neighbours", t):
        near = z3.Or(at(m[1]) - at(m[2]) == 1, at(m[2]) - at(m[1]) == 1)
        return z3.Not(near) if m[3] else near
    if m := re.fullmatch(rf"{N} is (not )?somewhere between {N} and {N}", t):
        a, b, c = at(m[1]), at(m[3]), at(m[4])
        between = z3.Or(z3.And(b < a, a < c), z3.And(c < a, a < b))
        return z3.Not(between) if m[2] else between
    if (m := re.fullmatch(rf"Exactly (\w+) \w+ (?:are|is) between {N} and {N}", t)) and m[1] in COUNTS:
        gap = COUNTS.index(m[1]) + 1
        return z3.Or(at(m[2]) - at(m[3]) == gap, at(m[3]) - at(m[2]) == gap)
    if (m := re.fullmatch(rf"{N} is (not )?(\w+) counting from the ([\w ]+)", t)) and m[3] in PLACES and m[4] in FIRST_END:
        k = PLACES.index(m[3])
        here = at(m[1]) == (k if FIRST_END[m[4]] else n + 1 - k)
        return z3.Not(here) if m[2] else here
    if m := re.fullmatch(rf"{N} is (?:at (?:one end or the other|one of the two ends)|(not at an end|at neither end)) of the row", t):
        end = z3.Or(at(m[1]) == 1, at(m[1]) == n)
        return z3.Not(end) if m[2] else end
    raise Unread(t)
