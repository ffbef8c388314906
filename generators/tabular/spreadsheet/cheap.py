"""What a lazy solver would do: leave out changes, or go through the sheet once."""

import re
from collections.abc import Callable
from fractions import Fraction

from synth.verifiers.tabular.spreadsheet import Spreadsheet, contents
from synth.verifiers.tabular.spreadsheet.formulas import Sheet, place, written

Policy = Callable[[Spreadsheet], Sheet]


def unchanged(problem: Spreadsheet) -> Sheet:
    """As if nothing had been changed."""
    return Sheet(contents(problem, ()))


def first_change(problem: Spreadsheet) -> Sheet:
    return Sheet(contents(problem, problem.edits[:1]))


def last_change(problem: Spreadsheet) -> Sheet:
    try:
        return Sheet(contents(problem, problem.edits[-1:]))
    except ValueError:  # it copies what an earlier one wrote
        return unchanged(problem)


def without_change(at: int) -> Policy:
    """One of the changes is overlooked; the same as another policy where that leaves one or none."""

    def policy(problem: Spreadsheet) -> Sheet:
        try:
            return Sheet(contents(problem, problem.edits[:at] + problem.edits[at + 1 :]))
        except ValueError:  # a later one copies what it wrote
            return unchanged(problem)

    return policy


def conditions_turned(problem: Spreadsheet) -> Sheet:
    """What is said for where a condition holds is taken where it does not."""
    found = contents(problem, problem.edits)
    turned = {">=": "<", "<": ">="}
    return Sheet({cell: re.sub(">=|<", lambda sign: turned[sign[0]], text) for cell, text in found.items()})


def not_shifted(problem: Spreadsheet) -> Sheet:
    """Formulas are copied as they are written."""
    found = contents(problem, ())
    for edit in problem.edits:
        at = place(edit.cell)
        if edit.kind == "clear":
            found.pop(at, None)
        else:
            found[at] = found[place(edit.value)] if edit.kind == "copy" else edit.value
    return Sheet(found)


def one_pass(problem: Spreadsheet, old: Sheet | None = None) -> Sheet:
    """Each row from left to right, once, with the values that other cells had before."""
    before = old or unchanged(problem)
    after = Sheet(contents(problem, problem.edits))
    order = sorted(after.contents, key=lambda cell: (cell[1], cell[0]))
    for cell in order:
        if cell in before.contents:
            after.values[cell] = before.value(cell)
    for cell in order:
        after.values.pop(cell, None)
        after.value(cell)
    return after


_WITHOUT = tuple(map(without_change, range(4)))
POLICIES: dict[str, Policy] = {
    "the changes ignored": unchanged,
    "the first change alone": first_change,
    "the last change alone": last_change,
    "formulas copied as they are written": not_shifted,
    "one pass in reading order": one_pass,
    "conditions the wrong way round": conditions_turned,
    **dict(zip((f"the {ordinal} change left out" for ordinal in ("first", "second", "third", "fourth")), _WITHOUT, strict=True)),
}


def _concerned(problem: Spreadsheet, policy: Policy) -> bool:
    """Whether the policy leaves something out."""
    if policy in (first_change, last_change):
        return len(problem.edits) > 1
    if policy is not_shifted:
        return any(edit.kind == "copy" for edit in problem.edits)
    if policy is conditions_turned:
        return any("IF(" in text for text in contents(problem, problem.edits).values())
    return policy not in _WITHOUT or _WITHOUT.index(policy) < len(problem.edits)


def guess(problem: Spreadsheet, policy: Policy) -> str:
    """What a policy answers; nothing where it comes to no value."""
    if not _concerned(problem, policy):
        return ""
    sheet, at = policy(problem), place(problem.asked)
    try:
        value = sheet.value(at) if at in sheet.contents else Fraction(0)
        return written(value)
    except ValueError:
        return ""


def beaten(problem: Spreadsheet, old: Sheet, answer: str) -> bool:
    """Whether a policy finds the answer, those first that find it most or take the least time. old: the sheet before the changes."""
    policies: tuple[Policy, ...] = (lambda _: old, *_WITHOUT, not_shifted, first_change, last_change)
    policies += (conditions_turned, lambda p: one_pass(p, old))
    return any(guess(problem, policy) == answer for policy in policies)
