"""Problems and knobs as values: frozen, compared by their fields, checked whenever they are made or decoded."""

from collections import deque
from collections.abc import Callable
from functools import wraps
from typing import Any, Self, TypeVar

import msgspec

_encoder = msgspec.json.Encoder(order="sorted")


class Frozen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A frozen record. Bounds live in the annotations (`Annotated[int, msgspec.Meta(ge=1, le=9)]`), rules that span several
    fields in `__post_init__`, which raises ValueError; both are applied when a value is decoded."""

    def to_json(self) -> str:
        """The one JSON text of this value: keys sorted, no spaces, so equal values have equal texts."""
        return _encoder.encode(self).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Decode and validate. Raises msgspec.ValidationError or msgspec.DecodeError."""
        return msgspec.json.decode(text, type=cls)

    @classmethod
    def from_fields(cls, fields: dict[str, Any]) -> Self:
        """Build from loosely typed fields ("50" for 50), with every bound checked. Raises msgspec.ValidationError."""
        return msgspec.convert(fields, cls, strict=False)


class Problem(Frozen, frozen=True, dict=True):
    """One problem in normal form: equal puzzles are equal values. The verifier's ground truth is its JSON text."""


P = TypeVar("P", bound=Frozen)
"""A problem, or a part of one that has a `__dict__` as well."""
R = TypeVar("R")


RECENT = 8
"""Problems whose equals need not be worked out again: at least as many as a family has members."""


def kept(function: Callable[[P], R]) -> Callable[[P], R]:
    """What a function finds of a problem, worked out once and kept with the problem: it is asked for when the problem is decoded and again
    for each completion. An equal problem that comes soon after, such as one that is decoded to check it, gets the same. (A cache by
    problems would hash the whole problem each time.) It must not be changed by who gets it."""
    return kept_by(lambda problem: problem)(function)


def kept_by(what: Callable[[Any], object]) -> Callable[[Callable[[P], R]], Callable[[P], R]]:
    """The same for a function of a part of the problem, which `what` gives: problems that have it in common get the same."""

    def keeping(function: Callable[[P], R]) -> Callable[[P], R]:
        name = f"{function.__module__}.{function.__qualname__}"
        recent: deque[tuple[object, R]] = deque(maxlen=RECENT)

        @wraps(function)
        def found(problem: P) -> R:
            values = problem.__dict__
            if name not in values:
                part = what(problem)
                same = next((before for before in tuple(recent) if before[0] == part), None)
                if same is None:
                    same = part, function(problem)
                    recent.append(same)
                values[name] = same[1]
            value: R = values[name]
            return value

        return found

    return keeping
