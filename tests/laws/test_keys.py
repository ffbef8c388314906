"""Laws of keys, for every task: a row is a function of its key alone, whatever was made before it and wherever."""

from drawing import CHECKED, SEED, candidates, family_or_discard, kept_rows

KEYS = [(level, draw) for level in CHECKED for draw in range(3)]


def test_rows_depend_on_their_key_alone(name):
    """Once more and in another order, the same rows."""
    forward = {key: kept_rows(name, *key) for key in KEYS}
    backward = {key: family_or_discard(name, *key) for key in reversed(KEYS)}
    assert forward == backward


def test_rows_are_the_same_in_another_process(name, other_process):
    """With another PYTHONHASHSEED too."""
    assert other_process(name, KEYS) == [kept_rows(name, *key) for key in KEYS]


def test_seeds_do_not_overlap(name):
    """Draw i of seed s is not draw i - 1 of seed s + 1."""
    here, there = ({one.digests[0] for one in candidates(name, 5, 8, seed)} for seed in (SEED, SEED + 1))
    assert len(here & there) <= 2
