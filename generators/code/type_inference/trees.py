"""Programs as trees: their names, which of these stand nowhere, and their text."""

from math import inf

from synth.verifiers.code.type_inference.language import Node


def bound(node: Node) -> list[str]:
    """The names that a program binds."""
    own = [node.name] if node.kind in ("lam", "let", "rec") else []
    return own + [name for part in node.parts for name in bound(part)]


def idle(node: Node) -> float:
    """How many names are bound that stand nowhere: more than any number where one of them is a definition's."""
    own = 0.0
    if node.kind in ("lam", "let", "rec") and not _stands(node.parts[-1], node.name):
        own = 1 if node.kind == "lam" else inf
    if node.kind == "rec" and not _stands(node.parts[0], node.name):
        own = inf
    return own + sum(map(idle, node.parts))


def _stands(node: Node, name: str) -> bool:
    return (node.kind == "var" and node.name == name) or any(_stands(part, name) for part in node.parts)


def text_of(node: Node, rank: int = 0) -> str:
    """A program as text, definitions on lines of their own. rank: 0 anything may stand there, 1 no function, definition or if,
    2 an application, 3 what holds together by itself."""
    parts = node.parts
    match node.kind:
        case "var" | "int" | "bool":
            return node.name
        case "pair" | "list":
            inside = ", ".join(text_of(part) for part in parts)
            return f"({inside})" if node.kind == "pair" else f"[{inside}]"
        case "app":
            text, own = f"{text_of(parts[0], 2)} {text_of(parts[1], 3)}", 2
        case "op":
            right = text_of(parts[1], 1 if node.name == ":" and parts[1].name == ":" else 2)
            text, own = f"{text_of(parts[0], 2)} {node.name} {right}", 1
        case "lam":
            text, own = f"\\{node.name} -> {text_of(parts[0])}", 0
        case "if":
            text, own = f"if {text_of(parts[0])} then {text_of(parts[1])} else {text_of(parts[2])}", 0
        case _:
            word = "let rec" if node.kind == "rec" else "let"
            text, own = f"{word} {node.name} = {text_of(parts[0])} in {text_of(parts[1])}", 0
    return f"({text})" if rank > own else text


def in_lines(node: Node) -> str:
    """A program, its outer definitions a line each."""
    lines = []
    while node.kind in ("let", "rec"):
        lines.append(f"{'let rec' if node.kind == 'rec' else 'let'} {node.name} = {text_of(node.parts[0])} in")
        node = node.parts[1]
    return "\n".join([*lines, text_of(node)])
