"""Cheap answers: a parser that never goes back, numbers and labels from looks alone. Generator and claims share them: a problem that one of
them solves is drawn again."""

from collections.abc import Callable
from itertools import pairwise

from synth.verifiers.code.grammar_derivation import LABELS, LONGEST, START, GrammarDerivation, Rule


def guesses(problem: GrammarDerivation) -> list[str]:
    """What the cheap policies write, but for `none`, which is right now and then."""
    return [by_next_letter(problem), by_shortest(problem), most_common(problem), by_ends(problem), by_neighbours(problem)]


def by_next_letter(problem: GrammarDerivation) -> str:
    """At each step the first rule whose right side begins with the letter that comes next, else the first with a nonterminal."""
    return _greedy(problem, lambda rule, wanted: (rule.right[0] != wanted, rule.right[0].islower()))


def by_shortest(problem: GrammarDerivation) -> str:
    """At each step the shortest right side that does not contradict the next letter."""
    return _greedy(problem, lambda rule, wanted: (rule.right[0].islower() and rule.right[0] != wanted, len(rule.right)))


def _greedy(problem: GrammarDerivation, rank: Callable[[Rule, str], object]) -> str:
    if problem.ask != "derive":
        return "1" if problem.ask == "trees" else ", ".join(LABELS[: len(problem.words)])
    word, form, forms = problem.words[0], START, [START]
    while len(forms) < 2 * LONGEST and len(form) <= len(word):
        place = next((place for place, symbol in enumerate(form) if symbol.isupper()), -1)
        if place < 0:
            break
        wanted = word[place] if place < len(word) else ""
        rule = min((rule for rule in problem.rules if rule.left == form[place]), key=lambda rule: rank(rule, wanted))  # type: ignore[arg-type, return-value]
        form = form[:place] + rule.right + form[place + 1 :]
        forms.append(form)
    return " => ".join(forms)


def most_common(problem: GrammarDerivation) -> str:
    """The number of ways to put brackets around the letters; half of the words; straight to the word."""
    if problem.ask == "trees":
        ways = [1]
        for size in range(len(problem.words[0])):
            ways.append(ways[-1] * 2 * (2 * size + 1) // (size + 2))
        return str(ways[len(problem.words[0]) - 1])
    return ", ".join(LABELS[: len(problem.words) // 2]) if problem.ask == "words" else f"S => {problem.words[0]}"


def by_ends(problem: GrammarDerivation) -> str:
    """The words whose first and last letters are possible; elsewhere as the first rule for the next letter says."""
    if problem.ask != "words":
        return "2" if problem.ask == "trees" else by_next_letter(problem)
    ends = [_edges(problem.rules, place) for place in (0, -1)]
    return (
        ", ".join(label for label, word in zip(LABELS, problem.words, strict=False) if word[0] in ends[0] and word[-1] in ends[1]) or "none"
    )


def by_neighbours(problem: GrammarDerivation) -> str:
    """The words whose ends are possible, and of whose letters each may stand before the next; elsewhere as the shortest rule says."""
    if problem.ask != "words":
        return by_shortest(problem)
    names = {rule.left for rule in problem.rules}
    firsts, lasts = ({name: _edges(problem.rules, place, name) - names for name in names} for place in (0, -1))
    pairs = {
        (one, other)
        for rule in problem.rules
        for left, right in pairwise(rule.right)
        for one in lasts.get(left, {left})
        for other in firsts.get(right, {right})
    }
    found = [
        label
        for label, word in zip(LABELS, problem.words, strict=False)
        if word[0] in firsts[START] and word[-1] in lasts[START] and pairs.issuperset(pairwise(word))
    ]
    return ", ".join(found) or "none"


def _edges(rules: tuple[Rule, ...], place: int, start: str = START) -> set[str]:
    """The symbols that may stand first (0) or last (-1) in what `start` becomes."""
    met, queue = {start}, [start]
    for name in queue:
        for rule in rules:
            if rule.left == name and rule.right[place] not in met:
                met.add(rule.right[place])
                queue.append(rule.right[place])
    return met
