"""Augmentation runs for the tests: in this process, and as a command."""

from synth.pipelines.augment.augment import augment
from synth.pipelines.augment.augment_plan import AugmentRequest
from synth.pipelines.model.client import Endpoint

TOWNS = [f"Veldmar{'abcdefghijklmnop'[number]}" for number in range(11)]
SECRET = "sk-a-secret-that-must-not-be-written"


def options(file, url, out, *more):
    return ["augment", str(file), "--format", "reclor", "--endpoint", url, "--model", "scripted", "--out", str(out), "--shard-passages", "4", *more]


def run_here(file, server, out, format="reclor", **more):
    endpoint = Endpoint(server.url, "scripted", timeout=20.0, retries=3, backoff=0.01)
    return augment(AugmentRequest((file,), format, endpoint, str(out), **more))
