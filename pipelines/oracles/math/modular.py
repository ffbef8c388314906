"""Independent route: numbers are tried one after another, by a sieve over the moduli; towers by Euler's theorem with a margin."""

from math import gcd, lcm


def check(problem: dict, answer: str) -> bool:
    found = _least(problem)
    return answer.strip() == ("none" if found is None else str(found))


def solutions(problem: dict) -> int:
    """One least number, or the statement that there is none."""
    return 1


def _least(problem: dict) -> int | None:
    x, step = 0, 1
    for c in problem["congruences"]:
        modulus, right = c["modulus"], _power(c["tower"], c["modulus"])
        period = modulus // gcd(c["factor"], modulus)
        for _ in range(period):  # x runs through all remainders that the congruences before allow
            if (c["factor"] * x - right) % modulus == 0:
                break
            x += step
        else:
            return None
        step = lcm(step, period)
        x %= step
    return x


def _power(tower: list, modulus: int) -> int:
    if len(tower) == 1:
        return tower[0] % modulus
    if len(tower) == 2:
        return pow(tower[0], tower[1], modulus)
    totient = sum(gcd(n, modulus) == 1 for n in range(1, modulus + 1))
    exponent = pow(tower[1], tower[2], totient) + totient  # holds for every exponent from log2(modulus) on
    if tower[2] * tower[1].bit_length() < 40:
        exponent = tower[1] ** tower[2]
    return pow(tower[0], exponent, modulus)
