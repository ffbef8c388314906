"""Type inference: programs grown from types, larger ones with definitions that are used at several types, with recursion and lists; a few
are changed so that they have no type.

Effort counts the equations between types that algorithm W solves."""

from collections.abc import Iterator
from math import inf
from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.code.type_inference.cheap import guesses
from synth.generators.code.type_inference.growing import Size, Unfit
from synth.generators.code.type_inference.program import Program
from synth.generators.code.type_inference.trees import idle, in_lines
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.code.type_inference import LONGEST, TypeInference, principal, types, verify
from synth.verifiers.code.type_inference.inference import BUILTINS, TooMuch
from synth.verifiers.code.type_inference.language import Node, parse
from synth.verifiers.code.type_inference.types import BOOL, INT, NONE, Type

TRIES = 400
MOST_LEAVES = 18
"""Variables, Int and Bool in a type that is asked for: more would only be long."""
UNTYPABLE = 0.07
"""Share of programs without a type: who always says so wins no more."""
_FORMS = (
    "(a -> b) -> (c, [b]) -> c",
    "a -> (a, b -> b)",
    "[a -> b] -> (b, b) -> [a]",
    "((a, b) -> c) -> [[a]] -> c",
    "[(a, b)] -> (c -> b) -> a",
)


class Knobs(Frozen, frozen=True):
    nodes: Annotated[int, Meta(ge=6, le=90)]
    """Parts of the program that it is grown to, roughly: names, applications, literals."""
    helpers: Annotated[int, Meta(ge=0, le=4)]
    """Definitions in front, with `let`, which may be used at several types."""
    recursive: Annotated[float, Meta(ge=0, le=1)]
    """The chance that the last of them is recursive."""
    groups: Annotated[int, Meta(ge=1, le=4)]
    """What programs are made of: functions and numbers; also pairs and if; also lists; also definitions inside others."""
    equations: Annotated[int, Meta(ge=2, le=80)]
    """Equations between types that the program takes, at least; at most twice as many and four."""


