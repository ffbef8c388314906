"""What the oracles of this domain know of numbers and places."""

from itertools import pairwise

MANY = 2000


def within(c: dict, number: int) -> bool:
    most = c.get("most", MANY)
    return c.get("least", 0) <= number and (most == MANY or number <= most)


def at_place(found: list, place: int):
    if place == 0 or place > len(found) or -place > len(found):
        return None
    return found[place - 1] if place > 0 else found[place]


def strictly(found: list, falling: bool) -> bool:
    return all((a > b) if falling else (a < b) for a, b in pairwise(found))
