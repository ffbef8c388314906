"""`make trainers`: for each trainer an environment with its real package on a CPU, and its tests there. `run.py [NAME ...] [--into FOLDER]`.

Environments are kept in build/trainers and used again. What cannot be installed here as its authors would have it is installed without what it
asks for beyond the tests' way through it, and what has no package at all is replayed in tests/verifiers/test_trainer_calls.py. TRL is among the suite's own packages."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TORCH = "torch==2.13.0"
OURS = ["pytest>=8", "pytest-xdist>=3.6", "jinja2", "msgspec", "networkx", "numba", "numpy", "pyarrow", "rich", "typer", "aiohttp", "prometheus-client"]
AREAL = ["colorlog", "flask", "setproctitle", "tenacity", "lark", "uvloop", "aiofiles", "openai", "httpx", "omegaconf", "hydra-core", "pyzmq", "orjson", "psutil", "torchdata", "pillow", "einops"]
SWIFT = ["modelscope", "addict", "dacite", "einops", "json-repair", "attrdict", "oss2", "rouge", "sentencepiece", "tensorboard", "peft", "accelerate", "simplejson"]

# By trainer: the Python it needs, packages, and packages that come without what they ask for.
TRAINERS: dict[str, tuple[str, list[str], list[str]]] = {
    "verl": ("python3", ["verl==0.9.1", TORCH], []),
    "openrlhf": ("python3", [TORCH, "transformers", "ray", "pylatexenc", "datasets"], ["openrlhf==0.11.2"]),
    "verifiers": ("python3", ["verifiers==0.4.0"], []),
    "skyrl": ("python3", ["skyrl-gym==0.4.0", "ray"], ["skyrl==0.3.0"]),
    "nemo_gym": ("python3.12", ["nemo-gym==0.4.0", "httpx"], []),
    "openenv": ("python3", ["openenv==0.10.0"], []),
    "areal": ("python3", [TORCH, "transformers", "ray", "datasets", *AREAL], ["areal==1.0.4"]),
    "ms_swift": ("python3", [TORCH, "transformers<5.20", "trl<1.0", "datasets<4.8.5", *SWIFT], ["ms-swift==4.6.0"]),
    "tinker": ("python3", [TORCH, "transformers", "tinker==0.38.0", "chz", "pillow", "termcolor", "blobfile", "tiktoken", "cloudpickle"], ["tinker-cookbook==0.6.1"]),
    "inspect_ai": ("python3", ["inspect-ai==0.3.285"], []),
}


def environment(name: str, folder: Path) -> Path:
    """The Python of a trainer's environment, made if it is not there."""
    python, packages, bare = TRAINERS[name]
    place = folder / name
    done = place / "installed"
    wanted = repr((packages, bare, OURS))
    if not done.exists() or done.read_text() != wanted:
        found = shutil.which(python)
        if found is None:
            raise SystemExit(f"{name} needs {python}")
        subprocess.run([found, "-m", "venv", "--clear", place], check=True)
        pip = [place / "bin" / "python", "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, *packages, *OURS], check=True)
        if bare:
            subprocess.run([*pip, "--no-deps", *bare], check=True)
        done.write_text(wanted)
    return place / "bin" / "python"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--into", type=Path, default=ROOT / "build" / "trainers")
    options = parser.parse_args()
    failed = []
    for name in options.names or TRAINERS:
        python = environment(name, options.into)
        told = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "SYNTH_TRAINERS": name, "CUDA_VISIBLE_DEVICES": ""}
        command = [python, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", f"tests/trainers/test_{name}.py"]
        print(f"== {name}", flush=True)
        if subprocess.run(command, cwd=ROOT, env=told, check=False).returncode:
            failed.append(name)
    print(f"failed: {', '.join(failed)}" if failed else "all trainers pass")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
