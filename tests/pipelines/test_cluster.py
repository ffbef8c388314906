"""Runs on Ray and violent ends: the same bytes for any executor, number of workers, PYTHONHASHSEED and misfortune."""

import os
import signal
import subprocess
import time
from pathlib import Path

import psutil
import pytest
from running import SYNTH, contents, synth

pytestmark = pytest.mark.serial

RUN = ["run", "logic/game_of_24", "logic/dyck_language_errors", "--n", "6000", "--difficulty", "4..5", "--shard-rows", "500"]
RUN += ["--split", "train=0.95,test=0.05"]
QUIET = {"RAY_USAGE_STATS_ENABLED": "0"}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The request, with more fingerprints to exclude than Ray sends along when it starts a process."""
    listed = tmp_path_factory.mktemp("excluded") / "list.txt"
    listed.write_text("".join(f"{number:032x}\n" for number in range(20_000)))
    return [*RUN, "--exclude", str(listed)]


@pytest.fixture(scope="module")
def reference(tmp_path_factory, run):
    out = tmp_path_factory.mktemp("local") / "run"
    done = synth(*run, "--out", out, "--executor", "local", PYTHONHASHSEED="1")
    assert done.returncode == 0, done.stderr
    return contents(out)


def start(run, out, *options):
    command = [*SYNTH, *run, "--out", str(out), *options]
    # A session of its own, so that killing the driver kills nothing of ours.
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True, env=os.environ | QUIET)


def wait_for_marks(out, count, process):
    deadline = time.monotonic() + 120
    while len(list(Path(out).glob("_unfinished/*.mark"))) < count:
        assert process.poll() is None, process.stdout.read()
        assert time.monotonic() < deadline, "no shard after two minutes"
        time.sleep(0.02)


def actors(process, name):
    """Ray's actor processes under a driver. They name themselves after their class and what they do."""
    found = []
    for child in psutil.Process(process.pid).children(recursive=True):
        try:
            if any(name in part for part in child.cmdline()[:1]):
                found.append(child)
        except (psutil.NoSuchProcess, psutil.ZombieProcess):
            continue
    return found


@pytest.mark.parametrize("workers", [1, 2])
def test_ray_gives_the_bytes_of_the_local_run(run, reference, tmp_path, workers):
    done = synth(*run, "--out", tmp_path / "run", "--executor", "ray", "--workers", workers, PYTHONHASHSEED="2", **QUIET)
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "run") == reference


@pytest.mark.parametrize("victim", ["Worker", "Admissions"])
def test_killed_actors_change_nothing(run, reference, tmp_path, victim):
    process = start(run, tmp_path / "run", "--executor", "ray", "--workers", "2")
    wait_for_marks(tmp_path / "run", 2, process)
    victims = actors(process, victim)
    assert victims, f"no process of {victim} found"
    victims[0].kill()
    output, _ = process.communicate(timeout=200)
    assert process.returncode == 0, output
    assert contents(tmp_path / "run") == reference
    # A worker is replaced in place; when an admitting actor is lost, all begins again from what is published.
    assert output.count("rows of 2 tasks") == (1 if victim == "Worker" else 2)


def test_a_broken_task_on_a_worker_ends_in_one_line(tmp_path):
    """`sitecustomize` is imported by every Python process of the run."""
    (tmp_path / "sitecustomize.py").write_text(
        "import synth.pipelines.run.worker as work\n"
        "from synth.schemas.errors import BrokenTask\n"
        "real = work.candidate\n"
        "def candidate(stream, draw, source=None):\n"
        "    if draw == 1000: raise BrokenTask('the key')\n"
        "    return real(stream, draw, source)\n"
        "work.candidate = candidate\n"
    )
    done = synth(*RUN, "--out", tmp_path / "run", "--executor", "ray", "--workers", 2, PYTHONPATH=f"{tmp_path}:{os.environ.get('PYTHONPATH', '')}", **QUIET)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "synth: the key"
    assert "Traceback" not in done.stderr


def test_workers_for_which_a_cluster_has_no_room_hold_up_nothing(tmp_path):
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False, "object_store_memory": 100 << 20})
    try:
        small = ["run", "logic/game_of_24", "--n", "400", "--shard-rows", "100", "--out", tmp_path / "run"]
        done = synth(*small, "--address", cluster.address, "--workers", 3, **QUIET)
    finally:
        cluster.shutdown()
    assert done.returncode == 0, done.stderr
    assert "400 rows (train 400)" in done.stdout


@pytest.mark.parametrize("executor", ["local", "ray"])
def test_a_killed_driver_is_followed_by_the_same_command(run, reference, tmp_path, executor):
    process = start(run, tmp_path / "run", "--executor", executor)
    wait_for_marks(tmp_path / "run", 3, process)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)
    assert not (tmp_path / "run" / "manifest.json").exists()
    again = synth(*run, "--out", tmp_path / "run", "--executor", "local")
    assert again.returncode == 0, again.stderr
    assert contents(tmp_path / "run") == reference
