"""Reads counterfactual/quantified: each sentence in every way that its words allow, as the set of worlds in which it is true; two ways that
differ are an ambiguous sentence. Who has which property and who did it to whom makes at most 2^16 worlds; a set of them is one integer."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from readers.counterfactual._sentences import FACTS, IDLE, LINKS, MEANT, NOT, NUMBERS, ORDER, QUANTIFIED, SURE, TWO
from readers.simulation._prompt import Text
from reading import Unread, body

NAMED = r"[A-Z]\w+(?:, [A-Z]\w+)* and [A-Z]\w+"
THERE = (
    rf"^(?P<count>\w+) (?P<heads>(?:crew )?\w+) are [\w -]+: (?P<names>{NAMED}), and (?:no others|nobody else)\.",
    rf"^The (?P<count>\w+) (?P<heads>(?:crew )?\w+) [\w -]+ are (?P<names>{NAMED}), and no one else\.",
    rf"^(?P<count>\w+) people and no others are [\w -]+ \(the (?P<heads>(?:crew )?\w+)\): (?P<names>{NAMED})\.",
    rf"^(?P<names>{NAMED}) are the (?P<count>\w+) (?P<heads>(?:crew )?\w+) [\w -]+; there are no others\.",
    rf"^(?:Picture|Imagine) (?P<count>\w+) (?P<heads>(?:crew )?\w+) [\w -]+, no more and no fewer: (?P<names>{NAMED})\.",
)
Kind = tuple[int, ...]
"""For each person, the worlds in which the person is one of the kind."""


def follows(prompt: str, answer: str) -> bool:
    text = Text(body(prompt))
    options = {found[1].upper(): found[2] for found in text.all(r"^\(([a-d])\) (.*)$")}
    premises = [found[1] for found in text.all(r"(?:(?:^- |^| )\[\d+\]) (.*?\.)(?=\s+(?:- )?\[\d+\] |\n|\Z)")]
    scene = Scene.of(text)
    text.drop(*IDLE)
    for words, convention in MEANT:
        unclear = [each for each in (*premises, *options.values()) if re.search(words, each, re.IGNORECASE)]
        if not text.take(convention) and unclear:
            raise Unread(f"how is it meant: {unclear[0]}")
    order = text.take(ORDER)
    if bool(order) > bool(scene.verb):
        raise Unread(prompt)
    text.end()
    true = scene.every
    for premise in premises:
        true &= scene.sentence(premise)
    if len(options) != 4 or not true:
        raise Unread("not four options, or premises that contradict one another")
    entailed = [letter for letter, option in options.items() if not true & ~scene.sentence(option)]
    if len(entailed) > 1:
        raise Unread(f"{entailed} all follow")
    return answer.strip() == (entailed[0] if entailed else "Unknown")


def stem(verb: str) -> str:
    """`carry` of `carries`."""
    return verb[:-3] + "y" if verb.endswith("ies") else re.sub(r"(?<=ch|sh|ss)es$|s$", "", verb)


class Property(NamedTuple):
    """What is said of one person and of several, with its denials; and the noun for such people, where there is one."""

    one: str
    not_one: str
    many: str
    not_many: str
    noun: str

    @staticmethod
    def of(said: str) -> "Property":
        """`is a doctor`, `plays chess`, `is tall`."""
        first, rest = said.split(" ", 1)
        if first != "is":
            plain = f"{stem(first)} {rest}"
            return Property(said, f"does not {plain}", plain, f"do not {plain}", "")
        noun = re.sub(r"^an? ", "", rest) if re.match(r"an? ", rest) else ""
        plural = f"{noun}s" if noun else rest
        return Property(said, f"is not {rest}", f"are {plural}", f"are not {plural}", noun)


class Scene:
    """The people of one story and what can be said of them. `has[property][person]` and `did[person][to whom]` are the worlds where it is so."""

    def __init__(self, heads: str, names: list[str], properties: list[str], teams: dict[str, list[str]], verb: str) -> None:
        self.heads, self.names, self.verb = heads, names, verb
        self.properties = [Property.of(said) for said in properties]
        size = len(names)
        self.teams = {team: {names.index(member) for member in members} for team, members in teams.items()}
        atoms = _atoms(size * (len(properties) + (size if verb else 0)))
        self.every = (1 << (1 << len(atoms))) - 1
        rows = [atoms[start : start + size] for start in range(0, len(atoms), size)]
        self.has, self.did = rows[: len(properties)], rows[len(properties) :]
        self.text, self.memo = "", dict[tuple[str, int], list[tuple[int, Any]]]()

    @staticmethod
    def of(text: Text) -> "Scene":
        there = text.need(*THERE)
        names = re.findall(r"[A-Z]\w+", there["names"])
        if NUMBERS.get(there["count"].lower()) != len(names):
            raise Unread(there[0])
        said = text.need(r"(?:It is about|The question is) who (.+?)\.")[1].split(", who ")
        teams = {found[1]: re.findall(r"[A-Z]\w+", found[2]) for found in text.all(rf"The members of the ([\w -]+) are ({NAMED})\.")}
        verb = text.take(r"Each of them may have (\w+) any number of the \w+, (?:himself or herself|themselves) included\.")
        return Scene(there["heads"], names, said, teams, verb[1] if verb else "")

    def sentence(self, sentence: str) -> int:
        """The worlds in which it is true. Raises Unread where the words allow none, or two that differ."""
        found = set[int]()
        for text in {sentence.removesuffix("."), sentence[0].lower() + sentence[1:].removesuffix(".")}:
            self.text, self.memo = text, {}
            found |= {worlds for end, worlds in self.slot("whole", 0) if end == len(text)}
        if len(found) != 1:
            raise Unread(f"{len(found)} readings: {sentence}")
        return found.pop()

    def slot(self, name: str, at: int) -> list[tuple[int, Any]]:
        """Where what stands at a place may end, and what it then means."""
        key = ({"S": "simple", "T": "simple", "isa": "is"}.get(name, name), at)
        if key not in self.memo:
            self.memo[key] = list(getattr(self, f"_{key[0]}")(at))
        return self.memo[key]

    def match(self, pattern: str, at: int) -> Iterator[tuple[int, dict[str, Any]]]:
        places: list[tuple[int, dict[str, Any]]] = [(at, {})]
        for literal, name in _pieces(pattern, self.heads):
            if not places:
                return
            if name:
                places = [(end, slots | {name: what}) for place, slots in places for end, what in self.slot(name, place)]
            else:
                places = [(found.end(), slots) for place, slots in places if (found := literal.match(self.text, place))]
        yield from places

    def _whole(self, at: int) -> Iterator[tuple[int, int]]:
        yield from self.slot("simple", at)
        for how, patterns in LINKS.items():
            for pattern in patterns:
                for end, slots in self.match(pattern, at):
                    one, other = slots["S"], slots["T"]
                    yield end, {"and": one & other, "or": one | other, "if": self.every ^ one | other, "iff": self.every ^ one ^ other}[how]

    def _simple(self, at: int) -> Iterator[tuple[int, int]]:
        """A statement that does not join two."""
        yield from (
            (end, self.every ^ slots["S"])
            for pattern in (NOT + " {S}", "the claim that {S} is false")
            for end, slots in self.match(pattern, at)
        )
        yield from ((end, slots["S"]) for end, slots in self.match(SURE + " {S}", at))
        for how, patterns in FACTS.items():
            for pattern in patterns:
                for end, slots in self.match(pattern, at):
                    worlds = (slots["is"] if "is" in slots else slots["many"])[slots["name"]]
                    yield end, worlds if how == "yes" else self.every ^ worlds
        for how, patterns in QUANTIFIED.items():
            for pattern in patterns:
                yield from ((end, self.quantified(how, slots)) for end, slots in self.match(pattern, at))

    def quantified(self, how: str, slots: dict[str, Any]) -> int:
        every = self.every
        kind = next(slots[name] for name in ("one", "many", "where", "isa") if name in slots)
        said: Kind = next(slots[name] for name in ("is", "are") if name in slots)
        pairs, domain = list(zip(kind, said, strict=True)), slots.get("of")
        if how in ("only", "unless"):
            exempt = [one | (every ^ which if how == "only" else which) for one, which in pairs]
            return self.all(one | (every ^ here) for one, here in zip(exempt, domain, strict=True))
        if how == "least":
            least = [every] + [0] * slots["count"]
            for one, which in pairs:
                least = [every] + [least[k] | least[k - 1] & one & which for k in range(1, len(least))]
            return least[-1]
        worlds = self.all(every ^ one | which if how.endswith("every") else every ^ (one & which) for one, which in pairs)
        return every ^ worlds if how in ("not every", "some") else worlds

    def all(self, each: Iterator[int]) -> int:
        worlds = self.every
        for one in each:
            worlds &= one
        return worlds

    def words(self, words: dict[str, Any], at: int) -> Iterator[tuple[int, Any]]:
        yield from ((at + len(word), what) for word, what in words.items() if self.text.startswith(word, at))

    def _name(self, at: int) -> Iterator[tuple[int, int]]:
        yield from self.words({name: person for person, name in enumerate(self.names)}, at)

    def _count(self, at: int) -> Iterator[tuple[int, int]]:
        yield from self.words(NUMBERS, at)

    def _of(self, at: int) -> Iterator[tuple[int, Kind]]:
        among = {f"among the members of the {team}, ": self.members(team) for team in self.teams}
        yield from self.words({"": self.members("")} | among, at)

    def members(self, team: str) -> Kind:
        return tuple(self.every if not team or person in self.teams[team] else 0 for person in range(len(self.names)))

    def both(self, one: Kind, other: Kind) -> Kind:
        return tuple(x & y for x, y in zip(one, other, strict=True))

    def _where(self, at: int) -> Iterator[tuple[int, Kind]]:
        for end, here in self.words({"": self.members("")} | {f"in the {team} ": self.members(team) for team in self.teams}, at):
            yield end, here
            if self.text.startswith("who ", end):
                yield from ((stop + 1, self.both(here, said)) for stop, said in self.slot("is", end + 4) if self.text.startswith(" ", stop))

    def _one(self, at: int) -> Iterator[tuple[int, Kind]]:
        yield from self.people(at, "is", "")

    def _many(self, at: int) -> Iterator[tuple[int, Kind]]:
        yield from self.people(at, "are", "s")

    def people(self, at: int, verb: str, ending: str) -> Iterator[tuple[int, Kind]]:
        nouns = {each.noun + ending: tuple(self.has[number]) for number, each in enumerate(self.properties) if each.noun}
        for end, kind in self.words(nouns, at):
            yield end, kind
            yield from self.words_after(end, kind)
        members = {f"member{ending} of the {team}": self.members(team) for team in self.teams}
        for end, kind in self.words({self.heads.removesuffix("s") + ending: self.members("")} | members, at):
            yield end, kind
            if self.text.startswith(" who ", end):
                yield from ((stop, self.both(kind, said)) for stop, said in self.slot(verb, end + 5))

    def words_after(self, at: int, kind: Kind) -> Iterator[tuple[int, Kind]]:
        yield from self.words({f" in the {team}": self.both(kind, self.members(team)) for team in self.teams}, at)

    def _is(self, at: int) -> Iterator[tuple[int, Kind]]:
        yield from self.said(at, "plain_is")

    def _are(self, at: int) -> Iterator[tuple[int, Kind]]:
        yield from self.said(at, "plain_are")

    def said(self, at: int, plain: str) -> Iterator[tuple[int, Kind]]:
        """A verb phrase, or two that are joined."""
        yield from self.slot(plain, at)
        for lead, joint, way in TWO:
            for end, one in self.slot(plain, at + len(lead)) if self.text.startswith(lead, at) else ():
                for stop, other in self.slot(plain, end + len(joint)) if self.text.startswith(joint, end) else ():
                    yield stop, tuple(x & y if way == "and" else x | y for x, y in zip(one, other, strict=True))

    def _plain_is(self, at: int) -> Iterator[tuple[int, Kind]]:
        yield from self.phrases(at, False)

    def _plain_are(self, at: int) -> Iterator[tuple[int, Kind]]:
        yield from self.phrases(at, True)

    def no(self, kind: Kind) -> Kind:
        return tuple(self.every ^ worlds for worlds in kind)

    def phrases(self, at: int, many: bool) -> Iterator[tuple[int, Kind]]:
        for number, each in enumerate(self.properties):
            kind = tuple(self.has[number])
            yield from self.words({each.many if many else each.one: kind, each.not_many if many else each.not_one: self.no(kind)}, at)
        if not self.verb:
            return
        everybody, pattern = (
            range(len(self.names)),
            rf"(?:{self.verb}|(did not) {self.verb[:2]}\w+|{'were' if many else 'was'}( not)? {self.verb} by) ",
        )
        found = re.compile(pattern).match(self.text, at)
        if found:
            passive = " by " in found[0]
            for end, name in self.slot("name", found.end()):
                kind = tuple(self.did[name][person] if passive else self.did[person][name] for person in everybody)
                yield end, self.no(kind) if found[1] or found[2] else kind
        for words, how in (("every", "every"), ("at least one", "some"), ("any", "some"), ("no", "no")):
            lead = f"{self.verb} {words} "
            for end, kind in self.slot("one", at + len(lead)) if self.text.startswith(lead, at) else ():
                yield end, tuple(self.quantified(how, {"one": kind, "is": tuple(self.did[person])}) for person in everybody)


@cache
def _pieces(pattern: str, heads: str) -> list[tuple[re.Pattern[str], str]]:
    """Words and slots, in their order."""
    pattern = pattern.replace("HEADS", heads).replace("HEAD", heads.removesuffix("s"))
    return [(re.compile(words), name) for words, name in re.findall(r"((?:[^{}])+)|\{(\w+)\}", pattern)]


@cache
def _atoms(count: int) -> list[int]:
    """Of each of so many statements that may be true or false, the worlds in which it is true: bit w of it is bit `place` of w."""
    found = []
    for place in range(count):
        worlds, size = ((1 << (1 << place)) - 1) << (1 << place), 2 << place
        while size < 1 << count:
            worlds, size = worlds | worlds << size, 2 * size
        found.append(worlds)
    return found
