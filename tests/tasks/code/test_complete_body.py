"""Completed bodies: the whole function and the rest of it, however the rest is indented, are judged alike."""

import ast
from random import Random

import pytest
from drawing import members

from synth.generators.code import _described, _programs, _python
from synth.generators.code.complete_body import HELPERS, _cuts, _helped
from synth.verifiers.code.complete_body import CompleteBody, verify
from synth.verifiers.parsers import programs

NAME = "code/complete_body"
LEVELS = (1, 4, 7, 10)


def rest_of(problem, steps):
    """The lines below the given ones, as they stand in a program; None where the program does not begin with them."""
    text = _described.text_of(problem, steps)
    if problem.helper:
        name, _, test = problem.helper.replace("def ", "").partition(":\n    return ")
        text = text.replace(test, name)
    given = f"def {problem.function}({', '.join(problem.names)}):\n{problem.given}\n"
    return text.removeprefix(given) if text.startswith(given) else None


def _halved(rest):
    """Two spaces in place of four."""
    return "\n".join(" " * ((len(line) - len(line.lstrip())) // 2) + line.lstrip() for line in rest.split("\n"))


def _tabs(rest):
    return "\n".join("\t" * ((len(line) - len(line.lstrip())) // 4) + line.lstrip() for line in rest.split("\n"))


FORMS = {
    "as it stands": lambda problem, rest: rest,
    "without the first spaces": lambda problem, rest: rest.lstrip(),
    "in a block": lambda problem, rest: f"```python\n{rest}\n```",
    "in a block, without the first spaces": lambda problem, rest: (
        f"The missing part:\n\n```python\n{rest.lstrip()}\n```\n\nIt returns the value."
    ),
    "moved to the right": lambda problem, rest: "```\n" + "\n".join(f"  {line}" for line in rest.split("\n")) + "\n```",
    "by two spaces": lambda problem, rest: f"```python\n{_halved(rest)}\n```",
    "by tabs": lambda problem, rest: f"```python\n{_tabs(rest)}\n```",
    "with the last given line": lambda problem, rest: f"```python\n{problem.given.rpartition(chr(10))[2]}\n{rest}\n```",
    "with all given lines": lambda problem, rest: f"```python\n{problem.given}\n{rest}\n```",
    "a whole function": lambda problem, rest: f"```python\n{problem.head}\n{rest}\n```",
    "a whole function without the helper": lambda problem, rest: problem.head[len(problem.whole("")) :] + f"\n{rest}",
    "with a remark": lambda problem, rest: f"```python\n    # go on\n{rest}\n```",
    "with empty lines": lambda problem, rest: "```python\n" + rest.replace("\n    return", "\n\n    return") + "\n```",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_of_a_right_answer_is_accepted_and_of_a_wrong_one_refused(form):
    wrong = 0
    for level in LEVELS:
        for number, sample in enumerate(members(NAME, level, 6)):
            problem = sample.problem
            rest = rest_of(problem, problem.steps)
            assert rest is not None
            assert verify(problem, form(problem, rest)), form(problem, rest)
            mutants, _ = _programs.tried_out(problem)
            for steps in Random(number).sample(mutants, min(len(mutants), 6)):
                if (text := rest_of(problem, steps)) and text != rest:
                    assert verify(problem, form(problem, text)).reason in ("value", "error"), form(problem, text)
                    wrong += 1
                    break
    assert wrong > 8


def test_what_returns_nothing_or_is_no_rest_has_no_form():
    for sample in members(NAME, 4, 6):
        problem = sample.problem
        for answer in ("pass", "nums", f"def {problem.function}(x", "return (", "def other(x):\n    return x", problem.given):
            assert verify(problem, answer).reason == "format", answer


def test_given_lines_are_the_beginning_and_leave_half():
    helped = opened = 0
    for level in range(1, 11):
        for sample in members(NAME, level, 20):
            problem = sample.problem
            given, rest = problem.given.split("\n"), rest_of(problem, problem.steps).split("\n")
            assert len(given) <= max(1, (len(given) + len(rest)) // 2) and "return" not in problem.given
            ast.parse(f"{problem.head}\n{'    ' * (1 + problem.given.endswith(':'))}return 0")
            helped += any(problem.helper.startswith(f"def {name}(") for name in HELPERS)
            opened += problem.given.endswith(":")
    assert helped > 20 and opened > 10


CUTS = (
    ("def f(v):\n    a = v\n    b = a\n    return b", [2]),
    ("def f(v):\n    return v", []),
    ("def f(v):\n    t = 0\n    for x in v:\n        if x:\n            t += x\n        t += 1\n    return t", [2, 3]),
)


@pytest.mark.parametrize(("text", "cuts"), CUTS)
def test_bodies_are_cut_between_statements_or_behind_a_head(text, cuts):
    assert _cuts(text) == cuts


@pytest.mark.parametrize(
    "given", ["nums = []", "    nums = [", "    if x", "    nums = []\n", "    return (", "  \x00", "# even\n    nums = []"]
)
def test_given_lines_that_are_no_beginning_are_refused(given):
    problem = members(NAME, 4, 1)[0].problem
    fields = (problem.function, problem.names, problem.start, problem.steps)
    with pytest.raises(ValueError, match=r"given|Expected"):
        CompleteBody.from_json(CompleteBody(*fields, "", "    pass").to_json().replace('"    pass"', _json(given)))


def _json(text):
    return '"' + text.replace("\n", "\\n").replace("\x00", "\\u0000") + '"'


def test_a_helper_takes_the_place_of_whole_tests_alone(monkeypatch):
    """`x > 1` is no part of `x > 15`, nor of `2 * x > 1`."""
    monkeypatch.setattr(_described, "text_of", lambda problem, steps: "def f(v):\n    a = x > 1\n    b = x > 15\n    c = 2 * x > 1")
    monkeypatch.setattr(_python, "condition", lambda step, kind: ("x", "x > 1"))
    problem = members(NAME, 1, 1)[0].problem
    helper, text = _helped(Random(0), problem)
    name = helper.partition("(")[0].removeprefix("def ")
    assert text == f"def f(v):\n    a = {name}(x)\n    b = x > 15\n    c = 2 * x > 1"


@pytest.mark.parametrize("first", ["table[w[:1]] = table.get(w[:1], 0) + 1", "table[w] = 1", "table[len(w)] += 1", "table.update({w: 1})"])
@pytest.mark.parametrize("dress", ["Output:\n{}", "**{}**", "{} ✓", "Final answer: {}"])
def test_lines_that_change_a_place_may_stand_among_lead_ins_and_marks(first, dress):
    rest = f"{first}\n    return table"
    assert programs.rest(dress.format(rest), lambda code: code == rest) == rest
