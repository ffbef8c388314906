"""Cheap policies for file systems: lines overlooked, a rule taken for another, or nothing followed at all."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from synth.verifiers.simulation.file_system import FileSystem, Group, Part, Readers, answer, asked, run
from synth.verifiers.simulation.file_system.system import FAILED, Done, Node, System, ordered


def written(parts: Sequence[Part]) -> str:
    """`docs/a.txt: ana bo; b.md: cleo`, or `docs docs/a.txt` for the only list."""
    return "; ".join(f"{name}: {' '.join(items)}" if name else " ".join(items) for name, items in parts)


def _begun(kind: Callable[..., System], problem: FileSystem) -> System:
    return kind(problem.start, [(group.name, group.users) for group in problem.groups], problem.open)


def _followed(system: System, lines: Sequence[str]) -> list[Done]:
    """What lines do; nothing where the tree of a slip grows too large."""
    done = list[Done]()
    for line in lines:
        try:
            done.append(system.take(line))
        except ValueError:
            done.append(FAILED)
    return done


class _Staying(System):
    """Moved things stay where they are, too."""

    def _sent(self, what: str, path: str, node: Node, place: dict[str, Node], target: str) -> Done:
        return super()._sent("copy" if what == "move" else what, path, node, place, target)


class _Onto(System):
    """Nothing goes into a directory that is there."""

    def destination(self, path: str, target: str) -> str:
        return target


@lru_cache(maxsize=8)
def _slipped(kind: Callable[..., System], problem: FileSystem) -> tuple[list[Done], System]:
    """The course of things with a slip."""
    system = _begun(kind, problem)
    return _followed(system, problem.log), system


def _as(kind: Callable[..., System], *words: str) -> Callable[[FileSystem], str]:
    """What comes and goes, with a slip that lines of some words bring about; nothing where there are none."""

    def policy(problem: FileSystem) -> str:
        if problem.users or not any(line.startswith(words) for line in problem.log):
            return ""
        return written(asked(problem, *_slipped(kind, problem)))

    return policy


def own(system: System, lines: Sequence[str]) -> Readers:
    """Rights are not inherited."""

    def readers(path: str, users: Sequence[str]) -> list[str]:
        node = system.find(path)
        return [user for user in users if system.allowed(user, [node.rights] if node else [])]

    return readers


def kind(system: System, lines: Sequence[str]) -> Readers:
    """Whoever is allowed anywhere on the way may read."""

    def readers(path: str, users: Sequence[str]) -> list[str]:
        named = {who for rights in system.rights_along(path) for who, allowed in rights.items() if allowed}
        return [user for user in users if user in named or any(user in system.groups[who] for who in named if who in system.groups)]

    return readers


def letter(system: System, lines: Sequence[str]) -> Readers:
    """What is set for a path stays with the path, whatever is there; what moves or is linked takes nothing along."""
    places: dict[str, dict[str, bool]] = {}
    for line in lines:
        what, *words = line.split(" ")
        if what == "clear":
            places[words[0]] = {}
        elif what in ("allow", "deny"):
            places.setdefault(words[1], {})[words[0]] = what == "allow"

    def readers(path: str, users: Sequence[str]) -> list[str]:
        parts = path.split("/")
        above = ["/".join(parts[:count]) for count in range(len(parts), 0, -1)]
        rights = [places[one] for one in above if one in places]
        return [user for user in users if system.allowed(user, rights)]

    return readers


def denied(system: System, lines: Sequence[str]) -> Readers:
    """Whoever is forbidden anywhere on the way may not read; all others may."""

    def readers(path: str, users: Sequence[str]) -> list[str]:
        named = {who for rights in system.rights_along(path) for who, allowed in rights.items() if not allowed}
        return [user for user in users if user not in named and not any(user in system.groups[who] for who in named & {*system.groups})]

    return readers


def by_groups(system: System, lines: Sequence[str]) -> Readers:
    """What is set for users by name is overlooked."""

    def readers(path: str, users: Sequence[str]) -> list[str]:
        rights = [{who: allowed for who, allowed in one.items() if who in system.groups} for one in system.rights_along(path)]
        return [user for user in users if system.allowed(user, rights)]

    return readers


def outermost(system: System, lines: Sequence[str]) -> Readers:
    """What is set farthest from the file decides."""

    def readers(path: str, users: Sequence[str]) -> list[str]:
        rights = system.rights_along(path)[::-1]
        return [user for user in users if system.allowed(user, rights)]

    return readers


SLIPS = (own, kind, letter, denied, by_groups, outermost)
"""Readings of rights: of a system at its end, and the log."""

SKIPPED = {
    "lines that clear overlooked": ("clear",),
    "lines that allow overlooked": ("allow",),
    "groups as they are at the start": ("join", "leave"),
}
"""Kinds of lines that change nothing in the tree."""


def skipping(start: Sequence[str], groups: Sequence[Group], is_open: bool, lines: Sequence[str], words: Sequence[str]) -> Readers | None:
    """Who may read where lines of some kinds are overlooked; nothing where there are none."""
    kept = [line for line in lines if line.split(" ")[0] not in words]
    system = System(start, [(group.name, group.users) for group in groups], is_open)
    _followed(system, kept)
    return system.readers if len(kept) < len(lines) else None


TREE = {
    "lines that copy overlooked": ("copy",),
    "lines that delete overlooked": ("delete",),
    "lines that make directories overlooked": ("mkdir",),
}
"""Kinds of lines that change the tree. Whoever passes over them in questions about rights is right where the files asked about never met
such a line, which has to be seen first: no problem is refused for it."""


def _rights(slip: Callable[[System, Sequence[str]], Readers]) -> Callable[[FileSystem], str]:
    def policy(problem: FileSystem) -> str:
        if not problem.users:
            return ""
        done, system = run(problem)
        return written(asked(problem, done, system, slip(system, problem.log)))

    return policy


def _passed_over(words: Sequence[str]) -> Callable[[FileSystem], str]:
    """The rights that come of a log without some kinds of lines; nothing where there are none, or no rights are asked about."""

    def policy(problem: FileSystem) -> str:
        log = tuple(line for line in problem.log if line.split(" ")[0] not in words)
        if not problem.users or len(log) == len(problem.log):
            return ""
        system = _begun(System, problem)
        return written(asked(problem, _followed(system, log), system))

    return policy


UNSEEN = {name: _passed_over(words) for name, words in TREE.items()}


def _early(problem: FileSystem) -> str:
    """The last line is overlooked."""
    system = _begun(System, problem)
    return written(asked(problem, _followed(system, problem.log[:-1]), system))


def _start(problem: FileSystem) -> str:
    """What there was at the start; the first lines; everything or everybody."""
    if problem.ask == "tree":
        return written((("", ordered([path.rstrip("/") for path in problem.start])),))
    if problem.ask == "failed":
        return written((("", tuple(map(str, range(1, len(answer(problem)[0][1]) + 1)))),))
    if problem.ask == "readable":
        return written((("", ordered(run(problem)[1].files())),))
    return written(tuple((path, problem.users) for path in problem.about))


POLICIES: dict[str, Callable[[FileSystem], str]] = {
    "moved things stay, too": _as(_Staying, "move"),
    "nothing goes into directories": _as(_Onto, "move", "copy", "link"),
    "what there was at the start, or everybody": _start,
    "the last line overlooked": _early,
    "rights are not inherited": _rights(own),
    "allowed anywhere is allowed": _rights(kind),
    "rights stay with the letter of paths": _rights(letter),
    "forbidden anywhere is forbidden": _rights(denied),
    "what is set by name overlooked": _rights(by_groups),
    "the outermost setting decides": _rights(outermost),
    **{name: _passed_over(words) for name, words in SKIPPED.items()},
}


def tempting(problem: FileSystem) -> bool:
    """Whether a cheap policy finds what comes and goes; the last line is one that matters."""
    gold = written(answer(problem))
    return gold in (POLICIES[name](problem) for name in list(POLICIES)[:3])


def confused(problem: FileSystem) -> tuple[list[Done], str]:
    """What the lines do to whom a rule slips, and the answer that this leads to; nothing where it is the right one."""
    gold = written(answer(problem))
    for slip in (_Onto, _Staying):
        done, system = _slipped(slip, problem)
        wrong = written(asked(problem, done, system))
        if wrong not in ("", gold):
            return done, wrong
    wrong = next((text for text in (policy(problem) for policy in POLICIES.values()) if text not in ("", gold)), "")
    return list(run(problem)[0]), wrong
