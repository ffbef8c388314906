"""The judge of last resort: verdicts come, late or dead processes are killed and replaced, slow texts are never put to it.

Most tests have a stand-in for `math-verify`, so that they run without it and its moods are known."""

import os
import subprocess
import sys
import threading
import time

import psutil
import pytest

from synth.verifiers import fallback
from synth.verifiers.fallback import MathVerify, slow

STAND_IN = """
import os, time
def parse(text, parsing_timeout=5):
    assert parsing_timeout is None
    if text == "hang":
        while True: pass
    if text == "die":
        os._exit(3)
    if text == "eat":
        return bytearray(8 << 30)
    if text == "fail":
        raise ValueError(text)
    print("true")  # what it prints is no verdict
    return [text.strip("$")] if text else []
def verify(gold, answer, timeout_seconds=5):
    assert timeout_seconds is None
    return gold == answer
"""


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    (tmp_path / "math_verify.py").write_text(STAND_IN)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *sys.path]))


def _children():
    return {child.pid for child in psutil.Process().children()}


def test_verdicts_come_from_one_warm_process(stand_in):
    before = _children()
    with MathVerify() as judge:
        assert _children() == before, "nothing starts before it is needed"
        assert [judge.verdict(*pair) for pair in (("$3$", "3"), ("4", "3"), ("", "3"), ("fail", "3"), ("3", "3"))] == [True, False, False, None, True]
        assert len(_children() - before) == 1
    assert _children() == before


@pytest.mark.parametrize("mood", ["hang", "die"])
def test_a_late_or_dead_process_gives_no_verdict_and_is_replaced(stand_in, mood):
    before = _children()
    with MathVerify(seconds=0.5) as judge:
        judge.verdict("1", "1")
        first = _children() - before
        assert judge.verdict(mood, "3") is None
        assert not first & _children(), "killed and waited for"
        assert judge.verdict("3", "3") is True
    assert _children() == before


def test_memory_is_limited(stand_in):
    with MathVerify() as judge:
        assert judge.verdict("eat", "3") is None
        assert judge.verdict("3", "3") is True


def test_threads_wait_for_a_free_process(stand_in):
    before, verdicts = _children(), []
    with MathVerify(workers=2) as judge:
        threads = [threading.Thread(target=lambda n=n: verdicts.append(judge.verdict(str(n % 3), "1"))) for n in range(30)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(verdicts) == [False] * 20 + [True] * 10
        assert len(_children() - before) <= 2


def test_a_closed_judge_says_so(stand_in):
    judge = MathVerify()
    judge.close()
    with pytest.raises(ValueError, match="closed"):
        judge.verdict("1", "1")


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(fallback, "find_spec", lambda name: None)
    with pytest.raises(ImportError, match="pip install"):
        MathVerify()


@pytest.mark.parametrize("text", ["9^{9^{9^9}}", "10^{10^{10}}", "1000000!", "5!!", "(" * 30 + "1" + ")" * 30, "7" * 21, r"\sum_{k=1}^{10} k", "x" * 301])
def test_what_takes_it_long_is_not_asked(stand_in, text):
    assert slow(text)
    before = _children()
    with MathVerify() as judge:
        assert judge.verdict(text, "1") is judge.verdict("1", text) is None
        assert _children() == before


@pytest.mark.parametrize("text", [r"\frac{1}{2}", "x^2 + y^2", "5!", "(1, 2)", r"\{1, 2\}", "2^{-1}", "[0, 1) \\cup (2, 3]"])
def test_what_is_quick_is_asked(text):
    assert not slow(text)


def test_it_is_not_imported_with_the_rewards():
    done = subprocess.run(
        [sys.executable, "-c", "import sys, synth.verifiers; assert 'synth.verifiers.fallback' not in sys.modules and 'sympy' not in sys.modules"], check=False
    )
    assert done.returncode == 0


def test_the_real_one_is_right_and_is_stopped():
    pytest.importorskip("math_verify", reason="math-verify is an extra of its own")
    with MathVerify(seconds=3) as judge:
        assert judge.verdict(r"$\frac{1}{2}$", "$0.5$") is True
        assert judge.verdict("$2$", "$3$") is False
        start = time.monotonic()
        assert judge.verdict(r"$\sin(10^{1000000})$", "$1$") is None
        assert time.monotonic() - start < 10
        assert judge.verdict("$3$", "$3$") is True
