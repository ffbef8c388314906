"""File system: logs drawn line by line beside the running tree, some of whose lines fail for a reason that only who has followed knows.

Effort is the number of lines, of paths that come and go, and of places where rights are looked up."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import chain, combinations
from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.simulation.file_system.cheap import SKIPPED, SLIPS, confused, skipping, tempting, written
from synth.generators.simulation.file_system.drawing import GROUPS, USERS, Log
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.simulation import _states
from synth.verifiers.simulation.file_system import Ask, FileSystem, Group, Readers, answer, run, states, told, verify
from synth.verifiers.simulation.file_system.system import System

TRIES = 120
Share = Annotated[float, Meta(ge=0, le=0.5)]


class Knobs(Frozen, frozen=True):
    asks: Annotated[tuple[Ask, ...], Meta(min_length=1)]
    """What may be asked for: all paths, the lines that failed, who may read files, what somebody may read."""
    entries: Annotated[int, Meta(ge=3, le=12)]
    """Directories and files at the start."""
    lines: Annotated[int, Meta(ge=3, le=36)]
    """Lines of the log."""
    failing: Share
    """Share of lines that fail."""
    copies: bool
    """Whether there are copies, and moves into directories."""
    patterns: bool
    """Whether lines may name all files of a directory with one ending."""
    links: bool
    """Whether files may get further names."""
    rights: Share
    """Share of lines about rights, where those are asked about."""
    membership: bool
    """Whether groups change."""
    files: Annotated[int, Meta(ge=1, le=4)]
    """Files whose readers are asked for."""
    tempting: bool
    """Whether cheap policies may come out right."""


LEVELS = (
    Knobs(("tree",), 5, 5, 0, False, False, False, 0, False, 1, True),
    Knobs(("tree",), 6, 7, 0, True, False, False, 0, False, 1, True),
    Knobs(("tree", "failed"), 6, 9, 0.25, True, False, False, 0, False, 1, True),
    Knobs(("tree", "failed"), 6, 11, 0.25, True, True, False, 0, False, 1, False),
    Knobs(("tree", "failed"), 7, 15, 0.25, True, True, True, 0, False, 1, False),
    Knobs(("readers", "readable"), 8, 17, 0.1, True, False, False, 0.5, False, 3, False),
    Knobs(("readers", "readable"), 9, 20, 0.15, True, False, True, 0.5, False, 3, False),
    Knobs(("readers", "readable"), 9, 23, 0.15, True, True, True, 0.45, False, 3, False),
    Knobs(("readers", "readable"), 9, 27, 0.15, True, True, True, 0.45, True, 4, False),
    Knobs(("readers", "readable"), 9, 33, 0.15, True, True, True, 0.45, True, 4, False),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    ask = rng.choice(knobs.asks)
    for _ in range(TRIES):
        problem = _drawn(rng, knobs, ask)
        if problem and (knobs.tempting or problem.users or not tempting(problem)):
            return _sample(problem)
    raise Discard("tempting")


def _drawn(rng: Random, knobs: Knobs, ask: Ask) -> FileSystem | None:
    with_rights = ask in ("readers", "readable")
    users, groups = _people(rng, knobs) if with_rights else ((), ())
    is_open = with_rights and rng.random() < 0.4
    log = Log(rng, users, [group.name for group in groups], knobs.failing, rng.sample(users, 1) if ask == "readable" else users)
    start = log.start(knobs.entries)
    system = System(start, [(group.name, group.users) for group in groups], is_open)
    try:
        lines = log.lines(system, ask, knobs.lines, knobs.copies, knobs.patterns, knobs.links, knobs.rights, knobs.membership)
    except ValueError:  # the tree has grown too large
        return None
    if not lines or len(log.failed) < 2 * (ask == "failed") or not 3 <= len(system.paths()) <= 20:
        return None
    about: tuple[str, ...] | None = ()
    if with_rights:
        skipped = (skipping(start, groups, is_open, lines, words) for words in SKIPPED.values())
        slips = chain((log.before,), (slip(system, lines) for slip in SLIPS), filter(None, skipped))
        about = _about(rng, knobs.files, ask, users, system, slips)
    return None if about is None else FileSystem(start, users, groups, is_open, lines, ask, about)


def _about(rng: Random, count: int, ask: Ask, users: tuple[str, ...], system: System, slips: Iterable[Readers]) -> tuple[str, ...] | None:
    """Files, or a user, about whom every slip leads to a wrong answer."""
    readers = {path: set(system.readers(path, users)) for path in system.files()}
    if ask == "readable":
        able = [user for user in users if 2 <= sum(user in names for names in readers.values()) <= len(readers) - 2]
        for slip in slips:
            able = [user for user in able if any((user in slip(path, able)) != (user in names) for path, names in readers.items())]
            if not able:
                return None
        return (rng.choice(able),) if able else None
    free = [path for path, names in readers.items() if 0 < len(names) < len(users)]
    if len(free) < count:
        return None
    rng.shuffle(free)
    wrong: list[set[str]] = []
    for slip in slips:
        wrong.append({path for path in free if set(slip(path, users)) != readers[path]})
        if not wrong[-1]:
            return None
    chosen = list[str]()
    while len(chosen) < count:
        path = max((path for path in free if path not in chosen), key=lambda path: sum(path in paths for paths in wrong))
        chosen.append(path)
        wrong = [paths for paths in wrong if path not in paths]
    return None if wrong else tuple(sorted(chosen))


def _people(rng: Random, knobs: Knobs) -> tuple[tuple[str, ...], tuple[Group, ...]]:
    users = tuple(sorted(rng.sample(USERS, rng.choice((4, 5)) + (knobs.files > 2))))
    names = sorted(rng.sample(GROUPS, 2 + (knobs.files > 2)))
    members = rng.sample([*combinations(users, 2), *combinations(users, 3)], len(names))
    return users, tuple(map(Group, names, members))


def _sample(problem: FileSystem) -> Sample:
    gold = written(answer(problem))
    done = run(problem)[0]
    effort = sum(1 + len(one.new) + len(one.old) + len(one.told) for one in done) + _looked_up(problem)
    other, wrong = confused(problem)
    tempted = _states.answered(told(other), wrong) if wrong and not verify(problem, wrong) else ""
    return Sample(problem, gold, effort=float(effort), trace=_states.written(states(problem)), rejected=tempted)


def _looked_up(problem: FileSystem) -> int:
    """Places where rights are looked up for what is asked."""
    if problem.ask == "readers":
        return len(problem.users) * sum(path.count("/") + 1 for path in problem.about)
    return sum(path.count("/") + 1 for path in run(problem)[1].files()) if problem.users else 0


def corrupt(problem: FileSystem, answer: str, rng: Random) -> str:
    """Another path, name or number in one place."""
    words = answer.split(" ")
    place = rng.randrange(len(words))
    word = words[place].rstrip(":;")
    if problem.ask == "failed":
        new = str(int(word) + 1)
    elif word in problem.users:
        new = rng.choice([user for user in problem.users if user != word])
    else:
        new = word + ("x" if len(word.rpartition("/")[2].partition(".")[2]) < 4 else "/x")
    words[place] = new + words[place][len(word) :]
    return " ".join(words)


_TAKEN = {
    "delete": {"delete"},
    "move": {"move", "copy", "link"},
    "copy": {"move", "copy", "link"},
    "link": {"link"},
    "set or clear rights for": {"allow", "deny", "clear"},
}
"""What is done to paths that have to exist, and the lines for which the prompt says so."""


def prompt_variables(problem: FileSystem, rng: Random) -> dict[str, object]:
    log = [line.split(" ") for line in problem.log]
    kinds = {words[0] for words in log}
    return {
        "start": problem.start,
        "users": problem.users,
        "groups": [{"name": group.name, "users": group.users} for group in problem.groups],
        "open": problem.open,
        "log": [{"what": words[0], "a": words[1], "b": words[-1], "pattern": "*" in words[1]} for words in log],
        "kinds": kinds,
        "ending": _endings(problem)[0],
        "patterns": any("*" in words[1] for words in log),
        "taken": [verb for verb, told in _TAKEN.items() if kinds & told],
        "into": bool(kinds & {"move", "copy", "link"}),
        "rights": bool(problem.users),
        "membership": bool(kinds & {"join", "leave"}),
        "ask": problem.ask,
        "about": problem.about,
        "examples": tuple(_example(problem, rng) for _ in range(3)),
    }


def _endings(problem: FileSystem) -> list[str]:
    """Endings of files that the problem has, those of patterns first."""
    named = sorted(line.split(" ")[1] for line in problem.log if "*" in line) + [*problem.start, *problem.log]
    return list(dict.fromkeys(ending for text in named for ending in re.findall(r"\.([a-z]+)", text)))


def _example(problem: FileSystem, rng: Random) -> str:
    """An answer to another problem: paths and names that this one has not."""
    if problem.ask == "failed":
        return " ".join(map(str, sorted(rng.sample(range(len(problem.log) + 1, len(problem.log) + 20), rng.choice((2, 3))))))
    endings = _endings(problem)
    paths = [f"{folder}/{name}.{rng.choice(endings)}" for folder, name in zip(rng.sample("kqvwz", 4), rng.sample("kqvwz", 4), strict=True)]
    if problem.ask == "tree":
        return " ".join([paths[0][0], paths[0], *([] if rng.random() < 0.5 else [rng.choice("hjp")])])
    if problem.ask == "readable":
        return " ".join(paths[: rng.choice((2, 3))])
    users = [" ".join(rng.sample("hjmp", rng.choice((1, 2)))) for _ in paths]
    return "; ".join(f"{path}: {names}" for path, names in list(zip(paths, users, strict=True))[: max(2, len(problem.about))])


def canonical(problem: FileSystem) -> object:
    """Names, endings, users and groups numbered in the order in which they turn up."""
    numbers: dict[str, str] = {}

    @cache
    def renamed(path: str) -> str:
        return "/".join(_part(numbers, part) for part in path.rstrip("/").split("/")) + "/" * path.endswith("/")

    def line(text: str) -> list[str]:
        what, *words = text.split(" ")
        if what in ("join", "leave"):
            return [what, *words]
        return [what, *words[:-1], renamed(words[-1])] if what in ("allow", "deny") else [what, *map(renamed, words)]

    people = {name: f"u{number}" for number, name in enumerate(problem.users)}
    people |= {group.name: f"g{number}" for number, group in enumerate(problem.groups)}
    start = [renamed(path) for path in problem.start]
    log = [
        [people.get(word, word) if entry[0] in ("join", "leave", "allow", "deny") else word for word in entry]
        for entry in map(line, problem.log)
    ]
    groups = [sorted(people[user] for user in group.users) for group in problem.groups]
    about = [people[path] if problem.ask == "readable" else renamed(path) for path in problem.about]
    return [start, len(problem.users), groups, problem.open, log, problem.ask, sorted(about)]


def _part(numbers: dict[str, str], part: str) -> str:
    name, dot, ending = part.partition(".")
    first = name if name == "*" else numbers.setdefault(name, f"n{len(numbers)}")
    return first + dot + (numbers.setdefault(f".{ending}", f"e{len(numbers)}") if dot else "")


TASK = Task(
    __name__,
    version=5,
    problem=FileSystem,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.02,
    capacity=(50_000, *(1_000_000,) * 9),
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
)
