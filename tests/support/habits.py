"""Habits of models in writing an answer down: one list, tried on the right answers of every task. Each must keep its reward."""

import json
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

from kinds import (
    fits_in_braces,
    has_rows,
    is_cell,
    is_cells,
    is_digits,
    is_equation,
    is_expression,
    is_grid,
    is_integer,
    is_labels,
    is_number,
    is_of_lines,
    is_plain,
    is_several_labels,
    is_text,
    is_truth,
    is_word_list,
    is_yes_or_no,
)

from synth.verifiers.parsers import arithmetic

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


def _rows(answer: str) -> list[list[str]]:
    return [[cell.strip() for cell in (line.split("|") if "|" in answer else line.split())] for line in answer.split("\n")]


def _html(answer: str) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in _rows(answer))
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def _html_with_names(answer: str) -> str:
    names = "".join(f"<th>C{number}</th>" for number in range(1, len(_rows(answer)[0]) + 1))
    return _html(answer).replace("<table>", f"<table><tr>{names}</tr>", 1)


def _labelled(answer: str) -> str:
    """Two lists of cells under their labels, as an object."""
    parts = dict(line.split(": ", 1) for line in answer.split("\n"))
    found = {label: [[int(n) for n in re.findall(r"\d+", cell)] for cell in re.findall(r"[(].*?[)]", cells)] for label, cells in parts.items()}
    return json.dumps({"answer": found})


def _value(expression: str) -> Fraction:
    """The value of one of our own reference answers."""
    parsed = arithmetic.parse(expression)
    assert parsed and parsed.value is not None
    return parsed.value


def _each(words: dict[str, str]) -> Callable[[str], str]:
    """A list of yes and no with other words for them."""
    return lambda answer: ", ".join(words[word] for word in answer.split(", "))


REMARK = "\n(I gave the answer between <answer> and </answer> tags.)"

