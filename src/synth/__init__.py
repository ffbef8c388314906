"""Synthetic, rule-verifiable reasoning problems for reinforcement learning with verifiable rewards.

    for row in synth.stream("logic/sudoku", difficulty=5, seed=1): ...
    synth.verifiers.score(row["data_source"], completion, row["reward_model"]["ground_truth"])
"""

from typing import TYPE_CHECKING, Any

import synth.verifiers as _verifiers
from synth.schemas.version import VERSION
from synth.verifiers import reward as _reward

if TYPE_CHECKING:
    from synth.pipelines.curriculum.curriculum import Curriculum as Curriculum
    from synth.pipelines.run.stream import stream as stream

__version__ = VERSION
__all__ = ["Curriculum", "stream", "verifiers"]

# `verifiers/` is a namespace package (see its stub), so its front names are bound here.
for _name in ("BINARY", "Shaping", "components", "judge", "score", "score_steps", "trace_format", "verify", "verify_trace"):
    setattr(_verifiers, _name, getattr(_reward, _name))
verifiers = _verifiers


def __getattr__(name: str) -> Any:
    if name == "stream":  # lazy: a trainer that only scores has no jinja2 or numba
        from synth.pipelines.run.stream import stream

        return stream
    if name == "Curriculum":
        from synth.pipelines.curriculum.curriculum import Curriculum

        return Curriculum
    raise AttributeError(f"module 'synth' has no attribute {name!r}")
