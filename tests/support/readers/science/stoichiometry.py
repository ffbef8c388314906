"""Amounts in reactions: equations are balanced, then amounts follow forwards, backwards, or by titration of a rest."""

import re
from collections.abc import Callable

from readers.science._equations import balanced
from readers.science._prompt import NUMBER, quantity, rounded
from reading import Unread, body

N = NUMBER
F = r"[A-Z(][A-Za-z0-9()·]*"
IDLE = re.compile(
    r"The equations above may still have to be balanced\.|Reagents that appear only in the equations, and not in the description, are in excess\."
    r"|A reaction goes on until one of its reagents is used up, and nothing else reacts\."
    r"|A yield is the percentage of the theoretical amount of each product that is actually obtained; where none is told, it is 100%\."
    r"|Take the given numbers as exact and give the answer in \S+, to three significant figures, with its unit\."
    r"|From a chemistry test\. The equations:|(?:Reactions?|A chemist works with (?:this reaction|these reactions)|(?:This reaction is|These reactions are) given):"
    rf"|Molar masses in g/mol: (?:{F} {N}(?:, {F} {N})*)\.|One mole of any gas takes up {N} L here\.|The yield of reaction \d is {N}%\."
)
BOTH = rf"A sample of ({N} g) contains ({F}) and ({F}); together they make up ({N})% of its mass, and the rest takes part in no reaction\."
REST = (
    rf"(?:The solution is then filled up with water to exactly (?P<total>{N} mL)\. The {F} that is left in (?P<taken>{N} mL) of it|The {F} that is left over) reacts with exactly "
    rf"(?P<back>{N} mL) of a solution of (?P<base>{F}) \((?P<strong>{N}) mol/L\) \(reaction (?P<number>\d)\)\. What mass of (?P<asked>{F}) did the sample contain\?"
)
SAMPLE = re.compile(rf"{BOTH} It is dissolved completely in (?P<acid>{N} mL) of a solution of (?P<of>{F}) \((?P<strength>{N}) mol/L\) \(reactions 1 and 2\)\. {REST}")
ALONE = re.compile(
    rf"A sample that contains (?P<one>{F}), and beside it only what takes part in no reaction, is put into (?P<acid>{N} mL) of a solution of (?P<of>{F}) \((?P<strength>{N}) mol/L\), "
    rf"and its (?P=one) dissolves completely \(reaction 1\)\. {REST}"
)
MADE = re.compile(
    rf"{BOTH} It is treated with an excess of {F} until both substances have reacted completely \(reactions 1 and 2\)(?:, which gives (?P<made>{N} .+) in all\."
    rf"|\. All the (?P<link>{F}) that is made in both is used in reaction 3, which gives (?P<last>{N} .+?)\.) What mass of (?P<asked>{F}) did the sample contain\?"
)
AMOUNT = rf"(?:({N}) (m?mol) of ({F})|({N} k?m?g) of (?:a raw material that is ({N})% )?({F})(?: by mass)?|({N} m?L) of ({F}) gas|({N} m?L) of a solution of ({F}) \(({N}) mol/L\))"


def follows(prompt: str, answer: str) -> bool:
    """Whether the answer is the quantity asked for, rounded as told."""
    lines = body(prompt).splitlines()
    equations = [re.sub(r"^\d\) ", "", line) for line in lines if "→" in line]
    reactions = []
    for equation in equations:
        left, right = (side.split(" + ") for side in equation.strip().split(" → "))
        reactions.append(balanced(left, right))
    text = " ".join(" ".join(line for line in lines if "→" not in line).split())
    masses = {name: float(mass) for name, mass in re.findall(rf"({F}) ({N})(?=[,.])", " ".join(re.findall(r"Molar masses in g/mol: (.*?)\.(?= |$)", text + " ")) + ".")}
    molar = re.search(rf"One mole of any gas takes up ({N}) L here\.", text)
    yields = {int(n): float(y) / 100 for n, y in re.findall(rf"The yield of reaction (\d) is ({N})%\.", text)}
    told = " ".join(IDLE.sub(" ", text).split())
    question = re.match(r"(What[^?]*\?) (.*)", told)
    if question:
        told = f"{question[2]} {question[1]}"
    gas = float(molar[1]) if molar else 0.0
    if found := SAMPLE.fullmatch(told):
        return rounded(prompt, answer, parted(found, reactions, masses, found["of"], acid_used(found, reactions)) / 1000, "g")
    if found := ALONE.fullmatch(told):
        return rounded(prompt, answer, acid_used(found, reactions) * reactions[0][found["one"]] / reactions[0][found["of"]] * masses[found["one"]] / 1000, "g")
    if found := MADE.fullmatch(told):
        measured = re.fullmatch(AMOUNT, found["made"] or found["last"])
        if not measured:
            raise Unread(told)
        amount, product = moles(measured, 0, masses, gas)
        if found["link"]:
            amount, product = amount / yields.get(3, 1.0) * reactions[2][found["link"]] / reactions[2][product], found["link"]
        return rounded(prompt, answer, parted(found, reactions, masses, product, amount) / 1000, "g")
    value, kind = chained(told, reactions, masses, gas, lambda n: yields.get(n, 1.0))
    return rounded(prompt, answer, value, kind)


