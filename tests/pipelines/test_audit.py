"""The audit finds what is wrong with a run, names the row, and passes what is right; long for its tables of faults."""

import dataclasses
import shutil
import sys

import augmenting
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from running import run_here
from scripted_server import ScriptedServer, reclor

import synth.verifiers.logic.game_of_24 as verifier_module
from synth.cli import _main
from synth.generators import registry
from synth.pipelines.audit import audit, prove
from synth.pipelines.dedupe.dedupe import dedupe
from synth.pipelines.dedupe.dedupe_plan import DedupeRequest
from synth.pipelines.mix.mix_plan import MixRequest
from synth.pipelines.mix.mixing import mix
from synth.pipelines.passrate.filter_plan import FilterRequest
from synth.pipelines.passrate.filtering import filter_rows
from synth.schemas.record import arrow_schema
from synth.schemas.task import Sample
from synth.schemas.verdict import TraceVerdict
from synth.verifiers import reward
from synth.verifiers.extract import final_answer

TASKS = (("logic/game_of_24", 1.0), ("logic/web_of_lies", 1.0), ("logic/word_sorting", 1.0))
SPLITS = (("train", 0.9), ("test", 0.1))


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A run of three tasks and two splits."""
    out = tmp_path_factory.mktemp("audit") / "run"
    run_here(out, tasks=TASKS, n=150, difficulty=(2, 3), splits=SPLITS)
    return out


def _deduped(run, out):
    rows = pq.read_table(next(run.glob("data/train-*.parquet")))
    (out.parent / "twice").mkdir()
    pq.write_table(rows, out.parent / "twice" / "train-00000.parquet")
    dedupe(DedupeRequest((str(run), str(out.parent / "twice")), str(out), threshold=1.0))
    assert list(out.glob("dropped/*.parquet"))


def _filtered(run, out):
    infos = [info for path in sorted(run.glob("data/*.parquet")) for info in pq.read_table(path)["extra_info"].to_pylist()]
    rates = [{"index": info["index"], "rate": info["index"] % 2} for info in infos]
    pq.write_table(pa.Table.from_pylist(rates), out.parent / "rates.parquet")
    filter_rows(FilterRequest(str(run), (str(out.parent / "rates.parquet"),), "rate == 1", str(out), key="index"))


@pytest.mark.parametrize("choose", [_deduped, _filtered, lambda run, out: mix(MixRequest(((str(run), 60.0),), str(out)))])
def test_rows_that_were_chosen_from_a_run_are_proved(sound, tmp_path, choose):
    choose(sound, out := tmp_path / "out")
    result = audit.audit(str(out), workers=1)
    assert not result.failures
    rows = sum(counts["rows"] for counts in result.totals.values())
    assert rows == sum(pq.read_metadata(path).num_rows for path in out.glob("data/*.parquet")) > 40
    assert audit.CHOSEN in audit.table(result)
    path = next(out.glob("data/*.parquet"))
    made = pq.read_table(path).to_pylist()
    made[0]["extra_info"]["answer"] += "0"
    pq.write_table(pa.Table.from_pylist(made, arrow_schema()), path)
    found = {failure.place for failure in audit.audit(str(out), workers=1).failures}
    assert {path.relative_to(out).as_posix(), f"{path.relative_to(out).as_posix()}:0"} <= found


def _pairs(rng, knobs):
    """Two ways to one sum, with worked solutions and rejected: a task of pairs made of a single one."""
    a, b, c = (rng.randint(2, 60) for _ in range(3))
    members = [_sum(a, b, c), _sum(a - 1, b, c + 1)]
    return dataclasses.replace(members[0], other_members=(members[1],))


def _sum(*numbers):
    problem, expression = verifier_module.GameOf24(tuple(sorted(numbers)), sum(numbers)), " + ".join(map(str, numbers))
    rejected = f"S1: wrong\n<answer>\n{expression.replace('+', '*')}\n</answer>"
    return Sample(problem, expression, 1.0, trace=f"S1: {expression}", rejected=rejected, provenance='{"role": "original"}')


def _verify_trace(problem, completion):
    answer = final_answer(completion)
    right = isinstance(answer, str) and verifier_module.verify(problem, answer).accepted
    return TraceVerdict(right and "wrong" not in completion, "" if right else "answer", 1, 1, 0)


@pytest.fixture
def pairs(tmp_path, monkeypatch):
    """Rows of a run of pairs, as a list to corrupt."""
    load = registry.load
    task = dataclasses.replace(load("logic/game_of_24"), generate=_pairs, max_members=2, split_key=lambda problem: problem.target)
    monkeypatch.setattr(registry, "load", lambda name: task if name == task.name else load(name))
    found = dataclasses.replace(reward.verifier(f"synth/{task.name}"), verify_trace=_verify_trace, trace_format="steps")
    for module in (reward, prove):
        monkeypatch.setattr(module, "verifier", lambda source, own=module.verifier: found if source == f"synth/{task.name}" else own(source))
    run_here(tmp_path / "pairs", tasks=((task.name, 1.0),), n=40, splits=SPLITS)
    return [row for path in sorted((tmp_path / "pairs").glob("data/*.parquet")) for row in pq.read_table(path).to_pylist()]


def _audit_rows(tmp_path, rows):
    pq.write_table(pa.Table.from_pylist(rows, arrow_schema()), tmp_path / "rows.parquet")
    return audit.audit(str(tmp_path / "rows.parquet"))


def test_a_sound_run_is_proved(sound):
    result = audit.audit(str(sound))
    assert result.failures == []
    for name, _ in TASKS:
        assert result.totals[name]["rows"] == result.totals[name]["proved"] == 50
    assert result.totals["logic/web_of_lies"]["unique"] == 50
    assert "150 rows, all proved again." in audit.table(result)


def test_processes_give_what_one_gives(sound, monkeypatch):
    here = audit.audit(str(sound), workers=1)
    monkeypatch.setattr(audit, "SMALL", 0)
    monkeypatch.setattr(audit, "CHUNK", 40)
    there = audit.audit(str(sound), workers=2)
    assert (there.failures, there.totals) == (here.failures, here.totals)


def test_a_sound_run_of_pairs_is_proved(tmp_path, pairs):
    result = _audit_rows(tmp_path, pairs)
    assert result.failures == []
    counts = result.totals["logic/game_of_24"]
    assert (counts["rows"], counts["families"], counts["traces"], counts["rejected"]) == (40, 20, 40, 40)


@pytest.mark.parametrize("limit", [1, 7, 20, 39])
def test_a_limit_takes_whole_families_evenly(tmp_path, pairs, limit):
    pq.write_table(pa.Table.from_pylist(pairs, arrow_schema()), tmp_path / "rows.parquet")
    result = audit.audit(str(tmp_path / "rows.parquet"), limit=limit)
    assert result.failures == []
    assert limit - 1 <= result.totals["logic/game_of_24"]["rows"] <= limit + 1


def _extra(**fields):
    return lambda rows: rows[6]["extra_info"].update(fields)


def _truth(text):
    return lambda rows: rows[6]["reward_model"].update(ground_truth=text)


def _move_family(rows):
    for row in rows[6:8]:
        row["extra_info"]["split"] = "test" if row["extra_info"]["split"] == "train" else "train"


def _swap_truths(rows):
    rows[6]["reward_model"], rows[8]["reward_model"] = rows[8]["reward_model"], rows[6]["reward_model"]


def _twice(rows):
    rows += [dict(row) for row in rows[6:8]]


SPOILT = [
    (_truth('{"numbers": [1'), "6", "does not decode"),
    (_truth('{"numbers": [1, 2, 3], "target": 0}'), "6", "does not decode"),
    (lambda rows: rows[6].update(data_source="synth/logic/sudoku"), "6", "does not decode"),
    (_extra(task="logic/nothing"), "6", "no task"),
    (_extra(answer="1 + 1 + 1"), "6", "the verifier refuses the answer '1 + 1 + 1' (numbers)"),
    (_extra(answer="1 + 1 + 1"), "6", "the oracle refuses the answer"),
    (_swap_truths, "6", "the fingerprint is not that of the problem"),
    (_swap_truths, "8", "the verifier refuses"),
    (_extra(fingerprint="0" * 32), "6", "the fingerprint is not that of the problem"),
    (_move_family, "7", "stands in split"),
    (_extra(split="other"), "6", "members of a family differ in split"),
    (_extra(draw=10**6), "6", "members of a family differ in draw"),
    (lambda rows: rows[6]["trajectory"][0].update(content="S1: wrong"), "6", "the trajectory is not the trace and the answer"),
    (lambda rows: rows[6].update(trajectory=[]), "6", "the trajectory is not the trace and the answer"),
    (lambda rows: (_extra(trace="wrong")(rows), rows[6]["trajectory"][0].update(content=_content(rows[6]))), "6", "the trajectory is refused"),
    (lambda rows: rows[6]["extra_info"].update(rejected=rows[6]["trajectory"][0]["content"]), "6", "the rejected is accepted"),
    (lambda rows: rows.pop(7), "6", "not whole"),
    (lambda rows: rows.pop(6), "6", "not whole"),
    (_extra(family_id=""), "6", "not whole"),
    (_extra(family_id=""), "7", "not whole"),
    (lambda rows: [row["extra_info"].update(family_id="1" * 32) for row in rows[6:8]], "6", "family_id is not the first member's fingerprint"),
    (lambda rows: rows[6]["prompt"][0].update(content=rows[6]["prompt"][0]["content"].replace("+", "plus")), "6", "differs in prompt"),
    (lambda rows: rows.__setitem__(slice(6, 8), [rows[6] | {"prompt": rows[7]["prompt"]}, rows[7]]), "6", "differs in prompt"),
    (lambda rows: rows[6].update(ability="maths"), "6", "differs in ability"),
    (_extra(effort=99.0), "6", "differs in extra_info.effort"),
    (_extra(provenance='{"role": "twin"}'), "6", "differs in extra_info.provenance"),
    (_extra(provenance="{"), "6", "differs in extra_info.provenance"),
    (_extra(answer=None), "6", "NoneType"),
    (lambda rows: rows[6].update(reward_model=None), "6", "does not decode"),
    (lambda rows: [row["extra_info"].update(version=99) for row in rows[6:8]], "6", "made by version 99 of the task"),
    (_twice, "40", "stands in several places"),
    (lambda rows: rows.insert(19, rows.pop(7)), "19", "stands in several places"),
]


def _content(row):
    return f"{row['extra_info']['trace']}\n\n<answer>\n{row['extra_info']['answer']}\n</answer>"


@pytest.mark.parametrize(("corrupt", "number", "words"), SPOILT, ids=range(len(SPOILT)))
def test_what_is_spoilt_is_found_and_named(tmp_path, pairs, corrupt, number, words):
    assert pairs[6]["extra_info"]["member"] == 0
    corrupt(pairs)
    result = _audit_rows(tmp_path, pairs)
    found = [failure.what for failure in result.failures if failure.place.endswith(f"rows.parquet:{number}")]
    assert any(words in what for what in found), result.failures
    assert len({failure.place for failure in result.failures}) <= 3


def test_pairs_that_differ_in_split_key_and_pairs_without_unknown_are_found(tmp_path, pairs, monkeypatch):
    task = registry.load("logic/game_of_24")
    monkeypatch.setattr(registry, "load", lambda name: dataclasses.replace(task, paired=True))
    result = _audit_rows(tmp_path, pairs)
    assert len(result.failures) == 20
    assert "this one has 2 members, 0 Unknown" in result.failures[0].what
    monkeypatch.setattr(registry, "load", lambda name: dataclasses.replace(task, split_key=lambda problem: problem.numbers))
    assert any(failure.what == "the members differ in split_key" for failure in _audit_rows(tmp_path, pairs).failures)


def test_an_oracle_judges_families(tmp_path, pairs, monkeypatch):
    oracle = prove._oracle("logic/game_of_24")
    seen = []
    monkeypatch.setattr(oracle, "audit_family", lambda members: seen.append(members) or ("odd edit" if len(seen) == 3 else ""), raising=False)
    result = _audit_rows(tmp_path, pairs)
    assert [failure.what for failure in result.failures] == ["odd edit"]
    assert seen[0][0].keys() == {"problem", "answer", "provenance"}
    assert seen[0][1]["provenance"] == {"role": "original"}


def test_oracles_that_break_or_are_missing_prove_nothing(tmp_path, pairs, sound, monkeypatch, capsys):
    with monkeypatch.context() as patch:
        patch.setattr(prove._oracle("logic/game_of_24"), "check", lambda problem, answer: 1 // 0)
        assert "ZeroDivisionError" in _audit_rows(tmp_path, pairs).failures[0].what
        patch.setattr(prove, "_oracle", lambda name: None)
        assert "no oracle" in _audit_rows(tmp_path, pairs).failures[0].what
    monkeypatch.delitem(sys.modules, "synth.pipelines.oracles.logic.web_of_lies", raising=False)
    monkeypatch.setitem(sys.modules, "z3", None)
    assert _main(["audit", str(sound)]) == 1
    assert "(z3): pip install 'synth-rlvr[audit]'" in capsys.readouterr().err


def test_files_are_those_of_the_manifest(tmp_path):
    out = tmp_path / "run"
    run_here(out, n=120, splits=SPLITS)
    first, second, *_ = sorted(out.glob("data/*.parquet"))
    pq.write_table(pq.read_table(first), first, compression="none")
    second.rename(out / "data" / "more-00000.parquet")
    found = {(failure.place, failure.what) for failure in audit.audit(str(out)).failures}
    assert found == {
        (f"data/{first.name}", "the file is not the one of the manifest (sha256)"),
        (f"data/{second.name}", "the manifest's file is not there"),
        ("data/more-00000.parquet", "a file that the manifest does not have"),
    }


def test_the_command_says_what_is_wrong_and_exits_with_1(tmp_path, pairs, capsys):
    for row in pairs:
        row["extra_info"]["fingerprint"] = "0" * 32
    pq.write_table(pa.Table.from_pylist(pairs, arrow_schema()), tmp_path / "rows.parquet")
    assert _main(["audit", str(tmp_path / "rows.parquet")]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith(f"{tmp_path}/rows.parquet:0  logic/game_of_24: ")
    assert "... and 80 more failures" in out
    assert _main(["audit", str(tmp_path / "pairs"), "--limit", "10"]) == 0


def test_wrong_calls_of_the_audit(tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.parquet").write_text("PAR1 nothing")
    pq.write_table(pa.table({"x": [1]}), tmp_path / "other.parquet")
    for place, words in (("none", "no such file"), ("empty", "no Parquet file"), ("bad.parquet", "not a readable"), ("other.parquet", "not rows of this version")):
        for more in ([], ["--shortcuts"]):
            assert _main(["audit", str(tmp_path / place), *more]) == 2
            assert words in capsys.readouterr().err
    for more in ([], ["--shortcuts"]):
        assert _main(["audit", str(tmp_path), "--label", "unknwon", *more]) == 2
        assert "Did you mean 'unknown'" in capsys.readouterr().err
        for place in ("", "s3://bucket/run"):
            assert _main(["audit", place, *more]) == 2
            assert "on this machine" in capsys.readouterr().err


def test_rows_without_what_every_row_has_are_named(tmp_path, pairs, capsys):
    for number, corrupt in enumerate((lambda row: row.update(extra_info=None), _null("family_id"), _null("task"))):
        rows = [dict(row, extra_info=dict(row["extra_info"])) for row in pairs]
        corrupt(rows[5])
        pq.write_table(pa.Table.from_pylist(rows, arrow_schema()), tmp_path / f"{number}.parquet")
        assert _main(["audit", str(tmp_path / f"{number}.parquet")]) == 2
        assert capsys.readouterr().err.startswith(f"synth: {tmp_path / f'{number}.parquet'}:5: extra_info")


def _null(field):
    return lambda row: row["extra_info"].update({field: None})


def test_an_unfinished_run_is_not_audited(sound, tmp_path, capsys):
    out = tmp_path / "run"
    shutil.copytree(sound, out)
    (out / "manifest.json").rename(out / "elsewhere.json")
    (out / "_unfinished").mkdir()
    (out / "_unfinished" / "plan.json").write_text("{}")
    for more in ([], ["--shortcuts"]):
        assert _main(["audit", str(out), *more]) == 2
        assert "holds an unfinished run" in capsys.readouterr().err


@pytest.fixture(scope="module")
def outside(tmp_path_factory):
    """Rows of `synth augment`."""
    folder = tmp_path_factory.mktemp("outside")
    (folder / "train.json").write_text(reclor(["Orlen", "Tarnow"]))
    with ScriptedServer() as server:
        augmenting.run_here(folder / "train.json", server, folder / "out")
    return folder / "out"


def test_rows_from_outside_are_checked_as_far_as_they_can_be(outside, capsys):
    assert _main(["audit", str(outside)]) == 0
    said = capsys.readouterr().out
    assert "8 rows come from outside: " in said and "all proved" not in said
    assert _main(["audit", str(outside / "data" / "train-00000.parquet")]) == 0
    assert _main(["remake", f"{outside}/data/train-00000.parquet:1"]) == 2
    assert "made of a passage from outside; no key makes it again" in capsys.readouterr().err


def _rationale(old, new):
    def corrupt(rows):
        extra = rows[5]["extra_info"]
        assert old in extra["trace"]
        extra["trace"] = extra["trace"].replace(old, new, 1)
        rows[5]["trajectory"][0]["content"] = _content(rows[5])

    return corrupt


@pytest.mark.parametrize(("corrupt", "number", "words"), [
    (lambda rows: rows[5]["reward_model"].update(ground_truth="{}"), 5, "does not decode"),
    (lambda rows: rows[5].update(data_source="synth/logic/sudoku"), 5, "data_source is"),
    (lambda rows: rows[5].update(reward_model=rows[6]["reward_model"]), 5, "fingerprint"),
    (lambda rows: rows[5]["extra_info"].update(answer="D"), 5, "the ground truth says"),
    (lambda rows: rows[5].update(prompt=rows[6]["prompt"]), 5, "the prompt is not that of the problem"),
    (lambda rows: rows[5].update(trajectory=rows[6]["trajectory"]), 5, "not the trace and the answer"),
    (_rationale("Identify Premises:", "Premises:"), 5, "not of the four options in their form"),
    (_rationale(" - contradicts", " - supports"), 5, "does not support the answer alone"),
    (_rationale("[5] - contradicts", "[4] - contradicts"), 5, "not that of the provenance"),
    (lambda rows: rows[5]["extra_info"].update(rejected=rows[5]["trajectory"][0]["content"]), 5, "the rejected is accepted"),
    (lambda rows: rows[5]["extra_info"].update(provenance="{"), 5, "JSONDecodeError"),
    (lambda rows: rows[5]["extra_info"].update(split="test"), 4, "differ in split"),
    (lambda rows: rows.pop(4), 4, "not whole"),
    (lambda rows: rows.append(rows.pop(5)), 7, "not whole"),
    (lambda rows: rows.append(rows.pop(2)), 7, "several places"),
])  # fmt: skip
def test_spoilt_rows_from_outside_are_found(tmp_path, outside, corrupt, number, words):
    rows = pq.read_table(outside / "data" / "train-00000.parquet").to_pylist()
    corrupt(rows)
    found = _audit_rows(tmp_path, rows).failures
    assert any(words in what for place, _, what in found if place.endswith(f":{number}") or words == "not whole"), found
