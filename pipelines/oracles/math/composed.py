"""Independent route: each stage by plain counting, trying and adding up, one after another."""

from fractions import Fraction
from itertools import combinations, pairwise, product


def check(problem: dict, answer: str) -> bool:
    return answer.strip() == str(_value(problem["stages"]))


def solutions(problem: dict) -> int:
    """Each stage has one answer."""
    return 1


def _value(stages: list) -> Fraction:
    found: list = []
    for stage in stages:
        inputs = []
        for link in stage["inputs"]:
            value = link["plus"]
            if link["stage"] >= 0:
                earlier = Fraction(found[link["stage"]])
                whole = earlier.numerator + earlier.denominator if earlier.denominator > 1 else int(earlier)
                value += whole % link["modulus"] if link["modulus"] else whole
            inputs.append(value)
        found.append(Fraction(KINDS[stage["kind"]](*stage["numbers"], *inputs)))
    return found[-1]


def _term(first, p, q, c, n, x):
    terms = [first, x]
    for _ in range(n - 1):
        terms.append(p * terms[-1] + q * terms[-2] + c)
    return terms[n]


def _congruences(m, r, n, x):
    return next(number for number in range(m * n) if (number - x) % m == 0 and number % n == r)


def _reversed(base, x):
    value = 0
    while x:
        x, digit = divmod(x, base)
        value = value * base + digit
    return value


def _choose(n, k):
    """By Pascal's triangle."""
    row = [1]
    for _ in range(n):
        row = [1, *(a + b for a, b in pairwise(row)), 1]
    return row[k] if k <= n else 0


def _committee(s, women, men):
    return sum(_choose(women, k) * _choose(men, s - k) for k in range(1, s))


def _paths(h, a, b, x):
    ways = {}
    for place in product(range(x + 1), range(h + 1)):
        i, j = place
        ways[place] = 0 if place == (a, b) else 1 if place == (0, 0) else ways.get((i - 1, j), 0) + ways.get((i, j - 1), 0)
    return ways[x, h]


def _shares(n, least, x):
    ways = [1] + [0] * x
    for _ in range(n):
        ways = [sum(ways[total - own] for own in range(least, total + 1)) for total in range(x + 1)]
    return ways[x]


def _urn(s, d, red, blue):
    return Fraction(_choose(red, d) * _choose(blue, s - d), sum(_choose(red, k) * _choose(blue, s - k) for k in range(s + 1)))


def _cubes(b, c, x):
    """The trace of the cube of the companion matrix."""
    matrix = [[0, 0, c], [1, 0, -b], [0, 1, x]]
    square = [[sum(matrix[i][k] * matrix[k][j] for k in range(3)) for j in range(3)] for i in range(3)]
    return sum(square[i][k] * matrix[k][i] for i in range(3) for k in range(3))


def _determinant(a, b, c, d, e, f, g, h, x):
    """By rows, as Gauss does."""
    rows, sign, value = [[Fraction(n) for n in row] for row in ((x, a, b), (c, d, e), (f, g, h))], 1, Fraction(1)
    for step in range(3):
        at = next((n for n in range(step, 3) if rows[n][step]), None)
        if at is None:
            return 0
        if at != step:
            rows[step], rows[at], sign = rows[at], rows[step], -sign
        value *= rows[step][step]
        for n in range(step + 1, 3):
            factor = rows[n][step] / rows[step][step]
            rows[n] = [one - factor * other for one, other in zip(rows[n], rows[step], strict=True)]
    return sign * value


def _system(p, q, r, u, w, s, t, x):
    """y is put in from the first equation."""
    z = (w - Fraction(r * x, p)) / (u - Fraction(r * q, p))
    return s * (x - q * z) / p + t * z


def _integral(p, q, x, y):
    """By Simpson's rule, which is exact here."""

    def f(z):
        return p * z * z + q * z

    return Fraction(x - y, 6) * (f(x) + 4 * f(Fraction(x + y, 2)) + f(y))


def _coefficient(n, p, j, x):
    value = [1]
    for low, high in [(x, p)] * n + [(1, 1)]:
        value = [low * a + high * b for a, b in zip([*value, 0], [0, *value], strict=True)]
    return value[j]


def _lattice(a, b, c, x):
    """Points that lie on the same side of all three borders."""
    corners = [(0, 0), (x, a), (b, c)]
    sides = list(combinations(corners, 2))
    count = 0
    for i, j in product(range(max(x, b)), range(max(a, c))):
        inside = True
        for (px, py), (qx, qy) in sides:
            ox, oy = next(corner for corner in corners if corner not in ((px, py), (qx, qy)))
            own = (qx - px) * (j - py) - (qy - py) * (i - px)
            other = (qx - px) * (oy - py) - (qy - py) * (ox - px)
            inside = inside and own * other > 0
        count += inside
    return count


def _game(m, x):
    lost = [True]
    for size in range(1, x + 1):
        lost.append(not any(lost[max(0, size - m) : size]))
    (move,) = [take for take in range(1, min(m, x) + 1) if lost[x - take]]
    return move


KINDS = {
    "term": _term,
    "power": lambda g, m, x: g**x % m,
    "congruences": _congruences,
    "divisors": lambda c, x: sum(d for d in range(1, c * x + 1) if c * x % d == 0),
    "multiples": lambda p, q, x: sum(n % p == 0 or n % q == 0 for n in range(1, x + 1)),
    "reversed": _reversed,
    "committee": _committee,
    "paths": _paths,
    "shares": _shares,
    "urn": _urn,
    "cubes": _cubes,
    "determinant": _determinant,
    "system": _system,
    "integral": _integral,
    "inequality": lambda p, q, x: sum(abs(p * n - q) <= x for n in range(-x - q, x + q + 1)),
    "takings": lambda p, x: max(n * (x - p * n) for n in range(x + 1)),
    "coefficient": _coefficient,
    "lattice": _lattice,
    "game": _game,
}
