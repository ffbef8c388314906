"""Text answers of mathematics whose kind nobody stated: numbers, sets, tuples, intervals, matrices, formulas, single words.

The kind is read off the gold answer, and each reader that can read it may accept, exactly: no tolerance, no text in place of a value.
Refused for: value.

* `50%` is never 0.5; where the gold answer has the sign, `50` will do. So with degrees.
* A gold answer with a base (`1011_2`) takes the same digits, with that base or none.
* Where the gold answer is irrational, a decimal will do that has six significant figures or more and is rightly rounded: `6.28319` for 2
  pi.
* A gold answer that no reader reads (prose, a general equation) needs a judge: `readable` says so, and nothing is scored but what
  `synth.verifiers.fallback` says where somebody switched it on."""

import re
from collections.abc import Callable
from functools import lru_cache

from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers import fallback
from synth.verifiers.extract import final_answer
from synth.verifiers.parsers import mathematics as read_as
from synth.verifiers.parsers.text import plain
from synth.verifiers.published import Extra, NoRule

Check = Callable[[str], bool]

JUDGE = (
    "no rule decides this row: its gold answer is prose or a general equation and needs a judge. "
    f"`synth ingest` sets such rows aside; {fallback.SWITCH}=1 asks math-verify"
)
MAX_GOLD = 2_000
FIGURES = 6
"""Significant figures of a decimal that stands for an irrational number."""
_BASE = re.compile(r"\(?[0-9A-Za-z]+\)?\s*_\s*\{?\s*(\d{1,2})\s*\}?")
_LABEL = re.compile(r"\s*([A-Za-z]\w{0,3}(?:_\w|_\{\w+\})?(?:\s*\(\s*[A-Za-z]\s*\))?)\s*=(?!=)")
_WORD = re.compile(r"[^\W\d_]+(?:[ '-][^\W\d_]+){0,2}")
_DECIMAL = re.compile(r"-?\d*\.(\d{1,40})")
_MEASURED = re.compile(
    r"((?:[^A-Za-z\\]|\\(?:pi|sqrt|[dt]?frac|times|cdot)(?![A-Za-z])){1,60}?)"
    r"(?:[\s~]*(?=\\)|\s+)(\\(?:text|mathrm|mbox)\s*\{[~\s]*[A-Za-z][^{}]{0,30}\}(?:\s*\^\s*\{?[23]\}?)?|[A-Za-z]{2,20}(?:\s*\^\s*\{?[23]\}?)?)"
)
_BRACKETED = re.compile(r"[(\[=]|langle|matrix")
"""What tells a tuple from a list whose order may be free."""
_DEGREES = re.compile(r"(?:\s*\^\s*\{?\\circ\}?|°|\\degree)\s*\Z")
_SCALE = re.compile(r"hundred|thousand|million|billion|trillion|dozen|percent|pairs?|or\b|and\b|times", re.IGNORECASE)
_COMMAND = re.compile(r"\\[A-Za-z]+")
_SPACING = re.compile(r"\\left|\\right|\\displaystyle|\\[,;:! ]|\s+|\$")
_STYLE = re.compile(r"\\(?:text|mathrm|mathbf|textbf|mbox|operatorname)\s*\{([^{}]*)\}")


def read(ground_truth: str) -> str:
    """Raises ValueError for what is no answer."""
    gold = ground_truth.strip()
    if len(gold) > MAX_GOLD:
        raise ValueError(f"expected an answer of at most {MAX_GOLD} characters")
    return gold


def judge(gold: str, completion: str, lenient: bool, extra: Extra) -> Verdict:
    """Raises NoRule for a gold answer that no reader reads, where `math-verify` is not switched on."""
    if not readable(gold) and not fallback.switched_on():
        raise NoRule(JUDGE)
    answer = final_answer(completion, lenient)
    if isinstance(answer, Verdict):
        return answer
    return ACCEPT if same(answer, gold) else refuse("value")


def shown(gold: str) -> str:
    return f"\\boxed{{{gold}}}" if gold.count("{") == gold.count("}") else f"<answer>{gold}</answer>"


def same(answer: str, gold: str) -> bool:
    """Does the answer say what the gold answer says?"""
    if normal(answer) == normal(gold):
        return True
    found = checks(gold)
    if found:
        return any(check(answer) for check in found)
    judge_of_last_resort = fallback.switched_on()
    return bool(judge_of_last_resort and judge_of_last_resort.verdict(plain(answer), gold))


