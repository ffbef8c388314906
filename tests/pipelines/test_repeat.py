"""A run again: from its manifest, and by the command that its card names."""

import shlex

import pytest
from running import contents, run_here

from synth.cli import _main
from synth.pipelines.run.plan import make_plan
from synth.pipelines.run.repeat import command, read_plan
from synth.schemas.errors import RequestError
from synth.schemas.request import Request, read_weighted

GAME = "logic/game_of_24"


@pytest.mark.parametrize(("request_", "typed"), [
    (Request(((GAME, 1.0),), 10), f"synth run {GAME} --n 10 --difficulty 5 --out FOLDER"),
    (Request((("logic", 1.0),), 1000, (1, 10)), "synth run logic --n 1000 --difficulty 1..10 --out FOLDER"),
    (Request((("logic", 3.0), ("honest", 3.0)), 1000), "synth run logic honest --n 1000 --difficulty 5 --out FOLDER"),
    (Request(((GAME, 2.0), ("logic/cipher", 1.0)), 99, overrides=(("count", "5"),)), f"synth run {GAME}:2 logic/cipher --n 99 --difficulty 5 --set count=5 --out FOLDER"),
    (Request((("logic/sudoku", 1.0),), 90, (3, 5), (("holes", "40"), ("rivals", "1"))),  # rivals is 1 at level 3 anyway
     "synth run logic/sudoku --n 90 --difficulty 3 --set holes=40 --out FOLDER"),
    (Request(((GAME, 1.0),), 10, seed=7, splits=(("train", 0.9), ("test", 0.1)), shard_rows=5, when_exhausted="short"),
     f"synth run {GAME} --n 10 --difficulty 5 --seed 7 --split train=0.9,test=0.1 --shard-rows 5 --when-exhausted short --out FOLDER"),
    (Request(((GAME, 1.0),), 10, languages=(("en", 0.5), ("zh", 0.5)), parallel=True),
     f"synth run {GAME} --n 10 --difficulty 5 --lang en,zh --parallel --out FOLDER"),
    (Request(((GAME, 1.0),), 10, languages=(("en", 0.75), ("zh", 0.25))), f"synth run {GAME} --n 10 --difficulty 5 --lang en:0.75,zh:0.25 --out FOLDER"),
    (Request(((GAME, 1.0),), 10, overrides=(("fractions", "true"),)), f"synth run {GAME} --n 10 --difficulty 5 --set fractions=true --out FOLDER"),
], ids=range(9))  # fmt: skip
def test_the_command_gives_the_plan(request_, typed):
    plan = make_plan(request_)
    assert command(plan) == typed
    assert f"{command(make_plan(request_, 'f' * 64))}".endswith("--exclude THE_SAME_PROBLEMS --out FOLDER")
    tasks = [word for word in shlex.split(typed)[2:] if "/" in word or word in ("logic", "honest")]
    assert make_plan(Request(tuple(map(read_weighted, tasks)), plan.n, request_.difficulty)).n == plan.n


def test_a_manifest_and_the_command_of_the_card_repeat_a_run(tmp_path, capsys):
    run_here(tmp_path / "a", n=60, shard_rows=30, difficulty=(2, 3), seed=4, splits=(("train", 0.8), ("test", 0.2)))
    manifest = str(tmp_path / "a" / "manifest.json")
    assert _main(["run", "--config", manifest, "--out", str(tmp_path / "b")]) == 0
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    typed = next(line for line in (tmp_path / "a" / "README.md").read_text().splitlines() if line.startswith("synth run logic"))
    assert _main(shlex.split(typed.replace("FOLDER", str(tmp_path / "c")))[1:]) == 0
    assert contents(tmp_path / "a") == contents(tmp_path / "c")
    capsys.readouterr()
    for more in (["--n", "5"], [GAME], ["--seed", "3"], ["--set", "count=4"]):
        assert _main(["run", *more, "--config", manifest, "--out", str(tmp_path / "d")]) == 2
        assert "--config repeats a run as it was, so it goes without" in capsys.readouterr().err


def test_what_is_no_manifest_is_told(tmp_path):
    (tmp_path / "no.json").write_text("{}")
    run_here(tmp_path / "run", n=5)
    for path, words in (("gone.json", "No such file"), ("no.json", "not the manifest.json of a run"), ("run/manifest.json", "")):
        if words:
            with pytest.raises(RequestError, match=words):
                read_plan(str(tmp_path / path))
        else:
            assert read_plan(str(tmp_path / path)).n == 5
            with pytest.raises(RequestError, match="left nothing out"):
                read_plan(str(tmp_path / path), "f" * 64)
