"""What Bayesian networks claim: their rules in words, what cheap policies win, and which networks are the same."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.science.bayes_net.canonical import renamed
from synth.generators.science.bayes_net.cheap import POLICIES
from synth.generators.science.bayes_net.wording import chance, in_order
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.science.bayes_net import LABELS, BayesNet, State, Variable

BOTH = ("en", "zh")
STATES = {
    "en": (("late", "on time"), ("down", "working"), ("open", "closed"), ("infested", "healthy"), ("lit", "dark")),
    "zh": (("晚点", "准点"), ("停机", "正常"), ("打开", "关闭"), ("有虫害", "无虫害"), ("亮", "灭")),
}


def _depends(problem: BayesNet) -> str:
    """Each variable with those that it depends on."""
    said = []
    for place, variable in enumerate(problem.variables):
        parents = ".{1,5}".join(LABELS[parent] for parent in variable.parents)
        said.append(rf"\b{LABELS[place]} (depends on|取决于) {parents}\b" if parents else rf"\b{LABELS[place]}\b.{{1,36}}0\.\d")
    return ".{1,900}".join(said)


def _chances(problem: BayesNet) -> str:
    """All chances in their order, those with the parents on first."""
    return ".{1,130}".join(re.escape(chance(percent)) + r"\b" for variable in problem.variables for _, percent in in_order(variable))


def _side(language: str, name: str) -> Callable[[BayesNet], str]:
    def words(problem: BayesNet) -> str:
        on, off = STATES[language][problem.theme]
        between = " is " if language == "en" else " "
        states: tuple[State, ...] = getattr(problem, name)
        return ".{1,5}".join(f"{LABELS[state.variable]}{between}{on if state.on else off}" for state in states)

    return words


def _letters(problem: BayesNet) -> str:
    return ".{1,5}".join(LABELS[state.variable] for state in problem.asked)


def _is_single(problem: BayesNet) -> bool:
    return not problem.best


RULES = (
    Rule("value", dict.fromkeys(BOTH, _depends)),
    Rule("value", dict.fromkeys(BOTH, _chances)),
    Rule(
        "value",
        {
            "en": lambda p: "is either {} or {}".format(*STATES["en"][p.theme]),
            "zh": lambda p: "状态只有两种：{}或{}".format(*STATES["zh"][p.theme]),
        },
    ),
    Rule("value", {"en": "given their states, it is independent of all", "zh": "给定它们的状态后，.{1,30}相互独立"}),
    Rule(
        "value",
        {"en": lambda p: "observed that " + _side("en", "seen")(p), "zh": lambda p: "观察到：" + _side("zh", "seen")(p)},
        lambda p: bool(p.seen),
    ),
    Rule(
        "value",
        {"en": lambda p: "probability that " + _side("en", "asked")(p), "zh": lambda p: _side("zh", "asked")(p) + ".{0,4}的概率是多少"},
        _is_single,
    ),
    Rule("value", {"en": "given this", "zh": "在此条件下"}, lambda p: bool(p.seen)),
    Rule("value", {"en": "fraction in lowest terms or as a decimal that equals it", "zh": "最简分数或与它完全相等的小数"}),
    Rule(
        "state",
        {"en": lambda p: f"states of {_letters(p)} is the most probable", "zh": lambda p: f"{_letters(p)} 的哪种状态组合概率最大"},
        lambda p: p.best,
    ),
    Rule(
        "state",
        {
            "en": lambda p: (
                f'{_letters(p)}, write the letters of those that are {STATES["en"][p.theme][0]} .*"none" if there are none.*semicolon'
            ),
            "zh": lambda p: f"{_letters(p)} 中，写出.*{STATES['zh'][p.theme][0]}的.{{2,3}}的字母.*就写“无”.*分号",
        },
        lambda p: p.best,
    ),
    Rule("value", {"en": "exact conditional probability of the combination", "zh": "这种组合的条件概率"}, lambda p: p.best),
)

SHORTCUTS = tuple(Shortcut(name, policy, (0.01,) * 10) for name, policy in POLICIES.items())


def copies(problem: BayesNet, rng: Random) -> Iterator[BayesNet]:
    """The variables in another order, parents before children."""
    for _ in range(4):
        order: list[int] = []
        while len(order) < len(problem.variables):
            ready = [k for k, v in enumerate(problem.variables) if k not in order and set(v.parents) <= set(order)]
            order.append(rng.choice(ready))
        yield renamed(problem, order)


def different(problem: BayesNet, rng: Random) -> Iterator[BayesNet]:
    """Another chance, another observation."""
    first, *others = problem.variables
    yield replace(problem, variables=(Variable(first.parents, (first.table[0] % 99 + 1, *first.table[1:])), *others))
    for state in problem.seen[:1]:
        yield replace(problem, seen=(State(state.variable, not state.on), *problem.seen[1:]))
