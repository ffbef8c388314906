"""Independent route: leftmost derivations counted letter by letter, as a pushdown automaton with a memory reads the word."""

import re
from functools import cache
from itertools import pairwise


def _counted(rules: dict, word: str) -> int:
    @cache
    def ways(stack: str, rest: str) -> int:
        if len(stack) > len(rest):
            return 0
        if not stack:
            return int(not rest)
        first, below = stack[0], stack[1:]
        if first.islower():
            return ways(below, rest[1:]) if rest[0] == first else 0
        return sum(ways(body + below, rest) for body in rules[first] if len(body) > 1 or body == rest[0])

    return ways("S", word)


def check(problem: dict, answer: str) -> bool:
    rules = {}
    for rule in problem["rules"]:
        rules.setdefault(rule["left"], []).append(rule["right"])
    if problem["ask"] == "trees":
        number = re.fullmatch(r"\D*?(\d+)\D*", answer)
        return bool(number) and int(number[1]) == _counted(rules, problem["words"][0])
    if problem["ask"] == "words":
        right = {chr(65 + place) for place, word in enumerate(problem["words"]) if _counted(rules, word)}
        return set(re.findall(r"\b[A-H]\b", answer.upper())) == right
    forms = [re.sub(r"\s", "", form) for form in re.split(r"=>|->|[⇒→\n]", answer) if form.strip()]
    if len(forms) < 2:
        return answer.strip(" .").lower() in ("none", "无") and not _counted(rules, problem["words"][0])
    if forms[0] != "S" or forms[-1] != problem["words"][0]:
        return False
    for before, after in pairwise(forms):
        found = re.match(r"([a-c]*)([S-X])(.*)", before)
        if not found or after not in {found[1] + body + found[3] for body in rules.get(found[2], ())}:
            return False
    return True
