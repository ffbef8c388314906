"""Rows that others have published, scored under their names: each mistake of the scorers that came with them, in both directions."""

import json

import pytest
from hostile import HOSTILE
from timing import cpu_seconds

import synth
from synth.schemas.errors import GroundTruthError
from synth.verifiers import published
from synth.verifiers.adapters import trl, verl
from synth.verifiers.published import mathematics, science_values, table_values

MATH = "math__deepscaler_preview"
ZEBRA = {"header": ["Position", "Nationality", "Job"], "rows": [["1", "british", "plumber"], ["2", "polish", "carpenter"]]}
SUM = json.dumps({"functional": "def check(candidate):\n    assert candidate([1, 2]) == 3\n    assert candidate([4]) == 4\n\ncheck(total)"})
METHOD = json.dumps({"functional": "def check(candidate):\n    assert candidate(nums=[1, 2]) == 3\n\ncheck(Solution().total)"})
PRINTED = json.dumps({"inputs": ["1\n", "2\n"], "outputs": ["100000000000000000\n", "0.333333333"]})
SQUARE = {"input": {"x": 3}, "output": 9, "program": "def main_solution(x):\n    return x * x", "function": "main_solution"}
ASSERTED = {"original_prompt": "[PYTHON]\ndef f(x):\n    return x + 1\nassert f(??) == 17\n[/PYTHON]\n[PYTHON]\ndef f(x):\n    return x * x\nassert f(??) == 9\n[/PYTHON]\n[THOUGHT]\n"}


def box(text):
    return f"So \\boxed{{{text}}}."


def tag(text):
    return f"<answer>{text}</answer>"


def python(text):
    return f"```python\n{text}\n```"


