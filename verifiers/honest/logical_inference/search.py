"""Propositional search by unit propagation and splitting. A set of literals, and so a clause, is the bits of one integer: 2n for the
literal n, 2n + 1 for -n."""

from collections.abc import Iterable

BUDGET = 400
"""Splits in one search for a label; problems within the generator's range need a few dozen at most."""

SPLITS = 32
"""Splits in judging one clause of a step; what takes more from so few premises is no single step."""

CASES = 4
"""Open literals of a clause that one round of inference looks at together."""

MOST = 64
"""Atoms are numbered from 1 to this."""

_PLUS = sum(1 << 2 * n for n in range(MOST + 1))


def bits(literals: Iterable[int]) -> int:
    found = 0
    for n in literals:
        found |= 1 << (2 * n if n > 0 else 1 - 2 * n)
    return found


def opposite(literals: int) -> int:
    return (literals & _PLUS) << 1 | literals >> 1 & _PLUS


def atoms(held: int) -> frozenset[int]:
    """The numbers of the literals without negation in a set."""
    return frozenset(n for n in range(1, MOST + 1) if held >> 2 * n & 1)


def propagate(clauses: list[int], held: int) -> tuple[list[int], int] | None:
    """Everything that single literals force, one after another: the clauses still open, without their false literals, and all
    literals that hold; None on a contradiction."""
    denied = opposite(held)
    if held & denied:
        return None
    while True:
        left: list[int] = []
        before = held
        for clause in clauses:
            if clause & held:
                continue
            rest = clause & ~denied
            if rest & (rest - 1):
                left.append(rest)
            elif not rest:
                return None
            else:
                held |= rest
                denied |= opposite(rest)
        if held == before:
            return left, held
        left.reverse()  # what waited for a later clause finds it sooner
        clauses = left


def model(clauses: list[int], held: int = 0, budget: int = BUDGET) -> int | None:
    """Literals that hold in some model, what is not among them being open (or false), or None when there is no model. Raises
    ValueError when the search takes more splits than its budget."""
    splits = 0
    stack = [(clauses, held)]
    while stack:
        found = propagate(*stack.pop())
        if found is None:
            continue
        left, held = found
        if not left:
            return held
        splits += 1
        if splits > budget:
            raise ValueError("too hard to settle")
        wanted = _split(left)
        stack += ((left, held | opposite(wanted)), (left, held | wanted))
    return None


def _split(clauses: list[int]) -> int:
    """A negative literal, so that few atoms get true, of the atom that stands most often with either sign, out of those in clauses of
    the shortest length."""
    short, near = min(map(int.bit_count, clauses)), 0
    for clause in clauses:
        if clause.bit_count() == short:
            near |= clause
    near |= opposite(near)
    left, best, most = near & ~_PLUS, 0, -1
    stands: dict[int, int] = {}  # in how many clauses a literal does
    for clause in clauses:
        within = clause & near
        while within:
            literal = within & -within
            within ^= literal
            stands[literal] = stands.get(literal, 0) + 1
    while left:
        no = left & -left
        left ^= no
        times = stands.get(no, 0), stands.get(no >> 1, 0)
        weight = 4 * times[0] * times[1] + times[0] + times[1]
        if weight > most:
            best, most = no, weight
    return best


def follows(clauses: list[int], wanted: int, budget: int = BUDGET) -> bool:
    """Whether the clauses entail a clause. Raises ValueError as `model` does."""
    denied = opposite(wanted)
    return bool(wanted & denied) or model(clauses, denied, budget) is None


def spread(given: list[int], held: int) -> int:
    """What is held after one round of inference: every clause gives what all its open literals have in common, each being itself and what
    another clause makes of it at once. So a clause with one open literal gives that, and `A or B` gives C where A implies C and B does."""
    denied = opposite(held)
    left = []
    for clause in given:
        if not clause & held:
            rest = clause & ~denied
            if not rest:
                return held | clause  # a clash: the denied literal holds as well
            left.append(rest)
    implied: dict[int, int] = {}
    for rest in left:
        if rest.bit_count() == 2:
            one = rest & -rest
            for a, b in ((one, rest ^ one), (rest ^ one, one)):
                implied[opposite(a)] = implied.get(opposite(a), 0) | b
    for rest in left:
        if rest.bit_count() <= CASES:
            common = -1
            while rest:
                one = rest & -rest
                rest ^= one
                common &= one | implied.get(one, 0)
            held |= common
    return held


def rounds(given: list[int], goal: int, held: int = 0) -> int:
    """Rounds of inference (`spread`) until the goal holds, or until its denial, where that is held, clashes with what is given; single
    literals are given. 0 when it takes none or gets nowhere."""
    for clause in given:
        held |= clause if not clause & (clause - 1) else 0
    taken = 0
    while not held & goal:
        if held & opposite(held):
            return taken
        given = [clause for clause in given if not clause & held]
        more = spread(given, held)
        if more == held:
            return 0
        held = more
        taken += 1
    return taken


def follow(sources: list[list[int]], claims: Iterable[int]) -> bool:
    """Whether the sources, each some clauses, entail all the claims. Raises ValueError as `model` does."""
    premises = [clause for source in sources for clause in source]
    return all(follows(premises, clause, SPLITS) for clause in claims)


def needed(premises: list[int], said: frozenset[int], under: int) -> int:
    """Suppositions out of `under` of which the claims need every one. Raises ValueError when all of them are
    not enough."""

    def enough(suppositions: int) -> bool:
        return follow([premises], (clause | opposite(suppositions) for clause in said))

    if enough(0):
        return 0
    if not under or not enough(under):
        raise ValueError("does not follow")
    for place in range(under.bit_length()):
        less = under & ~(1 << place)
        under = less if less != under and enough(less) else under
    return under
