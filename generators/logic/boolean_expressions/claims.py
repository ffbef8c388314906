"""What boolean expressions claims: its rules in words, what cheap policies win, and which problems are the same puzzle.

The policies leave out what the task is there for: the connectives, and what a statement says of others."""

import re
from collections.abc import Callable, Iterator, Mapping
from random import Random

from synth.generators.logic.boolean_expressions.rules import RULES as RULES
from synth.schemas.claims import Shortcut
from synth.verifiers.logic.boolean_expressions import BooleanExpressions, definition_names, labels, statements
from synth.verifiers.logic.boolean_expressions.language import CONNECTIVES, Node, evaluate, evaluate_all, nodes


def _named(problem: BooleanExpressions, chosen: Callable[[list[bool]], bool]) -> str:
    """The labels of the expressions whose comparisons and facts, from the first to the last, are such; "none" where there are none."""
    facts = {f"#{number}": truth for number, (_, truth) in enumerate(problem.facts)}
    trees = statements(problem)
    return ", ".join(name for name in labels(len(problem.expressions)) if chosen(_leaves(trees[name], facts))) or "none"


def _leaves(tree: Node, facts: Mapping[str, bool]) -> list[bool]:
    """The truth of the comparisons without variables and the facts."""
    return [
        bool(evaluate(node, facts))
        for node in nodes(tree)
        if node.kind == "fact" or (node.kind == "comparison" and all(part.kind != "variable" for part in nodes(node)))
    ]


def _others_taken_as(truth: bool) -> Callable[[BooleanExpressions], str]:
    """Each expression worked out on its own, with every statement that it names taken as true, or as false."""

    def policy(problem: BooleanExpressions) -> str:
        known: dict[str, int] = {f"#{number}": fact for number, (_, fact) in enumerate(problem.facts)}
        trees = statements(problem)
        known |= dict.fromkeys(trees, truth)
        return ", ".join(name for name in labels(len(problem.expressions)) if evaluate(trees[name], known)) or "none"

    return policy


def _two_deep(problem: BooleanExpressions) -> str:
    """What a statement names is worked out, and what that names; all that these name again is taken as true."""
    trees = statements(problem)
    facts: dict[str, int] = {f"#{number}": truth for number, (_, truth) in enumerate(problem.facts)}
    known = facts | dict.fromkeys(trees, True)
    for _ in range(3):
        known = facts | {name: evaluate(tree, known) for name, tree in trees.items()}
    return ", ".join(name for name in labels(len(problem.expressions)) if known[name]) or "none"


def _without_knowledge(problem: BooleanExpressions) -> str:
    trees = statements(problem)
    truths = evaluate_all(trees, {f"#{number}": False for number in range(len(problem.facts))})
    return ", ".join(name for name in labels(len(problem.expressions)) if truths[name]) or "none"


def _where_names_are(problem: BooleanExpressions) -> str:
    """Of two parts that a connective joins only the one that names a statement is read, where the other does not."""
    trees = statements(problem)
    facts = {f"#{number}": truth for number, (_, truth) in enumerate(problem.facts)}

    def read(node: Node) -> Node:
        if node.kind == "connective":
            one, two = (any(part.kind == "name" for part in nodes(side)) for side in node.parts)
            if one != two:
                part = read(node.parts[two])
                denied = node.token in ("nand", "nor") or (node.token == "implies" and one)
                return Node("not", "not", (part,)) if denied else part
        return node._replace(parts=tuple(map(read, node.parts)))

    truths = evaluate_all({name: read(tree) for name, tree in trees.items()}, facts)
    return ", ".join(name for name in labels(len(problem.expressions)) if truths[name]) or "none"


