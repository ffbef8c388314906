"""Independent route: no lists, but for each key a place, a time stamp and a mark; whoever has the least stamp of a place is its front."""

import re


def check(problem: dict, answer: str) -> bool:
    right = _answer(problem)
    text = re.sub(r"(?i)\b([LQT][12])\b", lambda name: f"<{name[1].upper()}>", answer.strip().strip("`*$.\"'[](){} \n"))
    pieces = re.split(r"<(..)>", text) if "" not in right else ["", "", text]
    if pieces[0].strip(" \n[{(\"'*`") or sorted(pieces[1::2]) != sorted(right):
        return False
    for name, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        bare = re.sub(r"[\s,;\[\](){}\"'`*$、，；。]+|->|→|\band\b", " ", re.sub(r"^[\s\"'*`]*[:=：]", "", piece)).split()
        if problem["ask"] in ("hits", "second"):
            if sorted(bare) != sorted(right[name]):
                return False
        elif [word.upper() for word in bare] != right[name]:
            return False
    return True


def solutions(problem: dict) -> int:
    """Nothing is left to chance or choice."""
    return 1


def _answer(problem: dict) -> dict[str, list[str]]:
    levels = [_Level(level) for level in problem["levels"]]
    hits, second, gone, written = [], [], [], []
    changed: dict[str, int] = {}  # key: the line that changed it
    for number, entry in enumerate(problem["log"], 1):
        what, key = entry[0], entry[1:]
        inside = [level.has(key) for level in levels]
        if what == "F":
            written += sorted(changed, key=changed.__getitem__)
            changed = {}
        elif what == "D":
            for level in levels:
                level.drop(key)
            changed.pop(key, None)
        elif any(inside) or what == "R" or problem["allocate"]:
            hits += [str(number)] * any(inside)
            second += [str(number)] * (inside == [False, True])
            if any(inside):
                levels[inside.index(True)].used(key)
            elif left := levels[-1].brought(key):
                gone.append(left)
                levels[0].drop(left)
                written += [left] * (left in changed)
                changed.pop(left, None)
            if len(levels) == 2 and not inside[0]:
                levels[0].brought(key)
            if what == "W":
                changed.setdefault(key, number)
        for level in levels:
            if level.kind == "lfu" and level.more and number % level.more == 0:
                level.at = {key: (place, stamp, mark // 2) for key, (place, stamp, mark) in level.at.items()}
    if problem["ask"] != "content":
        return {"": {"hits": hits, "second": second, "gone": gone, "written": written}[problem["ask"]]}
    if levels[0].kind in ("segmented", "arc"):
        return {name: levels[0].order(name) for name in (("Q1", "Q2") if levels[0].kind == "segmented" else ("T1", "T2"))}
    found = [sorted(level.order("Q"), key=lambda key: level.at[key][2] if level.kind == "lfu" else 0) for level in levels]
    return {"": found[0]} if len(found) == 1 else {"L1": found[0], "L2": found[1]}


class _Level:
    def __init__(self, level: dict) -> None:
        self.kind, self.size, self.more = level["kind"], level["size"], level["more"]
        self.at: dict = {}  # key: (place, stamp, mark)
        self.clock, self.target = 0, 0

    def has(self, key: str) -> bool:
        return key in self.at and self.at[key][0] not in ("B1", "B2")

    def drop(self, key: str) -> None:
        if self.has(key):
            del self.at[key]

    def order(self, place: str) -> list[str]:
        return sorted((key for key, one in self.at.items() if one[0] == place), key=lambda key: self.at[key][1])

    def put(self, key: str, place: str, mark: int = 0) -> None:
        self.clock += 1
        self.at[key] = (place, self.clock, mark)

    def used(self, key: str) -> None:
        place, stamp, mark = self.at[key]
        if self.kind == "segmented":
            self.put(key, "Q2")
            queue = self.order("Q2")
            if len(queue) > self.more:
                self.put(queue[0], "Q1")
        elif self.kind == "arc":
            self.put(key, "T2")
        elif self.kind in ("lru", "lfu"):
            self.put(key, place, mark + 1)
        elif self.kind == "second":
            self.at[key] = (place, stamp, 1)

    def brought(self, key: str) -> str:
        """The key that leaves for it, or nothing."""
        if self.kind == "arc":
            return self.adapted(key)
        place = "Q1" if self.kind == "segmented" else "Q"
        queue, left = self.order(place), ""
        if len(queue) == self.size:
            left = queue[0]
            if self.kind == "lfu":
                left = min(queue, key=lambda one: (self.at[one][2], self.at[one][1]))
            while self.kind == "second" and self.at[left][2]:
                self.put(left, place)
                left = self.order(place)[0]
            del self.at[left]
        self.put(key, place, int(self.kind == "lfu"))
        return left

    def adapted(self, key: str) -> str:
        left, ghost = "", self.at.pop(key, ("",))[0]
        self.target += (ghost == "B1" and self.target < self.size) - (ghost == "B2" and self.target > 0)
        one, two = self.order("T1"), self.order("T2")
        if len(one + two) == self.size:
            name = "1" if one and (len(one) > self.target or not two) else "2"
            left = (one if name == "1" else two)[0]
            self.put(left, f"B{name}")
            if len(self.order(f"B{name}")) > self.size:
                del self.at[self.order(f"B{name}")[0]]
        self.put(key, "T2" if ghost else "T1")
        return left