def moles(found: re.Match[str], start: int, masses: dict[str, float], molar: float) -> tuple[float, str]:
    """Amount in mol of what the groups of AMOUNT tell, and of what."""
    amount, size, one, mass, percent, two, gas, three, solution, four, strength = found.groups()[start : start + 11]
    if amount:
        return quantity(f"{amount} {size}"), one
    if mass:
        return quantity(mass) * 1000 * float(percent or 100) / 100 / masses[two], two
    if gas:
        return quantity(gas) * 1000 / molar, three
    return quantity(solution) * 1000 * float(strength), four


USED = rf"{AMOUNT}(?: and {AMOUNT})? (?:is|are) used\."
ALSO = re.compile(rf"All the ({F}) that reaction (\d) gives is used in reaction (\d)(?:, together with {AMOUNT})?\. ")
ASKED = rf"What (amount|mass|volume) of (?:a raw material that is ({N})% )?({F})(?: by mass)?"


def chained(told: str, reactions: list[dict[str, int]], masses: dict[str, float], molar: float, part: Callable[[int], float]) -> tuple[float, str]:
    """What is made in the end, is left of a reagent, or is needed at the start, in SI units."""
    if found := re.fullmatch(rf"In a series of reactions, (.*?) By reaction (\d), {AMOUNT} is to be made\. {ASKED} is needed for reaction 1\?", told):
        amount, product = moles(found, 2, masses, molar)
        what, percent, target = found.groups()[-3:]
        links = re.findall(rf"the ({F}) that reaction \d gives is all used in reaction \d", found[1])
        if len(links) + 1 != int(found[2]) or int(found[2]) != len(reactions):
            raise Unread(told)
        for number, before in zip(range(len(reactions), 0, -1), [*reversed(links), target], strict=True):
            amount *= reactions[number - 1][before] / reactions[number - 1][product] / part(number)
            product = before
        return measured(what, amount, target, masses, molar, float(percent or 100) / 100)
    found = re.match(rf"In (?:the reaction|reaction 1), {USED} ", told)
    if not found:
        raise Unread(told)
    rest, place = told[found.end() :], 0
    there = dict[str, float]()
    for start in (0, 11):
        if any(found.groups()[start : start + 11]):
            amount, name = moles(found, start, masses, molar)
            there[name] = amount
    while True:
        turns = min(amount / reactions[place][name] for name, amount in there.items())
        also = ALSO.match(rest)
        if not also:
            break
        link, place, rest = also[1], int(also[3]) - 1, rest[also.end() :]
        there = {link: turns * reactions[place - 1][link] * part(place)}
        if any(also.groups()[3:]):
            amount, name = moles(also, 3, masses, molar)
            there[name] = amount
    asked = re.fullmatch(rf"{ASKED}(?: gas)? is (?:made(?: in reaction \d)?|(left over at the end))\?", rest)
    if not asked or place + 1 != len(reactions):
        raise Unread(rest)
    what, percent, target, left = asked.groups()
    amount = there[target] - turns * reactions[place][target] if left else turns * reactions[place][target] * part(place + 1)
    return measured(what, amount, target, masses, molar, float(percent or 100) / 100)


def measured(what: str, amount: float, target: str, masses: dict[str, float], molar: float, share: float) -> tuple[float, str]:
    """An amount in mol as the mass, amount or volume that is asked for."""
    if what == "mass":
        return amount * masses[target] / share / 1000, "g"
    return (amount, "mol") if what == "amount" else (amount * molar / 1000, "L")


def acid_used(found: re.Match[str], reactions: list[dict[str, int]]) -> float:
    """Moles of an acid that a sample took, from those that were left."""
    last, acid = reactions[int(found["number"]) - 1], found["of"]
    part = quantity(found["total"]) / quantity(found["taken"]) if found["total"] else 1.0
    left = quantity(found["back"]) * 1000 * float(found["strong"]) * last[acid] / last[found["base"]] * part
    return quantity(found["acid"]) * 1000 * float(found["strength"]) - left


def parted(found: re.Match[str], reactions: list[dict[str, int]], masses: dict[str, float], of: str, total: float) -> float:
    """Grams of one of two substances that took or gave so many moles of something together."""
    sample, *names, percent = found.groups()[:4]
    both = quantity(sample) * 1000 * float(percent) / 100
    per_gram = [reactions[i][of] / reactions[i][name] / masses[name] for i, name in enumerate(names)]
    grams = (total - both * per_gram[1]) / (per_gram[0] - per_gram[1])
    assert 0 < grams < both
    return grams if found["asked"] == names[0] else both - grams
