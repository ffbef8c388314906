"""What `counterfactual/propositional` claims: its rules in words, what cheap policies win, and which problems are the same puzzle."""

from collections.abc import Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.counterfactual import _claims
from synth.generators.counterfactual._conventions import uses
from synth.generators.counterfactual.propositional.canonical import renamed
from synth.generators.counterfactual.propositional.premises import denied
from synth.schemas.claims import Shortcut
from synth.verifiers.counterfactual.propositional import Compound, Formula, Pair, Propositional, entailed, literals, sets


def _conventions(problem: Propositional) -> set[str]:
    return uses(text for _, text in (*problem.premises, *problem.options))


RULES = (*_claims.RULES, *_claims.conventional(_claims.CONVENTIONS, _conventions))


def _chained(problem: Propositional) -> str:
    """The first option whose literals are all stated, with their signs, in some premise."""
    stated = {literal for formula, _ in problem.premises for literal in literals(formula)}
    fits = (place for place in range(4) if stated.issuperset(literals(problem.options[place][0])))
    place = next(fits, None)
    return "Unknown" if place is None else "ABCD"[place]


def _two_premises(problem: Propositional) -> str:
    return _claims.by_two(*sets(problem))


def _following(problem: Propositional) -> str:
    return _claims.following(*sets(problem), problem.atoms)


# To follow literals is a part of what the task asks; what it leaves needs a supposition, or cases.
SHORTCUTS = (
    Shortcut(
        "the option that one premise or two entail, else Unknown",
        _two_premises,
        (0.58, 0.56, 0.55, 0.26, 0.26, 0.26, 0.28, 0.26, 0.26, 0.28),
    ),
    Shortcut(
        "the option that literals which follow one by one make true, nothing supposed, else Unknown",
        _following,
        (0.63, 0.63, 0.57, 0.54, 0.54, 0.54, 0.58, 0.54, 0.58, 0.5),
    ),
    Shortcut("always Unknown", _claims.unknown, (0.22,) * 10),
    Shortcut("always the first option", _claims.first, (0.22, 0.22, 0.22, 0.22, 0.22, 0.2, 0.22, 0.22, 0.22, 0.22)),
    Shortcut(
        "the option with the largest part of its words in the premises",
        _claims.overlap,
        (0.22, 0.22, 0.22, 0.22, 0.22, 0.22, 0.2, 0.22, 0.22, 0.22),
    ),
    Shortcut(
        "the option with the largest part of its words in the last premise",
        _claims.last_premise,
        (0.22, 0.2, 0.2, 0.2, 0.22, 0.22, 0.22, 0.22, 0.22, 0.2),
    ),
    Shortcut("the shortest option", _claims.shortest, (0.22, 0.22, 0.22, 0.22, 0.2, 0.22, 0.2, 0.2, 0.22, 0.22)),
    Shortcut(
        "the first option whose literals are all mentioned with their signs",
        _chained,
        (0.22, 0.24, 0.22, 0.22, 0.24, 0.22, 0.22, 0.2, 0.22, 0.22),
    ),
)


def copies(problem: Propositional, rng: Random) -> Iterator[Propositional]:
    """Atoms renumbered, some of them put for their denials; premises and options in another order; each said by another connective."""
    for _ in range(2):
        new = rng.sample(range(1, problem.atoms + 1), problem.atoms)
        number = {atom: new[atom - 1] * rng.choice((1, -1)) for atom in range(1, problem.atoms + 1)}
        parts = ([(_otherwise(renamed(f, number), rng), text) for f, text in part] for part in (problem.premises, problem.options))
        premises, options = (tuple(rng.sample(part, len(part))) for part in parts)
        yield replace(problem, premises=premises, options=options)


def _otherwise(formula: Formula, rng: Random) -> Formula:
    """A formula that says the same: sides exchanged, the contrapositive, `nand` for `or` of denials, and so on."""
    if isinstance(formula, int):
        return formula
    how, (a, b) = formula.how, (Pair(p.how, p.b, p.a) if isinstance(p, Pair) and rng.random() < 0.5 else p for p in (formula.a, formula.b))
    if how == "if":
        ways = [Compound("if", a, b), Compound("if", denied(b), denied(a)), Compound("or", denied(a), b), Compound("nand", a, denied(b))]
        return rng.choice(ways if isinstance(a, int) and isinstance(b, int) else ways[:2])
    if rng.random() < 0.5:
        a, b = b, a
    match how:
        case "or" | "nand":
            a, b = (a, b) if how == "or" else (denied(a), denied(b))
            return rng.choice((Compound("or", a, b), Compound("nand", denied(a), denied(b)), Compound("if", denied(a), b)))
        case "and" | "nor":
            a, b = (a, b) if how == "and" else (denied(a), denied(b))
            return rng.choice((Compound("and", a, b), Compound("nor", denied(a), denied(b))))
        case _:
            a = a if how == "iff" else denied(a)
            return rng.choice((Compound("iff", a, b), Compound("iff", denied(a), denied(b)), Compound("xor", a, denied(b))))


def different(problem: Propositional, rng: Random) -> Iterator[Propositional]:
    """One literal of a premise denied, so that a known answer becomes Unknown or the reverse."""
    for place in rng.sample(range(len(problem.premises)), len(problem.premises)):
        formula, text = problem.premises[place]
        for atom in sorted({abs(literal) for literal in literals(formula)}):
            premises = list(problem.premises)
            premises[place] = (_denied(formula, atom), text)
            try:
                other = Propositional(problem.scene, problem.atoms, tuple(premises), problem.options)
                changed = (entailed(other) is None) != (entailed(problem) is None)
            except ValueError:
                continue
            if changed:
                yield other


def _denied(formula: Formula, atom: int) -> Formula:
    """The formula with the literals of an atom denied."""
    if isinstance(formula, int):
        return -formula if abs(formula) == atom else formula
    return type(formula)(formula.how, _denied(formula.a, atom), _denied(formula.b, atom))  # type: ignore[arg-type]
