"""Reads which operators bind tighter, what the new ones mean, and an expression, and works it out in fractions."""

import re
from fractions import Fraction
from functools import cache

from reading import Unread, body

SIGN = r"[^\s\w().,;:\"]"
TOKEN = re.compile(rf"\s*(\d+|[xy()]|{SIGN})")


class Reading:
    """The priorities and definitions of one prompt."""

    def __init__(self, text: str) -> None:
        self.level = {"*": 2, "/": 2, "+": 1, "-": 1}
        self.right = set[str]()
        self.cases = dict[str, list[tuple[str, str]]]()
        self.rules(text)

    def rules(self, text: str) -> None:
        said = 0
        name = ""
        for line in text.splitlines():
            line = line.strip()
            if m := re.fullmatch(r"(.+) (?:binds?|bind) tighter than \* and /[.;]", line):
                self.level.update(dict.fromkeys(signs(m[1]), 3))
            elif m := re.fullmatch(r"(.+) (?:has|have) the same priority as ([*+]) and ([/-])[.;]", line):
                self.level.update(dict.fromkeys(signs(m[1]), 2 if m[2] == "*" else 1))
            elif m := re.fullmatch(rf"a run of (.+) among which there is no other operator is worked out from right to left, so that a ({SIGN}) b \2 c means a \2 \(b \2 c\)[.;]", line):
                self.right.update(signs(m[1]))
            elif m := re.fullmatch(rf"a run of ({SIGN}) is worked out from right to left, so that a \1 b \1 c means a \1 \(b \1 c\)[.;]", line):
                self.right.add(m[1])
            elif re.fullmatch(r"\* and / bind tighter than \+ and -[.;]|(?:all other )?operators of the same priority are worked out from left to right[.;]", line):
                said += 1
            elif m := re.fullmatch(rf"x ({SIGN}) y =(.*)", line):
                name = m[1]
                self.cases[name] = [(m[2].strip(), "otherwise")] if m[2].strip() else []
            elif name and (m := re.fullmatch(r"(.+), (?:if (.+)|(otherwise))", line)):
                self.cases[name].append((m[1], m[2] or m[3]))
            elif re.search(r"priority of|same priority|tighter|a run of", line):
                raise Unread(line)
        if said < 2 or not self.cases or any(op not in self.level for op in self.cases) or not re.search("bracket", text, re.IGNORECASE):
            raise Unread(text)
        if any(cases[-1][1] != "otherwise" for cases in self.cases.values()):
            raise Unread(text)
        if any(len(cases) > 1 for cases in self.cases.values()) and not re.search(
            r"the first one whose condition holds is used|the first line that has a true condition|the first whose condition is true decides|stop at the first that is true", text
        ):
            raise Unread(text)

    def value(self, text: str, x: Fraction = Fraction(0), y: Fraction = Fraction(0)) -> Fraction:
        tokens = TOKEN.findall(text)
        if re.sub(r"\s", "", text) != "".join(tokens):
            raise Unread(text)
        at = 0

        def atom() -> Fraction:
            nonlocal at
            at += 1
            token = tokens[at - 1]
            if token == "(":
                inner = expression(1)
                at += 1
                return inner
            return x if token == "x" else y if token == "y" else Fraction(int(token))

        def expression(level: int) -> Fraction:
            nonlocal at
            if level > 3:
                return atom()
            values, between = [expression(level + 1)], list[str]()
            while at < len(tokens) and self.level.get(tokens[at]) == level:
                between.append(tokens[at])
                at += 1
                values.append(expression(level + 1))
            if set(between) & self.right:
                if not set(between) <= self.right:  # what is worked out from both sides needs a rule that no prompt has
                    raise Unread(text)
                while between:
                    last = values.pop()
                    values.append(self.apply(between.pop(), values.pop(), last))
            while between:
                values[:2] = [self.apply(between.pop(0), values[0], values[1])]
            return values[0]

        found = expression(1)
        if at != len(tokens):
            raise Unread(text)
        return found

    @cache  # noqa: B019 - a reading lives as long as its prompt is judged
    def apply(self, sign: str, x: Fraction, y: Fraction) -> Fraction:
        if sign in "+-*/" and sign not in self.cases:
            return x + y if sign == "+" else x - y if sign == "-" else x * y if sign == "*" else x / y
        for result, condition in self.cases[sign]:
            if condition == "otherwise" or self.holds(condition, x, y):
                return self.value(result, x, y)
        raise Unread(sign)

    def holds(self, said: str, x: Fraction, y: Fraction) -> bool:
        if m := re.fullmatch(r"(.+) is (not )?(?:a whole number|an integer)", said):
            return (self.value(m[1], x, y).denominator == 1) != bool(m[2])
        m = re.fullmatch(r"(.+?) (<=|>=|<|>|==?|!=) (.+)", said)
        if not m:
            raise Unread(said)
        a, b = self.value(m[1], x, y), self.value(m[3], x, y)
        return {"<": a < b, ">": a > b, "<=": a <= b, ">=": a >= b, "=": a == b, "==": a == b, "!=": a != b}[m[2]]


def signs(text: str) -> list[str]:
    return re.findall(SIGN, text.replace(",", " "))


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    asked = re.search(r"Now calculate (.+) exactly, without rounding|(?:^Evaluate|What is the value of this expression\?|asks you for the exact value of)\n+(.+)\n", text, re.MULTILINE)
    if not asked:
        raise Unread(text)
    right = Reading(text).value(asked[1] or asked[2])
    return answer == str(right)
