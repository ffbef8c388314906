"""Independent route: every person carries a whole picture of the world, with pictures of the others' pictures in it; each event is told
to whoever is there for it, in the version that they know of."""

import re


def check(problem: dict, answer: str) -> bool:
    right = ["ABCDEFG"[box] for box in _answers(problem)]
    words = re.findall(r"\d+|[A-Z]+", answer.upper())
    numbered = dict(zip(words[::2], words[1::2], strict=False))
    return words == right or (len(words) == 2 * len(right) and numbered == {str(number): box for number, box in enumerate(right, 1)})


def solutions(problem: dict) -> int:
    """Each question has one box."""
    return 1 if len(_answers(problem)) == len(problem["asked"]) else 0


class _Picture:
    """Where things are as somebody pictures it, and what they think that the others picture."""

    def __init__(self, owner: int | None, places: list, persons: int, depth: int) -> None:
        self.owner, self.places = owner, list(places)
        self.of = {p: _Picture(p, places, persons, depth - 1) for p in range(persons) if p != owner} if depth else {}

    def told(self, event: dict, deaf: set) -> None:
        """The event happens to the picture; those who are there, as far as its owner knows, see their own versions."""
        kind, who = event["kind"], event["who"]
        places = self.places
        if kind == "puts":
            places[event["thing"]] = event["box"]
        elif kind == "tips":
            one, other = event["box"], event["into"]
            back = {other: one} if event["swap"] else {}
            self.places = [({one: other} | back).get(box, box) for box in places]
        for person, picture in self.of.items():
            openly = {**event, "spy": -1, "fooled": -1, "supposed": -1}
            if person in event["there"]:
                version = {**openly, "spy": event["supposed"]} if person == event["fooled"] else openly
            elif person == event["spy"]:
                version = openly
            else:
                continue
            picture.told(version, deaf)
            if kind == "looks" and person == who:
                picture.places = list(self.places)
            elif kind == "says":
                listener = self.owner if person == who else person  # whoever trusts the speaker thinks that the speaker means it
                if listener is not None and (listener, who) not in deaf:
                    picture.places[event["thing"]] = event["box"]


def _answers(problem: dict) -> list[int]:
    persons, asked = len(problem["names"]), problem["asked"]
    world = _Picture(None, problem["start"], persons, max(len(chain) for chain, _ in asked))
    deaf, room = {tuple(pair) for pair in problem["deaf"]}, set(range(persons))
    for kind, who, *rest in problem["story"]:
        if kind == "goes":
            room ^= set(who)
            continue
        event = {"kind": kind, "who": who, "there": set(room), "spy": -1, "fooled": -1, "supposed": -1, "swap": False}
        fields = {
            "puts": ("thing", "box", "spy", "fooled", "supposed"),
            "tips": ("box", "into", "swap", "spy", "fooled", "supposed"),
            "looks": ("spy", "fooled", "supposed"),
            "says": ("to", "thing", "box", "spy"),
        }[kind]
        event.update(zip(fields, rest, strict=False))
        if kind == "says" and event["to"] >= 0:
            event["there"] = {who, event["to"]}
        world.told(event, deaf)
    found = []
    for chain, thing in asked:
        picture = world
        for person in chain:
            picture = picture.of[person]
        found.append(picture.places[thing])
    return found
