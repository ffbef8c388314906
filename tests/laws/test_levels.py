"""Laws of levels and knobs, for every task: how many problems a level holds, which of them are the same, and that it gets harder.

Capacity is tested by birthdays. Of a level that holds C problems, 2 * sqrt(C) draws repeat about 2 earlier ones; were there only a tenth of
C, they would repeat about 20. Draws go on until the repeats tell the two apart (Wald's sequential test), most often after half as many, and
to 2 * sqrt(C) at most, where ten or more refute the claim: a true one fails with a chance below 2 in 10,000, one that is ten times too high
passes with a chance below 1 in 100. Draws that favour some problems repeat more, so what is tested is how many problems the level is worth,
which is never more than it holds. The fast profile does so at levels 1 to 3 (level 1 of tasks with families), where spaces are small and
draws are cheap, and looks at a few draws of the others; the deep profile does so at all levels."""

import math
import statistics
from collections import Counter
from itertools import islice
from random import Random

import msgspec
import pytest
from chance import poisson_tail
from drawing import CHECKED, candidates, claims, draws_of, members, rows, stream

from synth.generators import registry
from synth.pipelines.run.produce import digest, family, split_digest
from synth.schemas.task import DIFFICULTIES, Discard

LEAST, MOST = 500, 1_000_000
"""Capacities that may be claimed: fewer problems are of no use for training, more would need more draws than anybody tests."""
CHEAP = (1, 2, 3)
FEW = 40
"""Problems that the fast profile draws at the other levels: as many as other laws need there anyway."""
MEASURED = 60
"""Problems of a level whose effort is measured where families are large; else those of 20 draws."""
SHARED = 100
"""Problems above level 1 whose families are looked at where these are large; else those of 30 draws."""
SURE = 1e-4
"""The chance with which a true claim may be refuted."""
MISSED = 5e-3
"""The chance with which a claim that is ten times too high may pass before the last draw."""


@pytest.mark.parametrize("level", DIFFICULTIES)
def test_levels_hold_as_many_problems_as_they_state(name, level, scale):
    task = registry.load(name)
    capacity = task.capacity[level - 1]
    assert LEAST <= capacity <= MOST
    wanted = math.ceil(2 * math.sqrt(capacity))
    if scale == 1 and level not in (CHEAP if task.max_members == 1 else CHEAP[:1]):
        wanted = min(wanted, FEW)
    seen, pairs, repeats, problems = set(), 0, 0, 0
    for one in candidates(name, level, 2 * wanted):
        pairs += problems * len(one.digests)
        problems += len(one.digests)
        repeats += not seen.isdisjoint(one.digests)
        seen.update(one.digests)
        expected = pairs / capacity
        evidence = repeats * math.log(10) - 9 * expected  # how much likelier the repeats are of a tenth of the problems: its logarithm
        if not math.log(MISSED) < evidence < -math.log(SURE) or problems >= wanted:
            break
    else:
        pytest.fail(f"only {problems} problems in {2 * wanted} draws")
    said = f"{repeats} of {problems} problems repeat; of {capacity:,} it would be {expected:.1f}"
    assert evidence < -math.log(SURE) and poisson_tail(repeats, expected) > SURE, said


@pytest.mark.parametrize("level", CHECKED)
def test_copies_share_a_fingerprint_and_other_puzzles_do_not(name, level, scale):
    task, stated = registry.load(name), claims(name)
    has_copies = hasattr(stated, "copies")
    assert has_copies != hasattr(stated, "NO_COPIES"), "either copies(problem, rng), or NO_COPIES with the reason"
    if not has_copies:
        assert task.canonical is None, "a canonical form that merges problems has copies to show"
        assert len(stated.NO_COPIES.split()) >= 8, "a sentence that says why"
    copied = distinguished = 0
    items = members(name, level, 10 * scale)
    for number, sample in enumerate(items):
        problem, own = sample.problem, digest(task, sample.problem)
        if has_copies:
            listed = list(islice(stated.copies(problem, Random(number)), 20))
            for copy in listed:
                assert task.problem.from_json(copy.to_json()) == copy
                assert digest(task, copy) == own, f"a copy has another fingerprint:\n{problem}\n{copy}"
                assert split_digest(task, copy) == split_digest(task, problem), f"a copy may fall in another split:\n{problem}\n{copy}"
            copied += any(copy != problem for copy in listed)
        others = list(islice(stated.different(problem, Random(number)), 20))
        for other in others:
            assert task.problem.from_json(other.to_json()) == other
            assert digest(task, other) != own, f"another puzzle has the same fingerprint:\n{problem}\n{other}"
        distinguished += bool(others)
    assert not has_copies or copied >= 0.5 * len(items), f"only {copied} of {len(items)} problems have a copy that looks different"
    assert distinguished >= 0.5 * len(items), f"only {distinguished} of {len(items)} problems have a different puzzle beside them"


@pytest.mark.parametrize("level", CHECKED)
def test_families_share_what_their_split_goes_by(name, level, scale):
    """A form that many families share would put all of them into one split."""
    task = registry.load(name)
    if task.split_key is None:
        return
    draws = 60 if level == 1 else min(30, -(-SHARED // task.max_members))
    keys = Counter(one.split_digest for one in candidates(name, level, draws * scale))
    assert keys.most_common(1)[0][1] <= 0.05 * keys.total() + (2 if scale == 1 else 0)
    if task.max_members == 1:
        return
    sizes = Counter(row["extra_info"]["draw"] for row in rows(name, level, draws_of(name) * scale))  # two draws may be one family: one family_id
    assert max(sizes.values()) <= task.max_members and statistics.mean(sizes.values()) > 1


def test_effort_rises_with_the_level(name, scale):
    draws = min(20, -(-MEASURED // registry.load(name).max_members)) * scale
    medians = [statistics.median(s.effort for one in candidates(name, level, draws) for s in one.members) for level in DIFFICULTIES]
    for lower, upper in zip(DIFFICULTIES, DIFFICULTIES[2:], strict=False):
        assert medians[upper - 1] > medians[lower - 1], f"level {upper} is no harder than level {lower}: {medians}"
    assert sorted(medians[::3]) == medians[::3]


def test_knobs_have_bounds_and_extremes_work(name):
    """Each knob alone at the ends of its range, the rest as in level 5: a sound problem, a counted discard or a clear error."""
    task = registry.load(name)
    for level, knobs in enumerate(task.levels, 1):
        assert task.knobs.from_json(knobs.to_json()) == knobs, f"level {level} breaks a bound of its own knobs"
    base = msgspec.to_builtins(task.levels[4])
    for field in msgspec.structs.fields(task.knobs):
        info = msgspec.inspect.type_info(field.type)
        if isinstance(info, msgspec.inspect.IntType | msgspec.inspect.FloatType):
            assert info.ge is not None and info.le is not None, f"{field.name} needs a lower and an upper bound"
            values = [info.ge, info.le]
        elif isinstance(info, msgspec.inspect.BoolType):
            values = [False, True]
        else:
            values = list(getattr(info, "values", ()))
        for value in values:
            try:
                knobs = task.knobs.from_fields(base | {field.name: value})
            except msgspec.ValidationError as error:
                assert len(str(error)) > 10
                continue
            try:
                family(stream(name, 5)._replace(knobs=knobs), 0)
            except Discard as discard:
                assert str(discard)
