"""Reactions of general chemistry, not balanced, as text-books teach them: dry ones and those in water, and samples that are dissolved.

Every line has one set of coefficients, which a test says."""

DRY = """
Fe2O3 + CO -> Fe + CO2
Fe3O4 + CO -> Fe + CO2
Fe2O3 + H2 -> Fe + H2O
Fe3O4 + H2 -> Fe + H2O
Fe2O3 + Al -> Al2O3 + Fe
Cr2O3 + Al -> Al2O3 + Cr
MnO2 + Al -> Al2O3 + Mn
Fe3O4 + Al -> Al2O3 + Fe
CuO + H2 -> Cu + H2O
CuO + NH3 -> Cu + N2 + H2O
Al + Cl2 -> AlCl3
Fe + Cl2 -> FeCl3
Al + Br2 -> AlBr3
Al + O2 -> Al2O3
Fe + O2 -> Fe3O4
Mg + O2 -> MgO
Mg + N2 -> Mg3N2
Li + N2 -> Li3N
P4 + O2 -> P4O10
P4 + Cl2 -> PCl3
P4 + Cl2 -> PCl5
P4O10 + H2O -> H3PO4
N2 + H2 -> NH3
NH3 + O2 -> NO + H2O
NO + O2 -> NO2
NO2 + H2O -> HNO3 + NO
FeS2 + O2 -> Fe2O3 + SO2
ZnS + O2 -> ZnO + SO2
PbS + O2 -> PbO + SO2
Cu2S + O2 -> Cu2O + SO2
H2S + O2 -> SO2 + H2O
H2S + SO2 -> S8 + H2O
S8 + O2 -> SO2
SO2 + O2 -> SO3
SO3 + H2O -> H2SO4
CS2 + O2 -> CO2 + SO2
CS2 + Cl2 -> CCl4 + S2Cl2
CH4 + S8 -> CS2 + H2S
CH4 + O2 -> CO2 + H2O
C2H6 + O2 -> CO2 + H2O
C3H8 + O2 -> CO2 + H2O
C4H10 + O2 -> CO2 + H2O
C8H18 + O2 -> CO2 + H2O
C2H2 + O2 -> CO2 + H2O
C2H4 + O2 -> CO2 + H2O
C6H6 + O2 -> CO2 + H2O
C2H5OH + O2 -> CO2 + H2O
CH3OH + O2 -> CO2 + H2O
C6H12O6 -> C2H5OH + CO2
CO + H2 -> CH3OH
CO2 + H2 -> CH4 + H2O
CH4 + NH3 + O2 -> HCN + H2O
CaO + C -> CaC2 + CO
CaC2 + H2O -> C2H2 + Ca(OH)2
CaC2 + N2 -> CaCN2 + C
CaCO3 -> CaO + CO2
MgCO3 -> MgO + CO2
NaHCO3 -> Na2CO3 + CO2 + H2O
KClO3 -> KCl + O2
NaN3 -> Na + N2
KNO3 -> KNO2 + O2
Pb(NO3)2 -> PbO + NO2 + O2
Cu(NO3)2 -> CuO + NO2 + O2
(NH4)2Cr2O7 -> Cr2O3 + N2 + H2O
Fe2(SO4)3 -> Fe2O3 + SO3
SiO2 + C -> Si + CO
SiO2 + C -> SiC + CO
SiCl4 + Mg -> Si + MgCl2
TiO2 + C + Cl2 -> TiCl4 + CO
TiCl4 + Mg -> Ti + MgCl2
Sb2S3 + Fe -> Sb + FeS
Sb2S3 + O2 -> Sb2O3 + SO2
Sb2O3 + C -> Sb + CO
Bi2O3 + C -> Bi + CO
As2O3 + C -> As + CO
ZnO + C -> Zn + CO
SnO2 + C -> Sn + CO
Al2O3 + C -> Al + CO2
Ca3(PO4)2 + SiO2 + C -> CaSiO3 + CO + P4
PH3 + O2 -> P4O10 + H2O
B2H6 + O2 -> B2O3 + H2O
N2H4 + N2O4 -> N2 + H2O
NH3 + Cl2 -> N2 + HCl
NH3 + F2 -> NF3 + HF
Mg3N2 + H2O -> Mg(OH)2 + NH3
Al4C3 + H2O -> Al(OH)3 + CH4
PCl5 + H2O -> H3PO4 + HCl
PCl3 + H2O -> H3PO3 + HCl
SF4 + H2O -> SO2 + HF
XeF6 + H2O -> XeO3 + HF
"""

