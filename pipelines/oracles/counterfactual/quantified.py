"""Independent route: one Boolean a ground atom for z3, quantifiers written out person by person, a selector for each premise, and a
catalogue of edits of its own.

`audit_family` re-proves a family from its rows: what each member entails, that no premise of a core can be left out, that the edits
are what they say and needed, and that nothing smaller brings the outcome about."""

import itertools
import json
from functools import lru_cache

import z3

from synth.pipelines.oracles.counterfactual._theory import LETTERS, Theory, cores_fault, counted, first_fault, named

HOWS = ("all", "some", "no", "only", "nall", "unless")


class _Theory(Theory):
    """A theory about people, with an atom for each of their properties and for each two of them."""

    def __init__(self, problem):
        self.people = range(len(problem["people"]))
        self.groups = [members for _, members in problem["groups"]]
        self.has = [[z3.Bool(f"has_{p}_{x}") for x in self.people] for p in range(len(problem["properties"]))]
        self.stands = [[z3.Bool(f"stands_{x}_{y}") for y in self.people] for x in self.people]
        self.assume(problem["premises"])

    def concept(self, what, x):
        """What is said of person x; nothing said is true."""
        match what:
            case None:
                return z3.BoolVal(True)
            case ["is", p, yes]:
                return self.has[p][x] == yes
            case ["to", y, yes]:
                return self.stands[x][y] == yes
            case ["by", y, yes]:
                return self.stands[y][x] == yes
            case ["reach", how, p]:
                met = [z3.And(self.has[p][y], self.stands[x][y]) for y in self.people]
                missed = [z3.And(self.has[p][y], z3.Not(self.stands[x][y])) for y in self.people]
                return z3.Or(met) if how == "some" else z3.Not(z3.Or(met if how == "no" else missed))
            case ["two", how, a, b]:
                return (z3.And if how == "and" else z3.Or)(self.concept(a, x), self.concept(b, x))
        raise ValueError(what)

    def formula(self, item):
        match item:
            case ["fact", x, what]:
                return self.concept(what, x)
            case ["link", how, a, b]:
                x, y = self.formula(a), self.formula(b)
                return {"and": z3.And(x, y), "if": z3.Implies(x, y), "iff": x == y}.get(how, z3.Or(x, y))
            case ["quant", how, number, group, a, b]:
                them = self.people if group < 0 else self.groups[group]
                pairs = [(self.concept(a, x), self.concept(b, x)) for x in them]
                if how in ("all", "nall"):
                    every = z3.And([z3.Implies(p, q) for p, q in pairs])
                    return every if how == "all" else z3.Not(every)
                if how == "only":
                    return z3.And([z3.Implies(q, p) for p, q in pairs])
                if how == "unless":
                    return z3.And([z3.Implies(z3.Not(p), q) for p, q in pairs])
                count = z3.Sum([z3.If(z3.And(p, q), 1, 0) for p, q in pairs])
                return count == 0 if how == "no" else count >= (number if how == "least" else 1)
        raise ValueError(item)


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
    premises, before = ([formula for formula, _ in p["premises"]] for p in (problem, original))
    target, edits = provenance["target"], provenance["edits"]
    if member["answer"] != target:
        return "the answer is not the target"
    if len(premises) != len(before) or any(problem[field] != original[field] for field in problem if field != "premises"):
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
        if edit["kind"] != "swap" and [edit["kind"], edit["after"]] not in _catalogue(edit["before"], problem):
            return "an edit is not of its kind"
    entailed = _outcomes(problem)
    if entailed is None or [LETTERS[place] for place in entailed] != ([] if target == "Unknown" else [target]):
        return f"{entailed} entailed"
    theory, everything = _Theory(problem), range(len(premises))
    if target != "Unknown":
        option = problem["options"][LETTERS.index(target)][0]
        if any(theory.entails([j], option) for j in everything):
            return "one premise is enough"
        if any(theory.entails([j for j in everything if j != i], option) for i in edited):
            return "an edited premise is not needed"
    fault = cores_fault(theory, problem, provenance)
    if fault:
        return fault
    return "one edit would do" if len(edits) == 2 and target in reachable(original) else ""


def reachable(problem: dict) -> set:
    """The letters of the options, and Unknown, that some edit of one premise makes the outcome without stating it; the present one left
    out."""
    found = set()
    present = _outcomes(problem)
    for i, (premise, text) in enumerate(problem["premises"]):
        for _, after in _catalogue(premise, problem):
            changed = problem | {"premises": [*problem["premises"][:i], [after, text], *problem["premises"][i + 1 :]]}
            entailed = _outcomes(changed)
            if entailed is None or len(entailed) > 1 or entailed == present:
                continue
            if not entailed or not _Theory(changed).entails([i], problem["options"][entailed[0]][0]):
                found.add(LETTERS[entailed[0]] if entailed else "Unknown")
    return found


