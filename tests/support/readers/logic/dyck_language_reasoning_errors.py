"""Reads a sequence of brackets and notes of what is open after each, and finds the notes that are wrong."""

import re

from readers.logic._brackets import pairs, sequence, stacks
from reading import Unread, body

STEP = re.compile(r"(?:Step (\d+): read (\S) , open: (.+)|(\d+)\. (\S) -> (.+)|(\d+): (\S)  stack (.+)|\[(\d+)\] (\S) \| (.+))")
ALONE = r"measured against the sequence alone|Compare each step with the sequence alone|Only the sequence decides|judged by the sequence alone"


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    if not re.search(ALONE, text):
        raise Unread(text)
    steps = [[one for one in m.groups() if one] for line in text.splitlines() if (m := STEP.fullmatch(line.strip()))]
    line = sequence(text)
    shown = stacks(line, pairs(text))
    if len(shown) != len(line) or [step[1] for step in steps] != list(line):
        raise Unread(text)
    seen = re.search(r"the innermost (\d+) brackets that are still open", text)
    if not seen and not re.search(r"all brackets that are still open|all open brackets", text):
        raise Unread(text)
    wrong = list[str]()
    for (number, _, note), held in zip(steps, shown, strict=True):
        right = " ".join(held[-int(seen[1]) :] if seen else held)
        if note != right and not (not held and note in ("-", "nothing", "(empty)")):
            wrong.append(number)
    return answer == (", ".join(wrong) or "none")
