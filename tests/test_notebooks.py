"""Notebooks run, and what stands below their cells is what they give."""

import pytest
from notebooks import FOLDER, executed, written

NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
SAMPLED = {"train_tiny"}
"""What these print depends on torch and the processor: they assert what must hold."""


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_gives_what_it_shows(path):
    if path.stem in SAMPLED:
        pytest.importorskip("torch", reason="needs torch: pip install '.[test,trl]'")
    given = written(executed(path))
    assert path.stem in SAMPLED or path.read_text("utf-8") == given, "run `make docs`"


def test_a_cell_that_fails_fails(tmp_path):
    assert len(NOTEBOOKS) == 3
    (tmp_path / "wrong.ipynb").write_text('{"cells": [{"cell_type": "code", "source": ["x = 1\\n", "assert x == 2"]}]}')
    with pytest.raises(AssertionError):
        executed(tmp_path / "wrong.ipynb")
