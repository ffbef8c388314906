"""`synth mix`: shares, strata, whole families, licences; nothing held out, nothing twice, the same bytes each time."""

from collections import Counter

import pyarrow.parquet as pq
import pytest
from running import contents, infos, run_here, stored, table

from synth.pipelines.mix.mix_plan import MixRequest, read_part
from synth.pipelines.mix.mixing import mix
from synth.pipelines.run.quotas import shares
from synth.schemas.errors import RequestError


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """Two tasks at two levels with a held-out split, and a task of families."""
    root = tmp_path_factory.mktemp("sources")
    tasks = (("logic/game_of_24", 3.0), ("logic/boolean_expressions", 1.0))
    run_here(root / "logic", tasks=tasks, n=200, difficulty=(2, 3), shard_rows=60, splits=(("train", 0.9), ("test", 0.1)))
    run_here(root / "honest", tasks=(("honest/logical_inference", 1.0),), n=80, difficulty=(1, 2), shard_rows=40, seed=1)
    return root


def run(out, parts, **options):
    return mix(MixRequest(tuple((str(location), value) for location, value in parts), str(out), **options))


def strata(rows):
    return Counter((row["data_source"], row["difficulty"]) for row in rows)


def test_weights_strata_and_families(sources, tmp_path):
    manifest = run(tmp_path / "out", [(sources / "logic", 3.0), (sources / "honest", 1.0)], n=120, shard_rows=50)
    rows = table(tmp_path / "out").to_pylist()
    assert manifest.rows == len(rows) == 120
    assert manifest.by_source == (90, 30)
    before = strata(row for row in table(sources / "logic", "train").to_pylist())
    found = strata(rows)
    for stratum, count in before.items():
        assert abs(found[stratum] - 90 * count / before.total()) <= 1
    assert {(task, level): sum(rows) for task, level, rows in manifest.strata} == found
    honest = [row["extra_info"] for row in rows if row["extra_info"]["family_id"]]
    assert len(honest) == 30 and {*Counter(info["family_id"] for info in honest).values()} == {2}
    assert [row["extra_info"]["index"] for row in rows] == list(range(120))


def test_every_shard_has_each_task_in_its_proportion_and_families_whole(sources, tmp_path):
    manifest = run(tmp_path / "out", [(sources / "logic", 100), (sources / "honest", 60)], shard_rows=40)
    assert [entry.path for entry in manifest.files] == [f"data/train-0000{number}.parquet" for number in range(4)]
    everything = strata(table(tmp_path / "out").to_pylist())
    families = set()
    for number in range(4):
        rows = pq.read_table(tmp_path / f"out/data/train-{number:05d}.parquet").to_pylist()
        for stratum, count in everything.items():
            assert abs(strata(rows)[stratum] - count / 4) <= 2
        here = {row["extra_info"]["family_id"] for row in rows} - {""}
        assert not families & here
        families |= here

def test_rows_are_as_they_were_but_for_their_index(sources, tmp_path):
    run(tmp_path / "out", [(sources / "logic", 50)])
    before = {row["extra_info"]["fingerprint"]: row for row in table(sources / "logic").to_pylist()}
    after = table(tmp_path / "out")
    assert after.schema.equals(table(sources / "honest").schema)
    for row in after.to_pylist():
        was = before[row["extra_info"]["fingerprint"]]
        assert not was["extra_info"]["split"].startswith("test")
        assert row | {"extra_info": row["extra_info"] | {"index": 0}} == was | {"extra_info": was["extra_info"] | {"index": 0}}


def test_the_choice_depends_on_the_seed_and_nothing_else(sources, tmp_path):
    def chosen(out, **options):
        run(tmp_path / out, [(sources / "logic", 2.0), (sources / "honest", 1.0)], n=60, **options)
        return {info["fingerprint"] for info in infos(tmp_path / out)}

    first = chosen("a")
    assert chosen("b") == first and contents(tmp_path / "a") == contents(tmp_path / "b")
    assert chosen("c", shard_rows=7) == first
    assert chosen("d", seed=1) != first
    before = contents(tmp_path / "a")
    assert chosen("a") == first and contents(tmp_path / "a") == before


