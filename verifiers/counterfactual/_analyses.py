"""The Analysis of one option: what of its prose can be judged by its form and by the premises' worlds.

Judged are premise numbers (`By [2], ...`), the conclusion (`So this option must be true`), worlds that show an option to be open (`all
premises can be true while the gate is open, which makes it true, and also while ..., with all else the same, which makes it false`), and
steps `By [2], X.`, `Then X.`, `There are two cases, by [2].`, `Say first that X.`, `Say instead that X.` and `That cannot be, by [3].` of a
proof. Everything else is prose."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from synth.verifiers.counterfactual._worlds import Stand, meet, patterns

MAX_ANALYSIS = 12_000
"""Characters of one analysis whose cases and steps are read; the rest is read for numbers and the conclusion alone."""

MAX_CASES, MAX_WAYS = 4, 4
"""Cases of an open option that are looked at, and ways to read one that another case is told by."""

Reader = Callable[[str], list[int]]
"""`(clause) -> the worlds in which it is true`, in each way to read it; empty where it can't be read: `the gate is open and the well is
not deep`."""

_NUMBER = re.compile(r"\[(\d{1,3}(?: ?, ?\d{1,3})*+)\]")
_ASIDE = re.compile(
    r"\b(?:irrelevant|not relevant|unrelated|not needed|no bearing|does not matter|do not matter|no use|says? nothing|do(?:es)? not help)\b"
)
_SUPPOSED = re.compile(r"\b(?:suppose|assume|assuming|say|if|were)\b")
_OPEN = re.compile(
    r"\b(?:leaves? (?:this|it|the option|this option)|(?:this|the) option (?:is left|is|stays|remains)) (?:open|undecided|undetermined)\b"
    r"|\bpremises (?:do not|cannot|don't) (?:settle|decide|determine)\b|\boption may be (?:either )?true or false"
)
_FALSE = re.compile(
    r"\boption (?:must be|has to be|is(?: therefore| thus| so| hence)?) false|\bmakes this option false"
    r"|\boption (?:is ruled out|can(?:no|')t be true|is impossible)"
)
_TRUE = re.compile(
    r"\boption (?:must be|has to be|is(?: therefore| thus| so| hence)?) true|\bmakes this option true"
    r"|\boption (?:follows|is proved|is proven|is entailed|can(?:no|')t be false)"
)
_ENDS: tuple[tuple[Stand, re.Pattern[str]], ...] = (("neither", _OPEN), ("contradicts", _FALSE), ("supports", _TRUE))
_ELSE_SAME = re.compile(r"[,;]? (?:with )?(?:all|everything) else (?:is |being )?(?:the same|as before|unchanged)$")
_CASE = re.compile(r"\bwhile ((?:(?!\bwhile\b|[,;]? which makes)[^.])++)[,;]? which makes (?:it|this option|the option) (true|false)")


def cited(analysis: str) -> Iterator[tuple[int, str]]:
    """Every premise number, with the sentence where it stands."""
    for sentence in _sentences(analysis):
        for numbers in _NUMBER.findall(sentence):
            for number in numbers.split(","):
                yield int(number), sentence


def concluded(analysis: str) -> Stand | None:
    """What the analysis says of the option, in its last sentence that says so and supposes nothing; None where none does."""
    for sentence in reversed(_sentences(analysis.lower())):
        if not _SUPPOSED.search(sentence):
            for stand, words in _ENDS:
                if words.search(sentence):
                    return stand
    return None


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s", text.strip())


_STEP = re.compile(
    r"(?:by (\[[\d, ]++\](?:(?:, and|,| and) \[[\d, ]++\])*+), |(then |say first that |say instead that ))([^.]+)\.?", re.IGNORECASE
)
_CASES = re.compile(r"there are (?:two|three|four|five|six) cases, by (\[[\d, ]++\])\.?", re.IGNORECASE)
_DEAD = re.compile(
    r"(?:that|this) (?:cannot|can't) be, by ([\[\]\d, ]++(?:and [\[\]\d, ]++)?)\.?|that goes against what was supposed\.?", re.IGNORECASE
)
_OPTION = re.compile(r"(?:suppose|assume)(?: for a moment)?(?: that)? this option (?:were|is|was) (true|false)\.?", re.IGNORECASE)


def _steps_hold(analysis: str, premises: Sequence[int], option: int, every: int, read: Reader) -> bool:
    """Whether each step follows from the premises it names and the sentences before it, as far as all sentences up to it can be read.
    A sentence in other words ends the reading: what it supposes, later ones may rest on. Premises named before count as well, unless they
    clash already, or anything would follow."""
    said = named = every  # the worlds left by the sentences, and by the premises that they name as well
    cases: list[tuple[int, int, int]] = []  # what was left before each case, as above, and what the cases so far leave out
    for sentence in _sentences(analysis[:MAX_ANALYSIS]):
        if supposed := _OPTION.fullmatch(sentence):
            way = option if supposed[1].lower() == "true" else every & ~option
            said, named = said & way, named & way
            continue
        dead, step = _DEAD.fullmatch(sentence) or _CASES.fullmatch(sentence), _STEP.fullmatch(sentence)
        match = dead or step
        if match is None:
            return True
        numbers = re.findall(r"\d+", match[1] or "")
        if any(len(number) > 3 or not 1 <= int(number) <= len(premises) for number in numbers):
            return False
        cited = meet((premises[int(number) - 1] for number in numbers), every)
        named &= cited
        if dead:
            if dead.re is _CASES:
                said &= cited
            elif said & cited and named:
                return False
            else:
                said = 0
            continue
        ways = read(match[3])
        if not ways:
            return True
        how = (match[2] or "").lower()
        if how.startswith("say ") and len(ways) > 1:
            return True  # which atom is meant can't be told
        if how == "say first that ":
            cases.append((said, named, said & ~ways[0]))
        elif how == "say instead that ":
            while cases and not cases[-1][2]:
                cases.pop()
            if said or not cases:
                return not said
            said, named, out = cases.pop()
            cases.append((said, named, out & ~ways[0]))
        else:
            ways = [way for way in ways if not said & cited & ~way or (named and not named & ~way)]
            if not ways:
                return False
        said, named = said & ways[0], named & ways[0]
    return True


class Judged(NamedTuple):
    """reason: the fault, or nothing. shown: whether an open option's two worlds were read and suffice, or the reasons name every premise
    that was identified."""

    reason: str
    shown: bool


def judge(analysis: str, stand: Stand, numbers: Sequence[int], premises: Sequence[int], option: int, every: int, read: Reader) -> Judged:
    """The first of: cites (a premise that is not there, or that is not among the ones identified nor said not to matter), conclusion
    (another one than the finding), step (of a proof, does not follow), world
    (a case that the premises rule out, or that does not make the option what it says)."""
    for number, sentence in cited(analysis):
        aside = stand == "neither" or number in numbers or _ASIDE.search(sentence.lower())
        if not 1 <= number <= len(premises) or not aside:
            return Judged("cites", False)
    said = concluded(analysis)
    if said not in (None, stand):
        return Judged("conclusion", False)
    if stand != "neither" and not _steps_hold(analysis, premises, option, every, read):
        return Judged("step", False)
    if stand != "neither":
        mentioned = {number for number, _ in cited(analysis)}
        return Judged("", mentioned.issuperset(numbers))
    return _worlds_hold(analysis, meet(premises, every), option, every, read)


def _worlds_hold(analysis: str, left: int, option: int, every: int, read: Reader) -> Judged:
    """Whether the cases of an open option can be; shown where two of them, by what they say alone, make all premises true and the option
    true and false."""
    seen: set[str] = set()
    before: list[int] = []
    for case, truth in _CASE.findall(analysis[:MAX_ANALYSIS])[:MAX_CASES]:
        ways = read(_ELSE_SAME.sub("", case))
        if ways and _ELSE_SAME.search(case):
            ways = [_moved(one, way, every) for one in before[:MAX_WAYS] for way in ways[:MAX_WAYS]]
        side = left & (option if truth == "true" else ~option)
        possible = [way for way in ways if left & way and not left & way & ~side]
        if ways and not possible:
            return Judged("world", False)
        before = [way for way in possible if not way & ~side]
        if before:
            seen.add(truth)
    return Judged("", len(seen) == 2)


def _moved(worlds: int, way: int, every: int) -> int:
    """The worlds with the atoms that the other ones settle as they are there."""
    for atom, true in enumerate(patterns(every.bit_length().bit_length() - 1)):
        if not way & true or not way & ~true:
            worlds |= (worlds & true) >> (1 << atom) | (worlds & ~true) << (1 << atom)
    return worlds & way


_DROPPED = frozenset("a an the not do does did so".split())
_FORMS = {"have": "has", "are": "is", "were": "was", "isn't": "is not", "cannot": "can not"}
_ENDING = re.compile(r"(?:i?es|e?d|s|e|y)+$")


def stems(text: str) -> tuple[str, ...]:
    """Words without endings, articles and denials, so that `is a medic` and `are not medics` are alike."""
    words = [_FORMS.get(word, word) for word in re.findall(r"[a-z0-9'-]+", text.lower())]
    return tuple(_ENDING.sub("", word) or word for word in words if word not in _DROPPED and not word.endswith("n't"))


def denies(text: str) -> bool:
    return re.search(r"\bnot\b|\w+n't\b", text.lower()) is not None


def within(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether the words stand in the text one after the other."""
    return f" {' '.join(part)} " in f" {' '.join(whole)} "
