"""A real `synth serve` for the length of a block."""

import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import contextmanager


@contextmanager
def server(*options):
    """(address, process) of a server with those options."""
    command = [sys.executable, "-m", "synth", "serve", "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        told = process.stdout.readline()
        found = re.search(r"http://[\d.:]+", told)
        assert found, told + process.stderr.read()
        yield found[0], process
    finally:
        process.terminate()
        process.communicate()


def post(url, body, status=200):
    """The reply's JSON."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, {"Content-Type": "application/json"}), timeout=60) as reply:
            found, code = reply.read(), reply.status
    except urllib.error.HTTPError as error:
        found, code = error.read(), error.code
    assert code == status, found
    return json.loads(found)


@contextmanager
def served(*options):
    """`post(path, body)` to a server of one worker."""
    with server("--workers", "1", *options) as (url, _):
        yield lambda path, body, status=200: post(url + path, body, status)
