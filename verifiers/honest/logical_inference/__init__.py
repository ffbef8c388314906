"""Logical inference: does a statement follow from the facts (True), does its negative (False), or neither (Unknown)?

Refused for the first of: format (not one of True, False, Unknown), abstained (Unknown, where the facts settle it), unfounded (True or
False, where they do not), value (True for False or the reverse).

Facts are literals, conjunctions, inclusive disjunctions and conditionals of literals, read classically: what is not stated is not
thereby false. Literals are numbers, -3 for the negative of the third statement. The label is never stored: it is worked out by unit
propagation and splitting when a problem is built, which fails for facts that contradict each other or are too hard to settle.

Answers, steps and examples are judged in one file, long as it is, since all of them need the problem's type."""

import re
from functools import lru_cache
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.extract import final_answer
from synth.verifiers.honest.logical_inference.claims import Clause, claim, is_statement, literal, world
from synth.verifiers.honest.logical_inference.search import MOST, bits, follow, model, needed, opposite, propagate, rounds
from synth.verifiers.honest.logical_inference.stops import Stop, holds, read_stop
from synth.verifiers.parsers.abstention import abstains
from synth.verifiers.parsers.steps import Derivation, Step, read_steps
from synth.verifiers.parsers.text import plain

MAX_STATEMENTS, MAX_FACTS = MOST, 64
FREELY_CITED, MAX_CITED = 4, 6
"""Facts and steps that one step may cite: `[F1, F2, S1]` are three. Beyond the first number it must need every one of them, or citing
many would be a way to guess a proof."""
SIZES = {"is": (1, 1), "both": (2, 3), "or": (2, 3), "if": (2, 4)}

LiteralNumber = Annotated[int, Meta(ge=-MAX_STATEMENTS, le=MAX_STATEMENTS)]


