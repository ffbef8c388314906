"""Independent route: matched neighbours are erased until nothing changes, as a rewriting system would, without any stack.

The shortest completions are found layer by layer, one bracket added at a time; a text is hopeless once erasing leaves a closing bracket."""

PAIRS = ("()", "[]", "{}", "<>", "«»", "「」")
CLOSERS = [pair[1] for pair in PAIRS]


def _rest(text: str) -> str:
    while True:
        before = text
        for pair in PAIRS:
            text = text.replace(pair, "")
        if text == before:
            return text


def _shortest(prefix: str) -> list[str]:
    """All shortest completions."""
    layer = [(_rest(prefix), "")]
    while layer:
        done = [added for rest, added in layer if not rest]
        if done:
            return done
        following = [(_rest(rest + bracket), added + bracket) for rest, added in layer for bracket in "".join(PAIRS)]
        sound = [(rest, added) for rest, added in following if not set(rest) & set(CLOSERS)]
        nearest = min((len(rest) for rest, _ in sound), default=0)
        layer = [(rest, added) for rest, added in sound if len(rest) == nearest]  # what lies further needs more
    return []


def check(problem: dict, answer: str) -> bool:
    fullwidth = str.maketrans("（）［］｛｝＜＞", "()[]{}<>")
    text = "".join(sign for sign in answer.translate(fullwidth) if sign in "".join(PAIRS))
    return any(text in (added, problem["prefix"] + added) for added in _shortest(problem["prefix"]))


def solutions(problem: dict) -> int:
    return len(_shortest(problem["prefix"]))
