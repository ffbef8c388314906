"""What a stage of a composed problem may ask: each kind with its bounds, and the pencil route from its numbers and inputs to its value.

The questions are small ones of the other families of mathematics; the tests hold each route against the exact route of its family."""

from collections.abc import Callable, Sequence
from math import comb, gcd
from typing import Literal, NamedTuple

from synth.verifiers.exact import Fraction
from synth.verifiers.math import modular, recurrence
from synth.verifiers.math._route import Route, Value, shown

Numbers = tuple[int, ...]
Range = tuple[int, int]
Name = Literal[
    "term", "power", "congruences", "divisors", "multiples", "reversed", "committee", "paths", "shares", "urn", "cubes", "determinant",
    "system", "integral", "inequality", "takings", "coefficient", "lattice", "game",
]  # fmt: skip


class Kind(NamedTuple):
    route: Callable[[Route, str, Numbers, Numbers], Value]
    """(way, name of the result, numbers of the stage, inputs) -> value; writes the equations. ValueError where there is no such value."""
    numbers: tuple[Range, ...]
    """Least and largest of each number."""
    inputs: tuple[Range, ...]
    """And of each input."""


def term(way: Route, name: str, k: Numbers, x: Numbers) -> Value:
    """a(n) with a(0) = first, a(1) = x, a(n) = p a(n-1) + q a(n-2) + c."""
    first, p, q, c, n = k
    sequence, window = recurrence.Sequence((p, q), (first, x[0]), c, 0), [first, x[0]]
    for index in range(2, n + 1):
        way.total(name if index == n else f"a({index})", ((p, window[1]), (q, window[0]), (1, c)))
        window = [window[1], sequence.following(index, window)]
    return window[1]


def power(way: Route, name: str, k: Numbers, x: Numbers) -> Value:
    """The remainder of g^x by m, by the period of the remainders and squares."""
    g, m = k
    if gcd(g, m) > 1 or g % m < 2:
        raise ValueError("base and modulus share no factor")
    _, period = modular.powers(g, m)
    left = x[0] % period
    way.work("e", f"{x[0]} mod {period}", left, (x[0],))
    value: Value = g % m
    if left < 2:
        return way.work(name, f"{g}^{left} mod {m}", g % m if left else 1, (g,))
    bits = f"{left:b}"[1:]
    for done, bit in enumerate(bits, 1):
        text = f"({value}^2 * {g}) mod {m}" if bit == "1" else f"{value}^2 mod {m}"
        new = value * value * (g if bit == "1" else 1) % m
        value = way.work(name if done == len(bits) else f"g_{left >> (len(bits) - done)}", text, new, (g,))
    return value


def congruences(way: Route, name: str, k: Numbers, x: Numbers) -> Value:
    """The least number that leaves x by m and r by n; m and n share no factor."""
    m, r, n = k
    if gcd(m, n) > 1 or r >= n:
        raise ValueError("the moduli share no factor, and the remainder is below its modulus")
    a = way.work("a", f"{x[0]} mod {m}", x[0] % m, (x[0],))
    inverse = pow(m, -1, n)
    t = way.work("t", f"(({r} - {a}) * {inverse}) mod {n}", (r - a) * inverse % n, (a,))
    return way.work(name, f"{a} + {m} * {t}", a + m * t, (a, t))


def divisors(way: Route, name: str, k: Numbers, x: Numbers) -> Value:
    """The sum of the positive divisors of c x."""
    n = way.work("N", f"{k[0]} * {x[0]}", k[0] * x[0], x)
    sums, primes, whole, left, prime = list[str](), list[int](), 1, int(n), 2
    while left > 1:
        powers = [1]
        while left % prime == 0:
            left, powers = left // prime, [*powers, powers[-1] * prime]
        if len(powers) > 1:
            sums.append("(" + " + ".join(map(str, powers)) + ")")
            whole *= sum(powers)
            primes.append(prime)
        prime = prime + 1 if prime * prime <= left or left == 1 else left
    return way.work(name, " * ".join(sums), whole, primes)


