"""Join and pivot: results worked out by hand, what leaves them open, and steps that are no worked solution."""

import csv
import re
from collections import Counter
from fractions import Fraction
from random import Random

import pytest
from drawing import members

from synth.generators import registry
from synth.generators.prompts import render
from synth.generators.tabular.join_pivot.cheap import POLICIES
from synth.verifiers.tabular.join_pivot import Ask, JoinPivot, Step, outcome, verify, verify_trace

RECORDS = (
    ("Old Town", "Apples", 12),
    ("Harbour", "Pears", 7),
    ("Old Town", "Pears", 5),
    ("Hillside", "Apples", 30),
    ("Ashford", "Apples", 9),
)
BRANCHES = (("Old Town", "North"), ("Harbour", "South"), ("Hillside", "South"))
PRODUCTS = (("Apples", "Italy", 20), ("Pears", "Spain", 35))


def posed(ask, *steps):
    return JoinPivot(RECORDS, BRANCHES, PRODUCTS, 10, True, steps, ask)


@pytest.mark.parametrize(
    ("problem", "result"),
    [
        (posed(Ask("total", "boxes")), 54),
        (posed(Ask("total", "value")), 126),
        (posed(Ask("total", "value"), Step("region", "value", 1, True)), Fraction(169, 2)),
        (posed(Ask("total", "value"), Step("region", "value", 1, True, drops=True)), Fraction(83, 2)),
        (posed(Ask("running", "boxes", limit=35), Step("branch", "boxes", 2, False, drops=True)), 4),
        (posed(Ask("label"), Step("region", "value", 1, False)), "North"),
        (posed(Ask("label"), Step("region", "value", 1, True), Step("branch", "boxes", 2, True)), "Harbour"),
        (posed(Ask("best", "boxes", "region")), 42),
        (posed(Ask("best", "value", "product")), Fraction(169, 2)),
        (posed(Ask("cell", "boxes", "region", "origin", 2)), 12),
        (posed(Ask("running", "boxes", limit=24)), 3),
        (posed(Ask("running", "boxes", limit=25)), 4),
    ],
)
def test_results_by_hand(problem, result):
    assert outcome(problem) == result


def test_a_rank_that_two_share_leaves_the_result_open():
    records = (*RECORDS, ("Harbour", "Apples", 10))  # Old Town and Harbour: 17 boxes each
    first, second = (Step("branch", "boxes", rank, True) for rank in (1, 2))
    assert outcome(JoinPivot(records, BRANCHES, PRODUCTS, 10, True, (first,), Ask("label"))) == "Hillside"
    with pytest.raises(ValueError, match="rank"):
        JoinPivot(records, BRANCHES, PRODUCTS, 10, True, (second,), Ask("label"))


def test_boxes_are_no_dollars():
    boxes, dollars = posed(Ask("total", "boxes")), posed(Ask("total", "value"))
    assert verify(boxes, "54 boxes").accepted
    assert verify(dollars, "126 dollars").accepted
    assert verify(boxes, "54 dollars").reason == verify(dollars, "126 boxes").reason == "format"


@pytest.mark.parametrize(
    ("ask", "steps"),
    [
        (Ask("label"), ()),
        (Ask("total"), (Step("region", "boxes", 3, True),)),
        (Ask("total"), (Step("region", "boxes", 1, True), Step("region", "boxes", 1, True))),
        (Ask("running", limit=60), ()),
        (Ask("running", limit=5), ()),
        (Ask("cell", "boxes", "region", "region"), ()),
    ],
)
def test_what_has_no_result_is_no_problem(ask, steps):
    with pytest.raises(ValueError, match=r"\w"):
        posed(ask, *steps)


TOTAL = posed(Ask("total", "value"), Step("region", "boxes", 1, True))
GROUPS = "S1: 12 + 5 = 17\nS2: 7 + 30 = 37\n"


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (GROUPS + "S3: (7*35 + 30*20)*10/100 = 84.5", ""),
        (GROUPS + "S3: 7*35 = 245\nS4: 30*20 = 600\nS5: (245 + 600)*10/100 = 84.5", ""),
        ("S1: (7*35 + 30*20)*10/100 = 84.5", "milestone"),
        (GROUPS + "S3: 80 + 4.5 = 84.5", "number"),
        (GROUPS + "S3: (7*35 + 30*20)*10 = 845", "value"),
        ("", "missing"),
    ],
)
def test_worked_solutions(lines, reason):
    verdict = verify_trace(TOTAL, f"{lines}\n\n<answer>\n84.5\n</answer>")
    assert (verdict.accepted, verdict.reason) == (not reason, reason)


@pytest.mark.parametrize("answer", ["Brazil ❌", "~~Old Town~~", "Old Town or Harbour"])
def test_a_label_that_is_taken_back_is_none(answer):
    label = posed(Ask("label"), Step("branch", "boxes", 2, True))
    assert outcome(label) == "Old Town" and verify(label, answer).reason == "format"


ORDINALS = {"": 0, "second ": 1, "third ": 2, "fourth ": 3, "fifth ": 4}


