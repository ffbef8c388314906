"""Expressions that leave out the hard part, and the strings that a prompt shows: generator and claims share them."""

from collections.abc import Iterator
from itertools import islice

from synth.verifiers.code.regex_writing import RegexWriting, language
from synth.verifiers.code.regex_writing.conditions import Atom, Dfa

LONGEST = {2: 8, 3: 5}
"""Characters of the strings that are looked through for examples, by the size of the alphabet."""
SHOWN = 4
"""Strings inside and outside that a prompt shows."""


def strings(dfa: Dfa, symbols: int, longest: int) -> Iterator[tuple[tuple[int, ...], bool]]:
    """All strings in order of length, with whether they are accepted."""
    layer: list[tuple[tuple[int, ...], int]] = [((), 0)]
    for _ in range(longest + 1):
        for word, state in layer:
            yield word, dfa.accepts[state]
        layer = [((*word, symbol), dfa.step[state][symbol]) for word, state in layer for symbol in range(symbols)]


def shows(dfa: Dfa, symbols: int) -> bool:
    """Whether there are short strings enough on either side."""
    inside = outside = 0
    for _, accepted in strings(dfa, symbols, LONGEST[symbols]):
        inside, outside = inside + accepted, outside + (not accepted)
        if min(inside, outside) >= SHOWN + 2:
            return True
    return False


def first_inside(problem: RegexWriting, count: int) -> list[str]:
    """The shortest strings of the language."""
    found = (word for word, accepted in strings(language(problem), len(problem.alphabet), LONGEST[len(problem.alphabet)]) if accepted)
    return ["".join(problem.alphabet[symbol] for symbol in word) for word in islice(found, count)]


def guesses(problem: RegexWriting) -> list[str]:
    """What each cheap policy writes."""
    return [listed(problem), every_string(problem), one_condition(problem), one_after_another(problem)]


def listed(problem: RegexWriting) -> str:
    """A list of strings that fulfil the conditions."""
    return "|".join(word or "()" for word in first_inside(problem, 12))


def every_string(problem: RegexWriting) -> str:
    """Whatever there is."""
    return ".*"


def one_condition(problem: RegexWriting) -> str:
    """The first condition that stands alone, forgetting the others."""
    return next((rough(clause.atoms[0], problem.alphabet) for clause in problem.clauses if clause.join == "one"), ".+")


def one_after_another(problem: RegexWriting) -> str:
    """An expression for each condition, written one after another: what begins first, what ends last."""
    order = {"starts": 0, "ends": 9}
    ranked = sorted(problem.atoms, key=lambda atom: order.get(atom.kind, 5))
    return "".join(
        rough(atom, problem.alphabet).removesuffix(".*") if atom.kind == "starts" else rough(atom, problem.alphabet) for atom in ranked
    )


def rough(atom: Atom, alphabet: str) -> str:
    """An expression that a person would write for one condition alone; negated ones as if they were not."""
    block, number = atom.block, atom.number
    other = f"[^{block}]" if len(block) == 1 else "."
    each = f"{other}*{block}{other}*" if block else "."
    match atom.kind:
        case "contains":
            return f".*{block}.*"
        case "starts":
            return f"{block}.*"
        case "ends":
            return f".*{block}"
        case "least":
            return f"(.*{block}.*){{{number}}}" if block else f".{{{number},}}"
        case "most":
            return f"({other}*{block}?){{{number}}}{other}*" if block else f".{{0,{number}}}"
        case "exactly":
            return f"({each}){{{number}}}"
        case "remainder":
            return f"({each}){{{number}}}(({each}){{{atom.modulus}}})*"
        case "at":
            return f".{{{number - 1}}}{block}.*"
        case "at_end":
            return f".*{block}.{{{number - 1}}}"
        case "before":
            return f"[^{block[1]}]*[^{block[0]}]*"
        case "followed":
            return f"([^{block[0]}]|{block})*"
        case "runs":
            return f"({other}|{block * atom.modulus})*"
        case "places":
            return f"({block}.)*{block}?" if number else f"(.{block})*.?"
        case "later" | "behind":
            return f".*{block}.*{atom.other}.*"
        case "gap":
            return f".*{block[0]}.{{{number - 1}}}{block[1]}.*"
        case "apart":
            return f"({block}{other}{{{number}}}|{other})*"
        case "same":
            return "|".join(f"{symbol}(.*{symbol})?" for symbol in alphabet)
        case _:
            return f"(.*{block}.*){{{number}}}((.*{block}.*){{{atom.modulus}}})*"
