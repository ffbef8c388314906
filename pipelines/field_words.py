"""What the fields of a type mean, in the words that stand beside them in its source: a docstring below a field, or a comment behind it.

Read from the source when asked, so that nobody writes them twice; a type without source has none."""

import ast
import inspect
import re
from functools import cache


@cache
def field_words(kind: type) -> dict[str, str]:
    """For each field of a class, inherited ones first, its words in one line, without a full stop: `{"count": "numbers given"}`; the
    field's name where none stand beside it."""
    found: dict[str, str] = {}
    for part in reversed(kind.__mro__):
        found |= _own_words(part)
    return found


def _own_words(kind: type) -> dict[str, str]:
    """Of the fields that the class itself states."""
    if not inspect.get_annotations(kind):
        return {}
    try:
        source = inspect.getsource(inspect.getmodule(kind) or kind)
        body = next(node.body for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef) and node.name == kind.__name__)
    except (OSError, TypeError, SyntaxError, StopIteration):
        return {name: name.replace("_", " ") for name in inspect.get_annotations(kind)}
    lines = source.splitlines()
    found: dict[str, str] = {}
    for node, after in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            text = _docstring(after) or _comment(lines, node.end_lineno or node.lineno)
            found[node.target.id] = " ".join(text.split()).rstrip(".") or node.target.id.replace("_", " ")
    return found


def _docstring(node: ast.stmt | None) -> str:
    """The text of a string that stands alone."""
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    return node.value.value if is_text else ""  # type: ignore[union-attr]


def _comment(lines: list[str], last: int) -> str:
    """The comment behind a statement that ends in line number `last`, and the lines of comment that go on with it."""
    behind = re.search(r"#\s*(.*)$", lines[last - 1])
    parts = [behind[1]] if behind else []
    for line in lines[last:]:
        further = re.fullmatch(r"\s*#\s*(.*)", line)
        if not parts or not further:
            break
        parts.append(further[1])
    return " ".join(parts)
