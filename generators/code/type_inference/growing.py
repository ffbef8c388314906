"""Typable programs, grown from the type that is wanted: at each place only what can have that type there is drawn from."""

from math import inf
from random import Random
from typing import NamedTuple

from synth.verifiers.code.type_inference.inference import BUILTINS, SIGNS, Inference, Scheme, Untypable
from synth.verifiers.code.type_inference.language import Node
from synth.verifiers.code.type_inference.types import BOOL, INT, Type

LETTERS = "f g h k p q r s u v w x y z".split()
HELPERS = "mix run use pick make wrap join move turn".split()
BUILT_IN = ((), ("fst", "snd", "not"), ("fst", "snd", "head", "tail", "null"))
"""By groups the built-in functions that programs may use."""
MOST_ARGUMENTS = 3
AGAIN = 6
"""The weight of a definition that stands somewhere already; 10 of one that does not: most are used at two types."""


class Size(NamedTuple):
    """What may be drawn. groups: 1 functions and numbers, 2 also pairs and if, 3 also lists, 4 also definitions inside others."""

    nodes: int
    helpers: int
    recursive: float
    groups: int


Names = dict[str, Scheme]


class Grower:
    """One program in the making."""

    def __init__(self, rng: Random, size: Size) -> None:
        self.rng, self.size = rng, size
        self.inference = Inference()
        self.used: set[str] = set()
        letters, helpers = LETTERS[:], HELPERS[:]
        rng.shuffle(letters)
        rng.shuffle(helpers)
        self.letters, self.helpers = letters, helpers
        self.builtins = BUILT_IN[min(size.groups, 3) - 1]

    def program(self) -> Node:
        """Definitions, and functions of several arguments behind them."""
        rng, size = self.rng, self.size
        around: Names = {}
        definitions: list[tuple[str, str, Node]] = []
        share = size.nodes // (size.helpers + 2) if size.helpers else 0
        for number in range(size.helpers):
            name, recursive = self.helpers.pop(), number == size.helpers - 1 and rng.random() < size.recursive
            kind = self.inference.fresh()
            value = self.recursion(name, kind, around, share) if recursive else self.function(kind, around, share, rng.randint(1, 2))
            around = around | {name: self.inference.generalized(kind, around)}
            definitions.append(("rec" if recursive else "let", name, value))
        rest = size.nodes - share * size.helpers
        found = self.function(self.inference.fresh(), around, rest, rng.randint(2, min(4, 2 + rest // 8)))
        for kind_, name, value in reversed(definitions):
            found = Node(kind_, name, (value, found))
        return found

    def function(self, goal: Type, around: Names, size: int, parameters: int) -> Node:
        """A function whose parameters are variables as yet."""
        names = [self.letter() for _ in range(parameters)]
        kinds = [self.inference.fresh() for _ in names]
        value = self.inference.fresh()
        self.inference.unify(goal, _arrows(kinds, value))
        inside = around | {name: Scheme(frozenset(), kind) for name, kind in zip(names, kinds, strict=True)}
        return _lambdas(names, self.expression(value, inside, max(size - parameters, 2)))

    def recursion(self, name: str, goal: Type, around: Names, size: int) -> Node:
        """A function that ends in one case and calls itself in the other."""
        names = [self.letter() for _ in range(self.rng.randint(1, 2))]
        kinds = [self.inference.fresh() for _ in names]
        value = self.inference.fresh()
        self.inference.unify(goal, _arrows(kinds, value))
        inside = around | {one: Scheme(frozenset(), kind) for one, kind in zip(names, kinds, strict=True)}
        own = inside | {name: Scheme(frozenset(), goal)}
        third = max(size // 3, 3)
        test = self.expression(BOOL, inside, third)
        base, step = self.expression(value, inside, third // 2), self.expression(value, own, size - third - 4)
        if name not in self.used:
            step = Node("var", name)
            for part in self.parts(tuple(kinds), own, size - third - 4):
                step = Node("app", "", (step, part))
        return _lambdas(names, Node("if", "", (test, base, step)))

    def letter(self) -> str:
        if not self.letters:
            self.letters = [f"{letter}{len(self.used)}" for letter in LETTERS]
        return self.letters.pop()

    def expression(self, goal: Type, around: Names, size: int) -> Node:
        rng, kind = self.rng, self.inference.short(goal)
        top = None if isinstance(kind, int) else kind[0]
        if not isinstance(kind, int) and top == "->" and (size > 2 or not self.fitting(goal, around, 0)):
            name = self.letter()
            inside = around | {name: Scheme(frozenset(), kind[1])}
            return Node("lam", name, (self.expression(kind[2], inside, size - 1),))
        if size <= 1:
            return self.leaf(goal, around)
        kinds = ["name"] * 8
        groups = self.size.groups
        if size > 3:
            kinds += ["op"] * (3 if top in ("Int", "Bool") else 1 if top is None and groups < 3 else 0)
            kinds += ["if"] * (groups > 1 and size > 5)
            kinds += ["let"] * (groups > 3 and size > 9)
        if groups > 1:
            kinds += ["pair"] * (40 if top == "*" else 2 if top is None else 0)
        if groups > 2:
            kinds += ["list"] * (5 if top == "[]" else 1 if top is None else 0)
        return self.made(rng.choice(kinds), goal, around, size)

    def made(self, what: str, goal: Type, around: Names, size: int) -> Node:
        inference, rng = self.inference, self.rng
        match what:
            case "op":
                kind = inference.short(goal)
                signs = [sign for sign, (_, _, value) in SIGNS.items() if isinstance(kind, int) or value == kind]
                sign = rng.choice([sign for sign in signs if sign != "&&"] or signs)
                left, right, value = SIGNS[sign]
                inference.unify(goal, value)
                return Node("op", sign, tuple(self.parts((left, right), around, size - 1)))
            case "if":
                return Node("if", "", tuple(self.parts((BOOL, goal, goal), around, size - 1)))
            case "pair":
                sides = inference.fresh(), inference.fresh()
                inference.unify(goal, ("*", *sides))
                return Node("pair", "", tuple(self.parts(sides, around, size - 1)))
            case "list":
                item = inference.fresh()
                inference.unify(goal, ("[]", item))
                if size < 3 or rng.random() < 0.3:
                    return Node("list", "", tuple(self.parts((item,) * (1 + (size > 4)), around, size - 1)))
                return Node("op", ":", tuple(self.parts((item, goal), around, size - 1)))
            case "let":
                name, kind = self.letter(), inference.fresh()
                inner = size // 3
                value = self.function(kind, around, inner, 1) if rng.random() < 0.5 else self.expression(kind, around, inner)
                inside = around | {name: inference.generalized(kind, around)}
                return Node("let", name, (value, self.expression(goal, inside, size - inner - 1)))
        return self.applied(goal, around, size)

    def parts(self, kinds: tuple[Type, ...], around: Names, size: int) -> list[Node]:
        cuts = sorted(self.rng.randint(0, max(size - len(kinds), 0)) for _ in kinds[1:])
        sizes = [1 + end - start for start, end in zip([0, *cuts], [*cuts, max(size - len(kinds), 0)], strict=True)]
        return [self.expression(kind, around, part) for kind, part in zip(kinds, sizes, strict=True)]

    def fitting(self, goal: Type, around: Names, arguments: int) -> bool:
        return any(self.fits(scheme, goal, arguments) is not None for scheme in around.values())

    def fits(self, scheme: Scheme, goal: Type, arguments: int, keep: bool = False) -> list[Type] | None:
        """The types of the arguments with which a name gives the goal; None where it cannot."""
        inference = self.inference
        before = len(inference.known), len(inference.joined)
        kinds: list[Type] = [inference.fresh() for _ in range(arguments)]
        try:
            inference.unify(inference.instance(scheme), _arrows(kinds, goal))
        except Untypable:
            inference.forget(*before)
            return None
        if not keep:
            inference.forget(*before)
        return kinds

    def applied(self, goal: Type, around: Names, size: int) -> Node:
        """A name with arguments; names that are not used yet come first."""
        rng = self.rng
        names = [name for name in around for _ in range(self.weight(name))]
        names += self.builtins
        for _ in range(6):
            name = rng.choice(names)
            scheme = around[name] if name in around else _scheme(self.inference, name)
            arguments = 1 if name in BUILTINS else rng.randint(1, min(MOST_ARGUMENTS, max(1, size // 2)))
            kinds = self.fits(scheme, goal, arguments, keep=True)
            if kinds is not None:
                self.used.add(name)
                found = Node("var", name)
                for part in self.parts(tuple(kinds), around, size - 1 - arguments):
                    found = Node("app", "", (found, part))
                return found
        return self.leaf(goal, around)

    def weight(self, name: str) -> int:
        if name in HELPERS:
            return AGAIN if name in self.used else 10
        return 1 if name in self.used else 5

    def leaf(self, goal: Type, around: Names) -> Node:
        rng = self.rng
        names = list(around)
        rng.shuffle(names)
        names.sort(key=lambda name: (name in HELPERS, name in self.used))
        for name in names:
            if self.fits(around[name], goal, 0, keep=True) is not None:
                self.used.add(name)
                return Node("var", name)
        kind = self.inference.short(goal)
        if isinstance(kind, int) or kind == INT:
            self.inference.unify(goal, INT)
            return Node("int", str(rng.randint(0, 9)))
        if kind == BOOL:
            return Node("bool", rng.choice(("True", "False")))
        if kind[0] == "[]":
            return Node("list", "")
        if kind[0] == "*":
            return Node("pair", "", (self.leaf(kind[1], around), self.leaf(kind[2], around)))
        name = self.letter()
        return Node("lam", name, (self.leaf(kind[2], around | {name: Scheme(frozenset(), kind[1])}),))


def _scheme(inference: Inference, name: str) -> Scheme:
    kind = inference.builtin(BUILTINS[name], {})
    return Scheme(frozenset(), kind)


def _arrows(kinds: list[Type], value: Type) -> Type:
    for kind in reversed(kinds):
        value = ("->", kind, value)
    return value


def _lambdas(names: list[str], body: Node) -> Node:
    for name in reversed(names):
        body = Node("lam", name, (body,))
    return body


def bound(node: Node) -> list[str]:
    """The names that a program binds."""
    own = [node.name] if node.kind in ("lam", "let", "rec") else []
    return own + [name for part in node.parts for name in bound(part)]


def idle(node: Node) -> float:
    """How many names are bound that stand nowhere: more than any number where one of them is a definition's."""
    own = 0.0
    if node.kind in ("lam", "let", "rec") and not _stands(node.parts[-1], node.name):
        own = 1 if node.kind == "lam" else inf
    if node.kind == "rec" and not _stands(node.parts[0], node.name):
        own = inf
    return own + sum(map(idle, node.parts))


def _stands(node: Node, name: str) -> bool:
    return (node.kind == "var" and node.name == name) or any(_stands(part, name) for part in node.parts)


def text_of(node: Node, rank: int = 0) -> str:
    """A program as text, definitions on lines of their own. rank: 0 anything may stand there, 1 no function, definition or if,
    2 an application, 3 what holds together by itself."""
    parts = node.parts
    match node.kind:
        case "var" | "int" | "bool":
            return node.name
        case "pair" | "list":
            inside = ", ".join(text_of(part) for part in parts)
            return f"({inside})" if node.kind == "pair" else f"[{inside}]"
        case "app":
            text, own = f"{text_of(parts[0], 2)} {text_of(parts[1], 3)}", 2
        case "op":
            right = text_of(parts[1], 1 if node.name == ":" and parts[1].name == ":" else 2)
            text, own = f"{text_of(parts[0], 2)} {node.name} {right}", 1
        case "lam":
            text, own = f"\\{node.name} -> {text_of(parts[0])}", 0
        case "if":
            text, own = f"if {text_of(parts[0])} then {text_of(parts[1])} else {text_of(parts[2])}", 0
        case _:
            word = "let rec" if node.kind == "rec" else "let"
            text, own = f"{word} {node.name} = {text_of(parts[0])} in {text_of(parts[1])}", 0
    return f"({text})" if rank > own else text


def in_lines(node: Node) -> str:
    """A program, its outer definitions a line each."""
    lines = []
    while node.kind in ("let", "rec"):
        lines.append(f"{'let rec' if node.kind == 'rec' else 'let'} {node.name} = {text_of(node.parts[0])} in")
        node = node.parts[1]
    return "\n".join([*lines, text_of(node)])
