"""Worked solutions: what each choice compares, then the figure worked out of printed cells and the amounts that correct them."""

from fractions import Fraction

from synth.generators.math._derivation import lines
from synth.generators.tabular._writing import exact
from synth.generators.tabular.tables_and_text.cheap import text_of
from synth.verifiers.tabular.tables_and_text import TablesAndText, outcome, printed, used
from synth.verifiers.tabular.tables_and_text.report import MICRO, Fact, Reading


def trace_and_rejected(problem: TablesAndText) -> tuple[str, str]:
    """The worked solution; and the same with a slip in the last line."""
    said, found = list[str](), Reading(problem.tables, problem.facts)
    for number, choice in enumerate(problem.choices):
        scale = 0 if choice.by == "per" else MICRO + problem.tables[choice.table].scale
        order = found.ranked(choice)
        shown = ", ".join(f"{_name(problem, row)} {float(Fraction(value) / 10**scale):.10g}" for value, row in order)
        found.chosen.append(found.choose(choice))
        said.append(f"Corrected and in order: {shown}. So {'ABC'[number]} is {_name(problem, found.chosen[-1])}.")
    value = outcome(problem)
    said += _worked(problem, found, value)
    slip = said[-1].rpartition(" = ")[0] + f" = {exact(value + 1)}"
    return lines(said), f"{lines([*said[:-1], slip])}\n\n<answer>\n{text_of(problem.figure, value + 1)}\n</answer>"


def _name(problem: TablesAndText, row: int) -> str:
    return " / ".join(problem.tables[0].rows[row])


def _worked(problem: TablesAndText, found: Reading, value: Fraction) -> list[str]:
    """Totals in the scale of their table, corrected; then what is made of them."""
    figure, said = problem.figure, list[str]()
    _, facts = used(problem, found)
    rows = [found.row(place) for place in figure.rows]
    now, text = _total(problem, figure.table, rows, figure.year, facts, said)
    if figure.planned and figure.kind != "share":
        fact = found.fact("plan", figure.table)
        now, before = now * (100 + fact.percent) / 100, now
        said.append(f"{exact(before)} * (100 {'+' if fact.percent > 0 else '-'} {abs(fact.percent)}) / 100 = {exact(now)}")
    scale = problem.tables[figure.table].scale
    if figure.kind in ("share", "growth"):
        other_rows = found.rows if figure.kind == "share" else rows
        other, _ = _total(problem, figure.table, other_rows, figure.year if figure.kind == "share" else figure.before, facts, said)
        above = exact(now) if figure.kind == "share" else f"({exact(now)} - {exact(other)})"
        return [*said, f"{above} / {exact(other)} * 100 = {exact(value)}"]
    if figure.kind == "per":
        other, _ = _total(problem, figure.below, rows, figure.year, facts, said)
        below = problem.tables[figure.below].scale
        return [*said, f"{_scaled(now, scale)} / ({_scaled(other, below)}) = {exact(value)}"]
    if figure.kind == "change":
        other, _ = _total(problem, figure.table, rows, figure.before, facts, said)
        now, before = now - other, now
        said.append(f"{exact(before)} - {exact(other)} = {exact(now)}")
    if figure.converted:
        rate = Fraction(found.fact("rate", figure.table).amount)
        now, before = now * rate, now
        said.append(f"{exact(before)} * {exact(rate)} = {exact(now)}")
    if scale != problem.scale:
        power = scale - problem.scale
        said.append(f"{exact(now)} {'*' if power > 0 else '/'} {10 ** abs(power)} = {exact(value)}")
    if not said:
        said.append(f"{text} = {exact(value)}")
    return said


def _total(problem: TablesAndText, table: int, rows: list[int], year: int, facts: list[Fact], said: list[str]) -> tuple[Fraction, str]:
    """The sum of some rows with the amounts that are to be added and left out, which are first brought to the scale of the table."""
    terms, total, scale = list[str](), Fraction(0), problem.tables[table].scale
    for row in rows:
        cell = printed(problem, (table, row, year))
        total += cell
        terms.append(f"+ {exact(cell)}")
    for fact in facts:
        if (fact.table, fact.year) != (table, year):
            continue
        amount = Fraction(fact.amount) * Fraction(10) ** (fact.scale - scale)
        signs = [(fact.row, 1 if fact.kind == "missed" else -1)] + ([(fact.other, 1)] if fact.kind == "moved" else [])
        net = sum(sign for row, sign in signs if row in rows)
        if not net:
            continue
        if fact.scale != scale:
            power = fact.scale - scale
            said.append(f"{exact(Fraction(fact.amount))} {'*' if power > 0 else '/'} {10 ** abs(power)} = {exact(amount)}")
        total += net * amount
        terms.append(f"{'+' if net > 0 else '-'} {exact(amount)}")
    text = " ".join(terms).removeprefix("+ ")
    if len(terms) > 1:
        said.append(f"{text} = {exact(total)}")
    return total, text


def _scaled(value: Fraction, scale: int) -> str:
    return f"{exact(value)} * {10**scale}" if scale else exact(value)
