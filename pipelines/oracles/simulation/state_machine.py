"""Independent route: every machine written out as a table of what each state does with each event, then walked by recursion on names."""

import re

NAMES = {
    "gate": ("closed open ajar locked blocked", "beep click flash hum"),
    "vendor": ("ready paid choosing serving jammed", "chime rattle ticket blink"),
    "lift": ("ground rising top sinking stuck", "ding voice lamp brake"),
    "guard": ("patrol chase attack flee hide", "shout growl horn sigh"),
}
PANEL = ("calm watch warn siren muted", "note mail radio print")


def check(problem: dict, answer: str) -> bool:
    return re.findall(r"\w+", answer.casefold()) == _result(problem)


def solutions(problem: dict) -> int:
    """Cases exclude one another, so there is one run."""
    _result(problem)
    return 1


def _device(machine: dict, number: int, story: str):
    """A generator that takes what reaches the machine and yields its state, counter and signal."""
    states, signals = (names.split() for names in (PANEL if number else NAMES[story]))
    state, count, signal = machine["start"], max(machine["counter"], 0), None
    heard = yield states[state], count, None
    while True:
        signal = None
        if heard is not None:
            fitting = [c for c in machine["cases"] if c["state"] == state and c["event"] == heard and count >= c["least"]]
            if fitting:
                case = max(fitting, key=lambda c: c["least"])
                state = case["to"]
                count = 0 if case["reset"] else count + case["change"]
                signal = case["signal"]
            if machine["shows"]:
                signal = machine["shows"][state]
            signal = None if signal == -1 else signal
        heard = yield states[state], count, None if signal is None else (signal, signals[signal])


def _history(p: dict) -> list:
    devices = [_device(machine, number, p["story"]) for number, machine in enumerate(p["machines"])]
    rows = [[next(device) for device in devices]]
    for _ in range(p["repeat"]):
        for event in p["events"]:
            row = []
            for device in devices:
                row.append(device.send(event))
                event = row[-1][2][0] if row[-1][2] else None
            rows.append(row)
    return rows


def _result(p: dict) -> list:
    rows = _history(p)
    given = [row[-1][2][1] for row in rows if row[-1][2]]
    final = [status[0] for status in rows[-1]]
    states, signals = (names.split() for names in (PANEL if len(final) == 2 else NAMES[p["story"]]))
    if p["ask"] == "end":
        return final + given[len(given) - p["last"] :]
    if p["ask"] == "count":
        return [*final, str(rows[-1][-1][1]), str(given.count(signals[p["which"]]))]
    later = range(1, len(rows))
    if p["what"] == "counter":
        hits = [k for k in later if rows[k][-1][1] >= p["times"]]
        return [str(hits[0])]
    if p["what"] == "both":
        wanted = [NAMES[p["story"]][0].split()[p["which"]], states[p["times"]]]
        return [str(next(k for k in later if [status[0] for status in rows[k]] == wanted))]
    if p["what"] == "state":
        hits = [k for k in later if rows[k][-1][0] == states[p["which"]] != rows[k - 1][-1][0]]
    else:
        hits = [k for k in later if rows[k][-1][2] and rows[k][-1][2][1] == signals[p["which"]]]
    return [str(hits[p["times"] - 1])]
