"""Laws can fail: each planted defect is caught, by the laws that are named for it and by no other."""

import inspect
import json

import drawing
import pytest
from laws import test_habits, test_hostile, test_keys, test_languages, test_levels, test_prompts, test_shortcuts, test_soundness
from planted import DEFECTS, Plant

from synth.generators import prompts
from synth.schemas.task import DIFFICULTIES
from synth.verifiers import reward

FILES = (test_habits, test_hostile, test_keys, test_languages, test_levels, test_prompts, test_shortcuts, test_soundness)
LAWS = {
    name.removeprefix("test_"): law
    for file in FILES
    for name, law in inspect.getmembers(file, inspect.isfunction)
    if name.startswith("test_")
}


def _levels(law):
    """Fewer than in earnest, to be quick: 5 for laws that are checked at three levels, 1 to 3 for those of all levels."""
    stated = [mark.args[1] for mark in getattr(law, "pytestmark", ()) if mark.args[:1] == ("level",)]
    return [None] if not stated else (1, 2, 3) if stated[0] == DIFFICULTIES else (5,)


def _fails(law, task):
    """What the law says against the task; empty when it holds."""
    given = {"name": task, "scale": 1, "other_process": _here}
    for level in _levels(law):
        wanted = {name: value for name, value in {**given, "level": level}.items() if name in inspect.signature(law).parameters}
        try:
            law(**wanted)
        except (Exception, pytest.fail.Exception) as error:  # a defect may well end in another error than the law's own
            return f"{type(error).__name__}: {error}"
    return ""


def _here(name, keys):
    """In place of another process, which would not know of the defect."""
    return json.loads(json.dumps([drawing.family_or_discard(name, level, draw) for level, draw in keys]))


@pytest.fixture
def plant(monkeypatch, tmp_path):
    _forget()
    yield Plant(monkeypatch, tmp_path)
    monkeypatch.undo()
    _forget()


def _forget():
    drawing.forget()
    prompts.phrasings.cache_clear()
    reward.verifier.cache_clear()


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.what)
def test_a_planted_defect_is_caught(defect, plant):
    defect.plant(plant)
    prompts.phrasings.cache_clear()
    said = {name: said for name, law in LAWS.items() if (said := _fails(law, defect.task))}
    assert set(said) - set(defect.by_chance) == set(defect.laws), said


def test_every_law_is_shown_to_fail():
    caught = {law for defect in DEFECTS for law in defect.laws}
    assert caught <= set(LAWS)
    assert not set(LAWS) - caught
