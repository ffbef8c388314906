"""The sandbox's parts by themselves: which system calls pass its filter, what values may cross, when two values are the same."""

import json
import math
import struct
import time
from functools import cache

import pytest

from synth.verifiers.sandbox import _syscalls, same, same_text
from synth.verifiers.sandbox._values import NoValue, pack, read, unpack

ALLOW, KILL, EPERM, EAGAIN, DONE = 0x7FFF0000, 0x80000000, 0x50001, 0x5000B, 0x50000
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}


@cache
def instructions(machine):
    return list(struct.iter_unpack("=HBBI", _syscalls.program(machine)))


def verdict(machine, number, *arguments, architecture=None):
    """What the kernel would answer to a system call: a small interpreter of classic BPF."""
    code = instructions(machine)
    call = struct.pack("=IIQ6Q", number, architecture or ARCHITECTURES[machine], 0, *(n % 2**64 for n in (*arguments, *[0] * 6)[:6]))
    at = accumulator = 0
    while True:
        operation, yes, no, value = code[at]
        at += 1
        if operation == 0x20:
            (accumulator,) = struct.unpack_from("=I", call, value)
        elif operation == 0x54:
            accumulator &= value
        elif operation == 0x06:
            return value
        else:
            at += yes if {0x15: accumulator == value, 0x35: accumulator >= value, 0x45: bool(accumulator & value)}[operation] else no


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_only_what_is_listed_passes(machine):
    allowed = {number for number in range(600) if verdict(machine, number) == ALLOW}
    by_argument = _syscalls.BY_ARGUMENT[machine]
    assert allowed == {*_syscalls.ALLOWED[machine].values(), by_argument["mmap"], by_argument["mprotect"], by_argument["clock_gettime"]}
    assert {verdict(machine, number) for number in range(600)} == {ALLOW, EPERM, DONE, EAGAIN}
    assert verdict(machine, by_argument["nanosleep"]) == verdict(machine, by_argument["clock_nanosleep"]) == DONE
    for name in ("mmap", "mprotect"):  # never executable
        assert [verdict(machine, by_argument[name], 0, 1, rights) for rights in (0, 1, 2, 3, 4, 5, 7)] == [ALLOW] * 4 + [EPERM] * 3
    assert [verdict(machine, by_argument["futex"], 0, command) for command in (0, 1, 128, 129, 9)] == [EAGAIN, ALLOW, EAGAIN, ALLOW, EAGAIN]
    assert [verdict(machine, by_argument["clock_gettime"], clock) for clock in (0, 3, 15, 16, -2, (~77 << 3) | 2)] == [ALLOW] * 3 + [
        EPERM
    ] * 3


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_other_conventions_are_deadly(machine):
    assert verdict(machine, 1, architecture=0x40000003) == KILL  # i386
    if machine == "x86_64":
        assert verdict(machine, 0x40000000 + 1) == KILL


def test_an_unknown_machine_has_no_filter():
    with pytest.raises(KeyError):
        _syscalls.program("riscv64")


VALUES = (
    [1, -2.5, "é\ud800", None, True],
    (1, (2,)),
    {"a": {1: {2}}},
    {(1, 2): frozenset({3})},
    {"tuple": [1]},
    set(),
    10**4000,
    [[[[]]]],
    {None: 1, True: 2},
)


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_any_value_goes_in(value):
    back = unpack(json.loads(pack(value, tagged=True)))
    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize(
    ("value", "word"),
    [(object(), "object"), ({1: 2}, "key of type int"), ({1}, "set"), (b"", "bytes"), (1j, "complex"), (10**4400, "digits")],
    ids=range(6),
)
def test_what_is_no_json_does_not_come_out(value, word):
    with pytest.raises(NoValue, match=word):
        pack(value, tagged=False)


@pytest.mark.parametrize(
    "text",
    [b"", b"[", b"1 2", b"\xff", b"\xef\xbb\xbf1", "1".encode("utf-16"), b"[" * 10**6, b'["' + b'\\"' * 500_000, b"[" * 65 + b"]" * 65, b"{'a':1}", b"9" * 4400, b"-" + b"9" * 4400, b"0." + b"9" * 5000, b'{"a":' * 10**5],
    ids=range(14),
)  # fmt: skip
def test_any_reply_is_read_in_time(text):
    start = time.process_time()
    with pytest.raises(NoValue):
        read(text)
    assert time.process_time() - start < 1


