"""Number wall: the kernel finds what a plain search over all sets of walls finds, and drawn islands keep the rules."""

from collections import defaultdict
from random import Random

import pytest
from drawing import samples

from synth.generators.logic.number_wall import canonical
from synth.generators.logic.number_wall.islands import another
from synth.verifiers.logic.number_wall import EMPTY, NumberWall, parts, verify


def maps(size):
    """All sets of land whose walls keep their rules, with their islands, by the number of cells."""
    cells = [(r, c) for r in range(size) for c in range(size)]
    blocks = [0b11 << r * size + c | 0b11 << (r + 1) * size + c for r in range(size - 1) for c in range(size - 1)]
    found = defaultdict(list)
    for mask in range(1, 2 ** len(cells) - 1):
        if all(mask & block for block in blocks):
            land = {cell for k, cell in enumerate(cells) if mask >> k & 1}
            if len(list(parts(set(cells) - land))) == 1:
                found[len(land)].append((land, list(parts(land))))
    return found


@pytest.mark.parametrize("near", [False, True])
def test_kernel_equals_a_plain_search(near):
    """On 4 x 4: another solution is found where there is one, and it is one."""
    rng, every, others = Random(2), maps(4), 0
    small = [(land, islands) for found in every.values() for land, islands in found if max(map(len, islands)) < 8]
    for _ in range(100):
        land, islands = rng.choice(small)
        numbers = {rng.choice(sorted(island)): len(island) for island in islands}
        solutions = [
            other
            for other, parted in every[len(land)]
            if all([numbers[cell] for cell in part & numbers.keys()] == [len(part)] for part in parted)
        ]
        proof, shown = another(4, {4 * r + c: number for (r, c), number in numbers.items()}, {4 * r + c for r, c in land}, 10_000, near)
        assert proof.found == (len(solutions) > 1), numbers
        if proof.found:
            others += 1
            assert {divmod(x, 4) for x in shown} in [other for other in solutions if other != land]
    assert 10 < others < 90


def test_two_words_of_bits_see_one_board():
    """With other land asked for, the solution of a drawn puzzle is found, and no other."""
    for level in (3, 5, 8):
        for sample in samples("logic/number_wall", level, 5):
            size = len(sample.problem.numbers)
            numbers = {x: int(sign) for x, sign in enumerate("".join(sample.problem.numbers)) if sign != EMPTY}
            proof, shown = another(size, numbers, set(), 1000)
            answer = {x for x, sign in enumerate(sample.answer.split()) if sign != "#"}
            assert (proof.found, shown) == (1, answer)
            assert another(size, numbers, answer, 1000)[0].found == 0


def test_a_search_near_the_known_land_finds_another_one_sooner():
    """With one number moved on its island, so that most have other solutions."""
    nodes = [0, 0]
    for sample in samples("logic/number_wall", 8, 20):
        size, cells = len(sample.problem.numbers), sample.answer.split()
        answer = {x for x, sign in enumerate(cells) if sign != "#"}
        numbers = {x: int(cells[x]) for x in answer if cells[x] != "."}
        for x, number in numbers.items():
            beside = [y for y in (x - size, x + size) if cells[y : y + 1] == ["."] and y >= 0]
            for y in beside:
                moved = {z: n for z, n in numbers.items() if z != x} | {y: number}
                far, near = (another(size, moved, answer, 1000, way)[0] for way in (False, True))
                assert far.found == near.found
                if far.found:
                    nodes = [nodes[0] + far.nodes, nodes[1] + near.nodes]
    assert nodes[1] < 0.9 * nodes[0]


def test_a_clue_elsewhere_is_another_puzzle():
    one, turned, other = NumberWall(("2..", "...", "1.1")), NumberWall(("1.2", "...", "1..")), NumberWall((".2.", "...", "1.1"))
    assert canonical(one) == canonical(turned) != canonical(other)


def test_islands_may_touch_at_corners_and_walls_may_not():
    problem = NumberWall(("2..", "...", "..2"))
    assert verify(problem, "2 . #\n# # #\n# . 2").accepted
    assert verify(NumberWall(("...", ".1.", "2..")), "# # #\n# 1 #\n2 . #").reason == "touch"
    assert verify(NumberWall(("1..", "..2", "...")), "1 # #\n# # 2\n# . .").reason == "size"


def test_rows_are_equally_long():
    with pytest.raises(ValueError, match="equally long"):
        NumberWall(("2..", "....", "1.1"))
