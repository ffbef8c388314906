"""The command line as a person meets it: one clear line for every wrong input, the right exit code, no traceback."""

import io
import json
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from drawing import rows
from running import contents, infos, run_here, synth, table

from synth.cli import _main

OUT = ("--out", "OUT")
GAME = "logic/game_of_24"

WRONG = [
    (("run", "logic/sudok", "--n", "10", *OUT), 2, ["no task", "logic/sudok", "Did you mean", "synth list"]),
    (("run", "logik", "--n", "10", *OUT), 2, ["Did you mean 'logic'"]),
    (("run", GAME, "--n", "10", "--difficulty", "11", *OUT), 2, ["--difficulty 11", "1 to 10", "3..7"]),
    (("run", GAME, "--n", "10", "--difficulty", "7..3", *OUT), 2, ["--difficulty 7..3"]),
    (("run", GAME, "--n", "10", "--difficulty", "hard", *OUT), 2, ["--difficulty hard"]),
    (("run", GAME, "--n", "0", *OUT), 2, ["--n 0", "1e6"]),
    (("run", GAME, "--n", "-1", *OUT), 2, ["--n -1"]),
    (("run", GAME, "--n", "1.5", *OUT), 2, ["--n 1.5"]),
    (("run", GAME, "--n", "1e999999", *OUT), 2, ["--n 1e999999"]),
    (("run", GAME, "--n", "many", *OUT), 2, ["--n many"]),
    (("run", GAME, "--n", "10", "--set", "cuont=4", *OUT), 2, ["cuont", "Did you mean 'count'", "rarity"]),
    (("run", GAME, "--n", "10", "--set", "count=9", *OUT), 2, ["count=9", "3 to 5"]),
    (("run", GAME, "--n", "10", "--set", "count=few", *OUT), 2, ["count=few", "3 to 5"]),
    (("run", GAME, "--n", "10", "--set", "count", *OUT), 2, ["--set count", "KNOB=VALUE"]),
    (("run", GAME, "--n", "10", "--set", "count=3", "--set", "count=4", *OUT), 2, ["twice"]),
    (("run", GAME, "--n", "10", "--set", "target_from=900", *OUT), 2, ["target_from=900", "target_to"]),
    (("run", "logic", "--n", "10", "--set", "cuont=4", *OUT), 2, ["cuont", "Did you mean 'count'"]),
    (("run", f"{GAME}:0", "--n", "10", *OUT), 2, ["weight"]),
    (("run", f"{GAME}:nan", "--n", "10", *OUT), 2, ["weight"]),
    (("run", f"{GAME}:1e-320", "--n", "10", *OUT), 2, ["weight"]),
    (("run", f"{GAME}:x", "--n", "10", *OUT), 2, ["weight"]),
    (("run", GAME, "--n", "10", "--split", "train=0.9", *OUT), 2, ["--split", "0.9", "train=0.98,test=0.02"]),
    (("run", GAME, "--n", "10", "--split", "train", *OUT), 2, ["--split train"]),
    (("run", GAME, "--n", "10", "--seed", "-1", *OUT), 2, ["--seed"]),
    (("run", GAME, "--n", "10", "--executor", "rya", *OUT), 2, ["--executor rya", "Did you mean 'ray'"]),
    (("run", GAME, "--n", "10", "--when-exhausted", "stop", *OUT), 2, ["--when-exhausted stop", "redistribute"]),
    (("run", GAME, "--n", "10", "--exclude", "no/such", *OUT), 2, ["--exclude no/such"]),
    (("run", GAME, "--n", "10", "--out", "nowhere://x"), 2, ["--out nowhere://x"]),
    (("run", GAME, "--n", "10", "--address", "127.0.0.1:1", *OUT), 2, ["--address 127.0.0.1:1", "no Ray cluster"]),
    (("run", GAME, *OUT), 2, ["--n"]),
    (("run", GAME, "--n", "10", "--difficlty", "3", *OUT), 2, ["--difficlty"]),
    (("rnu",), 2, ["'rnu'. Did you mean 'run'? See `synth --help`."]),
    (("no-such",), 2, ["No such command 'no-such'. See `synth --help`."]),
    (("show", "logic"), 2, ["domain", "logic/"]),
    (("show", "logic/nothing"), 2, ["logic/nothing"]),
    (("show", GAME, "--difficulty", "0"), 2, ["--difficulty 0"]),
    (("show", GAME, "--difficulty", "3..7"), 2, ["--difficulty 3..7: expected one level from 1 to 10"]),
    (("play", GAME, "--difficulty", "hard"), 2, ["--difficulty hard: expected one level"]),
    (("card", "logic/nothing"), 2, ["logic/nothing"]),
    (("list", "maths"), 2, ["maths"]),
    (("score", "no.parquet"), 2, ["no.parquet", "no such file"]),
    (("score", "CORRUPT"), 2, ["corrupt.parquet", "not a readable Parquet file"]),
    (("score", "TEXT"), 2, ["expected a .parquet or .jsonl file"]),
    (("score", "NOTJSON"), 2, ["line 2", "not JSON"]),
    (("score", "MISSING"), 2, ["no column 'completion'", "Did you mean 'completions'"]),
    (("score", "BROKENTRUTH"), 1, ["cannot score row 41", GAME]),
    (("score", "NOROWS"), 2, ["no rows"]),
    (("score", "NULL"), 2, ["column 'completion' is null"]),
    (("score", "NUMBER"), 2, ["must hold text or a list of texts"]),
    (("score", "EMPTYLIST"), 2, ["must hold text or a list of texts"]),
    (("score", "NOTEXT"), 2, ["must hold text or a list of texts"]),
    (("score", "DEEP"), 2, ["line 1", "not JSON"]),
    (("score", "OTHER"), 2, ["no column 'completion'", "There are: x"]),
    (("score", "FOLDER"), 2, ["no Parquet file in this folder"]),
    (("score", "GOOD", "--out", "FOLDER"), 2, ["--out", "cannot write there"]),
    (("score", "GOOD", "--out", "."), 2, ["--out .", "cannot write there"]),
    (("score", "GOOD", "--out", "no/such/rewards.jsonl"), 2, ["--out no/such/rewards.jsonl", "No such file"]),
    (("remake", "no.json"), 2, ["no.json"]),
    (("remake", "NOTAROW"), 2, ["not a row of ours"]),
    (("remake", "CORRUPT:0"), 2, ["corrupt.parquet"]),
    (("remake", "OTHER:2"), 2, ["has 2 rows"]),
    (("remake", "OTHER:0"), 2, ["not a row of ours"]),
    (("remake", "no.parquet:0"), 2, ["no.parquet", "no such file"]),
    (("remake", "OTHER"), 2, ["other.parquet", "which row?"]),
    (("remake", "DEEP"), 2, ["deep.jsonl"]),
    (("run", GAME, "--n", "1\n0", *OUT), 2, ["--n 1 0"]),
    (("run", GAME, "--n", "nan", *OUT), 2, ["--n nan"]),
    (("run", GAME, "--n", "", *OUT), 2, ["--n"]),
    (("run", "logic/dyck_language_errors", "--n", "10", "--set", "valid=nan", *OUT), 2, ["valid=nan", "0 to 1"]),
    (("run", "logic/dyck_language_errors", "--n", "10", "--set", "valid=1e400", *OUT), 2, ["valid=1e400", "0 to 1"]),
    (("run", GAME, "--n", "10", "--set", "count=" + "9" * 30, *OUT), 2, ["count=999", "3 to 5"]),
    (("run", GAME, "--n", "10", "--set", "cöunt\n=3", *OUT), 2, ["cöunt", "Did you mean 'count'"]),
    (("run", GAME, "--n", "10", "--difficulty", "５", *OUT), 2, ["--difficulty ５"]),
    (("run", GAME, "--n", "10", "--split", "trän=1", *OUT), 2, ["--split trän=1"]),
    (("run", GAME, "--n", "10", "--split", "train=0.999999999,test=1e-9", *OUT), 2, ["--split"]),
    (("run", GAME, "--n", "10", "--exclude", "FOLDER", *OUT), 2, ["--exclude", "no Parquet file"]),
    (("run", GAME, "--n", "10", "--out", ""), 2, ["--out ''"]),
    (("run", GAME, "--n", "10", "--out", "a\udcffb"), 2, ["--out"]),
    (("run", GAME, "--n", "10", "--out", "TEXT"), 2, ["rows.csv", "a file is there"]),
    (("card", GAME, "--write", "TEXT"), 1, ["rows.csv/logic: Not a directory."]),
]


