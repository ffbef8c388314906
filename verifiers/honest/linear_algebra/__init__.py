"""Linear algebra with abstention: the value of one quantity where linear facts fix it, else Unknown.

Refused for the first of: format (neither one number, perhaps with the unit, nor Unknown), abstained (Unknown, where the facts fix the
value), unfounded (a value, where they do not), value (another value). The facts fix the value exactly if the query's unit vector lies in
the row space of their coefficients. The label is never stored: it is worked out by exact elimination when a problem is built, which
fails for facts that contradict each other.

Answers, steps and examples are judged in one file, long as it is, since all of them need the problem's type."""

import re
from functools import lru_cache
from typing import Annotated, Literal, get_args

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.extract import final_answer
from synth.verifiers.honest.linear_algebra.equations import MEASURES, plain_name, read_claim, world
from synth.verifiers.honest.linear_algebra.rows import CONSTANT, Row, Span, follow, rounds, whole
from synth.verifiers.parsers.abstention import abstains
from synth.verifiers.parsers.numbers import rational
from synth.verifiers.parsers.steps import Derivation, Step, read_steps
from synth.verifiers.parsers.text import plain

MAX_QUANTITIES = MAX_FACTS = 56
FREELY_CITED, MAX_CITED = 4, 6
"""Facts and steps that one step may cite: `[F1, F2, S1]` are three. Beyond the first number it must need every one of them, or citing
many would be a way to guess a proof."""

Theme = Literal["prices", "ages", "trails", "weights", "machines", "tanks", "ropes", "scores", "symbols"]
UNITS: dict[str, str] = {
    "prices": "coins?",
    "ages": "years old|years?|yrs?",
    "trails": "kilometres?|kilometers?|km",
    "weights": "kilograms?|kilos?|kg",
    "machines": "parts per hour|parts an hour|parts/hour|parts/hr?|parts?",
    "tanks": "litres?|liters?|l",
    "ropes": "metres?|meters?|m",
    "scores": "points?|pts",
    "symbols": "units?",
}
"""The unit that may follow a number, by theme, as an expression."""
_RESERVED = frozenset([*MEASURES.split(), *"the a an of in times and s step fact unknown".split()])
_SUBJECT = re.compile(r"([^=:\n]{1,99}?) ?(?:=|:|\bis\b) ?(?=\S)")
_VULGAR = str.maketrans({"¼": " 1/4", "½": " 1/2", "¾": " 3/4"})
_ASSIGNED = re.compile(r"^(?:[a-z]\s*)?=\s*")
_MIXED = re.compile(r"(-?) ?(\d{1,9}) ?(?: (\d{1,6}) ?/ ?(\d{1,6})|\\[dt]?frac ?\{(\d{1,6})\} ?\{(\d{1,6})\})")

Index = Annotated[int, Meta(ge=0, le=MAX_QUANTITIES - 1)]
Term = tuple[Annotated[int, Meta(ge=-30, le=30)], Index]
Fact = tuple[Annotated[tuple[Term, ...], Meta(min_length=1, max_length=6)], Annotated[int, Meta(ge=0, le=1_000_000)]]
Name = Annotated[str, Meta(pattern=r"^[A-Za-z][A-Za-z0-9_]*(?:[ -][A-Za-z0-9_]+)*\Z", max_length=32)]


class LinearAlgebra(Problem, frozen=True):
    """names: quantities in words; theme: what is measured, for wording and unit; facts: ((coefficient, quantity), ...) and what
    they sum to, in the order of the prompt, numbered from 1; query: a quantity."""

    names: Annotated[tuple[Name, ...], Meta(min_length=2, max_length=MAX_QUANTITIES)]
    theme: Theme
    facts: Annotated[tuple[Fact, ...], Meta(min_length=1, max_length=MAX_FACTS)]
    query: Index

    def __post_init__(self) -> None:
        plain_names = [plain_name(name) for name in self.names]
        if len(set(plain_names)) < len(plain_names) or any(
            not _RESERVED.isdisjoint(name.lower().replace("-", " ").split(" ")) for name in self.names
        ):
            raise ValueError("two names are alike, or one means something else in answers")
        for terms, _ in self.facts:
            if 0 in {c for c, _ in terms} or len({q for _, q in terms}) < len(terms):
                raise ValueError("a fact names each quantity once and no coefficient is zero")
        if {q for terms, _ in self.facts for _, q in terms} != set(range(len(self.names))):
            raise ValueError("the facts and the names do not speak of the same quantities")
        if self.query >= len(self.names):
            raise ValueError("the query has no name")
        fixed(self.facts, self.query)


