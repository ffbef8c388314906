"""Mutation testing of the verifiers of whole tasks: faults as in `mutants.py`, judged by the laws of the task and then by its own tests.

    make mutants TASK=logic/sudoku N=20 WRITE=1

N faults are drawn for each task, over all files of its verifier. The task's items are made once; each fault is then planted into the
loaded modules of a forked process, whose laws judge the same items: the code of changed functions and methods is exchanged, changed values
are put wherever a module holds the old ones. A fault in something that happens only once, while a module is loaded, may go unseen.

Survivors are printed as `file:line  before -> after`. Some survive rightly, as they change nothing that can be seen: read them. With WRITE=1
the numbers go to `bench/mutants.json`, from where `docs/attacks.md` has them. The exit code is 2 when the laws fail without any change.
New tasks: no survivor that changes what is accepted, at N=100."""

import argparse
import gc
import importlib
import json
import re
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from types import CodeType, FunctionType, ModuleType
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(ROOT / "tests" / "support")]

from mutants import Clock, Mutant, files_of, in_a_child, mutants  # noqa: E402

NUMBERS = ROOT / "bench" / "mutants.json"
LAWS = {
    "test_soundness": (
        *("test_examples_hold_and_cover_every_reason", "test_an_independent_route_agrees", "test_the_verdict_depends_on_every_field"),
        *("test_worked_solutions_are_accepted_and_rejected_ones_refused", "test_problems_survive_json_and_fields_are_validated"),
    ),
    "test_habits": (
        *("test_habits_never_cost_a_right_answer", "test_habits_never_help_a_wrong_answer", "test_two_answers_and_denied_ones_are_refused"),
        *("test_habits_in_chinese_decide_nothing_either", "test_an_answer_that_is_not_given_as_final_is_refused"),
    ),
    "test_steps": ("test_worked_solutions_earn_all_and_answers_alone_nothing", "test_longer_sound_proofs_earn_no_less_and_idle_text_no_more"),
    "test_hostile": ("test_random_hostile_answers_get_a_verdict_in_time",),
}
"""Those that judge verdicts, in the order in which they are asked. Laws on generators and prompts have nothing to do with a verifier."""
OWN = 5.0
"""Seconds that a task's own tests may take for each fault; the longest are left out."""


def laws(task: str) -> Iterator[tuple[str, Callable[[], None]]]:
    """The laws of a task as calls, each with its name."""
    for file, names in LAWS.items():
        module = importlib.import_module(f"laws.{file}")
        if not getattr(module, "concerns", lambda task: True)(task):
            continue
        for name in names:
            law = getattr(module, name)
            known = {"name": task, "scale": 1}
            arguments = {one: known[one] for one in law.__code__.co_varnames[: law.__code__.co_argcount] if one in known}
            if "level" in law.__code__.co_varnames[: law.__code__.co_argcount]:
                levels = next(mark.args[1] for mark in law.pytestmark if mark.args[0] == "level")
                for level in levels:
                    yield f"{name}[{level}]", partial(law, level=level, **arguments)
            else:
                yield name, partial(law, **arguments)


def judge(asked: list[Callable[[], None]]) -> int:
    """0 when all laws hold of the modules as they are now, 1 else."""
    import drawing
    from timing import forget_verdicts

    forget_verdicts()
    drawing.samples.cache_clear()  # whose problems carry what the verifier found out about them before the change
    for law in asked:
        try:
            law()
        except Exception:  # whatever it is, it was noticed
            return 1
    return 0


def files_of_tests(task: str) -> list[Path]:
    """The file of a task's own tests, and those of the domain that belong to no task and import its verifier."""
    domain, name = task.split("/")
    folder, verifier = ROOT / "tests" / "tasks" / domain, re.compile(rf"synth\.verifiers\.{domain}\.{name}\b")
    return [
        file
        for file in sorted(folder.glob("test_*.py"))
        if file.stem == f"test_{name}"
        or (not (ROOT / "generators" / domain / file.stem.removeprefix("test_")).exists() and verifier.search(file.read_text("utf-8")))
    ]


def own_tests(task: str, left_out: frozenset[str], notes: Path) -> int:
    """0 when the tests of a task's own files pass, but those left out; what each took goes to `notes`."""
    import pytest

    files = [str(file) for file in files_of_tests(task)]
    if not files:
        return 0
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", "addopts=--import-mode=importlib", f"--rootdir={ROOT}"]
    return int(pytest.main([*options, *files], [Clock(left_out, notes)]))


def plant(module: ModuleType, mutant: Mutant) -> None:
    """Exchange what differs between a loaded module and its mutant."""
    changed = dict(vars(module))
    exec(compile(mutant.source, module.__file__ or "", "exec"), changed)  # noqa: S102 (our own source)
    for name, new in changed.items():
        old = vars(module).get(name)
        if old is not new and not name.startswith("__"):
            _exchange(module, name, old, new)


