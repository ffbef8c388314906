"""Independent route: the goods of each person as a set, moved by the steps of the record as plain lists."""

import re


def _course(problem: dict) -> list[set[int]]:
    bags: list[set[int]] = [
        {good for good, holder in enumerate(problem["start"]) if holder == person} for person in range(len(problem["people"]))
    ]
    swappers: dict[int, list[int]] = {}
    verdicts: dict[int, bool] = {}

    def find(who: int | list) -> int:
        return who if isinstance(who, int) else next(person for person, bag in enumerate(bags) if who[1] in bag)

    def so(kind: str, *about: int) -> bool:
        if kind == "holds":
            return about[1] in bags[about[0]]
        if kind == "together":
            return any(set(about) <= bag for bag in bags)
        if kind == "more":
            return len(bags[about[0]]) > len(bags[about[1]])
        return verdicts[about[0]]

    def do(number: int, kind: str, *about: object) -> None:
        if kind == "give":
            good, to = about
            receiver = find(to)  # type: ignore[arg-type]
            for bag in bags:
                bag.discard(good)  # type: ignore[arg-type]
            bags[receiver].add(good)  # type: ignore[arg-type]
        elif kind == "pass":
            (ring,) = about
            taken = [bags[person] for person in ring]  # type: ignore[attr-defined]
            for person, bag in zip(ring, taken[-1:] + taken[:-1], strict=True):  # type: ignore[call-overload]
                bags[person] = bag
        else:
            pair = [find(who) for who in about] if kind == "swap" else swappers.get(about[0], [])  # type: ignore[arg-type, call-overload]
            if len(set(pair)) == 2:
                first, second = pair
                bags[first], bags[second] = bags[second], bags[first]
                swappers[number] = pair

    for number, step in enumerate(problem["steps"]):
        if number in problem["void"]:
            continue
        condition = step["condition"]
        verdicts[number] = condition is None or so(*condition) is step["positive"]
        action = step["then"] if verdicts[number] else step["otherwise"]
        if action:
            do(number, *action)
    return bags


def solutions(problem: dict) -> int:
    """A record is followed in one way."""
    return int(len(_course(problem)) == len(problem["people"]))


def check(problem: dict, answer: str) -> bool:
    """Goods belong to the last person named before them, or to the next one where a good stands first."""
    people, goods = ({word.lower(): number for number, word in enumerate(problem[key])} for key in ("people", "goods"))
    words = [word for word in re.findall(r"[a-z]+", answer.lower()) if word in people or word in goods]
    if words and words[0] in goods:
        words.reverse()
    named: list[tuple[int, int]] = []
    current = None
    for word in words:
        if word in people:
            current = people[word]
        elif current is not None:
            named.append((current, goods[word]))
    return sorted(named) == sorted((person, good) for person, bag in enumerate(_course(problem)) for good in bag)
