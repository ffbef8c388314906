"""A Python program in an answer: the last fenced block that defines the function asked for, or that reads and prints where a whole program
is asked for; or the whole text where nothing is fenced.

Nothing is run: the text is parsed, within bounds that keep Python's own parser quick on any text. What stands around unfenced code (tags,
bold, a lead-in, a tick) is judged by `text.plain`, as for every other answer."""

import ast
import json
import re
from collections.abc import Callable
from functools import lru_cache
from itertools import islice

from synth.verifiers.parsers import syntax
from synth.verifiers.parsers.text import plain

LONGEST = 8_000
"""Characters of a program; a right one takes a tenth of it."""
DEEPEST = 24
"""Brackets within one another, signs before a value, and levels of indentation."""
_INVISIBLE = dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f\u3000", " ") | dict.fromkeys(
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", ""
)
_TABLE = str.maketrans(_INVISIBLE)
_FENCE = re.compile(r"^[ \t]*+(`{3,}+|~{3,}+)[ \t]*+([^\n`]*+)$", re.MULTILINE)
_START = re.compile(
    r"(?<![\w.])(?:def [^\W\d]|import [^\W\d]|from [a-z_.]++ import |class [^\W\d]|@[^\W\d]"
    r"|\w++(?:, \w++){0,4}+ = [^\W\d]|for \w++ in |while )"
)
_GOES_ON = re.compile(
    r"(?<![A-Za-z0-9_.])(?:for \w|while |if |return |with |try:|def |from |import "
    r"|\w++(?:, \w++){0,4}+ [-+*/%|&^<>]{0,2}= |\w++(?:\[(?:[^\n\[\]]|\[[^\n\[\]]{0,20}+\]){0,40}+\])?+(?:[.=]| [-+*/%|&^<>]{0,2}= ))"
)
_PROMPT = re.compile(r"(?:>>>|\.\.\.)(?: (.*+)|)\Z")
"""A line behind a prompt of Python's shell; one alone ends a block there."""
_END = re.compile(r"(?:\s*+(?:[*_`\"'$}\u201d\u2019.\u3002\u2713\u2714\u2705\u2611]|\\checkmark|\\[)\]]|</[a-z]{1,6}>))")
_STACKED = re.compile(r"(?:[-+~]\s*+|not\s++|lambda[^:\n]{0,20}+:\s*+|await\s++){13}|^[ \t]{100}", re.MULTILINE)
"""What Python's parser goes down into without brackets: more of it than anybody writes."""
_JSON_NAMES = ("answer", "final_answer", "solution", "result", "output", "code")
_CODE = "CODE"
_READING = {"input", "stdin", "open", "fileinput", "read"}
_PRINTING = {"print", "stdout", "write", "writelines"}
_READS, _PRINTS = (re.compile("|".join(sorted(names))) for names in (_READING, _PRINTING))
STARTS = 4
"""Places at which unfenced code may begin, behind a lead-in."""


def _dedented(block: str) -> str:
    """Without the indentation that all of it has, as in a block within a list, and without the prompts of a shell."""
    lines = block.strip("\n").rstrip().split("\n")
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    return _unprompted("\n".join(line.removeprefix(indent) for line in lines))


def _unprompted(text: str) -> str:
    """Code as typed into Python's shell, where each line stands behind a prompt; any other text as it is. A transcript that also shows
    what came back is left alone: it is no program."""
    if not text.startswith(">>> "):
        return text
    lines = [_PROMPT.match(line) for line in text.rstrip().split("\n")]
    return "\n".join(line[1] or "" for line in lines if line) if all(lines) else text


def source(answer: str, function: str) -> str | None:
    """The text of a program that defines the function once, at its top level; None where the answer holds none."""
    return _found(answer, lambda code: defines(code, function))


def program(answer: str) -> str | None:
    """The text of a whole program, one that reads and prints; None where the answer holds none."""
    return _found(answer, reads_and_prints)


def rest(answer: str, fits: Callable[[str], bool]) -> str | None:
    """The text of lines that go on from others, indented as they stand; None where the answer holds none that fit."""
    return _found(answer, fits, _GOES_ON, lambda block: block.strip("\n").rstrip())


