"""Grammars: rules drawn at random, words derived from them at random, kept where the chart of the parser is of the wanted size.

Effort counts the parts of the chart that a parser tries: for each suffix of a rule and each stretch of the word one, tenfold fewer for
several words, which are looked through and not written out."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise, permutations
from random import Random
from typing import Annotated, Literal

from msgspec import Meta

from synth.generators.code.grammar_derivation.chart import Chart
from synth.generators.code.grammar_derivation.cheap import guesses
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.code.grammar_derivation import (
    LABELS,
    LONGEST,
    LONGEST_OF_SEVERAL,
    START,
    GrammarDerivation,
    Rule,
    counts,
    is_step,
    trees,
    verify,
)

TRIES = 1_500
NONTERMINALS = "STUVWX"
LETTERS = "abc"
ABSENT = 0.12
"""Share of words to derive that cannot be derived."""
FEWEST_TREES, MOST_TREES = 8, 2_000

Ask = Literal["derive", "trees", "words"]


class Knobs(Frozen, frozen=True):
    asks: Annotated[tuple[Ask, ...], Meta(min_length=1, max_length=3)]
    """What may be asked: a derivation, the number of trees, or which words can be derived."""
    nonterminals: Annotated[int, Meta(ge=1, le=len(NONTERMINALS))]
    """Nonterminals, S among them."""
    rules: Annotated[int, Meta(ge=3, le=16)]
    """Rules of the grammar."""
    letters: Annotated[int, Meta(ge=2, le=3)]
    """Letters of the words."""
    length: Annotated[int, Meta(ge=3, le=LONGEST)]
    """Letters of a word; the lengths of several words lie below it."""
    tried: Annotated[int, Meta(ge=0, le=2_000)]
    """Parts of the chart that a parser tries, at least; at most twice as many and ten."""

    def __post_init__(self) -> None:
        if self.rules < 2 * self.nonterminals:
            raise ValueError("each nonterminal has two rules or more")


_BOTH: tuple[Ask, ...] = ("derive", "words")
_ALL: tuple[Ask, ...] = ("derive", "trees", "words")
LEVELS = (
    Knobs(("derive",), 2, 4, 2, 5, 3),
    Knobs(("derive",), 2, 5, 2, 6, 8),
    Knobs(_BOTH, 2, 5, 2, 7, 14),
    Knobs(_BOTH, 3, 7, 2, 7, 24),
    Knobs(_ALL, 3, 8, 2, 8, 40),
    Knobs(_ALL, 3, 8, 2, 9, 60),
    Knobs(_ALL, 4, 10, 2, 10, 90),
    Knobs(_ALL, 4, 11, 3, 11, 130),
    Knobs(_ALL, 5, 12, 3, 13, 190),
    Knobs(_ALL, 5, 14, 3, 15, 280),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    ask = rng.choice(knobs.asks)
    for _ in range(TRIES):
        rules = _grammar(rng, knobs, ask == "trees")
        problem = _question(rng, rules, ask, knobs) if rules else None
        if problem is None:
            continue
        charts = [Chart(rules, word) for word in problem.words]
        found = [chart.trees(START, 0, len(chart.word)) for chart in charts]
        tried = sum(len(chart.known) for chart in charts) / (3 if ask == "words" else 1)
        if not knobs.tried <= tried <= 2 * knobs.tried + 10:
            continue
        if ask == "trees" and not FEWEST_TREES <= found[0] <= MOST_TREES:
            continue
        if ask == "words" and not 2 <= sum(map(bool, found)) <= len(found) - 2:
            continue
        if any(verify(problem, guess).accepted for guess in guesses(problem)):
            continue
        answer = _answer(rng, problem, charts[0])
        if "=>" in answer and len(_used(rules, answer)) < knobs.nonterminals + (knobs.rules > 4):
            continue
        return Sample(problem, answer, effort=round(tried, 1))
    raise Discard("no grammar of that size found")


def _grammar(rng: Random, knobs: Knobs, ambiguous: bool) -> tuple[Rule, ...]:
    """Rules of every nonterminal, one of them with letters alone; nothing where a nonterminal cannot be reached from S."""
    names, letters = NONTERMINALS[: knobs.nonterminals], LETTERS[: knobs.letters]
    rules = {Rule(name, "".join(rng.choices(letters, k=rng.choice((1, 1, 2))))) for name in names if name != START or rng.random() < 0.4}
    if ambiguous:  # few grammars are by chance; with such a rule most are
        name = rng.choice(names)
        rules.add(Rule(name, name + name if rng.random() < 0.5 else name + rng.choice(letters) + name))
    lefts = list(names) + rng.choices(names, k=knobs.rules)
    for left in lefts:
        if len(rules) < knobs.rules:
            body = [rng.choice(names) if rng.random() < 0.6 else rng.choice(letters) for _ in range(rng.choice((2, 2, 3, 3, 4)))]
            rules.add(Rule(left, "".join(body)))
    met, left_over = {START}, [START]
    for name in left_over:
        for symbol in sorted({symbol for rule in rules if rule.left == name for symbol in rule.right if symbol.isupper()} - met):
            met.add(symbol)
            left_over.append(symbol)
    if len(met) < len(names) or {rule.left for rule in rules} != set(names) or len(rules) < knobs.rules:
        return ()
    listed = sorted(rules, key=lambda rule: (NONTERMINALS.index(rule.left), rule.right))
    rng.shuffle(listed)
    return tuple(sorted(listed, key=lambda rule: NONTERMINALS.index(rule.left)))


class Lengths:
    """In how many ways symbols derive words of a length, for drawing one of them."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.bodies: dict[str, list[str]] = {}
        for rule in rules:
            self.bodies.setdefault(rule.left, []).append(rule.right)
        self.ways = cache(self._ways)

    def _ways(self, symbols: str, length: int) -> int:
        if length < len(symbols) or not symbols:
            return int(length == 0 and not symbols)
        if len(symbols) > 1:
            return sum(self.ways(symbols[0], part) * self.ways(symbols[1:], length - part) for part in range(1, length - len(symbols) + 2))
        return int(length == 1) if symbols.islower() else sum(self.ways(body, length) for body in self.bodies[symbols])

    def word(self, rng: Random, symbols: str, length: int) -> str:
        """A word, each tree as likely as any other."""
        if len(symbols) > 1:
            parts = range(1, length - len(symbols) + 2)
            part = rng.choices(parts, [self.ways(symbols[0], part) * self.ways(symbols[1:], length - part) for part in parts])[0]
            return self.word(rng, symbols[0], part) + self.word(rng, symbols[1:], length - part)
        if symbols.islower():
            return symbols
        bodies = self.bodies[symbols]
        return self.word(rng, rng.choices(bodies, [self.ways(body, length) for body in bodies])[0], length)


