"""Reads what truth-tellers and liars say, tries every possibility, and answers for those who are the same in all."""

import re

from readers.logic._honesty import possibilities
from reading import Unread, body


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    _, good, fits = possibilities(text)
    asked = re.findall(
        r"(?:Is each of these people an? \S+: |For each of |Who of |Who among |taken in this order, )((?:[A-Z]\w+(?:, | and )?){2,})", text
    )
    if len(asked) != 1:
        raise Unread(text)
    names = re.findall(r"[A-Z]\w+", asked[0])
    kinds = [{one[name] == good for one in fits} for name in names]
    return all(len(kind) == 1 for kind in kinds) and answer == ", ".join("yes" if True in kind else "no" for kind in kinds)
