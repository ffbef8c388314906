"""Independent route: one Boolean an atom for z3, a selector for each premise, and a catalogue of edits of its own.

`audit_family` re-proves a family from its rows: what each member entails, that no premise of a core can be left out, that the edits
are what they say and needed, and that nothing smaller brings the outcome about."""

import re

import z3

LETTERS = "ABCD"
CONNECTIVES = ("and", "or", "if", "iff", "xor", "nand", "nor")


def _formula(item, atoms):
    if isinstance(item, int):
        return atoms[item - 1] if item > 0 else z3.Not(atoms[-item - 1])
    how, x, y = item[0], _formula(item[1], atoms), _formula(item[2], atoms)
    made = {
        "and": lambda: z3.And(x, y),
        "or": lambda: z3.Or(x, y),
        "if": lambda: z3.Implies(x, y),
        "iff": lambda: x == y,
        "xor": lambda: z3.Xor(x, y),
        "nand": lambda: z3.Not(z3.And(x, y)),
        "nor": lambda: z3.Not(z3.Or(x, y)),
    }
    return made[how]()


class _Theory:
    """A solver with a selector for each premise, so that any of them can be left out of a question."""

    def __init__(self, count, premises):
        self.atoms = [z3.Bool(f"p{i}") for i in range(count)]
        self.solver = z3.Solver()
        self.selectors = [z3.Bool(f"premise{i}") for i in range(len(premises))]
        for selector, premise in zip(self.selectors, premises, strict=True):
            self.solver.add(z3.Implies(selector, _formula(premise, self.atoms)))

    def possible(self, used, *more):
        """Whether the premises with these numbers can be true together with the formulas."""
        self.solver.push()
        self.solver.add([_formula(formula, self.atoms) if isinstance(formula, int | list) else formula for formula in more])
        found = self.solver.check([self.selectors[i] for i in used]) == z3.sat
        self.solver.pop()
        return found

    def entails(self, used, option):
        return not self.possible(used, z3.Not(_formula(option, self.atoms)))


def _outcomes(problem):
    """The numbers of the entailed options, None when the premises contradict each other."""
    theory = _Theory(problem["atoms"], [formula for formula, _ in problem["premises"]])
    everything = range(len(theory.selectors))
    if not theory.possible(everything):
        return None
    return [place for place, (option, _) in enumerate(problem["options"]) if theory.entails(everything, option)]


def solutions(problem: dict) -> int:
    """How many of the five answers are right."""
    entailed = _outcomes(problem)
    return 0 if entailed is None else len(entailed) or 1


def check(problem: dict, answer: str) -> bool:
    """Whether the right letter (or its option's text, or Unknown) is in the answer as words of their own."""
    entailed = _outcomes(problem)
    words = re.findall(r"[a-z]+", answer.lower())
    if entailed is None or len(entailed) > 1:
        return False
    if not entailed:
        return bool({"unknown", "undetermined", "undecided", "none", "no", "can", "cannot"} & set(words))
    text = re.findall(r"[a-z]+", problem["options"][entailed[0]][1].lower())
    return LETTERS[entailed[0]].lower() in words or any(words[i : i + len(text)] == text for i in range(len(words)))


def audit_family(members: list) -> str:
    """What is wrong with a family, or nothing. members: {"problem", "answer", "certificate"} of each row."""
    roles = [member["certificate"]["role"] for member in members]
    targets = [member["certificate"]["target"] for member in members]
    if roles.count("original") != 1 or roles.count("unknown") > 1 or len(set(targets)) < len(targets):
        return f"roles {roles} with targets {targets}"
    original = members[roles.index("original")]["problem"]
    for member in members:
        fault = _fault(member, original)
        if fault:
            return f"{member['certificate']['role']} {member['certificate']['target']}: {fault}"
    return ""


