"""Molar masses from the periodic table, and what a formula is made of."""

import re

TABLE = (
    "H 1.008 He 4.003 Li 6.94 B 10.81 C 12.01 N 14.01 O 16.00 F 19.00 Ne 20.18 Na 22.99 Mg 24.31 Al 26.98 Si 28.09 P 30.97 S 32.06 "
    "Cl 35.45 Ar 39.95 K 39.10 Ca 40.08 Ti 47.87 V 50.94 Cr 52.00 Mn 54.94 Fe 55.85 Co 58.93 Ni 58.69 Cu 63.55 Zn 65.38 As 74.92 "
    "Se 78.97 Br 79.90 Kr 83.80 Sr 87.62 Mo 95.95 Ag 107.87 Cd 112.41 Sn 118.71 Sb 121.76 I 126.90 Xe 131.29 Ba 137.33 Ce 140.12 "
    "Pt 195.08 Au 196.97 Hg 200.59 Pb 207.2 Bi 208.98"
).split()
MASSES = dict(zip(TABLE[::2], map(float, TABLE[1::2]), strict=True))


def atoms(formula):
    """{"H": 2, "O": 1}; crystal water and brackets are multiplied out, a charge stands under "charge"."""
    name, _, charge = formula.partition("^")
    found = {"charge": int(f"{charge[-1]}{charge[:-1] or 1}")} if charge else {}
    for part in name.split("·") if name != "e" else ():
        times, rest = re.fullmatch(r"(\d*)(.*)", part).groups()
        stack = [[]]
        for opened, element, count, closed, many in re.findall(r"([(\[])|([A-Z][a-z]?)(\d*)|([)\]])(\d*)", rest):
            if opened:
                stack.append([])
            elif closed:
                inner = stack.pop()
                stack[-1] += inner * int(many or 1)
            else:
                stack[-1] += [element] * int(count or 1)
        for element in stack[0] * int(times or 1):
            found[element] = found.get(element, 0) + 1
    return found


def molar(formula):
    """In g/mol."""
    return sum(MASSES[element] * count for element, count in atoms(formula).items())
