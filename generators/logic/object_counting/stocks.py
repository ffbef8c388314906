"""What events do to what people have, in kernels: `events.py` of the verifier says what it means.

A stock is an array: how many there are of each thing, person after person. `of` says of which category each thing is."""

from synth.generators.kernels import unmanaged

FORM, PERSON, TO, THING, NUMBER = range(5)
"""An event: its form; who, to whom, what and how many. Of MATCH the person and the thing that are counted are TO and NUMBER; of ALL and
EXCHANGE the category is NUMBER; MOST has no PERSON."""
WIDTH = 5
GET, LOSE, GIVE, HALF, DOUBLE, ALL, MATCH, MOST, EXCHANGE = range(9)
TAKEN, LEFT, CONDITIONAL, MET, ONE, ITS, OTHER, LIKE = 0, WIDTH, *range(2 * WIDTH, 2 * WIDTH + 6)
STEP = LIKE + 1
"""A step: the event that happens and the one that does not, whether there is a condition and whether it is met, and what it compares."""


@unmanaged
def take(event, has, of):
    """Change a stock by an event. Whether it can happen as told."""
    form, width, number = event[FORM], len(of), event[NUMBER]
    own, their = event[PERSON] * width + event[THING], event[TO] * width + event[THING]
    possible = True
    if form == GET:
        has[own] += number
    elif form == LOSE:
        has[own] -= number
    elif form == DOUBLE:
        has[own] *= 2
    elif form == MATCH:
        has[own] += has[event[TO] * width + number]
    elif form in (ALL, EXCHANGE):
        for thing in range(width):
            if of[thing] == number:
                a, b = event[PERSON] * width + thing, event[TO] * width + thing
                has[a], has[b] = (0, has[a] + has[b]) if form == ALL else (has[b], has[a])
    else:
        if form == HALF:
            number = has[own] // 2
            possible = has[own] > 0 and has[own] % 2 == 0
        elif form == MOST:
            own = giver(has, event[THING], width)
            possible = own != their
            for place in range(event[THING], len(has), width):
                possible &= place == own or has[place] < has[own]
        if own != their:
            has[own] -= number
            has[their] += number
    return possible and (form not in (LOSE, GIVE, MOST) or has[own] >= 0)


@unmanaged
def giver(has, thing, width):
    """Where the first of those is who have the most of a thing."""
    most = thing
    for place in range(thing, len(has), width):
        if has[place] > has[most]:
            most = place
    return most


@unmanaged
def is_met(step, has, width):
    """Whether the condition of a step is met."""
    return has[step[ONE] * width + step[ITS]] > has[step[OTHER] * width + step[LIKE]]


@unmanaged
def happens(step, has, width):
    """Whether it is the first of a step's events that happens."""
    return not step[CONDITIONAL] or is_met(step, has, width) == step[MET]


@unmanaged
def total(has, amounts):
    """The sum of these amounts."""
    found = 0
    for place in amounts:
        found += has[place]
    return found


@unmanaged
def effort(course, steps, amounts, of, wanted, sources):
    """Amounts that have to be worked out, step by step from the end. course: the stock at first and after each step; wanted, sources:
    room for a mark of each amount."""
    width = len(of)
    wanted[:] = 0
    for place in amounts:
        wanted[place] = 1
    found = len(amounts)
    for number in range(len(steps) - 1, -1, -1):
        step, has = steps[number], course[number]
        sources[:] = 0
        concerned = _concerned(step[TAKEN:LEFT], has, of, wanted, sources, 1)
        found += concerned
        if step[CONDITIONAL] and (concerned or _concerned(step[LEFT:CONDITIONAL], has, of, wanted, sources, 0)):
            found += 2
            sources[step[ONE] * width + step[ITS]] = sources[step[OTHER] * width + step[LIKE]] = 1
        for place in range(len(has)):
            wanted[place] |= sources[place]
    return found


@unmanaged
def _concerned(event, has, of, wanted, sources, mark):
    """Of the amounts that an event changes, how many are wanted. mark: 1 for marking the other amounts that one has to know for them."""
    form, width = event[FORM], len(of)
    own, their = event[PERSON] * width + event[THING], event[TO] * width + event[THING]
    found = 0
    if form in (ALL, EXCHANGE):
        for thing in range(width):
            a, b = event[PERSON] * width + thing, event[TO] * width + thing
            if of[thing] == event[NUMBER]:
                found += wanted[a] + wanted[b]
                sources[b] |= wanted[a] & mark
                sources[a] |= wanted[b] & mark
        return found
    if form == MOST:
        own = giver(has, event[THING], width)
        found = wanted[own] + wanted[their]
        if found:
            for place in range(event[THING], len(has), width):
                sources[place] |= mark
        return found
    if form == MATCH:
        sources[event[TO] * width + event[NUMBER]] |= wanted[own] & mark
    if form == HALF:
        sources[own] |= wanted[their] & mark
    return wanted[own] + (wanted[their] if form in (GIVE, HALF) else 0)