class Fact(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """is: the literal holds. both: all hold. or: at least one holds. if: the last holds if all the others do."""

    kind: Literal["is", "both", "or", "if"]
    literals: Annotated[tuple[LiteralNumber, ...], Meta(min_length=1, max_length=4)]


class LogicalInference(Problem, frozen=True):
    """statements: in words, affirmative; facts: in the order of the prompt, numbered from 1; query: the literal asked about."""

    statements: Annotated[
        tuple[Annotated[str, Meta(pattern=r"^[A-Za-z0-9'-]+(?: [A-Za-z0-9'-]+)+\Z", max_length=60)], ...],
        Meta(min_length=2, max_length=MAX_STATEMENTS),
    ]
    facts: Annotated[tuple[Fact, ...], Meta(min_length=1, max_length=MAX_FACTS)]
    query: LiteralNumber

    def __post_init__(self) -> None:
        if not all(map(is_statement, self.statements)):
            raise ValueError("a statement is `<something> is, can or has <something>` without words that join statements")
        if len({s.lower().removeprefix("the ") for s in self.statements}) < len(self.statements):
            raise ValueError("two statements are alike")
        for fact in self.facts:
            least, most = SIZES[fact.kind]
            if not least <= len(fact.literals) <= most:
                raise ValueError(f"too few or too many parts of a fact: {fact.kind}")
            if len({abs(n) for n in fact.literals}) < len(fact.literals):
                raise ValueError("a fact names a statement twice")
        mentioned = {abs(self.query)}
        for fact in self.facts:
            mentioned.update(map(abs, fact.literals))
        if min(mentioned) < 1 or max(mentioned) > len(self.statements):
            raise ValueError("a literal without a statement")
        if len(mentioned) < len(self.statements):
            raise ValueError("a statement that nothing mentions")
        settled(self.facts, self.query)


def clauses(fact: Fact) -> tuple[Clause, ...]:
    """The disjunctions of literals that a fact states together."""
    if fact.kind == "if":
        *body, head = fact.literals
        return ((*(-n for n in body), head),)
    return (fact.literals,) if fact.kind == "or" else tuple((n,) for n in fact.literals)


@lru_cache(maxsize=2_048)
def settled(facts: tuple[Fact, ...], query: int) -> str:
    """True, False or Unknown. Raises ValueError when the facts contradict each other or the search takes too long."""
    start = propagate([bits(clause) for fact in facts for clause in clauses(fact)], 0)
    some = start and model(*start)
    if start is None or some is None:
        raise ValueError("the facts contradict each other")
    left, sure = start
    asked = bits((query,))
    holds = bool(some & asked) or (query < 0 and not some & opposite(asked))
    if not (asked | opposite(asked)) & sure and model(left, sure | (opposite(asked) if holds else asked)) is not None:
        return "Unknown"
    return "True" if holds else "False"


def verify(problem: LogicalInference, answer: str) -> Verdict:
    given, right = read(problem, answer), settled(problem.facts, problem.query)
    if not given:
        return refuse("format")
    if given == right:
        return ACCEPT
    return refuse("abstained" if given == "Unknown" else "unfounded" if right == "Unknown" else "value")


_WORD = re.compile(r"(?:it is |it's |the (?:answer|statement|claim|conclusion) is )?(not true|true|false)")


def read(problem: LogicalInference, answer: str) -> str:
    """True, False or Unknown; or nothing when the answer is not one of them. The asked sentence or its negative count as well."""
    text = plain(answer)
    if abstains(text):
        return "Unknown"
    if len(text) > 200:
        return ""
    word = _WORD.fullmatch(" ".join(text.lower().split()).strip(" .*'\"()[]{}"))
    if word:
        return "True" if word[1] == "true" else "False"
    stated = literal(text, problem.statements)
    return "" if stated is None or abs(stated) != abs(problem.query) else "True" if stated == problem.query else "False"


ABSTENTION = "Unknown"
CHOICES = ("True", "False")
TRACE_FORMAT = f"""Before the final answer, write your derivation as numbered steps, one a line:
S1: the red lamp is lit [F2]
S2: if Ann can swim then the gate is not open [F1, F5]
S3: the gate is not open [F3, S1, S2]
A step is a label, a claim, and in square brackets what it follows from: facts by their number (F3 is fact 3) and earlier steps by \
their label (S1). A claim is a sentence in the words of the problem, with `not` at its verb when denied, or sentences joined by `and`, \
by `or`, or as `if ... then ...`. Each step must follow from what it cites alone, it may cite at most {FREELY_CITED} facts and steps, or \
up to {MAX_CITED} where it needs each of them, and \
no step may claim the same as an earlier one. \
A proof by contradiction begins with a step without brackets, S4: suppose the gate is open. Steps that rest on it hold under it alone; \
when two of them clash, S7: contradiction [S5, S6] says so, and S8: the gate is not open [S7] holds without it. \
If the answer is True, the last step is the sentence asked about; if it is False, the last step is that sentence denied.
If the answer is Unknown, you may go on with steps that say where the search stopped: what the sentence asked about, or its denial, still \
lacks, what that lacks, and so on until no fact gives it:
S4: to get that the gate is open, it is still to be shown that Ann can swim [F4, S1]
S5: to get that the gate is open, it would have to be so that the red lamp is not lit, but that is denied [F6, S1]
S6: no fact gives that Ann can swim
In any case give two worlds then, each on one line with all sentences that are true in it, without `not`; all others are false in it. Both \
worlds satisfy every fact, and the sentence asked about holds in one alone:
World A: the red lamp is lit; Ann can swim
World B: none
"""


class Known(NamedTuple):
    """What sound steps have shown."""

    shown: dict[int, tuple[int, ...]]
    """By label, clauses that hold without any supposition: for `B` under the supposition A, `not A or B`."""
    under: dict[int, int]
    """By label, the suppositions that the step's claim needs, as literals."""
    stated: dict[tuple[frozenset[int], int], int]
    """The label of what was first claimed, with the suppositions that it needs."""


def verify_trace(problem: LogicalInference, completion: str) -> TraceVerdict:
    """Judge a worked solution. Refused for the first of, step by step: form (can't be read), cites (what is not there or comes later,
    more than six, or more than four without need), step (does not follow), repeat (claims what an earlier step claims, or nothing); and
    when every step is sound: missing (neither steps nor two worlds), last (no step states the right answer, free of suppositions; true
    steps may follow the one that does), world (one that can't be read or breaks a fact), agree (both have the same answer), answer (the
    final answer is refused).

    Steps that say where a search stopped (`stops.py`) show nothing, but are judged like others. A step `suppose A` needs no citation.
    A step that rests on it and does not follow otherwise is read as `if A then ...`; what is concluded at the end must hold without:
    `contradiction` under A shows that A is false.

    `accepted` is the whole judgement, `step` and `sound` place the first fault. Rewards by step are `synth.verifiers.score_steps`."""
    found = read_steps(completion)
    count = len(found.steps)
    known = Known({}, {}, {})
    reason, sound = _read(problem, found, known)
    if reason:
        return TraceVerdict(False, reason, found.steps[sound].label, count, sound)
    reason = _ending(problem, found, known)
    if reason == "last":
        return TraceVerdict(False, reason, found.steps[-1].label, count, count - 1)
    if not reason:
        answer = final_answer(completion)
        reason = "answer" if isinstance(answer, Verdict) or not verify(problem, answer) else ""
    return TraceVerdict(not reason, reason, 0, count, count)


def proven(problem: LogicalInference, completion: str) -> Proven:
    """How much of the proof of the right answer stands, whatever the final answer is; see `synth.verifiers.score_steps`.

    True and False are proven by a step that states the conclusion, Unknown by two worlds. Short of that, the measure is rounds of
    inference: in one round, every clause of the facts and of what was shown that has one open literal left gives it, and one with a few
    gives what follows at once in each case. The progress is the share of the rounds to the conclusion that the shown claims save (to a
    clash with its denial, where it is not reached straight from the facts). Truths off the way, copied facts and weaker claims save none,
    and more claims never add rounds. Where that gets nowhere, and for Unknown, all or nothing: one world exists whatever the answer is."""
    found = read_steps(completion)
    known = Known({}, {}, {})
    reason, _ = _read(problem, found, known, repeats=True)
    right = settled(problem.facts, problem.query)
    if right == "Unknown" or _concluded(problem, right, known):
        return Proven(float(right != "Unknown" or not _ending(problem, found, known)), not reason)
    goal = bits((problem.query if right == "True" else -problem.query,))
    facts = [bits(clause) for fact in problem.facts for clause in clauses(fact)]
    shown = [clause for claims in known.shown.values() for clause in claims]
    for start in (0, opposite(goal)):
        if alone := rounds(facts, goal, start):
            return Proven(1 - rounds(facts + shown, goal, start) / alone, not reason)
    return Proven(0.0, not reason)


def _read(problem: LogicalInference, found: Derivation, known: Known, repeats: bool = False) -> tuple[str, int]:
    """What is wrong with the first wrong step, if any, and how many stand before it; what those show goes into `known`. repeats: whether
    what was claimed before may be claimed again."""
    for sound, step in enumerate(found.steps):
        supposed = _SUPPOSE.match(step.claim) if not step.cited else None
        stated = claim(step.claim[supposed.end() :] if supposed else step.claim, problem.statements) if step.cited or supposed else None
        if supposed and stated and all(len(clause) == 1 for clause in stated):
            known.shown[step.label] = ()
            known.under[step.label] = bits(n for (n,) in stated)
            continue
        if stop := read_stop(step.claim, problem.statements):
            if reason := _stopped(problem, known, stop, step):
                return reason, sound
            known.shown[step.label], known.under[step.label] = (), 0
            continue
        if step.cited and _CLASH.fullmatch(step.claim.lower()):
            said = frozenset((0,))
        elif stated is None or supposed:
            return "format", sound
        else:  # Clauses that hold in any case claim nothing.
            said = frozenset(c for c in map(bits, stated) if not c & opposite(c))
        if reason := _fault(problem, known, said, step, repeats):
            return reason, sound
    return "", len(found.steps)


_SUPPOSE = re.compile(r"(?:let us |let's )?(?:suppose|assume)(?: for contradiction| for a moment)?(?: that)?:? ", re.IGNORECASE)
_CLASH = re.compile(r"(?:(?:this|that) is )?(?:an? )?(?:contradiction|(?:this |that )?(?:is )?impossible)|(?:this|that) cannot be|⊥")


def _cited(problem: LogicalInference, known: Known, step: Step) -> list[list[int]] | None:
    """The clauses of each fact and step that a step cites; None where it cites too many or what isn't there."""
    facts, steps = sorted(set(step.facts)), sorted(set(step.steps))
    if len(facts) + len(steps) > MAX_CITED or not all(1 <= n <= len(problem.facts) for n in facts) or not known.shown.keys() >= {*steps}:
        return None
    return [[bits(clause) for clause in clauses(problem.facts[n - 1])] for n in facts] + [[*known.shown[label]] for label in steps]


def _stopped(problem: LogicalInference, known: Known, stop: Stop, step: Step) -> str:
    """What is wrong with a step that says where the search stopped: format, cites, step or nothing."""
    if step.cited != bool(stop.parts):
        return "format"
    sources = _cited(problem, known, step)
    if sources is None or any(known.under[label] for label in step.steps):
        return "cites"
    try:
        sound = holds(stop, tuple(clause for fact in problem.facts for clause in clauses(fact)), sources)
    except ValueError:
        return "step"
    return "" if sound else "step"


def _fault(problem: LogicalInference, known: Known, said: frozenset[int], step: Step, repeats: bool) -> str:
    """What is wrong with a step that can be read: cites, step, repeat or nothing, and then what it shows goes into `known`."""
    sources = _cited(problem, known, step)
    if sources is None:
        return "cites"
    premises = [clause for source in sources for clause in source]
    under = 0
    for label in step.steps:
        under |= known.under[label]
    try:
        under = needed(premises, said, under)
        shown = [clause | opposite(under) for clause in said]
        if len(sources) > FREELY_CITED and any(follow(sources[:n] + sources[n + 1 :], shown) for n in range(len(sources)) if sources[n]):
            return "cites"
    except ValueError:  # does not follow, or only by a search
        return "step"
    if not repeats and (not said or (said, under) in known.stated):
        return "repeat"
    known.shown[step.label] = tuple(shown)
    known.under[step.label] = under
    known.stated.setdefault((said, under), step.label)
    return ""


def _concluded(problem: LogicalInference, right: str, known: Known) -> bool:
    """Whether a sound step states the right conclusion, free of suppositions."""
    goal = bits((problem.query if right == "True" else -problem.query,))
    return (frozenset((goal,)), 0) in known.stated


def _ending(problem: LogicalInference, found: Derivation, known: Known) -> str:
    """What is wrong with a derivation whose steps are sound: missing, last, world, agree or nothing."""
    right = settled(problem.facts, problem.query)
    if right != "Unknown":
        return "missing" if not found.steps else "" if _concluded(problem, right, known) else "last"
    if len(found.worlds) < 2:
        return "missing"
    worlds = [world(text, problem.statements) for text in found.worlds]
    if any(w is None or not all(any((n > 0) == (abs(n) in w) for n in c) for f in problem.facts for c in clauses(f)) for w in worlds):
        return "world"
    return "" if len({abs(problem.query) in w for w in worlds if w is not None}) == 2 else "agree"


_WORDS = ("Nora is patient", "the red lamp is lit", "the ferry can sail", "Omar has a ticket", "the gate is open")
# Nora is patient, so the lamp is not lit; a ferry that sails would need it; Omar or the ferry; nothing is known of the gate.
_FACTS = (Fact("is", (1,)), Fact("if", (1, -2)), Fact("if", (3, 2)), Fact("or", (3, 4)), Fact("if", (5, 4)))
_TICKET = LogicalInference(_WORDS, _FACTS, 4)
_FERRY = LogicalInference(_WORDS, _FACTS, 3)
_GATE = LogicalInference(_WORDS, _FACTS, -5)

EXAMPLES = (
    (_TICKET, "True", ""),
    (_TICKET, "**True**", ""),
    (_TICKET, "The answer is true.", ""),
    (_TICKET, r"\boxed{\text{True}}", ""),
    (_TICKET, "Omar has a ticket", ""),
    (_FERRY, "False", ""),
    (_FERRY, "It is false.", ""),
    (_FERRY, "The ferry can't sail.", ""),
    (_FERRY, "Not the ferry can sail", ""),
    (_GATE, "Unknown", ""),
    (_GATE, "cannot be determined", ""),
    (_GATE, "Not enough information.", ""),
    (_TICKET, "", "format"),
    (_TICKET, "True or Unknown", "format"),
    (_TICKET, "True, False, Unknown", "format"),
    (_TICKET, "True/False/Unknown", "format"),
    (_TICKET, "not false", "format"),
    (_TICKET, "Nora is patient", "format"),
    (_GATE, "Unknown, but probably True", "format"),
    (_TICKET, "True, because nothing says that it is false", "format"),
    (_TICKET, "True. Omar does not have a ticket", "format"),
    (_TICKET, "Unknown", "abstained"),
    (_FERRY, "can't be determined", "abstained"),
    (_GATE, "True", "unfounded"),
    (_GATE, "False", "unfounded"),
    (_GATE, "the gate is open", "unfounded"),
    (_TICKET, "False", "value"),
    (_TICKET, "Omar does not have a ticket", "value"),
    (_FERRY, "True", "value"),
)