_TRUE = {"yes": "true", "no": "false"}

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
    Habit("a remark with the tags in backticks", lambda answer: f"<answer>{answer}</answer>\n(It stands in `<answer>` and `</answer>` as asked.)"),
    Habit("a remark with empty tags", lambda answer: f"<answer>{answer}</answer>\nAs asked, in <answer></answer> tags."),
    Habit("a remark with dots in the tags", lambda answer: f"<answer>{answer}</answer>\nIn <answer>...</answer> as asked."),
    Habit("a list as JSON", in_tags(lambda answer: json.dumps({"answer": answer.split(", ")})), lambda a: is_word_list(a) or is_labels(a)),
    Habit("a number as JSON", in_tags(lambda answer: f'{{"answer": {answer}}}'), is_integer),
    Habit("a grid as JSON", in_tags(lambda answer: json.dumps({"answer": _rows(answer)})), is_grid),
    Habit("lines in an object", in_tags(lambda answer: json.dumps({"answer": answer})), is_of_lines),
    Habit("Output:", in_tags(lambda answer: f"Output: {answer}"), lambda answer: not is_of_lines(answer)),
    Habit("Output: on a line of its own", in_tags(lambda answer: f"Output:\n{answer}")),
    Habit("Final answer:", in_tags(lambda answer: f"Final answer: {answer}")),
    Habit("The answer is: and a new line", in_tags(lambda answer: f"The answer is:\n{answer}")),
    Habit("Expression:", in_tags(lambda answer: f"Expression: {answer}"), lambda a: is_expression(a) or is_equation(a)),
    Habit("The expression is", in_tags(lambda answer: f"The expression is {answer}"), is_expression),
    Habit("The equation is", in_tags(lambda answer: f"The equation is {answer}"), is_equation),
    Habit("The solved equation is", in_tags(lambda answer: f"The solved equation is {answer}"), is_equation),
    Habit("x =", in_tags(lambda answer: f"x = {answer}"), is_number),
    Habit("= n", in_tags(lambda answer: f"= {answer}"), is_number),
    Habit("a number in brackets", in_tags(lambda answer: f"[{answer}]"), is_integer),
    Habit("a point and a nought", in_tags(lambda answer: f"{answer}.0"), is_integer),
    Habit("The text was", in_tags(lambda answer: f"The text was {answer}"), is_text),
    Habit("a count of letters", in_tags(lambda answer: f"{answer} ({len(answer)} letters)"), is_text),
    Habit("a count of words", in_tags(lambda answer: f"{answer} ({answer.count(',') + 1} words)"), is_word_list),
    Habit("a count of labels", in_tags(lambda answer: f"{answer} ({answer.count(',') + 1} labels)"), is_labels),
    Habit("The sorted words are:", in_tags(lambda answer: f"The sorted words are: {answer}"), is_word_list),
    Habit("Conclusion:", in_tags(lambda answer: f"Conclusion: {answer}"), is_truth),
    Habit("not true", in_tags(lambda answer: "Not true."), lambda answer: answer == "False"),
    Habit("The statement is", in_tags(lambda answer: f"The statement is {answer.lower()}."), is_truth),
    Habit("the value behind it, ticked", in_tags(lambda answer: f"{answer} = {float(_value(answer)):g} ✓"), is_expression),
    Habit("the value with a point", in_tags(lambda answer: f"{answer} = {float(_value(answer)):.1f}"), is_expression),
    Habit("aligned, with the value", in_tags(lambda a: f"\\begin{{aligned}} {a} &= {float(_value(a)):g} \\end{{aligned}}"), is_expression),
    Habit("aligned", in_tags(lambda a: "\\begin{aligned} " + a.replace("=", "&=") + " \\end{aligned}"), is_equation),
    Habit("a title line", in_tags(lambda answer: f"The completed grid is:\n{answer}"), has_rows),
    Habit("a bold title line", in_tags(lambda answer: f"**Completed grid:**\n\n{answer}"), has_rows),
    Habit("a title line and a fence", in_tags(lambda answer: f"The completed grid is:\n```\n{answer}\n```"), has_rows),
    Habit("a title line over cells", in_tags(lambda answer: f"The cells are:\n{answer}"), is_cells),
    Habit("an HTML table", in_tags(_html), has_rows),
    Habit("rows parted by br", in_tags(lambda answer: answer.replace("\n", "<br>")), has_rows),
    Habit("br at the ends of lines", in_tags(lambda answer: answer.replace("\n", "<br/>\n")), has_rows),
    Habit("rows between bars", in_tags(lambda answer: "\n".join(f"| {' | '.join(row)} |" for row in _rows(answer))), is_grid),
    Habit("Row 1:", in_tags(lambda a: "\n".join(f"Row {k}: {line}" for k, line in enumerate(a.split("\n"), 1))), is_grid),
    Habit("digits without blanks", in_tags(lambda answer: answer.replace(" ", "")), is_digits),
    Habit("all digits in one line", in_tags(lambda answer: re.sub(r"\s", "", answer)), is_digits),
    Habit("A: true, B: false", in_tags(lambda a: ", ".join(f"{chr(65 + k)}: {w}" for k, w in enumerate(_each(_TRUE)(a).split(", ")))), is_yes_or_no),
    Habit("true and false", in_tags(_each(_TRUE)), is_yes_or_no),
    Habit("ticks and crosses", in_tags(_each({"yes": "✅", "no": "❌"})), is_yes_or_no),
    Habit("1 and 0", in_tags(_each({"yes": "1", "no": "0"})), is_yes_or_no),
    Habit("numbered words", in_tags(lambda a: "\n".join(f"{k}. {word}" for k, word in enumerate(a.split(", "), 1))), is_yes_or_no),
    Habit("at a cell", in_tags(lambda answer: f"at {answer}"), is_cell),
    Habit("Position: a cell", in_tags(lambda answer: f"Position: {answer}"), is_cell),
    Habit("a line that praises it", in_tags(lambda answer: f"{answer}\n\nThis satisfies all the constraints."), lambda a: has_rows(a) or is_cells(a)),
    Habit("praise in brackets", in_tags(lambda answer: f"{answer}\n(All rules are satisfied.)"), lambda a: has_rows(a) or is_cells(a)),
    Habit("rows parted by tabs", in_tags(lambda answer: answer.replace(" ", "\t")), is_grid),
    Habit("quoted lines", in_tags(lambda answer: "\n".join(f"> {line}" for line in answer.split("\n"))), is_grid),
    Habit("tags with blanks", lambda answer: f"< answer >{answer}</answer >"),
    Habit("a remark with the tags in bold", lambda answer: f"<answer>{answer}</answer>\nIt is between **<answer>** and **</answer>**."),
    Habit("a remark with the format", lambda answer: f"<answer>{answer}</answer>\n(Format: <answer>your answer</answer>)"),
    Habit("checkmark", in_tags(lambda answer: f"${answer} \\checkmark$"), is_plain),
    Habit("Hence the answer is", in_tags(lambda answer: f"Hence the answer is {answer}"), is_plain),
    Habit("My answer:", in_tags(lambda answer: f"**My answer:** {answer}"), is_plain),
    Habit("bold in HTML", in_tags(lambda answer: f"<b>{answer}</b>"), is_plain),
    Habit("preformatted in HTML", in_tags(lambda answer: f"<pre>\n{answer}\n</pre>")),
    Habit("an object in a fence", in_tags(lambda a: f"```json\n{json.dumps({'answer': a}, indent=2, ensure_ascii=False)}\n```")),
    Habit("lists of cells in an object", in_tags(_labelled), lambda answer: "mines:" in answer),
    Habit("Here is the completed grid:", in_tags(lambda answer: f"Here is the completed grid:\n{answer}"), lambda a: has_rows(a) or is_cells(a)),
    Habit("a heading", in_tags(lambda answer: f"## Solution\n\n{answer}"), is_of_lines),
    Habit("a bold heading", in_tags(lambda answer: f"**Final grid**\n{answer}"), has_rows),
    Habit("an HTML table that names its columns", in_tags(_html_with_names), is_grid),
    Habit("an HTML list", in_tags(lambda a: f"<ul>{''.join(f'<li>{c}</li>' for c in re.findall(r'[(].*?[)]', a))}</ul>"), is_cells),
    Habit("all digits in one list", in_tags(lambda answer: f"[{', '.join(answer.split())}]"), is_digits),
    Habit("rows parted by strokes", in_tags(lambda answer: answer.replace("\n", " / ")), is_digits),
    Habit("A is true", in_tags(lambda answer: ", ".join(f"{label} is true" for label in answer.split(", "))), is_several_labels),
    Habit("A and C are true", in_tags(lambda answer: f"{answer.replace(', ', ' and ')} are true"), is_several_labels),
    Habit("The true expressions are:", in_tags(lambda answer: f"The true expressions are: {answer}"), is_several_labels),
    Habit("a number sign", in_tags(lambda answer: f"#{answer}"), lambda answer: is_integer(answer) and answer[0] != "-"),
    Habit("at position", in_tags(lambda answer: f"At position {answer}."), lambda answer: is_integer(answer) and answer[0] != "-"),
    Habit("You are at", in_tags(lambda answer: f"You are at {answer}."), is_cell),
    Habit("the value in brackets", in_tags(lambda answer: f"{answer} (= {float(_value(answer)):g})"), is_expression),
    Habit("aligned, with an end of line", in_tags(lambda a: f"\\begin{{aligned}}\n{a} &= {float(_value(a)):g} \\\\\n\\end{{aligned}}"), is_expression),
    Habit("Final answer: all in bold", in_tags(lambda answer: f"**Final answer: {answer}**"), is_plain),
    Habit("Sorted:", in_tags(lambda answer: f"Sorted: {answer}"), is_word_list),
    Habit("答案是", in_tags(lambda answer: f"答案是：{answer}。"), is_plain),
    Habit("最终答案", in_tags(lambda answer: f"最终答案：\n{answer}")),
    Habit("A、C", in_tags(lambda answer: answer.replace(", ", "、")), is_labels),
    Habit("无", in_tags(lambda answer: "无"), lambda answer: answer == "none"),
    Habit("未知", in_tags(lambda answer: "未知"), lambda answer: answer == "Unknown"),
    Habit("真 and 假", in_tags(lambda answer: {"True": "真", "False": "假"}[answer]), is_truth),
)

