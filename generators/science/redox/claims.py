"""What redox claims: its rules in words, what cheap policies win, and which equations are the same."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.science.redox import Ratio, Redox, solution, written

BOTH = ("en", "zh")


def _skeleton(problem: Redox) -> str:
    return re.escape(f"{' + '.join(problem.left)} → {' + '.join(problem.right)}")


def _ratios(language: str) -> Callable[[Redox], str]:
    def words(problem: Redox) -> str:
        lines = []
        for one in problem.ratios:
            made = one.one in problem.right
            first, second = re.escape(one.one), re.escape(one.other)
            if language == "en":
                text = (
                    f"{first} and {second} are {'formed' if made else 'used up'} in the molar ratio {first} : {second} = {one.a} : {one.b}"
                )
            else:
                text = f"{'生成的' if made else '消耗的'} {first} 与 {second} 的物质的量之比为 {one.a} : {one.b}"
            lines.append(rf"(?=.*{text}\D)")
        return r"\A" + "".join(lines) + "."

    return words


RULES = (
    Rule("species", dict.fromkeys(BOTH, _skeleton)),
    Rule("species", {"en": "have to appear, on the side where they stand", "zh": "必须全部出现，并留在原来的一边"}),
    Rule("species", {"en": r"H2O and H\^\+ .*nothing else is", "zh": r"添加 H2O 和 H\^\+.*不得添加其他物质"}, lambda p: p.medium == "H^+"),
    Rule("species", {"en": r"H2O and OH\^- .*nothing else is", "zh": r"添加 H2O 和 OH\^-.*不得添加其他物质"}, lambda p: p.medium == "OH^-"),
    Rule("species", {"en": "Nothing is added", "zh": "不添加任何物质"}, lambda p: p.medium == "none"),
    Rule("species", {"en": r"electrons \(e\^-\)", "zh": r"电子（写作 e\^-）"}, lambda p: p.half),
    Rule("species", {"en": "half-reaction", "zh": "半反应"}, lambda p: p.half),
    Rule("sides", {"en": "no substance stands on both sides", "zh": "同一物质不得同时出现在两边"}),
    Rule("atoms", {"en": "Atoms of each element and the total charge must be the same on both sides", "zh": "两边各元素的原子数"}),
    Rule("charge", {"en": "the total charge must be the same", "zh": "总电荷必须相等"}),
    Rule("ratio", {"en": _ratios("en"), "zh": _ratios("zh")}, lambda p: bool(p.ratios)),
    Rule("whole", {"en": "coefficients are the smallest whole numbers", "zh": "系数取最小的整数"}),
    Rule("charge", {"en": "in acidic solution", "zh": "酸性溶液中"}, lambda p: p.medium == "H^+"),
    Rule("charge", {"en": "in basic solution", "zh": "碱性溶液中"}, lambda p: p.medium == "OH^-"),
)


def _guarded(policy: Callable[[Redox], dict[str, int]]) -> Callable[[Redox], str]:
    def guess(problem: Redox) -> str:
        try:
            return written(policy(problem))
        except ValueError:
            return ""

    return guess


def _ones(problem: Redox) -> dict[str, int]:
    return dict.fromkeys(problem.left, -1) | dict.fromkeys(problem.right, 1)


def _without_solution(problem: Redox) -> dict[str, int]:
    """The right coefficients of the given species alone."""
    return {name: size for name, size in solution(problem).items() if name in (*problem.left, *problem.right)}


def _other_medium(problem: Redox) -> dict[str, int]:
    return solution(replace(problem, medium={"H^+": "OH^-", "OH^-": "H^+", "none": "H^+"}[problem.medium]))


def _equal_ratios(problem: Redox) -> dict[str, int]:
    return solution(replace(problem, ratios=tuple(Ratio(one.one, one.other, 1, 1) for one in problem.ratios))) if problem.ratios else {}


def _turned_ratios(problem: Redox) -> dict[str, int]:
    return solution(replace(problem, ratios=tuple(replace(one, a=one.b, b=one.a) for one in problem.ratios))) if problem.ratios else {}


def _as_told(problem: Redox) -> dict[str, int]:
    """The ratio's numbers for coefficients, 1 for all others."""
    sizes = _ones(problem)
    for ratio in problem.ratios:
        for name, size in ((ratio.one, ratio.a), (ratio.other, ratio.b)):
            sizes[name] *= size
    return sizes


SHORTCUTS = (
    Shortcut("every coefficient is 1", _guarded(_ones), (0.01,) * 10),
    Shortcut("without what the solution adds", _guarded(_without_solution), (1.0,) + (0.01,) * 9),
    Shortcut("balanced for the other kind of solution", _guarded(_other_medium), (1.0,) + (0.01,) * 9),
    Shortcut("every ratio is 1 : 1", _guarded(_equal_ratios), (0.01,) * 10),
    Shortcut("every ratio turned round", _guarded(_turned_ratios), (0.01,) * 10),
    Shortcut("the numbers of the ratio for coefficients", _guarded(_as_told), (0.01,) * 10),
)


def copies(problem: Redox, rng: Random) -> Iterator[Redox]:
    """Species in another order, ratios from the other side."""
    yield replace(problem, left=problem.left[::-1], right=problem.right[::-1])
    yield replace(problem, ratios=tuple(Ratio(one.other, one.one, one.b, one.a) for one in problem.ratios))


def different(problem: Redox, rng: Random) -> Iterator[Redox]:
    """Other ratios; the other kind of solution."""
    changes: list[dict[str, object]] = [{"medium": other} for other in ("H^+", "OH^-") if other != problem.medium]
    if problem.ratios:
        first = problem.ratios[0]
        changes = [{"ratios": (replace(first, a=first.a + 1), *problem.ratios[1:])}]
    for change in changes:
        try:
            yield replace(problem, **change)
        except ValueError:
            continue
