"""The way by pencil to the answer of a problem of motion: stage after stage, then the sum, the flight or the meeting."""

from synth.verifiers.science._given import Given
from synth.verifiers.science._sheet import Sheet, Value, sqrt
from synth.verifiers.science.kinematics.motion import Flight, Rival, Stage, Told, meeting

_UNITS = {"u": "m/s", "v": "m/s", "a": "m/s^2", "t": "s", "s": "m"}


class _Leg:
    """A stage; what is asked of it is worked out when it is wanted, once."""

    def __init__(self, sheet: Sheet, stage: Stage, number: str, u: Value | None) -> None:
        self.sheet, self.number, self.trend = sheet, number, stage.trend
        self.known: dict[str, Value] = {told.what: sheet.given(told.amount, told.what + number, _UNITS[told.what]) for told in stage.told}
        if u is not None:
            self.known.setdefault("u", u)
        if stage.trend == "steady" and "u" in self.known:
            self.known["v"] = self.known["u"]

    def get(self, what: str) -> Value:
        if what not in self.known:
            value = self._steady(what) if self.trend == "steady" else self._changing(what)
            self.known.setdefault(what, value)
        return self.known[what]

    def _line(self, what: str, value: Value) -> Value:
        self.known[what] = self.sheet.line(what + self.number, value, _UNITS[what])
        return self.known[what]

    def _steady(self, what: str) -> Value:
        if what in "uv":
            return self._line("u", self.known["s"] / self.known["t"]) if "u" not in self.known else self.known["u"]
        u = self.get("u")
        return self._line(what, self.known["s"] / u if what == "t" else u * self.get("t"))

    def _changing(self, what: str) -> Value:
        known, get = self.known, self.get
        if what == "a":
            return self._line("a", self._less(get("v"), get("u")) / get("t"))
        if what == "u":
            if "v" not in known:
                half = known["a"] * known["t"] / 2
                return self._line("u", self._more(known["s"] / known["t"], half, -1))
            if "a" not in known:
                return self._line("u", 2 * known["s"] / known["t"] - known["v"])
            if "t" in known:
                return self._line("u", self._more(known["v"], known["a"] * known["t"], -1))
            return self._line("u", sqrt(self._more(known["v"] ** 2, 2 * known["a"] * known["s"], -1)))
        u = get("u")
        if what == "v":
            if "a" not in known:
                return self._line("v", 2 * known["s"] / known["t"] - u)
            if "t" in known:
                return self._line("v", self._more(u, known["a"] * known["t"]))
            return self._line("v", sqrt(self._more(u**2, 2 * known["a"] * known["s"])))
        if what == "t":
            v = get("v")
            return self._line("t", 2 * known["s"] / (u + v) if "s" in known else self._less(v, u) / known["a"])
        return self._line("s", (u + get("v")) / 2 * get("t"))

    def _more(self, start: Value, change: Value, sign: int = 1) -> Value:
        return start + change if (self.trend == "up") == (sign > 0) else start - change

    def _less(self, v: Value, u: Value) -> Value:
        """The size of the change of speed."""
        return v - u if self.trend == "up" else u - v


def _chain(sheet: Sheet, stages: tuple[Stage, ...], name: str = "") -> list[_Leg]:
    found, u = list[_Leg](), None
    for place, stage in enumerate(stages):
        leg = _Leg(sheet, stage, f"{name}{place + 1}" if len(stages) > 1 or name else "", u)
        found.append(leg)
        u = leg.get("v") if place + 1 < len(stages) else None
    return found


def _sum(sheet: Sheet, name: str, values: list[Value], unit: str) -> Value:
    if len(values) == 1:
        return values[0]
    total = values[0]
    for value in values[1:]:
        total = total + value
    return sheet.line(name, total, unit)


