"""What the laws cannot say of worlds/answerability: how steps and worlds are judged, and that members differ in one fact."""

import pytest
from drawing import members

from synth.verifiers.worlds._query import Follow, Is, Pick
from synth.verifiers.worlds._steps import proof
from synth.verifiers.worlds._told import outcome
from synth.verifiers.worlds._world import Document, Era, Fact
from synth.verifiers.worlds.answerability import EXAMPLES, Answerability, proven, verify_trace

SETTLED = EXAMPLES[0][0]
"""Who taught Brask? Mirel, by document 1."""
OPEN = next(problem for problem, answer, reason in EXAMPLES if answer == "Unknown" and not reason)
TEACHER, ANSWER = "S1: teacher of Brask = Mirel [F1]", "S2: answer = Mirel [S1]"


@pytest.mark.parametrize(
    ("problem", "steps", "answer", "reason"),
    [
        (SETTLED, f"{TEACHER}\n{ANSWER}", "Mirel", ""),
        (SETTLED, f"S1: the teacher of Tamsin = Mirel [F1]\n{ANSWER}", "Mirel", ""),
        (SETTLED, "S1: guild of Mirel = Silver Wheel [F1]\nS2: guild of Orenth = Silver Wheel [F1, S1]", "Mirel", "last"),
        (SETTLED, "", "Mirel", "missing"),
        (SETTLED, TEACHER, "Mirel", "last"),
        (SETTLED, f"{TEACHER}\n{ANSWER}", "Orenth", "answer"),
        (SETTLED, f"S1: teacher of Brask = Mirel [F2]\n{ANSWER}", "Mirel", "step"),
        (SETTLED, f"S1: teacher of Brask = Orenth [F1]\n{ANSWER}", "Mirel", "step"),
        (SETTLED, f"{TEACHER}\nS2: answer = Mirel [F1]", "Mirel", "step"),
        (SETTLED, f"S1: teacher of Brask = Mirel [F3]\n{ANSWER}", "Mirel", "cites"),
        (SETTLED, f"S2: answer = Mirel [S1]\n{TEACHER}", "Mirel", "cites"),
        (SETTLED, f"{TEACHER}\nS3: teacher of Brask = Mirel [F1]\n{ANSWER}", "Mirel", "repeat"),
        (SETTLED, f"S1: Mirel taught Brask [F1]\n{ANSWER}", "Mirel", "format"),
        (OPEN, "World A: teacher of Brask = Mirel\nWorld B: teacher of Brask = Orenth", "Unknown", ""),
        (OPEN, "S1: guild of Mirel = Silver Wheel [F1]\nWorld A: teacher of Brask = Mirel\nWorld B: teacher of Brask = Orenth", "Unknown", ""),
        (OPEN, "S1: guild of Mirel = Silver Wheel [F1]\nWorld A: teacher of Brask = Mirel\nWorld B: teacher of Brask = none", "Unknown", "last"),
        (OPEN, "S1: guild of Mirel = Silver Wheel [F1]\nWorld A: teacher of Brask = Mirel\nWorld B: teacher of Brask = Brask", "Unknown", "last"),
        (OPEN, "S1: guild of Mirel = Silver Wheel [F1]\nWorld A: guild of Mirel = Tin Oar\nWorld B: teacher of Brask = Orenth", "Unknown", "last"),
    ],
)  # fmt: skip
def test_steps_are_judged_by_what_they_cite(problem, steps, answer, reason):
    assert verify_trace(problem, f"{steps}\n\n<answer>\n{answer}\n</answer>").reason == reason


def test_facts_without_a_part_in_the_question_prove_nothing():
    idle = "\n".join(
        f"S{number}: {claim} [{cited}]"
        for number, (claim, cited) in enumerate(
            [
                ("guild of Mirel = Silver Wheel", "F1"), ("guild of Orenth = Silver Wheel", "F1, S1"), ("seat of Silver Wheel = Tolmere", "F1"),
                ("birth year of Mirel = Orvan era, year 40", "F1"), ("guild of Brask = Tin Oar", "F2"), ("seat of Tin Oar = Welgate", "F2"),
            ],
            1,
        )
    )  # fmt: skip
    assert proven(SETTLED, idle).progress == 0
    assert verify_trace(SETTLED, f"{idle}\n<answer>Mirel</answer>").reason == "idle"
    assert proven(SETTLED, TEACHER).progress == 0.5


@pytest.mark.parametrize("level", [3, 7])
def test_members_differ_in_one_fact_and_agree_in_all_counts(level):
    items = members("worlds/answerability", level, 20)
    for one, two in zip(items[::2], items[1::2], strict=True):
        assert sorted([outcome(one.problem) is None, outcome(two.problem) is None]) == [False, True]
        told, other = (
            [(d.kind, len({f.of for f in d.facts}), [f.attribute for f in d.facts]) for d in sample.problem.documents] for sample in (one, two)
        )
        assert told == other
        assert len(set(one.problem.facts) ^ set(two.problem.facts)) == 2
        assert one.problem.names == two.problem.names and one.problem.wording == two.problem.wording


def test_a_proof_holds_what_any_of_the_worlds_needs_where_something_is_open_that_makes_no_difference():
    """Whether Belin is born in Dorne or in Esk is open; where in Esk, it takes her year to see that Aska is the older one."""
    facts = (Fact("born", 0, 10), Fact("birthplace", 0, 3), Fact("trade", 0, 4), Fact("born", 1, 20))
    query = Follow(Pick("person", (Is(("birthplace",), False, 2),), "born", False), ("trade",))
    problem = Answerability(
        names=("Aska", "Belin", "Dorne", "Esk", "potter", "cooper"), kinds=("person", "person", "town", "town", "trade", "trade"), aliases=(),
        eras=(Era("Orvan", 90),), documents=(Document("letter", facts),), complete=(), query=query, wording=0,
    )  # fmt: skip
    steps = [
        "S1: birthplace of Aska = Esk [F1]", "S2: birth year of Aska = Orvan era, year 10 [F1]", "S3: birth year of Belin = Orvan era, year 20 [F1]",
        "S4: trade of Aska = potter [F1]", "S5: answer = potter [S1, S2, S3, S4]",
    ]  # fmt: skip
    assert set(proof(problem)) == {("birthplace", 0), ("born", 0), ("born", 1), ("trade", 0)}
    assert verify_trace(problem, "\n".join(steps) + "\n<answer>potter</answer>")
    without = [step.replace("S3, ", "") for step in steps if not step.startswith("S3")]
    assert verify_trace(problem, "\n".join(without) + "\n<answer>potter</answer>").reason == "step"
