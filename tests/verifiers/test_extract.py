"""Completion -> final answer, by tables; the same answer whatever stands around it; linear time."""


import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timing import cpu_seconds

from synth.schemas.verdict import Verdict, refuse
from synth.verifiers.extract import MAX_ANSWER, final_answer, whole_reply

CASES = (
    # tags
    ("<answer>5</answer>", "5"),
    ("<answer>\n 5 \n</answer>\nDone.", "5"),
    ("Not <answer>4</answer> as 4 fails.\n\nBut <answer>5</answer>", "5"),
    ("I put it between <answer> and </answer> tags: <answer>5</answer>", "5"),
    ("<answer><answer>5</answer></answer>", "5"),
    ("<answer>5</answer></answer>", "5"),
    ("<answer>5</answer> <answer>", "5"),
    ("</answer> <answer>5</answer>", "5"),
    ("<answer></answer>", "missing"),
    ("<answer>5</answer> <answer></answer>", "5"),
    ("<answer>4</answer> or <answer></answer> <answer>5</answer>", "hedged"),
    ("<answer>4</answer>\n<answer>...</answer>\n<answer>5</answer>", "hedged"),
    ("<answer>5</answer>\n(It stands between <answer> and </answer> tags.)", "5"),
    ("<ANSWER>5</Answer>", "5"),
    ("<answer>5</answer><|im_end|>", "5"),
    ("<answer>5</s>", "5"),
    ("<THINK><answer>4</answer></THINK><answer>5", "5"),
    ("<answer>\\boxed{5}</answer>", "\\boxed{5}"),
    ("<answer>```\n5\n```</answer>", "```\n5\n```"),
    ("<answer>5", "5"),
    ("So it is\n<answer>\n5\n", "5"),
    ("\\boxed{4} was wrong. <answer>5", "5"),
    ("```\n4\n```\n<answer>5", "5"),
    ("<answer>\n```\n5\n```", "5"),
    ("<answer>4</answer> <answer>5", "4"),
    ("5</answer>", "missing"),
    # tags before boxes before fences
    ("\\boxed{4} <answer>5</answer> \\boxed{6}", "5"),
    ("```\n4\n```\nso \\boxed{5}", "5"),
    ("<answer>5 \\boxed{6}", "6"),
    # boxes
    ("So $\\boxed{5}$.", "5"),
    ("\\boxed{4}, no: it fails. \\boxed{5}", "5"),
    ("\\boxed{\\frac{1}{2}}", "\\frac{1}{2}"),
    ("\\boxed{\\{1, 2\\}}", "\\{1, 2\\}"),
    ("\\boxed{a \\text{ b}}", "a \\text{ b}"),
    ("\\boxed{\\boxed{5}}", "5"),
    ("\\boxed {5}", "5"),
    ("\\fbox{5}", "5"),
    ("\\boxed{5} and then \\boxed{6", "5"),
    ("\\boxed{5", "missing"),
    ("\\boxed{}", ""),
    ("unboxed{5}", "missing"),
    # fences
    ("It is\n```\n1 2\n3 4\n```\n", "1 2\n3 4"),
    ("```text\n5\n```", "5"),
    ("~~~\n5\n~~~", "5"),
    ("````\n```\n5\n```\n````", "```\n5\n```"),
    ("```\n~~~\n5\n```", "~~~\n5"),
    ("  ```\n  5\n  ```", "5"),
    ("```\n4\n```\nThat breaks a rule, hence\n```\n5\n```", "5"),
    ("```\r\n5\r\n```", "5"),
    ("```\n5", "missing"),
    ("use ```5``` here", "missing"),
    # thought
    ("<think>\\boxed{4} <answer>4</answer></think><answer>5</answer>", "5"),
    ("<think>is it <answer>4</answer>?</think>It is \\boxed{5}", "5"),
    ("<think><answer>4</answer></think>I do not know.", "missing"),
    ("<think><answer>4</answer>", "missing"),
    ("<answer>5</answer><think>or maybe <answer>6</answer>", "5"),
    ("<think>a</think><answer>4</answer><think>b</think><answer>5</answer>", "5"),
    ("no opening tag <answer>4</answer></think><answer>5</answer>", "5"),
    ("<answer><think>4</think>5</answer>", "missing"),
    # hedges
    ("<answer>4</answer> or <answer>5</answer>", "hedged"),
    ("<answer>4</answer><answer>5</answer>", "hedged"),
    ("<answer>4</answer>\n\nAlternatively, <answer>5</answer>", "hedged"),
    ("<answer>5</answer>\n<answer> 5 </answer>", "5"),
    ("$\\boxed{4}$ or $\\boxed{5}$", "hedged"),
    ("\\boxed{4}, \\boxed{5}", "hedged"),
    ("\\boxed{4} and \\boxed{5}.", "hedged"),
    ("\\boxed{5} = \\boxed{5}", "5"),
    ("```\n4\n```\nor\n```\n5\n```", "hedged"),
    ("```\n4\n```\n```\n5\n```", "hedged"),
    ("<answer>4</answer>. I checked it again and saw a mistake. <answer>5</answer>", "5"),
    # nothing, length
    ("", "missing"),
    ("The answer is 5.", "missing"),
    ("<answer>" + "5" * MAX_ANSWER + "</answer>", "5" * MAX_ANSWER),
    ("<answer>" + "5" * (MAX_ANSWER + 1) + "</answer>", "length"),
)


