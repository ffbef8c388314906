"""Reads charts that are text: the figure of every series in every year, from bars, letters, marks in pixels or words."""

import json
import re
from fractions import Fraction

from reading import Unread

Figures = dict[tuple[str, int], Fraction]
"""By letter of the series and year; what has no mark has no figure."""
LEGEND = re.compile(r"^([A-E]): ([^\n]*?)(?:, on axis (\d))?(?:, drawn with (.))?$", re.MULTILINE)
AXIS = re.compile(r"^Axis(?: (\d))?: [^\n]*?, in ([a-z ]+), with (\d+) equal divisions from each label to the next$", re.MULTILINE)
MARK = re.compile(r"(?:the top of )?([A-E]) (?:exactly at|(\d+) divisions? above) (\d+(?:\.\d+)?)")


class Chart:
    """`names` are what each series tells, by its letter; `axes` their numbers; `units` by number of the axis."""

    def __init__(self, prompt: str) -> None:
        legend = LEGEND.findall(prompt)
        axes = AXIS.findall(prompt)
        self.names = {letter: name for letter, name, _, _ in legend}
        self.axes = {letter: int(axis or 1) for letter, _, axis, _ in legend}
        self.signs = {sign: letter for letter, _, _, sign in legend if sign}
        self.units = {int(axis or 1): unit for axis, unit, _ in axes}
        self.divisions = {int(axis or 1): int(count) for axis, _, count in axes}
        self.stacked = "The chart is stacked from 0:" in prompt
        drawing = prompt.split("```")[1].strip("\n").split("\n") if "```" in prompt else []
        if '"ticks"' in prompt and "Figures lie evenly between the ticks of their axis." in prompt:
            self.figures = self.marks([json.loads(line) for line in drawing])
        elif self.signs and "Each sign of a bar is one division of the axis below" in prompt:
            self.figures = self.bars(drawing)
        elif drawing and "Each line of text is one division." in prompt:
            self.figures = self.letters(drawing)
        elif found := re.search(r"rise evenly: (.*?)\.(?:\n|$)", prompt):
            steps = {place: Fraction(after) - Fraction(before) for place, (before, after) in enumerate(re.findall(r"(\d[\d.]*), (\d[\d.]*) and so on", found[1]), 1)}
            self.figures = self.words(re.findall(r"^(\d{4}): (.*)\.$", prompt, re.MULTILINE), steps)
        else:
            raise Unread(prompt)
        told = re.search(r"(?:chart shows, from|of the years|above covers) (\d{4}) to (\d{4})", re.sub(r"\s+", " ", prompt))
        years = [year for _, year in self.figures]
        self.years = range(int(told[1]), int(told[2]) + 1) if told else range(min(years), max(years) + 1)

    def marks(self, lines: list[dict]) -> Figures:  # type: ignore[type-arg]
        """Points or rectangles, in pixels."""
        ticks = {line["axis"]: line["ticks"] for line in lines if "axis" in line}
        years = {tick["x"]: int(tick["label"]) for tick in ticks["x"]}
        figures: Figures = {}
        for line in lines:
            if "series" in line:
                first, last = ticks[self.axes[line["series"]]][0], ticks[self.axes[line["series"]]][-1]
                low = Fraction(first["label"])
                pixel = (Fraction(last["label"]) - low) / (first["y"] - last["y"])
                height = line["height"] if "height" in line else first["y"] - line["y"]
                figures[line["series"], years[line["x"]]] = height * pixel + (0 if "height" in line else low)
        return figures

    def bars(self, lines: list[str]) -> Figures:
        """Lying bars, over one ruler an axis."""
        rulers = [place for place, line in enumerate(lines) if re.fullmatch(r" *\+[-+]*", line)]
        scales = dict[int, tuple[Fraction, Fraction]]()
        for axis, place in enumerate(rulers, 1):
            first, second = list(re.finditer(r"\S+", lines[place + 1]))[:2]
            low = Fraction(first[0])
            scales[axis] = (low, (Fraction(second[0]) - low) / (second.start() - first.start()))
        figures: Figures = {}
        year = 0
        for line in lines[: rulers[0]]:
            head, _, bar = line.partition("|")
            year = int(head.split()[0]) if head[:4].isdigit() else year
            for sign in set(bar.strip()):
                low, step = scales[self.axes[self.signs[sign]]]
                figures[self.signs[sign], year] = bar.count(sign) * step + (0 if self.stacked else low)
        return figures

    def letters(self, lines: list[str]) -> Figures:
        """Letters above years, between axes at the left and right; the last line names the years."""
        *lines, below = lines
        years = [(found.start(), int(found[0])) for found in re.finditer(r"\d{4}", below)]
        labels = {
            1: [(place, Fraction(found[1])) for place, line in enumerate(lines) if (found := re.match(r" *([\d.]+) \+", line))],
            2: [(place, Fraction(found[1])) for place, line in enumerate(lines) if (found := re.search(r"\+ ([\d.]+)$", line))],
        }
        figures: Figures = {}
        for place, line in enumerate(lines):
            for found in re.finditer("[A-E]", line):
                key = found[0], max(year for start, year in years if start <= found.start())
                (top, high), (bottom, low) = labels[self.axes[found[0]]][0], labels[self.axes[found[0]]][-1]
                step = (high - low) / (bottom - top)
                figures[key] = figures.get(key, Fraction(0)) + step if self.stacked else low + (bottom - place) * step
        return figures

    def words(self, lines: list[tuple[str, str]], steps: dict[int, Fraction]) -> Figures:
        """`2011: A 1 division above 1200; B exactly at 2400.`"""
        figures: Figures = {}
        for year, line in lines:
            below = Fraction(0)
            for part in line.split("; "):
                found = MARK.fullmatch(part)
                if not found or (self.stacked and not part.startswith("the top")):
                    raise Unread(part)
                axis = self.axes[found[1]]
                top = Fraction(found[3]) + int(found[2] or 0) * steps[axis] / self.divisions[axis]
                figures[found[1], int(year)] = top - below
                below = top if self.stacked else below
        return figures

    def letter(self, name: str) -> str:
        """Of the series that tells `name`."""
        for letter, other in self.names.items():
            if other.lower() == name.lower():
                return letter
        raise Unread(name)

    def pair(self, text: str) -> tuple[str, str]:
        """Letters of `X and Y`, either of which may have an `and` of its own."""
        for found in re.finditer(" and ", text):
            try:
                return self.letter(text[: found.start()]), self.letter(text[found.end() :])
            except Unread:
                continue
        raise Unread(text)
