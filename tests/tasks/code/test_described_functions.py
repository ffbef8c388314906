"""Functions that are described: programs in other styles are right, programs with a small fault are not, whatever they try."""

import ast
import json
from random import Random

import pytest
from drawing import members
from msgspec.structs import replace

from synth.generators import registry
from synth.generators.code import _described, _mutants, _programs, _python, _steps
from synth.generators.prompts import render
from synth.pipelines.oracles.code import _programs as oracle
from synth.verifiers.code._inputs import inputs
from synth.verifiers.code._judge import tests as expectations
from synth.verifiers.code._language import BOUNDS, Key, Step, ran
from synth.verifiers.code._language import Test as Single
from synth.verifiers.code._operations import KEYS, OPERATIONS
from synth.verifiers.code.function_from_spec import FunctionFromSpec, verify
from synth.verifiers.parsers import programs

TASK = registry.load("code/function_from_spec")


def drawn(level, count):
    return members(TASK.name, level, count)


def _annotated(problem, text):
    head, _, body = text.partition("\n")
    return f'from typing import Any\n\n{head[:-1]} -> Any:\n    """Do what is described."""\n{body}'


def _helper(problem, text):
    return (
        f"{text.replace(f'def {problem.function}(', 'def _inner(')}\n\ndef {problem.function}(*arguments):\n    return _inner(*arguments)"
    )


def _method(problem, text):
    inner = "\n".join(f"    {line}" for line in text.replace(f"def {problem.function}(", "def run(self, ").split("\n"))
    return f"class Worker:\n{inner}\n\n{problem.function} = Worker().run"


def _nested(problem, text):
    inner = "\n".join(f"    {line}" for line in text.split("\n"))
    names = ", ".join(problem.names)
    return f"def {problem.function}({names}):\n{inner}\n    return {problem.function}({names})"


def _tuple(problem, text):
    return _helper(problem, text).replace(
        "return _inner(*arguments)", "found = _inner(*arguments)\n    return tuple(found) if type(found) is list else found"
    )


def _noisy(problem, text):
    return f"print('start')\n{text}\n\nif __name__ == '__main__':\n    print({problem.function})\n"


STYLES = {"plain": lambda problem, text: text} | {s.__name__: s for s in (_annotated, _helper, _method, _nested, _tuple, _noisy)}


@pytest.mark.parametrize("style", STYLES)
def test_right_programs_in_other_styles_are_accepted(style, scale):
    for level in (1, 4, 7, 10):
        for sample in drawn(level, 6 * scale):
            text = STYLES[style](sample.problem, _described.text_of(sample.problem, sample.problem.steps))
            assert verify(sample.problem, text), text


def test_programs_with_a_small_fault_are_refused(scale):
    refused = 0
    for level in (1, 4, 7, 10):
        for number, sample in enumerate(drawn(level, 6 * scale)):
            wrong, idle = _programs.tried_out(sample.problem)
            assert idle is None and len(wrong) >= _programs.FEWEST_WRONG
            for steps in Random(number).sample(wrong, min(8, len(wrong))):
                text = _described.text_of(sample.problem, steps)
                verdict = verify(sample.problem, text)
                assert verdict.reason in ("value", "error"), text
                refused += 1
    assert refused > 100


SPOILED = {
    "a float": "return float(found) if type(found) is int else [float(x) for x in found] if type(found) is list and found and type(found[0]) is int else None",
    "a truth": "return found == 0 if type(found) is int else bool(found)",
    "one more": "return found + 1 if type(found) is int else list(found) + [found]",
    "nothing for an empty argument": "return None if not arguments[0] else found",
    "an equal of everything": "class Any:\n        __eq__ = lambda self, other: True\n    return Any()",
    "a list of one": "return [found]",
}


@pytest.mark.parametrize("body", SPOILED.values(), ids=SPOILED)
def test_values_that_are_nearly_right_are_refused(body):
    for level in (1, 7):
        for sample in drawn(level, 4):
            text = _helper(sample.problem, sample.answer).replace("return _inner(*arguments)", f"found = _inner(*arguments)\n    {body}")
            assert verify(sample.problem, text).reason in ("value", "error"), text


