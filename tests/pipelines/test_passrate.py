"""`synth passrate` and `synth filter`: rates against the slow definition, conditions, and joins that refuse what does not fit."""

import json
from fractions import Fraction
from itertools import combinations

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from running import contents, run_here, stored, table

from synth.pipelines.passrate.expression import read_condition
from synth.pipelines.passrate.filter_plan import FilterRequest
from synth.pipelines.passrate.filtering import BINS, filter_rows
from synth.pipelines.passrate.pass_rates import Group, pass_at_k, report_files
from synth.pipelines.score.scoring import score_file
from synth.schemas.errors import RequestError

KEY = "data_source,index"


def lines(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return str(path)


def report(tmp_path, rows, ks=(1, 2, 4), key=KEY):
    report_files([lines(tmp_path / "rollouts.jsonl", rows)], key, ks, "completion", tmp_path / "report.json")
    made = msgspec.json.decode((tmp_path / "report.json").read_bytes(), type=list[Group])
    return {(group.model, group.task, group.level): group for group in made}


@pytest.mark.parametrize(("scored", "right"), [(1, 0), (1, 1), (5, 0), (5, 2), (6, 5), (8, 8)])
def test_pass_at_k_is_the_mean_over_all_choices(scored, right):
    results = [True] * right + [False] * (scored - right)
    for k in range(1, scored + 1):
        chosen = [any(part) for part in combinations(results, k)]
        assert pass_at_k(scored, right, k) == pytest.approx(float(Fraction(sum(chosen), len(chosen))))


def test_rates_by_model_task_and_level(tmp_path):
    rows = [
        {"data_source": "synth/x/a", "index": 0, "difficulty": 2, "model": "m", "rewards": [1, 0, 0, 0]},
        {"data_source": "synth/x/a", "index": 1, "difficulty": 10, "model": "m", "rewards": [1.0, 1.0]},
        {"data_source": "synth/x/b", "index": 2, "difficulty": 2, "model": "m", "reward": 0},
        {"data_source": "synth/x/b", "index": 2, "difficulty": 2, "model": "m", "reward": 1},  # the same problem once more
        {"data_source": "synth/x/b", "index": 3, "difficulty": 2, "model": "m", "reward": None},  # not scored: not 0
        {"data_source": "synth/x/a", "index": 0, "difficulty": 2, "model": "n", "rewards": [0]},
    ]
    groups = report(tmp_path, rows)
    assert list(groups) == [
        ("m", "all", "all"), ("m", "x/a", "all"), ("m", "x/a", "2"), ("m", "x/a", "10"), ("m", "x/b", "all"), ("m", "x/b", "2"),
        ("n", "all", "all"), ("n", "x/a", "all"), ("n", "x/a", "2"),
    ]  # fmt: skip
    everything = groups["m", "all", "all"]
    assert (everything.problems, everything.completions, everything.unscored) == (3, 8, 1)
    assert everything.mean == pytest.approx((0.25 + 1 + 0.5) / 3, abs=1e-6)
    assert everything.std == pytest.approx(0.311805, abs=1e-6)
    assert everything.pass_at == {"1": pytest.approx(0.583333), "2": pytest.approx((0.5 + 1 + 1) / 3, abs=1e-6), "4": 1.0}
    assert everything.reach == {"1": 3, "2": 3, "4": 1}
    assert everything.cot_pass_at == {}
    assert groups["n", "all", "all"].pass_at == {"1": 0.0}


def test_completions_are_judged_and_their_steps_too(tmp_path):
    run_here(tmp_path / "run", tasks=(("honest/logical_inference", 1.0),), n=4)
    rows = table(tmp_path / "run").to_pylist()
    for row in rows:
        worked = row["trajectory"][0]["content"]
        bare = f"<answer>{row['extra_info']['answer']}</answer>"
        row["completion"] = [worked, bare, "no answer", bare]
    groups = report(tmp_path, rows)
    found = groups["-", "all", "all"]
    assert (found.mean, found.pass_at["1"], found.cot_pass_at["1"], found.cot_pass_at["4"]) == (0.75, 0.75, 0.25, 1.0)


def test_what_score_writes_has_tasks_and_levels(tmp_path):
    run_here(tmp_path / "run", n=8, difficulty=(2, 3))
    rows = [row | {"completion": ["nothing"]} for row in table(tmp_path / "run").to_pylist()]
    score_file(lines(tmp_path / "completions.jsonl", rows), "completion", tmp_path / "scored.jsonl")
    report_files([str(tmp_path / "scored.jsonl")], KEY, (1,), "completion", tmp_path / "report.json")
    made = msgspec.json.decode((tmp_path / "report.json").read_bytes(), type=list[Group])
    assert {group.level for group in made} == {"all", "2", "3"}
    assert {json.loads(line)["task"] for line in (tmp_path / "scored.jsonl").read_text().splitlines()} == {row["extra_info"]["task"] for row in rows}


def test_one_key_for_two_problems_is_refused(tmp_path):
    rows = [{"data_source": "s", "index": 0, "reward": 1, "ground_truth": truth} for truth in ("a", "b")]
    with pytest.raises(RequestError, match="different problems"):
        report(tmp_path, rows)
    with pytest.raises(RequestError, match="no 'draws'"):
        report(tmp_path, rows, key="data_source,draws")


VALUES = {"weak": 0.5, "strong": 0.75, "qwen2.5_7b_pass_rate": 0.0, "Qwen/Qwen3-8B": 1.0}


@pytest.mark.parametrize(("text", "holds"), [
    ("weak<0.9 and strong>0", True),
    ("weak < .5", False),
    ("weak <= 5e-1", True),
    ("0.2 <= weak < strong", True),
    ("0.2 < weak > strong", False),
    ("not weak == 0.5 or strong != 1", True),
    ("weak == 1 or weak == 0.5 and strong == 0", False),  # and binds tighter
    ("(weak == 1 or weak == 0.5) and strong == 0.75", True),
    ("not (weak > 0 and strong > 0)", False),
    ("not not weak > 0", True),
    ("strong - weak >= 0.25", True),
    ("strong - weak - 0.25 == 0", True),
    ("qwen2.5_7b_pass_rate == 0", True),
    ('"Qwen/Qwen3-8B" == 1', True),
    ("(weak) < (1)", True),
    ("-", None), ("", None), ("weak", None), ("weak and strong > 0", None), ("weak = 0.5", None), ("weak < 90%", None), ("weak < 0.5 strong", None),
    ("weak < (0.5", None), ("weak < 0.5)", None), ("weak < (strong > 0)", None), ("not weak", None), ("__import__('os')", None), ("weak < 1 && strong > 0", None),
    ("weak.__class__ < 1 and", None), ("(" * 60 + "weak<1" + ")" * 60, None), ("not " * 9_000 + "weak<1", None), ("1 < 2 <", None), ("weak < 0.5x", None),
])  # fmt: skip
def test_conditions(text, holds):
    if holds is None:
        with pytest.raises(RequestError, match="An example") as caught:
            read_condition(text)
        assert len(str(caught.value)) < 300
    else:
        assert read_condition(text).holds(VALUES) is holds


@pytest.mark.parametrize(("text", "says"), [
    ("weak = 1", "== compares"), ("weak<1 && strong>0", "write and"), ("weak < 90%", "from 0 to 1"), ("weak", "a comparison was expected"),
    ("weak < (1", "not closed"), ("weak <", "at the end"),
])  # fmt: skip
def test_a_condition_that_is_wrong_says_how(text, says):
    with pytest.raises(RequestError, match=says):
        read_condition(text)


@pytest.fixture
def made(tmp_path):
    """A run of 30 rows, and rollouts of a weak model (right on every third) and a strong one (right on half of 4)."""
    run_here(tmp_path / "run", n=30, shard_rows=10)
    rows = table(tmp_path / "run").to_pylist()
    keys = [{"data_source": row["data_source"], "index": row["extra_info"]["index"]} for row in rows]
    weak = [key | {"rewards": [1.0 * (number % 3 == 0)] * 2} for number, key in enumerate(keys)]
    strong = [key | {"rewards": [1.0, 0.0, 1.0, 0.0]} for key in keys]
    return rows, weak, strong


def run(tmp_path, weak, strong, keep="weak<0.9 and strong>0", out="out", **options):
    files = f"weak={lines(tmp_path / 'weak.jsonl', weak)}", f"strong={lines(tmp_path / 'strong.jsonl', strong)}"
    return filter_rows(FilterRequest(str(tmp_path / "run"), files, keep, str(tmp_path / out), **options))


def test_rows_are_kept_by_their_pass_rates_as_they_are(made, tmp_path, capsys):
    rows, weak, strong = made
    manifest = run(tmp_path, weak, strong[::-1])  # the order of rollouts is nothing to the join
    wanted = [row for number, row in enumerate(rows) if number % 3]
    assert sorted(table(tmp_path / "out").to_pylist(), key=str) == sorted(wanted, key=str)
    assert manifest.histograms["weak"] == {bin: {"0": (20, 20), "1": (10, 0)}.get(bin, (0, 0)) for bin in BINS}
    assert manifest.histograms["strong"]["0.5-0.6"] == (30, 20)
    assert "20 of 30 rows kept" in capsys.readouterr().out
    before = contents(tmp_path / "out")
    run(tmp_path, weak, strong[::-1])
    assert contents(tmp_path / "out") == before


def test_families_are_kept_whole_or_not_at_all(tmp_path):
    run_here(tmp_path / "run", tasks=(("honest/linear_algebra", 1.0),), n=40, shard_rows=10)
    rows = table(tmp_path / "run").to_pylist()
    rates = [{"data_source": row["data_source"], "index": row["extra_info"]["index"], "rewards": [float(n % 3 > 0)]} for n, row in enumerate(rows)]
    manifest = run(tmp_path, rates, rates, keep="weak>0")
    failed = {row["extra_info"]["family_id"] for n, row in enumerate(rows) if n % 3 == 0}
    wanted = [row for row in rows if row["extra_info"]["family_id"] not in failed]
    assert 0 < len(wanted) < 40
    assert sorted(table(tmp_path / "out").to_pylist(), key=str) == sorted(wanted, key=str)
    assert manifest.histograms["weak"]["1"] == (26, len(wanted))


@pytest.mark.parametrize("keep", ["weak<0.9", "weak==0"])
def test_what_is_missing_is_not_zero(made, tmp_path, keep):
    _, weak, strong = made
    weak[7]["rewards"] = [None, None]
    options = {"weak": weak[1:], "strong": strong, "keep": keep}
    gone = weak[0]["index"], weak[7]["index"]
    with pytest.raises(RequestError, match=rf"2 of 30 rows have no pass rate \(missing: weak 2\).*{weak[0]['index']}\)"):
        run(tmp_path, **options)
    assert not (tmp_path / "out").exists()
    assert run(tmp_path, **options, unmatched="drop").unmatched == 2
    indices = {info["index"] for info in table(tmp_path / "out")["extra_info"].to_pylist()}
    assert indices == {key["index"] for number, key in enumerate(weak) if number % 3 and key["index"] not in gone}
    run(tmp_path, **options, unmatched="keep", out="kept")
    kept = {info["index"] for info in table(tmp_path / "kept")["extra_info"].to_pylist()}
    assert kept == indices | {*gone}


def test_rollouts_of_no_row_are_refused(made, tmp_path):
    _, weak, strong = made
    stray = {"data_source": "synth/x/y", "index": 0, "rewards": [1]}
    with pytest.raises(RequestError, match=r"1 problems of the rollouts are no row's, such as \(synth/x/y, 0\)"):
        run(tmp_path, weak, [*strong, stray])
    assert run(tmp_path, weak, [*strong, stray], unmatched="drop").extra == 1


def test_the_same_index_of_another_data_set_is_noticed(made, tmp_path):
    rows, weak, strong = made
    truths = [row["reward_model"]["ground_truth"] for row in rows]
    shifted = [key | {"ground_truth": truth} for key, truth in zip(weak, truths[1:] + truths[:1], strict=True)]
    with pytest.raises(RequestError, match="of another problem"):
        run(tmp_path, shifted, strong)
    run(tmp_path, [key | {"ground_truth": truth} for key, truth in zip(weak, truths, strict=True)], strong)


def test_a_join_by_the_key_of_rows_and_columns_of_pass_rates(made, tmp_path):
    rows, *_ = made
    names = ("task", "version", "knobs", "seed", "draw", "member", "language", "with_steps")
    wide = [{name: row["extra_info"][name] for name in names} | {"qwen2.5_7b_pass_rate": number / 30} for number, row in enumerate(rows)]
    pq.write_table(pa.Table.from_pylist(wide), tmp_path / "rates.parquet")
    request = FilterRequest(
        str(tmp_path / "run"), (str(tmp_path / "rates.parquet"),), "0.2<=qwen2.5_7b_pass_rate<0.5", str(tmp_path / "out"), key="row"
    )
    assert filter_rows(request).rows == 9
    wide[3]["qwen2.5_7b_pass_rate"] = 17
    pq.write_table(pa.Table.from_pylist(wide), tmp_path / "rates.parquet")
    with pytest.raises(RequestError, match="expected a number from 0 to 1"):
        filter_rows(FilterRequest(request.folder, request.rollouts, request.keep, str(tmp_path / "other"), key="row"))


@pytest.mark.parametrize(("change", "message"), [
    ({"keep": "wek<1"}, "Did you mean 'weak'"),
    ({"key": "data_source,number"}, "no 'number', which is part of the key"),
    ({"key": "data_source"}, "have the same key"),
    ({"key": "a,,b"}, "expected columns"),
    ({"unmatched": "drip"}, "Did you mean 'drop'"),
])  # fmt: skip
def test_wrong_requests_say_what_is_wrong_and_leave_nothing(made, tmp_path, change, message):
    _, weak, strong = made
    with pytest.raises(RequestError, match=message):
        run(tmp_path, weak, strong, **change)
    assert not (tmp_path / "out").exists()


def test_rows_and_rollouts_in_an_object_store_are_filtered_as_here(tmp_path, bucket):
    rows = [{"data_source": "a", "index": index, "text": f"row {index}"} for index in range(6)]
    rewards = [{"data_source": "a", "index": index, "rewards": [index % 2, 0]} for index in range(6)]
    for folder, name, made in (("rows", "train.jsonl", rows), ("rolled", "weak.jsonl", rewards)):
        (tmp_path / folder).mkdir()
        lines(tmp_path / folder / name, made)
        bucket.put_object(Bucket="shards", Key=f"{folder}/{name}", Body=(tmp_path / folder / name).read_bytes())
    for place, out in ((str(tmp_path), str(tmp_path / "out")), ("s3://shards", "s3://shards/out")):
        filter_rows(FilterRequest(f"{place}/rows/train.jsonl", (f"weak={place}/rolled/weak.jsonl",), "weak > 0", out))
    found = {name: data for name, data in stored(bucket, "out/").items() if name.startswith("data/")}
    assert found and found == {name: (tmp_path / "out" / name).read_bytes() for name in found}
    assert [json.loads(line)["index"] for data in found.values() for line in data.splitlines()] == [1, 3, 5]
