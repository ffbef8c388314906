"""Reads math/counterexample: a number is a counterexample when all that is supposed holds of it and what is said of it does not."""

import re
from collections.abc import Callable

from readers.simulation._prompt import Text
from reading import Unread, body

FORMS = (
    r"^Refute by example, with a whole number n where (?P<low>\d+) <= n <= (?P<high>\d+) \(one number is enough, and any that refutes it is right\):\s+"
    r'"Let n be such that (?P<given>[^."]+)\. Then (?P<never>it is impossible that )?(?P<said>[^."]+)\."$',
    r"^Somebody claims, for all whole numbers n from (?P<low>\d+) to (?P<high>\d+): if (?P<given>[^.]+), then (?P<never>it is never true that )?(?P<said>[^.]+)\.$\s+"
    r'^The claim is false\. Give a counterexample: a whole number n from (?P=low) to (?P=high) for which everything between "if" and "then" is true and the conclusion is false\.'
    r" Any counterexample will do; give exactly one\.$",
    r"^Find one number that refutes the following statement\.$\s+^Statement: among the whole numbers n from (?P<low>\d+) to (?P<high>\d+) there is none such that (?P<given>[^.]+),"
    r" (?:(?P<never>and also)|but for which it is not true that) (?P<said>[^.]+)\.$",
    r"^A student tried many numbers n and now believes that this holds for all whole numbers n from (?P<low>\d+) to (?P<high>\d+):"
    r" whenever (?P<given>[^.]+), (?:(?P<never>it is never the case that)|it is also the case that) (?P<said>[^.]+)\. The student is wrong\.$",
)
ENDS = (
    r"^If several numbers refute it, write any one of them, and nothing else\. It has to lie in the range from (\d+) to (\d+)\.$",
    r"^Which number shows it\? Name one \(any that shows it is right\), a whole number from (\d+) to (\d+)\.$",
)
NOTES = {
    "squarefree": r"^[-*] A number is squarefree if no square greater than 1 divides it\.$",
    "sum of two squares": r"^[-*] 0 counts as a square, and both squares may be equal: 9 = 9 \+ 0 and 8 = 4 \+ 4 are sums of two squares\.$",
    "read backwards": r"^[-*] Read backwards, 120 becomes 21: zeros at the front are dropped\.$",
    "positive divisors": r"^[-*] The divisors of a number include 1 and the number itself\.$",
}
COUNTED = {
    "n": lambda n: n,
    "the digit sum of n": lambda n: sum(map(int, str(n))),
    "the number that n becomes when its digits are read backwards": lambda n: int(str(n)[::-1]),
}


def follows(prompt: str, answer: str) -> bool:
    text = Text(body(prompt))
    found = text.need(*FORMS)
    low, high = int(found["low"]), int(found["high"])
    for end in ENDS:
        if (limits := text.take(end)) and (int(limits[1]), int(limits[2])) != (low, high):
            raise Unread(limits[0])
    for word, note in NOTES.items():
        if bool(text.take(note)) != (word in found["given"] + found["said"]):
            raise Unread(f"what is meant by {word}? {prompt}")
    text.end()
    given = [holds(words) for words in re.split(r", | and ", found["given"])]
    said = holds(found["said"])
    if not re.fullmatch(r"\d+", answer) or not low <= int(answer) <= high:
        return False
    n = int(answer)
    return all(test(n) for test in given) and said(n) == bool(found["never"])


def holds(words: str) -> Callable[[int], bool]:
    """What is said of n, as a test of it."""
    if match := re.fullmatch(rf"({'|'.join(COUNTED)}) (?:leaves the remainder (\d+) when divided|is divisible) by (\d+)", words):
        return lambda n: COUNTED[match[1]](n) % int(match[3]) == int(match[2] or 0)
    if match := re.fullmatch(r"(\d*)n(?: \+ (\d+))? is a prime number", words):
        return lambda n: len(_divisors(int(match[1] or 1) * n + int(match[2] or 0))) == 2
    if match := re.fullmatch(r"n has exactly (\d+) positive divisors", words):
        return lambda n: len(_divisors(n)) == int(match[1])
    if match := re.fullmatch(r"n has exactly (\d+) ones when written in binary", words):
        return lambda n: f"{n:b}".count("1") == int(match[1])
    if match := re.fullmatch(r"n has no prime factor greater than (\d+)", words):
        return lambda n: all(each <= int(match[1]) for each in _divisors(n) if len(_divisors(each)) == 2)
    if words == "n is squarefree":
        return lambda n: all(n % (root * root) for root in range(2, int(n**0.5) + 1))
    if words == "n is the sum of two squares":
        return lambda n: any(int((n - root * root) ** 0.5 + 0.5) ** 2 == n - root * root for root in range(int(n**0.5) + 1))
    raise Unread(words)


def _divisors(number: int) -> list[int]:
    return [divisor for small in range(1, int(number**0.5) + 1) if number % small == 0 for divisor in {small, number // small}]
