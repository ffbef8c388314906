"""Regular expressions: write one that matches exactly the strings that fulfil all conditions, over an alphabet of two or three symbols.

Refused for the first of: format (not one expression over the alphabet), feature (a sign that is not in the stated syntax, such as
looking around, a reference back or a lazy quantifier), size (too long, or too many cases to decide), extra (it matches a string
that it should not), lacks (it does not match a string that it should).

The expression is never run by a backtracking matcher: its automaton and that of the conditions are walked side by side, shortest strings
first, until they differ or nothing new is met."""

from operator import getitem
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem, kept
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.code.regex_writing.conditions import MOST_STATES, Atom, Clause, Dfa, automaton, minimal, product
from synth.verifiers.code.regex_writing.expressions import Refused, bare, parse
from synth.verifiers.code.regex_writing.running import Runner

MOST_WORK = 40_000
"""Places of an expression that a comparison may look at, and pairs of states that it may meet, times 4. The prompt does not say so:
right expressions need less than a twentieth of it, in whatever order the states of an automaton are taken out to make them."""


class RegexWriting(Problem, frozen=True):
    """alphabet: two or three symbols in ascending order; clauses: all of them must hold."""

    alphabet: Annotated[str, Meta(min_length=2, max_length=3, pattern=r"\A[A-Z0-9]+\Z")]
    clauses: Annotated[tuple[Clause, ...], Meta(min_length=1, max_length=5)]

    def __post_init__(self) -> None:
        if list(self.alphabet) != sorted(set(self.alphabet)):
            raise ValueError("the symbols of the alphabet are in ascending order")
        if not all(set(atom.block + atom.other) <= set(self.alphabet) for atom in self.atoms):
            raise ValueError("blocks are made of the alphabet's symbols")
        states = 1
        for atom in self.atoms:
            states *= len(automaton(atom, self.alphabet).step)
            if states > MOST_STATES:
                raise ValueError("too many conditions at once")

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """The atoms of all clauses, in order."""
        return tuple(atom for clause in self.clauses for atom in clause.atoms)


@kept
def language(problem: RegexWriting) -> Dfa:
    """The least automaton of the strings that fulfil all clauses."""
    dfa, true = with_truths(problem)
    holds = {atoms: all(clauses_that_hold(problem, atoms)) for atoms in set(true)}
    return minimal(dfa._replace(accepts=tuple(holds[atoms] for atoms in true)))


@kept
def with_truths(problem: RegexWriting) -> tuple[Dfa, list[tuple[bool, ...]]]:
    """All atoms' automata as one, and for each of its states which atoms hold."""
    automata = [automaton(atom, problem.alphabet) for atom in problem.atoms]
    states, dfa = product(automata, len(problem.alphabet))
    accepts = [one.accepts for one in automata]
    return dfa, [tuple(map(getitem, accepts, state)) for state in states]


def clauses_that_hold(problem: RegexWriting, true: tuple[bool, ...]) -> list[bool]:
    """For each clause whether it holds, given which atoms do."""
    found, at = [], 0
    for clause in problem.clauses:
        found.append(clause.holds(true[at : at + len(clause.atoms)]))
        at += len(clause.atoms)
    return found


def difference(problem: RegexWriting, text: str) -> tuple[str, bool] | None:
    """A shortest string that is in one language alone, and whether the expression matches it; None where they are the same. Raises
    Refused."""
    dfa = language(problem)
    runner = Runner(parse(text, problem.alphabet), len(problem.alphabet))
    start: tuple[int, int] = (0, -1)
    before: dict[tuple[int, int], tuple[tuple[int, int], str] | None] = {start: None}
    queue = list[tuple[int, int]]([start])
    for pair in queue:
        state, places = pair
        if runner.accepts(places) != dfa.accepts[state]:
            return _word(before, pair), runner.accepts(places)
        for symbol, target in enumerate(dfa.step[state]):
            new = (target, runner.step(places, symbol))
            if new not in before:
                before[new] = (pair, problem.alphabet[symbol])
                queue.append(new)
        if runner.work + 4 * len(queue) > MOST_WORK:
            raise Refused("size")
    return None


