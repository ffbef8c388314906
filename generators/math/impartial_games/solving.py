"""Worked solutions of impartial games: values of piles by their rules, the sum in Nim, and what each pile has to become."""

from functools import reduce
from operator import xor

from synth.verifiers.math.impartial_games import LETTERS, ImpartialGames, Pile, moves, values
from synth.verifiers.math.impartial_games.derivation import modulus


def worked(problem: ImpartialGames, without: int = -1) -> tuple[str, str]:
    """The lines, and the answer that they find. without: the place of a pile that is forgotten in the sum; -1 in a right solution."""
    said: list[str] = []
    largest: dict[tuple[object, ...], tuple[int, str, Pile]] = {}
    for letter, pile in zip(LETTERS, problem.piles, strict=False):
        rule = pile.kind, pile.numbers
        if rule not in largest or pile.size > largest[rule][0]:
            largest[rule] = pile.size, letter, pile
    for size, letter, pile in largest.values():
        said += _values(letter, pile, size)
    worth = [values(pile.kind, pile.numbers, pile.size)[-1] for pile in problem.piles]
    summed = [value for place, value in enumerate(worth) if place != without]
    total = reduce(xor, summed, 0)
    said.append(f"{' xor '.join(map(str, summed))} = {total}")
    answer: list[str] = []
    for letter, pile, own in zip(LETTERS, problem.piles, worth, strict=False) if total else ():
        table = values(pile.kind, pile.numbers, pile.size)
        found = [f"{letter}{taken}" for taken in moves(pile.kind, pile.numbers, pile.size) if table[pile.size - taken] == own ^ total]
        said.append(f"{letter}: {own} xor {total} = {own ^ total} -> {', '.join(found) or 'none'}")
        answer += found
    return "\n".join(f"S{number}: {line}" for number, line in enumerate(said, 1)), ", ".join(answer) or "none"


def _values(letter: str, pile: Pile, size: int) -> list[str]:
    """The values up to a size: at once where there is a formula."""
    table = values(pile.kind, pile.numbers, size)
    if pile.kind == "any":
        return [f"g_{letter}({size}) = {size}"]
    if by := modulus(pile):
        return [f"g_{letter}({size}) = {size} mod {by} = {table[size]}"]
    said = []
    for stones in range(size + 1):
        reached = sorted({table[stones - taken] for taken in moves(pile.kind, pile.numbers, stones)})
        said.append(f"g_{letter}({stones}) = mex{{{', '.join(map(str, reached))}}} = {table[stones]}")
    return said
