"""Types: as values, as text, and out of what models write.

A type is the number of a variable or a tuple: `("Int",)`, `("Bool",)`, `("[]", t)`, `("*", s, t)` for a pair, `("->", s, t)`."""

import re
from typing import Any

from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.text import plain

Type = Any
"""`int | tuple`; recursive."""
INT, BOOL = ("Int",), ("Bool",)
MOST_CHARACTERS = 3_000
"""Characters of an answer."""
MOST_NODES = 400
"""Of a type."""
DEEPEST = 40
NONE = "untypable"

_ABSENT = (
    r"(?:it |(?:the |this )?(?:expression|program|term) )?(?:is |has |does )?(?:an? )?"
    r"(?:none|untypable|untypeable|untyped|ill-?\s?typed|no type|type[- ]?error|(?:cannot|can't|can not) be typed"
    r"|no (?:valid |possible )?type(?: exists)?|not (?:typable|typeable|well-?\s?typed|type-?\s?check)"
    r"|(?:doesn't|doesn’t) type-?\s?check|there is no (?:such )?type|fails to type-?\s?check)"
    r"(?: (?:under|in) hindley[- ]milner)?(?:\s?[(:,]\s?(?:occurs[- ]check|infinite type|type mismatch|unification)[a-z -]{0,40}\)?)?"
)
_NO_TYPE = re.compile(_ABSENT, re.IGNORECASE)
_READER = Reader(
    WORDS
    | dict.fromkeys(("无类型", "没有类型", "不存在类型", "无法定型", "不能定型", "没有合法的类型", "没有合法类型", "类型错误"), NONE)
    | dict.fromkeys(("没有最一般类型", "无法推断类型", "不可类型化", "无法赋予类型", "它没有类型"), NONE)
    | dict.fromkeys(("该表达式无类型", "表达式无类型", "这个表达式无类型", "该程序无类型"), NONE)
    | dict.fromkeys(("该表达式没有类型", "表达式没有类型", "这个表达式没有类型", "程序没有类型", "该程序没有类型"), NONE)
    | {f"{kind}{verb}": "type is" for kind in ("类型", "最一般类型", "最一般的类型", "最通用的类型", "主类型") for verb in ("是", "为", "")}
    | {f"{whose}的类型{verb}": "type is" for whose in ("它", "表达式", "该表达式", "这个表达式") for verb in ("是", "为", "")}
    | dict.fromkeys(("整数", "整型"), "Int")
    | dict.fromkeys(("布尔", "布尔型", "布尔值"), "Bool")
)
_LEAD = re.compile(
    r"(?:the )?(?:(?:most general|principal|inferred|final|resulting) ){0,2}(?:polymorphic )?type"
    r"(?: of (?:the|this) (?:expression|program))?"
    r"(?:\s?is\b\s?:?|\s?[:=]{1,2})\s*|(?:e|expr|expression|program|it|main)\s?(?:::?|has (?:the )?type)\s*|::?\s*",
    re.IGNORECASE,
)
_LATEX = re.compile(r"\\(to|rightarrow|longrightarrow|times|forall|cdot|left|right|lbrack|rbrack|[a-z]{2,7})(?![a-zA-Z])")
_SIGNS = {"to": "->", "rightarrow": "->", "longrightarrow": "->", "times": "*", "forall": "∀", "lbrack": "[", "rbrack": "]"}
_GREEK: dict[str, str] = dict(
    zip("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi rho sigma tau".split(), "αβγδεζηθικλμνξρστ", strict=True)
)
_UNICODE = str.maketrans({"→": "->", "⟶": "->", "➔": "->", "×": "*", "′": "'", "⇒": "->", "₁": "1", "₂": "2", "₃": "3", "₄": "4", "₀": "0"})
_FORALL = re.compile(r"(?:(?:∀|forall\b)[^.>]{1,60}[.,]\s*)+", re.IGNORECASE)
_NAMED = re.compile(r"[a-z]\w{0,19}\s*+::(?!.*::)", re.ASCII)
_TOKEN = re.compile(r"\s*+(->|[()\[\],*]|'?(?:[A-Za-z]\w{0,9}|[α-ω])'?\d{0,2})", re.ASCII)
_VARIABLE = re.compile(r"'?(?:[A-Za-z]|t[a-z]?|[α-ω])_?\d{0,2}'?\d{0,2}")
_NAMES = {"int": INT, "integer": INT, "bool": BOOL, "boolean": BOOL}


