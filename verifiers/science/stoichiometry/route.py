"""The way by pencil through reactions: amounts in moles, from what is put in forward, from what is made back, and of samples."""

from collections.abc import Sequence

from synth.verifiers.parsers.units import AMOUNT, MASS
from synth.verifiers.science._chemistry import molar_mass
from synth.verifiers.science._given import Given, unit
from synth.verifiers.science._sheet import Sheet, Value
from synth.verifiers.science.stoichiometry.steps import Portion, Step, coefficients, of


class Route:
    def __init__(self, steps: Sequence[Step], gas: str) -> None:
        self.sheet = Sheet()
        self.steps = steps
        self.gas = self.sheet.given(f"{gas} L/mol") if gas else None
        for step in steps:
            names = zip(coefficients(step), (*step.left, *step.right), strict=True)
            terms = [f"{count} {name}" if count > 1 else name for count, name in names]
            self.sheet.say(f"{' + '.join(terms[: len(step.left)])} -> {' + '.join(terms[len(step.left) :])}")

    def count(self, step: Step, substance: str) -> int:
        """Its coefficient, which any line may use."""
        number = of(step, substance, coefficients)
        self.sheet.fixed(number)
        return number

    def molar(self, substance: str) -> Value:
        return self.sheet.given(f"{float(molar_mass(substance)):.8g} g/mol")

    def share(self, percent: str) -> Value:
        """A percentage as a part of one."""
        value = self.sheet.given(percent) / 100
        return self.sheet.also(value)

    def moles(self, portion: Portion) -> Value:
        amount = self.sheet.given(portion.amount)
        if portion.percent:
            amount = amount * self.share(portion.percent)
        if portion.molar:
            amount = amount * self.sheet.given(f"{portion.molar} mol/L")
        elif portion.amount.dimension == MASS:
            amount = amount / self.molar(portion.substance)
        elif portion.amount.dimension != AMOUNT:
            if self.gas is None:
                raise ValueError("a volume of what is no gas")
            amount = amount / self.gas
        return self.sheet.line(f"n({portion.substance})", amount, "mol") if amount.work else amount

    def forward(self, links: Sequence[str], portions: Sequence[Portion], target: str, left: bool) -> Value:
        flow = dict[str, Value]()
        for number, step in enumerate(self.steps):
            last = number == len(self.steps) - 1
            put = flow | {one.substance: self.moles(one) for one in portions if one.step == number}
            turns = {name: amount / count if (count := self.count(step, name)) > 1 else amount for name, amount in put.items()}
            if len(turns) > 1:
                turns = {name: self.sheet.line(f"x({name})", one, "mol", keep=True) if one.work else one for name, one in turns.items()}
                self.sheet.say("The smallest amount for its coefficient is used up first.")
            first = min(turns, key=lambda name: float(turns[name]))
            if last and left:
                used = turns[first] * count if (count := self.count(step, target)) > 1 else turns[first]
                return self.sheet.line(f"n({target})", put[target] - used, "mol")
            out = target if last else links[number]
            made = turns[first]
            if (count := self.count(step, out)) > 1:
                made = made * count
            if step.percent:
                made = made * self.share(step.percent)
            flow = {out: self.sheet.line(f"n({out})", made, "mol")}
        return flow[target]

    def traced(self, steps: Sequence[Step], links: Sequence[str], target: str, made: Portion) -> Value:
        """From the amount of a product back to a reagent of the first step."""
        amount, product = self.moles(made), made.substance
        for step, before in zip(reversed(steps), (*reversed(links), target), strict=True):
            if step.percent:
                amount = amount / self.share(step.percent)
            up, down = self.count(step, before), self.count(step, product)
            amount = amount * up if up > 1 else amount
            amount = amount / down if down > 1 else amount
            amount = self.sheet.line(f"n({before})", amount, "mol") if amount.work else amount
            product = before
        return amount

    def used(self, rest: Step, told: Sequence[Portion], aliquot: Sequence[Given]) -> Value:
        """What was put in, less the rest that is titrated."""
        put, back = self.moles(told[0]), self.moles(told[1])
        up, down = self.count(rest, told[0].substance), self.count(rest, told[1].substance)
        back = back * up if up > 1 else back
        back = back / down if down > 1 else back
        if aliquot:
            part, whole = (self.sheet.given(one) for one in aliquot)
            back = back * whole / part
        return self.sheet.line("n", put - back, "mol")

    def sample(self, links: Sequence[str], portions: Sequence[Portion], aliquot: Sequence[Given], asked: str) -> Value | None:
        """The amount of the first substance; None where its mass is worked out at once."""
        mixed = portions[0].substance == ""
        own, rest, told = self.steps[: 1 + mixed], self.steps[1 + mixed :], portions[mixed:]
        if len(told) == 2:
            total = self.used(rest[0], told, aliquot)
        elif rest:
            total = self.traced(rest, links[1:], links[0], told[0])
        else:
            total = self.moles(told[0])
        ratios = [(self.count(step, links[0]), self.count(step, step.left[0])) for step in own]
        first, substance = ratios[0], own[0].left[0]
        if not mixed:
            amount = total * first[1] if first[1] > 1 else total
            amount = amount / first[0] if first[0] > 1 else amount
            return self.sheet.line(f"n({substance})", amount, "mol") if amount.work else amount
        if unit(asked)[1] != MASS:
            raise ValueError("of a mixture a mass is asked for")
        mass = self.sheet.given(portions[0].amount)
        if portions[0].percent:
            mass = self.sheet.line("m", mass * self.share(portions[0].percent), "g")
        rates = []
        for (up, down), step in zip(ratios, own, strict=True):
            molar = self.molar(step.left[0])
            rates.append(self.sheet.line("r", (up / molar if down == 1 else up / (down * molar)), "mol/g"))
        self.sheet.say("The mass m of the first substance and the rest of the sample make or take n in all: r1 m + r2 (M - m) is n.")
        self.sheet.line(f"m({substance})", (total - mass * rates[1]) / (rates[0] - rates[1]), asked)
        return None

    def measured(self, amount: Value, target: str, asked: str, purity: str) -> None:
        dimension = unit(asked)[1]
        if dimension == MASS:
            value = amount * self.molar(target)
            if purity:
                value = value / self.share(purity)
            self.sheet.line(f"m({target})", value, asked)
        elif dimension == AMOUNT:
            self.sheet.line(f"n({target})", amount, asked)
        else:
            if self.gas is None:
                raise ValueError("a volume of what is no gas")
            self.sheet.line(f"V({target})", amount * self.gas, asked)
