"""Zebra puzzle: find the one table of places and attributes in which every clue holds, or answer questions about it.

Refused for the first of: format (not one table made of the given words and the numbers of the places, or not as many of these words and
numbers as are asked for), places (not one row or column for each place, or not numbered 1 to n), header (a name stands over or beside
values of other attributes only), values (not exactly one value of each attribute in each place and each value once), clue (a clue does
not hold), question (something that is asked for is not as in the one table).

The table may list the places as rows (numbered in any order, or unnumbered from 1 to n) or as columns; the attributes come in
any order, and their names may be left out, because no value belongs to two attributes. Upper and lower case are the same."""

from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.logic.zebra_puzzle.examples import EXAMPLES as EXAMPLES
from synth.verifiers.logic.zebra_puzzle.puzzle import ARITY as ARITY
from synth.verifiers.logic.zebra_puzzle.puzzle import UNORDERED as UNORDERED
from synth.verifiers.logic.zebra_puzzle.puzzle import Attribute as Attribute
from synth.verifiers.logic.zebra_puzzle.puzzle import Clue as Clue
from synth.verifiers.logic.zebra_puzzle.puzzle import ZebraPuzzle as ZebraPuzzle
from synth.verifiers.logic.zebra_puzzle.puzzle import arrange as arrange
from synth.verifiers.logic.zebra_puzzle.puzzle import holds as holds
from synth.verifiers.logic.zebra_puzzle.questions import answers, read_items
from synth.verifiers.logic.zebra_puzzle.tables import read


def verify(problem: ZebraPuzzle, answer: str) -> Verdict:
    size = problem.size
    if problem.asks:
        owners = problem.owners
        wanted = [item.lower() for item in answers(problem.asks, problem.where, owners)]
        idle = frozenset({"the", "and", "number", "position", "place", "places", problem.place, problem.place + "s"})
        names = frozenset(attribute.name.lower() for attribute in problem.attributes)
        found = read_items(answer, frozenset(map(str.lower, owners)), idle | names, len(problem.asks), len(wanted))
        if found is None:
            return refuse("format")
        return ACCEPT if found == wanted else refuse("question")
    where = read(problem.place, tuple((attribute.name, attribute.values) for attribute in problem.attributes), answer)
    if isinstance(where, Verdict):
        return where
    return ACCEPT if all(holds(clue, where, size) for clue in problem.clues) else refuse("clue")
