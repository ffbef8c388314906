"""Reads tables out of prompts, whatever their layout: headings as paths and cells as exact numbers. The way back from
`generators/tabular/_render.py`, of which it knows nothing but what a reader sees; and what the readers of this domain share besides."""

import csv
import re
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser
from typing import NamedTuple

MARK = re.compile(r"\[[a-f]\]")
UNIT = re.compile(r" \([^()]*\)$")
NUMBER = re.compile(r"(\()?(-?)(\d{1,3}(?:[, ]\d{3})*|\d+)(\.\d+)?(?(1)\))")
BLOCK = re.compile(r"(?P<html><table>.*?</table>)|```\n(?P<fenced>.*?)\n```|(?P<ruled>(?:^\|[^\n]*\|$\n?)+)", re.DOTALL | re.MULTILINE)


class Read(NamedTuple):
    rows: list[tuple[str, ...]]
    columns: list[tuple[str, ...]]
    cells: list[list[Decimal | None]]
    marks: list[list[str]]
    """The letter of the footnote that a cell bears; empty where it bears none."""


def tables_in(prompt: str) -> list[Read]:
    """All tables of a prompt, in order."""
    found = []
    for block in BLOCK.finditer(prompt):
        if block["html"]:
            found.append(_html(block["html"]))
        elif block["ruled"]:
            found.append(_ruled(block["ruled"]))
        elif block["fenced"][0] in '",':
            found.append(_separated(block["fenced"]))
        else:
            found.append(_indented(block["fenced"]))
    return found


def _read(rows: list[tuple[str, ...]], columns: list[tuple[str, ...]], fields: list[list[str]]) -> Read:
    marks = [["".join(MARK.findall(field)).strip("[]") for field in line] for line in fields]
    return Read(rows, columns, [[_cell(field) for field in line] for line in fields], marks)


def _cell(text: str) -> Decimal | None:
    number = NUMBER.fullmatch(MARK.sub("", text).strip())
    if not number:
        assert len(text) <= 5 and not re.search(r"\d", text), text
        return None
    value = Decimal(re.sub("[, ]", "", number[3]) + (number[4] or ""))
    return -value if number[1] or number[2] else value


def _label(text: str) -> str:
    return UNIT.sub("", MARK.sub("", text).strip())


def _paths(lines: list[list[str]]) -> list[tuple[str, ...]]:
    """Paths where a heading that is left out is the one before it, as long as something stands below."""
    found = list[tuple[str, ...]]()
    for line in lines:
        labels = [_label(text) for text in line]
        depth = max(place for place, label in enumerate(labels, 1) if label)
        found.append(tuple(label or found[-1][place] for place, label in enumerate(labels[:depth])))
    return found


def _ruled(text: str) -> Read:
    lines = [[field.strip() for field in line.strip().strip("|").split("|")] for line in text.strip().split("\n")]
    depth = lines[1].count("---")
    columns = [tuple(_label(part) for part in MARK.sub("", name).split(" / ")) for name in lines[0][depth:]]
    return _read(_paths([line[:depth] for line in lines[2:]]), columns, [line[depth:] for line in lines[2:]])


def _separated(text: str) -> Read:
    """The last line of headings is the first one that begins with a word."""
    lines = list(csv.reader(text.split("\n")))
    levels = next(place for place, line in enumerate(lines, 1) if line[0])
    depth = next(place for place, field in enumerate(lines[0]) if place and field)
    columns = _paths([list(column) for column in zip(*(line[depth:] for line in lines[:levels]), strict=True)])
    return _read(_paths([line[:depth] for line in lines[levels:]]), columns, [line[depth:] for line in lines[levels:]])


