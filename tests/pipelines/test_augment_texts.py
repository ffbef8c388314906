"""How the language-model route reads what a model says, and which written passages it refuses."""

import pytest
from hostile import HOSTILE
from timing import cpu_seconds

from synth.pipelines.augment import steps
from synth.pipelines.augment.filters import COPIED_WORDS, MAX_LENGTH, MIN_LENGTH, passage_fault
from synth.pipelines.augment.steps import NO_OPTION, Analysis, Change, OptionRelation

RELATIONS = {
    "supports": ("supports", "Supports", "supported", "SUPPORTED", "is supported", "**supported**", "supported."),
    "contradicts": ("contradicts", "contradicted", "Contradicted.", "is contradicted"),
    "neither": (
        "neither", "not supported", "Not supported", "is not supported", "not  supported", "unsupported", "irrelevant", "not mentioned",
        "neither supported nor contradicted", "neither supports nor contradicts", "no relation",
    ),
    None: (
        "", "partly supported", "not contradicted", "supported and contradicted", "supports or contradicts", "supported?", "almost supported",
        "not", "maybe", "not not supported", "supported, not contradicted", "contradictory support", "no", "yes", "true", "unknown", "indirectly supports",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("relation", "text"), [(relation, text) for relation, texts in RELATIONS.items() for text in texts])
def test_relations_are_read_strictly(relation, text):
    assert steps.read_relation(text) == relation


GOOD = "Premises:\n[1] All is well.\n[2] Some rain falls.\nOptions:\n(a) supports: [1], [2]\n(b) contradicts: [2]\n(c) neither: none\n(d) not supported"
READ = Analysis(
    ("All is well.", "Some rain falls."), (OptionRelation("supports", (1, 2)), OptionRelation("contradicts", (2,)), OptionRelation("neither", ()), OptionRelation("neither", ()))
)


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD.replace("Premises:\n", ""),
        f"```\n{GOOD}\n```",
        GOOD.replace("Premises:", "**Premises:**").replace("Options:", "**Options:**"),
        GOOD.replace("\n", "\n\n").replace("supports: [1], [2]", "Supported: [1] and [2]."),
        GOOD.replace("[1], [2]", "1, 2").replace("(c) neither: none", "(c) Neither - none."),
    ],
)
def test_an_analysis_is_read(text):
    assert steps.read_analysis(text) == READ
    assert READ.answer() == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Premises:", "Here are the premises:"),
        ("Options:\n", ""),
        ("[2] Some", "[3] Some"),
        ("[2] Some rain falls.", "[2] all is well."),
        ("[2] Some rain falls.\n", ""),
        ("[1] All", "[1] <answer> All"),
        ("supports: [1], [2]", "supports: none"),
        ("supports: [1], [2]", "supports"),
        ("supports: [1], [2]", "supports: [1], [1]"),
        ("supports: [1], [2]", "supports: [1], [3]"),
        ("supports: [1], [2]", "supports: [0]"),
        ("supports: [1], [2]", "supports: [1] but not [2]"),
        ("supports: [1], [2]", "partly supported: [1], [2]"),
        ("neither: none", "neither: [1]"),
        ("(c) neither: none\n", ""),
        ("(b)", "(a)"),
        ("(d) not supported", "(d) not supported\n(e) neither: none"),
        ("(d) not supported", "(d) not supported\nI hope this helps."),
        ("(d) not supported", "(d) not contradicted"),
        ("All is well.", "x" * (steps.MAX_TEXT + 1)),
    ],
)
def test_an_analysis_of_another_form_is_not_read(old, new):
    assert old in GOOD
    assert steps.read_analysis(GOOD.replace(old, new, 1)) is None


def test_no_option_or_two_are_the_answer():
    assert steps.read_analysis(GOOD.replace("(a) supports", "(a) contradicts")).answer() is None
    assert steps.read_analysis(GOOD.replace("(b) contradicts", "(b) supports")).answer() is None


@pytest.mark.parametrize(
    ("text", "changes", "after"),
    [
        ("[2] replaced: No rain falls.", (Change(2, "replaced", "No rain falls."),), ("All is well.", "No rain falls.")),
        ("**[1] removed.**", (Change(1, "removed", ""),), ("Some rain falls.",)),
        (
            "[1] Replaced: Little is well.\n[3] added: It is May.",
            (Change(1, "replaced", "Little is well."), Change(3, "added", "It is May.")),
            ("Little is well.", "Some rain falls.", "It is May."),
        ),
    ],
)
def test_changes_are_read_and_applied(text, changes, after):
    assert steps.read_changes(text, 2) == changes
    assert steps.apply(changes, READ.premises) == after


