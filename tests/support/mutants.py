"""Mutation testing: small faults planted in one file, one at a time, and those that no test notices.

    make mutants FILE=verifiers/parsers/grids.py N=40     # one file, 40 mutants
    make mutants FILE=pipelines/run/produce.py N=30 TESTS="tests/pipelines/test_produce.py"

A mutant is the file with one change: a comparison swapped or its border moved, an integer off by one, `not` dropped, `and` for `or` or one
side of it alone, a branch always or never taken, `any` for `all`, `min` for `max`, `+` for `-`, None returned, a call, an update or a `raise`
left out, `x.strip()` as `x`. N (20) of them are drawn for each file, the same ones every time. Texts, patterns, bounds in annotations,
EXAMPLES and assertions stay as they are.

Each is tried in a copy of the tree, never in place. First the EXAMPLES of the tasks that the file serves, then the tests that belong to it,
up to the first that fails: the task's own tests and laws, and the test files that import the module. Tests named in SLOW are left out, and
the longest of the others, until the rest takes some seconds. A mutant that takes three times as long as the file itself counts as killed.

Survivors are printed as `file:line  before -> after`, then a table. Some survive rightly, as they change nothing that can be seen: read them.
The exit code is 0, or 2 when the tests fail without any change. `verifier_mutants.py` does the same, faster, for the verifiers of tasks."""

import argparse
import ast
import json
import os
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
LEFT_OUT = (".git", "golden", "data_cards", "bench", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "build", "dist")
SLOW = (
    *("time", "bounded", "hostile", "hold_as_many", "capacity", "knobs", "key_alone", "seeds", "effort", "prompt", "golden", "ray"),
    *("rarely_hopeless", "makes_a_parser_raise", "another_process", "shortcuts"),
)
"""Words in the names of tests that take seconds and judge something else."""
MEMORY = 8 << 30
"""Bytes of address space that a mutant may have."""
PATIENCE = 8.0
"""Seconds that the tests of one file may take together; the longest are left out until it is kept."""
NOTES = "seconds.json"


class Mutant(NamedTuple):
    """One change of a file: the line, the text there before and after, and the whole file after it."""

    line: int
    before: str
    after: str
    source: str


_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitOr,
}
_CALLS = {"any": "all", "all": "any", "min": "max", "max": "min"}
_TRIMMING = {"strip", "lstrip", "rstrip", "lower", "upper", "casefold", "copy", "removesuffix", "removeprefix"}


def mutants(source: str) -> list[Mutant]:
    """Every mutant of a file, in the order of its text."""
    data = source.encode()
    starts = [0]
    for line in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found: dict[str, Mutant] = {}
    tree = ast.parse(source)
    for node, after in _changes(tree):
        start, end = starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset  # type: ignore
        before = data[start:end].decode()
        text = (data[:start] + after.encode() + data[end:]).decode()
        if text not in found:
            found[text] = Mutant(node.lineno, " ".join(before.split()), after, text)  # type: ignore[attr-defined]
    return sorted(found.values(), key=lambda mutant: (mutant.line, mutant.before, mutant.after))


def _changes(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """(node, its text after the change), for the node and all below that are code and no text, annotation, example or assertion."""
    if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "EXAMPLES" for t in node.targets):
        return
    if isinstance(node, ast.JoinedStr | ast.Assert) or _is_type(node):
        return
    if isinstance(node, ast.expr):
        yield from ((node, f"({ast.unparse(new)})") for new in _expressions(node))
    elif isinstance(node, ast.stmt):
        yield from ((node, new) for new in _statements(node))
        if isinstance(node, ast.If | ast.While) and not isinstance(node.test, ast.Constant):
            yield node.test, "False"
            if isinstance(node, ast.If):
                yield node.test, "True"
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "bases", "keywords") and not isinstance(node, ast.Call):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _changes(child)


def _is_type(node: ast.AST) -> bool:
    return isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id in ("Annotated", "Literal")