def row(fact: Fact) -> Row:
    """The row of a fact."""
    terms, constant = fact
    stated = {q: c for c, q in terms}
    return {**stated, CONSTANT: constant} if constant else stated


@lru_cache(maxsize=2_048)
def eliminated(facts: tuple[Fact, ...], query: int) -> tuple[Fraction | None, int]:
    """The value that the facts fix, None where they leave it open, and the row operations that it took to see so. Raises ValueError when
    they contradict each other."""
    span = Span(map(row, sorted(facts, key=lambda fact: len(fact[0]))))
    return span.value(query), span.steps


def fixed(facts: tuple[Fact, ...], query: int) -> Fraction | None:
    """The value that the facts fix, None where they leave it open."""
    return eliminated(facts, query)[0]


def verify(problem: LinearAlgebra, answer: str) -> Verdict:
    value = fixed(problem.facts, problem.query)
    said = _without_subject(problem, plain(answer))
    if abstains(said):
        return ACCEPT if value is None else refuse("abstained")
    given = _amount(problem, said)
    if given is None:
        return refuse("format")
    if value is None:
        return refuse("unfounded")
    return ACCEPT if given == value else refuse("value")


def _without_subject(problem: LinearAlgebra, text: str) -> str:
    """What is said of the query: `6 coins` of `the price of the tea is 6 coins`, `tea = 6 coins`, `Tea: 6 coins`."""
    subject = _SUBJECT.match(text)
    if subject and plain_name(subject[1]) == plain_name(problem.names[problem.query]):
        return plain(text[subject.end() :])
    return text


def _amount(problem: LinearAlgebra, text: str) -> Fraction | None:
    """The number that the text is, the theme's unit after it taken off; `13/2 = 6.5` is one number."""
    if len(text) > 400:
        return None
    values = {_number(plain(part), UNITS[problem.theme]) for part in _ASSIGNED.sub("", text.translate(_VULGAR).lower()).split("=", 2)}
    return values.pop() if len(values) == 1 else None


def _number(text: str, units: str) -> Fraction | None:
    unit = re.search(rf"(?<=[\d}}$)]) ?(?:{units})$", text)
    text = plain(text[: unit.start()]) if unit else text
    if mixed := _MIXED.fullmatch(text):
        whole_part, top, bottom = (int(digits) for digits in mixed.groups()[1:] if digits)
        if not bottom:
            return None
        size = whole_part + Fraction(top, bottom)
        return -size if mixed[1] else size
    return rational(text)


ABSTENTION = "Unknown"
TRACE_FORMAT = f"""Before the final answer, write your derivation as numbered steps, one a line:
S1: 2 soup + tea = 17 [F2]
S2: soup = 4 [F3, S1]
A step is a label, an equation between quantities (call them by their names), and in square brackets what it follows from: facts by \
their number (F3 is fact 3) and earlier steps by their label (S1). Arithmetic may stand in a step: S2: soup = (17 - 9)/2 = 4 [F2, S1]. \
Each step must follow from what it cites alone, and it may cite at most {FREELY_CITED} facts and steps, or up to {MAX_CITED} \
where it needs each of them. No step may repeat the equation of \
an earlier one, not even rearranged or multiplied, but each quantity's value (soup = 4) may be read off once. If the answer is a number, \
the last step states it, for example: S9: cake = 6 [S7, S8]
If the answer is Unknown, give two worlds after the steps (steps are optional then), each on one line with a value for every quantity. \
Both worlds satisfy every fact, and they differ in the quantity asked for:
World A: soup = 4, tea = 9, cake = 6
World B: soup = 4, tea = 9, cake = 7
"""


