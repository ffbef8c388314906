"""The way by pencil through a network: nodes that nobody asks about are taken out one after another, those with the fewest neighbours first
(two neighbours: resistances in series; three: star to triangle), with real sources as currents that flow into nodes (Norton)."""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from synth.verifiers.parsers.quantities import unit
from synth.verifiers.science._sheet import Sheet, Value, exp, ln
from synth.verifiers.science.circuits.parts import Reading, Resistor


class Part(NamedTuple):
    """A resistance from a to b, with a source in series that lifts a above b; or a source alone."""

    a: int
    b: int
    ohms: Value | None
    volts: Value | None


class Port(NamedTuple):
    """What a network is between two nodes: a source with a resistance in series (Thevenin); no resistance where a source fixes it."""

    ohms: Value | None
    volts: Value | None


def seen(sheet: Sheet, parts: Sequence[Part], a: int, b: int, led: tuple[int, int, Value] | None = None) -> Port:
    """The network between a and b. led: a current that is led into a node and out of another."""
    return _Net(sheet, parts).port(a, b, led)


def _plus(one: Value | None, other: Value | None, sign: int = 1) -> Value | None:
    if other is None:
        return one
    if one is None:
        return other if sign > 0 else -other
    return one + other if sign > 0 else one - other


def _cancels(flow: Value) -> bool:
    """Whether nothing is left of currents that flow both ways."""
    return max(map(abs, flow.at)) < 1e-12


class _Net:
    def __init__(self, sheet: Sheet, parts: Sequence[Part]) -> None:
        self.sheet = sheet
        kilo = any(part.ohms is not None and part.ohms.text.endswith("kΩ") for part in parts)
        self.units = ("kΩ", "mA", "mS") if kilo else ("Ω", "A", "S")
        nodes = sorted({node for part in parts for node in part[:2]})
        self.fixed: dict[int, tuple[int, Value | None]] = {node: (node, None) for node in nodes}
        """The node that it hangs on, by sources without resistance, and how far above."""
        self.between = dict[tuple[int, int], Value]()
        self.flows = dict[int, Value]()
        for part in parts:
            if part.ohms is None:
                self._hang(part)
        beside = dict[tuple[int, int], list[Value]]()
        for a, b, ohms, volts in parts:
            (one, up), (other, down) = self.fixed[a], self.fixed[b]
            if ohms is None or one == other:
                continue
            beside.setdefault((min(one, other), max(one, other)), []).append(ohms)
            lift = _plus(_plus(volts, up, -1), down)
            if lift is not None:
                flow = self._named("I", lift / ohms, self.units[1])
                self._flow(one, flow)
                self._flow(other, flow, -1)
        for pair, several in beside.items():
            self.between[pair] = self._beside(several)

    def _named(self, letter: str, value: Value, unit: str) -> Value:
        return self.sheet.line(f"{letter}_{self.sheet.count + 1}", value, unit)

    def _hang(self, part: Part) -> None:
        (above, up), (below, down) = self.fixed[part.a], self.fixed[part.b]
        if above == below:
            raise ValueError("sources side by side")
        for node, (root, lift) in self.fixed.items():
            if root == above:
                self.fixed[node] = (below, _plus(_plus(_plus(lift, up, -1), down), part.volts))

    def _flow(self, node: int, flow: Value, sign: int = 1) -> None:
        if node in self.flows:
            self.flows[node] = self.flows[node] + flow if sign > 0 else self.flows[node] - flow
        else:
            self.flows[node] = flow if sign > 0 else -flow

    def _beside(self, several: list[Value]) -> Value:
        if len(several) == 1:
            return several[0]
        total = 1 / several[0]
        for ohms in several[1:]:
            total = total + 1 / ohms
        return self._named("R", 1 / total, self.units[0])

    def port(self, a: int, b: int, led: tuple[int, int, Value] | None) -> Port:
        (one, up), (other, down) = self.fixed.get(a, (a, None)), self.fixed.get(b, (b, None))
        if led is not None:
            into, out, current = led
            if into not in self.fixed or out not in self.fixed:
                raise ValueError("a current that is led where nothing is")
            self._flow(self.fixed[into][0], current)
            self._flow(self.fixed[out][0], current, -1)
        while left := sorted({node for pair in self.between for node in pair} - {one, other}):
            around = {node: [pair for pair in self.between if node in pair] for node in left}
            self._take_out(min(left, key=lambda node: (len(around[node]), node in self.flows, node)))
        ohms = self.between.get((min(one, other), max(one, other)))
        volts = None
        if one != other:
            if ohms is None:
                raise ValueError("parts without a connection")
            if one in self.flows and not _cancels(self.flows[one]):
                volts = ohms * self.flows[one]
        volts = _plus(_plus(volts, up), down, -1)
        return Port(ohms, volts if volts is None else self._named("U", volts, "V"))

    def _take_out(self, node: int) -> None:
        arms = {sum(pair) - node: self.between.pop(pair) for pair in [pair for pair in self.between if node in pair]}
        flow = self.flows.pop(node, None)
        if flow is not None and _cancels(flow):
            flow = None
        if len(arms) == 1:
            if flow is not None:
                self._flow(next(iter(arms)), flow)
            return
        if len(arms) == 2 and flow is None:
            (one, first), (other, second) = arms.items()
            self._join(one, other, first + second)
            return
        total = sum((1 / ohms for ohms in list(arms.values())[1:]), start=1 / next(iter(arms.values())))
        total = self._named("G", total, self.units[2])
        for one, ohms in arms.items():
            if flow is not None:
                self._flow(one, self._named("I", flow / (ohms * total), self.units[1]))
        for (one, first), (other, second) in combinations(arms.items(), 2):
            self._join(one, other, first * second * total)

    def _join(self, one: int, other: int, ohms: Value) -> None:
        pair = (min(one, other), max(one, other))
        if pair in self.between:
            other_one = self.between[pair]
            ohms = self._named("R", ohms, self.units[0])
            self.between[pair] = self._named("R", 1 / (1 / other_one + 1 / ohms), self.units[0])
        else:
            self.between[pair] = self._named("R", ohms, self.units[0])


