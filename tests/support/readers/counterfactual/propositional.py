"""Reads counterfactual/propositional: premises and options as formulas over simple statements; z3 says which option follows."""

import re
from collections.abc import Callable
from typing import Any

import z3
from reading import Unread, body

JOINED: dict[str, Callable[[Any, Any], Any]] = {
    "and": lambda one, other: z3.And(one, other), "or": lambda one, other: z3.Or(one, other), "if": lambda one, other: z3.Implies(one, other),
    "only if": lambda one, other: z3.Implies(other, one), "iff": lambda one, other: one == other, "xor": lambda one, other: one != other,
    "nand": lambda one, other: z3.Not(z3.And(one, other)), "nor": lambda one, other: z3.Not(z3.Or(one, other)),
}  # fmt: skip
TRUE = "(?:true|the case)"
# The first that fits counts. Each joins two parts; `only if` has its condition second.
PATTERNS = [
    ("nor", r"it is not so that (.*), nor is it so that (.*)"), ("nor", r"neither is it true that (.*) nor is it true that (.*)"),
    ("nor", r"it is true neither that (.*) nor that (.*)"), ("nor", r"it is neither the case that (.*) nor the case that (.*)"),
    ("nor", r"(?:both of these are false|these two are both untrue|each of these is false|of these two, neither is so|neither of (?:the following holds|these (?:holds|is true))): (.*); (.*)"),
    ("nor", r"it is wrong to say that (.*), and it is wrong to say that (.*)"),
    ("nand", r"(?:one of these, or both, must be false|no more than one of the following holds|of these two, at most one is so|if one of these is true, the other is false|not both of these are true|at least one of these is false|at most one of these is true): (.*); (.*)"),
    ("nand", r"it is (?:false that|not the case that|untrue that|not true that) both (.*) and (.*)"),
    ("nand", r"it is (?:not the case|wrong to say|not true|false|untrue) both that (.*) and that (.*)"),
    ("xor", r"(?:just one of the following holds|one, and only one, of these is true|exactly one of these is true|of these two, exactly one is so|of these two, one is true and the other false): (.*); (.*)"),
    ("xor", rf"it is {TRUE} that (.*) or that (.*), (?:though|but) not both"),
    ("xor", r"either it is true that (.*) or it is true that (.*), but not both"), ("xor", r"(?:either )?(.*?) or (?:else )?(.*?),? \(?but not both\)?"),
    ("xor", r"either (.*), or (.*), and not both at once"), ("xor", r"(.*), or else (.*), but never both"),
    ("iff", r"(?:of these two, both are so or neither is|either both of the following hold or neither does|of these two, each is true if the other is|these two are either both true or both false|neither of these is true without the other|these two stand or fall together): (.*); (.*)"),
    ("iff", rf"it is {TRUE} that (.*) (?:if and only if|exactly when|precisely when|just when) it is {TRUE} that (.*)"),
    ("iff", r"(?:if, but only if,|exactly when|when, and only when,|precisely when) (.*), (.*)"),
    ("iff", r"if (.*), then (.*), and the other way round"), ("iff", r"(.*) (?:if and only if|exactly when|precisely when) (.*)"),
    ("and", r"(?:both of the following hold|these two are both so|these two are both true|both of these are true|each of these is true|of these two, both are so): (.*); (.*)"),
    ("and", r"(.*)(?:, and in addition|; moreover,|, and at the same time|, and likewise|; also,|, while) (.*)"),
    ("and", r"not only is it true that (.*), it is also true that (.*)"), ("and", r"it is true both that (.*) and that (.*)"),
    ("or", r"(?:at least one of these is true|of these two, at least one is so|one or both of the following hold|at least one of the following holds): (.*); (.*)"),
    ("or", rf"it is {TRUE} that (.*) or that (.*)(?:, and maybe both|, or both)"),
    ("or", r"either it is true that (.*) or it is true that (.*), or both"), ("or", r"either (.*), or (.*), or both"),
    ("or", r"(.*?),? or (.*?)(?:, or both(?: at once)?| \(perhaps both\))"),
    ("if", r"it is true that (.*) only if it is true that (.*)"), ("only if", r"only if (.*) can it be that (.*)"),
    ("if", r"should it be the case that (.*), then (.*)"), ("if", rf"if it is {TRUE} that (.*), it is also true that (.*)"),
    ("if", r"if it is the case that (.*), then it is the case that (.*)"), ("if", rf"if it is {TRUE} that (.*), then (.*)"),
    ("if", r"(?:assuming that|provided that|on condition that|in case|in the event that|as long as|whenever|when) (.*), (.*)"),
    ("if", r"if (.*), then (.*)"), ("or", r"unless (.*), (.*)"), ("or", r"(.*?),? unless (?:it is true that )?(.*)"),
    ("only if", r"(.*), (?:provided|given|on condition) that (.*)"), ("only if", r"(.*) (?:on condition that|provided that|in case) (.*)"),
    ("if", r"(.*) only if (.*)"), ("only if", r"(.*) if (.*)"), ("and", rf"it is {TRUE} that (.*) and that (.*)"),
]  # fmt: skip
STATED = [
    r"(?:in fact|in truth|as a matter of fact|indeed), (.*)", r"(?:it is (?:the case|so|true|a fact|correct to say)|the truth is|it holds) that (.*)",
    r"this much is true: (.*)",
]  # fmt: skip
MARK = r"(?:\[\d+\]|\(\d+\)|\d+\.|P\d+:)"
PREMISE = re.compile(rf"(?:^|(?<=\s)){MARK} (.*?\.)(?=\s+{MARK} |\n|$)")
OPTION = re.compile(r"^\(?([a-dA-D])[.):]+ (.*)$", re.MULTILINE)


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    premises, options = PREMISE.findall(text), OPTION.findall(text)
    if len(options) != 4 or len(premises) != len(re.findall(rf"(?:^|(?<=\s)){MARK} ", text)):
        raise Unread(text)
    solver, reading = z3.Solver(), _Reading()
    for premise in premises:
        solver.add(reading.formula(premise))
    if solver.check() != z3.sat:
        raise Unread("premises that contradict one another")
    entailed = [letter.upper() for letter, option in options if solver.check(z3.Not(reading.formula(option))) == z3.unsat]
    if len(entailed) > 1:
        raise Unread(f"{entailed} all follow")
    return answer.strip() == (entailed[0] if entailed else "Unknown")


