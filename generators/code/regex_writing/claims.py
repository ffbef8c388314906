"""What regular expressions claim: their rules in words, what cheap policies win, and which conditions are the same puzzle."""

from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.code.regex_writing import canonical, cheap
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.code.regex_writing import RegexWriting
from synth.verifiers.code.regex_writing.conditions import Atom

_ENGLISH: dict[str, Callable[[Atom], str]] = {
    "contains": lambda a: f"{'does not contain' if a.negated and not a.other else 'contains'} {_either(a)}",
    "starts": lambda a: f"{'does not start' if a.negated and not a.other else 'starts'} with {_either(a)}",
    "ends": lambda a: f"{'does not end' if a.negated and not a.other else 'ends'} with {_either(a)}",
    "remainder": lambda a: f"{'symbols ' + a.block if a.block else 'length'} that {_left(a)}",
    "least": lambda a: f"at least {a.number} symbols? {a.block or 'long'}",
    "most": lambda a: f"at most {a.number} symbols? {a.block or 'long'}",
    "exactly": lambda a: f"exactly {a.number} symbols? {a.block or 'long'}",
    "at": lambda a: f"{'does not have' if a.negated else 'has'} {a.block} in position {a.number} from the left",
    "at_end": lambda a: f"{'does not have' if a.negated else 'has'} {a.block} in position {a.number} from the right",
    "before": lambda a: f"no {a.block[0]} anywhere to the right of an? {a.block[1]}",
    "followed": lambda a: (
        f"{a.block[0]} without an? {a.block[1]} right after" if a.negated else f"an? {a.block[1]} right after every {a.block[0]}"
    ),
    "runs": lambda a: f"runs of {a.block} whose lengths are divisible by {a.modulus}",
    "places": lambda a: f"{a.block} in every {'odd' if a.number else 'even'} position",
    "same": lambda a: "first and its last symbol are the same",
    "later": lambda a: (
        f"does not contain {a.other} anywhere in what follows the first {a.block}"
        if a.negated
        else f"contains {a.block}, and what follows the first {a.block} contains {a.other}"
    ),
    "behind": lambda a: f"contains {a.block}, and what follows the first {a.block} has a number of symbols {a.other} that {_left(a)}",
    "gap": lambda a: (
        f"{'has no' if a.negated else 'has an?'} {a.block[0]} with an? {a.block[1]} exactly {a.number} positions further to the right"
    ),
    "apart": lambda a: f"at least {a.number} symbols? between any two of its symbols {a.block}",
    "times": lambda a: f"contains {a.block} a number of times that {_left(a)}, where occurrences may overlap",
}
_CHINESE: dict[str, Callable[[Atom], str]] = {
    "contains": lambda a: f"{'不' if a.negated else '(?<!不)'}包含 {_both(a, '也不包含')}",
    "starts": lambda a: f"{'不' if a.negated else '(?<!不)'}以 {_both(a, '也不以')} 开头",
    "ends": lambda a: f"{'不' if a.negated else '(?<!不)'}以 {_both(a, '也不以')} 结尾",
    "remainder": lambda a: f"{a.block + ' 的个数' if a.block else '长度'}{_left(a)}",
    "least": lambda a: f"至少有 {a.number} 个 {a.block}" if a.block else f"长度至少为 {a.number}",
    "most": lambda a: f"至多有 {a.number} 个 {a.block}" if a.block else f"长度至多为 {a.number}",
    "exactly": lambda a: f"恰好有 {a.number} 个 {a.block}" if a.block else f"长度恰好为 {a.number}",
    "at": lambda a: f"从左数第 {a.number} 位{'不' if a.negated else ''}是 {a.block}",
    "at_end": lambda a: f"从右数第 {a.number} 位{'不' if a.negated else ''}是 {a.block}",
    "before": lambda a: f"任何 {a.block[1]} 的右边都没有 {a.block[0]}",
    "followed": lambda a: (
        f"有一个 {a.block[0]}，紧跟在它后面的不是 {a.block[1]}" if a.negated else f"每个 {a.block[0]} 后面都紧跟着一个 {a.block[1]}"
    ),
    "runs": lambda a: f"连续的 {a.block} 的长度都能被 {a.modulus} 整除",
    "places": lambda a: f"每个{'奇' if a.number else '偶'}数位都是 {a.block}",
    "same": lambda a: "第一个符号与最后一个符号相同",
    "later": lambda a: f"第一个 {a.block} 之后的部分里{'不' if a.negated else '还'}包含 {a.other}",
    "behind": lambda a: f"包含 {a.block}，并且在第一个 {a.block} 之后的部分里，{a.other} 的个数{_left(a)}",
    "gap": lambda a: (
        f"任何 {a.block[0]} 右边的第 {a.number} 个符号都不是 {a.block[1]}"
        if a.negated
        else f"有某个 {a.block[0]}，它右边的第 {a.number} 个符号是 {a.block[1]}"
    ),
    "apart": lambda a: f"任意两个 {a.block} 之间至少有 {a.number} 个符号",
    "times": lambda a: f"{a.block} 出现的次数{_left(a)}，重叠的",
}
_JOINS = {
    "one": ("", ""),
    "or": ("at least one of these two", "至少有一条成立"),
    "either": ("exactly one of these two", "恰好有一条成立"),
    "if": ("whenever", "如果"),
}


