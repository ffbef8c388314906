"""Ctrl-C and SIGTERM: never swallowed, one line and the exit code of their own, and what was begun can be gone on with."""

import ctypes
import functools
import signal
import subprocess
import sys
import time

import pytest
from running import SYNTH, contents, synth

from synth.pipelines.interrupts import interrupts, is_stop

pytestmark = pytest.mark.serial


@pytest.fixture(autouse=True)
def heard():
    """Ctrl-C is heard also where the tests are a background job, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


RUN = ("run", "logic/game_of_24", "--n", "4000", "--shard-rows", "100")


def test_a_signal_that_a_callback_swallows_comes_again():
    """As compilers in C call back into Python and lose what is raised there."""

    @ctypes.CFUNCTYPE(None)
    def callback():
        signal.raise_signal(signal.SIGINT)

    hook, sys.unraisablehook = sys.unraisablehook, lambda *_: None
    try:
        with interrupts() as found:
            callback()
            start = time.monotonic()
            with pytest.raises(KeyboardInterrupt):  # noqa: PT012 (it comes anywhere)
                while time.monotonic() - start < 5:
                    time.sleep(0.01)
    finally:
        sys.unraisablehook = hook
    assert found.signals == [signal.SIGINT]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_blocks_that_close_what_they_opened_are_left_in_peace():
    closed = False
    with interrupts(), pytest.raises(KeyboardInterrupt):  # noqa: PT012
        try:
            signal.raise_signal(signal.SIGTERM)
        finally:
            time.sleep(1.2)
            closed = True
    assert closed


def test_what_is_ignored_stays_ignored():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with interrupts() as found:
            signal.raise_signal(signal.SIGINT)
        assert not found.signals
    finally:
        signal.signal(signal.SIGINT, before)


def test_ctrl_c_behind_other_errors_is_found():
    def wrapped(*kinds, cause):
        error = KeyboardInterrupt()
        for kind in kinds:
            outer = kind()
            outer.__cause__, outer.__context__ = (error, None) if cause else (None, error)
            error = outer
        return error

    for cause in (True, False):
        assert is_stop(wrapped(SystemError, SystemError, RuntimeError, cause=cause))
    assert not is_stop(ValueError())
    with interrupts(), pytest.raises(KeyboardInterrupt):  # noqa: PT012
        try:
            signal.raise_signal(signal.SIGINT)
        finally:
            assert is_stop(ValueError()), "whatever a compiler makes of it"
    assert not is_stop(ValueError())


@pytest.mark.parametrize("executor", ["local", "ray"])
@pytest.mark.parametrize(("number", "code", "said"), [(signal.SIGTERM, 143, "ended by SIGTERM"), (signal.SIGINT, 130, "stopped")])
def test_a_signal_ends_a_run_with_one_line(tmp_path, executor, number, code, said):
    out = tmp_path / "run"
    command = [*SYNTH, *RUN, "--out", str(out), "--executor", executor, *(["--workers", "1"] if executor == "ray" else [])]
    heard = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=heard) as process:
        while not list(out.glob("data/*.parquet")) and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(number)
        errors = process.communicate(timeout=60)[1]
    assert process.returncode == code, errors
    lines = [line for line in errors.splitlines() if " rows" not in line]
    assert lines == [f"synth: {said}. Type the same command to go on."]
    assert not (out / "manifest.json").exists()
    if executor == "local" and number == signal.SIGTERM:
        assert synth(*RUN, "--out", out).returncode == 0
        assert synth(*RUN, "--out", tmp_path / "whole").returncode == 0
        assert contents(out) == contents(tmp_path / "whole")
