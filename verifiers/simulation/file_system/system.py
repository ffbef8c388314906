"""A tree of files at work: what each line of a log does to it, or that it fails, and who may read what.

A file may have several names (links): it is one node under each of them, and so are the rights that are set on it."""

from collections.abc import Sequence
from typing import NamedTuple

MAX_ENTRIES, MAX_DEPTH = 60, 8
"""Of a tree. A log that grows beyond is no problem; ours have at most 20 paths."""


class Node:
    """A directory, or a file where `children` is None."""

    __slots__ = ("children", "rights")

    def __init__(self, is_directory: bool) -> None:
        self.children: dict[str, Node] | None = {} if is_directory else None
        self.rights: dict[str, bool] = {}

    def copied(self) -> "Node":
        """The same names with new files, and no rights of their own."""
        node = Node(self.children is not None)
        if self.children:
            node.children = {name: child.copied() for name, child in self.children.items()}
        return node

    def below(self, path: str) -> list[str]:
        """A path and those below it."""
        found = [path]
        for name, child in (self.children or {}).items():
            found += child.below(f"{path}/{name}") if child.children else [f"{path}/{name}"]
        return found

    def files_below(self, path: str) -> list[str]:
        """The files among them."""
        if self.children is None:
            return [path]
        return [one for name, child in self.children.items() for one in child.files_below(f"{path}/{name}")]


class Done(NamedTuple):
    """What a line did. ok: False where it failed and changed nothing."""

    ok: bool
    new: tuple[str, ...] = ()
    old: tuple[str, ...] = ()
    told: tuple[tuple[str, str], ...] = ()
    """What else it leaves: `(("set", "[dev:+]"),)`."""


FAILED = Done(False)


def ordered(paths: Sequence[str]) -> tuple[str, ...]:
    """Alphabetically, part by part."""
    return tuple(sorted(paths, key=lambda path: path.split("/")))


class System:
    """A tree that takes one line after another. Raises ValueError where a line is none, or the tree gets too large."""

    def __init__(self, start: Sequence[str], groups: Sequence[tuple[str, Sequence[str]]], is_open: bool) -> None:
        self.root = Node(True)
        self.groups = {name: list(users) for name, users in groups}
        self.is_open = is_open
        for path in start:
            if not self._put(path.rstrip("/"), Node(path[-1] == "/")).ok:
                raise ValueError("directories come before what is in them, and nothing twice")

    def find(self, path: str) -> Node | None:
        node = self.root
        for name in path.split("/"):
            if not node.children or name not in node.children:
                return None
            node = node.children[name]
        return node

    def directory(self, path: str) -> dict[str, Node] | None:
        """What is in the directory above a path."""
        above = path.rpartition("/")[0]
        if not above:
            return self.root.children
        node = self.find(above)
        return node.children if node else None

    def paths(self) -> list[str]:
        """All of the tree."""
        return [path for name, node in (self.root.children or {}).items() for path in node.below(name)]

    def files(self) -> list[str]:
        return [path for name, node in (self.root.children or {}).items() for path in node.files_below(name)]

    def is_directory(self, path: str) -> bool:
        node = self.find(path)
        return node is not None and node.children is not None

    def take(self, line: str) -> Done:
        what, *words = line.split(" ")
        done = self._taken(what, words)
        for path in done.new:
            if path.count("/") >= MAX_DEPTH:
                raise ValueError("too deep a tree")
        if what == "copy" and len(self.paths()) > MAX_ENTRIES:
            raise ValueError("too large a tree")
        return done

    def _taken(self, what: str, words: list[str]) -> Done:
        path, target = words[0], words[-1]
        if what in ("mkdir", "create"):
            return self._put(path, Node(what == "mkdir"))
        if what in ("join", "leave"):
            return self._membership(what, *words)
        if what in ("allow", "deny", "clear"):
            return self._rights(what, target, words[0])
        if "*" in path:
            return self._all(what, path, target)
        node, place = self.find(path), self.directory(path)
        if node is None or place is None:
            return FAILED
        if what == "delete":
            del place[path.rpartition("/")[2]]
            return Done(True, (), tuple(node.below(path)))
        return self._sent(what, path, node, place, target)

    def _sent(self, what: str, path: str, node: Node, place: dict[str, Node], target: str) -> Done:
        """Move, copy or link."""
        target = self.destination(path, target)
        if f"{target}/".startswith(f"{path}/") or (what == "link" and node.children is not None):
            return FAILED
        old = tuple(node.below(path)) if what == "move" else ()
        done = self._put(target, node.copied() if what == "copy" else node)
        if done.ok and what == "move":
            del place[path.rpartition("/")[2]]
        return done._replace(old=old) if done.ok else done

    def destination(self, path: str, target: str) -> str:
        """Into the target where that is a directory."""
        return f"{target}/{path.rpartition('/')[2]}" if self.is_directory(target) else target

    def _put(self, path: str, node: Node) -> Done:
        place, name = self.directory(path), path.rpartition("/")[2]
        if place is None or name in place:
            return FAILED
        place[name] = node
        return Done(True, tuple(node.below(path)) if node.children else (path,))

    def _all(self, what: str, pattern: str, target: str) -> Done:
        """Each file of a directory with that ending, as by a line of its own."""
        above, _, ending = pattern.rpartition("/*")
        if what != "delete" and not self.is_directory(target):
            return FAILED
        place = self.find(above)
        found = [name for name, node in ((place and place.children) or {}).items() if node.children is None and name.endswith(ending)]
        done = [self._taken(what, [f"{above}/{name}", target]) for name in found]
        if not any(one.ok for one in done):
            return FAILED
        return Done(True, tuple(path for one in done for path in one.new), tuple(path for one in done for path in one.old))

    def _membership(self, what: str, user: str, group: str) -> Done:
        members = self.groups[group]
        if (user in members) == (what == "join"):
            return FAILED
        if what == "join":
            members.append(user)
        else:
            members.remove(user)
        return Done(True, (), (), (("in", f"[{', '.join(sorted(members))}]"),))

    def _rights(self, what: str, path: str, who: str) -> Done:
        node = self.find(path)
        if node is None:
            return FAILED
        if what == "clear":
            node.rights = {}
        else:
            node.rights[who] = what == "allow"
        told = ", ".join(f"{one}:{'+' if node.rights[one] else '-'}" for one in sorted(node.rights))
        return Done(True, (), (), (("set", f"[{told}]"),))

    def readers(self, path: str, users: Sequence[str]) -> tuple[str, ...]:
        """Those of the users who may read a path."""
        rights = self.rights_along(path)
        return tuple(user for user in users if self.allowed(user, rights))

    def rights_along(self, path: str) -> list[dict[str, bool]]:
        """What is set from a path upwards, the nearest first."""
        found, node = list[dict[str, bool]](), self.root
        for name in path.split("/"):
            if not node.children or name not in node.children:
                break
            node = node.children[name]
            if node.rights:
                found.append(node.rights)
        return found[::-1]

    def allowed(self, user: str, rights: Sequence[dict[str, bool]]) -> bool:
        """By the nearest rights that say something of the user: by name before by groups, no before yes."""
        for one in rights:
            if user in one:
                return one[user]
            by_group = [one[group] for group in one if group in self.groups and user in self.groups[group]]
            if by_group:
                return all(by_group)
        return self.is_open
