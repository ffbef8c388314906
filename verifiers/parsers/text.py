"""The plain text of an answer: what stays when the ways of dressing it up are taken off.

Every form parser starts here, so each decoration is decided once for all tasks: fences, `\\boxed{}`, `\\text{}`, dollar signs,
bold, backticks, quotes around the whole, a lead-in such as "The answer is", a full stop at the end, and typographic variants of
minus, times, quotes, spaces and full-width characters.
"""

import json
import re

from synth.verifiers.parsers.chinese import GENERAL, Reader
from synth.verifiers.parsers.words import en

# Possessive throughout, so linear. A bare "answer" leads in only on its own line or before what can't be a word of the answer.
_NAME = (
    rf"(?:(?:{'|'.join(en.SO)}),?\s++)?(?:(?:the|my|our)\s++)?(?:final\s++)?(?:correct\s++)?(?:answer|solution|result|ans(?=[ \t]*+[:=]))"
)
_LEAD = re.compile(
    rf"{_NAME}(?:\s++(?:is|are)\b\s*+[:=]?\s*+|\s*+[:=]\s*+|[ \t]*+\n\s*+|[ \t]++(?=[-+\d(\[$\\]))"
    rf"|\*\*{_NAME}(?:\s++(?:is|are))?\s*+[:=]?\*\*\s*+[:=]?\s*+"
    rf"|(?:{'|'.join(en.SO)}|we get|we have)[,:]?\s++(?=[-+\d(\[$\\]|(?:true|false|unknown)\b)",
    re.IGNORECASE,
)
_STYLE = r"\\(?:boxed|fbox|text|textbf|textit|texttt|textrm|mathrm|mathbf|mathtt|mathit|operatorname)\s*+\{"
_COMMAND = re.compile(_STYLE + r"([^{}]*)\}")
_OUTER = re.compile(_STYLE)
_BRACE = re.compile(r"\\[{}]|[{}]")
_NO_SPACE = re.compile(r"(?<!\\)\\!")  # takes a space away: `10,\!000`
_LATEX_SPACE = re.compile(r"(?<!\\)\\[,;:! ]|\\quad|\\qquad|~")
_SIZED = re.compile(r"\\(?:left|right|[bB]igg?[lrm]?)(?=\s*+(?:\\[{}]|[()]))")  # of a bracket: `\\left\\{ A, B \\right\\}`
_ESCAPED = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")  # as JSON writes what is not ASCII
_PAIRS = (
    *(("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]")),
    *(("**", "**"), ("__", "__"), ("`", "`"), ('"', '"'), ("'", "'"), ("【", "】")),
)
_OPENED = tuple(start for start, _ in _PAIRS)
_SLANTED = re.compile(r"\*([\w\[(\-][^*\n]{0,400}(?<![\s.])|\w)\*")
"""One line in italics; a line of a grid may begin and end with a star, too, but no grid has one line."""
# Full-width ASCII and look-alikes one by one; NFKC would also turn a square into a digit.
_TYPOGRAPHY = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | str.maketrans(
    {"−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "、": ",", "。": ".", "；": ";"}
    | dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f\u3000", " ")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0f\ufe0e", "")
    | dict.fromkeys("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "")  # marks of direction
)
_QUOTED = re.compile("[「『]([^「」『』]{1,400}+)[」』]")
"""Chinese quotation marks; around no letter or digit they are brackets of a sequence."""
_NOUN = (
    r"output|expression|equation|value|distance|total|text|plaintext|ciphertext|message|"
    r"conclusion|sequence|order|number of steps|remainder|term|sum|product|counterexample|solution"
)
_WHICH = r"(?:final|original|solved|completed|correct|resulting|possible|least|smallest|non-?negative)"
_LEAD_OF_A_LINE = re.compile(
    rf"(?:(?:the|an?|one)\s++)?(?:{_WHICH}\s++){{0,3}}+(?:{_NOUN})(?:\s++(?:is|was|are)\b\s*+:?\s*+|\s*+:\s*+)(?=\S)",
    re.IGNORECASE,
)
_WORDS = rf"(?:(?:{'|'.join(en.TITLES)})\b[ \t]*+)"
_TITLE = re.compile(  # with a colon, or as a heading, or of several words: a list of words one a line begins with none
    rf"(?:(?:{'|'.join(en.SO)}),?[ \t]++)?"
    rf"(?:#{{1,6}}[ \t]++(?:\*\*)?{_WORDS}{{1,8}}+|(?:\*\*)?(?:{_WORDS}{{2,8}}+|{_WORDS}(?=:|\*\*|\(rows)))"
    rf"(?:\(rows (?:from )?top to bottom\)(?=:))?(?::?\*\*:?|:)?[ \t]*+\n",
    re.IGNORECASE,
)
_TITLE_BEFORE = re.compile(rf"(?:\*\*{_WORDS}{{1,8}}+(?::\*\*|\*\*:)|{_WORDS}{{1,8}}+:)[ \t]*+(?=\S)", re.IGNORECASE)
_HTML = re.compile(
    r"</t[dh]>\s*+<t[dh](?:\s[^<>]{0,80})?>|<br\s*+/?>\n?|</tr>|<li>"
    r"|</?(?:table|thead|tbody|tr|td|th|p|div)(?:\s[^<>]{0,80})?>|</?(?:b|i|em|strong|u|code|pre|span|ul|ol)>|</li>",
    re.IGNORECASE,
)
_NAMES = re.compile(r"(<tr(?:\s[^<>]{0,80})?>\s*+(?:<th(?:\s[^<>]{0,80})?>[^<>]{0,80}</th>\s*+){1,20}+)</tr>", re.IGNORECASE)
"""A row of an HTML table that names its columns."""
_JSON = re.compile(r"\{\s*+\"(?:final_?)?(?:answer|solution|result|output)\"\s*+:\s*+", re.IGNORECASE)
_JSON_VALUE = json.JSONDecoder(strict=False).raw_decode
_NO_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*+\\(?![n\"\\/])")
"""A backslash that is LaTeX's and not JSON's, as in `"2 \\times 3"`."""
_FIRST_WORD = re.compile("[a-z]+", re.IGNORECASE | re.ASCII)
_FIRST_WORDS = frozenset(
    (_FIRST_WORD.match(words) or [""])[0]
    for words in (
        *(*en.SO, *en.TITLES, "the", "my", "our", "we", "a", "an", "one", "final", "correct", "answer", "solution", "result", "ans"),
        *("non", "nonnegative", *re.findall("[a-z]+", _NOUN), *re.findall("[a-z]+", _WHICH)),
    )
)
"""With which lead-ins and titles begin, up to the first sign that is no letter."""
_OPENING = frozenset("*_`~#{$\"'")
"""With which marks, headings and objects begin."""
_COUNT = re.compile(
    r"\(\d{1,4} (?:words?|letters?|characters?|steps?|moves?|items?|cells?|numbers?|labels?|"
    r"mines?|nodes?|squares?|stars?|tents?|knights?|names?)\)",
    re.IGNORECASE,
)
_ROUNDED = re.compile(
    r"\(rounded(?: half up)?(?: to (?:(?:\d|one|two|three|four) (?:decimals?|decimal places?)|the nearest (?:integer|whole number)))?\)",
    re.IGNORECASE,
)
_TICKS, _CROSSES = "✓✔✅☑", "✗✘❌✕"
_PRAISE = re.compile(
    rf"\(?(?=[^\n]*\b(?:{'|'.join(en.PRAISE)})\b)"
    rf"(?:(?:{'|'.join((*en.PRAISE, *en.PRAISED))})\b,?[ \t]*+){{3,30}}+(?:\.?[ \t]*+[{_TICKS}]|\.\)?|\))",
    re.IGNORECASE,
)
"""A line under an answer that says it is right: `This satisfies all the constraints.` It ends in a full stop or a tick or stands in
brackets."""
_CHINESE_PRAISE = re.compile(
    r"\n\s*\(?(?=[^\n]*(?:满足|符合|成立))"
    r"[所有以上该此解答案网格填法每条个规则行列区域件约束要求数字均都全部已满足符合成立经验证检查后这且和与,]{4,40}+\.?\)?\Z"
    r"|(?<=\d)\s*\((?:结果)?(?:四舍五入,?)?(?:(?:保留|到|至)*[\d一二两三四]位小数)?\)\Z"
)
"""The same in Chinese, and how a number was rounded."""
LONGEST_COUNT, LONGEST_PRAISE = 45, 150
"""Characters of what is said in brackets behind an answer, and of a line under it."""
MAX_LAYERS = 8
"""Decorations taken off one inside another; honest answers have two or three."""
MAX_BRACES = 3_000
"""Pairs of braces inside a box; a large matrix has some hundreds."""


def plain(answer: str, chinese: Reader | None = GENERAL) -> str:
    """The answer without its decorations. Linear; never raises; unbalanced decorations stay and fail in the parser. chinese: reads Chinese
    words as English ones; None where the answer itself may be Chinese."""
    text = answer.strip()
    if undecorated(text):
        return text
    text = answer.replace("\r\n", "\n").replace("\r", "\n")
    if "\\u" in text:
        text = _ESCAPED.sub(lambda match: bytes.fromhex(match[0].replace("\\u", "")).decode("utf-16-be", "surrogatepass"), text)
    if not text.isascii():
        text = _QUOTED.sub(_quoted, text.translate(_TYPOGRAPHY)).strip()
        said = max(0, len(text) - LONGEST_PRAISE)
        text = text[:said] + _CHINESE_PRAISE.sub("", text[said:])
        if chinese:
            text = chinese.english(text.strip())
    if "<" in text:
        text = _HTML.sub(_unmarked, _NAMES.sub(r"\1\n|---|\n", text))
    text = text.strip()
    for _ in range(MAX_LAYERS):
        before = text
        text = _peel(text)
        if text == before:
            break
    return text


def undecorated(text: str) -> bool:
    """Whether nothing below can change a text, seen at its ends: it is ASCII without commands and tags, begins with a sign that opens no
    pair of marks or a word that begins no lead-in and no title, and ends in no full stop and no words in brackets."""
    if not text.isascii() or "\\" in text or "<" in text or "\r" in text or text.endswith("."):
        return False
    if text.endswith(")") and (text[-2:-1].isalpha() or text.endswith(".)")):
        return False
    first = text[:1]
    if first.isalpha():
        word = _FIRST_WORD.match(text)
        return word is not None and word[0].lower() not in _FIRST_WORDS
    return first not in _OPENING


def _quoted(match: re.Match[str]) -> str:
    return f'"{match[1]}"' if any(map(str.isalnum, match[1])) else match[0]


def _unmarked(tag: re.Match[str]) -> str:
    """Cells of an HTML table between bars, rows and breaks as lines."""
    mark = tag[0].lower()
    return " | " if mark.startswith(("</td>", "</th>")) and "<t" in mark[5:] else "\n" if mark.startswith(("<br", "</tr", "<li")) else ""


def _peel(text: str) -> str:
    for fence in ("```", "~~~"):
        if text.startswith(fence) and text.endswith(fence) and "\n" in text:
            # The first line holds the fence and the name of a language, if any.
            inner = text[text.index("\n") + 1 :].rstrip(fence[0]).strip()
            return text if fence in inner else inner
    lead = _LEAD.match(text)
    if not lead and "\n" in text:
        lead = _TITLE.match(text)
    elif not lead:
        lead = _LEAD_OF_A_LINE.match(text) or (_TITLE_BEFORE.match(text) if ":" in text else None)
    if lead:
        text = text[lead.end() :]
    if text.startswith("{") and text.endswith("}") and (opened := _JSON.match(text)):
        return _json_value(text, opened.end())
    text = _without_remarks(text)
    if "\\" in text:
        text = _LATEX_SPACE.sub(" ", _NO_SPACE.sub("", _COMMAND.sub(r"\1", _SIZED.sub("", text)))).strip()
        text = _unboxed(text)
    for start, end in _PAIRS if text.startswith(_OPENED) else ():
        if len(text) > len(start) + len(end) and text.startswith(start) and text.endswith(end):
            inner = text[len(start) : len(text) - len(end)]
            if end not in inner:
                return inner.strip()
    if text.startswith("*") and (slanted := _SLANTED.fullmatch(text)):
        return slanted[1]
    if text.endswith(".") and not text.endswith(("..", " .", "\n.", "\t.", ",.", "&.")):  # these may be signs of a grid
        text = text[:-1].rstrip()
    return text


def _json_value(text: str, start: int) -> str:
    """The one value of `{"answer": ...}`, as text; the whole text when there is more in it."""
    inner = text[start:-1].strip()
    if "{" not in inner and '"' not in inner:
        return inner  # a number, also one that JSON does not know, such as 3/4
    try:
        value, end = _JSON_VALUE(inner)
    except (ValueError, RecursionError):
        value, end = None, len(inner) if inner.startswith('"') and inner.count('"') == 2 and inner.endswith('"') else -1
    if end != len(inner):
        return text
    if isinstance(value, str) and not _NO_ESCAPE.search(inner):
        return value.strip()
    return inner[1:-1].strip() if inner.startswith('"') else inner


def _without_remarks(text: str) -> str:
    """Without one tick at the end or before a line ("24 ✓", "✓ 24", `\\checkmark`), a line under the answer that says it is right, and a
    count or how it was rounded in brackets ("A, B (2 labels)", "0.67 (rounded to two decimals)"), where something is left."""
    if "\n" in text and text.endswith((".", ")", *_TICKS)):
        line = text.rfind("\n", -LONGEST_PRAISE) + 1
        if line > 0 and _PRAISE.fullmatch(text, line):
            text = text[:line].rstrip()
    if text.endswith("\\checkmark") and text.count("\\checkmark") == 1:
        text = text.removesuffix("\\checkmark").rstrip() or text
    if not text.isascii() and len(text) > 1 and sum(map(text.count, _TICKS)) == 1 and not any(map(text.count, _CROSSES)):
        text = text.rstrip(_TICKS).rstrip() if "\n" in text else text.strip(_TICKS + " ")
    place = text.rfind("(", max(0, len(text) - LONGEST_COUNT)) if text.endswith(")") else -1
    if place > 0 and (_COUNT.fullmatch(text, place) or _ROUNDED.fullmatch(text, place)):
        text = text[:place].rstrip()
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
