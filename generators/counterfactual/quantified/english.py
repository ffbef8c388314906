"""Statements of `counterfactual/quantified` in English: a template of the table, filled in.

Sentences have no pronouns. A style is a number whose digits choose the template and the turns inside of it; the same style gives an edited
statement the same template wherever it has one."""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import msgspec

from synth.generators.counterfactual.quantified.templates import AND, BRACKETED, EMBEDDED, FACT, LINKS, NUMBERS, OR, QUANTIFIED
from synth.generators.counterfactual.quantified.words import Phrase, Theme
from synth.verifiers.counterfactual.quantified.formulas import By, Concept, Fact, Formula, Is, Leaf, Link, Reach, Simple, To, Two, leaves


class Template(NamedTuple):
    """A template of the table, read."""

    mark: str
    """What it needs: `~`, `+`, `-`, `=` or nothing."""
    pieces: tuple[tuple[str, str], ...]
    """`("", literal text)` or `(slot, "")`."""


REACH: dict[str, str] = {"all": "every", "some": "at least one", "no": "no"}
ANY = "any"  # for "at least one" where nobody is said to: "nobody praised at least one baker" could be read in two ways
SIDES = 3  # one template in three is for options, the others are for premises


def _parsed(text: str) -> Template:
    mark = text[0] if text[0] in "~+-=" else ""
    text = text.removeprefix(mark).replace("{w} ", "{w}")
    pieces = [(name, "") if name else ("", literal) for literal, name in re.findall(r"([^{}]+)|\{(\w+)\}", text)]
    return Template(mark, tuple(pieces))


QUANT_TEMPLATES = {how: tuple(map(_parsed, templates)) for how, templates in QUANTIFIED.items()}
FACT_TEMPLATES = tuple(map(_parsed, FACT))
LINK_TEMPLATES = {how: tuple(map(_parsed, templates)) for how, templates in LINKS.items()}
TWO_TEMPLATES = {"and": tuple(map(_parsed, AND)), "or": tuple(map(_parsed, OR))}


class Lexicon(NamedTuple):
    """The words of one story."""

    theme: Theme
    names: tuple[str, ...]
    """Of the people: `("Anna", "Bruno", "Carla")`."""
    properties: tuple[Phrase, ...]
    verb: tuple[str, str]
    """Of the relation, past tense and base form: `("praised", "praise")`; empty where there is none."""
    teams: tuple[str, ...]
    """The names of the groups: `("ski party",)`."""

    def leaf(self, leaf: Leaf, plural: bool) -> str:
        """The verb phrase of a simple concept."""
        if isinstance(leaf, Is):
            words = self.properties[leaf.property]
            return (words.pl if plural else words.sg) if leaf.yes else words.pl_not if plural else words.sg_not
        past, base = self.verb
        if isinstance(leaf, To):
            return f"{past if leaf.yes else 'did not ' + base} {self.names[leaf.person]}"
        if isinstance(leaf, By):
            return f"{'were' if plural else 'was'}{'' if leaf.yes else ' not'} {past} by {self.names[leaf.person]}"
        return self.reach(leaf, REACH[leaf.how])

    def reach(self, leaf: Reach, word: str) -> str:
        return f"{self.verb[0]} {word} {self.people(-1, Is(leaf.property, True), False)}"

    def verb_phrase(self, concept: Concept, plural: bool, style: int = 0) -> str:
        if isinstance(concept, Two):
            parts = {"x": concept.a, "y": concept.b}
            return fill(pick(TWO_TEMPLATES[concept.how], style), lambda name: self.leaf(parts[name], plural))
        return self.leaf(concept, plural)

    def people(self, group: int, concept: Concept | None, plural: bool, style: int = 0) -> str:
        """Those of the group of whom the concept holds: "bakers in the night crew", "member of the night crew who is tall"."""
        noun = self.noun(concept, plural)
        if noun:
            return noun if group < 0 else f"{noun} in the {self.teams[group]}"
        base = (self.theme.heads if plural else self.theme.head) if group < 0 else f"member{'s' * plural} of the {self.teams[group]}"
        return base if concept is None else f"{base} who {self.verb_phrase(concept, plural, style)}"

    def noun(self, concept: Concept | None, plural: bool) -> str:
        if isinstance(concept, Is) and concept.yes:
            words = self.properties[concept.property]
            return words.nouns if plural else words.noun
        return ""

    def after_pronoun(self, group: int, concept: Concept | None, style: int = 0) -> str:
        """What follows "everyone", with a space at its end; may be empty."""
        where = "" if group < 0 else f"in the {self.teams[group]} "
        return where if concept is None else f"{where}who {self.verb_phrase(concept, False, style)} "


def fill(template: Template, slot: Callable[[str], str]) -> str:
    return "".join(slot(name) if name else literal for name, literal in template.pieces)


def pick(templates: tuple[Template, ...], style: int) -> Template:
    return templates[style % len(templates)]


