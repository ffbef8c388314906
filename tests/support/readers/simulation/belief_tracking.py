"""Who thinks what of whom: for each chain of people (what A thinks that B thinks ...) the events that all of the chain notice are followed, back to the start."""

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from readers.simulation._prompt import Text
from reading import Unread, body

IDLE = (
    r"^In the end, after everything told below:$", r"^Give one box for each of these questions\.$", r"^Name a box for each question\.$", r"^Each question has one box as its answer\.$",
    r"^Answer with one box for each question\.$", r"^Answer these questions about the time after the last event:$", r"^After the scene, the audience is asked:$",
    r"^When all this has happened:$", r"From then on, this is what happens:", r"^Then the following happens:$", r"^For what people notice and think, this holds:$",
    r"^How people come to think what they think:$", r"^The audience is told how the characters think:$", r"^Who thinks what\? Here are the rules of the game\.$", r"^A scene for a play\.",
)  # fmt: skip
ROOM = r"the (?:room|kitchen|attic|workshop)"
ALWAYS = (
    rf"^[-*] Being in {ROOM} does not show what is in the boxes\. Those who are there see who else is there, and notice openly what happens there: each of them knows that all of them notice it, and "
    r"that all know this of one another\. Nobody else notices it\.$",
    rf"^[-*] When somebody puts a thing into a box, everybody in {ROOM} sees which thing it is and which box\.$",
    r"^[-*] Otherwise nobody changes their mind about anything, be it where a thing is or what somebody else thinks\. All of them know these rules and expect the others to think by them\.$",
)
RULES = {
    "cloth": r"^[-*] What is done under a cloth shows which boxes are meant, but not what is in them, if anything, not even to the person who does it\. Each who sees it then thinks that what they took "
    r"to be in the one box has gone into the other(?: \(in an exchange, both ways\))?\.$",
    "looks": rf"^[-*] Whoever looks into the boxes sees where everything is\. The others in {ROOM} notice that this person looks, but see nothing in the boxes: they go on thinking what they thought "
    r"about them, and each takes it that the person who looks finds everything where they themselves think it is\.$",
    '"': r"^[-*] What is said may be false, by mistake or on purpose\. Whoever hears it believes it at once, whatever they thought before, and thinks that the speaker believes it too\. The speaker's "
    r"own opinion about the thing stays as it was\.(?: What is told to one person alone is noticed by these two only, wherever they are; both know that both heard it\.)?"
    rf"(?: What is said to everybody in {ROOM} is heard openly by all who are there\.)?$",
    "secretly (?:watches|overhears)": r"^[-*] Somebody who secretly watches(?: or overhears)? notices the same as those who are openly there, and thinks of them accordingly; but nobody notices or suspects the person who does "
    r"so\.$|^[-*] Somebody who secretly overhears notices the same as those who are openly there, and thinks of them accordingly; but nobody notices or suspects the person who does so\.$",
    "wrongly": rf"^[-*] Somebody who wrongly thinks that another is secretly watching thinks that this other person notices the same as those in {ROOM}, as a secret watcher would\. In truth that person "
    r"does not, and nobody knows about this mistake or has the same thought\.$",
}
DISTRUST = (
    r"^[-*] Everybody knows, and knows that all know: (.+)\. Whoever never believes a speaker does not change their mind about where the thing is, nor about where that speaker thinks it is; they only "
    r"take note of what the other hearers now think\.$"
)
SCENE = (
    r"((?:\w+, )*\w+ and \w+) are in an? (?:room|kitchen|attic|workshop), which has \d closed boxes: [A-Z, and]+\. All of them see that (the \w+ is in box [A-Z](?:(?:,| and) the \w+ is in box [A-Z])*)\."
)
QUESTION = r"^\d+\. In which box does (\w+) think ((?:that \w+ thinks )*)that the (\w+) is\?$"
EVENT = r"^\d+\. (.+)$"
Chain = tuple[str, ...]


class Event(NamedTuple):
    """`there`: who notices it openly; `watcher`: who does so in secret; `mistaken`: who thinks that another one does, and whom."""

    kind: str
    words: tuple[str, ...]
    there: frozenset[str]
    watcher: str | None
    mistaken: tuple[str, str] | None

    def noticed(self, chain: Chain) -> bool:
        """Whether the first of the chain notices it, and thinks that the second does, and thinks that he thinks that the third does, ..."""
        return _noticed(self.there, self.watcher, self.mistaken, chain)


