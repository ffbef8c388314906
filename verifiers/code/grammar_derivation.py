"""Grammars: derive a word from a context-free grammar step by step, count its derivation trees, or say which words can be derived at all.

Refused for the first of: format (not a list of sentential forms over the grammar's symbols, not a number, not labels), step (a derivation
that does not begin with S, or a step that does not replace the leftmost nonterminal by one of its right sides), word (a derivation that
ends elsewhere), value (the wrong number or labels, or `none` for a word that can be derived). Any leftmost derivation
of the word is right."""

import re
from itertools import pairwise
from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Frozen, Problem, kept
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers import lists, numbers
from synth.verifiers.parsers.chinese import GENERAL, WORDS, Reader
from synth.verifiers.parsers.text import plain

START = "S"
LABELS = "ABCDEFGH"
LONGEST = 16
"""Letters of a word; of each of several words at most LONGEST_OF_SEVERAL."""
LONGEST_OF_SEVERAL = 11
COUNT = 128
"""Bits of a number of trees. A tree over LONGEST letters uses at most 31 rules, of 16 that there are: fewer than 2**124."""
_MASK = (1 << COUNT) - 1
MOST_CHARACTERS = 4_000
"""Characters of an answer."""
_ARROW = re.compile(r"={1,2}>|-{1,2}>|[⇒→⟹⟶]|\\(?:Rightarrow|rightarrow|to|implies)(?![a-zA-Z])|\n")
_LEAD = re.compile(r"(?:(?:the|a|one) )?(?:leftmost )?derivation(?: of [a-z ]{1,40})?(?: is)?\s?:\s*", re.IGNORECASE)
_READER = Reader(
    WORDS
    | dict.fromkeys(("最左推导", "推导", "推导过程", "最左推导过程"), "derivation")
    | dict.fromkeys(("一个推导是", "一个推导为", "一个最左推导是", "一个最左推导为"), "derivation")
    | dict.fromkeys("无法推导 不能推导 不能推导出来 无法推导出来 推导不出 推导不出来".split(), "none")
    | dict.fromkeys("无解 没有推导 不存在这样的推导 不存在推导".split(), "none")
)
_ABSENT = re.compile(
    r"none|no (?:leftmost )?derivation(?: exists)?|not derivable|there is no (?:leftmost )?derivation"
    r"|(?:(?:the word|it|[a-c ]{1,40}) )?(?:cannot|can't|can not) be derived(?: from s)?",
    re.IGNORECASE,
)
_FRAME = re.compile(r"\\(?:begin|end)\{[a-z*]{1,12}\}|\\\\|&|\([S-X]\s?(?:->|→)[ S-Xa-c]{1,12}\)")
"""What frames a derivation of several lines: LaTeX's alignment, and the rule of a step in brackets."""
_NUMBER = re.compile(r"\A\s*(?:step )?\d{1,2}[.):]\s*", re.IGNORECASE)
_SPELLED = "zero one two three four five six seven eight nine ten eleven twelve".split()
_COUNT = rf"(\d{{1,9}}|(?:{'|'.join(_SPELLED)})\b)"
_TREES_SAID = re.compile(
    rf"(?:(?:there (?:are|is)|it has|the word has|一?共?有|共)\s?)?{_COUNT}\s?(?:different |distinct )?(?:derivation |parse |leftmost )?"
    r"(?:trees?|derivations?|ways?|棵[^\d]{0,8}|种(?:不同)?的?(?:过程|方法)?|个(?:不同)?的?(?:最左)?推导)[.。]?"
    rf"|there are {_COUNT}[.。]?"
    rf"|(?:the )?number of (?:different )?(?:derivation |parse |leftmost )?(?:trees|derivations)(?: is|:|=)\s?{_COUNT}[.。]?"
    r"|(?:这个串的)?(?:推导树|语法树)的?(?:棵数|个数|数量|数目)(?:是|为|:)\s?(\d{1,9})[.。]?",
    re.IGNORECASE,
)


_WORDS_SAID = re.compile(
    r"\A(?:(?:the )?(?:words?|labels?|strings?)(?: that can be (?:derived|got))?(?: (?:are|is))?:?\s|derivable(?: (?:words|strings))?:\s"
    r"|(?:能|可以)(?:推导|得到)出?来?的?(?:串|标号)?(?:是|为|有|:| yes )\s*)",
    re.IGNORECASE,
)