def _question(rng: Random, rules: tuple[Rule, ...], ask: Ask, knobs: Knobs) -> GrammarDerivation | None:
    lengths = Lengths(rules)
    if ask != "words":
        size = rng.randint(max(3, knobs.length - 2), knobs.length)
        if not lengths.ways(START, size):
            return None
        word = lengths.word(rng, START, size)
        if ask == "derive" and rng.random() < ABSENT:
            word = _near(rng, word, knobs)
            if trees(rules, word):
                return None
        return GrammarDerivation(ask, rules, (word,)) if len(set(word)) > 1 else None
    words: set[str] = set()
    for _ in range(20):
        size = rng.randint(max(3, min(knobs.length, LONGEST_OF_SEVERAL) - 3), min(knobs.length, LONGEST_OF_SEVERAL))
        if lengths.ways(START, size) and len(words) < 6:
            word = lengths.word(rng, START, size)
            words.add(word if rng.random() < 0.4 else _near(rng, word, knobs))
    if len(words) < 6:
        return None
    return GrammarDerivation(ask, rules, tuple(rng.sample(sorted(words), 6)))


def _near(rng: Random, word: str, knobs: Knobs) -> str:
    """A word with one letter changed, or two neighbours exchanged."""
    place = rng.randrange(len(word) - 1)
    if rng.random() < 0.5:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + rng.choice(LETTERS[: knobs.letters].replace(word[place], "")) + word[place + 1 :]


def _answer(rng: Random, problem: GrammarDerivation, chart: Chart) -> str:
    if problem.ask == "trees":
        return str(counts(problem)[0])
    if problem.ask == "words":
        return ", ".join(label for label, found in zip(LABELS, counts(problem), strict=False) if found)
    if not counts(problem)[0]:
        return "none"
    forms = [START]
    done = ""
    todo = [(START, 0, len(chart.word))]
    while todo:
        symbol, start, end = todo.pop()
        if symbol.islower():
            done += symbol
            continue
        bodies = [rule.right for rule in problem.rules if rule.left == symbol]
        body = rng.choices(bodies, [chart.trees(body, start, end) for body in bodies])[0]
        parts = []
        for place, first in enumerate(body):
            rest = body[place + 1 :]
            ends = range(start + 1, end - len(rest) + 1) if rest else (end,)
            cut = rng.choices(ends, [chart.trees(first, start, cut) * (chart.trees(rest, cut, end) if rest else 1) for cut in ends])[0]
            parts.append((first, start, cut))
            start = cut
        todo += parts[::-1]
        forms.append(done + "".join(symbol for symbol, _, _ in reversed(todo)))
    return " => ".join(" ".join(form) for form in forms)


