"""One shard: its items as rows of our schema, each proved by its own gold answer as it is written, and a marker that says so.

A row is kept when the verifier of its name accepts the gold answer, and refuses an empty completion. Rows that no rule decides and rows
whose gold answer is refused are set aside, in files of the same schema, with the reason in `extra_info.provenance`."""

import io
import json
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b
from importlib import import_module
from typing import Any

from synth.generators import registry
from synth.pipelines.ingest.duplicates import normal
from synth.pipelines.ingest.ingest_plan import GOLD_FAILS, NEEDS_JUDGE, SET_ASIDE, IngestMarker, IngestPlan, IngestTotals
from synth.pipelines.ingest.item import Item, Placed
from synth.pipelines.storage.run_folder import ROW_GROUP, publish, publish_shard, write_marker
from synth.pipelines.storage.store import Store
from synth.schemas.errors import GroundTruthError
from synth.schemas.manifest import FileEntry
from synth.schemas.record import ExtraInfo, Message, RewardModel, Row, arrow_schema
from synth.verifiers import published
from synth.verifiers.reward import OURS, verify

KEPT, UNPROVED = "", "no answer is known to pass"


def make_shard(plan: IngestPlan, out: str, shard: int, items: Sequence[Placed]) -> IngestMarker:
    """Make and publish a shard. Raises SandboxError where programs cannot be run."""
    import pyarrow as pa

    store, by_file = Store(out), dict[tuple[str, str], list[Row]]()
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("kept", "by_name", NEEDS_JUDGE, GOLD_FAILS)}
    for placed in items:
        kind, reason = prove(placed.item)
        row = _row(placed, plan, kind, reason)
        if kind == KEPT:
            counts["kept"][reason] += 1
            counts["by_name"][placed.item.data_source] += 1
        else:
            counts[kind][reason] += 1
        by_file.setdefault((kind, row["extra_info"]["split"] if kind == KEPT else kind), []).append(row)
    files = [
        publish_shard(store, pa.Table.from_pylist(rows, arrow_schema()), name, shard)
        if kind == KEPT
        else _set_aside(store, rows, kind, shard)
        for (kind, name), rows in sorted(by_file.items())
    ]
    totals = IngestTotals(
        items=len(items),
        kept=counts["kept"].total(),
        unproved=counts["kept"][UNPROVED],
        needs_judge=dict(sorted(counts[NEEDS_JUDGE].items())),
        gold_fails=dict(sorted(counts[GOLD_FAILS].items())),
        by_name=dict(sorted(counts["by_name"].items())),
    )
    marker = IngestMarker(shard, totals, tuple(files))
    write_marker(store, shard, marker)
    return marker


def prove(item: Item) -> tuple[str, str]:
    """Whether a row is kept (the empty text) or set aside, and why."""
    if item.aside:
        return NEEDS_JUDGE, item.aside
    if item.data_source.startswith(OURS):
        return _prove_ours(item)
    try:
        kind = published.kind(item.data_source)
        gold = kind.read(item.ground_truth)
        readable: Any = getattr(kind, "readable", None)
        if readable is not None and not readable(gold):
            return NEEDS_JUDGE, "no rule reads the gold answer"
        try:
            completion = item.completion or kind.shown(gold)
        except published.NoRule:
            return KEPT, UNPROVED
        for truth in (item.ground_truth, *([item.all_tests] if item.all_tests else [])):
            if not (verdict := verify(item.data_source, completion, truth)):
                return GOLD_FAILS, verdict.reason
        return (GOLD_FAILS, "an empty answer passes") if verify(item.data_source, "", item.ground_truth) else (KEPT, KEPT)
    except (published.NoRule, ValueError, GroundTruthError) as error:
        # A GroundTruthError names the row, and so no two would be counted together; what it comes from does not.
        cause = error.__cause__ if isinstance(error, GroundTruthError) else error
        return NEEDS_JUDGE, " ".join(str(cause).split())[:160] if isinstance(cause, published.NoRule) else "ground truth cannot be read"


def _prove_ours(item: Item) -> tuple[str, str]:
    """A problem of ours: the oracle has its say too, and where our prompts promise one solution, there has to be one."""
    if not (verdict := verify(item.data_source, f"<answer>\n{item.answer}\n</answer>", item.ground_truth)):
        return GOLD_FAILS, verdict.reason
    name = item.data_source.removeprefix(OURS)
    oracle = import_module(f"synth.pipelines.oracles.{name.replace('/', '.')}")
    problem = json.loads(item.ground_truth)
    if not oracle.check(problem, item.answer):
        return GOLD_FAILS, "the oracle refuses it"
    if registry.load(name).unique and oracle.solutions(problem) != 1:
        return NEEDS_JUDGE, f"{name.rpartition('/')[2]}: several solutions, where ours have one"
    return KEPT, KEPT


def _row(placed: Placed, plan: IngestPlan, kind: str, reason: str) -> Row:
    item = placed.item
    provenance = {
        "source": plan.source,
        "file": placed.file,
        "row": placed.row,
        "licence": plan.licence,
        "data_source": item.data_source,
        **({"set_aside": kind, "why": reason} if kind else {"unproved": reason} if reason else {}),
        **({"aside": item.aside} if item.aside else {}),
        **({"facts": item.facts} if item.facts else {}),
        **({"all_tests": item.all_tests} if item.all_tests else {}),
    }
    extra = ExtraInfo(
        index=placed.index,
        split=item.split or plan.split,
        task=plan.source,
        version=1,
        difficulty=0,
        language=item.language,
        with_steps=False,
        knobs="{}",
        seed=plan.seed,
        draw=placed.row,
        member=0,
        fingerprint=blake2b(normal(item.key).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(),
        family_id="",
        answer=_text(item.answer),
        effort=0.0,
        trace="",
        rejected="",
        provenance=_text(json.dumps(provenance, ensure_ascii=False, sort_keys=True, default=str)),
    )
    return Row(
        data_source=item.data_source,
        prompt=[Message(role="user", content=_text(item.prompt))],
        ability=item.data_source.removeprefix(OURS).partition("/")[0].partition("_")[0],
        difficulty=0,
        reward_model=RewardModel(style="rule", ground_truth=_text(item.ground_truth)),
        extra_info=extra,
        trajectory=[],
    )


def _text(text: str) -> str:
    """Without the lone surrogates that some JSON files hold and Parquet cannot."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _set_aside(store: Store, rows: list[Row], kind: str, shard: int) -> FileEntry:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pylist(rows, arrow_schema())
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd", compression_level=3, row_group_size=ROW_GROUP)
    return publish(store, f"{SET_ASIDE}/{kind}-{shard:05d}.parquet", kind, len(rows), sink.getvalue())
