"""English words of answers, data only, in lower case. The parsers read these, and `parsers/chinese.py` turns Chinese words into English
ones. They become alternatives of regular expressions: longer ones stand before those that they begin with."""

SO = ("so", "therefore", "thus", "hence", "finally", "in conclusion")
"""What leads from a solution to its answer: `Therefore, the answer is 3`."""

TITLES = (
    *("here is", "here's", "here are", "the", "my", "our", "final", "full", "complete", "completed", "solved", "filled-in", "filled-out"),
    *("filled in", "filled", "resulting", "correct", "original", "sorted", "ordered", "shortest", "decoded", "decrypted", "encoded"),
    *("encrypted", "hidden", "arithmetic", "finished", "grid", "table", "board", "square", "solution", "cells", "labels", "list", "order"),
    *("words", "sequence", "brackets", "route", "path", "maze", "arrangement", "answers", "answer", "output", "result", "puzzle"),
    *("equation", "expression", "text", "message", "plaintext", "ciphertext", "conclusion", "value", "distance", "total"),
    *("is", "are", "as follows", "follows", "below"),
)
"""Words of titles over an answer: `Here is the completed grid:`. None of them can be part of an answer that stands behind a colon."""

DENIALS = ("not", "no", "never", "isn't", "aren't", "wrong", "incorrect", "false", "invalid")
"""Words that make a title deny what stands under it: `Not the solution:`."""

PRAISE = (
    *("satisfies", "satisfy", "satisfied", "meets", "meet", "met", "holds", "hold", "fulfilled", "check out", "checks out"),
    *("obeys", "obeyed"),
)
"""Verbs of a remark under an answer: `All the rules are satisfied.`"""

PRAISED = (
    *("this", "that", "it", "the", "all", "every", "each", "and", "of", "in", "as", "are", "is", "given", "above", "final", "required"),
    *("grid", "table", "board", "solution", "arrangement", "placement", "assignment", "answer", "filling", "puzzle", "rows", "row"),
    *("columns", "column", "regions", "region", "cages", "cage", "boxes", "words", "clues", "sums", "signs", "inequalities", "numbers"),
    *("constraints", "constraint", "conditions", "condition", "rules", "rule", "requirements", "requirement", "now"),
)
"""Its other words. None of them denies anything."""

JOINTS = (
    *("or", "and", "also", "else", "either", "alternatively", "otherwise", "maybe", "perhaps", "possibly", "potentially", "equally"),
    *("likely", "as well", "too", "it", "vs", "versus", "could", "might", "may", "be", "another", "option"),
    *("choice", "candidate", "possibility"),
)
"""Words between two answers that are offered side by side: `3 or maybe 4`, `Option 1: 3. Option 2: 4`."""

MATHEMATICAL = (
    *("solutions", "solution set", "solution", "roots", "root", "zeros", "values", "value", "set", "points", "point", "pairs", "pair"),
    *("triples", "triple", "coordinates", "matrix", "inverse", "determinant", "vector", "polynomial", "factorization", "factorisation"),
    *("intervals", "interval", "domain", "range", "area", "length", "probability", "sum", "product", "limit", "derivative", "integral"),
    *("radius", "circumradius", "inradius", "diameter", "cosine", "sine", "tangent", "perimeter", "distance"),
    *("angle", "quotient", "remainder", "gcd", "minimum", "maximum", "coefficients", "coefficient"),
)
"""Nouns that lead in a mathematical answer: `The roots are 3 and -2`."""

ALL_REALS = (
    "all real numbers",
    "all reals",
    "all real values",
    "all real x",
    "any real number",
    "every real number",
    "real numbers",
    "all x",
)
"""How people say that all numbers solve an inequality."""

SUPERLATIVES = (
    *("largest", "smallest", "least", "greatest", "biggest", "lowest", "highest", "maximum", "minimum", "maximal", "minimal", "best"),
    *("expected", "such", "possible", "required", "positive", "non-negative", "nonnegative"),
)
"""What may stand before `number` or `value` where that leads in an answer: `The smallest such number is 6`."""

COUNTED = (
    *("ways", "possibilities", "walks", "paths", "routes", "strings", "codes", "words", "patterns", "arrangements", "colourings"),
    *("colorings", "necklaces", "assignments", "rows of letters", "numbers", "integers", "whole numbers", "pairs", "divisors", "solutions"),
    *("committees", "points", "closed chains", "closed chains of beads", "turns", "stones", "seats"),
)
"""What a number counts: `There are 12 such pairs`."""
