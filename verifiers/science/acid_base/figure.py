"""How models write a pH or a pKa: a bare number, behind a name and perhaps a formula."""

import re

from synth.verifiers.parsers import quantities

_NAME = re.compile(
    r"(?:\\(?:mathrm|text|textrm|operatorname)\s{0,3}\{\s{0,3})?p\s?(?:H|K)(?:\s?\}?_?\s?\{?(?:\\(?:mathrm|text)\s?\{)?\s?a\b\}{0,2})?\}?"
    r"\s{0,3}(?:value\b|值)?\s{0,3}(?:of(?=\s{1,3}[\d≈~])|[:：](?=\s{0,3}[\d≈~]))?\s{0,3}"
)
_SIDES = re.compile(r"=|≈|\\approx(?![a-z])|\\simeq(?![a-z])")


def figure(answer: str) -> str:
    """A pH or pKa as the parser of quantities reads it: its name is `pH` in all spellings, and formulas between the name and the last side
    (`pH = -log(0.020) = 1.70`) are left out. Numbers between stay, and have to agree."""
    if len(answer) > quantities.MAX_LENGTH:
        return answer
    if "pOH" in answer and "pH" not in answer:
        return ""
    text = _NAME.sub("pH ", answer)
    text = re.sub(r"pH (?:is |= ?)?(?:about|approximately|approx\.?|roughly|around) ", "pH = ", text)
    text = re.sub(r"\A([*$\s]{0,6})(?:the )?final pH", r"\1pH", text, flags=re.IGNORECASE)
    text = re.sub(r"pH (?:of|at) the [a-z ]{1,30}(?::|=|≈| is )", "pH = ", re.sub(r"pH (?=[\u4e00-\u9fff])", "pH", text))
    text = re.sub(
        r"\s?[(（](?:保留[两二]位小数|(?:rounded )?(?:to )?(?:two|2) decimal places)[)）](?=\W{0,3}\Z)|\s?\(pH \)(?=\W{0,3}\Z)", "", text
    )
    text = re.sub(r"\A([*$\s]{0,6}(?:[Tt]he )?)pH (?=[\d.~≈])", r"\1", text)
    first, *middle = _SIDES.split(text)
    if len(middle) < 2 or not re.fullmatch(r"\W{0,6}pH\W{0,3}", first):
        return text
    return " = ".join([first, *(side for side in middle[:-1] if not re.search(r"log|lg|\d\s?[-+*/×]|pH", side)), middle[-1]])
