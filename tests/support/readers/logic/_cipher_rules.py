"""Rules of ciphers in English: the step that each tells, whose own example has to follow from it."""

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from readers.logic._cipher_moves import Moves, counted_out, fence, in_blocks, in_columns, orders, rotated, route, turned_blocks
from readers.logic._ciphers import (
    LETTERS,
    UNITS,
    Cipher,
    Hill,
    Key,
    Numerals,
    Repeated,
    Running,
    Shifts,
    Square,
    Table,
    any_table,
    linear,
    linear_tables,
)  # fmt: skip
from readers.logic._prompt import found
from reading import Unread


class Step(NamedTuple):
    """key: None where the prompt does not tell it."""

    cipher: Cipher
    key: Key | None


Read = Callable[[re.Match[str], str], tuple[Step, Step]]
"""A rule that was matched, and the words on its example: the step, and the step of the example."""


def both(cipher: Cipher, key: Key | None, other: Key) -> tuple[Step, Step]:
    return Step(cipher, key), Step(cipher, other)


def digits(text: str) -> list[int]:
    return [int(each) for each in re.findall(r"\d+", text)]


def word(text: str) -> tuple[int, ...]:
    """A key in letters or digits, the last word of what is said, as numbers."""
    return tuple(LETTERS.find(sign) if sign.isalpha() else int(sign) for sign in text.split()[-1])


def square(text: str) -> str:
    return "".join(dict.fromkeys(text.replace("J", "I") + LETTERS.replace("J", "")))


def alphabet(text: str, backwards: bool) -> list[str]:
    return list(dict.fromkeys(text + (LETTERS[::-1] if backwards else LETTERS)))


def alphabetical(key: str) -> tuple[int, ...]:
    return tuple(sorted(range(len(key)), key=lambda place: (key[place], place)))


def lengths(match: re.Match[str]) -> range:
    """How long the key can be: "an unknown key of 6 digits", "of 1 to 8 letters", or the key itself."""
    text = match["key"]
    if not text.startswith("an "):
        return range(len(text.split()[-1]), len(text.split()[-1]) + 1)
    least, *most = digits(text)
    return range(least, (most or [least])[0] + 1)


def told(match: re.Match[str]) -> tuple[int, ...] | None:
    return None if match["key"].startswith("an ") else word(match["key"])


def first(text: str) -> int:
    return digits(text)[0]


def of_one(places: Callable[[int, int], list[int]], pattern: str, every: range) -> Read:
    """A way to move characters with a number as its key, which is told or one of `every`."""

    def read(match: re.Match[str], how: str) -> tuple[Step, Step]:
        number = re.search(pattern, match[0])
        return both(Moves(places, list(every)), int(number[1]) if number else None, first(how))

    return read


def growing(match: re.Match[str], how: str) -> tuple[Step, Step]:
    every = [(start, step) for start in range(26) for step in range(1, 26)]
    cipher = Shifts(lambda key, length: [key[0] + key[1] * place for place in range(length)], every)
    if not match["one"]:
        return both(cipher, None, tuple(digits(how)[:2]))
    one, two, three, four, more = (int(match[name]) for name in ("one", "two", "three", "four", "more"))
    if (two - one, three - two, four - three) != (more, more, more):
        raise Unread(match[0])
    return both(cipher, (one, more), tuple(digits(how)[:2]))


def hill(match: re.Match[str], how: str) -> tuple[Step, Step]:
    key = tuple(map(int, match.group("a", "b", "c", "d"))) if match["a"] else None
    return both(Hill(), key, tuple(int(number) for row in re.findall(r"\((\d+) \* p \+ (\d+) \* q\)", how) for number in row))


def filled(kind: str) -> Read:
    def read(match: re.Match[str], how: str) -> tuple[Step, Step]:
        example = found(r"(?:with blocks of (\d+): )?([A-Z]+) would give the rows ([A-Z /]+)$", how)
        rows = example[3].replace(" / ", "").replace(" ", "")
        if rows != square(example[2]):
            raise Unread(how)
        own, other = (Square(kind, int(period or 0)) for period in (match.groupdict().get("period"), example[1]))
        return Step(own, square(match["word"])), Step(other, rows)

    return read


def sequence(text: str) -> tuple[int, ...]:
    return tuple(number - 1 for number in digits(text))


def columns(match: re.Match[str], how: str) -> tuple[Step, Step]:
    size = int(match["size"])
    if not match["key"]:
        return both(Moves(in_columns, orders(size)), None, sequence(how))
    if len(match["key"]) != size:
        raise Unread(match[0])
    return both(Moves(in_columns, []), alphabetical(match["key"]), alphabetical(how.split()[-1]))


