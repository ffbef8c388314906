"""Steps of which none can be left out: beside the true course of a story those courses are followed in which one step is left out, or one
condition is decided the other way; all of them have to lead to another answer."""

from collections.abc import Callable, Sequence
from typing import TypeVar

S = TypeVar("S")


def extended(courses: list[S], true: S, other: S | None, take: Callable[[S], S], value: Callable[[S], int], waiting: int) -> list[S] | None:
    """All courses after one more step, the true one first; None where more than `waiting` of the others have the value of the true one,
    or one of them has become the same in everything.

    true: the true course after the step; other: the same, had its condition been decided the other way; take: what the step
    makes of a course; value: the answer, if the story ended there."""
    right = value(true)
    equal: list[S] = []  # those that are equal come first next time, as it is they that fail
    apart: list[S] = []
    new = [courses[0]] if other is None else [courses[0], other]
    for place, course in enumerate(new + courses[1:]):
        after = course if place < len(new) else take(course)
        if value(after) != right:
            apart.append(after)
        elif len(equal) == waiting or after == true:
            return None
        else:
            equal.append(after)
    return [true, *equal, *apart]


ANY = ""


def happening(forms: Sequence[str], number: int) -> list[str]:
    """What kinds so many events are of: each of forms once where there is room, so that nobody wins who passes over one, and ANY."""
    kinds = list(dict.fromkeys(forms))
    return [ANY] * number if number < len(kinds) else kinds + [ANY] * (number - len(kinds))


def telling(met: list[tuple[bool, bool]]) -> bool:
    """Whether some conditions are met and some are not, and some would be decided otherwise at the start. met: for each condition whether
    it is met when it is its turn, and whether it would be at the start."""
    return len({now for now, _ in met}) == 2 and any(now != first for now, first in met)
