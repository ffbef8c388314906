"""Writes the four-marker rationale that `verifiers/counterfactual/_rationale.py` checks, the provenance, and the family as samples.

Shared by the tasks of premises and options: texts, relations and analyses come in, nothing here knows a formula."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import msgspec

from synth.generators.counterfactual._families import Member
from synth.schemas.task import Sample
from synth.verifiers.counterfactual._worlds import Relation

UNKNOWN = "Unknown"


def cite(numbers: Sequence[int]) -> str:
    """`[2], [5]` for the premises 1 and 4, counted from 0."""
    return ", ".join(f"[{number + 1}]" for number in numbers)


def letter(target: int | None) -> str:
    """The answer in the form that the prompt asks for."""
    return UNKNOWN if target is None else "ABCD"[target]


def corrupt(problem: object, answer: str, rng: Random) -> str:
    """Another of the five answers."""
    return rng.choice([other for other in ("A", "B", "C", "D", UNKNOWN) if other != answer])


def tell(options: Sequence[str], analyses: Sequence[str], relations: Sequence[Relation], target: int | None) -> str:
    """The rationale. options: their texts; analyses: one line each; target: the option that is entailed, if any."""
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
    """What was edited and how each option stands, as JSON; premises have their printed numbers, from 1.

    {"role", "target": letter or Unknown, "edits": [{"premise", "kind", "before", "after"}], "cores": [{"relation", "premises"}] by
    option, and what the task adds}"""
    edits = [
        {"premise": change.premise + 1, "kind": change.kind, "before": original.premises[change.premise], "after": change.after}
        for change in member.changes
    ]
    cores = [{"relation": stand, "premises": [number + 1 for number in core]} for stand, core in relations]
    form = {"role": member.role, "target": letter(member.target), "edits": edits, "cores": cores, **more}
    return msgspec.json.encode(form, order="sorted").decode()


def together(rng: Random, members: Sequence[Sample]) -> Sample:
    """The first member with the others as its members, each with its rejected: a whole reply that is right for another member. That is the
    original for the edited ones, so the path that was right before the edit; for the original it is one of the others."""
    replies = [f"{member.trace}\n\n<answer>\n{member.answer}\n</answer>" for member in members]
    first, *rest = members
    rejected = rng.choice(replies[1:]) if rest else ""
    return replace(first, rejected=rejected, other_members=tuple(replace(member, rejected=replies[0]) for member in rest))
