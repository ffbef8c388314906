"""Reads math/impartial_games: every first move that leaves piles whose Grundy numbers cancel, from each pile's own rule."""

import re
from collections.abc import Callable

from reading import Unread, body

Rule = Callable[[int, int], bool]
"""Whether so many stones, at least one, may be taken from a pile of so many."""
PILES = [
    r"Pile ([A-E]) holds (\d+) stones; a move takes from it (.*?)\.(?: |$)", r"Pile ([A-E]) has (\d+) stones, and from it a turn takes (.*?)\.(?: |$)",
    r"\* (\d+) stones in pile ([A-E]), from which a move takes (.*?)(?:,|\.|, and)(?= \*| Each|$)",
]  # fmt: skip
LOSES = r"a player who cannot move (?:loses|on any pile has lost)|(?:a|A) player who has no move left loses"


def follows(prompt: str, answer: str) -> bool:
    text = re.sub(r"\s+", " ", body(prompt))
    if not re.search(LOSES, text):
        raise Unread(text)
    piles = dict[str, tuple[int, Rule]]()
    for one, other, rule in (found for pattern in PILES for found in re.findall(pattern, text)):
        name, count = (other, one) if one.isdigit() else (one, other)
        piles[name] = int(count), _rule(rule)
    if "The piles:" in text:
        counts = dict(re.findall(r"\b([A-E]): (\d+) stones", text))
        rules = re.findall(r"\b([A-E]): (?!\d+ stones)(.*?)(?= [A-E]: | The two players)", text)
        piles = {name: (int(counts[name]), _rule(rule)) for name, rule in rules}
    if not piles or sorted(piles) != list("ABCDE"[: len(piles)]) or re.search(rf"\b{'ABCDEF'[len(piles)]}: |[Pp]ile {'ABCDEF'[len(piles)]}\b", text):
        raise Unread(text)
    numbers = {name: _grundy(count, rule) for name, (count, rule) in piles.items()}
    total = 0
    for name, (count, _) in piles.items():
        total ^= numbers[name][count]
    wins = {
        f"{name}{taken}" for name, (count, rule) in piles.items() for taken in range(1, count + 1)
        if rule(taken, count) and total ^ numbers[name][count] == numbers[name][count - taken]
    }  # fmt: skip
    given = [part.strip() for part in answer.split(",")]
    return given == ["none"] if not wins else len(given) == len(set(given)) and set(given) == wins


def _rule(text: str) -> Rule:
    if text == "any number of stones, at least one":
        return lambda _, __: True
    if found := re.fullmatch(r"any number of stones, at least one, except (\d+(?:, \d+)*(?: (?:or|and) \d+)?)", text):
        but = {int(one) for one in re.findall(r"\d+", found[1])}
        return lambda taken, _: taken not in but
    if found := re.fullmatch(r"exactly (\d+(?:, \d+)*(?: or \d+)?) stones?", text):
        only = {int(one) for one in re.findall(r"\d+", found[1])}
        return lambda taken, _: taken in only
    if found := re.fullmatch(r"at least one and at most (\d+) stones", text):
        most = int(found[1])
        return lambda taken, _: taken <= most
    if text == "at least one stone and at most half of the stones then in the pile":
        return lambda taken, count: 2 * taken <= count
    if text == "a number of stones that divides the number then in the pile, but not all of them":
        return lambda taken, count: count % taken == 0 and taken < count
    if text == "an odd number of stones":
        return lambda taken, _: taken % 2 == 1
    raise Unread(text)


def _grundy(count: int, rule: Rule) -> list[int]:
    """Grundy numbers of piles up to a size: the least number that no move reaches."""
    numbers = list[int]()
    for size in range(count + 1):
        reached = {numbers[size - taken] for taken in range(1, size + 1) if rule(taken, size)}
        numbers.append(next(number for number in range(size + 1) if number not in reached))
    return numbers