@pytest.fixture
def files(tmp_path):
    row = rows(GAME, 1, 1)[0]
    good = {"completion": "<answer>1</answer>", "data_source": row["data_source"], "ground_truth": row["reward_model"]["ground_truth"]}
    broken = good | {"ground_truth": '{"numbers": [1', "extra_info": {"index": 41}}
    texts = {
        "CORRUPT": ("corrupt.parquet", "PAR1 this is not Parquet PAR1"),
        "TEXT": ("rows.csv", "a,b\n"),
        "NOTJSON": ("notjson.jsonl", json.dumps(good) + "\n{oops\n"),
        "MISSING": ("missing.jsonl", json.dumps({"completions": "x", "data_source": "synth/a/b"}) + "\n"),
        "BROKENTRUTH": ("broken.jsonl", json.dumps(good) + "\n" + json.dumps(broken) + "\n"),
        "NOROWS": ("norows.jsonl", "\n"),
        "NOTAROW": ("notarow.json", '{"extra_info": {"task": 3}}'),
        "DEEP": ("deep.jsonl", "[" * 100_000),
        "GOOD": ("good.jsonl", json.dumps(good)),
        "NULL": ("null.jsonl", json.dumps(good | {"completion": None})),
        "NUMBER": ("number.jsonl", json.dumps(good | {"completion": 5})),
        "EMPTYLIST": ("emptylist.jsonl", json.dumps(good | {"completion": []})),
        "NOTEXT": ("notext.jsonl", json.dumps(good | {"completion": [{"role": "assistant", "content": None}]})),
    }
    for name, (file, text) in texts.items():
        (tmp_path / file).write_text(text)
        texts[name] = str(tmp_path / file)
    (tmp_path / "folder").mkdir()
    pq.write_table(pa.table({"x": [1, 2]}), tmp_path / "other.parquet")
    return texts | {"OUT": str(tmp_path / "out"), "FOLDER": str(tmp_path / "folder"), "OTHER": str(tmp_path / "other.parquet")}


