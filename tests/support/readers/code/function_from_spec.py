"""A function by its specification: the sentences are carried out, and the answer is called on the examples and on other inputs."""

from readers.code._described import agrees, described, unfenced
from reading import Unread, body


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    meant = described(text)
    if f"Define the function once, under the name `{meant.name}`, outside any class; it may use the standard library." not in text:
        raise Unread(text)
    return agrees(unfenced(answer), meant, prompt)
