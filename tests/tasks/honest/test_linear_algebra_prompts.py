"""Prompts of linear algebra: short, and with an example of the answer that varies."""

import re
import statistics

from drawing import rows

NAME = "honest/linear_algebra"


def share(prompt):
    """The part of the words that are neither story nor fact nor question, the form of an answer at the end left out."""
    prompt = prompt.rpartition("\n\n")[0]
    words = re.sub(r"\W\d+\W|Fact \d+|F\d+:", " ", prompt)
    told = re.search(r"((?:What is|what is|Find|asks for) [^?.]*[?.])(.*)", words.rpartition("\n\n")[2], re.DOTALL)
    rest = told[2] if told else words.rpartition("\n\n")[2]
    return len(rest.split()) / len(words.split())


def test_conventions_take_a_small_part_of_the_prompt():
    for level, most in ((1, 0.35), (5, 0.2), (10, 0.1)):
        found = [share(row["prompt"][0]["content"]) for row in rows(NAME, level, 20)]
        print(f"\nlevel {level}: {statistics.mean(found):.2f}, at most {max(found):.2f}")
        assert statistics.mean(found) <= most


def test_the_example_of_an_answer_varies():
    shown = {re.findall(r"<answer>\n(.*)\n", row["prompt"][0]["content"])[0] for row in rows(NAME, 1, 20)}
    assert shown == {"1417", "-2203", "3001/2", "1984.5"}
