"""What the readers of several tasks need: sentences of a prompt, numbers with units, and whether an answer is a value rounded as asked."""

import re
from math import floor, log10

from reading import Unread

NUMBER = r"-?\d+(?:\.\d+)?(?: [×*] 10\^-?\d+)?"
FIGURES = {"two": 2, "three": 3, "four": 4}
PREFIXES = {"": 1.0, "n": 1e-9, "µ": 1e-6, "m": 1e-3, "c": 1e-2, "d": 1e-1, "h": 1e2, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12}
BASES = {
    "m": (1.0, {"m": 1}), "g": (1e-3, {"kg": 1}), "s": (1.0, {"s": 1}), "K": (1.0, {"K": 1}), "mol": (1.0, {"mol": 1}), "A": (1.0, {"A": 1}),
    "L": (1e-3, {"m": 3}), "N": (1.0, {"kg": 1, "m": 1, "s": -2}), "J": (1.0, {"kg": 1, "m": 2, "s": -2}), "W": (1.0, {"kg": 1, "m": 2, "s": -3}),
    "Pa": (1.0, {"kg": 1, "m": -1, "s": -2}), "Bq": (1.0, {"s": -1}), "V": (1.0, {"kg": 1, "m": 2, "s": -3, "A": -1}),
    "Ω": (1.0, {"kg": 1, "m": 2, "s": -3, "A": -2}), "F": (1.0, {"kg": -1, "m": -2, "s": 4, "A": 2}), "C": (1.0, {"s": 1, "A": 1}),
    "Hz": (1.0, {"s": -1}),
}  # fmt: skip
WHOLE = {
    "min": (60.0, {"s": 1}), "h": (3600.0, {"s": 1}), "d": (86400.0, {"s": 1}), "yr": (31557600.0, {"s": 1}), "bar": (1e5, BASES["Pa"][1]),
    "atm": (101325.0, BASES["Pa"][1]), "°": (1.0, {"°": 1}), "°C": (1.0, {"°C": 1}), "%": (0.01, {}), "1": (1.0, {}),
}  # fmt: skip


def sentences(text: str) -> list[str]:
    """Sentences and lines of a list, in order."""
    return [part for line in text.splitlines() for part in re.split(r"(?<=[.?]) +(?=[A-Z])", line.strip().removeprefix("- ")) if part]


def number(text: str) -> float:
    """`4.5`, `-3`, `3.36 × 10^-5`, `5.0 * 10^2`."""
    return float(re.sub(r" [×*] 10\^", "e", text))


def unit(text: str) -> tuple[float, dict[str, int]]:
    """Size of a unit in SI units, and its dimensions: `km/h`, `J/(kg K)`, `L^3/(mol^3 min)`."""
    size, dimensions = 1.0, dict[str, int]()
    for place, side in enumerate(text.split("/")):
        for factor in side.strip("() ").split():
            found = re.fullmatch(r"([^\d^]+|1)(?:\^(-?\d+))?", factor)
            if not found:
                raise Unread(text)
            power = int(found[2] or 1) * (-1 if place else 1)
            one, of = _symbol(found[1])
            size *= one**power
            for name, count in of.items():
                dimensions[name] = dimensions.get(name, 0) + count * power
    return size, {name: count for name, count in dimensions.items() if count}


def _symbol(text: str) -> tuple[float, dict[str, int]]:
    if text in WHOLE:
        return WHOLE[text]
    for prefix, size in PREFIXES.items():
        if text.startswith(prefix) and text[len(prefix) :] in BASES:
            one, of = BASES[text[len(prefix) :]]
            return size * one, of
    raise Unread(text)


def quantity(text: str) -> float:
    """`4.5 km/h` in SI units."""
    found = re.fullmatch(rf"({NUMBER})(?: ?(\S.*))?", text.strip())
    if not found:
        raise Unread(text)
    return number(found[1]) * (unit(found[2])[0] if found[2] else 1)


def rounded(prompt: str, answer: str, value: float, kind: str = "") -> bool:
    """Whether an answer is `value` (in SI units) to the significant figures and in the unit that the prompt names; where it names none, in
    a unit of the same kind as `kind`, such as `m/s`."""
    asked = re.search(r"to (two|three|four) significant figures(?:, with its unit|, as a (?:decimal )?number without a unit|, in ([^.,\s]+(?: [^.,\s]+\))?))?", prompt)
    written = re.fullmatch(rf"({NUMBER})(?: ?(\S.*))?", answer.strip().replace("°", " °").replace("  ", " "))
    if not asked:
        raise Unread(prompt)
    if not written:
        return False
    named = asked[2] or (m[1] if (m := re.search(r"ive the answer in ([^,]+),", prompt)) else None)
    named = "°" if named == "degrees" or (named or "").startswith("degrees") else named
    try:
        size, dimensions = unit(written[2] or "1")
    except Unread:
        return False
    if dimensions != unit(named or kind or "1")[1] or (named and abs(size / unit(named)[0] - 1) > 1e-9):
        return False
    return near(number(written[1]), value / size, FIGURES[asked[1]])


def near(written: float, value: float, figures: int) -> bool:
    """Whether a number is a value to so many significant figures; where the value lies between two, both will do."""
    if not value:
        return not written
    step = 10.0 ** (floor(log10(abs(value))) - figures + 1)
    return abs(written - value) <= step * (0.5 + 1e-6)
