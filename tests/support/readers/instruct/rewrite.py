"""Reads instruct/rewrite: the steps are carried out, one after the other, and the reply must be what they leave, in the layout that is asked for."""

import re

from readers.instruct._rules import condition
from readers.instruct._sayings import ORD, number
from readers.instruct._text import Reply, counted
from reading import Unread

TEXT = r"(?P<text>[^\n]+)"
STEPS = r"(?P<steps>(?:\d+\. .+\n)*\d+\. .+)"
FORM = r"(?P<form>Write .+? Beyond the changes, every sentence stays as it is, letter by letter\.)"
NOTES = r"(?P<notes>.+?)"
PROMPTS = (
    rf"Rewrite this text in (?:the following step|\d+ steps):\n\n{TEXT}\n\n{STEPS}\n\nEach step works on what the step before it has left\. {FORM} {NOTES}\n\nYour whole reply must be the"
    r" rewritten text, in 10,000 characters at most, and nothing else\.",
    rf'Here is a text\.\n\n"""\n{TEXT}\n"""\n\nPlease change it like this, one thing after the other, always starting from the outcome of the previous change:\n{STEPS}\n\n{FORM}\n\n{NOTES}\n\n'
    r"Send back the final version only; I take over your reply as a whole \(up to 10,000 characters\)\.",
    rf"I want a text edited\. First the instructions, which are to be carried out in order, each on the result of the one before:\n{STEPS}\n\n{FORM} {NOTES}\n\nNow the text: {TEXT}\n\n"
    r"Do not show any steps in between, because all of it is checked as the edited text \(at most 10,000 characters\)\.",
    rf"Take these sentences:\n{TEXT}\n\nWork through the list below from top to bottom, each time with the sentences as they are by then\.\n{STEPS}\n\nAt the end: {FORM}\n\n{NOTES} Write no word"
    r" around it: the whole reply, of 10,000 characters at most, counts as the result\.",
)


def follows(prompt: str, answer: str) -> bool:
    found = next((one for pattern in PROMPTS if (one := re.fullmatch(pattern, prompt.strip()))), None)
    if not found:
        raise Unread(prompt)
    counted(found["notes"])
    sentences = [part.value for part in Reply(found["text"]).of("sentences")]
    for step in re.findall(r"^\d+\. (.+)$", found["steps"], re.MULTILINE):
        sentences = after(step, sentences)
    wanted = laid_out(sentences, found["form"])
    given = [line.strip() for line in re.sub(r"\n\s*\n", "\n\n", answer.strip()).split("\n")]
    return (given if "" in wanted else [line for line in given if line]) == wanted  # empty lines tell paragraphs apart, and nothing else


def after(step: str, sentences: list[str]) -> list[str]:
    """The sentences that a step leaves. Raises Unread, also where it speaks of a sentence that there is not."""
    if found := re.fullmatch(r"(?:Leave out|Delete) every sentence that (.+)\.", step):
        gone = condition(found[1])
        return [one for one in sentences if not gone(Reply(one))]
    if found := re.fullmatch(rf"Move the sentence that is now the ({ORD}) one to the very (beginning|end)\.", step):
        place = number(found[1]) - 1
        if not 0 <= place < len(sentences):
            raise Unread(f"{step} There are {len(sentences)}.")
        rest = sentences[:place] + sentences[place + 1 :]
        return [sentences[place], *rest] if found[2] == "beginning" else [*rest, sentences[place]]
    if found := re.fullmatch(rf"(?:Let|Make) the ({ORD}) and the ({ORD}) sentence change places\.", step):
        one, other = number(found[1]) - 1, number(found[2]) - 1
        if max(one, other) >= len(sentences):
            raise Unread(f"{step} There are {len(sentences)}.")
        places = {one: other, other: one}
        return [sentences[places.get(place, place)] for place in range(len(sentences))]
    if step in (
        "Turn the order of the sentences around, so that the last one comes first.",
        "Put the sentences in the opposite order, from the last to the first.",
    ):
        return sentences[::-1]
    if found := re.fullmatch(r"Sort the sentences by their number of words, (longest|shortest) first; those with equally many words stay in their order\.", step):
        return sorted(sentences, key=lambda one: len(Reply(one).words) * (-1 if found[1] == "longest" else 1))
    if found := re.fullmatch(r'Replace "([^"]+)" by "([^"]+)" wherever it is written so \(capitals matter\)\.', step):
        return [one.replace(found[1], found[2]) for one in sentences]
    if found := re.fullmatch(r'Let every sentence that (.+) end in "([.!?])" instead of its present end mark\.', step):
        some = condition(found[1])
        return [re.sub(r"[.!?]+$", found[2], one) if some(Reply(one)) else one for one in sentences]
    if found := re.fullmatch(r"Write every sentence that (.+) entirely in CAPITALS\.", step):
        some = condition(found[1])
        return [one.upper() if some(Reply(one)) else one for one in sentences]
    if found := re.fullmatch(rf'Insert the sentence "([^"]+)" (?:(at the very beginning)|right after the ({ORD}) sentence)\.', step):
        place = 0 if found[2] else number(found[3])
        if place > len(sentences):
            raise Unread(f"{step} There are {len(sentences)}.")
        return [*sentences[:place], found[1], *sentences[place:]]
    raise Unread(step)


def laid_out(sentences: list[str], said: str) -> list[str]:
    """The lines of the result."""
    said = said.removesuffix(" Beyond the changes, every sentence stays as it is, letter by letter.")
    if said == "Write the result as one paragraph.":
        return [" ".join(sentences)]
    if said == "Write each sentence of the result on a line of its own.":
        return sentences
    if said == "Write each sentence of the result on a line of its own, numbered 1., 2. and so on with a blank behind the number.":
        return [f"{place}. {one}" for place, one in enumerate(sentences, 1)]
    found = re.fullmatch(r"Write the result in paragraphs of (\d) sentences each, with an empty line between them; the last paragraph may be shorter\.", said)
    if not found:
        raise Unread(said)
    size = int(found[1])
    paragraphs = [" ".join(sentences[start : start + size]) for start in range(0, len(sentences), size)]
    return "\n\n".join(paragraphs).split("\n")
