"""Habits of models in writing an answer down: one list, tried on the right answers of every task. Each must keep its reward."""

import json
import re
from collections.abc import Callable
from typing import NamedTuple

DRAFTS = "Let me try A, B, C: 1 2 3. <answer>0</answer> or \\boxed{17}? That fails.\n```\n9 9\n9 9\n```\n"
"""What a model writes on its way, with more than one thing in it that looks like a final answer."""


class Habit(NamedTuple):
    """One way of writing an answer down."""

    name: str
    """What is done, in a few words: `bold inside the tags`."""
    write: Callable[[str], str]
    """`(answer) -> completion`."""
    fits: Callable[[str], bool] = lambda answer: True
    """The answers that are written so."""


def in_tags(inside: Callable[[str], str]) -> Callable[[str], str]:
    """The completion whose `<answer>` holds what `inside` makes of the answer."""
    return lambda answer: f"<answer>{inside(answer)}</answer>"


def _cells(answer: str) -> list[list[str]]:
    return [line.split() for line in answer.split("\n")]


def is_grid(answer: str) -> bool:
    """Rows of equally many cells, more than one of each."""
    cells = _cells(answer)
    return len(cells) > 1 and len({len(row) for row in cells}) == 1 and len(cells[0]) > 1


def fits_in_braces(answer: str) -> bool:
    """Text that LaTeX would take as an argument."""
    return not set("{}\\") & set(answer)


def is_plain(answer: str) -> bool:
    """Words and numbers on one line."""
    return re.fullmatch(r"[-\w/ ]+", answer) is not None


REMARK = "\n(I gave the answer between <answer> and </answer> tags.)"

HABITS = (
    Habit("tags in capitals", lambda answer: f"<ANSWER>{answer}</ANSWER>"),
    Habit("tags with a capital", lambda answer: f"<Answer>\n{answer}\n</Answer>"),
    Habit("a remark that names the tags", lambda answer: f"<answer>{answer}</answer>{REMARK}"),
    Habit("an end-of-text token after the tags", lambda answer: f"<answer>{answer}</answer><|im_end|>"),
    Habit("an end-of-text token in the tags", in_tags(lambda answer: f"{answer}<|im_end|>\n")),
    Habit("an end-of-text token for the closing tag", lambda answer: f"So it is.\n<answer>{answer}</s>"),
    Habit("marks of direction", in_tags(lambda answer: f"\u200f{answer}\u200e")),
    Habit("a tick", in_tags(lambda answer: f"{answer} ✓")),
    Habit("a green tick", in_tags(lambda answer: f"{answer} ✅\n")),
    Habit("an object with the answer", in_tags(lambda answer: json.dumps({"answer": answer})), is_plain),
    Habit("tags", in_tags(lambda answer: answer)),
    Habit("tags, blank lines inside", in_tags(lambda answer: f"\n\n  {answer}  \n")),
    Habit("drafts in think", lambda answer: f"<think>{DRAFTS}</think>\nSo here it is.\n<answer>\n{answer}\n</answer>"),
    Habit(
        "an earlier answer taken back", lambda answer: f"First I thought <answer>{DRAFTS}</answer>, but no.\n\n<answer>{answer}</answer>"
    ),
    Habit("generation stopped at the closing tag", lambda answer: f"It follows.\n<answer>\n{answer}\n"),
    Habit("a fenced block, no tags", lambda answer: f"The answer is\n```\n{answer}\n```"),
    Habit("a fenced block in tags", in_tags(lambda answer: f"\n```text\n{answer}\n```\n")),
    Habit("carriage returns", lambda answer: f"<answer>{answer}</answer>".replace("\n", "\r\n")),
    Habit("no-break spaces", in_tags(lambda answer: f"\n{answer.replace(' ', chr(0xA0))}\n")),
    Habit("bold", in_tags(lambda answer: f"\n**{answer}**\n")),
    Habit("boxed", lambda answer: f"Therefore $\\boxed{{{answer}}}$.", fits_in_braces),
    Habit("boxed text after think", lambda answer: f"<think>{DRAFTS}</think> \\boxed{{\\text{{{answer}}}}}", fits_in_braces),
    Habit("boxed in tags", in_tags(lambda answer: f"\\boxed{{{answer}}}"), fits_in_braces),
    Habit("a sentence", in_tags(lambda answer: f"The answer is {answer}."), is_plain),
    Habit("dollar signs", in_tags(lambda answer: f"${answer}$"), is_plain),
    Habit("rows as JSON", in_tags(lambda answer: json.dumps(_cells(answer))), is_grid),
    Habit("rows in brackets", in_tags(lambda answer: json.dumps(_cells(answer), ensure_ascii=False).replace('"', "")), is_grid),
    Habit("rows with commas", in_tags(lambda answer: "\n" + "\n".join(", ".join(row) for row in _cells(answer)) + "\n"), is_grid),
)

ABSTENTIONS = (
    ("neither", True),
    ("Underdetermined.", True),
    ("indeterminate", True),
    ("not uniquely determined", True),
    ("not sufficient information", True),
    ("There is not enough information to determine the price.", True),
    ("The value is unknown", True),
    ("More than one value is possible.", True),
    ("neither 5 nor 6", False),
    ("unknown or 5", False),
    ("not unknown", False),
    ("There is enough information to determine the price.", False),
)
"""Texts, and whether each says that the question has no answer, in every task where that can be right."""
