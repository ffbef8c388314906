"""Two functions and a list on which they differ: both are called."""


from readers.code._functions import Lists, blocks, function, literal, named, same
from reading import Unread, body

ASKED = (
    r"Find a list `a` for which `(\w+)\(a\)` does not give the same in both: A and B return different values\.",
    r"Prove it with a test: a list on which the two versions of `(\w+)` return different values\.",
    r"For which input do these two versions of `(\w+)` return different values\? The input is one list\.",
    r"one list `a` such that the calls `(\w+)\(a\)` of the first and of the second return different values\.",
)
ANY = "There is such a list, and any of them is accepted."


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    programs, lists, given = blocks(text), Lists(text), literal(answer)
    asked = named(text, ASKED)
    if len(programs) != 2 or asked is None or ANY not in text:
        raise Unread(text)
    one, other = (function(program, asked) for program in programs)
    return lists.allowed(given) and not same(one(given[:]), other(given[:]))
