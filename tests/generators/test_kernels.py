"""A kernel is compiled once: for all numbers that calls write out, and for all processes that need it together."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from synth.generators.kernels import njit, when_compiling

PROGRAM = """
import sys, time
from pathlib import Path
from synth.generators.kernels import njit, when_compiling

@njit(cache=True)
def inner(numbers, step):
    total = 0
    for number in numbers[::step]:
        total += number * number
    return total

@njit(cache=True)
def outer(numbers):
    return inner(numbers, 1) - inner(numbers, 2)

if __name__ == "__main__":
    import numpy as np
    here = Path(__file__).parent
    (here / sys.argv[1]).touch()
    while len(list(here.glob("ready*"))) < 2:
        time.sleep(0.005)
    assert outer(np.arange(4)) == 10
    print(sum(sum(kernel.stats.cache_misses.values()) for kernel in (inner, outer)))
"""


@njit(cache=False)
def _power(number, exponent):
    return number**exponent


@njit(cache=False)
def _powers(number, exponent):
    return _power(number, 2) + _power(number, 3) + _power(2, number) + _power(number, exponent)


@njit(cache=False)
def _product(number, step):
    return number * _product(number - step, 1) if number > 1 else 1


@njit(cache=False)
def _products(number):
    return _product(number, 1) + _product(number, 2)


def test_numbers_written_out_in_calls_are_integers_like_others() -> None:
    assert _powers(3, 4) == 9 + 27 + 8 + 81
    kernel: Any = _power
    assert len(kernel.signatures) == 1


def test_a_kernel_may_call_itself_with_a_number_written_out() -> None:
    assert _products(5) == 120 + 5 * 6


INDICES = """
import numpy as np
from synth.generators.kernels import njit

def kernel(numbers, place):
    return numbers[place]

kernel.__module__ = "synth.generators.example"
kernel = njit(cache=False)(kernel)
print(kernel(np.array([10, 20, 30]), 1))
try:
    print(kernel(np.array([10, 20, 30]), -2))
except IndexError as error:
    print(error)
"""


def test_no_index_counts_from_the_end() -> None:
    """Where bounds are checked, one that does is noticed."""
    checked = {**os.environ, "NUMBA_BOUNDSCHECK": "1"}
    shown = subprocess.run([sys.executable, "-c", INDICES], env=checked, capture_output=True, text=True, check=True).stdout
    assert shown.splitlines() == ["20", "index is out of bounds"]


def test_processes_that_need_a_kernel_together_compile_it_once(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, "utf-8")
    both = [subprocess.Popen([sys.executable, program, f"ready{n}"], stdout=subprocess.PIPE, text=True) for n in (1, 2)]
    assert sum(int(process.communicate(timeout=120)[0]) for process in both) == 2


def test_who_asks_is_told_of_kernels_that_are_compiled() -> None:
    @njit(cache=False)
    def fresh(number):
        return number + 1

    told: list[str] = []
    with when_compiling(lambda: told.append("compiling")):
        assert fresh(1) == 2 and told
        told.clear()
        assert fresh(2) == 3 and not told
    fresh(1.5)
    assert not told
