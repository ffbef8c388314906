"""What part_choice claims: its rules in words, what cheap policies win, and which problems are the same."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.science.part_choice import told, written
from synth.generators.science.part_choice.cheap import CHEAP
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.exact import Fraction
from synth.verifiers.science._given import Given
from synth.verifiers.science.part_choice import CIRCUITS, SERIES, PartChoice, on_sale

WORDS = {
    "series": ("R1 and R2 in series", "R1 与 R2 串联的电阻"),
    "parallel": ("R1 and R2 in parallel", "R1 与 R2 并联的电阻"),
    "output": ("voltage (across R2 and R3|while nothing is connected)", "(两端的电压|空载时的输出电压)"),
    "current": ("current (through R1, R2 and R3|from the source)", "(流过 R1、R2、R3 的电流|电源的电流)"),
    "loaded": ("load of exactly .{3,9} is connected in parallel with R2", "在 R2 上并联阻值恰为 .{3,9} 的负载时的输出电压"),
    "total": ("total resistance", "总电阻"),
    "branch": ("current through R3", "流过 R3 的电流"),
    "upper": ("point between R1 and R2", "R1 与 R2 之间那一点"),
    "lower": ("point between R2 and R3", "R2 与 R3 之间那一点"),
    "first gain": ("gain for the first input", "第一个输入的增益大小"),
    "second gain": ("gain for the second input", "第二个输入的增益大小"),
    "bias": ("R1, R2 and R3 in parallel", "R1、R2、R3 三者并联的电阻"),
    "constant": ("the time constant", "时间常数"),
    "final": ("voltage of C1 after a very long time", "经过很长时间后 C1 的电压"),
    "start": ("current through R1 immediately after", "开关刚闭合时流过 R1 的电流"),
}
CIRCUIT_WORDS = {
    "pair": ("Two resistors R1 and R2", "两个电阻 R1 和 R2"),
    "divider": (
        "R1 lies between its plus pole and the output, R2 between the output and its minus",
        "R1 接在电源正极与输出端之间，R2 接在输出端与电源负极",
    ),
    "ladder": ("R1 is in series with the parallel connection of R2 and R3", "R2 与 R3 并联后再与 R1 串联"),
    "tapped": ("R1, R2 and R3 are in series.{1,60}against the minus pole|R1, R2 and R3 are in series", "依次串联.{1,30}以电源负极为参考"),
    "mixer": ("R3/R1 for the first input and R3/R2 for the second", "第一个输入的增益大小为 R3/R1，第二个输入的增益大小为 R3/R2"),
    "timer": (
        r"R2 is in parallel with C1. So the time constant of the charging is C1 \* R1 \* R2",
        r"R2 与 C1 并联。因此充电的时间常数为 C1 \* R1 \* R2",
    ),
}


def _bounds(language: int) -> Callable[[PartChoice], str]:
    def words(problem: PartChoice) -> str:
        parts = []
        for need in problem.needs:
            end = rf" {need.low.unit}" if need.low.unit else ""
            low, high = re.escape(need.low.number + end), re.escape(need.high.number + end)
            text = (f"must be at least {low} and at most {high}", f"不小于 {low}，不大于 {high}")[language]
            parts.append(f"{WORDS[need.what][language]}.{{0,60}}?{text}")
        return ".{1,60}".join(parts)

    return words


def _sale(problem: PartChoice) -> str:
    listed = r"\W{1,6}(?:and )?".join(re.escape(f"{mantissa / 10:.1f}") for mantissa in SERIES[problem.series])
    values = on_sale(problem, "R1")
    return rf"{listed}.{{1,60}}{re.escape(written(values[0], 'Ω'))}.{{1,6}}{re.escape(written(values[-1], 'Ω'))}"


RULES = (
    Rule("series", {"en": _sale, "zh": _sale}),
    Rule("series", {"en": r"from 0\.01 µF to 6\.8 µF", "zh": r"从 0\.01 µF 到 6\.8 µF"}, lambda p: p.circuit == "timer"),
    Rule(
        "series", {"en": "Each part is a single one of these; parts may be equal", "zh": "每个元件只用一个这样的值，不同元件可以取相同的值"}
    ),
    Rule("condition", {"en": _bounds(0), "zh": _bounds(1)}),
    Rule("condition", {"en": lambda p: CIRCUIT_WORDS[p.circuit][0], "zh": lambda p: CIRCUIT_WORDS[p.circuit][1]}),
    Rule(
        "condition",
        {"en": lambda p: rf"ideal source of {p.volts} V", "zh": lambda p: rf"{p.volts} V (的)?理想电源|{p.volts} V 的理想电源"},
        lambda p: p.volts > 0,
    ),
    Rule("condition", {"en": "bounds themselves are allowed", "zh": "允许等于上下限"}),
    Rule("condition", {"en": "exactly the value that is on it", "zh": "恰好等于标称值"}, lambda p: not p.spread),
    Rule(
        "condition",
        {
            "en": lambda p: rf"by up to {p.spread} % .*must hold in every such case",
            "zh": lambda p: rf"{p.spread} %.*所有这些情况下条件都必须成立",
        },
        lambda p: p.spread > 0,
    ),
)


def _answer(policy: Callable[[PartChoice], tuple[Fraction, ...]]) -> Callable[[PartChoice], str]:
    return lambda problem: told(problem, policy(problem))


def _not_on_sale(problem: PartChoice) -> str:
    """Twice the middle value for each part, which no series has."""
    return told(problem, tuple(value * Fraction(201, 100) for value in CHEAP["the middle value on sale for each part"](problem)))


EASY = {
    "exact values rounded to the nearest ones on sale": (0.7, 0.42),
    "the middle value on sale for each part": (0.06, 0.005),
    "the first condition alone, by the first part": (0.48, 0.22),
    "rounded values, the first two exchanged": (0.7, 0.36),
    "the first part one step larger, the others exact and rounded": (0.91, 0.64),
    "the first part one step smaller, the others exact and rounded": (0.92, 0.58),
    "two steps larger": (0.88, 0.6),
    "two steps smaller": (0.91, 0.58),
    "three steps larger": (0.82, 0.5),
    "three steps smaller": (0.88, 0.57),
}
"""What each policy wins at the levels whose problems have one narrow condition and nothing else."""
SHORTCUTS = (
    *(Shortcut(name, _answer(policy), EASY[name] + (0.005,) * 8) for name, policy in CHEAP.items()),
    Shortcut("values that are not on sale", _not_on_sale, (0.005,) * 10),
)

# To leave the loose condition of levels 4 and 5 aside is no shortcut: a choice that meets the narrow one, out of thousands, is what has to
# be searched for, and most of these meet the loose one too. From level 6 on two narrow conditions have to be met at once.

NO_COPIES = "Each part has its own place in its circuit, and each set of bounds is a question of its own."


def different(problem: PartChoice, rng: Random) -> Iterator[PartChoice]:
    """One condition less, another bound, another deviation, another source."""
    if problem.spread:
        yield replace(problem, spread=problem.spread + 1)
    if problem.volts:
        yield replace(problem, volts=problem.volts + 1)
    need = problem.needs[0]
    lower = Given(str(Fraction(need.low.number).numerator if "." not in need.low.number else need.low.number[:-1] + "0"), need.low.unit)
    if lower != need.low:
        yield replace(problem, needs=(replace(need, low=lower), *problem.needs[1:]))
    if len(CIRCUITS[problem.circuit].parts) > 1:
        yield replace(problem, series=12 if problem.series != 12 else 24)
