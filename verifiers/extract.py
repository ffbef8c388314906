"""Completion -> the one final answer.

Tags count in any case and with blanks in them, and the end-of-text tokens of samplers are left out. Thought is cut off first (all up to
the last `</think>`; a thought still open has no answer after it). Then the first of these that is there decides, and within it the last:
`<answer>...</answer>`, `\\boxed{...}`, a fenced block. Two of a kind that differ and stand side by side ("\\boxed{1} or maybe \\boxed{2}",
two bullets) are a hedge. Many samplers stop at `</answer>` and cut it off, so an `<answer>` that stays open counts up to the end when none
is closed and no box or block comes after it. Elements that hold nothing, or no more than a remark on the tags ("between <answer> and
</answer> tags"), do not count. All steps are linear in the length of the completion.
"""

import re

from synth.schemas.verdict import Verdict, refuse
from synth.verifiers.parsers.words import en

MAX_ANSWER = 100_000
"""Characters of a final answer; a longer one is refused unread."""

MISSING, HEDGED, TOO_LONG = refuse("missing"), refuse("hedged"), refuse("length")

_TAG = re.compile(r"<\s{0,2}(/?)\s{0,2}(answer|think)\s{0,2}>", re.IGNORECASE | re.ASCII)
_TAGS = ("<answer>", "</answer>", "<think>", "</think>")
"""The tags as they are looked for; others are brought to this form."""
_THINK = re.compile(r"<\s{0,2}/?\s{0,2}think\s{0,2}>", re.IGNORECASE | re.ASCII)
_END_TOKENS = (
    *("<|im_end|>", "<|endoftext|>", "<|end_of_text|>", "<|eot_id|>", "<|end|>", "<|return|>", "</s>", "<eos>", "<end_of_turn>"),
    "<｜end▁of▁sentence｜>",
)
_MARKS = r"[\s`'\"*,/.…&]*+"
_REMARK = re.compile(
    rf"<answer>{_MARKS}(?:(?:and(?:\s++then)?|or|to|with|tags?|your\s++(?:final\s++)?answer(?:\s++here)?)\b{_MARKS}|[和与或到、]{_MARKS})?</answer>",
    re.IGNORECASE,
)
"""An element that answers nothing."""
_JOINT = re.compile(
    rf"(?:[^\w<✗✘❌✕]|_|\d{{1,2}}[.):]|(?:{'|'.join(en.JOINTS)})\b(?: \d{{1,2}}\b)?|或者?|也?可能是?|也可以是?|还是)*+", re.IGNORECASE
)
"""What may stand between two answers that are offered side by side; a cross or other words take the first one back. No list of such words
is whole, and none has to be: where this one misses a hedge the last answer counts, so offering several earns no more than offering one."""
_FENCE = re.compile(r"^[ \t]*+(`{3,}+|~{3,}+)[^\n`]*+$", re.MULTILINE)
_BOX = re.compile(r"\\(?:boxed|fbox)\s*+\{")
_BRACE = re.compile(r"\\[{}]|[{}]")

_SAID = re.compile(
    rf"(?:^|(?<=[.!?:。！？：]\s)|(?<=[。！？：]))[ \t*_#>-]*+(?:(?:{'|'.join(en.SO)}),?\s++)?"
    r"(?:the\s++)?(?P<final>final\s++)?(?:correct\s++)?"
    r"answer(?:\s++is\b|\*{0,2}[ \t]*+[:=])\s*+[:=]?"
    r"|(?:^|(?<=[.!?。！？，：]))[ \t*_#>-]*+(?:(?:所以|因此|故|综上|于是|那么)[,，:：]?\s*+)?"
    r"(?P<last>最终)?(?:正确)?答案(?:是|为|\*{0,2}[ \t]*+[:：])\s*+[:：]?",
    re.IGNORECASE | re.MULTILINE,
)
"""What leads in an answer at the beginning of a sentence. Elsewhere ("I doubt that the answer is 3") it does not give one."""


def final_answer(completion: str, lenient: bool = False) -> str | Verdict:
    """The text of the final answer, or the verdict (missing, hedged, length) when there is not exactly one. lenient: where no element, box
    or block holds one, what stands behind the last `Final answer:` or `The answer is`, up to the end, counts. An earlier one that differs
    makes it a hedge, unless only the last is called final."""
    text = without_end_tokens(completion)
    text = text[_thought(text) :]  # what is cut off need not be read
    opened, closed = text.find("<answer>"), text.find("</answer>")
    if 0 <= opened < closed and text.count("<") == 2 and not _REMARK.match(text, opened):  # one element and no other tag, as nearly always
        return _last_of(text, [(opened, opened + len("<answer>"), closed, closed + len("</answer>"))])
    if text.count("<") != sum(map(text.count, _TAGS)):
        text = _TAG.sub(lambda tag: f"<{tag[1]}{tag[2].lower()}>", text)
    text = _after_thought(text)
    found = _marked(text)
    return _said(text) if lenient and found is MISSING else found


