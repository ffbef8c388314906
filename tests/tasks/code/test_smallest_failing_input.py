"""A smallest failing input: contract, code and numpy agree on every list, and the least size is the least by CPython."""

from itertools import product
from random import Random

import pytest
from drawing import CHECKED, members

from synth.generators.code import _checks, _faults, _vectors
from synth.generators.code._blocks import SLIPS, block, wrong
from synth.generators.code.smallest_failing_input import LEVELS
from synth.pipelines.oracles.code import smallest_failing_input as oracle
from synth.verifiers.code import _measures
from synth.verifiers.code._measures import FIELDS, MEASURES, Condition, Measure
from synth.verifiers.code.smallest_failing_input import verify

NAME = "code/smallest_failing_input"
LETTERS, LENGTH = 4, 4


def cpython(text, entry):
    space = {}
    exec(text, space)  # noqa: S102
    return space[entry]


def fails(p, lists):
    function = cpython(p.program, p.entry)
    return [one for one in lists if repr(function(list(one))) != repr(p.contract.value(one))]


@pytest.mark.parametrize("level", CHECKED)
def test_the_least_size_is_the_least_by_cpython(level):
    for sample in members(NAME, level, 4 if level < 10 else 2):
        p = sample.problem
        numbers = range(p.low, p.high + 1)
        assert not any(fails(p, product(numbers, repeat=size)) for size in range(1, p.least))
        lists = list(product(numbers, repeat=p.least))
        failing = fails(p, lists)
        assert len(failing) / len(lists) == pytest.approx(2**-sample.effort)
        for one in failing[:20]:
            assert verify(p, repr(list(one))).accepted
        for one in lists[:: len(lists) // 20]:
            assert verify(p, repr(list(one))).accepted == (one in failing)


@pytest.mark.parametrize("level", CHECKED)
def test_longer_lists_that_fail_are_refused_for_their_size(level):
    rng, refused = Random(level), 0
    for sample in members(NAME, level, 20):
        p = sample.problem
        longer = [[rng.randint(p.low, p.high) for _ in range(p.least + 1)] for _ in range(300)]
        for one in fails(p, longer):
            assert verify(p, repr(one)).reason == "size"
            refused += 1
    assert refused


def measures():
    rng = Random(3)
    for kind in MEASURES:
        fields = FIELDS.get(kind, "")
        for _ in range(8):
            test, then = (
                _measures.Test("multiple", 3)
                if rng.random() < 0.2
                else _measures.Test(rng.choice(("gt", "ge", "lt", "le")), rng.randint(1, 3))
                for _ in "tu"
            )
            n, m = (rng.randint(2, 3), 7 * (kind == "hash")) if kind in ("places", "hash") else (rng.randint(1, 2), 5)
            yield Measure(
                kind, test if "t" in fields else None, then if "u" in fields else None, n if "n" in fields else 0, m if "m" in fields else 0
            )


@pytest.mark.parametrize("measure", list(measures()), ids=lambda one: one.kind)
def test_code_arrays_verifier_and_oracle_measure_alike(measure):
    """And so do code and arrays with a slip, which is another measure on some list."""
    fields = oracle.json.loads(measure.to_json())
    lists = list(product(range(LETTERS), repeat=LENGTH))
    for other, slip in ((measure, ""), *wrong(measure)):
        part = _checks.Part(other, slip, Condition(other, "is", 0))
        style = _checks.style(Random(1), [measure.kind], plain=True)
        text, _, compared = _checks.written([part], style).rpartition("return ")
        made = cpython(f"{text}return {compared.removesuffix(' == 0' + chr(10))}", style.entry)
        column = _vectors.columns(block(other, "a", "b", "x", "i", slip), "x", "i", 0, LETTERS, LENGTH)[-1]
        found = [made(list(one)) for one in lists]
        assert found == column.tolist()
        if not slip:
            assert found == [other.of(one) for one in lists]
            if other == measure:
                assert found == [oracle.measure(fields, one) for one in lists]


def test_slips_are_other_measures():
    """On some list, for some of the tests that a measure may have."""
    shown = set()
    for measure in measures():
        right = _faults.values(_checks.Part(measure), 0, LEVELS[5])[-1]
        for slip in SLIPS.get(measure.kind, ()):
            if (_faults.values(_checks.Part(measure, slip), 0, LEVELS[5])[-1] != right).any():
                shown.add((measure.kind, slip))
    assert shown == {(kind, slip) for kind, slips in SLIPS.items() for slip in slips}


def test_places_and_lists_are_one_to_one():
    for size in (1, 3):
        for at in range(5**size):
            numbers = _vectors.numbers(at, size, 1, 5)
            assert _vectors.place(numbers, 1, 5) == at and len(numbers) == size