WHOLE = (
    ("A text.\n\nIt goes on.", "A text.\n\nIt goes on."),
    ("\n A text. <|im_end|>\n", "A text."),
    ("<think>a draft</think>\nA text.", "A text."),
    ("< Think >a</ think >b</think>A text.</s>", "A text."),
    ("a draft</think>A text.", "A text."),
    ("<answer>A text.</answer>", "<answer>A text.</answer>"),
    ("```\nA text.\n```", "```\nA text.\n```"),
    ("<think>a draft", "missing"),
    ("<think>a</think> \n", "missing"),
    ("", "missing"),
    ("a" * MAX_ANSWER, "a" * MAX_ANSWER),
    ("a" * (MAX_ANSWER + 1), "length"),
)


@pytest.mark.parametrize(("completion", "expected"), WHOLE, ids=range(len(WHOLE)))
def test_whole_replies(completion, expected):
    found = whole_reply(completion)
    assert (found.reason if isinstance(found, Verdict) else found) == expected


@pytest.mark.parametrize(("completion", "expected"), CASES, ids=range(len(CASES)))
def test_final_answer(completion, expected):
    found = final_answer(completion)
    assert (found.reason if isinstance(found, Verdict) else found) == expected


fast = settings(max_examples=300, deadline=None, database=None, derandomize=True)
pieces = st.sampled_from(
    ["<answer>", "</answer>", "<think>", "</think>", "\\boxed{", "\\fbox{", "{", "}", "\\{", "\\}", "```", "````", "~~~", "\n", " ", " or ", "5", "a", "\x00", "\ud800"]
)
soup = st.lists(pieces, max_size=40).map("".join)
harmless = st.text(st.characters(exclude_characters="<\\`~"), max_size=80)


@fast
@given(st.one_of(soup, st.text()))
def test_any_text_has_an_answer_or_a_reason(text):
    found = final_answer(text)
    if isinstance(found, Verdict):
        assert not found.accepted
        assert found.reason in {"missing", "hedged", "length"}
    else:
        assert found == found.strip()
        assert found in text


@fast
@given(soup, harmless, harmless, st.text(st.characters(exclude_characters="<{}\\`~", exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_the_last_answer_counts_whatever_was_thought(thought, before, after, answer):
    for form in ("<answer>{}</answer>", "\\boxed{{{}}}", "```\n{}\n```"):
        text = f"<think>{thought}</think>{before}\n{form.format(answer)}\n{after}"
        found = final_answer(text)
        if form.startswith("<") and not answer.strip().strip("`'\"*,/.…& "):  # marks alone, as where the tags are spoken of
            assert found == refuse("missing"), text
        else:
            assert found == answer.strip(), text


UNITS = (
    *("<answer>", "</answer>", "<answer></answer>", "<answer>5</answer> or ", "<think>", "</think>", "\\boxed{", "\\fbox{", "\\boxed{}", "\\boxed", "\\boxed "),
    *("\\boxed{5} or ", "{", "}", "\\", "\\{", "`", "~", "```", "```\n", "~~~\n", "~`\n", "~~~~~~~`\n", "```\n5\n```\n", "``` `\n", " ", "\n", "\t", " \n", "a", "\x00"),
)


@pytest.mark.parametrize("unit", UNITS)
def test_extraction_takes_linear_time(unit):
    """Four times the text takes at most eight times as long (sixteen if it were quadratic), at any length."""
    for ending in ("", "`", "x", "}", "</answer>"):
        times = [cpu_seconds(final_answer, unit * (size // len(unit)) + ending) for size in (100_000, 400_000)]
        assert times[0] < 0.05
        assert times[1] < 8 * times[0] + 0.02, times


def test_deeply_nested_boxes_take_linear_time():
    text = "\\boxed{" * 100_000 + "5" + "}" * 100_000
    assert final_answer(text) == "5"
    assert cpu_seconds(final_answer, text) < 0.5
