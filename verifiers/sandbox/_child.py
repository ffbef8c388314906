"""What a run does in its own process, once it is confined: load the completion, call it, reply.

Everything here is at the mercy of the completion, which can read and change all of it. That is why nothing here knows what is expected:
a reply says no more than `this program returned this value`. A message either way is four bytes of length, then the question's number,
which nobody can guess, a word and JSON, with spaces between. A reply bears the number of the question that it answers.
Runs in the zygote's children: the standard library alone."""

import atexit
import builtins
import io
import json
import os
import random
import sys
import types
from collections.abc import Callable
from typing import Any, NoReturn

from synth.verifiers.sandbox._values import NoValue, pack, unpack

CHANNEL = 3
"""The descriptor on which this process and the trainer's talk."""
_question: list[Any] = ["", b""]
"""The number of the last question, and a reply that needs no memory."""
_TEXT = 200


def _receive() -> tuple[str, Any]:
    number, word, text = _exactly(int.from_bytes(_exactly(4), "big")).decode().split(" ", 2)
    _question[:] = number, _framed(f'{number} memory ""')
    return word, json.loads(text)


def _exactly(size: int) -> bytes:
    parts = b""
    while len(parts) < size:
        part = os.read(CHANNEL, size - len(parts))
        if not part:
            os._exit(0)  # the trainer has gone
        parts += part
    return parts


def _framed(text: str) -> bytes:
    message = text.encode()
    return len(message).to_bytes(4, "big") + message


def _send(word: str, text: str) -> None:
    message = _framed(f"{_question[0]} {word} {text}")
    while message:
        message = message[os.write(CHANNEL, message) :]


def _reply(action: Callable[[], str]) -> None:
    """Tell how an action ended: the word and what there is to say."""
    try:
        try:
            word, text = "ok", action()
        except SystemExit as end:
            word, text = "exit", json.dumps("" if end.code in (None, 0) else str(end.code)[:_TEXT])
        except NoValue as error:
            word, text = "refused", json.dumps(str(error))
        except MemoryError:
            word, text = "memory", '""'
        except BaseException as error:
            word, text = "exception", json.dumps(f"{type(error).__name__}: {error}"[:_TEXT])
        _send(word, text)
    except MemoryError:
        os.write(CHANNEL, _question[1])


def _load(source: str, name: str, **known: object) -> types.ModuleType:
    module = types.ModuleType(name)
    sys.modules[name] = module
    vars(module).update(known)
    exec(compile(source, "<completion>", "exec", dont_inherit=True), vars(module))  # noqa: S102  (what this process is for)
    return module


def _serve_calls(source: str, function: str) -> None:
    """Load a program, then answer calls of its function."""
    loaded: list[types.ModuleType] = []

    def load() -> str:
        loaded.append(_load(source, "completion"))
        if not callable(getattr(loaded[0], function, None)):
            raise NameError(f"there is no function {function}")
        return "null"

    _reply(load)
    while loaded:
        form, (arguments, named) = _receive()

        def call(tagged: bool = form == "tagged", arguments: Any = arguments, named: Any = named) -> str:
            called = getattr(loaded[0], function)
            return pack(called(*unpack(arguments), **{name: unpack(value) for name, value in named.items()}), tagged)

        _reply(call)


def _run_program(source: str) -> None:
    """Run a whole program, whose input and output are descriptors 0 and 1."""

    output = sys.stdout

    def run() -> str:
        try:
            _load(source, "__main__")
        finally:
            atexit._run_exitfuncs()  # some programs write their output there
            for file in {sys.stdout, output}:
                file.flush()
        return "null"

    _reply(run)


def _run_tests(source: str, function: str) -> None:
    """Run tests of a function that lives in another sandbox: each call goes there and back."""

    def elsewhere(*arguments: object, **named: object) -> object:
        _send("call", f"[{pack(list(arguments), True)},{{{','.join(f'{json.dumps(k)}:{pack(v, True)}' for k, v in named.items())}}}]")
        word, value = _receive()
        if word == "ok":
            return unpack(value)
        name, _, text = value.partition(": ")
        kind = getattr(builtins, name, None)  # `all(map(...))` would take a StopIteration for the end of what is to be tested
        raise (kind if isinstance(kind, type) and issubclass(kind, Exception) and kind is not StopIteration else RuntimeError)(text)

    elsewhere.__name__ = function

    def run() -> str:
        module = _load(source, "tests", **{function: elsewhere, "candidate": elsewhere})
        if callable(check := getattr(module, "check", None)):
            check(elsewhere)
        return "null"

    _reply(run)


def rehearse() -> None:
    """In the zygote: do what each run does, with a program of our own. What an interpreter writes down about code that it meets for the
    first time, and how it parcels out memory, then stands in pages that runs share."""
    random.seed(0)  # a verdict is the same each time
    for _ in range(20):
        word, text = json.loads('["run", "def same(x):\\n    y = [x]\\n    return y\\n"]')
        module = _load(text, "completion")
        _framed(f"{word} {pack(module.same(*unpack([[1]])), False)}")
    del sys.modules["completion"]


def serve() -> NoReturn:
    """Do what the first message asks, and end. The descriptors are set, the process is confined."""
    program = _receive()[1]
    if program["form"] == "program":
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, "r", closefd=False)), encoding="utf-8", errors="surrogateescape")
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w", closefd=False)), encoding="utf-8", errors="surrogateescape")
    builtins.__dict__.update(exit=sys.exit, quit=sys.exit)
    sys.__dict__.update(__stdin__=sys.stdin, __stdout__=sys.stdout)
    if program["form"] == "calls":
        _serve_calls(program["source"], program["function"])
    elif program["form"] == "tests":
        _run_tests(program["source"], program["function"])
    else:
        _run_program(program["source"])
    os._exit(0)