def told(milli: int, name: str) -> str:
    """As the problem tells it: `47 kΩ`."""
    if name == "Ω" and milli % 10**6 == 0:
        return f"{milli // 10**6} kΩ"
    return f"{milli / 1000:.10g} {name}"


def sure(value: Value | None) -> Value:
    if value is None:
        raise ValueError("nothing flows")
    return value


def charged(sheet: Sheet, ask: str, times: int, unit: str, inner: Value | None, full: Value | None, farads: Value | None) -> None:
    """By the source and resistance that the special part sees."""
    if ask == "match":
        sheet.line("R", sure(inner), unit)
        return
    if ask in ("constant", "reach"):
        constant = sheet.line("tau", sure(inner) * sure(farads), "s" if ask == "reach" else unit)
        if ask == "reach":
            sheet.line("t", constant * times * ln(2), unit)
        return
    volts = sure(full)
    volts = -volts if float(volts) < 0 else volts
    if ask == "greatest":
        sheet.line("P", volts**2 / (4 * sure(inner)), unit)
    elif ask == "after":
        sheet.line("U", volts * (1 - exp(-times)), unit)
    elif ask == "charge":
        sheet.line("Q", sure(farads) * volts, unit)
    else:
        sheet.line("W", sure(farads) * volts**2 / 2, unit)


def unknown(sheet: Sheet, told: Reading, known: Resistor, asked: str, parts: Sequence[Part], free: Resistor) -> None:
    """The reading is what it is without the part, and what its current adds; the voltage at the part is found in the same way."""
    read = sheet.given(f"{told.micro / 10**6:.10g} {'A' if told.kind == 'current' else 'V'}")
    same = (p.ohms for p in parts if p.ohms and (p.a, p.b) == (known.a, known.b) and float(p.ohms) == known.milliohms / 1000)
    ohms = next(same, None)  # none where the reading is of the unknown resistor itself
    volts = sheet.line("U", read * sure(ohms), "V") if told.kind == "current" else read
    dead = [part._replace(volts=None) for part in parts]
    one = Value((1.0, 1.0), unit("A")[1], "1 A")
    sheet.say("Without the unknown resistor the reading would be that of another voltage; a current of 1 A in its place adds to it.")
    bare = seen(sheet, parts, known.a, known.b).volts
    added = seen(sheet, dead, known.a, known.b, (free.a, free.b, one)).volts
    rise = volts if bare is None else volts - bare
    amperes = sheet.line("I", rise / sheet.line("R", sure(added) / one, "Ω"), "A")
    port = seen(sheet, parts, free.a, free.b)
    drop = sure(port.ohms) * amperes
    drop = drop if port.volts is None else port.volts + drop
    sheet.line("R", drop / -amperes if float(amperes) < 0 else -(drop / amperes), asked)
