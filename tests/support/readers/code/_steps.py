"""Steps on numbers, words, groups, texts and dictionaries: what each sentence does to what the step before has left."""

import re
from collections.abc import Callable
from itertools import groupby, pairwise
from typing import Any

from readers.code._keys import PART, THAT, Others, Step, key, test
from readers.code._texts import dictionary, joined, keys, letters, shifted
from reading import Unread


def _kept(words: str, wanted: bool) -> Step:
    holds = test(words)
    return lambda items, others: [x for x in items if holds(x, others) == wanted]


def _parted(words: str) -> Step:
    holds = test(words)
    return lambda items, others: sorted(items, key=lambda x: not holds(x, others))


def _sorted(words: str, first: str, tie: str) -> Step:
    """In a tie as they stood, or the smaller one first."""
    value, sign = key(words), -1 if first == "largest" else 1
    if "keep the order" in tie:
        return lambda items, _: sorted(items, key=lambda x: sign * value(x))
    return lambda items, _: sorted(items, key=lambda x: (sign * value(x), x))


def _once(which: str) -> Step:
    return lambda items, _: [x for place, x in enumerate(items) if x not in (items[:place] if which == "first" else items[place + 1 :])]


def _rotated(times: str | None) -> Step:
    return lambda items, _: items[int(times or 1) % len(items) :] + items[: int(times or 1) % len(items)] if items else []


def _stack(words: str) -> Step:
    alike = key(found[1]) if (found := re.fullmatch(r"has the same (.+) as the current one", words)) else lambda x: x

    def done(items: Any, _: Others) -> Any:
        stack: list[int] = []
        for x in items:
            if stack and alike(stack[-1]) == alike(x):
                stack.pop()
            else:
                stack.append(x)
        return stack

    return done


def _line(factor: str, sign: str, more: str) -> Step:
    number, added = -1 if factor == "-x" else int(factor.split()[0]), int(more) if sign == "+" else -int(more)
    return lambda items, _: [number * x + added for x in items]


def _nearest(none: str) -> Step:
    return lambda items, _: [next((y for y in items[place + 1 :] if y > x), int(none)) for place, x in enumerate(items)]


def _balance(words: str, otherwise: str) -> Step:
    holds = test(words)
    less = int(found[1]) if (found := re.fullmatch(r"subtract (\d+) from the balance", otherwise)) else 0
    changed: dict[str, Callable[[int], int]] = {
        "set the balance to 0": lambda balance: 0,
        "halve the balance, rounding down": lambda balance: balance // 2,
        "change the sign of the balance": lambda balance: -balance,
    }
    change = changed.get(otherwise, lambda balance: balance - less)

    def done(items: Any, others: Others) -> Any:
        seen = [0]
        for x in items:
            seen.append(seen[-1] + x if holds(x, others) else change(seen[-1]))
        return seen[1:]

    return done


def _remembered(words: str) -> Step:
    holds = test(words)

    def done(items: Any, others: Others) -> Any:
        last, found = 0, []
        for x in items:
            last = x if holds(x, others) else last
            found.append(x if holds(x, others) else x + last)
        return found

    return done


def _woven(name: str) -> Step:
    def done(items: Any, others: Others) -> Any:
        one, other = list(items), list(others[name])
        both = min(len(one), len(other))
        return [x for pair in zip(one, other, strict=False) for x in pair] + one[both:] + other[both:]

    return done


def _runs(goes_on: Callable[[int, int], bool]) -> Step:
    def done(items: Any, _: Others) -> Any:
        groups: list[list[int]] = []
        for x in items:
            if groups and goes_on(groups[-1][-1], x):
                groups[-1].append(x)
            else:
                groups.append([x])
        return groups

    return done


def _alike(words: str) -> Step:
    value = key(words)

    def done(items: Any, _: Others) -> Any:
        groups: dict[int, list[int]] = {}
        for x in items:
            groups.setdefault(value(x), []).append(x)
        return list(groups.values())

    return done


