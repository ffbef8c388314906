"""Programs on standard input: other ways of reading and printing are right, other output and slow ways are not."""

import json
from random import Random

import pytest
from drawing import members

from synth.generators.code import _described, _programs
from synth.generators.code.stdin_program import demand, reading
from synth.pipelines.oracles.code import stdin_program as oracle
from synth.verifiers.code._inputs import FARTHEST, LARGE, inputs, large
from synth.verifiers.code._language import Key, Step, ran
from synth.verifiers.code._language import Test as Condition
from synth.verifiers.code._operations import KEYS
from synth.verifiers.code.stdin_program import StdinProgram, formats, running, verify
from synth.verifiers.parsers import programs
from synth.verifiers.sandbox import Limits, Sandbox

NAME = "code/stdin_program"
SMALL, LONG = (1, 3, 6), (7, 10)


def _bytes(text):
    return "import sys\n\ninput = lambda: sys.stdin.buffer.readline().decode().rstrip('\\n')\n" + text


def _descriptor(text):
    return "import os\n\n_lines = iter(open(0).read().split('\\n'))\ninput = lambda: next(_lines)\n" + text


def _at_once(text):
    return "import io, sys\n\n_out, sys.stdout = sys.stdout, io.StringIO()\n" + text + "\n\n_out.write(sys.stdout.getvalue() + '\\n \\n')"


def _exits(text):
    return f"import sys\n{text}\nsys.exit(0)"


def _guarded(text):
    return text.replace("\n\n\nmain()", "\n\n\nif __name__ == '__main__':\n    main()")


STYLES = (_bytes, _descriptor, _at_once, _exits, _guarded)


@pytest.mark.parametrize("style", STYLES)
def test_other_ways_of_reading_and_printing_are_accepted(style):
    for level in (*SMALL, *LONG):
        for sample in members(NAME, level, 5):
            assert verify(sample.problem, style(sample.answer)), style(sample.answer)


PLAIN = (
    ("import sys\nfrom collections import Counter, deque\nn = int(input())\nprint(Counter(sys.stdin.read().split())[str(n)])", True),
    ("def main():\n    x, y = 1, 2\n    print(x == y, end='')\n\nif __name__ == '__main__':\n    main()", True),
    ("import bisect as b, math\nprint(b.bisect([1], math.inf))", True),
    ("print(open(0).read())", False),
    ("import os\nprint(os.read(0, 9))", False),
    ("import sys, random\nprint(random.random())", False),
    ("from os import read", False),
    ("import collections\ncollections.Counter.most = 1\nprint(input())", False),
    ("import sys; import os\nprint(1)", False),
    ("print(__builtins__)", False),
    ("import sys\nprint(sys.modules)", False),
)


@pytest.mark.parametrize(("source", "plain"), PLAIN)
def test_programs_that_change_nothing_are_told_from_others(source, plain):
    assert running.is_plain(source) is plain


LASTING = """
import collections
seen = getattr(collections, "seen", 0)
collections.seen = seen + 1
"""


def test_what_a_run_leaves_behind_costs_no_right_answer():
    """Each input counts as the first of its process: a program that remembers other runs is right where it is right alone."""
    for sample in (*members(NAME, 3, 2), *members(NAME, 8, 1)):
        found = f"{LASTING}\nif not seen:\n" + "\n".join("    " + line for line in sample.answer.split("\n"))
        assert verify(sample.problem, found), found
        once = f"{LASTING}\nif seen:\n" + "\n".join("    " + line for line in sample.answer.split("\n"))
        assert verify(sample.problem, once).reason == "value"


REPLACED = """import sys
frame = sys._getframe()
while frame and "_on_all_inputs" not in frame.f_globals:
    frame = frame.f_back
if frame:
    frame.f_globals["_on_all_inputs"] = lambda texts: {value}
"""


@pytest.mark.parametrize("value", ["5", "None", "{}", "[]", "[5] * len(texts)", "[['a', 'b']] * len(texts)", "[[5]] * len(texts)"])
def test_what_a_program_makes_of_the_runs_is_no_verdict(value):
    """It is run again, alone."""
    sample = next(one for one in members(NAME, 3, 5) if not one.problem.cases)
    head = REPLACED.replace("{value}", value)
    assert verify(sample.problem, head + sample.answer)
    assert verify(sample.problem, f"{head}{sample.answer}\nprint('x')").reason == "value"


