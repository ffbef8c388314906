"""Counterfactual, propositional: a story of rules, four options of which one follows, and the smallest edits that change which.

Kinds of the four options are drawn before anything else and kept until premises fit them, so the kind of an option tells nothing of
which is right. Effort counts the steps of the rationales: literals derived, contradictions, cases, and premises looked at in vain."""

from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.counterfactual._families import Member, Neighbourhood, choose_options, family, to_refute
from synth.generators.counterfactual._telling import corrupt, letter, provenance, tell, together
from synth.generators.counterfactual.propositional.draws import STRONG, edits, looks, pool, premises, swaps
from synth.generators.counterfactual.propositional.english import STYLES, Clauses, say, story
from synth.generators.counterfactual.propositional.proofs import analysis
from synth.generators.solvers.labelling import least_form
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.counterfactual._worlds import every, relation
from synth.verifiers.counterfactual.propositional import Formula, Pair, Propositional, literals, verify, worlds

ATTEMPTS = 400  # at premises for one set of kinds of options
TRIES = 3  # at options for the same premises, whose edits are at hand then
SPOKEN = 8  # styles of sentence that premises have; options have the others


class Knobs(Frozen, frozen=True):
    atoms: Annotated[int, Meta(ge=4, le=12)]  # simple statements of the story
    premises: Annotated[int, Meta(ge=4, le=16)]
    depth: Annotated[int, Meta(ge=2, le=6)]  # premises that every proof of the right option needs, at least
    slack: Annotated[int, Meta(ge=0, le=6)]  # premises that it may need beyond
    roots: Annotated[int, Meta(ge=1, le=4)]  # trees of rules
    facts: Annotated[int, Meta(ge=0, le=4)]  # of them, those whose root is said to be true
    compound: Annotated[float, Meta(ge=0, le=1)]  # chance that a rule has a third part
    equal: Annotated[float, Meta(ge=0, le=1)]  # chance that a rule goes both ways
    wide: Annotated[float, Meta(ge=0, le=1)]  # share of options with three parts


LEVELS = (
    Knobs(5, 5, 2, 1, 2, 1, 0.0, 0.15, 0.0),
    Knobs(6, 6, 2, 1, 2, 1, 0.1, 0.1, 0.1),
    Knobs(6, 7, 2, 2, 2, 1, 0.2, 0.1, 0.2),
    Knobs(7, 8, 3, 1, 2, 1, 0.2, 0.1, 0.2),
    Knobs(8, 9, 3, 2, 2, 1, 0.3, 0.1, 0.3),
    Knobs(9, 10, 3, 3, 2, 1, 0.3, 0.1, 0.3),
    Knobs(10, 11, 4, 2, 2, 1, 0.3, 0.15, 0.3),
    Knobs(11, 12, 4, 3, 2, 1, 0.3, 0.15, 0.3),
    Knobs(12, 13, 5, 3, 2, 1, 0.3, 0.15, 0.3),
    Knobs(12, 14, 6, 4, 2, 1, 0.3, 0.15, 0.3),
)
NARROW = ("and", "or", "if", "nand", "iff", "xor", "nor")
WEIGHTS = (3, 4, 5, 3, 2, 2, 1)
WIDE = ("if and", "if or", "then and", "then or")


