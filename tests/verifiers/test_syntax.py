"""Syntax trees of completions: warnings of Python's parser are neither seen nor counted, in any thread, and others' warnings are left alone."""

import subprocess
import sys
import warnings

import pytest

from synth.verifiers.parsers import syntax

_THREADS = r"""
import sys, warnings
from concurrent.futures import ThreadPoolExecutor
from synth.verifiers.parsers import programs
from synth.verifiers.published._completed_program import program
from synth.verifiers.published._python_values import tree

texts = [f"def f(x):\n    return {n}if x else '\\d{n}'" for n in range(60)]
with ThreadPoolExecutor(8) as pool:
    assert all(pool.map(lambda text: programs.defines(text, "f"), texts))
    assert all(pool.map(lambda text: program(text, "f"), texts))
    assert all(pool.map(lambda text: tree(text.split("return ")[1].replace("x", "1")), texts))
print("done")
if sys.argv[1:]:
    warnings.warn("of somebody else", SyntaxWarning)
"""


@pytest.mark.parametrize("filters", ["always", "error"])
def test_the_parser_says_nothing_about_completions(filters):
    found = subprocess.run([sys.executable, "-W", filters, "-c", _THREADS], capture_output=True, text=True, check=False)
    assert (found.stdout, found.stderr) == ("done\n", "")


def test_others_are_still_warned():
    found = subprocess.run([sys.executable, "-W", "always", "-c", _THREADS, "warn"], capture_output=True, text=True, check=False)
    assert "of somebody else" in found.stderr


def test_filters_that_others_have_put_back_are_set_again():
    with warnings.catch_warnings():
        assert syntax.expression("1if 0 else 2")
    with warnings.catch_warnings(record=True) as seen:
        warnings.resetwarnings()
        assert syntax.module("x = 1if 0 else 2") and syntax.module("x = 3if 0 else '\\d'")
        assert not seen and len(warnings.filters) == 2
