"""The way by pencil through decay and rates: half-lives, series, mixtures, tables of rates, and Arrhenius' law."""

from synth.verifiers.science._sheet import Sheet, Value, exp, ln
from synth.verifiers.science.decay_kinetics.cases import Case, Dating, Isotope, Mixture, Rates, Reaction, Run, Series
from synth.verifiers.science.decay_kinetics.isotopes import Value as Told

_CONSTANTS = ("mol/(L {})", "1/{}", "L/(mol {})")


class Route:
    def __init__(self, case: Case, unit: str) -> None:
        self.sheet, self.unit = Sheet(), unit
        match case:
            case Isotope():
                self.isotope(case)
            case Dating():
                self.dating(case)
            case Series():
                self.series(case)
            case Mixture():
                self.mixture(case)
            case Rates():
                self.rates(case)
            case Reaction():
                self.reaction(case)

    def given(self, told: Told) -> Value:
        if told.unit == "°C":
            return self.sheet.line("T", self.sheet.given(f"{told.number} °C") + self.sheet.fixed("273.15 K"), "K")
        return self.sheet.given(f"{told.number} {told.unit}".rstrip())

    def left(self, time: Value, half_life: Value) -> Value:
        """The share that is left after a time."""
        turns = self.sheet.line("n", time / half_life)
        return self.sheet.line("q", self.sheet.fixed("0.5") ** turns)

    def isotope(self, case: Isotope) -> None:
        sheet = self.sheet
        if not case.start.si or not case.end.si:
            left = self.left(self.given(case.time), self.given(case.half_life))
            sheet.line("A", self.given(case.start) * left if case.start.si else self.given(case.end) / left, self.unit)
            return
        turns = sheet.line("n", ln(self.given(case.start) / self.given(case.end)) / ln(2))
        sheet.line("t", turns * self.given(case.half_life) if case.half_life.si else self.given(case.time) / turns, self.unit)

    def dating(self, case: Dating) -> None:
        ratio = self.given(case.ratio)
        if case.branch.number != "1":
            ratio = self.sheet.line("x", ratio / self.given(case.branch))
        self.sheet.line("t", self.given(case.half_life) * ln(1 + ratio) / ln(2), self.unit)

    def series(self, case: Series) -> None:
        sheet = self.sheet
        rates = [sheet.line(f"k{i + 1}", ln(2) / self.given(one), f"1/{one.unit}") for i, one in enumerate(case.half_lives)]
        start = self.given(case.start)
        if case.branch.number != "1":
            start = start * self.given(case.branch)
        if case.ask != "activity":
            one, two = rates
            time = sheet.line("t", ln(two / one) / (two - one), self.unit if case.ask != "greatest" else case.half_lives[0].unit)
            if case.ask == "greatest":
                sheet.say("When its activity is greatest, as much is made as decays.")
                sheet.line("A", start * exp(-(one * time)), self.unit)
            return
        time = self.given(case.time)
        shares = [sheet.line(f"e{i + 1}", exp(-(rate * time))) for i, rate in enumerate(rates)]
        if len(rates) == 2:
            sheet.line("A", start * rates[1] / (rates[1] - rates[0]) * (shares[0] - shares[1]), self.unit)
            return
        total: Value | None = None
        for i, (rate, share) in enumerate(zip(rates, shares, strict=True)):
            one, two = (other for j, other in enumerate(rates) if j != i)
            term = sheet.line(f"f{i + 1}", share * rates[1] * rates[2] / ((one - rate) * (two - rate)))
            total = term if total is None else total + term
        assert total is not None
        sheet.line("A", start * sheet.line("f", total), self.unit)

    def mixture(self, case: Mixture) -> None:
        sheet = self.sheet
        halves = [self.given(one) for one in case.half_lives]
        time, first, second = (self.given(one) for one in (case.time, case.first, case.second))
        one, two = (self.left(time, half) for half in halves)
        part = sheet.line("A1", (second - first * two) / (one - two), case.first.unit if case.ask != "one" else self.unit)
        if case.ask == "one":
            return
        other = sheet.line("A2", first - part, case.first.unit if case.ask != "two" else self.unit)
        if case.ask == "later":
            later = self.given(case.later)
            sheet.line("A", part * self.left(later, halves[0]) + other * self.left(later, halves[1]), self.unit)

    def rates(self, case: Rates) -> None:
        """Rows of the table move together, as the law wants it."""
        m, n, _ = case.law()
        sheet, constants = self.sheet, list[Value]()
        for row in case.rows:
            a, b = self.given(row.a), self.given(row.b)
            share = 1.002 * (a.at[1] / a.at[0]) ** m * (b.at[1] / b.at[0]) ** n
            rate = sheet.given(f"{row.rate.number} {row.rate.unit}", share=share)
            constants.append(rate if not m and not n else rate / _powers(a, m, b, n))
        sheet.say(f"The rate goes with [A]^{m} [B]^{n}.")
        named = case.rows[0].rate.unit.replace("mol/(L ", "").rstrip(")")
        order = m + n
        above = f"L^{order - 1}" if order > 2 else "L" if order == 2 else ""
        below = f"(mol^{order - 1} {named})" if order > 2 else f"(mol {named})" if order == 2 else named
        unit = case.rows[0].rate.unit if not order else f"{above or 1}/{below}"
        k = sheet.line("k", constants[0], self.unit if case.ask == "constant" else unit) if order else constants[0]
        if case.ask == "rate":
            a, b = self.given(case.asked[0].a), self.given(case.asked[0].b)
            sheet.line("r", k * _powers(a, m, b, n) if order else k, self.unit)

    def constant(self, case: Reaction, run: Run) -> Value:
        """Of a run that is told."""
        if run.constant.si:
            return self.given(run.constant)
        turned = self.turned(case, self.given(run.start), self.given(run.end)) if run.end.si else self.half(case, run)
        return self.sheet.line("k", turned / self.given(run.time), _CONSTANTS[case.order].format(run.time.unit))

    def turned(self, case: Reaction, start: Value, end: Value) -> Value:
        """k t between two concentrations."""
        return ln(start / end) if case.order == 1 else start - end if not case.order else 1 / end - 1 / start

    def half(self, case: Reaction, run: Run) -> Value:
        if case.order == 1:
            return ln(2)
        start = self.given(run.start)
        return start / 2 if not case.order else 1 / start

    def reaction(self, case: Reaction) -> None:
        sheet, asked, first = self.sheet, case.asked, case.runs[0]
        k = self.constant(case, first)
        if case.barrier.si or len(case.runs) == 2:
            gas = sheet.given("8.314 J/(mol K)")
            t1 = self.given(first.temperature)
            if case.barrier.si:
                slope = self.given(case.barrier) / gas
            else:
                other = self.constant(case, case.runs[1])
                t2 = self.given(case.runs[1].temperature)
                slope = ln(other / k) / (1 / t1 - 1 / t2)
            if case.ask == "barrier":
                sheet.line("E", gas * slope, self.unit)
                return
            slope = sheet.line("B", slope, "K")
            if case.ask == "temperature":
                turned = self.turned(case, self.given(asked.start), self.given(asked.end))
                wanted = sheet.line("k", turned / self.given(asked.time), _CONSTANTS[case.order].format(asked.time.unit))
                inverse = sheet.line("y", 1 / t1 - ln(wanted / k) / slope, "1/K")
                sheet.line("T", 1 / inverse, self.unit)
                return
            unit = first.constant.unit if first.constant.si else _CONSTANTS[case.order].format(first.time.unit)
            unit = self.unit if case.ask == "constant" else unit
            k = sheet.line("k", k * exp(slope * (1 / t1 - 1 / self.given(asked.temperature))), unit)
        if case.ask == "constant":
            sheet.line("k", k, self.unit)
        elif case.ask == "half-life":
            sheet.line("t", self.half(case, asked) / k, self.unit)
        elif case.ask == "time":
            sheet.line("t", self.turned(case, self.given(asked.start), self.given(asked.end)) / k, self.unit)
        else:
            self.other_end(case, k)

    def other_end(self, case: Reaction, k: Value) -> None:
        asked = case.asked
        turned = k * self.given(asked.time)
        end = case.ask == "end"
        known = self.given(asked.start if end else asked.end)
        if case.order == 1:
            self.sheet.line("c", known * exp(-turned if end else turned), self.unit)
        elif not case.order:
            self.sheet.line("c", known - turned if end else known + turned, self.unit)
        else:
            self.sheet.line("c", 1 / (1 / known + turned if end else 1 / known - turned), self.unit)


def _powers(a: Value, m: int, b: Value, n: int) -> Value:
    powers = [one if power == 1 else one**power for one, power in ((a, m), (b, n)) if power]
    return powers[0] if len(powers) == 1 else powers[0] * powers[1]
