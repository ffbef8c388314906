"""Join and pivot: deliveries to branches, which lie in regions, of products, which have an origin and a price; redrawn where a step
decides nothing.

Effort counts the deliveries that are added up, twice where prices have to be looked up."""

from random import Random
from typing import Annotated, Any, Literal

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.math._derivation import lines
from synth.generators.tabular.join_pivot.cheap import POLICIES, only_last, text_of
from synth.generators.tabular.join_pivot.layout import LAYOUTS, drawn
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task, near_miss
from synth.verifiers.tabular._words import CHINESE
from synth.verifiers.tabular.join_pivot import Course, JoinPivot, course_of, joined, outcome, verify
from synth.verifiers.tabular.join_pivot.records import FIELDS, Ask, Field, Group, Measure, Stage, Step

TRIES, QUESTIONS = 8, 12
GUESSED = 0.11
"""The share of guesses at what two steps or more choose that may give the answer."""
LONGEST = 7
"""Letters of a label that is asked for."""
BRANCHES = ("Old Town", "Harbour", "Station Quarter", "Hillside", "Riverside", "Garden City", "Millbrook", "Ashford", "Greenfield")
REGIONS = ("North", "South", "East", "West")
PRODUCTS = ("Apples", "Pears", "Grapes", "Shirts", "Trousers", "Shoes", "Cookware", "Bedding", "Lamps", "Coffee", "Batteries", "Furniture")
ORIGINS = ("Germany", "Italy", "China", "India", "Brazil")
Kind = Literal["total", "label", "running", "best", "cell"]


class Knobs(Frozen, frozen=True):
    records: Annotated[int, Meta(ge=5, le=36)]
    """Deliveries."""
    branches: Annotated[int, Meta(ge=3, le=8)]
    """Branches and products, of each so many."""
    steps: Annotated[int, Meta(ge=0, le=3)]
    """Steps that choose deliveries."""
    kinds: Annotated[tuple[Kind, ...], Meta(min_length=1)]
    """What may be asked in the end."""
    values: Annotated[float, Meta(ge=0, le=1)]
    """The share of sums that are over values, and not over boxes."""
    units: bool
    """Whether boxes hold several pieces and prices may be in cents."""
    drops: Annotated[float, Meta(ge=0, le=1)]
    """The share of steps that leave out what they choose, and keep the rest."""
    strangers: Annotated[int, Meta(ge=0, le=2)]
    """Deliveries to a branch, or of a product, that no table knows."""


