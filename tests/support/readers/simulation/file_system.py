"""A log of operations on directories and files: every line is carried out, or fails, by the rules of the prompt."""

import re
from itertools import count

from readers.simulation._prompt import Text
from reading import Unread, body

START = r"(?:In the beginning it holds|At first there are) these directories \(with a slash at the end\) and files: ([\w/.]+(?:, [\w/.]+)*)\. Paths are written from the root, which itself has no name\."
USERS = r"The users are ([\w, ]+)\. The groups? (?:are|is) (\w+ \([\w, ]+\)(?:; \w+ \([\w, ]+\))*)\. No rights are set at first\."
RULES = (
    r"In a move(?:, copy or link| or copy|, copy| or link)? of P to Q, the goal is Q itself, unless Q is a directory that exists at that moment: then the goal is inside Q, under the "
    r"last part of P's own name\.(?: A move takes P, with everything in it, to the goal\.)(?: A copy leaves P as it is and makes new files and directories of the same names at the "
    r"goal\.)?",
    r'"Link P as Q" gives the file P the goal as a further name: both are then names of one and the same file, on an equal footing, and deleting or moving one of them leaves the others\.',
    r"Deleting a directory deletes everything in it\.",
    r"A path such as d/\*\.(\w+) stands for all files directly in d whose names end in \.\1; the line is carried out for each of them as by a line of its own, and fails as a "
    r"whole only if that fails for each of them or there is no such file(?:, or if the target is not a directory that exists)?\.",
    r"A line that fails changes nothing, and the log goes on\. A line fails if (?:a path that it takes up \(to [\w, ]+\) does not exist; if )?what it would make(?:, or its goal,)? exists "
    r"already; if the directory in which that would stand does not exist(?:; if the goal is P itself or lies inside P)?(?:; if P of a link is a directory)?(?:; if a user to be added is in the "
    r"group already, or one to be removed is not in it)?\.",
    r"Allowing or forbidding a user or a group to read a path sets this at the file or directory there, in place of what was set there for the same user or group\. Clearing removes everything "
    r"that is set at that file or directory itself\.(?: What is set at a file or directory stays with it when it, or a directory above it, is moved(?:, and holds under all names of a file)?;"
    r" a copy begins with nothing set at it or at anything in it\.)?",
)
DECIDED = (
    r"Whether a user may read a file under a path is decided as follows at the end, by the groups as they are then\. Look first at the file, then at the directory that it is in by that path, "
    r"then at the directory above, and so on\. The first of these at which something is set for the user or for one of the user's groups decides: if something is set there for the user by name, "
    r"that holds; otherwise the user may read the file unless one of the user's groups is forbidden there\. If nothing on the way concerns the user, the user may (not )?read the file\."
)
IDLE = (
    r"An office keeps its papers on a server\.", r"One day's log of the server reads:", r"The question is about a file system on which the following is carried out, line by line:",
    r"These rules apply\.", r"Follow the operations below on a tree of directories and files\.", r"How operations work:", r"Operations, in order \(this is the log\):", r"Question:",
    r"A file system is changed by a log of operations\.", r"The log:",
)  # fmt: skip
PATHS = r"Which paths are there at the end\? List all of them, of directories and of files, in any order, separated by spaces\."
FAIL = r"Which lines of the log fail\? Give their numbers, separated by spaces\."
MAY = r"Which files may (\w+) read at the end\? List their paths in any order, separated by spaces(?:, a file with several names under each name by which it may be read)?\."
WHO = (
    r"Who may read each of these files at the end: ([\w/.]+(?:, [\w/.]+)*)\? For each file write its path, a colon and the users who may read it, separated by spaces; put a semicolon between "
    r"files\."
)


class Fails(Exception):
    """The line changes nothing."""


