"""A cache that is worked through line by line: each kind of cache is played as the prompt describes it.

One file, as kinds of caches share how their rules and their log are read."""

import re
from collections.abc import Callable

from readers.simulation._prompt import Text
from reading import Unread, body

OPENING = (
    r"^(?:Simulate this cache step by step\.|The rules of the cache:|Here is how a cache works\.|A cache works as follows\."
    r"|A web server keeps some of its pages in a cache; each page is called by a letter, its key\.) The cache is empty at first\. "
    r"Every read(?: or write)? of the log is a request for a key\. It is a hit if the key is in the cache, which counts as a use of the key; "
    r"otherwise it is a miss, and the key is brought into the cache(?P<reads>, but only by a read: a write that misses changes nothing at all in the cache)?\.$"
)
TWO_LEVELS = (
    r"^The cache has two levels, L1 and L2; what is in L1 is in L2 too\. A key that is in L1 is used there, and L2 stays as it is\. A key that is in L2 but "
    r"not in L1 \(a hit as well\) is used in L2, where it stays, and then goes into L1\. A key that is in neither is brought in: it goes into L2 first and then "
    r"into L1\. A key that leaves L1 because L1 is full may still be in L2\. A key that leaves L2 because L2 is full is at once taken out of L1 too, if it is "
    r"there, and so has left the cache\. Each level follows its own rule:$"
)
WHERE = r"(?:the cache|L[12])"
ORDERED = (
    rf"^(?:- )?(?P<name>The cache|L1|L2) is a queue of at most (?P<size>\d+) keys\. A key goes in at the back(?:, and a key that is used while it is in {WHERE} "
    rf"(?P<recent>moves to the back))?\. When a key has to go in while {WHERE} is full, the front key (?:\(the least recently used one\) )?leaves first\."
    rf"(?: Using a key that is in {WHERE} does not move it\.)?$"
)
MARKED = (
    rf"^(?:- )?(?P<name>The cache|L1|L2) is a queue of at most (?P<size>\d+) keys, each with a mark \(0 or 1\)\. A key goes in at the back with mark 0\. Using a key "
    rf"that is in {WHERE} sets its mark to 1 and does not move it\. When a key has to go in while {WHERE} is full, the front key is looked at: if its mark is 1, "
    r"the mark becomes 0, the key moves to the back, and the new front key is looked at in the same way; the first front key with mark 0 leaves\. Only then does "
    r"the new key go in\.$"
)
COUNTED = (
    rf"^(?:- )?(?P<name>The cache|L1|L2) holds at most (?P<size>\d+) keys, each with a count: 1 when the key goes in, and 1 more each time it is used while it is in "
    rf"{WHERE}\. When a key has to go in while {WHERE} is full, the key with the smallest count leaves first; among equal counts, the one whose last use in {WHERE} is "
    r"longest ago \(going in is a use\)\. A key that leaves loses its count and starts at 1 if it goes in again\.(?: After every (?P<aging>\d+)th line of the log "
    rf"\(after line \d+, line \d+ and so on, whatever the lines do\), all counts in {WHERE} are halved, rounded down\.)?$"
)
ADAPTIVE = (
    r"^The cache has room for (?P<size>\d+) keys, which are in two queues, T1 and T2\. Two further queues, B1 and B2, only remember keys that have left \(remembered keys "
    r"are not in the cache\), and a target p begins at 0\. A key that is used while it is in T1 or T2 moves to the back of T2\. Bringing in a key has three steps\. \(1\) "
    r"If the key is remembered in B1, it is taken off B1 and p grows by 1, but not above (?P=size); if it is remembered in B2, it is taken off B2 and p falls by 1, but "
    r"not below 0\. \(2\) If T1 and T2 together hold (?P=size) keys, one leaves the cache: the front key of T1 if T1 holds more than p keys, or if T2 is empty; otherwise "
    r"the front key of T2\. A key that leaves T1 is put at the back of B1, one that leaves T2 at the back of B2; if that queue then has more than (?P=size) keys, its "
    r"front key is forgotten\. \(3\) The key that comes in goes to the back of T2 if step 1 found it in B1 or B2, otherwise to the back of T1\.$"
)
SEGMENTED = (
    r"^The cache has two queues, Q1 for at most (?P<first>\d+) keys and Q2 for at most (?P<second>\d+)\. A key is brought in at the back of Q1; if Q1 is full at that moment, "
    r"the front key of Q1 leaves the cache first\. A key that is used while it is in Q1 moves to the back of Q2; if Q2 then has more than (?P=second) keys, the front key of "
    r"Q2 moves to the back of Q1\. A key that is used while it is in Q2 moves to the back of Q2\.$"
)
WRITES = (
    r'^A write also makes its key "changed"(?: if it hits)?\. A changed key that leaves the cache to make room for another is written back at that moment, and is no longer '
    r"changed\. Reads make no difference to this\.$"
)
FLUSH = (
    r'^"flush" writes back all changed keys, one after the other, in the order in which they became changed \(a further write to a key that is changed already does not '
    r"count\); they stay where they are and are no longer changed\. A flush is no request and no use\.$"
)
DROP = (
    r'^"drop X" takes X out of the cache(?: \(out of both levels\))? if it is there, without writing it back; no other key moves, and X then no longer is a changed key\.'
    r"(?: B1, B2 and p stay as they are, and X is not remembered\.)? A drop is no request\.$"
)
INORDER = r"from the front to the back"
BYCOUNT = r"smallest count first, equal counts by their last use, the longest ago first"
HITS = r"Which lines of the log are hits\? Give the numbers of these lines, separated by spaces\.$"
SECOND = r"Which lines of the log find their key in L2 but not in L1\? Give the numbers of these lines, separated by spaces\.$"
LEAVING = (
    r"Which keys leave the cache to make room for another\? List them in the order in which they leave, separated by spaces, a key as often as it leaves\."
    r"(?: Dropped keys do not count\.)?(?: Keys that leave only L1 do not count either\.)?$"
)
BACK = r"Which keys are written back\? List them in the order in which that happens, separated by spaces, a key as often as it is written back\.$"
CONTENT = rf"Which keys are in the cache at the end\? List them (?:{INORDER} of the queue|by count, {BYCOUNT}), separated by spaces\.$"
CONTENTS = (
    r"Which keys are in (T1|L1|Q1) and in (T2|L2|Q2) at the end\? (?:List the keys from the front to the back of each queue\."
    rf"|For L1: (?:{INORDER}|{BYCOUNT})\. For L2: (?:{INORDER}|{BYCOUNT})\.) Write each list behind its name, the keys separated by spaces\.$"
)
LOG = r"^(?:The log is:|The log:|One morning's log:|Work through the log from the first line to the last:)$"
READS = (
    r"^(?:Work through the log from the first line to the last; it lists the keys of its reads:|One morning's log consists of reads alone, of these keys in this order:"
    r"|The log, as the keys that are read one after the other, is:|The log \(the keys read, in order\):)\n\n([A-Z](?: [A-Z])*)$"
)


