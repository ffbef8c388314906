"""A regular expression of an automaton, by eliminating one state after another; short, because equal beginnings and ends are put outside.

Expressions are trees: EMPTY, ("set", symbols), ("cat", parts), ("alt", parts, whether also empty), ("star", part), ("plus", part), each
with its number of symbols and sets at the end."""

from collections.abc import Callable
from operator import itemgetter
from random import Random
from typing import Any

from synth.verifiers.code.regex_writing.conditions import Dfa

Tree = tuple[Any, ...]
EMPTY: Tree = ("empty", 0)


def expression(dfa: Dfa, alphabet: str, rng: Random, tries: int, least: int, most: int) -> tuple[str, int]:
    """A short expression of the language, and its number of symbols; the shortest of so many orders, the first of them without chance.
    Nothing where it has fewer than `least` symbols, or that first one far more than `most`."""
    found = _eliminated(dfa, alphabet, None, most + most // 4)
    if found is None or weight(found) < least:
        return "", 0
    for _ in range(tries - 1):
        other = _eliminated(dfa, alphabet, rng, weight(found))
        found = found if other is None else min(found, other, key=weight)
    return written(found, alphabet), weight(found)


def live(dfa: Dfa) -> set[int]:
    """The states from which a word can still be accepted."""
    alive = {state for state, accepts in enumerate(dfa.accepts) if accepts}
    while True:
        more = {state for state, row in enumerate(dfa.step) if state not in alive and not alive.isdisjoint(row)}
        if not more:
            return alive
        alive |= more


def _eliminated(dfa: Dfa, alphabet: str, rng: Random | None, most: int) -> Tree | None:
    """The least heavy state first; with `rng` one of the two least heavy ones now and then. None as soon as a part has more symbols than
    `most`."""
    alive = live(dfa)
    edges: dict[int, dict[int, Tree]] = {state: {} for state in alive}
    start, end = -1, -2
    for state in alive:
        symbols: dict[int, list[str]] = {}
        for symbol, target in zip(alphabet, dfa.step[state], strict=True):
            symbols.setdefault(target, []).append(symbol)
        edges[state] = {target: ("set", tuple(into), 1) for target, into in symbols.items() if target in alive}
        if dfa.accepts[state]:
            edges[state][end] = EMPTY
    edges[start] = {0: EMPTY}
    into: dict[int, set[int]] = {state: set() for state in (*alive, end)}
    for source, row in edges.items():
        for target in row:
            into[target].add(source)
    left, stale, costs = set(alive), set(alive), dict[int, tuple[int, int]]()
    while left:
        for state in stale & left:
            costs[state] = (_cost(edges, into, state), state)
        state = min(left, key=costs.__getitem__)
        if rng and len(left) > 1 and rng.random() < 0.4:
            state = min(left - {state}, key=costs.__getitem__)
        left.discard(state)
        row = edges.pop(state)
        loop = star(row.pop(state)) if state in row else EMPTY
        sources = sorted(into.pop(state) - {state})
        stale = {*sources, *row}
        for target in row:
            into[target].discard(state)
        for source in sources:
            leading = edges[source].pop(state)
            for target, last in sorted(row.items()):
                path = cat(cat(leading, loop), last)
                old = edges[source].get(target)
                edges[source][target] = new = path if old is None else alt(old, path)
                if weight(new) > most:
                    return None
                into[target].add(source)
    return edges[start].get(end, EMPTY)


def _cost(edges: dict[int, dict[int, Tree]], into: dict[int, set[int]], state: int) -> int:
    """How much longer the expressions become when this state goes."""
    sources, row = into[state] - {state}, edges[state]
    outs = [weight(tree) for target, tree in row.items() if target != state]
    ins = [weight(edges[source][state]) for source in sources]
    loop = weight(row[state]) if state in row else 0
    return sum(ins) * (len(outs) - 1) + sum(outs) * (len(ins) - 1) + loop * (len(ins) * len(outs) - 1)


weight: Callable[[Tree], int] = itemgetter(-1)
"""Symbols and sets of an expression."""


def _repeated(sign: str, tree: Tree) -> Tree:
    return (sign, tree, tree[-1])


def parts_of(tree: Tree) -> tuple[Tree, ...]:
    """What an expression joins one after the other."""
    return tree[1] if tree[0] == "cat" else () if tree[0] == "empty" else (tree,)


def _cat(parts: tuple[Tree, ...]) -> Tree:
    """x x* becomes x+."""
    found: list[Tree] = []
    for part in parts:
        found.append(part)
        while len(found) > 1 and (merged := _merged(found[-2], found[-1])):
            found[-2:] = [merged]
        if part[0] == "star":
            body = parts_of(part[1])
            if len(body) > 1 and tuple(found[-1 - len(body) : -1]) == body:
                found[-1 - len(body) :] = [_repeated("plus", part[1])]
    return EMPTY if not found else found[0] if len(found) == 1 else ("cat", tuple(found), sum(map(weight, found)))


def _merged(left: Tree, right: Tree) -> Tree | None:
    if right[0] == "star" and right[1] == left:
        return _repeated("plus", left)
    if left[0] == "star" and left[1] == right:
        return _repeated("plus", right)
    if left[0] == "star" and left == right:
        return left
    return None


def cat(left: Tree, right: Tree) -> Tree:
    """One after the other."""
    return _cat((*parts_of(left), *parts_of(right)))


def options(tree: Tree) -> tuple[list[Tree], bool]:
    """The alternatives of an expression, and whether the empty word is one more."""
    return ([], True) if tree == EMPTY else (list(tree[1]), tree[2]) if tree[0] == "alt" else ([tree], False)


def nullable(tree: Tree) -> bool:
    """Whether an expression matches the empty word."""
    if tree[0] == "alt":
        return bool(tree[2]) or any(map(nullable, tree[1]))
    if tree[0] == "cat":
        return all(map(nullable, tree[1]))
    return tree[0] in ("empty", "star") or (tree[0] == "plus" and nullable(tree[1]))


def alt(left: Tree, right: Tree) -> Tree:
    """One or the other, with equal beginnings and ends put outside."""
    ones, empty = options(left)
    others, more = options(right)
    return _alt(ones + others, empty or more)


def _alt(found: list[Tree], empty: bool) -> Tree:
    parts: list[Tree] = []
    for new in found:
        for place, old in enumerate(parts):
            if (joined := _factored(old, new)) is not None:
                parts[place] = joined
                break
        else:
            parts.append(new)
    if len(parts) < len(found):
        flat = [part for tree in parts for part in options(tree)[0]]
        return _alt(flat, empty or any(options(tree)[1] for tree in parts))
    if empty:
        for place, part in enumerate(parts):
            if part[0] == "plus":
                parts[place] = _repeated("star", part[1])
    empty = empty and not any(map(nullable, parts))
    if not parts:
        return EMPTY
    return parts[0] if len(parts) == 1 and not empty else ("alt", tuple(parts), empty, sum(map(weight, parts)))


def _factored(left: Tree, right: Tree) -> Tree | None:
    """Two alternatives as one expression, where they are equal, are both symbols, or begin or end alike."""
    if left == right:
        return left
    if left[0] == right[0] == "set":
        return ("set", tuple(sorted({*left[1], *right[1]})), 1)
    one, other = _unrolled(left), _unrolled(right)
    size = 0
    while size < min(len(one), len(other)) and one[size] == other[size]:
        size += 1
    if size:
        return cat(_cat(one[:size]), alt(_cat(one[size:]), _cat(other[size:])))
    while size < min(len(one), len(other)) and one[-1 - size] == other[-1 - size]:
        size += 1
    if size:
        return cat(alt(_cat(one[:-size]), _cat(other[:-size])), _cat(one[-size:]))
    return None


def _unrolled(tree: Tree) -> tuple[Tree, ...]:
    """The parts, with x+ at either end as x and x*."""
    parts = list(parts_of(tree))
    if parts and parts[0][0] == "plus":
        parts[:1] = [*parts_of(parts[0][1]), _repeated("star", parts[0][1])]
    if len(parts) > 1 and parts[-1][0] == "plus":
        parts[-1:] = [_repeated("star", parts[-1][1]), *parts_of(parts[-1][1])]
    return tuple(parts)


def star(tree: Tree) -> Tree:
    """Any number of times; what is repeated anyhow inside needs no sign of its own."""
    if tree == EMPTY or tree[0] == "star":
        return tree
    found = [part[1] if part[0] in ("star", "plus") else part for part in options(tree)[0]]
    body = _alt([part for tree in found for part in options(tree)[0]], False)
    if body[0] == "cat" and all(map(nullable, body[1])):
        body = _alt([part for tree in body[1] for part in options(tree[1] if tree[0] in ("star", "plus") else tree)[0]], False)
    if body[0] == "alt":
        body = ("alt", body[1], False, body[-1])
    return _repeated("star", body)


def written(tree: Tree, alphabet: str, inner: bool = False) -> str:
    """The text: sets of all symbols as a point, other sets in square brackets, `?` for what may be left out."""
    if tree[0] == "empty":
        return "()"
    if tree[0] == "set":
        return tree[1][0] if len(tree[1]) == 1 else "." if len(tree[1]) == len(alphabet) else f"[{''.join(tree[1])}]"
    if tree[0] in ("star", "plus"):
        return f"{_atom(tree[1], alphabet)}{'*' if tree[0] == 'star' else '+'}"
    if tree[0] == "cat":
        return "".join(_grouped(part, alphabet) for part in tree[1])
    if tree[2]:
        whole = ("alt", tree[1], False, tree[-1]) if len(tree[1]) > 1 else tree[1][0]
        return f"{_atom(whole, alphabet)}?"
    return "|".join(written(part, alphabet) for part in tree[1])


def _atom(tree: Tree, alphabet: str) -> str:
    """What a quantifier may stand behind."""
    text = written(tree, alphabet)
    return text if tree[0] == "set" else f"({text})"


def _grouped(tree: Tree, alphabet: str) -> str:
    """What may stand beside others."""
    text = written(tree, alphabet)
    return f"({text})" if tree[0] == "alt" and not tree[2] else text