def _exchange(module: ModuleType, name: str, old: Any, new: Any) -> None:
    if getattr(new, "__module__", module.__name__) != module.__name__:
        return  # imported
    if isinstance(old, type) and isinstance(new, type):
        for attribute, value in vars(new).items():
            for one, other in zip(_functions(vars(old).get(attribute)), _functions(value), strict=False):
                _swap(one, other)
        return
    if repr(old) == repr(new):
        return  # the same, or the same classes: those that everybody holds stay
    swapped = [_swap(one, other) for one, other in zip(_functions(old), _functions(new), strict=False)]
    if not swapped or not all(swapped):
        for other in [one for key, one in sys.modules.items() if key.startswith("synth.")]:
            for key in [key for key, value in vars(other).items() if value is old and old is not None and not _is_small(old)]:
                vars(other)[key] = new
        vars(module)[name] = new


def _is_small(value: object) -> bool:
    """A value that stands in many modules by chance."""
    return isinstance(value, int | bool | str) or value == ()


def _functions(value: Any) -> Iterator[FunctionType]:
    """The functions within a value: of a method, a property, or whatever wraps a function."""
    if isinstance(value, staticmethod | classmethod):
        value = value.__func__
    if isinstance(value, property):
        for one in (value.fget, value.fset):
            yield from _functions(one)
    elif hasattr(value, "__wrapped__"):
        getattr(value, "cache_clear", lambda: None)()
        for cell in getattr(value, "__closure__", None) or ():
            if isinstance(cell.cell_contents, deque):
                cell.cell_contents.clear()  # problems that were worked out before the change
        yield from _functions(value.__wrapped__)
    elif isinstance(value, FunctionType):
        yield value


def _swap(old: FunctionType, new: FunctionType) -> bool:
    if old.__code__.co_freevars != new.__code__.co_freevars:
        return False
    if _parts(old.__code__) != _parts(new.__code__):
        old.__code__ = new.__code__
    old.__defaults__, old.__kwdefaults__ = new.__defaults__, new.__kwdefaults__
    return True


def _parts(code: CodeType) -> tuple[object, ...]:
    """What makes code do what it does; the names tell `all` from `any`, which are called in the same way."""
    return code.co_code, code.co_names, [_parts(one) if isinstance(one, CodeType) else (type(one), one) for one in code.co_consts]


def try_task(task: str, n: int, log: Path) -> tuple[int, int]:
    """How many faults were planted in the verifier of a task, and how many of them nothing noticed. Prints these. Raises ValueError where
    the laws fail without a fault."""
    import drawing

    drawing.forget()
    named = list(laws(task))
    asked = [law for _, law in named]
    for name, law in named:
        try:
            law()
        except Exception as error:
            raise ValueError(f"{task}: {name} fails without a fault: {error}") from error
    gc.freeze()
    notes = log.with_suffix(".json")
    notes.write_text("{}")
    in_a_child(partial(own_tests, task, frozenset(), notes), 600, log)
    left_out, total, times = set[str](), 0.0, json.loads(notes.read_text())
    for test in sorted(times, key=lambda test: (times[test], test)):
        total += times[test]
        left_out |= {test} if total > OWN else set()

    def judged(file: str, mutant: Mutant) -> int:
        plant(sys.modules[".".join(["synth", *Path(file).with_suffix("").parts]).removesuffix(".__init__")], mutant)
        return judge(asked) or own_tests(task, frozenset(left_out), notes)

    files = files_of(ROOT, task)
    unchanged = Mutant(0, "", "", (ROOT / files[0]).read_text("utf-8"))
    code, seconds = in_a_child(partial(judged, files[0], unchanged), 600, log)
    if code:
        raise ValueError(f"{task}: laws or tests fail without a fault\n{log.read_text('utf-8', 'replace')[-2_000:]}")
    everything = [(file, mutant) for file in files for mutant in mutants((ROOT / file).read_text("utf-8"))]
    tried = sorted(Random(task).sample(everything, min(n, len(everything))), key=lambda one: (one[0], one[1].line))
    survived = 0
    for file, mutant in tried:
        if in_a_child(partial(judged, file, mutant), 3 * seconds + 5, log)[0] == 0:
            survived += 1
            print(f"{file}:{mutant.line}  {mutant.before[:120]} -> {mutant.after[:120]}", flush=True)
    return len(tried), survived


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tasks", nargs="+")
    parser.add_argument("--n", type=int, default=20, help="faults of each task")
    parser.add_argument("--write", action="store_true", help="keep the numbers in bench/mutants.json")
    options = parser.parse_args(arguments)
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for task in options.tasks:
            start = time.monotonic()
            try:
                planted, survived = try_task(task, options.n, Path(folder) / "log")
            except ValueError as error:
                print(error)
                failed = True
                continue
            print(f"{task}: {planted} planted, {survived} survived, {(time.monotonic() - start) / max(planted, 1):.1f} s each", flush=True)
            if options.write:
                numbers = json.loads(NUMBERS.read_text()) if NUMBERS.exists() else {}
                numbers[task] = {"planted": planted, "survived": survived}
                NUMBERS.write_text(json.dumps(dict(sorted(numbers.items())), indent=0) + "\n")
    return 2 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
