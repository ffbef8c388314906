"""Join and pivot: records of deliveries joined with two other tables, chosen step by step, and added up, ranked or counted to a limit.

Refused for the first of: format (no number, or none of the labels, whichever is asked for), value (another one)."""

import re
from collections.abc import Callable
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.exact import Fraction
from synth.verifiers.math import _derivation
from synth.verifiers.math._arithmetic import Number
from synth.verifiers.math._derivation import TRACE_FORMAT, Milestone
from synth.verifiers.parsers.chinese import LeadIns
from synth.verifiers.parsers.text import plain
from synth.verifiers.tabular._answers import heading, same_amount
from synth.verifiers.tabular._table import Word
from synth.verifiers.tabular.join_pivot.records import FIELDS, Ask, Group, Joined, Measure, Stage, Step, grouped, ranked

__all__ = ["EXAMPLES", "TRACE_FORMAT", "Ask", "JoinPivot", "Step", "proven", "verify", "verify_trace"]

Count = Annotated[int, Meta(ge=1, le=9_999)]


class JoinPivot(Problem, frozen=True):
    records: Annotated[tuple[tuple[Word, Word, Count], ...], Meta(min_length=2, max_length=40)]
    """Branch, product and boxes; numbered from 1."""
    branches: Annotated[tuple[tuple[Word, Word], ...], Meta(min_length=1, max_length=12)]
    """Branch and region, each branch once. Records of others are left out."""
    products: Annotated[tuple[tuple[Word, Word, Count], ...], Meta(min_length=1, max_length=12)]
    """Product, country of origin and price, each product once. Records of others are left out."""
    pack: Annotated[int, Meta(ge=1, le=24)]
    """Pieces in a box."""
    cents: bool
    """Whether prices are in cents, and not in dollars."""
    steps: Annotated[tuple[Step, ...], Meta(max_length=3)]
    ask: Ask

    def __post_init__(self) -> None:
        for names in ([branch for branch, _ in self.branches], [product for product, _, _ in self.products]):
            if len(set(names)) < len(names):
                raise ValueError("each branch and each product once")
        if self.ask.kind == "label" and not self.steps:
            raise ValueError("a label is what the last step chooses")
        if self.ask.kind == "cell" and self.ask.field == self.ask.other:
            raise ValueError("a table of two fields")
        outcome(self)


@kept
def joined(problem: JoinPivot) -> list[Joined]:
    """The records whose branch and product are known."""
    regions, products = dict(problem.branches), {name: (origin, price) for name, origin, price in problem.products}
    return [
        Joined(number, (branch, regions[branch], product, products[product][0]), boxes, products[product][1])
        for number, (branch, product, boxes) in enumerate(problem.records, 1)
        if branch in regions and product in products
    ]


class Course:
    """The way from the records to the result."""

    def __init__(self, problem: JoinPivot) -> None:
        self.unit = Fraction(problem.pack, 100 if problem.cents else 1)
        """Dollars for a box of what costs 1."""
        self.stages = list[Stage]()
        records, ask = joined(problem), problem.ask
        for step in problem.steps:
            groups = grouped(records, [step.field], worth(step.measure))
            chosen = ranked(groups, step.rank, step.largest)
            self.stages.append(Stage(step.measure, groups, chosen))
            records = [one for place, group in enumerate(groups) for one in group.records if (place == chosen) != step.drops]
            records.sort()
        self.records = records
        """Those that are left."""
        self.result: Fraction | str
        each = worth(ask.measure)
        if ask.kind == "label":
            last = self.stages[-1]
            self.result = last.groups[last.chosen].name[0]
        elif ask.kind == "total":
            self._add(ask.measure, (Group((), tuple(records), sum(map(each, records))),), 0)
        elif ask.kind == "cell":
            groups = grouped(records, [ask.field, ask.other], each)
            self._add(ask.measure, groups, ranked(groups, ask.rank, True))
        elif ask.kind == "best":
            tops = [max(group.records, key=each) for group in grouped(records, [ask.field], each)]
            self._add(ask.measure, (Group((), tuple(tops), sum(map(each, tops))),), 0)
        else:
            total, run = 0, list[Joined]()
            for record in records:
                run.append(record)
                total += each(record)
                if self.exact(ask.measure, total) >= ask.limit:
                    break
            else:
                raise ValueError("a limit that is reached on the way")
            if len(run) < 2:
                raise ValueError("a limit that is reached on the way")
            before = Group((), tuple(run[:-1]), total - each(run[-1]))
            self._add(ask.measure, (before, Group((), tuple(run), total)), 1)
            self.result = Fraction(run[-1].number)

    def _add(self, measure: Measure, groups: tuple[Group, ...], chosen: int) -> None:
        self.stages.append(Stage(measure, groups, chosen))
        self.result = self.exact(measure, groups[chosen].total)

    def exact(self, measure: Measure, total: int) -> Fraction:
        """A total in boxes, or in dollars."""
        return Fraction(total) if measure == "boxes" else total * self.unit


def _boxes(record: Joined) -> int:
    return record.boxes


def _value(record: Joined) -> int:
    return record.boxes * record.price


def worth(measure: Measure) -> Callable[[Joined], int]:
    """What a record counts, but for pieces in a box and cents."""
    return _boxes if measure == "boxes" else _value


@kept
def course_of(problem: JoinPivot) -> Course:
    return Course(problem)