def sentence(lexicon: Lexicon, formula: Formula, style: int, option: bool = False) -> str:
    """The statement as a sentence. The style's lowest digit to the base of 3 says which third of the templates is kept for options, so
    premises and options of one problem share no template when they share that digit."""
    third, style = style % SIDES, style // SIDES
    outer, inner = style % 997, style // 997
    if isinstance(formula, Link):
        parts = {"S": (formula.a, inner), "T": (formula.b, inner // 7)}
        templates = _delimiting(LINK_TEMPLATES[formula.how], _closed(formula.a), _closed(formula.b))
        text = fill(pick(side(templates, third, option), outer), lambda name: clause(lexicon, *parts[name]))
    else:
        text = fill(pick(side(suited(formula, False), third, option), outer), lambda name: _slot(lexicon, formula, name, inner))
    return text[0].upper() + text[1:] + "."


def clause(lexicon: Lexicon, formula: Simple, style: int) -> str:
    """The statement as it stands inside of another."""
    return fill(pick(suited(formula, True), style), lambda name: _slot(lexicon, formula, name, style // 11))


@cache
def side(templates: tuple[Template, ...], third: int, option: bool) -> tuple[Template, ...]:
    """Those of the templates that options of a problem have, or its premises."""
    return tuple(template for template in templates if (_place(template) % SIDES == third) == option)


@cache
def _place(template: Template) -> int:
    """The number of the template in its table."""
    tables = (FACT_TEMPLATES, *QUANT_TEMPLATES.values(), *LINK_TEMPLATES.values())
    return next(table.index(template) for table in tables if template in table)


@cache
def _delimiting(templates: tuple[Template, ...], closed_a: bool, closed_b: bool) -> tuple[Template, ...]:
    """The templates in which no quantifier or relative clause reaches beyond its part: "nobody sings exactly if Anna dances" and
    "Anna praised every baker who sings if Bruno dances" could be read in two ways."""

    def bare(template: Template, slot: str) -> bool:
        pieces = template.pieces[1:] if template.pieces[0] == ("", "it is true that ") else template.pieces
        return pieces[0][0] == slot and pieces[1][1][0] == " "

    return tuple(template for template in templates if (closed_a or not bare(template, "S")) and (closed_b or not bare(template, "T")))


def _closed(part: Simple) -> bool:
    """Whether nothing that comes after the statement can be read as a part of it."""
    return isinstance(part, Fact) and not isinstance(part.what, Reach)


def suited(formula: Simple, embedded: bool) -> tuple[Template, ...]:
    """The templates that suit the statement."""
    if isinstance(formula, Fact):
        return _fitting(FACT_TEMPLATES[: 1 if embedded else None], True, denied(formula.what), False)
    templates = QUANT_TEMPLATES[formula.how][: EMBEDDED if embedded else None]
    return _fitting(templates, formula.a is not None, denied(formula.b), isinstance(formula.b, Two))


@cache
def _fitting(templates: tuple[Template, ...], restricted: bool, no: int, compound: bool) -> tuple[Template, ...]:
    fits = {"": True, "~": restricted, "+": no == 0, "-": no == 2, "=": not compound}
    return tuple(template for template in templates if fits[template.mark])


def denied(concept: Concept) -> int:
    """0: nothing in it is denied; 2: it is one denied thing; 1: between."""
    no = [leaf.how == "no" if isinstance(leaf, Reach) else not leaf.yes for leaf in leaves(concept)]
    return 2 if no == [True] and not isinstance(concept, Reach) else int(any(no))


def opposite(leaf: Is | To | By) -> Is | To | By:
    return msgspec.structs.replace(leaf, yes=not leaf.yes)


def _slot(lexicon: Lexicon, formula: Simple, name: str, style: int) -> str:
    """What a slot of a template holds."""
    if isinstance(formula, Fact):
        what = formula.what
        if name == "p":
            return lexicon.names[formula.person]
        if name in ("U", "ns") and isinstance(what, Is | To | By) and not what.yes:
            what = opposite(what)
        return lexicon.people(-1, what, True, style) if name == "ns" else lexicon.verb_phrase(what, False, style)
    group, a = formula.group, formula.a
    match name:
        case "N" | "Ns":
            return lexicon.people(group, a, name == "Ns", style)
        case "P" | "Ps":
            return lexicon.people(-1, a, name == "Ps", style)
        case "w":
            return lexicon.after_pronoun(group, a, style)
        case "D":
            return "" if group < 0 else f"among the members of the {lexicon.teams[group]}, "
        case "h" | "hs":
            return lexicon.theme.heads if name == "hs" else lexicon.theme.head
        case "k":
            return NUMBERS[formula.number]
        case "a" if a is not None:
            return lexicon.verb_phrase(a, False, style)
    if formula.how == "no" and isinstance(formula.b, Reach) and formula.b.how == "some":
        return lexicon.reach(formula.b, ANY)
    # "Only cooks sing and dance" could be read as "only cooks sing, and they dance".
    return lexicon.verb_phrase(formula.b, name == "Bs", style if formula.how in ("all", "some", "least") else BRACKETED)
