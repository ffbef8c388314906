"""Examples for trainers, as far as they can be read without the trainers; tests/trainers runs them."""

import ast
import re
import subprocess
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples" / "trainers").glob("with_*"))
ENV = next(node for node in ast.parse((ROOT / "src/synth_env/__init__.py").read_text()).body if getattr(node, "name", "") == "SynthConfig")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_short_and_names_what_there_is(path):
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 40
    for name in re.findall(r"synth(?:\.\w+)+", text):
        name = name if find_spec_of(name) else name.rpartition(".")[0]  # a module, or something in one
        assert find_spec_of(name), f"{path.name}: {name}"
    for node in ast.walk(ast.parse(text)) if path.suffix == ".py" else ():
        if isinstance(node, ast.ImportFrom) and node.module.startswith("synth"):
            place = find_spec(node.module).origin  # None for a namespace, whose names are modules
            source = Path(place).read_text("utf-8") if place else ""
            for alias in node.names:
                made = re.search(rf"^(?:async )?(?:def|class) {alias.name}\b|^{alias.name}\b", source, re.MULTILINE)
                assert made or find_spec_of(f"{node.module}.{alias.name}"), alias.name
    if path.suffix == ".sh":
        subprocess.run(["bash", "-n", path], check=True)
    if path.suffix == ".toml":
        found = re.search(r"\[[\w.]*taskset\]\n(.*?)(?:\n\n|\Z)", text, re.DOTALL)[1]
        fields = {node.target.id for node in ENV.body if isinstance(node, ast.AnnAssign)}
        assert tomllib.loads(text) and set(tomllib.loads(found)) - {"id"} <= fields


def find_spec_of(name):
    """Whether there is such a module; its packages are not run."""
    return (ROOT / "src" / name.replace(".", "/")).with_suffix(".py").is_file() or (ROOT / "src" / name.replace(".", "/")).is_dir()


def test_each_trainers_example_stands_in_the_readme():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert all(f"examples/trainers/{path.name}" in readme for path in EXAMPLES) and len(EXAMPLES) == 14
    for link in re.findall(r"examples/trainers/\w+\.\w+", readme):
        assert (ROOT / link).is_file()
