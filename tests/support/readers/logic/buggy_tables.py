"""Reads a spoilt table and what happened to it, undoes that from the last to the first, and works out what is asked.

Where a row may or may not have been changed and both are possible, the prompt does not say which: `Unread`."""

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

from readers.logic._prompt import found
from reading import Unread, body

Row = dict[str, str]
COLUMN = r"(\w+)"


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    heads, rows = _table(text)
    for damage in reversed(_damages(text)):
        heads, rows = _undone(damage, heads, rows)
    value = _asked(text, rows)
    if "rounded to two decimals at the very end" in text:
        cents = (abs(value) * 200 + 1) // 2
        return answer == ("-" if value < 0 and cents else "") + f"{cents // 100}.{cents % 100:02}"
    if "Give a whole number." not in text or value.denominator != 1:
        raise Unread(text)
    return answer == str(value)


def _table(text: str) -> tuple[list[str], list[Row]]:
    bars = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.splitlines() if re.fullmatch(r"\|.*\|", line.strip())]
    commas = [line.strip().split(",") for line in text.splitlines() if re.fullmatch(r"[\w?.-]+(?:,[\w?.-]+)+", line.strip())]
    cells = [row for row in bars if not set("".join(row)) <= {"-"}] or commas
    if not cells or len({len(row) for row in cells}) > 1:
        raise Unread(text)
    return cells[0], [dict(zip(cells[0], row, strict=True)) for row in cells[1:]]


def _damages(text: str) -> list[str]:
    told = [m[1] for line in text.splitlines() if (m := re.fullmatch(r"(?:[-*•]|\d+[.)]) (.*)", line.strip()))]
    if len(told) > 1:
        found(r"This is the order in which it happened, each after the one before\.", text)
    found(r"as they were right before it happened\.", text)
    return told


def _undone(said: str, heads: list[str], rows: list[Row]) -> tuple[list[str], list[Row]]:
    if m := re.fullmatch(rf"The headings {COLUMN} and {COLUMN} were exchanged; the values stayed where they were\.", said):
        return _renamed({m[1]: m[2], m[2]: m[1]}, heads, rows)
    if m := re.fullmatch(r"Three headings were mixed up, while all values stayed where they were: (.*)\.", said):
        return _renamed({new: old for old, new in re.findall(rf"the column {COLUMN} was headed {COLUMN}", m[1])}, heads, rows)
    if said == "Some rows were entered again, somewhere below. Before that, no two rows were the same in all columns. The first of equal rows is the genuine one.":
        return heads, [row for number, row in enumerate(rows) if row not in rows[:number]]
    if m := re.fullmatch(rf"The values of the column {COLUMN} were turned upside down: the last one came to the top, the first one to the bottom, and so on in between\.", said):
        return heads, _column(rows, m[1], lambda values: values[::-1])
    if m := re.fullmatch(rf"In the column {COLUMN} all values slid down by (\d+) rows?; the (?:(\d+) values|value) that fell out at the bottom (?:were|was) put in at the top(?:, in the same order)?\.", said):
        by = int(m[2])
        return heads, _column(rows, m[1], lambda values: values[by:] + values[:by])
    if m := re.fullmatch(rf"In the column {COLUMN}, each value that was the same as the one right above it was replaced by a question mark\.", said):
        return heads, _column(rows, m[1], _filled)
    if m := re.fullmatch(rf"In the column {COLUMN}, the words (\w+) and (\w+) were exchanged: each was written where the other one belongs\.", said):
        swapped = {m[2]: m[3], m[3]: m[2]}
        return heads, _column(rows, m[1], lambda values: [swapped.get(one, one) for one in values])
    if m := re.fullmatch(rf"In the column {COLUMN}, each value was replaced by a running total: the sum of the value itself and all values that had been above it\.", said):
        return heads, _column(rows, m[1], lambda values: [values[0]] + [str(int(b) - int(a)) for a, b in pairwise(values)])
    if m := re.fullmatch(rf"In the column {COLUMN}, each value but the first was replaced by a difference: the value itself minus the value that had been right above it\.", said):
        return heads, _column(rows, m[1], lambda values: [str(sum(map(int, values[: n + 1]))) for n in range(len(values))])
    if m := re.fullmatch(rf"Values of the column {COLUMN} were lost; a question mark stands in their place\. In every row, {COLUMN} was exactly {COLUMN} times {COLUMN}\.", said):
        return heads, [_completed(row, m[1], m[2], m[3], m[4]) for row in rows]
    where, back = _by_row(said)
    return heads, [_either(row, where, back, said) for row in rows]


