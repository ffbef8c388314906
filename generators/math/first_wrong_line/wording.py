"""Signs of a calculation, which are the same in all languages."""

from fractions import Fraction

from synth.verifiers.math.first_wrong_line import FirstWrongLine, Line
from synth.verifiers.math.first_wrong_line.lines import NAMES, Field, Value, read


def shown(field: Field, value: Value) -> str:
    """`19/30`, `2x^2 - 3x - 14`, `[0, 9]`."""
    if field == "bounds":
        return f"[{value[0]}, {value[1]}]"
    return summed([(c, "" if not n else "x" if n == 1 else f"x^{n}") for n, c in reversed(list(enumerate(value)))])


def summed(parts: list[tuple[Fraction, str]]) -> str:
    """`2a - b + 5/6` for [(2, "a"), (-1, "b"), (5/6, "")]."""
    text = ""
    for factor, what in parts:
        if not factor:
            continue
        size = abs(factor)
        number = f"({size})" if what and size.denominator > 1 else str(size)
        sign = (" - " if text else "-") if factor < 0 else " + " if text else ""
        text += sign + (what if what and size == 1 else number + what)
    return text or "0"


def bounds(name: str, value: Value) -> str:
    return f"{value[0]} <= {name} <= {value[1]}"


def stated(field: Field, name: str, value: Value) -> str:
    """`a = 3/4`, `-2 <= a <= 3`."""
    return bounds(name, value) if field == "bounds" else f"{name} = {shown(field, value)}"


def expression(problem: FirstWrongLine, name: str, line: Line) -> str:
    """`c = 2a - b + 5/6 = 8/3`, `c = a - 2b, -2 <= c <= 3`, `c = (a^3 mod 31) = 12`."""
    letters, numbers = [NAMES[place] for place in line.operands], line.numbers
    match line.operation:
        case "combine":
            text = summed([(Fraction(number), letter) for number, letter in zip(numbers, [*letters, ""], strict=True)])
        case "times":
            text = f"{letters[0]} * {letters[1]}"
        case "power":
            text = f"{letters[0]}^{numbers[0]}"
        case "over":
            text = f"{letters[0]} / {letters[1]}"
        case "slope":
            text = f"{letters[0]}'"
        case "at":
            text = f"{letters[0]}({numbers[0]})"
        case _:
            text = f"∫[{numbers[0]}, {numbers[1]}] {letters[0]}"
    if problem.field == "bounds":
        return f"{name} = {text}, {bounds(name, read(line.shown))}"
    if problem.field == "remainders":
        text = f"({text}) mod {problem.modulus}"
    return f"{name} = {text} = {shown(problem.field, read(line.shown))}"
