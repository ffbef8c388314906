"""Answers that skip the equations: by the outer arguments alone, or by what each name is used for where it stands first."""

from synth.verifiers.code.type_inference import TypeInference, types
from synth.verifiers.code.type_inference.inference import SIGNS, Inference, Scheme, TooMuch, Untypable
from synth.verifiers.code.type_inference.language import Node, parse
from synth.verifiers.code.type_inference.types import BOOL, Type


def _arguments(problem: TypeInference) -> tuple[list[str], Node]:
    """The outer arguments, and what stands behind them."""
    node = parse(problem.program)
    while node.kind in ("let", "rec"):
        node = node.parts[1]
    names = []
    while node.kind == "lam":
        names.append(node.name)
        node = node.parts[0]
    return names, node


def all_different(problem: TypeInference) -> str:
    """A variable for each argument, another for the value."""
    return " -> ".join("abcdefgh"[: len(_arguments(problem)[0]) + 1])


def all_numbers(problem: TypeInference) -> str:
    return " -> ".join(["Int"] * (len(_arguments(problem)[0]) + 1))


def local_uses(problem: TypeInference) -> str:
    """Each argument as it is used first, without carrying what is learnt there to any other name."""
    names, body = _arguments(problem)
    kinds = [_used(body, name, place) for place, name in enumerate(names)]
    value: Type = 100
    if body.kind == "pair":
        value = ("*", 100, 101)
    elif body.kind == "list" or body.name == ":":
        value = ("[]", 100)
    elif body.kind == "op":
        value = SIGNS[body.name][2]
    elif body.kind == "var" and body.name in names:
        value = kinds[names.index(body.name)]
    for kind in reversed(kinds):
        value = ("->", kind, value)
    return types.text_of(types.numbered(value))


def _used(node: Node, name: str, place: int) -> Type:
    """What an argument seems to be by its first use."""
    own = 200 + 10 * place
    for one in _walk(node):
        parts = one.parts
        if one.kind == "app" and parts[0] == Node("var", name):
            return ("->", own, own + 1)
        if one.kind == "app" and parts[1] == Node("var", name) and parts[0].kind == "var":
            if parts[0].name in ("fst", "snd"):
                return ("*", own, own + 1)
            if parts[0].name in ("head", "tail", "null"):
                return ("[]", own)
        if one.kind == "op" and one.name in SIGNS and Node("var", name) in parts:
            return SIGNS[one.name][0]
        if one.kind == "if" and parts[0] == Node("var", name):
            return BOOL
    return own


class _OneType(Inference):
    """A checker for which every name has one type, also one that is defined by `let`."""

    def generalized(self, kind: Type, around: dict[str, Scheme]) -> Scheme:
        return Scheme(frozenset(), kind)


def without_let(problem: TypeInference) -> str:
    """The whole inference but for polymorphism: each definition has one type for all its uses. Nothing where there is no definition."""
    if "let " not in problem.program:
        return ""
    inference = _OneType()
    try:
        kind = inference.whole(inference.infer(parse(problem.program), {}))
    except Untypable:
        return types.NONE
    except TooMuch:
        return ""
    return types.text_of(types.numbered(kind))


def _walk(node: Node) -> list[Node]:
    return [node, *(one for part in node.parts for one in _walk(part))]


def one_variable(problem: TypeInference) -> str:
    return " -> ".join("a" * (len(_arguments(problem)[0]) + 1))


def guesses(problem: TypeInference) -> list[str]:
    """What a right answer may not be."""
    return [policy(problem) for policy in (all_different, all_numbers, local_uses, one_variable, without_let)]
