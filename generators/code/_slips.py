"""Single operations as people get them wrong in ways that are no step of their own: ties by value, short lists, what a state remembers.
A program's inputs must tell each from what is asked for."""

from collections.abc import Callable
from typing import Any

from synth.verifiers.code._language import Step
from synth.verifiers.code._operations import Reading

Operation = Callable[[Any, Reading], Any]


def slips(step: Step) -> list[Operation]:
    """Those of a step that give something else on some value."""
    if step.op == "sort":
        return [_all_turned] if step.flag and step.key and step.key.name != "same" else []
    if (step.op == "rotate" and step.n == 1) or (step.op == "last" and step.n < 3):
        return []
    return [_SLIPS[step.op]] if step.op in _SLIPS else []


def _all_turned(v: list[Any], s: Reading) -> list[Any]:
    """Sorted by key and item with `reverse=True`, which turns ties around as well."""
    return sorted(v, key=lambda x: (s.key(x), x), reverse=True)


def _best_of_pairs(v: list[Any], s: Reading, empty: Any) -> Any:
    """`max` of the key and the item, so that the item decides a tie."""
    return (min if s.flag else max)(v, key=lambda x: (s.key(x), x), default=empty)


def _sums(v: list[int], s: Reading) -> list[int]:
    """A short list has one sum."""
    return [sum(v[i : i + s.n]) for i in range(max(1, len(v) - s.n + 1))] if v else []


def _least_greater(v: list[int], s: Reading) -> list[int]:
    """The least greater number behind in place of the nearest."""
    return [min((y for y in v[i + 1 :] if y > x), default=s.n) for i, x in enumerate(v)]


def _gated(v: list[int], s: Reading) -> list[int]:
    """What is remembered grows by what is added."""
    last, seen = 0, list[int]()
    for x in v:
        last = x if s.test(x) else x + last
        seen.append(last)
    return seen


_SLIPS: dict[str, Operation] = {
    "best": lambda v, s: _best_of_pairs(v, s, []),
    "best_word": lambda v, s: _best_of_pairs(v, s, ""),
    "rotate": lambda v, s: v[s.n :] + v[: s.n],
    "last": lambda v, s: v[len(v) - s.n :],
    "windows": _sums,
    "greater": _least_greater,
    "gated": _gated,
    "keys": lambda v, s: sorted(v, key=lambda w: v[w] if s.flag else -v[w]),
}