HOSTILE = (
    "import sys\nprint('ok', file=sys.stderr)\nsys.exit(0)\ndef f(x):\n    return 0",
    "def f(x):\n    import os\n    os._exit(0)",
    "def f(x):\n    return open('/etc/passwd').read()",
    "def f(x):\n    return 'a' * 10**10",
    "def f(x):\n    return f(x)",
    "def f(x):\n    while True:\n        pass",
    "def f(x):\n    return 10 ** 10 ** 8",
    "def f(x):\n    yield x",
    "def f(x):\n    return lambda: x",
    "import gc\ndef f(x):\n    return [o for o in gc.get_objects() if isinstance(o, list)][0]",
    "def _on_all_inputs(inputs):\n    return [0]\ndef f(x):\n    return _on_all_inputs(x)",
    "import copy\ncopy.deepcopy = lambda x: 0\ndef f(x):\n    return x",
    "import builtins\nbuiltins.len = lambda x: 0\ndef f(x):\n    return x",
)


@pytest.mark.parametrize("answer", HOSTILE)
def test_hostile_programs_earn_nothing(answer):
    sample = next(one for one in drawn(5, 20) if len(one.problem.names) == 1)
    assert verify(sample.problem, answer.replace("def f(", f"def {sample.problem.function}(")).reason in ("value", "error")


def test_every_operation_is_drawn_described_and_the_same_by_the_other_route(scale):
    """The evaluator, the Python text and the oracle agree; each operation turns up."""
    seen = set()
    for level in range(1, 11):
        for number, sample in enumerate(drawn(level, 60 * scale)):
            problem = sample.problem
            seen |= {step.op for step in problem.steps}
            if number >= 25 * scale:  # the rest is there for operations that are rare
                continue
            loose = json.loads(problem.to_json())
            for one in inputs(problem.start, problem.steps, problem.kinds, 12):
                assert oracle.expected(loose, one) == ran(problem.start, problem.steps, one)
            ast.parse(_python.program(problem.function, problem.names, problem.start, problem.steps))
            for language in ("en", "zh"):
                prompt = render(TASK, problem, Random(number), language)
                assert ": ." not in prompt and ". .\n" not in prompt and "：。" not in prompt
    assert seen == set(OPERATIONS), set(OPERATIONS) - seen
    assert set(BOUNDS) <= set(OPERATIONS)


def test_mutants_differ_and_keep_the_type():
    for sample in drawn(7, 10):
        problem = sample.problem
        found = [steps for _, steps in _mutants.mutants(problem.start, problem.steps)]
        assert problem.steps not in found and len(set(found)) == len(found) >= _programs.FEWEST_WRONG


def test_what_everybody_knows_is_asked_for():
    """Equal numbers are one another, so that no mutant of a plain sort turns ties; inversions have a mutant of their own."""
    for step in (Step("sort", key=Key("same")), Step("pairs", flag=True)):
        steps = (step,) if step.op == "sort" else (Step("differences"), step)
        wrong, idle = _programs.tried_out(FunctionFromSpec("solve", ("items",), "ints", steps))
        assert idle is None and wrong, step


def test_no_test_always_holds():
    odd = Single(Key("same"), "odd", join="and", key2=Key("distance", 13), rel2="odd")
    assert _steps._decided(odd) and not _steps._decided(replace(odd, rel2="even"))
    tests = [_steps._test(Random(turn), "int", 1.0, False) for turn in range(300)]
    assert not any(map(_steps._decided, tests))


def test_inputs_hold_boundaries_and_depend_on_the_problem_alone():
    first, second = [sample.problem for sample in drawn(4, 12) if sample.problem.start != "str"][:2]
    tried, expected = expectations(first.start, first.steps, tuple(first.kinds))
    assert inputs(first.start, first.steps, first.kinds, 30) == tried[:30] and len(expected) == len(tried)
    assert len(tried[0][0]) == 0 and {len(one[0]) for one in tried} >= {1, 2}
    assert tried != inputs(second.start, second.steps, second.kinds)


@pytest.mark.parametrize(
    ("op", "before", "sensible"),
    [
        ("words", [], True),
        ("words", ["best_word"], False),
        ("words", ["best_word", "backwards"], False),
        ("backwards", ["best_word"], True),
        ("backwards", ["backwards", "shift"], False),
        ("reverse", ["reverse", "every"], False),
        ("rotate", ["rotate", "every"], True),
        ("sum", ["sort"], False),
    ],
)
def test_steps_make_sense_behind_others(op, before, sensible):
    """A lone word has nothing to split, and a text reversed twice is as it was."""
    assert _programs._follows(op, before[-1] if before else "", _programs._too_often(before), 3) is sensible


def test_items_and_keys_have_words():
    """No key without a Python text and words in both languages."""
    for item, names in KEYS.items():
        for name in names:
            assert name in _python._KEYS, (item, name)


