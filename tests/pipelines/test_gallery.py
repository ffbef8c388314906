"""The gallery holds what it shows of each task, needs nothing from elsewhere, and its pictures are well-formed and show the answer."""

import html
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from synth.cli import _main
from synth.generators import registry
from synth.pipelines.card.task_card import first
from synth.pipelines.gallery.gallery import LEVELS, drawer, page

COMMITTED = Path(__file__).parents[2] / "docs" / "gallery.html"
DRAWN = sorted(f"{path.parts[-3]}/{path.parts[-2]}" for path in registry.ROOT.glob("*/*/picture.py"))
ASKED_ONLY = {"science/causal_graphs", "science/bayes_net", "simulation/forced_win"}
"""Whose pictures show the problem alone."""


def test_a_page_holds_prompts_answers_and_worked_solutions_and_nothing_foreign(tmp_path):
    names = ["logic/kukurasu", "math/linear_system"]
    out = tmp_path / "deep" / "gallery.html"
    assert _main(["gallery", *names, "--out", str(out)]) == 0
    text = out.read_text("utf-8")
    for name in names:
        for level in LEVELS:
            member = first(registry.load(name), level).members[0]
            assert member.answer in html.unescape(text)
            assert member.trace in html.unescape(text)
    assert not re.search(r"""(src|href)=["'](?!#)|@import|url\(""", text)
    assert text.count("<article") == len(names)


@pytest.mark.parametrize("drawn", DRAWN)
def test_pictures_are_well_formed_and_show_the_answer(drawn):
    task = registry.load(drawn)
    draw = drawer(task)
    for level in LEVELS:
        member = first(task, level).members[0]
        asked, solved = (draw(member.problem, answer) for answer in ("", member.answer))
        for shown in (asked, solved):
            ElementTree.fromstring(f"<div>{shown.replace('<br>', '<br/>')}</div>")
        assert (asked == solved) == (drawn in ASKED_ONLY)


def test_the_committed_gallery_shows_the_tasks_of_today():
    shown = re.findall(r'data-task="([^"]+)"', COMMITTED.read_text("utf-8"))
    assert shown == [f"{name}:{registry.load(name).version}" for name in registry.names()], "run `make gallery`"


def test_a_task_without_a_picture_has_none():
    assert drawer(registry.load("logic/cipher")) is None
    assert "<svg" not in page(["logic/cipher"]).partition("<main>")[2]
