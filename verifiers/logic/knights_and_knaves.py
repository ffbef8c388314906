"""Knights and knaves: knights say only what is true, knaves only what is false; who are the knights?

Refused for the first of: format (not a list of names, with or without kinds), people (a name twice or with both kinds, or
knaves named and somebody left out), truth (kinds with which somebody would not say what they say). Everybody's kind is asked. What
people say in chorus, each of them says. That the statements leave one way is the generator's promise; the verdict needs the
statements alone."""

import re
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers.chinese import WORDS, Reader
from synth.verifiers.parsers.names import CHINESE_NAMES
from synth.verifiers.parsers.text import plain

MAX_PEOPLE = 14
MAX_LENGTH = 2_000
"""Characters of an answer after its decorations are off."""
Person = Annotated[int, Meta(ge=0, le=MAX_PEOPLE - 1)]
Speakers = Annotated[tuple[Person, ...], Meta(min_length=1, max_length=3)]
Group = Annotated[tuple[Person, ...], Meta(min_length=2, max_length=MAX_PEOPLE)]


class Is(msgspec.Struct, frozen=True, array_like=True, tag="is"):
    """The person is a knight (or a knave)."""

    person: Person
    knight: bool


class Count(msgspec.Struct, frozen=True, array_like=True, tag="count"):
    """Exactly, at least or at most `number` of the group are knights (or knaves)."""

    group: Group
    knight: bool
    how: Literal["exactly", "least", "most"]
    number: Annotated[int, Meta(ge=0, le=MAX_PEOPLE)]


class More(msgspec.Struct, frozen=True, array_like=True, tag="more"):
    """There are more knights (or knaves) in the first group than in the second; as many, when `equal`."""

    group: Group
    than: Group
    knight: bool
    equal: bool


Atom = Is | Count | More


class Link(msgspec.Struct, frozen=True, array_like=True, tag="link"):
    """The second holds if the first does; exactly if the first does; at least one of them holds; exactly one does."""

    how: Literal["if", "iff", "or", "xor"]
    first: Atom
    second: Atom


class Would(msgspec.Struct, frozen=True, array_like=True, tag="would"):
    """The first, asked about it, would say that the second would say ... that the claim holds."""

    chain: Annotated[tuple[Person, ...], Meta(min_length=1, max_length=3)]
    claim: Atom | Link


Claim = Atom | Link | Would


class KnightsAndKnaves(Problem, frozen=True):
    """People of unknown kinds and what they say."""

    people: Annotated[tuple[Annotated[str, Meta(pattern=r"^[A-Z][a-z]{1,11}\Z")], ...], Meta(min_length=2, max_length=MAX_PEOPLE)]
    """Names, to which statements refer by number: `("Freya", "Quentin")`."""
    says: Annotated[
        tuple[tuple[Annotated[tuple[Person, ...], Meta(min_length=1, max_length=3)], Claim], ...], Meta(min_length=1, max_length=30)
    ]
    """Who speaks, several in chorus, and what they say: `(((1,), Is(person=0, knight=True)),)`."""

    def __post_init__(self) -> None:
        if len(set(self.people)) != len(self.people) or not RESERVED.isdisjoint(name.lower() for name in self.people):
            raise ValueError("nobody is named twice, or by a word that means something else in answers")
        for speakers, claim in self.says:
            if len(set(speakers)) != len(speakers) or max(people_in(claim).union(speakers)) >= len(self.people):
                raise ValueError("somebody speaks twice in one chorus, or has no name")


def people_in(claim: Claim) -> set[int]:
    """Everybody whose kind the claim is about."""
    if isinstance(claim, Is):
        return {claim.person}
    if isinstance(claim, Count):
        return set(claim.group)
    if isinstance(claim, More):
        return {*claim.group, *claim.than}
    if isinstance(claim, Link):
        return people_in(claim.first) | people_in(claim.second)
    return set(claim.chain) | people_in(claim.claim)


def holds(claim: Claim, knights: frozenset[int]) -> bool:
    """Whether it is true when exactly these are knights."""
    if isinstance(claim, Is):
        return (claim.person in knights) == claim.knight
    if isinstance(claim, Count):
        found = _number(claim.group, claim.knight, knights)
        return found == claim.number if claim.how == "exactly" else found >= claim.number if claim.how == "least" else found <= claim.number
    if isinstance(claim, More):
        first, second = _number(claim.group, claim.knight, knights), _number(claim.than, claim.knight, knights)
        return first == second if claim.equal else first > second
    if isinstance(claim, Link):
        a, b = holds(claim.first, knights), holds(claim.second, knights)
        return {"if": b or not a, "iff": a == b, "or": a or b, "xor": a != b}[claim.how]
    true = holds(claim.claim, knights)
    for person in claim.chain:
        true = true == (person in knights)
    return true


