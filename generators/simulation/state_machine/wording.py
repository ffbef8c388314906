"""What the templates of state_machine are filled with: machines as lists of words."""

from random import Random

from synth.verifiers.simulation.state_machine import StateMachine
from synth.verifiers.simulation.state_machine.machine import Case, Machine
from synth.verifiers.simulation.state_machine.words import SHORT_SIGNALS, SHORT_STATES, Cast, casts


def _effect(case: Case, cast: Cast) -> dict[str, object]:
    return {
        "to": cast.states[case.to],
        "stays": case.to == case.state,
        "signal": cast.signals[case.signal] if case.signal >= 0 else "",
        "change": case.change,
        "reset": case.reset,
    }


def _machine(machine: Machine, cast: Cast, number: int) -> dict[str, object]:
    rules: dict[tuple[int, int], dict[str, object]] = {}
    for case in machine.cases:
        rule = rules.setdefault((case.state, case.event), {"state": cast.states[case.state], "event": cast.events[case.event]})
        if case.least:
            rule |= {"least": case.least, "met": _effect(case, cast)}
        else:
            rule["always"] = _effect(case, cast)
    states, events = list(cast.states[: machine.states]), list(dict.fromkeys(rule["event"] for rule in rules.values()))
    signals = sorted({*machine.shows, *(case.signal for case in machine.cases)} - {-1})
    return {
        "states": [{"word": word, "short": short} for word, short in zip(states, SHORT_STATES[number], strict=False)],
        "signals": [{"word": cast.signals[place], "short": SHORT_SIGNALS[number][place]} for place in signals],
        "start": cast.states[machine.start],
        "counter": cast.counter if machine.counter >= 0 else "",
        "count": machine.counter,
        "shows": [(cast.states[state], cast.signals[signal] if signal >= 0 else "") for state, signal in enumerate(machine.shows)],
        "by_state": [rows for word in states if (rows := [rule for rule in rules.values() if rule["state"] == word])],
        "by_event": [rows for word in sorted(map(str, events)) if (rows := [rule for rule in rules.values() if rule["event"] == word])],
        "conditions": any(case.least for case in machine.cases),
    }


def prompt_variables(problem: StateMachine, rng: Random) -> dict[str, object]:
    told = casts(problem.story)
    own = told[len(problem.machines) - 1]
    machines = [_machine(machine, cast, number) for number, (machine, cast) in enumerate(zip(problem.machines, told, strict=False))]
    return {
        "story": problem.story,
        "device": machines[0],
        "panel": machines[1] if len(machines) > 1 else None,
        "events": [told[0].events[event] for event in problem.events],
        "repeat": problem.repeat,
        "ask": problem.ask,
        "last": problem.last,
        "what": problem.what,
        "state": (told[0] if problem.what == "both" else own).states[problem.which],
        "other": told[1].states[problem.times] if problem.what == "both" else "",
        "signal": own.signals[min(problem.which, 3)],
        "counter": own.counter,
        "times": problem.times,
        "examples": _examples(problem),
    }


def _examples(problem: StateMachine) -> list[list[str]]:
    """Answers of the form that is asked for, made of the words of another story, each as a list."""
    told = casts("lift" if problem.story != "lift" else "gate")
    pair = told[: len(problem.machines)]
    own = pair[-1]
    found = []
    for turn in range(4):
        if problem.ask == "first":
            found.append([("203", "148", "311", "126")[turn]])
            continue
        states = [cast.states[(turn + place) % 4] for place, cast in enumerate(pair)]
        if problem.ask == "end":
            found.append(states + [own.signals[(turn + place + (place > 1)) % 4] for place in range(problem.last)])
        else:
            found.append([*states, str(40 + 3 * turn), str((70, 63, 82, 59)[turn])])
    return found