def blocks(match: re.Match[str], how: str) -> tuple[Step, Step]:
    size = int(match["size"])
    key = sequence(match["list"]) if match["list"] else None
    if (sorted(key) if key else list(range(int(match["most"])))) != list(range(size)):
        raise Unread(match[0])
    return both(Moves(in_blocks, orders(size)), key, sequence(how))


def numerals(match: re.Match[str], how: str) -> tuple[Step, Step]:
    key = int(match["base"]), int(match["width"])
    few = [Numerals().encode(letter, key) for letter in "ABCZ"]
    if how or few != [match["A"], match["B"], match["C"], match["Z"]]:
        raise Unread(match[0])
    return both(Numerals(), key, key)


def shift(match: re.Match[str], how: str) -> tuple[Step, Step]:
    return both(Shifts(lambda key, length: [key] * length, list(range(1, 26))), int(match["by"]) if match["by"] else None, first(how))


def affine(match: re.Match[str], how: str) -> tuple[Step, Step]:
    if match["units"] and tuple(digits(match["units"])) != UNITS:
        raise Unread(match[0])
    key = None if match["units"] else linear(int(match["a"]), int(match["b"]))
    return both(Table(linear_tables), key, linear(*digits(how)[:2]))


def keyword(match: re.Match[str], how: str) -> tuple[Step, Step]:
    example = found(r"the word ([A-Z]+) would give ([A-Z]{26}) as the cipher alphabet", how)
    backwards = bool(match["backwards"])
    if list(example[2]) != alphabet(example[1], backwards):
        raise Unread(how)
    return both(Table(any_table), alphabet(match["word"], backwards), list(example[2]))


