"""Problems out of shape: each rule that a problem's fields must keep is broken once, and refused with its own words. A verifier that took
such a problem would judge answers against a puzzle that is none."""

import json
from importlib import import_module

import pytest

ZEBRA = [["at", ["dog"], 3], ["just_left", ["tea", "milk"], 0], ["next", ["Boris", "cat"], 0], ["same", ["Anna", "tea"], 0]]
GO = [0, "go", "north", 2, ""]
NOBODY_TURNS = {"walkers": [["Ann", [0, 0], ""], ["Bo", "mill", ""]]}
BROKEN = (
    ("game_of_24", {"numbers": [1, 3, 2, 4]}, "ascending"),
    ("cryptarithm", {"equation": "ABCDEF + GHIJK = ABCDEF"}, "no more of them than digits"),
    ("cryptarithm", {"equation": "A + A = A"}, "at least two letters"),
    ("sudoku", {"regions": ["AABB", "AABB", "CCDD", "CCDD", "CCDD"]}, "must both be 4 x 4"),
    ("sudoku", {"regions": ["AABB", "AABB", "CCDD", "CCDDD"]}, "must both be 4 x 4"),
    ("sudoku", {"givens": ["1..4", "3.1.", ".143", "4.2.."]}, "must both be 4 x 4"),
    ("sudoku", {"givens": ["1..5", "3.1.", ".143", "4.2."]}, "symbols are 1234"),
    ("sudoku", {"regions": ["AABB", "AABB", "CCCD", "CCDD"]}, "regions of 4 cells"),
    ("sudoku", {"regions": ["BBAA", "BBAA", "CCDD", "CCDD"]}, "lettered in reading order"),
    ("arrow_maze", {"grid": [". . .", ". 5 →", "1 ↓ ↘"]}, "add up"),
    ("boolean_expressions", {"facts": [["legs.0.0", True], ["legs.0.0", False]]}, "facts are different"),
    ("boolean_expressions", {"facts": [["legs.0.0", True]]}, "first use"),
    ("boolean_expressions", {"definitions": ["not M"]}, "speak of themselves"),
    ("boolean_expressions", {"definitions": [" ".join(["and = 1 1"] * 39) + " = 1 1"] * 7}, "characters of expressions"),
    ("numbrix", {"givens": [[0, 0, 0, 14], [0, 0, 0, 0], [0, 0, 0, 0], [0, 7, 0]]}, "4 rows have 4 cells"),
    ("numbrix", {"givens": [[0, 0, 0, 14], [0, 0, 0, 0], [0, 0, 0, 0], [0, 7, 0, 7]]}, "once at most"),
    ("numbrix", {"givens": [[0, 0, 0, 14], [0, 0, 0, 0], [0, 0, 0, 0], [0, 17, 0, 1]]}, "1 to 16"),
    ("star_placement_puzzle", {"regions": ["AAABC", "ADAAC", "DDACC", "EDAAC", "EEEA"]}, "5 rows have 5 cells"),
    ("star_placement_puzzle", {"regions": ["AAABC", "ADAAC", "DDACC", "FDAAC", "FFFAA"]}, "regions named from A on"),
    ("wordscapes", {"across": ["cat", "一心一意"]}, "one language"),
    ("word_sorting", {"keys": [["length", "up"], ["length", "up"], ["alphabet", "up"]]}, "keys are different"),
    ("word_sorting", {"keys": [["alphabet", "up"], ["length", "up"]]}, "the last one alone"),
    ("operation", {"expression": ["1", "2", "+"]}, "not an expression"),
    ("object_counting", {"notes": [[2, False, 0, 3, 40]]}, "unknown"),
    ("object_counting", {"notes": [[2, False, 0, 0, 40], [1, False, 0, 0, 40]]}, "in order"),
    ("object_counting", {"notes": [[8, False, 0, 0, 40]]}, "between the steps"),
    ("object_properties", {"steps": [{"condition": None, "otherwise": None, "then": ["turn", [[0, 1, True]], 3, 0]}]}, "unknown"),
    ("object_properties", {"steps": [{"condition": None, "otherwise": None, "then": ["turn", [[0, 1, True]], 1, 2]}]}, "unknown values"),
    (
        "object_properties",
        {"steps": [{"condition": None, "otherwise": None, "then": ["exchange", [[0, 0, True]], 1, 1, 1]}]},
        "unknown values",
    ),
    ("object_properties", {"steps": [{"condition": None, "otherwise": None, "then": ["grow", [[2, 0, True]], True]}]}, "whatever they are"),
    ("word_sorting", {"steps": ["swap p p"]}, ""),
    ("word_sorting", {"steps": ["front pp"]}, ""),
    ("word_sorting", {"steps": ["order qwertyuiopasdfghjklzxcvbnn"]}, ""),
    ("word_sorting", {"steps": ["reverse", "order qwertyuiopasdfghjklzxcvbnm"]}, ""),
    ("word_sorting", {"steps": ["rotate 26"]}, ""),
    ("web_of_lies", {"people": ["Freya", "Quentin", "Jamal", "Liar"]}, "means something else"),
    ("web_of_lies", {"people": ["Freya", "Quentin", "Jamal", "Freya"]}, "nobody is named"),
    ("web_of_lies", {"asked": [3, 0, 2, 2]}, "asked about twice"),
    ("web_of_lies", {"says": [[3, ["is", 2, "lie"]]]}, "leave somebody open"),
    ("web_of_lies", {"facts": [["is", 2, "lie"], ["is", 2, "truth"]]}, "contradict"),
    ("zebra_puzzle", {"place": "milk"}, "different words"),
    ("zebra_puzzle", {"asks": [["place", ["fox"]]]}, "words of the puzzle"),
    ("zebra_puzzle", {"asks": [["between", ["owl", "cat"]]]}, "interchangeable ones sorted"),
    ("zebra_puzzle", {"asks": [["value", ["owl", "Pet"]]]}, "different words"),
    ("zebra_puzzle", {"asks": [["place", ["owl"]]]}, "a place for each value"),
    ("zebra_puzzle", {"solution": [[1, 2, 3]] * 3}, "a place for each value"),
    ("zebra_puzzle", {"asks": [["place", ["owl"]]], "solution": [[1, 2, 3]] * 3}, "does not hold"),
    ("zebra_puzzle", {"asks": [["place", ["owl"]]] * 2, "solution": [[1, 2, 3]] * 3}, "questions are different"),
    ("zebra_puzzle", {"clues": [["at", ["dog"], 4], *ZEBRA[1:]]}, r"within 1\.\.3"),
    ("zebra_puzzle", {"clues": [["at", ["dog"], 0], *ZEBRA[1:]]}, r"within 1\.\.3"),
    ("zebra_puzzle", {"clues": [*ZEBRA[:3], ["same", ["Anna", "tea"], 1]]}, r"within 0\.\.0"),
    ("zebra_puzzle", {"clues": [*ZEBRA[:2], ["next", ["cat", "Boris"], 0], ZEBRA[3]]}, "sorted"),
    ("zebra_puzzle", {"clues": [ZEBRA[0], ["between", ["dog", "tea", "cat"], 0], *ZEBRA[1:]]}, "sorted"),
    ("zebra_puzzle", {"clues": [*ZEBRA, ZEBRA[3]]}, "sorted and different"),
    ("zebra_puzzle", {"clues": [["at", ["fox"], 3], *ZEBRA[1:]]}, "different values of the puzzle"),
    ("zebra_puzzle", {"clues": [*ZEBRA[:3], ["same", ["tea", "tea"], 0]]}, "different values"),
    ("space_reasoning", {"landmarks": [["Mill", [1, 0], "", []]]}, "small letters"),
    ("space_reasoning", {"landmarks": [["oak", [5, 6], "", []], ["mill", [1, 0], "", []]]}, "by name"),
    ("space_reasoning", {"log": [[2, *GO[1:]]], **NOBODY_TURNS}, "walker"),
    ("space_reasoning", {"log": [[0, "go", "northeast", 2, ""]], **NOBODY_TURNS}, "way"),
    ("space_reasoning", {"log": [[0, "go", "north", 0, ""]], **NOBODY_TURNS}, "count"),
    ("space_reasoning", {"wrap": [5]}, "circles"),
    (
        "space_reasoning",
        {"lattice": "torus", "wrap": [7, 5], "landmarks": [["mill", [1, 0], "", []], ["oak", [5, 6], "", []]]},
        "oak has no sound place",
    ),
    ("space_reasoning", {"query": ["name", "Ben", ""]}, "subject"),
    ("space_reasoning", {"query": ["steps", "Ann", "Ann"]}, "subject"),
    ("space_reasoning", {"query": ["place", "Ann", "mill"]}, "no target"),
    ("cipher", {"steps": [{"kind": "shift", "by": None}]}, "example pairs"),
    ("cipher", {"pairs": [["AB", "DE"]]}, "hidden keys"),
)


