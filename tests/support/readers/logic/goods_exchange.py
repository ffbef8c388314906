"""Reads who holds what at the start and which swaps and gifts follow, and follows them."""

import re

from readers.logic._prompt import listed
from reading import Unread, body

HOLDING = re.compile(r"(?:[*-] )?([A-Z]\w+): (nothing|the \w+(?:(?:, | and )the \w+)*)\.?")
PLAIN = re.compile(r"(?:[A-Z]\w+) (?:tells|offers|admires|almost|nearly|thinks|would like|wishes|shows|asks|looks|dreams|praises|explains|says|wants|envies|hopes) ")
CORRECTION = re.compile(r"[Cc]orrection|never took place|did not happen|[Ll]eave out")


class Market:
    """Who holds which good, and what earlier steps were."""

    def __init__(self) -> None:
        self.names = list[str]()
        self.holder = dict[str, str]()
        self.swapped = dict[int, tuple[str, str]]()
        self.met = dict[int, bool]()

    def who(self, said: str) -> str:
        if m := re.fullmatch(r"[Ww]hoever holds the (\w+)", said):
            return self.holder[m[1]]
        if said not in self.names:
            raise Unread(said)
        return said

    def count(self, name: str) -> int:
        return sum(holder == name for holder in self.holder.values())

    def holds(self, said: str) -> bool:
        if m := re.fullmatch(r"(\w+) (holds|does not hold) the (\w+)", said):
            return (self.holder[m[3]] == m[1]) == (m[2] == "holds")
        if m := re.fullmatch(r"(\w+) (holds|does not hold) more goods than (\w+)", said):
            return (self.count(m[1]) > self.count(m[3])) == (m[2] == "holds")
        if m := re.fullmatch(r"the (\w+) and the (\w+) are with (the same person|different people)", said):
            return (self.holder[m[1]] == self.holder[m[2]]) == (m[3] == "the same person")
        if m := re.fullmatch(r"the condition of step (\d+) was (not )?met", said):
            return self.met[int(m[1])] != bool(m[2])
        raise Unread(said)

    def step(self, number: int, said: str) -> None:
        if m := re.fullmatch(r"If (.+?), (.+?)(?:; (?:otherwise|if not), (.+))?", said):
            self.met[number] = self.holds(m[1])
            if self.met[number] or m[3]:
                self.act(number, m[2] if self.met[number] else m[3])
        elif m := re.fullmatch(r"(.+), but only if (.+)", said):
            self.met[number] = self.holds(m[2])
            if self.met[number]:
                self.act(number, m[1])
        else:
            self.act(number, said)

    def act(self, number: int, said: str) -> None:
        if m := re.fullmatch(r"[Tt]he two who swapped in step (\d+) swap once more", said):
            if int(m[1]) in self.swapped:
                self.swap(number, *self.swapped[int(m[1])])
        elif m := re.fullmatch(r"(.+?) swaps? with (.+)", said) or re.fullmatch(r"(.+?) and (.+) swap", said):
            self.swap(number, self.who(m[1]), self.who(m[2]))
        elif m := re.fullmatch(r"[Tt]he (\w+) (?:goes|is given) to (.+)", said):
            self.holder[m[1]] = self.who(m[2])
        elif re.fullmatch(r"\w+ passes everything to \w+(?:(?:, | and )\w+ to \w+)+, all at the same moment", said):
            passed = dict(re.findall(r"([A-Z]\w+)(?: passes everything)? to ([A-Z]\w+)", said))
            self.holder = {good: passed.get(name, name) for good, name in self.holder.items()}
        else:
            raise Unread(said)

    def swap(self, number: int, a: str, b: str) -> None:
        if a != b:
            self.holder = {good: {a: b, b: a}.get(name, name) for good, name in self.holder.items()}
            self.swapped[number] = (a, b)


def follows(prompt: str, answer: str) -> bool:
    market, left_out, steps = Market(), set[int](), list[tuple[int, str]]()
    for line in map(str.strip, body(prompt).splitlines()):
        if m := HOLDING.fullmatch(line):
            market.names.append(m[1])
            if m[2] != "nothing":
                market.holder.update({good.removeprefix("the "): m[1] for good in listed(m[2])})
        elif m := re.fullmatch(r"(\d+)\. (.+?)\.?", line):
            steps.append((int(m[1]), m[2]))
        elif CORRECTION.search(line):
            m = re.search(r"step (\d+) never took place|[Ll]eave out step (\d+)|step (\d+) did not happen", line)
            if not m:
                raise Unread(line)
            left_out.add(int(m[1] or m[2] or m[3]))
        elif line.split(" ")[0] in market.names and not PLAIN.match(line) and not line.endswith(":"):
            raise Unread(line)
    if not steps or [number for number, _ in steps] != list(range(1, len(steps) + 1)):
        raise Unread(prompt)
    for number, said in steps:
        if number not in left_out:
            market.step(number, said)
    told = dict(part.split(": ") for part in answer.split("; "))
    return set(told) == set(market.names) and all(
        (set() if held == "nothing" else set(held.split(", "))) == {good for good, holder in market.holder.items() if holder == name}
        for name, held in told.items()
    )
