"""Worked solutions: what each step chooses and why, then the last figure worked out in lines that can be checked."""

from fractions import Fraction

from synth.generators.math._derivation import lines
from synth.generators.tabular._writing import decimal, exact, rounded
from synth.generators.tabular.header_lookup.cheap import text_of
from synth.verifiers.tabular._table import Path
from synth.verifiers.tabular.header_lookup import HeaderLookup, operands
from synth.verifiers.tabular.header_lookup.questions import Figure, Reading, Step


def trace_and_rejected(problem: HeaderLookup, reading: Reading) -> tuple[str, str]:
    """The worked solution; and the same with another candidate, or a slip in the last line."""
    said, printed = list[str](), Reading(problem.tables, False, None if problem.adjusted else reading)
    for number, step in enumerate(problem.steps[:-1], 1):
        path = reading.chosen[number - 1]
        earlier = Reading(problem.tables, problem.adjusted, reading)
        earlier.chosen = reading.chosen[: number - 1]
        said.append(_choice(earlier, step, chr(64 + number), path))
    printed.chosen = reading.chosen
    last = problem.steps[-1]
    if last.choose != "number":
        values = dict[Path, Fraction]()
        for candidate, _ in reading.values(last):
            worked, values[candidate] = _lines(problem, reading, printed, last.figure, candidate)
            said += [f"{candidate[-1]}:" if worked else f"{candidate[-1]}: {exact(values[candidate])}", *worked]
        right = reading.choose(last)
        other = next(path for path in values if path != right)
        wrong = lines(said + _compared(values, other))
        return lines(said + _compared(values, right)), _ending(wrong, other[-1])
    worked, value = _lines(problem, reading, printed, last.figure, ())
    slip = worked[-1].rpartition(" = ")[0] + f" = {exact(value + 1)}"
    return lines([*said, *worked]), _ending(lines([*said, *worked[:-1], slip]), text_of(problem, value + 1))


def _compared(values: dict[Path, Fraction], best: Path) -> list[str]:
    """One candidate with all others."""
    return [
        f"{exact(values[best])} - {_bracketed(value)} = {exact(values[best] - value)}" for path, value in values.items() if path != best
    ]


def _ending(text: str, answer: str) -> str:
    return f"{text}\n\n<answer>\n{answer}\n</answer>"


def _choice(reading: Reading, step: Step, letter: str, path: Path) -> str:
    """What is compared, in a sentence."""
    order = sorted(reading.values(step), key=lambda pair: pair[1], reverse=step.largest)
    percent = "%" if step.figure.kind in ("growth", "share") else ""
    shown = ", ".join(f"{' / '.join(candidate)} {_short(value)}{percent}" for candidate, value in order)
    return f"By size: {shown}. So {letter} is {' / '.join(path)}."


def _short(value: int | Fraction) -> str:
    return decimal(Fraction(value, 10**6)) if isinstance(value, int) else rounded(value, 2)


def _lines(problem: HeaderLookup, reading: Reading, printed: Reading, figure: Figure, candidate: Path) -> tuple[list[str], Fraction]:
    """Totals, corrected by footnotes, and what is made of them."""
    said, totals = list[str](), list[Fraction]()
    real, plain = operands(reading, figure, candidate), operands(printed, figure, candidate)
    for cells, shown in zip(real, plain, strict=True):
        total = Fraction(sum(cells), 10**6)
        text = ""
        for cell, before in zip(cells, shown, strict=True):
            text += f" + {exact(Fraction(before, 10**6))}"
            if cell != before:
                text += f" {'+' if cell > before else '-'} {exact(Fraction(abs(cell - before), 10**6))}"
        text = text.removeprefix(" + ").replace("+ -", "- ")
        if " " in text.strip():
            said.append(f"{text} = {exact(total)}")
        totals.append(total)
    first, other = totals[0], totals[-1]
    scale = problem.tables[figure.table].scale
    if figure.kind in ("growth", "change"):
        value = first - other
        text = f"{exact(first)} - {_bracketed(other)}"
        if figure.kind == "growth":
            value = 100 * value / other
            text = f"({text}) / {_bracketed(other)} * 100"
        said.append(f"{text} = {exact(value)}")
    elif figure.kind == "share":
        value = 100 * first / other
        said.append(f"{exact(first)} / {exact(other)} * 100 = {exact(value)}")
    elif figure.kind == "per":
        factors = [scale, problem.tables[figure.below].scale]
        value = first * 10 ** factors[0] / (other * 10 ** factors[1])
        said.append(f"{_scaled(first, factors[0])} / {_scaled(other, factors[1], True)} = {exact(value)}")
    else:
        value = first
    if figure.kind in ("value", "change") and scale != problem.scale:
        power = scale - problem.scale
        unscaled, value = value, value * Fraction(10**scale, 10**problem.scale)
        said.append(f"{exact(unscaled)} {'*' if power > 0 else '/'} {10 ** abs(power)} = {exact(value)}")
    return said, value


def _scaled(value: Fraction, scale: int, below: bool = False) -> str:
    text = f"{exact(value)} * {10**scale}" if scale else exact(value)
    return f"({text})" if scale and below else text


def _bracketed(value: Fraction) -> str:
    return f"({exact(value)})" if value < 0 else exact(value)
