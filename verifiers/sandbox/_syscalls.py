"""Which system calls a confined run may make, as a seccomp filter (classic BPF). An allow-list: what is not named here fails with EPERM.

What is left is enough for an interpreter that has everything in memory: its own memory, the descriptors that it was given, the time.
There is no way to name a file (`open`, `stat`, ...), to make a descriptor, a process, a thread or a connection, or to reach another
process. Memory never becomes executable, so no native code comes in. Sleeping returns at once, and waiting for a lock that nobody will
release spins, so that it counts as CPU time. Runs in the zygote: the standard library alone."""

import struct

ALLOWED = {
    "x86_64": {
        "read": 0, "write": 1, "close": 3, "lseek": 8, "munmap": 11, "brk": 12, "rt_sigaction": 13, "rt_sigprocmask": 14,
        "rt_sigreturn": 15, "readv": 19, "writev": 20, "sched_yield": 24, "mremap": 25, "madvise": 28, "getpid": 39, "exit": 60,
        "gettimeofday": 96, "sigaltstack": 131, "gettid": 186, "time": 201, "restart_syscall": 219, "exit_group": 231,
        "getrandom": 318,
    },
    "aarch64": {
        "close": 57, "lseek": 62, "read": 63, "write": 64, "readv": 65, "writev": 66, "exit": 93, "exit_group": 94, "sched_yield": 124,
        "restart_syscall": 128, "sigaltstack": 132, "rt_sigaction": 134, "rt_sigprocmask": 135, "rt_sigreturn": 139,
        "gettimeofday": 169, "getpid": 172, "gettid": 178, "brk": 214, "munmap": 215, "mremap": 216, "madvise": 233, "getrandom": 278,
    },
}  # fmt: skip
"""Number of each system call that is allowed whatever its arguments are, by machine."""
BY_ARGUMENT = {
    "x86_64": {"mmap": 9, "mprotect": 10, "nanosleep": 35, "futex": 202, "clock_gettime": 228, "clock_nanosleep": 230},
    "aarch64": {"futex": 98, "nanosleep": 101, "clock_gettime": 113, "clock_nanosleep": 115, "mmap": 222, "mprotect": 226},
}
"""Those whose arguments decide."""
_AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""AUDIT_ARCH_... of linux/audit.h: the same number is another call under another convention."""
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
EPERM, EAGAIN = 1, 11
_LOAD, _RETURN, _AND, _EQUAL, _AT_LEAST, _ANY_BIT = 0x20, 0x06, 0x54, 0x15, 0x35, 0x45  # linux/bpf_common.h
_PROT_EXEC, _FUTEX_COMMAND, _FUTEX_WAKE = 4, 0x7F, 1
_CLOCKS = 16  # clock numbers from here on, and negative ones, are devices and other processes


def program(machine: str) -> bytes:
    """The filter as an array of `struct sock_filter`. Raises KeyError for a machine whose numbers are not known here."""
    filters = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, _AUDIT[machine]), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, 0)]
    if machine == "x86_64":
        filters += [(_AT_LEAST, 0, 1, 0x40000000), (_RETURN, 0, 0, _KILL)]  # the x32 convention
    deny, again, done = (_RETURN, 0, 0, _ERRNO | EPERM), (_RETURN, 0, 0, _ERRNO | EAGAIN), (_RETURN, 0, 0, _ERRNO)
    allow = (_RETURN, 0, 0, _ALLOW)
    no_code = [_argument(2), (_ANY_BIT, 0, 1, _PROT_EXEC), deny, allow]
    special = {
        "mmap": no_code,
        "mprotect": no_code,
        "nanosleep": [done],
        "clock_nanosleep": [done],
        "futex": [_argument(1), (_AND, 0, 0, _FUTEX_COMMAND), (_EQUAL, 0, 1, _FUTEX_WAKE), allow, again],
        "clock_gettime": [_argument(0), (_AT_LEAST, 0, 1, _CLOCKS), deny, allow],
    }
    rules = [(number, [allow]) for number in ALLOWED[machine].values()]
    rules += [(number, special[name]) for name, number in BY_ARGUMENT[machine].items()]
    for number, rule in rules:
        filters += [(_EQUAL, 0, len(rule), number), *rule]
    return b"".join(struct.pack("=HBBI", *one) for one in (*filters, deny))


def _argument(index: int) -> tuple[int, int, int, int]:
    """Load the low half of an argument of the call (both machines are little-endian)."""
    return (_LOAD, 0, 0, 16 + 8 * index)
