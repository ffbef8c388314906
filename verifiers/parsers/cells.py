"""Cells of a grid as models write them: `(2, 1), (3, 4)`, `R2C1`, `row 2, column 1`, `2,1; 3,4`, nested lists, bullets, tables."""

import re
from collections.abc import Mapping, Set

from synth.verifiers.parsers import grids
from synth.verifiers.parsers.chinese import GENERAL, Reader
from synth.verifiers.parsers.text import plain

Cell = tuple[int, int]
"""Row and column, as they are written: from 1, where prompts say so."""

_LATEX = re.compile(r"\\(?:left|right)(?![a-zA-Z])|\\(?:begin|end)\{[a-z*]{1,20}\}(?:\{[lcr]{1,9}\})?")
_BULLET = re.compile(r"^[ \t]*(?:[-*•★☆⭐]|\d{1,3}[.)]|#{1,6}(?=[ \t]+[a-zA-Z*]))[ \t]+", re.MULTILINE)
_MARKUP = str.maketrans(dict.fromkeys("*_`\"'$,", " ") | dict.fromkeys(";&", "\n") | {"\\": ""})
_TOKEN = re.compile(r"(\d{1,3})(?!\d)|([a-z]+|∅)|(\S|\n)", re.ASCII)
_NOTHING = {"none", "nothing", "no", "empty", "∅", "emptyset", "varnothing"}
_COLUMN = {"c", "col", "column"}
_FILLERS = {
    *("r", "row", "and", "cell", "cells", "square", "squares", "such", "certain", "certainly", "must", "be", "are", "the", "at", "in"),
    *("all", "list", "of", "located", "position", "positions", "location", "locations", "coordinate", "coordinates"),
}
_OPENING = {")": "(", "]": "[", "}": "{"}
_BY_ROW = re.compile(r"[ \t.]*row (\d{1,3}) *(?::|[-=]?>|→|=) *(.*)")
"""A line that names the row once: `row 1: (1, 2), (1, 4)`, `row 1: columns 2, 4`."""
_COLUMNS = re.compile(r"(?:(?:columns?|cols?|c|and|:|\.) *|\d{1,3}(?: +|(?=[.c])|$))+")
_PAIR = re.compile(r"[(\[] *(\d{1,3}) ")
_NUMBERED = re.compile(r"^[ \t]*([a-z]+) \d{1,3} *[:.] *(?=[(\[r])", re.MULTILINE)
_COUNTED = re.compile(r"\A(?:the |all |there are |exactly )*\d{1,3} ([a-z]+)\b")
_TO_COLUMN = re.compile(r"(?<=\d) *(?::|[-=]?>|→|-) *(?=c(?:ol(?:umn)?)?[ .]*\d)")
_NUMBERS_FIRST = re.compile(r"(?:[\s:.]|and)*(?:\d{1,3} *row *\d{1,3} *column(?:[\s:.]|and)*)+")
"""`1 row 2 column`, as Chinese has it."""
_TABLE = re.compile(r"\s*+\|?(?P<number> *+[#a-z.]*+ *+\|)? *+row *+\| *+col(?:umn)? *+\|? *+\n[-|: ]++\n")
_ONE_COLUMN = re.compile(r"\s*+\|? *+(?:cells?|positions?|coordinates?|\(? *+row column *+\)?) *+\|? *+\n[|: ]*+-[-|: ]*+\n")
_SPOKEN = re.compile(
    r"(?:\A[\s*#]*(?:格子|单元格)|的?(?:坐标|位置))(?:分别)?(?:是|为|如下)?(?=\**[:：])|\A[\s*#]*分别(?:是|为|在)(?=\**[:：])"
)
"""What a Chinese title calls the cells."""
_PARTS = re.compile(r"\d{1,3}", re.ASCII)
_LISTED = re.compile(r"\(\d{1,3}, ?\d{1,3}\)(?:, ?\(\d{1,3}, ?\d{1,3}\))*+", re.ASCII)
"""Cells in the form that prompts ask for."""
_LONGEST = 20_000  # 256 cells written at length


