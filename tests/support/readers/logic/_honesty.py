"""Statements of people who always tell the truth or always lie: read as tests of who is of which kind."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import product

from reading import Unread

Kinds = dict[str, str]
Test = Callable[[Kinds], bool]
PAIRS = (("knight", "knave"), ("saint", "sinner"), ("truth-teller", "liar"), ("angel", "devil"), ("hero", "villain"))
ODD = ("chameleon", "joker", "spy", "trickster", "jester")
COUNTS: Sequence[str] = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
AMOUNT = r"([Ee]xactly|[Pp]recisely|[Aa]t least|[Aa]t most|[Nn]o fewer than|[Nn]o more than) (\w+)"
JOINED: tuple[tuple[str, Callable[[bool, bool], bool]], ...] = (
    (r"(?:[Tt]hese two are either both true or both false|[Ee]ither both of these are true or neither is): (.*); (.*)", lambda a, b: a == b),
    (r"[Ee]xactly one of these (?:is true|holds): (.*); (.*)", lambda a, b: a != b),
    (r"[Aa]t least one of these (?:is true|holds): (.*); (.*)", lambda a, b: a or b),
    (r"[Bb]oth (?:of these )?(?:are true|hold): (.*); (.*)", lambda a, b: a and b),
    (r"[Ww]henever it is true that (.*), it is also true that (.*)", lambda a, b: not a or b),
    (r"[Ii]f (.*), then (.*)", lambda a, b: not a or b),
    (r"[Ee]ither (.*), or (.*), but not both", lambda a, b: a != b),
    (r"(.*), or (.*), or both", lambda a, b: a or b),
    (r"(.*) if and only if (.*)", lambda a, b: a == b),
    (r"(.*), and (.*)", lambda a, b: a and b),
)


def kinds(text: str) -> tuple[str, str]:
    for good, bad in PAIRS:
        if re.search(rf"\b{good}", text):
            return good, bad
    raise Unread(text)


class Talk:
    """The people and the words of one prompt."""

    def __init__(self, people: list[str], good: str, bad: str) -> None:
        self.people, self.good, self.bad = people, good, bad

    def group(self, said: str, me: str) -> list[str]:
        if re.search(r"\bus\b", said):
            return self.people
        names = [me if name in ("me", "I") else name for name in re.findall(r"\b(?:[A-Z]\w*|me)\b", said)]
        if not names or not set(names) <= set(self.people):
            raise Unread(said)
        return names

    def kind(self, word: str) -> str:
        one = word.removesuffix("s") if word not in (self.good, self.bad) else word
        if one not in (self.good, self.bad, *ODD):
            raise Unread(word)
        return one

    def number(self, group: list[str], amount: str, count: str, word: str) -> Test:
        kind, wanted = self.kind(word), COUNTS.index(count)
        if amount.lower() in ("exactly", "precisely"):
            return lambda v: sum(v[one] == kind for one in group) == wanted
        if amount.lower() in ("at least", "no fewer than"):
            return lambda v: sum(v[one] == kind for one in group) >= wanted
        return lambda v: sum(v[one] == kind for one in group) <= wanted

    def test(self, said: str, me: str) -> Test:
        said = said.strip().rstrip(".,")
        for pattern, join in JOINED:
            if m := re.fullmatch(pattern, said):
                try:
                    a, b = self.test(m[1], me), self.test(m[2], me)
                except Unread:
                    continue
                return self.joined(a, b, join)
        if m := re.fullmatch(r"([A-Z]\w*) would say that (.*)", said):
            (who,), inner = self.group(m[1], me), self.test(m[2], me)
            return lambda v: (v[who] == self.good) == inner(v)
        if m := re.fullmatch(r"([A-Z]\w*) (?:is|am) (not )?an? (\S+)", said):
            (who,), kind = self.group(m[1], me), self.kind(m[3])
            return lambda v: (v[who] == kind) != bool(m[2])
        if (m := re.fullmatch(r"([A-Z]\w*) and (\w+) are (of the same kind|of different kinds)", said)) or (
            m := re.fullmatch(r"([A-Z]\w*) (?:is|am) of (?:the same kind as|a different kind from) (\w+)()", said)
        ):
            (one,), (other,), same = self.group(m[1], me), self.group(m[2], me), "same" in said
            return lambda v: (v[one] == v[other]) == same
        if m := re.fullmatch(r"([A-Z]\w*) and (\w+) are both (\S+)", said):
            (one,), (other,), kind = self.group(m[1], me), self.group(m[2], me), self.kind(m[3])
            return lambda v: v[one] == v[other] == kind
        return self.counted(said, me)

    @staticmethod
    def joined(a: Test, b: Test, join: Callable[[bool, bool], bool]) -> Test:
        return lambda v: join(a(v), b(v))

    def counted(self, said: str, me: str) -> Test:
        """Statements on how many of some people are of a kind."""
        if m := re.fullmatch(rf"{AMOUNT} of (.+?) (?:is|are) (?:an? )?([\w-]+)", said):
            return self.number(self.group(m[3], me), m[1], m[2], m[4])
        if m := re.fullmatch(rf"[Aa]mong (.+?),? there (?:is|are) {AMOUNT} ([\w-]+)", said):
            return self.number(self.group(m[1], me), m[2], m[3], m[4])
        if m := re.fullmatch(rf"[Tt]here (?:is|are) {AMOUNT} ([\w-]+) among (.+)", said):
            return self.number(self.group(m[4], me), m[1], m[2], m[3])
        if m := re.fullmatch(r"[Tt]here are (more|fewer|exactly as many) ([\w-]+) among (.+?) (?:than|as) among (.+)", said):
            a, b, kind, how = self.group(m[3], me), self.group(m[4], me), self.kind(m[2]), m[1]

            def compared(v: Kinds) -> bool:
                x, y = sum(v[one] == kind for one in a), sum(v[one] == kind for one in b)
                return x > y if how == "more" else x < y if how == "fewer" else x == y

            return compared
        if (m := re.fullmatch(r"[Aa]mong (?P<group>.+?),? there is an (?P<parity>odd|even) number of (?P<kind>[\w-]+)", said)) or (
            m := re.fullmatch(r"[Tt]he number of (?P<kind>[\w-]+) among (?P<group>.+) is (?P<parity>odd|even)", said)
        ):
            group, kind, odd = self.group(m["group"], me), self.kind(m["kind"]), m["parity"] == "odd"
            return lambda v: (sum(v[one] == kind for one in group) % 2 == 1) == odd
        raise Unread(said)


def possibilities(text: str) -> tuple[list[str], str, list[Kinds]]:
    """The people, the name of the honest kind, and all that may be: who is what."""
    good, bad = kinds(text)
    odd = next((one for one in ODD if re.search(rf"\b{one}", text)), None)
    if odd and not re.search(rf"[Ee]xactly one (?:of them )?(?:is )?(?:an? )?{odd}|One of those named below, no more and no fewer, is an? {odd}", text):
        raise Unread(f"how many are {odd}: {text}")
    lists = re.findall(r"(?:[A-Z]\w+, )*[A-Z]\w+ and [A-Z]\w+", text.replace("\n", "\n. "))
    people = max((re.findall(r"[A-Z]\w+", one) for one in lists), key=len)
    talk, said, sure = Talk(people, good, bad), list[tuple[str, Test]](), list[Test]()
    for line in text.splitlines():
        if m := re.fullmatch(r"(?:[*-] |\d+\. )?([A-Z][^\":]*?)(?: says?)?(?: together)?[:,]? \"([^\"]*)\"", line.strip()):
            for name in talk.group(re.sub(r" says?\b.*", "", m[1]), ""):
                said.append((name, talk.test(m[2], name)))
    for m in re.finditer(
        r"(?:One thing is certain:|This much is beyond doubt:|It is (?:also )?(?:certain|known) that|Known for sure:|You know for certain that) (.*?)\.(?:\s|$)", text
    ):
        sure.append(talk.test(m[1], ""))
    if not said:
        raise Unread(text)
    fits = [
        v
        for v in _all(people, good, bad, odd)
        if all(v[name] == odd or (v[name] == good) == test(v) for name, test in said) and all(test(v) for test in sure)
    ]
    if not fits:
        raise Unread("nothing fits: " + text)
    return people, good, fits


def _all(people: list[str], good: str, bad: str, odd: str | None) -> Iterator[Kinds]:
    for who in people if odd else [""]:
        for kinds_of in product((good, bad), repeat=len(people) - bool(odd)):
            rest = iter(kinds_of)
            yield {name: odd if odd and name == who else next(rest) for name in people}
