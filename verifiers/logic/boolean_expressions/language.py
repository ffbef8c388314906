"""The language of boolean expressions: Polish notation, each operator before its operands, read into trees and evaluated.

and or xor implies iff nand nor     of two truth values; `implies` is false only for true and false, `xor` true for exactly one
not                                 of one
< > <= >= = != divides              of two numbers; `divides a b` says that b is a whole multiple of a
+ - *                               of two numbers
exactly:2:3 atleast:2:3 atmost:2:3  of three truth values: so many of them are true
all:n:2,5,7 some:n:2,5,7            of one truth value: for every, for at least one of the numbers in place of n
12   n m   #0   A M                 a number, a variable, a fact, another statement by its name"""

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

CONNECTIVES: dict[str, Callable[[bool, bool], bool]] = {
    "and": operator.and_,
    "or": operator.or_,
    "xor": operator.ne,
    "implies": lambda x, y: not x or y,
    "iff": operator.eq,
    "nand": lambda x, y: not (x and y),
    "nor": lambda x, y: not (x or y),
}
COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
    "divides": lambda a, b: a != 0 and b % a == 0,
}
ARITHMETIC: dict[str, Callable[[int, int], int]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}
COUNTS: dict[str, Callable[[int, int], bool]] = {
    "exactly": operator.eq,
    "atleast": operator.ge,
    "atmost": operator.le,
}
_OF_TWO: dict[str, Callable[[Any, Any], Any]] = CONNECTIVES | COMPARISONS | ARITHMETIC
_TYPED = {
    token: (function, *((int, int) if token in ARITHMETIC else (int, bool) if token in COMPARISONS else (bool, bool)))
    for token, function in _OF_TWO.items()
}
"""With the types of the operands and of the result."""
QUANTIFIERS: dict[str, Callable[[list[bool]], bool]] = {"all": all, "some": any}

MAX_DEPTH = 40
"""Operators one inside another."""
_DEEP = f"more than {MAX_DEPTH} operators one inside another"
_COUNT = re.compile(r"(exactly|atleast|atmost):([0-6]):([2-6])")
_QUANTIFIER = re.compile(r"(all|some):([nm]):([1-9]\d?(?:,[1-9]\d?){1,3})")
_NUMBER = re.compile(r"0|[1-9]\d{0,3}")
_VARIABLES, _NAMES = ("n", "m"), frozenset("ABCDEFGHIJKLMNOPQRSTUVW")
_BOOLEAN_LEAF = re.compile(r"#(?:0|[1-9]\d{0,2})|[A-W]")


class Node(NamedTuple):
    """A part of an expression."""

    kind: str
    """`not`, `connective`, `comparison`, `arithmetic`, `count`, `quantifier`, `number`, `variable`, `fact` or `name`."""
    token: str
    """The operator without its numbers, or the leaf: `and`, `exactly`, `all`, `12`, `n`, `#0`, `M`."""
    parts: tuple["Node", ...] = ()
    """The operands."""
    number: int = 0
    """How many are true, of a count: 2 for `exactly:2:3`."""
    variable: str = ""
    """What a quantifier binds: `n`."""
    values: tuple[int, ...] = ()
    """The numbers that a quantifier goes through, ascending: `(2, 5, 7)`."""


@lru_cache(maxsize=2048)
def parse(expression: str) -> Node:
    """Read from the end with a stack. Raises ValueError unless it is one well-typed expression that is true or false."""
    stack: list[tuple[Node, type, int]] = []
    for token in reversed(expression.split(" ")):
        node, wanted, given = _node(token)
        arity = len(node.parts)
        if not arity:
            stack.append((node, given, 1))
            continue
        if len(stack) < arity:
            raise ValueError(f"{token!r} lacks its operands")
        operands, depth = [], 0
        for _ in range(arity):
            operand, kind, below = stack.pop()
            if kind is not wanted:
                raise ValueError(f"{token!r} lacks its operands")
            operands.append(operand)
            depth = max(depth, below)
        if depth >= MAX_DEPTH:
            raise ValueError(_DEEP)
        stack.append((Node(node.kind, node.token, tuple(operands), node.number, node.variable, node.values), given, depth + 1))
    if len(stack) != 1 or stack[0][1] is not bool:
        raise ValueError("not one true or false expression")
    return stack[0][0]


_HOLE = Node("", "")


@lru_cache(maxsize=2048)
def _node(token: str) -> tuple[Node, type, type]:
    """The node of a token, with holes for its operands; the type of these; its own type."""
    if token == "not":
        return Node("not", token, (_HOLE,)), bool, bool
    if token in CONNECTIVES:
        return Node("connective", token, (_HOLE,) * 2), bool, bool
    if token in COMPARISONS:
        return Node("comparison", token, (_HOLE,) * 2), int, bool
    if token in ARITHMETIC:
        return Node("arithmetic", token, (_HOLE,) * 2), int, int
    if match := _COUNT.fullmatch(token):
        return Node("count", match[1], (_HOLE,) * int(match[3]), number=int(match[2])), bool, bool
    if match := _QUANTIFIER.fullmatch(token):
        values = tuple(map(int, match[3].split(",")))
        if any(a >= b for a, b in pairwise(values)):
            raise ValueError(f"the numbers of {token!r} ascend")
        return Node("quantifier", match[1], (_HOLE,), variable=match[2], values=values), bool, bool
    if token in _VARIABLES:
        return Node("variable", token), int, int
    if _NUMBER.fullmatch(token):
        return Node("number", token), int, int
    if _BOOLEAN_LEAF.fullmatch(token):
        return Node("fact" if token[0] == "#" else "name", token), bool, bool
    raise ValueError(f"{token!r} is no operator, number, fact or name")


