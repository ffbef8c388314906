"""The sandbox among processes: the level that a machine reaches, where it works, who may use it, and what it leaves behind: nothing."""

import asyncio
import json
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

from synth.verifiers import sandbox
from synth.verifiers.sandbox import Limits, Sandbox, SandboxError, _zygote

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the sandbox is Linux's")
BOX = Sandbox(Limits(cpu=0.5, wall=20.0, memory=64, output=10_000))
ADD = "def add(a, b):\n    return a + b\n"


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


DEFECTS = (
    ("_syscalls", "(*filters, deny)", "(*filters, allow)", "seccomp", 0),
    ("_syscalls", '"close": ', '"stat": 4, "openat": 257, "close": ', "seccomp", 0),
    ("_confine", "_prctl(_SET_SECCOMP, 2,", "_prctl(_SET_SECCOMP, 7,", "seccomp", 0),
    ("_confine", "_RESTRICT_SELF), ctypes.c_int(rules)", "_RESTRICT_SELF), ctypes.c_int(99)", "landlock", 3),
    ("_confine", 'os.chroot(".")', "None", "root", 3),
)


@pytest.mark.parametrize(("module", "right", "wrong", "layer", "number"), DEFECTS)
def test_a_layer_that_does_not_hold_is_noticed(module, right, wrong, layer, number, monkeypatch):
    """Layers are tried out, not believed in: a planted defect costs the level."""
    if sandbox.level().number < 3 or "landlock" not in sandbox.level().layers:
        pytest.skip("what this machine lacks can't be spoilt")
    sources = json.loads(_zygote.sources())
    spoilt = [[name, text.replace(right, wrong) if name.endswith(module) else text] for name, text in sources]
    assert spoilt != sources
    monkeypatch.setattr(_zygote, "sources", lambda: json.dumps(spoilt).encode())
    zygote = _zygote.Zygote()
    zygote.close()
    assert set(zygote.missing) == {layer}
    assert sandbox.reached(zygote.missing).number == number


def alone(program, **environment):
    """Run a program in a process of its own; what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, env=os.environ | environment, timeout=60
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


@pytest.mark.parametrize("limit", ["RLIMIT_AS, 4 << 30", "RLIMIT_CPU, 60", "RLIMIT_FSIZE, 1 << 20", "RLIMIT_NPROC, 5000", "RLIMIT_NOFILE, 64"])
def test_limits_of_the_machine_cost_no_level(limit):
    """As clusters set them: `ulimit -v`."""
    program = f"import resource\nkind, most = resource.{limit}\nresource.setrlimit(kind, (most, most))\n"
    program += "from synth.verifiers import sandbox\nprint(sandbox.level().number, sandbox.Sandbox().run('print(1)').value)"
    assert alone(program) == f"{sandbox.level().number} 1"


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


@pytest.mark.serial
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