SPOILED = {
    "a prompt": lambda text: text.replace("def main():", "def main():\n    print('Enter:')"),
    "one line more": lambda text: f"{text}\nprint(0)",
    "a status": lambda text: f"{text}\nraise SystemExit(3)",
    "a first case alone": lambda text: text.replace("range(int(input()))", "range(min(1, int(input())))"),
    "stopped at once": lambda text: f"import os\nprint('x')\nos._exit(0)\n{text}",
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_other_output_is_refused(spoil):
    for level in SMALL:
        for sample in members(NAME, level, 6):
            text = spoil(sample.answer)
            assert text == sample.answer or verify(sample.problem, text).reason in ("value", "error"), text


def test_programs_with_a_small_fault_are_refused():
    refused = 0
    for level in (2, 5, 8):
        for number, sample in enumerate(members(NAME, level, 8)):
            wrong, idle = _programs.tried_out(sample.problem)
            assert idle is None
            for steps in Random(number).sample(wrong, 3):
                assert verify(sample.problem, reading.program(sample.problem, steps)).reason in ("value", "error")
                refused += 1
    assert refused == 72


def test_plain_ways_are_too_slow_on_long_inputs_and_right_on_short_ones():
    """The reference takes less than a fifth of the limit."""
    for level in LONG:
        for sample in members(NAME, level, 4):
            text = reading.plain(sample.problem)
            assert verify(sample.problem, text).reason == "slow", text
            assert all(running._one(sample.problem, text, case) for case in running.tests(sample.problem)[:3])
            quick = Sandbox(Limits(cpu=running.SECONDS / 5))
            assert quick.run(sample.answer, running.large_test(sample.problem)[0]).ok


def test_work_done_elsewhere_does_not_hide():
    """No fork, no thread, no clock set back, no exception caught makes a slow program quick."""
    sample = members(NAME, 8, 1)[0]
    text = reading.plain(sample.problem)
    for head in (
        "import sys\nsys.monitoring = sys.settrace = sys.setprofile = lambda *a: None\n",
        "import time\ntime.process_time = time.perf_counter = lambda: 0.0\n",
        "import signal\nfor n in (24, 14, 26, 27):\n    try: signal.signal(n, lambda *a: None)\n    except (OSError, ValueError): pass\n",
        "import gc\ngc.disable()\n",
    ):
        assert verify(sample.problem, head + text).reason == "slow"
    late = f"import atexit\n\ndef work():\n    while True: pass\n\natexit.register(work)\n{sample.answer}"
    assert verify(sample.problem, late).reason in ("error", "slow")


def test_long_inputs_keep_the_limits_that_are_stated():
    for level in LONG:
        for sample in members(NAME, level, 5):
            problem = sample.problem
            for value in large(problem.start, problem.steps, problem.kinds):
                assert isinstance(value, int) or len(value) == LARGE
                assert all(abs(x) <= FARTHEST for x in ([value] if isinstance(value, int) else value))


def test_short_inputs_keep_the_limits_that_are_stated():
    for level in SMALL:
        for sample in members(NAME, level, 20):
            for arguments in inputs(sample.problem.start, sample.problem.steps, sample.problem.kinds):
                for value in arguments:
                    if isinstance(value, int):
                        assert abs(value) <= 1000
                        continue
                    assert len(value) <= 100
                    for item in [*value, *(value.values() if isinstance(value, dict) else ())]:
                        assert len(item) in range(1, 11) if isinstance(item, str) else abs(item) <= 1000


def test_a_plain_way_is_as_slow_as_it_is_said_to_be():
    """Pairs that are looked at, counted one by one."""
    for values in ([3, 1, 2, 5, 4, 4, 9], [5, 4, 3, 2, 1], [1, 2, 3]):
        looked = sum(next((j for j in range(i + 1, len(values)) if values[j] > x), len(values)) - i for i, x in enumerate(values))
        assert demand._looked_at(values) == looked
    assert demand.seconds("ints", (Step("reverse"),), ["ints"]) == 0.0
    assert demand.seconds("ints", (Step("first", n=5), Step("ranks")), ["ints"]) < 0.01 < demand.seconds("ints", (Step("ranks"),), ["ints"])


LINES = (
    (([3, 4], 7, []), ("ints", "int", "ints"), "rows", "2|3 4|7|0|"),
    (([3, 4], 7, []), ("ints", "int", "ints"), "columns", "2|3|4|7|0"),
    (([3, 4], 7, []), ("ints", "int", "ints"), "head", "2 7 0|3 4|"),
    ((" a  b",), ("str",), "rows", " a  b"),
    (({"b": 2, "a": 1},), ("table",), "rows", "2|b 2|a 1"),
    (({"b": 2, "a": 1},), ("table",), "head", "2|b 2|a 1"),
    ((["ab", "c"],), ("strs",), "columns", "2|ab|c"),
)


@pytest.mark.parametrize(("arguments", "kinds", "layout", "lines"), LINES)
def test_arguments_are_written_as_the_prompt_says(arguments, kinds, layout, lines):
    assert "|".join(formats.written(arguments, kinds, layout)) == lines


PRINTED = (
    ([3, 4], "ints", True, "3 4", "3  4 \n\n"),
    ([], "ints", True, "", "\n"),
    ([3, 4], "ints", False, "2|3|4", "2\n3\n4"),
    (["a", ""], "strs", True, "2|a|", "2\na\n"),
    ([[1, 2], [3]], "lists", True, "2|1 2|3", "2\n1 2\n3\n"),
    ({"b": 2, "": 1}, "table", True, "2|1 |2 b", "2\n1\n2 b\n"),
    (" a ", "str", True, " a ", " a\n"),
)


@pytest.mark.parametrize(("value", "kind", "one_line", "lines", "output"), PRINTED)
def test_values_are_printed_as_the_prompt_says(value, kind, one_line, lines, output):
    expected = formats.printed(value, kind, one_line)
    assert "|".join(expected) == lines
    assert formats.same_output(output, expected, kind)
    assert not formats.same_output(f"{output}\nx", expected, kind) and not formats.same_output(f"x{output}", expected, kind)


def test_spaces_at_the_start_of_a_text_count():
    assert not formats.same_output("a\n", [" a"], "str") and formats.same_output("  7\n", ["7"], "int")


def test_the_oracle_writes_and_expects_the_same_lines():
    for level in range(1, 11):
        for sample in members(NAME, level, 8):
            problem, loose = sample.problem, json.loads(sample.problem.to_json())
            for one in inputs(problem.start, problem.steps, problem.kinds, 8):
                assert list(oracle.case_lines(loose, one)) == formats.written(one, problem.kinds, problem.layout)
                value = ran(problem.start, problem.steps, one)
                lines = oracle.value_lines(problem.gives == "ints" and problem.one_line, value)
                assert oracle.plain(lines) == oracle.plain(formats.printed(value, problem.gives, problem.one_line))


def test_long_problems_have_little_work():
    fields = {"layout": "rows", "one_line": True, "cases": False, "large": True}
    digit = Step("keep", test=Condition(Key("digit_sum"), "gt", 5))
    StdinProgram("solve", ("a",), "ints", (digit, Step("ranks")), **fields)
    with pytest.raises(ValueError, match="few steps"):
        StdinProgram("solve", ("a",), "ints", (digit, digit, digit, Step("ranks")), **fields)
    with pytest.raises(ValueError, match="few steps"):
        StdinProgram("solve", ("a",), "strs", (Step("reverse"),), **fields)
    assert set(KEYS["int"]) >= {"digit_sum"} and _described.SHOWN >= 2


PROGRAMS = (
    ("n = int(input())\nprint(n)", True),
    ("The answer is:\nn = int(input())\nprint(n)", True),
    ("```python\nprint(input())\n```\nOutput:\n```\n5\n```", True),
    ("import sys\nsys.stdout.write(sys.stdin.read())", True),
    ("print(5)", False),
    ("n = int(input())", False),
    ("I would print(input()) here", False),
    ("# input and print\nx = 1", False),
    ("print(input()", False),
)


@pytest.mark.parametrize(("answer", "found"), PROGRAMS)
def test_whole_programs_are_found_in_answers(answer, found):
    assert (programs.program(answer) is not None) is found