class Named(set):
    pass


def test_sets_keep_their_kind():
    assert json.loads(pack([{1}, frozenset({1}), Named({1})], tagged=True)) == [{"set": [1]}, {"frozenset": [1]}, {"set": [1]}]


@pytest.mark.parametrize("tagged", [False, True])
@pytest.mark.parametrize("around", [lambda x: [x], lambda x: (x,), lambda x: {"a": x}], ids=["list", "tuple", "dict"])
def test_values_nest_as_deep_as_is_said_and_no_deeper(around, tagged):
    value, text = 1, "1"
    for _ in range(64):
        value, text = around(value), f"[{text}]"
    assert pack(value, tagged) and read(text.encode())
    with pytest.raises(NoValue, match="deeper"):
        pack(around(value), tagged)
    with pytest.raises(NoValue, match="deeper"):
        read(f"[{text}]".encode())


@pytest.mark.parametrize(
    "text",
    [
        b"[" * 64 + b"]" * 64,
        b'["' + b"[" * 1000 + b'"]',
        b'["\\"[[[[[[[[[[' + b"[" * 100 + b'"]',
        b"9" * 4300,
        b"[" + b"[]," * 1000 + b"1]",
    ],
)
def test_brackets_in_strings_are_not_deep(text):
    read(text)


SAME = (
    (1, 1, True), (1, True, False), (True, 1, False), (0, False, False), (1.0, 1, False), (1, 1.0, False), ("1", 1, False), (None, None, True), (None, 0, False),
    (None, False, False), ("", None, False), ([1, 2], (1, 2), True), ([1, 2], [2, 1], False), ([1], [1, 2], False), ([True], [1], False), ([[1.0]], [[1]], False),
    ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True), ({"a": 1}, {"a": True}, False), ({"a": 1}, {"a": 1, "b": 2}, False), ([], {}, False), ({}, [], False),
    ("ab", ["a", "b"], False), (math.nan, math.nan, True), (math.nan, 1.0, False), (1.0, math.nan, False), (math.inf, math.inf, True), (-math.inf, math.inf, False),
    (0.0, -0.0, True), (0.1 + 0.2, 0.3, False), ("\u00e9", "e\u0301", False), (2**70, 2**70, True), (2**70, float(2**70), False),
)  # fmt: skip


@pytest.mark.parametrize(("value", "expected", "equal"), SAME)
def test_values_are_compared_by_type(value, expected, equal):
    assert same(value, expected) is equal


MIXED = (
    (1.0, 1, True),
    (1, 1.0, True),
    (True, 1.0, False),
    (1.0, True, False),
    (2**53 + 1, float(2**53), False),
    (10**400, 1.0, False),
    ([1.0, "a"], (1, "a"), True),
    (1, True, False),
    ("1", 1.0, False),
)


@pytest.mark.parametrize(("value", "expected", "equal"), MIXED, ids=range(len(MIXED)))
def test_numbers_may_be_mixed_where_told(value, expected, equal):
    assert same(value, expected, mixed=True) is equal


CLOSE = (
    (0.1 + 0.2, 0.3, True),
    (1.1, 1.0, False),
    (1e12 + 1, 1e12, True),
    (0.0, 1e-12, True),
    (math.nan, math.nan, True),
    (math.inf, 1e300, False),
    (1.0, math.inf, False),
    (10**400, 1.0, False),
    (1, 1.0, False),
    (1, 2, False),
)


@pytest.mark.parametrize(("value", "expected", "equal"), CLOSE)
def test_floats_may_be_close_where_told(value, expected, equal):
    assert same(value, expected, tolerance=1e-9) is equal


@pytest.mark.parametrize(
    ("output", "expected", "equal"),
    [
        ("a\n", "a", True),
        ("a  \nb\n\n", "a\nb", True),
        ("a\r\nb", "a\nb", True),
        (" a", "a", False),
        ("a\n\nb", "a\nb", False),
        ("", "\n", True),
        ("a b", "a  b", False),
        ("A", "a", False),
    ],
)
def test_texts_are_compared_but_for_trailing_space(output, expected, equal):
    assert same_text(output, expected) is equal
