"""The sandbox at its own work: outcomes, forms, limits, and what it must leave behind: nothing."""

import sys
import time

import pytest

from synth.schemas.errors import RequestError
from synth.verifiers import sandbox
from synth.verifiers.sandbox import Limits, Outcome, Sandbox

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the sandbox is Linux's")
BOX = Sandbox(Limits(cpu=0.5, wall=20.0, memory=64, output=10_000))
ADD = "def add(a, b):\n    return a + b\n"


def value_of(source, *arguments, function="f"):
    (outcome,) = BOX.call(source, function, [arguments])
    assert outcome.ok, outcome
    return outcome.value


def test_calls_are_answered_in_order():
    assert [one.value for one in BOX.call(ADD, "add", [[n, n] for n in range(50)])] == [2 * n for n in range(50)]
    assert BOX.call(ADD, "add", []) == []


@pytest.mark.parametrize(
    ("source", "arguments", "value"),
    [
        ("def f(x): return x", [[1, 2.5, "é", None, True, [], {}]], [1, 2.5, "é", None, True, [], {}]),
        ("def f(x): return x, [x]", [(1, 2)], [[1, 2], [[1, 2]]]),
        ("def f(x): return type(x).__name__, [type(k).__name__ for k in x], sum(x)", [{1: 2, 3: 4}], ["dict", ["int", "int"], 4]),
        ("def f(x): return type(x).__name__, sorted(x)", [{3, 1}], ["set", [1, 3]]),
        ("def f(x): return type(x).__name__, type(x[0]).__name__", [((1,),)], ["tuple", "tuple"]),
        ("def f(*x): return x", [1, 2, 3], [1, 2, 3]),
        ("from collections import *\ndef f(x): return Counter(x)", ["aab"], {"a": 2, "b": 1}),
        ("from collections import namedtuple\nP = namedtuple('P', 'x y')\ndef f(x): return P(x, x)", [1], [1, 1]),
        ("from dataclasses import dataclass\n@dataclass(order=True)\nclass P:\n    x: int\ndef f(x): return max(P(1), P(x)).x", [3], 3),
        ("from enum import IntEnum\nclass E(IntEnum): A = 4\ndef f(x): return E.A", [1], 4),
        ("f = lambda x: x + 1", [1], 2),
        ("class F:\n    def __call__(self, x): return x + 1\nf = F()", [1], 2),
        ("def f(n):\n    return 1 if n < 2 else n * f(n - 1)", [20], 2432902008176640000),
        ("import sys\nsys.setrecursionlimit(10**5)\ndef f(n): return 0 if n == 0 else 1 + f(n - 1)", [20_000], 20_000),
        ("from functools import *\n@lru_cache(None)\ndef f(n): return n if n < 2 else f(n - 1) + f(n - 2)", [90], 2880067194370816120),
        ("import math, heapq, bisect, itertools, operator, string, fractions, decimal, statistics, random, typing, json, datetime, copy, array, re\ndef f(x): return str(fractions.Fraction(x, 4) + 1)", [2], "3/2"),
        ("import time\ndef f(x):\n    time.sleep(x)\n    return time.time() > 10**9 and time.perf_counter() > 0 and time.process_time() >= 0", [1000], True),
        ("import sqlite3\ndef f(x): return sqlite3.connect(':memory:').execute('select ? + 1', (x,)).fetchall()", [1], [[2]]),
        ("from datetime import datetime\ndef f(x): return datetime.strptime(x, '%Y-%m-%d').strftime('%d.%m')", ["2020-02-29"], "29.02"),
        ("if __name__ == '__main__':\n    1 / 0\ndef f(x): return __name__", [1], "completion"),
        ("def f(x):\n    print('to nowhere', x)\n    return x", [1], 1),
        ("def f(x): return float(x)", ["inf"], float("inf")),
        ("def f(x): return 10 ** x", [4000], 10**4000),
    ],
)  # fmt: skip
def test_what_an_honest_function_does(source, arguments, value):
    assert value_of(source, *arguments) == value


def test_the_same_each_time():
    source = "import random\ndef f(x): return [random.random(), list({'a', 'b', 'c', 'd', 'e'}), hash('x')]"
    assert value_of(source, 1) == value_of(source, 1)


