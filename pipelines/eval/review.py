"""Refused completions in which the right answer stands: where a verifier may be wrong, for a person to read."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from synth.pipelines.eval.eval_report import Rollout

TAIL = 300
"""Characters of a completion's end that are searched and shown; twice the answer's where that is more."""
SHORTEST = 2
"""Characters that an answer has at least: a single digit stands everywhere."""


def suspicious(rollouts: Sequence[Rollout]) -> Iterator[dict[str, Any]]:
    """Whole completions that were refused though the reference answer stands near their end, those of one pattern together. pattern: what
    stands around the answer, with other words and numbers made alike."""
    found = []
    for one in rollouts:
        answer = str((one.row.get("extra_info") or {}).get("answer") or "")
        if len(answer) < SHORTEST:
            continue
        for reply, verdict in zip(one.replies, one.verdicts, strict=True):
            tail = reply.text[-max(TAIL, 2 * len(answer)) :]
            if verdict.accepted or not reply.complete or not (place := _stands(answer, tail)):
                continue
            around = tail[max(0, place.start() - 25) : place.start()] + "ANSWER" + tail[place.end() : place.end() + 25]
            pattern = re.sub(r"\b(?!ANSWER\b)[A-Za-z]+", "w", re.sub(r"\d+", "0", around))
            told = {"data_source": one.row["data_source"], "reason": verdict.reason, "pattern": pattern, "answer": answer, "end": tail}
            found.append(told | {"index": one.row.get("extra_info", {}).get("index")})
    yield from sorted(found, key=lambda told: (told["data_source"], told["reason"], told["pattern"]))


def _stands(answer: str, text: str) -> re.Match[str] | None:
    """The last place of the answer in the text, blanks of any kind and letters of either case alike."""
    words = r"\s+".join(re.escape(word) for word in answer.split())
    places = list(re.finditer(rf"(?<![\w.]){words}(?!\w)", text, re.IGNORECASE))
    return places[-1] if places else None
