"""Genetics: ratios and risks that text-books give."""

from fractions import Fraction

import pytest

from synth.verifiers.science.genetics import Blood, Cross, Gene, Genetics, Pedigree, Person, Pool, Shown, Source, answer, verify

PLAIN = Gene(False, False, 0)
HYBRID = ((1, 0), (1, 0))


def _dihybrid(together, look, genes=(PLAIN, PLAIN)):
    return Cross(genes, together, HYBRID, HYBRID, "parents", (), (), 0, (Shown(0, look),), False, "any", 0)


@pytest.mark.parametrize(
    ("together", "ratio"),
    [("recessive", (9, 3, 4)), ("dominant", (12, 3, 1)), ("complementary", (9, 7)), ("duplicate", (15, 1)), ("suppressor", (13, 3))],
)
def test_two_genes_of_one_trait_give_the_classical_ratios(together, ratio):
    for look, part in enumerate(ratio):
        assert answer(Genetics(_dihybrid(together, look))) == Fraction(part, 16)


def test_linked_genes_in_a_testcross_and_between_hybrids():
    genes = (PLAIN, Gene(False, False, 20))
    strains = ((1, 1),) * 2, ((0, 0),) * 2
    both = (Shown(0, 1), Shown(1, 1))
    for plan, chance in (("testcross", Fraction(2, 5)), ("intercross", Fraction(4, 25))):
        assert answer(Genetics(Cross(genes, "none", *strains, plan, (), (), 0, both, False, "any", 0))) == chance


def test_white_eyed_sons_of_a_red_eyed_carrier():
    genes = (Gene(False, True, 0),)
    cross = Cross(genes, "none", ((1, 0),), ((1, 1),), "parents", (), (), 0, (Shown(0, 1),), False, "male", 0)
    assert answer(Genetics(cross)) == Fraction(1, 4)
    daughters = Cross(genes, "none", ((1, 0),), ((1, 1),), "parents", (), (), 0, (Shown(0, 1),), False, "female", 0)
    assert answer(Genetics(daughters)) == 0


def test_three_recessive_offspring_in_a_row_tell_of_the_parent():
    """One third of the dominant offspring of two hybrids are pure; after three dominant offspring of a test cross it is 1/3 : 2/24."""
    cross = Cross((PLAIN,), "none", ((1, 0),), ((1, 0),), "parents", (Shown(0, 0),), (Shown(0, 0),), 3, (Shown(0, 1),), False, "any", 0)
    assert answer(Genetics(cross)) == Fraction(1, 5) / 2


COUPLE = (Person(-1, -1, False, "healthy", False), Person(-1, -1, True, "healthy", False), Person(0, 1, True, "affected", False))


def test_healthy_siblings_carry_by_two_thirds_and_a_negative_test_lowers_it():
    sister = Person(0, 1, False, "healthy", False)
    assert answer(Genetics(Pedigree("recessive", (*COUPLE, sister), 0, 100, 100, 3, "carrier"))) == Fraction(2, 3)
    tested = Person(0, 1, False, "healthy", True)
    assert answer(Genetics(Pedigree("recessive", (*COUPLE, tested), 0, 90, 100, 3, "carrier"))) == Fraction(1, 6)


def test_healthy_sons_lower_the_risk_of_a_carrier_of_an_x_linked_allele():
    daughter, husband = Person(0, 1, False, "healthy", False), Person(-1, -1, True, "healthy", False)
    sons = (Person(3, 4, True, "healthy", False),) * 2
    assert answer(Genetics(Pedigree("x", (*COUPLE, daughter, husband, *sons), 0, 100, 100, 3, "carrier"))) == Fraction(1, 5)


def test_hardy_weinberg_selection_and_selfing():
    one = (Source((), (1, 50), 1),)
    assert answer(Genetics(Pool(one, "nothing", (), 0, "heterozygous", 0))) == Fraction(98, 2500)
    assert answer(Genetics(Pool(one, "selection", (), 10 - 4, "recessive", 0))) == Fraction(1, 56) ** 2
    hybrids = (Source((0, 1, 0), (0, 1), 1),)
    assert answer(Genetics(Pool(hybrids, "selfing", (), 3, "heterozygous", 0))) == Fraction(1, 16)


def test_blood_groups():
    assert answer(Genetics(Blood((3, 1, 6), "AB", "O", (), "A"))) == Fraction(1, 2)
    assert answer(Genetics(Blood((3, 1, 6), "A", "A", ("O",), "O"))) == Fraction(1, 4)


@pytest.mark.parametrize(
    ("answer_text", "verdict"),
    [
        *(
            (a, True)
            for a in (
                "795",
                "795 offspring",
                "about 795",
                "795 只",
                "约 795 只",
                "795 of 1060",
                "795 such offspring are expected",
                "3/4 * 1060 = 795",
            )
        ),
        *((a, False) for a in ("796", "795 or 796", "3/4", "75%", "795 of 1060 or 796", "795 offspring, 796", "265 offspring", "1060")),
    ],
)
def test_an_expected_number_may_have_its_noun(answer_text, verdict):
    cross = Cross((PLAIN,), "none", ((1, 0),), ((1, 0),), "parents", (), (), 0, (Shown(0, 0),), False, "any", 1060)
    assert bool(verify(Genetics(cross), answer_text)) is verdict


def test_rare_alleles_of_blood_groups_fit_into_the_problem():
    """A and B in 1/30 each: O has 28 parts."""
    rare = Genetics(Blood((1, 1, 28), "A", "O", (), "O"))
    assert Genetics.from_json(rare.to_json()) == rare and answer(rare) == Fraction(28, 57)
