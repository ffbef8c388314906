"""Worked solutions of first wrong lines: each line is worked out again, from the results as they are written, up to the first wrong one."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

from synth.generators.derivation import numbered
from synth.generators.math.first_wrong_line.wording import shown, summed
from synth.verifiers.math.first_wrong_line import FirstWrongLine, Line, mistake
from synth.verifiers.math.first_wrong_line.lines import NAMES, Value, read, result


def worked(problem: FirstWrongLine) -> tuple[str, str]:
    """The lines; and a whole completion of one who believes the wrong line, or the last one to be wrong where none is."""
    values, told = [read(value) for value in problem.given], list[str]()
    wrong, _ = mistake(problem)
    looked_at = problem.lines[: wrong or len(problem.lines)]
    for line in looked_at:
        operands = [values[place] for place in line.operands]
        right = shown(problem.field, result(problem.field, problem.modulus, line, operands))
        how = _put_in(problem, line, operands)
        told.append(f"{NAMES[len(values)]} = {right if how == right else f'{how} = {right}'}")
        values.append(read(line.shown))
    other = shown(problem.field, values[-1] if wrong else tuple(c + 1 for c in values[-1]))
    believed = [*told[:-1], f"{told[-1].rpartition(' = ')[0]} = {other}"]
    end = f"Line {wrong} says something else." if wrong else "No line says anything else."
    answer = "none" if wrong else f"{len(looked_at)}: {other}"
    said = numbered([*((True, line) for line in told), (False, end)])
    return said, f"{numbered((True, line) for line in believed)}\n\n<answer>\n{answer}\n</answer>"


def _put_in(problem: FirstWrongLine, line: Line, operands: Sequence[Value]) -> str:
    """The formula of a line with the earlier results in it."""
    numbers = read(line.numbers)
    if problem.field == "bounds":
        return _bounds(line, operands)
    texts = [_bracketed(shown(problem.field, value)) for value in operands]
    match line.operation:
        case "combine":
            said = summed([*((factor, f"*{text}") for factor, text in zip(numbers, texts, strict=False)), (numbers[-1], "")])
            said = said.replace("- *", "- ").replace("+ *", "+ ").replace("-*", "-").removeprefix("*")
        case "times":
            said = f"{texts[0]}*{texts[1]}"
        case "power":
            said = f"{texts[0]}^{numbers[0]}"
        case "over":
            said = f"{texts[0]}/{texts[1]}"
        case "slope":
            said = summed([(c, f"*{n}{_power(n - 1)}") for n, c in reversed(list(enumerate(operands[0]))) if n]).replace("- *", "- ")
            said = said.replace("+ *", "+ ").replace("-*", "-").removeprefix("*")
        case "at":
            said = _at(operands[0], numbers[0])
        case _:
            whole = (Fraction(0), *(c / (n + 1) for n, c in enumerate(operands[0])))
            said = f"({_at(whole, numbers[1])}) - ({_at(whole, numbers[0])})"
    return f"({said}) mod {problem.modulus}" if problem.field == "remainders" else said


def _bracketed(text: str) -> str:
    return text if text.isdigit() or text == "x" else f"({text})"


def _power(n: int) -> str:
    return "" if not n else "x" if n == 1 else f"x^{n}"


def _at(polynomial: Value, x: Fraction) -> str:
    near = _bracketed(str(x))
    parts = [(c, "" if not n else f"*{near}" if n == 1 else f"*{near}^{n}") for n, c in reversed(list(enumerate(polynomial)))]
    return summed(parts).replace("- *", "- ").replace("+ *", "+ ").replace("-*", "-").removeprefix("*")


def _bounds(line: Line, operands: Sequence[Value]) -> str:
    """The corners at which the quantity is least and largest."""
    numbers = read(line.numbers)
    if line.operation == "power":
        ends = {end: f"{_bracketed(str(end))}^{numbers[0]}" for end in operands[0]}
        if numbers[0] == 2 and operands[0][0] < 0 < operands[0][1]:
            ends[Fraction(0)] = "0^2"
        worth = {text: end ** int(numbers[0]) for end, text in ends.items()}
    elif line.operation == "times":
        worth = {f"{_bracketed(str(a))}*{_bracketed(str(b))}": a * b for a, b in product(*operands)}
    else:
        worth = {}
        for corner in product(*operands):
            parts = [(factor, f"*{_bracketed(str(end))}") for factor, end in zip(numbers, corner, strict=False)]
            text = summed([*parts, (numbers[-1], "")]).replace("- *", "- ").replace("+ *", "+ ").replace("-*", "-").removeprefix("*")
            worth[text] = sum((factor * end for factor, end in zip(numbers, corner, strict=False)), numbers[-1])
    return f"[{min(worth, key=lambda text: worth[text])}, {max(worth, key=lambda text: worth[text])}]"
