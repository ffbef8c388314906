"""Reads people in a row, their attributes and clues, finds the arrangement by SAT and shows that there is no second."""

import re
from collections.abc import Callable
from itertools import product

from pysat.solvers import Glucose4
from readers.logic._prompt import found
from reading import Unread, body

ONE = r"which leave one possible arrangement|just one arrangement makes everything true|they leave exactly one way to assign the values|Only one arrangement|One arrangement fits all clues|Just one arrangement|one arrangement"
NO_CLUES = re.compile(
    r'(?:"Left"|Whoever|"Next|Neighbors|A person between|Somebody is between|[A-Z][a-z]+s between two|The \w+ between two|"One"|Where it says|Otherwise|Apart from)'
)
BETWEEN = re.compile(r"Between .* there (?:is|are) exactly (one|\d+) \w+\.")


class Puzzle:
    """A solver in which a value stands at one place of the row."""

    def __init__(self, prompt: str) -> None:
        self.text = body(prompt)
        self.n = int(found(r"(\d+) (?:people|\w+ in a row)", self.text)[1])
        self.attributes = dict[str, list[str]]()
        for name, held in re.findall(r"(?m)^(?:[-*] )?([A-Z]\w*): ([\w' -]+(?:, [\w' -]+)+)$", self.text):
            if len(values := [one.strip() for one in held.split(",")]) == self.n:
                self.attributes[name] = values
        self.values = [value for values in self.attributes.values() for value in values]
        if not self.values or len(set(self.values)) != len(self.values) or not re.search(ONE, self.text):
            raise Unread(self.text)
        self.number = {value: n for n, value in enumerate(self.values)}
        self.named = re.compile(r"(?<![\w-])(" + "|".join(sorted(map(re.escape, self.values), key=len, reverse=True)) + r")(?!\w)")
        self.solver = Glucose4()
        for values in self.attributes.values():
            for place in range(1, self.n + 1):
                self.solver.add_clause([self.at(value, place) for value in values])
                for i, value in enumerate(values):
                    for other in values[:i]:
                        self.solver.add_clause([-self.at(value, place), -self.at(other, place)])
            for value in values:
                for place in range(1, self.n + 1):
                    for earlier in range(1, place):
                        self.solver.add_clause([-self.at(value, place), -self.at(value, earlier)])

    def at(self, value: str, place: int) -> int:
        return self.number[value] * self.n + place

    def where(self, names: list[str], holds: Callable[..., bool]) -> None:
        """Keep only places of these values for which a relation holds."""
        for places in product(range(1, self.n + 1), repeat=len(names)):
            if not holds(*places):
                self.solver.add_clause([-self.at(name, place) for name, place in zip(names, places, strict=True)])
        for first, second in ((0, 1), (1, 0)) if len(names) == 2 else ():  # the same again as a clause that propagates more
            for place in range(1, self.n + 1):
                fits = [other for other in range(1, self.n + 1) if holds(*((place, other) if first < second else (other, place)))]
                self.solver.add_clause([-self.at(names[first], place), *(self.at(names[second], other) for other in fits)])

    def paired(self, said: str, names: list[str]) -> None:
        """The first two are the last two, in whichever order."""
        if len(names) != 4:
            raise Unread(said)
        a, b, c, d = names
        for place in range(1, self.n + 1):
            for one, ones in ((a, (c, d)), (b, (c, d)), (c, (a, b)), (d, (a, b))):
                self.solver.add_clause([-self.at(one, place), *(self.at(other, place) for other in ones)])
            self.solver.add_clause([-self.at(a, place), -self.at(b, place)])
            self.solver.add_clause([-self.at(c, place), -self.at(d, place)])

    def clue(self, said: str) -> None:
        names = self.named.findall(said)
        if "are two different people: one of them" in said or (said.startswith("Of ") and "somewhere" not in said and " the other " in said):
            self.paired(said, names)
            return
        relation = _relation(said, self.n)
        if ("not both" in said or said.startswith("Exactly one of these is true")) and len(names) == 4 and names[0] == names[2]:
            names = [names[0], names[1], names[3]]
        wanted = relation.__code__.co_argcount
        if len(names) != wanted:
            raise Unread(said)
        self.where(names, relation)


