"""What word sorting claims: its rules in words, what cheap policies win, and which problems are the same puzzle.

The policies leave out what the task is there for: the changed alphabet, all of it, and all keys in turn."""

from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.logic.word_sorting import rules_zh as zh
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.word_sorting import ORDINARY, WordSorting, alphabet, in_order

NAME = r"the \w+ alphabet"
"""What the prompt calls the changed alphabet."""


def _spaced(letters: str) -> str:
    return ",? ".join(letters)


def _change(step: str) -> str:
    """The words for one change of the alphabet."""
    kind, *rest = step.split(" ")
    if kind == "swap":
        return rf"(exchange the places of|swap|trade places:) {rest[0]} and {rest[1]}\b"
    if kind in ("after", "before"):
        one, two = rest
        return rf"(move {one} to the place directly|take {one} out and put it back in directly|put {one} immediately) {kind} {two}\b"
    if kind in ("first", "last"):
        return rf"(move {rest[0]} to the very {'front' if kind == 'first' else 'end'}|make {rest[0]} the {kind} letter)"
    if kind == "reverse":
        return r"(its last letter is the first|reverse the order of all 26 letters)"
    if kind == "rotate":
        first = rf"first {rest[0]} letters"
        return rf"(move the {first}, in the order they have, to the end|cut off the {first} and append them[^\n]* at the end)"
    return rf"(to the front, in exactly this order: |in this order, followed by all others as they stood: ){', '.join(rest[0])}\b"


def _alphabet(problem: WordSorting) -> str:
    """The letters from which the changes start and the changes, numbered, in turn."""
    given = problem.steps[0].startswith("order ")
    start = _spaced(problem.steps[0][6:]) if given else r"the ordinary alphabet, a to z"
    changes = problem.steps[given:]
    if not changes:
        return rf"(from its first letter to its last|first letter first): {start}\b"
    return rf"{start}\b" + "".join(rf"[^\n]*\n+{number}\. [^\n0-9]*{_change(step)}" for number, step in enumerate(changes, 1))


def _key(by: str, rising: bool) -> str:
    """The words for one key and its direction."""
    earlier = rf"comes {'earlier' if rising else 'later'} in {NAME} goes first"
    if by == "length":
        return rf"(number of letters|length of the word): {'shorter' if rising else 'longer'} words first"
    if by in ("vowels", "distinct"):
        what = r"(number of|how many) vowels" if by == "vowels" else r"number of different letters"
        return rf"{what}[^\n]*words with {'fewer' if rising else 'more'} of them first"
    if by in ("first", "second", "last"):
        return rf"{by} letter of the word: the word whose {by} letter {earlier}"
    if by in ("earliest", "latest"):
        return rf"the one letter of each word that comes {by} in {NAME}: [^\n]*{earlier}"
    if by == "sum":
        return rf"sum of the places of all letters [^\n]*{'smaller' if rising else 'larger'} sums first"
    side = r"(from left to right|read forwards)" if by == "alphabet" else r"(from right to left|read backwards)"
    part = "beginning" if by == "alphabet" else "ending"
    return rf"spelling {side}: [^\n]*{earlier}, [^\n]*{part} of another, the {'shorter' if rising else 'longer'} of the two goes first"


def _keys(problem: WordSorting) -> str:
    if len(problem.keys) == 1:
        return _key(problem.keys[0][0], problem.keys[0][1] == "up")
    return r"\n+".join(rf"{number}\. {_key(by, direction == 'up')}[^\n]*" for number, (by, direction) in enumerate(problem.keys, 1))


def _has_key(*names: str) -> Callable[[WordSorting], bool]:
    return lambda problem: any(by in names for by, _ in problem.keys)


