"""The one query of an answer: the last fenced block, or the whole text where nothing is fenced. Nothing is run here."""

import re

from synth.verifiers.parsers import programs

LONGEST = 4_000
"""Characters of a query; a right one takes a tenth of it."""
DEEPEST = 30
_TOKEN = re.compile(
    r"\s++|--[^\n]*+|/\*.*?\*/|'(?:[^']|'')*+'|\"[^\"]*+\"|`[^`]*+`|\[[A-Za-z_]\w*+\]|[A-Za-z_]\w*+|\d[\w.]*+|<=|>=|<>|!=|==|\|\||[-+*/%<>=(),.;]",
    re.DOTALL | re.ASCII,
)
_LEAD = re.compile(
    r"\A\s*+(?:(?:here is |here's )?(?:the |my )?(?:sql |final ){0,2}query(?: is)?|查询(?:语句)?(?:如下|是|为)?)\s?[:：]\s*+",
    re.IGNORECASE,
)
_START = re.compile(r"(?<![\w`\"'])(?:SELECT|WITH)\s", re.IGNORECASE)
_REFUSED = frozenset("recursive pragma attach detach insert update delete create drop alter vacuum explain".split())


def query(answer: str) -> str | None:
    """The text of one SELECT, without what stands around it; None where the answer holds none."""
    return programs.code(_LEAD.sub("", answer.replace("；", ";"), count=1), is_query, _START, "sql")


def is_query(text: str) -> bool:
    """Whether a text is one SELECT, with or without WITH, as far as its words tell."""
    text = text.strip()
    if len(text) > LONGEST:
        return False
    at = depth = 0
    words: list[str] = []
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found:
            return False
        token, at = found[0], found.end()
        if token.isspace() or token.startswith(("--", "/*")):
            continue
        depth += (token == "(") - (token == ")")
        if not 0 <= depth <= DEEPEST or (words and (words[-1] == ";" or words[-1] + token == "</")):
            return False  # deep, several queries, or a tag
        words.append(token.lower())
    return depth == 0 and words[:1] in (["select"], ["with"]) and "select" in words and not _REFUSED & set(words)
