"""What a variable holds right after a line was executed for the n-th time, or how often a line is executed: CPython tells."""

import re

from readers.simulation._programs import alike, blocks, events, literals
from reading import Unread, body

CALL = r"(?:Trace the call|Somebody evaluates|Call:|It is run as) `(.+?)`"
WHEN = r"right after line (\d+) has been executed for the (\d+)(?:st|nd|rd|th) time"
VARIABLE = r"(?:the debugger show for|value of|the variable|Which value has) `(\w+)`"
OFTEN = r"(?:how often line|number of times that line|How many times is line|How many times in total does line) (\d+) (?:is executed|get executed|executed)"


def follows(prompt: str, answer: str) -> bool:
    (program,), text, given = blocks(prompt), body(prompt), literals(answer)
    call, when, variable, often = (re.search(pattern, text) for pattern in (CALL, WHEN, VARIABLE, OFTEN))
    if not call or bool(when and variable) == bool(often):
        raise Unread(text)
    told = events(program, call[1])
    if often:
        value = sum(event.line == int(often[1]) for event in told)
    else:
        assert when and variable
        value = [event.values for event in told if event.line == int(when[1])][int(when[2]) - 1][variable[1]]
    return given is not None and len(given) == 1 and alike(value, given[0])
