"""What a person looks at and plays with: `synth list`, `show`, `play`."""

import io
import json
import os
import re
import subprocess
import sys

from synth.cli import _main
from synth.cli.list_tasks import speeds_of
from synth.generators import registry
from synth.pipelines.run import remake

GAME = "logic/game_of_24"


def test_list_shows_every_task_on_a_line_and_whole_rules_when_asked(capsys):
    assert _main(["list"]) == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 80
    assert _main(["list", "--long"]) == 0
    long = capsys.readouterr().out
    entries = re.split(r"\n(?! )", long.strip())
    assert [entry.split()[0] for entry in entries] == list(registry.names())
    assert all(len(entry.split()) > 4 for entry in entries)
    assert _main(["list", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [task["task"] for task in found] == list(registry.names())
    for task in found:
        assert task["rows_per_second"] is None or task["rows_per_second"] > 0
        assert re.search(rf"^ *{task['task'].split('/')[1]} .* [-\d,]+ +1{' S' if task['steps'] else ''} *$", out, re.MULTILINE) or not task["one_solution"], task


def test_speeds_are_those_of_the_first_table(tmp_path):
    measured = tmp_path / "throughput.md"
    assert speeds_of(measured) == {}
    measured.write_text("# T\n\n| task | generate 5 | whole path 5 |\n| --- | ---: | ---: |\n| a/b | 9 | 1,234 |\n\n| task | x |\n| a/b | 1 |\n")
    assert speeds_of(measured) == {"a/b": 1234}


def test_play_judges_hints_and_counts(monkeypatch, capsys):
    (first,), (second,) = (remake.rows(registry.load("math/linear_system"), 2, (), 4, draw) for draw in (0, 1))
    typed = f"?\nno idea\n\n{first['extra_info']['answer']}\n\n!\n+\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert _main(["play", "linear_system", "--difficulty", "2", "--seed", "4"]) == 0
    out = capsys.readouterr().out
    assert first["prompt"][0]["content"] in out
    assert first["extra_info"]["trace"].splitlines()[0] in out
    assert "Refused: format." in out and out.count("Right.") == 1 and "1 solved." in out
    assert second["prompt"][0]["content"] in out.partition("Right.")[2]
    assert second["extra_info"]["answer"] in out.partition(second["prompt"][0]["content"])[2]


def test_play_draws_the_board_and_the_solved_one_with_the_answer(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("!\n"))
    assert _main(["play", "sudoku", "--difficulty", "2", "--seed", "4"]) == 0
    answer, *_ = (row["extra_info"]["answer"] for row in remake.rows(registry.load("logic/sudoku"), 2, (), 4, 0))
    asked, solved, *_ = re.findall(r"┌[^└]*└", capsys.readouterr().out)
    given, right = (re.findall(r"\d", board) for board in (asked, solved))
    assert right == answer.split() and 0 < len(given) < len(right)


def test_play_takes_a_whole_reply_with_its_paragraphs(monkeypatch, capsys):
    (row,) = remake.rows(registry.load("instruct/branching"), 3, (), 4, 0)
    answer = row["extra_info"]["answer"]
    assert "\n\n" in answer
    monkeypatch.setattr("sys.stdin", io.StringIO(f"\n<answer>{answer}</answer>\n\n\n{answer}\n\n\n"))
    assert _main(["play", "branching", "--difficulty", "3", "--seed", "4"]) == 0
    out = capsys.readouterr().out
    assert "two empty lines" in out and out.count("Refused: ") == 1 and "1 solved." in out


def test_show_prints_a_problem_an_answer_and_on_request_the_record(capsys):
    assert _main(["show", GAME, "--difficulty", "2", "--seed", "4"]) == 0
    shown = capsys.readouterr().out
    assert _main(["show", GAME, "--difficulty", "2", "--seed", "4", "--record"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["prompt"][0]["content"] in shown
    assert row["extra_info"]["answer"] in shown
    assert _main(["show", GAME, "--knobs"]) == 0
    assert "3 to 5" in capsys.readouterr().out
    assert _main(["show", GAME, "--set", "count=5", "--record"]) == 0
    assert len(json.loads(json.loads(capsys.readouterr().out)["reward_model"]["ground_truth"])["numbers"]) == 5


def test_what_a_terminal_cannot_show_is_escaped():
    """A Chinese prompt and a drawn board in encodings without either; a row is still JSON."""
    show = [sys.executable, "-m", "synth", "show", "sudoku", "--lang", "zh"]
    for encoding in ("ascii", "latin-1"):
        environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
        done = subprocess.run(show, capture_output=True, env=environment, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"\\u250c" in done.stdout
    done = subprocess.run([*show, "--record"], capture_output=True, encoding="latin-1", env=environment, check=True)
    (row,) = remake.rows(registry.load("logic/sudoku"), 5, (), 0, 0, "zh")
    assert "\\u" in done.stdout and json.loads(done.stdout)["prompt"] == list(row["prompt"])
