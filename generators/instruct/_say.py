"""Constraints in words: each kind has several wordings in each language, in `_sayings_<language>.md`.

A wording that holds `It` or `it` can speak of any part of a reply; one that does not speaks of the whole."""

import re
from collections.abc import Sequence
from functools import cache
from random import Random
from typing import Any

from jinja2 import Template

from synth.generators.prompts import compiled
from synth.generators.registry import ROOT
from synth.verifiers.instruct._check import MANY, Check
from synth.verifiers.instruct._letters import NumberCount
from synth.verifiers.instruct._order import Ascending
from synth.verifiers.instruct._rules import AsGiven, At, Each, IfGiven, Inside, Where
from synth.verifiers.instruct._words import EndsWith, OwnSentences

_SCOPED, _SUBJECT = re.compile(r"\b[Ii]t\b"), re.compile(r"\bIt\b")
Wording = tuple[Template, int]
"""A template, and whether it speaks of the whole only (0), of any one part (1) or, as its subject, of every part (2)."""


@cache
def _sayings(language: str) -> tuple[dict[str, Any], dict[str, tuple[Wording, ...]]]:
    """The shared words, as functions, and for each kind its wordings."""
    head, *sections = re.split(r"^## ", (ROOT / f"instruct/_sayings_{language}.md").read_text("utf-8"), flags=re.MULTILINE)
    module = compiled(head).module
    shared = {name: getattr(module, name) for name in dir(module) if not name.startswith("_")}
    found = dict[str, tuple[Wording, ...]]()
    for section in sections:
        kind, *lines = section.strip().split("\n")
        found[kind] = tuple((compiled(line.removeprefix("- "), shared), _reach(line)) for line in lines)
    return shared, found


def _reach(line: str) -> int:
    return 2 if _SUBJECT.search(line) else 1 if _SCOPED.search(line) else 0


def sentence(check: Check, rng: Random, language: str, it: str = "", several: bool = False) -> str:
    """One constraint in a sentence; `it` is the part that it is about, the whole text by default, or `several` parts."""
    shared, _ = _sayings(language)
    match check:
        case At():
            return sentence(check.rule, rng, language, shared["at"](check.unit, check.at))
        case Each():
            return sentence(check.rule, rng, language, shared["every"](check.unit, check.but), several=True)
        case Inside():
            return sentence(check.rule, rng, language, shared[check.within](check.separator))
        case Where():
            return _where(check, rng, language)
        case IfGiven():
            return _branches(check, rng, language)
    name = "ends_with mark" if isinstance(check, EndsWith) and not any(map(str.isalnum, check.phrase)) else check.kind
    return _said(name, rng, language, it, 2 if several else bool(it), c=check)


def _said(name: str, rng: Random, language: str, it: str = "", reach: int = 0, **values: object) -> str:
    shared, found = _sayings(language)
    wordings = [template for template, far in found[name] if far >= reach] or [template for template, far in found[name] if far]
    template = wordings[rng.randrange(len(wordings))]
    it = it or shared["whole"]()
    return template.render(It=it[:1].upper() + it[1:], it=it, **values).strip()


def _where(check: Where, rng: Random, language: str) -> str:
    condition = _said(f"when {check.having.kind}", rng, language, c=check.having)
    shared = _sayings(language)[0]
    having, others = shared["having"](check.unit, condition), shared["others"](check.unit)
    gap = "" if language == "zh" else " "
    said = sentence(check.rule, rng, language, having, True), sentence(check.otherwise, rng, language, others, True)
    return gap.join((*said, shared["both"](check.unit)))


def _branches(check: IfGiven, rng: Random, language: str) -> str:
    shared = _sayings(language)[0]
    cases = [(conditions(case.given, case.either, rng, language), sentence(case.rule, rng, language)) for case in check.cases]
    return shared["branches"](cases, sentence(check.otherwise, rng, language))


def conditions(given: Sequence[Check], either: bool, rng: Random, language: str) -> str:
    """What a text does that keeps these constraints, or one of them: `contains a comma and has 3 sentences`."""
    said = [_said(f"when {one.kind}", rng, language, c=one) for one in given]
    return _sayings(language)[0]["joined_conditions"](said, either)


def ordinal(language: str) -> Any:
    """`(number) -> word`: `second`."""
    return _sayings(language)[0]["ordinal"]


def request(checks: Sequence[Check], rng: Random, language: str) -> dict[str, object]:
    """What a request for a text says of its constraints, of which the first is that each detail has a sentence of its own: details and
    rules in any order, and how things are counted."""
    own, _, *rules = checks
    assert isinstance(own, OwnSentences)
    facts = list(own.phrases)
    rng.shuffle(facts)
    rng.shuffle(rules)
    said = [sentence(rule, rng, language) for rule in rules]
    return {"facts": facts, "beside": own.beside, "rules": said, "notes": [note(unit, rng, language) for unit in units(checks)]}


def note(unit: str, rng: Random, language: str) -> str:
    """How something is counted: words, sentences, paragraphs, lines, bullets."""
    return _said(f"note {unit}", rng, language)


def innermost(check: Check) -> list[Check]:
    """The constraint with those that it is put together of."""
    match check:
        case At() | Each() | Inside():
            return [check, check.rule]
        case Where():
            return [check, check.having, check.rule, check.otherwise]
        case IfGiven():
            inner = [rule for case in check.cases for rule in (*case.given, *innermost(case.rule))]
            return [check, *inner, *innermost(check.otherwise)]
    return [check]


COUNTS_WORDS = frozenset("word_count distinct_words no_word_twice no_repeated_run by_length longer long_words word_at".split())


def counts_numbers(check: Check) -> bool:
    """Whether it matters how many numbers there are in `10:30`, or which comes first; not where there must be some, or none."""
    if isinstance(check, NumberCount):
        return check.most > 0 and (check.least, check.most) != (1, MANY)
    return isinstance(check, Ascending) or (isinstance(check, AsGiven) and check.of == "numbers")


def units(checks: Sequence[Check]) -> list[str]:
    """What these constraints count, in the order in which it is explained."""
    found = set[str]()
    for check in [one for outer in checks for one in innermost(outer)]:
        found |= {"words"} if check.kind in COUNTS_WORDS or getattr(check, "counts", "") == "words" else set()
        found |= {str(getattr(check, name)) for name in ("unit", "of", "counts") if hasattr(check, name)}
        found |= {"sentences"} if check.kind == "own_sentences" else set()
        found |= {"numbers"} if counts_numbers(check) else set()
        found |= {"numbered"} if check.kind == "numbered" else set()
    return [unit for unit in ("words", "numbers", "sentences", "paragraphs", "lines", "bullets", "numbered") if unit in found]
