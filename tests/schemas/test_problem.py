"""What is kept with a problem: worked out once, and no part of the problem."""

import pickle

import msgspec
import pytest

from synth.schemas.problem import RECENT, Problem, kept


class Sum(Problem, frozen=True):
    numbers: tuple[int, ...]

    def __post_init__(self):
        total(self)


@kept
def total(problem):
    """The sum."""
    if not problem.numbers:
        raise ValueError("nothing to add")
    worked.append(problem.numbers)
    return sum(problem.numbers)


@kept
def mean(problem):
    return total(problem) / len(problem.numbers)


worked = []


@pytest.fixture(autouse=True)
def _forget():
    worked.clear()


def test_it_is_worked_out_once_for_each_problem():
    problem = Sum.from_json('{"numbers":[1,2,6,0]}')
    assert [total(problem), total(problem), mean(problem), mean(problem)] == [9, 9, 2.25, 2.25] and worked == [(1, 2, 6, 0)]
    other = msgspec.structs.replace(problem, numbers=(1, 4))
    assert [total(other), mean(other), total(problem)] == [5, 2.5, 9]
    assert total.__doc__ == "The sum."


def test_an_equal_problem_that_comes_soon_gets_the_same():
    Sum((3, 4))
    for number in range(RECENT - 1):
        Sum((number,))
    worked.clear()
    assert total(Sum((3, 4))) == 7 and worked == []
    for number in range(RECENT):
        Sum((9, number))
    worked.clear()
    assert total(Sum((3, 4))) == 7 and worked == [(3, 4)]


def test_it_is_no_part_of_the_problem():
    problem, same = Sum((1, 2)), Sum((1, 2))
    mean(problem)
    assert problem == same and hash(problem) == hash(same) and repr(problem) == repr(same) and problem.to_json() == same.to_json()
    copy = pickle.loads(pickle.dumps(problem))
    assert copy == problem and total(copy) == 3
    with pytest.raises(AttributeError):
        problem.numbers = (5,)


def test_what_fails_fails_again():
    for _ in range(2):
        with pytest.raises(msgspec.ValidationError, match="nothing to add"):
            Sum.from_json('{"numbers":[]}')
