"""Bayesian networks of yes-or-no variables: all worlds are listed with their probabilities, in fractions."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from reading import Unread, body

World = dict[str, bool]
STATE = r"[A-Z] is [a-z ]+?"
IDLE = (
    r"(?:A question about a Bayesian network|Here is a Bayesian network|This is what is known of the \w+)\.",
    r"(?:At a junction|In a computing centre|On a farm|In a plant|On a panel), whether one \w+ is [a-z ]+ may depend on whether others are\.",
    r"It depends directly on those named for it and on no others: given their states, it is independent of all the \w+ listed before it\.",
    r"Give the exact value, as a fraction in lowest terms or as a decimal that equals it\.",
    r'Of [A-Z, and]+, write the letters of those that are [a-z ]+ in this combination \("none" if there are none\), then a semicolon and the exact conditional '
    r"probability of the combination, as a fraction in lowest terms or as a decimal that equals it\.",
)


def value(text: str) -> Fraction | None:
    """`3/8` or `0.375`; None for anything else."""
    found = re.fullmatch(r"\d+(?:\.\d+|/[1-9]\d*)?", text.strip())
    return Fraction(text.strip()) if found else None


class Net:
    """The two words for the states, and for each variable its parents and the chance of the first state by theirs."""

    def __init__(self, yes: str, no: str) -> None:
        self.yes, self.no = yes, no
        self.chance: dict[str, tuple[list[str], dict[tuple[bool, ...], Fraction]]] = {}

    def state(self, text: str) -> tuple[str, bool]:
        """`C is on time`."""
        name, _, word = text.strip().partition(" is ")
        if word not in (self.yes, self.no):
            raise Unread(text)
        return name, word == self.yes

    def worlds(self) -> Iterator[tuple[World, Fraction]]:
        names = list(self.chance)
        for states in product((True, False), repeat=len(names)):
            world, weight = dict(zip(names, states, strict=True)), Fraction(1)
            for name, (parents, table) in self.chance.items():
                one = table[tuple(world[p] for p in parents)]
                weight *= one if world[name] else 1 - one
            yield world, weight


def network(text: str) -> tuple[Net, str]:
    """The network, and the text without what tells it."""
    found = re.search(r"Each of the (\w+)s is either ([a-z ]+) or ([a-z ]+)\.", text)
    if not found:
        raise Unread(text)
    one, net = found[1].capitalize(), Net(found[2], found[3])
    rest = text.replace(found[0], " ")
    line = re.compile(rf"(?:- )?{one} ([A-Z]) (?:is {net.yes} with probability ([\d.]+)|depends on ([A-Z])(?: and ([A-Z]))?(?::|\. It is {net.yes} with probability ([^\n]+)))[.]?\n")
    for item in line.finditer(text + "\n"):
        name, parents = item[1], [p for p in item.group(3, 4) if p]
        assert name not in net.chance and set(parents) <= set(net.chance)
        table: dict[tuple[bool, ...], Fraction] = {}
        rest = rest.replace(item[0].strip(), " ")
        if item[2]:
            table[()] = Fraction(item[2].rstrip("."))
        elif item[5]:
            for part in item[5].rstrip(".").split(", "):
                number, _, when = part.partition(" if ")
                states = dict(net.state(s) for s in when.split(" and "))
                table[tuple(states[p] for p in parents)] = Fraction(number)
        else:
            lines = (text + "\n")[item.end() :].split("\n")
            head, _, *rows = [x for x in lines[: 2 + 2 ** len(parents) + 1] if x.startswith("|")]
            assert re.findall(r"[A-Z](?= \|)", head) == parents and f"probability that {name} is {net.yes}" in head
            for row in rows[: 2 ** len(parents)]:
                *states_of, number = (cell.strip() for cell in row.strip("|").split("|"))
                table[tuple(net.state(f"{p} is {s}")[1] for p, s in zip(parents, states_of, strict=True))] = Fraction(number)
        assert len(table) == 2 ** len(parents)
        net.chance[name] = (parents, table)
    rest = "\n".join(x for x in rest.split("\n") if not x.startswith("|"))
    for form in IDLE:
        rest = re.sub(form, " ", rest)
    return net, " ".join(rest.split())


def follows(prompt: str, answer: str) -> bool:
    """Whether the answer is the probability asked for; or a most probable combination with its probability."""
    net, asked = network("\n".join(line.strip() for line in body(prompt).splitlines()))
    known: World = {}
    if seen := re.search(r"It is observed that (.*?), and nothing else is known\. Given this, ", asked):
        known = dict(net.state(s) for s in re.split(r" and |, ", seen[1]))
        asked = asked.replace(seen[0], "")
        asked = asked[0].upper() + asked[1:]
    worlds = [(world, weight) for world, weight in net.worlds() if all(world[name] == state for name, state in known.items())]
    total = sum(weight for _, weight in worlds)
    if found := re.fullmatch(rf"What is the probability that ({STATE}(?: and {STATE})*)\?", asked):
        wanted = dict(net.state(s) for s in found[1].split(" and "))
        return value(answer) == sum(weight for world, weight in worlds if wanted.items() <= world.items()) / total
    if not (found := re.fullmatch(r"Which combination of the states of ([A-Z](?:, [A-Z])* and [A-Z]) is the most probable one, and what is its probability\?", asked)):
        raise Unread(asked)
    names = re.findall(r"[A-Z]", found[1])
    chances = {
        states: sum(weight for world, weight in worlds if tuple(world[name] for name in names) == states) / total
        for states in product((True, False), repeat=len(names))
    }
    letters, _, number = answer.partition(";")
    chosen = set() if letters.strip() == "none" else {x.strip() for x in letters.split(",")}
    if not chosen <= set(names):
        return False
    mine = chances[tuple(name in chosen for name in names)]
    return list(chances.values()).count(max(chances.values())) == 1 and mine == max(chances.values()) and value(number) == mine
