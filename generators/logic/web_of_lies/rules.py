"""The rules of web of lies in words: every statement, in every way in which a prompt may put it, and every convention."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from synth.schemas.claims import Rule
from synth.verifiers.logic.web_of_lies import Claim, Count, Is, Link, Same, WebOfLies, Would
from synth.verifiers.parsers.names import CHINESE_NAMES

KINDS = {"truth": "(knight|truth-teller|saint)", "lie": "(knave|liar|sinner)", "spy": "(sp(y|ie)|joker|chameleon|trickster)"}
NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split()
BOUNDS = {"exactly": "(exactly|precisely)", "least": "(at least|no fewer than)", "most": "(at most|no more than)"}
LINKS = {
    "and": ("{}, and {}", "both of these hold: {}; {}"),
    "or": ("{}, or {}, or both", "at least one of these holds: {}; {}"),
    "xor": ("either {}, or {}, but not both", "exactly one of these holds: {}; {}"),
    "if": ("if {}, then {}", "whenever it is true that {}, it is also true that {}"),
    "iff": ("{} if and only if {}", "these two are either both true or both false: {}; {}"),
}


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _words(problem: WebOfLies, claim: Claim, speaker: int, alone: bool = True) -> str:
    """The claim as the speaker (-1: nobody, it is a fact) may put it. alone: not a part of a longer claim."""

    def name(person: int, me: str = "I") -> str:
        return me if person == speaker else problem.people[person]

    if isinstance(claim, Is):
        denied = rf"|not a {KINDS['lie' if claim.kind == 'truth' else 'truth']}" if alone and not problem.spies else ""
        return rf"{name(claim.person)} (am|is) (a {KINDS[claim.kind]}{denied})"
    if isinstance(claim, Same):
        a, b = (claim.b, claim.a) if claim.a == speaker else (claim.a, claim.b)
        both, as_ = ("of the same kind", "of the same kind as") if claim.same else ("of different kinds", "of a different kind from")
        return rf"{name(a)} (and {name(b)} are {both}|is {as_} {name(b, 'me')})"
    if isinstance(claim, Count):
        everyone = len(claim.group) == len(problem.people)
        people = [problem.people[p] for p in claim.group if p != speaker] + ["me"] * (speaker in claim.group)
        group = (r"us" if speaker >= 0 else rf"the {NUMBERS[len(people)]} \w+") if everyone else _listed(people)
        kind = rf"{KINDS[claim.kind]}s?"
        if claim.how == "parity":
            parity = "odd" if claim.number else "even"
            return rf"(the number of {kind} among {group} is {parity}|among {group} there is an {parity} number of {kind})"
        number = rf"{BOUNDS[claim.how]} {NUMBERS[claim.number]}"
        return rf"({number} of {group} (is a|are) {kind}|among {group} there (is|are) {number} {kind})"
    if isinstance(claim, Would):
        return "".join(f"{name(person)} would say that " for person in claim.chain) + _words(problem, claim.claim, speaker)
    sides = [_words(problem, side, speaker, alone=False) for side in (claim.a, claim.b)]
    return "(" + "|".join(form.format(*sides) for form in LINKS[claim.how]) + ")"


def _statements(problem: WebOfLies) -> str:
    says = [rf'{problem.people[speaker]}( says)?[:,] "{_words(problem, claim, speaker)}\."' for speaker, claim in problem.says]
    facts = [rf"(known that|is certain:|beyond doubt:) {_words(problem, claim, -1)}\." for claim in problem.facts]
    return r"\A" + "".join(rf"(?=.*{line})" for line in says + facts) + ".+"


KINDS_ZH = {"truth": "(骑士|老实人|天使|诚实者)", "lie": "(无赖|骗子|魔鬼|说谎者)", "spy": "(间谍|双面人|凡人|滑头)"}
BOUNDS_ZH = {"exactly": "(恰好有|正好有)", "least": "(至少有|起码有)", "most": "(至多有|最多有)"}
LINKS_ZH = {
    "and": ("{}，并且{}", "下面两句都成立：{}；{}"),
    "or": ("{}，或者{}，也可能两者都成立", "下面两句至少有一句成立：{}；{}"),
    "xor": ("要么{}，要么{}，两者不会都成立", "下面两句恰好有一句成立：{}；{}"),
    "if": ("如果{}，那么{}", "只要{}，就一定有{}"),
    "iff": ("{}，当且仅当{}", "下面两句要么都成立，要么都不成立：{}；{}"),
}


def _listed_zh(names: list[str]) -> str:
    return f"{'、'.join(names[:-1])}和{names[-1]}"


def _words_zh(problem: WebOfLies, claim: Claim, speaker: int, alone: bool = True) -> str:
    """As `_words`, in Chinese."""

    def name(person: int) -> str:
        return "我" if person == speaker else CHINESE_NAMES[problem.people[person]]

    if isinstance(claim, Is):
        denied = f"|不是{KINDS_ZH['lie' if claim.kind == 'truth' else 'truth']}" if alone and not problem.spies else ""
        return f"{name(claim.person)}(是{KINDS_ZH[claim.kind]}{denied})"
    if isinstance(claim, Same):
        a, b = (claim.b, claim.a) if claim.b == speaker else (claim.a, claim.b)
        return f"{name(a)}和{name(b)}{'是' if claim.same else '不是'}同一类人"
    if isinstance(claim, Count):
        everyone = len(claim.group) == len(problem.people)
        people = [name(p) for p in claim.group if p != speaker] + ["我"] * (speaker in claim.group)
        group = ("我们" if speaker >= 0 else rf"这 {len(people)} 个\w+") if everyone else _listed_zh(people)
        if claim.how == "parity":
            return f"{group}当中，{KINDS_ZH[claim.kind]}的人数是{'奇数' if claim.number else '偶数'}"
        return f"{group}当中{BOUNDS_ZH[claim.how]} {claim.number} 个{KINDS_ZH[claim.kind]}"
    if isinstance(claim, Would):
        return "".join(f"{name(person)}会说" for person in claim.chain) + _words_zh(problem, claim.claim, speaker)
    sides = [_words_zh(problem, side, speaker, alone=False) for side in (claim.a, claim.b)]
    return "(" + "|".join(form.format(*sides) for form in LINKS_ZH[claim.how]) + ")"


def _statements_zh(problem: WebOfLies) -> str:
    names = [CHINESE_NAMES[name] for name in problem.people]
    says = [f"{names[speaker]}(说|说道)?：“{_words_zh(problem, claim, speaker)}。”" for speaker, claim in problem.says]
    facts = [f"(查明|确定的是|毫无疑问)：{_words_zh(problem, claim, -1)}。" for claim in problem.facts]
    return r"\A" + "".join(f"(?=.*{line})" for line in says + facts) + ".+"


def _parts(claims: Iterable[Claim]) -> Iterator[Any]:
    """All claims and the claims inside them."""
    for claim in claims:
        yield claim
        yield from (claim.a, claim.b) if isinstance(claim, Link) else (claim.claim,) if isinstance(claim, Would) else ()


def _has(kind: type, how: str = "") -> Callable[[WebOfLies], bool]:
    def occurs(problem: WebOfLies) -> bool:
        parts = _parts([*problem.facts, *(claim for _, claim in problem.says)])
        return any(isinstance(part, kind) and how in ("", getattr(part, "how", "")) for part in parts)

    return occurs


def _speaks_of_all(problem: WebOfLies) -> bool:
    parts = _parts(claim for _, claim in problem.says)
    return any(isinstance(part, Count) and len(part.group) == len(problem.people) for part in parts)


RULES = (
    Rule(
        "people",
        {
            "en": lambda problem: _listed([problem.people[person] for person in problem.asked]) + r"\b",
            "zh": lambda problem: _listed_zh([CHINESE_NAMES[problem.people[person]] for person in problem.asked]),
        },
    ),
    Rule(
        "people",
        {
            "en": r"yes or no for each|one yes or no for each|list of yes \(a [^\n]* one entry for each",
            "zh": r"对每个人回答“是”",
        },
    ),
    Rule("people", {"en": r"in this order|in the order in which they are listed here|in the order just given", "zh": r"请按这个顺序"}),
    Rule("truth", {"en": _statements, "zh": _statements_zh}),
    Rule(
        "truth",
        {
            "en": rf"{KINDS['truth']}s?,? ((who )?makes? only true|always tells the truth|never says anything false"
            r"|whose every word is true)",
            "zh": rf"{KINDS_ZH['truth']}只说真话",
        },
    ),
    Rule(
        "truth",
        {
            "en": rf"{KINDS['lie']}s?,? ((who )?makes? only false|always lies|never says anything true|whose every statement is false)",
            "zh": rf"{KINDS_ZH['lie']}只说假话",
        },
    ),
    Rule(
        "truth",
        {
            "en": r"is either a [\w-]+, who|everybody is a [\w-]+ or a|there are no others|there are two kinds of people",
            "zh": rf"他们不是{KINDS_ZH['truth']}就是{KINDS_ZH['lie']}",
        },
        lambda problem: not problem.spies,
    ),
    Rule(
        "truth",
        {
            "en": lambda problem: (
                rf"exactly {NUMBERS[problem.spies]} (is|are)? ?(a )?{KINDS['spy']}"
                rf"|\b{NUMBERS[problem.spies]} of those named below, no more and no fewer, (is|are) (a )?{KINDS['spy']}"
            ),
            "zh": lambda problem: (
                f"恰好有 {problem.spies} 个{KINDS_ZH['spy']}.{{1,20}}其余的人不是{KINDS_ZH['truth']}就是{KINDS_ZH['lie']}"
            ),
        },
        lambda problem: problem.spies > 0,
    ),
    Rule(
        "truth",
        {
            "en": r"may say true and false things alike|says anything, true or false|whose statements can be either"
            r"|free to lie or to tell the truth",
            "zh": rf"{KINDS_ZH['spy']}说的话可真可假",
        },
        lambda problem: problem.spies > 0,
    ),
    Rule(
        "truth",
        {
            "en": r"all know what everybody is|everybody knows who is what|know each other's kinds|know exactly who is of which kind",
            "zh": r"每个人都知道其他人是哪一类",
        },
    ),
    Rule(
        "truth",
        {
            "en": r"\"us\" are all \w+ \w+, the speaker included",
            "zh": r"“我们”指全部 \d+ 个\w+，包括说话的人自己",
        },
        _speaks_of_all,
    ),
    Rule("truth", {"en": r"people of the same kind are both", "zh": r"“同一类人”指都是"}, _has(Same)),
    Rule("truth", {"en": r"include the case that both hold", "zh": r"都包括两句同时成立的情况"}, _has(Link, "or")),
    Rule(
        "truth",
        {
            "en": r"\(also \"whenever\"\) is false only when X is true and Y is false",
            "zh": r"只在甲成立而乙不成立时才是假的",
        },
        _has(Link, "if"),
    ),
    Rule("truth", {"en": r"zero counts as even", "zh": r"零算偶数"}, _has(Count, "parity")),
    Rule(
        "truth",
        {
            "en": rf"would answer yes: this is so when A is a {KINDS['truth']} and X is true, or A is a {KINDS['lie']} and X is false",
            "zh": rf"他是{KINDS_ZH['truth']}而这句话是真的，或者他是{KINDS_ZH['lie']}而这句话是假的",
        },
        _has(Would),
    ),
)