RIGHT = [
    (MATH, box("10^5"), "100000"),
    (MATH, box("\\{3, 1, 2\\}"), "\\{1, 2, 3\\}"),
    (MATH, box("3, 2, 1"), "1, 2, 3"),
    (MATH, box("6.28319"), "2\\pi"),
    (MATH, box("0.5"), "\\frac{1}{2}"),
    (MATH, box("1011_2"), "1011_2"),
    (MATH, box("4\\text{ cm}"), "4"),
    (MATH, box("18.9"), "\\$18.90"),
    (MATH, box("\\text{East}"), "east"),
    *((MATH, box(answer), gold) for answer, gold in (("x=3, y=-2", "(3,-2)"), ("90^\\circ", "90"), ("12\\pi \\text{ cm}^2", "12\\pi"), ("no solution", "\\text{None}"))),
    ("math__merged_deduped_dapo_or1_dataset", box("x < 3"), "(-\\infty, 3)"),
    ("math__aime_repeated_8x", box("073"), "73"),
    ("codegen__leetcode2k", python("class Solution:\n    def total(self, nums):\n        return sum(nums)") + "\nIt prints\n```\n3\n```", METHOD),
    ("codegen__humaneval", python("def total(numbers):\n    return sum(numbers)"), SUM),
    ("codegen__mbpp", python("import math\ndef area(r):\n    return math.pi * r * r"), json.dumps({"functional": "assert math.isclose(area(1), 3.14159, rel_tol=0.001)\n"})),
    ("codegen__mbpp", python("def pairs(n):\n    return [(1, n), (2, n)]"), json.dumps({"functional": "import re\nassert set(pairs(3)) == {(1, 3), (2, 3)}\nassert pairs(3)[0][1] == 3\n"})),
    ("codegen__mbppplus", python("def total(numbers):\n    return sum(numbers)"), SUM),
    ("codegen__deduped_taco", python("n = int(input())\nprint(10**17 if n == 1 else 1 / 3)"), PRINTED),
    ("simulation__codeio", box("42"), '"output": 42'),
    ("simulation__codeio", box('"output": {"a": 2}'), '"output": {"a": 2.0}'),
    ("simulation__codeio", '```json\n{"input": {"x": -3}}\n```', SQUARE),
    ("simulation__cruxeval-o", "[ANSWER]true[/ANSWER]", '{"functional": "True"}'),
    ("simulation__cruxeval-o", "[THOUGHT]..[/THOUGHT]\n[ANSWER]\nassert f('hi') == 'bhihia'\n[/ANSWER]", '{"functional": "\'bhihia\'"}'),
    ("simulation__cruxeval-i", "[ANSWER]assert f(-3) == 9[/ANSWER]", '{"functional": "9"}'),
    ("simulation__arcagi1", tag("[\n [1, 2],\n [3, 4]\n]"), [[1, 2], [3, 4]]),
    ("logic__barc", tag("1 2\n3 4"), "[[1,2],[3,4]]"),
    ("logic__zebra_puzzle_dataset", tag(json.dumps(ZEBRA, indent=1)), ZEBRA),
    ("logic__zebra_puzzle_dataset", tag(json.dumps({"header": ["Job", "Position", "Nationality"], "rows": [["carpenter", "2", "polish"], ["plumber", "1", "british"]]})), ZEBRA),
    ("zebra_puzzle_dataset", tag("{'header': ['Position', 'Nationality', 'Job'], 'rows': [['1', 'British', 'plumber'], ['2', 'Polish', 'carpenter']]}"), ZEBRA),
    ("logic__ordering_puzzle_dataset", tag("['Anna', 'Bob']"), ["Anna", "Bob"]),
    ("logic__ordering_puzzle_dataset", tag("\n['black-capped chickadee',\n 'blue jay']\n"), ["black-capped chickadee", "blue jay"]),
    ("logic__graph_logical_dataset", tag(" Fdebme\n"), "fdebme"),
    ("table__hitab", box("10:30"), "10:30"),
    ("table__hitab", box("2019-2020"), "2019-2020"),
    ("table__hitab", box("ontario | Quebec"), "Quebec|Ontario"),
    ("table__multihier", box("\\$1,234.57"), "1234.5678"),
    ("table__finqa", box("15.32\\%"), 0.15318),
    ("stem__gpqa_diamond", "Answer: D", "D"),
    ("stem__supergpqa", box("D) 5 m"), "D"),
    ("stem_web", box("10.8 km/h"), "3.0 m/s"),
]
WRONG = [
    *((MATH, box(answer), gold) for answer, gold in (("50", "0.5"), ("700", "7"), ("123456", "123450"), ("1011_3", "1011_2"), ("(1,2)", "12"))),
    *((MATH, box(answer), gold) for answer, gold in (("50\\%", "0.5"), ("6.28", "2\\pi"), ("12 or 2", "12"), ("1 2", "12"), ("4 million", "4"), ("(2,1)", "(1,2)"))),
    (MATH, "I don't know", "0"),
    ("codegen__humaneval", python("def total(numbers): ...\nimport sys\nsys.exit(0)"), SUM),
    ("codegen__humaneval", python("def total(numbers): ...\nimport os\nos._exit(0)"), SUM),
    ("codegen__humaneval", python("class All:\n    def __eq__(self, other):\n        return True\ndef total(numbers):\n    return All()"), SUM),
    ("codegen__humaneval", python("def total(numbers):\n    return 3"), SUM),
    ("codegen__humaneval", python("def total(numbers):\n    return '\0'"), SUM),
    ("codegen__deduped_taco", python("n = int(input())\nprint(10**17 + 1 if n == 1 else 1 / 3)"), PRINTED),
    ("codegen__deduped_taco", python("n = int(input())\nprint(10**17 if n == 1 else 0.34)"), PRINTED),
    ("simulation__codeio", box("true"), '"output": 1'),
    ("simulation__codeio", box('{"input": {"x": 4}}'), SQUARE),
    ("simulation__codeio", box('{"input": {"x": -3}}'), '"input": {"x": 3}'),
    *(("simulation__cruxeval-o", reply, '{"functional": "9"}') for reply in ("[ANSWER]pass[/ANSWER]", "```\n```", "[ANSWER]assert True[/ANSWER]", "[ANSWER]9.0[/ANSWER]")),
    *(("simulation__cruxeval-i", reply, '{"functional": "9"}') for reply in ("[ANSWER]assert f(2) == 9[/ANSWER]", "[ANSWER]assert f(2) == 4[/ANSWER]", "[ANSWER]assert f(int('3')) == 9[/ANSWER]", "[ANSWER]9[/ANSWER]")),
    ("simulation__arcagi1", "no grid", [[0]]),
    ("simulation__arcagi1", tag("[[1.9]]"), [[1]]),
    ("simulation__arcagi2", tag("[[1, 2], [3, 5]]"), [[1, 2], [3, 4]]),
    ("logic__zebra_puzzle_dataset", tag(json.dumps(ZEBRA | {"rows": [["1", "polish", "plumber"], ["2", "british", "carpenter"]]})), ZEBRA),
    ("logic__zebra_puzzle_dataset", tag(json.dumps(ZEBRA | {"rows": ZEBRA["rows"][:1]})), ZEBRA),
    ("logic__zebra_puzzle_dataset", tag(json.dumps(ZEBRA | {"header": ["Position", "Job", "Nationality"]})), ZEBRA),
    ("logic__ordering_puzzle_dataset", tag("['Bob', 'Anna']"), ["Anna", "Bob"]),
    ("logic__graph_logical_dataset", tag("fdebme sodnei"), "fdebme"),
    *(("table__finqa", box(answer), gold) for answer, gold in (("2018", 2020), ("0.0015", 0.15), ("15", 0.15), ("1/2*100", 50), ("0.15\\%", 0.15))),
    ("table__hitab", box("Quebec"), "Quebec|Ontario"),
    ("stem__gpqa", "I can't decide.", "A"),
    ("stem__gpqa", "Answer: D", "A"),
    ("stem__gpqa", box("A or B"), "A"),
    ("stem_web", box("3.0 s"), "3.0 m/s"),
]  # fmt: skip


