"""Do two libraries mean the same by a puzzle? Items of reasoning-gym go as our problems through our verifier, ours as its entries through
its scorer: each with its own answer, which is right, and with that answer changed in one place. Where the two libraries do not say the
same, the rules themselves decide, tried out below by the shortest program that reads an answer.

`python bench/foreign.py [--problems N] [PUZZLE ...]`: 200 of each library a puzzle unless told otherwise; needs `pip install '.[gym]'`.
Prints for each puzzle the items that could be converted, the answers judged, how many verdicts agree with the other library's, and whom
brute force confirms where they do not; then the puzzles of like names whose rules are not the same, and why. Long for one file, as each
puzzle brings its conversions and its rules."""

import argparse
import ast
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from fractions import Fraction
from itertools import pairwise, product
from operator import add, mul, sub, truediv
from random import Random
from typing import Any, NamedTuple

from synth.generators import registry
from synth.pipelines.run.produce import Stream, candidate
from synth.schemas.problem import Problem
from synth.schemas.task import Discard
from synth.verifiers.logic.cipher import Cipher, Shift
from synth.verifiers.logic.cryptarithm import Cryptarithm
from synth.verifiers.logic.futoshiki import Futoshiki
from synth.verifiers.logic.game_of_24 import GameOf24
from synth.verifiers.logic.graph_search import GraphSearch
from synth.verifiers.logic.knights_and_knaves import Count, Is, KnightsAndKnaves, Link, More
from synth.verifiers.logic.kukurasu import Kukurasu
from synth.verifiers.logic.sudoku import Sudoku
from synth.verifiers.logic.survo import Survo
from synth.verifiers.logic.word_sorting import WordSorting
from synth.verifiers.math.probability import Probability
from synth.verifiers.math.probability.dice import Dice
from synth.verifiers.simulation.planning import Planning
from synth.verifiers.simulation.planning.worlds import Jugs

Entry = dict[str, Any]
SEED = 5
SETTINGS = {"dice": {"max_dice_size": 12}}
"""Where theirs as they come are beyond the bounds of ours."""
SHOWN = 3
"""Disagreements that are printed, of a puzzle."""
APART = {
    "zebra_puzzles": "clues stand in the text of an entry alone, and one name is asked for; ours asks for the whole table",
    "arc_agi": "our verifier runs the program that made the output, and their tasks have none",
    "syllogism": "theirs lets `all A are B` mean that there are A; for ours such a sentence is true of nobody",
    "propositional_logic": "any statement that follows is accepted; ours asks which of given ones follow",
    "circuit_logic": "one drawn circuit, 0 or 1; ours names those of several labelled expressions that are true",
    "game_of_life": "a plane of cells; ours is a row",
    "polynomial_equations": "real roots as rounded decimals; ours are exact",
    "polynomial_multiplication": "a product is multiplied out; ours composes, divides and factors",
    "simple_integration": "an antiderivative; ours asks for values of derivatives and integrals",
    "base_conversion": "one number in another base; ours is found by clues on its digits",
    "course_schedule": "whether a graph has a cycle; ours asks for paths and what can be reached",
    "leg_counting": "facts on animals; ours follows who has what through events",
    "family_relationships": "one word for a relation; ours asks in texts of worlds of its own",
}


class Pair(NamedTuple):
    ours: str
    level: int
    """At which ours are made."""
    into: Callable[[Entry], tuple[Problem, str] | None]
    """Their entry as our problem, with its answer as we write it; None for one that our rules have no words for."""
    back: Callable[[Any, str], tuple[Entry, str] | None] | None
    """The reverse; None where their scorer knows the items of its own maker alone."""
    holds: Callable[[Any, str], bool]
    """Brute force: whether an answer to our problem is right by the rules."""


def numbers(text: str) -> list[list[int]]:
    return [[int(x) for x in re.findall(r"\d+", line)] for line in text.strip().splitlines()]


