"""Worked solutions of congruences: powers by squaring or by walking until they repeat, each congruence alone, then one after the other."""

import math
from collections.abc import Iterator

from synth.generators.math._derivation import lines
from synth.verifiers.math.modular import Congruence, Modular, joined, least, power_of_tower, powers, solved


def trace(problem: Modular) -> str:
    """The pencil route as lines: each power, each congruence alone, then one after the other."""
    said: list[str] = []
    known: tuple[int, int] = (0, 1)
    for number, c in enumerate(problem.congruences, 1):
        said.append(f"Congruence {number}, modulo {c.modulus}:")
        right = power_of_tower(c.tower, c.modulus)
        said += _power_lines(c)
        single = solved(c)
        shared = math.gcd(c.factor, c.modulus)
        if single is None:
            said.append(f"{right} mod {shared} = {right % shared}")
            return lines([*said, f"But {shared} divides the left side and the modulus, so that would have to be 0: no number fits."])
        if c.factor > 1:
            said += _factor_lines(c, right, shared)
        together = joined(known, single)
        if together is None:
            shared = math.gcd(known[1], single[1])
            said += [f"{r} mod {shared} = {r % shared}" for r in (known[0], single[0])]
            return lines([*said, f"Both moduli are multiples of {shared}, so these would have to be equal: no number fits."])
        if number > 1:
            said += _joint_lines(known, single, together)
        known = together
    return lines(said)


def rejected(problem: Modular) -> str:
    """The route up to the last congruence, and what was known before it for an answer."""
    *before, _ = problem.congruences
    c = problem.congruences[-1]
    said = trace(Modular(tuple(before))) if before else "\n".join(trace(problem).split("\n")[:-1])
    wrong = least(Modular(tuple(before))) if before else (power_of_tower(c.tower, c.modulus) + 1) % c.modulus
    return f"{said}\n\n<answer>\n{wrong if wrong != least(problem) else 'none'}\n</answer>"


def _power_lines(c: Congruence) -> Iterator[str]:
    m = c.modulus
    if len(c.tower) == 1:
        if c.tower[0] != c.tower[0] % m:
            yield f"{c.tower[0]} mod {m} = {c.tower[0] % m}"
        return
    if len(c.tower) == 2:
        yield from _squared(c.tower[0], c.tower[1], m)
        return
    base, middle, top = c.tower
    begins, period = powers(base, m)
    value = 1
    for _ in range(begins + period):
        yield f"{value} * {base} mod {m} = {value * base % m}"
        value = value * base % m
    yield f"So the powers of {base} repeat after {period}{f', from exponent {begins} on' if begins else ''}."
    if period > 1:
        yield f"The exponent {middle}^{top} by {period}:"
        yield from _squared(middle, top, period)
        place = begins + (pow(middle, top, period) - begins) % period
        yield f"So the power is that with the exponent {place}."
    else:
        place = begins
    yield f"{pow(base, place, m)} mod {m} = {power_of_tower(c.tower, m)}"


def _squared(base: int, exponent: int, modulus: int) -> Iterator[str]:
    """Powers by squaring, from the highest binary digit of the exponent on."""
    value = base % modulus
    if value != base:
        yield f"{base} mod {modulus} = {value}"
    for bit in bin(exponent)[3:]:
        yield f"{value}^2 mod {modulus} = {value * value % modulus}"
        value = value * value % modulus
        if bit == "1":
            yield f"{value} * {base} mod {modulus} = {value * base % modulus}"
            value = value * base % modulus


def _factor_lines(c: Congruence, right: int, shared: int) -> Iterator[str]:
    factor, modulus = c.factor // shared, c.modulus // shared
    if shared > 1:
        yield f"All is divided by {shared}."
        yield f"{c.factor} / {shared} = {factor}"
        yield f"{c.modulus} / {shared} = {modulus}"
        yield f"{right} / {shared} = {right // shared}"
    if modulus == 1:
        yield "0 mod 1 = 0"
        return
    inverse = pow(factor, -1, modulus)
    yield f"{factor} * {inverse} mod {modulus} = 1"
    yield f"{right // shared} * {inverse} mod {modulus} = {right // shared * inverse % modulus}"


def _joint_lines(known: tuple[int, int], single: tuple[int, int], together: tuple[int, int]) -> Iterator[str]:
    (a, m), (b, n) = known, single
    shared = math.gcd(m, n)
    step = n // shared
    yield f"x = {a} + {m} t has to leave {b} modulo {n}."
    difference, rest = f"({b} - {a})", m
    if shared > 1:
        yield f"gcd({m}, {n}) = {shared}"
        rest = m // shared
        yield f"{m} / {shared} = {rest}"
        yield f"{n} / {shared} = {step}"
        difference = f"({b} - {a}) / {shared}"
    inverse = pow(rest, -1, step) if step > 1 else 0
    if step > 1:
        yield f"{rest} * {inverse} mod {step} = 1"
    times = (b - a) // shared * inverse % step
    yield f"{difference} * {inverse} mod {step} = {times}"
    yield f"{a} + {m} * {times} = {together[0]}"
    yield f"lcm({m}, {n}) = {together[1]}"
