"""Notebooks run, and what stands below their cells is what they give."""

import pytest
from notebooks import FOLDER, executed, written

NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_gives_what_it_shows(path):
    assert path.read_text("utf-8") == written(executed(path)), "run `make docs`"


def test_a_cell_that_fails_fails(tmp_path):
    assert len(NOTEBOOKS) == 2
    (tmp_path / "wrong.ipynb").write_text('{"cells": [{"cell_type": "code", "source": ["x = 1\\n", "assert x == 2"]}]}')
    with pytest.raises(AssertionError):
        executed(tmp_path / "wrong.ipynb")