WHOLE_HABITS = (
    Habit("nothing around it", lambda answer: answer),
    Habit("blank lines around it", lambda answer: f"\n\n{answer}\n\n"),
    Habit("an end-of-text token", lambda answer: f"{answer}<|im_end|>"),
    Habit("an end-of-text token on its own line", lambda answer: f"{answer}\n</s>\n"),
    Habit("thought before it", lambda answer: f"<think>I will count twice.</think>\n\n{answer}"),
    Habit("drafts in thought", lambda answer: f"<think>{DRAFTS}{answer}\nNo, once more.</think>{answer}"),
    Habit("thought that was begun in the prompt", lambda answer: f"I will count twice.\n</think>\n\n{answer}"),
    Habit("thought in capitals", lambda answer: f"<THINK>{DRAFTS}</THINK>\n{answer}"),
    Habit("carriage returns", lambda answer: answer.replace("\n", "\r\n")),
    Habit("no-break spaces", lambda answer: answer.replace(" ", chr(0xA0))),
    Habit("marks of direction", lambda answer: f"\u200f{answer}\u200e"),
)
"""How models write an answer that is the whole reply. Lead-ins, tags, ticks and fences are part of such a reply, and judged with it."""

ABSTENTIONS = (
    ("neither", True),
    ("Underdetermined.", True),
    ("indeterminate", True),
    ("not uniquely determined", True),
    ("not sufficient information", True),
    ("There is not enough information to determine the price.", True),
    ("The value is unknown", True),
    ("More than one value is possible.", True),
    ("Unable to determine", True),
    ("It is impossible to determine.", True),
    ("Unknown (not enough information)", True),
    ("It is unknown whether the statement is true.", True),
    ("The statement is neither true nor false.", True),
    ("unknown true", False),
    ("It is known whether the statement is true.", False),
    ("neither 5 nor 6", False),
    ("unknown or 5", False),
    ("not unknown", False),
    ("There is enough information to determine the price.", False),
)
"""Texts, and whether each says that the question has no answer, in every task where that can be right."""