def _noticed(there: frozenset[str], watcher: str | None, mistaken: tuple[str, str] | None, chain: Chain) -> bool:
    if not chain:
        return True
    if chain[0] not in there and chain[0] != watcher:
        return False
    suspected = mistaken[1] if mistaken and mistaken[0] == chain[0] else None
    return _noticed(there, suspected, None, chain[1:])


def _event(text: str, present: set[str]) -> Event:
    main, watcher, mistaken = text, None, None
    if found := re.search(r"(?<=[.\"]) (\w+) secretly (?:watches|overhears) this\.", main):
        main, watcher = main.replace(found[0], ""), found[1]
    if found := re.search(r"(?<=[.\"]) (\w+) wrongly thinks that (\w+) is secretly (?:watching|overhearing) this\.", main):
        main, mistaken = main.replace(found[0], ""), (found[1], found[2])
    there = frozenset(present)
    kinds = {
        "put": r"(\w+) puts the (\w+) into box ([A-Z])\.",
        "empty": r"Under a cloth, \w+ empties box ([A-Z]) into box ([A-Z])\.",
        "exchange": r"Under a cloth, \w+ exchanges all that is in box ([A-Z]) for all that is in box ([A-Z])\.",
        "look": r"(\w+) looks into all the boxes\.",
        "say": rf"(\w+) says to everybody in {ROOM}: \"The (\w+) is in box ([A-Z])\.\"",
    }
    for kind, pattern in kinds.items():
        if found := re.fullmatch(pattern, main):
            return Event(kind, found.groups(), there, watcher, mistaken)
    if found := re.fullmatch(r"(\w+) tells (\w+) alone: \"The (\w+) is in box ([A-Z])\.\"", main):
        return Event("say", (found[1], found[3], found[4]), frozenset(found.groups()[:2]), watcher, mistaken)
    raise Unread(text)


def follows(prompt: str, answer: str) -> bool:
    text = Text(body(prompt))
    questions, lines = text.all(QUESTION), text.all(EVENT)
    scene = text.need(SCENE)
    present, start = set(re.split(r", | and ", scene[1])), dict(re.findall(r"the (\w+) is in box ([A-Z])", scene[2]))
    distrust = text.take(DISTRUST)
    doubts = set(re.findall(r"(\w+) never believes (\w+)", distrust[1])) if distrust else set()
    for pattern in ALWAYS:
        text.need(pattern)
    told = "\n".join(line[1] for line in lines)
    for word, pattern in RULES.items():
        (text.need if re.search(word, told) else text.take)(pattern)
    text.drop(*IDLE)
    text.end()
    events = list[Event]()
    for line in lines:
        if found := re.fullmatch(r"((?:\w+, )*\w+(?: and \w+)?) (leaves?|comes? in)\.", line[1]):
            people = set(re.split(r", | and ", found[1]))
            present = present - people if "leave" in found[2] else present | people
        else:
            events.append(_event(line[1], present))

    @cache
    def place(chain: Chain, time: int, thing: str) -> str:
        """Where the thing is after so many events, by what the first of the chain thinks that the second thinks ...; where it really is for nobody."""
        if time == 0:
            return start[thing]
        event, before = events[time - 1], place(chain, time - 1, thing)
        if not event.noticed(chain):
            return before
        match event.kind, event.words:
            case "put", (_, moved, box) if moved == thing:
                return box
            case "empty", (one, other) if before == one:
                return other
            case "exchange", (one, other) if before in (one, other):
                return other if before == one else one
            case "look", (looker,) if chain and chain[-1] == looker:
                return place(chain[:-1], time - 1, thing)
            case "say", (speaker, said, box) if said == thing and chain:
                hearer = chain[-1] if chain[-1] != speaker else chain[-2] if len(chain) > 1 else None
                return box if hearer and (hearer, speaker) not in doubts else before
        return before

    right = list[str]()
    for number, found in enumerate(questions, start=1):
        chain = (found[1], *re.findall(r"that (\w+) thinks ", found[2]))
        if any(one == other for one, other in pairwise(chain)):
            raise Unread(found[0])
        right.append(f"{number}: {place(chain, len(events), found[3])}")
    return sorted(answer.strip().split(", ")) == sorted(right)
