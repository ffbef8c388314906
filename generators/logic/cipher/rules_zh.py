"""The rules of ciphers in Chinese: by which words a prompt states each."""

from collections.abc import Callable
from typing import Any

from synth.generators.logic.cipher.kinds import kind_of
from synth.verifiers.logic.cipher import Cipher
from synth.verifiers.logic.cipher.step import LETTERS


def _key(step: Any, sign: str) -> str:
    return f"一个由 {len(step.key) or '1 到 8'} 个{sign}组成的未知密钥" if step.hidden else f"密钥 {step.key} "


def _above(step: Any, sign: str) -> str:
    return f"把{_key(step, sign)}反复写在文本上方"


def _fill(step: Any) -> str:
    return rf"5 行 5 列的方阵，从第一行起逐行填写，每行从左到右：先写 {step.word} 中的字母，重复的只写第一次[^\n]*"


def _matrix(step: Any) -> str:
    a, b, c, d = step.matrix
    return rf"\({a} × p \+ {b} × q\) 除以 26 的余数和 \({c} × p \+ {d} × q\) 除以 26 的余数"


_SUM = r"[^\n]*编号相加，满 26 就减去 26"
_PATHS = {
    "down": "从最左列到最右列逐列读出，每列从上到下",
    "snake": "第一列从上到下，第二列从下到上",
    "spiral": "从左上角开始按顺时针方向螺旋读出",
    "diagonal": "沿斜线逐条读出：先读左上角",
}
WORDS: dict[str, Callable[[Any], str]] = {
    "shift": lambda s: (
        rf"字母表中往后{'若干位的字母，位数未知（1 到 25 位，对每个字母都一样）' if s.hidden else f' {s.by} 位的字母'}，Z 之后接 A"
    ),
    "atbash": lambda s: r"A 换成 Z，B 换成 Y",
    "gronsfeld": lambda s: rf"{_above(s, '数字')}[^\n]*后移它上方的数字那么多位，Z 之后接 A",
    "reverse": lambda s: r"把整段文本倒过来写",
    "rotate": lambda s: rf"文本的第一个字符，放到末尾；这样做{'若干次，次数未知' if s.hidden else f' {s.by} 次'}",
    "blocks": lambda s: rf"{'每段的字符数相同但未知' if s.hidden else f'每段 {s.size} 个字符'}[^\n]*把每一段倒过来写",
    "affine": lambda s: (
        r"\(a × x \+ b\) 除以 26 的余数的字母。其中 a 和 b 未知" if s.hidden else rf"\({s.factor} × x \+ {s.add}\) 除以 26 的余数的字母"
    ),
    "alphabet": lambda s: r"未知的对照表[^\n]*不同的字母换成不同的字母" if s.hidden else rf"{LETTERS}\n{s.letters}",
    "keyword": lambda s: (
        rf"写下 {s.word} 中的字母，重复的只写第一次，再按{'从 A 到 Z' if s.rest == 'forward' else '从 Z 到 A'} 的顺序写下其余的字母"
    ),
    "vigenere": lambda s: _above(s, "字母") + _SUM,
    "beaufort": lambda s: _above(s, "字母") + r"[^\n]*密钥字母的编号减去它下方文本字母的编号，得到负数就加上 26",
    "autokey": lambda s: (
        f"先写一遍{_key(s, '字母').rstrip()}，后面接着写"
        + ("进入这一步的文本自己" if s.feed == "plain" else "这一步得出的字母，从第一个写起")
        + _SUM
    ),
    "progressive": lambda s: (
        r"后移 a 位，第二个后移 a \+ b 位，第三个后移 a \+ 2b 位"
        if s.hidden
        else rf"字母表中后移 {s.start} 位，第二个后移 {s.start + s.step} 位，[^\n]*都比前一个多移 {s.step} 位"
    ),
    "rail": lambda s: rf"锯齿形写在{'若干行上，行数未知' if s.hidden else f' {s.rails} 行上'}[^\n]*逐行从左到右读出",
    "route": lambda s: rf"{'每行的字符数相同但未知' if s.hidden else f'每行 {s.columns} 个字符'}[^\n]*{_PATHS[s.path]}",
    "polybius": lambda s: _fill(s) + r"换成它的行号，后面紧跟它的列号",
    "numerals": lambda s: rf"编号写成 {s.base} 进制数，一律写成 {s.width} 位",
    "columnar": lambda s: (
        rf"每行 {len(s.key)} 个字符[^\n]*按一个未知的列顺序（每次都相同）逐列读出"
        if s.hidden
        else rf"先写密钥 {s.key}，[^\n]*每行 {len(s.key)} 个字符[^\n]*密钥字母在字母表中的先后逐列读出[^\n]*靠左的列在先"
    ),
    "permute": lambda s: (
        rf"每段 {len(s.numbers)} 个字符[^\n]*未知的数列重新排列，数列中 1 到 {len(s.numbers)} 的每个数恰好出现一次"
        if s.hidden
        else f"依次取原段的第 {'、'.join(s.numbers)} 个字符"
    ),
    "countout": lambda s: rf"由 1 报到{'一个未知的数' if s.hidden else f' {s.count}'}[^\n]*出圈，并写下来",
    "hill": lambda s: r"两两分组[^\n]*a、b、c、d 是未知的整数" if s.hidden else rf"两两分组[^\n]*{_matrix(s)}",
    "playfair": lambda s: _fill(s) + r"在同一行，就各换成它右边的字母[^\n]*在同一列，就各换成它下面的字母",
    "bifid": lambda s: _fill(s) + rf"每 {s.period} 个字母分成一段[^\n]*先依次写下各个字母的行号，后面再依次写下各个字母的列号",
}
"""For each kind of step the words that say what it does, with its key."""


def steps(problem: Cipher) -> str:
    """All steps, in the order of encoding."""
    return r".*\n.*".join(f"({WORDS[kind_of(step)](step)})" for step in problem.steps)


def pairs(problem: Cipher) -> str:
    """The example pairs, in order."""
    return r"[^\n]*\n[^\n]*?".join(rf"\b{first}( -> | \| |\n +密文：){second}\b" for first, second in problem.pairs)
