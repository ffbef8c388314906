"""Texts of rows and what is compared of them: tokens, for duplicates, and words, for passages that a benchmark has too.

A text is brought to Unicode's NFKC form (full-width signs become plain ones), superscripts and subscripts are written out (`x²` as `x^2`)
and letters folded to one case. A token is a run of letters and digits, or one other sign: `a+b` and `a-b` differ. A word is a run of
letters and digits. Chinese and Japanese are written without spaces, so each of their characters is a token and a word of its own: an
n-gram of words is there one of characters.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import numpy as np

from synth.pipelines.storage.rows import RowFile
from synth.schemas.errors import RequestError

if TYPE_CHECKING:
    from numpy.typing import NDArray

COLUMNS = ("text", "prompt", "question", "problem")
"""Columns in which a text is looked for, in this order."""
SPARSE = 50
"""A text with fewer numbers than one in so many tokens is prose, in which dates and page numbers differ."""
PLAIN = (".txt", ".text")
"""Files of plain text: a text on each line."""

_SINGLE = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = rf"[{_SINGLE}]|[^\W_{_SINGLE}]+"
_find_words = re.compile(_WORD).findall
_find_tokens = re.compile(rf"{_WORD}|[^\w\s]|_").findall
_find_numbers = re.compile(rf"(?<![^\W{_SINGLE}])(?<!\d\.)(?:(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?:\.\d+)?|(?<!\.)\.\d+)").findall
_SCRIPTS = {ord(sign): f"{mark}{digit}" for mark, signs in (("^", "⁰¹²³⁴⁵⁶⁷⁸⁹"), ("_", "₀₁₂₃₄₅₆₇₈₉")) for digit, sign in enumerate(signs)}
_REMEMBERED = 1 << 17  # tokens whose hash a process keeps
_LONGEST = 64
"""Tokens of a shingle, and words of an n-gram, at most."""


def normalised(text: str) -> str:
    return normalize("NFKC", text.translate(_SCRIPTS)).casefold()


def tokens(text: str) -> list[str]:
    """`tokens("Is x² > 4?")` gives `["is", "x", "^", "2", ">", "4", "?"]`."""
    found: list[str] = _find_tokens(normalised(text))
    return found


def words(text: str) -> list[str]:
    """`words("Is x > 4? 是的")` gives `["is", "x", "4", "是", "的"]`."""
    found: list[str] = _find_words(normalised(text))
    return found


def digest(parts: Iterable[str]) -> bytes:
    """A hash of 16 bytes of a whole text: equal for texts of equal tokens."""
    return blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def numbers(text: str) -> list[str]:
    """The numbers of a text, ascending as texts, each in one spelling: `numbers("Of 1,000 x1, 2.50 m")` gives `["1000", "2.5"]`. A number
    within a name is none."""
    found: list[str] = _find_numbers(normalised(text).replace("{,}", ","))
    return sorted(map(_spelled, found))


def _spelled(number: str) -> str:
    whole, _, part = number.replace(",", "").partition(".")
    return ".".join(filter(None, (whole.lstrip("0") or "0", part.rstrip("0"))))


def numbers_code(text: str, count: int) -> int:
    """A hash of the numbers of a text in which they have a say: at least one in SPARSE of its tokens; else 0. count: of its tokens."""
    found = numbers(text)
    return _code(" ".join(found)) | 1 if len(found) * SPARSE >= max(count, 1) else 0


def shingle_hashes(parts: list[str], size: int) -> "NDArray[np.uint64]":
    """A hash for each `size` parts in a row, in their order: `len(parts) - size + 1` of them. A text of fewer parts is one shingle."""
    codes = np.fromiter(map(_code, parts), np.uint64, len(parts))
    size = min(size, len(parts))
    if not size:
        return np.zeros(1, np.uint64)
    count = len(parts) - size + 1
    found = np.full(count, size, np.uint64)
    for place in range(size):
        found += codes[place : place + count] * _FACTORS[place]
    found ^= found >> np.uint64(32)
    found *= _FACTORS[-1]
    return found ^ (found >> np.uint64(29))


@lru_cache(_REMEMBERED)
def _code(part: str) -> int:
    return int.from_bytes(blake2b(part.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


_FACTORS = np.array([_code(f"factor {place}") | 1 for place in range(_LONGEST + 1)], np.uint64)


def reader(file: RowFile, columns: Sequence[str] = COLUMNS) -> tuple[str, Callable[[dict[str, Any], int], str]]:
    """The column in which a file has its texts, the first of those named that its first row has, and a function of (row, its number) that
    gives the text. Raises RequestError, as the function does for a row without text."""
    first = next(iter(islice(file.rows(), 1)), {})
    column = next((name for name in columns if name.split(".")[0] in first), columns[0])
    if first and column.split(".")[0] not in first:
        there = ", ".join(sorted(first)[:20])
        raise RequestError(f"{file.name}: no column {' or '.join(columns)}; --column names the one of the texts. There are: {there}.")
    outer = column.split(".")

    def text(row: dict[str, Any], number: int) -> str:
        value: Any = row
        for name in outer:
            value = value.get(name) if isinstance(value, dict) else None
        if isinstance(value, list):  # a chat: what the user says, or all of it where nobody is called so
            turns = [turn for turn in value if isinstance(turn, dict) and isinstance(turn.get("content"), str)]
            asked = [turn["content"] for turn in turns if turn.get("role") == "user"] or [turn["content"] for turn in turns]
            value = "\n".join(asked) if asked and len(turns) == len(value) else None
        if not isinstance(value, str):
            raise RequestError(f"{file.place(number)}: column {column!r} must hold a text or a list of messages.")
        return value

    return column, text
