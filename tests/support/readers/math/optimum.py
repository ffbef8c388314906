"""Reads math/optimum: what is made or bought, as whole numbers under constraints; z3 finds the best total."""

import re
from typing import Any

import z3
from reading import Unread, body

EACH = re.compile(r"Each ([a-z ]+?) (?:takes|contains|carries|holds) ((?:\d+ [a-z ]+?(?:, and |, | and ))+?)(brings|costs) (\d+) dollars")
WITHIN = re.compile(r"There are (.*) in all|What is (?:bought|hired) must be enough for at least (.*)")
FRAME = re.compile(
    r"(?:not everything has to be used up|.*[Oo]nly whole numbers of each kind are possible, and a number may be 0|at most one of these two kinds"
    r"|Only this number is asked for|Give the total, not the choice|The answer is one number|Answer with this number alone|There is more to consider"
    r"|A [a-z ]+ (?:makes|buys|hires|has to decide how many) .*|(?:What is|Find) the .*(?:largest|smallest).*)"
)
SUM = {"at least as many": 1, "at least twice as many": 2, "at least three times as many": 3}


def follows(prompt: str, answer: str) -> bool:
    task = _Task()
    sentences = [
        re.sub(r"^(?:\(\d+\)|[-*]) ", "", part.strip()).rstrip(".?:;") for part in re.split(r"(?<=[.?:;])\s+|\n", body(prompt)) if part.strip()
    ]
    for sentence in sentences:
        if found := EACH.fullmatch(sentence):
            task.numbers[found[1]] = z3.Int(found[1])
            task.uses[found[1]] = _amounts(found[2])
            task.dollars[found[1]] = int(found[4])
            task.gain = found[3] == "brings"
    for sentence in sentences:
        if not EACH.fullmatch(sentence) and not FRAME.fullmatch(sentence):
            task.limit(sentence)
    if not re.search(r"largest.*gain|gain.*largest" if task.gain else r"smallest.*cost|cost.*smallest", " ".join(sentences)):
        raise Unread(prompt)
    if task.once and "one-time payments" not in prompt:
        raise Unread("are one-time payments counted?")
    return re.fullmatch(r"-?\d+", answer.strip()) is not None and int(answer) == task.best()


def _amounts(text: str) -> dict[str, int]:
    """`4 kilograms of clay and 1 egg`, with names that are the same for one and for many."""
    found = re.findall(r"(\d+) ([a-z][a-z ]*?)(?=,| and |$)", text.strip())
    return {re.sub(r"^(\w+?)(?:ren|s)?\b", r"\1", name).removesuffix(" and"): int(count) for count, name in found}


class _Task:
    def __init__(self) -> None:
        self.numbers = dict[str, Any]()
        self.uses = dict[str, dict[str, int]]()
        self.dollars = dict[str, int]()
        self.gain = True
        self.once = list[Any]()
        self.rules = list[Any]()

    def kind(self, text: str) -> Any:
        """The number of `loaves`."""
        for one, number in self.numbers.items():
            first, *rest = one.split(" of ")
            many = [first + "s", first + "es", first[:-1] + "ies", first[:-1] + "ves", first[:-2] + "ves"]
            if text.lower() in [" of ".join([word, *rest]) for word in [first, *many]]:
                return number
        raise Unread(text)

    def limit(self, text: str) -> None:
        if found := WITHIN.fullmatch(text):
            for name, amount in _amounts(found[1] or found[2]).items():
                total = z3.Sum([self.uses[kind].get(name, 0) * number for kind, number in self.numbers.items()])
                self.rules.append(total <= amount if found[1] else total >= amount)
            if bool(found[1]) != self.gain:
                raise Unread(text)
        elif found := re.fullmatch(r"The number of (.*) must be a multiple of (\d+) \(0 is one\)", text):
            self.rules.append(self.kind(found[1]) % int(found[2]) == 0)
        elif found := re.fullmatch(r"No more than (\d+) (?:pieces|[a-z ]+) can be (?:made|bought|hired) altogether, all kinds counted", text):
            self.rules.append(z3.Sum(list(self.numbers.values())) <= int(found[1]))
        elif found := re.fullmatch(r"No more than (\d+) (.*) can be (?:made|bought|hired)", text):
            self.rules.append(self.kind(found[2]) <= int(found[1]))
        elif found := re.fullmatch(r"At least (\d+) (.*) must be (?:made|bought|hired)", text):
            self.rules.append(self.kind(found[2]) >= int(found[1]))
        elif found := re.fullmatch(r"If any (.*) are (?:made|bought|hired) at all, (\d+) dollars must be paid once, however many there are", text):
            self.once.append(z3.If(self.kind(found[1]) > 0, int(found[2]), 0))
        elif found := re.fullmatch(r"(.*) and (.*) cannot both be (?:made|bought|hired)", text):
            self.rules.append(z3.Or(self.kind(found[1]) == 0, self.kind(found[2]) == 0))
        elif found := re.fullmatch(rf"There must be ({'|'.join(SUM)}) (.*) as (.*)", text):
            self.rules.append(self.kind(found[2]) >= SUM[found[1]] * self.kind(found[3]))
        else:
            raise Unread(text)

    def best(self) -> int:
        solver = z3.Optimize()
        solver.add(*self.rules, *(number >= 0 for number in self.numbers.values()))
        total = z3.Sum([self.dollars[kind] * number for kind, number in self.numbers.items()])
        paid = z3.Sum(self.once) if self.once else z3.IntVal(0)
        goal = solver.maximize(total - paid) if self.gain else solver.minimize(total + paid)
        if solver.check() != z3.sat:
            raise Unread("no choice is possible")
        return int(goal.value().as_long())
