"""Counterfactual, quantified: a story about a few people, four options of which one follows, and the smallest edits that change which.

Kinds of the four options are drawn before anything else and kept until premises fit them, so the kind of an option tells nothing of
which is right. Effort counts the steps of the rationales: facts derived, contradictions, cases, and premises looked at in vain."""

from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.counterfactual._edits import Neighbourhood
from synth.generators.counterfactual._families import Member, choose_options, family, members, which_refuted
from synth.generators.counterfactual._rationale import as_family, corrupt, in_words, sample
from synth.generators.counterfactual.quantified.analysis import analysis, listed
from synth.generators.counterfactual.quantified.canonical import canonical, canonical_form, split_key
from synth.generators.counterfactual.quantified.conventions import conventions
from synth.generators.counterfactual.quantified.edits import edits, swaps
from synth.generators.counterfactual.quantified.english import SIDES, Lexicon, sentence
from synth.generators.counterfactual.quantified.options import SHAPES, pool
from synth.generators.counterfactual.quantified.premises import Recipe, premises
from synth.generators.counterfactual.quantified.statements import worlds
from synth.generators.counterfactual.quantified.templates import NUMBERS
from synth.generators.counterfactual.quantified.words import NAMES, THEMES
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.counterfactual._worlds import every, relation
from synth.verifiers.counterfactual.quantified import Quantified, verify
from synth.verifiers.counterfactual.quantified.formulas import MAX_ATOMS, Formula, Groups, Signature

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
    edits: Annotated[int, Meta(ge=1, le=2)]  # premises that a counterfactual may change: one, or two where one is not enough

    def __post_init__(self) -> None:
        if self.people * self.properties > MAX_ATOMS:
            raise ValueError(f"people times properties is at most {MAX_ATOMS}")
        if self.depth > self.premises:
            raise ValueError(f"depth={self.depth} is more than there are premises")