class _Reading:
    def __init__(self, text: str) -> None:
        self.tokens: list[str] = []
        at, text = 0, text.rstrip()
        while at < len(text):
            found = _TOKEN.match(text, at)
            if not found:
                raise ValueError("no type")
            self.tokens.append(found[1])
            at = found.end()
        self.tokens.append("")
        self.at = self.depth = 0
        self.variables: dict[str, int] = {}

    def met(self, token: str) -> bool:
        if self.tokens[self.at].lower() == token:
            self.at += 1
            return True
        return False

    def type(self) -> Type:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ValueError("too deep")
        found = self.product()
        if self.met("->"):
            found = ("->", found, self.type())
        self.depth -= 1
        return found

    def product(self) -> Type:
        found = self.listed()
        if self.met("*"):  # as in ML: `a * b`
            return ("*", found, self.listed())
        return found

    def listed(self) -> Type:
        found = self.atom()
        while self.met("list"):  # as in ML: `a list`
            found = ("[]", found)
        return found

    def atom(self) -> Type:
        token = self.tokens[self.at]
        self.at += 1
        if token == "(":
            found = self.type()
            if self.met(","):
                found = ("*", found, self.type())
            self.close(")")
            return found
        if token == "[":
            found = self.type()
            self.close("]")
            return ("[]", found)
        if token.lower() == "list":  # `List a`, `List[a]`
            if self.met("["):
                found = self.type()
                self.close("]")
                return ("[]", found)
            return ("[]", self.atom())
        if token.lower() in _NAMES:
            return _NAMES[token.lower()]
        if not _VARIABLE.fullmatch(token):
            raise ValueError("no type")
        return self.variables.setdefault(token.replace("_", "").removeprefix("'"), len(self.variables))

    def close(self, token: str) -> None:
        if not self.met(token):
            raise ValueError("no type")


def read(answer: str) -> Type | None:
    """The type that an answer holds, its variables numbered as they appear; NONE where it says that there is none; None where it is
    something else."""
    if len(answer) > MOST_CHARACTERS:
        return None
    text = plain(answer.replace("&gt;", ">"), _READER)
    if _NO_TYPE.fullmatch(text.strip(" .!")):
        return NONE
    text = _LATEX.sub(lambda found: f" {_SIGNS.get(found[1], _GREEK.get(found[1], ''))} ", text).translate(_UNICODE)
    text = re.sub(r"_\{?(\d)\}?", r"\1", text).strip(" $.")
    if lead := _LEAD.match(text):
        text = plain(text[lead.end() :], None)
        if _NO_TYPE.fullmatch(text.strip(" .!")):
            return NONE
    if (text.startswith(("\\", "let ")) or _NAMED.match(text)) and "::" in text:  # behind the program itself, or a name for it
        text = text.rpartition("::")[2]
    text = _FORALL.sub("", text, count=1).strip()
    try:
        reading = _Reading(text)
        found = reading.type()
    except (ValueError, IndexError):
        return None
    return None if reading.tokens[reading.at] else found


def numbered(kind: Type, names: dict[int, int] | None = None) -> Type:
    """The type with its variables numbered as they appear: equal for types that differ in their names."""
    names = {} if names is None else names
    if isinstance(kind, int):
        return names.setdefault(kind, len(names))
    return (kind[0], *[numbered(part, names) for part in kind[1:]])


def is_instance(kind: Type, general: Type, known: dict[int, Type]) -> bool:
    """Whether a type comes from a more general one by putting types for its variables."""
    if isinstance(general, int):
        return bool(known.setdefault(general, kind) == kind)
    if isinstance(kind, int) or kind[0] != general[0]:
        return False
    return all(is_instance(one, other, known) for one, other in zip(kind[1:], general[1:], strict=True))


def text_of(kind: Type, inside: bool = False) -> str:
    """A type as prompts write it: `(a -> b) -> [a] -> (b, Int)`."""
    if isinstance(kind, int):
        return "abcdefghijklmnopqrstuvwxyz"[kind] if kind < 26 else f"a{kind}"
    match kind[0]:
        case "->":
            text = f"{text_of(kind[1], True)} -> {text_of(kind[2])}"
            return f"({text})" if inside else text
        case "*":
            return f"({text_of(kind[1])}, {text_of(kind[2])})"
        case "[]":
            return f"[{text_of(kind[1])}]"
    return str(kind[0])
