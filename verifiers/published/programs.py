"""A program, run in the sandbox against the row's tests. Refused for the first of: format (no such program), error, value.

A ground truth is `{"functional": TESTS}`, asserts that call a function by its name or `check(...)` of it, or `{"inputs": [...], "outputs":
[...]}` for programs that read and print. What is expected never enters the process of the completion, so an object that equals
everything, or `sys.exit(0)`, passes nothing. Calls of `Solution().method` and of a function are tested; tests that need more of the
completion's names than one have no rule. `prefix`, beside `functional` or in `extra_info`, is put before the program: the imports that
its prompt shows.

Printed text is compared by tokens, line by line: numbers with a point up to 1e-6, `yes` and `no` in any case, all else exactly."""

import ast
import builtins
import re
import sys
from collections.abc import Iterator
from fractions import Fraction

import msgspec

from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.published import Extra, NoRule
from synth.verifiers.published._completed_program import program
from synth.verifiers.sandbox import Limits, Sandbox, same_text

_sandbox = Sandbox(Limits(cpu=6.0, wall=60.0, memory=512, output=1 << 23))
TOLERANCE = Fraction(1, 10**6)
_METHOD = re.compile(r"\bSolution\(\)\.(\w+)")
_SHIM = """

def {name}(*arguments, **named):
    return Solution().{method}(*arguments, **named)
"""
_FLOAT = re.compile(r"-?\d{1,40}(?:\.\d{0,40})?(?:[eE][+-]?\d{1,2})?")


class Gold(msgspec.Struct, frozen=True):
    """functional: tests; inputs and outputs: what is read and printed; prefix: code before the program; reference: a program that
    passes."""

    functional: str = ""
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    prefix: str = ""
    reference: str = ""


def read(ground_truth: str) -> Gold:
    """Raises ValueError for what holds no tests, or more than one function to be tested."""
    gold = msgspec.json.decode(ground_truth, type=Gold)
    if gold.functional:
        entry(gold.functional)
    elif not gold.inputs or len(gold.inputs) != len(gold.outputs):
        raise ValueError("expected tests: functional, or as many inputs as outputs")
    return gold


def judge(gold: Gold, completion: str, lenient: bool, extra: Extra) -> Verdict:
    """Raises SandboxError where programs cannot be run."""
    if not gold.functional:
        found = program(completion)
        return refuse("format") if found is None else _printed(gold, found)
    name, method = entry(gold.functional)
    found = program(completion, "Solution" if method else name)
    if found is None:
        return refuse("format")
    source = f"{gold.prefix or extra.get('prefix') or ''}\n{found}"
    tests = gold.functional
    if method:
        source, tests = source + _SHIM.format(name=name, method=method), _METHOD.sub(name, tests)
    prefix = gold.prefix or extra.get("prefix") or ""
    imports = "".join(f"import {module}\n" for module in sorted(_modules(_tree(gold.functional))))
    outcome = _sandbox.check(source, name, f"{prefix}\n{imports}{tests}")
    return ACCEPT if outcome.ok else refuse("value" if outcome.reason.startswith("AssertionError") else "error")


def _printed(gold: Gold, source: str) -> Verdict:
    for given, expected in zip(gold.inputs, gold.outputs, strict=True):
        outcome = _sandbox.run(source, given)
        if not outcome.ok:
            return refuse("error")
        if not same_output(outcome.value, expected):
            return refuse("value")
    return ACCEPT


def entry(tests: str) -> tuple[str, str]:
    """The function that tests call, and the method of `Solution` behind it or "". Raises ValueError for tests that are no Python, NoRule
    where there is not exactly one."""
    methods = set(_METHOD.findall(tests))
    if len(methods) == 1:
        return "_solution", methods.pop()
    tree = _tree(tests)
    free = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    free -= {*_bound(tree), *dir(builtins), *_modules(tree)}
    if len(free) != 1 or methods:
        raise NoRule(f"the tests ask for {len(free | methods)} names of the program, and one function can be tested")
    return free.pop(), ""


def _tree(tests: str) -> ast.Module:
    try:
        return ast.parse(tests)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ValueError("the tests are no Python") from error


def _modules(tree: ast.Module) -> set[str]:
    """Modules that tests use as if the program had imported them: `math.isclose(...)`."""
    owners = {node.value.id for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)}
    return (owners & sys.stdlib_module_names) - set(_bound(tree))


def _bound(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name) | ast.ExceptHandler(name=str(name)):
                yield name
            case ast.alias(name=name, asname=other):
                yield (other or name).split(".")[0]
            case ast.Name(id=name, ctx=ast.Store()):
                yield name


def same_output(printed: str, expected: str) -> bool:
    """Whether a program printed what is expected."""
    if same_text(printed.strip(), expected.strip()):
        return True
    lines, known = printed.strip().splitlines(), expected.strip().splitlines()
    if len(lines) != len(known):
        return False
    pairs = [(one.split(), other.split()) for one, other in zip(lines, known, strict=True)]
    return all(len(one) == len(other) and all(map(_same_token, one, other)) for one, other in pairs)


def _same_token(token: str, expected: str) -> bool:
    if token == expected or (expected.lower() in ("yes", "no") and token.lower() == expected.lower()):
        return True
    if "." not in expected and "e" not in expected.lower():
        return False
    if not _FLOAT.fullmatch(token) or not _FLOAT.fullmatch(expected):
        return False
    return abs(Fraction(token) - Fraction(expected)) <= TOLERANCE


def shown(gold: Gold) -> str:
    """Raises NoRule where the row holds no program that passes."""
    if not gold.reference:
        raise NoRule("this row holds no reference program")
    return f"```python\n{gold.reference}\n```"
