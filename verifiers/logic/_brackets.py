"""Brackets of several kinds and the stack of those still open, for the tasks about Dyck words."""

PAIRS = ("()", "[]", "{}", "<>", "«»", "「」")
"""The brackets that a sequence may hold, opening one first."""
OPENER = {pair[1]: pair[0] for pair in PAIRS}
CLOSER = {pair[0]: pair[1] for pair in PAIRS}
PATTERN = r"^[()\[\]{}<>«»「」]+\Z"


def stacks(sequence: str) -> list[str]:
    """The brackets open after each bracket, innermost last: `["(", "([", "("]` for `([]`. It ends before the first closing bracket that
    does not match the innermost open one."""
    found: list[str] = []
    open_now = ""
    for bracket in sequence:
        opener = OPENER.get(bracket)
        if opener is None:
            open_now += bracket
        elif open_now and open_now[-1] == opener:
            open_now = open_now[:-1]
        else:
            break
        found.append(open_now)
    return found
