"""Boards of cells: givens and answers, regions, shading, clues at the sides, signs between cells."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from synth.generators.drawing.svg import COLOURS, TINTS, box, line, picture, text

Cell = tuple[int, int]
"""Row and column, from 0."""
EMPTY = ("", ".", "0")


def grid(
    rows: Sequence[Sequence[str]],
    *,
    answer: Sequence[Sequence[str]] = (),
    regions: Sequence[Sequence[object]] = (),
    shaded: Collection[Cell] = (),
    soft: Collection[Cell] = (),
    corners: Mapping[Cell, str] | None = None,
    sides: Mapping[str, Sequence[object]] | None = None,
    between: Mapping[tuple[Cell, Cell], str] | None = None,
    coloured: bool = False,
    empty: Collection[str] = EMPTY,
) -> str:
    """A board. `rows` holds what is given, `answer` what the solution writes into its empty cells; cells of one region share a tint and
    lie within thick lines; `sides` has clues for "top", "bottom", "left", "right"; `between` has signs between neighbours."""
    height, width = len(rows), len(rows[0])
    sides, parts = sides or {}, []
    tints = {name: TINTS[i % len(TINTS)] for i, name in enumerate(dict.fromkeys(name for row in regions for name in row))}
    for y, row in enumerate(rows):
        for x, given in enumerate(row):
            kind = "cell dark" if (y, x) in shaded else "cell soft" if (y, x) in soft else "cell"
            digit = COLOURS[int(given)] if coloured and given.isdigit() else ""
            parts.append(box(x, y, 1, 1, kind, digit))
            if regions and (y, x) not in shaded:
                parts.append(f'<g opacity=".45">{box(x, y, 1, 1, "", tints[regions[y][x]])}</g>')
            if coloured:
                continue
            if given not in empty:
                parts.append(text(x + 0.5, y + 0.52, given, "on" if (y, x) in shaded else ""))
            elif answer and answer[y][x] not in empty:
                parts.append(text(x + 0.5, y + 0.52, answer[y][x], "answer"))
    parts += [text(x + 0.06, y + 0.19, word, "small start") for (y, x), word in (corners or {}).items()]
    parts += [text((a[1] + b[1] + 1) / 2, (a[0] + b[0] + 1) / 2, sign, "answer") for (a, b), sign in (between or {}).items()]
    parts += _borders(regions)
    parts.append(line([(0, 0), (width, 0), (width, height), (0, height)], "thick", closed=True))
    for name, at in (("top", -0.5), ("bottom", height + 0.5)):
        parts += [text(x + 0.5, at, clue) for x, clue in enumerate(sides.get(name, ())) if clue != ""]
    for name, at in (("left", -0.5), ("right", width + 0.5)):
        parts += [text(at, y + 0.5, clue) for y, clue in enumerate(sides.get(name, ())) if clue != ""]
    left, top, right, bottom = ("left" in sides, "top" in sides, "right" in sides, "bottom" in sides)
    return picture(parts, (-left - 0.1, -top - 0.1, width + left + right + 0.2, height + top + bottom + 0.2), unit=16 if coloured else 34)


def _borders(regions: Sequence[Sequence[object]]) -> Iterator[str]:
    """Thick lines where regions meet."""
    for y, row in enumerate(regions):
        for x, name in enumerate(row):
            if x and row[x - 1] != name:
                yield line([(x, y), (x, y + 1)], "thick")
            if y and regions[y - 1][x] != name:
                yield line([(x, y), (x + 1, y)], "thick")


def cells(answer: str) -> list[list[str]]:
    """A grid answer, line by line and separated by spaces; nothing for no answer."""
    return [row.split() for row in answer.splitlines()]


def places(answer: str) -> set[Cell]:
    """The cells of an answer such as `(1, 2), (3, 1)`, counted from 0."""
    numbers = [int(word) for word in answer.replace("(", " ").replace(")", " ").replace(",", " ").split() if word.isdigit()]
    return {(y - 1, x - 1) for y, x in zip(numbers[::2], numbers[1::2], strict=True)}
