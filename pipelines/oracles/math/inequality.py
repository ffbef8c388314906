"""Independent route: every choice of signs for the absolute values gives quotients of polynomials; whatever their roots are, the inequality
is tried with 60 digits at each of them, between them, and at the ends of the answer."""

import re
from itertools import pairwise, product

import mpmath

DIGITS = 60
TINY = mpmath.mpf(10) ** -35


def check(problem: dict, answer: str) -> bool:
    with mpmath.workdps(DIGITS):
        intervals = _read(answer)
        if intervals is None:
            return False
        points = [end for interval in intervals for end in interval[1:3] if abs(end) != mpmath.inf]
        polynomials = set()
        for left, right in product(_quotients(problem["left"], problem, polynomials), _quotients(problem["right"], problem, polynomials)):
            polynomials.add(_sum(_times(left[0], right[1]), _times((-1,), _times(right[0], left[1]))))
        for polynomial in polynomials:
            points += _roots(polynomial)
        apart = []
        for point in sorted(points):
            if not apart or point - apart[-1] > TINY:
                apart.append(point)
        between = [(one + other) / 2 for one, other in pairwise(apart)]
        outer = [apart[0] - 1, apart[-1] + 1] if apart else [mpmath.mpf(0)]
        return all(_inside(intervals, x) == _holds(problem, x) for x in (*apart, *between, *outer))


def solutions(problem: dict) -> int:
    """An inequality has one set of solutions."""
    return 1


def _holds(problem: dict, x) -> bool:
    try:
        difference = _at(problem["left"], x, problem) - _at(problem["right"], x, problem)
    except ZeroDivisionError:
        return False
    if abs(difference) < TINY:
        return "=" in problem["relation"]
    return (difference > 0) == (problem["relation"][0] == ">")


def _at(tree: dict, x, problem: dict):
    match tree["type"]:
        case "polynomial":
            return mpmath.polyval(tree["coefficients"], x)
        case "bars":
            return tree["times"] * abs(_at(tree["of"], x, problem))
        case "sum":
            return sum(_at(term, x, problem) for term in tree["terms"])
        case "call":
            return _at(problem["f"][0], _at(tree["of"], x, problem), problem)
    under = _at(tree["under"], x, problem)
    if abs(under) < TINY:
        raise ZeroDivisionError
    return _at(tree["over"], x, problem) / under


def _quotients(tree: dict, problem: dict, seen: set, x=((0, 1), (1,))) -> list[tuple[tuple, tuple]]:
    """The expression as (numerator, denominator) for each choice of signs; what is within bars or below one goes to `seen`."""
    match tree["type"]:
        case "polynomial":
            total = ((0,), (1,))
            for c in tree["coefficients"]:
                total = _sum(_times(total[0], x[0]), _times((c,), _times(total[1], x[1]))), _times(total[1], x[1])
            return [total]
        case "bars":
            inner = _quotients(tree["of"], problem, seen, x)
            seen.update(n for n, _ in inner)
            return [(_times((sign * tree["times"],), n), d) for n, d in inner for sign in (1, -1)]
        case "call":
            return [q for inner in _quotients(tree["of"], problem, seen, x) for q in _quotients(problem["f"][0], problem, seen, inner)]
        case "quotient":
            over, under = (_quotients(tree[part], problem, seen, x) for part in ("over", "under"))
            seen.update(n for n, _ in under)
            return [(_times(n, e), _times(d, m)) for (n, d), (m, e) in product(over, under) if m != (0,)]
    found = [((0,), (1,))]
    for term in tree["terms"]:
        more = _quotients(term, problem, seen, x)
        found = [(_sum(_times(n, e), _times(m, d)), _times(d, e)) for (n, d), (m, e) in product(found, more)]
    return found


def _sum(one: tuple, other: tuple) -> tuple:
    size = max(len(one), len(other))
    total = [a + b for a, b in zip(one + (0,) * (size - len(one)), other + (0,) * (size - len(other)), strict=True)]
    while len(total) > 1 and not total[-1]:
        total.pop()
    return tuple(total)


def _times(one: tuple, other: tuple) -> tuple:
    total = [0] * (len(one) + len(other) - 1)
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            total[i + j] += a * b
    return _sum(tuple(total), (0,))


def _roots(polynomial: tuple) -> list:
    """The real parts of all roots, which is more than is needed."""
    while len(polynomial) > 1 and not polynomial[0]:
        polynomial = polynomial[1:]
    if len(polynomial) == 3:
        c, b, a = polynomial
        half = mpmath.sqrt(max(b * b - 4 * a * c, 0))
        found = [(-b + half) / (2 * a), (-b - half) / (2 * a)]
    elif len(polynomial) == 2:
        found = [-mpmath.mpf(polynomial[0]) / polynomial[1]]
    elif len(polynomial) == 1:
        found = []
    else:
        found = [mpmath.re(root) for root in mpmath.polyroots(polynomial[::-1], maxsteps=500, extraprec=400)]
    return [mpmath.mpf(0), *found]


def _inside(intervals: list, x) -> bool:
    for closed_low, low, high, closed_high in intervals:
        above = x > low + TINY or (closed_low and abs(x - low) <= TINY)
        below = x < high - TINY or (closed_high and abs(x - high) <= TINY)
        if above and below:
            return True
    return False


def _read(answer: str) -> list | None:
    intervals = []
    for part in answer.split("∪"):
        part = part.strip()
        if alone := re.fullmatch(r"\{(.*)\}", part):
            number = _number(alone[1])
            intervals.append((True, number, number, True))
            continue
        match = re.fullmatch(r"([(\[])(.*), (.*)([)\]])", part)
        if not match:
            return None
        low, high = _number(match[2]), _number(match[3])
        if low is None or high is None or low >= high:
            return None
        intervals.append((match[1] == "[", low, high, match[4] == "]"))
    return intervals if None not in [end for interval in intervals for end in interval] else None


def _number(text: str):
    """`-3`, `7/2`, `√5`, `-2√5/3`, `(1 - 2√17)/4`."""
    if text in ("∞", "-∞"):
        return mpmath.inf if text == "∞" else -mpmath.inf
    match = re.fullmatch(r"\(?(-?\d+)??(?:(?: ?(\+|-) ?|)(\d*)√(\d+))?\)?(?:/(\d+))?", text)
    if not match or not (match[1] or match[4]) or (match[5] and not int(match[5])):
        return None
    total = mpmath.mpf(int(match[1] or 0))
    if match[4]:
        total += (-1 if match[2] == "-" else 1) * int(match[3] or 1) * mpmath.sqrt(int(match[4]))
    return total / int(match[5] or 1)
