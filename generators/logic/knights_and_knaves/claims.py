"""What knights and knaves claims: its rules in words, what cheap policies win, and which problems are the same puzzle.

The policies leave out what the task is there for: statements weighed against each other, case by case."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from msgspec.structs import replace

from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.knights_and_knaves import Claim, Count, Is, KnightsAndKnaves, Link, More, Would, holds, people_in
from synth.verifiers.parsers.names import CHINESE_NAMES, FIRST_NAMES

KINDS = {True: "(knight|truth-teller|saint)", False: "(knave|liar|sinner)"}
NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
BOUNDS = {"exactly": "(exactly|precisely)", "least": "(at least|no fewer than)", "most": "(at most|no more than)"}
LINKS = {
    "or": "({0}, or {1}, or both|at least one of these is true: {0}; {1})",
    "xor": "(either {0}, or {1}, but not both|exactly one of these is true: {0}; {1})",
    "if": "(if {0}, then {1}|whenever it is true that {0}, it is also true that {1})",
    "iff": "these two are either both true or both false: {0}; {1}",
}
KINDS_ZH = {True: "(骑士|老实人|天使)", False: "(无赖|骗子|魔鬼)"}
BOUNDS_ZH = {"exactly": "(恰好有|正好有)", "least": "(至少有|起码有)", "most": "(至多有|最多有)"}
LINKS_ZH = {
    "or": "({0}，或者{1}，也可能两者都成立|下面两句至少有一句成立：{0}；{1})",
    "xor": "下面两句恰好有一句成立：{0}；{1}",
    "if": "(如果{0}，那么{1}|只要{0}，就一定有{1})",
    "iff": "下面两句要么都成立，要么都不成立：{0}；{1}",
}


def _listed(names: list[str], last: str = " and ", joint: str = ", ") -> str:
    return joint.join(names[:-1]) + last + names[-1] if len(names) > 1 else names[0]


def _listed_zh(names: list[str]) -> str:
    return _listed(names, "和", "、")


def _group(people: tuple[int, ...], speakers: tuple[int, ...], names: tuple[str, ...] | list[str], me: str) -> list[str]:
    return [names[p] for p in people if speakers != (p,)] + [me] * (len(speakers) == 1 and speakers[0] in people)


def _english(problem: KnightsAndKnaves, claim: Claim, speakers: tuple[int, ...]) -> str:
    def group(people: tuple[int, ...]) -> str:
        return _listed(_group(people, speakers, problem.people, "me"))

    if isinstance(claim, Is):
        return ("I am" if speakers == (claim.person,) else f"{problem.people[claim.person]} is") + f" a {KINDS[claim.knight]}"
    if isinstance(claim, Count):
        of = f"the {NUMBERS[len(problem.people)]} of us" if len(claim.group) == len(problem.people) else group(claim.group)
        number, kind = f"{BOUNDS[claim.how]} {NUMBERS[claim.number]}", f"{KINDS[claim.knight]}s?"
        return f"({number} of {of} (is a|are) {kind}|among {of} there (is|are) {number} {kind})"
    if isinstance(claim, More):
        first, second, kind = group(claim.group), group(claim.than), f"{KINDS[claim.knight]}s"
        if claim.equal:
            return f"there are exactly as many {kind} among {first} as among {second}"
        return f"(there are more {kind} among {first} than among {second}|there are fewer {kind} among {second} than among {first})"
    if isinstance(claim, Link):
        return LINKS[claim.how].format(_english(problem, claim.first, speakers), _english(problem, claim.second, speakers))
    return "".join(f"{problem.people[p]} would say that " for p in claim.chain) + _english(problem, claim.claim, speakers)


def _chinese(problem: KnightsAndKnaves, claim: Claim, speakers: tuple[int, ...]) -> str:
    names = [CHINESE_NAMES[name] for name in problem.people]

    def group(people: tuple[int, ...]) -> str:
        return _listed_zh(_group(people, speakers, names, "我"))

    if isinstance(claim, Is):
        return ("我" if speakers == (claim.person,) else names[claim.person]) + f"是{KINDS_ZH[claim.knight]}"
    if isinstance(claim, Count):
        of = f"我们 {len(names)} 个人" if len(claim.group) == len(names) else group(claim.group)
        return f"{of}当中{BOUNDS_ZH[claim.how]} {claim.number} 个{KINDS_ZH[claim.knight]}"
    if isinstance(claim, More):
        first, second, kind = group(claim.group), group(claim.than), KINDS_ZH[claim.knight]
        if claim.equal:
            return f"{first}当中的{kind}与{second}当中的{kind}一样多"
        return f"({first}当中的{kind}比{second}当中的多|{second}当中的{kind}比{first}当中的少)"
    if isinstance(claim, Link):
        return LINKS_ZH[claim.how].format(_chinese(problem, claim.first, speakers), _chinese(problem, claim.second, speakers))
    return "".join(f"{names[p]}会说" for p in claim.chain) + _chinese(problem, claim.claim, speakers)


def _statements(problem: KnightsAndKnaves) -> str:
    lines = (
        rf'{_listed([problem.people[p] for p in speakers])}( says| say together| say in chorus)?: "{_english(problem, claim, speakers)}\."'
        for speakers, claim in problem.says
    )
    return r"\A" + "".join(f"(?=.*{line})" for line in lines) + ".+"


def _statements_zh(problem: KnightsAndKnaves) -> str:
    lines = (
        f"{_listed_zh([CHINESE_NAMES[problem.people[p]] for p in speakers])}(说|一起说|齐声说)?：“{_chinese(problem, claim, speakers)}。”"
        for speakers, claim in problem.says
    )
    return r"\A" + "".join(f"(?=.*{line})" for line in lines) + ".+"


def _everybody(words: Callable[[str], str]) -> Callable[[KnightsAndKnaves], str]:
    return lambda problem: r"\A" + "".join(f"(?=.*{words(name)})" for name in problem.people) + ".+"


def _has(kind: type, fits: Callable[[Any], bool] = lambda part: True) -> Callable[[KnightsAndKnaves], bool]:
    def inside(claim: Claim) -> bool:
        parts = (claim.first, claim.second) if isinstance(claim, Link) else (claim.claim,) if isinstance(claim, Would) else ()
        return (isinstance(claim, kind) and fits(claim)) or any(inside(part) for part in parts)

    return lambda problem: any(inside(claim) for _, claim in problem.says)


RULES = (
    Rule("truth", {"en": _statements, "zh": _statements_zh}),
    Rule("people", {"en": _everybody(lambda name: rf"\b{name}\b"), "zh": _everybody(CHINESE_NAMES.__getitem__)}),
    Rule(
        "people",
        {
            "en": r"names of all [\w-]+, in any order, separated by commas, and nobody who is a|list exactly those who are [\w-]+"
            r"|all of them and no others, separated by commas|complete list of [\w-]+, leaving out the [\w-]+",
            "zh": r"请写出所有\w+的名字，用逗号隔开，先后不限，不要写\w+的名字"
            r"|请列出所有\w+，不能多也不能少|全部\w+的名字，不写\w+，用逗号隔开",
        },
    ),
    Rule(
        "truth",
        {
            "en": rf"statement of a {KINDS[True]} is true|{KINDS[True]} says only true things|{KINDS[True]}, who never says anything false"
            rf"|{KINDS[True]}s, all of whose statements are true",
            "zh": rf"{KINDS_ZH[True]}说的每句话都是真的",
        },
    ),
    Rule(
        "truth",
        {
            "en": rf"statement of a {KINDS[False]} is false|{KINDS[False]} says only false things"
            rf"|{KINDS[False]}, who never says anything true|{KINDS[False]}s, all of whose statements are false",
            "zh": rf"{KINDS_ZH[False]}说的每句话都是假的",
        },
    ),
    Rule(
        "truth",
        {
            "en": r"there are only [\w-]+ and [\w-]+\.|each is either a|each of them is a [\w-]+, who|everybody is one or the other",
            "zh": r"只有两类人|每个人不是\w+就是",
        },
    ),
    Rule(
        "truth",
        {"en": r"\"the \w+ of us\" are all the people named here", "zh": r"“我们 \d+ 个人”指这里提到的所有人"},
        lambda problem: _has(Count, lambda part: len(part.group) == len(problem.people))(problem),
    ),
    Rule(
        "truth",
        {"en": r"what two people say together each of them says", "zh": r"等于每个人都说了这句话"},
        lambda problem: any(len(speakers) > 1 for speakers, _ in problem.says),
    ),
    Rule(
        "truth",
        {"en": r"include the case that both are true", "zh": r"都包括两句同时成立的情况"},
        _has(Link, lambda link: link.how == "or"),
    ),
    Rule(
        "truth",
        {"en": r"\(also \"whenever\"\) is false only when X is true and Y is false", "zh": r"只在甲成立而乙不成立时才是假的"},
        _has(Link, lambda link: link.how == "if"),
    ),
    Rule(
        "truth",
        {
            "en": rf"would answer yes: this is so when A is a {KINDS[True]} and X is true, or A is a {KINDS[False]} and X is false",
            "zh": rf"他是{KINDS_ZH[True]}而这句话是真的，或者他是{KINDS_ZH[False]}而这句话是假的",
        },
        _has(Would),
    ),
)


def _names(problem: KnightsAndKnaves, knights: set[int]) -> str:
    return ", ".join(name for person, name in enumerate(problem.people) if person in knights)


def _not_accused(problem: KnightsAndKnaves) -> str:
    """Whoever is called a knave more often than a knight, anywhere, is a knave."""
    votes = [0] * len(problem.people)
    for _, claim in problem.says:
        for part in (claim.first, claim.second) if isinstance(claim, Link) else (claim.claim if isinstance(claim, Would) else claim,):
            if isinstance(part, Is):
                votes[part.person] += 1 if part.knight else -1
    return _names(problem, {person for person, vote in enumerate(votes) if vote >= 0})


def _first_believed(problem: KnightsAndKnaves) -> str:
    """Who speaks first is a knight; from there plain claims about one person are followed; the others are knights."""
    known = dict.fromkeys(problem.says[0][0], True)
    for _ in problem.people:
        for speakers, claim in problem.says:
            for speaker in speakers:
                if isinstance(claim, Is) and speaker in known:
                    known.setdefault(claim.person, known[speaker] == claim.knight)
                elif isinstance(claim, Is) and claim.person in known:
                    known[speaker] = known[claim.person] == claim.knight
    return _names(problem, {person for person in range(len(problem.people)) if known.get(person, True)})


def _put_right(problem: KnightsAndKnaves, knights: set[int], order: list[int]) -> str:
    """The speakers of these statements, in turn, become what they are if the others are what they seem to be so far."""
    for index in order:
        speakers, claim = problem.says[index]
        for speaker in speakers:
            (knights.add if holds(claim, frozenset(knights)) else knights.discard)(speaker)
    return _names(problem, knights)


def _from_knights(problem: KnightsAndKnaves) -> str:
    return _put_right(problem, set(range(len(problem.people))), list(range(len(problem.says))))


def _from_knaves(problem: KnightsAndKnaves) -> str:
    return _put_right(problem, set(), list(range(len(problem.says))) * 2)


def _short_ones_first(problem: KnightsAndKnaves) -> str:
    """All are knaves; three times, those who say the simplest things are put right first."""
    order = sorted(range(len(problem.says)), key=lambda index: len(people_in(problem.says[index][1])))
    return _put_right(problem, set(), order * 3)


SHORTCUTS = (
    Shortcut("all are knights", lambda p: ", ".join(p.people), (0.01,) * 10),
    Shortcut("knights are those whom nobody accuses", _not_accused, (0.06, 0.05, 0.04, 0.03, 0.02) + (0.02,) * 5),
    Shortcut("the first is believed, plain claims are followed", _first_believed, (0.12, 0.06, 0.03, 0.02) + (0.01,) * 6),
    Shortcut("all knights, put right in turn", _from_knights, (0.24, 0.24) + (0.01,) * 8),
    Shortcut("all knaves, put right in turn, twice", _from_knaves, (0.42, 0.36) + (0.01,) * 8),
    Shortcut(
        "all knaves, put right from simple statements to long ones, three times",
        _short_ones_first,
        (0.45, 0.4, 0.05, 0.04, 0.04, 0.04, 0.04, 0.05, 0.06, 0.06),
    ),
)


def copies(problem: KnightsAndKnaves, rng: Random) -> Iterator[KnightsAndKnaves]:
    """Other names, people numbered anew, statements in another order, symmetric parts turned round, knights counted in place of knaves."""
    count = len(problem.people)
    for _ in range(4):
        where = rng.sample(range(count), count)
        says = [(tuple(where[p] for p in reversed(speakers)), _moved(claim, where)) for speakers, claim in problem.says]
        yield KnightsAndKnaves(tuple(rng.sample(FIRST_NAMES, count)), tuple(rng.sample(says, len(says))))


def _moved(claim: Any, where: list[int]) -> Any:
    def group(people: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(where[p] for p in reversed(people))

    if isinstance(claim, Is):
        return Is(where[claim.person], claim.knight)
    if isinstance(claim, Count):
        turned = {"exactly": "exactly", "least": "most", "most": "least"}[claim.how]
        return Count(group(claim.group), not claim.knight, turned, len(claim.group) - claim.number)  # type: ignore[arg-type]
    if isinstance(claim, More):
        groups = (claim.than, claim.group) if claim.equal else (claim.group, claim.than)
        return More(group(groups[0]), group(groups[1]), claim.knight, claim.equal)
    if isinstance(claim, Link):
        first, second = _moved(claim.first, where), _moved(claim.second, where)
        return Link(claim.how, first, second) if claim.how == "if" else Link(claim.how, second, first)
    return Would(tuple(where[p] for p in claim.chain), _moved(claim.claim, where))


def different(problem: KnightsAndKnaves, rng: Random) -> Iterator[KnightsAndKnaves]:
    """A statement less; a knave for a knight; another number."""
    says = problem.says
    yield replace(problem, says=says[1:])
    for place, (speakers, claim) in enumerate(says):
        if isinstance(claim, Is):
            other: Claim = Is(claim.person, not claim.knight)
        elif isinstance(claim, Count):
            other = replace(claim, number=claim.number - 1)
        else:
            continue
        yield replace(problem, says=(*says[:place], (speakers, other), *says[place + 1 :]))