def _catalogue(premise, problem):
    """Every edit of one premise that makes a well-formed statement, as [kind, formula]; the first kind that reaches a formula."""
    made = []
    for kind, after in _edits(premise, problem):
        if after != premise and _well_formed(after, problem) and after not in [formula for _, formula in made]:
            made.append([kind, after])
    return made


def _edits(item, problem):
    people, properties = len(problem["people"]), len(problem["properties"])
    match item:
        case None:
            return
        case ["is", p, yes]:
            yield "negate", ["is", p, not yes]
            yield from (("property", ["is", q, yes]) for q in range(properties))
        case ["to" | "by" as tag, y, yes]:
            yield "negate", [tag, y, not yes]
            yield from (("person", [tag, z, yes]) for z in range(people))
        case ["reach", how, p]:
            yield from (("quantifier", ["reach", other, p]) for other in ("all", "some", "no"))
            yield from (("property", ["reach", how, q]) for q in range(properties))
        case ["two", how, a, b]:
            yield "connective", ["two", {"and": "or", "or": "and"}[how], a, b]
            yield from ((kind, ["two", how, c, b]) for kind, c in _edits(a, problem))
            yield from ((kind, ["two", how, a, c]) for kind, c in _edits(b, problem))
        case ["fact", x, what]:
            yield from (("person", ["fact", y, what]) for y in range(people))
            yield from ((kind, ["fact", x, c]) for kind, c in _edits(what, problem))
        case ["link", how, a, b]:
            yield from (("connective", ["link", other, a, b]) for other in ("and", "or", "if", "iff", "unless"))
            yield "sides", ["link", how, b, a]
            yield from ((kind, ["link", how, c, b]) for kind, c in _edits(a, problem))
            yield from ((kind, ["link", how, a, c]) for kind, c in _edits(b, problem))
        case ["quant", how, number, group, a, b]:
            yield from (("quantifier", ["quant", other, 0, group, a, b]) for other in HOWS)
            kind = "number" if how == "least" else "quantifier"
            yield from ((kind, ["quant", "least", k, group, a, b]) for k in range(2, people))
            yield from (("group", ["quant", how, number, g, a, b]) for g in range(-1, len(problem["groups"])))
            if a is not None:
                yield "sides", ["quant", how, number, group, b, a]
            yield from ((kind, ["quant", how, number, group, c, b]) for kind, c in _edits(a, problem))
            yield from ((kind, ["quant", how, number, group, a, c]) for kind, c in _edits(b, problem))


def _well_formed(item, problem):
    """The normal form that edits have to keep: nothing twice in one simple statement, denials and compounds only where they are read
    easily, short statements inside of a link."""
    if item[0] == "link":
        matters = [_matter(part) for part in item[2:]]
        return matters[0] != matters[1] and all(_short(part) and _well_formed(part, problem) for part in item[2:])
    concepts = [item[2]] if item[0] == "fact" else [c for c in item[4:] if c is not None]
    compounds = [c for c in concepts if c[0] == "two"]
    leaves = list(itertools.chain.from_iterable(c[2:] if c[0] == "two" else [c] for c in concepts))
    heads = [(leaf[0], leaf[2] if leaf[0] == "reach" else leaf[1]) for leaf in leaves]
    if len(set(heads)) < len(heads) or len(compounds) > 1 or any(leaf[0] == "reach" for c in compounds for leaf in c[2:]):
        return False
    if item[0] == "fact":
        return True
    _, how, number, group, a, b = item
    size = len(problem["people"]) if group < 0 else len(problem["groups"][group][1])
    if (how == "least" and number >= size) or not all(leaf[2] is True for c in compounds for leaf in c[2:]):
        return False
    if how in ("only", "unless") and (a is None or any(leaf[0] == "reach" for leaf in leaves)):
        return False
    said = [] if how in ("some", "least") else [b, *([a] if how == "unless" else [])]
    return not any(leaf[1] == "no" if leaf[0] == "reach" else leaf[2] is False for c in said for leaf in (c[2:] if c[0] == "two" else [c]))


def _matter(item):
    """A statement without its polarity or quantifier, told alike from both sides of a relation."""
    match item:
        case ["fact", x, ["to", y, _]] | ["fact", y, ["by", x, _]]:
            return ["stands", x, y]
        case ["fact", x, ["reach", _, p]]:
            return ["reaches", x, p]
        case ["fact", x, what]:
            return [x, *what[:2]]
    return item[3:]


def _short(item):
    """Whether a simple statement may stand inside of a link."""
    if item[0] == "fact":
        return item[2][0] != "two"
    return item[1] not in ("only", "unless") and not any(c is not None and c[0] in ("two", "reach") for c in item[4:])