@pytest.mark.parametrize(
    "text",
    ["", "[3] replaced: x", "[2] added: x", "[4] added: x", "[1] removed\n[1] replaced: x", "[1] replaced:", "1 replaced: x", "Sure!\n[1] removed",
     "[1] changed: x", "\n".join(f"[{n}] added: x" for n in range(3, 8)), "[0] removed", "[1] removed because it is odd"],
)  # fmt: skip
def test_changes_of_another_form_are_not_read(text):
    assert steps.read_changes(text, 2) is None


RATIONALE = "(a) By [1] and [2] it follows.\n(b) But [2] rules it out.\n(c) Nothing is said.\nNothing at all.\n(d) Open."


def test_a_rationale_is_read():
    assert steps.read_rationale(RATIONALE, READ) == ("By [1] and [2] it follows.", "But [2] rules it out.", "Nothing is said. Nothing at all.", "Open.")


@pytest.mark.parametrize(
    ("old", "new"),
    [("(a)", "Here:\n(a)"), ("(b)", "(c)"), ("(d) Open.", ""), ("[1] and [2]", "[2]"), ("[2] rules", "this rules"), ("Open", "Open by [3]"),
     ("Open", "Analysis: open"), ("Open", "Identify Premises: none"), ("Open.", "Open.\n(a) Again."), ("Open", "<answer>A</answer>"), ("(d) Open.", "(d)")],
)  # fmt: skip
def test_a_rationale_of_another_form_is_not_read(old, new):
    assert steps.read_rationale(RATIONALE.replace(old, new, 1), READ) is None


OPTIONS = ("It rains today.", "It snows today.", "The sun shines.", "A storm comes.")


@pytest.mark.parametrize(
    ("text", "vote"),
    [
        ("Think.\nAnswer: (b)", 1), ("Answer: B", 1), ("**Answer:** (b)", 1), ("**Answer: (b)**", 1), ("answer: b.", 1), ("Final answer: (d)", 3),
        ("Answer: (b) It snows today.", 1), ("Answer: It snows today.", 1), ("Answer: (b)\nAnswer: b", 1), ("Answer: none", NO_OPTION), ("Answer: Unknown", NO_OPTION),
        ("Answer: \\boxed{C}", 2), ("", None), ("(b)", None), ("Answer:", None), ("Answer: (a)\nAnswer: (b)", None), ("Answer: (a) or (b)", None),
        ("Answer: (a) It snows today.", None), ("The answer may be (b)", None), ("Answer: (x)\nAnswer: (b)", None), ("Answer: not (b)", None),
    ],
)  # fmt: skip
def test_votes(text, vote):
    assert steps.read_vote(text, OPTIONS) == vote


@pytest.mark.parametrize(("text", "said"), [("<think>a</think> b", "b"), ("a", "a"), ("<think>a", None), ("a</think><think>b", None), ("a" * 60_000, None)])
def test_the_think_block_is_left_out(text, said):
    assert steps.without_thinking(text) == said


def test_readers_take_any_text_in_time():
    for text in HOSTILE:
        said = (steps.without_thinking(text) or "")[: steps.MAX_REPLY]
        for read in (
            steps.read_analysis, lambda t: steps.read_changes(t, 9), lambda t: steps.read_rationale(t, READ), lambda t: steps.read_vote(t, OPTIONS),
            lambda t: passage_fault(t, ORIGINAL, OPTIONS, "What follows?"),
        ):  # fmt: skip
            assert cpu_seconds(read, said) < 0.5, (text[:20], len(text))


