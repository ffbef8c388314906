"""A machine that goes from state to state, and perhaps a panel that hears its signals: both are followed from event to event."""

import re
from typing import NamedTuple

from readers.simulation._prompt import Text
from reading import Unread, body

NAME = r"`(\w+)`"
OPENING = (
    r"^(?:A lift|A vending machine|A guard in a computer game|The gate of a car park)(?: works like this\.|, told by its events:)",
    r"^Somebody has written down how (?:a lift|a vending machine|a guard in a computer game|the gate of a car park) behaves, a line for each state and event for "
    r"which there is something to say\.",
    r"Letters in brackets are short names of states and signals\.",
    r"Follow the (?:lift|vending machine|guard|gate) through them\.",
    r"The events are counted from 1(?:, through all repetitions)?\.",
)
MACHINE = (
    r"The (?:lift|vending machine|guard|gate|panel) is always in one of the states (?P<states>[^;]+); it starts in `(?P<start>\w+)`\. It can give the signals? "
    r"(?P<signals>[^.]+)\.(?: It also has a counter, `(?P<counter>\w+)`, which starts at (?P<value>\d+)\.)?"
)
NOTHING = r"An event for which nothing is said in the present state of the (?:lift|vending machine|guard|gate|panel) changes nothing(?:, and no signal is given)?\."
CONDITION = r"A condition looks at the counter as it is just before the event\."
BY_STATE = (
    r"After every event, also after one that changes nothing, the (?:lift|vending machine|guard|gate|panel) gives the signal of the state in which it then is: "
    r"(`\w+`: (?:`\w+`|no signal)(?:, `\w+`: (?:`\w+`|no signal))*)\. At the start it gives none\."
)
PANEL = (
    r"^A panel listens to the (?:lift|vending machine|guard|gate): each signal of the (?:lift|vending machine|guard|gate) is at once an event for the panel, which the panel "
    r"deals with before the next event of the (?:lift|vending machine|guard|gate)\. Nothing else reaches the panel\."
)
EVENTS = r"^These \d+ events come(?:, in this order: |(?P<again> in this order, over and over, )(?P<times>\d+) times in all: )(?P<events>\w+(?:, \w+)*)\."
EFFECT = (
    r"(?:nothing happens|it (?:goes to|stays in) `(\w+)`(?:,? (?:and )?gives `(\w+)`)?(?: and (?:adds (\d+) to|(takes) (\d+) from|(sets)) `\w+`(?: to (\d+))?)?)"
)
ACTION = re.compile(rf"\s*(?:if `\w+` is at least (\d+), {EFFECT}; otherwise )?{EFFECT}[;.]?")
HEAD = re.compile(r"\s*(?:- In `(?P<state>\w+)`:|When it is in `(?P<state2>\w+)`, this happens:|- On `(?P<event>\w+)`:|- `(?P<one>\w+)`, `(?P<other>\w+)`:)")
CLAUSE = re.compile(rf"\s*(?:[Oo]n|[Ii]n) {NAME},")

X = r"(?:lift|vending machine|guard|gate)"
LAST = (
    rf"In which state is the {X} after all events, and what were the last (?P<many>two|three) signals of the {X}, the earliest of them first\? "
    r"Answer with the state and then these signals, with commas between\.",
    rf"In which state is the {X} after all events, in which the panel, and what were the last (?P<many>two|three) signals of the panel, the earliest of them first\? "
    rf"Answer with the state of the {X}, the state of the panel and then these signals, with commas between\.",
)
TIMES = (
    rf"In which state is the {X} after all events, what is `\w+` then, and how many times in all has the {X} given `(?P<signal>\w+)`\? "
    r"Answer in this order, with commas between: the state, the counter, the number of times\.",
    rf"In which state is the {X} after all events, in which the panel, what is `\w+` then, and how many times in all has the panel given `(?P<signal>\w+)`\? "
    rf"Answer in this order, with commas between: the state of the {X}, the state of the panel, the counter, the number of times\.",
)
ORDINALS = {
    word: number
    for number, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1)
}
BOTH = rf"What is the number of the event after which, for the first time, the {X} is in `(\w+)` and the panel in `(\w+)`\?"
COMES = rf"What is the number of the event on which the (?:panel|{X}) comes to `(\w+)` from another state for the (\w+) time \(being there at the start does not count\)\?"
GIVES = rf"What is the number of the event on which the (?:panel|{X}) gives `(\w+)` for the (\w+) time\?"
REACHES = r"What is the number of the event after which `(\w+)` is (\d+) or more for the first time\?"


