"""Who holds what, in kernels: `record.py` of the verifier says what steps mean."""

from synth.generators.kernels import unmanaged, write

NONE, NOBODY = -1, -1
SWAP, GIVE, PASS, AGAIN = range(4)
"""Forms of actions. The numbers that follow are two people, a good and a person, the people of the ring (filled up with NOBODY), a step."""
HOLDER = 16
"""In place of a person, with a good added: whoever holds it."""
HOLDS, TOGETHER, MORE, MET = range(4)
"""Kinds of conditions. The numbers that follow are a person and a good, two goods, two people, a step."""
ACTION = 5
OTHERWISE, KIND, X, Y, POSITIVE = ACTION, *range(2 * ACTION, 2 * ACTION + 4)
STEP = POSITIVE + 1
"""A step: its action, the one otherwise or NONE, and the condition or NONE."""


@unmanaged
def after(action, people, holder, past, held):
    """Who would hold each good after an action, into `held`. past: of each step the two who swapped in it, as one number, or NOBODY."""
    write(holder, held)
    form = action[0]
    if form == GIVE:
        held[action[1]] = _who(action[2], holder)
        return
    if form == PASS:
        size = 3 if action[4] == NOBODY else 4
        for good in range(len(holder)):
            for k in range(size):
                if holder[good] == action[1 + k]:
                    held[good] = action[1 + (k + 1) % size]
        return
    pair = swapping(action, people, holder, past)
    if pair != NOBODY:
        for good in range(len(holder)):
            if holder[good] == pair // people:
                held[good] = pair % people
            elif holder[good] == pair % people:
                held[good] = pair // people


@unmanaged
def _who(who, holder):
    return who if who < HOLDER else holder[who - HOLDER]


@unmanaged
def swapping(action, people, holder, past):
    """The two who swap, as one number; NOBODY where there are not two."""
    if action[0] == AGAIN:
        return past[0, action[1]]
    a, b = _who(action[1], holder), _who(action[2], holder)
    return a * people + b if action[0] == SWAP and a != b else NOBODY


@unmanaged
def holds(step, holder, past):
    """Whether what the condition of a step says is so."""
    kind, x, y = step[KIND], step[X], step[Y]
    if kind == HOLDS:
        return holder[y] == x
    if kind == TOGETHER:
        return holder[x] == holder[y]
    if kind == MET:
        return past[1, x] == 1
    more = 0
    for person in holder:
        more += int(person == x) - int(person == y)
    return more > 0


@unmanaged
def take(step, number, people, holder, past, held):
    """Do a step. held: room for who holds each good."""
    met = step[KIND] == NONE or holds(step, holder, past) == (step[POSITIVE] == 1)
    action = step[:OTHERWISE] if met else step[OTHERWISE:KIND]
    past[0, number], past[1, number] = NOBODY, int(met)
    if action[0] != NONE:
        if action[0] in (SWAP, AGAIN):
            past[0, number] = swapping(action, people, holder, past)
        after(action, people, holder, past, held)
        write(held, holder)


@unmanaged
def goods_in_action(action):
    """The goods that an action names, as bits."""
    found = 0
    if action[0] == GIVE:
        found |= 1 << action[1]
    if action[0] in (GIVE, SWAP):
        for k in range(2 if action[0] == GIVE else 1, 3):
            if action[k] >= HOLDER:
                found |= 1 << action[k] - HOLDER
    return found


@unmanaged
def goods_in_condition(step):
    """The goods that the condition of a step names, as bits."""
    found = 0
    if step[KIND] in (HOLDS, TOGETHER):
        found |= 1 << step[Y]
    if step[KIND] == TOGETHER:
        found |= 1 << step[X]
    return found
