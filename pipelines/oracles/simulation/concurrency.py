"""Independent route: states as dictionaries of names, lines carried out on copies; all schedules by recursion with a memory."""

import re


def check(problem: dict, answer: str) -> bool:
    if problem["ask"] == "values":
        told = re.findall(r"-?\d+", answer)
        return len(told) == len(set(told)) and {int(number) for number in told} == _ends(problem)
    world = _first(problem)
    for letter in re.findall("[A-D]", re.sub("[a-z]{2,}", " ", answer).upper()):
        number = "ABCD".index(letter)
        after = _after(problem, world, number) if number < len(problem["threads"]) else None
        if after is None:
            return False
        world = after
    if any(_after(problem, world, number) for number in range(len(problem["threads"]))):
        return False
    done = all(world[f"line {number}"] == len(lines) for number, lines in enumerate(problem["threads"]))
    if problem["ask"] == "deadlock":
        return not done
    return done and world["variable 0"] == problem["wanted"]


def _first(problem: dict) -> dict:
    world = {f"line {number}": 0 for number in range(len(problem["threads"]))}
    world |= {f"own {number}": 0 for number in range(len(problem["threads"]))}
    world |= {f"variable {number}": value for number, value in enumerate(problem["variables"])}
    world |= {f"semaphore {number}": value for number, value in enumerate(problem["semaphores"])}
    return world | {f"taken {number}": False for number in range(problem["locks"])}


def _after(problem: dict, world: dict, number: int) -> dict | None:
    """The world after a step of a thread, or None."""
    lines, at = problem["threads"][number], world[f"line {number}"]
    if at >= len(lines):
        return None
    kind, about, *rest = lines[at]
    new = {**world, f"line {number}": at + 1}
    if kind == "lock":
        if world[f"taken {about}"]:
            return None
        new[f"taken {about}"] = True
    elif kind == "unlock":
        new[f"taken {about}"] = False
    elif kind == "wait":
        if not world[f"semaphore {about}"]:
            return None
        new[f"semaphore {about}"] -= 1
    elif kind == "signal":
        new[f"semaphore {about}"] += 1
    elif kind == "get":
        new[f"own {number}"] = world[f"variable {about}"]
    elif kind == "put":
        new[f"variable {about}"] = world[f"own {number}"] + rest[0]
    elif kind == "let":
        new[f"variable {about}"] = rest[0]
    elif kind == "add":
        new[f"variable {about}"] += rest[0]
    else:
        relation, bound, to = rest
        value = world[f"variable {about}"]
        if {"==": value == bound, "!=": value != bound, "<": value < bound, ">": value > bound}[relation]:
            new[f"line {number}"] = to
    return new


def _ends(problem: dict) -> set[int]:
    """The values of x after all schedules that let every thread finish."""
    met: set[tuple] = set()
    found: set[int] = set()

    def go(world: dict) -> None:
        key = tuple(world.values())
        if key in met:
            return
        met.add(key)
        if all(world[f"line {number}"] == len(lines) for number, lines in enumerate(problem["threads"])):
            found.add(world["variable 0"])
        for number in range(len(problem["threads"])):
            if after := _after(problem, world, number):
                go(after)

    go(_first(problem))
    return found
