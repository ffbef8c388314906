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
SAMPLE = re.compile(
    rf"A sample of ({N} g) contains ({F}) and ({F}); together they make up ({N})% of its mass, and the rest takes part in no reaction\. It is dissolved completely in "
    rf"({N} mL) of a solution of ({F}) \(({N}) mol/L\) \(reactions 1 and 2\)\. The solution is then filled up with water to exactly ({N} mL)\. The \6 that is left in "
    rf"({N} mL) of it reacts with exactly ({N} mL) of a solution of ({F}) \(({N}) mol/L\) \(reaction 3\)\. What mass of ({F}) did the sample contain\?"
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
    if found := SAMPLE.fullmatch(told):
        return rounded(prompt, answer, titrated(found, reactions, masses) / 1000, "g")
    value, kind = chained(told, reactions, masses, float(molar[1]) if molar else 0.0, lambda n: yields.get(n, 1.0))
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


def chained(told: str, reactions: list[dict[str, int]], masses: dict[str, float], molar: float, part: Callable[[int], float]) -> tuple[float, str]:
    """What is made in the end, or is needed at the start, in SI units."""
    only = rf"In the reaction, {AMOUNT} is used\. What (amount|mass|volume) of ({F})(?: gas)? is made\?"
    forwards = rf"In reaction 1, {AMOUNT} is used\. All the ({F}) that reaction 1 gives is used in reaction 2\. What (amount|mass|volume) of ({F}) is made in reaction 2\?"
    backwards = (
        rf"In a series of reactions, the ({F}) that reaction 1 gives is all used in reaction 2\. By reaction 2, {AMOUNT} is to be made\. "
        rf"What (amount|mass|volume) of (?:a raw material that is ({N})% )?({F})(?: by mass)? is needed for reaction 1\?"
    )
    share = 1.0
    if found := re.fullmatch(only, told):
        amount, of = moles(found, 0, masses, molar)
        what, target = found[12], found[13]
        amount *= reactions[0][target] / reactions[0][of] * part(1)
    elif found := re.fullmatch(forwards, told):
        amount, of = moles(found, 0, masses, molar)
        between, what, target = found[12], found[13], found[14]
        amount *= reactions[0][between] / reactions[0][of] * part(1) * reactions[1][target] / reactions[1][between] * part(2)
    elif found := re.fullmatch(backwards, told):
        amount, of = moles(found, 1, masses, molar)
        between, what, target = found[1], found[13], found[15]
        amount *= reactions[1][between] / reactions[1][of] / part(2) * reactions[0][target] / reactions[0][between] / part(1)
        share = float(found[14] or 100) / 100
    else:
        raise Unread(told)
    if what == "mass":
        return amount * masses[target] / share / 1000, "g"
    return (amount, "mol") if what == "amount" else (amount * molar / 1000, "L")


def titrated(found: re.Match[str], reactions: list[dict[str, int]], masses: dict[str, float]) -> float:
    """Grams of one of two substances that used up an acid together, from the acid that was left."""
    sample, one, two, percent, acid_volume, acid, strength, total, taken, base_volume, base, base_strength, asked = found.groups()
    both = quantity(sample) * 1000 * float(percent) / 100
    left = quantity(base_volume) * 1000 * float(base_strength) * reactions[2][acid] / reactions[2][base] * quantity(total) / quantity(taken)
    used = quantity(acid_volume) * 1000 * float(strength) - left
    per_gram = [reactions[i][acid] / reactions[i][name] / masses[name] for i, name in enumerate((one, two))]
    grams = (used - both * per_gram[1]) / (per_gram[0] - per_gram[1])
    assert 0 < grams < both
    return grams if asked == one else both - grams