TEXTS = (*HOSTILE, *(piece * (100_000 // len(piece)) for piece in ("[ANSWER]", "{\"a\":", "1:2:", "\\text{", "a: ", "| ", "1 cm ", "- ")))
WRAPPERS = ("{}", "<answer>{}</answer>", "[ANSWER]{}[/ANSWER]")


def extra(data_source):
    return ASSERTED if "cruxeval-i" in data_source else None


@pytest.mark.parametrize(("data_source", "completion", "gold"), RIGHT)
def test_right_answers_are_accepted(data_source, completion, gold):
    assert synth.verifiers.score(data_source, completion, gold, extra(data_source)) == 1.0


@pytest.mark.parametrize(("data_source", "completion", "gold"), WRONG)
def test_wrong_answers_are_refused(data_source, completion, gold):
    assert synth.verifiers.score(data_source, completion, gold, extra(data_source)) == 0.0


@pytest.mark.parametrize(("data_source", "gold"), dict.fromkeys((name, published.text(gold)) for name, _, gold in RIGHT if "cruxeval-i" not in name and "codegen" not in name))
def test_the_gold_answer_as_a_completion_is_right(data_source, gold):
    kind = published.kind(data_source)
    assert synth.verifiers.score(data_source, kind.shown(kind.read(gold)), gold) == 1.0


@pytest.mark.parametrize("refused", ["ood__ifeval", "ood__ifbench", "ood__livebench", "logic__synlogic"])
def test_names_without_a_rule_are_refused_by_name_with_the_reason(refused):
    with pytest.raises(GroundTruthError, match=f"row 7 of '{refused}': no rule scores {refused}: [a-z ]"):
        synth.verifiers.score(refused, "x", "y", {"index": 7})


@pytest.mark.parametrize(
    ("data_source", "gold"),
    [
        (MATH, ""), (MATH, None), ("simulation__codeio", None), ("simulation__codeio", '"neither": 1'), ("simulation__arcagi1", [[1], [2, 3]]),
        ("simulation__arcagi1", "[]"), ("zebra_puzzle_dataset", {"header": ["a", "a"], "rows": [["1", "2"]]}), ("zebra_puzzle_dataset", "{}"),
        ("logic__ordering_puzzle_dataset", ["a", "a"]), ("logic__graph_logical_dataset", "two words"), ("table__hitab", "|"), ("stem__gpqa", "AB"),
        ("codegen__taco", "{}"), ("codegen__taco", '{"inputs": ["1"], "outputs": []}'), ("codegen__taco", '{"functional": "assert f(g) == 1"}'),
        ("simulation__cruxeval-o", '{"functional": "open(1)"}'), ("simulation__cruxeval-i", '{"functional": "9"}'),
    ],
)  # fmt: skip
def test_a_broken_ground_truth_raises_and_scores_nothing(data_source, gold):
    with pytest.raises(GroundTruthError, match="cannot score row unknown"):
        synth.verifiers.score(data_source, box("1"), gold)


@pytest.mark.parametrize(("data_source", "gold"), {published.kind(name).__name__: (name, gold) for name, _, gold in RIGHT if "codegen" not in name}.values())
def test_any_text_gets_a_verdict_soon(data_source, gold):
    """50 ms for 100 kB, and twice that for a machine that is busy."""
    for text in TEXTS:
        for wrapper in WRAPPERS:
            completion = wrapper.replace("{}", text)
            assert cpu_seconds(synth.verifiers.score, data_source, completion, gold, extra(data_source)) < 0.1, text[:20]


def test_arrays_of_numpy_count_as_lists():
    numpy = pytest.importorskip("numpy")
    rows = numpy.empty(2, dtype=object)
    rows[:] = [numpy.array([1, 2]), numpy.array([3, 4])]
    assert synth.verifiers.score("simulation__arcagi1", tag("[[1, 2], [3, 4]]"), rows) == 1.0


@pytest.mark.parametrize(
    ("gold", "expected"),
    [("x^2 + y^2 = 1", False), ("all primes that leave 3", False), ("2\\sqrt{3}", True), ("(1, 2]", True), ("\\text{Monday}", True), ("y = 2x + 1", True)],
)
def test_what_needs_a_judge_is_told(gold, expected):
    assert mathematics.readable(gold) is expected
    assert mathematics.same(gold, gold)


@pytest.mark.parametrize("data_source", [MATH, "stem_web"])
def test_a_row_that_needs_a_judge_is_refused_whatever_is_answered(data_source):
    for completion in ("", box("x^2 + y^2 = 1"), box("2")):
        with pytest.raises(GroundTruthError, match="needs a judge"):
            synth.verifiers.score(data_source, completion, "x^2 + y^2 = 1")


@pytest.mark.parametrize(("data_source", "kind"), [("simulation__cruxeval_i", "assertion_inputs"), ("math__amc-repeated", "mathematics"), ("codegen_mbpp", "programs"), ("stem__web_3.6k", None)])
def test_names_lead_to_kinds(data_source, kind):
    if kind:
        assert published.kind(data_source).__name__.endswith(f".{kind}")
    else:
        with pytest.raises(published.NoRule):
            published.kind(data_source)


def test_the_adapters_take_published_rows():
    found = verl.compute_score("simulation__arcagi1", tag("[[1]]"), [[1]], {"index": 3, "num_turns": 1})
    assert found == {"score": 1.0, "acc": 1.0, "format": 1.0, "steps": 1.0, "reason": ""}
    assert verl.compute_score_steps(MATH, box("2"), "3") == {"score": 0.0, "acc": 0.0, "format": 1.0, "steps": 0.0, "reason": "value"}
    rewards = trl.reward_steps([""] * 2, [box("2"), box("3")], [MATH] * 2, [{"style": "rule", "ground_truth": "2"}] * 2)
    assert rewards == [1.0, 0.0]


def test_prose_of_science_needs_a_judge():
    assert not science_values.readable("The rate doubles because more molecules have the energy")
    assert science_values.readable("3.0 \\times 10^8 m/s")


@pytest.mark.parametrize(("answer", "gold", "expected"), [("0.286", "0.2857142", True), ("0.29", "0.2857142", False), ("(12.5)", "-12.5", True), ("15%", "15", True), ("0.15", "15%", True)])
def test_numbers_of_tables_are_rounded_to_three_figures_or_more(answer, gold, expected):
    assert table_values.same(answer, gold) is expected


def test_the_fallback_is_asked_only_when_switched_on_and_only_where_no_reader_reads(monkeypatch):
    asked = []

    class Judge:
        def verdict(self, answer, gold):
            asked.append((answer, gold))
            return True

    assert not mathematics.same("1 = x^2 + y^2", "x^2 + y^2 = 1")
    monkeypatch.setattr("synth.verifiers.fallback.switched_on", Judge)
    assert mathematics.same("1 = x^2 + y^2", "x^2 + y^2 = 1")
    assert not mathematics.same("50", "0.5")
    assert len(asked) == 1
