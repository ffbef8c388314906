"""Reads what truth-tellers and liars say, tries every possibility and keeps the only one that fits."""

from readers.logic._honesty import possibilities
from reading import body


def follows(prompt: str, answer: str) -> bool:
    people, good, fits = possibilities(body(prompt))
    if len(fits) != 1:
        return False
    honest = {name for name in people if fits[0][name] == good}
    return (set() if answer == "none" else set(answer.split(", "))) == honest