def _number(group: tuple[int, ...], knight: bool, knights: frozenset[int]) -> int:
    found = sum([person in knights for person in group])
    return found if knight else len(group) - found


_KNIGHT = frozenset("knight knights saint saints truthful truth teller tellers honest yes y true".split())
_KNAVE = frozenset("knave knaves sinner sinners liar liars lies lie dishonest no n false".split())
_IDLE = frozenset(
    "and is are a an the all both of them these those people only everybody everyone always tells tell answer names name person "
    "kind type role identity".split()
)
_REST = frozenset("others rest else".split())
RESERVED = _KNIGHT | _KNAVE | _IDLE | _REST | {"not", "none", "nobody", "everybody", "everyone"}
"""Words of answers that can be nobody's name."""
_ZH = {
    **dict.fromkeys(("骑士", "老实人", "天使", "诚实者", "说真话的人", "说真话", "诚实"), "knight"),
    **dict.fromkeys(("无赖", "骗子", "魔鬼", "说谎者", "说假话的人", "说假话", "说谎"), "knave"),
}
_IS = {
    f"{verb}{one}{kind}": f"{no}{word}"
    for kind, word in _ZH.items()
    for verb, no in (("是", ""), ("不是", "not "))
    for one in ("", "个", "一个")
}
_ARE = {f"{verb}{kind}": word for kind, word in _ZH.items() for verb in ("都是", "为", "有", "的是")}
_HEADS = {f"{kind}{verb}": word for kind, word in _ZH.items() for verb in ("是", "有", "为", "包括")}
_NAMED = {chinese: f"{name} " for name, chinese in CHINESE_NAMES.items()}
_READER = Reader(WORDS | dict.fromkeys(("其他人", "其余的人", "其余人", "其他的人"), "others") | _ZH | _IS | _ARE | _HEADS | _NAMED)
_TELLER = re.compile(r"truth[- ]?(?=teller)")
_BULLET = re.compile(r"^[ \t]*(?:[-*•]|\d{1,2}[.)])[ \t]+", re.MULTILINE)
_SIGNS = str.maketrans(dict.fromkeys("✓✔✅", " yes ") | dict.fromkeys("✗✘❌", " no "))
_TEXT = re.compile(r"[a-z\s,;:.|/()\[\]{}\"'`*_=<>→⇒&-]*")
_TOKEN = re.compile(r"[a-z]+")


def _kinds(answer: str, people: tuple[str, ...]) -> tuple[list[int], list[int]] | None:
    """Those who are said to be knights, and those who are said to be knaves."""
    text = _BULLET.sub("", plain(answer, _READER).translate(_SIGNS).lower())
    if len(text) > MAX_LENGTH or not _TEXT.fullmatch(text):
        return None
    number = {name.lower(): person for person, name in enumerate(people)} | dict.fromkeys(_REST, len(people))
    shape, named, kinds, denied = "", list[int](), list[bool](), False
    for token in _TOKEN.findall(_TELLER.sub("", text)):
        if token in number:
            named.append(number[token])
            shape += "n"
        elif token in _KNIGHT or token in _KNAVE:
            kinds.append((token in _KNIGHT) != denied)
            shape += "k"
        elif token == "not" and not denied:
            denied = True
            continue
        elif token not in _IDLE or denied:
            if not (denied and token in ("a", "an")):
                return None
            continue
        if denied and shape[-1] == "n":
            return None
        denied = False
    if denied or not named:
        return None
    if not kinds:
        return (named, []) if len(people) not in named else None
    if not re.fullmatch(r"(?:kn+)+|(?:n+k)+", shape) or not any(kinds):
        return None
    runs = [len(run) for run in shape.split("k") if run]
    split: tuple[list[int], list[int]] = ([], [])
    for kind, run in zip(kinds, runs, strict=True):
        split[not kind].extend(named[:run])
        del named[:run]
    for side in split:
        if len(people) in side:  # `the others are knaves`
            side.remove(len(people))
            side.extend(set(range(len(people))).difference(*split))
            break
    return split if len(people) not in split[0] + split[1] else None


def verify(problem: KnightsAndKnaves, answer: str) -> Verdict:
    found = _kinds(answer, problem.people)
    if found is None:
        return refuse("format")
    knights, knaves = found
    everybody = [*knights, *knaves]
    if len(set(everybody)) != len(everybody) or (knaves and len(everybody) < len(problem.people)):
        return refuse("people")
    chosen = frozenset(knights)
    fits = all((speaker in chosen) == holds(claim, chosen) for speakers, claim in problem.says for speaker in speakers)
    return ACCEPT if fits else refuse("truth")


