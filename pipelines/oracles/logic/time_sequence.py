"""Independent route: every minute of every day by sets, every choice of cancelled appointments, every set of people who could meet."""

import re
from functools import cache
from itertools import combinations


def check(problem: dict, answer: str) -> bool:
    """The two numbers of the text, without those that number lines, which must be the answer."""
    text = re.sub(r"(?m)^\s*[12][.)] ", "", re.sub(r"^\W*(?=\d)", "", answer))
    return [int(number) for number in re.findall(r"\d{1,9}", text)] == _answer(problem)


def solutions(problem: dict) -> int:
    return len({tuple(_answer(problem))})


def _answer(problem: dict) -> list[int]:
    people = problem["calendars"]
    groups = [
        group
        for size in range(1, len(people) + 1)
        for group in combinations(range(len(people)), size)
        if all(len(set(group) & set(need["people"])) >= need["count"] for need in problem["needs"])
    ]
    longest = starts = 0
    for day in range(len(people[0]["busy"])):
        runs = [_runs(*_key(person, day)) for person in people]
        for start in range(0, 1440, problem["step"]):
            best = max(min(runs[person][start] for person in group) for group in groups)
            longest, starts = max(longest, best), starts + (best >= problem["length"])
    return [longest, starts]


def _key(person: dict, day: int) -> tuple:
    spans = tuple(map(tuple, person["busy"][day]))
    return tuple(person["hours"]), spans, tuple(map(tuple, person["lunch"])), *(
        person[name] for name in ("ahead", "before", "after", "short", "cancels")
    )  # fmt: skip


@cache
def _runs(hours: tuple, busy: tuple, lunch: tuple, ahead: int, before: int, after: int, short: int, cancels: int) -> list[int]:
    """For each minute at the office how many minutes in a row the person can be there from then on."""
    counted = [span for span in busy if span[1] - span[0] >= short]
    runs = [0] * 1440
    for size in range(min(cancels, len(counted)) + 1):
        for cancelled in combinations(counted, size):
            free = set(range(*hours))
            for span in lunch:
                free -= set(range(*span))
            for start, end in set(counted) - set(cancelled):
                free -= set(range(start - before, end + after))
            run = 0
            for minute in range(1439, -1, -1):
                run = run + 1 if minute + 60 * ahead in free else 0
                runs[minute] = max(runs[minute], run)
    return runs
