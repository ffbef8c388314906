"""A row of cells that changes by a rule: it is stepped forward, and a row from some steps before is right when it leads to what there is now."""

import re

from readers.simulation._prompt import Text
from reading import body

RING = (
    r"The row is bent to a ring: the first and the last cell are neighbours of each other\.|closed to a circle \(last and first cell are adjacent\)"
    r"|stand in a ring around a pond; reading from left to right goes once round it, and the last plant is next to the first\."
    r"|stand in a circle, numbered from left to right \(the last one is also the left neighbour of the first\)\."
)
ENDS = (
    r"Beyond both ends of the row, all values are 0 and stay 0\.|fixed ends \(everything outside the row counts as 0\)"
    r"|Beyond the ends there are no plants; there the number is always 0\.|Where there is no lamp, beyond the ends, take 0\."
)
SCENES = (
    r"^A row of (?P<size>\d+) cells changes step by step\. Each cell has the value (?P<values>.*?)\. In one step all cells get their new values at the same "
    r"time, each from the values before the step\.$",
    r"^One-dimensional cellular automaton, (?P<size>\d+) cells, values (?P<values>[\d, ]+), *\n *\.$",
    r"^(?P<size>\d+) plants *(?:stand side by side on a shelf\.|\n) Each day a plant has (?P<values>.*?), and what it has the next day follows from what is there "
    r"today; all plants change at the same time, overnight\.$",
    r"^(?P<size>\d+) lamps *(?:stand in a line, numbered from left to right\.|\n) A lamp is (?P<values>.*?)\. Once a tick, all of them switch at the same moment, "
    r"by this rule\.$",
)
VALUES = {
    r"0 or 1|0, 1|a flower \(1\) or none \(0\)|off \(0\) or on \(1\)": 2,
    r"0, 1 or 2|0, 1, 2|0, 1 or 2 flowers|off \(0\), dim \(1\) or bright \(2\)": 3,
}
THREE = (
    r"^The new value of a cell depends on three values: that of its left neighbour, its own, and that of its right neighbour\. Written in this order, they give$",
    r"^Rule \(left neighbour, cell, right neighbour -> new value of the cell\):$",
    r"^Look at the plant to the left, the plant itself and the plant to the right, in that order\. Today's three numbers tell tomorrow's number of the plant in the middle:$",
    r"^Take the states of the lamp's left neighbour, of the lamp, and of its right neighbour, in this order; after the arrow stands the lamp's next state\.$",
)
SUM = (
    r"^The new value of a cell depends on the sum of three values: that of its left neighbour, its own, and that of its right neighbour:$",
    r"^Rule \(sum of left neighbour, cell and right neighbour -> new value of the cell\):$",
    r"^Add up today's flowers of the plant to the left, of the plant itself and of the plant to the right\. The sum of the three tells tomorrow's number of flowers of "
    r"the plant in the middle:$",
    r"^Take the sum of the lamp's own number and those of its left and right neighbours; after the arrow stands the lamp's next state\.$",
)
COUNT = (
    r"^The new value of a cell depends on its own value and on its count: how many of the two cells on either side of it \(four in all\) have the value 1\.$",
    r"^Rule \(value of the cell, number of 1s among the two cells on each side -> new value of the cell\):$",
    r"^Count the flowers today on the plants that stand in the two places on either side of a plant, four places in all\. With the plant's own number today, this count "
    r"tells its number tomorrow:$",
    r"^Count how many are on among the two lamps on either side \(four lamps\); the lamp's own state and this count decide, and after the arrow stands its next state\.$",
)
FORWARD = (
    r"What is it after (\d+) steps?\?", r"Compute the row after (\d+) steps?\.", r"What will there be (\d+) days? later\?", r"How are they after (\d+) ticks?\?",
)  # fmt: skip
BACK = (
    r"Find a row from which this one comes in exactly (\d+) steps?\. If there are several, any of them is right\.",
    r"Compute a row that turns into this result after exactly (\d+) steps?\. Where several do, any one of them is accepted\.",
    r"What may have been there (\d+) days? ago\? If there is more than one possibility, any one of them will do\.",
    r"How may they have been at first, (\d+) ticks? before\? One possibility is enough; any of them counts\.",
)
IDLE = (
    r"^All cells are updated simultaneously\.$", r"^(?:The row is now|After \d+ steps? the row was|After \d+ ticks? the lamps are, from left to right:|At first the lamps are, from left to right:)$",
    r"Write its values from left to right, with spaces between them\.", r"Write one number for each plant, from left to right, with a space in between\.",
    r"Give the \d+ states from left to right as numbers, parted by spaces\.", r"Format: the \d+ values from left to right, a space between any two\.",
)  # fmt: skip


def follows(prompt: str, answer: str) -> bool:
    text = Text(body(prompt))
    ring = bool(text.take(RING))
    if not ring:
        text.need(ENDS)
    rule = dict[tuple[int, ...], int]()
    for found in text.all(r"^[-*]? ?(.*\d) -> (\d)$"):
        rule[tuple(map(int, found[1] if found[1].isdigit() else re.findall(r"\d+", found[1])))] = int(found[2])
    row = [int(value) for value in text.need(r"^(?:Start: |Result: |Today, from left to right: )?(\d(?: \d)+)$")[1].split()]
    scene = text.need(*SCENES)
    values = next(count for pattern, count in VALUES.items() if re.fullmatch(pattern, scene["values"]))
    kind = next((kind for kind, patterns in enumerate((THREE, SUM, COUNT)) if any(text.take(pattern) for pattern in patterns)), None)
    forward = next((found for pattern in FORWARD if (found := text.take(pattern))), None)
    steps = int((forward or text.need(*BACK))[1])
    text.drop(*IDLE)
    text.end()
    assert kind is not None and len(row) == int(scene["size"])

    def stepped(cells: list[int]) -> list[int]:
        size = len(cells)

        def at(place: int) -> int:
            return cells[place % size] if ring or 0 <= place < size else 0

        around = [[at(place + offset) for offset in (-2, -1, 0, 1, 2)] for place in range(size)]
        keys = [((near[1], near[2], near[3]), (sum(near[1:4]),), (near[2], sum(near) - near[2])) for near in around]
        return [rule[key[kind]] for key in keys]

    given = [int(value) if value.isdigit() else -1 for value in answer.split()]
    if len(given) != len(row) or not all(0 <= value < values for value in given):
        return False
    start, end = (row, given) if forward else (given, row)
    for _ in range(steps):
        start = stepped(start)
    return start == end