def _word(before: dict[tuple[int, int], tuple[tuple[int, int], str] | None], pair: tuple[int, int]) -> str:
    word = ""
    while found := before[pair]:
        pair, word = found[0], found[1] + word
    return word


def verify(problem: RegexWriting, answer: str) -> Verdict:
    try:
        found = difference(problem, bare(answer))
    except Refused as why:
        return refuse(str(why))
    return ACCEPT if found is None else refuse("extra" if found[1] else "lacks")


_EVEN = RegexWriting("AB", (Clause("one", (Atom("remainder", "A", 0, 2),)), Clause("one", (Atom("ends", "B"),))))
_NONE = RegexWriting("01", (Clause("one", (Atom("contains", "11", negated=True),)),))

EXAMPLES: tuple[tuple[RegexWriting, str, str], ...] = (
    (_EVEN, "(B|AB*A)*B", ""),
    (_EVEN, "(B*AB*A)*B+", ""),
    (_EVEN, "^(?:B|AB*A)*B$", ""),
    (_EVEN, "The regular expression is `(B|AB*A)*B`.", ""),
    (_EVEN, r"r'\A(B|AB{0,}A)*B\Z'", ""),
    (_EVEN, "Regex: ([^A]|A[B]*A)*B", ""),
    (_EVEN, "/^(B|AB*A)*B$/", ""),
    (_EVEN, "**(B|AB*A)*B**", ""),
    (_EVEN, "$(B|AB*A)^*B$", ""),
    (_EVEN, "**One such regular expression:** `(B|AB*A)*B`", ""),
    (_EVEN, "A wrong regex is: (B|AB*A)*B", "format"),
    (_NONE, "(0|10)*1?", ""),
    (_NONE, "^(0|10)*$|^(0|10)*1$", ""),
    (_NONE, "0*(10+)*(1|ε)", ""),
    (_NONE, "0*(10+)*(1|)", ""),
    (_EVEN, "答案是：(B|AB*A)*B", ""),
    (_EVEN, "正则表达式为 (B*AB*A)*B+。", ""),
    (_EVEN, "所以最终答案为：`(B|AB*A)*B`", ""),
    (_NONE, "正则表达式：(0|10)*1?", ""),
    (_NONE, "（0|10）*（1|）", ""),
    (_NONE, "一个符合要求的正则表达式：(0|10)*1?", ""),
    (_NONE, "**答案：0*(10+)*1?**", ""),
    (_NONE, "**答案：** 0*(10+)*(1|0*)", ""),
    (_EVEN, "", "format"),
    (_EVEN, "B, AAB, BB, AAAAB", "format"),
    (_EVEN, "an even number of As, then B", "format"),
    (_EVEN, "(B|AB*A)* B", "format"),
    (_EVEN, "((B|AB*A)*B", "format"),
    (_EVEN, "B|AAB|BB|AABB|BAAB|ABAB", "lacks"),
    (_EVEN, ".*", "extra"),
    (_EVEN, "(AA)*B+", "lacks"),
    (_EVEN, ".*B", "extra"),
    (_EVEN, "(?=(B*AB*A)*B*$).*B", "feature"),
    (_EVEN, r"((A)B*\1|B)*B", "feature"),
    (_EVEN, "(B|AB*?A)*B", "feature"),
    (_EVEN, "^B|AB$", "format"),
    (_EVEN, "(A{100}|B){100}", "size"),
    (_NONE, "(?!.*11).*", "feature"),
    (_NONE, "(0|10)*", "lacks"),
    (_EVEN, "答案是：.*B", "extra"),
    (_EVEN, "正则表达式：(AA)*B", "lacks"),
    (_EVEN, "偶数个A，最后是B", "format"),
)
