"""What the kernel is told to refuse: to the zygote once, when it has loaded everything; to each run, when it has been forked.

Layers, each on its own: `root` (an empty directory that is already deleted is the root of the file system), `landlock` (no file can be
opened, by the kernel's own rules), `namespaces` (no network but a dead one, own users, IPC and names), `user` (an unprivileged user) and
`seccomp` (see `_syscalls`). Limits of resources come with every run. Runs in the zygote: the standard library alone."""

import ctypes
import os
import platform
import resource
import signal
import struct
import tempfile
from collections.abc import Callable

from synth.verifiers.sandbox import _syscalls

NOBODY = 65534
_LIBC = ctypes.CDLL(None, use_errno=True)
_SET_PDEATHSIG, _SET_DUMPABLE, _SET_SECCOMP, _SET_NO_NEW_PRIVS = 1, 4, 22, 38  # linux/prctl.h
_NEW = 0x00020000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x40000000  # mount, cgroup, names, IPC and network namespaces
_NEW_USER = 0x10000000
_CREATE_RULESET, _RESTRICT_SELF = 444, 446  # the same on all machines


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def _seccomp_filters() -> list[_Filter]:
    try:
        text = _syscalls.program(platform.machine())
    except KeyError:
        return []
    return [_Filter(len(text) // 8, text)]


filters = _seccomp_filters()
"""The filter of system calls, if there is one for this machine."""


def _check(result: int) -> None:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _prctl(option: int, value: int, pointer: object = None) -> None:
    _check(_LIBC.prctl(option, ctypes.c_ulong(value), pointer, None, None))


def _no_new_privileges() -> None:
    _prctl(_SET_NO_NEW_PRIVS, 1)
    _prctl(_SET_DUMPABLE, 0)


def _empty_directory() -> None:
    """Work in a directory that is gone: nothing is in it, nothing can be made in it, nothing is left of it."""
    place = tempfile.mkdtemp(prefix="synth-sandbox-")
    os.chdir(place)
    os.rmdir(place)


def _empty_root() -> None:
    os.chroot(".")
    if os.path.exists("/proc") or os.listdir("/"):
        raise OSError(0, "the root is not empty")


def _own_namespaces() -> None:
    _check(_LIBC.unshare(_NEW))


def _own_users() -> None:
    _check(_LIBC.unshare(_NEW_USER | _NEW))


def _unprivileged() -> None:
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)


def _no_capabilities() -> None:
    _check(_LIBC.capset(struct.pack("=Ii", 0x20080522, 0), struct.pack("=6I", 0, 0, 0, 0, 0, 0)))


def _landlock() -> None:
    """Handle every right that this kernel knows and grant none."""
    version = _LIBC.syscall(ctypes.c_long(_CREATE_RULESET), None, ctypes.c_size_t(0), ctypes.c_uint(1))
    _check(version)
    files = 0x1FFF | (0x2000 if version >= 2 else 0) | (0x4000 if version >= 3 else 0) | (0x8000 if version >= 5 else 0)
    rights = struct.pack("=QQQ", files, 3, 3)[: 24 if version >= 6 else 16 if version >= 4 else 8]
    rules = _LIBC.syscall(ctypes.c_long(_CREATE_RULESET), rights, ctypes.c_size_t(len(rights)), ctypes.c_uint(0))
    _check(rules)
    try:
        _check(_LIBC.syscall(ctypes.c_long(_RESTRICT_SELF), ctypes.c_int(rules), ctypes.c_uint(0)))
    finally:
        os.close(rules)
    try:
        os.close(os.open("/", os.O_RDONLY))
    except PermissionError:
        return
    raise OSError(0, "a directory could be opened all the same")


_HARD = {kind: resource.getrlimit(kind)[1] for name, kind in vars(resource).items() if name.startswith("RLIMIT_")}
"""What the machine sets as the most, -1 where it sets nothing."""


def _limit(limits: dict[int, int]) -> None:
    for kind, most in limits.items():
        if (hard := _HARD[kind]) != resource.RLIM_INFINITY:
            most = hard if most == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))


def keep() -> None:
    """What stands here outlives its names, so that a run that forgets them frees nothing: that costs it a hundred pages of memory."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(dict(globals())))


def confine_zygote() -> dict[str, str]:
    """Everything that survives a fork. Returns each layer that is missing, with the reason: `{"landlock": "Function not implemented"}`."""
    missing: dict[str, str] = {}

    def attempt(layer: str, step: Callable[[], None]) -> bool:
        try:
            step()
        except (OSError, AttributeError) as error:
            missing[layer] = getattr(error, "strerror", None) or str(error)
            return False
        missing.pop(layer, None)
        return True

    _no_new_privileges()
    gone = attempt("root", _empty_directory)
    separate = attempt(
        "namespaces", _own_namespaces if os.getuid() == 0 else _own_users
    )  # a root jail forbids making users: these come first
    hidden = gone and attempt("root", _empty_root)
    attempt("user", _unprivileged)
    if not separate and not hidden and attempt("namespaces", _own_users) and gone:
        attempt("root", _empty_root)
    if not attempt("capabilities", _no_capabilities):
        missing["user"] = missing.pop("capabilities")
    attempt("landlock", _landlock)
    _limit({resource.RLIMIT_CORE: 0, resource.RLIMIT_MEMLOCK: 0, resource.RLIMIT_MSGQUEUE: 0})
    _prctl(_SET_DUMPABLE, 0)  # a change of user may set it again
    return missing


def confine_run(zygote: int, cpu: int, memory: int, output: int) -> None:
    """Confine this process, just forked, for good. cpu: seconds; memory: bytes of addresses; output: bytes of a file. Raises OSError."""
    _prctl(_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != zygote:
        os._exit(1)
    _limit(
        {
            resource.RLIMIT_AS: memory,
            resource.RLIMIT_CPU: cpu,
            resource.RLIMIT_FSIZE: output,
            resource.RLIMIT_NPROC: 0,
            resource.RLIMIT_NOFILE: 0,
        }
    )
    for one in filters:
        _prctl(_SET_SECCOMP, 2, ctypes.byref(one))
