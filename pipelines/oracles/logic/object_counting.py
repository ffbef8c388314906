"""Independent route: a purse of things for each person, by name, through events read from plain lists."""

import re
from collections import Counter

_OF = {
    "fruit": "apple pear banana plum lemon mango",
    "tool": "hammer saw screwdriver drill chisel spanner",
    "instrument": "violin trumpet guitar flute harp cello",
    "animal": "goat cow duck rabbit horse hen",
    "garment": "shirt jacket skirt coat sweater vest",
    "furniture": "chair table desk sofa stool wardrobe",
}


class _Story:
    def __init__(self, problem: dict):
        self.things = problem["things"]
        numbers = iter(problem["start"])
        self.purses = [Counter({thing: next(numbers) for thing in self.things}) for _ in problem["people"]]

    def hand_over(self, giver: int, receiver: int, thing: str, number: int) -> None:
        if number > self.purses[giver][thing]:
            raise ValueError("somebody gives what they don't have")
        self.purses[giver][thing] -= number
        self.purses[receiver][thing] += number

    def happen(self, kind: str, *about: int | str) -> None:
        if kind in ("all", "exchange"):
            first, second, category = about
            mine, yours = self.purses[first], self.purses[second]  # type: ignore[index]
            for thing in _OF[category].split():  # type: ignore[index]
                if kind == "all":
                    yours[thing] += mine[thing]
                    mine[thing] = 0
                else:
                    mine[thing], yours[thing] = yours[thing], mine[thing]
        elif kind == "most":
            to, place, number = about
            thing = self.things[place]
            amounts = [purse[thing] for purse in self.purses]
            self.hand_over(amounts.index(max(amounts)), to, thing, number)  # type: ignore[arg-type]
        elif kind in ("give", "half"):
            giver, receiver, place = about[:3]
            thing = self.things[place]
            number = about[3] if kind == "give" else self.purses[giver][thing] // 2  # type: ignore[index]
            self.hand_over(giver, receiver, thing, number)  # type: ignore[arg-type]
        else:
            person, place, *more = about
            thing = self.things[place]
            purse = self.purses[person]  # type: ignore[index]
            if kind == "match":
                purse[thing] += self.purses[more[0]][self.things[more[1]]]  # type: ignore[index]
            else:
                purse[thing] += {"get": 1, "lose": -1}[kind] * more[0] if more else purse[thing]  # type: ignore[operator]


def _right(problem: dict) -> int:
    story = _Story(problem)
    for step in problem["steps"]:
        happens = True
        if step["condition"]:
            person, thing, other, like = step["condition"]
            happens = story.purses[person][story.things[thing]] > story.purses[other][story.things[like]]
        story.happen(*(step["then"] if happens else step["otherwise"]))
    return sum(story.purses[person][thing] for person in problem["asked"] for thing in _OF[problem["category"]].split())


def solutions(problem: dict) -> int:
    """There is one number of things."""
    return int(_right(problem) >= 0)


def check(problem: dict, answer: str) -> bool:
    found = re.findall(r"-?\d+(?:\.0+)?", answer.replace(",", ""))
    return len(found) == 1 and float(found[0]) == _right(problem)
