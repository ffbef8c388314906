"""Independent route: the steps are done anew on own inputs, and the answer is run by walking its syntax tree."""

from synth.pipelines.oracles.code._programs import check

__all__ = ["check"]
