"""Reads which alphabet and which rules sort the words, and sorts them."""

import re
from collections.abc import Callable
from functools import cmp_to_key
from itertools import pairwise

from readers.logic._prompt import found
from reading import Unread, body

Order = Callable[[str, str], int]
KNOWN = (
    r"A rule is used only for words that all rules before it leave equal\.",
    r"Rule 1 matters most; each further rule decides only between words that are equal by all rules above it\.",
    r"The words are all different, so nothing else is needed\.",
    r"Here are \d+ words:|Input:|The words:|The words are:|On the table lie:|Words to sort \(\d+\):|Alphabet to use:",
    r"(?:Sorting rules|Sort by these rules|This decides which of two words goes first|Which of two words goes first):",
    r"A program sorts words by an alphabet of its own\.|On an island the 26 letters stand in another order\.|Sort \d+ words under a changed alphabet\.",
    r"Put them in order by an unusual alphabet\.",
    r"Its librarian shelves \d+ words\.|Several rules apply, the most important one first:|There is one rule\.|Sort by this rule\.",
    r"Its comparison looks at the following, in this order of importance:|Its comparison works like this\.",
    r"Write all \d+ words in order, each exactly once, the one that goes first at the start, separated by commas\.",
    r"What does it print for these \d+ words\? It prints each of them once, from first to last, separated by commas\.",
    r"Give the whole list, beginning with the word that goes before all others; leave no word out, with commas between words\.",
    r"Output the complete sorted list from first to last, every word once, comma-separated\.",
    r"How do they stand, from the first word to the last\? List every word once, with commas between them\.",
)


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    alphabet, words, rules = "", list[str](), list[Order]()
    for line in filter(None, map(str.strip, text.splitlines())):
        rest = line
        for known in KNOWN:
            rest = re.sub(known, "", rest).strip()
        if not rest:
            continue
        if re.fullmatch(r"[a-z]+(?:(?: \| |, | )[a-z]+)*", rest) and not re.fullmatch(r"(?:[a-z](?:, | |$)){26}", rest):
            words += re.findall(r"[a-z]+", rest)
        elif m := re.search(r"(?:This is the|The) \w+ alphabet, (?:first letter first|from its first letter to its last): ((?:[a-z](?:, | )?){26})$", rest):
            alphabet = "".join(re.findall("[a-z]", m[1]))
        elif m := re.search(r"Start(?:s)? from (the ordinary alphabet, a to z|this order of the 26 letters: (?:[a-z](?:, | )?){26})\. Then ", rest, re.IGNORECASE):
            alphabet = "abcdefghijklmnopqrstuvwxyz" if "ordinary" in m[1] else "".join(re.findall("[a-z]", m[1].split(": ")[1]))
            if not re.search(r"Then (?:carry out these changes in turn, each on the result of those before|make these changes one after another, each to the alphabet as the changes before it have left it):$", rest):
                raise Unread(rest)
        else:
            rest = re.sub(r"^\d+\. ", "", rest)
            after = _changed(alphabet, rest) if alphabet else None
            if after:
                alphabet = after
            else:
                rules.append(_rule(rest, alphabet))
    if len(alphabet) != 26 or len(set(alphabet)) != 26 or len(words) != int(found(r"(\d+) words|Words to sort \((\d+)\)", text).expand(r"\1\2")):
        raise Unread(text)

    def compared(one: str, other: str) -> int:
        return next((sign for rule in rules if (sign := rule(one, other))), 0)

    right = sorted(words, key=cmp_to_key(compared))
    if any(not compared(one, other) for one, other in pairwise(right)):
        return False
    return answer.split(", ") == right


