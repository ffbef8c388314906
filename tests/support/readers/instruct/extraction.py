"""Reads instruct/extraction: the items are found, ordered and written as the prompt says; a reply is right where it reads so, line by line."""

import re

from readers.instruct._rules import condition
from readers.instruct._text import Reply, counted
from reading import Unread

EVERY = r"(?P<every>(?:every|the) (?:.|\n)+?)"
ORDER = r"(?P<order>(?:Keep|Give|Put|Sort) .+?\.)"
FORM = r"(?P<form>Write (?:each item|all items) on .+?)"
COUNTING = r"(?P<notes>(?:A word is|Each run|A sentence goes|Sentences end) .+)"
TEXT = r"(?P<text>.+)"
PROMPTS = (
    rf"Copy {EVERY}\.\n\nText: {TEXT}\n\n{ORDER} {FORM}\n\n{COUNTING}\n\nYour whole reply must be this list and nothing else \(10,000 characters at most\)\.",
    rf"Read this text:\n\n{TEXT}\n\nI want {EVERY}\. {ORDER}\n\n{FORM}\n\nFor the counting: {COUNTING}\n\nWrite no word beside this; your reply as a whole, of up to 10,000 characters,"
    r" is compared with what is asked for\.",
    rf"Task: extract {EVERY}\.\n\nHow to order them: {ORDER}\nHow to write them: {FORM}\nHow to count: {COUNTING}\n\nHere is the text\.\n"
    rf'"""\n{TEXT}\n"""\n\nThe reply must hold the extracted items only, since all of it is checked; it may have 10,000 characters\.',
    rf"Please go through the following lines and pick out {EVERY}\.\n\n{TEXT}\n\n{ORDER} {FORM} {COUNTING}\n\nNo heading, no remarks: I take over your whole reply"
    r" \(I have room for 10,000 characters\)\.",
)
ONCE = " A word that comes several times counts once, capitals or not, at its first place."
PAIRS = {
    "double quotation marks": '""', "square brackets [ ]": "[]", "round brackets ( )": "()", "angle brackets < >": "<>", "single asterisks": "**",
}  # fmt: skip


def follows(prompt: str, answer: str) -> bool:
    found = next((one for pattern in PROMPTS if (one := re.fullmatch(pattern, prompt.strip()))), None)
    if not found:
        raise Unread(prompt)
    counted(found["notes"].removesuffix(ONCE))
    asked = re.fullmatch(r"(?:every (?P<unit>sentence|word)|the (?P<side>first|last) (?P<size>\d) words of every sentence) of the text(?: that (?P<that>.+))?", found["every"])
    if not asked or (asked["unit"] == "word") != found["notes"].endswith(ONCE):
        raise Unread(found["every"])
    text, unit = Reply(found["text"]), asked["unit"] or "sentence"
    first = {word.lower(): word for word in reversed(text.words)}
    parts = text.of("sentences") if unit == "sentence" else [Reply(first[word]) for word in dict.fromkeys(text.low)]
    if asked["that"]:
        holds = condition(asked["that"])
        parts = [part for part in parts if holds(part)]
    parts = ordered(parts, found["order"], unit)
    items = [part.value for part in parts]
    if asked["side"]:
        size = int(asked["size"])
        items = [" ".join(part.words[:size] if asked["side"] == "first" else part.words[-size:]) for part in parts]
        if "Words are parted by single blanks and given without the punctuation around them." not in found["form"]:
            raise Unread(found["form"])
    lines = [line.strip() for line in answer.split("\n") if line.strip()]
    if lines and "Add a last line" in found["form"]:
        lines[-1] = re.sub(r"\s*(\d+)$", r" \1", lines[-1])
    return lines == written(items, found["form"], unit)


def ordered(parts: list[Reply], said: str, unit: str) -> list[Reply]:
    if found := re.search(r" Keep only the first (\d+) in this order\.$", said):
        return ordered(parts, said[: found.start()], unit)[: int(found[1])]
    if said == "Keep the order of the text.":
        return parts
    if said == "Give them in the reverse order: what comes last in the text comes first.":
        return parts[::-1]
    them = r"(?:them|the sentences, before you pick the words,)"
    if found := re.fullmatch(rf"Put {them} in (reverse )?alphabetical order, from [AZ] to [AZ]( by their first words)? \(capitals make no difference\)\.", said):
        first = [part.low[0] for part in parts]
        if bool(found[2]) != (unit == "sentence") or len(set(first)) < len(first):
            raise Unread(f"{said} Of {first}?")
        return sorted(parts, key=lambda part: part.low, reverse=bool(found[1]))
    found = re.fullmatch(
        rf"Sort {them} by their number of (words|letters and digits), (longest|shortest) first; (?:sentences|words) of the same (?:number of words|length) keep the order of the text"
        r"(?:, also when the longest come first)?\.",
        said,
    )
    if not found or (found[1] == "words") != (unit == "sentence"):
        raise Unread(said)
    sign = -1 if found[2] == "longest" else 1
    return sorted(parts, key=lambda part: sign * (len(part.words) if found[1] == "words" else sum(map(str.isalnum, part.value))))


def written(items: list[str], said: str, unit: str) -> list[str]:
    """The lines of the list. Raises Unread for a sentence on its form that is not known."""
    left = re.sub(r" Words are parted by single blanks and given without the punctuation around them\.", "", said)
    label = re.search(r' Add a last line that reads "([^"]+)" and then how many items you have listed, in digits\.$', left)
    left = left[: label.start()] if label else left
    case = re.search(r" Write the items in (CAPITALS|small letters) throughout, and change nothing else in them\.$", left)
    copied = " Copy them exactly as they stand, letter by letter" + (" (a word as it is written where it comes first)." if unit == "word" else ".")
    if not case and not left.endswith(copied):
        raise Unread(left)
    left = left[: case.start()] if case else left.removesuffix(copied)
    if case:
        items = [item.upper() if case[1] == "CAPITALS" else item.lower() for item in items]
    form = re.fullmatch(
        r'(?:Write each item on a line of its own|Write all items on one line with "(?P<joint>.)" between them)(?P<mark>, with (?:"[-*]" and a blank|\S+, \S+, \S+ and so on) before it)?'
        rf"(?P<in>,?(?: and)? in (?P<pair>{'|'.join(map(re.escape, PAIRS))})(?: \(each item by itself\))?)?\.",
        left,
    )
    if not form:
        raise Unread(left)
    if form["pair"]:
        opening, closing = PAIRS[form["pair"]]
        items = [f"{opening}{item}{closing}" for item in items]
    if form["mark"]:
        marks = [f"{number}{'.' if '1., 2.' in form['mark'] else ')'}" for number in range(1, len(items) + 1)]
        if '"' in form["mark"]:
            marks = [form["mark"].split('"')[1]] * len(items)
        elif "a), b)" in form["mark"]:
            marks = [f"{chr(ord('a') + place)})" for place in range(len(items))]
        items = [f"{mark} {item}" for mark, item in zip(marks, items, strict=True)]
    count = len(items)
    lines = items if not form["joint"] else [f"{'' if form['joint'] == ';' else ' '}{form['joint']} ".join(items)]
    return [*lines, f"{label[1]} {count}"] if label else lines

