"""A function with a mistake: the sentences are carried out, the function as it stands differs from them, and the answer does not."""

from readers.code._described import RARE, agrees, described, unfenced
from readers.code._functions import blocks
from reading import Unread, body


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    meant = described(text)
    (program,) = blocks(text)
    if f"Define the function once, under the name `{meant.name}`, outside any class; it may use the standard library." not in text:
        raise Unread(text)
    return not agrees(program, meant, prompt, RARE) and agrees(unfenced(answer), meant, prompt)
