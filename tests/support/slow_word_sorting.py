"""Word sorting drawn word by word in plain Python, by the verifier's own orders: what the kernels must draw as well."""

from bisect import bisect
from collections.abc import Sequence
from functools import cache
from itertools import combinations, pairwise, takewhile
from math import log2
from random import Random
from typing import Any, NamedTuple, cast

from synth.generators.logic.word_sorting import Knobs
from synth.generators.logic.word_sorting.kernel import PAIRS, TRIES
from synth.generators.logic.word_sorting.lexicon import chinese
from synth.generators.logic.word_sorting.lexicon import lexicon as compiled_lexicon
from synth.schemas.task import Discard, Sample
from synth.verifiers.logic.word_sorting import ORDINARY, VOWELS, By, Key, WordSorting, _measured, alphabet, arrange

SHORT = ("length", "first", "last")
COUNTS = (*SHORT, "vowels", "distinct")
EVERY = (*COUNTS, "second", "earliest", "latest", "sum")
READS_ONE = frozenset({"first", "second", "last"})  # keys that look at one letter of a word


class Lexicon(NamedTuple):
    """The words of our list, grouped by the end from which they are compared."""

    words: tuple[str, ...]
    """All, in alphabetical order."""
    by_letter: dict[str, tuple[str, ...]]
    """By their first (or last) letter."""
    families: tuple[tuple[str, ...], ...]
    """Three or more words that share the first (or last) three letters: `("stable", "stage", "stain")`."""


@cache
def lexicon(by: By, language: str = "en") -> Lexicon:
    """Grouped from the front ("alphabet") or from the back ("reversed"). Chinese words are in pinyin."""
    words = compiled_lexicon(language).words
    way = 1 if by == "alphabet" else -1
    by_letter: dict[str, list[str]] = {letter: [] for letter in ORDINARY}
    families: dict[str, list[str]] = {}
    for word in words:
        by_letter[word[::way][0]].append(word)
        families.setdefault(word[::way][:3], []).append(word)
    return Lexicon(
        words,
        {letter: tuple(group) for letter, group in by_letter.items()},
        tuple(tuple(families[start]) for start in sorted(families) if len(families[start]) > 2),
    )


@cache
def _index(by: By, counts: tuple[By, ...], language: str) -> dict[str, dict[tuple[int, ...], tuple[str, ...]]]:
    """The words by the first (or last) letter, and among these by what the keys count that the alphabet leaves alone."""
    index: dict[str, dict[tuple[int, ...], list[str]]] = {letter: {} for letter in ORDINARY}
    for word in lexicon(by, language).words:
        measured = {"length": len(word), "vowels": sum(map(word.count, VOWELS)), "distinct": len(set(word))}
        index[word[0 if by == "alphabet" else -1]].setdefault(tuple([measured[name] for name in counts]), []).append(word)
    return {letter: {values: tuple(words) for values, words in groups.items()} for letter, groups in index.items()}


def colliding_pair(rng: Random, letters: str, without: str, keys: tuple[Key, ...], taken: Sequence[str], language: str = "en") -> list[str]:
    """Two words, none of them taken, whose order under the alphabet `letters` is not the one under `without`; none when none is found."""
    counts: tuple[By, ...] = tuple([name for name in ("length", "vowels", "distinct") if any(name == by for by, _ in keys)])
    index = _index(keys[-1][0], counts, language)
    place = {letter: number for number, letter in enumerate(without)}
    turned = [(one, two) for one, two in combinations(letters, 2) if place[one] > place[two]]
    for _ in range(PAIRS if turned else 0):
        one, two = rng.choice(turned)
        common = [values for values in index[one] if values in index[two]]
        if common:
            values = rng.choice(common)
            pair = [rng.choice(index[one][values]), rng.choice(index[two][values])]
            if arrange(pair, letters, keys) != arrange(pair, without, keys) and not set(pair) & set(taken):
                return pair
    return []


def key_ranks(words: Sequence[str], letters: str, keys: Sequence[Key]) -> list[list[int]]:
    """For each key the ranks of all words under it, equal for equal ones: the smaller comes first, whatever the direction."""
    found = []
    for values, (_, direction) in zip(_measured(words, letters, keys), keys, strict=True):
        rank = {value: place for place, value in enumerate(sorted(set(values), reverse=direction == "down"))}
        found.append([rank[value] for value in values])
    return found


def generate(rng: Random, knobs: Knobs, language: str = "en") -> Sample:
    """In Chinese, words of our list that are sorted by their pinyin."""
    for _ in range(TRIES):
        keys = _keys(rng, knobs, language)
        grouped = lexicon(keys[-1][0], language)
        steps, moved = _steps(rng, knobs, grouped)
        letters = alphabet(steps)
        words = _words(rng, knobs, grouped, moved)
        if letters == ORDINARY or not _make_changes_matter(rng, words, steps, keys, language):
            continue
        table = key_ranks(words, letters, keys)
        if not _every_key_matters(table):
            continue
        ranks = list(zip(*table, strict=True))
        order = sorted(range(len(words)), key=ranks.__getitem__)
        ordinary = list(zip(*key_ranks(words, ORDINARY, keys), strict=True))
        from_shown = _kendall_distance(order, range(len(words)))
        if not (0.25 < from_shown < 0.75 and 0.2 < _kendall_distance(order, words) < 0.95 and _kendall_distance(order, ordinary) > 0.05):
            continue
        answer = [words[place] for place in order]
        effort = _effort(answer, [ranks[place] for place in order], keys, letters)
        if language == "zh":
            problem = WordSorting(steps, keys, tuple(chinese()[word] for word in words), tuple(words))
            return Sample(problem, "，".join(chinese()[word] for word in answer), effort=effort)
        return Sample(WordSorting(steps, keys, tuple(words)), ", ".join(answer), effort=effort)
    raise Discard("no order that is far from the ordinary one")