def whole_reply(completion: str) -> str | Verdict:
    """The whole completion but for thought and end-of-text tokens, for tasks in which all that is written is judged (tags, fences and
    lead-ins are part of it); or the verdict (missing, length) when nothing is left, or too much."""
    text = _after_thought(_THINK.sub(lambda tag: "".join(tag[0].lower().split()), without_end_tokens(completion))).strip()
    return TOO_LONG if len(text) > MAX_ANSWER else text or MISSING


def _said(text: str) -> str | Verdict:
    said = list(_SAID.finditer(text))
    if not said:
        return MISSING
    answer = _bare(text[said[-1].end() :])
    if len(answer) > MAX_ANSWER:
        return TOO_LONG
    ends = (following.start() for following in said[1:])
    earlier = [_bare(text[one.end() : end]).removesuffix(".") for one, end in zip(said, ends, strict=False)]
    final = [bool(one["final"] or one["last"]) for one in said]
    if any(other != answer.removesuffix(".") for other in earlier) and (any(final[:-1]) or not final[-1]):
        return HEDGED
    return answer or MISSING


def _bare(text: str) -> str:
    text = text.strip()
    return text[2:].lstrip() if text.startswith("**") and text.count("**") % 2 else text  # the end of a bold lead-in


def _marked(text: str) -> str | Verdict:
    tags = _tags(text)
    if tags:
        return _last_of(text, tags)
    boxes, fences = _boxes(text), _fences(text)
    open_ = text.rfind("<answer>")
    if open_ >= max(end for *_, end in ((0,), *boxes, *fences)) and "</answer>" not in text[open_:]:
        return _last_of(text, [(open_, open_ + len("<answer>"), len(text), len(text))])
    return _last_of(text, boxes or fences) if boxes or fences else MISSING


def without_end_tokens(text: str) -> str:
    """The text without what samplers leave at its end: `3<|im_end|>`, `</s>`."""
    text = text.rstrip()
    for _ in range(4):
        if not text.endswith(_END_TOKENS):
            break
        token = next(token for token in _END_TOKENS if text.endswith(token))
        text = text.removesuffix(token).rstrip()
    return text


def _thought(text: str) -> int:
    """Where the text goes on behind its last `</think>`."""
    end = text.rfind("</think>")
    return end + len("</think>") if end >= 0 else 0


def _after_thought(text: str) -> str:
    text = text[_thought(text) :]
    start = text.find("<think>")
    return text if start < 0 else text[:start]


def _last_of(text: str, spans: list[tuple[int, int, int, int]]) -> str | Verdict:
    """spans: at most the last two, each (outer start, inner start, inner end, outer end)."""
    _, start, end, _ = spans[-1]
    if end - start > MAX_ANSWER:
        return TOO_LONG
    answer = without_end_tokens(text[start:end]).strip()
    if len(spans) > 1:
        _, before_start, before_end, before_outer = spans[-2]
        between = _REMARK.sub("", text[before_outer : spans[-1][0]])  # else an empty element would hide a hedge
        differs = text[before_start:before_end].strip() != answer
        if differs and len(between) < 100 and _JOINT.fullmatch(between):
            return HEDGED
    return answer


def _tags(text: str) -> list[tuple[int, int, int, int]]:
    """The last two `<answer>` elements. A closing tag is looked for after each opening one; an opening tag without it does not count."""
    spans: list[tuple[int, int, int, int]] = []
    limit = len(text)
    while len(spans) < 2:
        close = text.rfind("</answer>", 0, limit)
        open_ = text.rfind("<answer>", 0, close) if close >= 0 else -1
        if open_ < 0:
            break
        # The element ends at its first closing tag.
        first_close = text.find("</answer>", open_)
        if not _REMARK.match(text, open_):
            spans.append((open_, open_ + len("<answer>"), first_close, first_close + len("</answer>")))
        limit = open_
    return spans[::-1]


def _boxes(text: str) -> list[tuple[int, int, int, int]]:
    """The last two `\\boxed{...}` with balanced braces."""
    spans: list[tuple[int, int, int, int]] = []
    limit = len(text)
    for start, inner in reversed([match.span() for match in _BOX.finditer(text)]):
        end = _closing_brace(text, inner, limit)
        if end is not None:
            spans.append((start, inner, end, end + 1))
            if len(spans) == 2:
                break
        limit = start
    return spans[::-1]


def _closing_brace(text: str, start: int, limit: int) -> int | None:
    depth = 1
    for match in _BRACE.finditer(text, start, limit):
        if match.group() == "{":
            depth += 1
        elif match.group() == "}":
            depth -= 1
            if depth == 0:
                return match.start()
    return None


def _fences(text: str) -> list[tuple[int, int, int, int]]:
    """The last two closed fenced blocks."""
    spans: list[tuple[int, int, int, int]] = []
    opened: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        if opened is None:
            opened = match
        elif match.group(1)[:3] == opened.group(1)[:3] and len(match.group(1)) >= len(opened.group(1)):
            spans = [*spans[-1:], (opened.start(), opened.end(), match.start(), match.end())]
            opened = None
    return spans