def _cut(words: str) -> Step:
    holds = test(words)
    return lambda items, others: [list(run) for out, run in groupby(items, key=lambda x: holds(x, others)) if not out]


def _counts(tie: str) -> Step:
    sign = -1 if tie == "larger" else 1
    return lambda items, _: sorted(([x, items.count(x)] for x in set(items)), key=lambda pair: (-pair[1], sign * pair[0]))


def _best(words: str, most: str, which: str, empty: str) -> Step:
    value, sign = key(words), 1 if most == "largest" else -1

    def done(items: Any, _: Others) -> Any:
        best = max((sign * value(x) for x in items), default=0)
        found = [x for x in items if sign * value(x) == best]
        return (found[-1] if which == "last" else found[0]) if found else "" if empty == "string" else []

    return done


def _extreme(which: str, none: str) -> Step:
    return lambda items, _: (max if which == "largest" else min)(items, default=int(none))


def _count(words: str) -> Step:
    holds = test(words)
    return lambda items, others: sum(holds(x, others) for x in items)


def _first(words: str) -> Step:
    holds = test(words)
    return lambda items, others: next((place for place, x in enumerate(items) if holds(x, others)), -1)


def _common(tie: str, none: str) -> Step:
    sign = 1 if tie == "largest" else -1
    return lambda items, _: max(items, key=lambda x: (items.count(x), sign * x), default=int(none))


def _longest(words: str) -> Step:
    holds = test(words)
    return lambda items, others: max((len(list(run)) for good, run in groupby(items, key=lambda x: holds(x, others)) if good), default=0)


def _section(items: Any, _: Others) -> int:
    best = here = 0
    for x in items:
        here = max(0, here + x)
        best = max(best, here)
    return best


def _fold(factor: str, modulus: str) -> Step:
    def done(items: Any, _: Others) -> Any:
        value = 0
        for x in items:
            value = (value * int(factor) + x) % int(modulus)
        return value

    return done


def _pairs(good: Callable[[int, int], bool]) -> Step:
    return lambda items, _: sum(good(one, other) for place, one in enumerate(items) for other in items[place + 1 :])


def _beginning(number: str | None, done: Callable[[Any, int], Any]) -> Step:
    return lambda items, _: done(items, int(number or 1))


