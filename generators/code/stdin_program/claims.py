"""What programs on standard input claim: their rules in words, what cheap policies win, and which programs are the same."""

from collections.abc import Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.code import _described
from synth.generators.code._claims import SHORTCUTS as OTHERS
from synth.generators.code._claims import STEPPED
from synth.generators.code._described import others as different
from synth.generators.code.stdin_program import reading
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.code._inputs import LARGE
from synth.verifiers.code._language import needs
from synth.verifiers.code.stdin_program import StdinProgram
from synth.verifiers.code.stdin_program.running import SECONDS

__all__ = ["RULES", "SHORTCUTS", "copies", "different"]


RULES = (
    Rule("format", {"en": r"program in Python|Python program|Python script|in Python", "zh": r"Python (编写|程序)|用 Python|Python"}),
    Rule(
        "error",
        {
            "en": rf"within {SECONDS} seconds of processor time, raise no exception, and exit with status 0",
            "zh": rf"须在 {SECONDS} 秒处理器时间内结束，不抛出异常，退出状态为 0",
        },
    ),
    Rule("error", {"en": r"no threads, files or network", "zh": r"不能使用线程、文件或网络"}),
    Rule("slow", {"en": rf"≤ {LARGE}\)", "zh": rf"≤ {LARGE}）"}, lambda p: p.large),
    Rule("slow", {"en": r"inputs that reach the limits", "zh": r"达到上限的输入"}, lambda p: p.large),
    Rule("slow", {"en": rf"{SECONDS} seconds of processor time", "zh": rf"{SECONDS} 秒处理器时间"}),
    Rule("value", {"en": r"may be empty|an empty line if|0 ≤ n", "zh": r"可能为空|为空行|0 ≤ n"}),
    Rule("value", {"en": r"first line holds the number of test cases", "zh": r"第一行为测试用例的个数"}, lambda p: p.cases),
    Rule("value", {"en": r"For each case, in order, print", "zh": r"按顺序对每个用例输出"}, lambda p: p.cases),
    Rule(
        "value",
        {"en": r"lines, each with one element", "zh": r"行，每行为 `\w+` 的一个元素"},
        lambda p: p.layout == "columns" and p.start != "table",
    ),
    Rule(
        "value",
        {"en": r"the elements of the resulting list on one line", "zh": r"一行，为所得列表的各元素"},
        lambda p: p.gives == "ints" and p.one_line,
    ),
    Rule("value", {"en": r"empty list print an empty line", "zh": r"列表为空时输出一个空行"}, lambda p: p.gives == "ints" and p.one_line),
    Rule(
        "value",
        {"en": r"a line with the length of the resulting list", "zh": r"一行，为所得列表的长度"},
        lambda p: p.gives == "strs" or (p.gives == "ints" and not p.one_line),
    ),
    Rule("value", {"en": r"a line with the number of groups", "zh": r"一行，为所得的组数"}, lambda p: p.gives == "lists"),
    Rule("value", {"en": r"in the alphabetical order of the keys", "zh": r"按键的字母顺序"}, lambda p: p.gives == "table"),
    Rule("value", {"en": r"spaces at its start or end belong to it", "zh": r"首尾的空格也是文本的一部分"}, lambda p: p.start == "str"),
    Rule("value", {"en": r"empty lines at the end of the output do not matter", "zh": r"输出末尾的空行不影响评判"}),
    *STEPPED,
)
SHORTCUTS = (
    Shortcut("the first argument, in the form of the output", lambda p: _unchanged(p), (0.005,) * 10),
    Shortcut("the worked examples by heart", lambda p: reading.around(p, OTHERS[1].policy(p)), (0.005,) * 10),
    Shortcut("the last step left out", lambda p: _cut_short(p), (0.005,) * 10),
)


def _shaped(problem: StdinProgram) -> str:
    """The first argument, or something made of it at once, of the type of the result."""
    name = problem.names[0]
    if problem.start == problem.gives or (problem.start == "str" and problem.gives == "text"):
        return name
    others = {"int": f"len({name})", "table": "{}", "str": "''", "text": f"' '.join(map(str, {name}))", "lists": f"[{name}]"}
    return others.get(problem.gives, f"sorted({name})")


def _unchanged(problem: StdinProgram) -> str:
    return reading.around(problem, f"def solve({', '.join(problem.names)}):\n    return {_shaped(problem)}")


def _cut_short(problem: StdinProgram) -> str:
    steps = problem.steps[:-1]
    return reading.program(problem, steps) if steps and needs(steps) == needs(problem.steps) else ""


def copies(problem: StdinProgram, rng: Random) -> Iterator[StdinProgram]:
    """The same program under other names, and with another form of input and output."""
    yield from _described.renamed(problem, rng)
    yield replace(problem, cases=not problem.cases, one_line=not problem.one_line)
    if problem.start != "str":
        yield replace(problem, layout="head" if problem.layout != "head" else "rows")
