"""Independent route: the steps are carried out once more on a list of sentences, and the reply is compared, blanks apart."""

from synth.pipelines.oracles.instruct._checks import holds
from synth.pipelines.oracles.instruct._reading import lines, parts, plain, words

ENDS = ".!?。！？"


def check(problem: dict, answer: str) -> bool:
    text = plain(answer)
    if not 1 <= len(text) <= 10_000:
        return False
    language, layout = problem["language"], problem["layout"]
    made = parts(problem["text"], "sentences", language)
    for step in problem["steps"]:
        made = _after(step, made, language)
    if layout in ("lines", "numbered"):
        found = [line.strip() for line in lines(text)]
        if layout == "numbered":
            marks = [(f"{k}. ", f"{k}.\t") for k in range(1, len(found) + 1)]
            if any(line[: len(mark[0])] not in mark for line, mark in zip(found, marks, strict=True)):
                return False
            found = [line[len(mark[0]) :] for line, mark in zip(found, marks, strict=True)]
        wanted = [[one] for one in made]
    else:
        size = problem.get("size", 1) if layout == "blocks" else max(1, len(made))
        wanted = [made[at : at + size] for at in range(0, len(made), size)]
        found = _blocks(text)
    return len(found) == len(wanted) and all(_same(one, block, language) for one, block in zip(found, wanted, strict=True))


def _blocks(text: str) -> list[str]:
    groups = [[]]
    for line in text.split("\n"):
        if line.split():
            groups[-1].append(line.strip())
        else:
            groups.append([])
    return [" ".join(group) for group in groups if group]


def _same(found: str, block: list[str], language: str) -> bool:
    """Word by word in English, where sentences are parted by blanks; in Chinese blanks between sentences decide nothing."""
    if language == "en":
        return found.split() == " ".join(block).split()
    for sentence in block:
        found = found.strip()
        for piece in sentence.split():
            found = found.lstrip()
            if not found.startswith(piece):
                return False
            found = found[len(piece) :]
    return not found.strip()


def _after(step: dict, now: list[str], language: str) -> list[str]:
    do = step["do"]
    kept = [holds(step["given"], one, language) for one in now] if "given" in step else []
    if do == "drop":
        return [one for one, gone in zip(now, kept, strict=True) if not gone]
    if do == "mark":
        return [_stripped(one) + step["mark"] if yes else one for one, yes in zip(now, kept, strict=True)]
    if do == "shout":
        return [one.upper() if yes else one for one, yes in zip(now, kept, strict=True)]
    if do == "replace":
        return [step["new"].join(one.split(step["old"])) for one in now]
    now = list(now)
    if do == "move" and step["at"] <= len(now):
        one = now.pop(step["at"] - 1)
        now.insert(0 if step["to"] == "front" else len(now), one)
    elif do == "swap" and step["one"] <= len(now) and step["other"] <= len(now):
        a, b = step["one"] - 1, step["other"] - 1
        now[a], now[b] = now[b], now[a]
    elif do == "reverse":
        now = [now[-1 - k] for k in range(len(now))]
    elif do == "sort":
        sizes = [len(words(one, language)) for one in now]
        order = [k for size in sorted(set(sizes), reverse=step["falling"]) for k in range(len(now)) if sizes[k] == size]
        now = [now[k] for k in order]
    elif do == "add":
        now.insert(step["after"], step["sentence"])
    return now


def _stripped(one: str) -> str:
    while one and one[-1] in ENDS:
        one = one[:-1]
    return one
