"""What the tree itself must keep: arrows of import, banned calls, sizes, pairs of files. Read from the sources, not from memory."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("schemas", "verifiers", "generators", "pipelines")
LINES = 300
NOT_IN_VERIFIERS = {"ray", "numba", "z3", "datasets", "pyarrow", "jinja2", "numpy", "sympy", "networkx"}
LAZY = {"ray", "pyarrow", "datasets", "numba", "z3", "sympy", "openai"}
FROM_OUTSIDE = {"counterfactual/reading"}  # verifiers for data that no sampler makes; tests/test_reading.py takes the laws' place
HARMLESS = {("re", "compile"), ("environment", "compile"), ("model", "eval")}  # templates of ours by jinja2; values of a model by z3
PROCESSES = ("verifiers/sandbox/", "verifiers/fallback/")  # where something runs that may hang: they alone have to do with processes
SOURCE_ONLY = {"prime_rl", "slime"}  # trainers that no index has
OF_ONE_THREAD = ("verifiers/code/sql_query/data.py", "threading")
"""A connection of SQLite is used by the thread that opened it."""
RUNS_PROGRAMS = "verifiers/sandbox/_child.py"
BANNED = {"eval", "exec", "compile", "__import__", "literal_eval", "sympify", "parse_expr", "hash"}


def sources(*folders):
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def imports(tree):
    """(module, is it at the top of the file) of every import."""
    top = set(map(id, tree.body))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in top) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from ((f"{node.module}.{alias.name}", id(node) in top) for alias in node.names)


def parsed(path):
    return ast.parse(path.read_text("utf-8"))


def relative(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", sources(*FOLDERS), ids=relative)
def test_arrows_of_import(path):
    """schemas <- verifiers <- generators <- pipelines <- synth.cli, and never by a folder's bare name."""
    place = FOLDERS.index(path.relative_to(ROOT).parts[0])
    for module, at_top in imports(parsed(path)):
        parts = module.split(".")
        assert parts[0] not in FOLDERS, f"{module}: import it as synth.{module}"
        if parts[0] == "synth" and len(parts) > 1 and parts[1] in FOLDERS:
            assert FOLDERS.index(parts[1]) <= place, f"{relative(path)} imports {module}"
        if parts[0] == "synth_env":
            assert FOLDERS[place] == "pipelines", f"{relative(path)} imports {module}"
        if parts[0] == "synth":
            assert parts[1:2] and parts[1] in FOLDERS, f"{relative(path)} imports {module}: the package's front or the command line"
        if FOLDERS[place] in ("schemas", "verifiers"):
            assert parts[0] not in NOT_IN_VERIFIERS or (not at_top and FOLDERS[place] == "schemas"), f"{relative(path)} imports {module}"
        # An oracle is imported when it is asked, and not before.
        if FOLDERS[place] == "pipelines" and path.name not in ("ray_executor.py", "ray_shards.py", "admit.py") and "oracles" not in path.parts and at_top:
            assert parts[0] not in LAZY or _only_for_types(path, module), f"{relative(path)} imports {module} at its top"


def _only_for_types(path, module):
    return f"if TYPE_CHECKING:\n    import {module}" in path.read_text("utf-8")


def test_rule_books_know_no_generator_and_no_clock():
    for path in sources("verifiers"):
        for module, _ in imports(parsed(path)) if not relative(path).startswith(PROCESSES) else ():
            if (relative(path), module) == OF_ONE_THREAD:
                continue
            assert module.split(".")[0] not in {"random", "time", "signal", "threading", "subprocess", "socket", "os", "multiprocessing"}, path


