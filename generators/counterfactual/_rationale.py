"""Writes the rationale that `verifiers/counterfactual/_rationale.py` checks, the provenance, and a family as samples.

Shared by the tasks of premises and options: texts, relations and analyses come in, nothing here knows a formula."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

import msgspec

from synth.generators.counterfactual._families import Member
from synth.schemas.problem import Problem
from synth.schemas.task import Discard, Sample
from synth.verifiers.counterfactual._worlds import Relation

UNKNOWN = "Unknown"
WORDED = 4  # times at most that a family is put into words


def cite(numbers: Sequence[int]) -> str:
    """`[2], [5]` for the premises 1 and 4, counted from 0."""
    return ", ".join(f"[{number + 1}]" for number in numbers)


def letter(target: int | None) -> str:
    """The answer in the form that the prompt asks for."""
    return UNKNOWN if target is None else "ABCD"[target]


def corrupt(problem: object, answer: str, rng: Random) -> str:
    """Another of the five answers."""
    return rng.choice([other for other in ("A", "B", "C", "D", UNKNOWN) if other != answer])


def in_words(rng: Random, draw: Callable[[Random], Sample]) -> Sample:
    """A family in words: drawn again, with another original and other words, while an analysis grows too long. Raises Discard."""
    for _ in range(WORDED - 1):
        try:
            return draw(rng)
        except Discard:
            continue
    return draw(rng)


def sample(
    problem: Problem,
    member: Member,
    original: Member,
    options: Sequence[str],
    relations: Sequence[Relation],
    analyses: Sequence[tuple[str, int]],
    **more: object,
) -> Sample:
    """A member as a sample. options: their texts; analyses: of each option, the words and the steps it took, whose sum is the effort;
    more: fields that the task adds to the provenance."""
    trace = rationale(options, [words for words, _ in analyses], relations, member.target)
    effort = sum(steps for _, steps in analyses)
    return Sample(problem, letter(member.target), effort, trace, provenance=provenance(member, original, relations, **more))


def rationale(options: Sequence[str], analyses: Sequence[str], relations: Sequence[Relation], target: int | None) -> str:
    """options: their texts; analyses: one line each; target: the option that is entailed, if any."""
    lines = []
    for place, (option, analysis, (stand, core)) in enumerate(zip(options, analyses, relations, strict=True)):
        finding = "none - not supported." if stand == "neither" else f"{cite(core)} - {stand}."
        lines += [f"({'abcd'[place]}) {option}", f"Analysis: {analysis}", f"Identify Premises: {finding}", ""]
    if target is None:
        lines.append("Therefore none of the options must be true: Unknown.")
    else:
        lines.append(f"Therefore the answer is ({'abcd'[target]}).")
    return "\n".join(lines)


def provenance(member: Member, original: Member, relations: Sequence[Relation], **more: object) -> str:
    """What was edited and how the premises stand to each option, as JSON; premises have their printed numbers, from 1.

    {"role", "target": letter or Unknown, "edits": [{"premise", "kind", "before", "after"}], "cores": [{"relation", "premises"}] by
    option, and what the task adds}"""
    edits = [
        {"premise": edit.premise + 1, "kind": edit.kind, "before": original.premises[edit.premise], "after": edit.after}
        for edit in member.edits
    ]
    cores = [{"relation": stand, "premises": [number + 1 for number in core]} for stand, core in relations]
    form = {"role": member.role, "target": letter(member.target), "edits": edits, "cores": cores, **more}
    return msgspec.json.encode(form, order="sorted").decode()


def as_family(rng: Random, members: Sequence[Sample]) -> Sample:
    """The first member, the original, with the others behind it. Each gets as `rejected` a whole completion that is right for another
    member: for the edited ones the original's, so the reasoning that was right before the edit; for the original one of the others'."""
    completions = [f"{member.trace}\n\n<answer>\n{member.answer}\n</answer>" for member in members]
    first, *rest = members
    rejected = rng.choice(completions[1:]) if rest else ""
    return replace(first, rejected=rejected, other_members=tuple(replace(member, rejected=completions[0]) for member in rest))
