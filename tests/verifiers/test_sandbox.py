"""The sandbox at its own work: outcomes, forms, limits, and what it must leave behind: nothing."""

import asyncio
import os
import pickle
import subprocess
import sys
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from synth.schemas.errors import RequestError
from synth.verifiers import sandbox
from synth.verifiers.sandbox import Limits, Outcome, Sandbox, SandboxError, _zygote

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


# the level


def test_below_the_lowest_level_nothing_runs(monkeypatch):
    level = sandbox.level()
    assert level.number >= 2, level
    assert "seccomp" in level.layers
    with _zygote.pool.zygote() as zygote:
        monkeypatch.setattr(zygote, "missing", {"seccomp": "not today", "landlock": "nor that"})
    assert sandbox.level().number == 0
    with pytest.raises(SandboxError, match=r"no seccomp \(not today\).*level 2.*SYNTH_SANDBOX_MIN_LEVEL=0.*min_level=0"):
        BOX.run("print(1)")
    assert Sandbox(min_level=0).run("print(1)").level == 0
    monkeypatch.setenv(sandbox.MIN_LEVEL, "0")
    assert BOX.run("print(1)").ok
    monkeypatch.setenv(sandbox.MIN_LEVEL, "five")
    with pytest.raises(SandboxError, match="from 0 to 3"):
        BOX.run("print(1)")


@pytest.mark.parametrize(
    ("missing", "number"),
    [
        ((), 3),
        (("namespaces",), 2),
        (("landlock",), 3),
        (("landlock", "root"), 1),
        (("seccomp",), 0),
        (("root", "namespaces"), 2),
        (("user",), 3),
    ],
)
def test_levels(missing, number):
    assert sandbox.reached(dict.fromkeys(missing, "why")).number == number