RULES = (
    Rule("words", {"en": lambda problem: r"( \| |, | |\n)".join(problem.words), "zh": zh.words}),
    Rule(
        "words",
        {
            "en": r"each exactly once|list every word once|, every word once|leave no word out|prints each of them once",
            "zh": r"每个(词语)?恰好写一次",
        },
    ),
    Rule("order", {"en": _alphabet, "zh": zh.alphabet}),
    Rule(
        "order",
        {
            "en": r"each to the alphabet as the changes before it have left it|each on the result of those before",
            "zh": r"每次改动都在前一次改动得到的字母表上进行|后一条总是在前一条的结果上进行",
        },
        lambda problem: len(problem.steps) - problem.steps[0].startswith("order ") > 1,
    ),
    Rule("order", {"en": _keys, "zh": zh.keys}),
    Rule(
        "order",
        {
            "en": r"used only for words that all rules before it leave equal"
            r"|decides only between words that are equal by all rules above it",
            "zh": r"前面各条都分不出先后的词语，才用后一条|前面各条都相同时，才看下一条",
        },
        lambda problem: len(problem.keys) > 1,
    ),
    Rule(
        "order",
        {
            "en": r"goes first at the start|from the first word to the last|from first to last|beginning with the word that goes before",
            "zh": r"从排在最前面的词语写起|从第一张到最后一张|从最前面的写到最后面的",
        },
    ),
    Rule(
        "order",
        {"en": r"a, e, i, o and u, never y; a repeated vowel counts each time", "zh": r"元音字母指 a、e、i、o、u，重复的每次都算"},
        _has_key("vowels"),
    ),
    Rule(
        "order",
        {"en": r"different letters in the word \(a repeated letter counts once\)", "zh": r"不同字母的个数（重复的只算一次）"},
        _has_key("distinct"),
    ),
    Rule(
        "order",
        {
            "en": r"first letter has place 1, its last one place 26; a repeated letter counts each time",
            "zh": r"第一个字母的位置是 1，最后一个是 26，重复的每次都算",
        },
        _has_key("sum"),
    ),
    Rule(
        "order",
        {
            "en": r"compare first letters, then second letters and so on; at the first difference",
            "zh": r"先比第一个字母，再比第二个字母，依此类推；遇到第一处不同时",
        },
        _has_key("alphabet"),
    ),
    Rule(
        "order",
        {
            "en": r"compare last letters, then last but one letters and so on; at the first difference",
            "zh": r"先比最后一个字母，再比倒数第二个字母，依此类推；遇到第一处不同时",
        },
        _has_key("reversed"),
    ),
)


def _without_last_change(problem: WordSorting) -> str:
    return ", ".join(in_order(problem, alphabet(problem.steps[:-1])))


def _without_first_change(problem: WordSorting) -> str:
    given = problem.steps[0].startswith("order ") and len(problem.steps) > 1
    return ", ".join(in_order(problem, alphabet(problem.steps[:given] + problem.steps[given + 1 :])))


def _without_last_key(problem: WordSorting) -> str:
    """Ties stay in the order shown; of a single key, only the first letter compared counts."""
    keys = problem.keys[:-1] or ((("first" if problem.keys[0][0] == "alphabet" else "last"), problem.keys[0][1]),)
    return ", ".join(in_order(problem, keys=keys))


SHORTCUTS = (
    Shortcut(
        "the ordinary alphabet",
        lambda problem: ", ".join(in_order(problem, ORDINARY)),
        (0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02),
    ),
    Shortcut("without the last change of the alphabet", _without_last_change, (0.02,) * 10),
    Shortcut("without the first change of the alphabet", _without_first_change, (0.02,) * 10),
    Shortcut("without the last key", _without_last_key, (0.56, 0.3) + (0.02,) * 8),
    Shortcut(
        "in alphabetical order",
        lambda problem: ", ".join(sorted(problem.words)),
        (0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02),
    ),
)


def copies(problem: WordSorting, rng: Random) -> Iterator[WordSorting]:
    """The words shuffled; the alphabet given in full."""
    order = rng.sample(range(len(problem.words)), len(problem.words))
    yield replace(problem, words=tuple(problem.words[i] for i in order), pinyin=tuple(problem.pinyin[i] for i in order if problem.pinyin))
    yield replace(problem, steps=("order " + alphabet(problem.steps),))


def different(problem: WordSorting, rng: Random) -> Iterator[WordSorting]:
    """A key turned around, two letters of the alphabet exchanged, a word spelt backwards."""
    place = rng.randrange(len(problem.keys))
    by, direction = problem.keys[place]
    yield replace(problem, keys=(*problem.keys[:place], (by, "down" if direction == "up" else "up"), *problem.keys[place + 1 :]))
    one, two = rng.sample(sorted(set("".join(problem.pinyin or problem.words))), 2)
    letters = alphabet(problem.steps).translate(str.maketrans(one + two, two + one))
    if letters != ORDINARY:
        yield replace(problem, steps=("order " + letters,))
    word = rng.choice(problem.words)
    if word[::-1] not in problem.words and not problem.pinyin:
        yield replace(problem, words=tuple(word[::-1] if other == word else other for other in problem.words))
