"""Reads tabular/join_pivot: joins three printed tables, keeps and leaves out by totals, and adds up."""

import csv
import re
from collections import defaultdict
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from readers.tabular._tables import RANKS, number, plain
from reading import Unread, body

STEP = re.compile(
    r"\d\. (?:Of all deliveries|Of the deliveries that are kept), (leave out|take) those of the ([a-z ]+?) with the "
    r"(?:(second|third|fourth|fifth) )?(largest|smallest) total (value|number of boxes)(?: and keep (?:all others|only these))?\."
)
JOIN = "The region of a delivery is that of its branch in Table 2, its country of origin that of its product in Table 3."
UNKNOWN = "Deliveries whose branch is not in Table 2 or whose product is not in Table 3 are left out of everything."
COMPARED = "Only what has at least one of the deliveries in question is compared."
VALUE = re.compile(
    r"The value of a delivery is its number of boxes(?: \(every box holds one piece\))?, (?:times the (\d+) pieces that every box holds, )?times the price of a (?:piece|box), in dollars"
    r"(?: \((100) cents are a dollar\))?\."
)
WHICH = "(?:the deliveries that are kept in the end|all deliveries)"


class Delivery(NamedTuple):
    number: int
    of: dict[str, str]
    boxes: Fraction
    value: Fraction


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    flat = plain(text)
    kept, last = _deliveries(text, flat), ""
    steps = STEP.findall(flat)
    if len(steps) != len(re.findall(r"(?:^|\s)\d\. Of ", flat)):
        raise Unread(flat)
    for act, heading, rank, way, what in steps:
        last = _chosen(kept, heading, RANKS[rank], way == "largest", _measure(what))
        kept = [one for one in kept if (one.of[heading] == last) == (act == "take")]
    if re.search(r"Which [a-z ]+ does (?:the last|this) step choose\?", flat):
        return answer.strip() == last
    found = re.fullmatch(r"[\d ,]*\d(\.\d+)?", answer.strip())
    return found is not None and number(answer.strip()) == _asked(flat, kept)


def _deliveries(text: str, flat: str) -> list[Delivery]:
    """Those that have their branch and their product in the other tables; others are there only where the prompt says so."""
    (_, *goods), (_, *branches), (head, *products) = (_table(text, place) for place in (1, 2, 3))
    found = VALUE.search(flat)
    if JOIN not in flat or ("1. Of " in flat and COMPARED not in flat) or (not found and "value" in flat):
        raise Unread(flat)
    pieces, cents = (int(found[1] or 1), int(found[2] or 1)) if found else (1, 1)
    if found and ("(cents)" in head[2]) != (cents == 100):
        raise Unread(head[2])
    region, origin = {line[0]: line[1] for line in branches}, {name: where for name, where, _ in products}
    price = {name: Fraction(cost) * pieces / cents for name, _, cost in products}
    joined = [
        Delivery(int(place), {"branch": branch, "product": product, "region": region[branch], "country of origin": origin[product]},
                 Fraction(boxes), int(boxes) * price[product])
        for place, branch, product, boxes in goods if branch in region and product in price
    ]  # fmt: skip
    if len(joined) < len(goods) and UNKNOWN not in flat:
        raise Unread("a branch or a product that is in no table")
    return joined


def _table(text: str, place: int) -> list[list[str]]:
    found = re.search(rf"^Table {place}\. [^\n]*\n\n(.*?)(?:\n\n|\Z)", text, re.MULTILINE | re.DOTALL)
    if not found:
        raise Unread(f"no table {place}")
    body = found[1].strip("`\n").split("\n")
    if body[0].startswith("|"):
        lines = [[field.strip() for field in line.strip("| ").split("|")] for line in body]
        return [lines[0], *lines[2:]]
    if body[0].startswith('"'):
        return list(csv.reader(body))
    return [re.split(r" {2,}", line.strip()) for line in body]


def _measure(what: str) -> Callable[[Delivery], Fraction]:
    return (lambda one: one.boxes) if "box" in what else lambda one: one.value


def _totals(kept: list[Delivery], headings: list[str], measure: Callable[[Delivery], Fraction]) -> dict[tuple[str, ...], Fraction]:
    totals = defaultdict[tuple[str, ...], Fraction](Fraction)
    for one in kept:
        totals[tuple(one.of[heading] for heading in headings)] += measure(one)
    return totals


def _chosen(kept: list[Delivery], heading: str, rank: int, largest: bool, measure: Callable[[Delivery], Fraction]) -> str:
    totals = _totals(kept, [heading], measure)
    wanted = sorted(totals.values(), reverse=largest)[rank]
    ((name,),) = [name for name, total in totals.items() if total == wanted]
    return name


def _asked(flat: str, kept: list[Delivery]) -> Fraction:
    if found := re.search(rf"What is the total (value|number of boxes) of {WHICH}", flat):
        return sum(map(_measure(found[1]), kept), Fraction(0))
    if found := re.search(
        rf"Go through {WHICH} in the order of their numbers and add up their (boxes|values)\. What is the number \(No\.\) of the "
        r"delivery at which the running total first reaches or exceeds ([\d ,.]*\d)", flat
    ):  # fmt: skip
        so_far, measure = Fraction(0), _measure(found[1])
        for one in sorted(kept):
            so_far += measure(one)
            if so_far >= number(found[2]):
                return Fraction(one.number)
        raise Unread(f"{found[2]} is never reached")
    if found := re.search(rf"Group {WHICH} by ([a-z ]+) and take from each group the single delivery with the (most boxes|largest value)\.", flat):
        measure, most = _measure(found[2]), dict[str, Fraction]()
        for one in kept:
            most[one.of[found[1]]] = max(most.get(one.of[found[1]], Fraction(0)), measure(one))
        return sum(most.values(), Fraction(0))
    found = re.search(
        rf"Make a pivot table of {WHICH}, with a row for each ([a-z ]+) and a column for each ([a-z ]+); each cell holds the total "
        r"(value|number of boxes) of its deliveries\. What is the (?:(second|third) )?largest number in its cells", flat
    )  # fmt: skip
    if not found:
        raise Unread(flat)
    cells = sorted(_totals(kept, [found[1], found[2]], _measure(found[3])).values(), reverse=True)
    return cells[RANKS[found[4] or ""]]
