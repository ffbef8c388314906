"""Formulas drawn for a cell out of those that stand already, so that no cell depends on itself."""

from random import Random

from synth.verifiers.tabular.spreadsheet.formulas import Sheet, name_of

Cell = tuple[int, int]
RECENT = 0.7
"""The share of formulas that go by the cell that was written last, which makes long chains."""
MOST = 100_000
"""A number on a sheet is smaller."""


class Writer:
    """Writes formulas into a sheet in any order of its cells."""

    def __init__(self, rng: Random, sheet: Sheet, inputs: list[Cell], dollars: bool) -> None:
        self.rng, self.sheet, self.inputs, self.dollars = rng, sheet, inputs, dollars
        self.formulas = list[Cell]()
        """In the order in which they were written."""

    def cell(self, before: int | None = None) -> str:
        """A cell that may be read; of the first so many formulas."""
        rng, formulas = self.rng, self.formulas if before is None else self.formulas[:before]
        if formulas and rng.random() < 0.5:
            column, row = formulas[int(len(formulas) * rng.random() ** 0.5)]
        else:
            column, row = self.inputs[int(len(self.inputs) * rng.random())]
        name = name_of(column, row)
        return f"{name[0]}${name[1:]}" if self.dollars and rng.random() < 0.15 else name

    def range(self, before: int | None = None) -> str:
        """Three cells or more below or beside one another, all of which stand already."""
        rng = self.rng
        later = () if before is None else frozenset(self.formulas[before:])
        for _ in range(4):
            column, row = self.inputs[int(len(self.inputs) * rng.random())]
            down = rng.random() < 0.7
            length = 3 + int(2 * rng.random())
            last = (column, row + length - 1) if down else (column + length - 1, row)
            cells = [(column, row + step) if down else (column + step, row) for step in range(length)]
            if all(cell in self.sheet.contents and cell not in later for cell in cells):
                return f"{name_of(column, row)}:{name_of(*last)}"
        return ""

    def formula(self, kind: str, before: int | None = None) -> str:
        """A formula of a kind; empty where there is no range for it."""
        rng = self.rng
        formulas = self.formulas if before is None else self.formulas[:before]
        a = name_of(*formulas[-1]) if formulas and rng.random() < RECENT else self.cell(before)
        b, c = self.cell(before), self.cell(before)
        if len({a, b, c}) < 3:
            return ""
        small = 2 + int(4 * rng.random())
        if kind == "add":
            return f"={a}+{b}-{c}" if rng.random() < 0.5 else f"={a}-({b}-{c})"
        if kind == "times":
            return f"={a}*{small}-{b}" if rng.random() < 0.5 else f"=({a}-{b})*{small}"
        if kind == "minmax":
            return f"=MAX({a},{b})-{c}" if rng.random() < 0.5 else f"=MIN({a},{b}+{small})+{c}"
        if kind == "if":
            sign = "<" if rng.random() < 0.5 else ">="
            return f"=IF({a}{sign}{b},{c}+{small},{a}-{c})" if rng.random() < 0.5 else f"=IF({b}{sign}{c},{a}*{small},{a}-{b})"
        if kind == "share":
            return f"=ROUND({a}*{b}/{10 * small},{int(2 * rng.random())})"
        if kind == "divide":
            return f"=ROUND(({a}+{b})/{c},{1 + int(2 * rng.random())})"
        if kind == "guarded":
            return f"=IFERROR(ROUND({b}/({c}-{small}),1),{small})+{a}" if rng.random() < 0.5 else f"=IFERROR({a}+{b},{c})"
        cells = self.range(before)
        if not cells:
            return ""
        if kind == "sum":
            return f"=SUM({cells})-{a}" if rng.random() < 0.5 else f"={a}+SUM({cells})"
        if kind == "average":
            return f"=ROUND(AVERAGE({cells}),1)+{a}" if rng.random() < 0.5 else f"={a}-ROUND(AVERAGE({cells}),1)"
        return f"=MAX({cells})-{a}" if rng.random() < 0.5 else f"={a}+MIN({cells})"

    def write(self, cell: Cell, kinds: tuple[str, ...]) -> bool:
        """A formula in a cell, with a number of a size that people write."""
        for _ in range(6):
            text = self.formula(kinds[int(len(kinds) * self.rng.random())])
            if not text:
                continue
            self.sheet.contents[cell] = text
            value = self.sheet.value(cell)
            if not isinstance(value, str) and -MOST < value < MOST and 1000 % value.denominator == 0:
                self.formulas.append(cell)
                return True
            del self.sheet.values[cell], self.sheet.contents[cell]
        return False
