"""The program that a completion gives: the last fenced block of Python, and not what stands beside it as sample input or output."""

import ast
import re

from synth.verifiers.extract import final_answer, without_end_tokens
from synth.verifiers.parsers import syntax
from synth.verifiers.parsers.text import plain
from synth.verifiers.published._python_values import deep

LONGEST = 60_000
_FENCE = re.compile(r"^[ \t]*+(`{3,}+|~{3,}+)[ \t]*+([^\n`]*+)$", re.MULTILINE)
_CODE = re.compile(r"^\s*(?:def |class |import |from \w+ import |@\w|print\(|for |while |if |\w+ *= *|\w+\()", re.MULTILINE)


def program(completion: str, defines: str = "") -> str | None:
    """The text of the program. defines: the function or class that it has to define, where one is asked for. None where there is none that
    Python can read."""
    text = completion[completion.rfind("</think>") + len("</think>") :] if "</think>" in completion else completion
    if "<think>" in text:
        return None  # a thought still open
    text = without_end_tokens(text.replace("\r\n", "\n"))
    found = _blocks(text)
    if not found:
        answer = final_answer(text)
        found = [(True, answer if isinstance(answer, str) else plain(text))]
    for marked in (True, False):
        for is_python, block in reversed(found):
            if is_python is marked and _is_program(block) and (not defines or _defines(block, defines)):
                return block
    return None


def _blocks(text: str) -> list[tuple[bool, str]]:
    """(is it marked as Python, its text) of every fenced block; one that is still open at the end counts."""
    blocks: list[tuple[bool, str]] = []
    opened: re.Match[str] | None = None
    for mark in _FENCE.finditer(text):
        if opened is None:
            opened = mark
        elif not mark[2].strip() and mark[1][:3] == opened[1][:3] and len(mark[1]) >= len(opened[1]):
            blocks.append((opened[2].strip().lower().startswith("py"), text[opened.end() : mark.start()].strip("\n")))
            opened = None
    if opened is not None:
        blocks.append((opened[2].strip().lower().startswith("py"), text[opened.end() :].strip("\n")))
    return blocks


def _is_program(text: str) -> bool:
    if not text.strip() or len(text) > LONGEST or "\0" in text or deep(text) or not _CODE.search(text):
        return False
    try:
        syntax.module(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _defines(text: str, name: str) -> bool:
    body = syntax.module(text).body
    named = {node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    named |= {target.id for node in body if isinstance(node, ast.Assign) for target in node.targets if isinstance(target, ast.Name)}
    return name in named
