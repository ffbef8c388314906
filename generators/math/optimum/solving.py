"""Worked solutions of optimum: the lines of the branch and bound, totals and bounds."""

from fractions import Fraction

from synth.verifiers.math.optimum import Optimum
from synth.verifiers.math.optimum.derivation import LETTERS
from synth.verifiers.math.optimum.search import NONE, Search


def solve(problem: Optimum, value: int) -> tuple[str, str]:
    """The worked solution, and a whole completion that stops at the first choice or, where that is the best, adds one too many."""
    search, lines, totals = Search(problem), list[str](), list[int]()
    names = [LETTERS[k] for k in search.order]

    def line(numbers: tuple[int, ...], said: str) -> None:
        choice = ", ".join(f"{name} = {count}" for name, count in zip(names, numbers, strict=False))
        lines.append(f"S{len(lines) + 1}: {choice}: {said}")

    def down(numbers: tuple[int, ...], left: list[int], pieces: int) -> None:
        depth = len(numbers)
        for count in search.numbers(depth, left, pieces):
            search.chosen[depth] = count
            after = (*numbers, count)
            total, rest = search.placed(after)
            if depth == search.size - 1:
                line(after, f"{_sum(search, after)} = {total}")
                totals.append(total)
                if total >= 0 and (search.value == NONE or (total > search.value if search.most else total < search.value)):
                    search.value = total
            elif search.hopeless(depth + 1, total, rest):
                line(after, _bound(search, after))
            else:
                down(after, rest, pieces - count)
        search.chosen[depth] = 0

    down((), search.limits, search.total)
    first = next(place for place, text in enumerate(lines) if text.endswith(f"= {totals[0]}"))
    if totals[0] != value:
        wrong, answer = lines[: first + 1], totals[0]
    else:
        answer = value + 1 if search.most else value - 1
        wrong = [*lines[:first], lines[first].removesuffix(str(value)) + str(answer), *lines[first + 1 :]]
    return "\n".join(lines), "\n".join(wrong) + f"\n\n<answer>\n{answer}\n</answer>"


def _sum(search: Search, numbers: tuple[int, ...]) -> str:
    text = ""
    for kind, count in zip(search.kinds, numbers, strict=False):
        if count:
            text += f" + {count}*{kind.worth}" + (f" {'-' if search.most else '+'} {kind.fee}" if kind.fee else "")
    return text.removeprefix(" + ") or "0"


def _bound(search: Search, numbers: tuple[int, ...]) -> str:
    """The equation of a bound that is no better than what is known."""
    depth = len(numbers)
    value, left = search.placed(numbers)
    text = _sum(search, numbers)
    if not search.most and search.value != NONE and value >= search.value:
        return f"{text} = {value}"
    if not search.most and search.lacks(depth, left):
        return "impossible"
    for amount, (worth, use) in zip(left, search.rates[depth], strict=True):
        if use and (search.most or amount > 0):
            bound = value + Fraction(amount * worth, use)
            if (bound <= search.value) if search.most else (bound >= search.value):
                return f"{text} + {amount}*{worth}/{use} = {bound}"
    raise AssertionError("a choice that is not hopeless")