def code(answer: str, accepts: Callable[[str], bool], begins: re.Pattern[str], mark: str) -> str | None:
    """The text of code in any language that is accepted; None where the answer holds none. begins: how one may begin that stands unfenced
    among tags and lead-ins; mark: how the name of the language begins behind a fence."""
    return _found(answer, accepts, begins, mark=mark)


def _found(
    answer: str,
    fits: Callable[[str], bool],
    starts: re.Pattern[str] = _START,
    shaped: Callable[[str], str] = _dedented,
    mark: str = "py",
) -> str | None:
    text = _unprompted(_from_json(unfolded(answer).strip()))
    if _FENCE.search(text):
        return next((code for block in blocks(text, mark) if fits(code := _from_json(shaped(block)))), None)
    if len(text) > LONGEST + 1_000:
        return None
    if fits(text):
        return text
    for start in islice(starts.finditer(text), STARTS):
        for end in _ends(text):
            code = text[start.start() : end].rstrip()
            if plain(text[: start.start()] + _CODE + text[end:]).strip() == _CODE and fits(code):
                return code
    return None


def unfolded(answer: str) -> str:
    """With one kind of line end and of space, and nothing that cannot be seen."""
    return answer.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE)


def _from_json(text: str) -> str:
    """The one value of `{"answer": "def ..."}`; any other text as it is."""
    if not text.startswith("{"):
        return text
    try:
        pairs = json.loads(text, object_pairs_hook=list, strict=False) if len(text) < 2 * LONGEST else None
    except (ValueError, RecursionError):
        return text
    if isinstance(pairs, list) and len(pairs) == 1 and pairs[0][0] in _JSON_NAMES and isinstance(pairs[0][1], str):
        return pairs[0][1].strip()
    return text


def blocks(text: str, language: str = "py") -> list[str]:
    """What the last four fenced blocks hold, the last first, those that are marked with the language before any other."""
    found: list[tuple[bool, str]] = []
    opened: re.Match[str] | None = None
    for mark in _FENCE.finditer(text):
        if opened is None:
            opened = mark
        elif not mark[2].strip() and mark[1][:3] == opened[1][:3] and len(mark[1]) >= len(opened[1]):
            found.append((opened[2].strip().lower().startswith(language), text[opened.end() : mark.start()]))
            opened = None
    if opened is not None:  # the text ends within it
        found.append((opened[2].strip().lower().startswith(language), text[opened.end() :]))
    return [block for wanted in (True, False) for marked, block in found[:-5:-1] if marked is wanted]


def _ends(text: str) -> list[int]:
    """Where the code may end: before one to six of the marks that stand last, fewest first."""
    tail = max(0, len(text) - 60)
    places = [found.start() for found in _END.finditer(text, tail)]
    return [len(text), *places[:-7:-1]]


def parsed(text: str) -> ast.Module | None:
    """Its syntax tree; None where it is no Python, or longer or deeper than anybody writes it."""
    if len(text) > LONGEST or _too_deep(text):
        return None
    try:
        return syntax.module(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


@lru_cache(maxsize=512)
def reads_and_prints(text: str) -> bool:
    """Whether a text is Python that names something to read from and something to print with."""
    if not (_READS.search(text) and _PRINTS.search(text)):
        return False
    tree = parsed(text)
    named: set[str] = set()
    for node in ast.walk(tree) if tree else ():
        named |= {node.id} if isinstance(node, ast.Name) else {node.attr} if isinstance(node, ast.Attribute) else set()
    return bool(named & _READING) and bool(named & _PRINTING)


@lru_cache(maxsize=512)
def defines(text: str, function: str) -> bool:
    """Whether a text is Python that binds the name once, at its top level."""
    tree = parsed(text) if function in text else None
    bound = 0
    for node in tree.body if tree else ():
        if isinstance(node, ast.FunctionDef):
            bound += node.name == function
        elif isinstance(node, ast.Assign):
            bound += any(isinstance(target, ast.Name) and target.id == function for target in node.targets)
    return bound == 1


def _too_deep(text: str) -> bool:
    depth = deepest = 0
    for sign in re.findall(r"[()\[\]{}]", text):
        depth += 1 if sign in "([{" else -1
        deepest = max(deepest, depth)
    return deepest > DEEPEST or _STACKED.search(text) is not None
