"""What `honest/logical_inference` claims: its rules in words, what cheap policies win, and which problems are the same puzzle."""

from collections.abc import Iterator
from random import Random

from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.honest.logical_inference import MAX_FACTS, Fact, LogicalInference, clauses, settled
from synth.verifiers.honest.logical_inference.search import bits, opposite, propagate

_PROVEN = (
    r"Answer True if it must be so|True if the facts force it to be so|Does it follow that [^?]+\? Answer True if it does"
    r"|True when the conclusion holds in every case in which the premises do|True \(the facts prove it\)"
)

RULES = (
    Rule(
        "value",
        {"en": r"at least one of the two is so, perhaps both|\"X unless Y\" allow that both are so|both may be so, and at least one is"},
        when=lambda problem: any(fact.kind == "or" for fact in problem.facts),
    ),
    Rule(
        "value",
        {"en": r"says nothing about the case that X is not so|does not claim the reverse|rules out nothing but X without Y"},
    ),
    Rule("value", {"en": _PROVEN}),
    Rule(
        "value",
        {
            "en": r"False if it cannot be so|False if they force it not to be so|False if the opposite follows|False when it holds in none"
            r"|False \(they refute it\)"
        },
    ),
    Rule(
        "unfounded",
        {
            "en": r"Unknown if the facts leave both possible|Unknown if they force neither|Unknown if neither does"
            r"|Unknown when it holds in some and fails in others|Unknown \(they do neither\)"
        },
    ),
    Rule(
        "unfounded",
        {
            "en": r"what is not stated is not thereby false|is open, not false|what the facts do not settle may"
            r"|what they do not settle is open|undecided, not false"
        },
    ),
    Rule("abstained", {"en": _PROVEN}),
)


def _unknown(problem: LogicalInference) -> str:
    return "Unknown"


def _true(problem: LogicalInference) -> str:
    return "True"


def _stated(problem: LogicalInference) -> set[int]:
    """Literals that facts state outright."""
    return {literal for fact in problem.facts if fact.kind in ("is", "both") for literal in fact.literals}


def _missing(problem: LogicalInference, literal: int) -> list[int]:
    """For each fact that could give the literal, how many of its antecedents no fact states outright."""
    stated = _stated(problem)
    found = [clause for fact in problem.facts for clause in clauses(fact) if literal in clause]
    return [sum(-other not in stated for other in clause if other != literal) for clause in found]


def _chaining(problem: LogicalInference) -> str:
    """Forward chaining along conditionals as they are worded: no contrapositives, no disjunctions. Unknown where it does not get there."""
    known, before = _stated(problem), -1
    while len(known) > before:
        before = len(known)
        known |= {fact.literals[-1] for fact in problem.facts if fact.kind == "if" and known.issuperset(fact.literals[:-1])}
    return "True" if problem.query in known else "False" if -problem.query in known else "Unknown"


def _fewest_missing(problem: LogicalInference) -> str:
    """The label for which the fewest antecedents are missing one step from the question."""
    yes, no = (sorted(_missing(problem, literal)) for literal in (problem.query, -problem.query))
    return "True" if yes < no else "False"


def _most_missing(problem: LogicalInference) -> str:
    """The other label: facts that lead nowhere miss fewer antecedents than those that lead on."""
    return "False" if _fewest_missing(problem) == "True" else "True"


NEAR = 3  # steps from the question to the last facts that are looked at


def _refuted(facts: list[int], query: int) -> str:
    """The label whose opposite clashes with the facts when single literals are followed in every direction, without cases."""
    asked = bits((query,))
    if propagate(facts, opposite(asked)) is None:
        return "True"
    return "False" if propagate(facts, asked) is None else "Unknown"


def _following(problem: LogicalInference) -> str:
    return _refuted([bits(clause) for fact in problem.facts for clause in clauses(fact)], problem.query)


def _following_near(problem: LogicalInference) -> str:
    facts = [bits(clause) for fact in problem.facts for clause in clauses(fact)]
    front = bits((problem.query, -problem.query))
    near: list[int] = []
    for _ in range(NEAR):
        near = [fact for fact in facts if fact & front]
        for fact in near:
            front |= fact | opposite(fact)
    return _refuted(near, problem.query)


