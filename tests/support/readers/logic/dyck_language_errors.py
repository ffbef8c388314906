"""Reads a sequence of brackets and which number each kind of fault has, and finds the first fault."""

import re

from readers.logic._brackets import pairs, sequence, stacks
from reading import Unread, body

COUNTED = r"counted from 1|first bracket has position 1|numbered 1, 2, 3|has place 1|reports how many brackets it has read, the bad one included"
LEFT = r"(\d+) \+ 1|number of all brackets plus 1|length plus one|length of the sequence plus 1|increased by one"
FINE = r"if nothing is wrong at all: -1|with an empty pile, it reports -1|-1 if the sequence is completely correct|answer -1 when all brackets have been closed|report -1 if every opening bracket found its partner"


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    if not all(re.search(said, text) for said in (COUNTED, LEFT, FINE)):
        raise Unread(text)
    line = sequence(text)
    shown = stacks(line, pairs(text))
    if (m := re.search(r"of (\d+) brackets", text)) and int(m[1]) != len(line):
        raise Unread(m[0])
    if len(shown) < len(line):
        return answer == str(len(shown) + 1)
    return answer == (str(len(line) + 1) if shown[-1] else "-1")
