"""The plain text of an answer: what stays when the ways of dressing it up are taken off.

Every form parser starts here, so each decoration is decided once for all tasks: fences, `\\boxed{}`, `\\text{}`, dollar signs,
bold, backticks, quotes around the whole, a lead-in such as "The answer is", a full stop at the end, and typographic variants of
minus, times, quotes, spaces and full-width characters.
"""

import re

# Possessive throughout, so linear. A bare "answer" leads in only on its own line or before what can't be a word of the answer.
_NAME = r"(?:(?:so|therefore|thus),?\s++)?(?:the\s++)?(?:final\s++)?(?:correct\s++)?(?:answer|solution|result)"
_LEAD = re.compile(
    rf"{_NAME}(?:\s++(?:is|are)\b\s*+[:=]?\s*+|\s*+[:=]\s*+|[ \t]*+\n\s*+|[ \t]++(?=[-+\d(\[$\\]))"
    rf"|\*\*{_NAME}(?:\s++(?:is|are))?\s*+[:=]?\*\*\s*+[:=]?\s*+",
    re.IGNORECASE,
)
_DRESS = r"\\(?:boxed|fbox|text|textbf|textit|texttt|textrm|mathrm|mathbf|mathtt|mathit|operatorname)\s*+\{"
_COMMAND = re.compile(_DRESS + r"([^{}]*)\}")
_OUTER = re.compile(_DRESS)
_BRACE = re.compile(r"\\[{}]|[{}]")
_LATEX_SPACE = re.compile(r"(?<!\\)\\[,;:! ]|\\quad|\\qquad|~")
_ESCAPED = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")  # as JSON writes what is not ASCII
_PAIRS = (("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]"), ("**", "**"), ("__", "__"), ("`", "`"), ('"', '"'), ("'", "'"))
# Full-width ASCII and look-alikes one by one; NFKC would also turn a square into a digit.
_TYPOGRAPHY = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | str.maketrans(
    {"−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "、": ",", "。": ".", "；": ";"}
    | dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f\u3000", " ")
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\ufe0f\ufe0e", "")
)
MAX_LAYERS = 8
"""Decorations taken off one inside another; honest answers have two or three."""
MAX_BRACES = 3_000
"""Pairs of braces inside a box; a large matrix has some hundreds."""


def plain(answer: str) -> str:
    """The answer without its decorations. Linear; never raises; unbalanced decorations stay and fail in the parser."""
    text = answer.replace("\r\n", "\n").replace("\r", "\n")
    if "\\u" in text:
        text = _ESCAPED.sub(lambda match: bytes.fromhex(match[0].replace("\\u", "")).decode("utf-16-be", "surrogatepass"), text)
    if not text.isascii():
        text = text.translate(_TYPOGRAPHY)
    text = text.strip()
    for _ in range(MAX_LAYERS):
        before = text
        text = _peel(text)
        if text == before:
            break
    return text


def _peel(text: str) -> str:
    for fence in ("```", "~~~"):
        if text.startswith(fence) and text.endswith(fence) and "\n" in text:
            # The first line holds the fence and the name of a language, if any.
            inner = text[text.index("\n") + 1 :].rstrip(fence[0]).strip()
            return text if fence in inner else inner
    lead = _LEAD.match(text)
    if lead:
        text = text[lead.end() :]
    if "\\" in text:
        text = _LATEX_SPACE.sub(" ", _COMMAND.sub(r"\1", text)).strip()
        text = _unboxed(text)
    for start, end in _PAIRS:
        inner = text[len(start) : len(text) - len(end)]
        if len(text) > len(start) + len(end) and text.startswith(start) and text.endswith(end) and end not in inner:
            return inner.strip()
    if text.endswith(".") and not text.endswith(".."):
        text = text[:-1].rstrip()
    return text


def _unboxed(text: str) -> str:
    """What a command around the whole text holds, when that has braces itself: `\\boxed{\\frac{1}{2}}`."""
    outer = _OUTER.match(text)
    if not outer or not text.endswith("}") or text.count("{") > MAX_BRACES:
        return text
    depth = 1
    for brace in _BRACE.finditer(text, outer.end()):
        depth += {"{": 1, "}": -1}.get(brace.group(), 0)
        if depth == 0:
            return text[outer.end() : -1].strip() if brace.end() == len(text) else text
    return text
