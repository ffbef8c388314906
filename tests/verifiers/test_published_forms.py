"""Forms in which honest models write answers to published rows, and near misses beside them: each kind of answer, right and wrong."""

import json

import pytest

import synth

ZEBRA = {"header": ["Position", "Nationality", "Job"], "rows": [["1", "british", "plumber"], ["2", "polish", "carpenter"]]}
NAMES = ["robin", "black-capped chickadee", "Anna Maria"]
GRID = [[0, 1, 2], [3, 4, 5]]
RIGHT = {
    ("logic__zebra_puzzle_dataset", json.dumps(ZEBRA)): (
        '<answer>```json\n{"header": ["Position", "Nationality", "Job"], "rows": [["1", "british", "plumber"], ["2", "polish", "carpenter"]]}\n```</answer>',
        '```json\n{"header": ["Position", "Nationality", "Job"], "rows": [[1, "British", "plumber"], [2, "Polish", "carpenter"]]}\n```',
        "<answer>| Position | Nationality | Job |\n|---|---|---|\n| 1 | British | Plumber |\n| 2 | Polish | Carpenter |</answer>",
        "<answer>\n{\n'header': ['Position', 'Nationality', 'Job'],\n'rows': [['1', 'british', 'plumber'], ['2', 'polish', 'carpenter'],]\n}\n</answer>",
        '<think>x</think><answer> {"rows": [["2", "polish", "carpenter"], ["1", "british", "plumber"]], "header": ["Position", "Nationality", "Job"]} </answer><|im_end|>',
    ),
    ("logic__ordering_puzzle_dataset", json.dumps(NAMES)): tuple(
        f"<answer>{form}</answer>"
        for form in (
            "['robin', 'black-capped chickadee', 'Anna Maria']",
            '["robin", "black-capped chickadee", "anna maria"]',
            "robin, black-capped chickadee, Anna Maria",
            "1. robin\n2. black-capped chickadee\n3. Anna Maria",
            "robin, black–capped chickadee, and Anna Maria",
            "- robin\n- black-capped chickadee\n- Anna Maria",
            "robin → black-capped chickadee → Anna Maria",
            "the robin, the black-capped chickadee, Anna Maria",
        )
    ),
    ("simulation__arcagi2", json.dumps(GRID)): tuple(
        f"<answer>{form}</answer>"
        for form in (
            "[[0, 1, 2], [3, 4, 5]]",
            "0 1 2\n3 4 5",
            "012\n345",
            "[\n  [0, 1, 2],\n  [3, 4, 5]\n]",
            "| 0 | 1 | 2 |\n| 3 | 4 | 5 |",
            "[[0 1 2]\n [3 4 5]]",
            "output: [[0,1,2],[3,4,5]]",
        )
    ),
    ("simulation__codeio", '"output": "abc"'): ('\\boxed{"output": "abc"}', "\\boxed{abc}", "\\boxed{'abc'}"),
    ("simulation__codeio", '"output": {"a": [1.5, null, true]}'): (
        '\\boxed{\\{"output": \\{"a": [1.5, null, true]\\}\\}}',
        "<answer>{'a': [1.5, None, True]}</answer>",
        '```json\n{"output": {"a": [1.5, null, true]}}\n```',
    ),
    ("simulation__codeio", '"output": {"output": 3}'): ('\\boxed{{"output": {"output": 3}}}', '\\boxed{{"output": 3}}'),
    ("simulation__codeio", '"output": [1, 2]'): ('\\boxed{\\text{"output": [1, 2]}}', "\\boxed{(1, 2)}"),
    ("simulation__codeio", '"output": null'): ("\\boxed{null}", '\\boxed{"output": null}', "\\boxed{None}"),
    ("simulation__cruxeval-o", '{"functional": "{\'a\': 1}"}'): ("```python\nassert f(1) == {'a': 1}\n```", "[ANSWER]{'a': 1}[/ANSWER]"),
    ("simulation__cruxeval-o", '{"functional": "\'x\'"}'): (
        '<answer>assert f(2) == "x"</answer>',
        "[ANSWER]'x'[/ANSWER]",
        "[ANSWER]\nassert f('hi') == 'x'\n[/ANSWER]\n\n[PYTHON]\ndef f():",
    ),
    ("table__multihier", "0.25"): ("\\boxed{25\\%}", "\\boxed{0.250}", "\\boxed{25%}"),
    ("table__multihier", "-0.12345"): ("\\boxed{-12.345\\%}", "\\boxed{-0.1235}", "\\boxed{(0.12345)}"),
    ("table__hitab", "Q1 2019"): ("\\boxed{q1 2019}", "\\boxed{\\text{Q1 2019}}"),
}
WRONG = {
    ("simulation__arcagi2", json.dumps(GRID)): ("<answer>[[0, 1], [3, 4]]</answer>", "<answer>[[0, 1, 2], [3, 4, 5], [0, 0, 0]]</answer>", "<answer>...</answer>", "<answer>[[0, 1, 2]]</answer>"),
    ("simulation__codeio", '"output": 3'): ("\\boxed{'3'}", '\\boxed{"3"}', "\\boxed{[3]}", '\\boxed{{"input": 3}}'),
    ("simulation__codeio", '"output": {"a": 1, "b": 2}'): ('\\boxed{{"a": 1}}', '\\boxed{{"a": 1, "b": 2, "c": 3}}', "\\boxed{{'a': True, 'b': 2}}"),
    ("simulation__cruxeval-o", '{"functional": "3"}'): (
        "[ANSWER]1+2[/ANSWER]", "[ANSWER]f(1)[/ANSWER]", "[ANSWER]assert 3 == 3 or 1[/ANSWER]", "[ANSWER]exit()[/ANSWER]", "[ANSWER]'3'[/ANSWER]", "[ANSWER]assert f(1) == 3.0[/ANSWER]",
    ),
    ("table__multihier", "0.25"): ("\\boxed{25}", "\\boxed{0.025}", "\\boxed{0.3}", "\\boxed{0.25|0.25}", "\\boxed{1/4*1}"),
    ("table__multihier", "1500"): ("\\boxed{15}", "\\boxed{1500 million}", "\\boxed{1499}"),
    ("logic__ordering_puzzle_dataset", json.dumps(NAMES)): ("<answer>['robin', 'Anna Maria']</answer>", "<answer>['Anna Maria', 'black-capped chickadee', 'robin']</answer>"),
}  # fmt: skip


def cases(table):
    return [(name, gold, completion) for (name, gold), completions in table.items() for completion in completions]


@pytest.mark.parametrize(("data_source", "gold", "completion"), cases(RIGHT))
def test_honest_forms_are_accepted(data_source, gold, completion):
    assert synth.verifiers.score(data_source, completion, gold) == 1.0


@pytest.mark.parametrize(("data_source", "gold", "completion"), cases(WRONG))
def test_near_misses_are_refused(data_source, gold, completion):
    assert synth.verifiers.score(data_source, completion, gold) == 0.0
