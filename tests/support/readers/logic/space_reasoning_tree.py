"""Reads who is whose parent, sibling or cousin and how many children there are, finds every tree that fits, and asks each the question.

`X's parent` is a node without a name at first. What is told says which nodes without a name are the same (equal nodes have equal parents);
which named node each of them is, is then tried out, the one with the fewest possibilities first."""

import re
from collections.abc import Iterator
from itertools import pairwise

from readers.logic._prompt import found, lines, listed
from reading import Unread, body

WORD = r"[A-Z]\w+"
NAME = rf"({WORD})"
GENERATIONS = {"two": 2, "three": 3, "four": 4, "five": 5}
WORDS = {
    "sibling": "two different nodes with the same parent",
    "cousin": "two nodes whose parents are siblings",
    "second cousin": "two nodes whose parents are cousins",
    "grandchild|grandparent": "parent of its parent",
    "great-grandchildren": "Children of grandchildren are great-grandchildren",
    "generations below": "The children of a node are one generation below it",
    "depth": "The root has depth 0, its children have depth 1",
    "lowest common ancestor": "farthest from the root",
    "descendant": "are its children, their children, and so on",
}
SETTING = re.compile(
    r"(?:The tree has|A tree has|This is asked about a tree of|The picture of a tree is lost\.|Work out the tree|One node, the root|What is told|Notes:|Words used:|All nodes|In these statements|Every node|A node is called"
    r"|Siblings are|Cousins are|Second cousins are|The (?:grandparent|children|root|ancestors|descendants|lowest)|Children of|There is a link|You can walk|Answer with|Each (?:node|of them)|Question:|Which|What is|Somebody|How many"
    r"|(?:Its|This is what)\b)"
)


class Contradiction(Exception):
    pass


class Tree:
    """Nodes that are told apart or not yet: classes of equal nodes, each with at most one name and one parent."""

    def __init__(self, names: list[str]) -> None:
        self.same = {name: name for name in names}
        self.parent = dict[str, str]()
        self.name = {name: name for name in names}
        self.apart = list[tuple[str, str]]()
        self.children = dict[str, int]()
        self.fresh = 0

    def copy(self) -> "Tree":
        other = Tree([])
        other.same, other.parent, other.name = dict(self.same), dict(self.parent), dict(self.name)
        other.apart, other.children, other.fresh = self.apart, self.children, self.fresh
        return other

    def find(self, node: str) -> str:
        while self.same[node] != node:
            node = self.same[node]
        return node

    def above(self, node: str) -> str:
        node = self.find(node)
        if node not in self.parent:
            self.fresh += 1
            self.parent[node] = f"?{self.fresh}"
            self.same[f"?{self.fresh}"] = f"?{self.fresh}"
        return self.find(self.parent[node])

    def merge(self, a: str, b: str) -> None:
        a, b = self.find(a), self.find(b)
        if a == b:
            return
        if a in self.name and b in self.name:
            raise Contradiction
        if b in self.name:
            a, b = b, a
        self.same[b] = a
        up = self.parent.pop(b, None)
        if up is not None:
            if a in self.parent:
                self.merge(self.parent[a], up)
            else:
                self.parent[a] = up

    def check(self) -> None:
        for a, b in self.apart:
            if self.find(a) == self.find(b):
                raise Contradiction
        below = dict[str, int]()
        for name in self.name.values():
            node, seen = self.find(name), {self.find(name)}
            if node in self.parent:
                up = self.find(self.parent[node])
                below[up] = below.get(up, 0) + 1
            while node in self.parent:
                node = self.find(self.parent[node])
                if node in seen:
                    raise Contradiction
                seen.add(node)
        roots = [name for name in self.name.values() if self.find(name) not in self.parent]
        if not roots:
            raise Contradiction
        for name, count in self.children.items():
            missing = count - below.get(self.find(name), 0)
            if missing < 0 or (missing > 0 and not self.unplaced()):
                raise Contradiction

    def unplaced(self) -> list[str]:
        """Classes without a name that are somebody's parent, or nodes that may be the root or not."""
        return [node for node in {self.find(up) for up in self.parent.values()} if node not in self.name] or (
            rootless if len(rootless := [name for name in self.name.values() if self.find(name) not in self.parent]) > 1 else []
        )

    def trees(self) -> Iterator[dict[str, str]]:
        """Every way to name all nodes, as the parent of each but the root."""
        self.check()
        nameless = sorted({self.find(up) for up in self.parent.values()} - set(self.name))
        if nameless:
            best: list[Tree] | None = None
            for node in nameless:
                ways = list(self.named(node))
                if best is None or len(ways) < len(best):
                    best = ways
                if len(ways) < 2:
                    break
            for way in best or []:
                yield from way.trees()
            return
        loose = [name for name in self.name if name not in self.parent]
        if len(loose) > 1:
            for root in loose:
                way = self.copy()
                for name in loose:
                    if name != root:
                        way.above(name)
                try:
                    yield from way.trees()
                except Contradiction:
                    continue
            return
        yield {name: self.find(up) for name, up in self.parent.items() if name in self.name}

    def named(self, node: str) -> Iterator["Tree"]:
        for name in self.name:
            way = self.copy()
            try:
                way.merge(node, name)
                way.check()
            except Contradiction:
                continue
            yield way


