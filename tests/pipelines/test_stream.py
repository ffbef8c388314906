"""Rows without files: several tasks and levels in turn, shuffled in a window, always alike."""

from collections import Counter
from itertools import islice, pairwise

import pytest

import synth
from synth.generators import registry
from synth.pipelines.run.plan import task_weights
from synth.schemas.errors import RequestError

GAME = "game_of_24"
MIXED = {"task": ["game_of_24:2", "honest/linear_algebra"], "difficulty": "1..2", "seed": 3}


def _keys(n=60, **arguments):
    rows = list(islice(synth.stream(**arguments), n))
    return [(e["task"], e["difficulty"], e["draw"], e["member"]) for e in (row["extra_info"] for row in rows)], rows


def test_a_domain_leaves_out_what_is_played_in_turns():
    """Its rows, without their environment, cannot be answered; who names the task has one."""
    worlds = task_weights([("worlds", 1.0)])
    assert "worlds/questions" in worlds and "worlds/search" not in worlds and sum(worlds.values()) == pytest.approx(1)
    assert task_weights([("worlds/search", 1.0)]) == task_weights([("search", 1.0)]) == {"worlds/search": 1.0}
    assert set(task_weights([("logic", 1.0)])) == set(registry.select("logic"))


def test_tasks_and_levels_take_turns_by_weight():
    keys, rows = _keys(**MIXED)
    assert Counter(key[:2] for key in keys) == {
        ("logic/game_of_24", 1): 20, ("logic/game_of_24", 2): 20, ("honest/linear_algebra", 1): 10, ("honest/linear_algebra", 2): 10,
    }  # fmt: skip
    assert len({row["extra_info"]["index"] for row in rows}) == len({row["extra_info"]["fingerprint"] for row in rows}) == 60
    places = [place for place, key in enumerate(keys) if key[:2] == ("honest/linear_algebra", 1)]
    assert max(b - a for a, b in pairwise(places)) <= 14  # spread out


def test_a_range_in_any_spelling_and_one_task_alone():
    one, _ = _keys(12, task=GAME, difficulty=(3, 4))
    assert one == _keys(12, task=["logic/game_of_24"], difficulty="3..4")[0]
    assert {key[1] for key in one} == {3, 4}


def test_a_shuffle_mixes_families_within_its_window_and_always_alike():
    plain, _ = _keys(80, **MIXED)
    mixed, _ = _keys(80, **MIXED, shuffle=8)
    assert mixed == _keys(80, **MIXED, shuffle=8)[0]
    assert mixed != plain
    families = list(dict.fromkeys(key[:3] for key in _keys(400, **MIXED)[0]))
    for place, family in enumerate(dict.fromkeys(key[:3] for key in mixed)):
        assert families.index(family) < place + 8
    members = [key for key in mixed if key[0] == "honest/linear_algebra"]
    assert [member for *_, member in members[:40]] == [0, 1] * (len(members[:40]) // 2)
    assert mixed != _keys(80, **(MIXED | {"seed": 4}), shuffle=8)[0]


def test_an_exhausted_level_drops_out_and_equal_levels_are_one(monkeypatch):
    monkeypatch.setattr("synth.pipelines.run.stream.EXHAUSTED_AFTER", 300)
    rows = list(synth.stream(GAME, difficulty=(1, 2), shuffle=5, rarity=0, target_from=5, highest=5, target_to=12))
    assert {row["difficulty"] for row in rows} == {1}
    assert 10 < len(rows) == len({row["extra_info"]["fingerprint"] for row in rows})


def test_wrong_windows_are_refused_at_once():
    for wrong in ({"shuffle": -1}, {"shuffle": 10**9}, {"task": []}, {"task": ["logic:0"]}, {"difficulty": (1, 2, 3)}):
        with pytest.raises(RequestError):
            synth.stream(**({"task": GAME} | wrong))