LEVELS = (
    Knobs(12, 0, 0.0, 1, 4),
    Knobs(14, 0, 0.0, 2, 7),
    Knobs(16, 0, 0.0, 3, 10),
    Knobs(20, 1, 0.0, 3, 14),
    Knobs(25, 1, 0.2, 3, 18),
    Knobs(30, 1, 0.4, 4, 22),
    Knobs(36, 2, 0.5, 4, 28),
    Knobs(42, 2, 0.6, 4, 35),
    Knobs(48, 3, 0.6, 4, 43),
    Knobs(56, 3, 0.7, 4, 52),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    size = Size(knobs.nodes, knobs.helpers, knobs.recursive, knobs.groups, knobs.nodes // 25, 3 + (knobs.nodes > 12), MOST_LEAVES)
    ill_typed = rng.random() < UNTYPABLE
    for _ in range(TRIES):
        try:
            tree = Program(rng, size).whole()
            program = in_lines(tree)
            kind, equations = principal(program)
        except (Unfit, ValueError):  # also a program that is too large to be read
            continue
        if not knobs.equations <= equations <= 2 * knobs.equations + 4 or len(program) > LONGEST // 2:
            continue
        problem = TypeInference(program)
        if types.text_of(kind) in guesses(problem):
            continue
        if ill_typed:
            wrong = _corrupted(rng, tree)
            if wrong is None:
                continue
            return Sample(TypeInference(in_lines(wrong)), NONE, effort=float(equations))
        return Sample(problem, types.text_of(kind), effort=float(equations))
    raise Discard("no program of that size found")


def _leaves(kind: Type) -> list[Type]:
    """The variables and basic types of a type, from left to right."""
    if isinstance(kind, int) or len(kind) == 1:
        return [kind]
    return [leaf for part in kind[1:] for leaf in _leaves(part)]


def _corrupted(rng: Random, tree: Node) -> Node | None:
    """The program with one part changed, so that it has no type any more: it looks like the others."""
    found = list(_changed(tree, ()))
    rng.shuffle(found)
    for wrong in found[:40]:
        try:
            if idle(wrong) < inf and principal(in_lines(wrong))[0] is None:
                return wrong
        except TooMuch:
            continue
    return None


def _changed(node: Node, names: tuple[str, ...]) -> Iterator[Node]:
    """Programs in which one name is another one of those in reach, or two arguments or sides are exchanged."""
    parts = node.parts
    if node.kind == "var" and node.name in names:
        yield from (node._replace(name=name) for name in names if name != node.name)
    elif node.kind == "var" and node.name in ("fst", "snd", "head", "tail"):
        yield node._replace(name="tail" if node.name in ("fst", "snd") else "fst")
    elif node.kind == "app" and parts[0].kind == "app":
        (function, first), second = parts[0].parts, parts[1]
        yield Node("app", "", (Node("app", "", (function, second)), first))
    elif node.kind == "op" and node.name == ":":
        yield node._replace(parts=parts[::-1])
    own = (node.name,) if node.kind in ("lam", "let", "rec") else ()
    for place, part in enumerate(parts):
        inside = names if node.kind == "let" and place == 0 else names + own
        for other in _changed(part, inside):
            yield node._replace(parts=(*parts[:place], other, *parts[place + 1 :]))


def prompt_variables(problem: TypeInference, rng: Random) -> dict[str, object]:
    tree = parse(problem.program)
    words = {(node.kind, node.name) for node in _all(tree)}
    kinds = {kind for kind, _ in words}
    signs = {name for kind, name in words if kind == "op"}
    return {
        "program": problem.program,
        "builtins": [(name, types.text_of(kind)) for name, kind in BUILTINS.items() if ("var", name) in words],
        "lets": bool(kinds & {"let", "rec"}),
        "rec": "rec" in kinds,
        "ifs": "if" in kinds,
        "bools": "bool" in kinds,
        "pairs": bool(kinds & {"pair"}) or bool({("var", "fst"), ("var", "snd")} & words),
        "lists": "list" in kinds or ":" in signs or bool({("var", "head"), ("var", "tail"), ("var", "null")} & words),
        "cons": ":" in signs,
        "sums": [sign for sign in ("+", "-") if sign in signs],
        "compares": [sign for sign in ("==", "<") if sign in signs],
        "ands": "&&" in signs,
        "examples": _FORMS,
    }


def _all(node: Node) -> Iterator[Node]:
    yield node
    for part in node.parts:
        yield from _all(part)


def canonical(problem: TypeInference) -> object:
    """The program with numbers in place of the names that it binds."""
    return _form(parse(problem.program), {})


def _form(node: Node, depths: dict[str, int]) -> list[object]:
    if node.kind in ("lam", "let", "rec"):
        inside = depths | {node.name: len(depths)}
        if len(inside) == len(depths):  # a name within itself: the outer one is out of reach
            inside = {name: depth for name, depth in depths.items() if name != node.name} | {f"{node.name} {len(depths)}": -1}
            inside[node.name] = len(inside)
        outside = depths if node.kind == "let" else inside
        return [node.kind, *(_form(part, outside if part is not node.parts[-1] else inside) for part in node.parts)]
    name = depths.get(node.name, node.name) if node.kind == "var" else node.name
    return [node.kind, name, *(_form(part, depths) for part in node.parts)]


def corrupt(problem: TypeInference, answer: str, rng: Random) -> str:
    """One variable or basic type of the answer is another one."""
    kind = types.read(answer)
    if kind == NONE or kind is None:
        return rng.choice(_FORMS)
    count = len(_leaves(kind))
    return types.text_of(types.numbered(_with_leaf(kind, [rng.randrange(count)])))


def _with_leaf(kind: Type, left: list[int]) -> Type:
    """The type with one leaf, counted from the left, changed to Int, and Int to Bool."""
    if isinstance(kind, int) or len(kind) == 1:
        left[0] -= 1
        return kind if left[0] != -1 else BOOL if kind == INT else INT
    return (kind[0], *[_with_leaf(part, left) for part in kind[1:]])


TASK = Task(
    __name__,
    version=3,
    problem=TypeInference,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.03,
    capacity=(600, 20_000) + (100_000,) * 8,
    canonical=canonical,
    corrupt=corrupt,
    words={"zh": {NONE: "无类型"}},
)
