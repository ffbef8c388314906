"""The rules of zebra puzzles in words, as every phrasing of a prompt states them in its language."""

from collections.abc import Callable

from synth.schemas.claims import Rule
from synth.verifiers.logic.zebra_puzzle import ZebraPuzzle
from synth.verifiers.logic.zebra_puzzle.chinese import WORDS


def _lists(problem: ZebraPuzzle) -> str:
    return "".join(f"(?=.*{attribute.name}: {', '.join(attribute.values)}\n)" for attribute in problem.attributes) + "."


def _lists_zh(problem: ZebraPuzzle) -> str:
    return "".join(f"(?=.*{WORDS[a.name]}：{'、'.join(WORDS[value] for value in a.values)}\n)" for a in problem.attributes) + "."


def _numbers(problem: ZebraPuzzle) -> str:
    """The places and distances that clues speak of."""
    place = problem.place
    texts = {
        f"between .{{1,160}} exactly (one {place}\\b|{clue.number - 1} {place}s)|differ by exactly {clue.number}\\b"
        if clue.kind == "distance"
        else f"{place} {clue.number}\\b"
        for clue in problem.clues
        if clue.number
    }
    return "".join(f"(?=.*({text}))" for text in sorted(texts)) + "."


def _place_zh(problem: ZebraPuzzle) -> str:
    return WORDS[problem.place.capitalize()]


def _numbers_zh(problem: ZebraPuzzle) -> str:
    texts = {
        f"之间恰好隔着 {clue.number - 1} 个人|{_place_zh(problem)}编号正好相差 {clue.number}。"
        if clue.kind == "distance"
        else f"{clue.number} 号{_place_zh(problem)}"
        for clue in problem.clues
        if clue.number
    }
    return "".join(f"(?=.*({text}))" for text in sorted(texts)) + "."


def _ends_zh(problem: ZebraPuzzle) -> str:
    first, last = (f"{number} 号{_place_zh(problem)}" for number in (1, problem.size))
    return (
        f"从左到右依次编号为 1 到 {problem.size}。|最左边的是 {first}，最右边的是 {last}。|从左往右数，第一.是 {first}，最后一.是 {last}，"
    )


def _ends(problem: ZebraPuzzle) -> str:
    place, n = problem.place, problem.size
    return (
        rf"numbered 1 to {n} from left to right|number 1 is the leftmost and number {n} the rightmost"
        rf"|{place} 1 is at the left end, {place} {n} is"
        rf"|going from left to right, the {place}s have the numbers 1 to {n}|from the left: the first is {place} 1\b"
    )


def _uses(*kinds: str) -> Callable[[ZebraPuzzle], bool]:
    return lambda problem: any(clue.kind in kinds for clue in problem.clues)


def _whole(problem: ZebraPuzzle) -> bool:
    return not problem.asks


def _short(problem: ZebraPuzzle) -> bool:
    return bool(problem.asks)


def _asked(problem: ZebraPuzzle) -> str:
    """Each question on a line of its own, in order."""
    place, n = problem.place, problem.size
    lines = []
    for number, ask in enumerate(problem.asks, 1):
        first, last = ask.words[0], ask.words[-1]
        text = {
            "value": rf"(the {last} of .*{first}|what .*{first}.* for {last})",
            "place": rf"(the number of the {place} of .*{first}|the {place} number of .*{first})",
            "between": rf"(how many|the number of) {place}s (there are )?between .*{first}.* and .*{last}.*"
            r"\(0 if they are neighbors or the same person\)",
            "order": rf"(all values of {first} in the order of the {place}s,|the {first} of every person) from {place} 1 to {place} {n}",
        }[ask.kind]
        lines.append(rf"\({number}\) (?-s:{text}.*)\n")
    return "".join(lines)


def _asked_zh(problem: ZebraPuzzle) -> str:
    place, n, lines = _place_zh(problem), problem.size, []
    for number, ask in enumerate(problem.asks, 1):
        first, last = WORDS[ask.words[0]], WORDS[ask.words[-1]]
        text = {
            "value": f".*{first}.*{last}.*",
            "place": f".*{first}.*(的{place}编号|几号{place}.?（只写编号）)",
            "between": f".*({first}.*{last}|{last}.*{first}).*之间(隔着几个人|的人数)（相邻或者是同一个人时，写 0）",
            "order": f"(从 1 号{place}到 {n} 号{place}，每个人在“{first}”一项|“{first}”的全部取值，按{place}编号从 1 到 {n} 排列).*",
        }[ask.kind]
        lines.append(rf"\({number}\) (?-s:{text})\n")
    return "".join(lines)