class Queue:
    """Keys from front to back. `recent`: a use moves a key to the back; `marked`: a use marks it, and a marked key is spared once."""

    def __init__(self, size: int, recent: bool, marked: bool) -> None:
        self.size, self.recent, self.marked = size, recent, marked
        self.keys, self.marks = list[str](), set[str]()

    def use(self, key: str) -> None:
        if self.recent:
            self.keys.remove(key)
            self.keys.append(key)
        if self.marked:
            self.marks.add(key)

    def enter(self, key: str) -> str | None:
        """Which key leaves for it, if any."""
        left = None
        if len(self.keys) == self.size:
            while self.keys[0] in self.marks:
                self.marks.remove(self.keys[0])
                self.keys.append(self.keys.pop(0))
            left = self.keys.pop(0)
        self.keys.append(key)
        return left

    def remove(self, key: str) -> None:
        self.keys.remove(key)
        self.marks.discard(key)

    def listed(self) -> list[str]:
        return self.keys

    def line(self, number: int) -> None:
        """After each line of the log."""


class Counted:
    """Keys with counts and the times of their last uses."""

    def __init__(self, size: int, aging: int) -> None:
        self.size, self.aging, self.clock = size, aging, 0
        self.counts, self.last = dict[str, int](), dict[str, int]()

    @property
    def keys(self) -> list[str]:
        return list(self.counts)

    def use(self, key: str) -> None:
        self.clock += 1
        self.counts[key] = self.counts.get(key, 0) + 1
        self.last[key] = self.clock

    def enter(self, key: str) -> str | None:
        left = None
        if len(self.counts) == self.size:
            self.remove(left := self.listed()[0])
        self.use(key)
        return left

    def remove(self, key: str) -> None:
        del self.counts[key], self.last[key]

    def listed(self) -> list[str]:
        return sorted(self.counts, key=lambda key: (self.counts[key], self.last[key]))

    def line(self, number: int) -> None:
        if self.aging and number % self.aging == 0:
            self.counts = {key: count // 2 for key, count in self.counts.items()}


class Queues:
    """Two queues of keys, each from the one that leaves first."""

    def __init__(self) -> None:
        self.queues = list[str](), list[str]()

    @property
    def keys(self) -> list[str]:
        return [*self.queues[0], *self.queues[1]]

    def remove(self, key: str) -> None:
        for queue in self.queues:
            if key in queue:
                queue.remove(key)

    def line(self, number: int) -> None:
        """Nothing ages."""


class Adaptive(Queues):
    """Two queues of keys and two of memories; `target` is p."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size, self.target = size, 0
        self.memories = list[str](), list[str]()

    def use(self, key: str) -> None:
        self.remove(key)
        self.queues[1].append(key)

    def enter(self, key: str) -> str | None:
        left, known = None, next((place for place in (0, 1) if key in self.memories[place]), None)
        if known is not None:
            self.memories[known].remove(key)
            self.target = min(self.size, self.target + 1) if known == 0 else max(0, self.target - 1)
        if len(self.keys) == self.size:
            place = 0 if len(self.queues[0]) > self.target or not self.queues[1] else 1
            self.memories[place].append(left := self.queues[place].pop(0))
            del self.memories[place][: max(0, len(self.memories[place]) - self.size)]
        self.queues[0 if known is None else 1].append(key)
        return left


class Segmented(Queues):
    """Two queues, Q1 for keys that came in and Q2 for those that were used."""

    def __init__(self, first: int, second: int) -> None:
        super().__init__()
        self.sizes = first, second

    def use(self, key: str) -> None:
        self.remove(key)
        self.queues[1].append(key)
        if len(self.queues[1]) > self.sizes[1]:
            self.queues[0].append(self.queues[1].pop(0))

    def enter(self, key: str) -> str | None:
        left = self.queues[0].pop(0) if len(self.queues[0]) >= self.sizes[0] else None
        self.queues[0].append(key)
        return left


Level = Queue | Counted | Adaptive | Segmented


def _level(text: Text) -> tuple[str, Level] | None:
    """The next level that is described."""
    made: tuple[tuple[str, Callable[[re.Match[str]], Level]], ...] = (
        (ORDERED, lambda found: Queue(int(found["size"]), bool(found["recent"]), marked=False)),
        (MARKED, lambda found: Queue(int(found["size"]), recent=False, marked=True)),
        (COUNTED, lambda found: Counted(int(found["size"]), int(found["aging"] or 0))),
    )
    for pattern, make in made:
        if found := text.take(pattern):
            return found["name"], make(found)
    return None


def follows(prompt: str, answer: str) -> bool:
    text = Text(body(prompt))
    opening = text.need(OPENING)
    if text.take(TWO_LEVELS):
        named = dict(filter(None, (_level(text), _level(text))))
        levels: list[Level] = [named["L1"], named["L2"]]
    elif found := text.take(ADAPTIVE):
        levels = [Adaptive(int(found["size"]))]
    elif found := text.take(SEGMENTED):
        levels = [Segmented(int(found["first"]), int(found["second"]))]
    elif one := _level(text):
        levels = [one[1]]
    else:
        raise Unread(text.left)
    text.drop(WRITES, FLUSH, DROP, "Question: ")
    if reads := text.take(READS):
        log = [("read", key) for key in reads[1].split()]
    else:
        text.need(LOG)
        log = [(line[1], line[2] or "") for line in text.all(r"^\d+\. (read|write|drop|flush)(?: (\w))?$")]
    asked = next((name for name, pattern in QUESTIONS.items() if text.take(pattern)), None)
    text.end()
    given, right = _parts(answer), _parts(_played(levels, log, only_reads=bool(opening["reads"]))[asked])
    if asked in ("hits", "second"):  # in any order
        return [sorted(part) for part in given] == [sorted(part) for part in right]
    return given == right


QUESTIONS = {"hits": HITS, "second": SECOND, "leaving": LEAVING, "back": BACK, "content": CONTENT, "contents": CONTENTS}


def _parts(answer: str) -> list[list[str]]:
    return [re.findall(r"\w+", part) for part in answer.split(";")]


def _played(levels: list[Level], log: list[tuple[str, str]], only_reads: bool) -> dict[str | None, str]:
    """The answer to each question."""
    hits, second, leaving, back, changed = [], [], [], [], dict[str, None]()
    for number, (what, key) in enumerate(log, start=1):
        if what == "flush":
            back += changed
            changed.clear()
        elif what == "drop":
            for level in levels:
                if key in level.keys:
                    level.remove(key)
            changed.pop(key, None)
        else:
            hit = next((place for place, level in enumerate(levels) if key in level.keys), None)
            if hit is not None:
                hits.append(str(number))
                levels[hit].use(key)
                if hit == 1:
                    second.append(str(number))
            elif what == "read" or not only_reads:
                left = levels[-1].enter(key)
                if left:
                    leaving.append(left)
                    if left in levels[0].keys:
                        levels[0].remove(left)
                    if left in changed:
                        back.append(left)
                        del changed[left]
            if hit == 1 or (hit is None and len(levels) == 2 and key in levels[1].keys):
                levels[0].enter(key)
            if what == "write" and key in levels[-1].keys:
                changed.setdefault(key)
        for level in levels:
            level.line(number)
    answers = {"hits": " ".join(hits), "second": " ".join(second), "leaving": " ".join(leaving), "back": " ".join(back)}
    if isinstance(levels[0], Adaptive | Segmented):
        name = "T" if isinstance(levels[0], Adaptive) else "Q"
        content = "; ".join(f"{name}{place + 1}: {' '.join(queue)}" for place, queue in enumerate(levels[0].queues))
    else:
        shown = [" ".join(level.listed()) for level in levels if not isinstance(level, Adaptive | Segmented)]
        content = shown[0] if len(shown) == 1 else f"L1: {shown[0]}; L2: {shown[1]}"
    return {**answers, "content": content, "contents": content}
