"""Part choice: each quantity rises or falls with each part all the way, choices are rare, and values as models write them."""

from fractions import Fraction
from itertools import product
from random import Random

import pytest
from drawing import members
from msgspec.structs import replace

from synth.generators.science.part_choice import extremes, prompt_variables, told, written
from synth.verifiers.science._given import Given
from synth.verifiers.science.part_choice import _DIVIDER, _PAIR, _TIMER, CIRCUITS, SERIES, met, on_sale, read, verify, verify_trace


def _values(circuit: str, *parts: int) -> dict[str, Fraction]:
    return CIRCUITS[circuit].values([Fraction(part) for part in parts], 12, 50)


def test_quantities_are_those_worked_out_by_hand():
    assert _values("pair", 30, 60) == {"series": 90, "parallel": 20}
    assert _values("divider", 25, 50) == {"output": 8, "current": Fraction(12, 75), "loaded": 6}
    assert _values("ladder", 10, 30, 60) == {"total": 30, "output": 8, "branch": Fraction(8, 60)}
    assert _values("tapped", 10, 20, 30) == {"upper": 10, "lower": 6, "current": Fraction(1, 5)}
    assert _values("mixer", 30, 60, 20) == {"first gain": Fraction(2, 3), "second gain": Fraction(1, 3), "bias": 10}
    assert _values("timer", 30, 60, 5) == {"constant": 100, "final": 8, "start": Fraction(2, 5)}


@pytest.mark.parametrize("problem", [_TIMER, _PAIR])
def test_the_prompt_names_the_values_that_may_be_chosen(problem):
    told = prompt_variables(problem, Random(0))
    parts = CIRCUITS[problem.circuit].parts
    assert (told["least"], told["most"]) == (written(on_sale(problem, "R1")[0], "Ω"), written(on_sale(problem, "R1")[-1], "Ω"))
    if "C1" in parts:
        assert (told["small_least"], told["small_most"]) == ("0.01 µF", "6.8 µF")
        assert (on_sale(problem, "C1")[0], on_sale(problem, "C1")[-1]) == (Fraction(1, 10**8), Fraction(68, 10**7))


@pytest.mark.parametrize("circuit", CIRCUITS)
def test_quantities_rise_or_fall_with_each_part_all_the_way(circuit):
    """So extremes lie where parts deviate as far as they may."""
    rng, signs = Random(circuit), {}
    for _ in range(60):
        parts = [Fraction(rng.randint(1, 999)) for _ in CIRCUITS[circuit].parts]
        values = CIRCUITS[circuit].values(parts, 12, 50)
        for place in range(len(parts)):
            more = [part * Fraction(101, 100) if n == place else part for n, part in enumerate(parts)]
            for what, value in CIRCUITS[circuit].values(more, 12, 50).items():
                if what in CIRCUITS[circuit].needs and value != values[what]:
                    assert signs.setdefault((what, place), value > values[what]) == (value > values[what])


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_effort_is_the_number_of_choices_to_one_that_fits(level):
    for sample in members("science/part_choice", level, 3):
        problem = sample.problem
        every = list(product(*(on_sale(problem, part) for part in CIRCUITS[problem.circuit].parts)))
        if len(every) < 6_000:
            fitting = sum(met(problem, parts) for parts in every)
            assert sample.effort == pytest.approx(len(every) / fitting, abs=0.06)


def test_extremes_are_those_of_all_deviations():
    for sample in members("science/part_choice", 10, 4):
        problem = sample.problem
        assert problem.spread == 1
        low, high = extremes(problem, problem.load)
        for need in problem.needs:
            assert (low[need.what] < high[need.what]).all()


def test_the_bounds_of_a_condition_have_one_unit_and_leave_something():
    need = replace(_PAIR.needs[0], low=Given("500", "Ω"), high=Given("1500", "Ω"))
    assert replace(_PAIR, needs=(need,)).needs == (need,)
    for other in (replace(need, high=Given("1.5", "kΩ")), replace(need, low=Given("1501", "Ω")), replace(need, what="bias")):
        with pytest.raises(ValueError, match="each condition"):
            replace(_PAIR, needs=(other,))


