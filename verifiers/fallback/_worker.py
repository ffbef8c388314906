"""The process that runs `math-verify`: questions as lines of JSON on its standard input, verdicts on its standard output."""

import json
import os
import resource
import sys
from collections.abc import Callable
from typing import Any


def main() -> None:
    limit = int(sys.argv[1]) << 20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    out = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # what a library prints is no verdict
    from math_verify import parse, verify  # pyright: ignore[reportMissingImports]

    print("true", file=out, flush=True)
    for line in sys.stdin:
        print(json.dumps(_verdict(parse, verify, json.loads(line))), file=out, flush=True)


def _verdict(parse: Callable[..., Any], verify: Callable[..., Any], question: dict[str, str]) -> bool | None:
    """Its verdict; None when it raises. No timeouts of its own: they are signals, and the process is killed from outside."""
    try:
        gold, answer = (parse(question[key], parsing_timeout=None) for key in ("gold", "answer"))
        return bool(gold) and bool(answer) and bool(verify(gold, answer, timeout_seconds=None))
    except (ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError, NotImplementedError):
        return None
