"""Counterfactual, quantified: of four options about a few people, name the one that must be true whenever all premises are, or Unknown.

Refused for the first of: format (neither one letter, nor one option's text, nor Unknown), value (another option, or Unknown, is right).

There are the named people and no others. `some` is at least one; "all who are a are b" also holds where nobody is a; `or` is
inclusive; "x unless y" is false only where both are false. Whatever is not stated is open: what is entailed is found by looking at every
world. Premises that have no world together, and premises that entail two of the options, make no problem."""

import re
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.schemas.verifier import Contrast
from synth.verifiers.counterfactual import _rationale
from synth.verifiers.counterfactual._analyses import denies, stems
from synth.verifiers.counterfactual._contrast import conclusion
from synth.verifiers.counterfactual._letters import judge, same
from synth.verifiers.counterfactual._rationale import TRACE_FORMAT as TRACE_FORMAT
from synth.verifiers.counterfactual._worlds import outcome
from synth.verifiers.counterfactual.quantified.formulas import (
    MAX_ATOMS,
    MAX_PEOPLE,
    MAX_PROPERTIES,
    By,
    Fact,
    Formula,
    Is,
    Link,
    Person,
    Quant,
    Signature,
    To,
    ground,
    holds,
    well_formed,
)

Text = Annotated[str, Meta(pattern=r"^[A-Z][ -~]*\.\Z", max_length=400)]
Words = Annotated[str, Meta(pattern=r"^[A-Za-z][A-Za-z -]*\Z", max_length=40)]
Name = Annotated[str, Meta(pattern=r"^[A-Z][a-z]{1,11}\Z")]
Statement = tuple[Formula, Text]
Team = tuple[Words, Annotated[tuple[Person, ...], Meta(min_length=2, max_length=MAX_PEOPLE)]]


class Quantified(Problem, frozen=True):
    """theme: key of the story's words; people: their names; properties: each as said of one person ("plays chess"); relation: what one
    person did to another or to oneself ("praised"), empty where there is none; groups: name and members, in ascending order; premises,
    options: each a formula and the sentence that says it."""

    theme: Annotated[str, Meta(pattern=r"^[a-z]{2,12}\Z")]
    people: Annotated[tuple[Name, ...], Meta(min_length=2, max_length=MAX_PEOPLE)]
    properties: Annotated[tuple[Words, ...], Meta(min_length=1, max_length=MAX_PROPERTIES)]
    relation: Annotated[str, Meta(pattern=r"^([a-z]{2,20})?\Z")]
    groups: Annotated[tuple[Team, ...], Meta(max_length=3)]
    premises: Annotated[tuple[Statement, ...], Meta(min_length=2, max_length=18)]
    options: tuple[Statement, Statement, Statement, Statement]

    def __post_init__(self) -> None:
        if any(len(set(words)) < len(words) for words in (self.people, self.properties, [name for name, _ in self.groups])):
            raise ValueError("no two people, properties or groups have one name")
        here = signature(self)
        if here.atoms > MAX_ATOMS:
            raise ValueError(f"at most {MAX_ATOMS} ground atoms")
        for members in here.groups:
            if list(members) != sorted(set(members)) or members[-1] >= here.people:
                raise ValueError("the members of a group ascend and exist")
        if not all(well_formed(formula, here) for formula, _ in (*self.premises, *self.options)):
            raise ValueError("a statement about what does not exist, or not in normal form")
        if len({same(text) for _, text in self.options}) < len(self.options):
            raise ValueError("no two options have one text")
        entailed(self)


@kept
def signature(problem: Quantified) -> Signature:
    groups = tuple(members for _, members in problem.groups)
    return Signature(len(problem.people), len(problem.properties), problem.relation != "", groups)


def sets(problem: Quantified) -> tuple[list[int], list[int], int]:
    """The worlds of each premise and of each option, and all worlds."""
    here = signature(problem)
    among = ground(here.people, here.properties, here.relation)
    premises, options = ([holds(formula, here, among) for formula, _ in part] for part in (problem.premises, problem.options))
    return premises, options, among.every


@kept
def entailed(problem: Quantified) -> int | None:
    """The place of the option that is entailed, or None. Raises ValueError when two are, or the premises have no world."""
    premises, options, every = sets(problem)
    return outcome(premises, options, every)


@kept
def texts(problem: Quantified) -> tuple[str, ...]:
    """The sentences of the options."""
    return tuple(text for _, text in problem.options)


def verify(problem: Quantified, answer: str) -> Verdict:
    return judge(answer, texts(problem), entailed(problem))