_DERIVABLE = re.compile(r"(?<=[\s,])(?:words? )?(?:can be (?:derived|generated)|(?:are|is) derivable)(?: from s)?[.。]?\Z", re.IGNORECASE)


class Rule(Frozen, frozen=True):
    """A nonterminal and what may stand in its place."""

    left: Annotated[str, Meta(pattern=r"\A[S-X]\Z")]
    right: Annotated[str, Meta(pattern=r"\A(?:[a-c]|[S-Xa-c]{2,4})\Z")]
    """One letter, or two to four symbols: so no rule shortens, and none only renames."""


class GrammarDerivation(Problem, frozen=True):
    """rules: of a grammar with the start S; words: one for derive and trees, several for words."""

    ask: Literal["derive", "trees", "words"]
    """derive: a leftmost derivation of the word, or that there is none; trees: how many derivation trees it has; words: which words can be
    derived, by their labels A, B, ..."""
    rules: Annotated[tuple[Rule, ...], Meta(min_length=2, max_length=16)]
    words: Annotated[
        tuple[Annotated[str, Meta(min_length=1, max_length=LONGEST, pattern=r"\A[a-c]+\Z")], ...], Meta(min_length=1, max_length=8)
    ]

    def __post_init__(self) -> None:
        if len(set(self.rules)) < len(self.rules):
            raise ValueError("a rule stands there twice")
        if {symbol for rule in self.rules for symbol in rule.right if symbol.isupper()} - {rule.left for rule in self.rules}:
            raise ValueError("a nonterminal has no rule")
        if (self.ask == "words") != (len(self.words) > 1) or len(set(self.words)) < len(self.words):
            raise ValueError("several different words where it is asked which, else one")
        if self.ask == "words" and max(map(len, self.words)) > LONGEST_OF_SEVERAL:
            raise ValueError("a word is too long")


def trees(rules: tuple[Rule, ...], word: str) -> int:
    """How many derivation trees a word has; 0 where it cannot be derived."""
    return _Ways(rules, word).of(START, 0) >> COUNT * len(word)


class _Ways:
    """In how many ways symbols derive a part of a word, for all ends of the part at once: a number with COUNT bits for each end. So one
    multiplication joins one way to derive the first symbol with all ways to derive the others behind it."""

    def __init__(self, rules: tuple[Rule, ...], word: str) -> None:
        self.word = word
        self._letters = [(rule.left, rule.right) for rule in rules if rule.right[0].islower()]
        self._others: dict[str, list[tuple[str, str]]] = {rule.left: [] for rule in rules}
        """By the nonterminal with which bodies begin: what they stand for, and what follows it in them."""
        for rule in rules:
            if rule.right[0].isupper():
                self._others[rule.right[0]].append((rule.left, rule.right[1:]))
        self._rows: dict[int, dict[str, int]] = {}
        self._known: dict[tuple[str, int], int] = {}

    def of(self, symbols: str, start: int) -> int:
        """Of symbols one after another, from `start` on."""
        first, rest = symbols[0], symbols[1:]
        if start + len(symbols) > len(self.word):
            return 0
        if first.islower():
            if self.word[start] != first:
                return 0
            return self.of(rest, start + 1) if rest else 1 << COUNT * (start + 1)
        if not rest:
            return self._row(start).get(first, 0)
        key = (symbols, start)
        if key not in self._known:
            found, left, middle = 0, self._row(start).get(first, 0) >> COUNT * (start + 1), start + 1
            while left:
                if count := left & _MASK:
                    found += count * self.of(rest, middle)
                left, middle = left >> COUNT, middle + 1
            self._known[key] = found
        return self._known[key]

    def _row(self, start: int) -> dict[str, int]:
        """Of each nonterminal, from `start` on. What ends at a place is complete when its turn comes, for each symbol takes a letter."""
        if start in self._rows:
            return self._rows[start]
        found: dict[str, int] = {}
        for left, body in self._letters:
            if body[0] == self.word[start] and (ways := self.of(body, start)):
                found[left] = found.get(left, 0) + ways
        for middle in range(start + 1, len(self.word)):
            at = COUNT * middle
            for first, count in [(left, count) for left, ways in found.items() if (count := ways >> at & _MASK)]:
                for left, rest in self._others[first]:
                    if ways := self.of(rest, middle):
                        found[left] = found.get(left, 0) + count * ways
        self._rows[start] = found
        return found