FEWER = r"(?: \(all of them if there are fewer\)| \(an empty list stays empty\))"
STEPS: tuple[tuple[str, Callable[..., Step]], ...] = (
    (rf"keep only the (?:numbers|words|groups) {THAT}", lambda that: _kept(that, True)),
    (rf"remove the (?:numbers|words|groups) {THAT}", lambda that: _kept(that, False)),
    (rf"move the (?:numbers|words|groups) {THAT} to the front; both these and the others keep their order among themselves", _parted),
    (r"sort the numbers from (smallest|largest) to (?:smallest|largest)", lambda first: lambda items, _: sorted(items, reverse=first == "largest")),
    (r"sort the (?:numbers|words|groups) by their (.+), (smallest|largest) first; in a tie, (.+)", _sorted),
    (r"reverse the list", lambda: lambda items, _: items[::-1]),
    (r"where a (?:number|word) occurs more than once, keep only its (first|last) occurrence", _once),
    (rf"keep only the first (?:(\d+) )?(?:number|word|group)s?{FEWER}", lambda number: _beginning(number, lambda items, n: items[:n])),
    (rf"remove the first (?:(\d+) )?(?:number|word|group)s?{FEWER}", lambda number: _beginning(number, lambda items, n: items[n:])),
    (rf"keep only the last (?:(\d+) )?(?:number|word|group)s?{FEWER}", lambda number: _beginning(number, lambda items, n: items[-n:])),
    (r"keep only the (?:number|word|group)s at positions 0, (\d+), \d+, \d+ and so on \(positions count from 0\)", lambda n: lambda items, _: items[:: int(n)]),
    (r"move the first (?:number|word|group) to the end of the list(?:, and do so (\d+) times in all)? \(an empty list stays as it is\)", _rotated),
    (r"go through the numbers from left to right with a stack, empty at first: if the number on top of the stack (equals the current one|has the same .+ as the current one), take it off and put nothing on; otherwise put the current number on top\. The list becomes the stack, from bottom to top", _stack),
    (r"replace each (?:number|word|group) by its (.+?)(?:, which gives a list of numbers)?", lambda words: (lambda value: lambda items, _: list(map(value, items)))(key(words))),
    (r"replace each number x by (-x|-?\d+ \* x) ([+-]) (\d+)", _line),
    (r"raise every number below (-?\d+) to \1, and lower every number above (-?\d+) to \2", lambda low, high: lambda items, _: [min(max(x, int(low)), int(high)) for x in items]),
    (r"replace each number by the sum of all numbers from the first up to and including it", lambda: lambda items, _: [sum(items[: place + 1]) for place in range(len(items))]),
    (r"replace each number by the largest of all numbers from the first up to and including it", lambda: lambda items, _: [max(items[: place + 1]) for place in range(len(items))]),
    (r"replace the list by its differences, each number but the first minus the one just before it \(with fewer than two numbers, an empty list\)", lambda: lambda items, _: [after - before for before, after in pairwise(items)]),
    (r"replace the list by the sums of each (\d+) neighbouring numbers: those at positions 0 to \d+, then 1 to \1, and so on \(with fewer than \1 numbers, an empty list\)", lambda n: lambda items, _: [sum(items[place : place + int(n)]) for place in range(len(items) - int(n) + 1)]),
    (r"replace each number by how many of the numbers before it, as they were before this step, are smaller than it", lambda: lambda items, _: [sum(y < x for y in items[:place]) for place, x in enumerate(items)]),
    (r"replace each number by the nearest number after it that is greater, among the numbers as they were before this step, or by (-?\d+) if there is none", _nearest),
    (rf"keep a balance, 0 at first, and go through the numbers from left to right: if ({PART}(?:,? (?:and|or) {PART}(?: \(or both\))?)?), add it to the balance; otherwise (.+)\. Replace each number by the balance just after it", _balance),
    (rf"go through the numbers from left to right and remember the last one so far {THAT} \(0 before there is one\)\. Such numbers stay as they are; to every other number, add the one remembered", _remembered),
    (r"keep only the numbers that also occur in `(\w+)`", lambda name: lambda items, others: [x for x in items if x in others[name]]),
    (r"remove the numbers that also occur in `(\w+)`", lambda name: lambda items, others: [x for x in items if x not in others[name]]),
    (r"add to each number the one at the same position in `(\w+)`; the result is as long as the shorter of the two lists", lambda name: lambda items, others: [x + y for x, y in zip(items, others[name], strict=False)]),
    (r"interleave the list with `(\w+)`: its first number, the first of `\1`, its second, the second of `\1`, and so on; when one of them has run out, the rest of the other follows", _woven),
    (r"divide the list into groups, each a stretch of neighbouring numbers in which each is greater than the one before it, as long as possible", lambda: _runs(lambda one, other: other > one)),
    (r"divide the list into groups, each a stretch of neighbouring equal numbers, as long as possible", lambda: _runs(lambda one, other: one == other)),
    (r"divide the list into groups of (\d+) neighbouring numbers, from the left; the last group may be smaller", lambda n: lambda items, _: [items[place : place + int(n)] for place in range(0, len(items), int(n))]),
    (r"put numbers with the same (.+) into one group; the groups come in the order in which their first numbers stand in the list, and the numbers of a group keep their order", _alike),
    (rf"cut the list at the numbers {THAT}, which are left out; the groups are the stretches that remain, in order, without empty ones", _cut),
    (r"replace the list by groups of two, \[number, how often it occurs\], one for each different number; the most frequent comes first, and in a tie the (larger|smaller) number", _counts),
    (r"join all groups, in order, into one list of numbers", lambda: lambda items, _: [x for group in items for x in group]),
    (r"take the (?:group|word) whose (.+) is the (smallest|largest), in a tie the (first|last) of them in the list; if there is no (?:group|word), take the empty (string|list)", _best),
    (r"take the sum of the numbers \(0 if there are none\)", lambda: lambda items, _: sum(items)),
    (r"take the number of (?:number|word|group)s that are there", lambda: lambda items, _: len(items)),
    (r"take the (largest|smallest) number, or (-?\d+) if there are none", _extreme),
    (rf"count the (?:numbers|words|groups) {THAT}", _count),
    (rf"take the position, counted from 0, of the first of the (?:numbers|words|groups) {THAT}, or -1 if there is none", _first),
    (r"take the number that occurs most often, in a tie the (largest|smallest) of them, or (-?\d+) if the list is empty", _common),
    (r"add up the numbers at positions 0, 2, 4 and so on, and subtract those at positions 1, 3, 5 and so on \(0 for an empty list\)", lambda: lambda items, _: sum(-x if place % 2 else x for place, x in enumerate(items))),
    (rf"take the length of the longest stretch of neighbouring numbers {THAT} \(0 if there is none\)", _longest),
    (r"take the largest sum that a stretch of neighbouring numbers has; the empty stretch, with sum 0, counts too", lambda: _section),
    (r"start with 0 and, for each number from left to right, multiply the value by (\d+), add the number, and take the remainder on division by (\d+) \(from 0 to \d+\); take the value at the end", _fold),
    (r"count the pairs of positions i < j at which the number at i is greater than the number at j", lambda: _pairs(lambda one, other: one > other)),
    (r"count the pairs of positions i < j at which the sum of the two numbers is divisible by (\d+)", lambda n: _pairs(lambda one, other: (one + other) % int(n) == 0)),
    (r"join the (?:numbers, in decimal,|words) into one string, (.+) between each two \(the empty string for an empty list\)", joined),
    (r"split the text into the list of its words, the longest stretches without spaces", lambda: lambda text, _: [word for word in text.split(" ") if word]),
    (r"replace the text by the list of the positions in the alphabet \(a is 1, z is 26\) of its letters, from left to right; spaces are left out", lambda: letters),
    (r"reverse the text, character by character", lambda: lambda text, _: text[::-1]),
    (r"replace each letter by the one (\d+) places? further on in the alphabet, where a follows z; spaces stay", shifted),
    (r"replace each longest stretch of equal characters, spaces included, by that character and the length of the stretch in decimal, so that aab becomes a2b1", lambda: lambda text, _: "".join(f"{each}{len(list(run))}" for each, run in groupby(text))),
    (r"reverse each word", lambda: lambda words, _: [word[::-1] for word in words]),
    (r"cut each word down to its first (\d+) letters \(shorter words stay\)", lambda n: lambda words, _: [word[: int(n)] for word in words]),
    (r"remove the vowels \(a, e, i, o, u\) from each word; a word may become empty, and stays in the list", lambda: lambda words, _: [re.sub("[aeiou]", "", word) for word in words]),
    (r"in each word, replace every stretch of equal neighbouring letters by a single one", lambda: lambda words, _: ["".join(each for each, run in groupby(word)) for word in words]),
    (r"make a dictionary from each first letter of a word \(the empty string for an empty word\) to the (total length|number) of the words that begin with it", dictionary),
    (r"take the list of the keys, ordered by their values, (smallest|largest) first; keys with equal values go in alphabetical order", keys),
    (r"keep only the entries whose value is at least (-?\d+)", lambda least: lambda table, _: {word: x for word, x in table.items() if x >= int(least)}),
    (r"take the list of the values, in the alphabetical order of their keys", lambda: lambda table, _: [table[word] for word in sorted(table)]),
)  # fmt: skip
FORMS = tuple((re.compile(pattern), made) for pattern, made in STEPS)


def step(words: str) -> Step:
    words = words[0].lower() + words[1:]
    for pattern, made in FORMS:
        if found := pattern.fullmatch(words):
            return made(*found.groups())
    raise Unread(words)


def carried_out(steps: list[Step], start: Any, others: Others) -> Any:
    for each in steps:
        start = each(start, others)
    return start