def test_a_problem_of_two_folders_is_taken_once(sources, tmp_path):
    run_here(tmp_path / "longer", tasks=(("honest/logical_inference", 1.0),), n=120, difficulty=(1, 2), shard_rows=40, seed=1)
    manifest = run(tmp_path / "out", [(sources / "honest", 80), (tmp_path / "longer", 40)])
    fingerprints = [info["fingerprint"] for info in infos(tmp_path / "out")]
    assert len({*fingerprints}) == 120
    assert manifest.left_out == {"repeated": 80}
    with pytest.raises(RequestError, match="41 rows are wanted, and 40 can be taken, 80 repeated"):
        run(tmp_path / "other", [(sources / "honest", 80), (tmp_path / "longer", 41)])
    assert not (tmp_path / "other").exists()


def test_licences_and_sources_are_summed_in_the_card(sources, tmp_path):
    run(tmp_path / "out", [(sources / "logic", 10), (sources / "honest", 10)])
    card = (tmp_path / "out/README.md").read_text()
    assert "\nlicense: apache-2.0\n" in card
    assert f"| {sources / 'logic'} | apache-2.0 | 10 | 200 |" in card
    (tmp_path / "own").mkdir()
    (tmp_path / "own/README.md").write_text("---\nlicense: cc-by-4.0\n---\n")
    (tmp_path / "own/data").symlink_to(sources / "honest/data")
    run(tmp_path / "two", [(sources / "logic", 10), (tmp_path / "own", 10)])
    card = (tmp_path / "two/README.md").read_text()
    assert "\nlicense: other\n" in card and "Licences: apache-2.0, cc-by-4.0." in card


@pytest.mark.parametrize(("text", "part"), [
    ("data/logic", ("data/logic", None)), ("data/logic=2", ("data/logic", 2.0)), ("data/x=1/logic", ("data/x=1/logic", None)),
    ("s3://b/a=1e3", ("s3://b/a", 1000.0)), ("a=0", None), ("a=-1", None), ("a=two", None), ("=2", None), ("a=nan", None), ("a=inf", None),
])  # fmt: skip
def test_parts(text, part):
    if part:
        assert read_part(text) == part
    else:
        with pytest.raises(RequestError, match="expected DIR=NUMBER"):
            read_part(text)


@pytest.mark.parametrize(("total", "weights", "found"), [
    (10, [1, 1, 1], [4, 3, 3]), (7, [2, 1], [5, 2]), (0, [1, 2], [0, 0]), (5, [0, 5], [0, 5]), (100, [0.1, 0.2, 0.7], [10, 20, 70]),
])  # fmt: skip
def test_shares(total, weights, found):
    assert shares(total, weights) == found


@pytest.mark.parametrize(("parts", "options", "message"), [
    ([("logic", None)], {}, "--n is missing"),
    ([("logic", 1.5)], {}, "so whole"),
    ([("logic", 1), ("logic/", 1)], {}, "named twice"),
    ([("logic", 1.0)], {"n": 500}, "500 rows are wanted, and 1[78].* can be taken, .* held out"),
    ([("nowhere", 1.0)], {"n": 5}, "no such file"),
    ([], {"n": 5}, "at least one"),
])  # fmt: skip
def test_wrong_requests_say_what_is_wrong_and_leave_nothing(sources, tmp_path, parts, options, message):
    with pytest.raises(RequestError, match=message):
        run(tmp_path / "out", [(f"{sources}/{name}", value) for name, value in parts], **options)
    assert not (tmp_path / "out").exists()


def test_folders_and_mixture_in_an_object_store_are_the_same_bytes(sources, tmp_path, bucket):
    for path in (path for path in sources.rglob("*") if path.is_file()):
        bucket.put_object(Bucket="shards", Key=f"in/{path.relative_to(sources)}", Body=path.read_bytes())
    run(tmp_path / "out", [(sources / "logic", 2.0), (sources / "honest", 1.0)], n=60, shard_rows=30)
    for _ in range(2):  # the second time nothing is left to do
        run("s3://shards/out", [("s3://shards/in/logic", 2.0), ("s3://shards/in/honest", 1.0)], n=60, shard_rows=30)
    found = stored(bucket, "out/")
    assert {name for name in found if name.startswith("data/")} == {name for name in contents(tmp_path / "out") if name.startswith("data/")} != set()
    assert all(found[name] == (tmp_path / "out" / name).read_bytes() for name in found if name.startswith("data/"))
