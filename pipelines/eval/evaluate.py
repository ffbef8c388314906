"""`synth eval`: how often a model solves each task at each level, asked through an OpenAI-compatible endpoint.

Replies are cached as they arrive, so a command that was stopped goes on, and no request is charged for twice. What comes of it depends on
the problems and the replies alone: `rollouts.jsonl` (each row with its completions, rewards and reasons: `synth score` can score it again),
`report.json`, `report.html`, and with `review` the refused completions in which the right answer stands, for a person to read."""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from synth.pipelines.eval.eval_report import Report, Rollout, report, table
from synth.pipelines.eval.page import page
from synth.pipelines.eval.prompts import Row, asked, text_of
from synth.pipelines.eval.review import suspicious
from synth.pipelines.model.client import Client, Endpoint, Reply, RequestRefused
from synth.pipelines.progress import Progress
from synth.pipelines.score.scoring import write_text
from synth.pipelines.storage.store import Store
from synth.schemas.errors import RequestError
from synth.schemas.problem import Frozen
from synth.verifiers.reward import verifier, verify, verify_trace

REFUSED = Reply("", False, 0, 0)
"""In place of a reply that the endpoint will never give."""


class EvalRequest(Frozen, frozen=True):
    """What is asked of which model."""

    what: tuple[str, ...]
    """Tasks and domains, or one file or folder of rows."""
    endpoint: Endpoint
    out: str
    """Folder of the report."""
    n: int = 50
    """Problems of each task and level."""
    k: int = 4
    """Completions of each problem."""
    difficulty: str = "1..10"
    split: str = "test"
    """Held out by default, so that what is measured was never trained on."""
    seed: int = 0
    lang: str = "en"
    with_steps: bool = False
    """Whether prompts ask for steps; then they are judged too."""
    cache: str = ""
    """Folder or URI of the replies; OUT.answers when empty."""
    concurrency: int = 8
    review: bool = False
    price_in: float = 0.0
    """Of a million prompt tokens."""
    price_out: float = 0.0
    """Of a million completion tokens."""

    def __post_init__(self) -> None:
        if not self.what or min(self.n, self.k, self.concurrency) < 1:
            raise RequestError("expected a task, and --n, --k and --concurrency of 1 or more.")


def evaluate(request: EvalRequest) -> Report:
    """Ask, score, and write the report. Raises RequestError for what cannot be meant, for rows that cannot be scored and where another
    command is at work, SynthError where the endpoint cannot be used; replies so far are kept."""
    if "://" in request.out:
        raise RequestError(f"{request.out}: expected a local folder.", "out")
    with Store(request.out).alone():  # two at once would be charged twice
        return _evaluate(request, Path(request.out).expanduser())


def _evaluate(request: EvalRequest, out: Path) -> Report:
    _claim(out, request)
    rows = list(asked(request.what, request.n, request.difficulty, request.split, request.seed, request.lang, request.with_steps))
    client = Client(request.endpoint, request.cache or f"{out}.answers")
    rollouts = [_rollout(row, replies, request) for row, replies in zip(rows, _ask(client, rows, request), strict=True)]
    found = report(rollouts, request.k, request.price_in, request.price_out)
    write_text(out / "rollouts.jsonl", (json.dumps(_line(one, request), ensure_ascii=False) + "\n" for one in rollouts))
    write_text(out / "report.json", [json.dumps(found.as_json(request.endpoint.model), indent=1) + "\n"])
    write_text(out / "report.html", [page(found, request.endpoint.model)])
    if request.review:
        write_text(out / "review.jsonl", (json.dumps(one, ensure_ascii=False) + "\n" for one in suspicious(rollouts)))
    print("\n".join([*table(found), f"{client.sent:,} requests sent now. Report: {out}/report.html"]))
    return found


def _claim(out: Path, request: EvalRequest) -> None:
    """Make the folder, or go on in it. Raises RequestError where it belongs to another command."""
    fields = json.loads(request.to_json())
    decisive = {name: fields[name] for name in ("what", "n", "k", "difficulty", "split", "seed", "lang", "with_steps")}
    told = json.dumps(decisive | {"model": request.endpoint.model, "temperature": request.endpoint.temperature}, sort_keys=True)
    mark = out / "eval.json"
    try:
        out.mkdir(parents=True, exist_ok=True)
        if mark.exists():
            if mark.read_text("utf-8") != told:
                raise RequestError(f"{out} holds the report of another command; give another --out.", "out")
        elif any(out.iterdir()):
            raise RequestError(f"{out} is not empty; give another --out.", "out")
        else:
            write_text(mark, [told])
    except OSError as error:
        raise RequestError(f"{out}: cannot be used ({error.strerror}).", "out") from error


def _ask(client: Client, rows: Sequence[Row], request: EvalRequest) -> Iterator[list[Reply]]:
    """The replies to each row, in order."""
    progress, total, done = Progress("completions"), len(rows) * request.k, 0
    pool, asked_for = ThreadPoolExecutor(request.concurrency), Counter[str]()

    def one(prompt: str, sample: int) -> Reply:
        try:
            return client.ask(prompt, sample)
        except RequestRefused as refused:
            print(f"synth: left out, as the endpoint refuses the prompt: {refused}", file=sys.stderr)
            return REFUSED

    def samples(prompt: str) -> range:
        """Their numbers; a prompt that comes again gets further replies."""
        asked_for[prompt] += request.k
        return range(asked_for[prompt] - request.k, asked_for[prompt])

    try:
        futures = [[pool.submit(one, text, sample) for sample in samples(text)] for text in map(text_of, rows)]
        for of_row in futures:
            replies = [future.result() for future in of_row]
            done += len(replies)
            progress.advance(done, total)
            yield replies
    finally:
        # On an error or Ctrl-C: requests in flight are charged for, so their replies are waited for and kept.
        client.stop()
        pool.shutdown(cancel_futures=True)
        client.close()
        progress.stop()


def _rollout(row: Row, replies: Sequence[Reply], request: EvalRequest) -> Rollout:
    source, truth = row["data_source"], row["reward_model"]["ground_truth"]
    verdicts = [verify(source, reply.text, truth, row.get("extra_info")) for reply in replies]
    steps: list[bool] | None = None
    if request.with_steps and source.startswith("synth/") and verifier(source).trace_format is not None:
        steps = [bool(verify_trace(source, reply.text, truth)) for reply in replies]
    return Rollout(row, tuple(replies), tuple(verdicts), steps, any(reply is REFUSED for reply in replies))


def _line(rollout: Rollout, request: EvalRequest) -> dict[str, Any]:
    """As `rollouts.jsonl` has it."""
    told = {
        "model": request.endpoint.model,
        "completion": [reply.text for reply in rollout.replies],
        "complete": [reply.complete for reply in rollout.replies],
        "rewards": [float(verdict.accepted) for verdict in rollout.verdicts],
        "reasons": [verdict.reason for verdict in rollout.verdicts],
        "tokens": [reply.tokens_out for reply in rollout.replies],
    }
    kept = {name: value for name, value in rollout.row.items() if name != "trajectory"}
    return kept | told | ({"steps": rollout.steps} if rollout.steps is not None else {})
