"""Causal graphs: d-separation by listing paths, sets by trying them from the smallest on."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from reading import Unread, body

SET = r"(?:the (?:set|empty set)|The (?:set|empty set)|)(?: ?\{([A-Z, ]*)\})?"
IDLE = (
    r"There are no other arrows and no other common causes\.",
    r'Write the letters, with commas between them, in any order; "none" for the empty set\.',
    r"(?:What the words mean: )?A path runs along arrows in whatever direction and meets no variable twice\.",
    r"On a path, a variable at which two arrowheads meet is a collider\.",
    r"A set Z blocks a path if some non-collider on it, other than its ends, is in Z, or if for some collider on it neither the collider nor any of its descendants is "
    r"in Z\.",
    r"Two variables are d-separated by Z if Z blocks every path between them \(a variable with no path to another is d-separated from it\)\.",
    r"Z satisfies the back-door criterion for the effect of ([A-Z]) on ([A-Z]) if it contains neither \1 nor \2 nor any descendant of \1, and blocks every path between "
    r"\1 and \2 that has an arrow into \1\.",
    r"They use these definitions\.|Two colleagues plan an evaluation\.|A team prepares its analysis\.|Here is a question about causal graphs\."
    r"|A problem of causal inference\.|All variables are measured\.|In a (?:study|field trial) [^.]*?, the variables are (?:[A-Z] \([^)]*\)(?:, )?)+\.",
)


class Graph:
    """Arrows, from cause to effect."""

    def __init__(self, arrows: list[tuple[str, str]]) -> None:
        self.arrows = set(arrows)
        self.names = sorted({name for arrow in arrows for name in arrow})

    def below(self, name: str) -> set[str]:
        """Descendants, itself not among them."""
        found: set[str] = set()
        new = [name]
        while new:
            new = [b for a, b in self.arrows if a == new[0] and b not in found] + new[1:]
            found |= set(new)
        return found

    def paths(self, path: list[str], end: str) -> Iterator[list[str]]:
        if path[-1] == end:
            yield path
            return
        for name in self.names:
            if name not in path and ((path[-1], name) in self.arrows or (name, path[-1]) in self.arrows):
                yield from self.paths([*path, name], end)

    def blocks(self, chosen: frozenset[str], path: list[str]) -> bool:
        for before, at, after in zip(path, path[1:], path[2:], strict=False):
            if (before, at) in self.arrows and (after, at) in self.arrows:
                if not chosen & ({at} | self.below(at)):
                    return True
            elif at in chosen:
                return True
        return False


def letters(text: str) -> frozenset[str]:
    """`A, C` or `none`."""
    return frozenset() if text.strip() == "none" else frozenset(x.strip() for x in text.split(","))


def follows(prompt: str, answer: str) -> bool:
    """Whether the answer is the set asked for, or one of those that will do."""
    text = " ".join(body(prompt).split())
    told = re.search(r"This causal graph is assumed, where an arrow leads from a direct cause to its effect: ((?:[A-Z] -> [A-Z](?:, )?)+)\.", text)
    listed = re.search(r"the variables are ((?:[A-Z] \([^)]*\)(?:, )?)+)\.", text)
    if not told or not listed:
        raise Unread(text)
    graph = Graph([(a, b) for a, b in re.findall(r"([A-Z]) -> ([A-Z])", told[1])])
    graph.names = re.findall(r"([A-Z]) \(", listed[1])
    text = text.replace(told[0], " ")
    hidden = re.search(r"([A-Z](?:, [A-Z])*(?: and [A-Z])?) (?:is|are) not measured; all others are\.", text)
    text = text.replace(hidden[0], " ") if hidden else text
    for form in IDLE:
        text = re.sub(form, " ", text)
    asked = " ".join(text.split())
    unmeasured = set(re.findall(r"[A-Z]", hidden[1])) if hidden else set()
    given = letters(answer)
    if found := re.fullmatch(
        r"Which variables are d-separated from ([A-Z]) by (?:the empty set|\{([A-Z, ]*)\})\? Name all of them, leaving out \1 itself(?: and those in the set)?\.", asked
    ):
        chosen = letters(found[2] or "none")
        others = [name for name in graph.names if name != found[1] and name not in chosen]
        return given == {name for name in others if all(graph.blocks(chosen, path) for path in graph.paths([found[1]], name))}
    if found := re.fullmatch(
        r"Name a set of (?:measured )?variables, without ([A-Z]) and ([A-Z]), that d-separates \1 and \2 and has as few members as possible\. If several such sets are "
        r"smallest, any one of them counts\.",
        asked,
    ):
        one, two = found[1], found[2]
        every = list(graph.paths([one], two))
        free = [name for name in graph.names if name not in {one, two} | unmeasured]
        return smallest(given, free, lambda chosen: all(graph.blocks(chosen, path) for path in every))
    return back_door(graph, unmeasured, given, asked)


def back_door(graph: Graph, unmeasured: set[str], given: frozenset[str], asked: str) -> bool:
    """Questions of the back-door criterion."""
    about = re.search(r"the back-door criterion for the effect of ([A-Z]) on ([A-Z])", asked)
    if not about:
        raise Unread(asked)
    cause, effect = about.groups()
    doors = [path for path in graph.paths([cause], effect) if (path[1], cause) in graph.arrows]
    barred = {cause, effect} | graph.below(cause)

    def serves(chosen: frozenset[str]) -> bool:
        return not chosen & barred and all(graph.blocks(chosen, path) for path in doors)

    free = [name for name in graph.names if name not in {cause, effect} | unmeasured]
    if found := re.fullmatch(
        rf"Name a set of measured variables that satisfies {re.escape(about[0])}(?: and has as few members as possible\. If several such sets are smallest, any one of "
        r"them counts\.|\. (Any such set counts, whatever its size\.))",
        asked,
    ):
        return given <= set(free) and serves(given) if found[1] else smallest(given, free, serves)
    if found := re.fullmatch(
        rf"The (?:empty set|set \{{([A-Z, ]*)\}}) satisfies {re.escape(about[0])}\. Which of the other measured variables, apart from {cause} and {effect}, would break it, "
        r"if that variable alone were added to this set\? Name all of them\.",
        asked,
    ):
        chosen = letters(found[1] or "none")
        assert serves(chosen)
        return given == {name for name in free if name not in chosen and not serves(chosen | {name})}
    raise Unread(asked)


def smallest(given: frozenset[str], free: Iterable[str], serves: Callable[[frozenset[str]], bool]) -> bool:
    """Whether a set serves and no smaller one does."""
    if not given <= set(free) or not serves(given):
        return False
    return not any(serves(frozenset(chosen)) for size in range(len(given)) for chosen in combinations(sorted(free), size))