def readable(gold: str) -> bool:
    """Whether a rule decides answers to it, however they are written."""
    return bool(checks(gold))


@lru_cache(maxsize=1024)
def checks(gold: str) -> tuple[Check, ...]:
    """What may accept an answer: one check for each way in which the gold answer can be read."""
    text = gold.strip().strip("$").strip()
    label = _LABEL.match(text)
    if label and text.count("=") == 1:
        named, text = label[1].replace(" ", ""), text[label.end() :].strip()
        return tuple(_unlabelled(check, named) for check in checks(text))
    if base := _BASE.fullmatch(text):
        return _in_base(text, int(base[1]))
    for kinds in (_nothing, _number, _measured, _ratio, _collection, _region, _formula, _word):
        if found := kinds(text):
            return found
    return ()


def _unlabelled(check: Check, name: str) -> Check:
    def checked(answer: str) -> bool:
        text = plain(answer)
        label = _LABEL.match(text)
        if label and label[1].replace(" ", "") != name:
            return False
        return check(text[label.end() :] if label else text)

    return checked


def _in_base(text: str, base: int) -> tuple[Check, ...]:
    try:
        known = read_as.in_base(text, base) if 2 <= base <= 36 else None
    except ValueError:
        known = None
    return () if known is None else (lambda answer: read_as.in_base(answer, base) == known,)


def _nothing(text: str) -> tuple[Check, ...]:
    return (read_as.no_solution,) if read_as.no_solution(text) else ()


def _number(text: str) -> tuple[Check, ...]:
    unit: read_as.Unit = "%" if text.endswith("%") else "°" if text.endswith(("°", "\\circ", "\\circ}", "degrees")) else ""
    if not _reads(lambda: read_as.same_value(text, text, unit)):
        return ()
    if _reads(lambda: read_as.rational(text, unit) is not None or not _irrational(text, unit)):
        return (lambda answer: read_as.same_value(_without_unit(answer), text, unit, finished=True),)
    return (lambda answer: read_as.same_value(_without_unit(answer), text, unit), lambda answer: _rounded(answer, text, unit))


def _without_unit(answer: str) -> str:
    """The number of `4 \\text{ cm}`, where the gold answer is 4: the question told the unit, and nobody can tell whether it is another one.
    A word that scales the number stays."""
    found = _MEASURED.fullmatch(plain(answer).strip("$ ")) if len(answer) < 200 else None
    number = found[1] if found and not _SCALE.search(found[2]) else answer
    number = _DEGREES.sub("", number)
    return re.sub(r"\A\s*0+(?=\d+\s*\Z)", "", number)  # as some contests write whole numbers: 073


def _measured(text: str) -> tuple[Check, ...]:
    """A number with a unit or of money: the same unit or none will do, another one will not."""
    if money := re.fullmatch(r"\\?\$\s*([\d.,{}]+)", text):
        inner = checks(money[1])
        return tuple(
            (lambda answer, check=check: check(re.sub(r"\A\s*\\?\$|(?:\s*dollars?|\\\$)\s*\Z", "", answer.strip()))) for check in inner
        )
    measured = _MEASURED.fullmatch(text)
    if not measured:
        return ()
    unit = normal(measured[2])

    def without(answer: str) -> str:
        found = _MEASURED.fullmatch(plain(answer).strip("$ "))
        return answer if not found else found[1] if normal(found[2]) == unit else found[2]  # a unit alone is no number

    return tuple((lambda answer, check=check: check(without(answer))) for check in _number(measured[1]))


def _ratio(text: str) -> tuple[Check, ...]:
    """Whole numbers parted by colons, up to a common factor."""
    if not re.fullmatch(r"\d{1,9}(?:\s*:\s*\d{1,9}){1,5}", text):
        return ()
    known = [int(part) for part in text.split(":")]

    def proportional(answer: str) -> bool:
        written = plain(answer).split(":")
        if len(written) != len(known) or not all(re.fullmatch(r"\s*\d{1,9}\s*", part) for part in written):
            return False
        return all(int(part) * known[0] == int(written[0]) * number for part, number in zip(written, known, strict=True))

    return (proportional,)


def _irrational(text: str, unit: read_as.Unit) -> bool:
    """Whether nothing but roots, pi and the like gives the number: no short decimal or fraction is it."""
    low = read_as.rounded(text, 40, unit)
    return not any(read_as.same_value(str(number), text, unit) for number in low)