def _changed(a: str, said: str) -> str | None:
    """The alphabet after a change; None where the sentence is none."""
    if m := re.fullmatch(r"(?:swap|exchange the places of|let these two letters trade places:) (\w) and (\w)", said):
        return a.translate(str.maketrans({m[1]: m[2], m[2]: m[1]}))
    if m := re.fullmatch(r"(?:make (\w) the (first|last) letter \(the others keep their order\)|move (\w) to the very (front|end))", said):
        letter, front = m[1] or m[3], (m[2] or m[4]) in ("first", "front")
        rest = a.replace(letter, "")
        return letter + rest if front else rest + letter
    if m := re.fullmatch(r"(?:move the first (\d+) letters, in the order they have, to the end|cut off the first (\d+) letters and append them, unchanged in order, at the end)", said):
        count = int(m[1] or m[2])
        return a[count:] + a[:count]
    if said in ("reverse the order of all 26 letters", "turn the whole alphabet around, so that its last letter is the first"):
        return a[::-1]
    if m := re.fullmatch(r"(?:move (\w) to the place directly|put (\w) immediately|take (\w) out and put it back in directly) (before|after) (\w)", said):
        letter = m[1] or m[2] or m[3]
        rest = a.replace(letter, "")
        place = rest.index(m[5]) + (m[4] == "after")
        return rest[:place] + letter + rest[place:]
    if m := re.fullmatch(r"(?:let the alphabet begin with these letters, in this order, followed by all others as they stood|bring these letters to the front, in exactly this order): (.*)", said):
        front = "".join(re.findall("[a-z]", m[1]))
        return front + "".join(letter for letter in a if letter not in front)
    return None


def _rule(said: str, a: str) -> Order:
    """Which of two words a rule puts first: below 0 the one, above 0 the other."""
    place = {letter: number for number, letter in enumerate(a)}
    if m := re.fullmatch(r"(number of different letters in the word \(a repeated letter counts once\)|(?:how many vowels the word has|number of vowels) \(a, e, i, o and u, never y; a repeated vowel counts each time\)|number of letters|length of the word): (?:words with (more|fewer) of them|(shorter|longer) words) first", said):
        counted = (lambda w: len(set(w))) if "different" in m[1] else (lambda w: sum(c in "aeiou" for c in w)) if "vowels" in m[1] else len
        sign = -1 if (m[2] or m[3]) in ("more", "longer") else 1
        return lambda x, y: sign * (counted(x) - counted(y))
    if m := re.fullmatch(r"(first|second|last) letter of the word: the word whose \1 letter comes (earlier|later) in the \w+ alphabet goes first", said):
        index = {"first": 0, "second": 1, "last": -1}[m[1]]
        sign = 1 if m[2] == "earlier" else -1
        return lambda x, y: sign * (place[x[index]] - place[y[index]])
    if m := re.fullmatch(r"the one letter of each word that comes (earliest|latest) in the \w+ alphabet: the word for which this letter comes (earlier|later) in the \w+ alphabet goes first", said):
        extreme, sign = (min if m[1] == "earliest" else max), 1 if m[2] == "earlier" else -1
        return lambda x, y: sign * (extreme(place[c] for c in x) - extreme(place[c] for c in y))
    if m := re.fullmatch(
        r"sum of the places of all letters of the word in the \w+ alphabet \(its first letter has place 1, its last one place 26; a repeated letter counts each time\): (larger|smaller) sums first", said
    ):
        sign = -1 if m[1] == "larger" else 1
        return lambda x, y: sign * (sum(place[c] + 1 for c in x) - sum(place[c] + 1 for c in y))
    if m := re.fullmatch(
        r"(?:What decides is |The order is settled by )?spelling (read forwards|from left to right|read backwards|from right to left): compare (?:first letters, then second letters|last letters, then last but one letters) and so on; at the first difference "
        r"the word whose letter comes (earlier|later) in the \w+ alphabet goes first, and if one word is the (?:beginning|ending) of another, the (shorter|longer) of the two goes first\.?",
        said,
    ):
        step, sign, short = (1 if m[1] in ("read forwards", "from left to right") else -1), 1 if m[2] == "earlier" else -1, m[3] == "shorter"

        def spelling(x: str, y: str) -> int:
            for c, d in zip(x[::step], y[::step], strict=False):
                if c != d:
                    return sign * (place[c] - place[d])
            return (len(x) - len(y)) * (1 if short else -1)

        return spelling
    raise Unread(said)
