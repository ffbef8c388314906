"""Slips that people make in single steps of described functions: each shows on some input of every problem that could hide it."""

import pytest
from drawing import members

from synth.generators.code import _programs, _slips
from synth.generators.code._mutants import exchanged
from synth.verifiers.code._inputs import inputs
from synth.verifiers.code._judge import tests as expectations
from synth.verifiers.code._language import Key, Step, others, part, runner, types
from synth.verifiers.code._language import Test as Single
from synth.verifiers.code._operations import OPERATIONS
from synth.verifiers.code.function_from_spec import FunctionFromSpec

_SHORT = (Step("last", n=4), Step("alternating"))
_TIES = (Step("chunks", n=2), Step("best", key=Key("first"), flag=True))


@pytest.mark.parametrize("steps", [_SHORT, _TIES])
def test_slips_fail_on_some_input(steps, monkeypatch):
    """A short list cut from the wrong end, a tie decided by value: a program whose inputs do not tell goes on without the step."""
    problem = FunctionFromSpec("solve", ("items",), "ints", steps)
    place, step = next((place, step) for place, step in enumerate(steps) if _slips.slips(step))
    slip = _slips.slips(step)[0]
    kinds, tried = types("ints", steps), inputs("ints", steps, ["ints"])
    before, right, wrong = runner("ints", steps[:place]), part(step, kinds[place], OPERATIONS[step.op].run), part(step, kinds[place], slip)
    rest = runner(kinds[place + 1], steps[place + 1 :])
    values = [before(one[0], 0, []) for one in tried]
    assert any(rest(right(value, 0, []), 0, []) != rest(wrong(value, 0, []), 0, []) for value in values)
    monkeypatch.setattr(_programs, "slips", lambda one: (OPERATIONS[one.op].run,) if one == step else ())  # one that never shows
    _programs._tried_out.cache_clear()
    assert _programs.tried_out(problem)[1] == place
    _programs._tried_out.cache_clear()


EVEN = Single(Key("same"), "even")
SLIPPED = (
    (Step("sort", key=Key("abs"), flag=True, m=1), [-1, 1], [], [[1, -1]]),
    (Step("balance", test=EVEN, m=1), [-2, 1, 1, 1], [], [[-2, -1, 0, 0]]),
    (Step("merge", m=0), [1, 1, 2], [1], [[1]]),
    (Step("merge", m=2), [1, 1], [1], [[2, 1]]),
    (Step("merge", m=3), [1], [2, 3], [[1, 2], [1, 2, 3]]),
    (Step("merge", m=3), [1, 3], [2], [[1, 2, 3], [1, 2]]),
    (Step("pairs", flag=True), [2, 2, 1], [], [3]),
    (Step("runs", flag=True), [1, 1, 0], [], [[[1, 1], [0]]]),
    (Step("every", n=2), list(range(11)), [], [[0, 2, 4, 6]]),
    (Step("ranks"), [1, 1], [], [[0, 1]]),
    (Step("greater"), [1, 3, 1, 2], [], [[2, 0, 2, 0]]),
    (Step("cancel", key=Key("same")), [1, 2, 2, 1], [], [[1, 1]]),
    (Step("distinct"), [1, 1, 2, 1], [], [[1, 2, 1]]),
    (Step("group", key=Key("same")), [1, 2, 1], [], [[[1], [2], [1]]]),
    (Step("split", test=EVEN), [1, 2, 2], [], [[[1], [], []]]),
    (Step("chunks", n=2), [1, 2, 3], [], [[[1, 2]], [[1, 2]]]),
    (Step("chunks", n=2), [1, 2, 3, 4], [], [[[1, 2], [3, 4]], [[1, 2], [3, 4]]]),
    (Step("counts"), [2, 1], [], [[[2, 1], [1, 1]]]),
    (Step("common"), [2, 1], [], [2]),
    (Step("section"), [-2, -1], [], [-1]),
    (Step("table"), ["aa", "a"], [], [{"a": 1}]),
    (Step("table", flag=True), ["aa", "a"], [], [{"a": 1}]),
    (Step("keys"), {"b": 2, "a": 1}, [], [["b", "a"]]),
)


@pytest.mark.parametrize(("step", "value", "other", "found"), SLIPPED)
def test_slips_are_what_people_write(step, value, other, found):
    kind = OPERATIONS[step.op].takes[0]
    assert [part(step, kind, slip)(value, 0, other) for slip in _slips.slips(step)] == found


def test_no_slip_passes(scale):
    for level in (3, 6, 9):
        for sample in members("code/function_from_spec", level, 10 * scale):
            problem = sample.problem
            tried, expected = expectations(problem.start, problem.steps, tuple(problem.kinds))
            for place, (step, kind) in enumerate(zip(problem.steps, types(problem.start, problem.steps), strict=False)):
                before, behind = runner(problem.start, problem.steps[:place]), runner(kind, (step,))
                rest = _rest(problem, place)
                for slip in _slips.slips(step):
                    wrong = part(step, kind, slip)
                    for one, value in zip(tried, expected, strict=True):
                        given = others(one)
                        found = before(one[0], *given)
                        if wrong(found, *given) != behind(found, *given) and rest(wrong(found, *given), *given) != value:
                            break
                    else:
                        pytest.fail(f"{step} got wrong passes in {problem}")


@pytest.mark.parametrize("task", ["function_from_spec", "complete_body", "fix_bug", "stdin_program"])
def test_no_two_neighbouring_steps_can_be_exchanged(task, scale):
    """One of three programs at level 5 had two steps whose order changed nothing."""
    for sample in members(f"code/{task}", 5, 12 * scale):
        problem = sample.problem
        tried, expected = expectations(problem.start, problem.steps, tuple(problem.kinds))
        for _, steps in exchanged(problem.start, problem.steps):
            run = runner(problem.start, steps)
            assert [run(one[0], *others(one)) for one in tried] != expected, steps


def test_a_program_goes_on_without_a_step_whose_order_nobody_sees():
    steps = (Step("reverse"), Step("affine", n=2, m=1), Step("sums"))
    assert _programs.tried_out(FunctionFromSpec("solve", ("items",), "ints", steps)) == ([], 0)


COMMUTING = (
    (Step("reverse"), Step("affine", n=2, m=1), True),
    (Step("reverse"), Step("sums"), False),
    (Step("sums"), Step("chunks", n=2), False),  # nobody can exchange them
)


@pytest.mark.parametrize(("last", "step", "found"), COMMUTING)
def test_steps_of_which_nobody_sees_the_order_are_told(last, step, found):
    values, given = [[], [1], [1, 2, 5]], [(0, [])] * 3
    after = [runner("ints", (last, step))(value, 0, []) for value in values]
    assert _programs._commutes(last, step, ("ints", values), after, given) == found


def test_every_operation_that_ends_a_program_is_drawn_as_often():
    """Run lengths ended one program in three hundred, a list joined to a text one in ten."""
    known = {op: weight for found in _programs._known(_programs.Style(4, 0.0, ("str",), (8, 9))).values() for op, _, weight in found}
    assert known["encode"] >= known["join"]


def _rest(problem, place):
    """The steps behind a place; nothing comes of empty parts, which no step expects."""
    run = runner(types(problem.start, problem.steps)[place + 1], problem.steps[place + 1 :])

    def rest(*arguments):
        try:
            return run(*arguments)
        except (IndexError, ValueError):
            return None

    return rest
