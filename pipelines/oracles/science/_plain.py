"""How a quantity is laid out, for all oracles that read one: blanks, signs of markup and ways to write a power of ten do not count."""

import re
from fractions import Fraction

_TEN = re.compile(r"\s*[*xX×]\s*10\^(-?\d{1,2})(?!\d)")
_MARKUP = re.compile(r"""[$*`"'=~]|\s+(?!\d)|(?<!\d)\s+""")
"""A blank between digits stays: what it parts is two numbers."""
_OVER = re.compile(r"(?<=[\d.])\s+1\s*/(?=\s*[A-Za-z(])")
_QUANTITY = re.compile(r"([+-]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40}))(?:/(\d{1,40}))?(?:e(-?\d{1,2}))?([A-Za-zµΩ°℃/].*)?", re.ASCII)


def read(answer: str) -> tuple[Fraction, str] | None:
    """The number and its unit as `bare` writes it: (1500, "J/(kgK)") for `**1.5 × 10^3** J/(kg K)`. None for anything else."""
    found = _QUANTITY.fullmatch(_MARKUP.sub("", _OVER.sub("/", _TEN.sub(r"e\1", answer))).rstrip("."))
    if not found or not int(found[2] or 1):
        return None
    return Fraction(found[1]) / int(found[2] or 1) * Fraction(10) ** int(found[3] or 0), bare(found[4] or "")


def bare(unit: str) -> str:
    """`L2/(mol2s)` for `L^2/(mol^2 s)`, `/min` for `1/min`."""
    return re.sub(r"[\s*^]|(?<=[A-Za-z])1(?!\d)", "", unit).replace("℃", "°C").removeprefix("1")


def near(number: Fraction | float, gold: float, step: float) -> bool:
    """Whether a number may be the gold value rounded to that step."""
    return abs(float(number) - gold) <= step / 2 * (1 + 1e-6)
