"""Redox couples of general chemistry, each with about its potential in volts, by which oxidants are paired with what they oxidise.

Water, H^+ and OH^- are left out, as problems leave them out. Potentials decide the pairing alone; they are no part of a problem.
A long file, as it is a table."""

from typing import NamedTuple


class Couple(NamedTuple):
    high: tuple[str, ...]
    """The oxidised side: `("Cr2O7^2-",)`."""
    low: tuple[str, ...]
    """The reduced side: `("Cr^3+",)`."""
    volts: float


def _read(text: str) -> tuple[Couple, ...]:
    found = []
    for line in text.strip().split("\n"):
        volts, sides = line.split(" ", 1)
        high, low = sides.split(" / ")
        found.append(Couple(tuple(high.split(" + ")), tuple(low.split(" + ")), float(volts)))
    return tuple(found)


SIMPLE = _read("""
1.82 Co^3+ / Co^2+
1.72 Ce^4+ / Ce^3+
1.50 Au^3+ / Au
1.36 Cl2 / Cl^-
1.09 Br2 / Br^-
0.80 Ag^+ / Ag
0.77 Fe^3+ / Fe^2+
0.54 I2 / I^-
0.34 Cu^2+ / Cu
0.15 Sn^4+ / Sn^2+
0.08 S4O6^2- / S2O3^2-
-0.13 Pb^2+ / Pb
-0.14 Sn^2+ / Sn
-0.25 Ni^2+ / Ni
-0.28 Co^2+ / Co
-0.40 Cd^2+ / Cd
-0.41 Cr^3+ / Cr^2+
-0.44 Fe^2+ / Fe
-0.74 Cr^3+ / Cr
-0.76 Zn^2+ / Zn
-1.18 Mn^2+ / Mn
-1.66 Al^3+ / Al
-2.37 Mg^2+ / Mg
0.36 [Fe(CN)6]^3- / [Fe(CN)6]^4-
-0.26 V^3+ / V^2+
1.92 S2O8^2- / SO4^2-
0.85 Hg^2+ / Hg
1.18 Pt^2+ / Pt
0.95 Pd^2+ / Pd
-0.34 Tl^+ / Tl
-0.34 In^3+ / In
-0.55 Ga^3+ / Ga
-1.85 Be^2+ / Be
-2.38 La^3+ / La
-1.63 Ti^2+ / Ti
1.25 Tl^3+ / Tl^+
""")
ACID_OXIDANTS = _read("""
1.51 MnO4^- / Mn^2+
1.23 MnO2 / Mn^2+
1.33 Cr2O7^2- / Cr^3+
0.96 NO3^- / NO
0.80 NO3^- / NO2
1.12 NO3^- / N2O
0.88 NO3^- / NH4^+
0.98 HNO2 / NO
1.45 ClO3^- / Cl^-
1.39 ClO4^- / Cl^-
1.49 HClO / Cl^-
1.57 HClO2 / Cl^-
1.50 ClO2 / Cl^-
1.44 BrO3^- / Br^-
1.48 BrO3^- / Br2
1.20 IO3^- / I2
1.09 IO3^- / I^-
1.24 IO4^- / I^-
1.32 IO4^- / I2
1.46 PbO2 / Pb^2+
2.10 XeO3 / Xe
2.20 FeO4^2- / Fe^3+
1.80 BiO3^- / Bi^3+
1.15 SeO4^2- / H2SeO3
0.74 H2SeO3 / Se
1.92 S2O8^2- / SO4^2-
1.72 Ce^4+ / Ce^3+
1.36 Cl2 / Cl^-
1.60 H5IO6 / IO3^-
1.23 O2 / H2O
1.78 H2O2 / H2O
""")
ACID_REDUCTANTS = _read("""
0.77 Fe^3+ / Fe^2+
0.15 Sn^4+ / Sn^2+
0.54 I2 / I^-
1.09 Br2 / Br^-
0.34 Cu^2+ / Cu
0.80 Ag^+ / Ag
-0.76 Zn^2+ / Zn
-0.44 Fe^3+ / Fe
0.85 Hg^2+ / Hg
0.14 S / H2S
0.30 SO4^2- / H2S
0.17 SO4^2- / SO2
0.17 SO4^2- / H2SO3
0.08 S4O6^2- / S2O3^2-
0.30 SO4^2- / S2O3^2-
-0.49 CO2 / H2C2O4
-0.49 CO2 / C2O4^2-
0.56 H3AsO4 / H3AsO3
0.25 H3AsO4 / As
0.56 H3AsO4 / As2O3
-0.28 H3PO4 / H3PO3
-0.40 H3PO4 / P4
0.36 SO4^2- / S8
-0.20 N2 / N2H5^+
0.00 N2O / NH3OH^+
0.94 NO3^- / HNO2
0.96 NO3^- / NO
0.10 TiO^2+ / Ti^3+
0.74 H2SeO3 / Se
0.00 H2MoO4 / Mo
0.05 CH3COOH / C2H5OH
0.19 CH3CHO / C2H5OH
-0.11 CH3COOH / CH3CHO
0.08 CO2 / C2H5OH
0.10 HCOOH / CH3OH
0.03 CO2 / CH3OH
-0.20 CO2 / HCOOH
0.00 CO2 / C6H12O6
0.02 CO2 / C3H8O3
0.10 C6H5COOH / C6H5CH3
0.10 CH3COCH3 / C3H7OH
0.15 CO2 / C4H6O6
0.20 CO2 / C6H8O7
0.50 C6H4O2 / C6H6O2
""")
RICH = _read("""
0.40 Fe^3+ + SO4^2- / FeS2
0.40 Fe^3+ + SO4^2- / FeS
0.35 Fe^3+ + S / FeS
0.45 Cu^2+ + SO4^2- / CuS
0.45 Cu^2+ + S / CuS
0.45 Cu^2+ + SO4^2- / Cu2S
0.45 Cu^2+ + S / Cu2S
0.45 Cu^2+ + Fe^3+ + SO4^2- / CuFeS2
0.45 Cu^2+ + Fe^3+ + SO4^2- / Cu5FeS4
0.45 Cu^2+ + Fe^3+ + S / CuFeS2
0.40 Zn^2+ + SO4^2- / ZnS
0.45 Cd^2+ + SO4^2- / CdS
0.40 Ni^2+ + SO4^2- / NiS
0.40 Co^2+ + SO4^2- / CoS
0.40 H3AsO4 + SO4^2- / As2S3
0.40 H3AsO4 + S / As2S3
0.40 H3AsO4 + SO4^2- / As4S4
0.40 Fe^3+ + H3AsO4 + SO4^2- / FeAsS
0.50 Cu^2+ + H3AsO4 + SO4^2- / Cu3AsS4
0.40 Mn^2+ + SO4^2- / MnS
0.40 Bi^3+ + SO4^2- / Bi2S3
0.45 PbSO4 / PbS
0.40 H2MoO4 + SO4^2- / MoS2
0.50 Sn^4+ + SO4^2- / SnS
0.40 SO4^2- + CO2 + NO3^- / SCN^-
0.50 Fe^3+ + CO2 / FeC2O4
0.30 Cu^2+ + H3PO4 / Cu3P
0.40 Fe^3+ + CO2 / Fe3C
0.45 Ag^+ + SO4^2- / Ag2S
0.45 Hg^2+ + SO4^2- / HgS
""")
BASE_OXIDANTS = _read("""
0.59 MnO4^- / MnO2
0.56 MnO4^- / MnO4^2-
0.60 MnO4^2- / MnO2
-0.11 CrO4^2- / Cr(OH)3
-0.13 CrO4^2- / [Cr(OH)4]^-
0.89 ClO^- / Cl^-
0.77 ClO2^- / Cl^-
0.90 ClO2 / Cl^-
0.62 ClO3^- / Cl^-
0.76 BrO^- / Br^-
0.61 BrO3^- / Br^-
0.26 IO3^- / I^-
0.65 IO4^- / IO3^-
-0.12 NO3^- / NH3
0.01 NO3^- / NO2^-
-0.16 NO2^- / NH3
0.40 O2 / OH^-
0.88 HO2^- / OH^-
0.88 H2O2 / OH^-
-0.08 Cu(OH)2 / Cu2O
0.36 [Fe(CN)6]^3- / [Fe(CN)6]^4-
0.72 FeO4^2- / Fe(OH)3
1.36 Cl2 / Cl^-
1.09 Br2 / Br^-
0.54 I2 / I^-
1.92 S2O8^2- / SO4^2-
0.34 Ag2O / Ag
0.52 NiOOH / Ni(OH)2
0.25 PbO2 / PbO
1.24 O3 / OH^-
0.10 HgO / Hg
""")
BASE_REDUCTANTS = _read("""
-0.13 CrO4^2- / Cr(OH)3
-0.13 CrO4^2- / [Cr(OH)4]^-
-0.56 Fe(OH)3 / Fe(OH)2
0.72 FeO4^2- / Fe(OH)3
-0.05 MnO2 / Mn(OH)2
0.60 MnO4^2- / MnO2
-2.33 [Al(OH)4]^- / Al
-1.20 [Zn(OH)4]^2- / Zn
-0.45 S / S^2-
-0.68 SO4^2- / S^2-
-0.93 SO4^2- / SO3^2-
-0.75 SO4^2- / S2O3^2-
-0.78 SO4^2- / S8
-1.10 SO3^2- / S2O4^2-
-1.00 SO4^2- / S2O4^2-
0.26 IO3^- / I^-
-0.97 CNO^- / CN^-
-0.80 CO3^2- + N2 / CN^-
-0.71 AsO4^3- / AsO3^3-
-0.70 AsO4^3- / As
-0.93 [Sn(OH)6]^2- / [Sn(OH)4]^2-
-1.30 PO4^3- / P4
-1.16 N2 / N2H4
-0.70 N2 / NH3
0.01 NO3^- / NO2^-
-1.07 HCOO^- / HCHO
-1.00 CO3^2- / HCHO
-0.90 CO3^2- / HCOO^-
-0.70 CH3COO^- / C2H5OH
-0.75 CO3^2- / C2H5OH
-0.80 CO3^2- / CH3OH
-0.80 HCOO^- / CH3OH
-0.80 CO3^2- / C6H12O6
-0.80 CO3^2- / C3H8O3
-0.80 CH3COO^- / CH3CHO
-0.80 C6H5COO^- / C6H5CHO
-0.90 CO3^2- / C2O4^2-
-1.24 [B(OH)4]^- / BH4^-
-1.57 HPO3^2- / H2PO2^-
-1.12 PO4^3- / HPO3^2-
0.17 Co(OH)3 / Co(OH)2
0.48 NiOOH / Ni(OH)2
-1.70 SiO3^2- / Si
-0.36 Cu(OH)2 / Cu2O
""")
BASE_RICH = _read("""
-0.70 AsO4^3- + SO4^2- / As2S3
-0.70 AsO4^3- + SO4^2- / As4S4
-0.70 [Sb(OH)6]^- + SO4^2- / Sb2S3
-0.60 Fe(OH)3 + SO4^2- / FeS
-0.60 Fe(OH)3 + SO4^2- / FeS2
-0.50 Cu(OH)2 + SO4^2- / CuS
-0.50 Cu(OH)2 + SO4^2- / Cu2S
-0.50 Cu(OH)2 + Fe(OH)3 + SO4^2- / CuFeS2
-0.70 MoO4^2- + SO4^2- / MoS2
-0.13 CrO4^2- + IO4^- / CrI3
-0.13 CrO4^2- + IO3^- / CrI3
-0.60 SO4^2- + CNO^- / SCN^-
-0.60 SO4^2- + CO3^2- + N2 / SCN^-
-0.60 [Zn(OH)4]^2- + SO4^2- / ZnS
-0.60 Fe(OH)3 + AsO4^3- + SO4^2- / FeAsS
-0.60 Bi(OH)3 + SO4^2- / Bi2S3
-0.60 Ni(OH)2 + SO4^2- / NiS
-0.60 Fe(OH)3 + CO3^2- / FeC2O4
-0.50 Ag2O + SO4^2- / Ag2S
-0.50 MnO2 + SO4^2- / MnS
""")
SPLIT_ACID = (
    ("NO3^-", ("NO", "NO2"), 0.85),
    ("NO3^-", ("NO", "N2O"), 0.9),
    ("NO3^-", ("NO2", "N2O"), 0.85),
    ("NO3^-", ("N2", "N2O"), 1.1),
    ("NO3^-", ("NH4^+", "N2O"), 0.9),
    ("NO3^-", ("NO", "NH4^+"), 0.9),
    ("MnO4^-", ("Mn^2+", "MnO2"), 1.5),
    ("ClO3^-", ("Cl^-", "ClO2"), 1.2),
    ("ClO3^-", ("Cl^-", "Cl2"), 1.4),
    ("BrO3^-", ("Br^-", "Br2"), 1.4),
    ("IO3^-", ("I^-", "I2"), 1.1),
    ("IO4^-", ("IO3^-", "I2"), 1.3),
)
"""An oxidant and two products of it in acid, and about its potential."""
SPLIT_BASE = (
    ("MnO4^-", ("MnO2", "MnO4^2-"), 0.55),
    ("NO3^-", ("NH3", "NO2^-"), -0.1),
    ("NO3^-", ("NH3", "N2"), -0.05),
    ("ClO3^-", ("Cl^-", "ClO2^-"), 0.5),
    ("BrO3^-", ("Br^-", "BrO^-"), 0.5),
    ("IO4^-", ("I^-", "IO3^-"), 0.4),
    ("ClO2", ("Cl^-", "ClO2^-"), 0.8),
)
DISPROPORTIONS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("H^+", ("MnO4^2-",), ("MnO4^-", "MnO2")),
    ("H^+", ("HNO2",), ("NO3^-", "NO")),
    ("H^+", ("NO2",), ("NO3^-", "NO")),
    ("H^+", ("S2O3^2-",), ("S", "SO2")),
    ("H^+", ("HClO",), ("Cl^-", "ClO3^-")),
    ("H^+", ("ClO3^-",), ("ClO2", "ClO4^-")),
    ("H^+", ("HClO2",), ("Cl^-", "ClO2")),
    ("OH^-", ("Cl2",), ("Cl^-", "ClO^-")),
    ("OH^-", ("Cl2",), ("Cl^-", "ClO3^-")),
    ("OH^-", ("Br2",), ("Br^-", "BrO3^-")),
    ("OH^-", ("Br2",), ("Br^-", "BrO^-")),
    ("OH^-", ("I2",), ("I^-", "IO3^-")),
    ("OH^-", ("ClO^-",), ("Cl^-", "ClO3^-")),
    ("OH^-", ("S8",), ("S^2-", "S2O3^2-")),
    ("OH^-", ("S8",), ("S^2-", "SO3^2-")),
    ("OH^-", ("P4",), ("PH3", "H2PO2^-")),
    ("OH^-", ("P4",), ("PH3", "HPO3^2-")),
    ("OH^-", ("ClO2",), ("ClO2^-", "ClO3^-")),
    ("OH^-", ("NO2",), ("NO2^-", "NO3^-")),
    ("H^+", ("MnO4^-", "Mn^2+"), ("MnO2",)),
    ("H^+", ("IO3^-", "I^-"), ("I2",)),
    ("H^+", ("BrO3^-", "Br^-"), ("Br2",)),
    ("H^+", ("ClO3^-", "Cl^-"), ("Cl2",)),
    ("H^+", ("H2S", "SO2"), ("S",)),
)
TRIPLES: tuple[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, str]], ...] = (
    ("OH^-", ("Cl2",), ("Cl^-", "ClO^-", "ClO3^-"), ("ClO^-", "ClO3^-")),
    ("OH^-", ("Br2",), ("Br^-", "BrO^-", "BrO3^-"), ("BrO^-", "BrO3^-")),
    ("OH^-", ("S8",), ("S^2-", "S2O3^2-", "SO3^2-"), ("S2O3^2-", "SO3^2-")),
    ("OH^-", ("P4",), ("PH3", "H2PO2^-", "HPO3^2-"), ("H2PO2^-", "HPO3^2-")),
)
"""With two products in a ratio that is told."""
SALTS = ("NO3", "ClO4", "BF4", "CH3COO")
"""Anions with one charge, whose salts dissolve."""
