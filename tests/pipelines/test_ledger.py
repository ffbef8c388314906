"""The accounts of a run: exhausted streams are found, and what they cannot give goes to the others, row by row."""

import tracemalloc

import pytest

from synth.pipelines.run.ledger import Ledger
from synth.pipelines.run.plan import Plan, StreamPlan
from synth.schemas.manifest import FileEntry, Marker, Tally


def ledger(*quotas, members=(), when_exhausted="redistribute"):
    members = members or (1,) * len(quotas)
    streams = tuple(StreamPlan("a/b", 1, 1, "{}", quota, most, False) for quota, most in zip(quotas, members, strict=True))
    return Ledger(Plan(1, sum(quotas), 0, (("en", 1.0),), streams, (("train", 1.0),), 100, when_exhausted, ""))


def after_round(accounts, *tallies):
    accounts.add(Marker(0, tuple(Tally(i, draws=draws, made=made) for i, (draws, made) in enumerate(tallies)), ()))
    return accounts.close_round()


def test_a_finished_run_asks_for_no_more():
    accounts = ledger(100, 50)
    assert after_round(accounts, (110, 100), (60, 50)) == [0, 0]
    assert (accounts.rows, accounts.remaining(), accounts.exhausted) == (150, {0: 0, 1: 0}, {})


def test_a_stream_that_lags_is_drawn_from_at_its_rate():
    accounts = ledger(1_000, 50)
    draws, none = after_round(accounts, (1_000, 500), (60, 50))
    assert none == 0
    assert draws == 1_100, "half of the draws gave a row: 500 more rows and a tenth"


@pytest.mark.parametrize(("when_exhausted", "targets"), [("redistribute", [10, 190]), ("short", [100, 100])])
def test_an_exhausted_stream_passes_on_what_it_cannot_give(when_exhausted, targets):
    accounts = ledger(100, 100, when_exhausted=when_exhausted)
    after_round(accounts, (200, 10), (110, 100))
    draws = after_round(accounts, (500, 0), (0, 0))
    assert accounts.exhausted == {0: 10}
    assert accounts.targets == targets
    assert draws[0] == 0
    assert (draws[1] > 0) == (when_exhausted == "redistribute")


def test_remainders_too_small_for_a_family_add_up_in_one_stream():
    accounts = ledger(10, 10, 10, members=(4, 4, 4))
    after_round(accounts, (2, 8), (2, 8), (2, 8))
    assert sum(accounts.targets) == 30
    assert sorted(accounts.remaining().values()) == [0, 0, 6]


def test_all_that_grows_is_the_list_of_files_at_two_hundred_bytes_each():
    accounts, shards = ledger(10**9), 3_000
    entries = [FileEntry(f"data/{split}-{number:05d}.parquet", split, 47_500, 10**7, f"{number:064x}") for number in range(shards) for split in ("train", "test")]
    markers = [Marker(number, (Tally(0, 50_000, 50_000),), tuple(entries[2 * number : 2 * number + 2])) for number in range(shards)]
    accounts.add(markers[0])
    tracemalloc.start()
    for marker in markers[1:]:
        accounts.add(marker)
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert accounts.files == entries and accounts.rows == 50_000 * shards
    assert taken < 200 * len(entries)
