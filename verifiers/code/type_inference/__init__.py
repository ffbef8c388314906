"""Type inference: the most general type of a program in a small functional language, or that it has none.

Refused for the first of: format (not a type, nor that there is none), type (the program does not have that type, or has one although it
is said to have none), general (it has that type, but also a more general one). Names of type variables are free."""

from functools import lru_cache
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.code.type_inference.inference import Inference, Untypable
from synth.verifiers.code.type_inference.language import parse
from synth.verifiers.code.type_inference.types import NONE, Type, is_instance, numbered, read

LONGEST = 1_500
"""Characters of a program."""


class TypeInference(Problem, frozen=True):
    """program: an expression without free names, but for the built-in functions."""

    program: Annotated[str, Meta(min_length=1, max_length=LONGEST)]

    def __post_init__(self) -> None:
        principal(self.program)


@lru_cache(maxsize=1024)
def principal(program: str) -> tuple[Type | None, int]:
    """The most general type, None where there is none, and how many equations between types were solved for it."""
    tree, inference = parse(program), Inference()
    try:
        kind = inference.infer(tree, {})
    except Untypable:
        return None, inference.equations
    return numbered(inference.whole(kind)), inference.equations


def verify(problem: TypeInference, answer: str) -> Verdict:
    given = read(answer)
    if given is None:
        return refuse("format")
    right, _ = principal(problem.program)
    if given == NONE or right is None:
        return ACCEPT if given == NONE and right is None else refuse("type")
    if given == right:
        return ACCEPT
    return refuse("general" if is_instance(given, right, {}) else "type")


_TWICE = TypeInference(r"\f -> \x -> f (f x)")
_BOTH = TypeInference(r"\f -> \p -> (f (fst p), snd p : [])")
_NUMBER = TypeInference(r"let twice = \f -> \x -> f (f x) in \n -> twice (\m -> m + 1) n < 7")
_SELF = TypeInference(r"\x -> x x")

EXAMPLES = (
    (_TWICE, "(a -> a) -> a -> a", ""),
    (_TWICE, "('a -> 'a) -> 'a -> 'a", ""),
    (_TWICE, "(α → α) → α → α", ""),
    (_TWICE, r"$(\alpha \to \alpha) \to \alpha \to \alpha$", ""),
    (_TWICE, "forall t. (t -> t) -> (t -> t)", ""),
    (_TWICE, "The most general type is (t1 -> t1) -> t1 -> t1.", ""),
    (_TWICE, "∀a. (a→a)→a→a", ""),
    (_BOTH, "(a -> b) -> (a, c) -> (b, [c])", ""),
    (_BOTH, "('a -> 'b) -> 'a * 'c -> 'b * 'c list", ""),
    (_BOTH, r"(a \rightarrow b) \rightarrow (a \times c) \rightarrow (b \times [c])", ""),
    (_BOTH, "expression :: (b -> a) -> ((b, c) -> (a, [c]))", ""),
    (_TWICE, "twice :: (a -> a) -> a -> a", ""),
    (_TWICE, "twice :: (a -> a) -> a -> b", "type"),
    (_TWICE, "twice :: (a -> a) -> a -> a, id :: a -> a", "format"),
    (_NUMBER, "Int -> Bool", ""),
    (_NUMBER, "int → bool", ""),
    (_NUMBER, r"\text{Int} \to \text{Bool}", ""),
    (_SELF, "untypable", ""),
    (_SELF, "The type is: untypable", ""),
    (_SELF, "The expression has no type.", ""),
    (_TWICE, "", "format"),
    (_TWICE, "a ->", "format"),
    (_TWICE, "The function applies f twice.", "format"),
    (_TWICE, "(a -> b) -> a -> b", "type"),
    (_TWICE, "a -> a -> a -> a", "type"),
    (_TWICE, "a", "type"),
    (_TWICE, "(Int -> Int) -> Int -> Int", "general"),
    (_TWICE, "([a] -> [a]) -> [a] -> [a]", "general"),
    (_BOTH, "(a -> a) -> (a, c) -> (a, [c])", "general"),
    (_TWICE, "untypable", "type"),
    (_SELF, "a -> a", "type"),
    (_NUMBER, "Bool -> Int", "type"),
    (_TWICE, "答案是：(a -> a) -> a -> a。", ""),
    (_NUMBER, "最一般的类型是：Int -> Bool", ""),
    (_SELF, "无类型", ""),
    (_SELF, "该表达式无类型。", ""),
    (_SELF, "答案：该表达式没有类型。", ""),
    (_NUMBER, "整数 → 布尔", ""),
    (_BOTH, "最终答案：（a → b）→（a，c）→（b，[c]）", ""),
    (_TWICE, "没有类型", "type"),
    (_NUMBER, "类型是 Int -> Int", "type"),
    (_TWICE, "答案是 (Int -> Int) -> Int -> Int", "general"),
)
