"""Two profiles: the fast one (default) and the deep one (`pytest --deep`, `make deep`), which draws ten times as much."""

import os

import pytest

# Ray and the hub must not reach out, and a test must never use somebody's cluster.
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--deep", action="store_true", help="draw ten times as many items in the laws")
    parser.addoption("--task", action="append", default=[], help="only these tasks in the laws, e.g. logic/sudoku")


@pytest.fixture(scope="session")
def scale(request: pytest.FixtureRequest) -> int:
    """1 in the fast profile, 10 in the deep one."""
    return 10 if request.config.getoption("--deep") else 1


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "name" in metafunc.fixturenames:
        from synth.generators import registry

        metafunc.parametrize("name", metafunc.config.getoption("--task") or registry.names())
