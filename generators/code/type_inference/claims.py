"""What type inference claims: its rules in words, what cheap policies win, and which programs are the same."""

import re
from collections.abc import Callable, Iterator
from random import Random

from synth.generators.code.type_inference import canonical, cheap
from synth.generators.code.type_inference.growing import LETTERS
from synth.generators.code.type_inference.trees import bound, in_lines, text_of
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.code.type_inference import TypeInference
from synth.verifiers.code.type_inference.language import Node, parse


def _program(problem: TypeInference) -> str:
    return re.escape(problem.program)


def _holds(*words: str) -> Callable[[TypeInference], bool]:
    return lambda problem: any(re.search(word, problem.program) for word in words)


RULES = (
    Rule("type", {"en": _program, "zh": _program}),
    Rule("type", {"en": r"answer (is )?untypable|report untypable|is untypable; give that word", "zh": r"回答“无类型”"}),
    Rule("general", {"en": r"most general type", "zh": r"最一般的?类型"}),
    Rule("general", {"en": r"more special|no variable used twice|is an instance of it", "zh": r"更特殊"}),
    Rule("general", {"en": r"each use in e may be at a different type", "zh": r"e 中每次使用可以取不同的类型"}, _holds("let ")),
    Rule("type", {"en": r"within d all its uses have one and the same type", "zh": r"各处使用必须是同一个类型"}, _holds("let rec")),
    Rule("type", {"en": r"one type for all its uses", "zh": r"各处使用时只有一个类型"}),
    Rule("type", {"en": r"s and t have one type", "zh": r"s 和 t 的类型相同"}, _holds("if ")),
    Rule("type", {"en": r"items of a list have one type", "zh": r"所有元素类型相同"}, _holds(r"\[", " : ", "head", "tail", "null")),
    Rule("type", {"en": r"compares? two Ints, nothing else", "zh": r"只能比较两个 `Int`"}, _holds("==", "<")),
    Rule("type", {"en": r"Types are finite", "zh": r"类型必须是有限的"}),
    Rule("format", {"en": r"groups to the right", "zh": r"向右结合"}),
    Rule("format", {"en": r"names do not matter", "zh": r"用什么名字都可以"}),
)

_NONE: tuple[float, ...] = (0.005,) * 10

SHORTCUTS = (
    Shortcut("a variable for each argument, another for the value", cheap.all_different, _NONE),
    Shortcut("every argument and the value a number", cheap.all_numbers, _NONE),
    Shortcut("one variable for all", cheap.one_variable, _NONE),
    Shortcut("each argument as it is used first", cheap.local_uses, _NONE),
    Shortcut("one type for every definition", cheap.without_let, (0.005,) * 3 + (0.08,) * 7),
    Shortcut("untypable", lambda problem: "untypable", (0.08,) * 10),
)


def copies(problem: TypeInference, rng: Random) -> Iterator[TypeInference]:
    """The same program under other names."""
    tree = parse(problem.program)
    names = sorted(set(bound(tree)))
    others = [f"{letter}{number}" for number in (1, 2, 3) for letter in LETTERS]
    rng.shuffle(others)
    yield TypeInference(in_lines(_renamed(tree, dict(zip(names, others, strict=False)))))
    mixed = names[:]
    rng.shuffle(mixed)
    yield TypeInference(in_lines(_renamed(tree, dict(zip(names, mixed, strict=True)))))


def _renamed(node: Node, names: dict[str, str]) -> Node:
    parts = tuple(_renamed(part, names) for part in node.parts)
    return Node(node.kind, names.get(node.name, node.name) if node.kind in ("var", "lam", "let", "rec") else node.name, parts)


def different(problem: TypeInference, rng: Random) -> Iterator[TypeInference]:
    """The program as the first part of a pair, or handed to a function."""
    tree = parse(problem.program)
    for other in (Node("pair", "", (tree, Node("int", "0"))), Node("lam", "e", (Node("app", "", (Node("var", "e"), tree)),))):
        found = TypeInference(text_of(other))
        if canonical(found) != canonical(problem):
            yield found
