"""Independent route: the currents of all parts by Kirchhoff's two laws, loops from a spanning tree, solved by fractions; an unknown
resistance by the reading as a function of it, which three trials fix."""

import math
from fractions import Fraction

from synth.pipelines.oracles.science._plain import read

SIZES = {"Ω": 1, "kΩ": 10**3, "A": 1, "V": 1, "W": 1, "s": 1}
SIZES |= {
    "mA": Fraction(1, 1000),
    "mW": Fraction(1, 1000),
    "ms": Fraction(1, 1000),
    "µC": Fraction(1, 10**6),
    "µJ": Fraction(1, 10**6),
    "mJ": Fraction(1, 1000),
}


def check(problem: dict, answer: str) -> bool:
    number, unit = read(answer) or (0, "")
    if unit not in ("", problem["unit"]):
        return False
    gold = _value(problem) / SIZES[problem["unit"]]
    if not problem["digits"]:
        return number == gold
    return abs(number - gold) <= Fraction(10) ** (math.floor(math.log10(gold)) - problem["digits"] + 1) / 2


def solutions(problem: dict) -> int:
    """A network of resistances has one set of currents."""
    return 1


def _value(p: dict) -> Fraction:
    ask = p["ask"]
    if ask == "resistance":
        return 1 / abs(_currents(p, [], [(0, 1, Fraction(0), Fraction(1))])[-1])
    if p["capacitors"]:
        return _charging(p, p["capacitors"][0])
    free = next((r for r in p["resistors"] if not r["milliohms"]), None)
    if ask == "unknown":
        return _unknown(p)
    if free:  # its current by two resistances: full / (inner + R)
        place = p["resistors"].index(free)
        one, two = (_currents(p, [Fraction(n)], [])[place] for n in (1, 2))
        inner = (2 * two - one) / (one - two)
        return inner if ask == "match" else (one * (inner + 1)) ** 2 / inner / 4
    currents = _currents(p, [], [])
    if ask == "terminal":
        source = p["sources"][p["part"]]
        through = currents[len(p["resistors"]) + p["part"]]
        return abs(Fraction(source["millivolts"], 1000) + through * Fraction(source["milliohms"], 1000))
    return _of_resistor(p, currents)


def _of_resistor(p: dict, currents: list) -> Fraction:
    current, ohms = abs(currents[p["part"]]), Fraction(p["resistors"][p["part"]]["milliohms"], 1000)
    return {"voltage": current * ohms, "power": current * current * ohms}.get(p["ask"], current)


def _charging(p: dict, c: dict) -> Fraction:
    """A wire in place of the capacitor: what flows at first. A resistor there: what the network is like."""
    ends = c["a"], c["b"]
    if p["ask"] == "first":
        return _of_resistor(p, _currents(p, [], [(*ends, Fraction(0), Fraction(0))]))
    one, two = (_currents(p, [], [(*ends, Fraction(n), Fraction(0))])[-1] for n in (1000, 2000))
    inner = (2000 * two - 1000 * one) / (one - two)
    full, farads = abs(one * (inner + 1000)), Fraction(c["nanofarads"], 10**9)
    return {
        "constant": lambda: inner * farads,
        "reach": lambda: inner * farads * Fraction("0.693147") * p["times"],
        "charge": lambda: full * farads,
        "energy": lambda: full * full * farads / 2,
        "after": lambda: full * (1 - Fraction("0.36787944") ** p["times"]),
    }[p["ask"]]()


def _unknown(p: dict) -> Fraction:
    """The current read is (k + l R) / (m + R) for the unknown R."""
    reading = p["readings"][0]
    place = reading["resistor"]
    wanted = Fraction(reading["micro"], 10**6)
    if reading["kind"] == "voltage":
        wanted /= Fraction(p["resistors"][place]["milliohms"], 1000)
    seen = [(Fraction(n), _currents(p, [Fraction(n)], [])[place]) for n in (1, 7, 50)]
    k, slope, m = _solved([[Fraction(1), n, -i, i * n] for n, i in seen])
    return (wanted * m - k) / (slope - wanted)


def _currents(p: dict, free: list, more: list) -> list:
    """Of each part from its end a to its end b. more: (a, b, ohms, volts by which a is lifted above b)."""
    parts = [(r["a"], r["b"], Fraction(r["milliohms"], 1000) or free[0], Fraction(0)) for r in p["resistors"]]
    parts += [(s["plus"], s["minus"], Fraction(s["milliohms"], 1000), Fraction(s["millivolts"], 1000)) for s in p["sources"]]
    parts += more
    tree, reached = {}, {parts[-1][0]}  # node: the part that leads to it
    while True:
        new = next((i for i, part in enumerate(parts) if (part[0] in reached) != (part[1] in reached)), None)
        if new is None:
            break
        a, b = parts[new][:2]
        tree[b if a in reached else a] = new
        reached |= {a, b}
    loops = []
    for chord in set(range(len(parts))) - set(tree.values()):
        loop = {chord: 1}
        for start, sign in ((parts[chord][1], 1), (parts[chord][0], -1)):
            while start in tree:  # back to the root; what both ends share falls out
                edge = tree[start]
                along = sign if parts[edge][0] == start else -sign
                loop[edge] = loop.get(edge, 0) + along
                start = parts[edge][1] if parts[edge][0] == start else parts[edge][0]
        loops.append(loop)
    rows = []
    for one in loops:  # the drops R i + U along a loop add up to 0
        row = [sum((parts[e][2] * s * other.get(e, 0) for e, s in one.items()), Fraction(0)) for other in loops]
        rows.append([*row, -sum((parts[e][3] * s for e, s in one.items()), Fraction(0))])
    sizes = _solved(rows)
    return [sum((size * loop.get(e, 0) for size, loop in zip(sizes, loops, strict=True)), Fraction(0)) for e in range(len(parts))]


def _solved(rows: list) -> list:
    for step in range(len(rows)):
        at = next(n for n in range(step, len(rows)) if rows[n][step])
        rows[step], rows[at] = rows[at], rows[step]
        top = rows[step] = [x / rows[step][step] for x in rows[step]]
        for n, row in enumerate(rows):
            if n != step and row[step]:
                rows[n] = [x - row[step] * y for x, y in zip(row, top, strict=True)]
    return [row[-1] for row in rows]