def verify_trace(problem: LinearAlgebra, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT and its final answer. The steps are judged first, whatever the answer is.

    Reasons, of the first wrong step in the order of the text: form (it can't be read), cites (it cites more than six, more than four
    without need, or what is not there or comes later), step (it does not follow), repeat (the equation of an earlier step, rearranged or
    multiplied, unless it is the first to give a quantity's value plainly, as in soup = 4). Then, when all steps are sound: missing (no
    steps, or no two worlds where the answer is Unknown), last (no step states the value asked for; true steps may follow the one that
    does), world (a world is unreadable, incomplete or breaks a fact), agree (the worlds agree on the query), answer (the final answer is
    refused).

    Suppositions ("suppose soup = 4") are not read: whatever linear equations entail, sums of their multiples show without one.
    `accepted` is the whole judgement, `step` and `sound` place the first fault. Rewards by step are `synth.verifiers.score_steps`."""
    derivation = read_steps(completion)
    steps = len(derivation.steps)
    known: dict[int, list[Row]] = {}
    reason, sound = _read(problem, derivation, known)
    if reason:
        return TraceVerdict(False, reason, derivation.steps[sound].label, steps, sound)
    value = fixed(problem.facts, problem.query)
    if value is None:
        reason = _worlds(problem, derivation)
    elif not steps:
        reason = "missing"
    elif not _concluded(problem, value, known):
        return TraceVerdict(False, "last", derivation.steps[-1].label, steps, steps - 1)
    answer = final_answer(completion)
    if not reason and (isinstance(answer, Verdict) or not verify(problem, answer)):
        reason = "answer"
    return TraceVerdict(not reason, reason, 0, steps, steps)


def proven(problem: LinearAlgebra, completion: str) -> Proven:
    """How much of the proof of the right answer stands, whatever the final answer is; see `synth.verifiers.score_steps`.

    A value is proven by a step that states it, Unknown by two worlds. Short of that, the measure is substitution: in one round, every
    fact or equation stated so far that has one open quantity left fixes it. The progress is the share of the rounds to the query that
    the stated equations save. Values of quantities off the way, copied facts and sums of facts that leave as many open save none, and
    more equations never add rounds. Where substitution does not reach the query, and for Unknown, all or nothing: one world exists
    whatever the answer is."""
    derivation = read_steps(completion)
    known: dict[int, list[Row]] = {}
    reason, _ = _read(problem, derivation, known, repeats=True)
    value = fixed(problem.facts, problem.query)
    if value is None:
        return Proven(float(not _worlds(problem, derivation)), not reason)
    if _concluded(problem, value, known):
        return Proven(1.0, not reason)
    facts = [row(fact) for fact in problem.facts]
    alone = rounds(facts, problem.query)
    return Proven(1 - rounds(facts + [r for rows in known.values() for r in rows], problem.query) / alone if alone else 0.0, not reason)


def _concluded(problem: LinearAlgebra, value: Fraction, known: dict[int, list[Row]]) -> bool:
    """Whether a sound step states the value asked for."""
    goal = whole({problem.query: Fraction(1), CONSTANT: value})
    return any(goal in rows for rows in known.values())


def _read(problem: LinearAlgebra, derivation: Derivation, known: dict[int, list[Row]], repeats: bool = False) -> tuple[str, int]:
    """What is wrong with the first wrong step, if any, and how many stand before it; what those state goes into `known`. repeats:
    whether what was stated before may be stated again."""
    stated: set[frozenset[tuple[int, int]] | int] = set()
    for sound, step in enumerate(derivation.steps):
        claim = read_claim(step.claim, problem.names, UNITS[problem.theme]) if step.cited else None
        if claim is None:
            return "format", sound
        if reason := _fault(problem, claim.rows, step, known):
            return reason, sound
        new: set[frozenset[tuple[int, int]] | int] = {*(frozenset(r.items()) for r in claim.rows), *claim.solved}
        if new <= stated and not repeats:
            return "repeat", sound
        known[step.label] = claim.rows
        stated |= new
    return "", len(derivation.steps)


def _fault(problem: LinearAlgebra, rows: list[Row], step: Step, known: dict[int, list[Row]]) -> str:
    """What is wrong with a step that can be read: cites, step or nothing."""
    facts, steps = set(step.facts), set(step.steps)
    if len(facts) + len(steps) > MAX_CITED or not all(0 < number <= len(problem.facts) for number in facts) or not steps <= known.keys():
        return "cites"
    sources = [[row(problem.facts[number - 1])] for number in sorted(facts)] + [known[label] for label in sorted(steps)]
    if not follow(rows, sources):
        return "step"
    if len(sources) > FREELY_CITED and any(follow(rows, sources[:place] + sources[place + 1 :]) for place in range(len(sources))):
        return "cites"
    return ""


def _worlds(problem: LinearAlgebra, derivation: Derivation) -> str:
    """What is wrong with the two worlds: missing, world, agree or nothing."""
    if len(derivation.worlds) < 2:
        return "missing"
    worlds = [world(text, problem.names, UNITS[problem.theme]) for text in derivation.worlds[:2]]
    for values in worlds:
        if values is None or len(values) < len(problem.names):
            return "world"
        if any(sum(c * values[q] for c, q in terms) != constant for terms, constant in problem.facts):
            return "world"
    first, second = worlds
    return "agree" if first is None or second is None or first[problem.query] == second[problem.query] else ""


assert set(UNITS) == set(get_args(Theme))

_SOUP = LinearAlgebra(
    ("tomato soup", "tea", "apple cake", "salad"),
    "prices",
    ((((1, 0), (1, 1)), 10), (((1, 0), (-1, 1)), 3), (((2, 1), (1, 2)), 13), (((1, 2), (1, 3)), 12)),
    0,
)
_OPEN = LinearAlgebra(_SOUP.names, "prices", (_SOUP.facts[0], (((1, 0), (-1, 2)), 3), (((1, 1), (1, 2)), 7), _SOUP.facts[3]), 0)
_SHARES = LinearAlgebra(("red crate", "blue crate"), "weights", ((((12, 0),), 35), (((1, 0), (1, 1)), 5)), 0)
_CRATE = LinearAlgebra(("red crate", "blue crate"), "weights", ((((1, 0),), 9), (((2, 0), (-1, 1)), 5)), 1)

EXAMPLES = (
    (_SOUP, "13/2", ""),
    (_SOUP, "6.5", ""),
    (_SOUP, "6.5 coins", ""),
    (_SOUP, r"\boxed{\frac{13}{2}}", ""),
    (_SOUP, "The answer is 6 1/2 coins.", ""),
    (_SOUP, "tomato soup = 6.50", ""),
    (_SOUP, "6½ coins", ""),
    (_SOUP, r"$6\frac{1}{2}$", ""),
    (_CRATE, "13", ""),
    (_CRATE, "**13 kg**", ""),
    (_CRATE, "$13$ kilograms", ""),
    (_SHARES, "2 11/12", ""),
    (_SHARES, "2 11/12 kg", ""),
    (_OPEN, "Unknown", ""),
    (_OPEN, "unknown.", ""),
    (_OPEN, "Cannot be determined", ""),
    (_OPEN, "**Not enough information**", ""),
    (_SOUP, "The price of the tomato soup is 6.5 coins.", ""),
    (_SOUP, "Tomato soup: 13/2 = 6.5 coins", ""),
    (_OPEN, "The price of the tomato soup is unknown.", ""),
    (_SOUP, "", "format"),
    (_SOUP, "13/2 = 6", "format"),
    (_SOUP, "The price of the tea is 6.5 coins", "format"),
    (_OPEN, "The price of the tea is unknown", "format"),
    (_SOUP, "6.5 or Unknown", "format"),
    (_OPEN, "6.5 or Unknown", "format"),
    (_OPEN, "Unknown, but probably 6.5", "format"),
    (_SOUP, "I guess 6, but the answer is 6.5", "format"),
    (_SOUP, "between 6 and 7", "format"),
    (_SOUP, "6.5 kg", "format"),
    (_SOUP, "tea = 6.5", "format"),
    (_SOUP, "13/0", "format"),
    (_SOUP, "6½½", "format"),
    (_SOUP, "Unknown", "abstained"),
    (_CRATE, "cannot be determined", "abstained"),
    (_OPEN, "6.5", "unfounded"),
    (_OPEN, "7 coins", "unfounded"),
    (_SOUP, "6", "value"),
    (_CRATE, "9", "value"),
)
