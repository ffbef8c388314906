"""`synth run --keep`: only the levels of each task that a model's pass rates say are worth training on."""

import json
from collections import Counter

import pyarrow.parquet as pq
import pytest
from running import synth

from synth.pipelines.passrate.kept_levels import kept_levels
from synth.schemas.errors import RequestError

TASKS = ("logic/game_of_24", "math/recurrence")
RATES = {"logic/game_of_24": (1.0, 0.5, 0.25, 0.0), "math/recurrence": (0.75, 0.75, 1.0, 0.5)}


@pytest.fixture
def rollouts(tmp_path):
    """Of each task at levels 1 to 4, two problems with four completions each."""
    path = tmp_path / "rollouts.jsonl"
    lines = [
        {"data_source": f"synth/{task}", "difficulty": level, "model": "small", "extra_info": {"index": 100 * level + problem, "task": task, "difficulty": level}, "rewards": [1.0] * int(4 * rate) + [0.0] * (4 - int(4 * rate))}
        for task, rates in RATES.items()
        for level, rate in enumerate(rates, 1)
        for problem in range(2)
    ]  # fmt: skip
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def test_levels_are_kept_by_the_pass_rate_of_their_task(rollouts):
    kept = kept_levels("0.2 < pass < 0.8", [str(rollouts)], TASKS, range(1, 5))
    assert dict(kept) == {"logic/game_of_24": (2, 3), "math/recurrence": (1, 2, 4)}
    assert dict(kept_levels("small == 1", [str(rollouts)], TASKS, range(1, 5))) == {"logic/game_of_24": (1,), "math/recurrence": (3,)}
    assert dict(kept_levels("pass < 0.4", [str(rollouts)], TASKS, range(1, 5))) == {"logic/game_of_24": (3, 4)}


@pytest.mark.parametrize(
    ("keep", "levels", "said"),
    [
        ("0.2 < pass < 0.8", range(1, 6), "no pass rates of logic/game_of_24 at level 5"),
        ("large > 0.5", range(1, 5), "'large': no pass rate has this name.*small"),
        ("pass > 2", range(1, 5), "no level of these tasks"),
        ("pass >", range(1, 5), "pass >"),
    ],
)
def test_what_was_not_measured_is_neither_kept_nor_dropped(rollouts, keep, levels, said):
    with pytest.raises(RequestError, match=said):
        kept_levels(keep, [str(rollouts)], TASKS, levels)


def test_a_run_shares_its_rows_among_the_tasks_and_then_among_their_levels(rollouts, tmp_path):
    run = ("run", *TASKS, "--n", 120, "--difficulty", "1..4", "--executor", "local")
    done = synth(*run, "--keep", "0.2<pass<0.8", "--rollouts", rollouts, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    rows = [row for path in sorted((tmp_path / "out" / "data").glob("*.parquet")) for row in pq.read_table(path).to_pylist()]
    found = Counter((row["extra_info"]["task"], row["difficulty"]) for row in rows)
    assert found == {("logic/game_of_24", 2): 30, ("logic/game_of_24", 3): 30} | {("math/recurrence", level): 20 for level in (1, 2, 4)}
    for one in (("--keep", "pass > 0"), ("--rollouts", rollouts)):
        alone = synth(*run, *one, "--out", tmp_path / "other")
        assert alone.returncode == 2 and "belong together" in alone.stderr
