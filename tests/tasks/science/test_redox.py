"""Redox: equations of text-books, forms in which models write them, couples that balance."""

import pytest
from drawing import members

from synth.generators.science.redox import couples
from synth.verifiers.science._equations import equation, parts
from synth.verifiers.science.redox import Ratio, Redox, halves, route, solution, verify, verify_trace, written

FACTS = (
    (("MnO4^-", "Fe^2+"), ("Mn^2+", "Fe^3+"), "H^+", "MnO4^- + 5 Fe^2+ + 8 H^+ -> Mn^2+ + 5 Fe^3+ + 4 H2O"),
    (("Cr2O7^2-", "C2H5OH"), ("Cr^3+", "CH3COOH"), "H^+", "2 Cr2O7^2- + 3 C2H5OH + 16 H^+ -> 4 Cr^3+ + 3 CH3COOH + 11 H2O"),
    (("As2S3", "NO3^-"), ("H3AsO4", "SO4^2-", "NO"), "H^+", "3 As2S3 + 28 NO3^- + 4 H2O + 10 H^+ -> 6 H3AsO4 + 9 SO4^2- + 28 NO"),
    (("CrI3", "Cl2"), ("CrO4^2-", "IO4^-", "Cl^-"), "OH^-", "2 CrI3 + 27 Cl2 + 64 OH^- -> 2 CrO4^2- + 6 IO4^- + 54 Cl^- + 32 H2O"),
    (("Al", "NO3^-"), ("[Al(OH)4]^-", "NH3"), "OH^-", "8 Al + 3 NO3^- + 18 H2O + 5 OH^- -> 8 [Al(OH)4]^- + 3 NH3"),
    (("P4",), ("PH3", "H2PO2^-"), "OH^-", "P4 + 3 H2O + 3 OH^- -> PH3 + 3 H2PO2^-"),
    (("MnO4^2-",), ("MnO4^-", "MnO2"), "H^+", "3 MnO4^2- + 4 H^+ -> 2 MnO4^- + MnO2 + 2 H2O"),
    (("Al", "Cu(NO3)2"), ("Al(NO3)3", "Cu"), "none", "2 Al + 3 Cu(NO3)2 -> 2 Al(NO3)3 + 3 Cu"),
)


@pytest.mark.parametrize(("left", "right", "medium", "text"), FACTS)
def test_equations_of_text_books(left, right, medium, text):
    problem = Redox(left, right, medium, False, ())
    assert verify(problem, text)
    assert verify(problem, written(solution(problem)))


def test_every_couple_balances_and_takes_electrons():
    tables = [("H^+", t) for t in (couples.ACID_OXIDANTS, couples.ACID_REDUCTANTS, couples.RICH)]
    tables += [("OH^-", t) for t in (couples.BASE_OXIDANTS, couples.BASE_REDUCTANTS, couples.BASE_RICH)] + [("none", couples.SIMPLE)]
    for medium, table in tables:
        for one in table:
            assert solution(Redox(one.high, one.low, medium, True, ()))["e^-"] < 0, one


def test_disproportionations_balance():
    for medium, left, right in couples.DISPROPORTIONS:
        assert solution(Redox(left, right, medium, False, ()))
    for medium, left, right, pair in couples.TRIPLES:
        assert solution(Redox(left, right, medium, False, (Ratio(*pair, 2, 1),)))


def test_a_choice_is_refused():
    with pytest.raises(ValueError, match="a choice"):
        Redox(("MnO4^-", "H2O2"), ("Mn^2+", "O2"), "H^+", False, ())
    with pytest.raises(ValueError, match="other side"):
        Redox(("Cu", "Ag"), ("Cu^2+", "Ag^+"), "none", False, ())
    with pytest.raises(ValueError, match="alike"):
        Redox(("VO2^+", "Fe^2+"), ("VO^2+", "Fe^3+"), "H^+", False, ())