def test_every_prompt_renders_and_says_what_is_asked():
    from scripted_server import passage

    from synth.verifiers.counterfactual.reading import Reading

    context, question, options = passage("Orlen", 0)
    values = {
        "problem": Reading(context, question, tuple(options), "A"), "analysis": READ, "right": "a", "target": "b", "changed": READ.premises, "words": 20,
    }  # fmt: skip
    for step in ("identify", "rationale", "premises", "organise", "write", "solve"):
        text = steps.step_prompt(step, **values)
        assert "{{" not in text and "{%" not in text and "\n\n\n" not in text
        if step != "write":
            assert all(f"({name}) {option}" in text for name, option in zip("abcd", options, strict=True))
    rows = {steps.row_prompt(number, problem=values["problem"]) for number in range(steps.row_phrasings())}
    assert len(rows) >= 4
    for text in rows:
        assert text.count("<answer>") >= 1 and text.count("<answer>\n") == 1 and context in text and question in text


ORIGINAL = (
    "A town council closed its bridge because heavy trucks had damaged the deck. Since the closure, the shops on the east bank "
    "have lost customers. The mayor argues that a ferry would bring them back."
)
SHOPS = (
    "The shops on the west bank have gained customers since the closure of the bridge.",
    "Ferries are slow.",
    "Heavy trucks no longer use the bridge at all.",
    "The mayor owns a ferry company.",
)
FINE = ORIGINAL.replace("lost customers", "kept their customers")


def test_a_fair_passage_passes():
    assert passage_fault(FINE, ORIGINAL, SHOPS, "Which one of the following, if true, most weakens the argument?") == ""
    assert passage_fault(FINE + " Here is the ferry.", ORIGINAL, SHOPS) == ""
    assert passage_fault(FINE.replace("A town", "For the second option the town"), ORIGINAL, SHOPS) == ""
    assert passage_fault(FINE + " The mayor answers 4 questions and has a choice: a ferry or none.", ORIGINAL, SHOPS) == ""


@pytest.mark.parametrize(
    "added",
    [
        "Option A is true.", "Thus option (b) follows.", "Answer: ferry.", "This is the correct answer.", "Premise 1 says so.", "Premises: none.", "See [2].",
        "Here is the rewritten passage:", "As an AI I cannot tell.", "In the new passage the mayor agrees.", "Question: what follows?", "Choice 2 holds.",
        "```", "**Ferry**", "<answer>", "\n(a) The ferry.", "\n1. The ferry.", "\n# Ferry", "Statement (c) is implied.", "Note: changed.", "Context: a town.",
        "The revised context differs.", "That is the counterfactual.", "Choice B.",
    ],
)  # fmt: skip
def test_scaffold_is_refused_unless_the_original_has_it_too(added):
    assert passage_fault(f"{FINE} {added}", ORIGINAL, SHOPS) == "scaffold"
    assert passage_fault(f"{FINE} {added}", f"{ORIGINAL} {added}", SHOPS) == ""


@pytest.mark.parametrize("start", ["Sure, here you go.", "Certainly!", "Passage: ", "Here is the passage."])
def test_a_chatty_start_is_scaffold(start):
    assert passage_fault(f"{start} {FINE}", ORIGINAL, SHOPS) == "scaffold"


def test_a_question_that_is_copied_is_scaffold():
    question = "Which one of the following, if true, most weakens the argument?"
    assert passage_fault(f"{FINE} {question}", ORIGINAL, SHOPS, question) == "scaffold"


def test_copies_of_an_option_are_refused():
    assert passage_fault(f"{FINE} the mayor owns a  ferry company!", ORIGINAL, SHOPS) == "copied"
    part = " ".join(SHOPS[0].split()[: COPIED_WORDS + 1])
    assert passage_fault(f"{FINE} {part} opening hours.", ORIGINAL, SHOPS) == "copied"
    assert passage_fault(f"{FINE} {part} opening hours.", f"{ORIGINAL} {part} rent.", SHOPS) == ""
    assert passage_fault(f"{FINE} Ferries are slow.", ORIGINAL, SHOPS) == ""  # three words: a name or a number has to be mentioned


def test_length_and_sameness():
    words = len(ORIGINAL.split())
    assert passage_fault(ORIGINAL, ORIGINAL, SHOPS) == passage_fault(f" {ORIGINAL.upper()} ", ORIGINAL, SHOPS) == "unchanged"
    assert passage_fault("word " * int(words * MIN_LENGTH - 1), ORIGINAL, SHOPS) == "length"
    assert passage_fault("word " * int(words * MAX_LENGTH + 1), ORIGINAL, SHOPS) == "length"
    assert passage_fault("word " * int(words * MIN_LENGTH + 1), ORIGINAL, SHOPS) == ""
