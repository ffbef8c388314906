"""Word sorting: put all the given words in order under a changed alphabet, by several keys, each rising or falling.

Refused for the first of: format (a character that no list of words has, or numbering other than 1, 2, 3...), words (not each
given word exactly once), order (not the one order that the keys settle). The changed alphabet is the ordinary one after all
steps, one after another. A word that begins another one comes before it when spelling rises; a falling key is the exact
opposite of the rising one; a key decides only between words that all keys before it leave equal. Chinese words are sorted by the letters
of their pinyin, which is given."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Annotated, Any, Literal

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers.chinese import LeadIns
from synth.verifiers.parsers.text import plain

ORDINARY = "abcdefghijklmnopqrstuvwxyz"
VOWELS = "aeiou"
JOINTS = frozenset({"and", "then"})
"""Words that join the items of a list; no given word is one of them."""

_SINGLE = "(?:swap|after|before) [a-z] [a-z]|(?:first|last) [a-z]"
_MANY = "order [a-z]{26}|reverse|rotate [1-9][0-9]?|front [a-z]{2,9}"
Step = Annotated[str, Meta(pattern=rf"\A(?:{_SINGLE}|{_MANY})\Z", max_length=32)]
By = Literal["alphabet", "reversed", "length", "vowels", "distinct", "first", "second", "last", "earliest", "latest", "sum"]
Key = tuple[By, Literal["up", "down"]]
Spelling = Annotated[str, Meta(pattern=r"\A[a-z]{3,15}\Z", max_length=15)]
Word = Annotated[str, Meta(pattern=r"\A(?:[a-z]{3,15}|[\u4e00-\u9fff]{1,6})\Z", max_length=15)]


class WordSorting(Problem, frozen=True):
    """Words, an alphabet and sort keys."""

    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=16)]
    """Changes of the ordinary alphabet, in turn: `order` a whole new one (only as the first step), `swap` two letters, the first letter
    moves directly `after`/`before` the second, to the `first`/`last` place, `reverse` all, `rotate` so many letters from the front
    to the end, `front` brings these letters in this order to the front: `("swap a e", "rotate 5")`."""
    keys: Annotated[tuple[Key, ...], Meta(min_length=1, max_length=6)]
    """Most important first; only the last one compares whole words (alphabet: from the first letter, reversed: from the last), so
    there are no ties: `(("length", "down"), ("alphabet", "up"))`."""
    words: Annotated[tuple[Word, ...], Meta(min_length=3, max_length=80)]
    """In the order in which they are shown, all different: `("apple", "pear", "plum")`."""
    pinyin: Annotated[tuple[Spelling, ...], Meta(max_length=80)] = ()
    """Of Chinese words the letters by which they are sorted, all different: `("pingguo", "xiangjiao")`; nothing for English ones."""

    def __post_init__(self) -> None:
        if alphabet(self.steps) == ORDINARY:
            raise ValueError("the steps must change the alphabet")
        names = [by for by, _ in self.keys]
        if len(set(names)) != len(names) or [by in ("alphabet", "reversed") for by in names].index(True) != len(names) - 1:
            raise ValueError("keys are different, and the last one alone compares whole words")
        if len(set(self.words)) != len(self.words) or JOINTS & set(self.words):
            raise ValueError(f"words are different and none of {sorted(JOINTS)}")
        chinese = {not word.isascii() for word in self.words}
        if len(chinese) > 1 or len(self.pinyin) != len(self.words) * chinese.pop() or len(set(self.pinyin)) != len(self.pinyin):
            raise ValueError("Chinese words have their pinyin beside them, different ones, and English words have none")
        if any(_JOINTS_ZH.search(word) for word in self.words):
            raise ValueError("no word holds one that joins the items of a list")


def alphabet(steps: Sequence[str]) -> str:
    """The alphabet after the steps. Raises ValueError for a step that means nothing."""
    letters = ORDINARY
    for number, step in enumerate(steps):
        kind, *names = step.split(" ")
        if kind == "order" and number == 0 and sorted(names[0]) == list(ORDINARY):
            letters = names[0]
        elif kind == "reverse":
            letters = letters[::-1]
        elif kind == "rotate" and int(names[0]) < 26:
            letters = letters[int(names[0]) :] + letters[: int(names[0])]
        elif kind == "front" and len(set(names[0])) == len(names[0]):
            letters = names[0] + "".join(letter for letter in letters if letter not in names[0])
        elif kind in ("first", "last"):
            rest = letters.replace(names[0], "")
            letters = names[0] + rest if kind == "first" else rest + names[0]
        elif kind in ("after", "before", "swap") and names[0] != names[1]:
            one, two = names
            if kind == "swap":
                letters = letters.translate(str.maketrans(one + two, two + one))
            else:
                letters = letters.replace(one, "").replace(two, two + one if kind == "after" else one + two)
        else:
            raise ValueError(f"step {number + 1} means nothing: {step!r}")
    return letters


@lru_cache(maxsize=4096)
def _vowels(word: str) -> int:
    return sum(map(word.count, VOWELS))


_MEASURES: dict[str, Callable[[Sequence[str], list[str]], list[Any]]] = {
    # From the words and the words with each letter exchanged for the one that has its place in the ordinary alphabet.
    "alphabet": lambda words, coded: coded,
    "reversed": lambda words, coded: [code[::-1] for code in coded],
    "length": lambda words, coded: list(map(len, words)),
    "vowels": lambda words, coded: list(map(_vowels, words)),
    "distinct": lambda words, coded: list(map(len, map(set, words))),
    "first": lambda words, coded: [code[0] for code in coded],
    "second": lambda words, coded: [code[1] for code in coded],
    "last": lambda words, coded: [code[-1] for code in coded],
    "earliest": lambda words, coded: list(map(min, coded)),
    "latest": lambda words, coded: list(map(max, coded)),
    "sum": lambda words, coded: [sum(code.encode()) - 96 * len(code) for code in coded],  # places 1 to 26
}


def _measured(words: Sequence[str], letters: str, keys: Sequence[Key]) -> list[list[Any]]:
    """For each key what it compares of all words."""
    coded = " ".join(words).translate(str.maketrans(letters, ORDINARY)).split(" ")
    return [_MEASURES[by](words, coded) for by, _ in keys]


def arrange(words: Sequence[str], letters: str, keys: Sequence[Key]) -> list[str]:
    """The words in order: sorted by the least important key first, as sorting leaves equal ones in their order."""
    order = list(range(len(words)))
    for values, (_, direction) in reversed(list(zip(_measured(words, letters, keys), keys, strict=True))):
        order.sort(key=values.__getitem__, reverse=direction == "down")
    return [words[place] for place in order]


def in_order(problem: WordSorting, letters: str = "", keys: Sequence[Key] = ()) -> list[str]:
    """The given words in order: under another alphabet, or by other keys, where these are given."""
    spelt = dict(zip(problem.pinyin or problem.words, problem.words, strict=True))
    return [spelt[word] for word in arrange(list(spelt), letters or alphabet(problem.steps), keys or problem.keys)]


_ARROW = r"\\(?:to|rightarrow|Rightarrow|longrightarrow|succ|prec|lt|gt|quad|newline|item|hline)(?![a-zA-Z])|[→⇒➜➡⟶⟹≺≻≤≥»·•…]"
_MARKUP = re.compile(rf"{_ARROW}|\\(?:begin|end)\{{[a-z*]++\}}(?:\{{[lcr|]*+\}})?")
_TITLE = re.compile(
    r"[\s*_]*+(?:(?:the|final|correct|complete|full|sorted|ordered)\s++)*+(?:list|words|order|sequence)(?:\s++in\s++order)?(?:\s++(?:is|are))?\**+:"
)
_HEADER = re.compile(
    r"\|?\s*+(?:(?:#|no\.?|rank|position|序号)\s*+\|)?\s*+(?:words?|词语)[ \t]*+\|?[ \t]*+\n[ \t|:]*+-[ \t|:-]*+\n",
    re.IGNORECASE,
)
"""The first two lines of a table."""
_LIST = re.compile(r"[a-z0-9\s,;:.()\[\]{}\"'`*_|<>=&/\\$#+-]*")
_TOKEN = re.compile(r"[a-z]+|[0-9]+")


_CHINESE = LeadIns(
    (
        *("顺序", "排序", "排序结果", "排序后", "从前到后", "从前到后依次", "正确顺序", "排列顺序", "排好的顺序", "排好序的词语"),
        *("排序后的词语", "词语", "依次"),
    )
)
_JOINTS_ZH = re.compile("以及|然后|再是|最后是|[和及与]")
_LIST_ZH = re.compile(r"[a-z0-9\u4e00-\u9fff\s,;:.()\[\]{}\"'`*_|<>=&/\\$#+-]*")
_TOKEN_ZH = re.compile(r"[\u4e00-\u9fff]+|[a-z]+|[0-9]+")
_COUNT_ZH = re.compile(r"\((?:共|一共)?\s?\d{1,3}\s?个(?:词语?)?\)\s*\Z")


def verify(problem: WordSorting, answer: str) -> Verdict:
    text = plain(answer, _CHINESE)
    header = _HEADER.match(text)
    text = _MARKUP.sub(" ", text[header.end() :] if header else text).lower()
    if problem.pinyin:
        text = _JOINTS_ZH.sub(" ", _COUNT_ZH.sub("", text))
    if title := _TITLE.match(text):
        text = text[title.end() :]
    if not (_LIST_ZH if problem.pinyin else _LIST).fullmatch(text):
        return refuse("format")
    tokens = [token for token in (_TOKEN_ZH if problem.pinyin else _TOKEN).findall(text) if token not in JOINTS]
    if problem.pinyin:
        tokens = _without_pinyin(problem, tokens)
    if any(map(str.isdigit, tokens)):
        if tokens[::2] != [str(number) for number in range(1, len(tokens) // 2 + 1)]:
            return refuse("format")
        tokens = tokens[1::2]
    if not tokens:
        return refuse("format")
    if len(tokens) != len(problem.words) or sorted(tokens) != sorted(problem.words):
        return refuse("words")
    return ACCEPT if tokens == in_order(problem) else refuse("order")


def _without_pinyin(problem: WordSorting, tokens: list[str]) -> list[str]:
    """`苹果` for `苹果 pingguo`, and for `pingguo` where that stands alone."""
    word_of = dict(zip(problem.pinyin, problem.words, strict=True))
    found: list[str] = []
    for before, token in zip(["", *tokens], tokens, strict=False):
        word = word_of.get(token, token)
        if not (word_of.get(token) == before or (found[-1:] == [word] and word_of.get(before) == word != before)):
            found.append(word)
    return found


_EASY = WordSorting(("first p",), (("alphabet", "up"),), ("apple", "pear", "banana", "peach", "plum"))
_KEYS = WordSorting(("reverse", "swap z a"), (("length", "down"), ("reversed", "up")), ("sun", "moon", "stars", "sky", "rain"))
_PINYIN = WordSorting(("first t",), (("alphabet", "up"),), ("苹果", "香蕉", "桃子", "葡萄"), ("pingguo", "xiangjiao", "taozi", "putao"))

EXAMPLES = (
    (_EASY, "peach, pear, plum, apple, banana", ""),
    (_EASY, "peach\npear\nplum\napple\nbanana", ""),
    (_EASY, "1. Peach\n2. Pear\n3. Plum\n4. Apple\n5. Banana", ""),
    (_EASY, '["peach", "pear", "plum", "apple", "banana"]', ""),
    (_EASY, "peach -> pear -> plum -> apple -> banana", ""),
    (_EASY, r"\boxed{\text{peach} \rightarrow \text{pear} \to \text{plum} \to \text{apple} \to \text{banana}}", ""),
    (_EASY, "The answer is: peach, pear, plum, apple, and banana.", ""),
    (_EASY, "- peach\n- pear\n- plum\n- apple\n- banana", ""),
    (_EASY, "1) peach 2) pear 3) plum 4) apple 5) banana", ""),
    (_EASY, "**Sorted list:**\n+ peach\n+ pear\n+ plum\n+ apple\n+ banana", ""),
    (_EASY, r"\begin{array}{l} \text{peach} \\ \text{pear} \\ \text{plum} \\ \text{apple} \\ \text{banana} \end{array}", ""),
    (_EASY, "peach ➡️ pear ➡️ plum ➡️ apple ➡️ banana", ""),
    (_KEYS, "stars moon rain sky sun", ""),
    (_EASY, "", "format"),
    (_EASY, "1. peach 3. pear 2. plum 4. apple 5. banana", "format"),
    (_EASY, "péach, pear, plum, apple, banana", "format"),
    (_EASY, "12345", "format"),
    (_EASY, "peach, pear, plum, apple", "words"),
    (_EASY, "peach, pear, plum, apple, banana, banana", "words"),
    (_EASY, "peach, pear, plum, apple, banana or pear, peach, plum, apple, banana", "words"),
    (_EASY, "apple, pear, banana, peach, plum", "order"),
    (_EASY, "apple, banana, peach, pear, plum", "order"),
    (_EASY, "banana, apple, plum, pear, peach", "order"),
    (_KEYS, "stars moon rain sun sky", "order"),
    (_KEYS, "sky sun moon rain stars", "order"),
    (_PINYIN, "桃子，苹果，葡萄，香蕉", ""),
    (_PINYIN, "答案是：桃子、苹果、葡萄、香蕉。", ""),
    (_PINYIN, "桃子、苹果、葡萄和香蕉", ""),
    (_PINYIN, "1. 桃子\n2. 苹果\n3. 葡萄\n4. 香蕉", ""),
    (_PINYIN, "排序结果：\n桃子（taozi）\n苹果（pingguo）\n葡萄（putao）\n香蕉（xiangjiao）", ""),
    (_PINYIN, "桃子 → 苹果 → 葡萄 → 香蕉（共 4 个词）", ""),
    (_PINYIN, "**顺序：** 桃子 苹果 葡萄 香蕉", ""),
    (_PINYIN, "[“桃子”，“苹果”，“葡萄”，“香蕉”]", ""),
    (_PINYIN, "从前到后依次是：「桃子」、「苹果」、「葡萄」、「香蕉」", ""),
    (_PINYIN, "| 序号 | 词语 |\n|---|---|\n| 1 | 桃子 |\n| 2 | 苹果 |\n| 3 | 葡萄 |\n| 4 | 香蕉 |", ""),
    (_EASY, "| # | Word |\n|---|---|\n| 1 | peach |\n| 2 | pear |\n| 3 | plum |\n| 4 | apple |\n| 5 | banana |", ""),
    (_EASY, "The words in order: peach, pear, plum, apple, banana", ""),
    (_PINYIN, "taozi, pingguo, putao, xiangjiao", ""),
    (_PINYIN, "苹果，葡萄，桃子，香蕉", "order"),
    (_PINYIN, "桃子，苹果，葡萄", "words"),
    (_PINYIN, "桃子，苹果，葡萄，香蕉，香蕉", "words"),
    (_PINYIN, "桃子，苹果，葡萄，香蕉或者苹果", "words"),
    (_PINYIN, "桃子苹果葡萄香蕉", "words"),
    (_PINYIN, "桃子？苹果？葡萄？香蕉？", "format"),
    (_PINYIN, "1. 桃子 3. 苹果 2. 葡萄 4. 香蕉", "format"),
    (_EASY, "桃子，苹果，葡萄，香蕉", "format"),
)