IRON = Redox(("Cr2O7^2-", "Fe^2+"), ("Cr^3+", "Fe^3+"), "H^+", False, ())
ALUMINIUM = Redox(("Al", "NO3^-"), ("[Al(OH)4]^-", "NH3"), "OH^-", False, ())
COPPER = Redox(("Cu", "Fe^3+"), ("Cu^2+", "Fe^2+"), "none", False, ())
SELF = Redox(("Fe", "Fe^3+"), ("Fe^2+",), "none", False, ())
RIGHT = (
    (COPPER, "Cu+2Fe3+->Cu2++2Fe2+"),
    (COPPER, "Cu + 2Fe^3+ -> Cu^2+ + 2Fe^2+"),
    (COPPER, "Cu + 2 Fe^{3+} \\to Cu^{2+} + 2 Fe^{2+}"),
    (COPPER, "Cu + 2 Fe^{+3} = Cu^{+2} + 2 Fe^{+2}"),
    (COPPER, "Cu+2Fe+3=Cu+2+2Fe+2"),
    (COPPER, "Cu + 2Fe+++ = Cu++ + 2Fe++"),
    (COPPER, "$$\\ce{Cu + 2Fe^{3+} -> Cu^{2+} + 2Fe^{2+}}$$"),
    (COPPER, "Cu(s) + 2Fe³⁺(aq) ⟶ Cu²⁺(aq) + 2Fe²⁺(aq)"),
    (COPPER, "**Cu + 2 Fe^3+ → Cu^2+ + 2 Fe^2+**"),
    (COPPER, "\\[\\text{Cu} + 2\\,\\text{Fe}^{3+} \\longrightarrow \\text{Cu}^{2+} + 2\\,\\text{Fe}^{2+}\\]"),
    (COPPER, "The balanced equation is: Cu + 2Fe^3+ -> Cu^2+ + 2Fe^2+"),
    (COPPER, "Balanced: Cu + 2Fe3+ --> Cu2+ + 2Fe2+"),
    (COPPER, "Cu + 2Fe3+ <=> Cu2+ + 2Fe2+"),
    (COPPER, "1 Cu + 2 Fe^3+ -> 1 Cu^2+ + 2 Fe^2+"),
    (COPPER, "Cu + Fe^3+ + Fe^3+ -> Cu^2+ + 2 Fe^2+"),
    (COPPER, "\\mathrm{Cu + 2Fe^{3+} \\rightleftharpoons Cu^{2+} + 2Fe^{2+}}"),
    (COPPER, "\\boxed{\\ce{Cu + 2Fe^3+ -> Cu^2+ + 2Fe^2+}}"),
    (SELF, "Fe + 2 Fe^3+ -> 3 Fe^2+"),
    (SELF, "Fe+2Fe3+=3Fe2+"),
    (SELF, "2Fe3++Fe->3Fe2+"),
    (ALUMINIUM, "8Al + 3NO3- + 5OH- + 18H2O -> 8Al(OH)4- + 3NH3"),
    (ALUMINIUM, "8Al+3NO3-+5OH-+18H2O→8[Al(OH)4]-+3NH3"),
    (ALUMINIUM, "8Al(s) + 3NO₃⁻(aq) + 5OH⁻(aq) + 18H₂O(l) → 8[Al(OH)₄]⁻(aq) + 3NH₃(g)"),
    (
        ALUMINIUM,
        r"8\mathrm{Al} + 3\mathrm{NO}_3^- + 5\mathrm{OH}^- + 18\mathrm{H}_2\mathrm{O} \rightarrow 8[\mathrm{Al(OH)}_4]^- + 3\mathrm{NH}_3",
    ),
    (ALUMINIUM, r"\ce{8Al + 3NO3^{-} + 5OH^{-} + 18H2O -> 8[Al(OH)4]^{-} + 3NH3 ^}"),
    (ALUMINIUM, "8 Al + 3 NO3⁻ + 5 OH⁻ + 18 H2O = 8 Al(OH)4⁻ + 3 NH3↑"),
    (IRON, "14H+ + Cr2O7^{2-} + 6Fe^{2+} \\xrightarrow{} 2Cr^{3+} + 6Fe^{3+} + 7H2O"),
    (IRON, "Cr2O7 2- + 14 H+ + 6 Fe 2+ -> 2 Cr 3+ + 6 Fe 3+ + 7 H2O"),
    (IRON, "Cr2O7(2-) + 14 H(+) + 6 Fe(2+) -> 2 Cr(3+) + 6 Fe(3+) + 7 H2O"),
    (IRON, "Cr2O7-2 + 14 H+ + 6 Fe+2 -> 2 Cr+3 + 6 Fe+3 + 7 H2O"),
    (IRON, "Cr2O7--+6Fe+++14H+-->2Cr++++6Fe++++7H2O"),
    (IRON, "反应的离子方程式为 Cr2O7^2-＋6Fe^2+＋14H^+＝2Cr^3+＋6Fe^3+＋7H2O"),
)
WRONG = (
    (COPPER, "Cu + Fe^3+ -> Cu^2+ + Fe^2+", "charge"),
    (COPPER, "2Cu + 4Fe^3+ -> 2Cu^2+ + 4Fe^2+", "whole"),
    (COPPER, "Cu^2+ + 2Fe^2+ -> Cu + 2Fe^3+", "species"),
    (COPPER, "Cu + 2Fe^3+ -> Cu^2+ + 2Fe^2+ or Cu + Fe^3+ -> Cu^2+ + Fe^2+", "format"),
    (COPPER, "not Cu + 2Fe^3+ -> Cu^2+ + 2Fe^2+", "species"),
    (COPPER, "Cu + 2Fe^3+ -> Cu^2+ + 2Fe^2+ -> done", "format"),
    (COPPER, "Cu + 2Fe^3+ -> Cu^2+ + 2Fe^3+", "species"),
    (COPPER, "Cu - 2Fe^3+ -> Cu^2+ + 2Fe^2+", "species"),
    (COPPER, "Cu + 0 Fe^3+ -> Cu^2+ + 2Fe^2+", "species"),
    (COPPER, "Cu + 2Fe^3+ + 2e^- -> Cu^2+ + 2Fe^2+ + 2e^-", "species"),
    (IRON, "Cr2O7^2- + 6Fe^2+ + 7H2O -> 2Cr^3+ + 6Fe^3+ + 14OH^-", "species"),
    (IRON, "1/2 Cr2O7^2- + 3Fe^2+ + 7H^+ -> Cr^3+ + 3Fe^3+ + 7/2 H2O", "whole"),
    (IRON, "Cr2O7^2- + 6Fe^2+ + 14H^+ -> 2Cr^3+ + 6Fe^3+ + 7H2O + H2", "species"),
    (ALUMINIUM, "8Al + 3NO3^- + 5OH^- + 2H2O -> 8AlO2^- + 3NH3", "species"),
    (ALUMINIUM, "Al + NO3^- -> [Al(OH)4]^- + NH3", "atoms"),
)


