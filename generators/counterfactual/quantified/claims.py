"""What `counterfactual/quantified` claims: its rules in words, what cheap policies win, and which problems are the same puzzle."""

from collections.abc import Iterator
from random import Random

import msgspec
from msgspec.structs import replace

from synth.generators.counterfactual import _claims
from synth.generators.counterfactual.quantified.conventions import conventions
from synth.generators.counterfactual.quantified.edits import edits
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.counterfactual.quantified import Quantified, entailed, sets, signature
from synth.verifiers.counterfactual.quantified.formulas import (
    By,
    Fact,
    Formula,
    How,
    Is,
    Leaf,
    Link,
    Quant,
    Reach,
    Signature,
    Simple,
    To,
    well_formed,
)


def _related(problem: Quantified) -> bool:
    return problem.relation != ""


RULES = (
    *_claims.RULES,
    Rule("value", {"en": lambda problem: r"(, | and )".join(problem.people)}),
    Rule("value", {"en": r"and no others\b|and nobody else|and no one else|and no others are|there are no others|no more and no fewer"}),
    Rule("value", {"en": r"any number of the (three|four|five|six), (himself or herself|themselves) included"}, _related),
    *_claims.conventional(
        {
            **_claims.CONVENTIONS,
            "empty": r"is true if nobody is X|if nobody is X, \"every X is Y\" is true|without any X, \"every X is Y\" is true",
            "only": r"is \"every Y is X\"|says that nobody else is Y|means that every Y is X",
            "except": r"nothing is said of possible exceptions|exceptions need not be ones|exceptions nothing is said",
            "order": r"in the order in which they stand|words of quantity from left to right",
        },
        conventions,
    ),
    Rule(
        "value",
        {
            "en": lambda problem: r".*".join(
                rf"members of the {name} are {problem.people[members[0]]}\b" for name, members in problem.groups
            )
        },
        lambda problem: len(problem.groups) > 0,
    ),
)


def _two_premises(problem: Quantified) -> str:
    premises, options, _ = sets(problem)
    return _claims.by_two(premises, options)


def _following(problem: Quantified) -> str:
    premises, options, _ = sets(problem)
    return _claims.following(premises, options, signature(problem).atoms)


# To follow literals is a part of what the task asks; what it leaves needs a supposition, or cases.
SHORTCUTS = (
    Shortcut(
        "the option that one premise or two entail, else Unknown",
        _two_premises,
        (0.9, 0.76, 0.69, 0.3, 0.27, 0.26, 0.28, 0.25, 0.26, 0.27),
    ),
    Shortcut(
        "the option that facts which follow one by one make true, nothing supposed, else Unknown",
        _following,
        (0.64, 0.64, 0.58, 0.48, 0.46, 0.4, 0.33, 0.33, 0.32, 0.28),
    ),
    Shortcut("always Unknown", _claims.unknown, (0.22, 0.24, 0.22, 0.22, 0.22, 0.22, 0.22, 0.22, 0.22, 0.22)),
    Shortcut("always the first option", _claims.first, (0.22, 0.2, 0.22, 0.2, 0.2, 0.22, 0.2, 0.22, 0.22, 0.2)),
    Shortcut(
        "the option with the largest part of its words in the premises",
        _claims.overlap,
        (0.22, 0.22, 0.24, 0.22, 0.22, 0.22, 0.22, 0.2, 0.22, 0.2),
    ),
    Shortcut(
        "the option with the largest part of its words in the last premise",
        _claims.last_premise,
        (0.22, 0.22, 0.22, 0.22, 0.22, 0.22, 0.22, 0.22, 0.22, 0.2),
    ),
    Shortcut("the shortest option", _claims.shortest, (0.2, 0.22, 0.22, 0.22, 0.22, 0.22, 0.2, 0.22, 0.22, 0.22)),
)


def copies(problem: Quantified, rng: Random) -> Iterator[Quantified]:
    """People, properties and groups renumbered; premises and options in another order; each said another way: operands exchanged, the
    contrapositive, the passive."""
    here = signature(problem)
    for _ in range(2):
        people, properties, groups = (
            rng.sample(range(len(those)), len(those)) for those in (problem.people, problem.properties, problem.groups)
        )
        given = [
            [(_renumbered(_otherwise(f, rng, here), people, properties, groups), text) for f, text in part]
            for part in (problem.premises, problem.options)
        ]
        premises, options = (tuple(rng.sample(part, len(part))) for part in given)
        teams = [(name, tuple(sorted(people[member] for member in members))) for name, members in problem.groups]
        yield replace(
            problem,
            people=tuple(problem.people[people.index(place)] for place in range(len(people))),
            properties=tuple(problem.properties[properties.index(place)] for place in range(len(properties))),
            groups=tuple(teams[groups.index(place)] for place in range(len(groups))),
            premises=premises,
            options=options,
        )


