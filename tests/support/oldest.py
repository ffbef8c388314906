"""Run the tests with the oldest versions of all that pyproject.toml allows: `python tests/support/oldest.py [pytest's arguments]`.

They are installed into an environment of their own, `build/oldest`; it takes minutes. A lower bound that is too low shows here, and
nowhere else: whoever installs afresh gets the newest of everything."""

import re
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
WHERE = ROOT / "build" / "oldest"
EXTRAS = ("audit", "dedupe", "hub", "llm", "serve", "test")
_BOUND = re.compile(r"([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?(?:>=|==)([A-Za-z0-9_.*]+)")


def oldest(project: dict[str, object]) -> Iterator[str]:
    """What pip takes as constraints: `numpy==1.26`, for each dependency with a lower bound, also those of the tests."""
    extras: dict[str, list[str]] = project["optional-dependencies"]  # type: ignore[assignment]
    needed: list[str] = [*project["dependencies"], *(one for extra in EXTRAS for one in extras[extra])]  # type: ignore[misc]
    for requirement in needed:
        if bound := _BOUND.fullmatch(requirement):
            yield f"{bound[1]}=={bound[2]}"


def main(arguments: list[str]) -> int:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    if not WHERE.exists():
        venv.create(WHERE, with_pip=True)
    constraints = WHERE / "constraints.txt"
    constraints.write_text("\n".join(oldest(project)), "utf-8")
    python = WHERE / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", "-c", constraints, f"{ROOT}[test]"], check=True)
    return subprocess.run([python, "-m", "pytest", *arguments], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
