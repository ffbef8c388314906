"""Single operations as people get them wrong in ways that are no step of their own: ties, short and long lists, what a state remembers. A
program's inputs must tell each from what is asked for."""

from collections import Counter
from collections.abc import Callable
from itertools import accumulate, groupby, zip_longest
from typing import Any

from synth.verifiers.code._language import Step
from synth.verifiers.code._operations import Reading

Operation = Callable[[Any, Reading], Any]


def slips(step: Step) -> tuple[Operation, ...]:
    """Those of a step that give something else on some value."""
    match step.op:
        case "sort":
            return (_all_turned,) if step.flag and step.key and step.key.name != "same" else ()
        case "rotate" if step.n == 1:
            return ()
        case "last" if step.n < 3:
            return ()
        case "balance":
            return (_halved_to_zero,) if step.m == 1 else ()
        case "merge":
            return _MERGED[step.m]
        case "pairs":
            return (lambda v, s: sum(y >= x for i, x in enumerate(v) for y in v[:i]),) if step.flag else ()
        case "runs":
            return (_runs_with_equals,) if step.flag else ()
    return _SLIPS.get(step.op, ())


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
    seen: list[int] = []
    last = 0
    for x in v:
        last = x if s.test(x) else x + last
        seen.append(last)
    return seen


def _halved_to_zero(v: list[int], s: Reading) -> list[int]:
    """Halves of negative numbers rounded towards zero."""
    seen: list[int] = []
    balance = 0
    for x in v:
        balance = balance + x if s.test(x) else int(balance / 2)
        seen.append(balance)
    return seen


def _runs_with_equals(v: list[int], s: Reading) -> list[list[int]]:
    """Runs in which no number is smaller than the one before."""
    runs: list[list[int]] = []
    for x in v:
        if runs and runs[-1][-1] <= x:
            runs[-1].append(x)
        else:
            runs.append([x])
    return runs


def _no_empty_section(v: list[int], s: Reading) -> int:
    """The greatest sum of a section of at least one number."""
    return max((max(accumulate(v[i:])) for i in range(len(v))), default=0)


def _split_everywhere(v: list[int], s: Reading) -> list[list[int]]:
    """With the empty pieces between two separators and at the ends."""
    pieces: list[list[int]] = [[]]
    for x in v:
        if s.test(x):
            pieces.append([])
        else:
            pieces[-1].append(x)
    return pieces


def _cancelled_once(v: list[int], s: Reading) -> list[int]:
    """What is left between two that have gone is not compared again."""
    left: list[int] = []
    i = 0
    while i < len(v):
        if i + 1 < len(v) and s.key(v[i]) == s.key(v[i + 1]):
            i += 2
        else:
            left.append(v[i])
            i += 1
    return left


def _neighbours_once(v: list[Any], s: Reading) -> list[Any]:
    """Equal items are dropped where they stand side by side alone."""
    return [x for i, x in enumerate(v) if i == 0 or v[i - 1] != x]


def _both_once(v: list[int], s: Reading) -> list[int]:
    """Each number of the other list stands for one at most."""
    found: list[int] = []
    left = Counter(s.other)
    for x in v:
        if left[x]:
            left[x] -= 1
            found.append(x)
    return found


_MERGED: tuple[tuple[Operation, ...], ...] = (
    (_both_once,),
    (),
    (lambda v, s: [x + y for x, y in zip_longest(v, s.other, fillvalue=0)],),
    (
        lambda v, s: [x for pair in zip(v, s.other, strict=False) for x in pair] + v[len(s.other) :],
        lambda v, s: [x for pair in zip(v, s.other, strict=False) for x in pair] + s.other[len(v) :],
    ),
)
"""By what is done with the two lists."""
_SLIPS: dict[str, tuple[Operation, ...]] = {
    "best": (lambda v, s: _best_of_pairs(v, s, []),),
    "best_word": (lambda v, s: _best_of_pairs(v, s, ""),),
    "rotate": (lambda v, s: v[s.n :] + v[: s.n],),
    "last": (lambda v, s: v[len(v) - s.n :],),
    "every": (lambda v, s: v[:: s.n][:4],),
    "windows": (_sums,),
    "ranks": (lambda v, s: [sum(y <= x for y in v[:i]) for i, x in enumerate(v)],),
    "greater": (_least_greater,),
    "gated": (_gated,),
    "cancel": (_cancelled_once,),
    "distinct": (_neighbours_once,),
    "group": (lambda v, s: [list(part) for _, part in groupby(v, s.key)],),
    "split": (_split_everywhere,),
    "chunks": (
        lambda v, s: [v[i : i + s.n] for i in range(0, len(v) - s.n + 1, s.n)],
        lambda v, s: [v[i : i + s.n] for i in range(0, len(v) - 1, s.n)],
    ),
    "counts": (lambda v, s: list(map(list, Counter(v).most_common())),),
    "common": (lambda v, s: Counter(v).most_common(1)[0][0] if v else s.n,),
    "section": (_no_empty_section,),
    "table": (lambda v, s: {word[:1]: len(word) if s.flag else 1 for word in v},),
    "keys": (lambda v, s: sorted(v, key=lambda w: v[w] if s.flag else -v[w]),),
}