def _otherwise(formula: Formula, rng: Random, here: Signature) -> Formula:
    """A statement that says the same; itself where there is no other way to say it."""
    if isinstance(formula, Link):
        ways = [replace(formula, a=_passive(formula.a)), replace(formula, b=_passive(formula.b)), *_relinked(formula)]
    elif isinstance(formula, Fact):
        ways = [_passive(formula)]
    else:
        ways = list(_turned(formula))
    ways = [way for way in ways if way != formula and well_formed(way, here)]
    return rng.choice(ways) if ways else formula


def _relinked(link: Link) -> Iterator[Formula]:
    how, a, b = link.how, link.a, link.b
    if how in ("and", "or", "iff"):
        yield Link(how, b, a)
    if how in ("or", "unless"):
        yield from (Link("or", b, a), Link("unless", b, a))
    no_a, no_b = _denied(a), _denied(b)
    if no_a and how == "if":
        yield from (Link("or", no_a, b), Link("unless", b, no_a))
    if no_a and how in ("or", "unless"):
        yield Link("if", no_a, b)
    if no_a and no_b and how in ("if", "iff"):
        yield Link("if", no_b, no_a) if how == "if" else Link("iff", no_a, no_b)


def _turned(quant: Quant) -> Iterator[Formula]:
    """The sides exchanged, and the contrapositive in each quantifier."""
    how, a, b = quant.how, quant.a, quant.b
    if a is None or not isinstance(a, Is | To | By) or not isinstance(b, Is | To | By):
        return
    if how in ("no", "some", "least"):
        yield replace(quant, a=b, b=a)
    no_a, no_b = replace(a, yes=not a.yes), replace(b, yes=not b.yes)
    if how in ("some", "nall"):
        here = b if how == "some" else no_b  # some a is this
        yield from (Quant("some", 0, quant.group, a, here), Quant("nall", 0, quant.group, a, replace(here, yes=not here.yes)))
    if how in ("all", "no", "only", "unless"):
        x, y = {"all": (a, b), "no": (a, no_b), "only": (b, a), "unless": (no_a, b)}[how]  # every x is y
        no_x, no_y = replace(x, yes=not x.yes), replace(y, yes=not y.yes)
        sides: tuple[tuple[How, Leaf, Leaf], ...] = (
            ("all", x, y), ("all", no_y, no_x), ("no", x, no_y), ("no", no_y, x), ("only", y, x), ("unless", no_x, y), ("unless", y, no_x)
        )  # fmt: skip
        yield from (Quant(way, 0, quant.group, one, two) for way, one, two in sides)


def _denied(part: Simple) -> Simple | None:
    """The denial of a fact, where it is as plain."""
    if isinstance(part, Fact) and isinstance(part.what, Is | To | By):
        return Fact(part.person, replace(part.what, yes=not part.what.yes))
    return None


def _passive(part: Simple) -> Simple:
    """ "Ana praised Bruno" as "Bruno was praised by Ana"."""
    if not isinstance(part, Fact) or not isinstance(part.what, To | By):
        return part
    return Fact(part.what.person, (By if isinstance(part.what, To) else To)(part.person, part.what.yes))


def _renumbered(item: object, people: list[int], properties: list[int], groups: list[int]) -> object:
    if not isinstance(item, msgspec.Struct):
        return item
    fields = {name: _renumbered(getattr(item, name), people, properties, groups) for name in item.__struct_fields__}
    if isinstance(item, Is | Reach):
        fields["property"] = properties[item.property]
    elif isinstance(item, To | By | Fact):
        fields["person"] = people[item.person]
    elif "group" in fields:
        fields["group"] = groups[item.group] if item.group >= 0 else -1  # type: ignore[attr-defined]
    return replace(item, **fields)


def different(problem: Quantified, rng: Random) -> Iterator[Quantified]:
    """One premise edited, so that a known answer becomes Unknown or the reverse."""
    for place in rng.sample(range(len(problem.premises)), len(problem.premises)):
        formula, text = problem.premises[place]
        found = edits(formula, signature(problem))
        for _, after in rng.sample(found, min(len(found), 6)):
            other = _with_premise(problem, place, after, text)
            if other is not None and (entailed(other) is None) != (entailed(problem) is None):
                yield other


def _with_premise(problem: Quantified, place: int, formula: Formula, text: str) -> Quantified | None:
    premises = (*problem.premises[:place], (formula, text), *problem.premises[place + 1 :])
    try:
        return Quantified(problem.theme, problem.people, problem.properties, problem.relation, problem.groups, premises, problem.options)
    except ValueError:
        return None