def generate(rng: Random, knobs: Knobs) -> Sample:
    atoms = knobs.atoms
    shapes = [rng.choice(WIDE) if rng.random() < knobs.wide else rng.choices(NARROW, WEIGHTS)[0] for _ in range(4)]
    if not STRONG.intersection(shapes):  # hardly any premises fit four weak ones
        shapes[rng.randrange(4)] = rng.choice(sorted(STRONG))
    refuted = to_refute(rng)
    for _ in range(ATTEMPTS):
        theory = premises(rng, atoms, knobs.premises, knobs.roots, knobs.facts, knobs.compound, knobs.equal)
        if len(theory) < knobs.premises:
            continue
        around = Neighbourhood(theory, lambda formula: worlds(formula, atoms), lambda formula: edits(formula, atoms), every(atoms))
        depth = (knobs.depth, knobs.depth + knobs.slack)
        tried = (choose_options(rng, around, [pool(rng, shape, atoms) for shape in shapes], depth, refuted, looks) for _ in range(TRIES))
        chosen = next(filter(None, tried), None)
        if chosen:
            break
    else:
        raise Discard("no premises for these options")
    options = rng.sample(chosen, 4)
    members = family(rng, around, options, knobs.depth, swaps, looks)
    scene, clauses = story(rng, atoms)
    styles = rng.sample(range(STYLES), STYLES)
    of_premises = [rng.choice(styles[:SPOKEN]) for _ in theory]
    of_options = rng.sample(styles[SPOKEN:], 4)
    asked = tuple((option, say(option, clauses, style)) for option, style in zip(options, of_options, strict=True))
    told = []
    forms: list[list[str]] = []
    for member in members:
        said = tuple((premise, say(premise, clauses, style)) for premise, style in zip(member.premises, of_premises, strict=True))
        problem = Propositional(scene, atoms, said, asked)  # type: ignore[arg-type]
        form = canonical(problem)
        if form in forms:  # an edit may come to no more than other names for the atoms
            continue
        forms.append(form)
        told.append(_sample(rng, member, members[0], problem, clauses))
    return together(rng, told)


def _sample(rng: Random, member: Member, original: Member, problem: Propositional, clauses: Clauses) -> Sample:
    n = problem.atoms
    sets = [worlds(premise, n) for premise in member.premises]
    relations = [relation(sets, worlds(option, n), every(n)) for option, _ in problem.options]
    analyses = [
        analysis(rng, member.premises, option, found, clauses) for (option, _), found in zip(problem.options, relations, strict=True)
    ]
    trace = tell([text for _, text in problem.options], [words for words, _ in analyses], relations, member.target)
    effort = sum(steps for _, steps in analyses)
    return Sample(problem, letter(member.target), effort, trace, provenance=provenance(member, original, relations, atoms=clauses))


def prompt_variables(problem: Propositional) -> dict[str, object]:
    return {
        "scene": problem.scene,
        "premises": [text for _, text in problem.premises],
        "options": [text for _, text in problem.options],
    }


def canonical(problem: Propositional) -> list[str]:
    """Premises and options without their words, their order and the numbers of the atoms."""
    return _form(problem.atoms, [("p", f) for f, _ in problem.premises] + [("o", f) for f, _ in problem.options])


def split_key(problem: Propositional) -> list[object]:
    """The options alone, which no edit touches, and the numbers of premises and atoms, which none changes."""
    used = sorted({abs(literal) for formula, _ in problem.options for literal in literals(formula)})
    number = {atom: place for place, atom in enumerate(used, 1)}
    return [
        problem.atoms,
        len(problem.premises),
        _form(len(used), [("o", renamed(formula, number)) for formula, _ in problem.options]),
    ]


def renamed(formula: Formula, number: dict[int, int]) -> Formula:
    """The formula with other numbers for its atoms."""
    if isinstance(formula, int):
        return number[abs(formula)] * (1 if formula > 0 else -1)
    return type(formula)(formula.how, renamed(formula.a, number), renamed(formula.b, number))  # type: ignore[arg-type]


def _form(atoms: int, statements: list[tuple[str, Formula]]) -> list[str]:
    def text(index: int, colours: object) -> str:
        kind, formula = statements[index]
        return kind + spelt(formula, colours)

    def spelt(item: Formula | Pair, colours: object) -> str:
        if isinstance(item, int):
            return f"{'-' if item < 0 else '+'}{colours[abs(item) - 1]}"  # type: ignore[index]
        parts = [spelt(item.a, colours), spelt(item.b, colours)]
        return f"{item.how}({','.join(parts if item.how == 'if' else sorted(parts))})"

    involved = [sorted({abs(literal) - 1 for literal in literals(formula)}) for _, formula in statements]
    return least_form([0] * atoms, involved, text)


TASK = Task(
    __name__,
    version=1,
    problem=Propositional,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.3,
    capacity=(100_000,) * 10,
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
    max_members=5,
    split_key=split_key,
    report_by=("depth", "facts", "premises"),
    prompt_only=("scene",),
)