def printed(prompt, number):
    """The rows of a printed table, without its headings."""
    body = re.search(rf"(?m)^Table {number}\. .*\n\n([^~]*?)(?:\n\n|\Z)", prompt)[1].strip("`\n").split("\n")
    if body[0].startswith('"'):
        return list(csv.reader(body))[1:]
    if body[0].startswith("<"):
        return [re.findall(r"<t[dh]>(.*?)</t[dh]>", line) for line in body if "<tr>" in line][1:]
    if body[0].startswith("|"):
        return [[cell.strip() for cell in line.strip("|").split("|")] for line in body[2:]]
    return [re.split(r" {2,}", line.strip()) for line in body[1:]]


def placed(sums, ordinal, most):
    """The key at a place among sums, of which no other has that sum."""
    place = sorted(sums.values(), reverse=most)[ORDINALS[ordinal]]
    (key,) = (key for key, one in sums.items() if one == place)
    return key


def read_and_solved(prompt):
    """What somebody answers who has nothing but the text."""
    regions, products = dict(printed(prompt, 2)), {name: rest for name, *rest in printed(prompt, 3)}
    pack = re.search(r"times the (\d+) pieces", prompt)
    part = Fraction(int(pack[1]) if pack else 1, 100 if "piece (cents)" in prompt else 1)
    kept = [
        {
            "number": number, "branch": branch, "product": product, "region": regions[branch], "country of origin": products[product][0],
            "number of boxes": int(boxes), "value": int(boxes) * int(products[product][1]) * part,
        }
        for number, branch, product, boxes in printed(prompt, 1) if branch in regions and product in products
    ]  # fmt: skip

    def sums(measure, *fields):
        found = Counter()
        for one in kept:
            found[tuple(one[field] for field in fields)] += one[measure]
        return found

    step = r"(leave out|take) those of the ([a-z ]+) with the ((?:second|third|fourth|fifth) |)(largest|smallest) total (value|number of boxes)"
    for act, field, ordinal, extreme, measure in re.findall(step, prompt):
        chosen = placed(sums(measure, field), ordinal, extreme == "largest")
        kept = [one for one in kept if ((one[field],) == chosen) is (act == "take")]
    if re.search(r"does (the last|this) step choose\?", prompt):
        return chosen[0]
    if asked := re.search(r"What is the total (value|number of boxes) of", prompt):
        return sums(asked[1])[()]
    if asked := re.search(r"add up their (boxes|values)\. .* reaches or exceeds (\d+)\?", prompt):
        total = 0
        for one in kept:
            total += one["value" if asked[1] == "values" else "number of boxes"]
            if total >= int(asked[2]):
                return int(one["number"])
    if asked := re.search(r"by ([a-z ]+) and take from each group the single delivery with the (most boxes|largest value)", prompt):
        measure = "value" if asked[2] == "largest value" else "number of boxes"
        return sum(max(one[measure] for one in kept if one[asked[1]] == group) for group in {one[asked[1]] for one in kept})
    cell = r"for each ([a-z ]+) and a column for each ([a-z ]+); each cell holds the total (value|number of boxes) .*the ((?:second|third) |)largest"
    row, column, measure, ordinal = re.search(cell, prompt).groups()
    return sorted(sums(measure, row, column).values(), reverse=True)[ORDINALS[ordinal]]


@pytest.mark.parametrize("level", [1, 5, 10])
def test_the_english_text_alone_leads_to_the_answer(level):
    for turn, sample in enumerate(members("tabular/join_pivot", level, 40)):
        prompt = render(registry.load("tabular/join_pivot"), sample.problem, Random(turn), "en").split("<answer>")[0]
        found = read_and_solved(prompt)
        assert found == sample.answer if isinstance(found, str) else found == Fraction(sample.answer), prompt


def test_no_step_may_be_left_out():
    policies = [policy for name, policy in POLICIES if "steps left out" in name]
    problems = [sample for sample in members("tabular/join_pivot", 10, 60) if len(sample.problem.steps) > 1]
    assert len(policies) == 2 and len(problems) > 40
    assert not [sample for sample in problems for policy in policies if policy(sample.problem) == sample.answer]


@pytest.mark.parametrize(
    ("language", "alone", "last"), [("en", "does this step choose", "does the last step choose"), ("zh", "这一步选出", "最后一步选出")]
)
def test_a_single_step_is_not_called_the_last(language, alone, last):
    steps = Step("region", "value", 1, True), Step("branch", "boxes", 2, True)
    one, two = (render(registry.load("tabular/join_pivot"), posed(Ask("label"), *some), Random(1), language) for some in (steps[:1], steps))
    assert alone in one and last not in one
    assert last in two and alone not in two


@pytest.mark.parametrize("level", [1, 5, 10])
def test_no_row_of_a_pivot_table_has_one_cell_by_its_meaning(level):
    asked = [
        {one.problem.ask.field, one.problem.ask.other} for one in members("tabular/join_pivot", level, 60) if one.problem.ask.kind == "cell"
    ]
    assert len(asked) > 2
    assert not [fields for fields in asked if fields in ({"branch", "region"}, {"product", "origin"})]
