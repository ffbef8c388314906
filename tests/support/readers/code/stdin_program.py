"""Programs that read and print: the sentences are carried out, and the answer is run on the samples and on inputs laid out as the prompt says."""

import io
import re
import sys
from contextlib import redirect_stdout
from random import Random
from typing import Any

from readers.code._described import _one, drawn, steps_of, unfenced
from readers.code._keys import Step
from readers.code._steps import carried_out, step
from reading import Unread, body

BEGIN = (
    r"^Begin with `(\w+)` and do this, each step with what the step before has left; what is there at the end is the result:$",
    r"\(starting from `(\w+)`; every step takes over the result of the previous one, and the last gives the final result\):$",
    r"Work out the result as follows, each line on what the line before has left, the first on `(\w+)`\.$",
    r"The steps are carried out in this order, first on `(\w+)`, then each on the outcome of the one above; the last outcome is the result\.$",
)
JUDGED = r"The program is run on many inputs within these limits(?:, most of them short)?, among them empty (?:texts|lists|dictionaries)(?: and inputs that reach the limits)?\. Each run must end within [\d.]+ seconds of processor time, raise no exception, and exit with status 0\."
CASES = r"The first line holds the number of test cases, from 1 to 100\.(?: The lengths of all lists of one name add up to at most \d+\.)? The cases follow one after another, with nothing between them\. A case is:$"
LENGTH = r"`(\w)` \(0 ≤ \1 ≤ \d+\), the (?:length of the list|number of entries of the dictionary) `(\w+)`"
NUMBER = r"`(\w+)` \(from -\d+ to \d+\)"
HEAD = r"a line with the integers, separated by single spaces, (.+)"
LINES = (
    (rf"a line with the integer {LENGTH}", "length"),
    (rf"a line with the integer {NUMBER}", "integer"),
    (
        r"a line with the `(\w)` elements of `(\w+)`, (?:(integers) from -\d+ to \d+|(words) of 1 to 10 letters a to z), separated by single spaces \(an empty line if \1 = 0\)",
        "row",
    ),
    (r"`(\w)` lines, each with one element of `(\w+)`: (?:(integers) from -\d+ to \d+|(words) of 1 to 10 letters a to z)", "column"),
    (
        r"`(\w)` lines, each with a word \(of 1 to 10 letters a to z, no word twice\), a space, and its integer \(from -\d+ to \d+\): the entries of `(\w+)`",
        "entries",
    ),
    (
        r"a line that is the text `(\w+)`: at most \d+ letters a to z and spaces\. It may be empty, and spaces at its start or end belong to it",
        "text",
    ),
)
LIST_ON_A_LINE = r"[Pp]rint the elements of the resulting list on one line, separated by spaces; for an empty list print an empty line\."
PRINTED = (
    (r"[Pp]rint the resulting (?:integer on a line|string on a line, which may be an empty line)\.", lambda x: [str(x)]),
    (LIST_ON_A_LINE, lambda x: [" ".join(map(str, x))]),
    (
        r"[Pp]rint a line with the length of the resulting list, and then its (?:elements, one on each line|words, one on each line \(an empty word is an empty line\))\.",
        lambda x: [str(len(x)), *map(str, x)],
    ),
    (
        r"[Pp]rint a line with the number of groups in the result, and then for each group a line with its elements, separated by spaces\.",
        lambda x: [str(len(x)), *(" ".join(map(str, group)) for group in x)],
    ),
    (
        r"[Pp]rint a line with the number of entries of the resulting dictionary, and then for each entry a line with its value, a space and its key, in the alphabetical order of the keys \(an empty key comes first\)\.",
        lambda x: [str(len(x)), *(f"{x[word]} {word}" for word in sorted(x))],
    ),
)
SPACES = r"(More spaces than one, s|S)paces at the end of a line and empty lines at the end of the output do not matter\."
SAMPLES = re.compile(r"^Sample input(?: \d)?:\n```text\n(.*?)\n```\nSample output(?: \d)?:\n```text\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
INPUTS, CASES_AT_ONCE = 60, 3


class Layout:
    """How a prompt says that arguments are written, and what it says of what is done with them."""

    def __init__(self, text: str) -> None:
        begin = _one(BEGIN, text)
        if not re.search(JUDGED, text):
            raise Unread(text)
        self.many = re.search(CASES, text, re.MULTILINE) is not None
        if not self.many and not re.search(r"The input holds:$", text, re.MULTILINE):
            raise Unread(text)
        listed = [line for line in re.findall(r"^- (.+)\.$", text, re.MULTILINE) if re.match(r"a line |`\w` lines", line)]
        self.lines = [each for line in listed for each in _read(line)]
        self.kinds = {name: kind for form, name, kind in self.lines if form != "length"}
        if next(iter(self.kinds)) != begin[1] and begin[1] not in self.kinds:
            raise Unread(begin[0])
        self.first = begin[1]
        self.steps, self.numbers = _steps(text)
        self.printed = next((way for pattern, way in PRINTED if re.search(pattern, text)), None)
        spaces = re.search(SPACES, text)
        if not self.printed or not spaces:
            raise Unread(text)
        self.blanks = spaces[1] != "S"

    def written(self, values: dict[str, Any]) -> list[str]:
        """The lines of one case."""
        found: list[str] = []
        for form, name, _ in self.lines:
            value = values.get(name)
            match form:
                case "length":
                    found.append(str(len(values[name])))
                case "head":
                    found.append(" ".join(str(values[each] if type(values[each]) is int else len(values[each])) for each in name.split()))
                case "row":
                    found.append(" ".join(map(str, values[name])))
                case "column":
                    found += map(str, values[name])
                case "entries":
                    found += [f"{word} {number}" for word, number in values[name].items()]
                case "integer" | "text":
                    found.append(str(value))
        return found

    def read(self, lines: list[str]) -> dict[str, Any]:
        """The values of one case, whose lines are taken away."""
        values: dict[str, Any] = {}
        lengths: dict[str, int] = {}
        for form, name, kind in self.lines:
            match form:
                case "length":
                    lengths[name] = int(lines.pop(0))
                case "head":
                    for each, number in zip(name.split(), lines.pop(0).split(), strict=True):
                        if self.kinds[each] == "integer":
                            values[each] = int(number)
                        else:
                            lengths[each] = int(number)
                case "text":
                    values[name] = lines.pop(0)
                case "held":
                    pass
                case "integer":
                    values[name] = int(lines.pop(0))
                case _:
                    words = lines.pop(0).split() if form == "row" else [lines.pop(0) for _ in range(lengths[name])]
                    if len(words) != lengths[name]:
                        raise Unread(f"{words} are not {lengths[name]}")
                    entries = [word.split() for word in words]
                    values[name] = (
                        {word: int(number) for word, number in entries}
                        if kind == "table"
                        else words
                        if kind == "words"
                        else list(map(int, words))
                    )
        return values

    def output(self, cases: list[dict[str, Any]]) -> str:
        found: list[str] = []
        for values in cases:
            others = {name: value for name, value in values.items() if name != self.first}
            found += self.printed(carried_out(self.steps, values[self.first], others))
        return "\n".join(found)

    def same(self, one: str, other: str) -> bool:
        return self.normal(one) == self.normal(other)

    def normal(self, text: str) -> list[str]:
        lines = [" ".join(line.split()) if self.blanks else line.rstrip(" ") for line in text.split("\n")]
        while lines and not lines[-1]:
            lines.pop()
        return lines


def _read(line: str) -> list[tuple[str, str, str]]:
    """What a line of the list says: its form, the name, the kind."""
    if head := re.fullmatch(HEAD, line):
        names, kinds = [], []
        for part in head[1].split(", then "):
            found = re.fullmatch(LENGTH, part) or re.fullmatch(NUMBER, part)
            if not found:
                raise Unread(part)
            names.append(found[found.re.groups])
            if found.re.groups == 1:
                kinds.append(("held", found[1], "integer"))
        return [("head", " ".join(names), ""), *kinds]
    for pattern, form in LINES:
        if found := re.fullmatch(pattern, line):
            name = found[1] if form in ("integer", "text") else found[2]
            kind = {"integer": "integer", "text": "text", "entries": "table", "length": ""}.get(form) or (
                "ints" if "integers" in found.groups() else "words"
            )
            return [(form, name, "" if form == "length" else kind)]
    raise Unread(line)


def _steps(text: str) -> tuple[list[Step], list[int]]:
    said = steps_of(re.sub(r"^- .+$", "", SAMPLES.sub("", text), flags=re.MULTILINE))
    return [step(words) for words in said], [int(each) for words in said for each in re.findall(r"-?\d+", words)]


def _run(program: Any, text: str) -> str | None:
    """What a program prints; None where it breaks."""
    before, printed = sys.stdin, io.StringIO()
    sys.stdin = io.StringIO(text)
    try:
        with redirect_stdout(printed):
            exec(program, {"__name__": "__main__"})  # noqa: S102
    except Exception:
        return None
    finally:
        sys.stdin = before
    return printed.getvalue()


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    layout = Layout(text)
    samples = SAMPLES.findall(text)
    inputs = []
    for given, printed in samples:
        lines = given.split("\n")
        cases = [layout.read(lines) for _ in range(int(lines.pop(0)) if layout.many else 1)]
        if any(lines) or not layout.same(layout.output(cases), printed):
            raise Unread(f"a sample that the steps do not give: {text}")
        inputs.append(cases)
    if not samples:
        raise Unread(text)
    draws = Random(prompt)
    many = CASES_AT_ONCE if layout.many else 1
    for size in range(INPUTS):
        cases = [{name: _cut(drawn(draws, kind, layout.numbers, size)) for name, kind in layout.kinds.items()} for _ in range(many)]
        inputs.append(cases)
    try:
        program = compile(unfenced(answer), "program", "exec")
    except SyntaxError:
        return False
    for cases in inputs:
        lines = [line for values in cases for line in layout.written(values)]
        given = "\n".join([str(len(cases)), *lines] if layout.many else lines) + "\n"
        printed = _run(program, given)
        if printed is None or not layout.same(printed, layout.output(cases)):
            return False
    return True


def _cut(value: Any) -> Any:
    """Nothing longer than the prompt allows."""
    return value[:100] if isinstance(value, (str, list)) else value