@pytest.mark.parametrize(("problem", "text"), RIGHT)
def test_right_equations_in_every_writing(problem, text):
    assert verify(problem, text).reason == ""


@pytest.mark.parametrize(("problem", "text", "reason"), WRONG)
def test_wrong_equations(problem, text, reason):
    assert verify(problem, text).reason == reason


@pytest.mark.parametrize(
    "text", ["", "->", "A->", "+" * 600, "Fe+" * 300 + "->Fe", "Fe2+" * 140, "(" * 500 + "->" + ")" * 90, "9" * 590 + "Fe->Fe"]
)
def test_nothing_takes_long_or_raises(text):
    assert isinstance(equation(text, ("Fe", "Fe^2+", "Fe^3+", "H2O", "H^+")), str)


def test_charges():
    assert parts("[Fe(CN)6]^4-") == ({"Fe": 1, "C": 6, "N": 6}, -4) and parts("H^+") == ({"H": 1}, 1) and parts("e^-") == ({}, -1)


@pytest.mark.parametrize("level", range(1, 11))
def test_coefficients_stay_small_enough_for_a_pencil(level):
    for sample in members("science/redox", level, 20):
        assert max(map(abs, solution(sample.problem).values())) <= (20 if level < 3 else 2000)


IRON = Redox(("MnO4^-", "Fe^2+"), ("Mn^2+", "Fe^3+"), "H^+", False, ())
WHOLE = "MnO4^- + 5 Fe^2+ + 8 H^+ -> Mn^2+ + 5 Fe^3+ + 4 H2O"
MANGANESE = "S1: MnO4^- + 8 H^+ -> Mn^2+ + 4 H2O\nS2: MnO4^- + 8 H^+ + 5 e^- -> Mn^2+ + 4 H2O\n"
METAL = "S3: Fe^2+ -> Fe^3+\nS4: Fe^2+ -> Fe^3+ + e^-\n"
DERIVATIONS = (
    (f"{MANGANESE}{METAL}S5: S2 + 5 * S4: {WHOLE}", ""),
    (f"S9: MnO4^- -> Mn^2+\n{MANGANESE}{METAL}S5: S2 + 5 S4: {WHOLE}", ""),
    (f"{MANGANESE.replace('8 H^+', '8 H3O^+').replace('4 H2O', '12 H2O')}{METAL}S5: S2 + 5 S4: {WHOLE}", ""),
    (f"{MANGANESE}{METAL}S5: 2 S2 + 10 S4: {WHOLE}", "sum"),
    (f"{MANGANESE}{METAL}S5: S2 + S4: {WHOLE}", "sum"),
    (f"{MANGANESE}{METAL}S5: S1 + 5 S3: {WHOLE}", "sum"),
    (f"{MANGANESE}{METAL}", "milestone"),
    (f"S1: {WHOLE}", "milestone"),
    (f"S1: {WHOLE}\nS2: S1 + S1: {WHOLE}", "sum"),
    (f"{METAL}S5: {WHOLE}", "milestone"),
    ("", "missing"),
    ("S1: MnO4^- + 8 H^+ + 5 e^- -> Mn^2+ + 4 H2O", "order"),
    ("S1: MnO4^- + 8 H^+ -> Mn^2+ + 4 H2O\nS2: MnO4^- + 8 H^+ + 3 e^- -> Mn^2+ + 4 H2O", "charge"),
    ("S1: MnO4^- + 8 H^+ + 5 e^- -> Mn^2+ + 3 H2O", "atoms"),
    ("S1: MnO4^- -> 2 Mn^2+", "atoms"),
    ("S1: MnO4^- -> MnO2", "species"),
    ("S1: manganese is reduced", "format"),
)


