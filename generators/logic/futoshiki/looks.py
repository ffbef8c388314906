"""What a solver sees without trying: bounds along signs, numbers that are placed, last places for a number."""

from collections.abc import Sequence


def deduce(size: int, givens: Sequence[str], pairs: Sequence[tuple[int, int]]) -> tuple[int, list[int]]:
    """Rounds of all deductions that are to be seen at once, until none is left: the unsolved cells of each round added up, and the
    domain that each cell keeps (bit v: the number v + 1 is possible)."""
    every = (1 << size) - 1
    state = [every if cell == "." else 1 << int(cell) - 1 for row in givens for cell in row]
    lines = [range(i * size, (i + 1) * size) for i in range(size)] + [range(i, size * size, size) for i in range(size)]
    looks = 0
    while True:
        looks += sum(1 for domain in state if domain & (domain - 1))
        new = _round(state, lines, pairs)
        if new == state:
            return looks, state
        state = new


def _round(state: list[int], lines: Sequence[range], pairs: Sequence[tuple[int, int]]) -> list[int]:
    """What follows from the state as it stands."""
    new = state[:]
    for x, y in pairs:
        new[x] &= (1 << state[y].bit_length() - 1) - 1  # below the most that y can be
        new[y] &= -((state[x] & -state[x]) << 1)  # above the least that x can be
    for line in lines:
        placed = once = twice = 0
        for x in line:
            domain = state[x]
            if not domain & (domain - 1):
                placed |= domain
            twice |= once & domain
            once |= domain
        alone = once & ~twice
        for x in line:
            domain = state[x]
            if domain & (domain - 1):
                new[x] &= ~placed
                if domain & alone:
                    new[x] &= domain & alone
    return new