@pytest.mark.parametrize(
    ("source", "given", "printed"),
    [
        ("print(sum(map(int, input().split())))", "1 2 3", "6\n"),
        ("import sys\nfor line in sys.stdin: print(line.strip()[::-1])", "ab\ncd\n", "ba\ndc\n"),
        ("import sys\ndata = sys.stdin.buffer.read().split()\nsys.stdout.write(str(len(data)))", "1 2 3 " * 30_000, "90000"),
        ("print(len(open(0).read()))", "é" * 5, "5\n"),
        ("import os\nprint(os.read(0, 99))", "12", "b'12'\n"),
        ("import sys\ndef main():\n    print('é', end='')\n    sys.exit()\nif __name__ == '__main__': main()", "", "é"),
        ("print(1)\nexit(0)", "", "1\n"),
        ("import os\nos.write(1, b'1')\nos._exit(0)", "", "1"),
        ("import sys, io, atexit\nout = io.StringIO()\nsys.stdout = out\natexit.register(lambda: sys.__stdout__.write(out.getvalue()))\nprint('late')", "", "late\n"),
        ("import sys\nprint('seen', file=sys.stderr)\nprint(1)", "", "1\n"),
    ],
)  # fmt: skip
def test_what_an_honest_program_does(source, given, printed):
    outcome = BOX.run(source, given)
    assert (outcome.kind, outcome.value) == ("ok", printed), outcome


def test_one_slow_or_deadly_call_hides_no_other():
    source = "import os\ndef f(x):\n    if x == 1:\n        while True: pass\n    if x == 2: os._exit(0)\n    if x == 3: return 1 / 0\n    if x == 4: return [0] * 10**10\n    return x"
    outcomes = Sandbox(Limits(cpu=0.1, memory=64)).call(source, "f", [[n] for n in range(7)])
    assert [one.kind for one in outcomes] == ["ok", "timeout", "exit", "exception", "memory", "ok", "ok"]
    assert outcomes[-1].value == 6


def test_it_stops_where_it_is_told():
    seen = BOX.call(ADD, "add", [[n, n] for n in range(9)], until=lambda index, outcome: outcome.value == 4)
    assert [one.value for one in seen] == [0, 2, 4]


def test_the_wall_deadline_holds_for_all_calls_together():
    start = time.monotonic()
    outcomes = Sandbox(Limits(cpu=0.2, wall=0.5)).call("def f(x):\n    while True: pass", "f", [[n] for n in range(50)])
    assert time.monotonic() - start < 3
    assert [one.kind for one in outcomes] == ["timeout"] * 50


CHECKS = (
    (ADD, "assert add(1, 2) == 3\nassert add((1,), (2,)) == (1, 2)", "ok"),
    (ADD, "def check(candidate):\n    assert candidate(a=1, b=2) == 3", "ok"),
    (ADD, "assert add(1, 2) == 4", "exception"),
    (ADD, "def check(candidate):\n    assert False", "exception"),
    (ADD, "class A: pass\nadd(A(), 1)", "refused"),
    ("def add(a, b): return {a: {b}}", "assert add(1, (2, 3)) == {1: {(2, 3)}}", "ok"),
    ("def add(a, b): return object()", "add(1, 2)", "refused"),
    ("def add(a, b): raise ValueError('odd')", "try:\n    add(1, 2)\nexcept ValueError as error:\n    assert str(error) == 'odd'\nelse:\n    assert 0", "ok"),
    ("def add(a, b): raise KeyError(1)", "try:\n    add(1, 2)\nexcept ValueError:\n    pass", "exception"),
    ("class E(Exception): pass\ndef add(a, b): raise E", "add(1, 2)", "exception"),
    ("def add(a, b", "assert add(1, 2) == 3", "exception"),
    ("x = 1", "assert add(1, 2) == 3", "exception"),
    ("seen = []\ndef add(a, b):\n    seen.append(a)\n    return len(seen)", "assert add(1, 2) == 1\nassert add(1, 2) == 2", "ok"),
    (ADD, "while True: pass", "timeout"),
    (ADD, "assert add([1] * 3000, [2] * 3000)[-1] == 2", "ok"),
)  # fmt: skip


@pytest.mark.parametrize(("source", "tests", "kind"), CHECKS)
def test_tests_run_elsewhere(source, tests, kind):
    box = Sandbox(Limits(cpu=0.2, wall=2)) if kind == "timeout" else BOX
    assert box.check(source, "add", tests).kind == kind, box.check(source, "add", tests)


def test_reasons_are_short_and_plain():
    (outcome,) = BOX.call("def f(x): return {1}", "f", [[1]])
    assert outcome == Outcome("refused", None, "set is no JSON value", sandbox.level().number)


@pytest.mark.parametrize("limits", [{"cpu": 0}, {"wall": -1.0}, {"memory": 0}, {"output": 0}, {"cpu": float("nan")}])
def test_limits_out_of_range(limits):
    with pytest.raises(RequestError, match="expected more than 0"):
        Limits(**limits)