_NUMBERS: tuple[Kind, ...] = ("total", "running", "best", "cell")
"""A label is one of a few, which can be guessed."""
_ALL: tuple[Kind, ...] = (*_NUMBERS, "label")
LEVELS = (
    Knobs(6, 3, 0, ("best", "running", "cell"), 0.0, False, 0, 0),
    Knobs(7, 4, 1, ("total", "label"), 0.0, False, 0, 0),
    Knobs(9, 4, 1, _ALL, 0.3, False, 0.2, 0),
    Knobs(13, 6, 2, _NUMBERS, 0.2, False, 0.8, 1),
    Knobs(14, 6, 2, _NUMBERS, 0.6, True, 0.8, 1),
    Knobs(16, 6, 2, _NUMBERS, 0.8, True, 0.8, 1),
    Knobs(18, 6, 2, _NUMBERS, 1.0, True, 0.8, 2),
    Knobs(20, 6, 3, _NUMBERS, 0.8, True, 0.7, 2),
    Knobs(22, 6, 3, _NUMBERS, 0.9, True, 0.7, 2),
    Knobs(26, 6, 3, _NUMBERS, 1.0, True, 0.7, 2),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        records, branches, products, pack, cents = _tables(rng, knobs)
        for _ in range(QUESTIONS):
            steps, ask = _question(rng, knobs)
            try:
                problem = JoinPivot(records, branches, products, pack, cents, steps, ask)
            except ValueError:  # two groups of one size, or one alone
                continue
            course = course_of(problem)
            answer = text_of(course.result)
            too_long = isinstance(course.result, str) and len(answer) > LONGEST
            if len(course.records) < 2 or too_long or any(policy(problem) == answer for _, policy in POLICIES):
                continue
            if len(steps) > 1:
                results = only_last(problem)
                if results.count(answer) > GUESSED * len(results):
                    continue
            return Sample(problem, answer, effort(course), *_worked(problem, course))
    raise Discard("a step that decides nothing")


def _tables(rng: Random, knobs: Knobs) -> tuple[Any, ...]:
    count = knobs.branches
    branches, products = rng.sample(BRANCHES, count + 1), rng.sample(PRODUCTS, count + 1)
    regions, origins = rng.sample(REGIONS, min(4, max(2, count - 2))), rng.sample(ORIGINS, min(4, max(2, count - 2 + (count == 4))))
    known = tuple((name, regions[place % len(regions)]) for place, name in enumerate(branches[:count]))
    low, high = (3, 60) if knobs.units else (2, 20)
    prices = rng.sample(range(low, high), count)
    cents = knobs.units and rng.random() < 0.5
    goods = [
        (name, origins[place % len(origins)], price * 5 if cents else price)
        for place, (name, price) in enumerate(zip(products[:count], prices, strict=True))
    ]
    rng.shuffle(goods)
    boxes = rng.sample(range(4, 40 + knobs.records), knobs.records)
    records = [(branches[int(count * rng.random())], products[int(count * rng.random())], number) for number in boxes]
    for turn, place in enumerate(rng.sample(range(knobs.records), knobs.strangers)):
        branch, product, number = records[place]
        records[place] = (branch, products[count], number) if turn else (branches[count], product, number)
    pack = rng.choice((6, 10, 12, 20)) if knobs.units else 1
    return tuple(records), tuple(sorted(known)), tuple(goods), pack, cents


def _question(rng: Random, knobs: Knobs) -> tuple[tuple[Step, ...], Ask]:
    def measure() -> Measure:
        return "value" if rng.random() < knobs.values else "boxes"

    kind = rng.choice(knobs.kinds)
    order = list(rng.choice(_ORDERS[:CROSSED] if kind == "cell" else _ORDERS))
    asked: list[Field] = [order.pop(), order.pop()] if kind == "cell" else [order.pop()] if kind == "best" else []
    chosen = order[: knobs.steps]
    steps = tuple(_step(rng, knobs, field, measure()) for field in chosen)
    if kind in ("best", "cell"):
        rank = rng.choice((1, 2, 3)) if kind == "cell" else 1
        return steps, Ask(kind, measure(), asked[0], asked[1] if kind == "cell" else "product", rank)
    if kind == "running":
        return steps, Ask("running", "boxes", limit=10 * rng.randint(3, 4 + knobs.records))
    if kind == "label":
        return (*steps[:-1], replace(steps[-1], drops=False)), Ask(kind)
    return steps, Ask(kind, measure())


def _step(rng: Random, knobs: Knobs, field: Field, measure: Measure) -> Step:
    rank = rng.choice((1, 2, 2) if field in ("region", "origin") else (1, 2, 2, 3))
    return Step(field, measure, rank, rng.random() < 0.6, rng.random() < knobs.drops)


CROSSED = 4
"""The first orders, which end in fields that cross: a branch lies in one region, and a product comes from one country."""
_ORDERS: tuple[tuple[Field, ...], ...] = (
    ("region", "origin", "branch", "product"),
    ("region", "origin", "product", "branch"),
    ("origin", "region", "product", "branch"),
    ("origin", "region", "branch", "product"),
    ("region", "branch", "origin", "product"),
    ("origin", "product", "region", "branch"),
)


def effort(course: Course) -> float:
    """Deliveries that are added up."""
    return float(sum(len(group.records) * (2 if stage.measure == "value" else 1) for stage in course.stages for group in stage.groups))


def _worked(problem: JoinPivot, course: Course) -> tuple[str, str]:
    """The sum of each group at each step; and the same with another label, or a slip at the end."""
    said = list[str]()
    for stage in course.stages:
        for group in stage.groups:
            if len(stage.groups) > 1 and group.name:
                said.append(f"{', '.join(group.name)}:")
            said.append(f"{_sum(problem, stage, group)} = {text_of(course.exact(stage.measure, group.total))}")
        name = stage.groups[stage.chosen].name
        if name:
            said.append(f"So it is {', '.join(name)}.")
    answer = text_of(course.result)
    if problem.ask.kind == "label":
        last = course.stages[-1]
        wrong = last.groups[last.chosen - 1].name[0]
        return lines(said), f"{lines([*said[:-1], f'So it is {wrong}.'])}\n\n<answer>\n{wrong}\n</answer>"
    place = max(at for at, text in enumerate(said) if " = " in text)
    slip = said[place].rpartition(" = ")
    worth = slip[0] + f" = {int(slip[2].partition('.')[0]) + 1}"
    wrong = str(int(answer) - 1) if problem.ask.kind == "running" else worth.rpartition(" = ")[2]
    return lines(said), f"{lines([*said[:place], worth])}\n\n<answer>\n{wrong}\n</answer>"


def _sum(problem: JoinPivot, stage: Stage, group: Group) -> str:
    if stage.measure == "boxes":
        text = " + ".join(str(record.boxes) for record in group.records)
        return text if len(group.records) > 1 else f"{text} + 0"
    text = " + ".join(f"{record.boxes}*{record.price}" for record in group.records)
    if problem.pack > 1 or problem.cents:
        text = f"({text})*{problem.pack}" + ("/100" if problem.cents else "")
    return text


def corrupt(problem: JoinPivot, answer: str, rng: Random) -> str:
    """Another number, or another label of the field."""
    right = outcome(problem)
    if not isinstance(right, str):
        return near_miss(problem, answer, rng)
    place = FIELDS.index(problem.steps[-1].field)
    return rng.choice([label for label in dict.fromkeys(record.labels[place] for record in joined(problem)) if label != right])


def prompt_variables(problem: JoinPivot, rng: Random) -> dict[str, object]:
    known = {name for name, _ in problem.branches}, {name for name, *_ in problem.products}
    layout, ask = LAYOUTS[rng.randrange(len(LAYOUTS))], problem.ask
    measures = {step.measure for step in problem.steps} | ({ask.measure} if ask.kind != "label" else set())
    return {
        "drawn": lambda head, rows, term: drawn(head, rows, layout, term),
        "records": [(number, *record) for number, record in enumerate(problem.records, 1)],
        "branches": problem.branches,
        "products": problem.products,
        "pack": problem.pack,
        "cents": problem.cents,
        "steps": problem.steps,
        "ask": ask,
        "values": "value" in measures,
        "strangers": any(branch not in known[0] or product not in known[1] for branch, product, _ in problem.records),
        "number": str(20_000 + int(70_000 * rng.random())),
    }


TASK = Task(
    __name__,
    version=3,
    problem=JoinPivot,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.06,
    capacity=(100_000,) * 10,
    unique=True,
    corrupt=corrupt,
    words={"zh": CHINESE},
)
