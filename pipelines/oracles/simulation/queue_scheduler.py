"""Independent route: minute by minute, with no queue; who comes next is told by when and how each job joined it."""

import re


def check(problem: dict, answer: str) -> bool:
    grid = _minutes(problem)
    last = [max(time for time, row in enumerate(grid) if job in row) + 1 for job in range(len(problem["jobs"]))]
    letters, ask = "ABCDEFGH", problem["ask"]
    if ask == "done":
        return _number(answer) == last[problem["about"]]
    if ask == "waiting":
        spans = [end - job["arrival"] - sum(job["parts"]) for end, job in zip(last, problem["jobs"], strict=True)]
        return _number(answer) == sum(spans)
    found = re.findall(r"\w+", answer.upper())
    if ask == "each":
        return found == [text for letter, end in zip(letters, last, strict=False) for text in (letter, str(end))]
    if ask == "order":
        return found == [letters[job] for _, job in sorted((end, job) for job, end in enumerate(last))]
    return found == [text for time in problem["moments"] for text in (str(time), letters[grid[time][problem["about"]]])]


def solutions(problem: dict) -> int:
    """Every tie is decided, so there is one run."""
    _minutes(problem)
    return 1


def _number(answer: str) -> int | None:
    return int(answer) if re.fullmatch(r"\d{1,5}", answer.strip()) else None


def _minutes(p: dict) -> list:
    """For each minute the job on each machine, or None."""
    jobs = [
        {
            "todo": [(("away", "work")[place % 2 == 0]) for place, length in enumerate(job["parts"]) for _ in range(length)],
            "joined": None,
            "machine": None,
            "turn": 0,
        }
        for job in p["jobs"]
    ]
    kind = {name: place for place, name in enumerate(p["joins"])}
    grid: list = []
    while any(job["todo"] for job in jobs):
        now = len(grid)
        for job, told in zip(jobs, p["jobs"], strict=True):
            if told["arrival"] == now:
                job["joined"] = (now, kind["new"])
            elif job["machine"] is not None and (not job["todo"] or job["todo"][0] == "away"):
                job["machine"] = None
            elif job["machine"] is not None and p["quantum"] and job["turn"] == p["quantum"]:
                job["machine"], job["joined"] = None, (now, kind["spent"])
            elif told["arrival"] < now and job["machine"] is None and job["joined"] is None and job["todo"] and job["todo"][0] == "work":
                job["joined"] = (now, kind["back"])
        row = []
        for machine in range(p["machines"]):
            on = [number for number, job in enumerate(jobs) if job["machine"] == machine]
            ready = [number for number, job in enumerate(jobs) if job["joined"] is not None]
            if not on and ready:

                def place(number: int) -> tuple:
                    since = jobs[number]["joined"][0]
                    steps = (now - since) // p["ageing"] if p["ageing"] else 0  # noqa: B023
                    return (p["jobs"][number]["priority"] - steps, jobs[number]["joined"], number)

                on = [min(ready, key=place)]
                jobs[on[0]].update(machine=machine, joined=None, turn=0)
            row.append(on[0] if on else None)
        for number, job in enumerate(jobs):
            if number in row:
                assert job["todo"].pop(0) == "work"
                job["turn"] += 1
            elif job["todo"] and job["todo"][0] == "away":
                job["todo"].pop(0)
        grid.append(row)
    return grid
