"""Which of the lettered options an answer names, as models write it: `B`, `(b)`, `b.`, `**B**`, `Option B`, `B) its own text`, or the
option's own text exactly (up to case, blanks, quotes around it and the final stop).

Two letters, a hedge, and a letter with another option's text name nothing.
"""

import re
from collections.abc import Sequence

from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers.abstention import abstains
from synth.verifiers.parsers.text import plain

LETTERS = "ABCDEFGHIJ"
_LEAD = re.compile(
    r"(?:(?:so|therefore|thus|hence),?\s++)?(?:i\s++(?:would\s++)?(?:choose|pick|select)\s++)?"
    r"(?:only\s++)?(?:the\s++)?(?:(?:final|correct|right|best)\s++)?(?:(?:answer|option|choice|statement|sentence|letter)\b\s*+)?"
    r"(?:(?:that|which)\s++(?:must|has\s++to)\s++be\s++true\s*+)?(?:(?:is|:|=)\s*+)?"
    r"(?:(?:the\s++)?(?:option|choice|statement|letter)\s*+:?\s*+)?",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[\s*_`\"'(\[{<]*+([a-j])(?![^\W_])[\s*_`\"')\]}>]*+(?:[.:,;)=-]?[\s*_`\"')\]}>]*+)", re.IGNORECASE)
_PRAISE = re.compile(
    r"(?:is|would be) (?:the )?(?:only )?(?:correct|right|best|true|one)?(?: ?(?:answer|option|choice|one|statement))?"
    r"|(?:only )?(?:(?:must|has to) be true|follows|is entailed)|only"
)
_NONE = re.compile(
    r"none|(?:there is )?no(?: such)? option|no option (?:must|has to) be true"
    r"|(?:unknown(?:[:;,.]| -)? \(?)?(?:none|no one) of (?:the )?"
    r"(?:above|them|these|(?:four |given )?(?:options|statements|sentences|four))"
    r"(?: (?:must|has to|have to|need) be true| is entailed| is a necessary consequence| follows?)?"
)
_AROUND = " \t\n\"'`*_()[]{}"
SLACK = 200
"""Characters that an answer may have beyond the longest option: a lead-in, the letter, decorations."""


def letter(answer: str, options: Sequence[str]) -> int | None:
    """The place of the one option that the answer names, or None. Linear; never raises. options: at most ten, in letter order."""
    text = plain(answer)
    if len(text) > SLACK + 2 * max(map(len, options), default=0):
        return None
    bare = same(text)
    matches = {place for place, option in enumerate(options) if bare in (same(option), same(plain(option)))}
    for start in {0, _LEAD.match(text).end()}:  # type: ignore[union-attr]  # every part of it is optional
        match = _LETTER.match(text, start)
        place = LETTERS.index(match[1].upper()) if match else len(options)
        if match and place < len(options):
            rest = same(text[match.end() :])
            if not rest or rest in (same(options[place]), same(plain(options[place]))) or _PRAISE.fullmatch(rest):
                matches.add(place)
    return matches.pop() if len(matches) == 1 else None


def unknown(answer: str) -> bool:
    """Whether the answer says that no option is the one: `none of the options`, or `Unknown` as all tasks read it."""
    text = plain(answer)
    return abstains(answer) or (len(text) <= SLACK and _NONE.fullmatch(same(text)) is not None)


def judge(answer: str, options: Sequence[str], right: int | None) -> Verdict:
    """The verdict on a letter, an option's text or Unknown. right: the place of the right option, None when Unknown is right."""
    if unknown(answer):
        return ACCEPT if right is None else refuse("value")
    named = letter(answer, options)
    if named is None:
        return refuse("format")
    return ACCEPT if named == right else refuse("value")


def same(text: str) -> str:
    """The text up to case, blanks, what is around it and the final stop: equal for texts that a reader takes for the same."""
    return " ".join(text.casefold().split()).strip(_AROUND).removesuffix(".").rstrip(_AROUND)
