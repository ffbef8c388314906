"""Worked solutions of diophantine equations: numbers are tried in the equation with the fewest unknowns, and then put into the others."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from synth.generators.derivation import numbered
from synth.verifiers.math.diophantine import NAMES, Diophantine, Equation, Term, left, verify

TRIED = 4
"""Numbers that do not fit, in a worked solution."""

Said = Iterator[tuple[bool, str]]


def worked(problem: Diophantine, numbers: Sequence[int]) -> tuple[str, str]:
    """The lines; and a whole completion that takes the last number one too large."""
    told = list(_tried(problem, numbers))
    checks = [f"{_put_in(equation.terms, numbers)} = {equation.value}" for equation in problem.equations]
    said = numbered([*told, (False, f"So {_named(numbers, range(len(numbers)))}:"), *((True, line) for line in checks)])
    wrong = list(numbers)
    while verify(problem, _listed(wrong)):
        wrong[-1] += 1
    slip = [f"{_put_in(equation.terms, wrong)} = {equation.value}" for equation in problem.equations]
    return said, f"{numbered([*told, *((True, line) for line in slip)])}\n\n<answer>\n{_listed(wrong)}\n</answer>"


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def _named(numbers: Sequence[int], which: Sequence[int]) -> str:
    return " and ".join(f"{NAMES[k]} is {numbers[k]}" for k in which)


def _tried(problem: Diophantine, numbers: Sequence[int]) -> Said:
    known = set[int]()
    for equation in sorted(problem.equations, key=lambda equation: len(_unknowns(equation))):
        unknowns = [k for k in _unknowns(equation) if k not in known]
        known |= set(unknowns)
        alone = [k for k in unknowns if len(_with(equation, k)) == 1 and sum(map(bool, _with(equation, k)[0].powers)) == 1]
        if not unknowns:
            continue
        if not alone:
            yield from _looked_at(equation, numbers, unknowns)
            continue
        last = alone[-1]
        others = [k for k in unknowns if k != last]
        if not others:
            yield False, f"That leaves this for {_power(equation, last)}:"
            yield True, _solved(equation, last, numbers)
            continue
        moved, *fixed = others
        with_them = f" with {_named(numbers, fixed)}" if fixed else ""
        yield False, f"Numbers for {NAMES[moved]} are tried{with_them}; what is left for {_power(equation, last)} has to fit:"
        for n in range(max(1, numbers[moved] - TRIED), numbers[moved] + 1):
            yield True, _solved(equation, last, [n if k == moved else number for k, number in enumerate(numbers)])


def _looked_at(equation: Equation, numbers: Sequence[int], unknowns: Sequence[int]) -> Said:
    """No unknown stands in one term alone: the left side at numbers that are tried."""
    moved, *fixed = unknowns
    with_them = f" with {_named(numbers, fixed)}" if fixed else ""
    yield False, f"Numbers for {NAMES[moved]} are tried{with_them}, until the left side is right:"
    for n in range(max(1, numbers[moved] - TRIED), numbers[moved] + 1):
        put = [n if k == moved else number for k, number in enumerate(numbers)]
        yield True, f"{_put_in(equation.terms, put)} = {left(equation, tuple(put))}"


def _unknowns(equation: Equation) -> list[int]:
    return [k for k in range(len(equation.terms[0].powers)) if _with(equation, k)]


def _with(equation: Equation, unknown: int) -> list[Term]:
    return [term for term in equation.terms if term.powers[unknown]]


def _solved(equation: Equation, unknown: int, numbers: Sequence[int]) -> str:
    """What is left for the power of an unknown that stands in one term."""
    (term,) = _with(equation, unknown)
    rest = [other for other in equation.terms if other is not term]
    worth = Fraction(equation.value - left(Equation(tuple(rest), 0), tuple(numbers)), term.factor)
    said = f"{equation.value} - ({_put_in(rest, numbers)})" if rest else str(equation.value)
    below = f"/ {term.factor}" if term.factor > 0 else f"/ ({term.factor})"
    return f"{said} = {worth}" if term.factor == 1 else f"({said}) {below} = {worth}"


def _power(equation: Equation, unknown: int) -> str:
    (term,) = _with(equation, unknown)
    return NAMES[unknown] + (f"^{term.powers[unknown]}" if term.powers[unknown] > 1 else "")


def _put_in(terms: Sequence[Term], numbers: Sequence[int]) -> str:
    """`3 * 2^2 - 5 * 4 * 7`."""
    said = ""
    for term in terms:
        parts = [str(abs(term.factor))] if abs(term.factor) > 1 else []
        parts += [f"{number}^{power}" if power > 1 else str(number) for number, power in zip(numbers, term.powers, strict=True) if power]
        part = " * ".join(parts)
        said += f" {'-' if term.factor < 0 else '+'} {part}" if said else ("-" if term.factor < 0 else "") + part
    return said
