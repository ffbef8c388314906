"""Reads a box of objects and the steps that change them, carries the steps out, and counts in the end."""

import re
from collections import Counter
from collections.abc import Callable

from readers.logic._prompt import found
from reading import Unread, body

Thing = tuple[str, str, str, str]
SIZES = ("small", "medium", "large")
COLOURS = "red blue green yellow white black orange purple brown pink grey".split()
MATERIALS = "wooden metal plastic paper stone glass rubber clay cork leather".split()
SHAPES = "cube ball cylinder disc cone pyramid ring prism".split()


def axis(word: str) -> tuple[int, str]:
    """Which property a word names: size, colour, material or shape."""
    for number, words in enumerate((SIZES, COLOURS, MATERIALS, SHAPES)):
        for one in (word, word.removesuffix("s")) if number == 3 else (word,):
            if one in words:
                return number, one
    raise Unread(word)


def thing(words: str) -> Thing:
    out = ["", "", "", ""]
    for word in words.split():
        number, value = axis(word)
        out[number] = value
    return out[0], out[1], out[2], out[3]


def changed(one: Thing, number: int, value: str) -> Thing:
    out = [*one]
    out[number] = value
    return out[0], out[1], out[2], out[3]


def kind(said: str) -> Callable[[Thing], bool]:
    """`large red objects that are not wooden`."""
    m = re.fullmatch(r"(.*?)(?: that (?:is|are) (not )?(?:an? )?(\w+))?", re.sub(r"^(?:all |the )+", "", said))
    assert m
    wanted = [axis(word) for word in m[1].split() if word not in ("object", "objects")]
    other = axis(m[3]) if m[3] else None
    return lambda one: all(one[n] == value for n, value in wanted) and (other is None or (one[other[0]] == other[1]) != bool(m[2]))


class Box:
    def __init__(self) -> None:
        self.held = Counter[Thing]()

    def count(self, said: str) -> int:
        fits = kind(said)
        return sum(count for one, count in self.held.items() if fits(one))

    def turn(self, said: str, into: Callable[[Thing], Thing]) -> None:
        fits, after = kind(said), Counter[Thing]()
        for one, count in self.held.items():
            after[into(one) if fits(one) else one] += count
        self.held = after

    def holds(self, said: str) -> bool:
        if m := re.fullmatch(r"the number of (.*) is (odd|even)", said):
            return (self.count(m[1]) % 2 == 1) == (m[2] == "odd")
        if m := re.fullmatch(r"(.*) outnumber (.*)", said) or re.fullmatch(r"there are more (.*) than (.*)", said):
            return self.count(m[1]) > self.count(m[2])
        if m := re.fullmatch(r"there (?:are|is) (at least|at most|exactly) (\d+) (.*)", said):
            have, wanted = self.count(m[3]), int(m[2])
            return have >= wanted if m[1] == "at least" else have <= wanted if m[1] == "at most" else have == wanted
        raise Unread(said)

    def step(self, said: str) -> None:
        if m := re.fullmatch(r"If (.*?), (.*); otherwise, (.*)", said):
            said = m[2] if self.holds(m[1]) else m[3]
        said = said[0].lower() + said[1:]
        if m := re.fullmatch(r"for every (.*), one more (?:object )?that is exactly the same is added|for every (.*), one more object is added that is exactly the same", said):
            fits = kind(m[1] or m[2])
            self.held += Counter({one: count for one, count in self.held.items() if fits(one)})
        elif m := re.fullmatch(r"for every (.*), one more object is added that is (?:an? )?(\w+) but otherwise the same", said):
            fits, (number, value) = kind(m[1]), axis(m[2])
            added = Counter[Thing]()
            for one, count in self.held.items():
                added[changed(one, number, value)] += count if fits(one) else 0
            self.held += added
        elif m := re.fullmatch(r"(?:all|every) (.*?) (?:is|are) (?:removed|taken away|taken out)", said):
            fits = kind(m[1])
            self.held = Counter({one: count for one, count in self.held.items() if not fits(one)})
        elif m := re.fullmatch(r"among (.*), (\w+)(?: ones)? become (\w+)(?: ones)? and \3(?: ones)? become \2(?: ones)?, at the same moment", said):
            (number, x), (_, y) = axis(m[2]), axis(m[3])
            self.turn(m[1], lambda one: changed(one, number, {x: y, y: x}.get(one[number], one[number])))
        elif m := re.fullmatch(r"(?:every|all) (.*?) gets? one size (smaller|larger)", said):
            by = 1 if m[2] == "larger" else -1
            self.turn(m[1], lambda one: changed(one, 0, SIZES[max(0, min(2, SIZES.index(one[0]) + by))]))
        elif m := re.fullmatch(r"(?:all|every) (.*?) (?:becomes?|turns? into|turns?)(?: an?)? (\w+)", said):
            number, value = axis(m[2])
            self.turn(m[1], lambda one: changed(one, number, value))
        elif m := re.fullmatch(r"as many (.*) are added as there are (.*?) just before", said):
            self.held[thing(m[1])] += self.count(m[2])
        elif m := re.fullmatch(r"(\d+) (?:more )?(.*) (?:are|is) added", said):
            self.held[thing(m[2])] += int(m[1])
        else:
            raise Unread(said)
        self.held = Counter({one: count for one, count in self.held.items() if count})


def follows(prompt: str, answer: str) -> bool:
    text, box, steps = body(prompt), Box(), 0
    for line in map(str.strip, text.splitlines()):
        if m := re.fullmatch(r"(\d+)\. (.*?)\.", line):
            steps += 1
            box.step(m[2])
        elif steps == 0 and (m := re.fullmatch(r"(?:[*-] )?(\d+) ([a-z ]+?)[,.]?(?: and)?", line)):
            box.held[thing(m[2])] += int(m[1])
        elif steps == 0 and re.search(r"\d+ (?:small|medium|large|red|blue|green|yellow|white|black)", line):
            for count, words in re.findall(r"(\d+) ([a-z ]+?)(?=,| and \d|[.:]|$)", line):
                box.held[thing(words)] += int(count)
    asked = found(r"[Hh]ow many (.*?) (?:are (?:then )?there|are left|does it hold|does the box hold|are in the box|remain)", text)
    if not steps or not box.held:
        raise Unread(text)
    return answer == str(box.count(asked[1]))
