"""A report shows what is in the files: counts, effort, lengths, draws, rows, and what rollouts earned."""

import json
import re
import statistics
from collections import Counter
from html import unescape

import pytest
from running import run_here, table

from synth.cli import _main
from synth.pipelines.token_count import estimated_tokens


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    out = tmp_path_factory.mktemp("run") / "data"
    run_here(out, tasks=(("logic/cipher", 1.0), ("math/matrix", 1.0)), n=60, difficulty=(1, 3), seed=5)
    return out


def _cells(text, title, task):
    """The numbers of a task in the heat map under a heading."""
    part = text[text.index(f"<h2>{title}") :]
    return [float(cell) for cell in re.findall(r"<td[^>]*>([\d.e+]+)</td>", re.search(rf"<tr><th>{task}</th>(.*?)</tr>", part)[1])]


def test_counts_effort_and_lengths_are_those_of_the_rows(run, tmp_path, capsys):
    assert _main(["report", str(run), "--out", str(tmp_path / "deep" / "page.html")]) == 0
    text = unescape((tmp_path / "deep" / "page.html").read_text("utf-8"))
    rows = table(run).to_pylist()
    assert "60 rows. Splits: train 60. Languages: en 60." in text
    for task in ("logic/cipher", "math/matrix"):
        own = [[row for row in rows if row["extra_info"]["task"] == task and row["difficulty"] == level] for level in (1, 2, 3)]
        assert _cells(text, "Rows", task) == list(map(len, own))
        for title, value in (("Effort", lambda row: row["extra_info"]["effort"]), ("Tokens", lambda row: estimated_tokens(row["prompt"][0]["content"]))):
            medians = [statistics.median(map(value, part)) for part in own]
            assert _cells(text, title, task) == [pytest.approx(median, rel=1e-3) for median in medians]
        assert any(row["prompt"][0]["content"] in text and row["extra_info"]["answer"] in text for part in own for row in part)
    assert text.count("<article") == 18
    assert not re.search(r"""(src|href)=["'](?!#)|@import|url\(""", text)
    made = Counter((row["extra_info"]["task"], row["difficulty"]) for row in rows)
    for (task, level), count in made.items():
        assert re.search(rf"<td>{task}</td><td>{level}</td><td>{count}</td>", text)


def test_rollouts_give_pass_rates_reasons_and_the_hardest_rows(run, tmp_path):
    rows, file = table(run).to_pylist(), tmp_path / "rollouts.jsonl"
    lines = []
    for number, row in enumerate(rows):
        right = number % 4 == 0
        rewards, reasons = ([1.0, 1.0], ["", ""]) if right else ([0.0, 0.0], ["value", "format"])
        lines.append({**{name: row[name] for name in ("data_source", "difficulty", "extra_info")}, "rewards": rewards, "reasons": reasons})
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert _main(["report", str(run), "--rollouts", str(file), "--out", str(tmp_path / "page.html")]) == 0
    text = unescape((tmp_path / "page.html").read_text("utf-8"))
    for task in ("logic/cipher", "math/matrix"):
        for level, shown in zip((1, 2, 3), _cells(text, "Pass rate", task), strict=True):
            own = [n % 4 == 0 for n, row in enumerate(rows) if row["extra_info"]["task"] == task and row["difficulty"] == level]
            assert shown == pytest.approx(statistics.fmean(own), abs=1e-3)
    assert "Refused for: value 45, format 45." in text
    assert text.count("<td>0.00</td>") == 12


def test_what_is_no_folder_of_rows_is_said_in_one_line(tmp_path, capsys):
    (tmp_path / "a.jsonl").write_text('{"x": 1}\n')
    for argument, words in ((str(tmp_path / "none"), "no such file"), (str(tmp_path / "a.jsonl"), "no column")):
        assert _main(["report", argument, "--out", str(tmp_path / "page.html")]) == 2
        err = capsys.readouterr().err
        assert words in err and err.count("\n") == 1
    assert _main(["report", str(tmp_path / "a.jsonl"), "--tokenizer", str(tmp_path / "none.json")]) == 2
    assert "--tokenizer" in capsys.readouterr().err