@pytest.mark.parametrize(("arguments", "code", "words"), WRONG, ids=[" ".join(case[0])[:60] for case in WRONG])
def test_wrong_input_gives_one_clear_line(arguments, code, words, files, capsys):
    for name, path in files.items():
        arguments = [argument.replace(name, path) if argument.split(":")[0] == name else argument for argument in arguments]
    assert _main(list(arguments)) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("synth: ")
    assert err.count("\n") == 1, err
    assert "Traceback" not in err
    for word in words:
        assert word in err, err


def test_more_than_a_level_holds_ends_short_with_code_3(tmp_path, capsys):
    """Three numbers of at most five with few targets: some hundred problems."""
    knobs = ("--set", "highest=5", "--set", "target_to=12", "--difficulty", "1")
    assert _main(["run", GAME, "--n", "5000", *knobs, "--out", str(tmp_path), "--executor", "local"]) == 3
    out, err = capsys.readouterr()
    assert "was exhausted: about" in out
    assert "Short:" in out
    assert "Traceback" not in err
    made = len(infos(tmp_path))
    assert 10 < made < 500
    assert f"{made:,} of 5,000 rows" in out


def test_no_run_leaves_anything_behind_a_refused_request(tmp_path, capsys):
    assert _main(["run", GAME, "--n", "10", "--set", "count=9", "--out", str(tmp_path / "out")]) == 2
    assert not (tmp_path / "out").exists()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    out = tmp_path_factory.mktemp("made")
    run_here(out, tasks=(("logic", 1.0),), n=150, difficulty=(1, 3), seed=5)
    return out


def test_remake_gives_the_row_of_a_shard(made, capsys, tmp_path, monkeypatch):
    shard = sorted((made / "data").iterdir())[0]
    for number, row in enumerate(pq.read_table(shard).to_pylist()[:10]):
        assert _main(["remake", f"{shard}:{number}"]) == 0
        assert json.loads(capsys.readouterr().out) == row
    (tmp_path / "row.json").write_text(json.dumps(row))
    assert _main(["remake", str(tmp_path / "row.json")]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(row)))
    assert _main(["remake", "-"]) == 0
    capsys.readouterr()
    row["extra_info"]["answer"] += " "
    (tmp_path / "row.json").write_text(json.dumps(row))
    assert _main(["remake", str(tmp_path / "row.json")]) == 1
    assert "extra_info.answer" in capsys.readouterr().err
    assert _main(["remake", f"{shard}:100000"]) == 2


@pytest.mark.parametrize("junk", [None, [], {}, True], ids=repr)
def test_remake_refuses_a_wrong_type_in_any_field(junk, made, capsys, tmp_path):
    row = pq.read_table(sorted((made / "data").iterdir())[0]).slice(0, 1).to_pylist()[0]
    wrong = [(1, row | {field: junk}) for field in row if field != "extra_info"] + [(2, row | {"extra_info": junk})]
    info = row["extra_info"]  # of its own type a value is only another one than the key gives
    wrong += [(1 if type(junk) is type(info[field]) else 2, row | {"extra_info": info | {field: junk}}) for field in info]
    for code, given in (case for case in wrong if case[1] != row):  # a row without a worked solution has an empty trajectory
        (tmp_path / "row.json").write_text(json.dumps(given))
        assert _main(["remake", str(tmp_path / "row.json")]) == code
        assert capsys.readouterr().err.count("\n") == 1


