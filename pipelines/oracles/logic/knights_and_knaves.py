"""Independent route: a Boolean a person for z3, statements as formulas, and models counted with the known one forbidden."""

import re

import z3


class _Story:
    def __init__(self, problem: dict):
        self.people = problem["people"]
        self.knight = [z3.Bool(f"knight{i}") for i in range(len(self.people))]
        self.solver = z3.Solver()
        for speakers, claim in problem["says"]:
            for speaker in speakers:
                self.solver.add(self.knight[speaker] == self.formula(claim))

    def number(self, group: list[int], knight: bool) -> z3.ArithRef:
        return z3.Sum([z3.If(self.knight[p] == z3.BoolVal(knight), 1, 0) for p in group])

    def formula(self, claim: list) -> z3.BoolRef:
        match claim:
            case ["is", person, knight]:
                return self.knight[person] == z3.BoolVal(knight)
            case ["count", group, knight, how, number]:
                found = self.number(group, knight)
                return {"exactly": found == number, "least": found >= number, "most": found <= number}[how]
            case ["more", group, than, knight, equal]:
                first, second = self.number(group, knight), self.number(than, knight)
                return first == second if equal else first > second
            case ["link", how, first, second]:
                a, b = self.formula(first), self.formula(second)
                return {"if": z3.Implies(a, b), "iff": a == b, "or": z3.Or(a, b), "xor": z3.Xor(a, b)}[how]
            case ["would", chain, said]:
                true = self.formula(said)
                for person in reversed(chain):
                    true = self.knight[person] == true
                return true
        raise ValueError(claim)


def check(problem: dict, answer: str) -> bool:
    story = _Story(problem)
    named = re.findall(r"[a-z]+", answer.lower())
    people = [name.lower() for name in story.people]
    if len(set(named)) != len(named) or not set(named) <= set(people):
        return False
    story.solver.add([knight == z3.BoolVal(name in named) for knight, name in zip(story.knight, people, strict=True)])
    return story.solver.check() == z3.sat


def solutions(problem: dict) -> int:
    """Ways to divide them, up to two."""
    story, found = _Story(problem), 0
    while found < 2 and story.solver.check() == z3.sat:
        found += 1
        model = story.solver.model()
        story.solver.add(z3.Or([knight != model.eval(knight, model_completion=True) for knight in story.knight]))
    return found
