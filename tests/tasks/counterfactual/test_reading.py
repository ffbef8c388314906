"""The verifier for passages from outside, and how letters are read. It belongs to no task, so the laws do not see it."""

import json
import re
from itertools import permutations

import msgspec
import pytest
from habits import ABSTENTIONS
from hostile import HOSTILE, hostile_texts
from timing import cpu_seconds

from synth.verifiers import score, verify
from synth.verifiers.counterfactual import reading
from synth.verifiers.counterfactual._letters import letter, same, unknown
from synth.verifiers.counterfactual.reading import LETTERS, Reading
from synth.verifiers.reward import verifier

BOUND_S = 0.05
SOURCE = "synth/counterfactual/reading"
OPTIONS = ("The cat sleeps.", "A dog barks (loudly).", "If it rains, then A wins.", 'Some "birds" sing.')
PROBLEM = Reading("A passage.", "Which one follows?", OPTIONS, "B")


def test_examples_hold_and_cover_every_reason():
    stated = re.search(r"Refused for the first of:(.*?)\n", reading.__doc__ + "\n")
    reasons = set(re.findall(r"\b([a-z]+) \(", stated[1]))
    for problem, answer, reason in reading.EXAMPLES:
        verdict = reading.verify(problem, answer)
        assert (verdict.accepted, verdict.reason) == (not reason, reason), answer
    assert {reason for *_, reason in reading.EXAMPLES} - {""} == reasons
    assert sum(not reason for *_, reason in reading.EXAMPLES) >= 5 <= sum(bool(reason) for *_, reason in reading.EXAMPLES)
    assert verifier(SOURCE).rule.startswith("Reading:")


# What a model may write for option (b), with its letter as {x}/{X} and its text as {text}.
NAMED = (
    "{X}", "{x}", "({x})", "({X})", "{x}.", "{X})", "[{X}]", "**{X}**", "`{X}`", "${X}$", "\\boxed{{{X}}}", "\\text{{({X})}}", "{X}:",
    "Option {X}", "option ({x})", "Choice {X}.", "The answer is {X}.", "The correct answer is ({x})", "The correct option is {X}.",
    "The answer is option {X}.", "Therefore the answer is ({x}).", "Answer: {X}", "**Answer: {X}**", "Answer:\n{X}", "I choose {X}",
    "{X} is correct", "{X} is the correct answer.", "{X}) {text}", "({x}) {text}", "{X}. {text}", "**{X}.** {text}", "{X}: {text}",
    "{X} - {text}", "Option {X}: {text}", "{text}", '"{text}"', "**{text}**", "The answer is ({x}) {text}",
)  # fmt: skip


@pytest.mark.parametrize("form", NAMED)
def test_an_option_is_named_by_its_letter_its_text_or_both(form):
    for place, text in enumerate(OPTIONS):
        for shown in (text, text.upper(), text.removesuffix("."), f" {text.replace(' ', '  ')} "):
            assert letter(form.format(X=LETTERS[place], x=LETTERS[place].lower(), text=shown), OPTIONS) == place


REFUSED = (
    "", " ", "{X} or {Y}", "{X}, {Y}", "{X}{Y}", "{X} {Y}", "({x})({y})", "{X}/{Y}", "{X}\n{Y}", "{X} and {Y}", "not {X}", "{X}?", "{X} or Unknown",
    "Unknown", "none", "E", "maybe {X}", "probably ({x})", "A, B, C, D", "ABCD", "all of the above", "{X}) {other}", "({y}) {text}", "{text} {other}",
    "{X} because it follows", "{X} is wrong", "{X} is not correct", "{text} or {other}", "the", "option", "17", "{X} (or {Y})", "either",
)  # fmt: skip


@pytest.mark.parametrize("form", REFUSED)
def test_hedges_lists_and_mixtures_name_nothing(form):
    for place, other in permutations(range(4), 2):
        answer = form.format(
            X=LETTERS[place],
            x=LETTERS[place].lower(),
            Y=LETTERS[other],
            y=LETTERS[other].lower(),
            text=OPTIONS[place],
            other=OPTIONS[other],
        )
        assert letter(answer, OPTIONS) is None, answer


def test_a_letter_that_is_also_an_option_names_nothing():
    assert letter("B", ("B", "A", "C", "D")) is None
    assert letter("a dog", ("a cat", "a dog", "x", "y")) == 1
    assert letter("Dog", ("x", "y", "z", "og")) is None
    assert letter("a cat", ("a cat", "a dog", "x", "y")) == 0