def nodes(node: Node) -> Iterator[Node]:
    """The node and all its parts, in the order in which they are written."""
    left = [node]
    while left:
        node = left.pop()
        yield node
        left += node.parts[::-1]


def evaluate(node: Node, known: Mapping[str, int]) -> Any:
    """known: truth values of facts and names, values of variables. Raises ValueError where one is missing or bound twice."""
    kind, token, parts, number, variable, values = node
    if not parts:
        if kind == "number":
            return int(token)
        if token not in known:
            raise ValueError(f"{token!r} stands for nothing")
        return known[token]
    if token in _OF_TWO:
        return _OF_TWO[token](evaluate(parts[0], known), evaluate(parts[1], known))
    if kind == "quantifier":
        if variable in known:
            raise ValueError(f"{variable!r} is bound twice")
        bound, met = dict(known), []
        for value in values:
            bound[variable] = value
            met.append(evaluate(parts[0], bound))
        return QUANTIFIERS[token](met)
    if kind == "not":
        return not evaluate(parts[0], known)
    return COUNTS[token](sum([evaluate(part, known) for part in parts]), number)


def _spoken(node: Node) -> set[str]:
    """The names in a statement."""
    found: set[str] = set()
    left = [node]
    while left:
        node = left.pop()
        if node.kind == "name":
            found.add(node.token)
        left += node.parts
    return found


def evaluate_all(statements: Mapping[str, Node], facts: Mapping[str, bool]) -> dict[str, bool]:
    """The truth of every statement, each after those that it speaks of. Raises ValueError where statements speak of themselves."""
    spoken = {name: _spoken(node) for name, node in statements.items()}
    return _in_order(spoken, facts, lambda name, known: evaluate(statements[name], known))


def truths(texts: Mapping[str, str], facts: Mapping[str, bool]) -> dict[str, bool]:
    """What evaluate_all says of the statements that parse reads, in one pass over each text. Raises ValueError where either does."""
    read = {name: text.split(" ") for name, text in texts.items()}
    names = {name: _NAMES.intersection(tokens) for name, tokens in read.items()}
    return _in_order(names, {**_NUMBERS, **facts}, lambda name, known: _truth(read[name], known))


_NUMBERS = {str(number): number for number in range(100)}  # at hand among what is known, as most are


def _in_order(spoken: Mapping[str, Set[str]], facts: Mapping[str, int], truth: Callable[[str, dict[str, int]], bool]) -> dict[str, bool]:
    """The truth of every statement, by what is known of those that it speaks of."""
    waiting, known = dict(spoken), dict(facts)
    while waiting:
        ready = [name for name, others in waiting.items() if others <= known.keys()]
        if not ready:
            raise ValueError(f"{', '.join(sorted(waiting))} speak of themselves, or of a statement that is not there")
        for name in ready:
            known[name] = truth(name, known)
            del waiting[name]
    return {name: bool(known[name]) for name in spoken}


def _truth(tokens: Sequence[str], known: dict[str, int]) -> bool:
    try:
        value, end = _value(tokens, 0, known, bool, 1)
    except IndexError:
        raise ValueError("an operator lacks its operands") from None
    if end < len(tokens):
        raise ValueError("not one true or false expression")
    return bool(value)


def _value(tokens: Sequence[str], place: int, known: dict[str, int], wanted: type, depth: int) -> tuple[int, int]:
    """The value of the expression that begins at a place, and where it ends."""
    token = tokens[place]
    place += 1
    if token in _TYPED:
        function, operands, given = _TYPED[token]
        if given is not wanted:
            raise ValueError(f"{token!r} stands where it cannot")
        if depth >= MAX_DEPTH:
            raise ValueError(_DEEP)
        first = known.get(tokens[place])  # half of all operands are at hand
        if type(first) is operands:
            place += 1
        else:
            first, place = _value(tokens, place, known, operands, depth + 1)
        second = known.get(tokens[place])
        if type(second) is operands:
            place += 1
        else:
            second, place = _value(tokens, place, known, operands, depth + 1)
        return function(first, second), place
    if token in known:
        value = known[token]
        if type(value) is not wanted:
            raise ValueError(f"{token!r} stands where it cannot")
        return value, place
    node, _, given = _node(token)
    if given is not wanted:
        raise ValueError(f"{token!r} stands where it cannot")
    if node.kind == "number":
        return int(token), place
    if not node.parts:
        raise ValueError(f"{token!r} stands for nothing")
    if depth >= MAX_DEPTH:
        raise ValueError(_DEEP)
    depth += 1
    if node.kind == "not":
        value, place = _value(tokens, place, known, bool, depth)
        return not value, place
    if node.kind == "quantifier":
        if node.variable in known:
            raise ValueError(f"{node.variable!r} is bound twice")
        some, end = node.token == "some", place
        for number in node.values:
            known[node.variable] = number
            value, end = _value(tokens, place, known, bool, depth)
            if value == some:  # the first value read it all: whether it is well formed does not hang on the number
                break
        del known[node.variable]
        return bool(value), end
    true = 0
    for _ in node.parts:
        value, place = _value(tokens, place, known, bool, depth)
        true += value
    return COUNTS[node.token](true, node.number), place