def grid(rows: list[list[int]]) -> str:
    return "\n".join(" ".join(map(str, row)) for row in rows)


def valued(text: str) -> tuple[Fraction | None, list[int]]:
    """Value of an expression of + - * /, and its numbers; None for anything else."""
    used: list[int] = []

    def value(node: ast.expr) -> Fraction:
        match node:
            case ast.Constant(int(number)):
                used.append(number)
                return Fraction(number)
            case ast.BinOp(left, ast.Add() | ast.Sub() | ast.Mult() | ast.Div() as sign, right):
                return {ast.Add: add, ast.Sub: sub, ast.Mult: mul, ast.Div: truediv}[type(sign)](value(left), value(right))
        raise SyntaxError

    try:
        return value(ast.parse(text.strip(), mode="eval").body), used
    except (SyntaxError, ZeroDivisionError):
        return None, used


def expression(of: GameOf24, text: str) -> bool:
    value, used = valued(text)
    return value == of.target and sorted(used) == list(of.numbers)


def square(of: Sudoku, text: str) -> bool:
    rows, size = numbers(text), len(of.givens)
    cells = [(r, c) for r in range(size) for c in range(size)]
    groups: dict[tuple[str, object], list[int]] = {}
    if [len(row) for row in rows] != [size] * size:
        return False
    for r, c in cells:
        for key in (("row", r), ("column", c), ("region", of.regions[r][c])):
            groups.setdefault(key, []).append(rows[r][c])
    told = all(of.givens[r][c] in (".", str(rows[r][c])) for r, c in cells)
    return told and all(sorted(group) == list(range(1, size + 1)) for group in groups.values())


