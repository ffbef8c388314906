"""Reads math/counting: what is shared out, stuck on, dealt, walked, spelled or strung, counted one step after another."""

import re
from collections import Counter
from collections.abc import Callable
from itertools import product

from readers.simulation._prompt import Text
from reading import Unread, body

MARK = r"(?:^[-*] |^| )"
NAME = r"[A-Z][a-z]+"
BETWEEN = r"(?:at least (\d+) and )?at most (\d+)"
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "Nobody": 0}
ASKED = (
    r"^Find the number of (?:different )?{things}\.$",
    r"^How many (?:different )?{things} are there\?$",
    r"^How many (?:different )?{things} are possible here\?$",
    r"^Let N be the number of (?:different )?{things} that meet every condition\. Determine N\.$",
)
SEEN = 3
"""Letters at the end of a word that say which letter may follow."""
SENSES = {"east": (1, 0), "north": (0, 1)}


def follows(prompt: str, answer: str) -> bool:
    text = Text(body(prompt))
    story = next((count for words, count in STORIES.items() if words in text.left), None)
    if story is None:
        raise Unread(prompt)
    number = story(text)
    text.end()
    return re.fullmatch(r"\d+", answer) is not None and int(answer) == number


def listed(text: str) -> list[str]:
    return re.split(r", and |, | and | or ", text)


def asked(text: Text, things: str) -> None:
    text.need(*(pattern.replace("{things}", things) for pattern in ASKED))


def shared(text: Text) -> int:
    begin = text.need(
        r"(\d+) identical (\w+) are shared out among (.+?)\. All of them are given away, and it only matters how many each person gets\."
    )
    asked(text, f"ways to share out the {begin[2]}")
    people = listed(begin[3])
    allowed = {
        found[1]: [count for count in range(int(found[2] or 0), int(found[3]) + 1) if not found[4] or count % 2 == 0]
        for found in text.all(rf"{MARK}({NAME}) gets {BETWEEN}(?:(, and an even number)(?: \(0 is one\))?)?\.")
    }
    more = [(people.index(found[1]), people.index(found[2])) for found in text.all(rf"{MARK}({NAME}) gets more than ({NAME})\.")]
    if sorted(allowed) != sorted(people):
        raise Unread(f"{people}: {allowed}")
    ways = [()]
    for person in people:
        ways = [(*way, count) for way in ways for count in allowed[person] if sum(way) + count <= int(begin[1])]
    return sum(sum(way) == int(begin[1]) and all(way[one] > way[other] for one, other in more) for way in ways)


def stamps(text: Text) -> int:
    begin = text.need(
        r"[A-Z]\w+ has stamps of ([\d, and]+) cents and puts some of them on a letter, worth exactly (\d+) cents together\."
        r" Stamps of one value are all alike, and it only matters how many of each value are used\."
    )
    asked(text, "choices of stamps")
    limits = {
        int(found[1]): range(int(found[2] or 0), int(found[3]) + 1)
        for found in text.all(rf"{MARK}Of the stamps of (\d+) cents?, {BETWEEN} (?:are|is) used\.")
    }
    if sorted(limits) != sorted(map(int, listed(begin[1]))):
        raise Unread(begin[0])
    worth = Counter([0])
    for value, counts in limits.items():
        worth = Counter(
            {sum_: number for sum_, number in _folded(worth, [value * count for count in counts]).items() if sum_ <= int(begin[2])}
        )
    return worth[int(begin[2])]


def _folded(ways: Counter[int], steps: list[int]) -> Counter[int]:
    result = Counter[int]()
    for before, number in ways.items():
        for step in steps:
            result[before + step] += number
    return result


def jobs(text: Text) -> int:
    begin = text.need(
        r"(\d+) people, (.+?), share out the jobs [a-z ]+: ([A-Z, and]+)\. Each of them gets exactly one of these \1 jobs, and no job goes to two people\."
    )
    asked(text, "ways to share out the jobs")
    text.need(rf"{MARK}Nobody dislikes any other job\.")
    exactly = text.need(
        rf"{MARK}(?:(Nobody) gets a job that they dislike|Exactly (?:(one) person gets a job that he or she dislikes|(two|three|four|five) people get a job that they dislike))\."
    )
    wanted = NUMBERS[exactly[1] or exactly[2] or exactly[3]]
    people, posts = listed(begin[2]), listed(begin[3])
    dislikes = {found[1]: listed(found[2]) for found in text.all(rf"{MARK}({NAME}) dislikes ([A-Z](?:, [A-Z])*(?: and [A-Z])?)\.")}
    if len(people) != int(begin[1]) or len(posts) != len(people) or not set(dislikes) <= set(people):
        raise Unread(begin[0])
    ways = Counter([(frozenset[str](), 0)])
    for person in people:
        after = Counter[tuple[frozenset[str], int]]()
        for (taken, unhappy), number in ways.items():
            for post in set(posts) - taken:
                after[taken | {post}, unhappy + (post in dislikes.get(person, ()))] += number
        ways = after
    return ways[frozenset(posts), wanted]


