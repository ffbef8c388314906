"""Regular expressions: conditions drawn at random, kept when each of them matters and together they need an expression of the wanted size.

Effort is the number of symbols in the shortest expression that eliminating states finds, in a few orders."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import permutations, product
from random import Random
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.code.regex_writing.cheap import LONGEST, SHOWN, guesses, shows, strings
from synth.generators.code.regex_writing.elimination import expression, live
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.code.regex_writing import RegexWriting, clauses_that_hold, difference, language, verify, with_truths
from synth.verifiers.code.regex_writing.conditions import MOST_STATES, SHAPES, Atom, Clause, Dfa, Kind, automaton
from synth.verifiers.code.regex_writing.expressions import Refused

TRIES = 1_000
REDRAWN = 6
"""Draws of one condition until it fits with the others."""
ORDERS = 3
CHOSEN = (24, 40)
"""Of so many shortest strings inside, and outside, those are chosen that a prompt shows."""
NEAR = {2: 9, 3: 6}
"""Characters of a string that tells a corrupted expression from a right one, at most."""
TWO, THREE = ("AB", "XY", "01", "PQ"), ("ABC", "XYZ", "012")

_PLAIN: tuple[Kind, ...] = (*SHAPES * 3, "least", "most", "at")
_ORDERED: tuple[Kind, ...] = (*_PLAIN, "later", "gap")
_RARE: tuple[Kind, ...] = ("least", "most", "exactly", "at", "at_end", "before", "followed", "same", "apart")
"""Of each of these there are few, so that they make few different problems."""
_LATER: tuple[Kind, ...] = ("later",)
_USUAL: tuple[Kind, ...] = (*SHAPES, "later")
_PLACED: tuple[Kind, ...] = ("gap", "behind")
_COUNTED: tuple[Kind, ...] = ("remainder", "times")
_MORE: tuple[Kind, ...] = (*SHAPES * 6, *_LATER * 5, *_PLACED[:1] * 3, *_COUNTED[:1] * 2, "behind", *_RARE)
_BLOCKS: tuple[Kind, ...] = ("contains", "later", "behind", "times")
"""Conditions that say `contains`."""
_ALL: tuple[Kind, ...] = (*_USUAL * 8, *_PLACED * 4, *_COUNTED * 2, *_RARE, "runs", "places")


class Knobs(Frozen, frozen=True):
    clauses: Annotated[int, Meta(ge=1, le=4)]
    """Conditions that must hold together."""
    joined: Annotated[int, Meta(ge=0, le=4)]
    """How many of them join two by or, by either, or by if."""
    kinds: Annotated[tuple[Kind, ...], Meta(min_length=2, max_length=60)]
    """Kinds of conditions, each as often as it stands here."""
    three: Annotated[float, Meta(ge=0, le=1)]
    """Chance of an alphabet of three symbols."""
    paired: Annotated[float, Meta(ge=0, le=1)]
    """The chance that a string may contain, start with, or end with another block as well."""
    fewest: Annotated[int, Meta(ge=1, le=30)]
    """Least states of the automaton from which a string can still be accepted; at most twice as many, and four."""
    least: Annotated[int, Meta(ge=1, le=120)]
    """Least symbols of the expression."""
    most: Annotated[int, Meta(ge=4, le=120)]
    """Most symbols of the expression."""

    def __post_init__(self) -> None:
        if self.joined > self.clauses:
            raise ValueError("more conditions are joined than there are")
        if self.least > self.most:
            raise ValueError("least is above most")


LEVELS = (
    Knobs(2, 0, _PLAIN, 0.7, 0.0, 2, 3, 7),
    Knobs(3, 0, _ORDERED, 0.5, 0.3, 3, 6, 9),
    Knobs(3, 0, _MORE, 0.4, 0.4, 4, 8, 12),
    Knobs(3, 0, _MORE, 0.4, 0.4, 4, 11, 16),
    Knobs(2, 1, _ALL, 0.6, 0.5, 6, 16, 26),
    Knobs(2, 1, _ALL, 0.4, 0.5, 7, 19, 30),
    Knobs(2, 1, _ALL, 0.4, 0.5, 8, 23, 34),
    Knobs(2, 1, _ALL, 0.3, 0.5, 9, 28, 40),
    Knobs(3, 1, _ALL, 0.3, 0.4, 10, 34, 50),
    Knobs(3, 1, _ALL, 0.2, 0.4, 12, 44, 75),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        problem = _drawn(rng, knobs)
        if problem is None or not _each_matters(problem):
            continue
        dfa = language(problem)
        alive = live(dfa)
        if not _grows(dfa, alive) or not knobs.fewest <= len(alive) <= 2 * knobs.fewest + 4:
            continue
        text, weight = expression(dfa, problem.alphabet, rng, ORDERS, knobs.least, knobs.most)
        if not knobs.least <= weight <= knobs.most or not shows(dfa, len(problem.alphabet)):
            continue
        if any(verify(problem, guess).accepted for guess in guesses(problem)):
            continue
        return Sample(problem, text, effort=float(weight))
    raise Discard("no conditions of that size found")


def _drawn(rng: Random, knobs: Knobs) -> RegexWriting | None:
    """Conditions at random; none where two are alike or their automata are too small or too large."""
    alphabet = rng.choice(THREE if rng.random() < knobs.three else TWO)
    atoms: list[Atom] = []
    size, limit, wanted = 1, min(MOST_STATES, 20 * knobs.fewest + 12), knobs.clauses + knobs.joined
    while len(atoms) < wanted:
        for _ in range(REDRAWN):
            atom = rng.choice(_pool(alphabet)[rng.choice(knobs.kinds)])
            if atom.kind in SHAPES and knobs.paired and rng.random() < knobs.paired:
                other = rng.choice(_pool(alphabet)[atom.kind]).block
                if other in atom.block or atom.block in other or len(other) > 3:
                    continue
                atom = replace(atom, other=other)
            states = len(automaton(atom, alphabet).step)
            alike = any((atom.kind, atom.block[:1], atom.other[:1]) == (other.kind, other.block[:1], other.other[:1]) for other in atoms)
            if not alike and size * states * 3 ** (wanted - len(atoms) - 1) <= limit:
                break
        else:
            return None
        atoms.append(atom)
        size *= states
    if size < 1.5 * knobs.fewest:
        return None
    clauses = [
        Clause(rng.choice(("or", "either", "if")), (atoms[2 * place], atoms[2 * place + 1]))
        if place < knobs.joined
        else Clause("one", (atoms[place + knobs.joined],))
        for place in range(knobs.clauses)
    ]
    rng.shuffle(clauses)
    return RegexWriting(alphabet, tuple(clauses))


@lru_cache
def _pool(alphabet: str) -> dict[Kind, list[Atom]]:
    """By kind the conditions that may be drawn; usual ones several times."""
    blocks = ["".join(letters) for size in (1, 2, 2, 3, 3, 4) for letters in product(alphabet, repeat=size)]
    pairs = ["".join(letters) for letters in product(alphabet, repeat=2)]
    short = [*alphabet, *pairs]
    short += [block for block in blocks if len(block) == 3][: 8 * (len(alphabet) == 2)]
    different = [pair for pair in pairs if pair[0] != pair[1]]
    counted = [*alphabet, *alphabet, ""]
    often, seldom = (False, True, True), (False, False, False, True)
    return {
        "contains": [Atom("contains", block, negated=no) for block in blocks for no in often],
        "starts": [Atom("starts", block, negated=no) for block in blocks for no in seldom],
        "ends": [Atom("ends", block, negated=no) for block in blocks for no in seldom],
        "times": [
            Atom("times", block, rest, modulus) for block in blocks[len(alphabet) :] for modulus in (2, 2, 3) for rest in range(modulus)
        ],
        "remainder": [
            Atom("remainder", block, rest, modulus) for block in counted for modulus in (2, 2, 3, 3, 4, 5) for rest in range(modulus)
        ],
        "least": [Atom("least", block, number + (not block)) for block in counted for number in (1, 2, 3)],
        "exactly": [Atom("exactly", block, number + (not block)) for block in counted for number in (1, 2, 3)],
        "most": [Atom("most", symbol, number) for symbol in alphabet for number in (1, 2, 3)],
        "at": [Atom("at", symbol, number, negated=no) for symbol in alphabet for number in (2, 3, 4) for no in seldom],
        "at_end": [Atom("at_end", symbol, number, negated=no) for symbol in alphabet for number in (2, 3) for no in seldom],
        "before": [Atom("before", pair) for pair in different],
        "followed": [Atom("followed", pair, negated=no) for pair in different for no in seldom],
        "runs": [Atom("runs", symbol, 0, modulus) for symbol in alphabet for modulus in (2, 2, 3)],
        "places": [Atom("places", symbol, number) for symbol in alphabet for number in (0, 1)],
        "same": [Atom("same")],
        "later": [
            Atom("later", block, other=other, negated=no)
            for block in short
            for other in short
            if other != block
            for no in (False, False, True)
        ],
        "behind": [
            Atom("behind", block, rest, modulus, symbol)
            for block in short
            for symbol in alphabet
            for modulus in (2, 2, 3)
            for rest in range(modulus)
        ],
        "gap": [Atom("gap", pair, number, negated=no) for pair in pairs for number in (2, 3) for no in (False, True)],
        "apart": [Atom("apart", symbol, number) for symbol in alphabet for number in (1, 2, 3)],
    }


def _each_matters(problem: RegexWriting) -> bool:
    """Whether for each condition some string is refused by it alone, and where two are joined, at least three of the four cases occur while
    all else holds."""
    alone: set[int] = set()
    cases: list[set[tuple[bool, ...]]] = [set() for _ in problem.clauses]
    for true in set(with_truths(problem)[1]):
        holds = clauses_that_hold(problem, true)
        failing = [place for place, one in enumerate(holds) if not one]
        alone |= set(failing) if len(failing) == 1 else set()
        at = 0
        for place, clause in enumerate(problem.clauses):
            if not set(failing) - {place}:
                cases[place].add(true[at : at + len(clause.atoms)])
            at += len(clause.atoms)
    return len(alone) == len(cases) and all(len(found) >= len(next(iter(found))) + 1 for found in cases)


def _grows(dfa: Dfa, alive: set[int]) -> bool:
    """Whether the language is infinite: a circle of states from which strings are still accepted."""
    seen, left = set[int](), set(alive)
    while True:
        seen = {state for state in left if not any(target in left for target in dfa.step[state])}
        if not seen:
            return bool(left) and 0 in alive
        left -= seen


def prompt_variables(problem: RegexWriting, rng: Random) -> dict[str, object]:
    symbols = problem.alphabet
    inside: list[str] = []
    outside: list[str] = []
    for word, accepted in strings(language(problem), len(symbols), LONGEST[len(symbols)]):
        (inside if accepted else outside).append("".join([symbols[symbol] for symbol in word]))
        if len(inside) >= CHOSEN[0] and len(outside) >= CHOSEN[1]:
            break
    few = sorted(rng.sample(inside[: CHOSEN[0]], min(SHOWN, len(inside))), key=lambda word: (len(word), word))
    others = sorted(rng.sample(outside[: CHOSEN[1]], min(SHOWN, len(outside))), key=lambda word: (len(word), word))
    one, two = symbols[0], symbols[1]
    return {
        "symbols": list(symbols),
        "clauses": [{"join": clause.join, "atoms": clause.atoms} for clause in problem.clauses],
        "inside": few,
        "outside": others,
        "has_blocks": any(atom.kind in _BLOCKS for atom in problem.atoms),
        "has_runs": any(atom.kind == "runs" for atom in problem.atoms),
        "has_rest": any(atom.kind in ("later", "behind") for atom in problem.atoms),
        "has_places": any(atom.kind in ("at", "at_end", "places") for atom in problem.atoms),
        "examples": (
            f"{two}({one}|{two}{two}){{7}}",
            f"({two}{one}{two}?){{5,6}}{two}{two}{two}",
            f"{one}{{9}}[{one}{two}]({two}{one}{one})+",
        ),
        "one": one,
        "two": two,
    }


def canonical(problem: RegexWriting) -> object:
    """The least automaton with its symbols in any order: two descriptions of one language are one problem."""
    dfa = language(problem)
    return min(_renamed(dfa, order) for order in permutations(range(len(problem.alphabet))))


def _renamed(dfa: Dfa, order: tuple[int, ...]) -> tuple[object, ...]:
    """The automaton with its symbols in another order, its states numbered as words reach them."""
    number, states = {0: 0}, [0]
    rows = []
    for state in states:
        for symbol in order:
            target = dfa.step[state][symbol]
            if target not in number:
                number[target] = len(states)
                states.append(target)
        rows.append((*[number[dfa.step[state][symbol]] for symbol in order], dfa.accepts[state]))
    return tuple(rows)


def corrupt(problem: RegexWriting, answer: str, rng: Random) -> str:
    """One sign changed or left out, or one more put in, so that a short string tells the difference."""
    found = list(_changed(problem.alphabet, answer))
    rng.shuffle(found)
    for text in found:
        try:
            told = difference(problem, text)
        except Refused:
            continue
        if told and len(told[0]) <= NEAR[len(problem.alphabet)]:
            return text
    return ".*" if answer != ".*" else ".+"


def _changed(alphabet: str, answer: str) -> Iterator[str]:
    for place, sign in enumerate(answer):
        others = {"*": ("+", "?", ""), "+": ("*", ""), "?": ("", "*")}.get(sign, ())
        if sign in alphabet:
            others = tuple(alphabet.replace(sign, ""))
        for other in others:
            yield answer[:place] + other + answer[place + 1 :]


TASK = Task(
    __name__,
    version=5,
    problem=RegexWriting,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.01,
    capacity=(700, 2_500, 8_000, 12_000) + (100_000,) * 6,
    canonical=canonical,
    corrupt=corrupt,
)