ABOVE = (
    r"Write (?P<key>.+?) above the text, again and again, one (?:key letter|digit) above each letter \(the last copy may be cut short\)\. "
)
AFTER_Z = r"(?:; after Z comes A(?: again)?|, which goes on with A after Z|, going on with A after Z)\."
ADDED = r"from 26 on, subtract 26\. The letter with this number is the result\."
FILLED = (
    r"Fill a square of 5 rows and 5 columns row by row, each row from left to right: first the letters of (?P<word>[A-Z]+), each only the first time it occurs, then the "
    r"other letters in alphabetical order\. The letter J is left out; wherever a J occurs, in the key word or in a text, I takes its place\. "
)
NUMBERED = r"Rows are numbered 1 to 5 from top to bottom, columns 1 to 5 from left to right\. "
IN_ROWS = r"each from left to right(?:, one row below the other)?; the last row may be incomplete\. Then read the "
FAR = r"Where the last row has no character, the way goes over the empty cell and nothing is written\."
ROUTES = {
    "down": r"column by column, from the leftmost column to the rightmost, each from top to bottom",
    "snake": r"column by column, from the leftmost column to the rightmost: the first from top to bottom, the second from bottom to top, the third from top to bottom, and so on in turn",
    "spiral": r"in a clockwise spiral that begins in the top left corner: the top row to the right, the last column down, the bottom row to the left, the first column up, "
    r"and in the same way round and round through what is left, until all is read",
    "diagonal": r"diagonal by diagonal: first the top left corner, then the diagonal of its neighbours on the right and below, then the next diagonal, and so on to the bottom "
    r"right corner, each from its upper right end down to its lower left end",
}
RULES: tuple[tuple[str, Read], ...] = (
    (r"(?:Replace each letter by the one that stands|Each letter is exchanged for the letter) (?:(?P<by>\d+) places?|an unknown number of places \(from 1 to 25, the same for "
     rf"every letter\)) (?:later in|further on in) the alphabet{AFTER_Z}", shift),
    (rf"{ABOVE}(?:Each letter moves forward in the alphabet by the digit above it|Replace each letter by the one that stands as many places later in the alphabet as the digit "
     rf"says){AFTER_Z}(?: Digits may repeat and may be 0\.)?", lambda match, how: both(Repeated(lengths(match), 10), told(match), word(how))),
    (r"Take the first character of the text and put it at the end; do this (?:\d+ times?|an unknown number of times, from 1 to 12)\.",
     of_one(rotated, r"do this (\d+)", range(1, 13))),
    (r"(?:Cut the text, from its beginning, into|From the start of the text, part it into) blocks of (?:\d+|an unknown number of) characters(?: \(from 2 to 9\))?; the last block may "
     r"be shorter\. Write each block backwards and keep the blocks in their order\.", of_one(turned_blocks, r"blocks of (\d+)", range(2, 10))),
    (r"(?:Write the text in a zigzag over|Let the text run up and down over) (?:\d+ lines|an unknown number of lines \(from 2 to 9\)): the first character on the top line, each next "
     r"one on the line below until the bottom line is reached, then each next one on the line above until the top line is reached, then down again, and so on\. Then read the lines "
     r"from top to bottom, each from left to right\.", of_one(fence, r"over (\d+) lines", range(2, 10))),
    (r"The characters stand in a circle in their order, the last followed by the first\. Begin to count with the first character and count to (?:\d+|an unknown number \(from 2 to 12\)); "
     r"the character on which the count ends leaves the circle and is written down\. Go on counting from one with the next character still in the circle, up to the same number, and "
     r"repeat this until the circle is empty\.", of_one(counted_out, r"count to (\d+)", range(2, 13))),
    *((rf"Write the text in rows of (?:\d+ characters|an unknown number of characters \(from 2 to 9; the same for all rows\)), {IN_ROWS}characters {words}\. {FAR}",
       of_one(partial(lambda way, columns, length: route(columns, way, length), way), r"rows of (\d+)", range(2, 10))) for way, words in ROUTES.items()),
    (rf"Write the text in rows of (?P<size>\d+) characters(?: below the letters of the key (?P<key>[A-Z]+))?, {IN_ROWS}columns, each from top to bottom, (?:in the alphabetical order of "
     r"the key letters above them; of equal key letters, the one further left comes first|one after the other, in an unknown order \(every time the same one\))\.", columns),
    (r"Cut the text, from its beginning, into blocks of (?P<size>\d) characters; the last block may be shorter\. (?:Each block becomes a new one: first the old block's character "
     r"number (?P<list>.+)\.|Within each block the characters are put in another order, by an unknown list that holds each of the numbers 1 to (?P<most>\d) once: first comes the "
     r"character whose place in the old block is the first number of the list, then the one whose place is the second number, and so on\.) Numbers that a shorter last block does not "
     r"have are passed over\.", blocks),
    (r'A letter with number x is replaced by the letter with the number \((?:(?P<a>\d+) \* x \+ (?P<b>\d+)\) mod 26|a \* x \+ b\) mod 26\. Here a and b are unknown: a is one of '
     r'(?P<units>[\d, ]+), and b is one of 0 to 25); "mod 26" is the remainder in a division by 26\.', affine),
    (r"Make a cipher alphabet: the letters of (?P<word>[A-Z]+), each only the first time it occurs, then all the other letters of the alphabet (?:from A to Z|(?P<backwards>backwards, "
     r"from Z to A))\. A is replaced by the first letter of the cipher alphabet, B by the second, C by the third, and so on\.", keyword),
    (rf"{ABOVE}(?:Add the numbers of the text letter and of the key letter above it; {ADDED}|A text letter with number p below a key letter with number k becomes the letter with the "
     r"number \(p \+ k\) mod 26, the remainder in a division by 26\.)", lambda match, how: both(Repeated(lengths(match)), told(match), word(how))),
    (rf"{ABOVE}(?:Take the number of the key letter minus the number of the text letter below it, and add 26 if that is negative\. The letter with this number is the result\.|A text "
     r"letter with number p below a key letter with number k becomes the letter with the number k - p, or k - p \+ 26 when k is less than p\.)",
     lambda match, how: both(Repeated(lengths(match), turned=True), told(match), word(how))),
    *((rf"Above the text write (?P<key>.+?), once, and behind it {words}, until each letter of the text has a letter above it\. Add the numbers of each text letter and of the letter "
       rf"above it; {ADDED}", partial(lambda feed, match, how: both(Running(lengths(match), feed), told(match), word(how)), feed))
      for feed, words in (("plain", "the text that enters this step itself, from its first letter on"),
                          ("made", "the letters that come out of this step, from the first one on, as you find them"))),
    (r"The first letter moves forward in the alphabet by (?:a places, the second by a \+ b places, the third by a \+ 2b, the fourth by a \+ 3b, and so on, where a \(from 0 to 25\) and "
     r"b \(from 1 to 25\) are unknown|(?P<one>\d+) places?, the second by (?P<two>\d+), the third by (?P<three>\d+), the fourth by (?P<four>\d+), and so on: each by (?P<more>\d+) more "
     r"than the one before it)\. After Z comes A, as often as needed, so 26 places are like none\.", growing),
    (rf"{FILLED}{NUMBERED}Replace each letter by the number of its row followed by the number of its column\.", filled("polybius")),
    (rf"{FILLED}{NUMBERED}Cut the text into blocks of (?P<period>\d+) letters; the last block may be shorter\. For each block write down the row numbers of all its letters in order, and "
     r"behind them the column numbers of all its letters in order; then take this line of numbers two by two as row and column of a letter: these letters are the new block\.",
     filled("bifid")),
    (rf"{FILLED}Part the text into pairs of letters from the left; when the two letters of a pair would be equal, an X is put in after the first one \(a Q if that letter is an X\) and "
     r"the next pair begins with the second one; a lone letter at the end gets an X behind it \(a Q if it is an X\)\. Then replace each pair: if both letters stand in one row, each becomes "
     r"the letter to its right \(after the last column comes the first\); if both stand in one column, each becomes the letter below it \(after the bottom row comes the top one\); "
     r"otherwise each becomes the letter in its own row and in the column of the other one\.", filled("playfair")),
    (r"Write the number of each letter in base (?P<base>\d), always with (?P<width>\d) digits, with zeros in front where needed: A is (?P<A>\d+), B is (?P<B>\d+), C is (?P<C>\d+), "
     r"\.\.\., Z is (?P<Z>\d+)\. Put the digits of all letters one behind the other\.", numerals),
    (r"Take the letters in pairs: first and second, third and fourth, and so on\. Letters with numbers p and q, in this order, become the letters with the numbers (?:\((?P<a>\d+) \* p \+ "
     r"(?P<b>\d+) \* q\) mod 26 and \((?P<c>\d+) \* p \+ (?P<d>\d+) \* q\) mod 26|\(a \* p \+ b \* q\) mod 26 and \(c \* p \+ d \* q\) mod 26, where a, b, c, d are unknown whole numbers "
     r'from 0 to 25 such that a \* d - b \* c is neither even nor divisible by 13); "mod 26" is the remainder in a division by 26\. A lone letter at the end stays as it is\.', hill),
)  # fmt: skip
EXAMPLES = (
    r"For example, (?P<how>.+) turns (?P<plain>[A-Z]+) into (?P<made>\w+)\.",
    r"\(Example(?:, | |: )(?P<how>.+?)(?:: |, (?:so that |and )?)(?P<plain>[A-Z]+) (?:becomes|would become) (?P<made>\w+)\.\)",
    r"\(Example: (?P<how>)(?P<plain>[A-Z]+) becomes (?P<made>\w+)\.\)",
    r"So (?P<how>.+) would make (?P<made>\w+) out of (?P<plain>[A-Z]+)\.",
)
UNDONE = " When this step is undone, letters that were put in stay in the text."
ATBASH = (
    r"Replace each letter by the one at the same distance from the other end of the alphabet: A becomes Z, B becomes Y, C becomes X, \.\.\., Z becomes A\."
    r"|Turn the alphabet around: the first letter \(A\) and the last \(Z\) change places, so do B and Y, C and X, and so on\."
)
BACKWARDS = r"Write the whole text backwards: the last character first, the first one last\.|Turn the whole text around, so that it reads from its last character to its first\."
OPEN_TABLE = "Every letter is always replaced by the same letter, and different letters by different letters, after an unknown table (some letters may stand for themselves)."


def step(text: str) -> Step:
    """What a rule says. The example behind it has to follow from it."""
    text = text.strip().removesuffix(UNDONE)
    if re.fullmatch(ATBASH, text):
        return Step(Table(any_table), list(LETTERS[::-1]))
    if re.fullmatch(BACKWARDS, text):
        return Step(Moves(lambda key, length: list(range(length))[::-1], []), "backwards")
    if text == OPEN_TABLE:
        return Step(Table(any_table), None)
    if table := re.fullmatch(rf"Replace each letter of the upper line by the letter below it\. {LETTERS} ([A-Z]{{26}})", text):
        return Step(Table(any_table), list(table[1]))
    for tail in EXAMPLES:
        example = re.search(rf" {tail}$", text)
        for pattern, read in RULES if example else ():
            if example and (match := re.fullmatch(pattern, text[: example.start()])):
                one, other = read(match, example["how"])
                if other.cipher.encode(example["plain"], other.key) != example["made"]:
                    raise Unread(f"an example that does not follow: {text}")
                return one
    raise Unread(text)