@kept
def counts(problem: GrammarDerivation) -> tuple[int, ...]:
    """For each of the problem's words the number of its derivation trees."""
    return tuple(trees(problem.rules, word) for word in problem.words)


def _derivation(answer: str) -> list[str] | None:
    """The sentential forms, without blanks; empty where it is said that there is none; None where the answer is something else."""
    if len(answer) > MOST_CHARACTERS:
        return None
    text = plain(answer.replace("&gt;", ">"), _READER)
    if lead := _LEAD.match(text):
        text = plain(text[lead.end() :], None)
    if _ABSENT.fullmatch(text.strip(" .")):
        return []
    forms = [re.sub(r"\s", "", _NUMBER.sub("", part)) for part in _ARROW.split(_FRAME.sub(" ", text))]
    forms = [form for form in forms if form]
    return forms if len(forms) > 1 and all(re.fullmatch(r"[S-Xa-c]+", form) for form in forms) else None


def is_step(rules: tuple[Rule, ...], before: str, after: str) -> bool:
    """Whether one form becomes the other by replacing its leftmost nonterminal."""
    place = next((place for place, symbol in enumerate(before) if symbol.isupper()), -1)
    if place < 0:
        return False
    return any(rule.left == before[place] and before[:place] + rule.right + before[place + 1 :] == after for rule in rules)


_LETTER = re.compile("[a-c]")


def _without_words(problem: GrammarDerivation, answer: str) -> str:
    """`A, C` for `A: a b, C: b b`: the words themselves, behind the labels that they have."""
    if len(answer) > MOST_CHARACTERS:
        return answer
    text = _DERIVABLE.sub("", _WORDS_SAID.sub("", plain(answer))).rstrip()
    if all(problem.words) and not _LETTER.search(text):
        return text
    for label, word in zip(LABELS, problem.words, strict=False):
        text = re.sub(rf"\b{label}[.:)]?\s?\(?{' ?'.join(word)}\)?(?![a-c ]*[a-c])", label, text)
    return text


def verify(problem: GrammarDerivation, answer: str) -> Verdict:
    if problem.ask == "trees":
        said = _TREES_SAID.fullmatch(plain(answer, None)) if len(answer) < 100 else None
        count = said[said.lastindex or 0].lower() if said else plain(answer, None).lower() if len(answer) < 100 else ""
        number = _SPELLED.index(count) if count in _SPELLED else numbers.integer(count if said else answer)
        return refuse("format") if number is None else ACCEPT if number == counts(problem)[0] else refuse("value")
    if problem.ask == "words":
        labels = LABELS[: len(problem.words)]
        text = _without_words(problem, answer)
        joined = re.fullmatch("".join(f"{label}?" for label in labels), text)  # `AC`, in alphabetical order
        given = frozenset(text) if text and joined else lists.labels(text, frozenset(labels), GENERAL)
        right = frozenset(label for label, found in zip(labels, counts(problem), strict=True) if found)
        return refuse("format") if given is None else ACCEPT if given == right else refuse("value")
    forms = _derivation(answer)
    if forms is None:
        return refuse("format")
    if not forms:
        return refuse("value") if counts(problem)[0] else ACCEPT
    if forms[0] != START or not all(is_step(problem.rules, *pair) for pair in pairwise(forms)):
        return refuse("step")
    return ACCEPT if forms[-1] == problem.words[0] else refuse("word")


_RULES = (Rule("S", "aSb"), Rule("S", "ST"), Rule("S", "ab"), Rule("T", "b"), Rule("T", "TT"))
_DERIVE = GrammarDerivation("derive", _RULES, ("aabbb",))
_NONE = GrammarDerivation("derive", _RULES, ("abba",))
_TREES = GrammarDerivation("trees", _RULES, ("aabbbb",))
_WORDS = GrammarDerivation("words", _RULES, ("abbb", "ba", "aabbb", "aab"))

