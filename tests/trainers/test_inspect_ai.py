"""Inspect: an evaluation of our rows, down to its log."""

import with_inspect_ai
from inspect_ai import eval as evaluate
from inspect_ai.model import ModelOutput
from inspect_ai.solver import solver


@solver
def every_second():
    """Answers every second sample rightly, in place of a model."""
    seen = []

    async def solve(state, generate):
        seen.append(state.sample_id)
        state.output = ModelOutput.from_content("none", f"<answer>{state.target.text if len(seen) % 2 else 'no'}</answer>")
        return state

    return solve


def test_an_evaluation(tmp_path):
    wanted = with_inspect_ai.reasoning(tasks="math/recurrence", level=2, n=4)
    (log,) = evaluate(wanted, solver=every_second(), model=None, log_dir=str(tmp_path), display="none", max_samples=1)
    assert log.status == "success", log.error
    (score,) = [one for one in log.results.scores if "mean" in one.metrics]
    assert score.metrics["mean"].value == 0.5
    for sample in log.samples:
        found = sample.scores["verdict"]
        assert found.value == found.metadata["answer"] and set(found.metadata) == {"answer", "format", "steps"}
        assert bool(found.explanation) == (found.value == 0.0)