class _Grid(HTMLParser):
    """The cells of an HTML table, each at its upper left corner and as often as it spans."""

    def __init__(self) -> None:
        super().__init__()
        self.grid, self.row, self.column = dict[tuple[int, int], tuple[str, str, bool]](), -1, 0
        self.tag, self.text, self.span = "", "", (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.row, self.column = self.row + 1, 0
        elif tag in ("td", "th"):
            spans = {name: int(value or 1) for name, value in attrs}
            self.tag, self.text, self.span = tag, "", (spans.get("rowspan", 1), spans.get("colspan", 1))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == self.tag != "":
            while (self.row, self.column) in self.grid:
                self.column += 1
            for down in range(self.span[0]):
                for right in range(self.span[1]):
                    self.grid[self.row + down, self.column + right] = (self.text, tag, down == right == 0)
            self.tag = ""


def _html(text: str) -> Read:
    parser = _Grid()
    parser.feed(text)
    grid = parser.grid
    height, width = (1 + max(place[axis] for place in grid) for axis in (0, 1))
    assert len(grid) == height * width, "cells overlap or are missing"
    levels = next(row for row in range(height) if any(grid[row, column][1] == "td" for column in range(width)))
    depth = next(column for column in range(width) if grid[levels, column][1] == "td")

    def path(places: list[tuple[int, int]]) -> tuple[str, ...]:
        """A heading that spans several levels counts once."""
        found = list[str]()
        for at, place in enumerate(places):
            label = _label(grid[place][0])
            if not (at and grid[place] == (grid[places[at - 1]][0], "th", False)):
                found.append(label)
        return tuple(found)

    return _read(
        [path([(row, column) for column in range(depth)]) for row in range(levels, height)],
        [path([(row, column) for row in range(levels)]) for column in range(depth, width)],
        [[grid[row, column][0] for column in range(depth, width)] for row in range(levels, height)],
    )


def _indented(text: str) -> Read:
    """Cells end where the headings above them end."""
    lines = [_spread(line) for line in text.split("\n")]
    levels = next(place for place, line in enumerate(lines, 1) if line[0] != " ")
    edges = [found.end() for found in re.finditer(r"\S+(?: \S+)*", lines[levels - 1])][1:]
    start = re.match(r"\S+(?: \S+)*", lines[levels - 1])
    assert start
    bounds = list(zip([start.end(), *edges], edges, strict=False))
    columns = [tuple(_label(_joined(line[low:high])) for line in lines[:levels] if line[low:high].strip()) for low, high in bounds]
    rows, fields, stack = list[tuple[str, ...]](), list[list[str]](), list[str]()
    for line in lines[levels:]:
        label = re.match(r"( *)(\S+(?: \S+)*)", line)
        assert label
        stack[len(label[1]) // 2 :] = [_label(_joined(label[2]))]
        if line[label.end() :].strip():
            rows.append(tuple(stack))
            low = [label.end(), *edges]
            fields.append([_joined(line[one:other]).strip() for one, other in zip(low, edges, strict=False)])
    return _read(rows, columns, fields)


FILLER = "\0"
"""Behind a letter that takes two columns."""


def _spread(line: str) -> str:
    return "".join(letter + FILLER * ("\u2e80" <= letter <= "\uffef") for letter in line)


def _joined(text: str) -> str:
    return text.replace(FILLER, "")


TITLE = re.compile(r"^Table (\d)\. (.+?) \(([^()\n]*)\)\n\n", re.MULTILINE)
RANKS = {"": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4}


class Titled(NamedTuple):
    """A table under its number: `measure` is what it tells, in small letters, `unit` in what; `notes` its footnotes by letter."""

    measure: str
    unit: str
    rows: list[tuple[str, ...]]
    columns: list[tuple[str, ...]]
    cells: dict[tuple[tuple[str, ...], tuple[str, ...]], Fraction | None]
    marks: dict[tuple[tuple[str, ...], tuple[str, ...]], str]
    notes: dict[str, str]


def titled(prompt: str) -> dict[int, Titled]:
    """All tables that have numbers, by them."""
    found = dict[int, Titled]()
    for title in TITLE.finditer(prompt):
        text = TITLE.split(prompt[title.end() :])[0]
        (read,) = tables_in(text)
        places = [(row, column) for row in read.rows for column in read.columns]
        values = [None if cell is None else Fraction(cell) for line in read.cells for cell in line]
        marks = [mark for line in read.marks for mark in line]
        found[int(title[1])] = Titled(
            title[2].split(" by ")[0].lower(), title[3], read.rows, read.columns,
            dict(zip(places, values, strict=True)), dict(zip(places, marks, strict=True)),
            dict(re.findall(r"^\[(\w)\] (.*)$", text, re.MULTILINE)),
        )  # fmt: skip
    return found


def plain(text: str) -> str:
    """On one line."""
    return re.sub(r"\s+", " ", text)


def path(text: str) -> tuple[str, ...]:
    return tuple(text.split(" / "))


def times(unit: str | None) -> int:
    """How much one of a unit counts: `thousands of tonnes`, `million`."""
    return 1000 if unit and "thousand" in unit else 10**6 if unit and "million" in unit else 1


def number(text: str) -> Fraction:
    return Fraction(re.sub(r"[ ,](?=\d)", "", text))


def rounded(value: Fraction, places: int) -> Fraction:
    """Halves away from zero."""
    whole = int(abs(value) * 10**places + Fraction(1, 2))
    return Fraction(whole if value >= 0 else -whole, 10**places)


def shows(answer: str, value: Fraction) -> bool:
    """Whether an answer is this number, with or without a percent sign."""
    found = re.fullmatch(r"([+-]?[\d ,]*\d(?:\.\d+)?)(?: ?%)?", answer.strip())
    return found is not None and number(found[1]) == value
