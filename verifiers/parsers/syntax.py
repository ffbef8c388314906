"""Python's syntax trees of texts that models write, without a word about their style.

Python warns of `1if x else 2` and of "\\d", and where warnings are errors it would not read them: a verdict would hang on how the
trainer was started. So such texts are parsed under a name of their own, and for that name two filters are kept;
`warnings.catch_warnings` is not for several threads."""

import ast
import re
import warnings

NAME = "<completion>"
_FILTERS = [("ignore", None, kind, re.compile(re.escape(NAME) + r"\Z"), 0) for kind in (SyntaxWarning, DeprecationWarning)]
"""As `warnings.filterwarnings` writes them."""


def module(text: str) -> ast.Module:
    """Raises what `ast.parse` raises."""
    _keep_quiet()
    return ast.parse(text, NAME)


def expression(text: str) -> ast.Expression:
    """Raises what `ast.parse` raises."""
    _keep_quiet()
    return ast.parse(text, NAME, "eval")


def _keep_quiet() -> None:
    """Others may have put all filters back to what they were before, as `warnings.catch_warnings` does at its end."""
    for kind, known in zip((SyntaxWarning, DeprecationWarning), _FILTERS, strict=True):
        if known not in warnings.filters:
            warnings.filterwarnings("ignore", category=kind, module=known[3].pattern)
