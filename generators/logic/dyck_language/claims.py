"""What Dyck language claims: its rules in words, what cheap policies win, and which problems are the same puzzle.

The policies leave out what the task is there for: the stack of all brackets still open, in their order."""

import re
from collections import Counter
from collections.abc import Iterator
from random import Random

from synth.generators.logic._brackets import other_kinds, used
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic._brackets import CLOSER, OPENER, PAIRS
from synth.verifiers.logic.dyck_language import DyckLanguage


def _shown(problem: DyckLanguage) -> str:
    return rf"\n({re.escape(problem.prefix)}|{re.escape(' '.join(problem.prefix))})\n"


def _pairs(problem: DyckLanguage) -> str:
    return r"(   |; | and |, |，|；|、)".join(re.escape(" ".join(pair)) for pair in used(problem.prefix))


RULES = (
    Rule("prefix", {"en": _shown, "zh": _shown}),
    Rule("match", {"en": _pairs, "zh": _pairs}),
    Rule("match", {"en": r"opening one first|\(opening, closing\)|the left one opens", "zh": r"左边的是开括号|（开括号在前）"}),
    Rule(
        "match",
        {
            "en": r"closes the most recently opened bracket that is still open, and has to be of the same kind"
            r"|the last bracket opened must be closed first, by its own partner"
            r"|takes the top one off, which must be its partner"
            r"|closed in the reverse of the order in which they were opened, each by its own partner",
            "zh": r"最后打开的括号最先关闭，而且左右必须是同一种"
            r"|都与它前面最近的、还没有关闭的开括号配成一对，两者必须同种"
            r"|按与打开相反的顺序关闭，各由同种的闭括号关闭",
        },
    ),
    Rule(
        "prefix",
        {
            "en": r"what is there stays as it is|only add brackets at its end|continue it behind its last bracket|append brackets",
            "zh": r"只能在末尾添加|已有的部分不能改动|接在它的末尾",
        },
    ),
    Rule(
        "open",
        {
            "en": r"every bracket is closed|no bracket stays open|the pile is empty in the end|nothing is left open",
            "zh": r"所有括号都已?关闭|没有一个括号还开着|全部关闭",
        },
    ),
    Rule(
        "fewest",
        {
            "en": r"as few brackets as possible|the fewest brackets|the smallest number of brackets|no more brackets than it takes",
            "zh": r"尽可能少|最少的括号|越少越好",
        },
    ),
    Rule(
        "format",
        {
            "en": r"or the added brackets alone|it is also fine to give only what you added"
            r"|both the full sequence and the new brackets alone",
            "zh": r"也可以只写|只写添加的括号也可以",
        },
    ),
)


def _mirror(opened: str) -> str:
    return "".join(CLOSER[bracket] for bracket in reversed(opened))


def _last_run(problem: DyckLanguage) -> str:
    """The opening brackets behind the last closing one, mirrored."""
    return _mirror(problem.prefix[max(map(problem.prefix.rfind, OPENER)) + 1 :]) or ")"


def _counted(problem: DyckLanguage) -> str:
    """The surplus of each kind, closed together, the kind opened last first."""
    counts = Counter(problem.prefix)
    kinds = sorted(used(problem.prefix), key=lambda pair: -problem.prefix.rfind(pair[0]))
    return "".join(pair[1] * (counts[pair[0]] - counts[pair[1]]) for pair in kinds)


def _erased_once(problem: DyckLanguage) -> str:
    """Neighbours that match erased once (until nothing changes it would be solving); of the rest, the opening brackets mirrored."""
    text = re.sub("|".join(map(re.escape, PAIRS)), "", problem.prefix)
    return _mirror("".join(bracket for bracket in text if bracket in CLOSER)) or ")"


def _short_stack(problem: DyckLanguage) -> str:
    """A stack that forgets all but the last four open brackets."""
    stack = ""
    for bracket in problem.prefix:
        stack = (stack + bracket)[-4:] if bracket in CLOSER else stack[:-1]
    return _mirror(stack) or ")"


def _alternating(problem: DyckLanguage) -> str:
    """As many as are open, all of the kind that is open most."""
    counts = Counter(problem.prefix)
    surplus = {pair[1]: counts[pair[0]] - counts[pair[1]] for pair in PAIRS}
    return max(surplus, key=lambda closer: surplus[closer]) * sum(surplus.values())


SHORTCUTS = (
    Shortcut("the opening brackets at the end mirrored", _last_run, (0.16, 0.05, 0.02, *(0.01,) * 7)),
    Shortcut("the surplus of each kind, kind by kind", _counted, (0.55, 0.46, 0.22, 0.06, 0.04, *(0.02,) * 5)),
    Shortcut("neighbours that match erased once", _erased_once, (0.42, 0.14, 0.04, *(0.01,) * 7)),
    Shortcut("a stack that forgets all but four brackets", _short_stack, (0.75, 0.38, 0.09, *(0.01,) * 7)),
    Shortcut("as many as are open, of one kind", _alternating, (0.12, 0.11, 0.05, *(0.01,) * 7)),
)


def copies(problem: DyckLanguage, rng: Random) -> Iterator[DyckLanguage]:
    """Other kinds of brackets for the same sequence."""
    for _ in range(3):
        yield DyckLanguage(problem.prefix.translate(other_kinds(rng)))


def different(problem: DyckLanguage, rng: Random) -> Iterator[DyckLanguage]:
    """One more open bracket; a pair of brackets in front."""
    yield DyckLanguage(problem.prefix + rng.choice(PAIRS)[0])
    yield DyckLanguage(rng.choice(PAIRS) + problem.prefix)
