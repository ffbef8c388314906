"""Independent route of the tasks that ask for inputs: Python's own syntax tree is walked on Python's own values for every list of the
domain, a number after the other, with the loop's body run once for each state and number that are met."""

import ast
import re

from synth.pipelines.oracles.simulation import _python


def numbers(answer: str):
    """The value of a plainly written list."""
    text = re.sub(r"^[a-z_]+\s*=", "", answer.strip().strip("`*$. \n")).strip()
    return _python.read(text if text[:1] in ("[", "(") else f"[{text}]")


def allowed(problem: dict, one) -> bool:
    """Whether a value is one of the lists that the function may be called with."""
    if not isinstance(one, list | tuple) or any(type(n) is not int for n in one):
        return False
    return 0 < len(one) <= problem["length"] and min(one) >= problem["low"] and max(one) <= problem["high"]


def returned(text: str, entry: str, one) -> str:
    """What the function returns, as Python shows it; the name of the exception where it raises one."""
    try:
        return repr(_python.Run(text).call(entry, [list(one)]))
    except (LookupError, ArithmeticError, TypeError, ValueError) as error:
        return f"raises {type(error).__name__}"


class _Quiet(_python.Run):
    """Nobody asks what changes."""

    def note(self, node, own, target):
        pass


class Pass:
    """A function that goes once through its list: what it returns for every list, by the lists that are one shorter."""

    def __init__(self, text: str, entry: str) -> None:
        self.run = _Quiet(text)
        self.body = self.run.functions[entry].body
        self.items = self.run.functions[entry].args.args[0].arg
        (self.at,) = [k for k, node in enumerate(self.body) if isinstance(node, ast.For)]
        self.loop = self.body[self.at]
        assert not any(isinstance(node, ast.Break | ast.Return | ast.Continue) for node in ast.walk(self.loop))
        own: dict = {}
        self.run.statements(self.body[: self.at], own)
        self.parts = [(node, sorted({one.id for one in ast.walk(node) if isinstance(one, ast.Name)})) for node in self.loop.body]
        self.done: dict = {}
        self.steps: dict = {}
        self.ends: dict = {}
        self.start = tuple(own.items())

    def next(self, state: tuple, place: int, number: int) -> tuple:
        """The variables after one more number."""
        key = (state, place, number)
        if key not in self.steps:
            own = {**dict(state), self.items: [None] * place + [number]}
            target = self.loop.target
            places = isinstance(self.loop.iter, ast.Call) and self.loop.iter.func.id == "range"
            self.run.store(target, (place, number) if isinstance(target, ast.Tuple) else place if places else number, own)
            for part in range(len(self.parts)):
                self.part(part, own)
            self.steps[key] = tuple((name, own[name]) for name, _ in self.start)
        return self.steps[key]

    def part(self, part: int, own: dict) -> None:
        """One statement of the body. It hangs on the names in it alone, which hold few different values."""
        node, names = self.parts[part]
        key = (part, *[tuple(own[name]) if name == self.items else own[name] for name in names if name in own])
        if key not in self.done:
            self.run.statements([node], own)
            self.done[key] = {name: own[name] for name in names if name in own and name != self.items}
        own.update(self.done[key])

    def end(self, state: tuple) -> str:
        if state not in self.ends:
            self.ends[state] = repr(self.run.statements(self.body[self.at + 1 :], dict(state))[1])
        return self.ends[state]


def shows(problem: dict, right, wrong, most: int) -> bool:
    """Whether two functions differ on any list of at most so many numbers, by going through all of them."""
    seen = {(right.start, wrong.start)}
    for place in range(most):
        found = set()
        for a, b in seen:
            for number in range(problem["low"], problem["high"] + 1):
                after = (right.next(a, place, number), wrong.next(b, place, number))
                if after not in found and right.end(after[0]) != wrong.end(after[1]):
                    return True
                found.add(after)
        seen = found
    return False