@pytest.mark.parametrize(
    "answer",
    [
        "Unknown",
        "unknown.",
        "**Unknown**",
        "None",
        "none of the above",
        "None of the four options must be true.",
        *(text for text, so in ABSTENTIONS if so),
    ],
)
def test_unknown(answer):
    assert unknown(answer) and letter(answer, OPTIONS) is None


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "A",
        "A or unknown",
        "17 or Unknown",
        "not unknown",
        "unknown A",
        "none of them is A",
        *(text for text, so in ABSTENTIONS if not so),
    ],
)
def test_not_unknown(answer):
    assert not unknown(answer)


def test_problems_survive_json_and_fields_are_validated():
    assert Reading.from_json(PROBLEM.to_json()) == PROBLEM
    fields = json.loads(PROBLEM.to_json())
    for field in fields:
        for junk in (None, {"x": 1}, -(10**6), "\x00", "", " padded"):
            with pytest.raises(msgspec.ValidationError):
                Reading.from_json(json.dumps(fields | {field: junk}))
    for options in (
        OPTIONS[:3],
        (*OPTIONS, "More."),
        (*OPTIONS[:3], "the cat  sleeps"),
        (*OPTIONS[:3], "B"),
        (*OPTIONS[:3], "(a)"),
        (*OPTIONS[:3], "x" * 801),
    ):
        with pytest.raises(msgspec.ValidationError):
            Reading.from_json(json.dumps(fields | {"options": options}))
    for longer in ({"context": "x" * 6_001}, {"question": "x" * 1_001}, {"answer": "E"}, {"answer": "b"}, {"more": 1}):
        with pytest.raises(msgspec.ValidationError):
            Reading.from_json(json.dumps(fields | longer))


def test_the_verdict_depends_on_the_right_letter_and_the_options():
    for right in LETTERS:
        problem = msgspec.structs.replace(PROBLEM, answer=right)
        assert [reading.verify(problem, name).accepted for name in LETTERS] == [name == right for name in LETTERS]
    turned = msgspec.structs.replace(PROBLEM, options=OPTIONS[::-1])
    assert reading.verify(PROBLEM, OPTIONS[1]) and not reading.verify(turned, OPTIONS[1])


def test_through_the_front_door():
    truth = PROBLEM.to_json()
    for completion in (
        "<think>A? B?</think><answer>\nB\n</answer>",
        "So $\\boxed{\\text{B}}$.",
        "<answer>(b) a dog barks (loudly)</answer>",
        "<answer>B",
    ):
        assert score(SOURCE, completion, truth) == 1.0
    for completion in ("B", "", "<answer>A</answer>", "<answer>A</answer> or <answer>B</answer>", "<answer>A, B, C, D</answer>"):
        assert score(SOURCE, completion, truth) == 0.0


LONGEST = Reading("x " * 2_999 + "x", "y" * 1_000, tuple(f"{n} " + "(a) " * 190 + "." for n in range(4)), "C")


@pytest.mark.parametrize("problem", [PROBLEM, LONGEST], ids=["usual", "longest"])
def test_hostile_answers_get_a_verdict_in_time(problem):
    for answer in HOSTILE:
        assert not reading.verify(problem, answer).accepted
        assert cpu_seconds(reading.verify, problem, answer) < BOUND_S, answer[:40]
        for stuffed in (f"B{answer}"[:100_000], f"(b) {problem.options[1]}{answer}"[:100_000]):
            assert cpu_seconds(reading.verify, problem, stuffed) < BOUND_S
    assert cpu_seconds(Reading.from_json, problem.to_json()) < BOUND_S


def test_random_hostile_answers_never_name_two_options(scale):
    for _, answer in hostile_texts(("B", "(b)", f"B) {OPTIONS[1]}", OPTIONS[1]), 300 * scale):
        verdict = reading.verify(PROBLEM, answer)
        verify(SOURCE, f"<answer>{answer}</answer>", PROBLEM.to_json())
        if verdict.accepted:  # by an obvious route: the letter or the text stands there, and no other letter stands alone
            bare = same(answer).replace(same(OPTIONS[1]), "")
            assert not re.findall(r"\b[acd]\b", bare), answer


def test_enough_verdicts_a_second():
    answers = [answer for *_, answer, _ in reading.EXAMPLES]
    assert cpu_seconds(lambda: [reading.verify(PROBLEM, answer) for answer in answers * 20]) < len(answers) * 20 / 5_000
