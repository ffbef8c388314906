"""Independent route: the reply is read sign by sign, and every demand is decided minute by minute on the plan that it tells."""

import re
import string
from itertools import pairwise

from synth.pipelines.oracles.instruct import _reading as r
from synth.pipelines.oracles.instruct._checks import holds
from synth.pipelines.oracles.instruct._planning_demands import met

DIGITS = string.digits


def check(problem: dict, answer: str) -> bool:
    text = r.plain(answer)
    if not 1 <= len(text) <= 10_000:
        return False
    parted = _parted(problem, text)
    if parted is None:
        return False
    sections, summary = parted
    told = [(day, entry, _told(problem, day, entry)) for day, entries, _ in sections for entry in entries]
    if any(one is None for _, _, one in told) or sorted(one["job"] for _, _, one in told) != sorted(j["name"] for j in problem["jobs"]):
        return False
    plan = [one for _, _, one in told]
    return (
        _worded(problem, plan, summary)
        and _timed(problem, plan)
        and all(met(demand, plan) for demand in problem["demands"])
        and (not problem.get("total") or all(_totalled(problem, day, plan, line) for day, _, line in sections))
        and all(
            holds(rule, "\n".join(_marked(problem, k, one) for k, one in enumerate(plan, 1)), problem["language"])
            for rule in problem.get("style", [])
        )
        and all(_summed(problem, one, plan, summary) for one in problem.get("summaries", []))
    )


def _parted(problem: dict, text: str):
    """Sections of (date, entries, line with the sum), and the summary."""
    asked, rows = problem.get("summaries", []), [row.strip() for row in text.split("\n")]
    if not problem["depth"]:
        gaps = [k for k, row in enumerate(rows) if not row]
        if asked and not gaps:
            return None
        body, summary = (rows[: gaps[-1]], "\n".join(rows[gaps[-1] + 1 :])) if asked else (rows, "")
        entries = _entries(problem, [row for row in body if row], 0)
        return None if entries is None else ([("", entries, "")], summary)
    rows = [row for row in rows if row]
    signs = "#" * problem["depth"] + " "
    titles = sorted(problem["days"]) + [one["heading"] for one in asked]
    at = [k for k, row in enumerate(rows) if row[0] == "#"]
    if not at or at[0] or [rows[k] for k in at] != [signs + title for title in titles]:
        return None
    groups = [rows[k + 1 : after] for k, after in zip(at, [*at[1:], len(rows)], strict=True)]
    summary = "\n".join(groups.pop()) if asked else ""
    sections, number = [], 0
    for day, group in zip(titles, groups, strict=False):
        line = ""
        if problem.get("total") and group and _unstarred(group[-1]).startswith(problem["total"]):
            line = _unstarred(group.pop())
        entries = _entries(problem, group, number)
        if entries is None:
            return None
        number += len(entries)
        sections.append((day, entries, line))
    return sections, summary


def _unstarred(row: str) -> str:
    return row.strip("* ")


def _entries(problem: dict, rows: list[str], number: int):
    unit = problem["unit"]
    if unit == "sentences":
        found = [one for row in rows for one in r.sentences(row, problem["language"])]
        bare = [rest if kind else row for row in rows for kind, _, rest in [r.marker(row)]]
        return found if "".join("".join(found).split()) == "".join("".join(bare).split()) else None
    found = []
    for row in rows:
        kind, mark, rest = r.marker(row)
        number += 1
        if unit == "bullets" and (kind != "bullet" or not rest or (rest[0] == "*" and rest[:2] != "**")):
            return None
        if unit == "numbered" and (kind != "number" or not rest or int(mark[:-1]) != number):
            return None
        found.append(rest)
    return found


def _clock(text: str, at: int):
    """A time that begins at a place, as minutes, and where it ends."""
    digits = at
    while digits < len(text) and text[digits] in DIGITS:
        digits += 1
    after = text[digits + 1 : digits + 3]
    if not 1 <= digits - at <= 2 or text[digits : digits + 1] not in (":", "：") or len(after) < 2 or any(s not in DIGITS for s in after):
        return None
    end = digits + 3
    more = text[end : end + 2]
    if more[:1] and (more[0] in DIGITS or (more[0] in ":：" and more[1:] and more[1] in DIGITS)):
        return None
    if at and (text[at - 1] in DIGITS + ":：" or (text[at - 1].isascii() and text[at - 1].isalpha())):
        return None
    return (int(text[at:digits]), int(after)), end


