"""Completion -> the one final answer.

Tags count in any case, and the end-of-text tokens of samplers are left out. Thought is cut off first (all up to the last `</think>`; a
thought still open has no answer after it). Then the first of these that is there decides, and within it the last one:
`<answer>...</answer>`, `\\boxed{...}`, a fenced block. Two of a kind that stand side by side ("\\boxed{1} or \\boxed{2}") and differ are a
hedge. Many samplers stop at `</answer>` and cut it off, so an `<answer>` that stays open counts up to the end when none is closed and no
box or block comes after it. Elements that hold nothing, or no more than a remark on the tags ("between <answer> and </answer> tags"), do
not count. All steps are linear in the length of the completion.
"""

import re
from collections import deque

from synth.schemas.verdict import Verdict, refuse

MAX_ANSWER = 100_000
"""Characters of a final answer; a longer one is refused unread."""

MISSING, HEDGED, TOO_LONG = refuse("missing"), refuse("hedged"), refuse("length")

_TAG = re.compile(r"<(/?)(answer|think)>", re.IGNORECASE | re.ASCII)
_END_TOKENS = (
    *("<|im_end|>", "<|endoftext|>", "<|end_of_text|>", "<|eot_id|>", "<|end|>", "<|return|>", "</s>", "<eos>", "<end_of_turn>"),
    "<｜end▁of▁sentence｜>",
)
_REMARK = re.compile(r"<answer>\s*+[`'\"]?\s*+(?:and|or|to|\.\.\.|…|tags)?\s*+[`'\"]?\s*+</answer>", re.IGNORECASE)
"""An element that answers nothing."""
_JOINT = re.compile(r"[\s,;/|$.*]*(?:(?:or|and|alternatively|else)\b)?[\s,;:/|$.*]*", re.IGNORECASE)
_FENCE = re.compile(r"^[ \t]*+(`{3,}+|~{3,}+)[^\n`]*+$", re.MULTILINE)
_BOX = re.compile(r"\\(?:boxed|fbox)\s*+\{")
_BRACE = re.compile(r"\\[{}]|[{}]")


_SAID = re.compile(
    r"(?:^|(?<=[\s*]))(?:the\s++)?(?:(?:final|correct)\s++)?answer(?:\s++is\b|\s*+[:=])\s*+[:=]?"
    r"|(?:最终|正确)?答案(?:是|为)?\s*+[:：]?",
    re.IGNORECASE,
)


def final_answer(completion: str, lenient: bool = False) -> str | Verdict:
    """The text of the final answer, or the verdict (missing, hedged, length) when there is not exactly one. lenient: where no element, box
    or block holds one, what stands behind the last `Final answer:` or `The answer is`, up to the end, counts."""
    found = _marked(completion)
    if not lenient or found is not MISSING:
        return found
    text = _after_thought(_TAG.sub(lambda tag: tag[0].lower(), without_end_tokens(completion)))
    said = next(iter(deque(_SAID.finditer(text), maxlen=1)), None)
    answer = text[said.end() :].strip().removeprefix("**").strip() if said else ""
    return TOO_LONG if len(answer) > MAX_ANSWER else answer or MISSING


def _marked(completion: str) -> str | Verdict:
    text = _after_thought(_TAG.sub(lambda tag: tag[0].lower(), without_end_tokens(completion)))
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
        token = next((token for token in _END_TOKENS if text.endswith(token)), None)
        if token is None:
            break
        text = text.removesuffix(token).rstrip()
    return text


def _after_thought(text: str) -> str:
    end = text.rfind("</think>")
    if end >= 0:
        text = text[end + len("</think>") :]
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
