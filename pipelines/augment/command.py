"""What `synth augment` does with its options."""

import math
import sys
import time
from hashlib import sha256
from pathlib import Path

import msgspec

from synth.pipelines.augment.client import Endpoint, openai_package
from synth.pipelines.augment.dataset_card import progress, summary
from synth.pipelines.augment.driver import ExecutorName, run
from synth.pipelines.augment.passages import FORMATS, Format, read_passages
from synth.pipelines.augment.shards import Manifest, Plan, Totals
from synth.pipelines.augment.steps import prompts_hash
from synth.pipelines.augment.work import Place
from synth.pipelines.progress import PERIOD_S
from synth.pipelines.storage.store import Store
from synth.schemas.errors import RequestError, nearest


def augment_files(
    files: list[Path],
    form: str,
    endpoint: Endpoint,
    out: str,
    cache: str = "",
    split: str = "",
    k: int = 3,
    tries: int = 2,
    keep_all: bool = False,
    limit: int = 0,
    shard_passages: int = 100,
    concurrency: int = 8,
    executor: str = "local",
    address: str | None = None,
    workers: int = 0,
    prices: tuple[float, float] = (0.0, 0.0),
) -> Manifest:
    """Carry a request out, or on, and say so. cache: where answers are kept, by default beside `out`. Raises SynthError in one line."""
    for option, value, allowed in (("--format", form, FORMATS), ("--executor", executor, ("local", "ray"))):
        if value not in allowed:
            raise RequestError(f"{option} {value}: expected {' or '.join(allowed)}.{nearest(value, allowed)}")
    openai_package()  # before anything is written
    read_as: Format = form  # type: ignore[assignment]  # checked above
    passages, lost = read_passages(files, read_as, split)
    if not all(math.isfinite(number) for number in (*prices, endpoint.timeout)):
        raise RequestError("--price-in, --price-out, --timeout: expected finite numbers.")
    hashes = tuple((file.name, sha256(file.read_bytes()).hexdigest()) for file in files)
    plan = Plan(
        hashes, read_as, split, endpoint.model, endpoint.temperature, endpoint.max_tokens, prompts_hash(), k, tries, keep_all, limit,
        shard_passages,
    )  # fmt: skip
    plan = msgspec.convert(msgspec.to_builtins(plan), Plan)  # with every bound checked
    place = Place(out, cache or f"{out.rstrip('/')}.answers")
    begun, paid, passed, last = False, 0, 0, time.monotonic()

    def watch(done: int, count: int, totals: Totals, asked: int) -> None:
        nonlocal begun, paid
        begun, paid = True, asked
        print(progress(done, count, totals, asked), file=sys.stderr)

    def on_passage() -> None:
        nonlocal passed, last
        passed += 1
        if time.monotonic() - last >= PERIOD_S:
            last = time.monotonic()
            print(f"synth: {passed:,} passages", file=sys.stderr)

    executor_name: ExecutorName = "ray" if executor == "ray" else "local"
    with Store(out).alone():  # two at once would pay twice
        manifest = run(
            plan, passages, lost, endpoint, place, watch, on_passage, concurrency, executor_name, address, workers, prices
        )
    if not begun:
        print(f"synth: the run at {out} was already finished; nothing to do.", file=sys.stderr)
    print(summary(manifest, paid, out))
    return manifest