RIGHT = "def f(x):\n    return x"
ANSWERS = (
    (RIGHT, True),
    (f"```python\n{RIGHT}\n```", True),
    (f"```py\n{RIGHT}\n```", True),
    (f"~~~python\n{RIGHT}\n~~~", True),
    ("1. The code:\n   ```python\n   def f(x):\n       return x\n   ```", True),
    (f"```python\n{RIGHT}", True),
    ("```python\n>>> def f(x):\n...     return x\n...\n```", True),
    (">>> def f(x):\n...     return x", True),
    (">>> def f(x):\n...     return x\n...\n>>> f(1)\n1", False),
    (f"Use it so:\n```python\n{RIGHT}\n```\n```python\nprint(f(1))\n```", True),
    (f"```\nf(1) -> 1\n```\n```\n{RIGHT}\n```", True),
    (f"<pre>\n{RIGHT}\n</pre>", True),
    (f"<code>{RIGHT}</code>", True),
    (f"**{RIGHT}**", True),
    (f"The answer is:\n{RIGHT}", True),
    (f"Answer: {RIGHT} ✓", True),
    (f"答案是：\n{RIGHT}", True),
    (f"最终答案：{RIGHT}", True),
    (RIGHT.replace(" ", "\u00a0"), True),
    (json.dumps({"answer": RIGHT}), True),
    (json.dumps({"code": f"{RIGHT}\n"}), True),
    (f"x = 3\n{RIGHT}", True),
    ("f = lambda x: x", True),
    (f"# f\n\n{RIGHT}\n\nprint(f(3))", True),
    ("", False),
    ("f", False),
    ("def g(x):\n    return f(x)", False),
    (f"{RIGHT}\n{RIGHT}", False),
    (f"Not:\n{RIGHT}", False),
    (f"I would not write {RIGHT}", False),
    (f"~~{RIGHT}~~", False),
    (f"{RIGHT} ✗", False),
    ("class A:\n    def f(self, x):\n        return x", False),
    ("def f(x):\nreturn x", False),
    ("def f(x):\n    return x +", False),
    ("if True:\n    def f(x):\n        return x", False),
    (json.dumps({"answer": RIGHT, "code": RIGHT}), False),
    (f"def f(x):\n    return {'(' * 60}x{')' * 60}", False),
    (f"def f(x):\n    return {'-' * 200}x", False),
    (f"{RIGHT}\n#{'x' * 9_000}", False),
)


@pytest.mark.parametrize(("answer", "found"), ANSWERS)
def test_programs_are_found_in_answers(answer, found):
    assert (programs.source(answer, "f") is not None) is found


def test_the_last_block_that_is_marked_as_python_counts():
    one, two = RIGHT, RIGHT.replace("return x", "return 2 * x")
    assert programs.source(f"```python\n{one}\n```\n```python\n{two}\n```", "f") == two
    assert programs.source(f"```python\n{one}\n```\n```text\n{two}\n```", "f") == one


def test_names_of_arguments_are_free():
    problem = drawn(4, 1)[0].problem
    text = _described.text_of(problem, problem.steps)
    assert isinstance(problem, FunctionFromSpec)
    for name in problem.names:
        text = text.replace(name, f"{name}_given")
    assert verify(problem, text.replace("limit_given", "limit"))


WORDED = (
    (
        (Step("runs"), Step("best", key=Key("max"), m=1)),
        "en",
        "ake the group whose largest element is the largest, in a tie the last of them in the list",
    ),
    (
        (Step("runs"), Step("best", key=Key("spread"), flag=True)),
        "en",
        "ake the group whose difference between largest and smallest element is the smallest",
    ),
    ((Step("balance", m=1, test=Single(Key("abs"), "ge", 3)),), "zh", "如果这个数的绝对值不小于 3，就把它加到余额上"),
    ((Step("balance", m=1, test=Single(Key("same"), "ge", 3)),), "zh", "如果这个数不小于 3，就把它加到余额上"),
    ((Step("balance", m=1, test=Single(Key("mod", 3), "eq", 1)),), "zh", "如果这个数除以 3 的余数（0 到 2，负数也如此）等于 1"),
)


@pytest.mark.parametrize(("steps", "language", "words"), WORDED)
def test_steps_are_told_as_people_would(steps, language, words):
    assert words in render(TASK, FunctionFromSpec("work", ("numbers",), "ints", steps), Random(3), language)
