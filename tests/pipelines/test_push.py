"""`synth push` sends a finished run once, whole, and in private, through the real client to a stand-in for the hub."""

import shutil

import datasets
import huggingface_hub
import pytest
import scripted_hub
from running import run_here

from synth.cli import _main
from synth.pipelines.push import push as pushing

REPO = "me/logic"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Three shards."""
    out = tmp_path_factory.mktemp("run") / "data"
    run_here(out, tasks=(("logic/cipher", 1.0), ("math/matrix", 1.0)), n=60, shard_rows=20)
    return out


@pytest.fixture
def hub(monkeypatch):
    hub = scripted_hub.Hub()
    monkeypatch.setenv("HF_TOKEN", scripted_hub.TOKEN)
    with scripted_hub.serving(hub) as address:
        monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", address)
        monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", False)  # it answers on this machine
        yield hub


def files(run):
    return {str(path.relative_to(run)): path.read_bytes() for path in run.rglob("*") if path.is_file()}


def test_the_card_goes_first_and_the_manifest_last_into_a_private_repository(run, hub, tmp_path, capsys):
    assert _main(["push", str(run), REPO]) == 0
    assert capsys.readouterr().out.strip().endswith(f"/datasets/{REPO}")
    assert hub.repositories[REPO] == {"private": True, "files": files(run)}
    shards = sorted(path for path in files(run) if path.startswith("data/"))
    assert hub.commits == [["README.md", "croissant.json"], shards, ["manifest.json"]]
    assert hub.cards == [(run / "README.md").read_text()]
    for path, data in hub.repositories[REPO]["files"].items():  # what somebody downloads is a data set with its subsets
        (tmp_path / "down" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "down" / path).write_bytes(data)
    assert {*datasets.load_dataset(str(tmp_path / "down"), "math", split="train", cache_dir=str(tmp_path))["ability"]} == {"math"}


def test_the_same_command_goes_on_and_sends_no_shard_twice(run, hub, monkeypatch, capsys):
    monkeypatch.setattr(pushing, "FILES", 1)
    hub.budget = 2  # the card and one shard
    assert _main(["push", str(run), REPO]) == 1
    err = capsys.readouterr().err
    assert "the same command to go on" in err and "Traceback" not in err
    assert "manifest.json" not in hub.repositories[REPO]["files"]
    hub.budget = None
    assert _main(["push", str(run), REPO]) == 0
    assert hub.repositories[REPO]["files"] == files(run)
    sent = [path for commit in hub.commits for path in commit if path.startswith("data/")]
    assert sorted(sent) == sorted({*sent})
    assert hub.commits[-1] == ["manifest.json"]


def test_what_is_unfinished_or_damaged_is_not_sent(run, hub, tmp_path, capsys):
    shutil.copytree(run, tmp_path / "cut")
    (tmp_path / "cut" / "manifest.json").unlink()
    assert _main(["push", str(tmp_path / "cut"), REPO]) == 2
    assert "no finished run" in capsys.readouterr().err
    shutil.copytree(run, tmp_path / "bent")
    shard = min((tmp_path / "bent" / "data").iterdir())
    shard.write_bytes(shard.read_bytes()[:-1] + b"X")
    assert _main(["push", str(tmp_path / "bent"), REPO]) == 1
    assert "not what the run wrote" in capsys.readouterr().err
    assert not any(path.startswith("data/") for commit in hub.commits for path in commit)


def test_another_data_set_and_a_public_place_are_left_alone(run, hub, capsys):
    hub.repositories[REPO] = {"private": True, "files": {"data/train-00000.parquet": b"another"}}
    hub.repositories["me/seen"] = {"private": False, "files": {}}
    for repo, words in ((REPO, "not of this run"), ("me/seen", "--public")):
        assert _main(["push", str(run), repo]) == 2
        assert words in capsys.readouterr().err
    assert not hub.commits
    assert _main(["push", str(run), "me/seen", "--public"]) == 0
    assert _main(["push", str(run), "me/new", "--public"]) == 0
    assert not hub.repositories["me/new"]["private"]


def test_a_dry_run_names_every_file_and_asks_nobody(run, monkeypatch, capsys):
    monkeypatch.setattr(huggingface_hub, "HfApi", None)
    assert _main(["push", str(run), REPO, "--dry-run"]) == 0
    *named, summary = capsys.readouterr().out.splitlines()
    assert sorted(named) == sorted(files(run))
    assert f"{len(list((run / 'data').iterdir()))} files of rows" in summary and "private" in summary


@pytest.mark.parametrize(("token", "repo", "code", "words"), [("hf_wrong", REPO, 1, "401"), (scripted_hub.TOKEN, "logic", 2, "OWNER/NAME")])
def test_what_the_hub_refuses_is_one_line(run, hub, monkeypatch, capsys, token, repo, code, words):
    monkeypatch.setenv("HF_TOKEN", token)
    assert _main(["push", str(run), repo]) == code
    err = capsys.readouterr().err
    assert words in err and "Traceback" not in err and not hub.commits


def test_a_run_in_an_object_store_is_sent_too(run, hub, bucket):
    for path, data in files(run).items():
        bucket.put_object(Bucket="shards", Key=f"out/{path}", Body=data)
    assert _main(["push", "s3://shards/out", REPO]) == 0
    assert hub.repositories[REPO]["files"] == files(run)
