"""Independent route: the whole list is written out and compared with the reply, in which blanks at edges decide nothing."""

from synth.pipelines.oracles.instruct._checks import holds
from synth.pipelines.oracles.instruct._reading import lines, lower_words, parts, plain, words

EDGES = {"quotes": ('"“', '"”'), "square": ("[", "]"), "round": ("(（", ")）"), "angle": ("<", ">"), "stars": ("*", "*")}


def check(problem: dict, answer: str) -> bool:
    text = plain(answer)
    if not 1 <= len(text) <= 10_000:
        return False
    wanted, rows = _wanted(problem), [row.strip() for row in lines(text)]
    if problem.get("label"):
        last = rows.pop() if rows else ""
        if last[: len(problem["label"])] != problem["label"] or last[len(problem["label"]) :].strip() != str(len(wanted)):
            return False
    joint = problem.get("joint", "line")
    if joint != "line":
        rows = [one.strip() for one in rows[0].split(joint.strip())] if len(rows) == 1 else [""] * 99
    return len(rows) == len(wanted) and all(_is(problem, at, row, item) for at, (row, item) in enumerate(zip(rows, wanted, strict=True)))


def _is(problem: dict, at: int, row: str, item: str) -> bool:
    marker = problem.get("marker", "")
    if marker:
        mark = marker.replace("1", str(at + 1)).replace("a", "abcdefghijklmnopqrstuvwxyz"[at % 26])
        bare = row.lstrip("0") if marker[0] == "1" else row  # 01. is 1.
        rest = bare[len(mark) :]
        if bare[: len(mark)] != mark or not rest[:1].isspace() or len(row) - len(bare) > 2:
            return False
        row = rest.strip()
    if problem.get("pair"):
        opening, closing = EDGES[problem["pair"]]
        if not row or row[0] not in opening or row[-1] not in closing or len(row) < 3:
            return False
        row = row[1:-1]
    case = problem.get("case", "")
    return row == (item.upper() if case == "upper" else item.lower() if case == "lower" else item)


def _wanted(problem: dict) -> list[str]:
    language, text = problem["language"], problem["text"]
    whole = problem["unit"] == "sentences"
    found = parts(text, "sentences", language) if whole else []
    if not whole:
        for word in words(text, language):
            if word.lower() not in [other.lower() for other in found]:
                found.append(word)
    kept = []
    for one in found:
        votes = [holds(condition, one, language) for condition in problem["given"]]
        if not votes or (True in votes if problem.get("either") else False not in votes):
            kept.append(one)
    order, falling = problem.get("order", "text"), problem.get("falling", False)
    if order == "reverse":
        kept.reverse()
    elif order != "text":
        rank = (lambda one: lower_words(one, language)) if order == "alphabet" else (lambda one: _size(one, whole, language))
        left, kept = kept, []
        while left:  # the first of the best, again and again
            best = left[0]
            for one in left[1:]:
                if (rank(one) > rank(best)) if falling else (rank(one) < rank(best)):
                    best = one
            kept.append(best)
            left.remove(best)
    most = problem.get("most", 0)
    return [_picked(problem, one) for one in (kept[:most] if most else kept)]


def _size(one: str, whole: bool, language: str) -> int:
    return len(words(one, language)) if whole else len([sign for sign in one if sign.isalnum()])


def _picked(problem: dict, one: str) -> str:
    pick, size = problem.get("pick", "whole"), problem.get("size", 1)
    if pick == "whole" or problem["unit"] != "sentences":
        return one
    found = words(one, problem["language"])
    return ("" if problem["language"] == "zh" else " ").join(found[:size] if pick == "first" else found[-size:])
