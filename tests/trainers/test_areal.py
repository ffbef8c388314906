"""AReaL: our function in its `AsyncRewardWrapper`, which calls it in processes; the example's rows."""

import asyncio

import with_areal
from areal.api.reward_api import AsyncRewardWrapper
from rows_to_score import CASES

from synth.verifiers.adapters import areal


def test_rewards_through_the_wrapper():
    async def rewards():
        wrapped = AsyncRewardWrapper(areal.reward, max_workers=1)
        columns = [{"messages" if name == "prompt" else name: value for name, value in row.items()} for row, _, _ in CASES]
        return [await wrapped("", text, [1], [2], **row) for row, (_, text, _) in zip(columns, CASES, strict=True)]

    assert asyncio.run(rewards()) == [reward for _, _, reward in CASES]
    assert f"{areal.__name__}.{areal.reward.__name__}" == with_areal.REWARD


def test_rows_of_a_run(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq
    from rows_to_score import ROWS

    from synth.schemas.record import arrow_schema

    pq.write_table(pa.Table.from_pylist(ROWS, schema=arrow_schema()), tmp_path / "train.parquet")
    (first, *_) = with_areal.rows(str(tmp_path / "train.parquet"))
    assert first["messages"] == ROWS[0]["prompt"] and areal.reward("", "?", [], [], **first) == 0.0
