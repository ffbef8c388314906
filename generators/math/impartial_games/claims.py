"""What impartial games claims: its rules in words, what cheap policies win, and which games are the same."""

from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.math.impartial_games import GUESSES
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.math.impartial_games import LETTERS, ImpartialGames, Kind, moves

_EN: dict[Kind, str] = {
    "any": r"any number of stones, at least one",
    "upto": r"at least one and at most \d+ stones",
    "set": r"exactly [\d, ]+ or \d+ stones",
    "half": r"at most half of the stones then in the pile",
    "odd": r"an odd number of stones",
    "divisor": r"divides the number then in the pile, but not all",
    "not": r"at least one, except \d",
}
_ZH: dict[Kind, str] = {
    "any": r"任意多颗，至少 1 颗",
    "upto": r"至少 1 颗，至多 \d+ 颗",
    "set": r"恰好 \d",
    "half": r"至多取走当时这一堆的一半",
    "odd": r"奇数颗",
    "divisor": r"整除当时这一堆的颗数，但不能全部取完",
    "not": r"但不能取 \d",
}


def _sizes(p: ImpartialGames) -> str:
    told = r"(?=.*(\b{letter}\b.{{0,12}}\b{size}\b|\b{size} stones? in pile {letter}\b))"
    parts = (told.format(letter=letter, size=pile.size) for letter, pile in zip(LETTERS, p.piles, strict=False))
    return r"\A" + "".join(parts) + ".+"


def _kinds(words: dict[Kind, str]) -> Callable[[ImpartialGames], str]:
    return lambda p: ".*".join(words[pile.kind] for pile in p.piles)


RULES = (
    Rule("move", {"en": _sizes, "zh": _sizes}),
    Rule("move", {"en": _kinds(_EN), "zh": _kinds(_ZH)}),
    Rule("move", {"en": r"one pile", "zh": r"选一堆|只在一堆里取"}),
    Rule("losing", {"en": r"last move wins|player who cannot move loses|no move left loses", "zh": r"谁就输|无法再取的人为负"}),
    Rule("losing", {"en": r"nobody may pass|there is no passing|cannot move on any pile has lost", "zh": r"不能跳过|不得弃权"}),
    Rule("missing", {"en": r"\ball\b", "zh": r"写出全部|列出所有"}),
    Rule("missing", {"en": r"write none|with none", "zh": r"就写“无”"}),
)


def _policy(guess: Callable[[ImpartialGames], str]) -> Callable[[ImpartialGames], str]:
    """The moves that it gives, if any."""
    return lambda problem: "" if guess(problem) == "none" else guess(problem)


SHORTCUTS = (
    Shortcut("as if any number might be taken", _policy(GUESSES[0]), (1.0, 0.98, 0.1) + (0.01,) * 7),
    Shortcut("sizes by one more than the largest number", _policy(GUESSES[1]), (1.0, 0.98, 0.98) + (0.01,) * 7),
    Shortcut("a move that would win on its pile alone", _policy(GUESSES[2]), (0.01, 0.01, 0.04) + (0.02,) * 7),
    Shortcut("always none", lambda _: "none", (0.0,) + (0.1,) * 9),
    Shortcut("the largest pile, as much as may be", lambda problem: _most(problem), (0.01, 0.01, 0.04) + (0.06,) * 7),
)


def _most(problem: ImpartialGames) -> str:
    place = max(range(len(problem.piles)), key=lambda k: problem.piles[k].size)
    pile = problem.piles[place]
    return f"{LETTERS[place]}{max(moves(pile.kind, pile.numbers, pile.size), default=1)}"


def copies(problem: ImpartialGames, rng: Random) -> Iterator[ImpartialGames]:
    """The piles in another order."""
    for _ in range(3):
        yield ImpartialGames(tuple(rng.sample(problem.piles, len(problem.piles))))


def different(problem: ImpartialGames, rng: Random) -> Iterator[ImpartialGames]:
    """One stone more or less in a pile."""
    place = rng.randrange(len(problem.piles))
    pile = problem.piles[place]
    other = replace(pile, size=pile.size - 1 if pile.size > 2 else pile.size + 1)
    yield ImpartialGames((*problem.piles[:place], other, *problem.piles[place + 1 :]))