_FOUR = KnightsAndKnaves(
    ("Freya", "Quentin", "Jamal", "Priya"),
    (
        ((0,), Count((0, 1, 2, 3), False, "exactly", 1)),
        ((1, 2), Is(0, False)),
        ((3,), Link("if", Is(1, True), Is(2, False))),
    ),
)
"""Quentin and Jamal are knights."""


def _in_chinese(answer: str) -> str:
    return answer.format(*(CHINESE_NAMES[name] for name in _FOUR.people))


EXAMPLES = (
    (_FOUR, "| Person | Type |\n|---|---|\n| Freya | knave |\n| Quentin | knight |\n| Jamal | knight |\n| Priya | knave |", ""),
    (_FOUR, "Quentin, Jamal", ""),
    (_FOUR, "Jamal and Quentin", ""),
    (_FOUR, '["Quentin", "Jamal"]', ""),
    (_FOUR, "- Quentin\n- Jamal", ""),
    (_FOUR, "1. Jamal\n2. Quentin", ""),
    (_FOUR, "The knights are Quentin and Jamal.", ""),
    (_FOUR, "Quentin and Jamal are knights; Freya and Priya are knaves.", ""),
    (_FOUR, "Knights: Quentin, Jamal. Knaves: Freya, Priya.", ""),
    (_FOUR, "Quentin and Jamal tell the truth; Freya and Priya lie.", ""),
    (_FOUR, "Quentin and Jamal are knights, the others are knaves", ""),
    (_FOUR, "Freya: knave, Quentin: knight, Jamal: knight, Priya: knave", ""),
    (_FOUR, '{"Freya": "liar", "Quentin": "truth-teller", "Jamal": "truth-teller", "Priya": "liar"}', ""),
    (_FOUR, "Freya is not a knight, Quentin is a knight, Jamal is a knight, Priya is not a knight", ""),
    (_FOUR, "| Name | Kind |\n|---|---|\n| Freya | Knave |\n| Quentin | Knight |\n| Jamal | Knight |\n| Priya | Knave |", ""),
    (_FOUR, r"\text{Quentin, Jamal}", ""),
    (_FOUR, "", "format"),
    (_FOUR, "none", "format"),
    (_FOUR, "Quentin or Jamal", "format"),
    (_FOUR, "not Quentin, Jamal", "format"),
    (_FOUR, "Quentin, Jamal, Hugo", "format"),
    (_FOUR, "Knaves: Freya, Priya", "format"),
    (_FOUR, "Quentin, Jamal, knave", "format"),
    (_FOUR, "Quentin and the others", "format"),
    (_FOUR, "Knights: Quentin, Jamal, knaves", "format"),
    (_FOUR, "Knight Quentin knight, Jamal knight, Freya knave, Priya knave", "format"),
    (_FOUR, "Quentin, Jamal: knights; others: knaves; rest: knaves", "format"),
    (_FOUR, "Quentin, Jamal, Quentin", "people"),
    (_FOUR, "Quentin: knight, Jamal: knight, Jamal: knave, Freya: knave, Priya: knave", "people"),
    (_FOUR, "Knights: Quentin, Jamal. Knaves: Freya.", "people"),
    (_FOUR, "Quentin", "truth"),
    (_FOUR, "Freya, Quentin, Jamal, Priya", "truth"),
    (_FOUR, "Freya: knight, Quentin: knave, Jamal: knave, Priya: knight", "truth"),
    (_FOUR, _in_chinese("{1}，{2}"), ""),
    (_FOUR, _in_chinese("答案是：{1}和{2}。"), ""),
    (_FOUR, _in_chinese("骑士是{1}、{2}"), ""),
    (_FOUR, _in_chinese("骑士：「{1}」、「{2}」"), ""),
    (_FOUR, _in_chinese("{1}和{2}是骑士，{0}和{3}是无赖"), ""),
    (_FOUR, _in_chinese("{1}和{2}是骑士，其他人都是无赖。"), ""),
    (_FOUR, _in_chinese("{0}：骗子；{1}：老实人；{2}：老实人；{3}：骗子"), ""),
    (_FOUR, _in_chinese("{0}不是骑士，{1}是骑士，{2}是骑士，{3}不是骑士"), ""),
    (_FOUR, _in_chinese("{0}，{1}"), "truth"),
    (_FOUR, _in_chinese("{1}或者{2}"), "format"),
    (_FOUR, _in_chinese("骑士有{1}、{2}，无赖有{0}"), "people"),
    (_FOUR, _in_chinese("也许是{1}和{2}"), "format"),
)