@pytest.mark.parametrize(("series", "tolerance"), [(6, 20), (12, 10), (24, 5)])
def test_series_are_the_standard_s(series, tolerance):
    """Each has its values about evenly on a logarithmic scale."""
    values = SERIES[series]
    assert len(values) == series
    assert all(abs(value / 10 / 10 ** (n / series) - 1) < tolerance / 100 for n, value in enumerate(values))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("R1 = 4.7 kΩ, R2 = 1 kΩ", (4700, 1000)),
        ("R1=4.7kΩ, R2=1kΩ", (4700, 1000)),
        ("R2: 1k, R1: 4k7", (4700, 1000)),
        ("R₁ = 4.7 kΩ, R₂ = 1 kΩ", (4700, 1000)),
        ("R1 = 4,700 Ω, R2 = 1,000 Ω", (4700, 1000)),
        ("4.7 kΩ and 1 kΩ", (4700, 1000)),
        ("- R1: 4.7 kΩ\n- R2: 1 kΩ", (4700, 1000)),
        ("(4.7 kΩ, 1 kΩ)", (4700, 1000)),
        (r"R_1 = 4.7\ \text{k}\Omega,\ R_2 = 1\ \text{k}\Omega", (4700, 1000)),
        ("R1 = 4.7 kilohms, R2 = 1 kilohm", (4700, 1000)),
        ("R1 is 4.7 kΩ and R2 is 1 kΩ", (4700, 1000)),
        ("**R1 = 4.7 kΩ**, **R2 = 1 kΩ**", (4700, 1000)),
        ("R1 = 4.7 KΩ; R2 = 1000 ohms", (4700, 1000)),
        ("R1 = 4700R, R2 = 1k0", (4700, 1000)),
        ("R1 选 4.7 kΩ，R2 选 1 kΩ", (4700, 1000)),
        ("R1=4.7kΩ、R2=1kΩ", (4700, 1000)),
        ("R1 = 4.7 千欧姆，R2 = 1 千欧姆", (4700, 1000)),
        ("R1 = 4.7 kΩ, R3 = 1 kΩ", None),
        ("R1 = 4.7 kΩ, 1 kΩ", None),
        ("R1 = R2 = 4.7 kΩ", (4700, 4700)),
        ("R1 = R2 = R1 = 4.7 kΩ", None),
        ("Choose R1 = 4.7 kΩ (E12), R2 = 1 kΩ (E12)", (4700, 1000)),
        ("(R1, R2) = (4.7 kΩ, 1 kΩ)", (4700, 1000)),
        ("R1 = 4.7 kΩ", None),
        ("4.7, 1", None),
        ("R1 = 4.7 mA, R2 = 1 kΩ", None),
        ("R1 = -4.7 kΩ, R2 = 1 kΩ", None),
        ("not R1 = 4.7 kΩ, R2 = 1 kΩ", None),
        ("R1 = 4.7 kΩ, R2 = 1 kΩ, or R1 = 1 kΩ, R2 = 4.7 kΩ", None),
    ],
)
def test_values_are_read(text, values):
    found = read(_PAIR, text)
    assert found == values or (values is None and not verify(_PAIR, text).accepted)


def test_answers_are_written_as_they_are_read():
    for sample in members("science/part_choice", 7, 10):
        problem = sample.problem
        assert told(problem, read(problem, sample.answer)) == sample.answer


def test_a_name_and_its_value_are_apart():
    assert verify(_PAIR, "R1 4.7 kΩ, R2 1 kΩ") and verify(_PAIR, "R1=4.7 kΩ, R2=1 kΩ")
    assert verify(_PAIR, "R1 = 4.7 kΩ, R21 kΩ").reason == "format"


EXACT = "S1: R = 4.7 kΩ + 1 kΩ = 5.7 kΩ"
PARTS = (
    "S1: a = 24 kΩ * (1 - 1/100) = 23.76 kΩ\nS2: b = 24 kΩ * (1 + 1/100) = 24.24 kΩ\n"
    "S3: c = 9.1 kΩ * (1 - 1/100) = 9.009 kΩ\nS4: d = 9.1 kΩ * (1 + 1/100) = 9.191 kΩ\n"
)
LOW, HIGH = "S5: 12 V * 9.009 / (9.009 + 24.24) = 3.2515 V", "S6: 12 V * 9.191 / (9.191 + 23.76) = 3.3472 V"
CURRENTS = "S7: 12 V / (24.24 kΩ + 9.191 kΩ) = 0.35895 mA\nS8: 12 V / (23.76 kΩ + 9.009 kΩ) = 0.36620 mA"


@pytest.mark.parametrize(
    ("problem", "lines", "answer", "reason"),
    [
        (_PAIR, EXACT, "R1 = 4.7 kΩ, R2 = 1 kΩ", ""),
        (_PAIR, "S1: 4700 + 1000 = 5700 Ω", "R1 = 4.7 kΩ, R2 = 1 kΩ", ""),
        (_PAIR, EXACT, "R1 = 3.3 kΩ, R2 = 2.2 kΩ", "number"),  # another choice
        (_PAIR, "S1: R = 5.7 kΩ", "R1 = 4.7 kΩ, R2 = 1 kΩ", "number"),
        (_PAIR, "S1: R = 4.7 kΩ - 1 kΩ = 3.7 kΩ", "R1 = 4.7 kΩ, R2 = 1 kΩ", "milestone"),
        (_PAIR, "", "R1 = 4.7 kΩ, R2 = 1 kΩ", "missing"),
        (_DIVIDER, f"{PARTS}{LOW}\n{HIGH}\n{CURRENTS}", "R1 = 24 kΩ, R2 = 9.1 kΩ", ""),
        (_DIVIDER, f"{PARTS}{LOW}\n{CURRENTS}", "R1 = 24 kΩ, R2 = 9.1 kΩ", "milestone"),  # and the most?
        (_DIVIDER, f"{PARTS}{LOW}\n{HIGH}", "R1 = 24 kΩ, R2 = 9.1 kΩ", "milestone"),
        (_DIVIDER, "S1: 12 V * 9.1 / (9.1 + 24) = 3.2991 V", "R1 = 24 kΩ, R2 = 9.1 kΩ", "milestone"),
    ],
)
def test_every_condition_is_checked_for_the_parts_of_the_answer(problem, lines, answer, reason):
    assert verify_trace(problem, f"{lines}\n\n<answer>\n{answer}\n</answer>").reason == reason