def cells(names: tuple[str, ...], draws: int = 6) -> Iterator[tuple[str, str, int, int, str]]:
    """For each task and habit: how many right answers were written so, how many were accepted, and one that was refused."""
    from drawing import CHECKED, is_whole, rows

    from synth.verifiers import score

    for name in names:
        answers = [row for level in CHECKED for row in rows(name, level, draws)]
        for habit in WHOLE_HABITS if is_whole(name) else HABITS:
            fitting = [row for row in answers if habit.fits(row["extra_info"]["answer"])]
            written = [(row, habit.write(row["extra_info"]["answer"])) for row in fitting]
            refused = [text for row, text in written if score(row["data_source"], text, row["reward_model"]["ground_truth"]) != 1.0]
            if written:
                yield name, habit.name, len(written), len(written) - len(refused), refused[0] if refused else ""


if __name__ == "__main__":  # habits x tasks: the share that is accepted, for each cell that is not whole
    import sys

    from synth.generators import registry

    found = list(cells(tuple(sys.argv[1:]) or registry.names()))
    for name, habit, written, accepted, example in found:
        if accepted < written:
            print(f"{name:32} {habit:40} {accepted}/{written}  {example[:60]!r}")
    print(f"{len(found)} cells, {sum(accepted < written for _, _, written, accepted, _ in found)} with a refused right answer")
