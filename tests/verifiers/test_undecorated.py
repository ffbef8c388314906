"""The short ways of reading give what the long ones give: answers that wear no decoration, completions whose tags are in their usual form."""

from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from itertools import product

import pytest
from habits import ABSTENTIONS, HABITS, WHOLE_HABITS
from hostile import HOSTILE, PIECES, hostile_texts

from synth.generators import registry
from synth.verifiers import extract
from synth.verifiers.parsers import text
from synth.verifiers.parsers.words import en

BODIES = ("3", "[1, 2]", "x = 3", "true", "grid: 3", "1 2\n3 4", "3 (12 steps)")
LEADS = (
    *en.SO, *en.TITLES, "my", "our", "answer", "ans", "result", "solution", "we get", "we have", "one counterexample", "an expression",
    "non-negative remainder", "nonnegative remainder", "smallest possible value", "number of steps", "term", "Kukurasu", "we", "answer_", "",
)  # fmt: skip
JOINTS = (" ", ": ", "\n", ":\n", " is ", "_", " = ", ", ")
TAILS = ("", ".", " .", ")", " (2 items)", "\r\n3", "`", "}")
MARKS = ("", "**", "*", "#", "# ", "## ", "_", "__", "`", "```", "~~~", "~~~\n", "$", '"', "'", "{", '{"answer": ', "[", "(", "-", "+", ".", "|", "<b>", "1. ")


def _answers() -> Iterator[str]:
    for name in registry.names():
        module = import_module(f"synth.verifiers.{name.replace('/', '.')}")
        yield from [answer for _, answer, _ in module.EXAMPLES][:7]


def _written() -> Iterator[str]:
    """Answers as the tables of habits write them, and as nobody would."""
    answers = sorted(set(_answers()))
    assert len(answers) > 500
    for answer in answers:
        yield answer
        for habit in (*HABITS, *WHOLE_HABITS):
            if len(answer) < 100 and habit.fits(answer):
                with suppress(AssertionError, LookupError, ValueError):  # a habit of our own reference answers alone
                    yield habit.write(answer)
    yield from (edited for _, edited in hostile_texts(answers, 2_000))
    yield from (form[:4_000] for form in (*HOSTILE, *ABSTENTIONS) if isinstance(form, str))


def _decorated() -> Iterator[str]:
    for lead, joint, body, tail in product(LEADS, JOINTS, BODIES, TAILS):
        yield f"{lead}{joint}{body}{tail}"
    for mark, lead, body, tail in product(MARKS, ("", "Final ", "the answer is ", "x"), BODIES, (*TAILS, *MARKS)):
        yield f"{mark}{lead}{body}{tail}"
        yield f"{mark.upper()} {lead.upper()}{body}{tail}"


def test_a_text_that_wears_no_decoration_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {*_decorated(), *_written()}
    inner = {found for one in texts if isinstance(found := extract.final_answer(one), str)}
    short = {one: (text.plain(one), text.plain(one, None)) for one in texts | inner}
    taken = sum(text._undecorated(one.strip()) for one in short)
    assert taken > 10_000  # else the short way is not tried
    monkeypatch.setattr(text, "_undecorated", lambda _: False)
    for one, found in short.items():
        assert found == (text.plain(one), text.plain(one, None)), repr(one)


def test_tags_in_their_usual_form_are_found_as_others_are() -> None:
    tags = ("<answer>", "</answer>", "<think>", "</think>", "<ANSWER>", "< /think >", "<</think>", "</ answer>", "<", "</answer></s>", "4", "\\boxed{5}")
    texts = [*("".join(parts) for parts in product(tags, repeat=4)), *_written(), *PIECES]
    for one in texts:
        whole = extract._after_thought(extract._TAG.sub(lambda tag: f"<{tag[1]}{tag[2].lower()}>", extract.without_end_tokens(one)))
        found = extract._marked(whole)
        assert extract.final_answer(one) == found, repr(one)
        assert extract.final_answer(one, lenient=True) == (extract._said(whole) if found is extract.MISSING else found), repr(one)
