"""Rows for the shortcut audit, with planted leaks and without."""

import pyarrow as pa
import pyarrow.parquet as pq

from synth.schemas.record import arrow_schema


def write_rows(folder, texts, answers, families, task="honest/linear_algebra", level=3, ground_truths=None):
    """A Parquet file of rows in `folder`. families: a family_id for each, or `""`."""
    rows = [
        {
            "data_source": f"synth/{task}", "prompt": [{"role": "user", "content": text}], "ability": task.split("/")[0],
            "reward_model": {"style": "rule", "ground_truth": truth}, "trajectory": [],
            "extra_info": {"task": task, "difficulty": level, "answer": answer, "family_id": family, "fingerprint": f"{k:032x}", "split": "train"},
        }
        for k, (text, answer, family, truth) in enumerate(zip(texts, answers, families, ground_truths or ["{}"] * len(texts), strict=True))
    ]  # fmt: skip
    pq.write_table(pa.Table.from_pylist(rows, arrow_schema()), folder / "rows.parquet")
    return str(folder / "rows.parquet")
