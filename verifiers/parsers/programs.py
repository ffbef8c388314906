"""A Python program in an answer: the last fenced block that defines the function asked for, or the whole text where nothing is fenced.

Nothing is run: the text is parsed, within bounds that keep Python's own parser quick on any text. What stands around unfenced code (tags,
bold, a lead-in, a tick) is judged by `text.plain`, as for every other answer."""

import ast
import json
import re
from collections.abc import Callable
from functools import lru_cache

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
_START = re.compile(r"(?<![\w.])(?:def [^\W\d]|import [^\W\d]|from [a-z_.]++ import |class [^\W\d]|@[^\W\d])")
_END = re.compile(r"(?:\s*+(?:[*_`\"'$}\u201d\u2019.\u3002\u2713\u2714\u2705\u2611]|\\checkmark|\\[)\]]|</[a-z]{1,6}>))")
_STACKED = re.compile(r"(?:[-+~]\s*+|not\s++|lambda[^:\n]{0,20}+:\s*+|await\s++){13}|^[ \t]{100}", re.MULTILINE)
"""What Python's parser goes down into without brackets: more of it than anybody writes."""
_JSON_NAMES = ("answer", "final_answer", "solution", "result", "output", "code")
_CODE = "CODE"


def source(answer: str, function: str) -> str | None:
    """The text of a program that defines the function once, at its top level; None where the answer holds none."""
    return code(answer, lambda text: defines(text, function), _START, "py")


def code(answer: str, accepts: Callable[[str], bool], begins: re.Pattern[str], mark: str) -> str | None:
    """The text of a program that is accepted; None where the answer holds none. begins: how one may begin that stands unfenced among tags
    and lead-ins; mark: how the name of the language begins behind a fence."""
    text = answer.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE).strip()
    text = _from_json(text)
    fences = list(_FENCE.finditer(text))
    if fences:
        return _from_blocks(text, fences, accepts, mark)
    if len(text) > LONGEST + 1_000:
        return None
    if accepts(text):
        return text
    start = begins.search(text)
    for end in _ends(text) if start else ():
        found = text[start.start() : end].rstrip() if start else ""
        if start and plain(text[: start.start()] + _CODE + text[end:]).strip() == _CODE and accepts(found):
            return found
    return None


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


def _from_blocks(text: str, fences: list[re.Match[str]], accepts: Callable[[str], bool], mark: str) -> str | None:
    """The last block that is accepted, one that is marked with its language before any other."""
    blocks: list[tuple[bool, str]] = []
    opened: re.Match[str] | None = None
    for fence in fences:
        if opened is None:
            opened = fence
        elif not fence[2].strip() and fence[1][:3] == opened[1][:3] and len(fence[1]) >= len(opened[1]):
            blocks.append((opened[2].strip().lower().startswith(mark), text[opened.end() : fence.start()]))
            opened = None
    if opened is not None:  # the text ends within it
        blocks.append((opened[2].strip().lower().startswith(mark), text[opened.end() :]))
    for wanted in (True, False):
        for marked, block in blocks[:-5:-1]:
            if marked is wanted and accepts(found := _from_json(_dedented(block))):
                return found
    return None


def _dedented(block: str) -> str:
    """Without the indentation that all of it has, as in a block within a list."""
    lines = block.strip("\n").rstrip().split("\n")
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    return "\n".join(line.removeprefix(indent) for line in lines)


def _ends(text: str) -> list[int]:
    """Where the code may end: before one to six of the marks that stand last, fewest first."""
    tail = max(0, len(text) - 60)
    places = [found.start() for found in _END.finditer(text, tail)]
    return [len(text), *places[:-7:-1]]


@lru_cache(maxsize=512)
def defines(text: str, function: str) -> bool:
    """Whether a text is Python that binds the name once, at its top level."""
    if len(text) > LONGEST or function not in text or _too_deep(text):
        return False
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    bound = 0
    for node in tree.body:
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
