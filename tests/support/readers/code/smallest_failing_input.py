"""A function that breaks its contract: the contract is worked out from its sentences, and every smaller list is tried."""

import re

from readers.code._functions import Lists, blocks, function, literal, named, same
from readers.code._measures import contract
from reading import Unread, body

IF = r"(?:all of these conditions hold|this condition holds)"
CONTRACTS = (
    rf"The function `(?P<name>\w+)\(a\)` takes a list of integers, the items\. It should return (?P<value>.+) if {IF}, and (?P<otherwise>\S+) if not:",
    rf"for a list of integers \(its items\), return (?P<value>.+) when {IF}, else (?P<otherwise>\S+)\.",
    rf"^Input: a list of integers, called items here\.\nOutput: (?P<value>.+) if {IF}, otherwise (?P<otherwise>\S+)\.",
    rf"What `(?P<name>\w+)` ought to return for a list of integers \(items\) is (?P<value>.+) whenever {IF}, and (?P<otherwise>\S+) whenever not:",
)
NAMES = (
    r"^Specification of `(\w+)`$",
    r"that the value of `(\w+)` is not the one in the contract\.",
    r"The function `(\w+)\(a\)` takes",
    r"What `(\w+)` ought to return",
)
FAILS = r"it fails, that is, returns something else than it should|the value of `\w+` is not the one in the contract|fail \(return a value that is not the specified one\)|To fail is to return anything else\."
SIZE = "Its size is how many integers it holds: no list of smaller size may fail. There is such a list; if several have the smallest size, any of them is accepted."


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    said = next((found for each in CONTRACTS if (found := re.search(each, text, re.MULTILINE))), None)
    name = named(text, NAMES) or ""
    programs, lists, given = blocks(text), Lists(text), literal(answer)
    if not said or len(programs) != 1 or not re.search(FAILS, text) or SIZE not in text:
        raise Unread(text)
    conditions = re.findall(r"^- (.+)[;.]$", text, re.MULTILINE)
    meant, written = contract(said["value"], conditions, said["otherwise"]), function(programs[0], name)
    if not lists.allowed(given) or same(meant(tuple(given)), written(given)):
        return False
    return all(same(meant(each), written(each)) for size in range(lists.least, len(given)) for each in lists.of(size))
