"""Bayesian networks: a posterior probability, or the most probable combination of some variables with its probability, exact.

Refused for the first of: format (not one rational number, behind the combination where one is asked for), state (another combination),
value (another number)."""

import re
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.parsers import lists, mathematics
from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.text import plain
from synth.verifiers.science import _derivation
from synth.verifiers.science._derivation import TRACE_FORMAT
from synth.verifiers.science._sheet import Sheet
from synth.verifiers.science.bayes_net.route import Route

__all__ = ["EXAMPLES", "TRACE_FORMAT", "BayesNet", "State", "Variable", "answer", "proven", "route", "verify", "verify_trace"]

LABELS = "ABCDEFGH"
Place = Annotated[int, Meta(ge=0, le=7)]


class Variable(Frozen, frozen=True):
    """It is on or off, by chance."""

    parents: Annotated[tuple[Place, ...], Meta(max_length=3)]
    """Earlier variables that it depends on, ascending: `(0, 2)`."""
    table: Annotated[tuple[Annotated[int, Meta(ge=1, le=99)], ...], Meta(min_length=1, max_length=8)]
    """The chance that it is on, in percent, for each combination of its parents; bit j of the place says whether the parent j is on."""


class State(Frozen, frozen=True):
    variable: Place
    on: bool


class BayesNet(Problem, frozen=True):
    variables: Annotated[tuple[Variable, ...], Meta(min_length=2, max_length=8)]
    seen: Annotated[tuple[State, ...], Meta(max_length=5)]
    """What is observed."""
    asked: Annotated[tuple[State, ...], Meta(min_length=1, max_length=3)]
    """Whose joint probability is asked; where the best combination is, `on` says nothing and is true."""
    best: bool
    """Whether the most probable combination of the asked variables is to be found."""
    theme: Annotated[int, Meta(ge=0, le=4)]
    """What the variables stand for in the prompt."""

    def __post_init__(self) -> None:
        for place, variable in enumerate(self.variables):
            if list(variable.parents) != sorted(set(variable.parents)) or any(parent >= place for parent in variable.parents):
                raise ValueError("parents are earlier variables, in ascending order")
            if len(variable.table) != 2 ** len(variable.parents):
                raise ValueError("a chance for each combination of the parents")
        named = [state.variable for state in (*self.seen, *self.asked)]
        if len(set(named)) < len(named) or max(named) >= len(self.variables):
            raise ValueError("what is seen and asked are different variables that there are")
        if self.best and (len(self.asked) < 2 or not all(state.on for state in self.asked)):
            raise ValueError("a combination of two variables or more")


def weights(problem: BayesNet) -> dict[int, int]:
    """For each combination of the asked variables (bit j: the variable j of them is on) its joint weight with what is seen, all in parts of
    the same whole."""
    fixed = {state.variable: state.on for state in problem.seen}
    needed = set(fixed).union(state.variable for state in problem.asked)
    for place in range(len(problem.variables) - 1, -1, -1):
        if place in needed:
            needed.update(problem.variables[place].parents)
    states = [(0, 1)]
    for place in sorted(needed):  # the others sum to 1 whatever is asked
        parents, table, further = problem.variables[place].parents, problem.variables[place].table, []
        on, off = fixed.get(place, True), not fixed.get(place, False)
        for mask, weight in states:
            row = 0
            for j, parent in enumerate(parents):
                row |= (mask >> parent & 1) << j
            if on:
                further.append((mask | 1 << place, weight * table[row]))
            if off:
                further.append((mask, weight * (100 - table[row])))
        states = further
    found: dict[int, int] = dict.fromkeys(range(2 ** len(problem.asked)), 0)
    places = [state.variable for state in problem.asked]
    for mask, weight in states:
        key = 0
        for j, place in enumerate(places):
            key |= (mask >> place & 1) << j
        found[key] += weight
    return found


@kept
def answer(problem: BayesNet) -> tuple[frozenset[str], Fraction] | None:
    """The letters of the asked variables that are on in the most probable combination (none where no combination is asked for), and the
    probability. None where two combinations are equally probable, as in no problem of ours."""
    found = weights(problem)
    whole = sum(found.values())
    if not problem.best:
        key = sum(state.on << j for j, state in enumerate(problem.asked))
        return frozenset(), Fraction(found[key], whole)
    (last, first), (_, second) = sorted(((key, weight) for key, weight in found.items()), key=lambda one: -one[1])[:2]
    if first == second:
        return None
    return frozenset(LABELS[state.variable] for j, state in enumerate(problem.asked) if last >> j & 1), Fraction(first, whole)


_WORDS = dict.fromkeys(("概率", "其概率", "条件概率", "后验概率", "它的概率", "概率是", "概率为", "其概率为", "其概率是"), "probability")
_READER = Reader(WORDS | _WORDS | dict.fromkeys(("最可能的组合是", "最可能的组合为", "最可能的组合:"), ""))
_LEAD = re.compile(r"(?:the\s)?most\s(?:probable|likely)\s(?:combination|state)\s?(?:is|:)\s*:?\s*", re.IGNORECASE)
_NUMBER = r"(?:-?\d[\d.]*(?:\s*/\s*\d+)?|-?\\[dt]?frac\s*(?:\{\s*\d+\s*\}\s*\{\s*\d+\s*\}|\d\s*\d))"
_BEHIND = re.compile(
    rf"(?P<head>.*?)[\s;:,|$]*(?:[-=]\s+)?(?:\(|\bwith\b|\band\b)?\s*(?:\b(?:(?:conditional|posterior|a|its|the)\s+)*(?:probability|prob\.?|P)\b(?:\([^()]*\))?)?"
    rf"\s*(?:is|of|=|:|为|是)*[\s$]*(?P<number>{_NUMBER})\s*(?:\(?\s*(?:=|≈|\\approx|about|approximately|约)\s*{_NUMBER}\s*\)?\s*)*[)$\s]*\.?",
    re.IGNORECASE | re.DOTALL,
)
MAX_LENGTH = 400
"""Characters of a combination with its probability."""