def _fault(member, original):
    problem, certificate = member["problem"], member["certificate"]
    premises = [formula for formula, _ in problem["premises"]]
    before = [formula for formula, _ in original["premises"]]
    target, edits = certificate["target"], certificate["edits"]
    if member["answer"] != target:
        return "the answer is not the target"
    if problem["options"] != original["options"] or len(premises) != len(before) or problem["atoms"] != original["atoms"]:
        return "more than premises was edited"
    edited = sorted(edit["premise"] - 1 for edit in edits)
    if edited != [i for i in range(len(before)) if problem["premises"][i] != original["premises"][i]]:
        return "the edits are not the premises that differ"
    if len(edits) not in ((0,) if certificate["role"] == "original" else (1, 2)):
        return "neither one edit nor two"
    for edit in edits:
        i = edit["premise"] - 1
        if [edit["before"], edit["after"]] != [before[i], premises[i]]:
            return "an edit is not what it says"
    if any(edit["kind"] == "rules" for edit in edits):
        if len(edits) != 2 or not _traded(*edits):
            return "two rules that trade no parts"
    elif [e for e in edits if [e["kind"], e["after"]] not in _catalogue(e["before"], problem["atoms"])]:
        return "an edit is not of its kind"
    entailed = _outcomes(problem)
    if entailed is None or [LETTERS[place] for place in entailed] != ([] if target == "Unknown" else [target]):
        return f"{entailed} entailed"
    theory, everything = _Theory(problem["atoms"], premises), range(len(premises))
    if target != "Unknown":
        option = problem["options"][LETTERS.index(target)][0]
        if len(certificate["cores"][LETTERS.index(target)]["premises"]) < 2:
            return "one premise is enough"
        if any(theory.entails([j for j in everything if j != i], option) for i in edited):
            return "an edited premise is not needed"
    for (option, _), stated in zip(problem["options"], certificate["cores"], strict=True):
        fault = _core_fault(theory, option, stated["relation"], [number - 1 for number in stated["premises"]], everything)
        if fault:
            return fault
    if len(edits) == 2 and reachable(original, target):
        return "one edit would do"
    return ""


def _traded(one, two):
    """Whether two conditionals trade what follows, or what it follows from."""
    (how, a, b), (how2, c, d) = one["before"], two["before"]
    after = [one["after"], two["after"]]
    return how == how2 == "if" and after in ([["if", a, d], ["if", c, b]], [["if", c, b], ["if", a, d]])


def _core_fault(theory, option, stand, core, everything):
    goal = _formula(option, theory.atoms)
    wrong = goal if stand == "contradicts" else z3.Not(goal)
    if stand == "neither":
        return "" if theory.possible(everything, goal) and theory.possible(everything, wrong) and not core else "neither it is not"
    if theory.possible(core, wrong):
        return "a core that proves nothing"
    return "" if all(theory.possible([j for j in core if j != i], wrong) for i in core) else "a core with too much in it"


def reachable(problem: dict, target: str) -> bool:
    """Whether some edit of one premise leaves the target (a letter, or Unknown) as the outcome, without stating it itself."""
    premises = [formula for formula, _ in problem["premises"]]
    options = [formula for formula, _ in problem["options"]]
    theory, everything = _Theory(problem["atoms"], premises), range(len(premises))
    wanted = [options[LETTERS.index(target)]] if target in LETTERS else []
    for i, premise in enumerate(premises):
        rest = [j for j in everything if j != i]
        for _, edited in _catalogue(premise, problem["atoms"]):
            after = _formula(edited, theory.atoms)
            denied = [z3.Not(_formula(option, theory.atoms)) for option in wanted]
            if any(theory.possible(rest, after, wrong) or not theory.possible([], after, wrong) for wrong in denied):
                continue
            if theory.possible(rest, after) and all(
                theory.possible(rest, after, z3.Not(_formula(option, theory.atoms))) for option in options if option not in wanted
            ):
                return True
    return False


def _catalogue(premise, count):
    """Every edit of one premise, as [kind, formula]."""
    if isinstance(premise, int):
        return [["negate", -premise], *(["atom", k if premise > 0 else -k] for k in range(1, count + 1) if k != abs(premise))]
    flat = _literals(premise)
    made = [["polarity", _rebuilt(premise, [-x for x in flat])]]
    for place, literal in enumerate(flat):
        fresh = [k if literal > 0 else -k for k in range(1, count + 1) if k not in [abs(x) for x in flat]]
        made.append(["negate", _rebuilt(premise, [*flat[:place], -literal, *flat[place + 1 :]])])
        made += [["atom", _rebuilt(premise, [*flat[:place], other, *flat[place + 1 :]])] for other in fresh]
    how, a, b = premise
    if how == "if":
        made.append(["sides", [how, b, a]])
    if len(flat) == 2:
        made += [["connective", [other, a, b]] for other in CONNECTIVES if other != how]
    else:
        turn = {"and": "or", "or": "and"}
        made.append(["inner", [how, *([turn[p[0]], *p[1:]] if isinstance(p, list) else p for p in (a, b))]])
    return made


def _literals(item):
    return [item] if isinstance(item, int) else [x for part in item[1:] for x in _literals(part)]


def _rebuilt(item, flat):
    """The formula with other literals, from left to right."""
    queue = list(flat)

    def build(part):
        return queue.pop(0) if isinstance(part, int) else [part[0], *map(build, part[1:])]

    return build(item)
