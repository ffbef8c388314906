"""Compiled kernels, made once before tests run side by side.

A kernel is compiled at its first call and kept on disk (numba's `cache=True`). Workers that start together would compile the same ones at
the same time, so each task makes a problem of each level first: tasks side by side, in processes of their own."""

import os
import sys
from hashlib import sha256
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from synth.generators import registry


def _state() -> str:
    """A hash of everything that compiled kernels depend on: sources, numba, Python, and the machine's cores are left out."""
    digest = sha256(f"{sys.version} {version('numba')} {os.environ.get('NUMBA_CACHE_DIR', '')}".encode())
    for path in sorted(registry.ROOT.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _stamp() -> Path:
    """Beside the caches themselves, so that `make clean` takes it away with them."""
    return registry.ROOT / "__pycache__" / "kernels.sha256"


def draw_once(name: str) -> None:
    """One draw of each level of a task."""
    from drawing import family_or_discard

    for level in range(1, 11):
        family_or_discard(name, level, 0)


def compile_all(names: list[str] | None = None) -> None:
    """Make the kernels of all tasks (or of the named ones), unless nothing changed since that was done."""
    state, stamp = _state(), _stamp()
    if stamp.exists() and stamp.read_text("utf-8") == state:
        return
    with get_context("spawn").Pool(os.cpu_count()) as pool:
        pool.map(draw_once, names or registry.names(), chunksize=1)
    if not names:
        stamp.parent.mkdir(exist_ok=True)
        stamp.write_text(state, "utf-8")
