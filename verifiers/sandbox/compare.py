"""Is an output the expected one? Asked by the trainer's process, never by the one that made the output."""

import math
from typing import Any


def same(value: Any, expected: Any, mixed: bool = False, tolerance: float = 0.0) -> bool:
    """Whether two JSON values are equal, by type: 1 is not True, and 1.0 is not 1 unless mixed. A tuple is a list. NaN is NaN, since a
    test that expects it can be passed in no other way; 0.0 is -0.0. tolerance: how far a float may be off, absolutely or as a share of
    what is expected (`1e-9`); none unless told otherwise. Keys of a dict are in no order.

    expected may nest no deeper than values of a sandbox do (64)."""
    if isinstance(expected, list | tuple):
        return (
            isinstance(value, list | tuple)
            and len(value) == len(expected)
            and all(same(one, other, mixed, tolerance) for one, other in zip(value, expected, strict=True))
        )
    if isinstance(expected, dict):
        return (
            isinstance(value, dict)
            and value.keys() == expected.keys()
            and all(same(value[key], other, mixed, tolerance) for key, other in expected.items())
        )
    if isinstance(expected, float) or (mixed and _is_number(expected) and isinstance(value, float)):
        if not (isinstance(value, float) or (mixed and _is_number(value))):
            return False
        return _close(value, expected, tolerance)
    return type(value) is type(expected) and value == expected


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _close(value: float, expected: float, tolerance: float) -> bool:
    if value == expected:  # exact between int and float, and true of infinities
        return True
    if value != value or expected != expected:
        return value != value and expected != expected
    try:
        return math.isclose(value, expected, rel_tol=0.0, abs_tol=tolerance * max(1.0, abs(expected))) if tolerance else False
    except OverflowError:  # an int beyond any float
        return False


def same_text(output: str, expected: str) -> bool:
    """Whether two printed texts are equal, but for spaces at the ends of lines and empty lines at the end."""
    return _trimmed(output) == _trimmed(expected)


def _trimmed(text: str) -> list[str]:
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines
