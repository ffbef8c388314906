"""Circuits of resistors, sources and one capacitor: potentials by Kirchhoff's laws in fractions, then the question."""

import re
from fractions import Fraction

from readers.science._prompt import NUMBER, near, rounded, unit
from reading import Unread, body

PART = re.compile(
    rf"(?P<name>R\d+) (?:= (?P<ohm>{NUMBER} k?Ω)|\((?P<open>unknown|adjustable)\)) between (?P<one>[A-Z]) and (?P<two>[A-Z])"
    rf"|(?:and )?a source of (?P<volt>{NUMBER} V) with its plus pole at (?P<plus>[A-Z]) and its minus pole at (?P<minus>[A-Z]), "
    rf"(?:without inner resistance|with an inner resistance of (?P<inner>{NUMBER} Ω))"
    rf"|(?:and )?a capacitor of (?P<farad>{NUMBER} µF) between (?P<left>[A-Z]) and (?P<right>[A-Z])"
)
IDLE = re.compile(
    r"Wires have no resistance, resistors obey Ohm's law, and nothing else is connected to the points named\.|All values given are exact\."
    r"|The leads are \d+ cm long\.|The room is at \d+ °C\.|A circuit has the connection points A, B and so on, and consists of:"
    r"|\w+ checks a circuit on (?:her|his) breadboard by calculation\.|(?:She|He) has written down which points each part connects:"
    r"|(?:She|He) assumes the following\.|In the lab, students build this circuit: #(?:, #)*\.|The circuit is this\.|Its resistors are #(?:, #)*\."
    r"|(?:It is fed by|Further there is) #(?:; #)*\.|- #(?= |$)"
    r"|The capacitor is ideal and uncharged until a switch connects (?:the source|all sources at once), at time 0\."
    r"|Give the answer in \S+, as a positive number (?:to three significant figures|that is exact \(a fraction or a decimal\)), with its unit\."
)
Parts = list[tuple[str, str, str, Fraction]]
"""Name, the two points, ohms."""
Sources = list[tuple[str, str, Fraction, Fraction]]
"""Plus, minus, volts, inner ohms."""


def exact(text: str) -> Fraction:
    """`4.7 kΩ` in SI units."""
    value, name = text.split(" ", 1)
    return Fraction(value) * Fraction(unit(name)[0]).limit_denominator(10**9)


def solve(parts: Parts, sources: Sources) -> tuple[dict[str, Fraction], list[Fraction]]:
    """Potentials of all points and the current through each source, plus to outside, by nodal analysis."""
    points = sorted({p for part in parts for p in part[1:3]} | {p for s in sources for p in s[:2]})
    size = len(points) + len(sources)
    rows = [[Fraction(0)] * (size + 1) for _ in range(size)]
    at = {point: place for place, point in enumerate(points)}
    for _, one, two, ohm in parts:
        for here, there in ((one, two), (two, one)):
            rows[at[here]][at[here]] += 1 / ohm
            rows[at[here]][at[there]] -= 1 / ohm
    for number, (plus, minus, volt, inner) in enumerate(sources):
        column = len(points) + number
        rows[at[plus]][column] -= 1
        rows[at[minus]][column] += 1
        rows[column][at[plus]] += 1
        rows[column][at[minus]] -= 1
        rows[column][column] += inner
        rows[column][size] = volt
    rows[0] = [Fraction(int(place == 0)) for place in range(size)] + [Fraction(0)]
    for column in range(size):
        pivot = next((r for r in range(column, size) if rows[r][column]), None)
        if pivot is None:
            raise Unread("a circuit in pieces")
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [x / rows[column][column] for x in rows[column]]
        for other in range(size):
            if other != column and rows[other][column]:
                rows[other] = [x - rows[other][column] * y for x, y in zip(rows[other], rows[column], strict=True)]
    found = [row[size] for row in rows]
    return {point: found[at[point]] for point in points}, found[len(points) :]


def seen_from(parts: Parts, sources: Sources, one: str, two: str) -> tuple[Fraction, Fraction]:
    """Voltage between two open points, and the resistance between them with all sources off."""
    potential, _ = solve(parts, sources)
    _, current = solve(parts, [(p, m, Fraction(0), inner) for p, m, _, inner in sources] + [(one, two, Fraction(1), Fraction(0))])
    return potential[one] - potential[two], 1 / current[-1]


def follows(prompt: str, answer: str) -> bool:
    """Whether the answer is the quantity asked for, rounded as told or exact."""
    text = " ".join(body(prompt).split())
    parts: Parts = []
    sources: Sources = []
    capacitor, free = ("", "", Fraction(0)), ("", "")
    for found in PART.finditer(text):
        if found["ohm"]:
            parts.append((found["name"], found["one"], found["two"], exact(found["ohm"])))
        elif found["open"]:
            free, name = (found["one"], found["two"]), found["name"]
        elif found["volt"]:
            sources.append((found["plus"], found["minus"], exact(found["volt"]), exact(found["inner"]) if found["inner"] else Fraction(0)))
        else:
            capacitor = (found["left"], found["right"], exact(found["farad"]))
    asked = " ".join(IDLE.sub(" ", PART.sub("#", text)).split())
    if free[0]:
        asked = asked.replace(f"{name} ", "R ").replace(f"{name}?", "R?")
    value, kind = _value(asked, parts, sources, capacitor, free)
    if "that is exact" in prompt:
        written = re.fullmatch(r"(\d+(?:\.\d+)?(?:/\d+)?) ?(\S+)", answer.strip())
        named = re.search(r"Give the answer in (\S+),", prompt)
        assert named and unit(named[1])[1] == unit(kind)[1] and isinstance(value, Fraction)
        return bool(written and written[2] == named[1] and abs(Fraction(written[1]) * exact(f"1 {named[1]}")) == abs(value))
    return rounded(prompt, answer, abs(float(value)), kind)


