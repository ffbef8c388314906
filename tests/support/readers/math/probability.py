"""Reads math/probability: what is drawn, spun, chosen or walked, with every case counted, or the equations of a walk solved exactly."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from math import comb

from readers.math._expressions import fraction
from readers.simulation._prompt import Text
from reading import Unread, body

COLOURS = r"(?:\d+|no) [a-z]+(?:, (?:\d+|no) [a-z]+)*(?: and (?:\d+|no) [a-z]+)?"
SQUARE = r"square ([A-Z])"
FORM = r"Write it as a fraction in lowest terms or as a decimal that equals it exactly\."
COUNT = r"(exactly|at least|at most) (\d+) (?:is|are) ([a-z]+)"
SUM = r"the sum of the numbers shown is (?:exactly (\d+)|at least (\d+) and at most (\d+)|at least (\d+)|at most (\d+))"
NUMBERS = ("first", "second", "third", "fourth")

Case = tuple[int, ...]
Event = Callable[[Case], bool]


def follows(prompt: str, answer: str) -> bool:
    text = Text(" ".join(body(prompt).split()))
    text.need(FORM)
    text.drop(r"Do not round\.", r"Here is the situation:")
    story = next((value for words, value in STORIES.items() if words in text.left), None)
    if story is None:
        raise Unread(prompt)
    value = story(text)
    text.end()
    return fraction(answer) == value


def counted(words: str) -> dict[str, int]:
    """`2 yellow, 9 red and 5 green`."""
    return {colour: 0 if number == "no" else int(number) for number, colour in re.findall(r"(\d+|no) ([a-z]+)", words)}


def drawn(text: Text) -> Fraction:
    begin = text.need(
        rf"(?:An urn holds|In a bag there are) ({COLOURS}) (?:marbles|balls)\. (\d+) of them are drawn at random without replacement, so that each set of \2 is equally likely\."
    )
    balls, size = counted(begin[1]), int(begin[2])
    known = text.take(rf"It is known that, of the {size} drawn, ([^.]+)\.")
    ask = text.need(
        rf"What is the (?:probability that, of the {size} drawn, (?P<event>[^?]+?)|expected number of (?P<colour>[a-z]+) ones among the {size} drawn)(?P<given>, given what is known)?\?"
    )
    if bool(known) != bool(ask["given"]):
        raise Unread(ask[0])
    cases = [case for case in product(*(range(number + 1) for number in balls.values())) if sum(case) == size]
    weight = {case: _product(comb(number, some) for number, some in zip(balls.values(), case, strict=True)) for case in cases}
    possible = [case for case in cases if not known or _colours(known[1], list(balls))(case)]
    total = sum(weight[case] for case in possible)
    if ask["colour"]:
        place = list(balls).index(ask["colour"])
        return Fraction(sum(weight[case] * case[place] for case in possible), total)
    event = _colours(ask["event"], list(balls))
    return Fraction(sum(weight[case] for case in possible if event(case)), total)


def _product(numbers: Iterator[int]) -> int:
    result = 1
    for number in numbers:
        result *= number
    return result


def _colours(words: str, colours: list[str]) -> Event:
    parts = [re.fullmatch(COUNT, part) for part in re.split(" and |, ", words)]
    tests = [(part[1], int(part[2]), colours.index(part[3])) for part in parts if part]
    if len(tests) < len(parts):
        raise Unread(words)
    return lambda case: all(_is(how, case[place], number) for how, number, place in tests)


def _is(how: str, value: int, number: int) -> bool:
    return value == number if how == "exactly" else value >= number if how == "at least" else value <= number


def spun(text: Text) -> Fraction:
    begin = text.need(
        r"(\d) fair spinners with ([\d, and]+) equal fields are spun\. On each spinner the fields are numbered from 1 upwards\."
    )
    fields = [int(number) for number in re.findall(r"\d+", begin[2])]
    known = text.take(r"It is known that ([^.]+)\.")
    ask = text.need(rf"What is the probability that (?P<event>{SUM})(?P<given>, given what is known)?\?")
    if bool(known) != bool(ask["given"]) or len(fields) != int(begin[1]):
        raise Unread(ask[0])
    cases = [case for case in product(*(range(1, field + 1) for field in fields)) if not known or _shown(known[1])(case)]
    event = _shown(ask["event"])
    return Fraction(sum(map(event, cases)), len(cases))


def _shown(words: str) -> Event:
    if found := re.fullmatch(SUM, words):
        exactly, *limits = (int(number) if number else None for number in found.groups())
        low, high, least, most = limits
        if exactly is not None:
            return lambda case: sum(case) == exactly
        least, most = least if least is not None else low, most if most is not None else high
        return lambda case: (least is None or sum(case) >= least) and (most is None or sum(case) <= most)
    if found := re.fullmatch(r"at least one spinner shows (\d+)", words):
        return lambda case: int(found[1]) in case
    if found := re.fullmatch(r"the (smallest|largest) number shown is (\d+)", words):
        return lambda case: (min if found[1] == "smallest" else max)(case) == int(found[2])
    raise Unread(words)


def boxes(text: Text) -> Fraction:
    if found := re.search(r"\b1 [a-z]+ balls\b", text.left):
        raise Unread(found[0])
    number = int(text.need(r"There are (\d) boxes\.")[1])
    held = {found[1]: counted(found[2]) for found in text.all(rf"Box ([A-Z]) holds ({COLOURS}) balls?\.")}
    chosen = text.need(r"One box is chosen at random: ((?:(?:, | and )?box [A-Z] with probability \d+/\d+)+)\.")
    before = {box: Fraction(share) for box, share in re.findall(r"box ([A-Z]) with probability (\d+/\d+)", chosen[1])}
    taken = text.need(
        r"From this box (\d) balls? (?:is|are) drawn at random(?:(?:, one after another,)? and not put back|, one after another, (each put back before the next is drawn)| and (put back)|)\."
    )
    size, back = int(taken[1]), bool(taken[2] or taken[3])
    seen = text.need(
        r"[Tt]he (?:first |second |third |fourth )?ball is ([a-z]+)(?:(?:, | and )the (?:second|third|fourth) ball is [a-z]+)*\."
    )
    colours = re.findall(r"the (?:(\w+) )?ball is ([a-z]+)", seen[0].lower())
    ask = text.need(
        r"Given what was drawn, what is the probability that (?:the chosen box is box (?P<box>[A-Z])|the next ball drawn at random from the same box is (?P<colour>[a-z]+))\?"
    )
    if set(held) != set(before) or len(held) != number or sum(before.values()) != 1 or len(colours) != size:
        raise Unread(chosen[0])
    if ask["colour"] and not taken[0].endswith(("put back.", "drawn.")):
        raise Unread(f"is it put back? {taken[0]}")
    if size > 1 and tuple(place for place, _ in colours) != NUMBERS[:size]:
        raise Unread(seen[0])
    weight = dict[str, Fraction]()
    left = {box: dict(balls) for box, balls in held.items()}
    for box in held:
        weight[box] = before[box]
        for _, colour in colours:
            weight[box] *= Fraction(left[box][colour], sum(left[box].values()))
            left[box][colour] -= not back
    total = sum(weight.values())
    if ask["box"]:
        return weight[ask["box"]] / total
    return sum(
        (weight[box] / total * Fraction(left[box][ask["colour"]], sum(left[box].values())) for box in held if weight[box]), Fraction(0)
    )


def walked(text: Text) -> Fraction:
    start = text.need(r"A piece starts on square ([A-Z]) and moves at random, turn by turn\.")[1]
    moves = dict[str, dict[str, Fraction]]()
    for found in text.all(rf"From {SQUARE} it ([^.]+)\."):
        moves[found[1]] = _moves(found[1], found[2])
    ends = text.need(r"The game ends (?:at the (goal)|at the goal and in the (trap))\.")
    ask = text.need(
        r"What is the (?:expected number of turns until the piece reaches the (goal)\?|probability that it ends (?:at|in) the (goal|trap)\?)(?P<stays> \(A turn in which it stays counts too\.\))?"
    )
    targets = {to for move in moves.values() for to in move} - set(moves)
    if targets != ({"goal"} if ends[1] else {"goal", "trap"}) or (ask[1] and ends[2]):
        raise Unread(f"{targets}: {ask[0]}")
    squares = list(moves)
    rows = []
    for square in squares:
        row = [Fraction(square == other) - moves[square].get(other, 0) for other in squares]
        rows.append([*row, Fraction(1) if ask[1] else moves[square].get(ask[2], Fraction(0))])
    return _solved(rows)[squares.index(start)]


def _moves(square: str, words: str) -> dict[str, Fraction]:
    """Where a piece goes from a square, and how often."""
    found = Counter[str]()
    for part in re.split(", | and ", words):
        match = re.fullmatch(
            rf"(?:(stays where it is)|(?:goes )?(?:back )?to (?:{SQUARE}|the (goal|trap))) with probability (\d+(?:/\d+)?)", part
        )
        if not match:
            raise Unread(part)
        found[square if match[1] else match[2] or match[3]] += Fraction(match[4])  # type: ignore[assignment]
    if sum(found.values()) != 1:
        raise Unread(words)
    return dict(found)  # type: ignore[arg-type]


def _solved(rows: list[list[Fraction]]) -> list[Fraction]:
    """The only solution of as many equations as unknowns."""
    for place in range(len(rows)):
        pivot = next(number for number in range(place, len(rows)) if rows[number][place])
        rows[place], rows[pivot] = rows[pivot], rows[place]
        rows[place] = [each / rows[place][place] for each in rows[place]]
        for number in range(len(rows)):
            if number != place:
                factor = rows[number][place]
                rows[number] = [each - factor * other for each, other in zip(rows[number], rows[place], strict=True)]
    return [row[-1] for row in rows]


STORIES: dict[str, Callable[[Text], Fraction]] = {"each set of": drawn, " spinners ": spun, " boxes.": boxes, "A piece starts": walked}
