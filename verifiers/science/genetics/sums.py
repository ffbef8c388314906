"""Sums of products and shares as equations: what all ways by pencil of genetics are made of."""

from collections.abc import Iterable, Sequence

from synth.verifiers.exact import Fraction
from synth.verifiers.math._route import Route

ONE = Fraction(1)
LONGEST = 300
"""Characters of a sum on one line."""


def named(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else f"({value})"


def product_of(factors: Iterable[Fraction]) -> str:
    """`(1/2) * (9/10)`, without factors of 1."""
    return " * ".join(named(one) for one in factors if one != 1) or "1"


def summed(way: Route, name: str, parts: Sequence[Sequence[Fraction]], milestone: bool = True) -> Fraction:
    """The sum of products; equal ones are counted, and a long sum takes several lines. No line where there is nothing to work out."""
    counted: dict[str, tuple[int, Fraction]] = {}
    for factors in parts:
        text, size = product_of(factors), ONE
        for factor in factors:
            size *= factor
        if size:
            counted[text] = (counted.get(text, (0, size))[0] + 1, size)
    terms = [
        (text if number == 1 else str(number) if text == "1" else f"{number} * {text}", number * size)
        for text, (number, size) in counted.items()
    ]
    while sum(len(text) + 3 for text, _ in terms) > LONGEST:
        length, cut = 0, 0
        while length < LONGEST * 2 // 3:
            length += len(terms[cut][0]) + 3
            cut += 1
        total = sum((size for _, size in terms[:cut]), Fraction(0))
        way.work(name, " + ".join(text for text, _ in terms[:cut]), total, milestone=False)
        terms = [(named(total), total), *terms[cut:]]
    total = sum((size for _, size in terms), Fraction(0))
    text = " + ".join(text for text, _ in terms)
    if len(terms) > 1 or "*" in text:
        way.work(name, text, total, milestone=milestone)
    return total


def shared(way: Route, asked: Fraction, known: Fraction, among: int = 0) -> None:
    """The share of what is asked about in what is known, or its number."""
    text = f"{named(asked)} / {named(known)}" if known != 1 else f"{named(asked)} / 1"
    value = asked / known
    if among:
        text = f"{among} * {text}" if known != 1 else f"{among} * {named(asked)}"
        value *= among
    if among or known != 1 or not way.equations or way.equations[-1].value != value:
        way.work("P", text, value, (asked, known) if known != 1 else (asked,))