def derived(stages: tuple[Stage, ...], totals: tuple[Told, ...], rival: tuple[Rival, ...], flight: tuple[Flight, ...], ask: str) -> Sheet:
    """The lines that lead to what is asked."""
    sheet = Sheet()
    if rival:
        _meeting(sheet, stages, rival[0], ask)
    elif len(totals) == 2:
        _stops(sheet, stages, totals, ask)
    elif totals:
        _missing(sheet, stages, totals[0], ask)
    elif flight:
        _flight(sheet, _chain(sheet, stages)[-1].get("v"), flight[0], ask)
    else:
        legs = _chain(sheet, stages)
        if ask in ("final", "acceleration", "start"):
            legs[0 if ask == "start" else -1].get({"final": "v", "acceleration": "a", "start": "u"}[ask])
        else:
            _whole(sheet, legs, ask)
    return sheet


def _whole(sheet: Sheet, legs: list[_Leg], ask: str) -> None:
    time = _sum(sheet, "t", [leg.get("t") for leg in legs], "s") if ask != "distance" else None
    distance = _sum(sheet, "s", [leg.get("s") for leg in legs], "m") if ask != "time" else None
    if time and distance:
        sheet.line("v", distance / time, "m/s")


def _missing(sheet: Sheet, stages: tuple[Stage, ...], total: Told, ask: str) -> None:
    """A steady stage takes what the others leave of the whole."""
    whole = sheet.given(total.amount, total.what, _UNITS[total.what])
    legs = _chain(sheet, stages)
    hole = next(leg for leg, stage in zip(legs, stages, strict=True) if stage.trend == "steady")
    rest = whole
    for leg in legs:
        if leg is not hole:
            rest = rest - leg.get(total.what)
    hole.known[total.what] = sheet.line(total.what + hole.number, rest, _UNITS[total.what])
    if ask.startswith("missing"):
        hole.get("t" if ask == "missing time" else "s")
        return
    other = "t" if total.what == "s" else "s"
    part = _sum(sheet, other, [leg.get(other) for leg in legs], _UNITS[other])
    if ask == "average":
        sheet.line("v", whole / part if total.what == "s" else part / whole, "m/s")


def _stops(sheet: Sheet, stages: tuple[Stage, ...], totals: tuple[Told, ...], ask: str) -> None:
    """v T - v^2 (1/a + 1/b) / 2 = D."""
    known = {total.what: sheet.given(total.amount, total.what, _UNITS[total.what]) for total in totals}
    a, b = (sheet.given(stages[place].told[0].amount, "a", "m/s^2") for place in (0, 2))
    half = sheet.line("k", (1 / a + 1 / b) / 2, "s^2/m")
    sheet.say("With the top speed v, the way is v T - k v^2 = D; the smaller root counts.")
    top = sheet.line("v", (known["t"] - sqrt(known["t"] ** 2 - 4 * half * known["s"])) / (2 * half), "m/s")
    if ask != "top":
        time = sheet.line("t2", known["t"] - 2 * half * top, "s")
        if ask == "missing distance":
            sheet.line("s2", top * time, "m")


def _flight(sheet: Sheet, speed: Value, flight: Flight, ask: str) -> None:
    height, g = sheet.given(flight.height, "h", "m"), sheet.given(Given(flight.g, "m/s^2"))
    up, across = None, speed
    if flight.rise:
        rise, run = sheet.fixed(flight.rise), sheet.fixed(flight.run)
        slope = sheet.also(sqrt(rise**2 + run**2))
        sheet.also(rise / slope)
        sheet.also(run / slope)
        up = sheet.line("vy", speed * rise / slope, "m/s") if ask != "impact" else None
        across = sheet.line("vx", speed * run / slope, "m/s") if ask == "range" else speed
    if ask == "impact":
        sheet.line("v", sqrt(speed**2 + 2 * g * height), "m/s")
    elif ask == "peak":
        sheet.line("h", height + up**2 / (2 * g) if up else height, "m")
    else:
        air = sheet.line("t", (up + sqrt(up**2 + 2 * g * height)) / g if up else sqrt(2 * height / g), "s")
        if ask == "range":
            sheet.line("x", across * air, "m")