def _expressions(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.Compare(ops=[op]):
            for other in _COMPARISONS[type(op)]:
                yield ast.Compare(node.left, [other()], node.comparators)
        case ast.Compare(ops=ops):
            for place, op in enumerate(ops):
                other = _COMPARISONS[type(op)][0]
                yield ast.Compare(node.left, [*ops[:place], other(), *ops[place + 1 :]], node.comparators)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            for place in range(len(values)):
                rest = [*values[:place], *values[place + 1 :]]
                yield ast.BoolOp(op, rest) if len(rest) > 1 else rest[0]
        case ast.UnaryOp(op=ast.Not() | ast.USub() | ast.Invert(), operand=operand):
            yield operand
        case ast.BinOp(op=op) if type(op) in _OPERATORS:
            yield ast.BinOp(node.left, _OPERATORS[type(op)](), node.right)
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
            if value:
                yield ast.Constant(value - 1)
        case ast.IfExp():
            yield node.body
            yield node.orelse
        case ast.Call(func=ast.Name(id=name)) if name in _CALLS:
            yield ast.Call(ast.Name(_CALLS[name]), node.args, node.keywords)
        case ast.Call(func=ast.Name(id="sorted"), args=[one], keywords=[]):
            yield ast.Call(ast.Name("list"), [one], [])
        case ast.Call(func=ast.Attribute(attr=name, value=value)) if name in _TRIMMING:
            yield value
        case ast.GeneratorExp(generators=generators) | ast.ListComp(generators=generators) | ast.SetComp(generators=generators):
            for place, one in enumerate(generators):
                if one.ifs:
                    bare = ast.comprehension(one.target, one.iter, [], one.is_async)
                    yield type(node)(node.elt, [*generators[:place], bare, *generators[place + 1 :]])


def _statements(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            yield "return None"
        case ast.Expr(value=value) if not isinstance(value, ast.Constant):
            yield "pass"
        case ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break() | ast.Delete():
            yield "pass"
            if isinstance(node, ast.Continue | ast.Break):
                yield "break" if isinstance(node, ast.Continue) else "continue"


class Plan(NamedTuple):
    """What judges a file. examples: verifiers whose EXAMPLES must hold. tests: arguments of pytest."""

    examples: tuple[str, ...]
    tests: tuple[str, ...]


def plan(root: Path, file: str) -> Plan:
    """The examples and tests that belong to a file, by its path and by what the test files import."""
    folder, *rest = Path(file).with_suffix("").parts
    if rest[-1] == "__init__":
        rest.pop()
    serves = [task for task in tasks(root) if folder in ("verifiers", "generators") and _serves(rest, task)]
    package, _, name = ".".join(["synth", folder, *rest]).rpartition(".")
    imports = re.compile(rf"{re.escape(f'{package}.{name}')}\b|from {re.escape(package)} import [^\n]*\b{name}\b")
    own = [f"tests/tasks/{domain}/test_{task}.py" for domain, task in (name.split("/") for name in serves)]
    tests = [test for test in own if (root / test).exists()]
    for path in sorted((root / "tests").rglob("test_*.py")):
        test = path.relative_to(root).as_posix()
        if test not in tests and not test.startswith("tests/laws/") and imports.search(path.read_text("utf-8")):
            tests.append(test)
    if len(serves) == 1 and (root / "generators" / serves[0]).is_dir():
        tests += ["tests/laws", f"--task={serves[0]}"]
    read_by_all = folder == "verifiers" and rest[0] in ("parsers", "extract", "reward")
    examples = tasks(root) if read_by_all else serves if folder == "verifiers" else []
    return Plan(tuple(f"synth.verifiers.{task.replace('/', '.')}" for task in examples), tuple(tests))


def tasks(root: Path) -> list[str]:
    """Names of all tasks: the verifiers that have EXAMPLES. Without an import."""
    files = sorted((root / "verifiers").glob("*/*.py")) + sorted((root / "verifiers").glob("*/*/__init__.py"))
    own = [path.parent if path.stem == "__init__" else path for path in files if "\nEXAMPLES = " in path.read_text("utf-8")]
    return sorted(f"{path.parent.name}/{path.stem}" for path in own)


def _serves(module: list[str], task: str) -> bool:
    """Whether a module is a task's own, or shared in its domain: `logic/sudoku`, `honest/_answers`."""
    domain, name = task.split("/")
    return module[0] == domain and (module[1] == name or module[1].startswith("_"))


def files_of(root: Path, task: str) -> list[str]:
    """The verifier's files of a task."""
    path = root / "verifiers" / task
    found = sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]
    return [one.relative_to(root).as_posix() for one in found]


class Clock:
    """A plugin of pytest: leaves tests out, and writes down how long each of the others took."""

    def __init__(self, left_out: frozenset[str], notes: Path) -> None:
        self.left_out, self.notes, self.seconds = left_out, notes, dict[str, float]()

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        items[:] = [item for item in items if item.nodeid not in self.left_out]

    def pytest_runtest_logreport(self, report: Any) -> None:
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration

    def pytest_sessionfinish(self) -> None:
        self.notes.write_text(json.dumps(self.seconds))


def judge(root: Path, what: Plan, left_out: frozenset[str] = frozenset()) -> int:
    """In a process of its own: 0 when the examples hold and the tests pass, else another number."""
    import pytest

    sys.path[:0] = [str(root / "src")]
    os.environ["PYTHONPATH"] = str(root / "src")
    os.chdir(root)
    for name in what.examples:
        module = __import__(name, fromlist=["EXAMPLES"])
        for problem, answer, reason in module.EXAMPLES:
            verdict = module.verify(problem, answer)
            if (verdict.accepted, verdict.reason) != (reason == "", reason):
                return 1
    if not what.tests:
        return 0
    options = ["-x", "-q", "-p", "no:cacheprovider", "-o", "addopts=--import-mode=importlib", f"--rootdir={root}"]
    options += ["-k", f"not ({' or '.join(SLOW)})"]
    return int(pytest.main([*options, *what.tests], [Clock(left_out, root / NOTES)]))


def in_a_child(work: Callable[[], int], limit: float, log: Path) -> tuple[int | None, float]:
    """The exit code of the work in a forked process, None when it took more than `limit` seconds; and the seconds it took."""
    start = time.monotonic()
    child = os.fork()
    if not child:
        code = 1
        try:
            os.setsid()
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(output, 1)
            os.dup2(output, 2)
            code = work()
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    while time.monotonic() - start < limit:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status), time.monotonic() - start
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None, time.monotonic() - start


