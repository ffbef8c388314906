"""Our interpreter against CPython: the same values, the same exceptions, the same lines; and the bounds that CPython does not have."""

import importlib.util
import time
from pathlib import Path

import pytest

from synth.verifiers.simulation._interpreter import Failed, Program, ProgramError, Stopped, program

BODIES = [
    "a = [3, 1, 2]\na.sort()\na.append(len(a))\nreturn a[::-1], a[1:], a[-1]",
    "d = {}\nfor c in 'banana':\n    d[c] = d.get(c, 0) + 1\nreturn sorted(d.items()), list(d)",
    "s = ''\nfor i, x in enumerate([4, 5]):\n    s += str(i * x)\nreturn s.upper() + 'z' * 3",
    "n = 27\nk = 0\nwhile n != 1:\n    n = n // 2 if n % 2 == 0 else 3 * n + 1\n    k += 1\nreturn k",
    "return [x * x for x in range(10) if x % 3], sum(x for x in [1, 2]), min(4, 2), max([1, 9])",
    "a = b = 3\nreturn a",
    "a, b = 1, 2\na, b = b, a + b\nreturn a, b, a < b <= 3 != 4, not a, -b % 7, -7 // 2",
    "x = [1, 2]\ny = x\ny += [3]\nx[0] += 5\nreturn x, y",
    "t = 0\nfor i in range(3):\n    for j in range(i):\n        if j == 1:\n            continue\n        if i == 9:\n            break\n        t += i * j + 1\nreturn t",
    "return 'a,b'.split(','), '-'.join(['x', 'y']), 'abc'[1], 'abc'.find('c'), ord('a'), chr(98), 'b' in 'abc'",
    "return [1, 2][5]",
    "return {}['x']",
    "return 1 // 0",
    "return int('x')",
    "return [1] + 'a'",
    "return (1).upper()",
    "return nothing",
    "d = {'a': 1}\nfor k, v in d.items():\n    d = {v: k}\nreturn d, d.pop(1), d",
    "return True + True, True == 1, [True, 0] == [1, False], divmod(17, 5), 2 ** 10, abs(-3)",
    "m = [[0] * 2 for _ in range(2)]\nm[1][0] = 7\nreturn m, list(zip([1, 2], 'ab')), tuple([1]), list(reversed([1, 2]))",
]


def cpython(text, name, arguments):
    space = {}
    exec(text, space)  # noqa: S102
    try:
        return space[name](*arguments)
    except Exception as error:
        return type(error)


@pytest.mark.parametrize("body", BODIES)
def test_as_cpython(body):
    text = "def f():\n    " + body.replace("\n", "\n    ") + "\n"
    try:
        own = Program(text).run("f", [])
    except ProgramError:
        assert body.startswith("a = b")
        return
    except Failed as failed:
        expected = cpython(text, "f", [])
        assert isinstance(expected, type) and (expected.__name__ == failed.args[0] or issubclass(expected, (NameError, AttributeError)))
        return
    assert repr(own) == repr(cpython(text, "f", []))


def test_events_tell_lines_names_and_values():
    text = "def f(n):\n    a = []\n    for x in range(n):\n        if x:\n            a.append(x)\n    return a\n"
    events = []
    assert program(text).run("f", [2], events=events) == [1]
    assert events == [(2, "a", "[]"), (3, "x", "0"), (4, "", ""), (3, "x", "1"), (4, "", ""), (5, "a", "[1]"), (6, "", "")]


@pytest.mark.parametrize(
    "text",
    [
        "import os", "x = 1", "def f():\n    import os", "def f():\n    return __import__('os')", "def f():\n    return ().__class__", "def f(a=1):\n    return a",
        "def f():\n    return open('x')", "def f():\n    return eval('1')", "def f():\n    return lambda: 1", "def f():\n    global a", "def f():\n    try:\n        pass\n    except E:\n        pass",
        "class A: pass", "def f():\n    return 1.5", "def f():\n    return f'{1}'", "def f():\n    yield 1", "def len(a):\n    return a", "@f\ndef f():\n    return 1", "def f(", "def f():\n    return " + "(" * 300 + ")" * 300,
        "def f():\n    return " + "-" * 100 + "1", "def f():\n    del a", "def f():\n    with a:\n        pass", "def f():\n    return 'a'.format(1)",
    ],
)  # fmt: skip
def test_what_is_not_of_the_subset_is_refused(text):
    with pytest.raises(ProgramError):
        Program(text)


@pytest.mark.parametrize(
    "body",
    [
        "while True:\n    pass", "a = [1]\nwhile True:\n    a = [a, a]", "a = [1]\nwhile True:\n    a.append(a)", "return f()", "n = 2\nwhile True:\n    n = n * n", "return 9 ** 9 ** 9",
        "s = 'a'\nwhile True:\n    s += s", "return [0] * 10 ** 9", "return range(10 ** 12)", "return 'ab' * 10 ** 9", "d = {}\nwhile True:\n    d[len(d)] = d",
        "a = [1]\nb = [1]\nfor i in range(40):\n    a = [a, a]\n    b = [b, b]\nreturn a == b", "a = [[1] * 900]\nwhile True:\n    b = a == a", "a = [0] * 900\nwhile True:\n    a.sort()",
        "a = [0] * 900\nfor x in a:\n    a.append(x)", "s = 'a' * 1999\nwhile True:\n    t = s.replace('', s)", "a = [0] * 999\nwhile True:\n    b = a[:]", "a = [0] * 999\nwhile True:\n    b = sorted(a)", "return sum(range(9999) for i in range(9999))",
    ],
)  # fmt: skip
def test_the_budget_holds(body):
    text = "def f():\n    " + body.replace("\n", "\n    ") + "\n"
    start = time.process_time()
    with pytest.raises((Stopped, Failed)):
        Program(text).run("f", [])
    assert time.process_time() - start < 0.05


def bench():
    """The command that compares the two on many programs."""
    path = Path(__file__).parents[2] / "bench/interpreter.py"
    spec = importlib.util.spec_from_file_location("bench_interpreter", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_random_programs_as_cpython(scale):
    seen, differ = bench().compare(400 * scale, seed=3)
    assert not differ and seen["returned"] > 250 and seen["raised"] > 20


def test_the_comparison_finds_a_difference(monkeypatch):
    module = bench()
    monkeypatch.setattr(module, "STEPS", 300)
    ours = module.by_us
    monkeypatch.setattr(module, "by_us", lambda text, name, arguments: ours(text.replace(" > ", " >= "), name, arguments))
    assert module.compare(60)[1]