@pytest.mark.parametrize(("task", "change", "words"), BROKEN)
def test_problems_out_of_shape_are_refused(task, change, words):
    verifier = import_module(f"synth.verifiers.logic.{task}")
    problem = verifier.EXAMPLES[0][0]
    fields = json.loads(problem.to_json())
    assert type(problem).from_json(json.dumps(fields)) == problem
    with pytest.raises(ValueError, match=words or "\\w"):
        type(problem).from_json(json.dumps(fields | change))


@pytest.mark.parametrize(
    "expression",
    [
        "7",
        "#0 #1",
        "and #0",
        "and #0 1",
        "and 1 #0",
        "< #0 1",
        "< 1 #0",
        "+ 1 2",
        "not 7",
        "not",
        "and #0 #1 #0",
        "= 01 1",
        "= 12345 1",
        "= a 1",
        "and",
        "xor #0",
        "exactly:1:3 #0 #1",
        "exactly:7:3 #0 #1 #0",
        "exactly:1:2 #0 5",
        "all:n:2 < n 3",
        "all:n:2,2 < n 3",
        "all:k:2,3 < k 3",
        "all:n:2,3 n",
        "X",
    ],
)
def test_malformed_expressions_are_refused(expression):
    language = import_module("synth.verifiers.logic.boolean_expressions.language")
    facts = {"#0": True, "#1": False}
    for sound, truth in (("and #0 not #1", True), ("= 0 0", True), ("= 1234 0", False)):
        assert language.evaluate(language.parse(sound), facts) is truth
    with pytest.raises(ValueError, match=r"lacks its operand|is no operator|not one true or false|ascend"):
        language.parse(expression)
