"""Counterfactual, quantified: a story about a few people, four options of which one follows, and the smallest edits that change which.

Kinds of the four options are drawn before anything else and kept until premises fit them, so the kind of an option tells nothing of
which is right. Effort counts the steps of the rationales: facts derived, contradictions, cases, and premises looked at in vain."""

from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.counterfactual._families import Member, Neighbourhood, choose_options, family, members, to_refute
from synth.generators.counterfactual._telling import corrupt, letter, provenance, tell, together
from synth.generators.counterfactual.quantified.draws import SHAPES, Recipe, pool, premises, worlds
from synth.generators.counterfactual.quantified.edits import edits, swaps
from synth.generators.counterfactual.quantified.english import SIDES, Tongue, sentence
from synth.generators.counterfactual.quantified.forms import NUMBERS
from synth.generators.counterfactual.quantified.proofs import analysis, listed
from synth.generators.counterfactual.quantified.shape import form
from synth.generators.counterfactual.quantified.words import NAMES, THEMES
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.counterfactual._worlds import every, relation
from synth.verifiers.counterfactual.quantified import Quantified, signature, verify
from synth.verifiers.counterfactual.quantified.formulas import MAX_ATOMS, Groups, Signature

ATTEMPTS = 300  # at premises for one set of kinds of options
TRIES = 6  # at options for one set of premises
REROOTED = 0.75  # share of families whose original is an edited member, so that the kind of an option tells nothing of it
TEAMS: dict[int, tuple[Groups, ...]] = {  # by the number of people; who a group's members are by name is drawn with the names
    3: (((0, 1), (1, 2)), ((1, 2), (0, 2))),
    4: (((0, 1, 2), (2, 3)), ((0, 1), (1, 2, 3)), ((0, 1, 3), (0, 2, 3))),
    5: (((0, 1, 2), (2, 3, 4)), ((0, 1, 2, 3), (1, 4))),
}


class Knobs(Frozen, frozen=True):
    people: Annotated[int, Meta(ge=3, le=5)]  # people in the story; three where there is a relation
    properties: Annotated[int, Meta(ge=2, le=5)]  # things that are said of them; two where there is a relation
    relation: Annotated[float, Meta(ge=0, le=1)]  # chance of a relation between them
    groups: Annotated[int, Meta(ge=0, le=2)]  # teams that have some of them as members
    premises: Annotated[int, Meta(ge=4, le=16)]
    facts: Annotated[int, Meta(ge=0, le=3)]  # premises about one person
    links: Annotated[float, Meta(ge=0, le=1)]  # share of the others that join two statements
    compound: Annotated[float, Meta(ge=0, le=1)]  # chance that a quantified one has a part with "and" or "or"
    keep: Annotated[float, Meta(ge=0, le=0.9)]  # least share of possibilities that a premise leaves open
    depth: Annotated[int, Meta(ge=2, le=7)]  # premises that every proof of the right option needs, at least
    slack: Annotated[int, Meta(ge=0, le=6)]  # premises that it may need beyond

    def __post_init__(self) -> None:
        if self.people * self.properties > MAX_ATOMS:
            raise ValueError(f"people times properties is at most {MAX_ATOMS}")
        if self.depth > self.premises:
            raise ValueError(f"depth={self.depth} is more than there are premises")