def _keys(rng: Random, knobs: Knobs, language: str) -> tuple[Key, ...]:
    kinds = {"short": SHORT, "counts": COUNTS, "every": EVERY}[knobs.kinds]
    names = rng.sample(kinds, min(knobs.keys - 1, len(kinds)))
    # Pinyin words end in seven letters only: read backwards, few of them differ at once.
    names.append("reversed" if rng.random() < 0.35 and language == "en" else "alphabet")
    return tuple((cast(By, name), "down" if rng.random() < knobs.falling else "up") for name in names)


def _steps(rng: Random, knobs: Knobs, grouped: Lexicon) -> tuple[tuple[str, ...], str]:
    """The steps, and the single letters that they move: those at which enough words begin (or end)."""
    common = [letter for letter in ORDINARY if len(grouped.by_letter[letter]) > 20]
    base = "".join(rng.sample(ORDINARY, 26)) if rng.random() < knobs.shuffled else ""
    steps, moved = ["order " + base] if base else [], ""
    for _ in range(knobs.changes):
        if rng.random() < knobs.blocks:
            kind = rng.choice(("reverse", "rotate", "front"))
            if kind == "rotate":
                kind = f"rotate {rng.randint(2, 24)}"
            elif kind == "front":
                kind = "front " + "".join(rng.sample(ORDINARY, rng.randint(2, 6)))
            if steps and steps[-1].split(" ")[0] == kind.split(" ")[0]:
                kind = "reverse" if kind != "reverse" else "rotate 13"
            steps.append(kind)
            continue
        one, two = rng.choice(common), rng.choice(ORDINARY)
        while one == two:
            two = rng.choice(ORDINARY)
        kind = rng.choice(("swap", "after", "before", "first", "last"))
        steps.append(f"{kind} {one}" if kind in ("first", "last") else f"{kind} {one} {two}")
        moved += one
    if rng.random() < knobs.listed:
        steps = ["order " + alphabet(steps)]
    return tuple(steps), moved


def _words(rng: Random, knobs: Knobs, grouped: Lexicon, moved: str) -> list[str]:
    """Different words: a third of the single ones begin (or end) with a moved letter, the rest of them anyhow."""
    chosen: dict[str, None] = {}
    related = round(knobs.related * knobs.words)
    while len(chosen) < related:
        family = rng.choice(grouped.families)
        chosen.update(dict.fromkeys(rng.sample(family, min(len(family), rng.randint(2, 5)))))
    while len(chosen) < knobs.words:
        pool = grouped.by_letter[rng.choice(moved)] if moved and rng.random() < 0.35 else grouped.words
        chosen[rng.choice(pool)] = None
    words = list(chosen)[: knobs.words]
    rng.shuffle(words)
    return words


def _make_changes_matter(rng: Random, words: list[str], steps: tuple[str, ...], keys: tuple[Key, ...], language: str) -> bool:
    """Exchange words for pairs that collide until each change of the alphabet matters: leaving it out gives another order."""
    letters = alphabet(steps)
    given = steps[0].startswith("order ")
    lacking = [alphabet(steps[:place] + steps[place + 1 :]) for place in range(given, len(steps))]
    kept: list[str] = []
    for _ in range(3):
        order = arrange(words, letters, keys)
        idle = [without for without in lacking if arrange(words, without, keys) == order]
        if not idle:
            return True
        for without in idle:
            pair = colliding_pair(rng, letters, without, keys, words, language)
            free = [place for place, word in enumerate(words) if word not in kept]
            if not pair or len(free) < len(pair):
                return False
            for place, word in zip(rng.sample(free, 2), pair, strict=True):
                words[place] = word
            kept += pair
    return False


def _every_key_matters(table: list[list[int]]) -> bool:
    """Each key left out alone changes the order, and the last one even if ties stay as they are shown."""
    full = list(zip(*table, strict=True))
    for omitted in range(len(table)):
        rest = list(zip(*(column for place, column in enumerate(table) if place != omitted), strict=True)) or [()] * len(full)
        order = sorted(range(len(rest)), key=rest.__getitem__)
        if all(full[one] <= full[two] for one, two in pairwise(order)):
            return False
    return True


def _kendall_distance(order: list[int], values: Sequence[Any]) -> float:
    """Kendall's distance: the share of all pairs that stand the other way round when the items are sorted by the values."""
    seen: list[Any] = []
    inverted = 0
    for count, place in enumerate(order):
        position = bisect(seen, values[place])
        inverted += count - position
        seen.insert(position, values[place])
    return 2 * inverted / (len(order) * (len(order) - 1))


def _effort(answer: list[str], ranks: list[tuple[int, ...]], keys: tuple[Key, ...], letters: str) -> float:
    displaced = sum(one != two for one, two in zip(letters, ORDINARY, strict=True))
    measured = sum(1 if by in READS_ONE else len(word) for by, _ in keys[:-1] for word in answer)
    way, compared = (1 if keys[-1][0] == "alphabet" else -1), 0
    for place, (one, two) in enumerate(pairwise(answer)):
        decided = next(number for number, (a, b) in enumerate(zip(ranks[place], ranks[place + 1], strict=True), 1) if a != b)
        compared += decided
        if decided == len(keys):
            letters_read = zip(one[::way], two[::way], strict=False)
            compared += sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], letters_read))
    return displaced + measured + compared * log2(len(answer))
