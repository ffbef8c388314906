"""Worked solutions of calculus: derivatives, antiderivatives term by term, and values where they are needed, stage by stage."""

from fractions import Fraction

from synth.generators.derivation import numbered
from synth.generators.math._polynomials import written
from synth.generators.math.calculus.wording import LETTERS, NAMES
from synth.verifiers.math.calculus import Calculus, Stage, exact, extremes, point, stage_value, values
from synth.verifiers.math.calculus import function as function_of
from synth.verifiers.math.calculus.exact import Function, Point, Value


def worked(problem: Calculus) -> tuple[str, str]:
    """The lines; and those of one whose last value has the wrong sign, as a whole completion."""
    letters, said = values(problem), list[str]()
    for number, stage in enumerate(problem.stages):
        said += _Writer(stage, letters[:number], NAMES[number + 1]).lines
        if number < len(letters):
            said.append(f"{LETTERS[number + 1]} = {letters[number]}")
    told = numbered((" = " in line, line) for line in said)
    wrong = exact.text({unit: -c for unit, c in stage_value(problem.stages[-1], letters).items()})
    return told, f"{told.rpartition(' = ')[0]} = {wrong}\n\n<answer>\n{wrong}\n</answer>"


def text(function: Function) -> str:
    """`(x^2 - (1/2)x)e^(2x) + 3sin(x)`."""
    groups = dict[str, dict[int, Fraction]]()
    for (n, k, m), (re, im) in sorted(function.items(), key=lambda item: (-item[0][1], -item[0][2], -item[0][0])):
        for wave, c in (("cos", re), ("sin", -im)):
            if c:
                factor = (f"e^({k}x)" if abs(k) > 1 else "e^x" if k == 1 else "e^(-x)" if k else "") + (
                    f"{wave}({m if m > 1 else ''}x)" if m else ""
                )
                groups.setdefault(factor, {})[n] = c
    said = ""
    for factor, terms in groups.items():
        part = written([terms.get(n, Fraction(0)) for n in range(max(terms), -1, -1)])
        if factor and len(terms) > 1:
            part = f"({part}){factor}"
        elif factor:
            part = {"1": "", "-1": "-"}.get(part, part + "*" * (part[-1].isdigit() or part[-1] == "x")) + factor
        said += (f" - {part[1:]}" if part[0] == "-" else f" + {part}") if said else part
    return said or "0"


class _Writer:
    def __init__(self, stage: Stage, letters: tuple[int, ...], name: str) -> None:
        self.name, self.lines = name, list[str]()
        inner = function_of(stage.terms, letters)
        self.f = exact.accumulated(inner) if stage.accumulated else inner
        low, high = (point(place, letters) for place in (stage.low, stage.high))
        if stage.accumulated and stage.ask != "limit":
            self.accumulated(inner)
        elif stage.ask not in ("limit", "area") and any(term.letter for term in stage.terms):
            self.lines.append(f"{name}(x) = {text(self.f)}")
        if stage.ask == "slope":
            slope = self.derived(name, self.f, 1)
            self.value(f"{name}'", slope, high)
        elif stage.ask == "area":
            self.area(low, high, stage_value(stage, letters))
        elif stage.ask == "limit":
            self.limit(function_of(stage.under, letters), stage.accumulated)
        else:
            self.extremum(stage, low, high)

    def derived(self, name: str, f: Function, order: int) -> Function:
        found = exact.derivative(f)
        self.lines.append(f"{name}{order * chr(39)}(x) = {text(found)}")
        return found

    def value(self, name: str, f: Function, at: Point) -> Value:
        found = exact.at(f, at)
        said, place = exact.text(found), _place(at)
        shown = _substituted(f, at.number) if not at.unit else ""
        self.lines.append(f"{name}({place}) = {f'{shown} = ' if shown and shown != said else ''}{said}")
        return found

    def antiderivative(self, name: str, f: Function) -> Function:
        """Term by term, where there is more than powers of x."""
        found = exact.antiderivative(f)
        kinds = dict.fromkeys((k, m) for _, k, m in f)
        for kind in kinds:
            if kind != (0, 0):
                one, other = ({key: c for key, c in g.items() if key[1:] == kind} for g in (found, f))
                self.lines.append(f"({text(one)})' = {text(other)}")
        self.lines.append(f"{name}(x) = {text(found)}")
        return found

    def accumulated(self, inner: Function) -> None:
        """The integral from 0 to x, which is 0 at 0."""
        for kind in dict.fromkeys((k, m) for _, k, m in inner):
            if kind != (0, 0):
                other = {key: c for key, c in inner.items() if key[1:] == kind}
                self.lines.append(f"({text(exact.antiderivative(other))})' = {text(other)}")
        self.lines.append(f"{self.name}(x) = {text(self.f)}")

    def area(self, low: Point, high: Point, whole: Value) -> None:
        name = self.name.upper()
        found = self.antiderivative(name, self.f)
        self.value(name, found, high)
        self.value(name, found, low)
        self.lines.append(f"{name}({_place(high)}) - {name}({_place(low)}) = {exact.text(whole)}")

    def limit(self, under: Function, accumulated: bool) -> None:
        f, nowhere, order = self.f, Point(Fraction(0)), 0
        while True:
            names = f"{self.name}{order * chr(39)}", f"q{order * chr(39)}"
            values = [exact.at(g, nowhere) for g in (f, under)]
            if order or not accumulated:
                self.lines.append(f"{names[0]}(0) = {exact.text(values[0])}")
            self.lines.append(f"{names[1]}(0) = {exact.text(values[1])}")
            if values[1]:
                over, below = (value.get(exact.Unit(), Fraction(0)) for value in values)
                self.lines.append(f"{names[0]}(0)/{names[1]}(0) = ({over})/({below}) = {over / below}")
                return
            self.lines.append("Above and below the bar the value is 0, so both are differentiated:")
            order += 1
            f, under = self.derived(self.name, f, order), self.derived("q", under, order)

    def extremum(self, stage: Stage, low: Point, high: Point) -> None:
        slope = self.derived(self.name, self.f, 1)
        found = extremes(self.f, low, high)
        for x in found:
            if x not in (low.number, high.number):
                self.value(f"{self.name}'", slope, Point(x))
        largest = stage.ask.endswith("highest")
        best = (max if largest else min)(found, key=lambda x: exact.size(found[x]))
        self.lines.append("The value there and at the ends:")
        for x in sorted(found, key=lambda x: (x == best, x)):
            self.value(self.name, self.f, Point(x))
        self.lines.append(f"The {'largest' if largest else 'smallest'} of these is the last one, at x is {best}.")


def _place(at: Point) -> str:
    if at.unit == "ln":
        return f"ln({at.number})"
    if at.unit == "pi" and at.number:
        top = {1: "", -1: "-"}.get(at.number.numerator, str(at.number.numerator))
        return f"{top}π" + (f"/{at.number.denominator}" if at.number.denominator > 1 else "")
    return str(at.number)


def _substituted(f: Function, x: Fraction) -> str:
    """`3*2^2 - 4*2 + 1` for a polynomial."""
    if any(k or m for _, k, m in f) or not x:
        return ""
    shown = str(x) if x > 0 and x.denominator == 1 else f"({x})"
    said = ""
    for (n, _, _), (c, _) in sorted(f.items(), reverse=True):
        size = abs(c)
        number = str(size) if size.denominator == 1 else f"({size})"
        power = shown if n == 1 else f"{shown}^{n}"
        part = number if not n else power if size == 1 else f"{number}*{power}"
        said += f" {'-' if c < 0 else '+'} {part}" if said else ("-" if c < 0 else "") + part
    return said
