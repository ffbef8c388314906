"""Independent route: two Booleans a person for z3, statements as formulas, and a count of the answers that have a model."""

import json
import re
from functools import lru_cache

import z3


class _Story:
    def __init__(self, problem: dict):
        self.truth = [z3.Bool(f"truth{i}") for i in range(len(problem["people"]))]
        self.spy = [z3.Bool(f"spy{i}") for i in range(len(problem["people"]))]
        self.solver = z3.Solver()
        self.solver.add([z3.Not(z3.And(t, s)) for t, s in zip(self.truth, self.spy, strict=True)])
        self.solver.add(z3.Sum([z3.If(s, 1, 0) for s in self.spy]) == problem["spies"])
        self.solver.add([self.formula(claim) for claim in problem["facts"]])
        for speaker, claim in problem["says"]:
            self.solver.add(z3.Or(self.spy[speaker], self.truth[speaker] == self.formula(claim)))

    def kind(self, person: int, kind: str) -> z3.BoolRef:
        lie = z3.Not(z3.Or(self.truth[person], self.spy[person]))
        return {"truth": self.truth[person], "spy": self.spy[person], "lie": lie}[kind]

    def formula(self, claim: list) -> z3.BoolRef:
        match claim:
            case ["is", person, kind]:
                return self.kind(person, kind)
            case ["same", a, b, same]:
                return z3.And(self.truth[a] == self.truth[b], self.spy[a] == self.spy[b]) == z3.BoolVal(same)
            case ["count", group, kind, how, number]:
                total = z3.Sum([z3.If(self.kind(person, kind), 1, 0) for person in group])
                odd = total % 2 == number % 2
                return {"exactly": total == number, "least": total >= number, "most": total <= number, "parity": odd}[how]
            case ["link", how, a, b]:
                x, y = self.formula(a), self.formula(b)
                return {"and": z3.And(x, y), "or": z3.Or(x, y), "xor": z3.Xor(x, y), "if": z3.Implies(x, y), "iff": x == y}[how]
            case ["would", chain, inner]:
                said = self.formula(inner)
                for person in reversed(chain):
                    said = z3.If(self.truth[person], said, z3.Not(said))
                return said
        raise ValueError(claim)


def _answers(problem: dict) -> list[list[bool]]:
    """At most two of the answers that some world gives."""
    return _found(json.dumps(problem))


@lru_cache(maxsize=8)  # several answers to one problem are asked about in a row
def _found(text: str) -> list[list[bool]]:
    problem = json.loads(text)
    story, found = _Story(problem), []
    asked = [story.truth[person] for person in problem["asked"]]
    while len(found) < 2 and story.solver.check() == z3.sat:
        model = story.solver.model()
        found.append([z3.is_true(model.eval(t, model_completion=True)) for t in asked])
        story.solver.add(z3.Or([t != value for t, value in zip(asked, found[-1], strict=True)]))
    return found


def solutions(problem: dict) -> int:
    return len(_answers(problem))


def check(problem: dict, answer: str) -> bool:
    """Names are read where the answer has them, else the order counts."""
    words = [word.lower() for word in re.findall(r"[A-Za-z]+", answer)]
    values = [word in ("yes", "y", "true", "t") for word in words if word in ("yes", "no", "y", "n", "true", "false", "t", "f")]
    asked = [problem["people"][person] for person in problem["asked"]]
    named = [word.capitalize() for word in words if word.capitalize() in asked]
    if len(values) != len(asked) or (named and sorted(named) != sorted(asked)):
        return False
    given = dict(zip(named or asked, values, strict=True))
    return [[given[name] for name in asked]] == _answers(problem)