def walks(text: Text) -> int:
    text.need(
        r"(?:In a park the paths form|The streets of a town form) a square grid\. The crossing \(x, y\) lies x blocks east and y blocks north of the crossing \(0, 0\)\."
    )
    begin = text.need(rf"{NAME} walks from \(0, 0\) to \((\d+), (\d+)\), always one block east or one block north to the next crossing\.")
    asked(text, "walks")
    closed = [
        pair
        for found in text.all(rf"{MARK}The crossings? (\(.+?\)) (?:is|are) closed and cannot be used\.")
        for pair in _crossings(found[1])
    ]
    through = [pair for found in text.all(rf"{MARK}The walk passes through the crossing (\(\d+, \d+\))\.") for pair in _crossings(found[1])]
    row = text.take(rf"{MARK}The walk never goes more than (\d+) blocks? in a row in the same direction\.")
    goal = int(begin[1]), int(begin[2])
    most = int(row[1]) if row else sum(goal)
    ways = Counter([((0, 0), "", 0, 0)])
    for _ in range(sum(goal)):
        after = Counter[tuple[tuple[int, int], str, int, int]]()
        for (place, sense, length, met), number in ways.items():
            for way, (x, y) in SENSES.items():
                next_, long = (place[0] + x, place[1] + y), length + 1 if way == sense else 1
                if next_[0] <= goal[0] and next_[1] <= goal[1] and next_ not in closed and long <= most:
                    after[next_, way, long, met + (next_ in through)] += number
        ways = after
    return sum(number for (*_, met), number in ways.items() if met == len(through))


def _crossings(text: str) -> list[tuple[int, int]]:
    return [(int(x), int(y)) for x, y in re.findall(r"\((\d+), (\d+)\)", text)]


def letters(text: Text) -> int:
    begin = text.need(
        r"(?:A code is a string of (\d+) letters|Tiles with letters on them are laid in a row: (\d+) letters), each of them ([A-Z, or]+)\. Letters may be used again and again\."
    )
    things = "codes" if begin[1] else "rows of letters"
    asked(text, things)
    size, alphabet = int(begin[1] or begin[2]), listed(begin[3])
    never = [word for found in text.all(rf"{MARK}Nowhere do consecutive letters read ([A-Z, or]+)\.") for word in listed(found[1])]
    often = {
        found[1]: {"once": 1, "twice": 2}.get(found[2]) or int(found[3])
        for found in text.all(rf"{MARK}The letter ([A-Z]) occurs exactly (once|twice|(\d+) times)\.")
    }
    ends = {found[1]: found[2] for found in text.all(rf"{MARK}The (first|last) letter is ([A-Z])\.")}
    both = text.take(rf"{MARK}A (?:row|code) and the same (?:row|code) read backwards count as one\.")

    if any(len(word) > SEEN + 1 for word in never):
        raise Unread(f"{never}")
    ways = Counter([("", tuple(0 for _ in often))])
    for place in range(size):
        after = Counter[tuple[str, tuple[int, ...]]]()
        for ((word, counts), number), letter in product(ways.items(), alphabet):
            longer = word + letter
            now = tuple(count + (letter == each) for count, each in zip(counts, often, strict=True))
            if (place or letter == ends.get("first", letter)) and not any(longer.endswith(bad) for bad in never):
                after[longer[-SEEN:], now] += number
        ways = after
    total = sum(
        number for (word, counts), number in ways.items() if counts == tuple(often.values()) and word.endswith(ends.get("last", ""))
    )
    if not both:
        return total
    if ends or {bad[::-1] for bad in never} != set(never):
        raise Unread("rows that fit only in one sense of reading")
    halves = map("".join, product(alphabet, repeat=(size + 1) // 2))
    palindromes = [half + half[::-1][size % 2 :] for half in halves]
    same = sum(
        not any(bad in word for bad in never) and all(word.count(letter) == count for letter, count in often.items())
        for word in palindromes
    )
    return (total + same) // 2


def beads(text: Text) -> int:
    begin = text.need(
        r"A closed (bracelet|chain) is made of (\d+) beads in a circle\. Beads come in (\d+) colours, and there are plenty of each\."
        r" What a bead weighs depends on its colour: the \3 colours weigh ([\d, and]+) grams a bead\. Not every colour has to be used\."
    )
    asked(text, begin[1] + "s")
    heavy = int(text.need(rf"{MARK}All beads together weigh exactly (\d+) grams\.")[1])
    same = text.need(
        rf"{MARK}Two {begin[1]}s count as the same if one can be rotated (?:(or turned over) to look like the other|to look like the other; they are never turned over)\."
    )
    size, weights = int(begin[2]), [int(each) for each in listed(begin[4])]
    turns = [[(place + turn) % size for place in range(size)] for turn in range(size)]
    moves = turns + ([turn[::-1] for turn in turns] if same[1] else [])
    return sum(_unmoved(move, weights, heavy) for move in moves) // len(moves)


def _unmoved(move: list[int], weights: list[int], heavy: int) -> int:
    """Strings of that weight that look the same after the move: the beads that it carries around have one colour."""
    rings, left = list[int](), set(range(len(move)))
    while left:
        ring, place = 0, min(left)
        while place in left:
            left.remove(place)
            ring, place = ring + 1, move[place]
        rings.append(ring)
    ways = Counter([0])
    for ring in rings:
        ways = _folded(ways, [ring * weight for weight in weights])
    return ways[heavy]


STORIES: dict[str, Callable[[Text], int]] = {
    " identical ": shared,
    " has stamps ": stamps,
    "share out the jobs": jobs,
    "square grid": walks,
    "onsecutive letters": letters,
    "beads in a circle": beads,
}
