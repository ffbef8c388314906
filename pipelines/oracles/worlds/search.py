"""Independent route: the question is asked in sqlite3 of many worlds that keep what the documents tell."""

from synth.pipelines.oracles.worlds._relations import check, solutions

__all__ = ["check", "solutions"]
