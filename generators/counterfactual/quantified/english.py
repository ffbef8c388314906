"""Statements in English: the writer fills in a form of the table. (`_quantified_parser` reads the sentence back.)

Sentences have no pronouns. A style is a number whose digits choose the form and the turns inside of it; the same style gives an edited
statement the same form wherever it has one."""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import msgspec

from synth.generators.counterfactual.quantified.forms import AND, BRACKETED, EMBEDDED, FACT, LINKS, NUMBERS, OR, QUANTIFIED
from synth.generators.counterfactual.quantified.words import Phrase, Theme
from synth.verifiers.counterfactual.quantified.formulas import By, Concept, Fact, Formula, Is, Leaf, Link, Reach, Simple, To, Two, leaves

Form = tuple[str, tuple[tuple[str, str], ...]]  # marks, then pieces: ("", literal) or (slot, "")
REACH: dict[str, str] = {"all": "every", "some": "at least one", "no": "no"}
ANY = "any"  # for "at least one" where nobody is said to: "nobody praised at least one baker" could be read in two ways
SIDES = 3  # one form in three is for options, the others are for premises


def _form(text: str) -> Form:
    mark = text[0] if text[0] in "~+-=" else ""
    text = text.removeprefix(mark).replace("{w} ", "{w}")
    pieces = [(name, "") if name else ("", literal) for literal, name in re.findall(r"([^{}]+)|\{(\w+)\}", text)]
    return mark, tuple(pieces)


QUANT_FORMS = {how: tuple(map(_form, forms)) for how, forms in QUANTIFIED.items()}
FACT_FORMS = tuple(map(_form, FACT))
LINK_FORMS = {how: tuple(map(_form, forms)) for how, forms in LINKS.items()}
TWO_FORMS = {"and": tuple(map(_form, AND)), "or": tuple(map(_form, OR))}


class Tongue(NamedTuple):
    """The words of one story. verb: past tense and base form, empty where there is no relation."""

    theme: Theme
    names: tuple[str, ...]
    properties: tuple[Phrase, ...]
    verb: tuple[str, str]
    teams: tuple[str, ...]

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
            return fill(pick(TWO_FORMS[concept.how], style), lambda name: self.leaf(parts[name], plural))
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


def fill(form: Form, slot: Callable[[str], str]) -> str:
    return "".join(slot(name) if name else literal for name, literal in form[1])


def pick(forms: tuple[Form, ...], style: int) -> Form:
    return forms[style % len(forms)]


def sentence(tongue: Tongue, formula: Formula, style: int, option: bool = False) -> str:
    """The statement as a sentence. The style's lowest digit to the base of 3 says which third of the forms is kept for options, so
    premises and options of one problem share no form when they share that digit."""
    third, style = style % SIDES, style // SIDES
    outer, inner = style % 997, style // 997
    if isinstance(formula, Link):
        parts = {"S": (formula.a, inner), "T": (formula.b, inner // 7)}
        forms = _delimiting(LINK_FORMS[formula.how], _closed(formula.a), _closed(formula.b))
        text = fill(pick(side(forms, third, option), outer), lambda name: clause(tongue, *parts[name]))
    else:
        text = fill(pick(side(suited(formula, False), third, option), outer), lambda name: _slot(tongue, formula, name, inner))
    return text[0].upper() + text[1:] + "."


def clause(tongue: Tongue, formula: Simple, style: int) -> str:
    """The statement as it stands inside of another."""
    return fill(pick(suited(formula, True), style), lambda name: _slot(tongue, formula, name, style // 11))


@cache
def side(forms: tuple[Form, ...], third: int, option: bool) -> tuple[Form, ...]:
    """Those of the forms that options of a problem have, or its premises."""
    return tuple(form for form in forms if (_place(form) % SIDES == third) == option)


@cache
def _place(form: Form) -> int:
    """The number of the form in its table."""
    return next(table.index(form) for table in (FACT_FORMS, *QUANT_FORMS.values(), *LINK_FORMS.values()) if form in table)


@cache
def _delimiting(forms: tuple[Form, ...], closed_a: bool, closed_b: bool) -> tuple[Form, ...]:
    """The forms in which no quantifier or relative clause reaches beyond its part: "nobody sings exactly if Anna dances" and "Anna praised
    every baker who sings if Bruno dances" could be read in two ways."""

    def bare(form: Form, slot: str) -> bool:
        pieces = form[1][1:] if form[1][0] == ("", "it is true that ") else form[1]
        return pieces[0][0] == slot and pieces[1][1][0] == " "

    return tuple(form for form in forms if (closed_a or not bare(form, "S")) and (closed_b or not bare(form, "T")))


def _closed(part: Simple) -> bool:
    """Whether nothing that comes after the statement can be read as a part of it."""
    return isinstance(part, Fact) and not isinstance(part.what, Reach)


def suited(formula: Simple, embedded: bool) -> tuple[Form, ...]:
    """The forms that suit the statement."""
    if isinstance(formula, Fact):
        return _fitting(FACT_FORMS[: 1 if embedded else None], True, denied(formula.what), False)
    forms = QUANT_FORMS[formula.how][: EMBEDDED if embedded else None]
    return _fitting(forms, formula.a is not None, denied(formula.b), isinstance(formula.b, Two))


@cache
def _fitting(forms: tuple[Form, ...], restricted: bool, no: int, compound: bool) -> tuple[Form, ...]:
    fits = {"": True, "~": restricted, "+": no == 0, "-": no == 2, "=": not compound}
    return tuple(form for form in forms if fits[form[0]])


def denied(concept: Concept) -> int:
    """0: nothing in it is denied; 2: it is one denied thing; 1: between."""
    no = [leaf.how == "no" if isinstance(leaf, Reach) else not leaf.yes for leaf in leaves(concept)]
    return 2 if no == [True] and not isinstance(concept, Reach) else int(any(no))


def opposite(leaf: Is | To | By) -> Is | To | By:
    return msgspec.structs.replace(leaf, yes=not leaf.yes)


def _slot(tongue: Tongue, formula: Simple, name: str, style: int) -> str:
    """What a slot of a form holds."""
    if isinstance(formula, Fact):
        what = formula.what
        if name == "p":
            return tongue.names[formula.person]
        if name in ("U", "ns") and isinstance(what, Is | To | By) and not what.yes:
            what = opposite(what)
        return tongue.people(-1, what, True, style) if name == "ns" else tongue.verb_phrase(what, False, style)
    group, a = formula.group, formula.a
    match name:
        case "N" | "Ns":
            return tongue.people(group, a, name == "Ns", style)
        case "P" | "Ps":
            return tongue.people(-1, a, name == "Ps", style)
        case "w":
            return tongue.after_pronoun(group, a, style)
        case "D":
            return "" if group < 0 else f"among the members of the {tongue.teams[group]}, "
        case "h" | "hs":
            return tongue.theme.heads if name == "hs" else tongue.theme.head
        case "k":
            return NUMBERS[formula.number]
        case "a" if a is not None:
            return tongue.verb_phrase(a, False, style)
    if formula.how == "no" and isinstance(formula.b, Reach) and formula.b.how == "some":
        return tongue.reach(formula.b, ANY)
    # "Only cooks sing and dance" could be read as "only cooks sing, and they dance".
    return tongue.verb_phrase(formula.b, name == "Bs", style if formula.how in ("all", "some", "least") else BRACKETED)
