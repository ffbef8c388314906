"""Answers about tables: numbers and words, several of them parted by `|`, in any order. Refused for the first of: count, value.

* A number is read with its currency, commas, percent sign and accountants' brackets taken off: `$1,234`, `(12.5)` is -12.5. Nothing is
  worked out.
* It must be the gold number, or that number rightly rounded to three significant figures or more: `0.286` for 0.285714, never 2018 for
  2020.
* `15%` is 15 hundredths, and 15 where the gold answer is 15 or more than 1; a gold answer of `15%` may be answered by 15 and by 0.15.
* Everything else is compared as text, in any case: `10:30`, `2019-2020`, `Ontario`."""

import re
from fractions import Fraction

from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.extract import final_answer
from synth.verifiers.parsers.text import plain
from synth.verifiers.published import Extra

LEAST_FIGURES = 3
MAX_PARTS = 200
_NUMBER = re.compile(
    r"(?P<open>\()?\s*(?P<sign>-)?\s*(?:us|a|c|hk)?\s*\\?[$€£¥]?\s*(?P<minus>-)?\s*"
    r"(?P<whole>\d{1,3}(?:(?:,|\{,\})\d{3})+|\d{1,40})?(?:\.(?P<part>\d{0,40}))?(?:e(?P<power>[+-]?\d{1,3}))?\s*(?P<percent>\\?%|percent)?\s*(?P<close>\))?",
    re.IGNORECASE,
)


def read(ground_truth: str) -> tuple[str, ...]:
    """Raises ValueError for what has no part."""
    parts = tuple(part.strip() for part in ground_truth.split("|") if part.strip())
    if not parts or len(parts) > MAX_PARTS:
        raise ValueError("expected an answer, or several parted by |")
    return parts


def judge(gold: tuple[str, ...], completion: str, lenient: bool, extra: Extra) -> Verdict:
    answer = final_answer(completion, lenient)
    if isinstance(answer, Verdict):
        return answer
    parts = [part for part in plain(answer).split("|") if part.strip()]
    if len(parts) != len(gold):
        return refuse("count")
    waiting = list(gold)
    for part in parts:
        match = next((one for one in waiting if same(part, one)), None)
        if match is None:
            return refuse("value")
        waiting.remove(match)
    return ACCEPT


def shown(gold: tuple[str, ...]) -> str:
    return (
        f"\\boxed{{{' | '.join(gold)}}}"
        if all(part.count("{") == part.count("}") for part in gold)
        else f"<answer>{'|'.join(gold)}</answer>"
    )


def same(answer: str, gold: str) -> bool:
    """Does one part say what one gold part says?"""
    if _text(answer) == _text(gold):
        return True
    known, found = _number(gold), _number(answer)
    if known is None or found is None:
        return False
    value, unit, figures, percent = found
    exact, _, _, gold_percent = known
    readings = [(value, unit)] if not percent or abs(exact) > 1 else []
    readings += [(value / 100, unit / 100)] if percent else []
    golds = [exact, exact / 100] if gold_percent else [exact]
    return any(one == other or (figures >= LEAST_FIGURES and abs(one - other) <= step / 2) for one, step in readings for other in golds)


def _text(part: str) -> str:
    return " ".join(plain(part).casefold().replace("\\%", "%").replace("\\$", "$").replace("\\&", "&").strip(" .\"'").split())


def _number(part: str) -> tuple[Fraction, Fraction, int, bool] | None:
    """The number, a unit of its last figure, its significant figures, and whether it is a percentage; None for what is no number."""
    text = plain(part).strip()
    found = _NUMBER.fullmatch(text)
    if not found or not (found["whole"] or found["part"]) or bool(found["open"]) != bool(found["close"]):
        return None
    whole, digits = re.sub(r"[,{}]", "", found["whole"] or "0"), found["part"] or ""
    power = Fraction(10) ** int(found["power"] or 0)
    number = Fraction(int(whole + digits), 10 ** len(digits)) * power
    negative = bool(found["open"]) or bool(found["sign"] or found["minus"])
    figures = len((whole + digits).lstrip("0"))
    return (-number if negative else number), Fraction(1, 10 ** len(digits)) * power, figures, bool(found["percent"])