LEVELS = (
    Knobs(3, 3, 0.0, 0, 4, 2, 0.0, 0.0, 0.3, 2, 0, 2),
    Knobs(3, 3, 0.1, 1, 5, 2, 0.2, 0.1, 0.3, 2, 1, 2),
    Knobs(4, 3, 0.2, 1, 6, 2, 0.2, 0.2, 0.3, 2, 1, 2),
    Knobs(4, 3, 0.3, 1, 7, 2, 0.2, 0.2, 0.4, 3, 1, 2),
    Knobs(4, 3, 0.3, 1, 8, 2, 0.3, 0.3, 0.4, 3, 1, 2),
    Knobs(4, 3, 0.4, 1, 9, 2, 0.3, 0.3, 0.5, 3, 2, 2),
    Knobs(4, 3, 0.4, 2, 10, 2, 0.3, 0.3, 0.5, 4, 2, 2),
    Knobs(4, 3, 0.4, 2, 11, 2, 0.3, 0.3, 0.5, 4, 3, 2),
    Knobs(5, 3, 0.3, 2, 12, 2, 0.3, 0.3, 0.5, 4, 4, 2),
    Knobs(4, 4, 0.3, 2, 14, 2, 0.3, 0.3, 0.5, 5, 4, 2),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    related = rng.random() < knobs.relation
    people, properties = (3, 2) if related else (knobs.people, knobs.properties)
    signature = Signature(people, properties, related, rng.choice(TEAMS[people])[: knobs.groups])
    shapes = rng.choices(list(SHAPES), k=4)
    refuted = which_refuted(rng)
    depth = (knobs.depth, knobs.depth + knobs.slack)
    recipe = Recipe(knobs.premises, knobs.facts, knobs.links, knobs.compound, knobs.keep, depth)
    chosen = None
    for _ in range(ATTEMPTS):
        goals = pool(rng, shapes[0], signature)
        theory = premises(rng, signature, goals, recipe)
        if theory is None:
            continue
        around = Neighbourhood(theory, lambda f: worlds(f, signature), lambda f: edits(f, signature), every(signature.atoms))
        for _ in range(TRIES):
            if not chosen:
                pools = [goals, *(pool(rng, shape, signature) for shape in shapes[1:])]
                chosen = choose_options(rng, around, pools, depth, refuted)
        if chosen:
            break
    else:
        raise Discard("no premises for these options")
    options = rng.sample(chosen, 4)
    # Here the premises made for the options have an edit of one premise for each; seen from one of the others, some need two.
    draw_family = family if rng.random() < REROOTED else members

    def draw(rng: Random) -> Sample:
        found = draw_family(rng, around, options, knobs.depth, lambda one, two: swaps(one, two, signature), edited=knobs.edits)
        return _worded(rng, _distinct(found, options, signature), options, signature)

    return in_words(rng, draw)


def _distinct(found: list[Member], options: list[Formula], signature: Signature) -> list[Member]:
    """The members without those that are an earlier one under other names. They ask for different options, so there are none unless
    two options are the same one under other names."""
    sizes = [worlds(option, signature).bit_count() for option in options]
    alike = [option for option, size in zip(options, sizes, strict=True) if sizes.count(size) > 1]  # other names leave as many worlds
    if len({canonical_form(signature, (), (option,)) for option in alike}) == len(alike):
        return found
    first: dict[tuple[object, ...], Member] = {}
    for member in found:
        first.setdefault(canonical_form(signature, tuple(member.premises), tuple(options)), member)
    return list(first.values())


def _worded(rng: Random, found: list[Member], options: list[Formula], signature: Signature) -> Sample:
    """The family in words. Premises and options have different templates: the lowest digit of a style says which."""
    key = rng.choice(list(THEMES))
    theme = THEMES[key]
    phrases = rng.sample(theme.properties, signature.properties)
    verb = rng.choice(list(theme.verbs.items())) if signature.relation else ("", "")
    names, teams = rng.sample(NAMES, signature.people), rng.sample(theme.teams, len(signature.groups))
    lexicon = Lexicon(theme, tuple(names), tuple(phrases), verb, tuple(teams))
    third = rng.randrange(SIDES)
    styles = [rng.getrandbits(40) * SIDES + third for _ in found[0].premises]
    for _ in range(20):
        texts = [sentence(lexicon, option, rng.getrandbits(40) * SIDES + third, True) for option in options]
        if len({text.lower() for text in texts}) == len(texts):
            break
    worded_options = tuple(zip(options, texts, strict=True))
    groups = tuple(zip(lexicon.teams, signature.groups, strict=True))
    samples: list[Sample] = []
    for member in found:
        worded = tuple((f, sentence(lexicon, f, style)) for f, style in zip(member.premises, styles, strict=True))
        problem = Quantified(key, lexicon.names, tuple(p.sg for p in phrases), verb[0], groups, worded, worded_options)  # type: ignore[arg-type]
        sets = [worlds(f, signature) for f in member.premises]
        relations = [relation(sets, worlds(option, signature), every(signature.atoms)) for option in options]
        pairs = zip(options, relations, strict=True)
        try:
            analyses = [analysis(rng, member.premises, option, related, lexicon, signature) for option, related in pairs]
        except Discard:  # one grows too long: a family can do without the member, but not without its original
            if not samples:
                raise
            continue
        samples.append(sample(problem, member, found[0], texts, relations, analyses))
    return as_family(rng, samples)


def prompt_variables(problem: Quantified, rng: Random) -> dict[str, object]:
    theme = THEMES[problem.theme]
    return {
        "scene": theme.scene,
        "heads": theme.heads,
        "count": NUMBERS[len(problem.people)],
        "people": problem.people,
        "said": problem.properties,
        "relation": problem.relation,
        "groups": [(name, listed([problem.people[member] for member in members])) for name, members in problem.groups],
        "premises": [text for _, text in problem.premises],
        "options": [text for _, text in problem.options],
        "uses": conventions(problem),
    }


TASK = Task(
    __name__,
    version=2,
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
