"""Logs of operations, drawn beside the running tree."""

from collections.abc import Sequence
from random import Random

from synth.verifiers.simulation.file_system.system import System

FOLDERS = tuple("docs src data old temp img lib work home misc draft keep photo blog shop labs core test conf demo".split())
FILES = tuple("plan note todo list main index intro notes map menu song bill memo logo team".split())
EXTENSIONS = tuple("txt md csv dat py".split())
USERS = tuple("ana bo cleo dan eve finn gus hana ivo jun kim lou mia ned".split())
GROUPS = tuple("staff dev ops web sales guests admins crew".split())
MOST_TRIES = 300
"""Lines that are drawn for one log."""
LASTING = "clear", "join", "leave"
"""Lines that are few, and each of which is to change who may read a file."""
TOLD = 0.5
"""Share of lines about those of whom more is told, at least."""
FULL = 14
"""Paths from which on nothing is copied or made."""


def is_directory(path: str) -> bool:
    return "." not in path


class Log:
    """Draws lines. Files have an ending, directories have none."""

    def __init__(self, rng: Random, users: Sequence[str], groups: Sequence[str], failing: float, about: Sequence[str]) -> None:
        """about: the users of whom more is told."""
        self.rng, self.users, self.groups, self.failing, self.about = rng, users, groups, failing, about
        self.folders = rng.sample(FOLDERS, 8)
        endings = rng.sample(EXTENSIONS, 2)
        self.files = [f"{name}.{rng.choice(endings)}" for name in rng.sample(FILES, 6)]
        self.gone: list[str] = []  # paths that there were
        self.failed: list[int] = []
        self.set: list[str] = []  # places where something is set
        self.table: dict[str, tuple[str, ...]] = {}
        self.made = 0

    def start(self, entries: int) -> tuple[str, ...]:
        """Directories, some within others, then files."""
        rng, folders = self.rng, list[str]()
        for name in self.folders[: max(2, entries // 2)]:
            above = rng.choice(["", "", *folders])
            folders.append(f"{above}{name}/")
        files = {
            f"{rng.choice(folders + ([''] if rng.random() < 0.3 else []))}{rng.choice(self.files)}"
            for _ in range(entries - len(folders) + 1)
        }
        self.made = len(folders)
        return (*folders, *sorted(files))

    def lines(
        self, system: System, ask: str, count: int, copies: bool, patterns: bool, links: bool, rights: float, membership: bool
    ) -> tuple[str, ...]:
        """The last one matters for what is asked."""
        kinds = ["mkdir", "create", "create", "move", "move", "move", "delete"] + ["copy"] * 2 * copies
        kinds += ["pattern"] * patterns + ["link"] * 2 * links
        found = list[str]()
        with_rights = ask in ("readers", "readable")
        fails, tried = False, 0
        while len(found) < count:
            last = len(found) == count - 1
            if with_rights and last:
                line = self.decisive(system, membership)
                return (*found, line) if line else ()
            tried += 1
            if tried == MOST_TRIES:
                return ()
            if last:
                fails = ask == "failed"
            if with_rights and self.rng.random() < rights:
                line = self.about_rights(system, membership)
            else:
                line = self.trap(system) if fails else self.line(system, self.rng.choice(kinds), copies)
            if not line or line in found[-3:]:
                continue
            if line.startswith(LASTING) and not self.changes(system, line):
                continue
            done = system.take(line)
            if not done.ok and not fails:
                continue  # nothing has changed
            if done.ok and fails and last:
                return ()  # it was no trap after all
            if not done.ok:
                self.failed.append(len(found) + 1)
            self.gone += done.old
            found.append(line)
            fails = bool(self.gone) and self.rng.random() < self.failing and 3 * len(self.failed) < count
        return tuple(found)

    def line(self, system: System, kind: str, copies: bool) -> str:
        rng, paths = self.rng, system.paths()
        folders, files = [path for path in paths if "." not in path], [path for path in paths if "." in path]
        if len(paths) > FULL and kind in ("mkdir", "create", "copy", "link"):
            kind = "delete" if rng.random() < 0.5 else "move"
        if not files or not folders:
            kind = "create" if folders else "mkdir"
        inside = rng.choice([f"{path}/" for path in folders] + [""])
        if kind == "mkdir":
            self.made += 1
            return f"mkdir {inside}{self.folders[self.made % len(self.folders)]}"
        if kind == "create":
            return f"create {inside}{rng.choice(self.files)}"
        if kind == "delete":
            small = [path for path in paths if not is_directory(path) or sum(p.startswith(f"{path}/") for p in paths) < 4]
            return f"delete {rng.choice(small)}" if len(paths) > 5 and small else ""
        if kind == "pattern":
            above, _, name = rng.choice(files).rpartition("/")
            ending = name.rpartition(".")[2]
            what = rng.choice(("move", "copy", "delete")) if len(paths) < FULL else rng.choice(("move", "delete"))
            into = rng.choice(folders)
            if not above or into == above or (what == "delete" and len(paths) < 7):
                return ""
            return f"{what} {above}/*.{ending}" + (f" {into}" if what != "delete" else "")
        path = rng.choice(files if kind == "link" or rng.random() < 0.55 else folders)
        if kind == "copy" and sum(one.startswith(f"{path}/") for one in paths) > 4:
            return ""
        if self.set and rng.random() < 0.85:
            path = rng.choice(self.set)
            if system.find(path) is None or (kind == "link" and is_directory(path)):
                return ""
        if rng.random() < (0.6 if copies else 0):
            return f"{kind} {path} {rng.choice(folders)}"
        pool = self.folders if is_directory(path) else self.files
        return f"{kind} {path} {inside}{rng.choice(pool)}" if copies or not is_directory(path) else ""

    def trap(self, system: System) -> str:
        """A line that may fail: of what is no longer there, there already, or in the way of itself."""
        rng, paths = self.rng, system.paths()
        folders = [path for path in paths if is_directory(path)]
        gone = [path for path in self.gone if system.find(path) is None]
        kind = rng.choice(("gone", "gone", "there", "itself", "missing"))
        if not folders:
            return ""
        if kind == "gone" and gone:
            path = rng.choice(gone[-6:])
            return f"{rng.choice(('move', 'copy'))} {path} {rng.choice(folders)}" if rng.random() < 0.7 else f"delete {path}"
        if kind == "there":
            twice = [
                p for p in paths for f in folders if p != f and system.find(f"{f}/{p.rpartition('/')[2]}") and p.rpartition("/")[0] != f
            ]
            if twice and rng.random() < 0.7:
                path = rng.choice(twice)
                into = [f for f in folders if system.find(f"{f}/{path.rpartition('/')[2]}")]
                return f"{rng.choice(('move', 'copy'))} {path} {rng.choice(into)}"
            return f"{rng.choice(('mkdir', 'create'))} {rng.choice(paths)}"
        if kind == "itself":
            inner = [path for path in folders if "/" in path]
            path = rng.choice(inner or folders)
            return f"{rng.choice(('move', 'copy'))} {path.partition('/')[0]} {path}"
        lost = [path for path in gone if "." not in path]
        return f"create {rng.choice(lost)}/{rng.choice(self.files)}" if lost else ""

    def decisive(self, system: System, membership: bool) -> str:
        """A line about rights, taken, after which somebody may read what they could not, or the other way round; or nothing."""
        table = {path: system.readers(path, self.users) for path in system.files()}
        for _ in range(15):
            line = self.about_rights(system, membership)
            if self.changes(system, line):
                system.take(line)
                self.table = table
                return line
        return ""

    def changes(self, system: System, line: str) -> bool:
        """Whether a line about rights, which is not taken, would change which of those of whom more is told may read a file."""
        files = system.files()
        table = [system.readers(path, self.about) for path in files]
        node = system.find(line.rpartition(" ")[2])
        rights, groups = dict(node.rights) if node else {}, {name: list(users) for name, users in system.groups.items()}
        other = system.take(line).ok and any(system.readers(path, self.about) != old for path, old in zip(files, table, strict=True))
        system.groups = groups
        if node:
            node.rights = rights
        return other

    def before(self, path: str, users: Sequence[str]) -> tuple[str, ...]:
        """Who may read a path before the last line."""
        return self.table[path]

    def about_rights(self, system: System, membership: bool) -> str:
        rng, paths = self.rng, system.paths()
        if membership and rng.random() < 0.2:
            user, group = rng.choice(self.about if rng.random() < TOLD else self.users), rng.choice(self.groups)
            return f"{'leave' if user in system.groups[group] else 'join'} {user} {group}"
        self.set = [path for path in self.set if system.find(path)]
        if self.set and rng.random() < 0.12:
            return f"clear {rng.choice(self.set)}"
        path = rng.choice([path for path in paths if is_directory(path) or rng.random() < 0.5] or paths)
        self.set.append(path)
        by_group, told = rng.random() < 0.65, rng.random() < TOLD
        named = [one for one in self.groups if not told or any(user in system.groups[one] for user in self.about)] if by_group else []
        who = rng.choice(named or (self.about if told else self.users))
        return f"{rng.choice(('allow', 'allow', 'deny'))} {who} {path}"
