"""Pairs of brackets that a prompt names, and its sequence."""

import re

from reading import Unread

PAIR = re.compile(r"([(\[{<«「]) ([)\]}>»」])")
LINE = re.compile(r"[()\[\]{}<>«»「」](?: ?[()\[\]{}<>«»「」])*")


def pairs(text: str) -> dict[str, str]:
    """The partner of each opening bracket, by the sentence that says which belong together."""
    said = re.search(r"(?:Kinds of brackets \(opening, closing\):|Here |Pairs(?:, opening one first)?:|[Pp]artners(?: are)?:?|The pairs in it are)((?:[ ,;]|and|[()\[\]{}<>«»「」])+)", text)
    if not said or not PAIR.search(said[1]):
        raise Unread(text)
    return dict(PAIR.findall(said[1]))


def sequence(text: str) -> str:
    """The one line of nothing but brackets, or what stands behind the words that introduce it."""
    lines = [line.strip() for line in text.splitlines()]
    alone = [line for line in lines if LINE.fullmatch(line)]
    introduced = [m[1] for line in lines if (m := re.fullmatch(rf"(?:The sequence|Brackets read|Input): ({LINE.pattern})", line))]
    if len(alone) + len(introduced) != 1:
        raise Unread(text)
    return (alone + introduced)[0].replace(" ", "")


def stacks(brackets: str, partner: dict[str, str]) -> list[str]:
    """What is open after each bracket, up to the first that closes nothing or another kind."""
    held, shown = "", list[str]()
    for bracket in brackets:
        if bracket in partner:
            held += bracket
        elif held and partner[held[-1]] == bracket:
            held = held[:-1]
        else:
            break
        shown.append(held)
    return shown
