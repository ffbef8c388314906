"""Reads how many things of each kind people have and what happens to them, and counts in the end."""

import re
from collections import Counter, defaultdict

from readers.logic._prompt import found
from reading import Unread, body

GROUPS = {
    "pieces of furniture": "desk table sofa wardrobe chair stool bed shelf",
    "pieces of clothing": "shirt skirt coat jacket vest sweater",
    "tools": "hammer saw drill chisel screwdriver spanner",
    "animals": "cow goat hen duck horse rabbit",
    "pieces of fruit": "apple plum lemon mango banana pear",
    "musical instruments": "violin guitar cello trumpet flute harp",
}
IDLE = r"\w+ (?:nearly|almost) .*, but then does not|\w+ (?:dreams of|would like|wishes|wants|thinks|hopes|admires) .*"


def kinds(word: str) -> list[str]:
    if word in GROUPS:
        return GROUPS[word].split()
    one = "shelf" if word == "shelves" else word.removesuffix("s")
    if not any(one in group.split() for group in GROUPS.values()):
        raise Unread(word)
    return [one]


class Story:
    """How many of each kind everybody has."""

    def __init__(self) -> None:
        self.has = defaultdict[str, Counter[str]](Counter)

    def of(self, name: str, word: str) -> int:
        return sum(self.has[name][kind] for kind in kinds(word))

    def add(self, name: str, word: str, count: int) -> None:
        (kind,) = kinds(word)
        self.has[name][kind] += count
        if self.has[name][kind] < 0:
            raise Unread(f"{name} gives more {word} than there are")

    def give(self, a: str, b: str, word: str, count: int) -> None:
        self.add(a, word, -count)
        self.add(b, word, count)

    def happens(self, said: str) -> None:
        fits = re.fullmatch
        if fits(IDLE, said):
            return
        if m := fits(r"If (.+?), (.+); otherwise, (.+)", said):
            n = fits(r"(\w+) has more (\w+) than (\w+) has(?: (\w+))?", m[1])
            if not n:
                raise Unread(m[1])
            self.happens(m[2] if self.of(n[1], n[2]) > self.of(n[3], n[4] or n[2]) else m[3])
        elif m := fits(r"(\w+) (?:gets|buys|finds) (\d+) (?:more )?(\w+)", said):
            self.add(m[1], m[3], int(m[2]))
        elif m := fits(r"(\w+) (?:sells|loses|gives away) (\d+) (\w+)", said):
            self.add(m[1], m[3], -int(m[2]))
        elif m := fits(r"(\w+) gives (\d+) (\w+) to (\w+)", said):
            self.give(m[1], m[4], m[3], int(m[2]))
        elif m := fits(r"(\w+) gives (\w+) (\d+) (\w+)", said):
            self.give(m[1], m[2], m[4], int(m[3]))
        elif m := fits(r"(\w+) gives (\w+) half of the (\w+) that \1 has", said):
            if self.of(m[1], m[3]) % 2:
                raise Unread("half of an odd number: " + said)
            self.give(m[1], m[2], m[3], self.of(m[1], m[3]) // 2)
        elif m := fits(r"[Ww]hoever has the most (\w+) gives (\d+) of them to (\w+)", said):
            most = max(self.of(name, m[1]) for name in self.has)
            who = [name for name in self.has if self.of(name, m[1]) == most]
            if len(who) != 1:
                raise Unread("a tie: " + said)
            self.give(who[0], m[3], m[1], int(m[2]))
        elif m := fits(r"(\w+) gives (\w+) all the (.+) that \1 has", said):
            for kind in kinds(m[3]):
                self.give(m[1], m[2], kind + "s", self.has[m[1]][kind])
        elif m := fits(r"(\w+) and (\w+) exchange all their (.+)", said):
            for kind in kinds(m[3]):
                self.has[m[1]][kind], self.has[m[2]][kind] = self.has[m[2]][kind], self.has[m[1]][kind]
        elif m := fits(r"[Tt]he number of (\w+) that (\w+) has doubles", said):
            self.add(m[2], m[1], self.of(m[2], m[1]))
        elif m := fits(r"(\w+) buys as many (\w+) as (\w+) has (?:already|(\w+))|(\w+) buys as many (\w+) as (\w+) has", said):
            buyer, word, other = m[1] or m[5], m[2] or m[6], m[3] or m[7]
            self.add(buyer, word, self.of(other, m[4] or word))
        else:
            raise Unread(said)


def follows(prompt: str, answer: str) -> bool:
    text, story = body(prompt), Story()
    asked = found(r"[Hh]ow many ([\w ]+?) (?:do|does) ([\w ,]+?) have at the end", text)
    told = [re.sub(r"^(?:[*-]|\d+\.) ", "", part.strip()) for part in re.split(r"\n|(?<=[a-z0-9]\.) (?=[A-Z])", text)]
    begun = False
    for said in told:
        if m := re.fullmatch(r"(?:At first, |In the beginning, )?([A-Z]\w+) has (\d+ .*|nothing)\.", said):
            if begun:
                raise Unread(said)
            story.has[m[1]].update({kinds(word)[0]: int(count) for count, word in re.findall(r"(\d+) (\w+)", m[2])})
        elif not said.endswith("?") and re.match(rf"(?:{'|'.join(story.has) or '-'}|If|Whoever has the most \w+ gives|The number of \w+ that)\b", said):
            begun = True
            story.happens(said.rstrip("."))
    names = re.findall(r"[A-Z]\w+", asked[2])
    if not begun or not set(names) <= set(story.has):
        raise Unread(text)
    return answer == str(sum(story.of(name, asked[1]) for name in names))
