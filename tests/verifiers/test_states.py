"""Traces of states: what a line may look like, what is refused and why, and what a beginning is worth."""

import pytest
from hostile import HOSTILE

from synth.schemas.verdict import ACCEPT, refuse
from synth.verifiers.parsers.steps import MAX_STEPS, read_lines
from synth.verifiers.simulation import _states
from synth.verifiers.simulation._states import State

STATES = (
    State((("q", "[B, C]"), ("out", "[A]")), "step 1"),
    State((("q", "[C]"),), "step 2", (("out", "[A]"),)),
    State((("max_x", "-3"), ("m", "{'a': [1, 2], 'b': []}")), "step 3"),
)
TRACE = _states.written(STATES)
WHOLE = f"{TRACE}\n<answer>7</answer>"


def verify(problem, answer):
    return ACCEPT if answer == problem else refuse("value")


def judged(completion):
    return _states.judge("7", completion, verify, STATES)


def test_the_form():
    assert TRACE == "S1: step 1: q = [B, C]; out = [A]\nS2: step 2: q = [C]\nS3: step 3: max_x = -3; m = {'a': [1, 2], 'b': []}"


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        WHOLE.replace("S1:", "- **S1:**").replace("S2:", "Step 2.").replace("S3:", "> S3)"),
        WHOLE.replace("step ", ""),
        WHOLE.replace("step ", "t = "),
        WHOLE.replace("step 1: ", "第 1 步：").replace("; ", "；"),
        WHOLE.replace("[B, C]", "B, C").replace("[A]", "(A)").replace("[C]", '["C"]'),
        WHOLE.replace("[B, C]", "`[B,C]`").replace("max_x = ", "**max_x** = "),
        WHOLE.replace("q = [C]", "q = [C], out = [A]"),
        WHOLE.replace("-3", "−3".replace("−", "-") + "."),
        f"<think>{TRACE.replace('B', 'X')}</think>\nHere it is.\n{WHOLE}",
        f"<think>{TRACE}</think><answer>7</answer>",
        f"S1: step 1: q = [X]\nNo, again.\n{WHOLE}",
        WHOLE.replace("[1, 2]", "(1, 2)").replace("[]", "()"),
        WHOLE.replace("S2", "So the queue shrinks.\n\nS2").replace("\n", "\r\n"),
    ],
)
def test_honest_lines_are_accepted(text):
    assert judged(text), (judged(text), text)


@pytest.mark.parametrize(
    ("text", "reason", "step"),
    [
        ("<answer>7</answer>", "missing", 0),
        (WHOLE.replace("7", "8"), "answer", 0),
        (WHOLE.split("\nS3")[0] + "<answer>7</answer>", "unfinished", 0),
        (WHOLE.replace("q = [C]", "q = [B]"), "value", 2),
        (WHOLE.replace("; out = [A]", ""), "value", 1),
        (WHOLE.replace("[B, C]", "[C, B]"), "value", 1),
        (WHOLE.replace("q = [C]", "q = [C]; out = [B]"), "value", 2),
        (WHOLE.replace("q = [C]", "q = [C]; q = [B]"), "value", 2),
        (WHOLE.replace("q = [C]", "q = [C]; p = 3"), "format", 2),
        (WHOLE.replace("step 2: ", ""), "event", 2),
        (WHOLE.replace("step 2", "step 3"), "event", 2),
        (WHOLE.replace("q = [C]", "the queue shrinks"), "format", 2),
        (TRACE + "\nS4: step 4: q = []<answer>7</answer>", "more", 4),
        (WHOLE.replace("S2:", "S9: step 1: q = [B, C]; out = [A]\nS2:"), "event", 9),
        (WHOLE.replace("[1, 2]", "[1], 2"), "value", 3),
        (WHOLE.replace("-3", "3"), "value", 3),
        ("\n".join((TRACE.split("\n")[1], TRACE.split("\n")[0], TRACE.split("\n")[2])) + "<answer>7</answer>", "event", 2),
    ],
)
def test_wrong_lines_are_refused_at_their_place(text, reason, step):
    verdict = judged(text)
    assert (verdict.accepted, verdict.reason, verdict.step) == (False, reason, step)


def test_a_sound_beginning_is_a_share_of_the_way():
    lines = TRACE.split("\n")
    assert [_states.proven("\n".join(lines[:kept]), STATES).progress for kept in range(4)] == [0, 1 / 3, 2 / 3, 1]
    assert _states.proven("\n".join([*lines[:2], lines[0].replace("S1", "S7"), lines[2]]), STATES) == (_states.Proven(2 / 3, False))
    assert _states.proven("\n".join(lines[::-1]), STATES).progress == 0


def test_empty_values_are_one():
    for value in ("[]", "()", "{ }", "empty", "none", "∅", "''", "空", "[ ]."):
        assert _states.canonical(value) == ""
    assert _states.canonical("[0]") != ""


def test_what_is_not_read_does_not_pass():
    many = tuple(State((("x", str(k)),)) for k in range(MAX_STEPS + 1))
    assert _states.proven(_states.written(many), many).progress < 1
    assert len(read_lines(_states.written(many * 2).replace("S", "S"))) <= MAX_STEPS + 1


@pytest.mark.parametrize("answer", HOSTILE)
def test_hostile_lines_are_refused(answer):
    assert not judged(f"{TRACE}{answer}")
    assert not judged(f"S1: step 1: q = {answer}\n{WHOLE.partition(chr(10))[2]}")
