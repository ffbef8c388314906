"""How long a text is for a model, where no tokenizer is asked."""

import re

_PIECES = re.compile(r"[A-Za-z]+|\d|\s*[^\sA-Za-z\d]")
LONG_WORD = 8  # letters that one token holds, about


def estimated_tokens(text: str) -> int:
    """About how many tokens a text has, for the tokenizers of today's models: words in pieces of eight letters, digits and signs one by
    one. No tokenizer is asked, so that rows depend on none."""
    return sum(1 + (len(piece) - 1) // LONG_WORD if piece[0].isalpha() else 1 for piece in _PIECES.findall(text))
