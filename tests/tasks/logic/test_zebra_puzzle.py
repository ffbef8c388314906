"""What the laws cannot say of zebra puzzles: the compiled clues mean what the rules say, no clue can go, copies share a fingerprint."""

import json
from itertools import product
from random import Random

import msgspec
import numpy as np
import pytest
from drawing import oracle, samples

from synth.generators.logic import zebra_puzzle as generator
from synth.generators.logic.zebra_puzzle import SHARES, canonical
from synth.generators.logic.zebra_puzzle import clues as zebra_clues
from synth.generators.logic.zebra_puzzle import solver as zebra
from synth.generators.logic.zebra_puzzle.clues import KINDS
from synth.schemas.task import Discard
from synth.verifiers.logic.zebra_puzzle import ARITY, Attribute, Clue, ZebraPuzzle, arrange, holds

NAME = "logic/zebra_puzzle"


def _plain(places, attributes, clues):
    """Clues of the kernel as a problem's JSON fields; the values are their numbers."""
    lists = [[f"C{a}", [str(a * places + p) for p in range(places)]] for a in range(attributes)]
    return {"attributes": lists, "clues": [[KINDS[c[0]], [str(v) for v in c[1 : 1 + ARITY.get(KINDS[c[0]], 2)]], int(c[5])] for c in clues]}


def test_compiled_clues_mean_what_the_rules_say():
    for number, kind in enumerate(KINDS):
        size = 5
        for at in product(range(size), repeat=ARITY.get(kind, 2)):
            for k in range(1, size):
                row = np.array([number, 0, 1, 2, 3, k][: 1 + len(at)] + [0] * (4 - len(at)) + [k])
                where = {f"v{i}": p + 1 for i, p in enumerate(at)}
                rule = holds(Clue(kind, tuple(where), k), where, size)
                assert zebra_clues.holds(row, np.array([*at, 0, 0, 0]), size) == rule
                # Reading a clue whose variables are settled keeps them when the rule holds and empties one when it does not.
                domains = np.array([1 << p for p in at] + [0b11111] * (4 - len(at)))
                zebra_clues.read(row, domains, np.zeros(4, np.int64), 1, 0b11111)
                assert bool(np.all(domains > 0)) == rule, (kind, at, k)


@pytest.mark.parametrize(
    ("places", "attributes", "mix", "spare"), [(3, 3, "plain", 2), (4, 3, "placed", 0), (4, 4, "subtle", 1), (5, 4, "mixed", 0)]
)
def test_no_clue_of_the_minimal_set_can_go(places, attributes, mix, spare):
    """By the oracle's SAT solver: one solution; two without any one clue of the minimal set; one without the spare clues."""
    judge = oracle(NAME)
    for seed in range(10):
        puzzle = zebra.draw(places, attributes, SHARES[mix], spare, 77_777 * seed + 5)
        clues = puzzle.clues.tolist()
        minimal = clues[: len(clues) - puzzle.spare]
        assert puzzle.proved
        assert puzzle.spare <= spare
        assert judge.solutions(_plain(places, attributes, clues)) == judge.solutions(_plain(places, attributes, minimal)) == 1
        for clue in minimal:
            rest = [c for c in minimal if c != clue]
            assert judge.solutions(_plain(places, attributes, rest)) == 2
            assert zebra.prove(places, attributes, rest, puzzle.places)[0] == 1


def test_a_proof_cut_short_proves_nothing():
    """Whatever the budget: a puzzle that counts as proved has one solution, and one whose budget was spent does not count."""
    judge, proved = oracle(NAME), 0
    for budget in (1, 2, 3, 5, 8, 13, 21):
        for seed in range(12):
            puzzle = zebra.draw(4, 3, SHARES["mixed"], 0, 55_555 * seed + 7, budget)
            if puzzle.proved:
                proved += 1
                assert judge.solutions(_plain(4, 3, puzzle.clues.tolist())) == 1
    assert 10 < proved < 70
    puzzle = zebra.draw(6, 5, SHARES["subtle"], 0, 3)
    assert puzzle.proved and zebra.prove(6, 5, puzzle.clues, puzzle.places)[0] == 0
    found, _, nodes = zebra.prove(6, 5, puzzle.clues, puzzle.places, 1)
    assert (found, nodes) == (-1, 1)


def test_a_draw_without_a_proof_is_discarded(monkeypatch):
    """Also one whose proof is too long for a solver by hand."""
    knobs = generator.LEVELS[4]
    assert generator.generate(Random(1), knobs)
    for name, value in (("BUDGET", 1), ("MOST_STEPS", 0)):
        with monkeypatch.context() as patch:
            patch.setattr(generator, name, value)
            with pytest.raises(Discard, match="proof too long"):
                generator.generate(Random(1), knobs)
    draw = zebra.draw
    with monkeypatch.context() as patch:
        patch.setattr(generator, "draw", lambda *arguments: draw(*arguments)._replace(proved=False))
        with pytest.raises(Discard, match="proof too long"):
            generator.generate(Random(1), knobs)


@pytest.mark.parametrize("level", [1, 4, 7, 10])
def test_copies_share_a_fingerprint(level):
    """Other words in another order, and the mirror image."""
    for sample in samples(NAME, level, 10):
        problem, rng = sample.problem, Random(level)
        words = ["".join(rng.choices("abcdefghij", k=12)).capitalize() for _ in range(100)]
        new = {value: words.pop() for attribute in problem.attributes for value in attribute.values}
        attributes = tuple(sorted(Attribute(words.pop(), tuple(sorted(new[v] for v in a.values))) for a in problem.attributes))

        def rename(clue, new=new):
            return Clue(clue.kind, arrange(clue.kind, tuple(new[v] for v in clue.values)), clue.number)

        def mirror(clue, size=problem.size):
            if clue.kind in ("left", "just_left"):
                return msgspec.structs.replace(clue, values=clue.values[::-1])
            if clue.kind in ("at", "not_at"):
                return msgspec.structs.replace(clue, number=size + 1 - clue.number)
            if clue.kind in ("odd", "even") and size % 2 == 0:
                return msgspec.structs.replace(clue, kind="odd" if clue.kind == "even" else "even")
            return clue

        copy = ZebraPuzzle("thing", attributes, tuple(sorted(map(rename, problem.clues))))
        turned = ZebraPuzzle("thing", attributes, tuple(sorted(map(mirror, copy.clues))))
        fewer = ZebraPuzzle("thing", attributes, copy.clues[1:])
        assert json.dumps(canonical(problem)) == json.dumps(canonical(copy)) == json.dumps(canonical(turned))
        assert canonical(problem) != canonical(fewer)


def test_values_that_refinement_leaves_equal_are_told_apart():
    """Six values in one ring of neighbours, or in two rings of three: each value looks alike."""
    kind = KINDS.index("next")
    ring = [(kind, 0, (v, (v + 1) % 6)) for v in range(6)]
    rings = [(kind, 0, (v, (v + 1) % 3)) for v in range(3)] + [(kind, 0, (3 + v, 3 + (v + 1) % 3)) for v in range(3)]
    other = [(kind, 0, (a, b)) for a, b in ((0, 3), (3, 1), (1, 5), (5, 2), (2, 4), (4, 0))]
    assert generator._form(ring, 6, 1) == generator._form(other, 6, 1) != generator._form(rings, 6, 1)
