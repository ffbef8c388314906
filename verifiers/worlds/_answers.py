"""Answers about a world as models write them: a name or an alias of it, a year of an era, a number, a set of names, or Unknown."""

import re
from collections.abc import Mapping

from synth.schemas.problem import kept
from synth.verifiers.parsers.abstention import abstains
from synth.verifiers.parsers.chinese import LeadIns
from synth.verifiers.parsers.numbers import integer
from synth.verifiers.parsers.text import plain
from synth.verifiers.worlds._query import All, Answer, Count, Gap, Pick, ends
from synth.verifiers.worlds._told import Told
from synth.verifiers.worlds._world import year_of

MAX_LENGTH = 1_500
"""Characters of an answer after its decorations are off."""
CHINESE = LeadIns()
_KIND = re.compile(
    r"(?:the |a |an )?(?:(?:town|city|guild|house|book|river|trade|family)(?: is|:)? (?:of |called |named )?(?:the )?)?(.+?)"
    r"(?: (?:guild|river|house|family)| \((?:town|guild|house|book|river|trade)\))?",
    re.IGNORECASE,
)
_ALONE = re.compile(r"(.+)")
_AFTER_KIND = re.compile(r"(?:the |a )?(?:town|city|guild|house|book|river|trade|family)(?: is|:)? (?:of |called |named )?(?:the )?(.+)")
_QUOTES = re.compile(r"[\"'`《》“”]")
_KIND_ZH = re.compile(r"(?:(?:城镇|行会|家族|河流|书籍?|手艺)是?)?\s*(.+?)\s*(?:城|镇|行会|会|家族|家|河|书)?")
_TWO_NAMES = re.compile(
    r" ?[(/] ?|\)|,? (?=also |aka |a\.k\.a|known as )"
    r"|(?:\b(?:also )?(?:known as|called)|\baka|\ba\.k\.a\.) |,? ?(?:又名|又叫|也叫|别名|即)[:：]? ?"
)
"""What stands between a name and another one of the same, as in `Tamsin (also known as Brask)`."""
_BULLET = re.compile(r"^[ \t]*(?:(?:[-*•]|\d{1,3}[.)])[ \t]+|\d{1,3}[、,][ \t]*)", re.MULTILINE)
_PARTS = re.compile(r"[,;\n、&]|\band\b|(?<=[\u4e00-\u9fff])\s*(?:和|与|以及|及)\s*(?=[\u4e00-\u9fff])", re.IGNORECASE)
_UNIT = re.compile(
    r"\s*(?:years?|people|persons?|books?|towns?|guilds?|houses?|rivers?|trades?|members?|"
    r"年|个(?:人|行会|家族)?|位|人|本书?|座(?:城镇)?|条河?|门(?:手艺)?|种)\Z",
    re.IGNORECASE,
)
_LINKS = re.compile(r"[,;:()]| - ")
"""What may stand between a year and its era: `Orvan era: year 12`, `year 12 (Orvan era)`."""
_YEAR_EN = re.compile(
    r"(?:in )?(?:the )?(?:year |yr\.? )?(\d{1,4})(?:st|nd|rd|th)?(?: year)? (?:of |in )?(?:the )?([A-Za-z]+)(?: era| age)?", re.IGNORECASE
)
_YEAR_BACK = re.compile(r"(?:the )?([A-Za-z]+)(?: era)? (?:year |yr\.? )?(\d{1,4})", re.IGNORECASE)
_YEAR_ZH = re.compile(r"于?([\u4e00-\u9fff]+?)(?:纪元?)?的?\s*第?\s*(\d{1,4})\s*年?")


@kept
def names(problem: Told) -> Mapping[str, int]:
    """Names and aliases, in small letters, with what they name."""
    found = {name.casefold(): entity for entity, name in enumerate(problem.names)}
    return found | {alias.name.casefold(): alias.of for alias in problem.aliases}


def entity(problem: Told, text: str) -> int | None:
    """What a text names, with an article or its kind or without, or by both its names: `the guild of the Silver Wheel`,
    `the book "Blue River"`, `Tamsin (also called Brask)`."""
    bare = " ".join(_QUOTES.sub(" ", text).strip(" .*").casefold().split())
    if (found := _named(problem, bare)) is not None:
        return found
    both = [part.strip() for part in _TWO_NAMES.split(bare) if part.strip()]
    one, *others = {_named(problem, part) for part in both} or {None}
    return one if len({*both}) == len(both) == 2 and not others else None


def _named(problem: Told, bare: str) -> int | None:
    known = names(problem)
    for pattern in (_ALONE, _AFTER_KIND, _KIND, _KIND_ZH):
        if (found := pattern.fullmatch(bare)) and found[1] in known:
            return known[found[1]]
    return None


def year(problem: Told, text: str) -> int | None:
    """The year that a text names: `year 12 of the Orvan era`, `Orvan 12`, `奥凡纪12年`."""
    if len(text) > 80:
        return None
    text = " ".join(_LINKS.sub(" ", text).split())
    if found := _YEAR_EN.fullmatch(text):
        return year_of(problem.eras, found[2], int(found[1]))
    if found := _YEAR_BACK.fullmatch(text):
        return year_of(problem.eras, found[1], int(found[2]))
    found = _YEAR_ZH.fullmatch(text)
    return year_of(problem.eras, f"{found[1]}纪", int(found[2])) if found else None


def wanted(problem: Told) -> str:
    """The kind of the answer: a kind of entities, `year`, `number` or `set`."""
    query = problem.query
    if isinstance(query, All):
        return "set"
    if isinstance(query, Gap | Count):
        return "number"
    kind = query.start.kind if isinstance(query.start, Pick) else problem.kinds[query.start]
    return ends(kind, query.path)


def read(problem: Told, answer: str) -> Answer | str:
    """The answer that a text gives, `unknown` where it abstains, and `format` where it cannot be read."""
    if abstains(answer):
        return "unknown"
    text, kind = plain(answer, CHINESE).strip("*"), wanted(problem)
    if not text or len(text) > MAX_LENGTH:
        return "format"
    if kind == "number":
        number = integer(_UNIT.sub("", text))
        return "format" if number is None else ("number", number)
    if kind == "year":
        found = year(problem, text)
        return "format" if found is None else ("year", found)
    if kind == "set":
        parts = [part for part in _PARTS.split(_BULLET.sub("", text).strip("\\[]{}() ")) if part.strip()]
        members = [entity(problem, part) for part in parts]
        if not members or None in members or len(set(members)) < len(members):
            return "format"
        return "set", frozenset(member for member in members if member is not None)
    one = entity(problem, text)
    return "format" if one is None else (problem.kinds[one], one)