EXAMPLES: tuple[tuple[GrammarDerivation, str, str], ...] = (
    (_DERIVE, "S => a S b => a S T b => a a b T b => a a b b b", ""),
    (_DERIVE, "S => ST => aSbT => aabbT => aabbb", ""),
    (_DERIVE, "S ⇒ aSb ⇒ aSTb ⇒ aabTb ⇒ aabbb", ""),
    (_DERIVE, "S\n=> aSb\n=> aSTb\n=> aabTb\n=> aabbb", ""),
    (_DERIVE, r"$S \Rightarrow ST \Rightarrow aSbT \Rightarrow aabbT \Rightarrow aabbb$", ""),
    (_DERIVE, "The derivation is: S -> ST -> aSbT -> aabbT -> aabbb", ""),
    (_DERIVE, "1. S\n2. S T\n3. a S b T\n4. a a b b T\n5. a a b b b", ""),
    (_DERIVE, "S => ST (S -> S T)\n=> aSbT (S -> a S b)\n=> aabbT\n=> aabbb", ""),
    (_NONE, "none", ""),
    (_NONE, "The word cannot be derived.", ""),
    (_TREES, "5 parse trees", ""),
    (_TREES, "5 different ways", ""),
    (_TREES, "There are 5.", ""),
    (_TREES, "There are 4.", "value"),
    (_WORDS, "A: abbb\nC: a a b b b", ""),
    (_WORDS, "A: abbb, C: aab", "format"),
    (_TREES, "5", ""),
    (_WORDS, "A, C", ""),
    (_WORDS, "C and A", ""),
    (_DERIVE, "S ==> ST ==> aSbT ==> aabbT ==> aabbb", ""),
    (_TREES, "Number of derivation trees: 5", ""),
    (_TREES, "Number of derivation trees: 4", "value"),
    (_WORDS, "The words that can be derived are A, C", ""),
    (_WORDS, "Derivable: A, C", ""),
    (_WORDS, "The words that cannot be derived are A, C", "format"),
    (_WORDS, "AC", ""),
    (_WORDS, "Only A and C can be derived.", ""),
    (_WORDS, "A, C only", ""),
    (_WORDS, "Only A", "value"),
    (_WORDS, "CA", "format"),
    (_WORDS, "B and D cannot be derived.", "format"),
    (_TREES, "five", ""),
    (_TREES, "There are five derivation trees.", ""),
    (_TREES, "four", "value"),
    (_TREES, "five or six", "format"),
    (_DERIVE, "一个最左推导是：S => ST => aSbT => aabbT => aabbb", ""),
    (_NONE, "不存在这样的推导", ""),
    (_TREES, "推导树的棵数是5", ""),
    (_TREES, "5种不同的过程", ""),
    (_TREES, "5个最左推导", ""),
    (_WORDS, "能推导出来的是 A、C", ""),
    (_WORDS, "不能推导出来的是 A、C", "format"),
    (_DERIVE, "答案是：S => ST => aSbT => aabbT => aabbb。", ""),
    (_DERIVE, "最左推导：S → ST → aSbT → aabbT → aabbb", ""),
    (_NONE, "答案：无", ""),
    (_TREES, "答案是 5。", ""),
    (_WORDS, "A、C", ""),
    (_WORDS, "答案是 A 和 C。", ""),
    (_NONE, "所以答案是：无。", ""),
    (_NONE, "不能推导出来", ""),
    (_DERIVE, "", "format"),
    (_DERIVE, "none", "value"),
    (_DERIVE, "aabbb", "format"),
    (_DERIVE, "S => aabbb", "step"),
    (_DERIVE, "S => ST => Sb => aSbb => aabbb", "step"),
    (_DERIVE, "ST => aSbT => aabbT => aabbb", "step"),
    (_DERIVE, "S => ST => abT => abb", "word"),
    (_DERIVE, "S => ST => aSbT => aabbT", "word"),
    (_NONE, "S => ST => abT => abba", "step"),
    (_TREES, "1", "value"),
    (_WORDS, "A, B, C, D", "value"),
    (_WORDS, "none", "value"),
    (_DERIVE, "推导：S => ab => aabbb", "step"),
    (_DERIVE, "无", "value"),
    (_TREES, "答案是 2", "value"),
)