def verify_trace(problem: Quantified, completion: str) -> TraceVerdict:
    """The verdict on a rationale in the form of TRACE_FORMAT; see `_rationale.REASONS`, also for what is not judged. Its steps are the
    four options."""
    return _rationale.check(completion, lambda answer: verify(problem, answer).accepted, _about(problem))


def proven(problem: Quantified, completion: str) -> Proven:
    """How much of the proof of the right answer stands; see `_rationale.proven`."""
    return _rationale.proven(completion, _about(problem))


def _about(problem: Quantified) -> _rationale.Premises:
    premises, options, every = sets(problem)
    return _rationale.Premises(premises, options, every, entailed(problem), lambda text: _ways(problem, text))


def _ways(problem: Quantified, text: str) -> list[int]:
    """The worlds in which clauses such as `Ana and Bruno play chess, Clara did not praise Ana` are all true; empty when one can't be
    read."""
    here = signature(problem)
    among = ground(here.people, here.properties, here.relation)
    names = "|".join(problem.people)
    ahead = rf"(?:,? and|[,;]) (?:{names})\b"
    clause = re.compile(rf"((?:(?:{names})(?:, (?:and )?| and ))*+(?:{names})) ((?:(?!{ahead}).)++)(?:[,;]? and |[,;] |$)")
    worlds, place = among.every, 0
    text = text.strip(" .")
    known = {stems(words): number for number, words in enumerate(problem.properties)}
    while place < len(text):
        match = clause.match(text, place)
        if match is None:
            return []
        place = match.end()
        about = re.search(rf"\b(?:{names})$", match[2])
        said: Is | To | By
        if about:
            person, yes = problem.people.index(about[0]), not denies(match[2])
            words = match[2][: about.start()].strip()
            if not problem.relation:
                return []
            if words.endswith(" by"):
                said = By(person, yes)
            elif words == problem.relation or re.fullmatch(r"(?:did|did not|didn't) [a-z]+", words):
                said = To(person, yes)
            else:
                return []
        else:
            found = known.get(stems(match[2]))
            if found is None:
                return []
            said = Is(found, not denies(match[2]))
        for who in re.findall(names, match[1]):
            worlds &= holds(Fact(problem.people.index(who), said), here, among)
    return [worlds]


ABSTENTION = "Unknown"
CHOICES = ("A", "B", "C", "D")
CONTRAST = Contrast(texts, conclusion, question="Which of the four options must be true?")


_INN = Quantified(
    "inn",
    ("Anna", "Bruno", "Clara"),
    ("is a doctor", "plays chess", "owns a dog"),
    "",
    (("ski party", (0, 1)),),
    (
        (Quant("all", 0, -1, Is(0, True), Is(1, True)), "Every doctor plays chess."),
        (Quant("all", 0, 0, None, Is(0, True)), "Each member of the ski party is a doctor."),
        (Quant("only", 0, -1, Is(0, True), Is(2, True)), "Only doctors own dogs."),
        (Fact(2, Is(1, False)), "It is certain that Clara does not play chess."),
    ),
    (
        (Fact(0, Is(2, True)), "Anna is one of the guests who own a dog."),
        (Quant("some", 0, -1, Is(1, False), Is(2, True)), "Some guest who does not play chess owns a dog."),
        (Link("and", Fact(1, Is(1, True)), Fact(2, Is(2, False))), "Bruno plays chess, and Clara does not own a dog."),
        (Quant("least", 2, -1, None, Is(2, True)), "At least two guests own a dog."),
    ),
)
_OPEN = Quantified(_INN.theme, _INN.people, _INN.properties, "", _INN.groups, (_INN.premises[0], _INN.premises[3]), _INN.options)

EXAMPLES = (
    (_INN, "C", ""),
    (_INN, "(c)", ""),
    (_INN, "c.", ""),
    (_INN, "**C**", ""),
    (_INN, "The answer is C.", ""),
    (_INN, "C) Bruno plays chess, and Clara does not own a dog.", ""),
    (_INN, "bruno plays chess, and clara does not own a dog", ""),
    (_OPEN, "Unknown", ""),
    (_OPEN, "unknown.", ""),
    (_OPEN, "None of the four must be true.", ""),
    (_OPEN, "There is no such option.", ""),
    (_INN, "Option (c) must be true.", ""),
    (_INN, "", "format"),
    (_INN, "A, B, C, D", "format"),
    (_INN, "C or Unknown", "format"),
    (_INN, "(b)/(c)", "format"),
    (_INN, "Not C", "format"),
    (_INN, "C) At least two guests own a dog.", "format"),
    (_INN, "Bruno plays chess", "format"),
    (_INN, "all of the above", "format"),
    (_INN, "D", "value"),
    (_INN, "Unknown", "value"),
    (_INN, "At least two guests own a dog.", "value"),
    (_OPEN, "C", "value"),
)
