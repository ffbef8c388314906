"""Cryptarithms from their prompt: digits for letters, different ones for different letters, no number that begins with 0."""

import re

from reading import Unread, body

SIDE = r"[A-Z]+(?: [-+*] [A-Z]+)*"
EQUATION = rf"(?<![A-Z])({SIDE} = {SIDE})(?![A-Z])"
NO_ZERO = r"never 0|is not 0|leading zeros do not occur|starts with a zero|begins with 0"
DIGITS = r"(?:from |of the digits |digits are |out of |digits )0 to (\d)"


def terms(side: str) -> list[tuple[int, list[str]]]:
    """The products of a side with their signs."""
    found = re.findall(r"([-+]?) ?([A-Z]+(?: \* [A-Z]+)*)", side)
    return [(-1 if sign == "-" else 1, product.split(" * ")) for sign, product in found]


def value(side: list[tuple[int, list[str]]], known: dict[str, int], base: int, places: int) -> int:
    """Of a side, by the lowest so many places of its words."""
    total = 0
    for sign, words in side:
        for word in words:
            number = 0
            for letter in word[-places:]:
                number = number * base + known[letter]
            sign *= number
        total += sign
    return total


def solutions(equation: str, base: int) -> list[dict[str, int]]:
    """The first two. Letters are tried column by column from the right; both sides must always end alike."""
    words, first = re.findall("[A-Z]+", equation), set(re.findall(r"\b[A-Z]", equation))
    left, right = map(terms, equation.split(" = "))
    longest, found = max(map(len, words)), list[dict[str, int]]()

    def go(places: int, known: dict[str, int]) -> None:
        """places: those whose letters are known, all but perhaps the last of them."""
        if len(found) > 1:
            return
        new = next((word[-places] for word in words if len(word) >= places and word[-places] not in known), "")
        if new:
            for digit in range(new in first, base):
                if digit not in known.values():
                    go(places, {**known, new: digit})
        elif places < longest:
            if (value(left, known, base, places) - value(right, known, base, places)) % base**places == 0:
                go(places + 1, known)
        elif value(left, known, base, places) == value(right, known, base, places):
            found.append(known)

    go(1, {})
    return found


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    equations = set(re.findall(EQUATION, text))
    base = re.search(r"in base (\d+)", text)
    digits = re.search(DIGITS, text)
    if ("*" in text and not re.search('\\* means multiplication|\\* stands for "times"', text.replace("`", ""))) or len(equations) != 1 or not digits or not re.search(NO_ZERO, text) or int(digits[1]) != (int(base[1]) if base else 10) - 1:
        raise Unread(prompt)
    equation = equations.pop()
    found = solutions(equation, int(base[1]) if base else 10)
    return len(found) == 1 and answer == re.sub("[A-Z]", lambda letter: str(found[0][letter[0]]), equation)
