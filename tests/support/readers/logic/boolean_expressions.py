"""Reads what the signs mean from the prompt's own table, then every labelled statement by these signs, and works out which are true."""

import re
from collections.abc import Callable

from readers.logic._facts import true
from reading import Unread, body

Connective = Callable[..., bool]
MEANINGS: dict[str, Connective] = {
    "true exactly when X is false": lambda x: not x,
    "the opposite of X": lambda x: not x,
    "true only when X and Y are both true": lambda x, y: x and y,
    "true if both parts are true, otherwise false": lambda x, y: x and y,
    "true when at least one of X and Y is true, also when both are": lambda x, y: x or y,
    "false only when X and Y are both false": lambda x, y: x or y,
    "true when exactly one of X and Y is true, false when both are true or both are false": lambda x, y: x != y,
    "true if X and Y differ: one true, the other false": lambda x, y: x != y,
    "false only when X is true and Y is false; in particular true whenever X is false": lambda x, y: not x or y,
    "true unless X is true and Y is false (so it is true whenever X is false)": lambda x, y: not x or y,
    "true when X and Y are both true or both false": lambda x, y: x == y,
    "true if X and Y have the same truth value, otherwise false": lambda x, y: x == y,
    "false only when X and Y are both true": lambda x, y: not (x and y),
    "true unless both parts are true": lambda x, y: not (x and y),
    "true only when X and Y are both false": lambda x, y: not (x or y),
    "false as soon as at least one of X and Y is true": lambda x, y: not (x or y),
    "true when X is true for each of the numbers in curly brackets, put in place of n": all,
    "true if X holds whichever of the numbers in curly brackets n stands for": all,
    "true when X is true for at least one of the numbers in curly brackets, put in place of n": any,
    "true if among the numbers in curly brackets there is one or more for which X holds when n stands for it": any,
}
COMPARED: dict[str, Callable[[int, int], bool]] = {
    "<|is less than": lambda x, y: x < y, ">|is greater than": lambda x, y: x > y, "≤|<=|is at most": lambda x, y: x <= y,
    "≥|>=|is at least": lambda x, y: x >= y, "=|==|equals": lambda x, y: x == y, "≠|!=|is different from": lambda x, y: x != y,
    "divides": lambda x, y: y % x == 0,
}  # fmt: skip
COUNTED: dict[str, Callable[[int, int], bool]] = {
    "exactly": lambda x, y: x == y,
    "at least": lambda x, y: x >= y,
    "at most": lambda x, y: x <= y,
}
TOKEN = re.compile(r'"[^"]*"|\d+|[A-Za-z]+|<->|->|&&|\|\||!&|!\||<=|>=|==|!=|\.\.\.|\S')
SAID = (
    r"Which of the expressions A to [A-Z] are true\?", r"Find all true expressions among A to [A-Z]\.", r"They use these definitions:",
    r"The other letters are defined as follows:", r"How to read them:", r"These rules say when a compound expression is true:",
    r"(?:Some statements have names|There are \d+ named statements), in no particular order:", r"Evaluate (?:these \d+ expressions|the \d+ expressions A to [A-Z]):",
    r"A vault has \d+ switches, A to [A-Z], each with a condition\. The door opens only if exactly those switches are pressed whose condition is true\.",
    r"The conditions mention statements that are written on the back of the door:", r"A plate on the wall explains:",
    r"Truth check\. Decide for each of the expressions A to [A-Z] whether it holds\.", r"Meaning of the connectives, for any parts X and Y:", r"Expressions:", r"Definitions:",
    r"\d+ lamps, A to [A-Z], are wired to formulas: a lamp lights up if its formula is true and stays dark if it is false\.",
    r"The formulas share (?:a statement|some statements) without a lamp:", r"The signs mean:",
    r'Name the labels (?:from A to [A-Z] )?of all true expressions, separated by commas, in any order\. If none is true, write "none"\.',
    r'List every label (?:from A to [A-Z] )?whose expression is true and no other label, with commas between them; write "none" if all are false\.',
    r'Which switches have to be pressed\? Give their letters, separated by commas, in any order, or the word "none" for pressing nothing\.',
    r'Report the labels (?:from A to [A-Z] )?of all expressions that hold, separated by commas \(order does not matter\), or "none" if there is no such expression\.'
    r" Leaving out a true one or naming a false one makes the report wrong\.",
    r'Write the letters of all lit lamps with commas between them, in any order, or "none" if every lamp stays dark\.',
)  # fmt: skip
HOW = re.compile(
    r"(?:Brackets show what belongs together|What stands inside a pair of brackets belongs together)\."
    r"( (?:A negation applies only to the single statement, bracket or negation right after it|What is negated is only the single statement, bracket or negation that follows immediately)\.)?"
    r'( "X divides Y" means that Y is a whole multiple of X\.)?'
    r"( (?:A letter on its own stands for the statement with that letter, and is as true as that one is|A single capital letter means the statement of that name: the letter is true if that statement is)\.)?"
    r"( (?:Sentences in quotation marks are true or false in their plain everyday sense|For text in quotation marks, decide from general knowledge if it is true)\.)?"
)


