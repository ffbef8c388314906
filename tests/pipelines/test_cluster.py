"""Runs on Ray and violent ends: the same bytes for any executor, number of workers, PYTHONHASHSEED and misfortune."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from running import SYNTH, contents, stored, synth

from synth.pipelines.run import ray_executor
from synth.pipelines.run.admit import KEEP, Batch
from synth.pipelines.run.plan import make_plan
from synth.pipelines.run.ray_actors import OrderedAdmissions
from synth.pipelines.run.worker import WorkersLost
from synth.schemas.request import Request

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
    wait_until(lambda: len(list(Path(out).glob("_unfinished/*.mark"))) >= count, process)


def wait_until(true, process):
    """Until something is true of a run that goes on."""
    deadline = time.monotonic() + 120
    while not true():
        assert process.poll() is None, process.stdout.read()
        assert time.monotonic() < deadline, "not after two minutes"
        time.sleep(0.02)


def keys(bucket):
    return [item["Key"] for item in bucket.list_objects_v2(Bucket="shards").get("Contents", [])]


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


def test_progress_moves_within_shards(tmp_path):
    """One shard of a few seconds, on one worker."""
    program = (
        "import sys; from running import Silent; from synth.pipelines.run.driver import run; from synth.pipelines.run.plan import make_plan\n"
        "from synth.schemas.request import Request\n"
        "class Seen(Silent):\n"
        "    def under_way(self, rows, wanted): print('under way', rows, flush=True)\n"
        "plan = make_plan(Request((('logic/sudoku', 1.0),), 2500, (8, 8), shard_rows=5000))\n"
        "run(plan, sys.argv[1], Seen(), executor='ray', workers=1)\n"
    )
    path = f"{Path(__file__).parents[1] / 'support'}:{os.environ.get('PYTHONPATH', '')}"
    command = [sys.executable, "-c", program, str(tmp_path / "run")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=200, check=False, env=os.environ | QUIET | {"PYTHONPATH": path})
    assert done.returncode == 0, done.stderr
    seen = [int(line.split()[-1]) for line in done.stdout.splitlines()]
    assert len({rows for rows in seen if 0 < rows < 2500}) >= 2, seen


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


def test_a_node_lost_and_a_node_added_in_mid_run_change_nothing(run, reference, bucket):
    """Both on S3. The first node's worker is held up, so that shards of it are under way when the node is lost, and the second has to
    make them; nothing waits for the node to come back."""
    from ray.cluster_utils import Cluster

    node = {"num_cpus": 1, "num_gpus": 1, "object_store_memory": 80 << 20}
    cluster = Cluster(initialize_head=True, head_node_args=node | {"num_cpus": 0, "include_dashboard": False})
    try:
        first = cluster.add_node(**node)
        process = start(run, "s3://shards/run", "--address", cluster.address)
        wait_until(lambda: any(key.endswith("00001.mark") for key in keys(bucket)), process)
        worker = actors(first.all_processes["raylet"][0].process, "Worker")[0]
        worker.suspend()
        second = cluster.add_node(**node).all_processes["raylet"][0].process
        wait_until(lambda: actors(second, "MeteredWorker"), process)
        cluster.remove_node(first, allow_graceful=False)
        worker.kill()
        output, _ = process.communicate(timeout=200)
    finally:
        cluster.shutdown()
    assert process.returncode == 0, output
    assert {path: sha256(data).hexdigest() for path, data in stored(bucket, "run/").items()} == reference
    assert output.count("rows of 2 tasks") == 1, "begun once"
    by_node = [int(line.split(" workers, ")[1].split()[0].replace(",", "")) for line in output.splitlines() if line.startswith("node ")]
    assert len(by_node) == 2 and min(by_node) > 0 and sum(by_node) == 6000, output


def test_no_actor_takes_a_gpu_and_only_workers_take_cpus(monkeypatch):
    asked = []

    def remote(**options):
        return lambda kind: SimpleNamespace(remote=lambda *_: asked.append((kind.__name__, options)) or SimpleNamespace(node=SimpleNamespace(remote=object)))

    here = SimpleNamespace(get_node_id=lambda: "ab" * 28)
    names = {"remote": remote, "is_initialized": lambda: True, "get_runtime_context": lambda: here}
    monkeypatch.setattr(ray_executor, "ray", SimpleNamespace(cluster_resources=lambda: {"CPU": 3.0, "GPU": 8.0}, **names))
    ray_executor.RayExecutor(make_plan(Request((("logic/dyck_language_errors", 1.0),), 10)), "out")
    assert sorted(kind for kind, _ in asked) == ["Meter", *["MeteredWorker"] * 3, "OrderedAdmissions"]
    assert all(options["num_gpus"] == 0 and options["num_cpus"] == (kind == "MeteredWorker") for kind, options in asked)


def test_what_comes_after_a_lost_shard_is_not_admitted():
    admissions = OrderedAdmissions(frozenset({"a"}))
    admissions.set_remaining({0: 9})
    batch = [("a", 0, Batch(b"\1", bytes(16)))]
    assert admissions.admit_in_turn(0, batch) == {0: bytes([KEEP])}
    with pytest.raises(WorkersLost):
        admissions.admit_in_turn(2, batch)


def test_the_lines_of_the_readme_work_on_a_cluster_that_asks_for_a_token(tmp_path):
    gcs, dashboard, agent = _free_ports(3)
    environment = os.environ | QUIET | {"HOME": str(tmp_path), "RAY_TMPDIR": tempfile.mkdtemp(), "RAY_AUTH_MODE": "token"}
    environment.pop("RAY_ADDRESS", None)

    def ray(*arguments):
        command = [str(Path(sys.executable).parent / "ray"), *map(str, arguments)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=200, check=False, cwd=tmp_path)

    token = ray("get-auth-token", "--generate")
    if "No such command" in token.stderr:
        pytest.skip("this version of Ray knows no tokens")
    assert len(token.stdout.strip()) >= 32
    # Ray's agent has one default port a machine: another cluster that runs here would leave this one without an agent for its jobs.
    ports = ("--port", gcs, "--dashboard-port", dashboard, "--dashboard-agent-listen-port", agent)
    head = [str(Path(sys.executable).parent / "ray"), "start", "--head", "--block", *map(str, ports), "--num-cpus=2", f"--object-store-memory={100 << 20}"]
    with subprocess.Popen(head, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for_port(dashboard)
            (tmp_path / "empty").mkdir()
            small = ["run", "game_of_24", "--n", "40", "--executor", "ray", "--out", tmp_path / "run"]
            submit = ("job", "submit", "--address", f"http://127.0.0.1:{dashboard}", "--working-dir", "empty", "--", *SYNTH, *small)
            done, deadline = ray(*submit), time.monotonic() + 240
            while "No available agent" in done.stdout + done.stderr and time.monotonic() < deadline:
                time.sleep(2)  # the dashboard answers before the head has told it of its agent
                done = ray(*submit)
            assert done.returncode == 0, done.stdout + done.stderr
            assert "40 rows (train 40)" in done.stdout
            refused = synth(*small[:-1], tmp_path / "no", "--address", f"127.0.0.1:{gcs}", **(environment | {"RAY_AUTH_MODE": "disabled"}))
            assert refused.returncode == 2
            assert "RAY_AUTH_MODE=token" in refused.stderr.splitlines()[-1]
            again = synth(*small[:-1], tmp_path / "again", "--address", f"127.0.0.1:{gcs}", **environment)
            assert again.returncode == 0, again.stderr
            assert contents(tmp_path / "again") == contents(tmp_path / "run")
        finally:
            for child in [*psutil.Process(process.pid).children(recursive=True), process]:
                child.terminate()


def _free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def _wait_for_port(port):
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        with socket.socket() as found:
            if found.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError(f"nobody listens at port {port}")


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
