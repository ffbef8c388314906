"""Independent route: no tree, but a flat table from paths to numbers of files or directories, and what is set for each number; rights by
going through all that is set."""

import re


def check(problem: dict, answer: str) -> bool:
    right = _answer(problem)
    text = re.sub(r"[\[\]{}()\"'`*,;:$、，；：=。]+|->|→|\band\b|\.(?=\s|$)", " ", answer.strip().replace("\\", " "))
    words = [re.sub(r"^\.?/+|/+$", "", word) for word in text.split()]
    if problem["ask"] != "readers":
        return sorted(words) == sorted(right[""])
    found: dict[str, list[str]] = {}
    place = None
    for word in words:
        if word in right:
            if word in found:
                return False
            place = found[word] = []
        elif place is None:
            return False
        else:
            place.append(word)
    return {path: sorted(names) for path, names in found.items()} == {path: sorted(names) for path, names in right.items()}


def solutions(problem: dict) -> int:
    """Nothing is left to chance or choice."""
    return 1


def _answer(problem: dict) -> dict[str, list[str]]:
    disk = _Disk(problem)
    failed = [str(number) for number, line in enumerate(problem["log"], 1) if not disk.line(line)]
    ask, about = problem["ask"], problem["about"]
    if ask == "failed":
        return {"": failed}
    if ask == "tree":
        return {"": list(disk.table)}
    if ask == "readers":
        return {path: [user for user in problem["users"] if disk.reads(user, path)] for path in about}
    return {"": [path for path, number in disk.table.items() if number > 0 and disk.reads(about[0], path)]}


class _Disk:
    def __init__(self, problem: dict) -> None:
        self.table: dict[str, int] = {}  # above 0 for files, below for directories
        self.count = 0
        self.rules: list = []  # (number, who, allowed), the latest last
        self.groups = {group["name"]: set(group["users"]) for group in problem["groups"]}
        self.open = problem["open"]
        for path in problem["start"]:
            self.table[path.rstrip("/")] = self.fresh(path.endswith("/"))

    def fresh(self, is_directory: bool) -> int:
        self.count += 1
        return -self.count if is_directory else self.count

    def inside(self, path: str) -> list[str]:
        return [one for one in self.table if one == path or one.startswith(path + "/")]

    def room(self, path: str) -> bool:
        """Whether something may be put there."""
        above = path.rsplit("/", 1)[0] if "/" in path else None
        return path not in self.table and (above is None or self.table.get(above, 1) < 0)

    def line(self, text: str) -> bool:
        what, *words = text.split(" ")
        if what in ("mkdir", "create"):
            if self.room(words[0]):
                self.table[words[0]] = self.fresh(what == "mkdir")
                return True
            return False
        if what in ("join", "leave"):
            user, group = words
            if (user in self.groups[group]) is (what == "join"):
                return False
            self.groups[group] ^= {user}
            return True
        if what in ("allow", "deny", "clear"):
            number = self.table.get(words[-1])
            if number is None:
                return False
            self.rules = [rule for rule in self.rules if rule[0] != number or (what != "clear" and rule[1] != words[0])]
            if what != "clear":
                self.rules.append((number, words[0], what == "allow"))
            return True
        if "*" not in words[0]:
            return self.single(what, *words)
        above, ending = words[0].split("/*")
        if what != "delete" and self.table.get(words[1], 1) > 0:
            return False
        fitting = [p for p, n in self.table.items() if n > 0 and p.endswith(ending) and p.rsplit("/", 1)[0] == above and "/" in p]
        done = [self.single(what, path, *words[1:]) for path in fitting]
        return any(done)

    def single(self, what: str, path: str, goal: str = "") -> bool:
        if path not in self.table:
            return False
        moved = self.inside(path)
        if what == "delete":
            for one in moved:
                del self.table[one]
            return True
        if self.table.get(goal, 1) < 0:
            goal += "/" + path.split("/")[-1]
        if not self.room(goal) or goal in moved or goal.startswith(path + "/") or (what == "link" and self.table[path] < 0):
            return False
        numbers = [(goal + one[len(path) :], self.table[one]) for one in moved]
        if what == "move":
            for one in moved:
                del self.table[one]
        if what == "copy":
            numbers = [(one, self.fresh(number < 0)) for one, number in numbers]
        self.table.update(numbers)
        return True

    def reads(self, user: str, path: str) -> bool:
        parts = path.split("/")
        for length in range(len(parts), 0, -1):
            number = self.table["/".join(parts[:length])]
            here = {who: allowed for one, who, allowed in self.rules if one == number}
            if user in here:
                return here[user]
            mine = {allowed for who, allowed in here.items() if who in self.groups and user in self.groups[who]}
            if mine:
                return False not in mine
        return self.open
