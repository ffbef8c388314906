"""Values as models write them: which are read, as what, and which are none."""

import time

import pytest
from hostile import HOSTILE

from synth.verifiers.parsers.literals import parse, readable, same


@pytest.mark.parametrize(
    "value",
    [0, -12, True, False, None, "", "a b", "it's", 'say "x"', "a\nb\\", [], [1], [[1, 2], []], (), (1,), (1, [2, "x"]), {}, {"a": 1, 2: [True, None]}, {"b": {"c": ()}}],
)
def test_what_python_shows_is_read(value):
    read = parse(repr(value))
    assert read == value and type(read) is type(value)
    assert same(repr(value), value)


@pytest.mark.parametrize(
    ("answer", "gold", "verdict"),
    [
        ("`[1, 2]`", [1, 2], True),
        ("[1,2,]", [1, 2], True),
        ("The answer is [1, 2].", [1, 2], True),
        ("returns [1, 2]", [1, 2], True),
        ("答案是：[1, 2]。", [1, 2], True),
        ("［1，2］", [1, 2], True),
        ("```python\n[1, 2]\n```", [1, 2], True),
        ("[2, 1]", [1, 2], False),
        ("(1, 2)", [1, 2], None),
        ("1, 2", [1, 2], None),
        ("[1, '2']", [1, 2], False),
        ("[1, True]", [1, 1], False),
        ("[1, 2] or [2, 1]", [1, 2], None),
        ("[1, 2", [1, 2], None),
        ("1, [2]", (1, [2]), True),
        ("(1, [2])", (1, [2]), True),
        ("abc", "abc", True),
        ('"abc"', "abc", True),
        ("The answer is 'abc'.", "abc", True),
        ("abd", "abc", False),
        ("'12'", "12", True),
        ("12", "12", True),
        ("12.0", 12, True),
        ("= 12", 12, True),
        ("12.5", 12, None),
        ("True", 1, None),
        ("1", True, None),
        ("true", True, True),
        ("{'b': 2, 'a': 1}", {"a": 1, "b": 2}, True),
        ('{"a": 1, "b": 2}', {"a": 1, "b": 2}, True),
        ("{'a': 1}", {"a": 1, "b": 2}, False),
        ("{'a': 1, 'a': 1}", {"a": 1}, None),
        ("None", None, True),
        ("none", None, True),
        ("0", None, None),
    ],
)
def test_answers(answer, gold, verdict):
    assert same(answer, gold) is verdict


@pytest.mark.parametrize("text", ["", "[", "]", "[1 2]", "[,]", "{1}", "{[1]: 2}", "1 + 1", "__import__('os')", "f'x'", "'a' 'b'", "[" * 10 + "]" * 10, "9" * 61, "1_0", "0x1"])
def test_what_is_no_value(text):
    assert not readable(parse(text))


@pytest.mark.parametrize("text", [*HOSTILE, "[" * 100_000, "'" + "\\" * 100_000, "[1, " * 1000, "{" * 3999])
def test_hostile_texts_are_read_in_time(text):
    start = time.process_time()
    for gold in (7, "abc", [1], {"a": 1}):
        assert not same(text, gold)
    assert time.process_time() - start < 0.2
