"""What the grid transformations claim: their rules in words, what cheap policies win, and which ones are the same puzzle.

The policies leave out what the task is there for, several steps found together: one step alone, cells looked at one by one, a copy."""

from collections.abc import Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.logic.arc_agi.search import steps
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.arc_agi import ArcAgi, cells
from synth.verifiers.logic.arc_agi.steps import TWO_COLOURS, Grid, run

_TURN = {"left": "up", "up": "right", "right": "down", "down": "left"}
"""Sides after a turn to the right."""


def _grids(problem: ArcAgi) -> str:
    """All grids in turn, as rows or as lists of rows."""
    grids = [*(grid for pair in problem.pairs for grid in pair), problem.test]
    as_rows = ".*?".join("\n".join(" ".join(row) for row in grid) for grid in grids)
    as_lists = ".*?".join(r"\[\[" + r"\], \[".join(", ".join(row) for row in grid) + r"\]\]" for grid in grids)
    return rf"{as_rows}|{as_lists}"


RULES = (
    Rule("cells", {"en": r"the same rule|one and the same rule", "zh": r"同一条规则"}),
    Rule("cells", {"en": _grids, "zh": _grids}),
    Rule(
        "cells",
        {
            "en": lambda p: rf"\b(?:{len(p.program)}|{'one|single' if len(p.program) == 1 else 'x x'}) simple (?:step|operation)",
            "zh": lambda p: rf"{len(p.program) if len(p.program) > 1 else '一'} ?个简单(?:步骤|操作)",
        },
    ),
    Rule(
        "cells",
        {
            "en": r"0 is the empty background|0 means that the cell is empty|0 stands for a cell without colour|A 0 is background",
            "zh": r"0 是空白背景|0 表示没有颜色的格子|0 是空格",
        },
    ),
    Rule(
        "format",
        {
            "en": r"another size|change the size|change the number of rows or columns|need not be equally large",
            "zh": r"大小可以和输入不同|改变行数或列数|大小可能会变",
        },
    ),
    Rule("format", {"en": r"from top to bottom", "zh": r"从上到下"}),
    Rule("format", {"en": r"separated by spaces|spaces? between (?:the )?digits", "zh": r"用空格隔开"}),
)


def _text(grid: Grid) -> str:
    return "\n".join(" ".join(map(str, row)) for row in grid)


def _wrong(one: Grid, other: Grid) -> float:
    """The share of cells that differ; all where the sizes do."""
    if len(one) != len(other) or len(one[0]) != len(other[0]):
        return 1
    return sum(a != b for row, right in zip(one, other, strict=True) for a, b in zip(row, right, strict=True)) / (len(one) * len(one[0]))


def _one_step(problem: ArcAgi) -> str:
    """The single step that leaves the fewest cells of two pairs wrong."""
    pairs = [(cells(before), cells(after)) for before, after in problem.pairs[:2]]
    used = sorted({cell for pair in pairs for grid in pair for row in grid for cell in row} - {0})
    found = min(steps(used), key=lambda step: sum(_wrong(run((step,), before), after) for before, after in pairs))
    return _text(run((found,), cells(problem.test)))


def _cell_by_cell(problem: ArcAgi) -> str:
    """Each cell gets the colour that cells of its colour mostly have in the outputs, at the same place."""
    seen: dict[int, list[int]] = {}
    for before, after in problem.pairs:
        for row, new in zip(cells(before), cells(after), strict=False):
            for a, b in zip(row, new, strict=False):
                seen.setdefault(a, []).append(b)
    most = {a: max(sorted(set(found)), key=found.count) for a, found in seen.items()}
    return _text(tuple(tuple(most.get(cell, cell) for cell in row) for row in cells(problem.test)))


def _an_output(problem: ArcAgi) -> str:
    """The output of the pair whose input is most like the test input."""
    test = cells(problem.test)
    return _text(cells(min(problem.pairs, key=lambda pair: _wrong(cells(pair[0]), test))[1]))


def _last_step(problem: ArcAgi) -> str:
    """All but the first step of the rule, as if that had been overlooked."""
    return _text(run(problem.program[1:] or ("turn_right",), cells(problem.test)))


SHORTCUTS = (
    Shortcut("the one step that comes nearest to the outputs", _one_step, (1.0, 1.0) + (0.03,) * 8),
    Shortcut("a colour for each colour, cell by cell", _cell_by_cell, (0.18, 0.16) + (0.03,) * 8),
    Shortcut("the output of the pair whose input looks most like the test", _an_output, (0.02,) * 10),
    Shortcut("the first step of the rule overlooked", _last_step, (0.03,) * 10),
)


def _recoloured(problem: ArcAgi, rng: Random) -> ArcAgi:
    """The same with other colours."""
    names = dict(zip("123456789", rng.sample("123456789", 9), strict=True))
    table = str.maketrans(names)

    def step(text: str) -> str:
        name, *colours = text.translate(table).split(" ") if " " in text else [text]
        return " ".join([name, *(sorted(colours) if name == "swap" else colours)])

    def grid(rows: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(row.translate(table) for row in rows)

    pairs = tuple((grid(before), grid(after)) for before, after in problem.pairs)
    return ArcAgi(pairs, grid(problem.test), tuple(map(step, problem.program)))


def _turned(problem: ArcAgi) -> ArcAgi | None:
    """All grids turned to the right, where the steps have a counterpart that does the same to them."""
    program = []
    for step in problem.program:
        stem, _, side = step.partition("_")
        if stem in ("roll", "fall", "spread", "half"):
            program.append(f"{stem}_{_TURN[side]}")
        elif stem in ("mirror", "symmetrise", "join") and side in ("rows", "columns"):
            program.append(f"{stem}_{'columns' if side == 'rows' else 'rows'}")
        elif step.startswith("transpose"):
            program.append("transpose_other" if step == "transpose" else "transpose")
        elif step.split(" ")[0] in (*TWO_COLOURS, "border", "frame", "paint_largest", "fill", "outline", "turn_right", "turn_left",
                                    "turn_around", "double", "crop", "trim", "compress", "keep_largest", "drop_largest",
                                    "drop_single", "hollow", "keep_most", "keep_least"):  # fmt: skip
            program.append(step)
        else:
            return None

    def turned(rows: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map("".join, zip(*rows[::-1], strict=True)))

    pairs = tuple((turned(before), turned(after)) for before, after in problem.pairs)
    return ArcAgi(pairs, turned(problem.test), tuple(program))


def copies(problem: ArcAgi, rng: Random) -> Iterator[ArcAgi]:
    """Other colours, pairs in another order, and turned."""
    yield _recoloured(problem, rng)
    yield replace(problem, pairs=tuple(rng.sample(problem.pairs, len(problem.pairs))))
    if turned := _turned(problem):
        yield turned
        yield _recoloured(turned, rng)


def different(problem: ArcAgi, rng: Random) -> Iterator[ArcAgi]:
    """A pair less, and a pair's input as the test."""
    if len(problem.pairs) > 2:
        yield replace(problem, pairs=problem.pairs[1:])
    yield replace(problem, test=problem.pairs[0][0])