# To follow literals in every direction is what the task asks; what that leaves to win at the last levels needs cases. Who does so within
# three facts of the question alone wins least where the difference between the two members lies farther off.
# The side for the question and the side against it look alike within two steps, so counts of what is missing there are guesses.
SHORTCUTS = (
    Shortcut("always Unknown", _unknown, (0.5,) * 10),
    Shortcut("always True", _true, (0.26,) * 10),
    Shortcut(
        "forward chaining along conditionals as worded, else Unknown", _chaining, (1.0, 1.0, 0.8, 0.62, 0.55, 0.53, 0.52, 0.52, 0.52, 0.52)
    ),
    Shortcut(
        "single literals followed from what is asked and its opposite, no cases, else Unknown",
        _following,
        (1.0, 1.0, 0.99, 0.97, 0.96, 0.96, 0.92, 0.9, 0.88, 0.87),
    ),
    Shortcut(
        "the same with the facts within three steps of the question alone",
        _following_near,
        (1.0, 0.92, 0.81, 0.78, 0.75, 0.72, 0.65, 0.6, 0.54, 0.54),
    ),
    Shortcut("the label with the fewest missing antecedents one step from the question", _fewest_missing, (0.28, *[0.26] * 9)),
    Shortcut("the label with more missing antecedents one step from the question", _most_missing, (0.25, *[0.26] * 9)),
)


def copies(problem: LogicalInference, rng: Random) -> Iterator[LogicalInference]:
    """Statements renumbered, and some of them stand for what their denials stood for; facts and their parts in another order; conditionals
    as their contrapositives or as disjunctions, disjunctions as conditionals, joint facts taken apart; the denial is asked about."""
    count = len(problem.statements)
    for _ in range(2):
        new = [number * rng.choice((1, -1)) for number in rng.sample(range(1, count + 1), count)]
        yield _renumbered(problem, new, [Fact(fact.kind, _reordered(fact, rng)) for fact in problem.facts], rng)
        restated = [other for fact in problem.facts for other in _restated(fact, rng)]
        if len(restated) <= MAX_FACTS:
            yield _renumbered(problem, new, restated, rng)


def _renumbered(problem: LogicalInference, new: list[int], facts: list[Fact], rng: Random) -> LogicalInference:
    """new: for each statement the literal that it becomes."""

    def literal(old: int) -> int:
        return new[abs(old) - 1] * (1 if old > 0 else -1)

    statements = [""] * len(new)
    for old, number in zip(problem.statements, new, strict=True):
        statements[abs(number) - 1] = old
    facts = [Fact(fact.kind, tuple(map(literal, fact.literals))) for fact in facts]
    return LogicalInference(tuple(statements), tuple(rng.sample(facts, len(facts))), literal(problem.query) * rng.choice((1, -1)))


def _reordered(fact: Fact, rng: Random) -> tuple[int, ...]:
    fixed = fact.literals[-1:] if fact.kind == "if" else ()
    others = fact.literals[: len(fact.literals) - len(fixed)]
    return (*rng.sample(others, len(others)), *fixed)


def _restated(fact: Fact, rng: Random) -> list[Fact]:
    """The same in other words."""
    if fact.kind == "is" or rng.random() < 0.3:
        return [fact]
    if fact.kind == "both":
        return [Fact("is", (literal,)) for literal in fact.literals]
    (clause,) = clauses(fact)
    parts = tuple(rng.sample(clause, len(clause)))
    return [Fact("or", parts) if len(parts) < 4 and rng.random() < 0.5 else Fact("if", (*(-part for part in parts[:-1]), parts[-1]))]


def different(problem: LogicalInference, rng: Random) -> Iterator[LogicalInference]:
    """One literal of a fact denied, so that a settled question becomes open or the reverse."""
    for place in rng.sample(range(len(problem.facts)), len(problem.facts)):
        kind, literals = problem.facts[place].kind, problem.facts[place].literals
        for number, literal in enumerate(literals):
            changed = Fact(kind, (*literals[:number], -literal, *literals[number + 1 :]))
            facts = (*problem.facts[:place], changed, *problem.facts[place + 1 :])
            try:
                other = LogicalInference(problem.statements, facts, problem.query)
            except ValueError:
                continue
            if (settled(facts, problem.query) == "Unknown") != (settled(problem.facts, problem.query) == "Unknown"):
                yield other
