"""What the oracles of premises and options have in common: a solver in which each premise can be left out, the outcome of a problem, the
reading of an answer, and the proof of a core. A task's own oracle says what its formulas mean to z3 and which edits there are."""

import re

import z3

LETTERS = "ABCD"


class Theory:
    """A solver with a selector for each premise, so that any of them can be left out of a question. A task's own theory makes its atoms,
    then calls `assume`, and has `formula`, which says a formula in z3's terms."""

    def formula(self, item):
        raise NotImplementedError

    def assume(self, premises):
        self.solver = z3.Solver()
        self.selectors = [z3.Bool(f"premise{i}") for i in range(len(premises))]
        for selector, (premise, _) in zip(self.selectors, premises, strict=True):
            self.solver.add(z3.Implies(selector, self.formula(premise)))

    def possible(self, used, *more):
        """Whether the premises with these numbers can be true together with z3's formulas."""
        self.solver.push()
        self.solver.add(*more)
        found = self.solver.check([self.selectors[i] for i in used]) == z3.sat
        self.solver.pop()
        return found

    def entails(self, used, option):
        return not self.possible(used, z3.Not(self.formula(option)))

    def outcomes(self, options):
        """The numbers of the entailed options, None when the premises contradict each other."""
        everything = range(len(self.selectors))
        if not self.possible(everything):
            return None
        return [place for place, (option, _) in enumerate(options) if self.entails(everything, option)]


def counted(entailed) -> int:
    """How many of the five answers are right."""
    return 0 if entailed is None else len(entailed) or 1


def named(problem: dict, answer: str, entailed) -> bool:
    """Whether the right letter (or its option's text, or Unknown) is in the answer as words of their own."""
    words = re.findall(r"[a-z]+", answer.lower())
    if entailed is None or len(entailed) > 1:
        return False
    if not entailed:
        return bool({"unknown", "undetermined", "undecided", "none", "no", "can", "cannot"} & set(words))
    text = re.findall(r"[a-z]+", problem["options"][entailed[0]][1].lower())
    return LETTERS[entailed[0]].lower() in words or any(words[i : i + len(text)] == text for i in range(len(words)))


def first_fault(members: list, fault_of) -> str:
    """What is wrong with a family, or nothing. fault_of: `(member, original problem) -> str`."""
    roles = [member["provenance"]["role"] for member in members]
    targets = [member["provenance"]["target"] for member in members]
    if roles.count("original") != 1 or roles.count("unknown") > 1 or len(set(targets)) < len(targets):
        return f"roles {roles} with targets {targets}"
    original = members[roles.index("original")]["problem"]
    for member in members:
        fault = fault_of(member, original)
        if fault:
            return f"{member['provenance']['role']} {member['provenance']['target']}: {fault}"
    return ""


def cores_fault(theory, problem, provenance) -> str:
    """What is wrong with the cores that a provenance states, or nothing."""
    everything = range(len(theory.selectors))
    for (option, _), stated in zip(problem["options"], provenance["cores"], strict=True):
        fault = _core_fault(theory, option, stated["relation"], [number - 1 for number in stated["premises"]], everything)
        if fault:
            return fault
    return ""


def _core_fault(theory, option, stand, core, everything):
    goal = theory.formula(option)
    wrong = goal if stand == "contradicts" else z3.Not(goal)
    if stand == "neither":
        return "" if theory.possible(everything, goal) and theory.possible(everything, wrong) and not core else "neither it is not"
    if theory.possible(core, wrong):
        return "a core that proves nothing"
    return "" if all(theory.possible([j for j in core if j != i], wrong) for i in core) else "a core with too much in it"