class Statements:
    """forms: how each connective is written, X and Y being its parts, and what it makes of them."""

    def __init__(self, texts: dict[str, str], forms: list[tuple[list[str], Connective]], told: tuple[bool, ...]):
        self.tokens = {name: TOKEN.findall(text) for name, text in texts.items()}
        self.forms = sorted(forms, key=lambda form: -len(form[0]))
        self.negated, self.divided, self.named, self.quoted = told
        self.known, self.open = dict[str, bool](), set[str]()

    def holds(self, name: str) -> bool:
        if name not in self.known:
            if name in self.open or name not in self.tokens:
                raise Unread(f"{name} is nowhere, or defined by itself")
            self.open.add(name)
            tokens = self.tokens[name]
            self.known[name], end = self.whole(tokens, 0, {})
            if end != len(tokens):
                raise Unread(" ".join(tokens[end:]))
        return self.known[name]

    def whole(self, tokens: list[str], at: int, numbers: dict[str, int]) -> tuple[bool, int]:
        """What stands between two brackets, or alone."""
        first, end = self.part(tokens, at, numbers)
        for form, makes in self.forms:
            if form[0] == "X" and tokens[end : end + 1] == form[1:2]:
                second, after = self.rest(form[1:], tokens, end, numbers)
                return makes(first, *second), after
        return first, end

    def rest(self, form: list[str], tokens: list[str], at: int, numbers: dict[str, int]) -> tuple[list[bool], int]:
        """The truth of the parts that a form has room for."""
        found = list[bool]()
        for sign in form:
            if sign in ("X", "Y"):
                truth, at = self.part(tokens, at, numbers)
                found.append(truth)
            elif tokens[at : at + 1] == [sign]:
                at += 1
            else:
                raise Unread(f"{sign} in {' '.join(tokens)}")
        return found, at

    def part(self, tokens: list[str], at: int, numbers: dict[str, int]) -> tuple[bool, int]:
        token = (tokens[at:] or [""])[0]
        for form, makes in self.forms:
            size = len([*form[: form.index("n")]] if "n" in form else form[: form.index("X")])
            if size and tokens[at : at + size] == form[:size]:
                if "n" in form:
                    return self.quantified(form, makes, tokens, at + size, numbers)
                if len(form) == size + 1 and not self.negated:
                    raise Unread("how far a negation reaches")
                parts, end = self.rest(form, tokens, at, numbers)
                return makes(*parts), end
        for words, fits in COUNTED.items():
            if tokens[at : at + len(words.split())] == words.split():
                return self.counted(fits, tokens, at + len(words.split()), numbers)
        if token == "(":
            truth, end = self.whole(tokens, at + 1, numbers)
            if tokens[end : end + 1] != [")"]:
                raise Unread(" ".join(tokens[end:]))
            return truth, end + 1
        if token.startswith('"') and self.quoted:
            return true(token.strip('"')), at + 1
        if re.fullmatch("[A-W]", token) and self.named:
            return self.holds(token), at + 1
        return self.compared(tokens, at, numbers)

    def quantified(self, form: list[str], makes: Connective, tokens: list[str], at: int, numbers: dict[str, int]) -> tuple[bool, int]:
        name, between = tokens[at], form[form.index("n") + 1 : form.index("...")]
        close = tokens.index("}", at)
        start = at + 1 + len(between)
        values, ends = list[bool](), set[int]()
        if tokens[at + 1 : start] != between or tokens[close + 1] != ":" or set(tokens[start + 1 : close : 2]) - {","}:
            raise Unread(" ".join(tokens[at:]))
        for number in tokens[start:close:2]:
            truth, end = self.whole(tokens, close + 2, numbers | {name: int(number)})
            values.append(truth)
            ends.add(end)
        return makes(values), ends.pop()

    def counted(self, fits: Callable[[int, int], bool], tokens: list[str], at: int, numbers: dict[str, int]) -> tuple[bool, int]:
        count, of, at, found = int(tokens[at]), tokens[at + 1], at + 1, list[bool]()
        while tokens[at] in (of, ","):
            truth, at = self.part(tokens, at + 1, numbers)
            found.append(truth)
        if of != "of" or tokens[at] not in ("is", "are") or tokens[at + 1] != "true":
            raise Unread(" ".join(tokens[at:]))
        return fits(sum(found), count), at + 2

    def compared(self, tokens: list[str], at: int, numbers: dict[str, int]) -> tuple[bool, int]:
        one, at = self.sum(tokens, at, numbers)
        for words, holds in COMPARED.items():
            for sign in (word.split() for word in words.split("|")):
                if tokens[at : at + len(sign)] == sign and (sign != ["divides"] or self.divided):
                    other, at = self.sum(tokens, at + len(sign), numbers)
                    return holds(one, other), at
        raise Unread(" ".join(tokens[at:]))

    def sum(self, tokens: list[str], at: int, numbers: dict[str, int]) -> tuple[int, int]:
        """A number, or two with a sign between."""
        values = list[int]()
        for token in tokens[at : at + 3 : 2]:
            if not token.isdigit() and token not in numbers:
                break
            values.append(int(token) if token.isdigit() else numbers[token])
        match values, tokens[at + 1 : at + 2]:
            case [x, y], ["+"]:
                return x + y, at + 3
            case [x, y], ["-"]:
                return x - y, at + 3
            case [x, y], ["*" | "×"]:
                return x * y, at + 3
            case [x, *_], _:
                return x, at + 1
        raise Unread(" ".join(tokens[at:]))


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    asked = set(re.findall(r"A to ([A-Z])\b", text))
    texts, forms, told, marks = dict[str, str](), list[tuple[list[str], Connective]](), list[tuple[bool, ...]](), set[str]()
    for line in map(str.strip, filter(str.strip, text.splitlines())):
        labelled = re.fullmatch(r"(\(?)([A-Z])([).:]) (.+)", line)
        meaning = next((one for one in MEANINGS if line.startswith("- ") and line.endswith(f": {one}")), None)
        if labelled:
            if labelled[2] in texts:
                raise Unread(line)
            texts[labelled[2]] = labelled[4]
            marks.add(labelled[1] + labelled[3])
        elif meaning:
            forms.append((TOKEN.findall(line[2 : -len(meaning) - 2]), MEANINGS[meaning]))
        elif how := HOW.fullmatch(line):
            told.append(tuple(bool(group) for group in how.groups()))
        elif not any(re.fullmatch(one, line) for one in SAID):
            raise Unread(line)
    if not asked:
        count = re.search(r"Evaluate these (\d+) expressions", text)
        asked = {chr(ord("A") + int(count[1]) - 1)} if count else asked
    if len(asked) != 1 or len(told) != 1 or len(marks) != 1:
        raise Unread(text)
    last = asked.pop()
    statements = Statements(texts, forms, told[0])
    right = [name for name in map(chr, range(ord("A"), ord(last) + 1)) if statements.holds(name)]
    if [name for name in texts if name <= last] != list(map(chr, range(ord("A"), ord(last) + 1))):
        raise Unread(text)
    named = [] if answer == "none" else answer.split(", ")
    return sorted(named) == right
