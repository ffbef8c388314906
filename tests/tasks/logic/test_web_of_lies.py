"""What the laws cannot say of logic/web_of_lies: forms of speech give nobody away, worlds are all assignments of kinds."""

from collections import Counter
from functools import reduce
from itertools import permutations
from operator import and_

import numpy as np
import pytest
from drawing import samples, stream
from msgspec.structs import replace

from synth.generators import registry
from synth.generators.logic._refutation import constraint_checks
from synth.generators.logic.web_of_lies.canonical import _Both, _Sum, _sum, canonical
from synth.generators.logic.web_of_lies.drawing import draw
from synth.pipelines.run.produce import digest
from synth.pipelines.run.randomness import randoms
from synth.verifiers.logic.web_of_lies import Claim, Count, Is, Link, Same, WebOfLies, Would, holds, people_in, spoken, worlds
from synth.verifiers.logic.web_of_lies.counting import at_least, binary, exactly

TASK = registry.load("logic/web_of_lies")


def test_different_problems_have_different_fingerprints():
    """Two problems with other questions and other answers that differ in nothing but who says what of whom."""
    people, facts = ("Hugo", "Viktor", "Miguel", "Zofia", "Paula", "Yara"), (Count((0, 1, 2, 3, 4, 5), "truth", "exactly", 5),)
    one = WebOfLies(people, 0, facts, ((3, Is(4, "truth")), (0, Is(1, "lie")), (2, Is(1, "lie"))), (2, 3, 4, 5, 0))
    two = WebOfLies(people, 0, facts, ((4, Is(1, "lie")), (5, Is(1, "lie")), (3, Is(0, "truth"))), (2, 3, 0, 1, 4))
    assert TASK.verify(one, "yes, yes, yes, yes, yes")
    assert TASK.verify(two, "yes, yes, yes, no, yes")
    assert digest(TASK, one) != digest(TASK, two)


@pytest.mark.parametrize("level", [1, 3, 6, 10])
def test_a_story_is_settled_by_statements_that_are_needed_with_the_checks_that_are_counted(level):
    """By the worlds in which the claims hold, in Python."""
    for seed in range(1, 13):
        knobs = replace(TASK.levels[level - 1], extra=seed % 3)
        for spies in range(knobs.spies + 1):
            story = draw(seed, knobs, spies, 0)
            among = worlds(knobs.people, spies)
            values = [tuple(allowed for allowed in kinds.values() if allowed) for kinds in among.by_kind]
            true = [(holds(claim, among), people_in(claim)) for claim in story.facts]
            true += [(spoken(speaker, claim, among), people_in(claim) | {speaker}) for speaker, claim in story.says]
            asked = [(among.by_kind[p]["truth"], bool(story.truthful >> p & 1)) for p in story.asked]
            assert (
                constraint_checks(among.every, [(some, [values[p] for p in sorted(about)]) for some, about in true], asked) == story.effort
            )

            def settled(allowed, among=among, asked=asked):
                left = reduce(and_, allowed, among.every)
                return all(left and (left & truth == left if yes else not left & truth) for truth, yes in asked)

            assert settled([some for some, _ in true])
            spared = [k for k in range(len(story.facts), len(true)) if settled([some for c, (some, _) in enumerate(true) if c != k])]
            assert knobs.extra or not spared


def test_worlds_are_all_assignments_of_kinds():
    from itertools import product

    for people, spies in ((3, 0), (4, 1), (5, 2)):
        among = worlds(people, spies)
        size = among.every.bit_length()
        made = {tuple(next(k for k, m in kinds.items() if m >> i & 1) for kinds in among.by_kind) for i in range(size)}
        assert among.every == (1 << size) - 1
        assert made == {w for w in product(("truth", "lie", "spy"), repeat=people) if w.count("spy") == spies}
        assert len(made) == size


def test_neither_place_nor_form_of_speech_tells_who_is_truthful():
    """Within four standard deviations of one half."""
    told, yes = Counter(), Counter()
    for sample in samples(TASK.name, 5, 600):
        answers = [word == "yes" for word in sample.answer.split(", ")]
        truthful = dict(zip(sample.problem.asked, answers, strict=True))
        marks = [(f"place {place}", answer) for place, answer in enumerate(answers)]
        for speaker, claim in sample.problem.says:
            if speaker in truthful:
                form = claim.how if isinstance(claim, Link) else getattr(claim, "how", type(claim).__name__)
                marks.append((form, truthful[speaker]))
        for mark, answer in marks:
            told[mark] += 1
            yes[mark] += answer
    for mark, n in told.items():
        assert abs(yes[mark] / n - 0.5) <= 4 * 0.5 / n**0.5, (mark, yes[mark], n)


def _true(one: _Sum, truthful: list[bool]) -> bool:
    """What a sum of the canonical form says of a world."""
    terms = [
        _true(term.a, truthful) and _true(term.b, truthful)
        if isinstance(term, _Both)
        else term.numbers >> sum(truthful[p] for p in term.group) & 1
        for term in one.terms
    ]
    return (one.one + sum(truthful[p] for p in one.people) + sum(terms)) % 2 == 1