def _by_row(said: str) -> tuple[Callable[[Row], bool], Callable[[Row], Row | None]]:
    """A damage to some rows: to which, and what a damaged row was before."""
    if m := re.fullmatch(rf"In each row in which (.+), the values of {COLUMN} and {COLUMN} were exchanged\.", said):
        a, b = m[2], m[3]
        return _condition(m[1]), lambda row: row | {a: row[b], b: row[a]}
    if m := re.fullmatch(
        rf"In each row in which (.+), three values changed places: the value of {COLUMN} went to the column {COLUMN}, the value of {COLUMN} to {COLUMN}, and the value of {COLUMN} to {COLUMN}\.", said
    ):
        moves = [(m[2], m[3]), (m[4], m[5]), (m[6], m[7])]
        return _condition(m[1]), lambda row: row | {old: row[new] for old, new in moves}
    if m := re.fullmatch(rf"In each row in which (.+), the {COLUMN} was written in (\w+) instead of (\w+) \((\d+) \3 make one (\w+)\)\.", said):
        name, size = m[2], int(m[5])
        return _condition(m[1]), lambda row: row | {name: str(int(row[name]) // size)} if int(row[name]) % size == 0 else None
    if m := re.fullmatch(rf"In the column {COLUMN},(?: in each row in which (.+),)? the digits of the number were written in reverse order\. None of these numbers ended in 0\.", said):
        column = m[1]
        return _condition(m[2]) if m[2] else lambda row: True, lambda row: row | {column: row[column][::-1]} if row[column][0] != "0" else None
    raise Unread(said)


def _either(row: Row, where: Callable[[Row], bool], back: Callable[[Row], Row | None], said: str) -> Row:
    before = back(row)
    ways = ([] if where(row) else [row]) + ([before] if before and where(before) else [])
    if len(ways) != 1 and not (ways and all(way == ways[0] for way in ways)):
        raise Unread(f"{len(ways)} rows could have become {row}: {said}")
    return ways[0]


def _condition(said: str) -> Callable[[Row], bool]:
    parts = re.split(r"(?:, | and )(?=\w+ is )", said)
    tests = [_test(part) for part in parts]
    return lambda row: all(test(row) for test in tests)


def _test(said: str) -> Callable[[Row], bool]:
    m = re.fullmatch(rf"{COLUMN} is (.+)", said)
    if not m:
        raise Unread(said)
    name, rest = m[1], m[2]
    if rest in ("odd", "even"):
        return lambda row: int(row[name]) % 2 == (rest == "odd")
    if n := re.fullmatch(r"at (least|most) (\d+)", rest):
        return lambda row: int(row[name]) >= int(n[2]) if n[1] == "least" else int(row[name]) <= int(n[2])
    if n := re.fullmatch(r"not (\w+)", rest):
        return lambda row: row[name] != n[1]
    words = rest.split(" or ")
    if not all(re.fullmatch(r"[a-z]+", word) for word in words):
        raise Unread(said)
    return lambda row: row[name] in words


def _renamed(names: dict[str, str], heads: list[str], rows: list[Row]) -> tuple[list[str], list[Row]]:
    return [names.get(head, head) for head in heads], [{names.get(head, head): row[head] for head in heads} for row in rows]


def _column(rows: list[Row], name: str, undo: Callable[[list[str]], list[str]]) -> list[Row]:
    return [row | {name: value} for row, value in zip(rows, undo([row[name] for row in rows]), strict=True)]


def _filled(values: list[str]) -> list[str]:
    out = list[str]()
    for value in values:
        out.append(out[-1] if value == "?" else value)
    return out


def _completed(row: Row, lost: str, product: str, one: str, other: str) -> Row:
    if row[lost] != "?":
        return row
    if lost == product:
        return row | {lost: str(int(row[one]) * int(row[other]))}
    known = other if lost == one else one
    return row | {lost: str(Fraction(int(row[product]), int(row[known])))}


def _statistic(said: str, of: list[Fraction]) -> Fraction:
    if said == "sum":
        return sum(of, Fraction(0))
    if said == "mean":
        return sum(of, Fraction(0)) / len(of)
    if said in ("largest value", "largest"):
        return max(of)
    if said in ("smallest value", "smallest"):
        return min(of)
    if said in ("difference between the largest and the smallest value", "difference between the largest and the smallest"):
        return max(of) - min(of)
    if said == "median":
        ordered = sorted(of)
        return (ordered[(len(of) - 1) // 2] + ordered[len(of) // 2]) / 2
    raise Unread(said)


def _measured(said: str, rows: list[Row]) -> list[Fraction]:
    if m := re.fullmatch(rf"{COLUMN}(?: times {COLUMN})?", said):
        return [Fraction(int(row[m[1]]) * (int(row[m[2]]) if m[2] else 1)) for row in rows]
    raise Unread(said)


def _asked(text: str, rows: list[Row]) -> Fraction:
    m = found(r"Take (?:the|those) rows of the correct table in which (.+?)\. (.+?)(?= In the correct table,|\n|$)", text)
    chosen = [row for row in rows if _condition(m[1])(row)]
    if m[2] == "How many rows are these?":
        return Fraction(len(chosen))
    if n := re.fullmatch(r"What is the (.+) of (.+) in these rows\?", m[2]):
        return _statistic(n[1], _measured(n[2], chosen))
    if n := re.fullmatch(rf"Of these rows alone, those with the same {COLUMN} form a group; (?:find the (.+) of (.+) in each group|count the rows of each group)\. What is the (.+?)(?: of the results)?\?", m[2]):
        groups = dict[str, list[Row]]()
        for row in chosen:
            groups.setdefault(row[n[1]], []).append(row)
        results = [_statistic(n[2], _measured(n[3], group)) if n[2] else Fraction(len(group)) for group in groups.values()]
        return _statistic(n[4].removesuffix(" of"), results)
    raise Unread(m[2])
