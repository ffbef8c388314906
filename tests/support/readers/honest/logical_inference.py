"""Reads honest/logical_inference: facts on what things are, have and can do, as clauses; asks a SAT solver for the claim and for its contrary."""

import re

from pysat.solvers import Cadical153
from reading import Unread, body

CONTRARY = [(r"\bdoes not have\b|\bdoesn't have\b", "has"), (r"\bis not\b|\bisn't\b", "is"), (r"\bcannot\b|\bcan't\b|\bcan not\b", "can")]
COUNT = "(?:two|three|four|five)"
# What stands under the first group, taken together, implies what stands under the second; where `<` comes first, the other way round.
IMPLIED = [
    "> Provided that (.*), (.*?)", "> As long as (.*), (.*?)", "> Suppose that (.*): then (.*)", "> Assuming that (.*), (.*?)",
    "> Should it turn out that (.*), then (.*)", "> In every case in which (?:it is true )?(.*), (.*?)", "> Whenever (?:it is true )?(.*), (.*?)",
    "> If it is true that (.*), then it is true that (.*)", "< If all of these hold, then (.*?): (.*)",
    f"< These {COUNT} together are enough for it to be true that (.*?): (.*)", f"< Only if (.*) can these {COUNT} be true together: (.*)",
    "< Only if (.*) is it true that (.*)", "> For it to be true that (.*), it must be true that (.*)", "> If (.*), then (.*)", "> If (.*), (.*?)",
    "> That (.*?) (?:implies|would mean) that (.*)", "> That (.*) together imply that (.*)", "< (.*?), provided that (.*)",
    "< (.*) if (?:it is true )?(.*)",
]  # fmt: skip
ANY = (
    r"(?:At least one of these holds|One or more of these is so|Of these [a-z]+ statements, at least one is true"
    r"|It cannot be that (?:both|all [a-z]+) of these are false|One of these is true, perhaps both): (.*)"
)
ALL = [
    r"On the one hand (.*)", r"(?:(?:Two|Three) things (?:are certain|have been confirmed)|One thing is sure|Both of these hold|All of these hold): (.*)",
    r"(?:It is (?:a fact|known|established|certain)|It has been confirmed|We know|There is no doubt|The records show) that (.*)",
    r"Somebody has checked, and (.*)", r"As it turned out, (.*)", r"(.*); that much is clear",
]  # fmt: skip
JOINED = (
    "; on the other hand |; besides, |; moreover, |; |, and if moreover |, and if also |, and also |, and |, or else |, or |, but |, while |, "
    "| and also | or else | and | or "
)
ASKED = [
    r'claims: "(.*?)\.?"', r"Is it true that (.*?)\?", r"Conclusion to be judged: (.*?)\.\n", r"Does it follow that (.*?)\?",
    r"(?:Conclusion|Claim|Statement)[^\n:]*: (.*?)\.(?:\n|$)",
]  # fmt: skip
NUMBERED = r"(?:^|(?<=\s))(?:\[\d+\]|\(\d+\)|F\d+\.|Fact \d+:|\d+\.) "


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    head, *facts = re.split(NUMBERED, text)
    *_, (tail,) = [fact.split("\n", 1)[1:] or [""] for fact in facts]
    facts = [fact.split("\n")[0].strip() for fact in facts]
    reading = Reading()
    clauses = [clause for fact in facts for clause in reading.fact(fact.removesuffix("."))]
    asked = next((found[1] for pattern in ASKED if (found := re.search(pattern, f"{head}\n{tail}\n", re.IGNORECASE))), None)
    if asked is None:
        raise Unread(head + tail)
    claim = reading.literal(asked)
    with Cadical153(bootstrap_with=clauses) as solver:
        may_hold, may_fail = solver.solve(assumptions=[claim]), solver.solve(assumptions=[-claim])
    if not (may_hold or may_fail):
        raise Unread("facts that contradict one another")
    return answer.strip() == ("Unknown" if may_hold and may_fail else "True" if may_hold else "False")


class Reading:
    """Statements by number, as a SAT solver names them."""

    def __init__(self) -> None:
        self.numbers = dict[str, int]()

    def literal(self, text: str) -> int:
        """`the crane is not rusty`. Raises Unread for what is more than one statement."""
        text = re.sub(r"^(?:also )?(?:that )?", "", text.strip().strip('".').strip())
        text = text[:1].lower() + text[1:]
        if re.search(r"[,;:]| and that | (?:or|and|if|unless|but|while) |^(?:either|also|both|it is|suppose|if|provided|only|should|assuming)\b", text):
            raise Unread(text)
        sign = 1
        for contrary, instead in CONTRARY:
            text, found = re.subn(contrary, instead, text)
            if found:
                sign = -1
                break
        if not re.search(r" (?:is|has|can) ", text) or re.search(r"\bnot\b|n't\b", text):
            raise Unread(text)
        return sign * self.numbers.setdefault(text, len(self.numbers) + 1)

    def several(self, text: str) -> list[int]:
        """Statements that are joined by commas, by `and` or by `or`."""
        text = re.sub(r"^(?:both|either) ", "", text.strip(), flags=re.IGNORECASE)
        return [self.literal(part) for part in re.split(JOINED, text) if part.strip()]

    def fact(self, text: str) -> list[list[int]]:
        """Clauses, all of which hold."""
        if found := _match(r"If (.*), then (.*), provided that (.*)", text):
            return [[*(-one for one in self.several(found[1])), -self.literal(found[3]), self.literal(found[2])]]
        for pattern in IMPLIED:
            if found := _match(pattern[2:], text):
                if_, then = (found[1], found[2]) if pattern[0] == ">" else (found[2], found[1])
                return [[*(-one for one in self.several(if_)), self.literal(then)]]
        if found := _match(r"(?:It is certain|There is no doubt) that (.*) or that (.*)", text):
            return [[*self.several(found[1]), self.literal(found[2])]]
        if found := _match(r"Unless (.*), (.*)", text) or _match(r"(.*?),? unless (.*)", text):
            return [[*self.several(found[1]), self.literal(found[2])]]
        if found := _match(ANY, text) or _match(r"(.*), or both", text):
            return [self.several(found[1])]
        for pattern in ALL:
            if found := _match(pattern, text):
                return [[one] for one in self.several(found[1])]
        return [self.several(text)] if " or " in text else [[one] for one in self.several(text)]


def _match(pattern: str, text: str) -> re.Match[str] | None:
    return re.fullmatch(pattern, text, re.IGNORECASE)
