"""A list of names in order, in any case: `['pigeon', 'black-capped chickadee']`. Refused for the first of: format, names, order."""

import re

import msgspec

from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.extract import final_answer
from synth.verifiers.parsers.lists import items
from synth.verifiers.published import Extra

Names = tuple[str, ...]
_ARROW = re.compile(r"[-=]?>|[→⇒]")


def read(ground_truth: str) -> Names:
    """Raises ValueError for what is no list of names that can be told apart."""
    names = tuple(map(_normal, msgspec.json.decode(ground_truth, type=list[str])))
    if not names or not all(names) or len(set(names)) < len(names):
        raise ValueError("expected a list of different names")
    return names


def judge(gold: Names, completion: str, lenient: bool, extra: Extra) -> Verdict:
    answer = final_answer(completion, lenient)
    if isinstance(answer, Verdict):
        return answer
    names = tuple(map(_normal, items(_ARROW.sub(",", answer))))
    if not names:
        return refuse("format")
    return ACCEPT if names == gold else refuse("order" if sorted(names) == sorted(gold) else "names")


def _normal(name: str) -> str:
    return " ".join(name.casefold().translate(_HYPHENS).strip(" '\"").removeprefix("the ").split())


_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")


def shown(gold: Names) -> str:
    return f"<answer>{list(gold)}</answer>"
