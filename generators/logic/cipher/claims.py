"""What cipher claims: its rules in words, what cheap policies win, and which problems are the same puzzle.

The policies leave out what the task is there for: every step, done for every letter, undone in reverse order."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from msgspec.structs import replace

from synth.generators.logic.cipher import rules_zh as zh
from synth.generators.logic.cipher.kinds import NUMBERED, kind_of
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.cipher import Cipher, run, without_blanks
from synth.verifiers.logic.cipher.letters import Shift
from synth.verifiers.logic.cipher.step import LETTERS

SQUARES = ("playfair", "bifid", "polybius")


def _key(step: Any, sign: str) -> str:
    if not step.hidden:
        return rf"the key {step.key}\b"
    return rf"an unknown key of {len(step.key) or '1 to 8'} {sign}s"


def _fill(step: Any) -> str:
    return rf"square of 5 rows and 5 columns row by row[^\n]*the letters of {step.word}, each only the first time it occurs[^\n]*"


def _matrix(step: Any) -> str:
    a, b, c, d = step.matrix
    return rf"\({a} \* p \+ {b} \* q\) mod 26 and \({c} \* p \+ {d} \* q\) mod 26"


PATHS = {
    "down": r"leftmost column to the rightmost, each from top to bottom",
    "snake": r"the first from top to bottom, the second from bottom to top",
    "spiral": r"in a clockwise spiral that begins in the top left corner",
    "diagonal": r"diagonal by diagonal: first the top left corner",
}
WORDS: dict[str, Callable[[Any], str]] = {
    "shift": lambda s: (
        rf"letter[^\n]* {'an unknown number of places' if s.hidden else f'{s.by} places?'}[^\n]* (after Z comes A|A after Z)"
    ),
    "atbash": lambda s: r"A becomes Z, B becomes Y|the first letter \(A\) and the last \(Z\) change places",
    "gronsfeld": lambda s: rf"write {_key(s, 'digit')} above the text, again and again[^\n]*(as the digit says|by the digit above it)",
    "reverse": lambda s: r"write the whole text backwards|turn the whole text around",
    "rotate": lambda s: (
        rf"first character of the text and put it at the end; do this ({'an unknown number of times' if s.hidden else f'{s.by} times?'})"
    ),
    "blocks": lambda s: rf"blocks of {'an unknown number of' if s.hidden else s.size} characters[^\n]*write each block backwards",
    "affine": lambda s: r"\(a \* x \+ b\) mod 26\. here a and b are unknown" if s.hidden else rf"\({s.factor} \* x \+ {s.add}\) mod 26;",
    "alphabet": lambda s: r"different letters by different letters, after an unknown table" if s.hidden else rf"{LETTERS}\n{s.letters}",
    "keyword": lambda s: (
        rf"the letters of {s.word}, each only the first time it occurs, then all the other letters of the alphabet "
        + ("from A to Z" if s.rest == "forward" else "backwards, from Z to A")
    ),
    "vigenere": lambda s: rf"write {_key(s, 'letter')} above the text, again and again[^\n]*(add the numbers|\(p \+ k\) mod 26)",
    "beaufort": lambda s: (
        rf"write {_key(s, 'letter')} above the text, again and again[^\n]*(key letter minus the number of the text|k - p)"
    ),
    "autokey": lambda s: (
        rf"above the text write {_key(s, 'letter')}, once, and behind it "
        + (r"the text that enters this step" if s.feed == "plain" else r"the letters that come out of this step")
        + r"[^\n]*add the numbers"
    ),
    "progressive": lambda s: (
        r"a \+ b places, the third by a \+ 2b"
        if s.hidden
        else rf"alphabet by {s.start} places?, the second by {s.start + s.step}, [^\n]*each by {s.step} more"
    ),
    "rail": lambda s: rf"over {'an unknown number of' if s.hidden else s.rails} lines[^\n]*read the lines from top to bottom",
    "route": lambda s: rf"rows of {'an unknown number of' if s.hidden else s.columns} characters[^\n]*{PATHS[s.path]}",
    "polybius": lambda s: _fill(s) + r"the number of its row followed by the number of its column",
    "numerals": lambda s: rf"number of each letter in base {s.base}, always with {s.width} digits",
    "columnar": lambda s: (
        rf"rows of {len(s.key)} characters[^\n]*read the columns[^\n]*in an unknown order"
        if s.hidden
        else rf"rows of {len(s.key)} characters below the letters of the key {s.key}\b[^\n]*in the alphabetical order of the key letters"
    ),
    "permute": lambda s: (
        rf"blocks of {len(s.numbers)} characters[^\n]*unknown list that holds each of the numbers 1 to {len(s.numbers)} once"
        if s.hidden
        else rf"the old block's character number {', then its number '.join(s.numbers)}\."
    ),
    "countout": lambda s: rf"count to {'an unknown number' if s.hidden else s.count}[^\n]*leaves the circle and is written down",
    "hill": lambda s: r"letters in pairs[^\n]*a, b, c, d are unknown" if s.hidden else rf"letters in pairs[^\n]*{_matrix(s)}",
    "playfair": lambda s: _fill(s) + r"in one row, each becomes the letter to its right[^\n]*in one column, each becomes the letter below",
    "bifid": lambda s: _fill(s) + rf"blocks of {s.period} letters[^\n]*row numbers of all its letters in order, and behind them the column",
}
"""For each kind of step the words that say what it does, with its key."""


def _steps(problem: Cipher) -> str:
    """All steps, in the order of encoding."""
    return r".*\n.*".join(f"({WORDS[kind_of(step)](step)})" for step in problem.steps)


def _pairs(problem: Cipher) -> str:
    return r"[^\n]*\n[^\n]*?".join(rf"\b{first}( -> | \| | is encoded as |\n +secret: ){second}\b" for first, second in problem.pairs)


def _kinds(*names: str) -> Callable[[Cipher], bool]:
    return lambda problem: any(kind_of(step) in names for step in problem.steps)


def _hides(problem: Cipher) -> bool:
    return any(step.hidden for step in problem.steps)


def _digits(problem: Cipher) -> bool:
    return problem.operation == "encode" and _kinds("polybius", "numerals")(problem)


def _result(problem: Cipher) -> str:
    result = "digits" if _digits(problem) else "letters"
    return rf"result as {result} only|only the {result} of the answer are compared"


def _result_zh(problem: Cipher) -> str:
    result = "数字" if _digits(problem) else "字母"
    return rf"答案只写{result}，大小写和空格都没有关系|只看其中的{result}，大小写、空格和标点都不计"


RULES = (
    Rule("text", {"en": lambda problem: rf": {problem.text}\n", "zh": lambda problem: rf"：{problem.text}\n"}),
    Rule("text", {"en": _steps, "zh": zh.steps}),
    Rule(
        "text",
        {
            "en": lambda p: (
                r"\bencode the text|is encoded\?|encoded text has to be sent|wanted: the text after"
                if p.operation == "encode"
                else r"decode it|before it was encoded\?|original text was encoded\?|wanted: the original text"
            ),
            "zh": lambda p: (
                r"把最后给出的文本加密|加密以后，纸条上应该写什么|求密文"
                if p.operation == "encode"
                else r"请把它解密|加密之前的原文是什么|求原文"
            ),
        },
    ),
    Rule("text", {"en": _pairs, "zh": zh.pairs}, _hides),
    Rule(
        "text",
        {
            "en": r"same keys, which are not told, were used for each|the unknown keys are the same",
            "zh": r"用的都是同样的密钥|密钥都相同",
        },
        _hides,
    ),
    Rule("text", {"en": r"every text starts afresh at the beginning of a key", "zh": r"每段文本都从密钥的开头用起"}, _hides),
    Rule("text", {"en": r"A = 0, B = 1, [^\n]*Z = 25", "zh": r"A = 0，B = 1，[^\n]*Z = 25"}, _kinds(*NUMBERED)),
    Rule(
        "text",
        {"en": r"the letter J is left out; wherever a J occurs", "zh": r"方阵里没有 J，不论密钥还是文本中出现 J，都当作 I"},
        _kinds(*SQUARES),
    ),
    Rule(
        "text",
        {
            "en": r"whole result of the step before it|comes out of one step, as a whole, goes into the next",
            "zh": r"在前一步的全部结果上进行|前一步得到的全部结果，就是后一步的文本",
        },
        lambda problem: len(problem.steps) > 1,
    ),
    Rule(
        "text",
        {"en": r"decoding is undoing|to decode means to undo the encoding", "zh": r"解密就是把加密倒着做回去|所谓解密，就是还原加密"},
        lambda problem: problem.operation == "decode",
    ),
    Rule(
        "text",
        {
            "en": r"in a division by 26|from 26 on, subtract 26|add 26 if that is negative|k - p \+ 26",
            "zh": r"除以 26 的余数|满 26 就减去 26|得到负数就加上 26",
        },
        _kinds("affine", "hill", "vigenere", "autokey", "beaufort"),
    ),
    Rule(
        "count",
        {
            "en": r"blanks only make texts easier to read|all blanks in the texts are for the eye alone",
            "zh": r"空格只(是为了好看|为方便阅读)",
        },
    ),
    Rule("count", {"en": _result, "zh": _result_zh}),
    Rule(
        "count",
        {"en": r"letters that were put in stay in the text", "zh": r"插入和补上的字母都留在文本里"},
        lambda p: p.operation == "decode" and _kinds("playfair")(p),
    ),
)


def _attempt(problem: Cipher, steps: tuple[Any, ...], operation: str) -> str:
    """The result of such steps without hidden keys; the text as it stands where they do not suit it."""
    text = without_blanks(problem.text)
    try:
        return run(tuple(step for step in steps if not step.hidden), text, operation) or text
    except ValueError:
        return text


SHORTCUTS = (
    Shortcut(
        "the text as it stands", lambda problem: without_blanks(problem.text), (0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02)
    ),
    Shortcut(
        "the text backwards",
        lambda problem: without_blanks(problem.text)[::-1],
        (0.2, 0.1, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02),
    ),
    Shortcut(
        "without the last step",
        lambda problem: _attempt(problem, problem.steps[:-1], problem.operation),
        (0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02),
    ),
    Shortcut(
        "encoding where decoding is asked for, and the reverse",
        lambda p: _attempt(p, p.steps, "encode" if p.operation == "decode" else "decode"),
        (0.58, 0.28, 0.02, 0.08, 0.06, 0.04, 0.02, 0.02, 0.02, 0.02),
    ),
    # Up to level 4 there is one step, and where its key is told this is the whole work.
    Shortcut(
        "the steps from the last to the first",
        lambda problem: _attempt(problem, problem.steps[::-1], problem.operation),
        (1, 0.96, 0.88, 0.76, *(0.01,) * 6),
    ),
)


def copies(problem: Cipher, rng: Random) -> Iterator[Cipher]:
    """Blanks elsewhere; the example pairs in another order; repeated keys written twice."""
    pairs = tuple((_cut(first, rng), _cut(second, rng)) for first, second in rng.sample(problem.pairs, len(problem.pairs)))
    yield replace(problem, text=_cut(problem.text, rng), pairs=pairs)
    longer = tuple(_twice(step) for step in problem.steps)
    if longer != problem.steps:
        yield replace(problem, steps=longer)


def _twice(step: Any) -> Any:
    repeated = kind_of(step) in ("vigenere", "beaufort", "gronsfeld")
    return replace(step, key=2 * step.key) if repeated and len(step.key) <= 6 and not step.hidden else step


def _cut(text: str, rng: Random) -> str:
    whole, size = without_blanks(text), rng.randint(2, 7)
    return " ".join(whole[start : start + size] for start in range(0, len(whole), size))


def different(problem: Cipher, rng: Random) -> Iterator[Cipher]:
    """One letter of the text exchanged; the other operation; one step more."""
    text = list(problem.text)
    place = rng.choice([i for i, sign in enumerate(text) if sign != " "])
    signs = LETTERS if text[place].isalpha() else "12"
    text[place] = rng.choice(signs.replace(text[place], ""))
    other = "decode" if problem.operation == "encode" else "encode"
    changes: list[dict[str, Any]] = [{"text": "".join(text)}, {"operation": other}]
    if len(problem.steps) < 6:
        changes.append({"steps": (Shift(3), *problem.steps)})
    for fields in changes:
        try:
            yield Cipher.from_json(replace(problem, **fields).to_json())
        except ValueError:  # the steps cannot take it, or the pairs no longer settle it
            continue