def _combination(text: str) -> tuple[str, str] | None:
    """What stands before the probability, and the probability."""
    text = plain(text, _READER)
    text = text.removeprefix("[").removesuffix("]") if text.count("[") == text.count("]") == 1 else text
    text = text.replace("\\(", " ").replace("\\)", " ")
    text = _LEAD.sub("", text, count=1) if _LEAD.match(text) else text
    found = _BEHIND.fullmatch(text) if len(text) <= MAX_LENGTH else None
    if not found or (found["head"] and found.end("head") == found.start("number")):
        return None  # `C3240/6589`: nothing between them
    number = text[found.start("number") :].rstrip("$. ")
    return found["head"], number if "(" in number else number.rstrip(")$. ")


def verify(problem: BayesNet, answer_text: str) -> Verdict:
    number, letters = answer_text, frozenset[str]()
    if problem.best:
        parts = _combination(answer_text)
        if parts is None:
            return refuse("format")
        read = lists.labels(parts[0], frozenset(LABELS[state.variable] for state in problem.asked))
        if read is None:
            return refuse("format")
        letters, number = read, parts[1]
    value = mathematics.rational(number)
    if value is None:
        return refuse("format")
    right = answer(problem)
    if right is None or letters != right[0]:
        return refuse("state")
    return ACCEPT if value == right[1] else refuse("value")


@kept
def route(problem: BayesNet) -> Sheet:
    """The way by pencil to the answer. Raises ValueError where two combinations are equally probable."""
    right = answer(problem)
    if right is None:
        raise ValueError("two combinations are equally probable")
    tables = [(variable.parents, variable.table) for variable in problem.variables]
    way = Route(tables, {state.variable: state.on for state in problem.seen}, [state.variable for state in problem.asked])
    way.end(tuple(LABELS[state.variable] in right[0] if problem.best else state.on for state in problem.asked), right[1])
    return way.sheet


def verify_trace(problem: BayesNet, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT; its reasons stand in `_derivation.judge`."""
    return _derivation.judge(problem, completion, verify, route)


def proven(problem: BayesNet, completion: str) -> Proven:
    """Whether the derivation reaches the answer; see `synth.verifiers.score_steps`."""
    return _derivation.proven(problem, completion, route)


_PAIR = (Variable((), (20,)), Variable((0,), (10, 90)))
_FIRST = BayesNet(_PAIR, (State(1, True),), (State(0, True),), False, 0)  # 18 / (18 + 8) = 9/13
_COLLIDER = (Variable((), (10,)), Variable((), (20,)), Variable((0, 1), (5, 80, 50, 90)))
_AWAY = BayesNet(_COLLIDER, (State(1, True), State(2, True)), (State(0, True),), False, 1)  # 0.09 / (0.09 + 0.45) = 1/6
_BEST = BayesNet(_COLLIDER, (State(2, True),), (State(0, True), State(1, True)), True, 2)  # B alone: 90 / 208 = 45/104
_CHAIN = (Variable((), (30,)), Variable((0,), (20, 60)), Variable((1,), (10, 70)))
_NONE = BayesNet(_CHAIN, (State(2, False),), (State(0, True), State(1, True)), True, 3)  # 0.504 / 0.708

EXAMPLES = (
    (_FIRST, "9/13", ""),
    (_FIRST, r"$\boxed{\frac{9}{13}}$", ""),
    (_FIRST, "P(A | B) = 18/26 = 9/13", ""),
    (_AWAY, "The answer is 1/6.", ""),
    (_BEST, "B; 45/104", ""),
    (_BEST, "B; 45/104 (≈ 0.433)", ""),
    (_BEST, r"B; \(\frac{45}{104}\)", ""),
    (_BEST, "B, with probability 45/104", ""),
    (_BEST, "(B; 45/104)", ""),
    (_BEST, "B45/104", "format"),
    (_BEST, r"B: $\frac{45}{104}$", ""),
    (_NONE, "none; 42/59", ""),
    (_FIRST, "", "format"),
    (_FIRST, "9:13", "format"),
    (_BEST, "45/104", "format"),
    (_BEST, "B", "format"),
    (_BEST, "C; 45/104", "format"),
    (_BEST, "A, B; 45/104", "state"),
    (_BEST, "none; 45/104", "state"),
    (_NONE, "A; 42/59", "state"),
    (_FIRST, "1/5", "value"),
    (_FIRST, "0.6923", "value"),
    (_AWAY, "1/10", "value"),
    (_BEST, "B; 9/100", "value"),
    (_FIRST, "答案是 9/13。", ""),
    (_AWAY, "概率为 1/6", ""),
    (_BEST, "最可能的组合：B；45/104", ""),
    (_BEST, "B，概率为 45/104。", ""),
    (_NONE, "无；42/59", ""),
    (_NONE, "答案：无，概率 42/59", ""),
    (_BEST, "A、B，概率为 45/104", "state"),
    (_AWAY, "概率为 1/3", "value"),
    (_BEST, "B 的可能性最大", "format"),
)
