"""Wrong answers in the clothes of habits: hedges, denials, two answers at once. None may pass, in any task."""

import json
from collections.abc import Callable

NEAR_MISSES: dict[str, Callable[[str, str], str]] = {
    "one or the other": lambda right, wrong: f"<answer>{right} or {wrong}</answer>",
    "the other or one": lambda right, wrong: f"<answer>{wrong} or {right}</answer>",
    "strokes": lambda right, wrong: f"<answer>{right} / {wrong}</answer>",
    "bars": lambda right, wrong: f"<answer>{wrong} | {right}</answer>",
    "two lines": lambda right, wrong: f"<answer>{wrong}\n{right}</answer>",
    "one in brackets": lambda right, wrong: f"<answer>{right} ({wrong})</answer>",
    "two elements": lambda right, wrong: f"<answer>{wrong}</answer> or <answer>{right}</answer>",
    "or maybe": lambda right, wrong: f"<answer>{wrong}</answer> or maybe <answer>{right}</answer>",
    "or, equally likely": lambda right, wrong: f"<answer>{wrong}</answer> or, equally likely, <answer>{right}</answer>",
    "it could be": lambda right, wrong: f"<answer>{wrong}</answer>. It could also be <answer>{right}</answer>",
    "versus": lambda right, wrong: f"<answer>{wrong}</answer> vs. <answer>{right}</answer>",
    "或者": lambda right, wrong: f"<answer>{wrong}</answer>，或者<answer>{right}</answer>",
    "options": lambda right, wrong: f"Option 1: <answer>{wrong}</answer>\nOption 2: <answer>{right}</answer>",
    "bullets": lambda right, wrong: f"- <answer>{wrong}</answer>\n- <answer>{right}</answer>",
    "numbers": lambda right, wrong: f"1. <answer>{wrong}</answer>\n2. <answer>{right}</answer>",
    "a remark between": lambda right, wrong: f"<answer>{wrong}</answer> or `<answer>` and `</answer>` <answer>{right}</answer>",
    "tags with blanks": lambda right, wrong: f"< answer >{wrong}</answer> or <answer >{right}</answer>",
    "boxes": lambda right, wrong: f"\\fbox{{{wrong}}} or perhaps \\fbox{{{right}}}" if "{" not in right else "",  # else LaTeX pairs others
    "a title that is an answer": lambda right, wrong: f"<answer>Output: {wrong}\n{right}</answer>",
    "a title that denies": lambda right, wrong: f"<answer>Not:\n{right}</answer>",
    "an answer that denies": lambda right, wrong: f"<answer>The answer is not {right}</answer>",
    "a cross and a tick": lambda right, wrong: f"<answer>{wrong} ✗ {right} ✓</answer>",
    "a cross": lambda right, wrong: f"<answer>{right} ❌</answer>",
    "struck out": lambda right, wrong: f"<answer><del>{wrong}</del> {right}</answer>",
    "struck out alone": lambda right, wrong: f"<answer>~~{right}~~</answer>",
    "two keys": lambda right, wrong: f"<answer>{json.dumps({'answer': wrong, 'other': right})}</answer>",
    "one key twice": lambda right, wrong: f'<answer>{{"answer": {json.dumps(wrong)}, "answer": {json.dumps(right)}}}</answer>',
    "a list of both": lambda right, wrong: f"<answer>{json.dumps({'answer': [right, wrong]})}</answer>",
    "cells of HTML": lambda right, wrong: f"<answer><table><tr><td>{wrong}</td><td>{right}</td></tr></table></answer>",
    "a name of a column": lambda right, wrong: f"<answer><table><tr><th>{wrong}</th></tr><tr><td>{right}</td></tr></table></answer>",
    "a list in HTML": lambda right, wrong: f"<answer><ul><li>{wrong}</li><li>{right}</li></ul></answer>",
    "taken back": lambda right, wrong: f"<answer>I guess {wrong}, but the answer is {right}</answer>",
    "a claim": lambda right, wrong: f"<answer>{wrong} = {right}</answer>",
}
"""How a completion is written around a right and a wrong answer."""

LENIENT: dict[str, Callable[[str, str], str]] = {
    "twice": lambda right, wrong: f"The answer is {wrong} or the answer is {right}",
    "two lines": lambda right, wrong: f"Answer: {wrong}\nAnswer: {right}",
    "two final lines": lambda right, wrong: f"Final answer: {wrong}\nFinal answer: {right}",
    "a doubt": lambda right, wrong: f"I doubt that the answer is {right}",
    "two cases": lambda right, wrong: f"If so, the answer is {wrong}. If not, the answer is {right}",
    "another": lambda right, wrong: f"The answer is {wrong}. Alternatively, the answer is {right}",
    "a wrong answer": lambda right, wrong: f"A wrong answer: {right}",
    "somebody else": lambda right, wrong: f"Bob says the answer is {right}",
    "a doubt in Chinese": lambda right, wrong: f"我不认为答案是{right}",
}
"""The same where the lenient reading is asked for and nothing is marked as the final answer."""

WHOLE: dict[str, Callable[[str, str], str]] = {
    "a wrong one": lambda right, wrong: wrong,
    "the right one in thought alone": lambda right, wrong: f"<think>{right}</think>{wrong}",
    "thought that does not end": lambda right, wrong: f"<think>{right}",
    "two versions": lambda right, wrong: f"{right}\n\n{wrong}",
    "two right versions": lambda right, wrong: f"{right}\n\n{right}",
    "the other version first": lambda right, wrong: f"{wrong}\n\nOr:\n\n{right}",
}
"""The same where the whole reply is the answer."""
