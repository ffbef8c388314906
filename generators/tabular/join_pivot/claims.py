"""What join and pivot claims: its rules in words, what cheap policies win, and which problems are the same."""

from collections.abc import Callable, Iterable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.tabular.join_pivot.cheap import GUESSED, POLICIES, guessed
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.tabular._words import CHINESE
from synth.verifiers.tabular.join_pivot import JoinPivot
from synth.verifiers.tabular.join_pivot.records import Step

ENGLISH = {"branch": "branch", "region": "region", "product": "product", "origin": "country of origin"}
CHINESE_FIELDS = {"branch": "分店", "region": "地区", "product": "产品", "origin": "原产国"}


def _values(problem: JoinPivot) -> bool:
    measures = [step.measure for step in problem.steps] + ([problem.ask.measure] if problem.ask.kind != "label" else [])
    return "value" in measures


def _strangers(problem: JoinPivot) -> bool:
    branches, products = {name for name, _ in problem.branches}, {name for name, *_ in problem.products}
    return any(branch not in branches or product not in products for branch, product, _ in problem.records)


def _step(step: Step) -> str:
    rank = ["", "", "second ", "third ", "fourth ", "fifth "][step.rank]
    measure = "total value" if step.measure == "value" else "total number of boxes"
    start = f"{'leave out' if step.drops else 'take'} those of the {ENGLISH[step.field]} with the"
    return f"{start} {rank}{'largest' if step.largest else 'smallest'} {measure}"


def _chinese_step(step: Step) -> str:
    rank = ["", "最", "第二", "第三", "第四", "第五"][step.rank]
    measure = "总价值" if step.measure == "value" else "总箱数"
    return f"{'去掉' if step.drops else '取'}{measure}{rank}{'大' if step.largest else '小'}的{CHINESE_FIELDS[step.field]}"


def _steps(wording: Callable[[Step], str]) -> Callable[[JoinPivot], str]:
    return lambda problem: ".{1,120}".join(wording(step) for step in problem.steps)


GAP = r"[^\w\n]*(?:</td><td>)?[^\w\n]*"
"""Between two cells of a line."""


def _all(lines: Iterable[str]) -> str:
    """All of them, each tried by itself: in a row they would be tried in all combinations."""
    return r"\A" + "".join(f"(?=.*{line})" for line in lines) + "."


def _records(words: dict[str, str]) -> Callable[[JoinPivot], str]:
    return lambda problem: _all(
        f"{words.get(branch, branch)}{GAP}{words.get(product, product)}{GAP}{boxes}\\b" for branch, product, boxes in problem.records
    )


def _prices(words: dict[str, str]) -> Callable[[JoinPivot], str]:
    return lambda problem: _all(
        f"{words.get(name, name)}{GAP}{words.get(origin, origin)}{GAP}{price}\\b" for name, origin, price in problem.products
    )


ASKED = {
    "total": (r"what is the total (?:value|number of boxes)", r"总(?:价值|箱数)是多少"),
    "label": (r"does (?:the last|this) step choose", r"(?:最后一步|这一步)选出的是"),
    "running": (r"running total first reaches or exceeds \d+", r"累计数第一次达到或超过 \d+"),
    "best": (r"from each group the single delivery with", r"从每组中取"),
    "cell": (r"pivot table.{5,400}largest number in its cells", r"透视表.{5,200}的数是多少"),
}
RULES = (
    Rule("value", {"en": _records({}), "zh": _records(CHINESE)}),
    Rule("value", {"en": _prices({}), "zh": _prices(CHINESE)}),
    Rule("value", {"en": _steps(_step), "zh": _steps(_chinese_step)}, lambda p: bool(p.steps)),
    Rule("value", {"en": lambda p: ASKED[p.ask.kind][0], "zh": lambda p: ASKED[p.ask.kind][1]}),
    Rule("value", {"en": r"region of a delivery is that of its branch in Table 2", "zh": r"其分店所在的地区"}),
    Rule("value", {"en": r"number of boxes.{3,60}times the price of a piece", "zh": r"箱数.{2,20}再乘以每件的价格"}, _values),
    Rule("value", {"en": lambda p: rf"the {p.pack} pieces", "zh": lambda p: rf"每箱的 {p.pack} 件"}, lambda p: _values(p) and p.pack > 1),
    Rule("value", {"en": r"100 cents are a dollar", "zh": r"100 美分等于 1 美元"}, lambda p: _values(p) and p.cents),
    Rule("value", {"en": r"are left out of everything", "zh": r"一律不计"}, _strangers),
    Rule("value", {"en": r"at least one of the deliveries in question", "zh": r"至少含有一次所考虑的送货"}, lambda p: bool(p.steps)),
)
SHORTCUTS = (
    *(Shortcut(name, policy, (0.005,) * 10) for name, policy in POLICIES),
    Shortcut(GUESSED, guessed, (0.005, 0.52, 0.5, 0.09, 0.09, 0.08, 0.08, 0.06, 0.06, 0.06)),
)
NO_COPIES = "The deliveries are numbered in their order, and names are shown in it, so a table in another order is another one."


def different(problem: JoinPivot, rng: Random) -> Iterator[JoinPivot]:
    """One box more in a delivery; another price."""
    for place, (branch, product, boxes) in enumerate(problem.records[:4]):
        try:
            yield replace(problem, records=(*problem.records[:place], (branch, product, boxes + 1), *problem.records[place + 1 :]))
        except ValueError:  # two groups of one size
            continue