WET = """
Al + HCl -> AlCl3 + H2
Zn + HCl -> ZnCl2 + H2
Mg + HCl -> MgCl2 + H2
Fe + HCl -> FeCl2 + H2
Al + H2SO4 -> Al2(SO4)3 + H2
Cr + HCl -> CrCl2 + H2
CaCO3 + HCl -> CaCl2 + CO2 + H2O
MgCO3 + HCl -> MgCl2 + CO2 + H2O
Na2CO3 + HCl -> NaCl + CO2 + H2O
Na2CO3·10H2O + HCl -> NaCl + CO2 + H2O
MnO2 + HCl -> MnCl2 + Cl2 + H2O
KMnO4 + HCl -> KCl + MnCl2 + Cl2 + H2O
K2Cr2O7 + HCl -> KCl + CrCl3 + Cl2 + H2O
Cu + HNO3 -> Cu(NO3)2 + NO + H2O
Ag + HNO3 -> AgNO3 + NO + H2O
Pb + HNO3 -> Pb(NO3)2 + NO + H2O
Fe2O3 + H2SO4 -> Fe2(SO4)3 + H2O
Al2O3 + H2SO4 -> Al2(SO4)3 + H2O
Al(OH)3 + H2SO4 -> Al2(SO4)3 + H2O
Fe2O3 + HCl -> FeCl3 + H2O
H3PO4 + NaOH -> Na3PO4 + H2O
H3PO4 + Ca(OH)2 -> Ca3(PO4)2 + H2O
H2SO4 + NaOH -> Na2SO4 + H2O
H2SO4 + KOH -> K2SO4 + H2O
CO2 + Ca(OH)2 -> CaCO3 + H2O
CO2 + Ba(OH)2 -> BaCO3 + H2O
CO2 + NaOH -> Na2CO3 + H2O
SO2 + NaOH -> Na2SO3 + H2O
SO2 + Ba(OH)2 -> BaSO3 + H2O
Cl2 + NaOH -> NaCl + NaClO3 + H2O
NH3 + H2SO4 -> (NH4)2SO4
NH3 + H3PO4 -> (NH4)3PO4
AlCl3 + AgNO3 -> AgCl + Al(NO3)3
FeCl3 + AgNO3 -> AgCl + Fe(NO3)3
CaCl2 + AgNO3 -> AgCl + Ca(NO3)2
MgCl2 + AgNO3 -> AgCl + Mg(NO3)2
ZnCl2 + AgNO3 -> AgCl + Zn(NO3)2
BaCl2·2H2O + AgNO3 -> AgCl + Ba(NO3)2 + H2O
MgCl2·6H2O + AgNO3 -> AgCl + Mg(NO3)2 + H2O
FeCl3·6H2O + AgNO3 -> AgCl + Fe(NO3)3 + H2O
FeCl3 + NaOH -> Fe(OH)3 + NaCl
AlCl3 + NH3 + H2O -> Al(OH)3 + NH4Cl
Fe2(SO4)3 + NaOH -> Fe(OH)3 + Na2SO4
Al2(SO4)3 + BaCl2 -> BaSO4 + AlCl3
Fe2(SO4)3 + BaCl2 -> BaSO4 + FeCl3
Al2(SO4)3·18H2O + BaCl2 -> BaSO4 + AlCl3 + H2O
CuSO4·5H2O + NaOH -> Cu(OH)2 + Na2SO4 + H2O
CuSO4 + Al -> Al2(SO4)3 + Cu
AgNO3 + Cu -> Cu(NO3)2 + Ag
AgNO3 + Al -> Al(NO3)3 + Ag
Na3PO4 + CaCl2 -> Ca3(PO4)2 + NaCl
Na3PO4 + BaCl2 -> Ba3(PO4)2 + NaCl
(NH4)2SO4 + NaOH -> Na2SO4 + NH3 + H2O
Pb(NO3)2 + KI -> PbI2 + KNO3
Pb(NO3)2 + K2CrO4 -> PbCrO4 + KNO3
K2CrO4 + AgNO3 -> Ag2CrO4 + KNO3
CuSO4 + KI -> CuI + I2 + K2SO4
I2 + Na2S2O3 -> NaI + Na2S4O6
KIO3 + KI + HCl -> I2 + KCl + H2O
H2O2 + KI + H2SO4 -> I2 + K2SO4 + H2O
KMnO4 + FeSO4 + H2SO4 -> MnSO4 + Fe2(SO4)3 + K2SO4 + H2O
K2Cr2O7 + FeSO4 + H2SO4 -> Cr2(SO4)3 + Fe2(SO4)3 + K2SO4 + H2O
KMnO4 + H2C2O4·2H2O + H2SO4 -> MnSO4 + K2SO4 + CO2 + H2O
Na2B4O7·10H2O + HCl -> NaCl + H3BO3 + H2O
"""