def _either(atom: Atom) -> str:
    if not atom.other:
        return atom.block
    return f"neither {atom.block} nor {atom.other}" if atom.negated else f"{atom.block} or {atom.other}"


def _both(atom: Atom, neither: str) -> str:
    if not atom.other:
        return atom.block
    return f"{atom.block}，{neither} {atom.other}" if atom.negated else f"{atom.block} 或 {atom.other}"


def _left(atom: Atom) -> str:
    if atom.number == 0:
        return rf"(is divisible by {atom.modulus} \(0 is\)|能被 {atom.modulus} 整除（0 也算）)"
    return f"(leaves the remainder {atom.number} when divided by {atom.modulus}|除以 {atom.modulus} 余 {atom.number})"


def _stated(words: dict[str, Callable[[Atom], str]], language: int) -> Callable[[RegexWriting], str]:
    """Every condition, with what joins it."""

    def pattern(problem: RegexWriting) -> str:
        found = [f"{_JOINS[clause.join][language]}.*?" + ".*?".join(words[a.kind](a) for a in clause.atoms) for clause in problem.clauses]
        return ".*?".join(found)

    return pattern


_CONDITIONS = {"en": _stated(_ENGLISH, 0), "zh": _stated(_CHINESE, 1)}
_SYMBOLS: dict[str, Callable[[RegexWriting], str]] = {
    "en": lambda problem: ", ".join(problem.alphabet),
    "zh": lambda problem: "、".join(problem.alphabet),
}


def _has(*kinds: str) -> Callable[[RegexWriting], bool]:
    return lambda problem: any(atom.kind in kinds for atom in problem.atoms)


RULES = (
    Rule("format", _SYMBOLS),
    Rule("format", {"en": r"no spaces", "zh": r"不要写空格"}),
    Rule(
        "feature",
        {"en": r"ahead or behind, no back reference, no lazy or possessive", "zh": r"不能使用环视.{1,12}反向引用、懒惰或占有量词"},
    ),
    Rule("feature", {"en": r"`\|`, `\*`, `\+`, `\?`, `\{m\}`", "zh": r"`\|`、`\*`、`\+`、`\?`、`\{m\}`"}),
    Rule("size", {"en": r"At most 1000 characters, and at most 300 symbols", "zh": r"最多 1000 个字符.{1,40}最多 300 个符号"}),
    Rule("extra", _CONDITIONS),
    Rule("lacks", _CONDITIONS),
    Rule("extra", {"en": r"no others?\b|refuses all others|no string outside", "zh": r"其他字符串一个也不能匹配|其余的一律不匹配"}),
    Rule("extra", {"en": r"side by side", "zh": r"紧挨着"}, _has("contains", "later", "behind", "times")),
    Rule("lacks", {"en": r"as a whole|whole strings", "zh": r"整个(字符串|编码)"}),
    Rule("extra", {"en": r"counted from 1; a string that is too short", "zh": r"从 1 数起；字符串太短"}, _has("at", "at_end", "places")),
    Rule("extra", {"en": r"as long as possible", "zh": r"两边都不能再延长"}, _has("runs")),
)

_NONE: tuple[float, ...] = (0.005,) * 10

SHORTCUTS = (
    Shortcut("a list of the shortest strings", cheap.listed, _NONE),
    Shortcut("every string", cheap.every_string, _NONE),
    Shortcut("one condition alone", cheap.one_condition, _NONE),
    Shortcut("the conditions' expressions, one after another", cheap.one_after_another, _NONE),
)


def copies(problem: RegexWriting, rng: Random) -> Iterator[RegexWriting]:
    """The conditions in another order; the symbols exchanged; another alphabet of as many symbols."""
    yield replace(problem, clauses=problem.clauses[::-1])
    for alphabet in (problem.alphabet[::-1], "DE" if len(problem.alphabet) == 2 else "DEF"):
        names = str.maketrans(problem.alphabet, alphabet)
        clauses = tuple(
            replace(
                clause,
                atoms=tuple(
                    replace(atom, block=atom.block.translate(names), other=atom.other.translate(names)) for atom in clause.atoms
                ),
            )
            for clause in problem.clauses
        )
        yield RegexWriting("".join(sorted(alphabet)), clauses)


def different(problem: RegexWriting, rng: Random) -> Iterator[RegexWriting]:
    """Without one condition, each of which matters; with the length's parity fixed, where that changes anything."""
    if len(problem.clauses) > 1:
        place = rng.randrange(len(problem.clauses))
        rest = replace(problem, clauses=problem.clauses[:place] + problem.clauses[place + 1 :])
        if canonical(rest) != canonical(problem):
            yield rest
