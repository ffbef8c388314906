"""What new operators claim: rules in words, what cheap policies win, and which problems are the same.

The policies evaluate all but one part of the definitions."""

from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from synth.generators.logic.operation.mistakes import MISTAKES, ORDERS, mistaken
from synth.schemas.claims import Rule, Shortcut
from synth.verifiers.logic.operation import Case, Formula, Operation, Operator


def _has(rank: int) -> Callable[[Operation], bool]:
    return lambda problem: any(operator.rank == rank for operator in problem.operators)


def _cases(problem: Operation) -> bool:
    return any(len(operator.cases) > 1 for operator in problem.operators)


def _tight(problem: Operation) -> bool:
    return _has(3)(problem)


RULES = (
    Rule("value", {"en": r"exact", "zh": r"精确"}),
    Rule("value", {"en": r"fraction in lowest terms|reduced fraction|simplified fraction", "zh": r"最简分数"}),
    Rule("value", {"en": r"first .{0,40}condition|conditions.{0,60}first", "zh": r"第一(个|条)"}, when=_cases),
    Rule("value", {"en": r"binds? tighter than \* and /", "zh": r"比 \* 和 / 优先"}, when=_tight),
    Rule("value", {"en": r"same priority as \* and /", "zh": r"与 \* 和 / 优先级相同"}, when=_has(2)),
    Rule("value", {"en": r"same priority as \+ and -", "zh": r"与 \+ 和 - 优先级相同"}, when=_has(1)),
    Rule("value", {"en": r"from right to left", "zh": r"从右(往|向|到)左"}, when=lambda p: p.right and _tight(p)),
    Rule("value", {"en": r"from left to right", "zh": r"从左(往|向|到)右"}),
)


def _policy(name: str) -> Callable[[Operation], str]:
    return lambda problem: str(mistaken(name, problem.operators, problem.expression, problem.right))


_RANKS = (0.08, 0.08, 0.06, 0.06, 0.06, 0.04, 0.04, 0.04)
_MOST = {
    "new operators bind tightest": (0.02, 0.02, *_RANKS),
    "new operators bind as * and /": (0.4, 0.4, *_RANKS),
    "new operators bind as + and -": (0.02, 0.02, *_RANKS),
    "brackets ignored": (1.0, 0.65) + (0.02,) * 8,
    "one operator after another from the left": (0.15, 0.15, *_RANKS),
    "one operator after another from the right": (0.92, 0.85, 0.09, 0.06, 0.05) + (0.04,) * 5,
}
SHORTCUTS = tuple(Shortcut(name, _policy(name), _MOST.get(name, (0.02,) * 10)) for name in MISTAKES | ORDERS)


def copies(problem: Operation, rng: Random) -> Iterator[Operation]:
    """Other signs, and the operators in another order."""
    yield replace(problem, signs=tuple(rng.sample("◆★●▲■⊕⊗⊙", len(problem.signs))))
    order = rng.sample(range(len(problem.operators)), len(problem.operators))
    place = {f"@{old}": f"@{new}" for new, old in enumerate(order)}

    def named(formula: Formula) -> Formula:
        return tuple(place.get(token, token) for token in formula)

    def moved(operator: Operator) -> Operator:
        return Operator(operator.rank, tuple(Case(named(c.value), c.relation, named(c.left), named(c.right)) for c in operator.cases))

    operators = tuple(moved(problem.operators[old]) for old in order)
    yield Operation(operators, named(problem.expression), problem.right, tuple(problem.signs[old] for old in order))


def different(problem: Operation, rng: Random) -> Iterator[Operation]:
    """Another number in the expression, where the value exists still."""
    for place in [i for i, token in enumerate(problem.expression) if token.isdigit()]:
        expression = (*problem.expression[:place], str(int(problem.expression[place]) + 1), *problem.expression[place + 1 :])
        try:
            yield replace(problem, expression=expression)
        except ValueError:
            continue
