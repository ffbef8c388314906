"""Skyscrapers from their prompt: heights once in every row and column, numbers at the edge that say how many are seen from there."""

import re
from collections.abc import Sequence

from readers.logic._puzzles import block, latin, literal, only, square
from reading import Unread, body

Line = list[tuple[int, int]]
SAID = r"higher than all buildings in front of it|higher skyscraper hides all lower ones|no tower before it in the same line is as high"


def seen(heights: Sequence[int]) -> int:
    return sum(height > max(heights[:place], default=0) for place, height in enumerate(heights))


def drawing(prompt: str) -> tuple[list[list[str]], list[tuple[Line, int]]]:
    """The cells as printed, and each number at the edge behind the cells that one looks along."""
    lines = body(prompt).splitlines()
    if listed := re.findall(r"^- from (above|below|the left|the right)\b.*: ([-\d ]+)$", body(prompt), re.M):
        return _listed(prompt, listed)
    frame = [n for n, line in enumerate(lines) if re.fullmatch(r"  \+-+\+", line)]
    if len(frame) != 2 or not re.search(SAID, prompt):
        raise Unread(prompt)
    rows = lines[frame[0] + 1 : frame[1]]
    size, views = len(rows), list[tuple[Line, int]]()
    for r, line in enumerate(rows):
        along = [(r, c) for c in range(size)]
        left, right = line[:2].strip(), line[line.rindex("|") + 1 :].strip()
        views += [(along, int(left))] if left else []
        views += [(along[::-1], int(right))] if right else []
    for edge, up in ((lines[frame[0] - 1], False), (lines[frame[1] + 1] if frame[1] + 1 < len(lines) else "", True)):
        for c, word in enumerate(edge[4::2]):
            along = [(r, c) for r in range(size)]
            views += [(along[::-1] if up else along, int(word))] if word.strip() else []
    return [line[line.index("|") + 1 : line.rindex("|")].split() for line in rows], views


def _listed(prompt: str, listed: list[tuple[str, str]]) -> tuple[list[list[str]], list[tuple[Line, int]]]:
    """The same where the numbers are not drawn around the grid but told side by side."""
    if not re.search("exactly when it is higher than everything before it.*- means that any number will do", prompt):
        raise Unread(prompt)
    printed = block(prompt, r"(?:\d+|[._?])(?: (?:\d+|[._?]))+")
    span, views = range(len(printed)), list[tuple[Line, int]]()
    for side, numbers in listed:
        for k, word in enumerate(numbers.split()):
            along = [(r, k) for r in span] if side in ("above", "below") else [(k, c) for c in span]
            if word != "-":
                views.append((along[::-1] if side in ("below", "the right") else along, int(word)))
    return printed, views


def follows(prompt: str, answer: str) -> bool:
    printed, views = drawing(prompt)
    size = len(printed)
    at, told, span = literal(size), square(answer, size), range(size)
    if told is None:
        return False

    def cuts(model: list[int]) -> list[list[int]]:
        heights = [[next(k for k in range(1, size + 1) if model[at(r, c, k) - 1] > 0) for c in span] for r in span]
        wrong = [along for along, count in views if seen([heights[r][c] for r, c in along]) != count]
        return [[-at(r, c, heights[r][c]) for r, c in along] for along in wrong]

    clauses = latin(size)
    clauses += [[at(r, c, int(word))] for r, row in enumerate(printed) for c, word in enumerate(row) if word.isdigit()]
    return only(clauses, [at(r, c, told[r][c]) for r in span for c in span], cuts)