@pytest.mark.parametrize("path", sources(*FOLDERS, "src/synth"), ids=relative)
def test_no_banned_calls(path):
    """No text is ever run but in the sandbox, and nothing depends on PYTHONHASHSEED."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            owner = node.func.value.id if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name) else ""
            assert name not in BANNED or (owner, name) in HARMLESS or relative(path) == RUNS_PROGRAMS, f"{relative(path)}:{node.lineno} calls {name}"
            kept = relative(path) == RUNS_PROGRAMS or (owner, name) not in {("random", "random"), ("random", "choice"), ("random", "seed"), ("time", "time")}
            assert kept, f"{relative(path)}:{node.lineno} calls {owner}.{name}"


@pytest.mark.parametrize("path", sources(*FOLDERS, "src/synth", "src/synth_env", "tests", "bench", "examples"), ids=relative)
def test_files_stay_readable(path):
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)), "every file says what it is"
    if len(text.splitlines()) > LINES:
        assert re.search(r"one file|\blong|over 300 lines", ast.get_docstring(ast.parse(text)), re.IGNORECASE), f"over {LINES} lines; the docstring does not say why one file"


def test_the_path_is_the_name():
    """One stem for one task, in five places."""
    stems = {"/".join(path.parts[-3:-1]) for path in (ROOT / "generators").glob("*/*/en.md")}
    assert stems
    for stem in stems:
        for place in ("generators/{}/__init__.py", "generators/{}/claims.py", "data_cards/{}.md", "tests/golden/{}.json"):
            assert (ROOT / place.format(stem)).is_file(), place.format(stem)
        for place in ("verifiers/{}", "pipelines/oracles/{}"):
            module = ROOT / place.format(stem)
            assert module.with_suffix(".py").is_file() != (module / "__init__.py").is_file(), f"{module}: a module or a package"
    for folder in ("generators", "verifiers", "pipelines/oracles"):
        for path in (*(ROOT / folder).glob("*/*.py"), *(path.parent for path in (ROOT / folder).glob("*/*/__init__.py"))):
            domain = path.parent.name
            if domain not in ("solvers", "drawing", "parsers", "adapters", "sandbox", "fallback", "published") and not path.name.startswith("_"):
                assert f"{domain}/{path.stem}" in stems | FROM_OUTSIDE, f"{relative(path)} belongs to no task"


def test_no_two_files_of_the_pipelines_have_one_name():
    names = [path.name for path in sources("pipelines") if "oracles" not in path.parts]
    assert sorted(names) == sorted(set(names))


def test_oracles_share_no_code_with_what_they_judge():
    for path in sources("pipelines/oracles"):
        foreign = [m for m, _ in imports(parsed(path)) if m.split(".")[0] in ("synth", *FOLDERS)]
        assert not [m for m in foreign if not m.startswith("synth.pipelines.oracles.")], path


def test_what_is_imported_is_declared():
    """What a user has after `pip install '.[...]'` with all extras but those of tests and linters, which may not stand in for it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [packages for extra, packages in project["optional-dependencies"].items() if extra not in ("test", "lint")]
    wanted = [*project["dependencies"], *(name for packages in extras for name in packages)]
    declared = {re.match(r"[\w-]+", name)[0] for name in wanted}
    called = {"huggingface_hub": "huggingface-hub", "math_verify": "math-verify", "reasoning_gym": "reasoning-gym", "pysat": "python-sat", "sklearn": "scikit-learn", "z3": "z3-solver"}
    called |= {"inspect_ai": "inspect-ai", "nemo_gym": "nemo-gym", "prometheus_client": "prometheus-client", "skyrl_gym": "skyrl-gym", "swift": "ms-swift", "tinker_cookbook": "tinker-cookbook"}
    called |= {"llvmlite": "numba", "scipy": "scikit-learn", "threadpoolctl": "scikit-learn", "omegaconf": "verl", "torch": "trl"}  # what these bring
    for path in sources(*FOLDERS, "src/synth", "src/synth_env"):
        for module in {name.split(".")[0] for name, _ in imports(parsed(path))} - {*sys.stdlib_module_names, "synth", "synth_env", *SOURCE_ONLY}:
            assert called.get(module, module) in declared, f"{relative(path)} imports {module}"


def test_oracles_are_imported_only_when_asked():
    for path in sources("pipelines", "src/synth"):
        if "oracles" not in path.parts:
            assert not [m for m, _ in imports(parsed(path)) if "oracles" in m], path


def test_top_folders_are_no_packages_of_their_own():
    """With an __init__.py, `verifiers/` would shadow a well-known package wherever the root is on sys.path."""
    for folder in FOLDERS:
        assert not (ROOT / folder / "__init__.py").exists()
        link = ROOT / "src" / "synth" / folder
        assert not link.exists() or link.resolve() == (ROOT / folder).resolve()
    program = f"import synth.generators.registry, synth.verifiers, sys; print([n for n in sys.modules if n.split('.')[0] in {FOLDERS}])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_data_files_carry_their_licence():
    files = [path for path in (ROOT / "generators").rglob("*") if path.suffix in (".txt", ".json")]
    assert files
    for path in files:
        assert "CC0-1.0" in path.read_text("utf-8")[:400], path


PLUMBING = ("pipelines", "src/synth", "schemas", "verifiers/adapters")
AUGMENT = "pipelines/augment/"  # by nature it makes rows of one task, about passages from outside
AUGMENTED = "counterfactual/reading"
INGEST = "pipelines/ingest/"  # by nature it reads rows of others, whose columns and splits are called as they call them


def _texts(tree):
    """(line, text) of every string that is no docstring and no help text of a command."""
    help_texts = {id(n) for k in ast.walk(tree) if isinstance(k, ast.keyword) and k.arg in ("help", "epilog") for n in ast.walk(k.value)}
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)} | help_texts
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.lineno, node.value


def test_plumbing_names_no_task_and_no_domain():
    """What differs between tasks is declared in `Task` or by the verifier. The exceptions: an oracle is a task's own, and `synth augment`
    makes rows of one task; it may import that task's public verifier module and name the task and its domain."""
    tasks = {"/".join(path.parts[-3:-1]) for path in (ROOT / "generators").glob("*/*/en.md")} | {AUGMENTED}
    domains = {task.split("/")[0] for task in tasks}
    named = re.compile(rf"\b(?:{'|'.join(sorted(tasks))})\b")
    files = [path for path in sources(*PLUMBING) if "oracles" not in path.parts]
    for path in (*files, *(ROOT / name for name in ("generators/registry.py", "generators/prompts.py", "verifiers/reward.py", "verifiers/extract.py"))):
        place, tree = relative(path), parsed(path)
        own = {AUGMENTED, AUGMENTED.split("/")[0]} if place.startswith(AUGMENT) else domains if place.startswith(INGEST) else set()
        for line, text in _texts(tree):
            assert text not in domains - own, f"{place}:{line} names the domain {text}"
            assert not set(named.findall(text)) - own, f"{place}:{line} names a task: {text}"
        for module, _ in imports(tree):
            _, folder, domain, *rest = [*module.split("."), "", "", ""][:4]
            if folder in ("verifiers", "generators") and domain in domains:
                assert place.startswith(AUGMENT) and f"{domain}/{rest[0]}" == AUGMENTED and folder == "verifiers", f"{place} imports {module}"
