"""Numbered steps and abstentions as models write them."""

import pytest
from hostile import HOSTILE

from synth.verifiers.parsers.abstention import abstains
from synth.verifiers.parsers.steps import MAX_STEPS, Step, read_steps

PLAIN = "S1: tea = 3 [F1]\nS2: 2 tea + cake = 9 [F2, S1]"
TWO = (Step(1, "tea = 3", (1,), (), True), Step(2, "2 tea + cake = 9", (2,), (1,), True))


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "- **S1:** tea = 3 [F1]\n- **S2:** 2 tea + cake = 9 [F2, S1].",
        "Step 1. tea = 3 [fact 1]\nStep 2. 2 tea + cake = 9 [fact 2 and step 1]",
        "  S1: `tea = 3` [ F1 ]\r\n\r\n> S2) $2 tea + cake = 9$ [F2; S1]",
        f"S1: tea = 4 [F1]\nNo.\n{PLAIN}",
        f"<think>S1: tea = 4 [F1]</think>\n{PLAIN}\n<answer>3</answer>",
        f"<think>\n{PLAIN}\n</think>\nSo it is three.\n<answer>3</answer>",
        f"<think>{PLAIN}</think><answer>3</answer>",
        f"<think>S7: tea = 4 [F1]</think>\n{PLAIN}",
        f"{PLAIN} <answer>3</answer>",
        f"Prose before [F1].\n{PLAIN}\nprose after, S3 not among it",
    ],
)
def test_steps_are_read(text):
    assert read_steps(text).steps == TWO


def test_stars_that_multiply_stay():
    assert [s.claim for s in read_steps("**S1:** 2*15 + 3 * tea = *36* [F1]\n* S2: *tea 2* = *2* [S1]").steps] == ["2×15 + 3×tea = 36", "tea 2 = 2"]


@pytest.mark.parametrize("line", ["S1: tea = 3", "S1: tea = 3 []", "S1: tea = 3 [1.5]", "S1: tea = 3 (1)", "S1: tea = 3 (as F1)", "S1: tea = 3 [F1, because]", "S1: tea = 3 [F1] surely", "S1: [F0x]"])
def test_a_step_that_cites_nothing_readable_says_so(line):
    (step,) = read_steps(line).steps
    assert not step.cited


def test_labels_need_not_follow_one_another_and_repeats_begin_anew():
    assert [s.label for s in read_steps("S4: a [F1]\nS2: b [F2]").steps] == [4, 2]
    assert [s.claim for s in read_steps("S1: a [F1]\nS2: b [F2]\nS1: c [F3]").steps] == ["c"]


def test_worlds_are_read_and_belong_to_their_derivation():
    assert read_steps("World A: tea = 3\nWorld B: tea = 4").worlds == ("tea = 3", "tea = 4")
    assert read_steps("**World 1:** x\n**World 2:** y").worlds == ("x", "y")
    assert read_steps(f"World A: old\nWorld B: old\n{PLAIN}\nWorld A: new").worlds == ("new",)


def test_steps_and_worlds_that_stand_among_one_another_all_count():
    """A step after a world belongs to the same derivation when steps came before it; worlds with no step before them are older."""
    found = read_steps("S1: a [F1]\nWorld A: x\nS2: b [S1]\nWorld B: y\nS3: c [S2]")
    assert [step.claim for step in found.steps] == ["a", "b", "c"] and found.worlds == ("x", "y")
    found = read_steps("World A: x\nWorld B: y\nS1: a [F1]\nS2: b [S1]")
    assert [step.claim for step in found.steps] == ["a", "b"] and found.worlds == ()


def test_a_world_that_is_only_spoken_of_is_prose():
    for line in ("I would compare World A: x", "So World B: y is next", "The world A: z", "World C: z", "World AB: z", "World A and World B: z", "World A x"):
        assert read_steps(f"{line}\nWorld A: x\n{line}\nWorld B: y").worlds == ("x", "y"), line
        assert read_steps(f"{PLAIN}\n{line}") == (TWO, ()), line


@pytest.mark.parametrize("cited", ["[F1, S2]", "[Fact 1, Step 2]", "[fact 1 and step 2]", "[FACT 1; STEP 2]", "[from Facts 1 and Steps 2].", "[F 1, s 2]"])
def test_citations_are_read_in_any_case_and_spelling(cited):
    assert read_steps(f"S3: tea = 3 {cited}").steps == (Step(3, "tea = 3", (1,), (2,), True),)


@pytest.mark.parametrize("cited", ["[2, 1, S2]", "(F2, F1, S2)", "(facts 2 and 1; step 2).", "[F2, 1, S2]", "[facts 2 and 1, steps 2]"])
def test_bare_numbers_are_facts_and_round_brackets_cite_too(cited):
    assert read_steps(f"S3. tea = 3 {cited}").steps == (Step(3, "tea = 3", (2, 1), (2,), True),)


def test_hostile_texts_are_read_in_bounds():
    for text in HOSTILE:
        found = read_steps(text + "\n" + PLAIN + "\n" + text)
        assert len(found.steps) <= MAX_STEPS + 1


def test_steps_beyond_the_most_count_as_one_unreadable_step():
    assert all(step.cited for step in read_steps("\n".join(f"S{i}: a [F1]" for i in range(MAX_STEPS))).steps)
    many = "\n".join(f"S{i}: a [F1]" for i in range(5000))
    *read, last = read_steps(many).steps
    assert len(read) == MAX_STEPS and all(step.cited for step in read)
    assert not last.cited


@pytest.mark.parametrize(
    "text", ["Unknown", "unknown.", "**Unknown**", "\\text{Unknown}", '"Unknown"', "It can't be determined.", "cannot be determined", "The answer is unknown", "Not enough information!"]
)
def test_abstentions(text):
    assert abstains(text)


@pytest.mark.parametrize("text", ["", "17", "17 or Unknown", "Unknown or 17", "Unknown (17)", "Unknown, but probably 17", "known", "not unknown", "the unknown is 17", "True", "Unknown " * 100])
def test_hedges_and_values_do_not_abstain(text):
    assert not abstains(text)
