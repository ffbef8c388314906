"""Functions with a bug: what a problem may be."""

import pytest

from synth.verifiers.code._language import Key, Step
from synth.verifiers.code.fix_bug import FixBug

SORTED = (Step("sort", key=Key("same")),)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [(SORTED, "the wrong program is another one"), ((Step("merge"), *SORTED), "the wrong program has the same arguments")],
)
def test_a_problem_is_checked(wrong, message):
    with pytest.raises(ValueError, match=message):
        FixBug("order", ("numbers",), "ints", SORTED, wrong)
