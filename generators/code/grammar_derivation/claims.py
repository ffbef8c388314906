"""What grammars claim: their rules in words, what cheap policies win, and which grammars are the same puzzle."""

import re
from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.code.grammar_derivation import NONTERMINALS, canonical, cheap, several
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.code.grammar_derivation import LABELS, GrammarDerivation


def _grammar(problem: GrammarDerivation) -> str:
    """Every rule, in the order in which they stand."""
    lines = []
    for name in sorted({rule.left for rule in problem.rules}):
        bodies = (" ".join(rule.right) for rule in problem.rules if rule.left == name)
        lines.append(f"{name} -> {re.escape(' | '.join(bodies))}")
    return r"\n".join(lines)


def _words(problem: GrammarDerivation) -> str:
    if problem.ask != "words":
        return rf"\b{' '.join(problem.words[0])}\b"
    return r"\n".join(rf"\(?{label}[).:] {' '.join(word)}" for label, word in zip(LABELS, problem.words, strict=False))


def _asked(ask: str) -> Callable[[GrammarDerivation], bool]:
    return lambda problem: problem.ask == ask


RULES = (
    Rule("step", {"en": _grammar, "zh": _grammar}),
    Rule("word", {"en": _words, "zh": _words}),
    Rule("value", {"en": _words, "zh": _words}),
    Rule(
        "step",
        {"en": r"replaces the leftmost (nonterminal|placeholder|capital letter), and no other", "zh": r"只把最左边的非终结符换成"},
        _asked("derive"),
    ),
    Rule("step", {"en": r"begins with S", "zh": r"从 S 开始"}, _asked("derive")),
    Rule("value", {"en": r"cannot be derived at all, answer none", "zh": r"推导不出来，请回答“无”"}, _asked("derive")),
    Rule("word", {"en": r"any of them will do", "zh": r"任何一个都算对"}, _asked("derive")),
    Rule("format", {"en": r"joined by `=>`", "zh": r"用 `=>` 连接"}, _asked("derive")),
    Rule("value", {"en": r"(derivation|parse) trees", "zh": r"推导树"}, _asked("trees")),
    Rule("value", {"en": r"leftmost", "zh": r"最左"}, _asked("trees")),
    Rule("format", {"en": r"labels", "zh": r"标号"}, _asked("words")),
)

_NONE: tuple[float, ...] = (0.005,) * 10


def _absent(problem: GrammarDerivation) -> str:
    """That nothing can be derived; elsewhere the least number."""
    return "8" if problem.ask == "trees" else "none"


SHORTCUTS = (
    Shortcut("the rule that begins with the next letter, never taken back", cheap.by_next_letter, _NONE),
    Shortcut("the shortest rule that does not contradict the next letter", cheap.by_shortest, _NONE),
    Shortcut("the number of bracketings; the first half of the words; straight to the word", cheap.most_common, _NONE),
    Shortcut("first and last letters alone", cheap.by_ends, _NONE),
    Shortcut("which letters may be neighbours", cheap.by_neighbours, _NONE),
    Shortcut("none", _absent, (0.15, 0.15, 0.1, 0.08, 0.08, 0.08, 0.06, 0.06, 0.06, 0.06)),
)


def copies(problem: GrammarDerivation, rng: Random) -> Iterator[GrammarDerivation]:
    """Rules and words in another order; other names for nonterminals; letters exchanged."""
    yield replace(problem, rules=problem.rules[::-1], words=problem.words[::-1])
    others = list(NONTERMINALS[1:])
    rng.shuffle(others)
    names = str.maketrans(NONTERMINALS[1:], "".join(others))
    letters = str.maketrans("ab", "ba")
    for table in (names, letters):
        rules = tuple(replace(rule, left=rule.left.translate(table), right=rule.right.translate(table)) for rule in problem.rules)
        yield replace(problem, rules=rules, words=tuple(word.translate(table) for word in problem.words))


def different(problem: GrammarDerivation, rng: Random) -> Iterator[GrammarDerivation]:
    """Another word; one right side read backwards, where that gives another grammar."""
    for other in several(problem):
        if canonical(other) != canonical(problem):
            yield other