def _rounded(answer: str, text: str, unit: read_as.Unit) -> bool:
    written = plain(answer).replace(",", "").lstrip("≈~ ").removeprefix("\\approx").strip()
    digits = _DECIMAL.fullmatch(written)
    if not digits or len(written.replace(".", "").lstrip("-0")) < FIGURES:
        return False
    return _reads(lambda: read_as.same_decimal(written, text, len(digits[1]), unit))


def _collection(text: str) -> tuple[Check, ...]:
    found: list[Check] = []
    if re.search(r"\\begin\{[bpvBV]?matrix\}", text):
        if _reads(lambda: read_as.same_matrix(text, text)):
            found.append(lambda answer: read_as.same_matrix(answer, text))
        if _reads(lambda: read_as.same_tuple(text, text)):
            found.append(lambda answer: read_as.same_tuple(answer, text))
    elif re.match(r"(?:\\left\s*)?[(\[]|\\langle", text) and _whole(text):
        if _reads(lambda: read_as.same_tuple(text, text)):
            found.append(lambda answer: read_as.same_tuple(answer, text) and _BRACKETED.search(answer) is not None)
        if _reads(lambda: read_as.same_union_of_intervals(text, text)):
            found.append(lambda answer: read_as.same_union_of_intervals(answer, text))
    elif re.search(r",|;|\\pm|\\emptyset|\\varnothing|\bor\b|\band\b|\\\{|^\{", text) and _reads(lambda: read_as.same_multiset(text, text)):
        found.append(lambda answer: read_as.same_multiset(answer, text))
    return tuple(found)


def _whole(text: str) -> bool:
    """Whether the first bracket closes at the end: `(1, 2)`, not `(1, 2), (3, 4)`."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign in "([") - (sign in ")]")
        if depth == 0 and sign in ")]":
            return place == len(text) - 1
    return False


def _region(text: str) -> tuple[Check, ...]:
    names = dict.fromkeys(re.findall(r"(?<![A-Za-z\\])[a-z](?![A-Za-z])", _COMMAND.sub(" ", text)))
    name = next(iter(names), "x")
    if not re.search(r"\\cup|\\infty|[<>≤≥∪∞]|\\[lg]eq?\b|\\in\b", text) or len(names) > 1:
        return ()
    if not _reads(lambda: read_as.same_union_of_intervals(text, text, name)):
        return ()
    return (lambda answer: read_as.same_union_of_intervals(answer, text, name),)


def _formula(text: str) -> tuple[Check, ...]:
    if _WORD.fullmatch(text) and len(text) > 1:
        return ()
    letters = sorted(set(re.findall(r"[A-Za-z]", _COMMAND.sub(" ", _STYLE.sub(" ", text)))) - {"e"})
    letters = [letter for letter in letters if letter != "i"] or letters  # 2 + 3i is a formula in i
    if not letters or len(letters) > 6 or re.search(r"[=<>]", text):
        return ()
    if _reads(lambda: read_as.same_rational_function(text, text, letters)):
        return (lambda answer: read_as.same_rational_function(answer, text, letters),)
    if _reads(lambda: read_as.same_function(text, text, letters, 1, 2)):
        return (lambda answer: read_as.same_function(answer, text, letters, 1, 2),)
    return ()


def _word(text: str) -> tuple[Check, ...]:
    word = _STYLE.sub(r"\1", text).strip(" .()")
    if not _WORD.fullmatch(word):
        return ()
    return (lambda answer: _STYLE.sub(r"\1", plain(answer)).strip(" .()").casefold() == word.casefold(),)


def _reads(reads: Callable[[], bool]) -> bool:
    """Whether a reader can read the gold answer, which it says by an exception."""
    try:
        return reads()
    except (ValueError, ArithmeticError, RecursionError):
        return False


def normal(text: str) -> str:
    """A text without what LaTeX allows in it for its looks; equal answers may differ in it, different ones are not equal in it."""
    text = _STYLE.sub(r"\1", plain(text)).replace("\\dfrac", "\\frac").replace("\\tfrac", "\\frac").replace("\\%", "%")
    text = re.sub(r"\^\{?\\circ\}?|\\degree", "°", text).replace("\\le ", "\\leq ").replace("\\ge ", "\\geq ")
    return _SPACING.sub("", re.sub(r"(?<=\d)\s+(?=\d)", "_", text)).strip(".").removeprefix("+")