def test_score_takes_a_message_for_its_text(tmp_path, capsys):
    row = rows(GAME, 1, 1)[0]
    good = f"<answer>{row['extra_info']['answer']}</answer>"
    (tmp_path / "c.jsonl").write_text(json.dumps(row | {"completion": {"role": "assistant", "content": good}}))
    assert _main(["score", str(tmp_path / "c.jsonl"), "--out", str(tmp_path / "r.jsonl")]) == 0
    assert json.loads((tmp_path / "r.jsonl").read_text())["rewards"] == [1.0]


def test_score_writes_nothing_when_a_row_is_broken(files, tmp_path, capsys):
    assert _main(["score", files["BROKENTRUTH"], "--out", str(tmp_path / "r.jsonl")]) == 1
    assert not list(tmp_path.glob("r.jsonl*"))


def test_a_bare_command_shows_the_help_and_no_error(capsys):
    assert _main([]) == 2
    out, err = capsys.readouterr()
    assert "Usage" in out
    assert err == ""


def test_a_file_uri_is_a_folder(tmp_path, capsys):
    assert _main(["run", GAME, "--n", "20", "--out", (tmp_path / "a b").as_uri(), "--executor", "local"]) == 0
    assert len(infos(tmp_path / "a b")) == 20


def test_score_reads_parquet_and_jsonl_and_sums_up(made, tmp_path, capsys):
    found = table(made).to_pylist()
    completions = [f"<answer>{r['extra_info']['answer']}</answer>" if i % 2 else "no" for i, r in enumerate(found)]
    pq.write_table(pa.Table.from_pylist([r | {"completion": c} for r, c in zip(found, completions, strict=True)]), tmp_path / "c.parquet")
    (tmp_path / "c.jsonl").write_text(
        "\n".join(json.dumps(r | {"reply": [c, [{"role": "assistant", "content": c}][0]]}) for r, c in zip(found, completions, strict=True))
    )
    assert _main(["score", str(tmp_path / "c.parquet"), "--out", str(tmp_path / "r1.jsonl")]) == 0
    first = capsys.readouterr().out
    assert _main(["score", str(tmp_path / "c.jsonl"), "--completion", "reply", "--out", str(tmp_path / "r2.jsonl")]) == 0
    lines1, lines2 = ([json.loads(line) for line in (tmp_path / name).read_text().splitlines()] for name in ("r1.jsonl", "r2.jsonl"))
    assert [line["rewards"] for line in lines1] == [[float(i % 2)] for i in range(len(found))]
    assert [line["rewards"] for line in lines2] == [[float(i % 2)] * 2 for i in range(len(found))]
    assert [line["index"] for line in lines1] == [row["extra_info"]["index"] for row in found]
    assert first.splitlines()[-1].split()[:3] == ["all", str(len(found)), "0.500"]
    assert f"missing {len(found) // 2}" in first.splitlines()[-1]


def test_help_and_scoring_start_without_heavy_imports():
    heavy = ("ray", "pyarrow", "numba", "numpy", "datasets", "sympy", "z3", "jinja2", "pandas", "torch")
    program = (
        "import sys\n"
        "{}\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    for action in (
        "import synth.verifiers; synth.verifiers.score",
        "import synth.cli\ntry: synth.cli.app(['--help'], standalone_mode=False)\nexcept SystemExit: pass",
        "import synth; [synth.verifiers.score(f'synth/{n}', 'x', '{}') for n in []]",
    ):
        done = subprocess.run([sys.executable, "-c", program.format(action)], capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == "[]"


def test_the_installed_command_works_end_to_end(tmp_path):
    done = synth("run", GAME, "--n", "50", "--out", tmp_path / "run")
    assert done.returncode == 0, done.stderr
    assert "50 rows (train 50) in" in done.stdout
    assert "peak memory" in done.stdout
    assert len(contents(tmp_path / "run")) >= 3
    again = synth("run", GAME, "--n", "50", "--out", tmp_path / "run")
    assert "already finished" in again.stderr
    other = synth("run", GAME, "--n", "51", "--out", tmp_path / "run")
    assert other.returncode == 2
    assert other.stderr.count("\n") == 1
