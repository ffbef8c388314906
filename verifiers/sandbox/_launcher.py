"""The zygote: a small process that has loaded what completions may import, and forks a confined child for each run.

It is started by exec, before it matters what threads the trainer has; the trainer itself never forks. It never sees a completion, an
input or an output: the trainer sends descriptors, which the child uses. Requests are JSON messages on descriptor 0:
`["fork", memory, output, cpu, core]` with the descriptors -> `[pid]`; `["look", pid]` -> `null`, or `[status, CPU-seconds]` when it has
ended; `["end", pid]` kills it and answers as `look` does. At the end of the messages the zygote kills its children and ends.
Runs by itself in a bare interpreter: the standard library alone."""

import gc
import importlib
import json
import os
import posix
import resource
import signal
import socket
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from synth.verifiers.sandbox import _child, _confine

LOADED = """
__future__ _strptime abc array ast base64 binascii bisect calendar cmath collections collections.abc contextlib copy csv
dataclasses datetime decimal difflib enum fractions functools graphlib hashlib heapq inspect io itertools json keyword math
numbers operator os pprint random re secrets sqlite3 statistics string struct sys textwrap threading time traceback types typing
unicodedata uuid warnings weakref zlib encodings.ascii encodings.cp437 encodings.hex_codec encodings.idna encodings.latin_1
encodings.raw_unicode_escape encodings.rot_13 encodings.unicode_escape encodings.utf_16 encodings.utf_16_le encodings.utf_32
encodings.utf_8_sig
""".split()
"""What a completion can import; there are no files from which anything else could come."""
UNLOADED = "ctypes _ctypes ctypes._endian socket _socket select selectors resource subprocess _posixsubprocess multiprocessing".split()
DENIED = (
    lambda: os.open("/", os.O_RDONLY),
    lambda: os.stat("/"),
    lambda: os.fork() or os._exit(0),
    lambda: os.kill(os.getpid(), 0),
    lambda: os.pipe(),
    lambda: socket.socket(),
)
"""What must fail with EPERM, the filter's own answer, if the filter is there."""


def load() -> None:
    for name in LOADED:
        with suppress(ImportError):
            importlib.import_module(name)
    os.register_at_fork = posix.register_at_fork
    warnings.simplefilter("ignore")
    with suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")  # where memory runs short, this goes before the trainer


def forget() -> None:
    """Put what no run may find out of sight. Done before the forks: each run would free it anew, in pages that it shares until then."""
    for name in [*UNLOADED, *(name for name in sys.modules if name.split(".")[0] == "synth"), "__main__"]:
        if name != "resource":  # which os.wait4 looks up
            sys.modules.pop(name, None)
    sys.path[:], sys.meta_path[:], sys.path_hooks[:], sys.argv[:] = [], [], [], [""]
    sys.path_importer_cache.clear()
    _confine.keep()


def fork(files: bool, memory: int, output: int, cpu: int, core: int) -> int:
    """A confined child whose channel is descriptor 3 and, with files, whose input and output are what came as descriptors 4 and 5."""
    zygote = os.getpid()
    if pid := os.fork():
        return pid
    try:
        os.dup2(4 if files else 2, 0)
        os.dup2(5 if files else 2, 1)
        os.closerange(4, 1 << 20)
        os.setsid()
        if core >= 0:
            with suppress(OSError):  # not one of ours
                os.sched_setaffinity(0, {core})
        _confine.confine_run(zygote, cpu, memory, output)
        _confine.__dict__.clear()  # what could call the kernel
        sys.modules.pop("resource", None)
        gc.enable()
        _child.serve()
    finally:
        os._exit(1)


def filter_holds() -> bool:
    """Whether a child, confined like any other, is refused what it must not do."""
    pid = os.fork()
    if not pid:
        failed = 2
        with suppress(BaseException):
            _confine.confine_run(os.getppid(), 10, resource.RLIM_INFINITY, 1)
            failed = sum(map(_succeeds, DENIED))
        os._exit(failed)
    return os.waitpid(pid, 0)[1] == 0


def _succeeds(action: Callable[[], object]) -> bool:
    try:
        action()
    except OSError as error:
        return error.errno != 1
    return True


def ended(pid: int, wait: bool) -> list[float] | None:
    """Its exit status and the CPU time that it took; None while it runs."""
    found, status, usage = os.wait4(pid, 0 if wait else os.WNOHANG)
    return [status, usage.ru_utime + usage.ru_stime] if found else None


def kill(pid: int) -> None:
    for send in (os.killpg, os.kill):  # its group is its own once it has come so far
        with suppress(OSError):
            send(pid, signal.SIGKILL)


def main() -> NoReturn:
    requests = socket.socket(fileno=0)
    with suppress(OSError):
        os.setsid()  # no keyboard's signal comes here
    load()
    with open("/proc/self/statm") as file:
        address_space = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    os.environ.clear()
    missing = _confine.confine_zygote()
    if not _confine.filters:
        missing["seccomp"] = "no table of system calls for this machine"
    elif not filter_holds():
        missing["seccomp"] = "the kernel does not apply the filter"
        _confine.filters.clear()
    forget()
    _child.rehearse()
    gc.collect()
    gc.freeze()
    gc.disable()
    children: set[int] = set()
    answer: object = missing
    os.dup2(1, 2)
    while True:
        try:
            requests.sendall(json.dumps(answer).encode())
            message, descriptors, _, _ = socket.recv_fds(requests, 1 << 12, 3)
        except OSError:
            message, descriptors = b"", []
        if not message:
            for pid in children:
                kill(pid)
            os._exit(0)
        word, number, *limits = json.loads(message)
        if word == "fork":
            try:
                answer = [fork(len(descriptors) == 3, address_space + number, *limits)]
                children.add(answer[0])
            except OSError as error:
                answer = str(error)
            for descriptor in descriptors:
                os.close(descriptor)
            continue
        if word == "end":
            kill(number)
        answer = ended(number, word == "end")
        if answer:
            children.discard(number)


main()
