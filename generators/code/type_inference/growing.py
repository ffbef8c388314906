"""Typable expressions, grown from the type that is wanted: at each place only what can have that type there is drawn from."""

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
AGAIN, NEEDED = 6, 20
"""The weights of a definition that stands somewhere already, and of one that does not or has still to stand at a second place."""


class Size(NamedTuple):
    """What may be drawn. groups: 1 functions and numbers, 2 also pairs and if, 3 also lists, 4 also definitions inside others. idle: how
    many names of arguments may stand nowhere. least, most: variables and basic types in the program's type."""

    nodes: int
    helpers: int
    recursive: float
    groups: int
    idle: int
    least: int
    most: int


class Unfit(Exception):
    """What grows is not wanted."""


Names = dict[str, Scheme]


class State(NamedTuple):
    """What a grower comes back to: how many variables there are, how many of them known, and what names are for."""

    variables: int
    joined: int
    letters: list[str]
    used: set[str]
    general: set[str]
    twice: bool
    idle: int


class Grower:
    """One program in the making."""

    def __init__(self, rng: Random, size: Size) -> None:
        self.rng, self.size = rng, size
        self.inference = Inference()
        self.goal: Type | None = None
        """The type of what stands behind the definitions, once that grows."""
        self.used = set[str]()
        self.general = set[str]()
        """Definitions that may be used at several types."""
        self.twice = False
        """Whether one of them is used twice."""
        self.idle = size.idle
        """Names of arguments that may still stand nowhere."""
        letters, helpers = LETTERS[:], HELPERS[:]
        rng.shuffle(letters)
        rng.shuffle(helpers)
        self.letters, self.helpers = letters, helpers
        self.round = 0
        """How often all letters were used up."""
        self.builtins = BUILT_IN[min(size.groups, 3) - 1]

    def state(self) -> State:
        inference = self.inference
        known, joined = len(inference.known), len(inference.joined)
        return State(known, joined, self.letters[:], self.used.copy(), self.general.copy(), self.twice, self.idle)

    def back(self, state: State) -> None:
        """Forget all that has grown since."""
        self.inference.forget(state.variables, state.joined)
        self.letters, self.used, self.general = state.letters[:], state.used.copy(), state.general.copy()
        self.twice, self.idle = state.twice, state.idle

    def leaves(self) -> int:
        """Variables and basic types in the type of what stands behind the definitions. Raises Unfit where they are too many, which does not
        change while more is found out."""
        short, most, count, todo = self.inference.short, self.size.most, 0, [self.goal]
        while todo:
            kind = short(todo.pop())
            if isinstance(kind, int) or len(kind) == 1:
                count += 1
                if count > most:
                    raise Unfit
            else:
                todo += kind[1:]
        return count

    def generalized(self, name: str, kind: Type, around: Names) -> Scheme:
        scheme = self.inference.generalized(kind, around)
        if scheme.general:
            self.general.add(name)
        return scheme

    def use(self, name: str) -> None:
        self.twice |= name in self.used and name in self.general
        self.used.add(name)

    def stands(self, *names: str) -> None:
        """Count the arguments that stand nowhere. Raises Unfit where they are too many."""
        self.idle -= sum(name not in self.used for name in names)
        if self.idle < 0:
            raise Unfit

    def function(self, goal: Type, around: Names, size: int, parameters: int) -> Node:
        """A function whose parameters are variables as yet."""
        names = [self.letter() for _ in range(parameters)]
        kinds = [self.inference.fresh() for _ in names]
        value = self.inference.fresh()
        self.inference.unify(goal, arrows(kinds, value))
        inside = around | {name: Scheme(frozenset(), kind) for name, kind in zip(names, kinds, strict=True)}
        body = self.expression(value, inside, max(size - parameters, 2))
        self.stands(*names)
        return lambdas(names, body)

    def letter(self) -> str:
        if not self.letters:
            self.round += 1
            self.letters = [f"{letter}{self.round}" for letter in LETTERS]
        return self.letters.pop()

    def expression(self, goal: Type, around: Names, size: int) -> Node:
        rng, kind = self.rng, self.inference.short(goal)
        top = None if isinstance(kind, int) else kind[0]
        if not isinstance(kind, int) and top == "->" and (size > 2 or not self.fitting(goal, around, 0)):
            name = self.letter()
            inside = around | {name: Scheme(frozenset(), kind[1])}
            body = self.expression(kind[2], inside, size - 1)
            self.stands(name)
            return Node("lam", name, (body,))
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
                inside = around | {name: self.generalized(name, kind, around)}
                rest = self.expression(goal, inside, size - inner - 1)
                if name not in self.used:
                    raise Unfit
                return Node("let", name, (value, rest))
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
        value = scheme.type
        for _ in range(arguments):
            value = inference.short(value)
            if isinstance(value, int):
                break
            if value[0] != "->":
                return None
            value = value[2]
        else:
            if not self.alike(value, goal):
                return None
        before = len(inference.known), len(inference.joined)
        kinds: list[Type] = [inference.fresh() for _ in range(arguments)]
        try:
            inference.unify(inference.instance(scheme), arrows(kinds, goal))
        except Untypable:
            inference.forget(*before)
            return None
        if not keep:
            inference.forget(*before)
        return kinds

    def alike(self, one: Type, other: Type) -> bool:
        """Whether two types are the same as far as both are known: most that cannot be made equal are not."""
        known = self.inference.known
        ones, others = [one], [other]
        while ones:
            one, other = ones.pop(), others.pop()
            while isinstance(one, int) and (found := known[one]) is not None:
                one = found
            while isinstance(other, int) and (found := known[other]) is not None:
                other = found
            if not isinstance(one, int) and not isinstance(other, int):
                if one[0] != other[0]:
                    return False
                ones += one[1:]
                others += other[1:]
        return True

    def applied(self, goal: Type, around: Names, size: int) -> Node:
        """A name with arguments; names that are not used yet come first."""
        rng = self.rng
        names = [name for name in around for _ in range(self.weight(name))]
        names += self.builtins
        for _ in range(6):
            name = rng.choice(names)
            scheme = around[name] if name in around else Scheme(frozenset(), self.inference.builtin(BUILTINS[name], {}))
            arguments = 1 if name in BUILTINS else rng.randint(1, min(MOST_ARGUMENTS, max(1, size // 2)))
            kinds = self.fits(scheme, goal, arguments, keep=True)
            if kinds is not None:
                self.use(name)
                if self.goal is not None:
                    self.leaves()
                found = Node("var", name)
                for part in self.parts(tuple(kinds), around, size - 1 - arguments):
                    found = Node("app", "", (found, part))
                return found
        return self.leaf(goal, around)

    def weight(self, name: str) -> int:
        if name in HELPERS:
            return AGAIN if name in self.used and (self.twice or name not in self.general) else NEEDED
        return 1 if name in self.used else 5

    def leaf(self, goal: Type, around: Names) -> Node:
        rng = self.rng
        names = list(around)
        rng.shuffle(names)
        names.sort(key=lambda name: (name in HELPERS, name in self.used))
        for name in names:
            if self.fits(around[name], goal, 0, keep=True) is not None:
                self.use(name)
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
        body = self.leaf(kind[2], around | {name: Scheme(frozenset(), kind[1])})
        self.stands(name)
        return Node("lam", name, (body,))


def arrows(kinds: list[Type], value: Type) -> Type:
    for kind in reversed(kinds):
        value = ("->", kind, value)
    return value


def lambdas(names: list[str], body: Node) -> Node:
    for name in reversed(names):
        body = Node("lam", name, (body,))
    return body
