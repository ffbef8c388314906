"""Caches: each rule on a log that a person can follow, and the machine against the oracle on logs that nobody drew with care."""

import json
from random import Random

import pytest
from drawing import members

from synth.pipelines.oracles.simulation import cache as judge
from synth.verifiers.simulation.cache import Cache, Level, answer, states, verify

FIFO, LRU, LFU, SECOND = (Level(kind, 3, 0) for kind in ("fifo", "lru", "lfu", "second"))
FACTS = (
    ((FIFO,), True, "RA RB RC RA RD", "content", ["B C D"]),
    ((LRU,), True, "RA RB RC RA RD", "content", ["C A D"]),
    ((LFU,), True, "RA RA RB RC RC RD RD RE", "gone", ["B A"]),  # A twice, C twice, A longer ago
    ((LFU,), True, "RA RA RB RC RD", "gone", ["B"]),  # B and C once, B longer ago
    ((LFU,), True, "RA RA RB RB RC RD", "content", ["D A B"]),  # by count, then by last use
    ((Level("lfu", 2, 4),), True, "RA RA RA RB RB RC RD", "gone", ["A B"]),  # A 3 and B 1 halved to 1 and 0; B 1 again, A longer ago
    ((SECOND,), True, "RA RB RC RA RD RE", "gone", ["B C"]),  # A is spared
    ((SECOND,), True, "RA RB RC RA RB RC RD", "gone", ["A"]),  # all marks are taken off, A is in front again
    ((Level("segmented", 2, 1),), True, "RA RB RA RB RC RD", "content", ["C D", "B"]),  # B drives A back to Q1, C joins, D drives A out
    ((Level("arc", 2, 0),), True, "RA RB RA RC RB", "content", ["C", "B"]),  # B is remembered, so p is 1 and A leaves T2
    ((LRU, FIFO), True, "RA RB RC RD", "gone", ["A"]),
    ((Level("lru", 1, 0), Level("lru", 2, 0)), True, "RA RB RA RC RB", "second", ["3"]),
    ((FIFO,), False, "WA RA RA WA WB RB RC RD", "written", ["A"]),
    ((FIFO,), True, "WA WB WA F WC RD RE RF RG", "written", ["A B C"]),
    ((FIFO,), True, "WA RB DA RC RD RE", "written", [""]),
    ((FIFO,), True, "WA RB DA RC RD RE", "gone", ["B"]),
    ((FIFO,), True, "WA RB DA RC RA RB", "hits", ["6"]),
)


@pytest.mark.parametrize(("levels", "allocate", "log", "ask", "expected"), FACTS)
def test_facts(levels, allocate, log, ask, expected):
    problem = Cache(levels, allocate, tuple(log.split()), ask)
    assert [" ".join(keys) for _, keys in answer(problem)] == expected


def random_problem(rng):
    kind = rng.choice(("fifo", "lru", "lfu", "second", "segmented", "arc"))
    alone = kind in ("segmented", "arc")

    def level(kind):
        more = {"segmented": rng.randint(1, 3), "lfu": rng.choice((0, 1, 3, 5))}.get(kind, 0)
        return Level(kind, rng.randint(1, 4), more)

    levels = [level(kind)] + [level(rng.choice(("fifo", "lru", "lfu", "second"))) for _ in range(not alone and rng.randint(0, 1))]
    entries = [what + key for what in "RRRWWD" for key in "ABCDEFG"] + ["F", "F"]
    ask = rng.choice(("content", "hits", "gone", "written", "second")[: 5 if len(levels) == 2 else 4])
    return Cache(tuple(levels), rng.random() < 0.5, tuple(rng.choices(entries, k=rng.randint(1, 60))), ask)


def test_the_oracle_agrees_on_any_log(scale):
    for number in range(1500 * scale):
        problem = random_problem(Random(number))
        gold = {name: list(keys) for name, keys in answer(problem)}
        assert judge._answer(json.loads(problem.to_json())) == gold, problem


@pytest.mark.parametrize("level", range(1, 11))
def test_lists_are_worth_asking_for(level):
    for sample in members("simulation/cache", level, 20):
        assert all(keys for _, keys in answer(sample.problem))
        assert sum(len(keys) for _, keys in answer(sample.problem)) >= 3
        assert len(states(sample.problem)) == len(sample.problem.log)


@pytest.mark.parametrize(
    "text",
    ["A", "L1: A", "L1: A; L2: A; L2: A", "L2: A L1: A or B", "L1: A; L2: A; L3: A", "L1 L2", "L1: none; L2: A B", "not L1: B; L2: A B"],
)
def test_lists_under_wrong_names_are_refused(text):
    problem = Cache((Level("lru", 1, 0), Level("fifo", 2, 0)), True, ("RA", "RB"), "content")
    assert verify(problem, "L1: B; L2: A B").accepted
    assert not verify(problem, text).accepted


@pytest.mark.parametrize(
    ("levels", "ask"),
    [
        ((Level("lru", 3, 1),), "content"),
        ((Level("segmented", 3, 0),), "content"),
        ((Level("arc", 3, 0), Level("lru", 4, 0)), "content"),
        ((Level("lru", 3, 0),), "second"),
    ],
)
def test_caches_that_make_no_sense_are_refused(levels, ask):
    with pytest.raises(ValueError, match=r"\w"):
        Cache(levels, True, ("RA",), ask)


def test_the_lines_of_a_trace():
    assert [str(state) for state in states(Cache((Level("fifo", 1, 0),), True, ("WA", "RB", "RB"), "written"))] == [
        "step 1: L = [A]; d = [A]",
        "step 2: L = [B]; d = []; out = A; wb = [A]",
        "step 3: L = [B]; d = []",
    ]