def times(text: str) -> list:
    """All times as (from, to, (hour, minute))."""
    found, at = [], 0
    while at < len(text):
        one = _clock(text, at) if text[at] in DIGITS else None
        if one:
            found.append((at, one[1], one[0]))
            at = one[1]
        else:
            at += 1
    return found


def spans(text: str) -> list:
    """Two times with a dash or a word between them."""
    found, known, k = [], times(text), 0
    while k + 1 < len(known):
        (begin, end, one), (start, stop, two) = known[k], known[k + 1]
        between = text[end:start]
        core = between.strip(" *")
        left, right = len(between) - len(between.lstrip(" *")), len(between) - len(between.rstrip(" *"))
        if core in ("-", "–", "—", "~", "～", "至", "到", "to") and left <= 3 and right <= 3:
            found.append((begin, stop, one, two))
            k += 2
        else:
            k += 1
    return found


def dates(text: str) -> list:
    found, at = [], 0
    while at + 10 <= len(text):
        one = text[at : at + 10]
        shape = one[:2] == "20" and one[4] == one[7] == "-" and all(s in DIGITS for s in one[:4] + one[5:7] + one[8:])
        before, after = text[at - 1 : at] if at else "", text[at + 10 : at + 11]
        if shape and not (before and before in DIGITS + "-") and not (after and after in DIGITS + "-"):
            found.append((at, at + 10, one))
            at += 10
        else:
            at += 1
    return found


def _cut(text: str, found: list, instead: str) -> str:
    for one in reversed(found):
        text = text[: one[0]] + instead + text[one[1] :]
    return text


def _told(problem: dict, day: str, entry: str):
    language, known, days = problem["language"], spans(entry), [one[2] for one in dates(entry)]
    jobs = [job["name"] for job in problem["jobs"] for _ in r.finds(entry, job["name"], language)]
    people = [one for one in problem["people"] for _ in r.finds(entry, one, language)]
    if len(known) != 1 or len(jobs) != 1 or len(people) != 1 or (len(days) != 1 if not day else any(one != day for one in days)):
        return None
    (hour, minute), (last, late) = known[0][2:]
    if hour > 24 or last > 24 or minute > 59 or late > 59:
        return None
    without = _cut(entry, known, " ")
    bare = _cut(without, dates(without), " ").strip()
    while bare and not bare[0].isalnum():
        bare = bare[1:]
    apart = _cut(entry, known, "\n")
    when = {"day": day or days[0], "start": hour * 60 + minute, "end": last * 60 + late}
    return {"job": jobs[0], "who": people[0], "bare": bare, "pieces": _cut(apart, dates(apart), "\n"), **when}


def _marked(problem: dict, number: int, one: dict) -> str:
    return {"sentences": "", "bullets": "- ", "numbered": f"{number}. "}[problem["unit"]] + one["bare"]


def _worded(problem: dict, plan: list[dict], summary: str) -> bool:
    language, low = problem["language"], []
    for one in plan:
        if (
            len(r.words(one["bare"], language)) - len(r.words(one["job"], language)) - len(r.words(one["who"], language))
            < problem["beside"]
        ):
            return False
    whole = (
        "\n".join(one["pieces"] for one in plan)
        + "\n"
        + _cut(_cut(summary, dates(summary), "\n"), times(_cut(summary, dates(summary), "\n")), "\n")
    )
    whole = re.sub(r"\d+( ?[+＋] ?\d+)+", "\n", whole)
    names = sorted([job["name"].lower() for job in problem["jobs"]] + [one.lower() for one in problem["people"]], key=len, reverse=True)
    low = whole.lower()
    for name in names:
        low = low.replace(name, "\n")
    seen: set = set()
    for piece in low.split("\n"):
        words = r.words(piece, language)
        for k in range(len(words) - problem["run"] + 1):
            run = " ".join(words[k : k + problem["run"]])
            if run in seen:
                return False
            seen.add(run)
    return holds({"kind": "tongue"}, "\n".join(_marked(problem, k, one) for k, one in enumerate(plan, 1)) + "\n" + summary, language)


