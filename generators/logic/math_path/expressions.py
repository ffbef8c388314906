"""Expressions as trees: a number with its hidden digits (`"3?"`), or an operator with two operands."""

from functools import cache

Tree = str | tuple[str, "Tree", "Tree"]

RANK = {"+": 1, "-": 1, "*": 2, "/": 2, "%": 2}


def shown(tree: Tree) -> str:
    """With blanks around signs, and no bracket that is not needed."""
    if isinstance(tree, str):
        return tree
    operator, left, right = tree
    return f"{_operand(left, RANK[operator])} {operator} {_operand(right, RANK[operator] + 1)}"


def _operand(tree: Tree, least: int) -> str:
    return f"({shown(tree)})" if not isinstance(tree, str) and RANK[tree[0]] < least else shown(tree)


@cache
def read(text: str) -> Tree:
    """The tree of an expression with blanks around its signs: two stacks, of operands and of pending signs."""
    trees: list[Tree] = []
    pending: list[str] = []

    def reduce(least: int) -> None:
        while pending and pending[-1] != "(" and RANK[pending[-1]] >= least:
            right, left = trees.pop(), trees.pop()
            trees.append((pending.pop(), left, right))

    for token in text.replace("(", "( ").replace(")", " )").split():
        if token == ")":
            reduce(0)
            pending.pop()
        elif token in RANK:
            reduce(RANK[token])
            pending.append(token)
        elif token == "(":
            pending.append(token)
        else:
            trees.append(token)
    reduce(0)
    return trees[0]


def normal(tree: Tree) -> object:
    """Equal for trees that differ in the order of the terms of a sum or of the factors of a product."""
    if isinstance(tree, str):
        return tree
    operator, left, right = tree
    if operator in "+*":
        return [operator, *sorted(_parts(operator, tree), key=repr)]
    return [operator, normal(left), normal(right)]


def _parts(operator: str, tree: Tree) -> list[object]:
    if isinstance(tree, str) or tree[0] != operator:
        return [normal(tree)]
    return _parts(operator, tree[1]) + _parts(operator, tree[2])