def _used(rules: tuple[Rule, ...], answer: str) -> set[Rule]:
    """The rules of a derivation: one that goes round and round with one of them is too easy."""
    forms = answer.replace(" ", "").split("=>")
    return {rule for before, after in pairwise(forms) for rule in rules if is_step((rule,), before, after)}


def prompt_variables(problem: GrammarDerivation, rng: Random) -> dict[str, object]:
    names = sorted({rule.left for rule in problem.rules}, key=NONTERMINALS.index)
    letters = sorted({symbol for rule in problem.rules for symbol in rule.right if symbol.islower()} | set("".join(problem.words)))
    by_name = [(name, [" ".join(rule.right) for rule in problem.rules if rule.left == name]) for name in names]
    forms = ("S => b S c c => b a c c", "S => c T => c c S b => c c a b", "S => T T c => b T c => b c c")
    return {
        "ask": problem.ask,
        "names": names,
        "letters": letters,
        "rules": by_name,
        "word": " ".join(problem.words[0]),
        "words": [(label, " ".join(word)) for label, word in zip(LABELS, problem.words, strict=False)],
        "examples": {"derive": forms, "trees": ("3", "4", "5"), "words": ("A, B", "B, C, D", "A, F")}[problem.ask],
    }


def canonical(problem: GrammarDerivation) -> object:
    """The grammar with its nonterminals told apart by their rules alone, and its letters in any order."""
    return min(_form(problem, "".join(order)) for order in permutations(LETTERS))


def _form(problem: GrammarDerivation, order: str) -> tuple[object, ...]:
    letters = str.maketrans(LETTERS, order)
    names = sorted({rule.left for rule in problem.rules})
    bodies = {name: [rule.right.translate(letters) for rule in problem.rules if rule.left == name] for name in names}
    colours = {name: int(name == START) for name in names}
    for _ in names:
        shapes = {name: sorted(tuple(str(colours.get(symbol, symbol)) for symbol in body) for body in bodies[name]) for name in names}
        seen = {name: (colours[name], shapes[name]) for name in names}
        ranked = sorted({repr(form) for form in seen.values()})
        colours = {name: ranked.index(repr(form)) for name, form in seen.items()}
    rules = sorted((colours[name], tuple(str(colours.get(symbol, symbol)) for symbol in body)) for name in names for body in bodies[name])
    return problem.ask, tuple(rules), colours[START], tuple(sorted(word.translate(letters) for word in problem.words))


def corrupt(problem: GrammarDerivation, answer: str, rng: Random) -> str:
    """Another number, one label more or fewer, one letter changed in a form; a step too many where there is no derivation."""
    if problem.ask == "trees":
        return str(int(answer) + rng.choice((-1, 1, 2)))
    if problem.ask == "words":
        given = set(answer.split(", ")) ^ {rng.choice(LABELS[: len(problem.words)])}
        return ", ".join(sorted(given)) or "none"
    if "=>" not in answer:
        return f"S => {' '.join(problem.words[0])}"
    places = [place for place, symbol in enumerate(answer) if symbol.islower()]
    place = rng.choice(places)
    return answer[:place] + rng.choice(LETTERS.replace(answer[place], "")) + answer[place + 1 :]


def several(problem: GrammarDerivation) -> Iterator[GrammarDerivation]:
    """The same question about a word that is one letter longer or shorter."""
    word = problem.words[0]
    for new in (word[:-1], word + word[-1]):
        if 1 <= len(new) <= (LONGEST_OF_SEVERAL if problem.ask == "words" else LONGEST) and new not in problem.words:
            yield GrammarDerivation(problem.ask, problem.rules, (new, *problem.words[1:]))


TASK = Task(
    __name__,
    version=3,
    problem=GrammarDerivation,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.05,
    capacity=(2_000, 10_000) + (50_000,) * 8,
    canonical=canonical,
    corrupt=corrupt,
    words={"zh": {"none": "无"}},
)
