"""Fixtures of the laws."""

import json
import os
import subprocess
import sys
from pathlib import Path

import drawing
import pytest


@pytest.fixture(scope="session")
def other_process():
    """`(name, keys) -> rows`, made by one further process under another PYTHONHASHSEED."""
    program = Path(drawing.__file__).with_name("other_process.py")
    environment = {**os.environ, "PYTHONHASHSEED": "77"}
    with subprocess.Popen(
        [sys.executable, str(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as child:

        def ask(name, keys):
            child.stdin.write(json.dumps([name, keys]) + "\n")
            child.stdin.flush()
            return json.loads(child.stdout.readline())

        yield ask
        child.stdin.close()
