"""Independent route: z3 is asked for a world that satisfies every fact, one more in which the query holds, one in which it fails.

Answers are read leniently: only answers, corrupted answers and answers that the verifier accepted are asked about."""

import re

import z3


def check(problem: dict, answer: str) -> bool:
    return _said(problem, answer) == label(problem)


def label(problem: dict) -> str:
    """True, False or Unknown; `contradiction` when the facts have no world."""
    solver, variables = z3.Solver(), [z3.Bool(f"x{i}") for i in range(len(problem["statements"]) + 1)]

    def lit(number: int) -> z3.BoolRef:
        return variables[number] if number > 0 else z3.Not(variables[-number])

    for kind, numbers in problem["facts"]:
        parts = [lit(number) for number in numbers]
        if kind == "if":
            solver.add(z3.Implies(z3.And(parts[:-1]), parts[-1]))
        else:
            solver.add(z3.Or(parts) if kind == "or" else z3.And(parts))
    if solver.check() != z3.sat:
        return "contradiction"
    query = lit(problem["query"])
    can_hold, can_fail = solver.check(query) == z3.sat, solver.check(z3.Not(query)) == z3.sat
    return "Unknown" if can_hold and can_fail else "True" if can_hold else "False"


def _said(problem: dict, answer: str) -> str:
    text = re.sub(r"\\[a-z]+|[^a-z0-9' -]+", " ", answer.lower().replace("\u2019", "'"))
    words = text.split()
    if "true" in words or "false" in words:
        return "True" if "true" in words else "False"
    # A sentence about the statement asked about, or else a way to say that nothing follows.
    stated = " ".join(words)
    asked = problem["statements"][abs(problem["query"]) - 1].lower().split()
    if set(asked[2:]) <= set(words) and asked[-1] in words and len(words) > 2:
        denied = re.search(r"\bnot\b|n't\b|\bcannot\b", stated) is not None
        return "True" if denied == (problem["query"] < 0) else "False"
    return "Unknown" if re.search(r"un(?:known|de|certain)|\bnot\b|can't|cant|cannot|impossible|indeterm|insufficient", stated) else ""


def audit_family(members: list[dict]) -> str:
    """What is wrong with a pair, or nothing: its members ask the same of the same statements, and their facts differ in one place or by
    one exchange between two, keeping kind, size and number of negatives."""
    one, other = (member["problem"] for member in members)
    if any(one[name] != other[name] for name in ("statements", "query")) or len(one["facts"]) != len(other["facts"]):
        return "the members differ in statements, query or number of facts"
    changed = [(a, b) for a, b in zip(one["facts"], other["facts"], strict=True) if a != b]
    if not 1 <= len(changed) <= 2:
        return f"the members differ in {len(changed)} facts"
    for (kind, before), (other_kind, after) in changed:
        if (kind, len(before), sum(n < 0 for n in before)) != (other_kind, len(after), sum(n < 0 for n in after)):
            return "a changed fact differs in kind, size or negatives"
    before, after = (sorted(abs(n) for pair in changed for n in pair[side][1]) for side in (0, 1))
    if before != after and (len(changed) == 2 or len(set(before) - set(after)) != 1):
        return "the members differ in more than one statement or one exchange"
    if sorted(_mentions(one)) != sorted(_mentions(other)):
        return "the members can be told apart by how often statements are mentioned"
    return ""


def _mentions(problem: dict) -> list[int]:
    return [sum(number in map(abs, numbers) for _, numbers in problem["facts"]) for number in range(1, len(problem["statements"]) + 1)]
