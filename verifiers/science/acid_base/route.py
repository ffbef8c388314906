"""The way by pencil: amounts, then a stated [H+] with which the charges balance, and its pH; or, where the pH is known, the protons that
each acid has lost and what their balance leaves for the unknown."""

from collections.abc import Mapping, Sequence

from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.units import NONE
from synth.verifiers.science._formula import ATOM
from synth.verifiers.science._given import unit
from synth.verifiers.science._sheet import Sheet, Value, log10
from synth.verifiers.science.acid_base.substances import FORMS, SYSTEMS
from synth.verifiers.science.acid_base.told import Aliquot, Portion, Weak

STRENGTH = float(unit("mol/L")[0])
TEN = Value((10.0, 10.0), NONE, "10")
CHARGES = {"H2SO4": -1}
"""Of the form that has lost none; HSO4^- is that of sulfuric acid. That of a base is 1, of any other acid 0."""


def bare(value: Value) -> Value:
    """A concentration in mol/L as a number without its unit, as constants of equilibria are."""
    at = (value.at[0] / STRENGTH, value.at[1] / STRENGTH)
    return Value(at, NONE, value.text.partition(" ")[0], ATOM, value.lines)


def sized(value: Value) -> Value:
    """The reverse, for a formula between such numbers."""
    at = (value.at[0] * STRENGTH, value.at[1] * STRENGTH)
    return Value(at, unit("mol/L")[1], value.text, value.rank, value.lines)


def summed(values: Sequence[Value]) -> Value:
    total = values[0]
    for value in values[1:]:
        total = total + value
    return total


def times(count: int, value: Value) -> Value:
    return value if count == 1 else -value if count == -1 else count * value