LEVELS = (
    Knobs(3, 3, 0.0, 0, 4, 2, 0.0, 0.0, 0.3, 2, 0),
    Knobs(3, 3, 0.1, 1, 5, 2, 0.2, 0.1, 0.3, 2, 1),
    Knobs(4, 3, 0.2, 1, 6, 2, 0.2, 0.2, 0.3, 2, 1),
    Knobs(4, 3, 0.3, 1, 7, 2, 0.2, 0.2, 0.4, 3, 1),
    Knobs(4, 3, 0.3, 1, 8, 2, 0.3, 0.3, 0.4, 3, 1),
    Knobs(4, 3, 0.4, 1, 9, 2, 0.3, 0.3, 0.5, 3, 2),
    Knobs(4, 3, 0.4, 2, 10, 2, 0.3, 0.3, 0.5, 4, 2),
    Knobs(4, 3, 0.4, 2, 11, 2, 0.3, 0.3, 0.5, 4, 3),
    Knobs(5, 3, 0.3, 2, 12, 2, 0.3, 0.3, 0.5, 4, 4),
    Knobs(4, 4, 0.3, 2, 14, 2, 0.3, 0.3, 0.5, 5, 4),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    related = rng.random() < knobs.relation
    people, properties = (3, 2) if related else (knobs.people, knobs.properties)
    here = Signature(people, properties, related, rng.choice(TEAMS[people])[: knobs.groups])
    shapes = rng.choices(list(SHAPES), k=4)
    refuted = to_refute(rng)
    depth = (knobs.depth, knobs.depth + knobs.slack)
    recipe = Recipe(knobs.premises, knobs.facts, knobs.links, knobs.compound, knobs.keep, depth)
    chosen = None
    for _ in range(ATTEMPTS):
        goals = pool(rng, shapes[0], here)
        theory = premises(rng, here, goals, recipe)
        if theory is None:
            continue
        around = Neighbourhood(theory, lambda f: worlds(f, here), lambda f: edits(f, here), every(here.atoms))
        for _ in range(TRIES):
            chosen = chosen or choose_options(rng, around, [goals, *(pool(rng, shape, here) for shape in shapes[1:])], depth, refuted)
        if chosen:
            break
    else:
        raise Discard("no premises for these options")
    options = rng.sample(chosen, 4)
    # Here the premises made for the options have an edit of one premise for each; seen from one of the others, some need two.
    found = (family if rng.random() < REROOTED else members)(rng, around, options, knobs.depth, lambda one, two: swaps(one, two, here))
    return _told(rng, _distinct(found, options, here), options, here)


def _distinct(found: list[Member], options: list[object], here: Signature) -> list[Member]:
    """The members without those that are an earlier one under other names. They ask for different options, so there are none unless
    two options are the same one under other names."""
    if len({repr(form(here, [("o", option)])) for option in options}) == len(options):  # type: ignore[list-item]
        return found
    asked = [("o", option) for option in options]
    first: dict[str, Member] = {}
    for member in found:
        first.setdefault(repr(form(here, [("p", f) for f in member.premises] + asked)), member)
    return list(first.values())


def _told(rng: Random, found: list[Member], options: list[object], here: Signature) -> Sample:
    """The family in words. Premises and options have different forms of sentence: the lowest digit of a style says which."""
    key = rng.choice(list(THEMES))
    theme = THEMES[key]
    said = rng.sample(theme.properties, here.properties)
    verb = rng.choice(list(theme.verbs.items())) if here.relation else ("", "")
    tongue = Tongue(theme, tuple(rng.sample(NAMES, here.people)), tuple(said), verb, tuple(rng.sample(theme.teams, len(here.groups))))
    third = rng.randrange(SIDES)
    styles = [rng.getrandbits(40) * SIDES + third for _ in found[0].premises]
    for _ in range(20):
        texts = [sentence(tongue, option, rng.getrandbits(40) * SIDES + third, True) for option in options]  # type: ignore[arg-type]
        if len({text.lower() for text in texts}) == len(texts):
            break
    asked = tuple(zip(options, texts, strict=True))
    goals = [worlds(option, here) for option in options]
    told = []
    for member in found:
        notes = tuple((f, sentence(tongue, f, style)) for f, style in zip(member.premises, styles, strict=True))
        groups = tuple(zip(tongue.teams, here.groups, strict=True))
        problem = Quantified(key, tongue.names, tuple(p.sg for p in said), verb[0], groups, notes, asked)  # type: ignore[arg-type]
        sets = [worlds(f, here) for f in member.premises]
        relations = [relation(sets, goal, every(here.atoms)) for goal in goals]
        analyses = [analysis(rng, member.premises, f, found, tongue, here) for f, found in zip(options, relations, strict=True)]  # type: ignore[arg-type]
        trace = tell(texts, [words for words, _ in analyses], relations, member.target)
        proof = provenance(member, found[0], relations)
        told.append(Sample(problem, letter(member.target), sum(steps for _, steps in analyses), trace, provenance=proof))
    return together(rng, told)


def prompt_variables(problem: Quantified) -> dict[str, object]:
    theme = THEMES[problem.theme]
    return {
        "scene": theme.scene,
        "heads": theme.heads,
        "count": NUMBERS[len(problem.people)],
        "people": problem.people,
        "said": problem.properties,
        "matters": [f"who {what}" for what in (*problem.properties, *([f"{problem.relation} whom"] if problem.relation else ()))],
        "relation": problem.relation,
        "groups": [(name, listed([problem.people[member] for member in members])) for name, members in problem.groups],
        "premises": [text for _, text in problem.premises],
        "options": [text for _, text in problem.options],
    }


def canonical(problem: Quantified) -> list[object]:
    """Premises and options without their words, their order, and the numbers of people, properties and groups."""
    return form(signature(problem), [("p", f) for f, _ in problem.premises] + [("o", f) for f, _ in problem.options])


def split_key(problem: Quantified) -> list[object]:
    """The options alone, which no edit touches, and the number of premises, which none changes."""
    return [len(problem.premises), *form(signature(problem), [("o", f) for f, _ in problem.options])]


TASK = Task(
    __name__,
    version=1,
    problem=Quantified,
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
    prompt_only=("theme", "people", "properties", "relation"),
)