def fast_tests(root: Path, file: str, what: Plan) -> tuple[frozenset[str], float]:
    """The tests to leave out, and the seconds that the others take. Raises ValueError when they fail without a change."""
    log, left_out = root / "mutant.log", frozenset[str]()
    for _ in range(4):  # what a long test drew for all is drawn by another one when it is left out
        code, seconds = in_a_child(partial(judge, root, what, left_out), 600, log)
        if code:
            raise ValueError(f"{file}: the tests fail without a change\n{log.read_text('utf-8', 'replace')[-2_000:]}")
        if seconds <= PATIENCE + 2 or not (root / NOTES).exists():
            break
        times = json.loads((root / NOTES).read_text())
        total = 0.0
        for test in sorted(times, key=lambda test: (times[test], test)):
            total += times[test]
            if total > PATIENCE:
                left_out |= {test}
    return left_out, seconds


def try_file(root: Path, file: str, what: Plan, n: int) -> tuple[int, int]:
    """How many mutants of one file of a copy at `root` were tried and survived. Prints the survivors."""
    path, log = root / file, root / "mutant.log"
    source = path.read_text("utf-8")
    sys.dont_write_bytecode = False
    left_out, base = fast_tests(root, file, what)
    sys.dont_write_bytecode = True  # an old file of the same size and second must not stand for the new one
    everything = mutants(source)
    tried = sorted(Random(file).sample(everything, min(n, len(everything))), key=lambda mutant: mutant.line)
    survivors = 0
    for mutant in tried:
        for compiled in path.parent.glob(f"__pycache__/{path.stem}.*.pyc"):
            compiled.unlink()
        path.write_text(mutant.source, "utf-8")
        if in_a_child(partial(judge, root, what, left_out), 3 * base + 5, log)[0] == 0:
            survivors += 1
            print(f"{file}:{mutant.line}  {mutant.before[:100]} -> {mutant.after[:100]}", flush=True)
    path.write_text(source, "utf-8")
    return len(tried), survivors


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", action="append", default=[], help="a file, from the root of the tree")
    parser.add_argument("--n", type=int, default=20, help="mutants of each file")
    parser.add_argument("--tests", default="", help="arguments of pytest, in place of the tests that belong to the file")
    parser.add_argument("--root", type=Path, default=ROOT, help="the tree")
    options = parser.parse_args(arguments)
    table: list[tuple[str, int, int, float]] = []
    failed = False
    for quiet in ("msgspec", "hypothesis", "numba", "pyarrow", "jinja2", "z3", "pysat"):  # imported once, before the forks; nothing of ours
        try:
            __import__(quiet)
        except ImportError:
            continue
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "tree"
        shutil.copytree(options.root, root, symlinks=True, ignore=shutil.ignore_patterns(*LEFT_OUT))
        files = [Path(file).as_posix() for file in options.file]
        if not files:
            parser.error("name a file: FILE=verifiers/parsers/grids.py")
        for file in files:
            if not (root / file).is_file():
                parser.error(f"no such file: {file}")
            what = Plan((), tuple(options.tests.split())) if options.tests else plan(root, file)
            start = time.monotonic()
            try:
                tried, survivors = try_file(root, file, what, options.n)
            except ValueError as error:
                print(error)
                failed = True
                continue
            table.append((file, tried, survivors, (time.monotonic() - start) / max(tried, 1)))
    print(f"\n{'mutants':>7} {'killed':>6} {'survive':>7} {'s each':>6}  file")
    for file, tried, left, seconds in table:
        print(f"{tried:7} {tried - left:6} {left:7} {seconds:6.1f}  {file}")
    return 2 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
