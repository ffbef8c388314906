"""Most general types by algorithm W (Damas and Milner, 1982): variables in one table, equal ones joined as they are met, what a `let`
defines made general over the variables that nothing around it holds."""

from typing import NamedTuple

from synth.verifiers.code.type_inference.language import Node
from synth.verifiers.code.type_inference.types import BOOL, INT, MOST_NODES, Type

_TOO_MUCH = "the program's types are too large"
MOST_STEPS = 8_000
"""Types looked at: more than any program that people would read takes, and few enough for a verdict in time."""

BUILTINS: dict[str, Type] = {
    "fst": ("->", ("*", 0, 1), 0),
    "snd": ("->", ("*", 0, 1), 1),
    "head": ("->", ("[]", 0), 0),
    "tail": ("->", ("[]", 0), ("[]", 0)),
    "null": ("->", ("[]", 0), BOOL),
    "not": ("->", BOOL, BOOL),
}
"""Functions that every program may use, general in their variables."""
SIGNS: dict[str, tuple[Type, Type, Type]] = {
    "+": (INT, INT, INT),
    "-": (INT, INT, INT),
    "<": (INT, INT, BOOL),
    "==": (INT, INT, BOOL),
    "&&": (BOOL, BOOL, BOOL),
}


class Untypable(Exception):
    """Two types cannot be made equal."""


class TooMuch(ValueError):
    """The program's types are too large."""


class Scheme(NamedTuple):
    """A type that may be used in several ways: each of its general variables stands for any type, anew at each use."""

    general: frozenset[int]
    type: Type


class Inference:
    """The variables of one program."""

    def __init__(self) -> None:
        self.known: list[Type | None] = []
        self.joined: list[int] = []
        """The variables of which something is known, in the order in which it was found out."""
        self.steps = self.equations = 0

    def fresh(self) -> int:
        self.known.append(None)
        return len(self.known) - 1

    def forget(self, variables: int, joined: int) -> None:
        """All that was found out since there were so many variables, so many of them known."""
        for variable in self.joined[joined:]:
            self.known[variable] = None
        del self.joined[joined:], self.known[variables:]

    def short(self, kind: Type) -> Type:
        """What a variable is known to be, as far as its top."""
        while isinstance(kind, int) and self.known[kind] is not None:
            kind = self.known[kind]
        return kind

    def unify(self, one: Type, other: Type) -> None:
        """Make two types equal. Raises Untypable."""
        known = self.known
        ones, others = [one], [other]
        while ones:
            self.steps += 1
            if self.steps > MOST_STEPS:
                raise TooMuch(_TOO_MUCH)
            self.equations += 1
            one, other = ones.pop(), others.pop()
            while isinstance(one, int) and (found := known[one]) is not None:
                one = found
            while isinstance(other, int) and (found := known[other]) is not None:
                other = found
            if isinstance(one, int):
                if one == other:
                    continue
                variable, kind = one, other
            elif isinstance(other, int):
                variable, kind = other, one
            elif one[0] != other[0]:
                raise Untypable
            else:
                ones += one[:0:-1]
                others += other[:0:-1]
                continue
            if isinstance(kind, int) or len(kind) == 1:
                self.steps += 1
            elif variable in self.leaves(kind):
                raise Untypable
            known[variable] = kind
            self.joined.append(variable)

    def leaves(self, kind: Type) -> list[int]:
        """The variables in a type, as often as they stand there."""
        found: list[int] = []
        known, todo, steps = self.known, [kind], self.steps
        while todo:
            steps += 1
            if steps > MOST_STEPS:
                raise TooMuch(_TOO_MUCH)
            kind = todo.pop()
            while isinstance(kind, int) and (better := known[kind]) is not None:
                kind = better
            if isinstance(kind, int):
                found.append(kind)
            else:
                todo += kind[1:]
        self.steps = steps
        return found

    def instance(self, scheme: Scheme) -> Type:
        if not scheme.general:
            return scheme.type
        new = {variable: self.fresh() for variable in sorted(scheme.general)}
        known, steps = self.known, self.steps

        def copied(kind: Type) -> Type:
            nonlocal steps
            steps += 1
            if steps > MOST_STEPS:
                raise TooMuch(_TOO_MUCH)
            while isinstance(kind, int) and (found := known[kind]) is not None:
                kind = found
            if isinstance(kind, int):
                return new.get(kind, kind)
            return (kind[0], *[copied(part) for part in kind[1:]]) if len(kind) > 1 else kind

        copy = copied(scheme.type)
        self.steps = steps
        return copy

    def generalized(self, kind: Type, around: dict[str, Scheme]) -> Scheme:
        held: set[int] = set()
        for scheme in around.values():
            held |= {*self.leaves(scheme.type)} - scheme.general
        return Scheme(frozenset({*self.leaves(kind)} - held), kind)

    def infer(self, node: Node, around: dict[str, Scheme]) -> Type:
        """The type of an expression, given those of the names around it. Raises Untypable, TooMuch, and ValueError for an unknown name."""
        parts = node.parts
        match node.kind:
            case "int":
                return INT
            case "bool":
                return BOOL
            case "var" if node.name in around:
                return self.instance(around[node.name])
            case "var" if node.name in BUILTINS:
                return self.builtin(BUILTINS[node.name], {})
            case "lam":
                argument = self.fresh()
                return ("->", argument, self.infer(parts[0], around | {node.name: Scheme(frozenset(), argument)}))
            case "app":
                function, argument, value = self.infer(parts[0], around), self.infer(parts[1], around), self.fresh()
                self.unify(function, ("->", argument, value))
                return value
            case "let":
                return self.infer(parts[1], around | {node.name: self.generalized(self.infer(parts[0], around), around)})
            case "rec":
                kind: Type = self.fresh()
                self.unify(kind, self.infer(parts[0], around | {node.name: Scheme(frozenset(), kind)}))
                return self.infer(parts[1], around | {node.name: self.generalized(kind, around)})
            case "if":
                self.unify(self.infer(parts[0], around), BOOL)
                kind = self.infer(parts[1], around)
                self.unify(kind, self.infer(parts[2], around))
                return kind
            case "pair":
                return ("*", self.infer(parts[0], around), self.infer(parts[1], around))
            case "list":
                item = self.fresh()
                for part in parts:
                    self.unify(item, self.infer(part, around))
                return ("[]", item)
            case "op" if node.name == ":":
                kind = ("[]", self.infer(parts[0], around))
                self.unify(kind, self.infer(parts[1], around))
                return kind
            case "op":
                *sides, value = SIGNS[node.name]
                for part, side in zip(parts, sides, strict=True):
                    self.unify(self.infer(part, around), side)
                return value
        raise ValueError(f"{node.name} is bound nowhere")

    def builtin(self, kind: Type, new: dict[int, int]) -> Type:
        if isinstance(kind, int):
            if kind not in new:
                new[kind] = self.fresh()
            return new[kind]
        return (kind[0], *[self.builtin(part, new) for part in kind[1:]])

    def whole(self, kind: Type) -> Type:
        """A type with all that is known of its variables."""
        left = MOST_NODES

        def resolved(kind: Type) -> Type:
            nonlocal left
            left -= 1
            if left < 0:
                raise TooMuch("the program's type is too large")
            kind = self.short(kind)
            return kind if isinstance(kind, int) else (kind[0], *map(resolved, kind[1:]))

        return resolved(kind)
