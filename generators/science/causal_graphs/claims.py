"""What causal graphs claim: their rules in words, what cheap policies win, and which graphs are the same."""

from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.science.causal_graphs.canonical import renamed
from synth.generators.science.causal_graphs.cheap import POLICIES, Policy, written
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.science.causal_graphs import LABELS, CausalGraphs

BOTH = ("en", "zh")


def _is(*asks: str) -> Callable[[CausalGraphs], bool]:
    return lambda problem: problem.ask in asks


def _arrows(problem: CausalGraphs) -> str:
    return ".{1,2}".join(f"{LABELS[a]} -> {LABELS[b]}" for a, b in problem.arrows)


def _given(problem: CausalGraphs) -> str:
    return r"\{" + ", ".join(LABELS[place] for place in problem.z) + r"\}" if problem.z else "(the empty set|空集)"


def _hidden(problem: CausalGraphs) -> str:
    return ".{1,5}".join(LABELS[place] for place in problem.hidden) + " (is not measured|are not measured|没有测量)"


def _ends(language: str) -> Callable[[CausalGraphs], str]:
    def words(problem: CausalGraphs) -> str:
        x, y = LABELS[problem.x], LABELS[problem.y]
        if problem.ask == "block":
            return f"d-separates {x} and {y}" if language == "en" else f"它使 {x} 与 {y} d-分离"
        return f"effect of {x} on {y}" if language == "en" else f"在估计 {x} 对 {y} 的影响时.{{0,4}}满足后门准则"

    return words


CRITERION = {"en": "nor any descendant of .{1,30}every path .{1,50}arrow into", "zh": "的任何后代，并且阻断.{1,30}箭头指向"}
EFFECTS = ("harmful", "adjust", "smallest")
RULES = (
    Rule("set", dict.fromkeys(BOTH, _arrows)),
    Rule("set", {"en": "no other arrows and no other common causes", "zh": "没有其他箭头，也没有其他共同原因"}),
    Rule("set", {"en": "some non-collider on it.{1,30}is in Z, or if for some collider", "zh": "某个非对撞点属于集合 Z，或者有某个对撞点"}),
    Rule("set", {"en": "neither the collider nor any of its descendants is in Z", "zh": "它本身和它的所有后代都不属于 Z"}),
    Rule("set", {"en": "d-separated by Z if Z blocks every path", "zh": "阻断了两个变量之间的每一条路径"}),
    Rule(
        "set",
        {
            "en": lambda p: f"d-separated from {LABELS[p.x]} by {_given(p)}",
            "zh": lambda p: f"{_given(p)} ?使哪些变量与 {LABELS[p.x]} d-分离",
        },
        _is("separated"),
    ),
    Rule("set", {"en": "Name all of them", "zh": "请写出全部这样的变量"}, _is("separated", "harmful")),
    Rule(
        "set",
        {"en": lambda p: f"{_given(p)} satisfies", "zh": lambda p: f"{_given(p)} ?在估计"},
        _is("harmful"),
    ),
    Rule("set", {"en": "if that variable alone were added", "zh": "单独把哪一个加入这个集合"}, _is("harmful")),
    Rule("name", {"en": "leaving out . itself", "zh": "不包括 . 本身"}, _is("separated")),
    Rule("name", {"en": "and those in the set", "zh": "和该集合中的变量"}, lambda p: p.ask == "separated" and bool(p.z)),
    Rule("name", dict.fromkeys(BOTH, _hidden), lambda p: bool(p.hidden)),
    Rule("name", {"en": "measured", "zh": "有测量"}, _is(*EFFECTS)),
    Rule("name", {"en": "apart from . and .", "zh": "除 . 和 . 之外"}, _is("harmful")),
    Rule("name", {"en": "without . and .", "zh": "不含 . 和 ."}, _is("block")),
    Rule("valid", {language: _ends(language) for language in BOTH}, lambda p: p.ask != "separated"),
    Rule("valid", CRITERION, _is(*EFFECTS)),
    Rule("valid", {"en": "Any such set counts", "zh": "写出任意一个即可"}, _is("adjust")),
    Rule("size", {"en": "as few members as possible", "zh": "元素个数尽可能少"}, _is("block", "smallest")),
    Rule("size", {"en": "any one of them counts", "zh": "写出任意一个即可"}, _is("block", "smallest")),
    Rule("set", {"en": '"none" for the empty set', "zh": "空集写“无”"}),
)


def _guess(policy: Policy) -> Callable[[CausalGraphs], str]:
    def guess(problem: CausalGraphs) -> str:
        mask = policy(problem)
        return "" if mask is None else written(mask)

    return guess


_SHARES: dict[str, tuple[float, float, float]] = {
    "everything": (0.09, 0.07, 0.04),
    "direct causes of the first": (0.01, 0.23, 0.31),
    "direct causes of the second": (0.01, 0.29, 0.32),
    "direct causes of the second, no effects of the first": (0.01, 0.13, 0.21),
    "direct causes of the first with another way": (0.01, 0.14, 0.18),
    "causes of both, near or far": (0.01, 0.18, 0.17),
    "direct causes of both": (0.01, 0.15, 0.16),
    "all that are no effects": (0.48, 0.36, 0.25),
    "all effects": (0.04, 0.02, 0.03),
    "all colliders": (0.03, 0.06, 0.02),
    "all but neighbours": (0.42, 0.29, 0.17),
    "directions left aside": (0.34, 0.22, 0.16),
    "colliders open by themselves alone": (1.0, 0.65, 0.49),
    "nothing given": (0.64, 0.34, 0.27),
}
SHORTCUTS = tuple(Shortcut(name, _guess(policy), _SHARES.get(name, (0.01,) * 3) + (0.01,) * 7) for name, policy in POLICIES.items())


def copies(problem: CausalGraphs, rng: Random) -> Iterator[CausalGraphs]:
    """Other letters for the variables."""
    for _ in range(4):
        yield renamed(problem, rng.sample(range(problem.count), problem.count))


def different(problem: CausalGraphs, rng: Random) -> Iterator[CausalGraphs]:
    """An arrow less; the other end."""
    yield replace(problem, arrows=problem.arrows[1:])
    if problem.hidden:
        yield replace(problem, hidden=())