def follows(prompt: str, answer: str) -> bool:
    text = body(prompt)
    for word, meaning in WORDS.items():
        if re.search(rf"\b(?:{word})", text) and meaning not in text:
            raise Unread(f"no meaning of {word}: {text}")
    question = found(r"(Which node is|Which nodes are|Which descendants|What is|Somebody walks)[^?]*\?[^?\n]*\??", text)[0]
    count = int(found(r"(\d+) nodes", text)[1])
    told, names = list[str](), list[str]()
    for line in lines(text):
        if re.fullmatch(rf"(?!{SETTING.pattern}){NAME}(?:'s parent)? (?:and|is|has) [^?]*\.", line) and "For example" not in line:
            told.append(line.rstrip("."))
            names += re.findall(r"\b[A-Z]\w+", line)
        elif not SETTING.match(line):
            raise Unread(line)
    names = sorted(set(names))
    if len(names) != count:
        raise Unread(f"{len(names)} of {count} nodes: {text}")
    tree = Tree(names)
    for said in told:
        _tell(tree, said)
    replies = set[str]()
    for number, parents in enumerate(tree.trees()):
        replies.add(_reply(question, parents, names))
        if len(replies) > 1 or number > 200:
            return False
    if not replies:
        raise Unread("no tree: " + text)
    (right,) = replies
    return ",".join(sorted(answer.split(", "))) == right


def _tell(tree: Tree, s: str) -> None:
    if m := re.fullmatch(rf"{NAME} is a child of {NAME}", s):
        tree.merge(tree.above(m[1]), m[2])
    elif m := re.fullmatch(rf"{NAME} is the parent of {NAME}", s):
        tree.merge(tree.above(m[2]), m[1])
    elif m := re.fullmatch(rf"{NAME} (?:is a sibling of {NAME}|and {NAME} are siblings)", s):
        tree.merge(tree.above(m[1]), tree.above(m[2] or m[3]))
    elif m := re.fullmatch(rf"(?P<aunt>{WORD}) is a sibling of (?P<child>{WORD})'s parent", s) or re.fullmatch(rf"(?P<child>{WORD})'s parent is a sibling of (?P<aunt>{WORD})", s):
        aunt, child = m["aunt"], m["child"]
        tree.merge(tree.above(aunt), tree.above(tree.above(child)))
        tree.apart.append((aunt, tree.above(child)))
    elif m := re.fullmatch(rf"(?P<young>{WORD}) is a grandchild of (?P<old>{WORD})", s) or re.fullmatch(rf"(?P<old>{WORD}) is the grandparent of (?P<young>{WORD})", s):
        old, young = m["old"], m["young"]
        tree.merge(tree.above(tree.above(young)), old)
    elif m := re.fullmatch(rf"{NAME} (?:is a cousin of {NAME}|and {NAME} are cousins)", s):
        one, other = tree.above(m[1]), tree.above(m[2] or m[3])
        tree.apart.append((one, other))
        tree.merge(tree.above(one), tree.above(other))
    elif m := re.fullmatch(rf"{NAME} has (?:no children|exactly one child|exactly (\d+) children)(?:: (.+))?", s):
        tree.children[m[1]] = int(m[2]) if m[2] else (0 if "no children" in s else 1)
        for child in listed(m[3] or ""):
            tree.merge(tree.above(child), m[1])
    else:
        raise Unread(s)


def _reply(question: str, parent: dict[str, str], names: list[str]) -> str:
    """Names in alphabetical order, or a number."""

    def line(node: str) -> list[str]:
        return [node, *line(parent[node])] if node in parent else [node]

    children = {name: [other for other in names if parent.get(other) == name] for name in names}

    def below(nodes: list[str], steps: int) -> list[str]:
        for _ in range(steps):
            nodes = [child for node in nodes for child in children[node]]
        return nodes

    def siblings(node: str) -> list[str]:
        return [other for other in children[parent[node]] if other != node] if node in parent else []

    of = [name for name in re.findall(r"\b[A-Z]\w+", question) if name in names]
    if "lowest common ancestor" in question:
        return next(node for node in line(of[0])[1:] if all(node in line(other)[1:] for other in of[1:]))
    if m := re.search(r"exactly (\w+) generations below", question):
        out = below(of, GENERATIONS[m[1]])
    elif m := re.search(r"(great-grandchildren|grandchildren|children) of siblings of", question):
        out = below(siblings(of[0]), ("children", "grandchildren", "great-grandchildren").index(m[1]) + 1)
    elif "second cousins of" in question:
        out = below(siblings(line(of[0])[2]), 2) if len(line(of[0])) > 2 else []
    elif "cousins of" in question:
        out = below(siblings(parent[of[0]]), 1) if of[0] in parent else []
    elif "have no children?" in question and "descendants" in question:
        out, nodes = [], children[of[0]]
        while nodes:
            out += [node for node in nodes if not children[node]]
            nodes = below(nodes, 1)
    elif "depth" in question:
        return str(sum(len(line(node)) - 1 for node in of))
    elif "Somebody walks" in question:
        steps = 0
        for a, b in pairwise(of):
            shared = len(set(line(a)) & set(line(b)))
            steps += len(line(a)) + len(line(b)) - 2 * shared
        return str(steps)
    else:
        raise Unread(question)
    return ",".join(sorted(out))
