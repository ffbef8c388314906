"""What polynomial_roots claims: its rules in words, what cheap policies win, and which problems are the same.

The policies take the function of one number for that of all roots, forget a part, or read off with the wrong sign."""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from random import Random

from msgspec.structs import replace

from synth.generators.math.polynomial_roots.cheap import POLICIES
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.math.polynomial_roots import PolynomialRoots, Term


def _shown(coefficients: tuple[int, ...], unknown: int = -1, name: str = "x") -> str:
    """The polynomial, term by term."""
    degree, parts = len(coefficients) - 1, ""
    for place, a in enumerate(coefficients):
        power = degree - place
        what = "" if not power else name if power == 1 else rf"{name}\^{power}"
        if a or place == unknown:
            size = "k " if place == unknown else "" if abs(a) == 1 and power else str(abs(a))
            sign = r"\+" if a > 0 or place == unknown else "-"
            parts += (f" {sign} " if parts else "-" if sign == "-" else "") + size + what
    return parts


def _polynomial(problem: PolynomialRoots) -> str:
    return _shown(problem.coefficients, problem.condition[0].place if problem.condition else -1)


def _function(term: Term, name: str) -> str:
    top = _shown(term.top, name=name)
    if term.bottom == (1,):
        return top
    bottom = _shown(term.bottom, name=name)
    power = rf"\^{term.power}" if term.power > 1 else r"(?!\^)"
    return rf"\(?{top}\)?/\(?{bottom}\)?{power}"


def _few(problem: PolynomialRoots) -> bool:
    return len(problem.coefficients) <= 4


def _wanted(problem: PolynomialRoots) -> str:
    """`F(r_1) + ...` or the functions written out, root by root."""
    between = r"\)\(" if problem.ask == "product" else r" \+ "
    if not _few(problem):
        return r"F\(r_1\) F\(r_2\) \.\.\. F" if problem.ask == "product" else r"F\(r_1\) \+ F\(r_2\) \+ \.\.\. \+ F"
    return between.join(_function(problem.term, name) for name in "rst"[: len(problem.coefficients) - 1])


def _condition(language: str) -> Callable[[PolynomialRoots], str]:
    def words(problem: PolynomialRoots) -> str:
        condition = problem.condition[0]
        value = re.escape(str(Fraction(*condition.value)))
        factor = rf"\({_shown((1, -condition.c), name='r')}\)"
        said = {
            "en": {
                "squares": "sum of the squares of its roots is",
                "reciprocals": "sum of 1/r .* is",
                "product": rf"product of {factor} .* is",
            },
            "zh": {"squares": "平方和等于", "reciprocals": "1/r 之和等于", "product": rf"{factor} 的乘积等于"},
        }
        return rf"{said[language][condition.kind]} {value}\b"

    return words


def _pairs(problem: PolynomialRoots) -> bool:
    return problem.ask in ("pairs", "mixed")


RULES = (
    Rule("value", dict.fromkeys(("en", "zh"), _polynomial)),
    Rule("value", dict.fromkeys(("en", "zh"), _wanted), lambda p: not _pairs(p)),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: r"F\(x\) = " + _function(p.term, "x")), lambda p: _pairs(p) or not _few(p)),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: r"G\(x\) = " + _function(p.second[0], "x")), lambda p: bool(p.second)),
    Rule(
        "value",
        {"en": r"F\(r_i\) F\(r_j\) over all pairs of indices i < j", "zh": r"F\(r_i\) F\(r_j\)（i < j）之和"},
        lambda p: p.ask == "pairs",
    ),
    Rule(
        "value",
        {"en": r"F\(r_i\) G\(r_j\) over all ordered pairs of different", "zh": r"F\(r_i\) G\(r_j\) 之和.*不相同的有序"},
        lambda p: p.ask == "mixed",
    ),
    Rule("value", {language: _condition(language) for language in ("en", "zh")}, lambda p: bool(p.condition)),
    Rule("value", {"en": "complex roots count too", "zh": "复数根也计算在内"}),
    Rule("value", {"en": "as often as its multiplicity", "zh": "重根按重数计"}),
    Rule("value", {"en": "exact value: .* lowest terms, or a decimal that equals it", "zh": "精确值：.*最简分数，或与之相等的小数"}),
)


def _said(policy: Callable[[PolynomialRoots], Fraction | None]) -> Callable[[PolynomialRoots], str]:
    def answer(problem: PolynomialRoots) -> str:
        value = policy(problem)
        return "" if value is None else str(value)

    return answer


SHORTCUTS = tuple(
    Shortcut(name, _said(policy), (0.4, 0.4, *(0.01,) * 8) if name == "signs not changed" else (0.01,) * 10)
    for name, policy in POLICIES.items()
)

NO_COPIES = (
    "Polynomials are monic and written by descending powers, so equal ones are equal values, and each function is a question of its own."
)


def different(problem: PolynomialRoots, rng: Random) -> Iterator[PolynomialRoots]:
    """Another constant, another function."""
    f = problem.coefficients
    for change in (1, -1):
        try:
            yield replace(problem, coefficients=(*f[:-1], f[-1] + change))
        except ValueError:
            continue
    if problem.ask != "product":
        yield replace(problem, term=replace(problem.term, top=(problem.term.top[0] + 1, *problem.term.top[1:])))