@kept
def outcome(problem: JoinPivot) -> Fraction | str:
    """The number or the label that is asked for."""
    return course_of(problem).result


_LEADS = LeadIns(("总数", "总额", "总价值", "合计", "记录", "编号"))
_BOXES = re.compile(r"\s*(?:boxes|box|箱)\.?\Z", re.IGNORECASE)
_STRUCK = re.compile("[❌✗✘✖]|~~")
"""A label that is struck out or marked as wrong."""
_RECORD = re.compile(
    r"(?:the\s)?(?:record|delivery|row|no\.?|number|#|第|记录|编号)(?![a-z])(?:\s*(?:no\.?|number|#|第|编号))?\s*[:：是为]?\s*",
    re.IGNORECASE,
)


def verify(problem: JoinPivot, answer: str) -> Verdict:
    right, ask = outcome(problem), problem.ask
    if isinstance(right, str):
        place = FIELDS.index(problem.steps[-1].field)
        allowed = dict.fromkeys((record.labels[place],) for record in joined(problem))
        found = None if _STRUCK.search(answer) else heading(answer, tuple(allowed))
        return refuse("format") if found is None else ACCEPT if found == (right,) else refuse("value")
    if len(answer) > 400:
        return refuse("format")
    text = answer
    if ask.kind == "running":
        text = re.sub(r"\s*(?:条(?:记录)?|号(?:记录)?)?[。.]?\Z", "", plain(answer, _LEADS).strip("* "))
        text = _RECORD.sub("", text, count=1) if _RECORD.match(text) else text
    elif ask.measure == "boxes":
        text = _BOXES.sub("", plain(answer, _LEADS).strip("* 。"))
    return same_amount(text, right, "items" if ask.kind == "running" or ask.measure == "boxes" else "dollars", 0)


def given(problem: JoinPivot) -> frozenset[Number]:
    prices = {price for _, _, price in problem.products}
    return frozenset({boxes for _, _, boxes in problem.records} | prices | {problem.pack, 100, problem.ask.limit})


def ways(problem: JoinPivot) -> list[list[Milestone]]:
    """The total of each group that is compared or asked for, worked out from its records."""
    found = dict[tuple[Fraction, frozenset[int]], Milestone]()
    course = course_of(problem)
    for stage in course.stages:
        for group in stage.groups:
            needs = frozenset(record.boxes for record in group.records)
            total = course.exact(stage.measure, group.total)
            found[total, needs] = Milestone(total, tuple(map(Fraction, needs)), 2 + len(group.records))
    return [list(found.values())]


def verify_trace(problem: JoinPivot, completion: str) -> TraceVerdict:
    return _derivation.judge(problem, completion, verify, given(problem), ways(problem))


def proven(problem: JoinPivot, completion: str) -> Proven:
    return _derivation.proven(completion, given(problem), ways(problem))


_RECORDS = (
    ("Old Town", "Apples", 12),
    ("Harbour", "Pears", 7),
    ("Old Town", "Pears", 5),
    ("Hillside", "Apples", 30),
    ("Ashford", "Apples", 9),
)
_BRANCHES = (("Old Town", "North"), ("Harbour", "South"), ("Hillside", "South"))
_PRODUCTS = (("Apples", "Italy", 20), ("Pears", "Spain", 35))
_REGION = Step("region", "value", 1, True)
_TOTAL = JoinPivot(_RECORDS, _BRANCHES, _PRODUCTS, 10, True, (_REGION,), Ask("total", "value"))
_BOXES_LEFT = JoinPivot(_RECORDS, _BRANCHES, _PRODUCTS, 10, True, (_REGION,), Ask("total", "boxes"))
_LABEL = JoinPivot(_RECORDS, _BRANCHES, _PRODUCTS, 10, True, (Step("branch", "boxes", 2, True),), Ask("label"))
_RUNNING = JoinPivot(_RECORDS, _BRANCHES, _PRODUCTS, 10, True, (), Ask("running", "boxes", limit=20))
EXAMPLES = (
    (_TOTAL, "84.5", ""),
    (_TOTAL, "$84.50", ""),
    (_TOTAL, "84.50 dollars", ""),
    (_BOXES_LEFT, "37", ""),
    (_BOXES_LEFT, "37 boxes", ""),
    (_LABEL, "Old Town", ""),
    (_LABEL, "**Old Town** (17)", ""),
    (_RUNNING, "3", ""),
    (_RUNNING, "No. 3", ""),
    (_RUNNING, "Record 3", ""),
    (_TOTAL, "8450", "value"),
    (_TOTAL, "8.45", "value"),
    (_TOTAL, "845", "value"),
    (_TOTAL, "South", "format"),
    (_BOXES_LEFT, "46", "value"),
    (_LABEL, "Hillside", "value"),
    (_LABEL, "Ashford", "format"),
    (_LABEL, "17", "format"),
    (_RUNNING, "24", "value"),
    (_TOTAL, "84.5美元", ""),
    (_TOTAL, "答案是84.5", ""),
    (_BOXES_LEFT, "37箱", ""),
    (_LABEL, "老城", ""),
    (_RUNNING, "第3条", ""),
    (_RUNNING, "编号：3", ""),
    (_LABEL, "山坡区", "value"),
    (_BOXES_LEFT, "46箱", "value"),
    (_TOTAL, "南部", "format"),
)