RULES = (
    Rule(
        "values",
        {
            "en": r"exactly one value of each attribute, and no two people share"
            r"|one value of every attribute, and each value goes to exactly one"
            r"|each one belongs to exactly one person, while every person has exactly one"
            r"|one value from every list; each value is used once"
            r"|fits one person only, and each person has one",
            "zh": r"各有一个取值，任何两个人的取值都不相同|每个人各占一个，每个取值也只归一个人|各有一个，彼此不重复",
        },
    ),
    Rule("values", {"en": _lists, "zh": _lists_zh}),
    Rule("places", {"en": _ends, "zh": _ends_zh}),
    Rule(
        "places",
        {
            "en": lambda p: (
                rf"one person \w+ each|each {p.place} has exactly one of them|one \w+ each {p.place}\b"
                rf"|every {p.place} belongs to one person"
            ),
            "zh": r"恰好对应一个人|一人一|只有一个人",
        },
    ),
    Rule(
        "places",
        {
            "en": lambda p: rf"one line for each {p.place} with its number|{p.size} lines, one per {p.place}: its number",
            "zh": lambda p: f"每.{_place_zh(p)}一行，(先写编号|写上编号)",
        },
        _whole,
    ),
    Rule(
        "header",
        {
            "en": r"names of the attributes, in any order|all attribute names, columns in whatever order",
            "zh": r"属性的先后随意|各列先后不限",
        },
        _whole,
    ),
    Rule(
        "header",
        {"en": r"values in the order of the header|values under their names", "zh": r"照第一行的顺序写各项取值|与表头对应的取值"},
        _whole,
    ),
    Rule(
        "clue",
        {
            "en": r"exactly one arrangement fits all clues|all of these statements are true"
            r"|leave one possible arrangement|leave exactly one way|one arrangement makes everything true",
            "zh": r"符合全部线索的情况只有一种|只能得出一种结果|全部成立的安排只有一种",
        },
    ),
    Rule("clue", {"en": _numbers, "zh": _numbers_zh}, lambda problem: any(clue.number for clue in problem.clues)),
    Rule(
        "clue",
        {
            "en": r'"left" means a lower \w+ number and "right" a higher|to the left of somebody has the smaller \w+ number',
            "zh": r"“左边”指编号较小的一边，“右边”指编号较大|越往左编号越小，越往右编号越大",
        },
        _uses("left", "just_left", "between"),
    ),
    Rule(
        "clue",
        {
            "en": r"mean that the two numbers differ by exactly 1\b|left or right of each other have consecutive numbers",
            "zh": r"都指两个人的编号恰好相差 1。|编号恰好相差 1，才算相邻",
        },
        _uses("next", "apart", "just_left"),
    ),
    Rule(
        "clue",
        {
            "en": r"between two others is at a number strictly between theirs|between two people when one of them is further to the left",
            "zh": r"在那两人的编号中间，远近不限|一个在左、一个在右，谁左谁右不限，也不一定相邻",
        },
        _uses("between"),
    ),
    Rule(
        "clue",
        {
            "en": r"between two people (do not include their own|are counted without those of the two)",
            "zh": r"不算这两个人自己|两头的两个人不算",
        },
        lambda problem: _uses("distance", "apart")(problem) or any(ask.kind == "between" for ask in problem.asks),
    ),
    Rule(
        "clue",
        {
            "en": r'"the other" are never the same person|"the other", two different people are meant',
            "zh": r"“另一个”一定是不同的人|指的都是两个不同的人",
        },
        _uses("pair", "between"),
    ),
    Rule(
        "clue",
        {
            "en": r"two descriptions in one clue may (fit|belong to) the same person",
            "zh": r"可能指同一个人，除非|除非线索本身排除，.*也可能是同一个人",
        },
        _uses("pair", "either"),
    ),
    Rule("question", {"en": _asked, "zh": _asked_zh}, _short),
    Rule(
        "question",
        {
            "en": r"in this order and separated by commas|in this order with commas in between",
            "zh": r"按顺序写，用逗号隔开|依次回答下列各项，答案之间用逗号隔开",
        },
        _short,
    ),
    Rule("format", {"en": r'(by|put|with|use) " \| "', "zh": r"用“ \| ”隔开"}, _whole),
)