DISSOLVED = {
    "HCl": (
        "CaCO3 MgCO3 Na2CO3 K2CO3 BaCO3 SrCO3 NaHCO3 KHCO3 MgO CaO ZnO Al(OH)3 Mg(OH)2 Li2CO3",
        ("NaOH", "KOH", "Ba(OH)2"),
    ),
    "H2SO4": ("MgCO3 Na2CO3 K2CO3 NaHCO3 MgO ZnO Al(OH)3 Mg(OH)2 Li2CO3 KHCO3", ("NaOH", "KOH")),
}
"""By acid: what is dissolved in it, and with which bases its rest is titrated."""
SALTS = {
    ("Na2CO3", "HCl"): "NaCl CO2 H2O",
    ("K2CO3", "HCl"): "KCl CO2 H2O",
    ("CaCO3", "HCl"): "CaCl2 CO2 H2O",
    ("MgCO3", "HCl"): "MgCl2 CO2 H2O",
    ("BaCO3", "HCl"): "BaCl2 CO2 H2O",
    ("SrCO3", "HCl"): "SrCl2 CO2 H2O",
    ("Li2CO3", "HCl"): "LiCl CO2 H2O",
    ("NaHCO3", "HCl"): "NaCl CO2 H2O",
    ("KHCO3", "HCl"): "KCl CO2 H2O",
    ("MgO", "HCl"): "MgCl2 H2O",
    ("CaO", "HCl"): "CaCl2 H2O",
    ("ZnO", "HCl"): "ZnCl2 H2O",
    ("Al(OH)3", "HCl"): "AlCl3 H2O",
    ("Mg(OH)2", "HCl"): "MgCl2 H2O",
    ("MgCO3", "H2SO4"): "MgSO4 CO2 H2O",
    ("Na2CO3", "H2SO4"): "Na2SO4 CO2 H2O",
    ("K2CO3", "H2SO4"): "K2SO4 CO2 H2O",
    ("Li2CO3", "H2SO4"): "Li2SO4 CO2 H2O",
    ("NaHCO3", "H2SO4"): "Na2SO4 CO2 H2O",
    ("KHCO3", "H2SO4"): "K2SO4 CO2 H2O",
    ("MgO", "H2SO4"): "MgSO4 H2O",
    ("ZnO", "H2SO4"): "ZnSO4 H2O",
    ("Al(OH)3", "H2SO4"): "Al2(SO4)3 H2O",
    ("Mg(OH)2", "H2SO4"): "MgSO4 H2O",
    ("HCl", "NaOH"): "NaCl H2O",
    ("HCl", "KOH"): "KCl H2O",
    ("HCl", "Ba(OH)2"): "BaCl2 H2O",
    ("H2SO4", "NaOH"): "Na2SO4 H2O",
    ("H2SO4", "KOH"): "K2SO4 H2O",
}
"""What comes of it."""

MIXED = (
    ("CaCO3 MgCO3 Na2CO3 K2CO3 SrCO3 BaCO3 NaHCO3 KHCO3 Li2CO3", "HCl", "CO2"),
    ("Mg Al Zn Fe", "HCl", "H2"),
    ("NaCl KCl CaCl2 MgCl2 BaCl2 NH4Cl", "AgNO3", "AgCl"),
)
"""Samples of two of these, what they are treated with, and the one product that is looked at."""
TREATED = {
    ("Mg", "HCl"): "MgCl2 H2",
    ("Al", "HCl"): "AlCl3 H2",
    ("Zn", "HCl"): "ZnCl2 H2",
    ("Fe", "HCl"): "FeCl2 H2",
    ("NaCl", "AgNO3"): "AgCl NaNO3",
    ("KCl", "AgNO3"): "AgCl KNO3",
    ("CaCl2", "AgNO3"): "AgCl Ca(NO3)2",
    ("MgCl2", "AgNO3"): "AgCl Mg(NO3)2",
    ("BaCl2", "AgNO3"): "AgCl Ba(NO3)2",
    ("NH4Cl", "AgNO3"): "AgCl NH4NO3",
}
CAUGHT = {
    "CO2": ("CO2 + Ca(OH)2 -> CaCO3 + H2O", "CO2 + Ba(OH)2 -> BaCO3 + H2O", ""),
    "H2": ("Fe2O3 + H2 -> Fe + H2O", "CuO + H2 -> Cu + H2O", "Fe3O4 + H2 -> Fe + H2O", ""),
    "AgCl": ("",),
}
"""How that product is measured: by what it gives, or itself."""
GASES = frozenset("H2 O2 N2 Cl2 F2 CO CO2 NO NO2 NH3 SO2 HCl CH4 C2H2 C2H4 C2H6 C3H8 C4H10 H2S HCN PH3 B2H6".split())
SOLUTIONS = frozenset(
    "HCl H2SO4 HNO3 H3PO4 NaOH KOH AgNO3 BaCl2 CaCl2 AlCl3 FeCl3 MgCl2 ZnCl2 Na2CO3 CuSO4 Al2(SO4)3 Fe2(SO4)3 Na3PO4 (NH4)2SO4 Pb(NO3)2 KI "
    "K2CrO4 K2Cr2O7 KMnO4 FeSO4 Na2S2O3 KIO3 H2O2".split()
)
AS_SOLIDS = frozenset(
    "CuSO4 BaCl2 KI Na3PO4 Pb(NO3)2 AgNO3 KMnO4 K2Cr2O7 Al2(SO4)3 Fe2(SO4)3 (NH4)2SO4 Na2CO3 NaOH KOH FeCl3 AlCl3".split()
)
"""Of those, the ones that are weighed out as well."""
