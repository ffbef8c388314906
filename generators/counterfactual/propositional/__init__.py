"""Counterfactual, propositional: a story of rules, four options of which one follows, and the smallest edits that change which.

Kinds of the four options are drawn before anything else and kept until premises fit them, so the kind of an option tells nothing of
which is right. Effort counts the steps of the rationales: literals derived, contradictions, cases, and premises looked at in vain."""

from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.counterfactual._conventions import uses
from synth.generators.counterfactual._edits import Neighbourhood
from synth.generators.counterfactual._families import Member, choose_options, family, which_refuted
from synth.generators.counterfactual._rationale import as_family, corrupt, in_words, sample
from synth.generators.counterfactual.propositional.analysis import analysis
from synth.generators.counterfactual.propositional.canonical import canonical, split_key
from synth.generators.counterfactual.propositional.edits import edits, overlap, swaps
from synth.generators.counterfactual.propositional.english import say
from synth.generators.counterfactual.propositional.options import pool, shapes
from synth.generators.counterfactual.propositional.premises import premises
from synth.generators.counterfactual.propositional.templates import STYLES
from synth.generators.counterfactual.propositional.words import Clauses, story
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.counterfactual._worlds import every, relation
from synth.verifiers.counterfactual.propositional import Formula, Propositional, verify, worlds

ATTEMPTS = 400  # at premises for one set of kinds of options
TRIES = 3  # at options for the same premises, whose edits are at hand then
PREMISE_STYLES = 8  # styles of sentence that premises have; options have the others


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
    edits: Annotated[int, Meta(ge=1, le=2)]  # premises that a counterfactual may change: one, or two where one is not enough


LEVELS = (
    Knobs(5, 5, 2, 1, 2, 1, 0.0, 0.15, 0.25, 2),
    Knobs(6, 6, 2, 1, 2, 1, 0.1, 0.1, 0.25, 2),
    Knobs(6, 7, 2, 2, 2, 1, 0.2, 0.1, 0.25, 2),
    Knobs(7, 8, 3, 1, 2, 1, 0.2, 0.1, 0.25, 2),
    Knobs(8, 9, 3, 2, 2, 1, 0.3, 0.1, 0.3, 2),
    Knobs(9, 10, 3, 3, 2, 1, 0.3, 0.1, 0.3, 2),
    Knobs(10, 11, 4, 2, 2, 1, 0.3, 0.15, 0.3, 2),
    Knobs(11, 12, 4, 3, 2, 1, 0.3, 0.15, 0.3, 2),
    Knobs(12, 13, 5, 3, 2, 1, 0.3, 0.15, 0.3, 2),
    Knobs(12, 14, 6, 4, 2, 1, 0.3, 0.15, 0.3, 2),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    atoms = knobs.atoms
    wanted = shapes(rng, knobs.wide)
    refuted = which_refuted(rng)
    depth = (knobs.depth, knobs.depth + knobs.slack)
    for _ in range(ATTEMPTS):
        theory = premises(rng, atoms, knobs.premises, knobs.roots, knobs.facts, knobs.compound, knobs.equal)
        if len(theory) < knobs.premises:
            continue
        neighbourhood = Neighbourhood(theory, lambda formula: worlds(formula, atoms), lambda formula: edits(formula, atoms), every(atoms))
        pools = ([pool(rng, shape, atoms) for shape in wanted] for _ in range(TRIES))
        tried = (choose_options(rng, neighbourhood, those, depth, refuted, overlap) for those in pools)
        chosen = next(filter(None, tried), None)
        if chosen:
            break
    else:
        raise Discard("no premises for these options")
    options = rng.sample(chosen, 4)

    def draw(rng: Random) -> Sample:
        return _worded(rng, family(rng, neighbourhood, options, knobs.depth, swaps, overlap, knobs.edits), options, atoms)

    return in_words(rng, draw)


def _worded(rng: Random, members: list[Member], options: list[Formula], atoms: int) -> Sample:
    """The family in words. Premises and options have different styles; an edited premise keeps its own."""
    scene, clauses = story(rng, atoms)
    styles = rng.sample(range(STYLES), STYLES)
    of_premises = [rng.choice(styles[:PREMISE_STYLES]) for _ in members[0].premises]
    of_options = rng.sample(styles[PREMISE_STYLES:], 4)
    worded_options = tuple((option, say(option, clauses, style)) for option, style in zip(options, of_options, strict=True))
    samples = []
    forms: list[list[str]] = []
    for member in members:
        worded = tuple((premise, say(premise, clauses, style)) for premise, style in zip(member.premises, of_premises, strict=True))
        problem = Propositional(scene, atoms, worded, worded_options)  # type: ignore[arg-type]
        form = canonical(problem)
        if form in forms:  # an edit may come to no more than other names for the atoms
            continue
        forms.append(form)
        try:
            samples.append(_sample(rng, member, members[0], problem, clauses))
        except Discard:  # an analysis grows too long: a family can do without the member, but not without its original
            if not samples:
                raise
    return as_family(rng, samples)


def _sample(rng: Random, member: Member, original: Member, problem: Propositional, clauses: Clauses) -> Sample:
    sets = [worlds(premise, problem.atoms) for premise in member.premises]
    relations = [relation(sets, worlds(option, problem.atoms), every(problem.atoms)) for option, _ in problem.options]
    pairs = zip(problem.options, relations, strict=True)
    analyses = [analysis(rng, member.premises, option, found, clauses) for (option, _), found in pairs]
    return sample(problem, member, original, [text for _, text in problem.options], relations, analyses, atoms=clauses)


def prompt_variables(problem: Propositional, rng: Random) -> dict[str, object]:
    premises, options = ([text for _, text in part] for part in (problem.premises, problem.options))
    return {
        "scene": problem.scene,
        "premises": premises,
        "options": options,
        "uses": uses(premises + options),
    }


TASK = Task(
    __name__,
    version=2,
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