def _timed(problem: dict, plan: list[dict]) -> bool:
    lengths = {job["name"]: job["minutes"] for job in problem["jobs"]}
    busy = set()
    for one in plan:
        spent = [(one["who"], one["day"], minute) for minute in range(one["start"], one["end"])]
        if len(spent) != lengths[one["job"]] or busy & {*spent} or one["start"] < problem["opens"] or one["end"] > problem["closes"]:
            return False
        busy |= {*spent}
    ordered = all((a["day"], a["start"]) <= (b["day"], b["start"]) for a, b in pairwise(plan))
    return ordered and {one["day"] for one in plan} == {*problem["days"]}


def _totalled(problem: dict, day: str, plan: list[dict], line: str) -> bool:
    numbers = [one["end"] - one["start"] for one in plan if one["day"] == day]
    if not line.startswith(problem["total"]):
        return not numbers
    said = line[len(problem["total"]) :].lower()
    for unit in ("minutes", "minute", "mins", "min", "分钟", " ", "*"):
        said = said.replace(unit, "")
    said = said.replace("＋", "+").replace("＝", "=")
    while said[-1:] and said[-1] in ".。":
        said = said[:-1]
    sides = said.split("=")
    if len(sides) == 1:
        return len(numbers) == 1 and sides[0] == str(numbers[0])
    return len(sides) == 2 and sides[0].split("+") == [str(n) for n in numbers] and sides[1] == str(sum(numbers))


def _summed(problem: dict, asked: dict, plan: list[dict], text: str) -> bool:
    language = problem["language"]
    said = [one for row in text.split("\n") for one in r.sentences(row, language)]
    if len(said) != asked["sentences"] or [s for one in said for s in one if s.strip()] != [s for s in text if s.strip()]:
        return False
    latest = max(plan, key=lambda one: (one["day"], one["end"]))
    last = [one["job"] for one in plan if (one["day"], one["end"]) == (latest["day"], latest["end"])]
    lengths = [one["end"] - one["start"] for one in plan]
    named = {
        "last": ([job["name"] for job in problem["jobs"] if r.finds(text, job["name"], language)], last),
        "busiest": ([one for one in problem["people"] if r.finds(text, one, language)], _first(plan, "who")),
        "fullest": ([one for one in problem["days"] if one in text], _first(plan, "day")),
        "finish": (sorted({hour * 60 + minute for _, _, (hour, minute) in times(text)}), [latest["end"]]),
    }
    for fact in asked["facts"]:
        if fact in named:
            found, wanted = named[fact]
            if len(found) != 1 or found[0] not in wanted:
                return False
        elif not (sum(lengths) in _numbers(text) if fact == "total" else holds({"kind": "shows_sum", "numbers": lengths}, text, language)):
            return False
    return True


def _first(plan: list[dict], field: str) -> list[str]:
    spent: dict = {}
    for one in plan:
        spent[one[field]] = spent.get(one[field], 0) + one["end"] - one["start"]
    return [one for one, number in spent.items() if number == max(spent.values())]


def _numbers(text: str) -> set[int]:
    """Numbers of up to six digits that are no part of a time, a date or a fraction; a comma may stand before three digits."""
    joined = ""
    for at, sign in enumerate(text):
        after = text[at + 1 : at + 5]
        thousands = len(after) >= 3 and all(s in DIGITS for s in after[:3]) and not (after[3:] and after[3] in DIGITS)
        if not (sign == "," and at and text[at - 1] in DIGITS and thousands):
            joined += sign
    found, at = set(), 0
    while at < len(joined):
        end = at
        while end < len(joined) and joined[end] in DIGITS:
            end += 1
        if end > at:
            before, after = joined[at - 1 : at] if at else "", joined[end : end + 2]
            cut = (before and before in ":：.,-") or (
                after[:1] and (after[0] in ":：-" or (after[0] in ".," and after[1:] and after[1] in DIGITS))
            )
            if end - at <= 6 and not cut:
                found.add(int(joined[at:end]))
        at = max(end, at + 1)
    return found