def boxed(entry: Entry) -> tuple[Problem, str]:
    rows = entry["metadata"]["puzzle"]
    side = int(len(rows) ** 0.5)
    regions = tuple("".join(chr(65 + r // side * side + c // side) for c in range(len(rows))) for r in range(len(rows)))
    return Sudoku(tuple("".join(str(x or ".") for x in row) for row in rows), regions, False), entry["answer"]


def unboxed(of: Sudoku, text: str) -> tuple[Entry, str] | None:
    side = int(len(of.givens) ** 0.5)
    usual = tuple("".join(chr(65 + r // side * side + c // side) for c in range(side * side)) for r in range(side * side))
    if of.diagonals or len(of.givens) != side * side or of.regions != usual:
        return None
    return {"answer": text, "metadata": {"solution": numbers(text)}}, text


def compared(of: Futoshiki, text: str) -> tuple[Entry, str]:
    return {"answer": text, "metadata": {"solution": numbers(text)}}, text


def unequal(of: Futoshiki, text: str) -> bool:
    rows, size = numbers(text), len(of.givens)
    if [len(row) for row in rows] != [size] * size:
        return False
    cells = [(r, c) for r in range(size) for c in range(size)]
    latin = all(sorted(line) == list(range(1, size + 1)) for line in (*rows, *zip(*rows, strict=True)))
    told = all(of.givens[r][c] in (".", str(rows[r][c])) for r, c in cells)
    across = all(of.across[r][c] in (".", "<>"[rows[r][c] > rows[r][c + 1]]) for r, c in cells if c + 1 < size)
    down = all(of.down[r][c] in (".", "^v"[rows[r][c] > rows[r + 1][c]]) for r, c in cells if r + 1 < size)
    return latin and told and across and down


def futoshiki(entry: Entry) -> tuple[Problem, str]:
    rows, size = entry["metadata"]["puzzle"], entry["metadata"]["board_size"]
    across, down = [["."] * (size - 1) for _ in range(size)], [["."] * size for _ in range(size - 1)]
    for r, c, r2, c2, sign in entry["metadata"]["constraints"]:
        (across if r == r2 else down)[min(r, r2)][min(c, c2)] = sign if r == r2 else {"<": "^", ">": "v"}[sign]
    texts = (tuple("".join(line) for line in lines) for lines in ([[str(x or ".") for x in row] for row in rows], across, down))
    return Futoshiki(*texts), grid(entry["metadata"]["solution"])


def shaded(of: Kukurasu, text: str) -> bool:
    rows = numbers(text)
    if len(rows) != len(of.rows) or any(len(row) != len(of.columns) or not set(row) <= {0, 1} for row in rows):
        return False
    lines = [*rows, *zip(*rows, strict=True)]
    sums = [sum(place * x for place, x in enumerate(line, 1)) for line in lines]
    return all(wanted in (-1, found) for wanted, found in zip((*of.rows, *of.columns), sums, strict=True))


def kakurasu(entry: Entry) -> tuple[Problem, str]:
    return Kukurasu(tuple(entry["metadata"]["row_sums"]), tuple(entry["metadata"]["col_sums"])), entry["answer"]


def unshaded(of: Kukurasu, text: str) -> tuple[Entry, str] | None:
    if -1 in (*of.rows, *of.columns):
        return None
    return {"metadata": {"row_sums": list(of.rows), "col_sums": list(of.columns), "n_rows": len(of.rows), "n_cols": len(of.columns)}}, text


def survo(entry: Entry) -> tuple[Problem, str]:
    *rows, last = entry["metadata"]["puzzle"]
    table = tuple(tuple(row[:-1]) for row in rows)
    filled = grid([row[:-1] for row in entry["metadata"]["solution"][:-1]])
    return Survo(table, tuple(row[-1] for row in rows), tuple(last[:-1]), tuple(sorted(entry["metadata"]["candidate_numbers"]))), filled


def summed(of: Survo, text: str) -> bool:
    rows = numbers(text)
    if [len(row) for row in rows] != [len(of.columns)] * len(of.rows):
        return False
    cells = [(given, x) for old, row in zip(of.table, rows, strict=True) for given, x in zip(old, row, strict=True)]
    placed = sorted(x for given, x in cells if not given)
    sums = [sum(line) for line in (*rows, *zip(*rows, strict=True))]
    return all(given in (0, x) for given, x in cells) and placed == list(of.numbers) and sums == [*of.rows, *of.columns]


def unsummed(of: Survo, text: str) -> tuple[Entry, str] | None:
    """Their scorer compares with the solution, sums and all, and knows squares alone."""
    if len(of.rows) != len(of.columns):
        return None
    rows = [[*row, sum(row)] for row in numbers(text)]
    solution = [*rows, [sum(column) for column in zip(*rows, strict=True)]]
    return {"metadata": {"board_size": len(solution), "solution": solution}}, grid(solution)


def letters(of: Cryptarithm, text: str) -> bool:
    """The equation with digits for letters."""
    if len(text) != len(of.equation) or not re.fullmatch(r"\d+( [-+*] \d+)* = \d+", text):
        return False
    if re.sub("[A-Z]", "0", of.equation) != re.sub(r"\d", "0", text) or re.search(r"\b0\d", text):
        return False
    pairs = {pair for pair in zip(of.equation, text, strict=True) if pair[0].isalpha()}
    left, right = text.split(" = ")
    return len(pairs) == len(dict(pairs)) == len({digit for _, digit in pairs}) and valued(left)[0] == int(right)


def cryptarithm(entry: Entry) -> tuple[Problem, str]:
    about = entry["metadata"]
    answer = f"{' + '.join(map(str, about['word_values']))} = {about['sum_number']}"
    return Cryptarithm(f"{' + '.join(about['words_letters'])} = {about['result_letters']}"), answer


def uncryptarithm(of: Cryptarithm, text: str) -> tuple[Entry, str] | None:
    left, right = of.equation.split(" = ")
    if of.base != 10 or not re.fullmatch(r"[A-Z]+( \+ [A-Z]+)*", left) or not right.isalpha() or len(text) != len(of.equation):
        return None
    pairs = {pair for pair in zip(of.equation, text, strict=True) if pair[0].isalpha()}
    if len(pairs) > len(dict(pairs)):  # two digits for a letter, which a mapping cannot say
        return None
    mapping = ",".join(f"{sign}={digit}" for sign, digit in sorted(pairs))
    return {"metadata": {"words_letters": left.split(" + "), "result_letters": right}}, mapping


def claim(said: Any) -> Is | Link | None:
    """Their nested statement; None for one with more than one link."""
    match said:
        case ("telling-truth" | "lying", person):
            return Is(person, said[0] == "telling-truth")
        case ("not", inner) if isinstance(found := claim(inner), Is):
            return Is(found.person, not found.knight)
        case ("or" | "->" | "<=>", one, other):
            both = claim(one), claim(other)
            if all(isinstance(part, Is) for part in both):
                return Link({"or": "or", "->": "if", "<=>": "iff"}[said[0]], *both)  # type: ignore[arg-type]
    return None


def island(entry: Entry) -> tuple[Problem, str] | None:
    about = entry["metadata"]
    claims = [claim(said) for said in about["statements"]]
    if None in claims or not any(about["solution"]):  # we ask for the knights, and there is always one
        return None
    says = tuple(((speaker,), said) for speaker, said in enumerate(claims) if said)
    knights = [str(name) for name, truthful in zip(about["names"], about["solution"], strict=True) if truthful]
    return KnightsAndKnaves(tuple(map(str, about["names"])), says), ", ".join(knights)


def unisland(of: KnightsAndKnaves, text: str) -> tuple[Entry, str]:
    """Their scorer compares sentences; the right one is found by trying all."""
    right = next(kinds for kinds in product((True, False), repeat=len(of.people)) if consistent(of, kinds))
    told = dict(zip(of.people, right, strict=True))
    named = {name: name in re.findall(r"\w+", text) for name in of.people}

    def sentence(kinds: dict[str, bool]) -> str:
        return ", and ".join(f"{name} is a {'knight' if truthful else 'knave'}" for name, truthful in kinds.items())

    return {"answer": sentence(told)}, sentence(named)


def consistent(of: KnightsAndKnaves, kinds: tuple[bool, ...]) -> bool:
    def true(said: Any) -> bool:
        match said:
            case Is():
                return kinds[said.person] == said.knight
            case Link():
                one, other = true(said.first), true(said.second)
                return {"if": not one or other, "iff": one == other, "or": one or other, "xor": one != other}[said.how]
            case Count():
                found = sum(kinds[person] == said.knight for person in said.group)
                return {"exactly": found == said.number, "least": found >= said.number, "most": found <= said.number}[said.how]
            case More():
                one, other = (sum(kinds[person] == said.knight for person in group) for group in (said.group, said.than))
                return one == other if said.equal else one > other
        value = true(said.claim)
        for person in said.chain:  # a knave says the reverse
            value = value == kinds[person]
        return value

    return all(kinds[speaker] == true(said) for speakers, said in of.says for speaker in speakers)


def islanders(of: KnightsAndKnaves, text: str) -> bool:
    knights = re.findall(r"\w+", text)
    known = set(knights) <= set(of.people) and len(set(knights)) == len(knights)
    return known and consistent(of, tuple(name in knights for name in of.people))


def words(entry: Entry) -> tuple[Problem, str] | None:
    """Order by code points is ours for small letters; a word that begins another would stand on the wrong side of it."""
    found, up = entry["metadata"]["original_words"], entry["metadata"]["direction"] == "ascending"
    if any(not re.fullmatch("[a-z]+", word) for word in found) or any(a != b and a.startswith(b) for a in found for b in found):
        return None
    return WordSorting(("reverse",), (("alphabet", "down" if up else "up"),), tuple(found)), entry["answer"]


def unwords(of: WordSorting, text: str) -> tuple[Entry, str] | None:
    if of.steps != ("reverse",) or of.keys not in ((("alphabet", "up"),), (("alphabet", "down"),)):
        return None
    return {"metadata": {"sorted_words": sorted(of.words, reverse=of.keys == (("alphabet", "up"),))}}, text


def in_order(of: WordSorting, text: str) -> bool:
    return text.split(", ") == sorted(of.words, reverse=of.keys == (("alphabet", "up"),))


def caesar(entry: Entry) -> tuple[Problem, str]:
    return Cipher("decode", (Shift(entry["metadata"]["rotation"]),), entry["metadata"]["cipher_text"], ()), entry["answer"]


def uncaesar(of: Cipher, text: str) -> tuple[Entry, str] | None:
    if of.operation != "decode" or len(of.steps) > 1 or not isinstance(of.steps[0], Shift) or of.pairs:
        return None
    # Blanks in our texts part the words and no more, and their scorer compares signs.
    return {"answer": turned(of.text, -of.steps[0].by).replace(" ", "")}, text.replace(" ", "")  # type: ignore[operator]


def turned(text: str, by: int) -> str:
    return "".join(chr((ord(sign) - 65 + by) % 26 + 65) if sign.isalpha() else sign for sign in text)


def shifted(of: Cipher, text: str) -> bool:
    by = of.steps[0].by  # type: ignore[union-attr]
    return turned(re.sub("[^A-Z]", "", text.upper()), by) == of.text.replace(" ", "")


def jugs(entry: Entry) -> tuple[Problem, str] | None:
    """Theirs is done when any jug holds the target: that jug, in which their plan ends, is our goal."""
    puzzle, moves = entry["metadata"]["puzzle"], json.loads(entry["answer"])
    sizes, plan = puzzle["jug_capacities"], "; ".join(move.replace("->", " ") for move in moves)
    end = poured(sizes, [0] * len(sizes), plan)
    if end is None or puzzle["target"] not in end or max(sizes) > 20 or len(moves) > 60:
        return None
    goal = [-1] * len(sizes)
    goal[end.index(puzzle["target"])] = puzzle["target"]
    return Planning(Jugs(tuple(sizes), (0,) * len(sizes), True, tuple(goal)), len(moves), True), plan


def unjugs(of: Planning, text: str) -> tuple[Entry, str] | None:
    world = of.world
    if not isinstance(world, Jugs) or any(world.start) or not world.tap or sum(wanted > 0 for wanted in world.goal) != 1 or 0 in world.goal:
        return None
    moves = [re.sub(r"^pour (\w) (\w)$", r"pour \1->\2", move) for move in text.split("; ")]
    return {"metadata": {"puzzle": {"jug_capacities": list(world.sizes), "target": max(world.goal)}}}, json.dumps(moves)


def poured(sizes: list[int], held: list[int], plan: str) -> list[int] | None:
    """What the jugs hold in the end; None where there is no such jug."""
    held = list(held)
    for move in filter(None, plan.split("; ")):
        verb, *names = move.split()
        places = [ord(name) - 65 for name in names]
        if not all(0 <= place < len(sizes) for place in places) or len(places) != 1 + (verb == "pour") or len(set(places)) != len(places):
            return None
        if verb == "pour":
            amount = min(held[places[0]], sizes[places[1]] - held[places[1]])
            held[places[0]], held[places[1]] = held[places[0]] - amount, held[places[1]] + amount
        else:
            held[places[0]] = sizes[places[0]] if verb == "fill" else 0
    return held


def planned(of: Planning, text: str) -> bool:
    world = of.world
    assert isinstance(world, Jugs)
    end = poured(list(world.sizes), list(world.start), text)
    reached = end is not None and all(wanted in (-1, held) for wanted, held in zip(world.goal, end, strict=True))
    return reached and len(text.split("; ")) <= of.most


STEPS = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}


def maze(entry: Entry) -> tuple[Problem, str] | None:
    rows = entry["metadata"]["matrix"]
    free = [(r, c) for r, row in enumerate(rows) for c, sign in enumerate(row) if sign != "X"]
    place = {cell: number for number, cell in enumerate(free, 1)}
    at, goal = (next(cell for cell in place if rows[cell[0]][cell[1]] == sign) for sign in "*#")
    edges = sorted((place[r, c], place[r + y, c + x]) for r, c in free for y, x in STEPS.values() if (r + y, c + x) in place)
    if entry["answer"] == "infeasible" or max(place.values()) > 99:
        return None
    path = [at]
    for step in entry["answer"].split():
        path.append((path[-1][0] + STEPS[step][0], path[-1][1] + STEPS[step][1]))
    return GraphSearch("path", tuple(edges), place[at], (place[goal],)), ", ".join(str(place[cell]) for cell in path)


def shortest(of: GraphSearch, text: str) -> bool:
    path = [int(x) for x in re.findall(r"\d+", text)]
    edge, length = {of.start}, 1
    while of.goals[0] not in edge and length < 100:
        edge, length = {v for u, v in of.edges if u in edge}, length + 1
    return bool(path) and path[0] == of.start and path[-1] == of.goals[0] and len(path) == length and set(pairwise(path)) <= set(of.edges)


def dice(entry: Entry) -> tuple[Problem, str] | None:
    sides = tuple(sorted(int(side) for side in re.findall(r"d(\d+)", entry["metadata"]["puzzle"]["dice_str"])))
    low = entry["metadata"]["puzzle"]["target"]
    if min(sides) < 2 or max(sides) > 16 or len(sides) > 4 or low <= len(sides):
        return None
    return Probability(Dice(sides, low, sum(sides), "nothing", 0)), entry["answer"]


def undice(of: Probability, text: str) -> tuple[Entry, str] | None:
    """Their scorer compares with the text of its answer."""
    puzzle = of.puzzle
    if not isinstance(puzzle, Dice) or puzzle.given != "nothing" or puzzle.high < sum(puzzle.sides):
        return None
    return {"answer": str(_chance(puzzle))}, text


def _chance(puzzle: Dice) -> Fraction:
    rolls = [sum(faces) for faces in product(*(range(1, side + 1) for side in puzzle.sides))]
    return Fraction(sum(puzzle.low <= roll <= puzzle.high for roll in rolls), len(rolls))


def rolled(of: Probability, text: str) -> bool:
    assert isinstance(of.puzzle, Dice)
    return bool(re.fullmatch(r"\d+(/[1-9]\d*)?", text)) and Fraction(text) == _chance(of.puzzle)


def target(entry: Entry) -> tuple[Problem, str] | None:
    """Some of their answers have a sign in front of a number, which our prompt forbids and theirs does not."""
    about = entry["metadata"]
    if re.search(r"(?:^|\()\s*-", entry["answer"]):
        return None
    return GameOf24(tuple(sorted(about["numbers"])), about.get("target", 24)), entry["answer"]


def untarget(of: GameOf24, text: str) -> tuple[Entry, str]:
    return {"metadata": {"numbers": list(of.numbers), "target": of.target}}, text


def untwentyfour(of: GameOf24, text: str) -> tuple[Entry, str] | None:
    """Their puzzle24 knows four numbers from 1 to 10."""
    return untarget(of, text) if of.target == 24 and len(of.numbers) == 4 and max(of.numbers) <= 10 else None


PAIRS = {
    "puzzle24": Pair("logic/game_of_24", 1, target, untwentyfour, expression),
    "countdown": Pair("logic/game_of_24", 5, target, untarget, expression),
    "sudoku": Pair("logic/sudoku", 5, boxed, unboxed, square),
    "mini_sudoku": Pair("logic/sudoku", 1, boxed, unboxed, square),
    "futoshiki": Pair("logic/futoshiki", 5, futoshiki, compared, unequal),
    "kakurasu": Pair("logic/kukurasu", 1, kakurasu, unshaded, shaded),
    "survo": Pair("logic/survo", 2, survo, unsummed, summed),
    "cryptarithm": Pair("logic/cryptarithm", 3, cryptarithm, uncryptarithm, letters),
    "knights_knaves": Pair("logic/knights_and_knaves", 2, island, unisland, islanders),
    "word_sorting": Pair("logic/word_sorting", 1, words, unwords, in_order),
    "caesar_cipher": Pair("logic/cipher", 1, caesar, uncaesar, shifted),
    "jugs": Pair("simulation/planning", 3, jugs, unjugs, planned),
    "shortest_path": Pair("logic/graph_search", 3, maze, None, shortest),
    "dice": Pair("math/probability", 2, dice, undice, rolled),
}


def judged(name: str, count: int) -> Iterator[tuple[str, Problem, str, bool, bool]]:
    """(whose, problem, answer, our verdict, theirs)."""
    import reasoning_gym

    pair, data = PAIRS[name], reasoning_gym.create_dataset(name, size=count, seed=SEED, **SETTINGS.get(name, {}))
    task, rng = registry.load(pair.ours), Random(SEED)
    for entry in data:
        if found := pair.into(entry):
            problem, answer = found
            yield "theirs", problem, answer, task.verify(problem, answer).accepted, data.score_answer(entry["answer"], entry) >= 1
            changed = task.corrupt(problem, answer, rng)
            same, other = (pair.back(problem, text) if pair.back else None for text in (answer, changed))
            if same and other:
                yield "theirs", problem, changed, task.verify(problem, changed).accepted, data.score_answer(other[1], same[0]) >= 1
    stream = Stream(task, task.levels[pair.level - 1], pair.level, SEED)
    for draw in range(count if pair.back else 0):
        with suppress(Discard):
            for sample in candidate(stream, draw).members:
                problem, answer = sample.problem, sample.answer
                changed = task.corrupt(problem, answer, rng)
                found_entry, other = pair.back(problem, answer), pair.back(problem, changed)  # type: ignore[misc]
                for text, form in ((answer, found_entry), (changed, other)):
                    if found_entry and form:
                        yield "ours", problem, text, task.verify(problem, text).accepted, data.score_answer(form[1], found_entry[0]) >= 1


def main(count: int, names: list[str]) -> None:
    print("| puzzle | ours | theirs, ours converted | answers | agree | disagree | we are right | they are right |\n|" + " --- |" * 8)
    for name in names:
        seen, problems, said = Counter[str](), {"theirs": set[str](), "ours": set[str]()}, list[str]()
        for whose, problem, answer, own, foreign in judged(name, count):
            problems[whose].add(problem.to_json())
            seen["agree" if own == foreign else "disagree"] += 1
            if own != foreign:
                truth = PAIRS[name].holds(problem, answer)
                seen["us" if own == truth else "them"] += 1
                said.append(f"  {whose}: {answer!r} for {problem.to_json()[:200]}: we say {own}, they {foreign}, it is {truth}")
        sizes = f"{len(problems['theirs'])}, {len(problems['ours'])}"
        told = [seen[what] for what in ("agree", "disagree", "us", "them")]
        print(f"| {name} | {PAIRS[name].ours} | {sizes} | {sum(told[:2])} | {' | '.join(map(str, told))} |", flush=True)
        print("\n".join(said[:SHOWN]), end="\n" * bool(said))
    print("\nNot converted:\n" + "\n".join(f"* {name}: {why}" for name, why in APART.items()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--problems", type=int, default=200, help="of each library a puzzle")
    parser.add_argument("puzzles", nargs="*", metavar="PUZZLE", default=list(PAIRS), help="of reasoning-gym; all unless told otherwise")
    told = parser.parse_args()
    main(told.problems, told.puzzles)
