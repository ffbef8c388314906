"""What polynomial_algebra claims: its rules in words, what cheap policies win, and which problems are the same.

The policies answer an easier question, do one step of the way, or leave the last one out."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.math._polynomials import written
from synth.generators.math.polynomial_algebra.cheap import POLICIES, Said
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.math.polynomial_algebra import POWERS, PolynomialAlgebra, answer


def _shown(name: str, f: tuple[int, ...]) -> str:
    return rf"{name}\(x\) = " + re.escape(written(f))


def _known(problem: PolynomialAlgebra) -> str:
    """What is given, with names."""
    f = problem.operands
    if problem.ask == "interpolate":
        return "[,，] ?".join(rf"\({x}, {y}\)" for x, y in zip(*f, strict=True))
    if problem.ask == "factor":
        return _shown("f", tuple(int(c) for c in answer(problem)))
    names = {"inverse": "fm", "join": "agbh"}.get(problem.ask, "fgh")
    return "(，|, | and )".join(_shown(name, one) for name, one in zip(names, f, strict=False))


def _ask(*asks: str) -> Callable[[PolynomialAlgebra], bool]:
    return lambda problem: problem.ask in asks


RULES = (
    Rule("value", dict.fromkeys(("en", "zh"), _known)),
    Rule("value", dict.fromkeys(("en", "zh"), r"f\(g\(x\)\)"), _ask("compose")),
    Rule("form", {"en": "multiplied out, with like powers of x collected", "zh": "展开并合并同类项"}, _ask("compose", "interpolate")),
    Rule("value", {"en": r"remainder when f\(x\) is divided by g\(x\)", "zh": r"f\(x\) 除以 g\(x\) 的余式"}, _ask("remainder")),
    Rule(
        "value",
        {"en": lambda p: rf"degree at most {len(p.operands[0]) - 1}\b", "zh": lambda p: rf"次数不超过 {len(p.operands[0]) - 1} 的"},
        _ask("interpolate"),
    ),
    Rule(
        "form",
        {"en": "product of polynomials with integer coefficients, none .*split further", "zh": "整系数多项式的乘积.*不能再这样分解"},
        _ask("factor"),
    ),
    Rule("value", {"en": r"greatest common divisor of f\(x\) and g\(x\)", "zh": r"f\(x\) 与 g\(x\) 的最大公因式"}, _ask("gcd", *POWERS)),
    Rule("form", {"en": "leading coefficient 1", "zh": "首项系数为 1"}, _ask("gcd", *POWERS)),
    Rule(
        "value", {"en": r"A\(x\) in .*degree of A\(x\) is less", "zh": r"A\(x\)/g\(x\).*多项式 A\(x\).*A\(x\) 的次数小于"}, _ask("partial")
    ),
    Rule("value", {"en": r"smaller degree than m\(x\).*remainder 1 ", "zh": r"次数小于 m\(x\).*余 1 "}, _ask("inverse")),
    Rule(
        "value",
        {
            "en": lambda p: rf"degree less than {len(p.operands[1]) + len(p.operands[3]) - 2}\b.*remainder a\(x\) .*remainder b\(x\)",
            "zh": lambda p: rf"除以 g\(x\) 余 a\(x\)、除以 h\(x\) 余 b\(x\)、次数小于 {len(p.operands[1]) + len(p.operands[3]) - 2} 的",
        },
        _ask("join"),
    ),
    Rule(
        "value",
        {"en": r"remainder of \(h\(x\)\)\^\d+ on division by d\(x\)", "zh": r"\(h\(x\)\)\^\d+ 除以 d\(x\) 的余式"},
        _ask("power_by_gcd"),
    ),
    Rule(
        "value",
        {"en": r"smaller degree than d\(x\).*remainder 1 on division by d\(x\)", "zh": r"次数小于 d\(x\).*除以 d\(x\) 余 1 "},
        _ask("inverse_by_gcd"),
    ),
    Rule("value", dict.fromkeys(("en", "zh"), lambda p: rf"\(h\(x\)\)\^{p.exponent}\b"), _ask(*POWERS)),
    Rule(
        "value",
        {
            "en": lambda p: rf"modulo {p.prime}: .*coefficients from 0 to {p.prime - 1}\b",
            "zh": lambda p: rf"模 {p.prime} 计算.*系数取 0 到 {p.prime - 1} ",
        },
        lambda p: bool(p.prime),
    ),
)


def _said(policy: Callable[[PolynomialAlgebra], Said]) -> Callable[[PolynomialAlgebra], str]:
    def text(problem: PolynomialAlgebra) -> str:
        value = policy(problem)
        return "" if value is None else written(value)

    return text


SHORTCUTS = tuple(Shortcut(name, _said(policy), (0.01,) * 10) for name, policy in POLICIES.items())

NO_COPIES = "Polynomials are written by descending powers with reduced coefficients, factors and points in order, so copies are equal."


def different(problem: PolynomialAlgebra, rng: Random) -> Iterator[PolynomialAlgebra]:
    """Another constant or lead in one of the polynomials."""
    for place, f in enumerate(problem.operands):
        for at in (0, len(f) - 1):
            changed = list(f)
            changed[at] = changed[at] % (problem.prime - 1) + 1 if problem.prime else changed[at] + 1
            try:
                yield replace(problem, operands=(*problem.operands[:place], tuple(changed), *problem.operands[place + 1 :]))
            except ValueError:
                continue
