"""Rows that follow the learner: tickets, ranks, states, repeats."""

import json
from itertools import chain, islice

import pytest

import synth
from synth.pipelines.run.splits import RESERVED
from synth.schemas.errors import RequestError

TASKS = ["logic/game_of_24", "math/recurrence"]


def curriculum(tasks=TASKS, **settings):
    return synth.Curriculum(tasks, **settings)


def keys(rows):
    return [row["ticket"].rpartition(":")[0] for row in rows]


def answered(rows, rate):
    return [{"row": row, "rewards": [1.0] * rate + [0.0] * (4 - rate)} for row in rows]


def run(data, steps=6, batch=8):
    """Rows of some training steps, in which low levels pass and high ones do not."""
    rows = []
    for _ in range(steps):
        now = list(islice(data, batch))
        data.update([one for row in now for one in answered([row], 4 if row["difficulty"] < 3 else 1)])
        rows += now
    return rows


def test_rows_score_and_carry_what_they_are_credited_by():
    data = curriculum()
    for row in islice(data, 12):
        task, level, draw, number, policy = row["ticket"].split(":")
        told = row["extra_info"]
        assert (task, int(level), int(draw), int(number), policy) == (told["task"], row["difficulty"], told["draw"], told["member"], "0")
        assert synth.verifiers.score(row["data_source"], f"<answer>{told['answer']}</answer>", row["reward_model"]["ground_truth"]) == 1.0
        assert int(told["fingerprint"][:16], 16) / 2**64 >= RESERVED
    assert len({row["extra_info"]["index"] for row in islice(data, 60)}) == 60


def test_equal_results_give_equal_rows_and_other_results_others():
    assert keys(run(curriculum())) == keys(run(curriculum()))
    assert keys(run(curriculum(seed=1))) != keys(run(curriculum()))
    never = curriculum()
    rows = []
    for _ in range(6):
        now = list(islice(never, 8))
        never.update(answered(now, 0))
        rows += now
    assert keys(rows) != keys(run(curriculum()))


def test_a_state_goes_on_without_replay():
    data = curriculum()
    run(data)
    state = json.dumps(data.state_dict())
    assert len(state) < 4_000
    other = curriculum()
    other.load_state_dict(json.loads(state))
    assert keys(islice(other, 20)) == keys(islice(data, 20))
    assert other.metrics() == data.metrics()


def test_results_from_before_a_state_do_not_count():
    data = curriculum()
    rows = list(islice(data, 4))
    other = curriculum()
    other.load_state_dict(data.state_dict())
    other.update(answered(rows, 4))
    assert other.metrics()["curriculum/stale"] == 4 and other.metrics()["curriculum/groups"] == 0


def test_a_result_counts_once_and_only_while_it_is_fresh():
    data = curriculum(max_lag=2)
    old, *rows = islice(data, 4)
    data.update(answered(rows, 4))
    data.update([{"ticket": row["ticket"], "rewards": [1.0]} for row in rows])
    assert data.metrics()["curriculum/groups"] == 3 and data.metrics()["curriculum/stale"] == 3
    data.update([])
    data.update(answered([old], 4))
    assert data.metrics()["curriculum/groups"] == 3


def test_ranks_share_the_work_and_choose_alike():
    ranks = [curriculum().shard(rank, 3) for rank in range(3)]
    told = [[], [], []]
    for _ in range(4):
        rows = [list(islice(data, 4)) for data in ranks]
        for data in ranks:
            data.update([one for row in chain.from_iterable(rows) for one in answered([row], 4 if row["difficulty"] < 3 else 1)])
        for mine, now in zip(told, rows, strict=True):
            mine += keys(now)
    every = list(chain.from_iterable(told))
    assert len(set(every)) == len(every)
    metrics = [{name: value for name, value in data.metrics().items() if not name.endswith("repeats")} for data in ranks]
    assert metrics[0] == metrics[1] == metrics[2]
    cells = [[key.split(":")[:2] for key in mine] for mine in told]
    alone = [key.split(":")[:2] for key in keys(islice(curriculum(), 12))]
    assert [cells[place % 3][place // 3] for place in range(12)] == alone


def test_a_level_with_few_problems_starts_again():
    data = curriculum("logic/game_of_24", difficulty=1, rule="uniform")
    data._draws = {}
    few = curriculum("logic/game_of_24", difficulty=1, rule="uniform", memory=0)
    assert len(set(keys(islice(few, 30)))) == 30
    seen = [row["extra_info"]["fingerprint"] for row in islice(data, 150)]
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("wrong", [{"rule": "bend"}, {"difficulty": "0..3"}, {"tasks": "sudoko"}, {"max_lag": -1}, {"band": 3, "rule": "rlve"}, {"lang": "xx"}])
def test_wrong_wishes_are_told_at_once(wrong):
    with pytest.raises(RequestError):
        curriculum(**{"tasks": TASKS, **wrong})


@pytest.mark.parametrize(
    "entry",
    [{}, {"rewards": [1.0]}, {"ticket": "x", "rewards": [1.0]}, {"ticket": "logic/game_of_24:11:0:0:0", "rewards": [1.0]}, {"ticket": "logic/game_of_24:1:0:0:5", "rewards": [1.0]}],
)  # fmt: skip
def test_results_that_cannot_be_read_change_nothing(entry):
    data = curriculum()
    row = next(data)
    with pytest.raises(ValueError, match="row of this curriculum"):
        data.update([*answered([row], 4), entry])
    assert data.metrics()["curriculum/groups"] == 0
    for rewards in ([], None, [1.0, None], [float("nan")]):
        with pytest.raises(ValueError, match="rewards of a prompt group"):
            data.update([*answered([row], 4), {"row": row, "rewards": rewards}])
    assert data.metrics()["curriculum/groups"] == 0


@pytest.mark.parametrize(
    "made",
    [{"rule": "rlve"}, {"seed": 1}, {"difficulty": "1..5"}, {"tasks": "math/modular"}, {"tasks": TASKS[:1]}, {"tasks": [*TASKS, "math/modular"]}],
    ids=str,
)
def test_a_state_of_another_curriculum_is_refused(made):
    state = run_to_state(curriculum(**made))
    with pytest.raises(RequestError, match="another rule or seed"):
        curriculum().load_state_dict(state)


def run_to_state(data):
    next(data)
    return json.loads(json.dumps(data.state_dict()))


def test_a_rank_goes_on_from_its_own_state_alone():
    ranks = [curriculum().shard(rank, 2) for rank in (0, 1)]
    first, second = map(run_to_state, ranks)
    again = curriculum().shard(0, 2)
    with pytest.raises(RequestError, match="rank 1 of 2, this is rank 0 of 2"):
        again.load_state_dict(second)
    again.load_state_dict(first)
    alone = curriculum()
    alone.load_state_dict(second)
    assert [keys(islice(data, 4)) for data in (again, alone)] == [keys(islice(data, 4)) for data in ranks]