class Route:
    """moles and litres in mmol and mL, as they are told."""

    def __init__(
        self, start: Sequence[Portion], aliquot: Sequence[Aliquot], added: Sequence[Portion], weak: Sequence[Weak], kw: str
    ) -> None:
        self.sheet, self.weak = Sheet(), weak
        self.kw = self.sheet.given(kw)
        self.forms, self.left = dict[tuple[str, ...], list[Value]](), dict[tuple[str, int], Value | int]()
        volumes, self.amounts = [list[Value](), list[Value]()], list[tuple[Value, Portion]]()
        for place, portions in enumerate((start, added)):
            for portion in portions:
                if portion.amount.unit == "mL" and portion.amount.si:
                    volumes[place].append(self.sheet.given(portion.amount))
                if portion.amount.si and portion.strength.si:
                    self.amounts.append((self.moles(portion), portion))
            if aliquot and not place:
                part, filled = self.sheet.given(aliquot[0].taken), self.sheet.given(aliquot[0].filled)
                whole = self.volume(volumes[0])
                self.amounts = [(self.sheet.line(f"n({one.substance})", n * part / whole, "mmol"), one) for n, one in self.amounts]
                volumes[0] = [filled]
        self.litres = self.volume([*volumes[0], *volumes[1]])

    def volume(self, parts: Sequence[Value]) -> Value:
        return self.sheet.line("V", summed(parts), "mL") if len(parts) > 1 else parts[0]

    def moles(self, portion: Portion) -> Value:
        amount, strength = self.sheet.given(portion.amount), self.sheet.given(portion.strength)
        value = amount * strength if portion.amount.unit == "mL" else amount / strength
        return self.sheet.line(f"n({portion.substance})", value, "mmol")

    def constants(self) -> dict[str, list[Value]]:
        """K_a of each step, where they are told; that of a base's ion is K_w / K_b."""
        found = dict[str, list[Value]]()
        for weak in self.weak:
            if weak.constants:
                told = [self.sheet.given(constant) for constant in weak.constants]
                found[weak.system] = [self.sheet.line("Ka", self.kw / k) for k in told] if SYSTEMS[weak.system].base else told
        return found

    def terms(self, steps: Sequence[Value], h: Value) -> list[Value]:
        """The forms that have lost one proton, two, three, for each one that has lost none."""
        found = self.forms.setdefault(tuple(k.text for k in steps), [])
        for k in steps[len(found) :]:
            found.append(self.sheet.line(f"t{len(found) + 1}", found[-1] * k / h if found else k / h))
        return found

    def lost(self, steps: Sequence[Value], h: Value) -> Value:
        """The mean number of protons that an acid has lost."""
        if len(steps) == 1:
            return steps[0] / (steps[0] + h)
        terms = self.terms(steps, h)
        return summed([times(count, one) for count, one in enumerate(terms, 1)]) / summed([1 + terms[0], *terms[1:]])

    def kept(self, f: int, steps: Sequence[Value], h: Value) -> Value:
        """f less the mean number of protons that an acid has lost, without a difference of numbers that are nearly the same."""
        if not f:
            return -self.lost(steps, h)
        if len(steps) == 1:
            return h / (steps[0] + h) if f == 1 else -1 - self.lost(steps, h)
        terms = self.terms(steps, h)
        parts = [(f - count, one) for count, one in enumerate(terms, 1) if f != count]
        total = Value((float(f), float(f)), NONE, str(f))
        for size, one in parts:
            total = total + times(size, one) if size > 0 else total - times(-size, one)
        return total / summed([1 + terms[0], *terms[1:]])

    def strengths(self) -> dict[str, list[tuple[Value, int]]]:
        """Of each system ("" for strong acids and bases) the concentrations and f of what was put in."""
        found: dict[str, list[tuple[Value, int]]] = {}
        for amount, portion in self.amounts:
            system, f = FORMS[portion.substance]
            strength = self.sheet.line(f"c({portion.substance})", amount / self.litres, "mol/L") if amount.lines else amount
            found.setdefault(system, []).append((bare(strength), f))
        return found

    def acidity(self, h: str) -> Sheet:
        """By the balance of charges. h: [H+] in mol/L, to six figures."""
        sheet, strengths = self.sheet, self.strengths()
        constants = self.constants()
        stated = bare(sheet.stated("h", f"{h} mol/L"))
        positive, negative = [stated], [self.kw / stated]
        for system, parts in strengths.items():
            charge = 1 if system and SYSTEMS[system].base else CHARGES.get(system, 0)
            for strength, f in parts:
                if f != charge:
                    (positive if f > charge else negative).append(times(abs(f - charge), strength))
            if system:
                whole = summed([strength for strength, _ in parts])
                whole = sheet.line(f"c({system})", whole) if len(parts) > 1 else whole
                share = self.lost(constants[system], stated)
                if charge == 1:
                    positive.append(sheet.line("z", whole * stated / (stated + constants[system][0])))
                elif charge:
                    negative.append(sheet.line("z", whole * (1 + share)))
                else:
                    negative.append(sheet.line("z", whole * share))
        if len(positive) > 1:
            sheet.check("p", summed(positive), "mol/L")
        sheet.check("q", summed(negative), "mol/L")
        sheet.line("pH", -log10(stated))
        return sheet

    def known(self, target: str) -> tuple[Value, Value]:
        """From a known pH: [H+] and [H+] - [OH-]."""
        h = self.sheet.line("h", TEN ** -self.sheet.given(target))
        return h, self.sheet.line("d", sized(h - self.kw / h), "mol/L")

    def each(self, system: str, f: int, h: Value, constants: Mapping[str, Sequence[Value]]) -> Value | int:
        """What a mole of a substance leaves over: f less the protons lost; f alone where it is strong, or its constant asked for."""
        if (system, f) not in self.left:
            known = system in constants
            self.left[system, f] = self.sheet.line(f"b({system})", self.kept(f, constants[system], h)) if known else f
        return self.left[system, f]

    def protons(self, h: Value, free: Value, constants: Mapping[str, Sequence[Value]]) -> Value:
        """What the portions and the water leave over, in mmol."""
        total = self.litres * free
        for amount, portion in self.amounts:
            each = self.each(*FORMS[portion.substance], h, constants)
            if not isinstance(each, int):
                total = total + amount * each if each.at[0] > 0 else total - amount * -each
            elif each:
                total = total + times(each, amount) if each > 0 else total - times(-each, amount)
        return self.sheet.line("r", total, "mmol")

    def constant(self, target: str, unknown: str) -> Sheet:
        """pKa = pH - log of the share lost by that not lost."""
        h, free = self.known(target)
        constants = self.constants()
        whole = summed([amount for amount, portion in self.amounts if FORMS[portion.substance][0] == unknown])
        share = self.sheet.line("a", self.protons(h, free, constants) / whole)
        self.sheet.line("pKa", -log10(h * share / (1 - share)))
        return self.sheet

    def amount(self, ask: str, target: str, portion: Portion, asked: str) -> Sheet:
        """A volume, mass or concentration."""
        sheet = self.sheet
        h, free = self.known(target)
        constants = self.constants()
        rest, each = self.protons(h, free, constants), self.each(*FORMS[portion.substance], h, constants)

        def whole(amount: Value) -> Value:
            return times(each, amount) if isinstance(each, int) else amount * each

        if ask == "mass for pH":
            value = -rest * sheet.given(portion.strength) / each
        elif ask == "volume for pH":
            value = -rest / (free + whole(sheet.given(portion.strength)))
        else:
            value = -rest / whole(sheet.given(portion.amount))
        sheet.line("x", value, asked)
        return sheet


def shown(h: Fraction) -> str:
    """`2.51189e-5`."""
    mantissa, _, power = f"{float(h):.5e}".partition("e")
    return f"{mantissa}e{int(power)}"
