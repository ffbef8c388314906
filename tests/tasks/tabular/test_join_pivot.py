"""Join and pivot: results worked out by hand, what leaves them open, and steps that are no worked solution."""

from fractions import Fraction

import pytest

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