@pytest.mark.parametrize(("lines", "reason"), DERIVATIONS)
def test_half_reactions_come_before_their_sum(lines, reason):
    assert verify_trace(IRON, f"{lines}\n\n<answer>\n{WHOLE}\n</answer>").reason == reason


def test_a_half_reaction_is_balanced_for_atoms_first():
    half = Redox(("MnO4^-",), ("Mn^2+",), "H^+", True, ())
    right = "MnO4^- + 8 H^+ + 5 e^- -> Mn^2+ + 4 H2O"
    assert verify_trace(half, f"{MANGANESE}\n\n<answer>\n{right}\n</answer>")
    assert verify_trace(half, f"S1: {right}\n\n<answer>\n{right}\n</answer>").reason == "order"


def test_the_way_by_pencil_takes_half_by_half():
    assert route(IRON) == (
        "MnO4^- -> Mn^2+",
        "MnO4^- + 8 H^+ -> Mn^2+ + 4 H2O",
        "MnO4^- + 8 H^+ + 5 e^- -> Mn^2+ + 4 H2O",
        "Fe^2+ -> Fe^3+",
        "Fe^2+ -> Fe^3+ + e^-",
        f"S3 + 5 * S5: {WHOLE}",
    )


def test_no_half_reaction_is_taken_off():
    """A -> C + B is twice A -> 2 B less 2 C -> 2 B, halved, and no sum of the two."""
    with pytest.raises(ValueError, match="no half-reactions"):
        halves.combined([{"A": -1, "B": 2}, {"C": -2, "B": 2}], {"A": -1, "C": 1, "B": 1})