def alone(program, **environment):
    """Run a program in a process of its own; what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, env=os.environ | environment, timeout=60
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


def test_elsewhere_it_says_so_at_use_and_not_at_import():
    program = "import sys\nsys.platform = 'darwin'\nfrom synth.verifiers.sandbox import *\ntry: Sandbox().run('')\nexcept SandboxError as e: print(e)"
    assert "needs Linux; this is darwin" in alone(program)


def test_an_interpreter_that_is_none():
    program = "from synth.verifiers.sandbox import *\ntry: Sandbox().run('')\nexcept SandboxError as e: print(e)"
    assert "SYNTH_SANDBOX_PYTHON" in alone(program, SYNTH_SANDBOX_PYTHON="/nowhere/python")
    assert "did not start" in alone(program, SYNTH_SANDBOX_PYTHON="/bin/false")


def test_verifiers_start_nothing():
    assert alone("import sys, synth.verifiers\nprint([n for n in sys.modules if 'sandbox' in n])") == "[]"
    assert alone("import synth.verifiers.sandbox as s\nprint(s._zygote.pool.zygotes, s.Sandbox().min_level)") == "[] None"


def test_the_package_may_lie_in_a_zip(tmp_path):
    root = Path(__file__).parents[2]
    with zipfile.ZipFile(tmp_path / "synth.zip", "w") as file:
        for place in ("synth/__init__.py", "synth/verifiers/__init__.py", "synth/schemas/__init__.py"):
            file.writestr(place, "")
        for path in [*(root / "schemas").glob("*.py"), *(root / "verifiers/sandbox").glob("*.py")]:
            file.write(path, f"synth/{path.relative_to(root)}")
    program = f"import sys\nsys.path.insert(0, {str(tmp_path / 'synth.zip')!r})\nimport synth.verifiers.sandbox as s\nprint(s.__file__, s.Sandbox().run('print(7)').value)"
    assert alone(program, PYTHONPATH="").endswith("7")


# what it leaves behind, and who may use it


def footprint():
    """Open descriptors of this process, and living or dead processes below it and below its zygotes."""
    pids = [os.getpid(), *(one.pid for one in _zygote.pool.zygotes)]
    children = [Path(f"/proc/{pid}/task/{pid}/children").read_text().split() for pid in pids]
    return (
        len(os.listdir("/proc/self/fd")),
        [len(os.listdir(f"/proc/{pid}/fd")) if os.access(f"/proc/{pid}/fd", os.R_OK) else 0 for pid in pids[1:]],
        children,
    )


def test_many_runs_leave_nothing(scale):
    forks = []
    os.register_at_fork(before=lambda: forks.append(1))
    BOX.run("")
    before = footprint()
    runs = 300 if scale == 1 else 10_000
    kinds = [
        ("exit", "import os\ndef f(x): os._exit(3)"),
        ("exception", "def f(x): return 1 / 0"),
        ("ok", "def f(x): return x"),
        ("killed", "import os\ndef f(x): os.abort()"),
    ]
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda n: BOX.call(kinds[n % 4][1], "f", [[n]])[0].kind, range(runs)))
    assert [kind in (kinds[n % 4][0], "exit") for n, kind in enumerate(found)] == [True] * runs
    assert footprint() == before
    assert not forks, "the trainer's own process forked"


def test_many_at_once():
    def judge(n):
        box = Sandbox(Limits(cpu=0.05)) if n % 5 == 0 else BOX
        return box.call("def f(x):\n    while x % 5 == 0: pass\n    return x", "f", [[n]])[0].value

    with ThreadPoolExecutor(12) as pool:
        assert list(pool.map(judge, range(60))) == [n if n % 5 else None for n in range(60)]

    async def together():
        return await asyncio.gather(*(asyncio.to_thread(BOX.call, ADD, "add", [[n, 1]]) for n in range(30)))

    assert [outcomes[0].value for outcomes in asyncio.run(together())] == [n + 1 for n in range(30)]


def test_the_zygote_is_replaced_when_it_dies():
    BOX.run("")
    for one in _zygote.pool.zygotes:
        os.kill(one.pid, 9)
    assert BOX.run("print(1)").value == "1\n"
    sandbox.close()
    assert BOX.run("print(2)").value == "2\n"


def test_a_forked_process_has_its_own():
    BOX.run("")
    zygotes = [one.pid for one in _zygote.pool.zygotes]
    pid = os.fork()
    if not pid:
        try:
            good = not _zygote.pool.zygotes and BOX.run("print(3)").value == "3\n" and [one.pid for one in _zygote.pool.zygotes] != zygotes
            sandbox.close()
            os._exit(0 if good else 1)
        finally:
            os._exit(2)
    assert os.waitpid(pid, 0)[1] == 0
    assert BOX.run("print(4)").value == "4\n"
    assert [one.pid for one in _zygote.pool.zygotes] == zygotes


def test_nothing_outlives_the_trainer():
    program = "import os, signal\nfrom synth.verifiers.sandbox import *\nfrom synth.verifiers.sandbox import _zygote\nimport threading, time\nthreading.Thread(target=Sandbox(Limits(cpu=50, wall=50)).run, args=('while True: pass',), daemon=True).start()\ntime.sleep(1)\nz = _zygote.pool.zygotes[0].pid\nprint(z, open(f'/proc/{z}/task/{z}/children').read(), flush=True)\nos.kill(os.getpid(), 9)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    pids = done.stdout.split()
    assert len(pids) == 2, done.stderr
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() and "Z" not in Path(f"/proc/{pid}/stat").read_text().split(")")[1][:3] for pid in pids):
        assert time.monotonic() < deadline, "a process outlived the one for which it worked"
        time.sleep(0.05)


def test_an_interrupted_run_is_ended():
    before = footprint()

    def interrupt(index, outcome):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        BOX.call(ADD, "add", [[1, 2]] * 3, until=interrupt)
    assert footprint() == before
    assert threading.active_count() < 50
    assert BOX.call(ADD, "add", [[1, 2]])[0].value == 3


def test_it_may_be_sent_elsewhere():
    box = pickle.loads(pickle.dumps(Sandbox(Limits(cpu=0.25), min_level=1)))
    assert (box.limits, box.min_level) == (Limits(cpu=0.25), 1)
    assert box.run("print(5)").value == "5\n"


def test_in_ray_actors():
    ray = pytest.importorskip("ray")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    try:

        @ray.remote(num_cpus=1)
        class Judge:
            def judge(self, box, n):
                return box.call("def f(x): return x + 1", "f", [[n]])[0].value

        judges = [Judge.remote() for _ in range(2)]
        assert ray.get([judges[n % 2].judge.remote(BOX, n) for n in range(10)], timeout=120) == list(range(1, 11))
    finally:
        ray.shutdown()
