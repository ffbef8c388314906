"""What `honest/logical_inference` claims: its rules in words, what cheap policies win, and which problems are the same puzzle."""

from collections.abc import Iterator
from random import Random

from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.honest.logical_inference import Fact, LogicalInference, clauses, settled

RULES = (
    Rule(
        "value",
        {
            "en": r"unless Y\" both say that at least one of X and Y is so|unless Y\" mean: X, or Y, or both"
            r"|unless Y\" mean that at least one of the two is so, possibly both"
        },
    ),
    Rule(
        "value",
        {
            "en": r"says only that Y is so in case X is so|excludes just one thing, namely that X is so and Y is not"
            r"|means that X cannot be so without Y; the reverse is not claimed"
        },
    ),
    Rule(
        "value",
        {
            "en": r"Answer True if it must be so whenever all the facts hold|True, if the facts together force it to be so"
            r"|If this follows from the facts, the answer is True|Say True when the conclusion holds in every situation"
            r"|True \(the facts prove it\)"
        },
    ),
    Rule(
        "value",
        {
            "en": r"False if it cannot be so|False, if they force it not to be so|If it follows that this is not so, the answer is False"
            r"|False when it holds in none of them|False \(the facts refute it\)"
        },
    ),
    Rule(
        "unfounded",
        {
            "en": r"Unknown if the facts leave both possible|Unknown, if they force neither"
            r"|If neither follows, [^.]{0,60}the answer is Unknown"
            r"|Unknown when it holds in some and fails in others|Unknown \(the facts neither prove nor refute it\)"
        },
    ),
    Rule(
        "unfounded",
        {
            "en": r"do not assume that something is false because it is not stated|not stated and does not follow is open, not false"
            r"|neither stated nor implied may be so or not|whatever they do not settle is open|left unsaid is undecided rather than false"
        },
    ),
    Rule(
        "abstained",
        {
            "en": r"must be so whenever all the facts hold|if the facts together force it|If this follows from the facts"
            r"|in every situation in which the premises hold|the facts prove it"
        },
    ),
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


SHORTCUTS = (
    Shortcut("always Unknown", _unknown, (0.5,) * 10),
    Shortcut("always True", _true, (0.26, 0.28, 0.28, 0.28, 0.26, 0.26, 0.26, 0.26, 0.26, 0.24)),
    Shortcut(
        "forward chaining along conditionals as worded, else Unknown", _chaining, (1.0, 1.0, 0.8, 0.6, 0.54, 0.52, 0.5, 0.5, 0.5, 0.5)
    ),
    Shortcut(
        "the label with the fewest missing antecedents one step from the question",
        _fewest_missing,
        (0.3, 0.3, 0.22, 0.2, 0.18, 0.16, 0.18, 0.16, 0.18, 0.16),
    ),
    Shortcut(
        "the label with more missing antecedents one step from the question",
        _most_missing,
        (0.24, 0.24, 0.32, 0.34, 0.36, 0.38, 0.36, 0.38, 0.36, 0.36),
    ),
)


def copies(problem: LogicalInference, rng: Random) -> Iterator[LogicalInference]:
    """Statements renumbered, facts and their parts in another order."""
    for _ in range(2):
        count = len(problem.statements)
        new = rng.sample(range(1, count + 1), count)
        facts = [Fact(fact.kind, _reordered(fact, new, rng)) for fact in problem.facts]
        rng.shuffle(facts)
        statements = tuple(problem.statements[new.index(number)] for number in range(1, count + 1))
        yield LogicalInference(statements, tuple(facts), _renumbered(problem.query, new))


def _renumbered(literal: int, new: list[int]) -> int:
    return new[abs(literal) - 1] * (1 if literal > 0 else -1)


def _reordered(fact: Fact, new: list[int], rng: Random) -> tuple[int, ...]:
    literals = [_renumbered(literal, new) for literal in fact.literals]
    last = literals[-1:] if fact.kind == "if" else []
    others = literals[: len(literals) - len(last)]
    return (*rng.sample(others, len(others)), *last)


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