def test_sums_of_the_canonical_form_mean_what_is_said():
    """In every world, and with truth and lie exchanged in the opposite world."""
    seen = set()
    for level in (2, 5):
        for sample in samples(TASK.name, level, 60):
            people = len(sample.problem.people)
            among = worlds(people, 0)
            for claim in [*sample.problem.facts, *(claim for _, claim in sample.problem.says)]:
                one, true = _sum(claim), holds(claim, among)
                for world in range(among.every.bit_length()):
                    truthful = [bool(kinds["truth"] >> world & 1) for kinds in among.by_kind]
                    assert _true(one, truthful) == bool(true >> world & 1), claim
                    assert _true(one.exchanged(), [not t for t in truthful]) == bool(true >> world & 1), claim
                seen.add(getattr(claim, "how", type(claim).__name__))
    assert seen == {"Is", "Same", "exactly", "least", "most", "parity", "and", "or", "xor", "if", "iff", "Would"}


def _story(facts: tuple[Claim, ...], *says: tuple[int, Claim]) -> object:
    return canonical(WebOfLies(("Ann", "Ben", "Cleo", "Dan"), 0, facts, says, (0, 1, 2)))


def test_the_same_said_in_other_words_is_the_same_puzzle():
    known = (Is(3, "truth"),)
    base = _story(known, (0, Is(1, "lie")), (1, Is(2, "truth")), (2, Same(0, 1, False)))
    assert base == _story(known, (1, Is(0, "lie")), (2, Is(1, "truth")), (2, Same(1, 0, False)))
    assert base == _story((Is(3, "lie"),), (0, Is(1, "lie")), (1, Is(2, "truth")), (2, Same(0, 1, True)))
    assert base != _story(known, (0, Is(1, "lie")), (1, Is(2, "truth")), (2, Same(0, 1, True)))
    assert base != _story(known, (0, Is(1, "lie")), (1, Is(2, "lie")), (2, Same(0, 1, False)))

    both, either = Link("and", Is(1, "truth"), Is(2, "lie")), Link("or", Is(2, "lie"), Is(1, "truth"))
    least, most, chain = Count((0, 1, 2), "truth", "least", 2), Count((0, 1, 2), "lie", "most", 1), ((1, Is(2, "lie")), (2, Is(3, "truth")))
    base = _story(known, (0, both), (1, least), *chain)
    assert base == _story(known, (0, both), (1, most), *chain)
    assert base == _story((Is(3, "lie"),), (0, either), (1, most), *chain)
    assert base != _story(known, (0, either), (1, most), *chain)

    rest = ((1, Is(3, "truth")), (2, Is(3, "truth")))
    assert _story(known, (0, Would((1,), Is(2, "truth"))), *rest) == _story(known, (2, Would((0,), Is(1, "truth"))), *rest)


def _brute(problem: WebOfLies) -> tuple[object, ...]:
    """The least, over all renumberings of the people and truth and lie exchanged or not, of the sets of worlds that the statements allow."""
    size = len(problem.people)
    among = worlds(size, 0)
    allowed = [holds(claim, among) for claim in problem.facts] + [spoken(speaker, claim, among) for speaker, claim in problem.says]
    table = np.array([[worlds_of >> world & 1 for world in range(1 << size)] for worlds_of in allowed])
    numbers = np.arange(1 << size)
    forms = []
    for where in permutations(range(size)):
        asked = sorted(where[person] for person in problem.asked)
        moved = sum((numbers >> person & 1) << where[person] for person in range(size))
        for exchanged in (0, (1 << size) - 1):
            image = np.empty_like(table)
            image[:, moved ^ exchanged] = table
            forms.append((asked, sorted(row.tobytes() for row in image)))
    return min(forms)


def test_small_problems_share_a_form_exactly_if_some_renumbering_makes_one_of_the_other():
    """Statements count as the worlds that they allow."""
    knobs = TASK.knobs(5, 5, 1, 1, 0, 0, 0)
    by_brute: dict[str, str] = {}
    forms: dict[str, str] = {}
    source = stream(TASK.name, 1)._replace(knobs=knobs).source
    problems = [TASK.generate(randoms(source, draw)[0], knobs).problem for draw in range(150)]
    for problem in problems:
        brute, form = repr(_brute(problem)), repr(canonical(problem))
        assert by_brute.setdefault(brute, form) == form, "one puzzle, two forms"
        assert forms.setdefault(form, brute) == brute, "two puzzles, one form"
    assert 50 < len(forms) < len(problems)


def test_counts_hold_where_so_many_are_of_the_kind():
    among = worlds(6, 2)
    for group in ((0, 3), (1, 2, 4, 5), tuple(range(6))):
        for kind in ("truth", "lie", "spy"):
            counted = [sum(among.by_kind[person][kind] >> world & 1 for person in group) for world in range(among.every.bit_length())]
            for number in range(9):  # up to more than there are, and than the digits of their number can say
                for how, fits in (("exactly", int.__eq__), ("least", int.__ge__), ("most", int.__le__)):
                    right = sum(fits(count, number) << world for world, count in enumerate(counted))
                    assert holds(Count(group, kind, how, number), among) == right
                odd = sum((count % 2 == number % 2) << world for world, count in enumerate(counted))
                assert holds(Count(group, kind, "parity", number), among) == odd


@pytest.mark.parametrize("number", range(10))
def test_worlds_are_counted_as_one_by_one(number):
    sets = [0b1010_1100, 0b0110_1010, 0b1111_0000, 0b1001_1110, 0b0010_1010]
    every = 0b0111_1111
    held = [sum(some >> world & 1 for some in sets) for world in range(7)]
    digits = binary([some & every for some in sets])
    assert at_least(number, digits, every) == sum(1 << world for world, count in enumerate(held) if count >= number)
    assert exactly(number, digits, every) == sum(1 << world for world, count in enumerate(held) if count == number)
