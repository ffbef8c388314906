"""Runs and looks as a new user types them: short names, warnings before the start, exit codes, tables that fit."""

import json
import os
import subprocess
import sys
from types import SimpleNamespace

import pyarrow.parquet as pq
import pytest
from drawing import rows
from running import contents, infos, run_here

from synth.cli import _main
from synth.generators import registry
from synth.schemas.errors import RequestError
from synth.schemas.version import VERSION

GAME = "logic/game_of_24"


def test_a_short_name_is_the_task_it_names(tmp_path, capsys):
    assert _main(["show", "game_of_24", "--difficulty", "2"]) == 0
    short = capsys.readouterr().out
    assert _main(["show", GAME, "--difficulty", "2"]) == 0
    assert short == capsys.readouterr().out
    for name in ("game_of_24:2", f"{GAME}:2"):
        assert _main(["run", name, "--n", "5", "--out", str(tmp_path / name.split("/")[0])]) == 0
    assert contents(tmp_path / "game_of_24:2") == contents(tmp_path / "logic")
    for name in registry.names():
        assert registry.only(name.split("/")[1]) == name
    assert _main(["card", "game_of_24"]) == 0


def test_a_short_name_of_two_tasks_names_both(monkeypatch):
    monkeypatch.setattr(registry, "names", lambda: ("logic/chess", "math/chess", "math/sum"))
    monkeypatch.setattr(registry, "domains", lambda: ("logic", "math"))
    assert registry.only("sum") == "math/sum"
    with pytest.raises(RequestError, match="'chess' may be logic/chess or math/chess; name one of them"):
        registry.only("chess")


