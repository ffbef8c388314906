"""Genetics: ratios and risks that text-books give."""

from fractions import Fraction

import pytest

from synth.verifiers.science.genetics import (
    Blood,
    Cross,
    Gene,
    Genetics,
    Mapping,
    Pedigree,
    Person,
    Pool,
    Shown,
    Source,
    answer,
    route,
    verify,
    verify_trace,
)

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


@pytest.mark.parametrize("parents", [(HYBRID, HYBRID[:1]), (HYBRID[:1], HYBRID)])
def test_a_parent_with_too_few_genes_is_refused(parents):
    with pytest.raises(ValueError, match="a pair of alleles of each gene"):
        Cross((PLAIN, PLAIN), "none", *parents, "parents", (), (), 0, (Shown(0, 1),), False, "any", 0)


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


def _flies(ask, pair):
    """The classes of Griffiths and others for vermilion (A), crossveinless (B) and cut (C) in Drosophila."""
    counts = {"A": 580, "BC": 592, "AB": 45, "C": 40, "ABC": 89, "": 94, "AC": 3, "B": 5}
    return Genetics(Mapping(tuple(counts["".join(g for k, g in enumerate("ABC") if place >> k & 1)] for place in range(8)), ask, pair))


@pytest.mark.parametrize(
    ("ask", "pair", "value"),
    [
        ("recombinants", (0, 2), Fraction(191, 1448)),
        ("recombinants", (1, 2), Fraction(93, 1448)),
        ("recombinants", (0, 1), Fraction(268, 1448)),
        ("repulsion", (0, 1), Fraction(134, 1448) ** 2),
        ("coupling", (0, 1), Fraction(590, 1448) ** 2),
        ("coincidence", (0, 0), Fraction(8 * 1448, 191 * 93)),
        ("interference", (0, 0), 1 - Fraction(8 * 1448, 191 * 93)),
    ],
)
def test_a_three_point_testcross_of_a_text_book(ask, pair, value):
    assert answer(_flies(ask, pair)) == value


@pytest.mark.parametrize(
    "counts", [(5, 40, 40, 300, 40, 40, 40, 5), (5, 40, 40, 300, 300, 40, 40, 45), (5,) * 8, (0, 40, 41, 300, 301, 42, 43, 4)]
)
def test_classes_have_to_stand_out_and_complete_one_another(counts):
    with pytest.raises(ValueError, match="classes"):
        Mapping(counts, "coincidence", (0, 0))


def test_the_way_by_pencil_to_what_fertilizes_itself():
    """1/4, then a quarter of 1/2 more, then a quarter of 1/4 more."""
    hybrids = (Source((0, 1, 0), (0, 1), 1),)
    for generations, share in ((1, "3/8"), (2, "7/16")):
        problem = Genetics(Pool(hybrids, "selfing", (), generations, "recessive", 0))
        lines = "\n".join(f"S{number}: {line}" for number, line in enumerate(route(problem).equations, 1))
        assert verify_trace(problem, f"{lines}\n\n<answer>\n{share}\n</answer>"), lines


def test_fitness_and_migration_move_the_frequency():
    one = (Source((1, 2, 1), (0, 1), 1),)
    assert answer(Genetics(Pool(one, "fitness", (100, 100, 1), 1, "allele", 0))) == Fraction(101, 301)  # nearly a lethal allele: 1/3
    assert answer(Genetics(Pool(one, "fitness", (50, 100, 50), 3, "allele", 0))) == Fraction(1, 2)  # heterozygotes do best
    assert answer(Genetics(Pool(one, "migration", (10, 100), 1, "allele", 0))) == Fraction(11, 20)
    assert answer(Genetics(Pool(one, "migration", (100, 20), 2, "heterozygous", 0))) == Fraction(8, 25)


def test_who_is_healthy_may_have_the_genotype_of_a_disease_that_not_all_fall_ill_of():
    """Both parents are carriers: 1 : 2 : 1 before, 1 : 2 : 1/2 when the child is healthy."""
    family = (Person(-1, -1, False, "carrier", False), Person(-1, -1, True, "carrier", False), Person(0, 1, False, "healthy", False))
    assert answer(Genetics(Pedigree("recessive", family, 10, 100, 50, 2, "carrier"))) == Fraction(2, 1) / Fraction(7, 2)
    for share in (50, 99, 100):
        names = {one.name for one in route(Genetics(Pedigree("recessive", family, 10, 100, share, 2, "carrier"))).equations}
        assert ("healthy all the same" in names) == (share < 100)
    open_child = (*family[:2], Person(0, 1, False, "open", False))
    assert answer(Genetics(Pedigree("recessive", open_child, 10, 100, 60, 2, "affected"))) == Fraction(3, 20)


SISTER = Genetics(Pedigree("recessive", (*COUPLE, Person(0, 1, False, "healthy", False)), 0, 100, 100, 3, "carrier"))


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("S1: known = 1/4 * (1/4 + 1/2) = 3/16\nS2: asked = 1/4 * 1/2 = 1/8\nS3: P = (1/8) / (3/16) = 2/3", ""),
        ("S1: AA = 1/4 * 1/4 = 1/16\nS2: Aa = 1/4 * 1/2 = 1/8\nS3: 1/16 + 1/8 = 3/16\nS4: (1/8) / (3/16) = 2/3", ""),
        ("S1: P = (1/2) / (3/4) = 2/3", "milestone"),
        ("S1: P = 2/3 = 2/3", "milestone"),
        ("S1: P = 2 / 3 = 2/3\nS2: known = 1/4 * (1/4 + 1/2) = 3/16", "milestone"),
        ("S1: known = 1/4 + 2 * 1/4 = 3/5", "value"),
        ("S1: known = 467 / 934 = 1/2", "number"),
        ("S1: Aa is likely", "format"),
        ("", "missing"),
    ],
)
def test_a_derivation_works_out_what_is_known_before_the_share(lines, reason):
    assert verify_trace(SISTER, f"{lines}\n\n<answer>\n2/3\n</answer>").reason == reason