class _Body:
    """A body that has gone through some of its legs by a time."""

    def __init__(self, legs: list[_Leg]) -> None:
        self.legs = legs
        self.ends = list[Value]()

    def times(self, sheet: Sheet, name: str) -> None:
        """When its stages end."""
        for leg in self.legs[:-1]:
            time = leg.get("t")
            self.ends.append(sheet.line(name + leg.number, self.ends[-1] + time, "s") if self.ends else time)

    def at(self, sheet: Sheet, name: str, time: Value | None) -> tuple[Value | None, Value, Value | None]:
        """Distance, speed and acceleration at a time; None for none."""
        place = sum(time is not None and float(end) <= float(time) + 1e-9 for end in self.ends)
        leg, way = self.legs[place], [one.get("s") for one in self.legs[:place]]
        u = leg.get("u")
        a = leg.get("a") if leg.trend != "steady" else None
        begun = self.ends[place - 1] if place else None
        if time is None or (begun and abs(float(time) - float(begun)) < 1e-9):
            return (_sum(sheet, "x" + name, way, "m") if way else None), u, _signed(leg, a)
        inside = sheet.line("t" + name, time - begun, "s") if begun else time
        part = u * inside
        if a is not None:
            part = part + a * inside**2 / 2 if leg.trend == "up" else part - a * inside**2 / 2
        for one in reversed(way):
            part = one + part
        x = sheet.line("x" + name, part, "m")
        v = u
        if a is not None:
            v = sheet.line("v" + name, u + a * inside if leg.trend == "up" else u - a * inside, "m/s")
        return x, v, _signed(leg, a)


def _signed(leg: _Leg, a: Value | None) -> Value | None:
    return -a if a is not None and leg.trend == "down" else a


def _meeting(sheet: Sheet, stages: tuple[Stage, ...], rival: Rival, ask: str) -> None:
    gap, delay = sheet.given(rival.gap, "d", "m"), sheet.given(rival.delay, "t0", "s")
    one, other = _Body(_chain(sheet, stages, "A")), _Body(_chain(sheet, rival.stages, "B"))
    one.times(sheet, "T")
    other.times(sheet, "T")
    start = _start(sheet, one, other, delay, float(meeting(stages, rival).time))
    x, v, a = one.at(sheet, "A", start)
    y, w, b = other.at(sheet, "B", sheet.line("TB", start + delay, "s") if start else delay)
    low = gap
    if y is not None:
        low = gap - y if rival.toward else gap + y
    if x is not None:
        low = low - x
    low = sheet.line("D", low, "m") if low is not gap else gap
    slope = sheet.line("V", v + w if rival.toward else v - w, "m/s")
    bend = a
    if b is not None:
        there = b if rival.toward else -b
        bend = there if a is None else a + there
    if bend is None or not float(bend):
        after = sheet.line("t", low / slope, "s")
    else:
        bend = sheet.line("A", bend, "m/s^2")
        sheet.say("The distance between the two is D - V t - A t^2 / 2, which is 0 when they meet.")
        inside = sqrt(slope**2 + 2 * bend * low)
        roots = [(-slope + inside) / bend, (-slope - inside) / bend]
        after = sheet.line("t", min((root for root in roots if float(root) > 0), key=float), "s")
    if ask == "meeting time":
        if start:
            sheet.line("T", start + after, "s")
    elif ask == "closing":
        if bend is not None and float(bend):
            closing = slope + bend * after
            sheet.line("V2", closing if float(closing) >= 0 else -closing, "m/s")
        elif float(slope) >= 0:
            sheet.line("V2", slope, "m/s")
        else:
            sheet.line("V2", -slope, "m/s")
    else:
        way = v * after
        if a is not None:
            way = way + a * after**2 / 2
        sheet.line("X", x + way if x is not None else way, "m")


def _start(sheet: Sheet, one: _Body, other: _Body, delay: Value, met: float) -> Value | None:
    """The last change of motion before the meeting, after the first body's start; None where there is none."""
    before = [end for end in one.ends if 1e-9 < float(end) < met - 1e-9]
    before += [sheet.line("tB", end - delay, "s") for end in other.ends if 1e-9 < float(end) - float(delay) < met - 1e-9]
    return max(before, key=float, default=None)
