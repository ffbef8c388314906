"""The rows that a shortcut audit looks at and their labels: is the answer Unknown, which of few answers is it among the rows that have
one, and, of more than two such answers, each against each other.

Families stay whole and never stand in both halves. Which rows are taken, and the halves, depend on the rows alone and not on their order.
"""

from hashlib import blake2b
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synth.verifiers.parsers.abstention import abstains

FEW_ANSWERS = 8  # distinct answers up to which an answer is a label
UNKNOWN, ANSWER = "unknown", "answer"
LABELS = (UNKNOWN, ANSWER)
AGAINST = " or "
"""Joins two answers in the name of the label that asks which of them: `A or C`."""


class LabelledRow(NamedTuple):
    """What is read of every row before any prompt."""

    file: int
    """Number of its file in the run: `0`."""
    number: int
    """Its number in the file: `17`."""
    answer: str
    """Its reference answer: `Unknown`."""
    family: str
    """Its family_id, or its fingerprint where it has no family."""


def sample(rows: list[LabelledRow], limit: int) -> list[LabelledRow]:
    """Whole families, by the hash of their names, until there are `limit` rows."""
    ordered = sorted(rows, key=lambda row: (_hash(row.family), row.family, row.file, row.number))
    end = limit
    while 0 < end < len(ordered) and ordered[end].family == ordered[end - 1].family:
        end += 1
    return ordered[:end]


def _hash(family: str) -> bytes:
    return blake2b(family.encode(), digest_size=8, person=b"half").digest()


def families(rows: list[LabelledRow]) -> list[int]:
    """The number of each row's family, in the order of `sample`."""
    numbers: dict[str, int] = {}
    return [numbers.setdefault(row.family, len(numbers)) for row in rows]


def training_half(family: NDArray[np.int64]) -> NDArray[np.bool_]:
    """The rows to learn from: half of them, up to a family's border. family: rising."""
    border = family[len(family) // 2]
    return np.asarray(family < border if (family < border).any() else family <= border)


def labels(rows: list[LabelledRow], wanted: str, balanced: bool) -> dict[str, dict[int, str]]:
    """label -> number of the row -> its value. wanted: one of LABELS or `all`; pairs of answers belong to
    `answer`; balanced: Unknown on as many rows of either kind."""
    found: dict[str, dict[int, str]] = {}
    unknown = [abstains(row.answer) for row in rows]
    if any(unknown) and not all(unknown) and wanted in ("all", UNKNOWN):
        some = _balanced(rows, unknown) if balanced else range(len(rows))
        found[UNKNOWN] = {k: "Unknown" if unknown[k] else "known" for k in some}
    known = {k: row.answer for k, row in enumerate(rows) if not unknown[k]}
    if 1 <= len(set(known.values())) <= FEW_ANSWERS and wanted in ("all", ANSWER):
        found[ANSWER] = known
        kinds = sorted(set(known.values()))
        for pair in combinations(kinds, 2) if len(kinds) > 2 else ():
            found[AGAINST.join(pair)] = {k: answer for k, answer in known.items() if answer in pair}
    return found


def _balanced(rows: list[LabelledRow], unknown: list[bool]) -> list[int]:
    """Numbers of as many Unknown rows as others: from each family that has both, if any has, else from all rows."""
    kinds: dict[str, tuple[list[int], list[int]]] = {}
    for k, row in enumerate(rows):
        kinds.setdefault(row.family, ([], []))[unknown[k]].append(k)
    both = {name: kind for name, kind in kinds.items() if all(kind)}
    if not both:
        both = {"": ([k for k, is_so in enumerate(unknown) if not is_so], [k for k, is_so in enumerate(unknown) if is_so])}
    chosen: list[int] = []
    for name, kind in both.items():
        start, count = int.from_bytes(_hash(name), "big"), min(map(len, kind))
        for some in kind:  # spread over the kind, begun anywhere
            chosen += [some[(start + i * len(some) // count) % len(some)] for i in range(count)]
    return sorted(chosen)


def as_letters(answers: list[str]) -> tuple[list[str], bool]:
    """Answers that are letters of options, as capital letters, and whether they are that."""
    bare = [answer.strip("() .").upper() for answer in answers]
    lettered = all(len(letter) == 1 and letter.isalpha() for letter in set(bare))
    return (bare if lettered else answers), lettered
