"""Type inference: types that are known, what generalizes and what does not, and programs that are read back as they were written."""

import json
from random import Random

import pytest

from synth.generators.code.type_inference import LEVELS, TASK, generate
from synth.generators.code.type_inference.growing import Size, Unfit
from synth.generators.code.type_inference.program import Program
from synth.generators.code.type_inference.trees import idle, in_lines
from synth.pipelines.oracles.code.type_inference import check
from synth.verifiers.code.type_inference import EXAMPLES, TypeInference, principal, verify
from synth.verifiers.code.type_inference.inference import TooMuch
from synth.verifiers.code.type_inference.language import parse
from synth.verifiers.code.type_inference.types import NONE, numbered, read, text_of

KNOWN = (
    (r"\x -> x", "a -> a"),
    (r"\x -> \y -> x", "a -> b -> a"),
    (r"\f -> \g -> \x -> f x (g x)", "(a -> b -> c) -> (a -> b) -> a -> c"),
    (r"\f -> \g -> \x -> f (g x)", "(a -> b) -> (c -> a) -> c -> b"),
    (r"\x -> \y -> \z -> z x y", "a -> b -> (a -> b -> c) -> c"),
    (r"let rec map = \f -> \l -> if null l then [] else f (head l) : map f (tail l) in map", "(a -> b) -> [a] -> [b]"),
    (r"let rec fold = \f -> \e -> \l -> if null l then e else f (head l) (fold f e (tail l)) in fold", "(a -> b -> b) -> b -> [a] -> b"),
    (r"let id = \x -> x in (id 3, id True)", "(Int, Bool)"),
    (r"(\id -> (id 3, id True)) (\x -> x)", None),
    (r"\x -> let y = x in (y 1, y True)", None),
    (r"\x -> let f = \y -> x in (f 1, f True)", "a -> (a, a)"),
    (r"\x -> let f = \y -> (x, y) in (f 1, f True)", "a -> ((a, Int), (a, Bool))"),
    (r"let rec f = \x -> f x in (f 1 + 1, f 2 && True)", "(Int, Bool)"),
    (r"let rec f = \x -> (f 1, f True) in f", None),
    (r"let rec f = \x -> f in f", None),
    (r"\x -> x x", None),
    (r"let d = \x -> (x, x) in \y -> d (d y)", "a -> ((a, a), (a, a))"),
    (r"\x -> let x = x 1 in x + 1", "(Int -> Int) -> Int"),
    (r"\a -> \b -> a : b : []", "a -> a -> [a]"),
    (r"\p -> if fst p == 0 then [snd p] else tail [] : []", "(Int, [a]) -> [[a]]"),
    (r"(1, True : 2)", None),
    (r"\a -> \b -> \c -> a + b - c < 3 && True", "Int -> Int -> Int -> Bool"),
)


@pytest.mark.parametrize(("program", "kind"), KNOWN)
def test_known_types_by_both_routes(program, kind):
    found, _ = principal(program)
    assert (text_of(found) if found is not None else None) == kind
    assert check({"program": program}, kind or "untypable")
    assert not check({"program": program}, "untypable" if kind else "a -> a") and not check({"program": program}, "a -> Int -> Int")


def test_programs_are_read_back_as_they_were_written():
    for level in (1, 4, 7, 10):
        for turn in range(15):
            problem = generate(Random(turn), LEVELS[level - 1]).problem
            assert in_lines(parse(problem.program)) == problem.program


def test_hardly_a_name_stands_nowhere():
    for level in (3, 6, 10):
        for turn in range(15):
            sample = generate(Random(turn), LEVELS[level - 1])
            assert idle(parse(sample.problem.program)) <= LEVELS[level - 1].nodes // 25 or sample.answer == NONE


def test_programs_are_grown_to_their_most_general_types():
    for level in (2, 5, 8, 10):
        knobs, grown = LEVELS[level - 1], 0
        size = Size(knobs.nodes, knobs.helpers, knobs.recursive, knobs.groups, knobs.nodes // 25, 3, 18)
        for turn in range(40):
            program = Program(Random(turn), size)
            try:
                text = in_lines(program.whole())
            except (Unfit, TooMuch):
                continue
            assert numbered(program.inference.whole(program.goal)) == principal(text)[0]
            grown += 1
        assert grown > 5


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a -> b -> c", ("->", 0, ("->", 1, 2))),
        ("a * b -> c", ("->", ("*", 0, 1), 2)),
        ("'a list list", ("[]", ("[]", 0))),
        ("List[a]", ("[]", 0)),
        (r"[\alpha] \to \mathrm{Int}", ("->", ("[]", 0), ("Int",))),
        (r"\forall \alpha\, \beta.\ \alpha \to \beta", ("->", 0, 1)),
        ("a_1 → a₂ → a1", ("->", 0, ("->", 1, 0))),
        ("a -> -> b", None),
        ("(a, b", None),
        ("a, b", None),
        ("Foo -> a", None),
        ("a -> b or a -> a", None),
    ],
)
def test_types_are_read(text, kind):
    assert read(text) == kind


def test_more_special_types_are_told_from_wrong_ones():
    problem = TypeInference(r"\f -> \x -> f x")
    reasons = {text: verify(problem, text).reason for text in ("(a -> a) -> a -> a", "(a -> b) -> a -> c", "(x -> y) -> x -> y", "a")}
    assert reasons == {"(a -> a) -> a -> a": "general", "(a -> b) -> a -> c": "type", "(x -> y) -> x -> y": "", "a": "type"}


@pytest.mark.parametrize(
    ("program", "message"),
    [
        ("x", "bound nowhere"),
        (r"\x ->", "no program"),
        ("(" * 60 + "1" + ")" * 60, "too deep"),
        ("let d = \\x -> (x, x) in \\y -> " + "d (" * 12 + "y" + ")" * 12, "too large"),
        (r"\let -> 1", "no name"),
    ],
)
def test_a_problem_is_checked(program, message):
    with pytest.raises(ValueError, match=message):
        TypeInference(program)


def test_a_name_within_itself_is_told_apart():
    forms = [json.dumps(TASK.canonical(TypeInference(text))) for text in (r"\x -> \x -> x", r"\x -> \y -> y", r"\x -> \y -> x")]
    assert forms[0] == forms[1] != forms[2]


@pytest.mark.parametrize(("brackets", "reason"), [(37, ""), (38, "format")])
def test_types_in_too_many_brackets_are_not_read(brackets, reason):
    problem, answer, _ = EXAMPLES[0]
    assert verify(problem, "(" * brackets + answer + ")" * brackets).reason == reason
