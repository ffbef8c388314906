"""Independent route: one Boolean an atom for z3, a selector for each premise, and a catalogue of edits of its own.

`audit_family` re-proves a family from its rows: what each member entails, that no premise of a core can be left out, that the edits
are what they say and needed, and that nothing smaller brings the outcome about."""

import json
from functools import lru_cache

import z3

from synth.pipelines.oracles.counterfactual._theory import LETTERS, Theory, cores_fault, counted, first_fault, named

CONNECTIVES = ("and", "or", "if", "iff", "xor", "nand", "nor")


class _Theory(Theory):
    """A theory of propositions, with an atom for each."""

    def __init__(self, problem):
        self.atoms = [z3.Bool(f"p{i}") for i in range(problem["atoms"])]
        self.assume(problem["premises"])

    def formula(self, item):
        if isinstance(item, int):
            return self.atoms[item - 1] if item > 0 else z3.Not(self.atoms[-item - 1])
        how, x, y = item[0], self.formula(item[1]), self.formula(item[2])
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


def _outcomes(problem):
    """The numbers of the entailed options, None when the premises contradict each other."""
    return _found(json.dumps(problem))


@lru_cache(maxsize=8)  # several answers to one problem are asked about in a row
def _found(text):
    problem = json.loads(text)
    return _Theory(problem).outcomes(problem["options"])


def solutions(problem: dict) -> int:
    """How many of the five answers are right."""
    return counted(_outcomes(problem))


def check(problem: dict, answer: str) -> bool:
    """Whether the right letter (or its option's text, or Unknown) is in the answer as words of their own."""
    return named(problem, answer, _outcomes(problem))


def audit_family(members: list) -> str:
    """What is wrong with a family, or nothing. members: {"problem", "answer", "provenance"} of each row."""
    return first_fault(members, _fault)


def _fault(member, original):
    problem, provenance = member["problem"], member["provenance"]
    premises = [formula for formula, _ in problem["premises"]]
    before = [formula for formula, _ in original["premises"]]
    target, edits = provenance["target"], provenance["edits"]
    if member["answer"] != target:
        return "the answer is not the target"
    if problem["options"] != original["options"] or len(premises) != len(before) or problem["atoms"] != original["atoms"]:
        return "more than premises was edited"
    edited = sorted(edit["premise"] - 1 for edit in edits)
    if edited != [i for i in range(len(before)) if problem["premises"][i] != original["premises"][i]]:
        return "the edits are not the premises that differ"
    if len(edits) not in ((0,) if provenance["role"] == "original" else (1, 2)):
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
    theory, everything = _Theory(problem), range(len(premises))
    if target != "Unknown":
        option = problem["options"][LETTERS.index(target)][0]
        if len(provenance["cores"][LETTERS.index(target)]["premises"]) < 2:
            return "one premise is enough"
        if any(theory.entails([j for j in everything if j != i], option) for i in edited):
            return "an edited premise is not needed"
    fault = cores_fault(theory, problem, provenance)
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


def reachable(problem: dict, target: str) -> bool:
    """Whether some edit of one premise leaves the target (a letter, or Unknown) as the outcome, without stating it itself."""
    premises = [formula for formula, _ in problem["premises"]]
    options = [formula for formula, _ in problem["options"]]
    theory, everything = _Theory(problem), range(len(premises))
    wanted = [options[LETTERS.index(target)]] if target in LETTERS else []
    for i, premise in enumerate(premises):
        rest = [j for j in everything if j != i]
        for _, edited in _catalogue(premise, problem["atoms"]):
            after = theory.formula(edited)
            denied = [z3.Not(theory.formula(option)) for option in wanted]
            if any(theory.possible(rest, after, wrong) or not theory.possible([], after, wrong) for wrong in denied):
                continue
            if theory.possible(rest, after) and all(
                theory.possible(rest, after, z3.Not(theory.formula(option))) for option in options if option not in wanted
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
