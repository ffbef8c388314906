"""Examples for clusters, as far as they can be read without one: Ray's schema, the fields of Kubernetes, bash, and our own command line."""

import json
import re
import subprocess
from pathlib import Path

import jsonschema
import pytest
import ray.autoscaler
import yaml
from typer.main import get_command

from synth.cli import app

CLUSTER = Path(__file__).parent.parent / "examples" / "cluster"
GROUP = {"rayStartParams", "template"}
SIZES = {"groupName", "replicas", "minReplicas", "maxReplicas"}


def test_the_ray_cluster_keeps_to_rays_schema():
    config = yaml.safe_load((CLUSTER / "ray_on_aws.yaml").read_text("utf-8"))
    jsonschema.validate(config, json.loads((Path(ray.autoscaler.__file__).parent / "ray-schema.json").read_text("utf-8")))
    assert config["head_node_type"] in config["available_node_types"]
    assert all("--object-store-memory=" in config[f"{kind}_start_ray_commands"][-1] for kind in ("head", "worker"))


def test_the_ray_job_has_only_fields_that_kuberay_knows():
    job = yaml.safe_load((CLUSTER / "kuberay_job.yaml").read_text("utf-8"))
    assert (job.keys(), job["apiVersion"], job["kind"]) == ({"apiVersion", "kind", "metadata", "spec"}, "ray.io/v1", "RayJob")
    assert job["spec"].keys() == {"entrypoint", "backoffLimit", "shutdownAfterJobFinishes", "ttlSecondsAfterFinished", "rayClusterSpec"}
    cluster = job["spec"]["rayClusterSpec"]
    assert cluster.keys() == {"rayVersion", "headGroupSpec", "workerGroupSpecs"}
    head, workers = cluster["headGroupSpec"], cluster["workerGroupSpecs"]
    assert head.keys() == GROUP and all(group.keys() == GROUP | SIZES for group in workers)
    for group in (head, *workers):
        assert all(isinstance(value, str) for value in group["rayStartParams"].values()) and "object-store-memory" in group["rayStartParams"]
        (container,) = group["template"]["spec"]["containers"]
        assert container.keys() == {"name", "image", "envFrom", "resources"} and container["image"].endswith(str(cluster["rayVersion"]))
        assert container["resources"].keys() == {"requests", "limits"} and "gpu" not in str(container["resources"])


def test_the_slurm_script_is_bash(tmp_path):
    script = CLUSTER / "slurm.sh"
    subprocess.run(["bash", "-n", script], check=True)
    assert not re.search(r"^#SBATCH.*gpu", script.read_text("utf-8"), re.MULTILINE)


def test_the_slurm_script_starts_one_ray_a_node_and_hands_on_its_arguments(tmp_path):
    """With programs that write down how they were called in place of Slurm's, Ray's and ours."""
    (tmp_path / "synth" / "bin").mkdir(parents=True)
    for name in ("srun", "ray", "synth"):
        program = tmp_path / "synth" / "bin" / name
        # The script starts the nodes' Ray beside it: our own program waits until both have been called, as a run would.
        wait = f"until [ $(grep -c ^srun {tmp_path}/log) = 2 ]; do sleep 0.1; done" if name == "synth" else ""
        program.write_text(f'#!/bin/sh\n{wait}\necho {name} "$@" >> {tmp_path}/log\n')
        program.chmod(0o755)
    given = {"SLURM_JOB_ID": "7", "SLURM_JOB_NUM_NODES": "4", "SLURM_CPUS_PER_TASK": "32", "SLURMD_NODENAME": "n1", "OUT": "s3://b/x"}
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"} | given
    subprocess.run(["bash", CLUSTER / "slurm.sh", "run", "logic", "--n", "9"], env=environment, check=True, timeout=30)
    log = (tmp_path / "log").read_text().splitlines()
    starts = [line for line in log if line.startswith("srun") and "ray start" in line]
    assert len(starts) == 2 and sum("--nodes=3 --ntasks=3" in line for line in starts) == 1
    assert all("--object-store-memory=500000000" in line and "--num-cpus=32" in line for line in starts)
    assert re.search(r"^synth run logic --n 9 --out s3://b/x --address [\d.]+:20007$", "\n".join(log), re.MULTILINE)


@pytest.mark.parametrize("path", sorted(CLUSTER.iterdir()), ids=lambda path: path.name)
def test_an_example_is_short_and_its_runs_are_of_our_command_line(path):
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 55
    options = {option for parameter in get_command(app).commands["run"].params for option in parameter.opts}
    assert "run logic --n 1e8" in text
    for line in re.findall(r"run logic (--.*)", text):
        assert set(re.findall(r"--[a-z-]+", line)) <= options, line