class _Reading:
    def __init__(self) -> None:
        self.statements = dict[str, Any]()

    def formula(self, text: str) -> Any:
        text = text.strip().rstrip(".")
        text = text[0].lower() + text[1:]
        for way, pattern in PATTERNS:
            if found := re.fullmatch(pattern, text):
                return JOINED[way](self.part(found[1]), self.part(found[2]))
        for pattern in STATED:
            if found := re.fullmatch(pattern, text):
                return self.literal(found[1])
        if found := re.fullmatch(r"(.*), and (.*)", text):
            return z3.And(self.part(found[1]), self.part(found[2]))
        return self.literal(text)

    def part(self, text: str) -> Any:
        """A statement, or two that `both` or `either` joins."""
        text = re.sub(r"^(?:it is (?:so|true|the case) )?that ", "", text.strip())
        if found := re.fullmatch(r"both (?:that )?(.*) and (?:that )?(.*)", text):
            return z3.And(self.literal(found[1]), self.literal(found[2]))
        if found := re.fullmatch(r"either (?:that )?(.*) or (?:that )?(.*)", text):
            return z3.Or(self.literal(found[1]), self.literal(found[2]))
        return self.literal(text)

    def literal(self, text: str) -> Any:
        """`the brake van does not run on Sundays`, by the same name as `the brake van runs on Sundays`."""
        text = text.strip().rstrip(".").strip()
        text = text[0].lower() + text[1:]
        sign = True
        if found := re.fullmatch(r"it is (true|false|untrue|not true|not the case) that (.*)", text):
            sign, text = found[1] == "true", found[2][0].lower() + found[2][1:]
        if re.search(r"[;,:]|\b(?:unless|provided|that(?! evening$)|if|when|whenever|either|neither|nor|or|both)\b|\band the\b", text):
            raise Unread(text)
        text = text.replace("did not hear", "does not heard").replace("does not have", "does not has")
        plain, negated = re.subn(r"\b(?:does|do) not (\w+)", r"\1", text)
        if not negated:
            plain, negated = re.subn(r"\b(will|has|is|was|can|have|had|must|are) not\b", r"\1", text)
        if re.search(r"\bnot\b|n't\b", plain):
            raise Unread(text)
        name = " ".join(map(_stem, plain.split()))
        statement = self.statements.setdefault(name, z3.Bool(name))
        return statement if sign != bool(negated) else z3.Not(statement)


def _stem(word: str) -> str:
    """A verb without the ending of its third person."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    if re.search(r"(?:ch|sh|ss)es$", word):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and word != "is" else word