def lists(
    answer: str, labels: Mapping[str, str], wanted: Set[str], chinese: Reader = GENERAL, fillers: Set[str] = frozenset()
) -> dict[str, list[Cell]] | None:
    """The cells under each label that is wanted, or None. labels: for each word (lower case) the label that it names; chinese: reads
    their Chinese names.

    Between the row and the column of a cell stand only blanks, a comma or a word for column; between cells also line breaks,
    semicolons, `and` and balanced brackets. A label may be left out when one is wanted. An empty list is a word for it or a pair of
    brackets."""
    if len(wanted) == 1 and (listed := _listed(answer)):
        return dict.fromkeys(wanted, listed)
    text = plain(_SPOKEN.sub("", answer), chinese)
    if len(text) > _LONGEST:
        return None
    text = _BULLET.sub("", _LATEX.sub(" ", text)).lower().translate(_MARKUP)
    named = {word for word, of in labels.items() if wanted == {of}}
    text = _pairs(re.sub("[ \t]+", " ", text), _FILLERS | fillers, named).replace(" - ", " : ")
    label = "" if len(wanted) > 1 else next(iter(wanted))
    found: dict[str, list[Cell]] = {}
    empty: set[str] = set()  # labels whose list is said to be empty
    brackets: list[str] = []
    row, last = -1, ""
    for number, word, mark in _TOKEN.findall(text):
        before, last = last, number or word or mark
        if number and row >= 0:
            found.setdefault(label, []).append((row, int(number)))
            row = -1
        elif number:
            row = int(number)
        elif row >= 0:  # a cell may not be broken off
            if not (word in _COLUMN or (before in _COLUMN and mark in ":=") or (mark == "\n" and brackets)):
                return None
        elif word in labels:
            label = labels[word]
            if label not in wanted or label in found or label in empty:
                return None
        elif word in _NOTHING:
            empty.add(label)
        elif mark in ("(", "[", "{"):
            brackets.append(mark)
        elif mark in _OPENING:
            if not brackets or brackets.pop() != _OPENING[mark]:
                return None
            if before == _OPENING[mark]:
                empty.add(label)
        elif word not in _FILLERS and word not in fillers and mark not in ("\n", ":", "=", "."):
            return None
    if row >= 0 or brackets:
        return None
    if empty == {""} and not found and label == "":
        empty = set(wanted)  # a bare `none`: of no kind
    if empty & found.keys() or empty | found.keys() != wanted:
        return None
    return {name: found.get(name, []) for name in sorted(wanted)}


def _listed(answer: str) -> list[Cell] | None:
    """The cells of `(1, 2), (3, 4)`; None for any other form."""
    text = answer.strip()
    if len(text) > _LONGEST or not _LISTED.fullmatch(text):
        return None
    numbers = list(map(int, _PARTS.findall(text)))
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _pairs(text: str, fillers: Set[str], labels: Set[str]) -> str:
    """A text with each cell's row beside its column. fillers, labels: words that may be counted (`5 tents`) or numbered (`tent 1:`)."""
    if table := _TABLE.match(text):
        found = [re.findall(r"\d+", line)[bool(table["number"]) :] for line in text[table.end() :].strip().split("\n")]
        return "\n".join(" ".join(row) if len(row) == 2 else "?" for row in found)
    if table := _ONE_COLUMN.match(text):
        return text[table.end() :].replace("|", " ")
    if "row" in text and _NUMBERS_FIRST.fullmatch(text):
        return re.sub("row|column", " ", text)
    names = (fillers | labels) - {"r", "row"}
    if (counted := _COUNTED.match(text)) and counted[1] in names:
        text = text[counted.start(1) :]
    text = _NUMBERED.sub(lambda found: "" if found[1] in names else found[0], text)
    return _TO_COLUMN.sub(" ", "\n".join(map(_of_a_row, text.split("\n"))))


def _of_a_row(line: str) -> str:
    named = _BY_ROW.fullmatch(line)
    if named is None:
        return line
    row, rest = named.groups()
    if _COLUMNS.fullmatch(rest):
        return " ".join(f"({row} {column})" for column in re.findall(r"\d+", rest))
    return rest if {row} == set(_PAIR.findall(rest)) else line


def cells(answer: str, name: str, chinese: Reader = GENERAL) -> list[Cell] | None:
    """The cells of an answer that is one list of them, in its order, repetitions and all. name: what stands on them, in the singular: with
    `tent`, `Tents: (1, 2), (3, 4)` is read too."""
    found = lists(answer, {}, frozenset((name,)), chinese, frozenset((name, f"{name}s")))
    return None if found is None else found[name]


MARKS = frozenset(("1", "x", "X", "#", "*", "★", "☆", "⭐", "■", "█", "▓", "●", "⬛", "✓", "✔"))
_SIGNS = frozenset("01(), ")
"""A list of cells with other digits is no grid of two signs."""
BLANKS = frozenset(("0", ".", "-", "_", "~", "·", "o", "O", "□", "○", "░", "⬜", "▢"))


def marked(answer: str, rows: int, columns: int, name: str, chinese: Reader = GENERAL) -> list[Cell] | None:
    """The marked cells of a grid, from a grid of two signs (`# . #`, `1 0 1`), or from a list of cells. One sign for each of both: where 0
    and . stand side by side, nobody can tell what . is meant to say. name: as for `cells`."""
    if (listed := _listed(answer)) and not _SIGNS.issuperset(answer.strip()):
        return listed
    grid = grids.grid(answer, rows, columns)
    signs = {sign for row in grid or () for sign in row}
    if grid is not None and signs <= MARKS | BLANKS and len(signs & MARKS) < 2 and len(signs & BLANKS) < 2:
        return [(r, c) for r, row in enumerate(grid, 1) for c, sign in enumerate(row, 1) if sign in MARKS]
    return cells(answer, name, chinese)
