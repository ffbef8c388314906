"""Python's syntax trees of texts that models write, without a word about their style.

Python warns of `1if x else 2` and of "\\d", and where warnings are errors it would not read them: a verdict would hang on how the trainer was
started. Filters for the name under which such texts are parsed are set once, since `warnings.catch_warnings` is not for several threads."""

import ast
import re
import warnings

NAME = "<completion>"

for _kind in (SyntaxWarning, DeprecationWarning):
    warnings.filterwarnings("ignore", category=_kind, module=re.escape(NAME) + r"\Z")


def module(text: str) -> ast.Module:
    """Raises what `ast.parse` raises."""
    return ast.parse(text, NAME)


def expression(text: str) -> ast.Expression:
    """Raises what `ast.parse` raises."""
    return ast.parse(text, NAME, "eval")
