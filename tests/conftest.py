"""Profiles, the order of tests, and what they cost.

Two profiles: the fast one (default) and the deep one (`pytest --deep`, `make deep`), which draws ten times as much. Tests run in parallel
(pytest-xdist), in groups that stay in one worker: the tests of one task share its draws, and tests marked `serial` (Ray, memory, signals)
come one after another. Compiled kernels are made before the workers start, so that no two of them make the same."""

import os
import sys
import time
from collections import Counter

import pytest

# Ray and the hub must not reach out, and a test must never use somebody's cluster.
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
# Workers fill all cores: threads of theirs would only wait for one another, which costs half of the time of a test that trains a model.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

_spent = Counter()
"""CPU-seconds by task, as far as reported."""
_last_task = [""]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--deep", action="store_true", help="draw ten times as many items in the laws")
    parser.addoption("--task", action="append", default=[], help="only these tasks in the laws, e.g. logic/sudoku")
    parser.addoption("--task-times", action="store_true", help="print the CPU-seconds that each task's laws took")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "serial: not beside another test of this mark (Ray, memory, signals)")
    if not hasattr(config, "workerinput") and getattr(config.option, "numprocesses", None):
        from kernels import compile_all

        compile_all(config.getoption("--task"))


@pytest.fixture(scope="session")
def scale(request: pytest.FixtureRequest) -> int:
    """1 in the fast profile, 10 in the deep one."""
    return 10 if request.config.getoption("--deep") else 1


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "name" in metafunc.fixturenames:
        from synth.generators import registry

        concerns = getattr(metafunc.module, "concerns", lambda name: True)  # a file of laws may be about some tasks only
        names = metafunc.config.getoption("--task") or registry.names()
        metafunc.parametrize("name", [name for name in names if concerns(name)])


def task_of(item: pytest.Item) -> str:
    """The task that a test is about: its parameter `name`; empty for tests of no task."""
    return str(item.callspec.params.get("name", "")) if hasattr(item, "callspec") else ""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of one task stay together, so do those of one file that are about no task, and serial ones, which come first."""
    for item in items:
        file = str(item.path.relative_to(item.config.rootpath))
        item.add_marker(pytest.mark.xdist_group(task_of(item) or ("serial" if item.get_closest_marker("serial") else file)))
    items.sort(key=lambda item: (task_of(item), not item.get_closest_marker("serial")))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item):
    if (task := task_of(item)) != _last_task[0]:
        if "drawing" in sys.modules:  # the draws of one task are of no use to the next
            sys.modules["drawing"].forget()
        _last_task[0] = task
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item):
    start = time.process_time()
    try:
        return (yield)
    finally:
        if task := task_of(item):
            item.user_properties.append(("task CPU-seconds", (task, time.process_time() - start)))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "call":
        for name, value in report.user_properties:
            if name == "task CPU-seconds":
                _spent[value[0]] += value[1]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.getoption("--task-times") and _spent:
        import statistics

        terminalreporter.section("CPU-seconds by task")
        for task, seconds in _spent.most_common():
            terminalreporter.write_line(f"{seconds:7.1f}  {task}")
        median = statistics.median(_spent.values())
        terminalreporter.write_line(f"{sum(_spent.values()):7.1f}  in all, median {median:.1f}")
