"""Where does our parser of mathematics differ from `math-verify`? Both judge the table of forms and near misses of the tests.

`python bench/mathematics.py` prints how often each of them gives the table's verdict by kind, each row on which they differ, and how fast
they are. Needs `pip install 'math-verify[antlr4_13_2]'`, which is no dependency of ours; without it only our own column is printed.
math-verify is told the gold answer alone: it has no kinds, so what the kind decides (digits asked, percent, a base) it can't know."""

import sys
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))

from mathematical_forms import ROWS, judge

THEIRS = frozenset("rational integer value finished decimal set multiset tuple union polynomial quotient function matrix".split())
"""Kinds that can be put to math-verify as an answer and a gold answer."""


def other_judge():
    """(gold, form) -> verdict of math-verify, or None where it is not installed."""
    try:
        from math_verify import parse, verify
    except ImportError:
        return None

    def judge_theirs(gold: str, form: str) -> bool:
        return bool(verify(parse(f"${gold}$"), parse(form if "$" in form else f"${form}$")))

    return judge_theirs


def main() -> None:
    theirs = other_judge()
    if theirs is None:
        print("math-verify is not installed: only our own verdicts are shown\n")
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    seconds, differ = [0.0, 0.0], []
    for kind, gold, form, right in ROWS:
        name = kind.partition(":")[0]
        start = time.process_time()
        ours = judge(kind, gold, form)
        middle = time.process_time()
        other = theirs(gold, form) if theirs and name in THEIRS else None
        seconds[0] += middle - start
        seconds[1] += time.process_time() - middle
        count = counts[name]
        count[0] += 1
        count[1] += ours is right
        count[2] += other is not None
        count[3] += other is right
        if other is not None and other is not ours:
            differ.append(f"{kind:16} gold {gold!r:36} form {form!r:44} table {right!s:5} ours {ours!s:5} math-verify {other}")
    print(f"{'kind':12} {'rows':>5} {'ours':>5} {'asked':>6} {'math-verify':>12}")
    for name, (rows, ours, asked, other) in counts.items():
        print(f"{name:12} {rows:5} {ours:5} {asked:6} {other if asked else '-':>12}")
    print(f"\nours: {len(ROWS) / seconds[0]:,.0f} verdicts per CPU-second")
    if theirs:
        print(f"math-verify: {sum(count[2] for count in counts.values()) / seconds[1]:,.0f} verdicts per CPU-second")
        print(f"\n{len(differ)} rows on which they differ:", *differ, sep="\n")


if __name__ == "__main__":
    main()
