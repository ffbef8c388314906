"""Answers that name wrong steps, as models write them: `step 12`, `Steps 3 and 5`, `第3步`, or a way to say that there is none."""

import re

from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.text import plain

MAX_LENGTH = 2_000
"""Characters of an answer after its decorations are off."""

_STEPS = r"(?:steps?|lines?|errors?|mistakes?)"
_NONE = re.compile(
    rf"(?:there (?:are|is) )?no(?: wrong| incorrect)? {_STEPS}(?: (?:is|are) wrong)?"
    rf"|(?:all|every)(?: of)?(?: the)? {_STEPS} (?:is|are) (?:right|correct)"
    rf"|none(?: of (?:the )?{_STEPS})?(?: (?:is|are) wrong)?"
)
_LABEL = re.compile(
    rf"\A(?:the )?(?:(?:first|only) )?(?:(?:wrong|incorrect|erroneous|faulty|false)(?: ones?)?(?: {_STEPS})?|(?:error|mistake)s?)"
    r"(?: (?:are|is|occurs|comes|lies))?(?: in| at)?(?: the)? ?[:=]? ?"
)
_TAIL = re.compile(r" ?(?:is|are)?(?: the)?(?: first)? ?(?:wrong|incorrect|false) ?\.?\Z")
_BLANKS = re.compile(r"[ \t]+")
_STEP = re.compile(r"\b(?:(?:at )?(?:steps?|positions?)|lines?|rows?|numbers?)\b[ :#]*|\A(?:[a-z] ?)?= ?|#(?=\d)|(?<=\d)\.0(?!\d)")
_FIRST = re.compile(r"(?:第一|首|最早)(?:个|处|次)?(?=错|出错|有错|出现错)|最早(?=[错出有])")
_CHINESE = Reader(
    WORDS
    | dict.fromkeys(("没有错误", "没有错误的步骤", "没有错的步骤", "没有出错的步骤", "没有错", "没有步骤出错"), "none")
    | dict.fromkeys(("没有出错", "没有任何错误", "全部正确", "全都正确", "都正确", "所有步骤都正确", "每一步都正确", "都没有错"), "none")
    | dict.fromkeys(("错误的步骤", "出错的步骤", "错误步骤", "错的步骤", "有错的步骤", "错误的行", "出错的行"), "wrong")
    | dict.fromkeys(("出错的", "错误", "出错", "错的", "有错"), "wrong")
    | {"步骤": "step", "是": "is", "为": "is", "有": "is", "在": "in", "出现在": "in"}
)


def named(answer: str) -> str:
    """The answer in lower case without its lead-in and the word for step: `3, 5` for `The wrong steps are: step 3, step 5.`, `none` where
    no step is named. Empty when it is too long."""
    text = plain(_FIRST.sub("", answer) if len(answer) <= MAX_LENGTH else answer, _CHINESE)
    if len(text) > MAX_LENGTH:
        return ""
    text = _LABEL.sub("", _BLANKS.sub(" ", text.lower().replace("*", "")).lstrip())
    if _NONE.fullmatch(text.strip(" .")):
        return "none"
    text = _BLANKS.sub(" ", _STEP.sub(" ", text)).strip()
    return _TAIL.sub("", text).removesuffix(" .")  # a Chinese full stop behind a word that was read