def test_warnings_come_before_the_work(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("synth.pipelines.run.local_executor.Worker.make", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    for arguments, words in (
        ([GAME, "--n", "1e7", "--difficulty", "1"], " are sure."),
        (["logic", "--n", "3"], f"3 rows are too few for {len(registry.select('logic'))} tasks"),
        (["sudoku", "--n", "30", "--set", "holes=40", "--set", "rivals=1", "--difficulty", "3..7"], "levels 4, 5 equal level 3"),
    ):
        assert _main(["run", *arguments, "--executor", "local", "--out", str(tmp_path / words)]) == 130
        first, *_, last = capsys.readouterr().err.splitlines()
        assert words in first
        assert last.endswith("(local)")


def test_equal_levels_do_not_run_dry(tmp_path, capsys):
    assert _main(["run", GAME, "--n", "60", "--set", "rarity=0", "--set", "highest=13", "--set", "target_from=12", "--set", "target_to=60",
                  "--difficulty", "3..5", "--out", str(tmp_path)]) == 0  # fmt: skip
    assert "exhausted" not in capsys.readouterr().out
    assert {info["difficulty"] for info in infos(tmp_path)} == {3}


@pytest.mark.parametrize(("more", "code"), [(["--n", "200"], 3), (["--n", "200", "--when-exhausted", "short"], 3), (["--n", "10"], 0)])
def test_fewer_rows_than_asked_for_is_code_3(more, code, tmp_path, capsys):
    few = ("--set", "highest=5", "--set", "target_to=6", "--difficulty", "1")
    assert _main(["run", GAME, *few, *more, "--out", str(tmp_path)]) == code


def test_no_row_at_all_is_code_3(tmp_path, capsys):
    """One row of a task whose families have two."""
    assert _main(["run", "linear_algebra", "--n", "1", "--out", str(tmp_path)]) == 3
    assert not list(tmp_path.glob("data/*"))
    assert (tmp_path / "README.md").read_text().count("| honest | 1 |") == 1


@pytest.mark.parametrize(("rows", "code"), [(0, 3), (4, 0)])
def test_an_augmentation_that_keeps_nothing_is_code_3(rows, code, monkeypatch, capsys):
    monkeypatch.setattr("synth.pipelines.augment.augment.augment", lambda request: SimpleNamespace(rows=rows))
    assert _main(["augment", "train.json", "--format", "reclor", "--endpoint", "http://x", "--model", "m", "--out", "o"]) == code


def test_the_audit_fits_a_terminal(tmp_path, capsys):
    run_here(tmp_path, tasks=((GAME, 1.0), ("logic/dyck_language_errors", 1.0)), n=30)
    capsys.readouterr()
    assert _main(["audit", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert " ".join(lines[:2]).split() == ["task", "rows", "families", "proved", "unique", "traces", "rejected", "failures", "CPU-s"]


def test_small_runs_make_few_files(tmp_path):
    manifest = run_here(tmp_path, tasks=((GAME, 1.0), ("logic/dyck_language_errors", 1.0)), n=8_000, difficulty=(4, 5), shard_rows=0)
    assert manifest.rows == 8_000
    assert len(manifest.files) <= 7


def test_what_is_typed_is_cut_in_messages(capsys, tmp_path):
    long = "x" * 5_000
    for arguments in (
        ["show", long], ["run", f"{GAME}:{long}", "--n", "5"], ["run", GAME, "--n", long], ["run", GAME, "--n", "5", "--difficulty", long],
        ["run", GAME, "--n", "5", "--set", f"{long}=1"], ["run", GAME, "--n", "5", "--set", f"count={long}"],
        ["run", GAME, "--n", "5", "--split", long], ["run", GAME, "--n", "5", "--executor", long], ["run", "--config", long], [f"--{long}"], [long],
        ["score", long], ["remake", long], ["show", GAME, "--draw", long], ["export", long, "x", "--out", "y"],
    ):  # fmt: skip
        arguments += ["--out", str(tmp_path / "out")] if arguments[0] == "run" else []
        assert _main(arguments) in (1, 2)
        err = capsys.readouterr().err
        assert len(err) < 1_200, arguments[:2]
        assert err.count("\n") == 1


def test_a_tilde_is_the_home_folder(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert _main(["run", GAME, "--n", "5", "--out", "~/run"]) == 0
    assert len(infos(tmp_path / "run")) == 5
    shard = next((tmp_path / "run" / "data").iterdir()).name
    assert _main(["remake", f"~/run/data/{shard}:0"]) == 0
    assert _main(["run", GAME, "--n", "5", "--exclude", "~/run", "--out=~/more"]) == 0
    assert not {i["fingerprint"] for i in infos(tmp_path / "run")} & {i["fingerprint"] for i in infos(tmp_path / "more")}
    assert _main(["run", "--config", "~/run/manifest.json", "--out", "~/again"]) == 0
    assert contents(tmp_path / "run") == contents(tmp_path / "again")
    assert _main(["card", GAME, "--write=~/cards"]) == 0
    assert (tmp_path / "cards" / f"{GAME}.md").is_file()
    (tmp_path / "c.jsonl").write_text(json.dumps(rows(GAME, 1, 1)[0] | {"completion": "no"}))
    assert _main(["score", "~/c.jsonl", "--out=~/r.jsonl"]) == 0
    assert (tmp_path / "r.jsonl").is_file()
    assert not (tmp_path / "~").exists()


@pytest.mark.parametrize("file", ["data/train-00000.parquet", "rows.jsonl", "rows.ndjson"])
def test_remake_without_a_row_asks_which(file, tmp_path, capsys):
    run_here(tmp_path, n=5)
    table = pq.read_table(tmp_path / "data").to_pylist()
    for other in ("rows.jsonl", "rows.ndjson"):
        (tmp_path / other).write_text("\n".join(map(json.dumps, table)))
    capsys.readouterr()
    assert _main(["remake", str(tmp_path / file)]) == 2
    err = capsys.readouterr().err
    assert err == f"synth: {tmp_path / file}: which row? Write its number behind a colon, counted from 0: {tmp_path / file}:0.\n"
    assert _main(["remake", f"{tmp_path / file}:0"]) == 0
    assert _main(["remake", str(tmp_path / f"no-{file.split('/')[-1]}")]) == 2
    assert "no such file" in capsys.readouterr().err


def test_the_version_and_the_help_of_the_command_in_question(capsys):
    assert _main(["--version"]) == 0
    assert capsys.readouterr().out == f"synth {VERSION}\n"
    for arguments, path in (
        (["run", GAME, "--nn", "5"], "synth run"),
        (["show"], "synth show"),
        (["nothing"], "synth"),
        (["--nothing"], "synth"),
    ):
        assert _main(arguments) == 2
        assert capsys.readouterr().err.endswith(f"See `{path} --help`.\n")


def test_a_shell_completes_tasks_and_options():
    def completed(words):
        environment = os.environ | {"_SYNTH_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
        done = subprocess.run([sys.executable, "-m", "synth"], capture_output=True, text=True, env=environment, check=False)
        return done.stdout.split()

    assert completed("synth show sud") == ["sudoku"]
    assert completed("synth run logic/su") == ["logic/sudoku", "logic/survo"]
    assert "--when-exhausted" in completed("synth run --w")
    assert "remake" in completed("synth re")


def test_levels_sort_as_numbers_and_the_summary_fits(tmp_path, capsys):
    found = [row for level in (10, 2, 1) for row in rows("logic/dyck_language_errors", level, 3)]
    for row, level in zip(found, [10, 10, 10, 2, 2, 2, 1, 1, "hard"], strict=True):
        row = row | {"completion": "no", "extra_info": row["extra_info"] | {"difficulty": level}}
        with open(tmp_path / "c.jsonl", "a") as file:
            print(json.dumps(row), file=file)
    foreign = rows(GAME, 1, 1)[0] | {"completion": "<answer>" + "1 + " * 9 + "1</answer>"}
    with open(tmp_path / "c.jsonl", "a") as file:
        print(json.dumps(foreign), file=file)
    assert _main(["score", str(tmp_path / "c.jsonl")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in lines if "dyck" in line] == ["1", "2", "10", "hard"]
    assert max(map(len, lines)) <= 80


def test_the_summary_of_a_run_fits(tmp_path, capsys):
    assert (
        _main(["run", "logic", "honest", "--n", "100", "--difficulty", "1", "--split", "train=0.5,test=0.5", "--out", str(tmp_path)]) == 0
    )
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[:3] == ["task", "rows", "draws"]
    assert max(len(line) for line in lines if not line.startswith("100 rows")) <= 80


def test_the_card_of_a_run_is_short(tmp_path, capsys):
    tasks = len(registry.select("logic"))
    assert _main(["run", "logic", "--n", str(10 * tasks), "--difficulty", "1..2", "--lang", "zh,en", "--out", str(tmp_path)]) == 0
    card = (tmp_path / "README.md").read_text()
    assert f"| logic | {tasks} | 1 to 2 | {10 * tasks} |" in card
    assert card.partition("license")[0] == "---\nlanguage:\n- zh\n- en\n"
    assert card.count("One right answer:") == 1
    for info in infos(tmp_path)[:1]:
        assert all(f"| `extra_info.{column}` |" in card for column in info)
    assert f"synth run logic --n {10 * tasks} --difficulty 1..2 --lang zh,en --out FOLDER" in card
    assert len(card) < 10_000