SHORTCUTS = (
    Shortcut("none", lambda problem: "none", (0.04, 0.04, 0.03, *(0.01,) * 7)),
    Shortcut(
        "those with more true statements than false ones",
        lambda p: _named(p, lambda ls: sum(ls) * 2 > len(ls)),
        (0.12, 0.06, 0.03, 0.02, *(0.01,) * 6),
    ),
    Shortcut("those whose first statement is true", lambda p: _named(p, lambda ls: ls[:1] == [True]), (0.12, 0.06, 0.03, *(0.01,) * 7)),
    Shortcut("those whose statements are all true", lambda problem: _named(problem, all), (0.12, 0.06, 0.03, *(0.01,) * 7)),
    # At level 1 nothing is named, and these do the whole work.
    Shortcut("only the parts that name a statement", _where_names_are, (1.0, 0.17, 0.08, *(0.03,) * 3, *(0.02,) * 4)),
    Shortcut("every named statement taken as true", _others_taken_as(True), (1.0, 0.15, 0.09, *(0.03,) * 3, *(0.02,) * 4)),
    Shortcut("every named statement taken as false", _others_taken_as(False), (1.0, 0.15, 0.09, *(0.03,) * 3, *(0.02,) * 4)),
    # Two deep is most of the way at levels 4 and 5, and no less work than going all the way from definition to definition.
    Shortcut("definitions followed two deep", _two_deep, (1.0, 0.79, 0.47, 0.2, 0.18, 0.13, 0.08, 0.06, 0.03, 0.03)),
    # Who knows nothing of the world, but works out all the rest, which is what the task is there for.
    Shortcut("all facts taken as false", _without_knowledge, (0.3, 0.34, 0.21, 0.15, 0.17, 0.16, 0.15, 0.12, 0.13, 0.18)),
)
MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def copies(problem: BooleanExpressions, rng: Random) -> Iterator[BooleanExpressions]:
    """Expressions and definitions in another order, so with other names, facts renumbered in the order of their first use; operands of
    symmetric operators exchanged, and `a > b` as `b < a`."""
    for turn in (False, True, True):
        trees = statements(problem)
        asked, defined = labels(len(problem.expressions)), definition_names(len(problem.definitions))
        new = dict(zip(rng.sample(asked, len(asked)) + rng.sample(defined, len(defined)), (*asked, *defined), strict=True))
        texts = {new[name]: _written(tree, new, rng, turn) for name, tree in trees.items()}
        yield _with(problem, [texts[name] for name in asked], [texts[name] for name in defined])


def _written(node: Node, names: Mapping[str, str], rng: Random, turn: bool) -> str:
    """The text of a tree under other names, with some operands exchanged where that means nothing."""
    token, parts = names.get(node.token, node.token), [_written(part, names, rng, turn) for part in node.parts]
    if node.kind == "count":
        token = f"{token}:{node.number}:{len(parts)}"
        parts = rng.sample(parts, len(parts))
    elif node.kind == "quantifier":
        token = f"{token}:{node.variable}:{','.join(map(str, node.values))}"
    elif turn and len(parts) == 2 and token not in ("implies", "divides", "-") and rng.random() < 0.5:
        token, parts = MIRRORED.get(token, token), parts[::-1]
    return " ".join([token, *parts])


def different(problem: BooleanExpressions, rng: Random) -> Iterator[BooleanExpressions]:
    """One statement denied; one connective exchanged for another; the two sides of a comparison exchanged; one count changed."""
    texts = [*problem.expressions, *problem.definitions]
    place = rng.randrange(len(texts))
    tokens = texts[place].split(" ")

    def put(*changed: str) -> Iterator[BooleanExpressions]:
        new = [*texts[:place], " ".join(changed), *texts[place + 1 :]]
        yield _with(problem, new[: len(problem.expressions)], new[len(problem.expressions) :])

    yield from put(*(tokens[1:] if tokens[0] == "not" else ["not", *tokens]))
    for at, token in enumerate(tokens):
        rest = tokens[at + 1 :]
        if token in CONNECTIVES:
            yield from put(*tokens[:at], rng.choice([name for name in CONNECTIVES if name != token]), *rest)
        elif token in ("<", "divides") and rest[0].isdigit() and rest[1].isdigit() and rest[0] != rest[1]:
            yield from put(*tokens[: at + 1], rest[1], rest[0], *rest[2:])
        elif token.startswith("exactly"):
            yield from put(*tokens[:at], token.replace("exactly", "atleast"), *rest)


def _with(problem: BooleanExpressions, expressions: list[str], definitions: list[str]) -> BooleanExpressions:
    """These statements, with the facts renumbered in the order of their first use."""
    order = list(dict.fromkeys(re.findall(r"#\d+", " ".join([*expressions, *definitions]))))
    renumbered = {old: f"#{new}" for new, old in enumerate(order)}

    def text(old: str) -> str:
        return " ".join(renumbered.get(token, token) for token in old.split(" "))

    return BooleanExpressions(
        tuple(map(text, expressions)), tuple(problem.facts[int(old[1:])] for old in order), tuple(map(text, definitions))
    )
