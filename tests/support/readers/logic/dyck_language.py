"""Reads the beginning of a sequence of brackets and closes what is open, last one first."""

import re

from readers.logic._brackets import pairs, sequence, stacks
from reading import Unread, body

FEWEST = r"adding as few brackets as possible|the fewest brackets that do it|no more brackets than it takes|using the smallest number of brackets"
NESTED = r"last bracket opened must be closed first|closed in the reverse of the order in which they were opened|most recently opened bracket that is still open|a closing bracket takes the top one off, which must be its partner"
ALONE = r"added brackets alone|new brackets alone|only what you added"


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    if not all(re.search(said, text) for said in (FEWEST, NESTED, ALONE)):
        raise Unread(text)
    partner, begun = pairs(text), sequence(text)
    shown = stacks(begun, partner)
    if len(shown) != len(begun):
        raise Unread(text)
    added = "".join(partner[one] for one in reversed(shown[-1]))
    return answer in (begun + added, added)