class Tree:
    """`at`: what stands at each path, by a number of its own; two paths of one number are names of one file. `rights`: what is set there, by user or group."""

    def __init__(self, paths: list[str], groups: dict[str, set[str]]) -> None:
        self.fresh = count()
        self.at = {path.rstrip("/"): next(self.fresh) for path in paths}
        self.directories = {self.at[path.rstrip("/")] for path in paths if path.endswith("/")}
        self.rights = dict[int, dict[str, bool]]()
        self.groups = groups

    def is_directory(self, path: str) -> bool:
        return path == "" or self.at.get(path) in self.directories

    def under(self, path: str) -> list[str]:
        return [each for each in self.at if each == path or each.startswith(f"{path}/")]

    def _make(self, path: str) -> int:
        if path in self.at or not self.is_directory(path.rpartition("/")[0]):
            raise Fails
        self.at[path] = next(self.fresh)
        return self.at[path]

    def _exists(self, path: str) -> int:
        if path not in self.at:
            raise Fails
        return self.at[path]

    def line(self, line: str) -> None:
        """Carries it out, or raises Fails."""
        if found := re.fullmatch(r"create file (\S+)", line):
            self._make(found[1])
        elif found := re.fullmatch(r"make directory (\S+)", line):
            self.directories.add(self._make(found[1]))
        elif found := re.fullmatch(r"(?:delete|move|copy) (?:(\S+)/)?\*(\.\w+)(?: to (\S+))?", line):
            self._each(line, found[1] or "", found[2], found[3])
        elif found := re.fullmatch(r"delete (\S+)", line):
            self._exists(found[1])
            for path in self.under(found[1]):
                del self.at[path]
        elif found := re.fullmatch(r"(move|copy|link) (\S+) (?:to|as) (\S+)", line):
            self._carry(found[1], found[2], found[3])
        elif found := re.fullmatch(r"(allow|forbid) (\w+) to read (\S+)", line):
            self.rights.setdefault(self._exists(found[3]), {})[found[2]] = found[1] == "allow"
        elif found := re.fullmatch(r"clear the rights of (\S+)", line):
            self.rights.pop(self._exists(found[1]), None)
        elif found := re.fullmatch(r"(add|remove) (\w+) (?:to|from) group (\w+)", line):
            if (found[2] in self.groups[found[3]]) == (found[1] == "add"):
                raise Fails
            self.groups[found[3]] ^= {found[2]}
        else:
            raise Unread(line)

    def _each(self, line: str, directory: str, ending: str, target: str | None) -> None:
        if target and not self.is_directory(target):
            raise Fails
        changed = 0
        for path in [path for path in self.at if path.rpartition("/")[0] == directory and path.endswith(ending) and not self.is_directory(path)]:
            try:
                self.line(re.sub(r"\S*\*\S*", path, line))
                changed += 1
            except Fails:
                continue
        if not changed:
            raise Fails

    def _carry(self, what: str, source: str, target: str) -> None:
        self._exists(source)
        goal = f"{target}/{source.rpartition('/')[2]}" if self.is_directory(target) else target
        if goal in self.at or goal.startswith(f"{source}/") or not self.is_directory(goal.rpartition("/")[0]) or (what == "link" and self.is_directory(source)):
            raise Fails
        for path in self.under(source):
            new = goal + path[len(source) :]
            self.at[new] = next(self.fresh) if what == "copy" else self.at[path]
            if what == "copy" and self.is_directory(path):
                self.directories.add(self.at[new])
            if what == "move":
                del self.at[path]

    def may(self, user: str, path: str, otherwise: bool) -> bool:
        groups = [group for group, members in self.groups.items() if user in members]
        while path:
            rights = self.rights.get(self.at[path], {})
            if user in rights:
                return rights[user]
            if said := [rights[group] for group in groups if group in rights]:
                return all(said)
            path = path.rpartition("/")[0]
        return otherwise


def follows(prompt: str, answer: str) -> bool:
    text = Text(body(prompt))
    log = text.all(r"^\d+\. (.+)$")
    start, users = text.need(START), text.take(USERS)
    members = {group: set(names.split(", ")) for group, names in re.findall(r"(\w+) \(([\w, ]+)\)", users[2])} if users else {}
    decided = text.take(DECIDED)
    text.drop(*RULES, *IDLE)
    questions = {pattern: text.take(pattern) for pattern in (PATHS, FAIL, MAY, WHO)}
    text.end()
    tree, failed = Tree(start[1].split(", "), members), list[str]()
    for number, found in enumerate(log, start=1):
        try:
            tree.line(found[1])
        except Fails:
            failed.append(str(number))
    otherwise = bool(decided and not decided[1])
    given = re.split(r"[\s,;]+", answer.strip())
    if questions[PATHS]:
        return sorted(given) == sorted(tree.at)
    if questions[FAIL]:
        return sorted(given) == sorted(failed)
    if found := questions[MAY]:
        return sorted(given) == sorted(path for path in tree.at if not tree.is_directory(path) and tree.may(found[1], path, otherwise))
    asked = questions[WHO]
    assert asked and users
    said = {path.strip(): sorted(names.split()) for path, _, names in (part.partition(":") for part in answer.split(";"))}
    names = users[1].split(", ")
    return said == {path: sorted(name for name in names if tree.may(name, path, otherwise)) for path in asked[1].split(", ")}