def _relation(s: str, n: int) -> Callable[..., bool]:
    """What a clue says of the places of the values that it names, in the order in which it names them."""
    if m := BETWEEN.fullmatch(s):
        gap = 1 + (1 if m[1] == "one" else int(m[1]))
        return lambda a, b: abs(a - b) == gap
    if m := re.search(r"differ by exactly (\d+)\.$", s):
        by = int(m[1])
        return lambda a, b: abs(a - b) == by
    if re.match(r"There is at least one \w+ between ", s) or "different people and not next to each other" in s or "neither the same person as" in s:
        return lambda a, b: abs(a - b) > 1
    if s.startswith("Of ") and "one is somewhere to the left of" in s and "the other somewhere to the right" in s:
        return lambda a, b, c: a < c < b or b < c < a
    if re.search(r"is somewhere between|has .* somewhere on one side and .* somewhere on the other", s):
        return lambda c, a, b: a < c < b or b < c < a
    if m := re.search(r"(?:directly to the|immediately|directly) (left|right) of", s):
        step = 1 if m[1] == "left" else -1
        return lambda a, b: a + step == b
    if "somewhere to the left of" in s or "is lower than that of" in s:
        return lambda a, b: a < b
    if "somewhere to the right of" in s or "is higher than that of" in s:
        return lambda a, b: a > b
    if "not both" in s or s.startswith("Exactly one of these is true: "):
        return lambda a, b, c: (a == b) != (a == c)
    if re.search(r"two ends of the row|the first or the last|either \w+ 1 or \w+ \d+\.$", s):
        return lambda a: a in (1, n)
    if m := re.search(r"(?:an|is) (odd|even)(?:-numbered \w+)?\.$", s):
        odd = m[1] == "odd"
        return lambda a: (a % 2 == 1) == odd
    if re.search(r"is next to|are direct neighbors|are neighbors|are at adjacent|are in adjacent|adjacent", s):
        return lambda a, b: abs(a - b) == 1
    if m := re.search(r"is not (?:in|at|on) [a-z]+ (\d+)\.$|^The person (?:in|at|on) [a-z]+ (\d+) is not", s):
        here = int(m[1] or m[2])
        return lambda a: a != here
    if m := re.search(r"is (?:in|at|on) [a-z]+ (\d+)\.$|^(?:The person )?(?:[Ii]n|[Aa]t|[Oo]n) [a-z]+ (\d+) ", s):
        here = int(m[1] or m[2])
        return lambda a: a == here
    if re.search(r" is not | are two different people\.$", s):
        return lambda a, b: a != b
    if re.search(r"and [^,]* are the same person\.$", s) or not re.search(r"\b(?:between|left|right|not|or|number|either|one|other|if)\b", s):
        return lambda a, b: a == b
    raise Unread(s)


def follows(prompt: str, answer: str) -> bool:
    puzzle = Puzzle(prompt)
    asked = max(puzzle.text.rfind("Give only the following"), puzzle.text.rfind("What is asked for"))
    told = puzzle.text[:asked] if asked > 0 else puzzle.text
    for said in re.findall(r"(?m)^(?:[-*] |\d+\. )?([A-Z\"].*\.)$", told):
        if NO_CLUES.match(said) or not puzzle.named.search(said):
            continue
        puzzle.clue(said)
    if not puzzle.solver.solve():
        raise Unread("no arrangement: " + puzzle.text)
    true = [one for one in puzzle.solver.get_model() or [] if one > 0]
    place = {puzzle.values[(one - 1) // puzzle.n]: (one - 1) % puzzle.n + 1 for one in true}
    puzzle.solver.add_clause([-one for one in true])
    if puzzle.solver.solve():
        return False
    row = {name: sorted(values, key=place.__getitem__) for name, values in puzzle.attributes.items()}
    if asked > 0:
        return answer == ", ".join(_replies(puzzle, puzzle.text[asked:], place, row))
    word = found(r"with the word (\w+)", puzzle.text)[1]
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in answer.splitlines()]
    if head[0] != word or sorted(head[1:]) != sorted(puzzle.attributes):
        return False
    return lines == [[str(number + 1), *(row[name][number] for name in head[1:])] for number in range(puzzle.n)]


def _replies(puzzle: Puzzle, asked: str, place: dict[str, int], row: dict[str, list[str]]) -> list[str]:
    out = list[str]()
    for said in re.findall(r"(?m)^\(\d+\) (.*)$", asked):
        names = puzzle.named.findall(said)
        if m := re.fullmatch(r"(?:all values of (\w+).*|the (\w+) of every person from .*)", said):
            out += row[m[1] or m[2]]
        elif " between " in said and len(names) == 2:
            out.append(str(max(0, abs(place[names[0]] - place[names[1]]) - 1)))
        elif re.match(r"the number of the \w+ of|the \w+ number of", said) and len(names) == 1:
            out.append(str(place[names[0]]))
        elif (m := re.search(r"has for (\w+)$|^the (\w+) of ", said)) and len(names) == 1:
            out.append(row[m[1] or m[2]][place[names[0]] - 1])
        else:
            raise Unread(said)
    return out
