"""Choosing resistors of a series: each condition in fractions, with tolerances at every corner."""

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import product

from readers.science._prompt import sentences, unit
from reading import Unread, body

Q = r"[\d.]+ \S+?"
IDLE = re.compile(
    r"Each part is a single one of these; parts may be equal\.|The bounds themselves are allowed\.|Every part has exactly the value that is on it\."
    r"|Give one choice of [RC\d, and]+ that meets (?:the condition|all conditions), each with its unit\.|If several choices do, any of them is right\."
    r"|A student repairs old equipment and has to choose parts\.|What is needed:|Wanted:|Th(?:is condition|ese conditions) must be met:"
    r"|So the time constant of the charging is C1 \* R1 \* R2 / \(R1 \+ R2\)\.|Nothing else is connected\.|The voltages of two points are measured against the minus pole\."
    r"|The gains have the sizes R3/R1 for the first input and R3/R2 for the second\."
)
CIRCUITS = {
    r"Two resistors R1 and R2 are wanted\.": "pair",
    rf"A voltage divider is fed by an ideal source of ({Q}): R1 lies between its plus pole and the output, R2 between the output and its minus pole\.": "divider",
    rf"R1, R2 and R3 are in series, in this order from the plus pole to the minus pole of an ideal source of ({Q})\.": "chain",
    rf"R1 is in series with the parallel connection of R2 and R3, and the whole is connected to an ideal source of ({Q})\.": "mixed",
    r"In an inverting summing amplifier with an ideal operational amplifier, R1 leads from the first input and R2 from the second input to the inverting input of the "
    r"amplifier, and R3 from its output back to that point\.": "amplifier",
    rf"An ideal source of ({Q}) is connected by a switch and R1 to a capacitor C1, which is uncharged at first; R2 is in parallel with C1\.": "timer",
}


def exact(text: str) -> Fraction:
    """`6.8 kΩ` in SI units."""
    number, _, name = text.partition(" ")
    return Fraction(number) * (Fraction(unit(name)[0]).limit_denominator(10**12) if name else 1)


def parallel(*ohms: Fraction) -> Fraction:
    return 1 / sum((1 / ohm for ohm in ohms), Fraction(0))


def quantity_of(circuit: str, volt: Fraction, text: str) -> Callable[..., Fraction]:
    """What a condition is about, as a function of the resistors."""
    load = re.search(rf"a load of exactly ({Q}) is", text)
    forms: dict[tuple[str, str], Callable[..., Fraction]] = {
        ("pair", "the resistance of R1 and R2 in series"): lambda a, b: a + b,
        ("pair", "the resistance of R1 and R2 in parallel"): parallel,
        ("divider", "the current from the source while nothing is connected to the output"): lambda a, b: volt / (a + b),
        ("divider", "the output voltage while nothing is connected to the output"): lambda a, b: volt * b / (a + b),
        ("chain", "the voltage of the point between R1 and R2"): lambda a, b, c: volt * (b + c) / (a + b + c),
        ("chain", "the voltage of the point between R2 and R3"): lambda a, b, c: volt * c / (a + b + c),
        ("chain", "the current through R1, R2 and R3"): lambda a, b, c: volt / (a + b + c),
        ("mixed", "the total resistance at the source"): lambda a, b, c: a + parallel(b, c),
        ("mixed", "the voltage across R2 and R3"): lambda a, b, c: volt * parallel(b, c) / (a + parallel(b, c)),
        ("mixed", "the current through R3"): lambda a, b, c: volt * parallel(b, c) / (a + parallel(b, c)) / c,
        ("timer", "the time constant"): lambda a, b, c: c * parallel(a, b),
        ("timer", "the voltage of C1 after a very long time"): lambda a, b, c: volt * b / (a + b),
        ("timer", "the current through R1 immediately after the switch is closed"): lambda a, b, c: volt / a,
        ("amplifier", "the size of the gain for the first input"): lambda a, b, c: c / a,
        ("amplifier", "the size of the gain for the second input"): lambda a, b, c: c / b,
        ("amplifier", "the resistance of R1, R2 and R3 in parallel, which is needed at the other input"): parallel,
    }
    if load and circuit == "divider" and text == f"the output voltage when a load of exactly {load[1]} is connected in parallel with R2":
        ohm = exact(load[1])
        return lambda a, b: volt * parallel(b, ohm) / (a + parallel(b, ohm))
    if (circuit, text) not in forms:
        raise Unread(text)
    return forms[circuit, text]


def follows(prompt: str, answer: str) -> bool:
    """Whether the answer is a choice of parts on sale that meets every condition."""
    circuit, volt, spread, conditions = "", Fraction(0), Fraction(0), []
    sale: dict[str, set[Fraction]] = {}
    for sentence in sentences(body(prompt)):
        if found := re.fullmatch(rf"(R|C)\w+ are on sale with the values ([\d., and]+) \(series E\d+\) times a power of ten, from ({Q}) to ({Q})\.", sentence):
            least, most = exact(found[3]), exact(found[4])
            values = [Fraction(x) for x in re.findall(r"[\d.]+", found[2])]
            scales = [Fraction(10) ** power for power in range(-9, 8)]
            sale[found[1]] = {value * scale for value in values for scale in scales if least <= value * scale <= most}
        elif found := re.fullmatch(
            r"The true value of each part may differ from the value on it by up to (\d+) % of that value, up or down, each part on its own; the conditions must hold in "
            r"every such case\.",
            sentence,
        ):
            spread = Fraction(int(found[1]), 100)
        elif found := re.fullmatch(rf"(.*?),? must be at least ({Q}|[\d.]+) and at most ({Q}|[\d.]+)[.;]", sentence):
            conditions.append(found.groups())
        elif kind := next((form for form in CIRCUITS if re.fullmatch(form, sentence)), ""):
            circuit = CIRCUITS[kind]
            fed = re.fullmatch(kind, sentence)
            volt = exact(fed[1]) if fed and fed.groups() else volt
        elif not IDLE.fullmatch(sentence):
            raise Unread(sentence)
    assert circuit and sale and conditions
    chosen = re.findall(r"([RC]\d) = ([\d.]+ \S+?)(?:, |$)", answer.strip())
    third = [] if circuit in ("pair", "divider") else ["C1" if circuit == "timer" else "R3"]
    if [name for name, _ in chosen] != ["R1", "R2", *third]:
        return False
    ohms = [exact(text) for _, text in chosen]
    if any(value not in sale[name[0]] for (name, _), value in zip(chosen, ohms, strict=True)):
        return False
    corners = list(product(*((ohm * (1 - spread), ohm * (1 + spread)) for ohm in ohms)))
    for text, least_text, most_text in conditions:
        of = quantity_of(circuit, volt, text)
        if not all(exact(least_text) <= of(*corner) <= exact(most_text) for corner in corners):
            return False
    return True