def _value(asked: str, parts: Parts, sources: Sources, capacitor: tuple[str, str, Fraction], free: tuple[str, str]) -> tuple[Fraction | float, str]:
    """The quantity asked for in SI units, and its unit."""
    if found := re.fullmatch(r"What is the total resistance between ([A-Z]) and ([A-Z])\?", asked):
        return seen_from(parts, [], found[1], found[2])[1], "Ω"
    if found := re.fullmatch(r"What is the (voltage across|current through) (R\d+)( immediately after time 0, when the capacitor is still uncharged)?\?", asked):
        potential, _ = solve(parts, sources + ([(*capacitor[:2], Fraction(0), Fraction(0))] if found[3] else []))
        _, one, two, ohm = next(part for part in parts if part[0] == found[2])
        voltage = abs(potential[one] - potential[two])
        return (voltage, "V") if found[1] == "voltage across" else (voltage / ohm, "A")
    if found := re.fullmatch(r"What power is turned into heat in (R\d+)\?", asked):
        potential, _ = solve(parts, sources)
        _, one, two, ohm = next(part for part in parts if part[0] == found[1])
        return (potential[one] - potential[two]) ** 2 / ohm, "W"
    if found := re.fullmatch(r"R is adjusted until the power in it is the greatest possible\. What is (that power|its resistance then)\?", asked):
        voltage, ohm = seen_from(parts, sources, *free)
        return (voltage**2 / (4 * ohm), "W") if found[1] == "that power" else (ohm, "Ω")
    if asked == "What is the voltage between the poles of the source?" and len(sources) == 1:
        potential, _ = solve(parts, sources)
        return potential[sources[0][0]] - potential[sources[0][1]], "V"
    if "What is the resistance of R?" in asked:
        return _unknown(asked, parts, sources, free), "Ω"
    one, two, farad = capacitor
    if not farad:
        raise Unread(asked)
    voltage, ohm = seen_from(parts, sources, one, two)
    voltage = abs(voltage)
    if asked == "What is the energy stored in the capacitor after a very long time?":
        return farad * voltage**2 / 2, "J"
    if asked == "What is the charge of the capacitor after a very long time?":
        return farad * voltage, "C"
    if asked == "What is the voltage of the capacitor after a very long time?":
        return voltage, "V"
    if asked == "What is the time constant with which the capacitor charges?":
        return ohm * farad, "s"
    if found := re.fullmatch(r"How long after time 0 has the voltage of the capacitor reached (1/2|3/4|7/8) of its final value\? \(Use ln 2 = (0\.\d+)\.\)", asked):
        return ohm * farad * (("1/2", "3/4", "7/8").index(found[1]) + 1) * Fraction(found[2]), "s"
    if found := re.fullmatch(r"What is the voltage of the capacitor after exactly (one|two|three) time constants?\? \(Use e = (2\.\d+)\.\)", asked):
        return voltage * (1 - 1 / Fraction(found[2]) ** (("one", "two", "three").index(found[1]) + 1)), "V"
    raise Unread(asked)


def _unknown(asked: str, parts: Parts, sources: Sources, free: tuple[str, str]) -> float:
    """The resistance at which an instrument shows what is told: the reading is a fraction of two linear terms in the resistance."""
    told = asked.replace("What is the resistance of R?", "").strip()
    if found := re.fullmatch(rf"An ideal voltmeter shows that ([A-Z]) is at a potential ({NUMBER} V) higher than ([A-Z])\.", told):
        one, two, ohm, shown = found[1], found[3], Fraction(1), exact(found[2])
    elif found := re.fullmatch(rf"An ideal ammeter shows that a current of ({NUMBER} \S+) flows through (R\d+) from ([A-Z]) to ([A-Z])\.", told):
        one, two, shown = found[3], found[4], exact(found[1])
        ohm = next(part[3] for part in parts if part[0] == found[2] and {one, two} == set(part[1:3]))
    else:
        raise Unread(asked)

    def reading(value: Fraction) -> Fraction:
        potential, _ = solve([*parts, ("R", *free, value)], sources)
        return (potential[one] - potential[two]) / ohm

    idle, inner = seen_from(parts, sources, *free)
    far = solve(parts, sources)[0]
    at_none = (far[one] - far[two]) / ohm
    # Superposition: the reading is that without R plus a share of the current idle / (inner + R) that R carries.
    share = (reading(Fraction(1)) - at_none) * (inner + 1)
    assert near(float(reading(Fraction(7))), float(at_none + share / (inner + 7)), 9) and idle
    return float(share / (shown - at_none) - inner)
