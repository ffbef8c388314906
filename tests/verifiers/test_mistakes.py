"""Wrong steps as models name them."""

import pytest

from synth.verifiers.logic._mistakes import named


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("The first mistake occurs at step 12.", "12"),
        ("Step 12 is wrong", "12"),
        ("Step 12 is the first wrong step.", "12"),
        ("Step #12", "12"),
        ("Steps 3, 4, 5", "3, 4, 5"),
        ("No step is wrong.", "none"),
        ("第一个错误出现在第12步", "12"),
        ("第 12 步是第一个错误的步骤", "12"),
        ("第12步出错", "12"),
        ("第12步是错的。", "12"),
        ("步骤 3、4、5", "3,4,5"),
        ("没有任何错误", "none"),
        ("Step 12 is right", "12 is right"),
        ("12 or none", "12 or none"),
    ],
)
def test_named(answer, text):
    assert named(answer) == text
