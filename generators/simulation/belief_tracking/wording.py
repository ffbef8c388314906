"""What the prompts of a story about beliefs tell: each event with the names of those who take part."""

from random import Random

from synth.verifiers.simulation.belief_tracking import BeliefTracking
from synth.verifiers.simulation.belief_tracking.answers import LETTERS
from synth.verifiers.simulation.belief_tracking.story import Goes, Puts, Says, Tips


def prompt_variables(problem: BeliefTracking, rng: Random) -> dict[str, object]:
    names, goods = problem.names, problem.goods
    room, lines = set(range(len(names))), []
    for event in problem.story:
        line: dict[str, object] = {"kind": type(event).__name__.lower()}
        if isinstance(event, Goes):
            line |= {"who": [names[person] for person in event.who], "leave": event.who[0] in room}
            room.symmetric_difference_update(event.who)
        else:
            line |= {"who": names[event.who], "spy": names[event.spy] if event.spy >= 0 else ""}
            fooled, supposed = (-1, -1) if isinstance(event, Says) else (event.fooled, event.supposed)
            line |= {"fooled": names[fooled] if fooled >= 0 else "", "supposed": names[supposed]}
        if isinstance(event, Puts | Says):
            line |= {"thing": goods[event.thing], "box": LETTERS[event.box]}
        if isinstance(event, Says):
            line["to"] = names[event.to] if event.to >= 0 else ""
        if isinstance(event, Tips):
            line |= {"box": LETTERS[event.box], "into": LETTERS[event.into], "swap": event.swap}
        lines.append(line)
    letters = LETTERS[: problem.boxes]
    return {
        "names": list(names),
        "boxes": list(letters),
        "start": [(good, LETTERS[box]) for good, box in zip(goods, problem.start, strict=True)],
        "deaf": [(names[who], names[whom]) for who, whom in problem.deaf],
        "lines": lines,
        "asked": [([names[person] for person in q.chain], goods[q.thing]) for q in problem.asked],
        "says": any(line["kind"] == "says" for line in lines),
        "alone": any(line["kind"] == "says" and line["to"] for line in lines),
        "tips": any(line["kind"] == "tips" for line in lines),
        "looks": any(line["kind"] == "looks" for line in lines),
        "spies": any(line.get("spy") for line in lines),
        "fools": any(line.get("fooled") for line in lines),
        "examples": [f"1: {rng.choice(letters)}, 2: {rng.choice(letters)}" for _ in range(3)],
    }