def multiples(way: Route, name: str, k: Numbers, x: Numbers) -> Value:
    """How many of 1 to x are multiples of p or q, which share no factor."""
    p, q = k
    if gcd(p, q) > 1:
        raise ValueError("the two numbers share no factor")
    counts = [way.work(f"N({d})", f"({x[0]} - {x[0]} mod {d}) / {d}", x[0] // d, x) for d in (p, q, p * q)]
    return way.work(name, f"{counts[0]} + {counts[1]} - {counts[2]}", counts[0] + counts[1] - counts[2], counts)


def reversed_digits(way: Route, name: str, k: Numbers, x: Numbers) -> Value:
    """x written in base b and read backwards."""
    (base,), left = k, x[0]
    digits = list[Value]()
    while left >= base:
        digits.append(way.work(f"d_{len(digits)}", f"{left} mod {base}", left % base, (left,)))
        left = int(way.work(f"q_{len(digits)}", f"({left} - {digits[-1]}) / {base}", left // base, (left, digits[-1])))
    digits.append(left)
    value = sum(int(digit) * base**place for place, digit in enumerate(reversed(digits)))
    text = " + ".join(f"{digit} * {base}^{place}" for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True))
    return way.work(name, text, value, digits)


def committee(way: Route, name: str, k: Numbers, x: Numbers) -> Value:
    """Committees of s from x women and y men with both among them."""
    s = k[0]
    n = way.work("n", f"{x[0]} + {x[1]}", sum(x), x)
    value = comb(int(n), s) - comb(x[0], s) - comb(x[1], s)
    return way.work(name, f"C({n}, {s}) - C({x[0]}, {s}) - C({x[1]}, {s})", value, (n, *x))


def paths(way: Route, name: str, k: Numbers, x: Numbers) -> Value:
    """Shortest ways along the streets from (0, 0) to (x, h) that do not pass (a, b)."""
    h, a, b = k
    if not (a < x[0] and b < h):
        raise ValueError("the closed crossing lies before the goal")
    every = way.work("W", f"C({x[0]} + {h}, {h})", comb(x[0] + h, h), x)
    bad = comb(a + b, b) * comb(x[0] - a + h - b, h - b)
    closed = way.work("V", f"C({a + b}, {b}) * C({x[0]} - {a} + {h - b}, {h - b})", bad, x)
    return way.work(name, f"{every} - {closed}", every - closed, (every, closed))


def shares(way: Route, name: str, k: Numbers, x: Numbers) -> Value:
    """Ways to give x like coins to n persons, each at least so many."""
    n, least = k
    if x[0] < n * least:
        raise ValueError("there are coins enough")
    free = way.work("f", f"{x[0]} - {n} * {least}", x[0] - n * least, x)
    return way.work(name, f"C({free} + {n - 1}, {n - 1})", comb(int(free) + n - 1, n - 1), (free,))


def urn(way: Route, name: str, k: Numbers, x: Numbers) -> Value:
    """The chance of exactly d red balls among s drawn from x red and y blue ones."""
    s, d = k
    if d > s or d > x[0] or s - d > x[1]:
        raise ValueError("so many balls may be drawn")
    n = way.work("n", f"{x[0]} + {x[1]}", sum(x), x)
    good = way.work("G", f"C({x[0]}, {d}) * C({x[1]}, {s - d})", comb(x[0], d) * comb(x[1], s - d), x)
    every = way.work("W", f"C({n}, {s})", comb(int(n), s), (n,))
    return way.work(name, f"{good} / {every}", Fraction(good) / every, (good, every))


def cubes(way: Route, name: str, k: Numbers, x: Numbers) -> Value:
    """The sum of the cubes of the roots of z^3 - x z^2 + b z - c."""
    b, c = k
    squares = way.work("p_2", f"{x[0]}^2 - 2 * {b}", x[0] ** 2 - 2 * b, x)
    value = x[0] * squares - b * x[0] + 3 * c
    return way.work(name, f"{x[0]} * {shown(squares)} - {b} * {x[0]} + 3 * {c}", value, (squares, x[0]))


def determinant(way: Route, name: str, k: Numbers, x: Numbers) -> Value:
    """Of the matrix with rows x a b, c d e, f g h, by its first row."""
    a, b, c, d, e, f, g, h = k
    minors = list[Value]()
    for number, (one, two, three, four) in enumerate(((d, h, e, g), (c, h, e, f), (c, g, d, f)), 1):
        value = one * two - three * four
        minors.append(way.work(f"m_{number}", f"{shown(one)} * {shown(two)} - {shown(three)} * {shown(four)}", value))
    value = x[0] * int(minors[0]) - a * int(minors[1]) + b * int(minors[2])
    text = f"{x[0]} * {shown(minors[0])} - {shown(a)} * {shown(minors[1])} + {shown(b)} * {shown(minors[2])}"
    return way.work(name, text, value, (x[0], *minors))


def system(way: Route, name: str, k: Numbers, x: Numbers) -> Value:
    """s y + t z, where p y + q z = x and r y + u z = w."""
    p, q, r, u, w, s, t = k
    if p * u == q * r:
        raise ValueError("there is one solution")
    whole = way.work("det", f"{p} * {u} - {q} * {r}", p * u - q * r)
    y = way.work("y", f"({u} * {x[0]} - {q} * {w}) / {shown(whole)}", Fraction(u * x[0] - q * w) / whole, (x[0], whole))
    z = way.work("z", f"({p} * {w} - {r} * {x[0]}) / {shown(whole)}", Fraction(p * w - r * x[0]) / whole, (x[0], whole))
    return way.work(name, f"{s} * {shown(y)} + {t} * {shown(z)}", s * y + t * z, (y, z))


def integral(way: Route, name: str, k: Numbers, x: Numbers) -> Value:
    """Of p z^2 + q z from y to x."""
    p, q = k
    if x[0] <= x[1]:
        raise ValueError("the integral goes upwards")
    upper, lower = (
        way.work(f"F({n})", f"{p} * {n}^3 / 3 + {q} * {n}^2 / 2", Fraction(p * n**3, 3) + Fraction(q * n**2, 2), (n,)) for n in x
    )
    return way.work(name, f"{shown(upper)} - {shown(lower)}", upper - lower, (upper, lower))


def inequality(way: Route, name: str, k: Numbers, x: Numbers) -> Value:
    """How many whole numbers n have |p n - q| <= x."""
    p, q = k
    if x[0] < q:
        raise ValueError("n = 0 is among them")
    top, low = (x[0] + q), (x[0] - q)
    up = way.work("U", f"({x[0]} + {q} - ({x[0]} + {q}) mod {p}) / {p}", top // p, x)
    down = way.work("L", f"({x[0]} - {q} - ({x[0]} - {q}) mod {p}) / {p}", low // p, x)
    return way.work(name, f"{up} + {down} + 1", up + down + 1, (up, down))


def takings(way: Route, name: str, k: Numbers, x: Numbers) -> Value:
    """The largest n (x - p n) for whole n, at the n next to x / (2 p)."""
    p = k[0]
    text = f"({x[0]} + {p} - ({x[0]} + {p}) mod {2 * p}) / {2 * p}"
    n = int(way.work("n", text, (x[0] + p) // (2 * p), x))
    return way.work(name, f"{n} * ({x[0]} - {p} * {n})", n * (x[0] - p * n), (n, x[0]))


def coefficient(way: Route, name: str, k: Numbers, x: Numbers) -> Value:
    """Of z^j in (x + p z)^n (1 + z)."""
    n, p, j = k
    if not 1 <= j <= n:
        raise ValueError("the power occurs in both parts")
    parts = list[Value]()
    for i in (j, j - 1):
        text = f"C({n}, {i}) * {p}^{i} * {x[0]}^{n - i}"
        parts.append(way.work(f"c_{i}", text, comb(n, i) * p**i * x[0] ** (n - i), x if i < n else ()))
    return way.work(name, f"{parts[0]} + {parts[1]}", parts[0] + parts[1], parts)


def lattice(way: Route, name: str, k: Numbers, x: Numbers) -> Value:
    """Points with whole coordinates inside the triangle (0, 0), (x, a), (b, c), by Pick's theorem."""
    a, b, c = k
    sides = (f"{x[0]} * {c}", f"{a} * {b}")
    if x[0] * c < a * b:
        sides = sides[::-1]
    if x[0] * c == a * b:
        raise ValueError("three points of a line are no triangle")
    area = way.work("T", " - ".join(sides), abs(x[0] * c - a * b), x)
    edge = gcd(x[0], a) + gcd(b, c) + gcd(x[0] - b, a - c)
    border = way.work("R", f"gcd({x[0]}, {a}) + gcd({b}, {c}) + gcd({x[0]} - {b}, {a} - {c})", edge, x)
    return way.work(name, f"({area} - {border} + 2) / 2", (int(area) - edge + 2) // 2, (area, border))


def game(way: Route, name: str, k: Numbers, x: Numbers) -> Value:
    """The only first move that wins: x stones, 1 to m are taken, who takes the last one wins."""
    if x[0] % (k[0] + 1) == 0:
        raise ValueError("a move wins")
    return way.work(name, f"{x[0]} mod ({k[0]} + 1)", x[0] % (k[0] + 1), x)


_ENTRY = (-9, 9)
KINDS: dict[str, Kind] = {
    "term": Kind(term, ((1, 9), (1, 4), (1, 4), (1, 9), (3, 8)), ((1, 99),)),
    "power": Kind(power, ((2, 15), (13, 99)), ((10, 999),)),
    "congruences": Kind(congruences, ((7, 40), (1, 39), (7, 40)), ((10, 9_999),)),
    "divisors": Kind(divisors, ((2, 40),), ((6, 99),)),
    "multiples": Kind(multiples, ((2, 14), (2, 14)), ((40, 9_999),)),
    "reversed": Kind(reversed_digits, ((3, 13),), ((60, 9_999),)),
    "committee": Kind(committee, ((3, 5),), ((5, 30), (4, 30))),
    "paths": Kind(paths, ((3, 6), (1, 8), (1, 5)), ((6, 30),)),
    "shares": Kind(shares, ((3, 5), (1, 4)), ((12, 60),)),
    "urn": Kind(urn, ((2, 4), (1, 3)), ((4, 40), (4, 40))),
    "cubes": Kind(cubes, ((1, 20), (1, 30)), ((2, 40),)),
    "determinant": Kind(determinant, (_ENTRY,) * 8, ((2, 99),)),
    "system": Kind(system, ((1, 9),) * 4 + ((1, 99), (1, 9), (1, 9)), ((10, 500),)),
    "integral": Kind(integral, ((1, 12), (1, 12)), ((3, 40), (1, 30))),
    "inequality": Kind(inequality, ((3, 12), (1, 20)), ((20, 9_999),)),
    "takings": Kind(takings, ((2, 9),), ((20, 999),)),
    "coefficient": Kind(coefficient, ((2, 5), (2, 5), (1, 5)), ((2, 30),)),
    "lattice": Kind(lattice, ((1, 20), (1, 20), (5, 40)), ((6, 60),)),
    "game": Kind(game, ((15, 40),), ((80, 9_999),)),
}
LOOSE = ("power", "divisors")
"""Kinds in whose last lines nothing need be left of the inputs: a power's exponent may be split, a product is told by its primes."""


def within(numbers: Sequence[int], ranges: Sequence[Range]) -> bool:
    return len(numbers) == len(ranges) and all(low <= n <= high for n, (low, high) in zip(numbers, ranges, strict=True))
