"""A text with the constraints that it keeps, and texts that break one of them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from random import Random

from synth.generators.instruct import _read, _shape
from synth.generators.instruct._draft import Draft
from synth.verifiers.instruct._check import Check
from synth.verifiers.instruct._letters import NumberCount
from synth.verifiers.instruct._marks import MarkCount
from synth.verifiers.instruct._rules import At, Each, Inside, Where
from synth.verifiers.instruct._text import Language, Text, Unit, reply

_END = re.compile(r"[.!?。！？]\s?")
TRIES, EDITS = 8, 2_000


def shaped(rng: Random, draft: Draft, count: int) -> list[Check]:
    """Up to so many constraints for which a draft is changed: what is put in first, then how it is laid out, and its frame last."""
    stages: list[Sequence[_shape.Shaper]] = [
        _shape.INSERTS,
        _shape.STYLES,
        (_shape.ordered, _shape.ordered, _shape.chained),
        (_shape.in_order,),
        _shape.HEADS,
        _shape.FRAMES,
        _shape.TAILS,
    ]
    weights = (3, 4, 2, 1, 3, 1, 3)
    taken = set[int]()
    while len(taken) < min(count, len(stages)):
        taken.add(rng.choices(range(len(stages)), weights)[0])
    found = list[Check]()
    for number in sorted(taken):
        found += rng.choice(stages[number])(rng, draft)
    return found


def read(
    rng: Random, text: Text, nested: float, of: Sequence[Unit] = ("sentences", "paragraphs", "lines", "bullets", "numbered")
) -> Check | None:
    """A constraint that a text keeps; with a chance of `nested` one on its parts. of: the kinds of parts that it may be about."""
    part_readers = _read.PART_EN if text.language == "en" else _read.PART
    units: list[Unit] = [unit for unit in of if 2 <= len(text.of(unit)) <= 12]
    if rng.random() >= nested or not units:
        if units and rng.random() < 0.45:
            return rng.choice(_read.WHOLE)(rng, text, rng.choice(units))
        return rng.choice((*part_readers, _read.number_count, _read.character_count))(rng, [text])
    unit = rng.choice(units)
    parts, reader = text.of(unit), rng.choice(part_readers)
    mark = next((mark for mark in _shape.SEPARATORS if f"\n{mark}\n" in text.value), "")
    form = rng.randrange(5 if mark else 4)
    if form == 0:
        at = rng.choice((1, -1, 2, rng.randint(1, len(parts))))
        rule = reader(rng, [parts[at - 1 if at > 0 else at]])
        return At(unit, at, rule) if rule else None  # type: ignore[arg-type]
    if form == 1:
        rule = reader(rng, parts)
        return Each(unit, rule) if rule else None  # type: ignore[arg-type]
    if form == 2 and len(parts) > 2:
        but = rng.choice((1, -1, rng.randint(1, len(parts))))
        rest = [part for place, part in enumerate(parts) if place != (but - 1 if but > 0 else len(parts) - 1)]
        rule = reader(rng, rest)
        return Each(unit, rule, but) if rule else None  # type: ignore[arg-type]
    if form == 4:
        rule = reader(rng, [Text(text.value.rpartition(f"\n{mark}\n")[2].strip(), text.language)])
        return Inside("tail", mark, rule) if rule else None  # type: ignore[arg-type]
    return _where(rng, unit, parts, part_readers)


def _where(rng: Random, unit: str, parts: list[Text], readers: Sequence[_read.Reader]) -> Check | None:
    mark = "," if parts[0].language == "en" else "，"
    having = rng.choice((NumberCount(1), MarkCount(1, mark=mark)))
    yes, no = [part for part in parts if having.holds(part)], [part for part in parts if not having.holds(part)]
    if not yes or not no:
        return None
    rule, otherwise = rng.choice(readers)(rng, yes), rng.choice(readers)(rng, no)
    about = (having.kind, "number_count", "digit_count")
    if not rule or not otherwise or rule.kind in about or otherwise.kind in about or rule == otherwise:
        return None
    return Where(unit, having, rule, otherwise)  # type: ignore[arg-type]


def composed(rng: Random, draft: Draft, count: int, nested: float, shapes: int) -> list[Check]:
    """So many constraints that the text of a draft, which is changed for some of them, keeps; fewer where none is found."""
    found = dict[str, Check]()
    wanted = shaped(rng, draft, shapes)
    text = draft.text()
    for check in wanted:
        if check.holds(text):
            found.setdefault(_name(check), check)
    for _ in range(TRIES * count):
        if len(found) >= count:
            break
        further = read(rng, text, nested)
        if further:
            found.setdefault(_name(further), further)
    return list(found.values())[:count]


def _name(check: Check) -> str:
    """Constraints of one name are not put beside one another."""
    rule = getattr(check, "rule", None)
    return f"{check.kind} {getattr(check, 'unit', '')} {rule.kind if rule else ''}"


def broken_once(answer: str, rng: Random, components: Callable[[str], Mapping[str, bool]], edits: int) -> str:
    """An answer changed in one place so that exactly one of its reasons breaks, if so many edits find one; else one that breaks several."""
    fallback = ""
    for text in islice(edited(rng, answer), edits):
        broken = [reason for reason, kept in components(text).items() if not kept]
        if len(broken) == 1:
            return text
        fallback = fallback or (text if broken else "")
    return fallback


def edited(rng: Random, answer: str) -> Iterator[str]:
    """Texts that differ from an answer in one place."""
    lines = answer.split("\n")
    words = answer.split(" ")
    ends = [*(found.end() for found in _END.finditer(answer)), len(answer)]
    zh = not any("a" <= sign <= "z" for sign in answer[:400].lower())
    while True:
        place, at = rng.randrange(len(lines)), rng.randrange(len(words))
        spot = rng.randrange(len(answer))
        kind = rng.randrange(15)
        if kind == 0:
            yield "\n".join(lines[:place] + lines[place + 1 :])
        elif kind == 1:
            other = rng.randrange(len(lines))
            moved = lines[:]
            moved[place], moved[other] = moved[other], moved[place]
            yield "\n".join(moved)
        elif kind == 2:
            yield " ".join(words[:at] + words[at + 1 :])
        elif kind == 3:
            yield answer[:spot] + answer[spot + 1 :]
        elif kind == 4:
            yield answer[:spot] + rng.choice(_signs(zh)) + answer[spot:]
        elif kind == 5:
            yield answer[:spot] + answer[spot].swapcase() + answer[spot + 1 :]
        elif kind == 6:
            yield answer[:spot] + rng.choice(_signs(zh)) + answer[spot + 1 :]
        elif kind == 7:
            yield " ".join([*words[:at], rng.choice(_new(zh)), *words[at:]])
        elif kind == 8:
            yield " ".join([*words[:at], rng.choice(_new(zh)), *words[at + 1 :]])
        elif kind == 9:
            yield answer.rstrip() + rng.choice((" ", "\n", "\n\n")) + rng.choice(_more(zh))
        elif kind == 10:
            yield rng.choice(_more(zh)) + rng.choice((" ", "\n", "\n\n")) + answer
        elif kind == 11:
            yield "\n".join([*lines[:place], "", *lines[place:]])
        elif kind == 12:
            first, second = sorted((rng.randrange(len(ends)), rng.randrange(len(ends))))
            before, after = (ends[one - 1] if one else 0 for one in (first, second))
            swapped = answer[before : ends[first]], answer[ends[first] : after], answer[after : ends[second]]
            yield answer[:before] + "".join(swapped[::-1] if first < second else swapped[:1]) + answer[ends[second] :]
        elif kind == 13:
            yield f"{answer}{'' if zh else ' '}{answer[spot : spot + 40].strip()}"
        else:
            yield "\n".join([*lines[:place], _other_mark(lines[place]), *lines[place + 1 :]])


def _other_mark(line: str) -> str:
    return ("*" if line[:1] in "-+" else "-") + line[1:] if line[:2] in ("- ", "+ ", "* ") else f"- {line}"


def _signs(zh: bool) -> str:
    return "，。！？；：、的了在是不有7一2" if zh else ",.!?;:-etaoinshrdlu7Q2"


def _new(zh: bool) -> tuple[str, ...]:
    return ("好的", "而且，", "可能", "我们都知道", "5") if zh else ("indeed", "and", "very", "perhaps,", "5", "the", "quite")


def _more(zh: bool) -> tuple[str, ...]:
    return (
        ("以上就是全部内容。", "好的，内容如下：", "希望能帮到你！", "还有什么需要吗？")
        if zh
        else (
            "I hope this helps!",
            "Sure, here it is:",
            "Let me know what you think of it.",
            "Is there anything else?",
        )
    )


def nearly(checks: Sequence[Check], answer: str, rng: Random, language: Language) -> str:
    """A text near the answer that breaks exactly one of the constraints, or, where none is found, more than one."""
    several = ""
    for text in islice(edited(rng, answer), EDITS):
        made = reply(text, language)
        broken = 0
        for check in checks:
            broken += not check.holds(made)
            if broken > 1:
                break
        if broken == 1:
            return text
        several = several or (text if broken else "")
    return several


HARD = frozenset(
    "initials endings alphabetical by_length states_count same_count echo shows_sum no_word_twice chain headings labels".split()
)


def weight(check: Check) -> float:
    """How much a constraint takes, in units of a simple one."""
    match check:
        case Where():
            return 1.5 + weight(check.rule) + weight(check.otherwise)
        case Each():
            return 1 + 0.5 * bool(check.but) + weight(check.rule)
        case At() | Inside():
            return 0.5 + weight(check.rule)
    return (2.0 if check.kind in HARD else 1.0) + 0.5 * (getattr(check, "least", 0) == getattr(check, "most", 1))
