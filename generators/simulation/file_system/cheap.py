"""Cheap policies for file systems: lines overlooked, a rule taken for another, or nothing followed at all."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from synth.verifiers.simulation.file_system import FileSystem, Group, Part, answer, asked, run
from synth.verifiers.simulation.file_system.system import FAILED, Done, Node, System, ordered


def written(parts: Sequence[Part]) -> str:
    """`docs/a.txt: ana bo; b.md: cleo`, or `docs docs/a.txt` for the only list."""
    return "; ".join(f"{name}: {' '.join(items)}" if name else " ".join(items) for name, items in parts)


class Setting(NamedTuple):
    """What a log works on."""

    start: Sequence[str]
    groups: Sequence[Group]
    open: bool
    log: Sequence[str]

    def early(self) -> "Setting":
        return self._replace(log=self.log[:-1])


def setting(problem: FileSystem) -> Setting:
    return Setting(problem.start, problem.groups, problem.open, problem.log)


class _Slips(System):
    """What somebody takes the rules for."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting.start, [(group.name, group.users) for group in setting.groups], setting.open)


class _Staying(_Slips):
    """Moved things stay where they are, too."""

    def _sent(self, what: str, path: str, node: Node, place: dict[str, Node], target: str) -> Done:
        return super()._sent("copy" if what == "move" else what, path, node, place, target)


class _Onto(_Slips):
    """Nothing goes into a directory that is there."""

    def destination(self, path: str, target: str) -> str:
        return target


class _Own(_Slips):
    """Rights are not inherited."""

    def may_read(self, user: str, path: str) -> bool:
        node = self.find(path)
        said = self.said(node.rights, user) if node else None
        return self.is_open if said is None else said


class _Kind(_Slips):
    """Whoever is allowed anywhere on the way may read."""

    def may_read(self, user: str, path: str) -> bool:
        while path:
            node = self.find(path)
            for who, allowed in node.rights.items() if node else ():
                if allowed and (who == user or user in self.groups.get(who, ())):
                    return True
            path = path.rpartition("/")[0]
        return False


class _Letter(_Slips):
    """What is set for a path stays with the path, whatever is there; what moves or is linked takes nothing along."""

    def __init__(self, of: Setting) -> None:
        self.places: dict[str, Node] = {}
        super().__init__(of)

    def _rights(self, what: str, path: str, who: str) -> Done:
        done = super()._rights(what, path, who)
        node = self.places.setdefault(path, Node(False))
        if what == "clear":
            node.rights = {}
        elif done.ok:
            node.rights[who] = what == "allow"
        return done

    def may_read(self, user: str, path: str) -> bool:
        while path:
            said = self.said(self.places[path].rights, user) if path in self.places else None
            if said is not None:
                return said
            path = path.rpartition("/")[0]
        return self.is_open


def _course(kind: type[_Slips], of: Setting) -> tuple[list[Done], System]:
    system = kind(of)
    return [_taken(system, line) for line in of.log], system


def _taken(system: System, line: str) -> Done:
    """A line of a tree that may have grown too large."""
    try:
        return system.take(line)
    except ValueError:
        return FAILED


def _as(kind: type[_Slips]) -> Callable[[FileSystem], str]:
    """Nothing where the slip cannot happen."""
    return lambda problem: written(asked(problem, *_course(kind, setting(problem)))) if _applies(kind, setting(problem)) else ""


def _applies(kind: type[_Slips], of: Setting) -> bool:
    """Whether the slip is one that leads astray: about rights where they are asked for, else about what comes and goes."""
    if of.groups:
        return kind in RIGHTS
    lines = {_Staying: ("move",), _Onto: ("move", "copy", "link")}.get(kind, ("never",))
    return any(line.startswith(lines) for line in of.log)


RIGHTS = (_Letter, _Own, _Kind)


def slips(of: Setting) -> list[System]:
    """The end for all who follow the log but for one slip about rights."""
    return [_course(_Slips, of.early())[1], *(_course(kind, of)[1] for kind in RIGHTS)]


def _early(problem: FileSystem) -> str:
    """The last line is overlooked."""
    return written(asked(problem, *_course(_Slips, setting(problem).early())))


def _start(problem: FileSystem) -> str:
    """What there was at the start; the first lines; everybody."""
    if problem.ask == "tree":
        return written((("", ordered([path.rstrip("/") for path in problem.start])),))
    if problem.ask == "failed":
        return written((("", tuple(map(str, range(1, len(answer(problem)[0][1]) + 1)))),))
    if problem.ask == "readable":
        return written((("", ordered(run(problem)[1].files())),))
    return written(tuple((path, problem.users) for path in problem.about))


POLICIES: dict[str, Callable[[FileSystem], str]] = {
    "what there was at the start, or everybody": _start,
    "the last line overlooked": _early,
    "moved things stay, too": _as(_Staying),
    "nothing goes into directories": _as(_Onto),
    "rights are not inherited": _as(_Own),
    "allowed anywhere is allowed": _as(_Kind),
    "rights stay with the letter of paths": _as(_Letter),
}


def confused(problem: FileSystem) -> tuple[list[Done], str]:
    """What the lines do to whom a rule slips, and the answer that this leads to; nothing where it is the right one."""
    gold = written(answer(problem))
    for kind in (_Onto, _Staying, _Own, _Kind):
        done, system = _course(kind, setting(problem))
        wrong = written(asked(problem, done, system))
        if wrong not in ("", gold):
            return done, wrong
    return list(run(problem)[0]), ""