class Rule(NamedTuple):
    least: int | None
    effects: tuple[re.Match[str], int, int]
    """Where the groups of the effect under the condition and of the other one begin."""


class Machine:
    """`names`: short and long names to long ones."""

    def __init__(self, text: str) -> None:
        whole = Text(text)
        found = whole.need(MACHINE)
        self.names = {short: long for long, short in re.findall(r"`(\w+)` \((\w)\)", f"{found['states']} {found['signals']}")}
        self.state, self.counter, self.value = found["start"], found["counter"], int(found["value"] or 0)
        self.given = list[str]()
        whole.need(NOTHING)
        whole.drop(CONDITION)
        by_state = whole.take(BY_STATE)
        self.shown = dict(re.findall(r"`(\w+)`: (?:`(\w+)`|no signal)", by_state[1])) if by_state else None
        self.rules = dict[tuple[str, str], Rule]()
        self._read(whole.left)

    def _read(self, text: str) -> None:
        """Every rule, whatever it is ordered by."""
        state = event = None
        while text.strip():
            if head := HEAD.match(text):
                text = text[head.end() :]
                state, event = head["state"] or head["state2"] or head["one"], head["event"] or head["other"]
            key = (state, event)
            if not (state and event):
                clause = CLAUSE.match(text)
                if not clause:
                    raise Unread(text)
                text = text[clause.end() :]
                key = (state or clause[1], event or clause[1])
            action = ACTION.match(text)
            if not action or None in key or key in self.rules:
                raise Unread(text)
            text = text[action.end() :]
            self.rules[str(key[0]), str(key[1])] = Rule(int(action[1]) if action[1] else None, (action, 2, 9))
            if head and state and event:
                state = event = None

    def take(self, event: str) -> str | None:
        """The signal that it gives, if any."""
        rule, signal = self.rules.get((self.state, event)), None
        if rule:
            action, met, otherwise = rule.effects
            first = met if rule.least is not None and self.value >= rule.least else otherwise
            state, signal, adds, takes, taken, sets, value = (action[group] for group in range(first, first + 7))
            self.state = state or self.state
            self.value = int(value or 0) if sets else self.value - int(taken) if takes else self.value + int(adds or 0)
        if self.shown is not None:
            signal = self.shown[self.state]
        if signal:
            self.given.append(signal)
        return signal or None


def follows(prompt: str, answer: str) -> bool:
    text = Text(body(prompt))
    events = text.need(EVENTS)
    text.drop(*OPENING)
    questions = {pattern: text.take(pattern) for pattern in (*LAST, *TIMES, BOTH, COMES, GIVES, REACHES)}
    asked = [found for found in questions.values() if found]
    if len(asked) != 1:
        raise Unread(text.left)
    parts = re.split(PANEL, text.left, flags=re.MULTILINE)
    machines = [Machine(part) for part in parts]
    names = {short: long for machine in machines for short, long in machine.names.items()}
    given = [names.get(part.strip(), part.strip()) for part in answer.split(",")]
    listed = events["events"].split(", ") * int(events["times"] or 1)
    return given == _right(machines, listed, questions)


def _right(machines: list[Machine], events: list[str], questions: dict[str, re.Match[str] | None]) -> list[str]:
    last, before = machines[-1], [machine.state for machine in machines]
    seen = 0
    for number, event in enumerate(events, start=1):
        many = len(last.given)
        signal = machines[0].take(event)
        if len(machines) == 2 and signal:
            machines[1].take(signal)
        if found := questions[BOTH]:
            seen = int([machine.state for machine in machines] == [found[1], found[2]])
        elif found := questions[COMES]:
            seen += last.state == found[1] != before[-1]
        elif found := questions[GIVES]:
            seen += found[1] in last.given[many:]
        elif found := questions[REACHES]:
            seen = int(next(machine.value for machine in machines if machine.counter == found[1]) >= int(found[2]))
        before = [machine.state for machine in machines]
        wanted = next((ORDINALS[found[2]] for found in (questions[COMES], questions[GIVES]) if found), 1)
        if seen == wanted:
            return [str(number)]
    states = [machine.state for machine in machines]
    for pattern in LAST:
        if found := questions[pattern]:
            return [*states, *last.given[-{"two": 2, "three": 3}[found["many"]] :]]
    for pattern in TIMES:
        if found := questions[pattern]:
            return [*states, str(last.value), str(last.given.count(found["signal"]))]
    raise Unread("what is asked for never happens")
