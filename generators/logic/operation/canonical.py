"""The canonical form of a problem: operators numbered in the order in which the expression, then their definitions, name them."""

from collections.abc import Iterable

from synth.verifiers.logic.operation import Formula, Operation


def canonical(problem: Operation) -> object:
    """Problems with other signs, or with their operators listed in another order, share it; so do those that differ in how operators
    of rank 3 group where there are no such operators."""
    numbers: dict[str, int] = {}
    waiting = list(problem.expression)
    while waiting:
        token = waiting.pop(0)
        if token[0] == "@" and token not in numbers:
            numbers[token] = len(numbers)
            waiting += [t for case in problem.operators[int(token[1])].cases for f in (case.left, case.right, case.value) for t in f]

    def named(tokens: Iterable[str]) -> list[str]:
        return [f"@{numbers[token]}" if token in numbers else token for token in tokens]

    def definition(number: int) -> list[object]:
        operator = problem.operators[number]
        cases: list[tuple[Formula, str | None, Formula, Formula]] = [(c.value, c.relation, c.left, c.right) for c in operator.cases]
        return [operator.rank, [[named(value), relation, named(left), named(right)] for value, relation, left, right in cases]]

    used = [definition(int(token[1])) for token in sorted(numbers, key=numbers.__getitem__)]
    grouped = problem.right and any(operator.rank == 3 for operator in problem.operators)
    return [named(problem.expression), used, grouped]
