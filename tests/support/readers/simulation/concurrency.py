"""Threads that share variables: a schedule is followed step by step, and the values that are possible at the end come from trying all schedules."""

import operator
import re

from readers.simulation._prompt import Text
from reading import Unread, body

RULES = (
    r"^[-*] In each step one thread, whichever you like of those that can go on, executes its next line as a whole\. Each thread begins with its line 1 and then takes its lines in order; past its "
    r"last line it has finished\.$",
    r"^[-*] Variables(?:, semaphores and locks| and locks| and semaphores)? are shared by all threads\.(?: But t is not: each thread has its own t, which the others cannot see\.)?$",
    r"^[-*] lock\((\w)\) can be executed only while \1 is free, and then takes it; a lock that is taken blocks every thread, also the one that took it\. unlock\(\1\) makes \1 free again\."
    r"(?: The same goes for the other locks\.)?$",
    r"^[-*] wait\((\w)\) can be executed only while \1 is above 0, and lowers \1 by 1; signal\(\1\) raises \1 by 1\.(?: The same goes for the other semaphores\.)?$",
    r'^[-*] "if x > 0 -> 5" is one step: if the condition holds at that moment, the thread\'s next line is line 5, else the line that follows\. A line number one past the thread\'s last line means '
    r"that the thread has finished\.$",
    r"^[-*] A thread whose next line cannot be executed now cannot make a step; that line stays its next one\.$",
)
IDLE = (
    r"^\d threads run on one processor\.", r"^Here is a program with \d threads that run at the same time\.", r"^How they run:$", r"These are the threads:$", r"^The threads:$",
    r"^The rules:$", r"^You are the scheduler of a small machine and decide which thread makes the next step\.$", r"Question:",
)  # fmt: skip
START = (
    r"At first (x = \d+(?:, y = \d+)?(?: and \w = \d+)?)(?:; the semaphore \w stands at \d+(?: and the semaphore \w at \d+)*)?"
    r"(?:; the (?:lock \w is|locks [\w, ]+ and \w are) free)?\."
)
VALUES = r"Which values can (\w) have when all threads have finished\? Consider all schedules that let every thread finish, and name every value once, in any order\."
ENDS = (
    r"Find a schedule after which all threads have finished and (\w) is (-?\d+)\. Write the thread of each step in order, down to the last step; every step must be possible\."
)
DEADLOCK = (
    r"Find a schedule that ends in a deadlock: at its end at least one thread has not finished, and no thread can make a step\. Write the thread of each step in order; every step must be possible\."
)
THREAD = r"^Thread ([A-Z]):\n((?:\d+\. .+(?:\n|\Z))+)"
COMPARED = {"<": operator.lt, ">": operator.gt, "==": operator.eq}

State = tuple[tuple[int, ...], tuple[tuple[str, int], ...]]
"""The next line of each thread, and every variable, semaphore and lock (1 while it is free) with its value."""


class Program:
    """`lines`: for each thread its lines."""

    def __init__(self, names: list[str], lines: list[list[str]], held: dict[str, int]) -> None:
        self.names, self.lines = names, lines
        self.start: State = ((0,) * len(names), tuple(sorted(held.items())))

    def step(self, state: State, thread: int) -> State | None:
        """The state after this thread's next line; None where it cannot make a step."""
        at, held = state[0][thread], dict(state[1])
        if at == len(self.lines[thread]):
            return None
        line, after, own = self.lines[thread][at], at + 1, f"t{thread}"

        def value(word: str) -> int:
            return int(word) if word.isdigit() else held[own if word == "t" else word]

        if found := re.fullmatch(r"(lock|unlock|wait|signal)\((\w)\)", line):
            what, name = found.groups()
            if what in ("lock", "wait") and held[name] == 0:
                return None
            held[name] = {"lock": 0, "unlock": 1, "wait": held[name] - 1, "signal": held[name] + 1}[what]
        elif found := re.fullmatch(r"if (\w) (<|>|==) (\d+) -> (\d+)", line):
            if COMPARED[found[2]](value(found[1]), int(found[3])):
                after = int(found[4]) - 1
        elif found := re.fullmatch(r"(\w) = (\w+)(?: ([-+]) (\d+))?", line):
            right = value(found[2]) + (int(f"{found[3]}{found[4]}") if found[3] else 0)
            held[own if found[1] == "t" else found[1]] = right
        else:
            raise Unread(line)
        return (*state[0][:thread], after, *state[0][thread + 1 :]), tuple(sorted(held.items()))

    def finished(self, state: State) -> bool:
        return all(at == len(lines) for at, lines in zip(state[0], self.lines, strict=True))

    def blocked(self, state: State) -> bool:
        return not self.finished(state) and all(self.step(state, thread) is None for thread in range(len(self.lines)))

    def run(self, schedule: list[str]) -> State | None:
        """Where the schedule ends; None where a step is not possible."""
        state: State | None = self.start
        for name in schedule:
            state = self.step(state, self.names.index(name)) if state and name in self.names else None
        return state

    def values(self, name: str) -> set[int]:
        """Values of a variable at the ends of all schedules that let every thread finish."""
        seen, waiting, found = {self.start}, [self.start], set[int]()
        while waiting:
            state = waiting.pop()
            if self.finished(state):
                found.add(dict(state[1])[name])
            for thread in range(len(self.lines)):
                after = self.step(state, thread)
                if after and after not in seen:
                    seen.add(after)
                    waiting.append(after)
        return found


def follows(prompt: str, answer: str) -> bool:
    text = Text(body(prompt))
    threads = text.all(THREAD)
    start = text.need(START)[0]
    held = {name: int(value) for name, value in re.findall(r"\b(\w) (?:=|stands at|at) (\d+)", start)}
    held |= dict.fromkeys(re.findall(r"\b[A-Z]\b", start.partition("lock")[2]), 1)
    lines = [re.findall(r"^\d+\. (.+)$", found[2], re.MULTILINE) for found in threads]
    everything = str(lines)
    for pattern, words in zip(RULES, ("", "", "lock", "wait", "if ", "lock|wait"), strict=True):
        if re.search(words, everything):
            text.need(pattern)
    program = Program([found[1] for found in threads], lines, held)
    values, ends, deadlock = text.take(VALUES), text.take(ENDS), text.take(DEADLOCK)
    text.drop(*IDLE)
    text.end()
    if values:
        return sorted(answer.split(", ")) == sorted(map(str, program.values(values[1])))
    end = program.run(answer.split())
    if not end:
        return False
    if ends:
        return program.finished(end) and dict(end[1])[ends[1]] == int(ends[2])
    return bool(deadlock) and program.blocked(end)
