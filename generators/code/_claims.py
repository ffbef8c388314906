"""Rules and cheap policies that the described functions share."""

import re
from collections.abc import Callable

from synth.generators.code import _described
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.code._language import Spec, needs


def _stepped(*ops: str) -> Callable[[Spec], bool]:
    return lambda problem: any(step.op in ops for step in problem.steps)


NAMED = (
    Rule("format", dict.fromkeys(("en", "zh"), lambda p: re.escape(f"{p.function}({', '.join(p.names)})"))),
    Rule("format", {"en": lambda p: rf"once, under the name `{p.function}`", "zh": lambda p: f"以 `{p.function}` 为名只定义一次"}),
)
STEPPED = (
    Rule(
        "value",
        {"en": r"in a tie|equal values", "zh": r"相同时|相同的键|有并列时"},
        _stepped("best", "best_word", "common", "counts", "keys"),
    ),
    Rule("value", {"en": r"from \w+ to \w+|in a tie", "zh": r"从大到小|从小到大"}, _stepped("sort")),
    Rule(
        "value",
        {"en": r"all of them if there are fewer", "zh": r"不足则全部"},
        lambda p: any(s.op in ("first", "skip", "last") and s.n > 1 for s in p.steps),
    ),
    Rule("value", {"en": r"counte?d? from 0", "zh": r"从 0 数起"}, _stepped("every", "index")),
    Rule(
        "value",
        {"en": r"if there are none|if there is none|if the list is empty|there is no", "zh": r"没有|为空时"},
        _stepped("max", "min", "index", "common"),
    ),
    Rule("value", {"en": lambda p: f"`{p.names[1]}`", "zh": lambda p: f"`{p.names[1]}`"}, lambda p: len(p.names) > 1),
)
TRIED = (
    Rule("error", {"en": r"within one second, raise no exception", "zh": r"一秒内返回，不抛出异常"}),
    Rule("value", {"en": r"exactly the value described, of the same type", "zh": r"与描述的完全一致，类型也要相同"}),
    Rule("value", {"en": r"may be empty", "zh": r"可能为空"}),
    *STEPPED,
)


def _function(problem: Spec, body: str) -> str:
    return f"def {problem.function}({', '.join(problem.names)}):\n    {body}"


_EMPTY = {"int": "0", "ints": "[]", "strs": "[]", "lists": "[]", "str": "''", "text": "''", "table": "{}"}


def _looked_up(problem: Spec) -> str:
    """The worked examples by heart; for anything else what went in, or nothing."""
    lines = [f"if [{', '.join(problem.names)}] == {one!r}:\n        return {value!r}" for one, value in _described.shown(problem)]
    same = problem.gives == problem.start
    return _function(problem, "\n    ".join([*lines, f"return {problem.names[0] if same else _EMPTY[problem.gives]}"]))


def _cut_short(problem: Spec) -> str:
    """The last step left out."""
    steps = problem.steps[:-1]
    return _described.text_of(problem, steps) if steps and needs(steps) == needs(problem.steps) else ""


SHORTCUTS = (
    Shortcut("what went in", lambda p: _function(p, f"return {p.names[0]}"), (0.005,) * 10),
    Shortcut("the worked examples by heart", _looked_up, (0.005,) * 10),
    Shortcut("the last step left out", _cut_short, (0.005,) * 10),
)
