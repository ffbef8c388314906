"""What tasks with constraints claim alike: how each constraint shows in a prompt, and what cheap replies are."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from synth.generators.instruct import _say
from synth.schemas.claims import Rule
from synth.verifiers.instruct._check import MANY, Check
from synth.verifiers.instruct._rules import IfGiven, Where
from synth.verifiers.instruct._words import OwnSentences, Tongue

ONCE = {"en": {0: "0|no|any", 1: "1|one|once|a|any", 2: "2|twice"}, "zh": {1: "1|一", 2: "2|两|二"}}
NAMED = {
    "en": {
        "word_count": "words?",
        "uses_all": "include|contain|can be found",
        "uses_times": "use|appear",
        "avoids": "do without|do not use|stay away",
        "phrase_order": "order",
        "no_repeated_run": "words in a row|consecutive words",
        "distinct_words": "different words?|every word once only",
        "no_word_twice": "repeated words|more than once",
        "word_length": "longer than|more than",
        "long_words": "letters or more",
        "word_at": "word of",
        "as_given": "note",
        "copies": "letter by letter|single character",
        "one_of": "one of",
        "starts_with": "begin with|open",
        "ends_with": "end with|last thing|end in",
        "character_count": "characters",
        "letter_count": "the letter",
        "without_letter": "do without the letter|avoid the letter",
        "initial_count": "begin",
        "initials": "first letters",
        "endings": "end",
        "palindromes": "reads? the same",
        "digit_count": "digits?",
        "number_count": "in digits",
        "upper": "capital letters only|entirely in capitals",
        "lower": "small letters only|single capital letter",
        "capital_words": "in CAPITALS",
        "capital_start": "capital letter|a capital",
        "title_case": "every word|each word",
        "in_capitals": "in capital",
        "without_mark": "do without|use no",
        "mark_count": "contain|there must be",
        "wrapped": "double quotation marks",
        "pairs": "brackets|quotation marks",
        "unit_count": "have|write|there must be",
        "tagged": "tags",
        "title": "<<",
        "heading_first": "first line|start with a line",
        "headings": "heading",
        "parted": "parts",
        "postscript": "last paragraph|paragraph of its own",
        "bulleted": "bullet points",
        "numbered": "number",
        "line_length": "characters",
        "no_empty_lines": "empty line",
        "framed": "at the very top",
        "fenced": "three backticks",
        "labels": "lines that begin|its label",
        "repeats": "repeat this sentence|first line must be this",
        "alphabetical": "alphabet",
        "by_length": "more words|fewer words|longer and longer|shorter and shorter",
        "ascending": "first number",
        "chronological": "2031-05-14",
        "openings": "begin",
        "closings": "end with",
        "chain": "last word|word that ends",
        "same_count": "whole text",
        "longer": "more words|longer than",
        "echo": "the same as|use it as",
        "states_count": "last line",
        "shows_sum": "the sum|the addition",
    },
    "zh": {
        "word_count": "字",
        "uses_all": "出现|写到",
        "uses_times": "次",
        "avoids": "不得出现|不要用",
        "phrase_order": "先后",
        "no_repeated_run": "连续|连在一起",
        "distinct_words": "不同的字|重复的字只算一个",
        "no_word_twice": "出现两次|不能有重复",
        "as_given": "便条",
        "copies": "原样抄写|一字不差",
        "one_of": "之一",
        "word_at": "个字",
        "endings": "末字|尾字",
        "starts_with": "开头",
        "ends_with": "结尾|末尾",
        "character_count": "个字符",
        "without_letter": "不得出现|避开",
        "initials": "第一个字|首字",
        "digit_count": "阿拉伯数字",
        "number_count": "阿拉伯数字",
        "without_mark": "不得使用|也不要有",
        "mark_count": "个",
        "wrapped": "双引号",
        "pairs": "括号|引号",
        "unit_count": "句|段|行|项|标题|星号",
        "tagged": "标签",
        "title": "《",
        "heading_first": "第一行|单独一行",
        "headings": "标题",
        "parted": "部分",
        "postscript": "附言",
        "bulleted": "项目",
        "numbered": "编号",
        "line_length": "字符",
        "no_empty_lines": "空行",
        "framed": "全文之上|最上面",
        "fenced": "代码块",
        "labels": "标签|开头",
        "repeats": "照抄|原样写上",
        "by_length": "比前面|一个比一个",
        "ascending": "依次变|越来越",
        "chronological": "2031-05-14",
        "openings": "开头",
        "closings": "最后一个字|末字",
        "chain": "顶真|末字",
        "same_count": "全文",
        "longer": "比",
        "echo": "相同|用作",
        "states_count": "最后一行",
        "shows_sum": "相加|加法",
    },
}
"""Words by which each kind of constraint is known."""
BOTH = {"en": "of both kinds", "zh": "两种.{1,3}都要有"}


def _numbers(check: Check, language: str) -> Iterator[str]:
    """A pattern for each number and text that a constraint holds."""
    for name in check.__struct_fields__:
        value = getattr(check, name)
        if name in ("least", "most"):
            least, most = getattr(check, "least", 0), getattr(check, "most", MANY)
            if (name == "least" and value == 0 and most > 0) or (name == "most" and value in (MANY, 20_000)):
                continue
            yield rf"(?<!\d)(?:{ONCE[language].get(value, value)})(?!\d)" if language == "en" or least != most else str(value)
        elif name in ("phrase", "word", "passage", "heading", "label", "sentence", "line", "separator", "tag") and isinstance(value, str):
            yield re.escape(value) if value else "."
        elif name in ("phrases", "headings", "labels", "endings"):
            yield from (re.escape(one) for one in value)


def pattern(check: Check, language: str) -> str:
    """What a prompt matches that states a constraint on one of its lines."""
    parts = [BOTH[language] for one in _say.innermost(check) if isinstance(one, Where)]
    for one in _say.innermost(check):
        if one is not getattr(check, "having", None):  # `that contains a number`
            parts += [NAMED[language][one.kind]] if one.kind in NAMED[language] else []
            parts += _numbers(one, language)
    return _on_a_line(parts)


def condition(check: Check, language: str) -> str:
    """What a prompt matches that states a condition on a note."""
    some = (getattr(check, "least", 0), getattr(check, "most", 0)) == (1, MANY)  # `contains a number`
    return _on_a_line([{"en": "if the note", "zh": "如果便条"}[language], *(() if some else _numbers(check, language))])


def _on_a_line(parts: list[str]) -> str:
    on_one_line = "".join(f"(?=[^\\n]*(?:{part}))" for part in parts)
    return rf"(?=(?:[^\n]*\n)*?{on_one_line})"


def rules(groups: Sequence[str]) -> tuple[Rule, ...]:
    """For each group of constraints that a task has: whatever of it is in a problem is stated."""
    return tuple(Rule(group, {language: _words(group, language) for language in NAMED}, _has(group)) for group in groups)


def numbers(checks: Callable[[Any], Sequence[Check | None]], group: str) -> Rule:
    """What a number is, where it matters. checks: the constraints of a problem, some of which may be none."""

    def counted(problem: Any) -> bool:
        return any(_say.counts_numbers(one) for outer in checks(problem) if outer for one in _say.innermost(outer))

    return Rule(group, {"en": r"run of digits.*?number", "zh": r"算一个数，.{1,14}两个数"}, counted)


def _has(group: str) -> Callable[[Any], bool]:
    return lambda problem: bool(_of(problem, group))


def _words(group: str, language: str) -> Callable[[Any], str]:
    return lambda problem: _stated(problem, group, language)


def _of(problem: Any, group: str) -> list[Check]:
    """The rules of a group, those of all branches too."""
    found = list[Check]()
    for rule in problem.rules:
        found += [*(case.rule for case in rule.cases), rule.otherwise] if isinstance(rule, IfGiven) else [rule]
    return [rule for rule in found if rule.group == group and not isinstance(rule, OwnSentences | Tongue)]


def _stated(problem: Any, group: str, language: str) -> str:
    branches = [rule for rule in problem.rules if isinstance(rule, IfGiven)]
    given = [one for rule in branches for case in rule.cases for one in case.given]
    return "".join([*(pattern(rule, language) for rule in _of(problem, group)), *(condition(one, language) for one in given)]) + "."


SENTENCES = {
    "en": (
        "First of all there is {} to be mentioned.",
        "Everybody around here talks of {} these days.",
        "Then we come to {} without any delay.",
        "You should also know about {} by now.",
        "Some people have asked me for {} again.",
        "It would be wrong to forget {} in this place.",
        "Another matter is {} which counts as well.",
        "Last but not least comes {} for a good reason.",
    ),
    "zh": (
        "首先要说的当然是{}这一点。",
        "最近街坊邻居都在谈论{}呢。",
        "接着我们就讲到{}的情况。",
        "想必大家也听说过{}了吧。",
        "有些朋友又来问我{}怎么样。",
        "这里如果漏掉{}可就不对了。",
        "另外一件事情跟{}有关系。",
        "最后不得不提的还有{}和其他。",
    ),
}
LATIN = (
    "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna aliqua"
    " enim ad minim veniam quis nostrud exercitation ullamco laboris nisi aliquip ex ea commodo consequat"
).split()


def details(problem: Any) -> tuple[str, ...]:
    """What a text has to tell, where the request is one for a text."""
    return next((rule.phrases for rule in getattr(problem, "rules", ()) if isinstance(rule, OwnSentences)), ())


def form_letter(problem: Any) -> str:
    """A sentence that fits anything around each detail."""
    gap = " " if problem.language == "en" else ""
    return gap.join(one.replace("{}", fact) for one, fact in zip(SENTENCES[problem.language], details(problem), strict=False))


def same_sentence(problem: Any) -> str:
    """The same sentence around each detail."""
    if problem.language == "en":
        return " ".join(f"This is a text that is about {fact} as well." for fact in details(problem))
    return "".join(f"这一篇文字要写到的内容是{fact}。" for fact in details(problem))


def meaningless(problem: Any) -> str:
    """Words that mean nothing around the details."""
    facts = details(problem)
    if problem.language == "zh":
        return "".join(f"天地玄黄宇宙洪荒日月盈昃{fact}。"[number:] for number, fact in enumerate(facts))
    return " ".join(f"{' '.join(LATIN[4 * k : 4 * k + 4]).capitalize()} {fact}." for k, fact in enumerate(facts))


def stuffed(problem: Any) -> str:
    """The details alone, a line each."""
    return "\n".join(f"- {fact}." for fact in details(problem))
