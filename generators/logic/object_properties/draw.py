"""Drawing a collection and changes of it, each of which moves something, in a kernel."""

import numpy as np

from synth.generators.kernels import njit, unmanaged
from synth.generators.logic.object_properties.courses import (
    ADD,
    ATTRIBUTE,
    CONDITIONAL,
    COPY,
    DOUBLE,
    EVEN,
    EXCHANGE,
    FORM,
    GROW,
    HOW,
    LEAST,
    LEAST_NUMBER,
    LEFT,
    MASK,
    MASK_A,
    MASK_B,
    MATCH,
    MET,
    MORE,
    REMOVE,
    STEP,
    TAKEN,
    TURN,
    WANTED,
    WANTED_A,
    WANTED_B,
    A,
    B,
    append,
    copy,
    counted,
    effort,
    equal,
    holds,
    number_of,
    step_taken,
    take,
)
from synth.generators.logic.object_properties.kinds import any_kind, any_pattern, chosen
from synth.generators.solvers.bits import below, chance, position, real
from synth.verifiers.logic.object_properties.changes import SIZE

STARTS = 40
TRIES = 40
MOST = 250
"""Objects in a collection."""
TURNS = 2
"""Further tries for a condition that would be decided the other way at the start."""
AIMED = 0.7
"""Share of the changes that are drawn to change the number of the objects asked for; all of them, where that has to be."""
ANY = -1
FIRST = (GROW, REMOVE, EXCHANGE)
"""Kinds of changes that find less and less room the more steps there are whose effects they must not wipe out."""
EARLY = 2
"""How much earlier than by chance these come: the power to which the draw of the next kind is raised."""
FORMS = (
    (TURN, TURN, ADD, REMOVE),
    (TURN, TURN, ADD, REMOVE, TURN, TURN, COPY, EXCHANGE, EXCHANGE),
    (TURN, TURN, ADD, REMOVE, TURN, TURN, COPY, EXCHANGE, EXCHANGE, DOUBLE, MATCH, COPY, GROW, GROW),
)
"""Kinds of changes, the frequent ones several times."""


@njit(cache=True)
def drawn(values, most_groups, number, conditions, forms, kinds, nots, state):
    """A problem in numbers: the first collection, the steps, the pattern asked for as its bits, their number at the end and the effort;
    without steps where none is found. values: of each attribute; forms: the kinds of changes, by frequency; kinds: those of the steps in
    the order in which they had better come, with ANY to fill up."""
    room = np.prod(values) + 1
    steps = np.empty((number, STEP), np.int64)
    course = np.empty((number + 1, room, 3), np.int64)
    courses = np.empty((2, 2 + number + conditions, room, 3), np.int64)
    looks = np.empty((2, (most_groups + number) * room, 3), np.int64)
    pattern = np.empty(2, np.int64)
    for _ in range(STARTS):
        first = course[0]
        first[0, 0] = 0
        while first[0, 0] < min(most_groups, values[0] ** 2):
            kind = any_kind(values, state)
            if not number_of(first, kind):
                append(first, kind, kind, 2 + below(state, 11))
        traits = 1 if len(values) < 3 or chance(state, 0.5) else 2
        any_pattern(traits, -1, first, 0, 0, True, first[:0], values, nots, pattern, state)
        mask, wanted = pattern[0], pattern[1]
        if not counted(first, mask, wanted) or not _steps(
            course, courses, steps, conditions, forms, kinds.copy(), mask, wanted, values, nots, pattern, state
        ):
            continue
        answer = counted(course[number], mask, wanted)
        if conditions > 2 and (not _telling(first, steps) or _by_first_looks(first, steps, mask, wanted, looks) == answer):
            continue
        return first, steps, mask, wanted, answer, effort(course, steps, mask, wanted, courses[0, 0])
    return course[0], steps[:0], 0, 0, 0, 0


@unmanaged
def _telling(first, steps):
    """Whether some conditions are met and some are not, and some would be decided otherwise at the start."""
    met = unmet = other = 0
    for step in steps:
        if step[CONDITIONAL]:
            met += step[MET]
            unmet += 1 - step[MET]
            other += holds(first, step) != step[MET]
    return met > 0 and unmet > 0 and other > 0


@unmanaged
def _by_first_looks(first, steps, mask, wanted, looks):
    """What comes out when every change goes by what its objects were at first, though conditions by what they are now."""
    now = 0
    copy(first, looks[0])
    for step in steps:
        step_taken(looks[now], step, looks[1 - now], first, True)
        now = 1 - now
    return counted(looks[now], mask, wanted)


@unmanaged
def _steps(course, courses, steps, conditions, forms, left, mask, wanted, values, nots, pattern, state):
    """Steps each of which is needed, and each of its conditions, for the number of the objects asked for; few of them may be without
    effect on it until later steps bring one about. Whether any are found. left: kinds that are still to come; course: gets the collection
    after each step."""
    number = len(steps)
    copy(course[0], courses[0, 0])
    count, now = 1, 0
    for place in range(number):
        waiting = min(1, number - 1 - place)
        conditional = below(state, number - place) < conditions
        conditions -= conditional
        step = steps[place]
        after = 0
        for _ in range(TRIES):
            at = int(real(state) ** EARLY * (number - place))
            aimed = waiting == 0 or chance(state, AIMED)
            form = left[at] if left[at] != ANY else forms[below(state, len(forms))]
            if _step(course, place, conditional, aimed, form, forms, mask, wanted, values, nots, pattern, step, state):
                after = _extended(courses[now], count, step, mask, wanted, waiting, courses[1 - now])
                if after:
                    break
        if not after:
            return False
        for i in range(at, number - place - 1):
            left[i] = left[i + 1]
        count, now = after, 1 - now
        copy(courses[now, 0], course[place + 1])
    return True


@unmanaged
def _extended(courses, count, step, mask, wanted, waiting, after):
    """How many courses there are after one more step: the true one, those in which a step is left out, and those in which a condition is
    decided the other way; 0 where more than `waiting` of the others have the number of the true one, or one has become the same in
    everything."""
    true = courses[0]
    take(true, step[TAKEN:LEFT], after[0], true, False)
    right = counted(after[0], mask, wanted)
    if not right or counted(after[0], 0, 0) > MOST:
        return 0
    made, same = 1, 0
    for k in range(-1 - step[CONDITIONAL], count - 1):
        course = after[made]
        if k == -1:  # the step left out
            copy(true, course)
        elif k == -2:
            take(true, step[LEFT:CONDITIONAL], course, true, False)
        else:
            step_taken(courses[k + 1], step, course, courses[k + 1], False)
        if counted(course, mask, wanted) == right:
            if same == waiting or equal(course, after[0]):
                return 0
            same += 1
            if made > 1:  # it comes first next time, as it is such that fail
                copy(after[1], after[made + 1])
                copy(course, after[1])
                copy(after[made + 1], course)
        made += 1
    return made


@unmanaged
def _step(course, place, conditional, aimed, form, forms, mask, wanted, values, nots, pattern, step, state):
    """A step into `step`, whose change that happens is of this form; whether there is one."""
    first, objects = course[0], course[place]
    step[CONDITIONAL], step[MET] = conditional, True
    _change(step[TAKEN:LEFT], form, aimed, mask, wanted, first, objects, values, nots, pattern, state)
    if not conditional:
        return True
    for _ in range(TURNS + 1):
        clear = _condition(step, first, objects, values, nots, pattern, state)
        if clear and holds(first, step) != step[MET]:
            break
    if clear:
        _change(step[LEFT:CONDITIONAL], forms[below(state, len(forms))], aimed, mask, wanted, first, objects, values, nots, pattern, state)
    return clear


@unmanaged
def _condition(step, first, objects, values, nots, pattern, state):
    """One that holds in about half of the cases; whether it is a clear one."""
    how = (MORE, MORE, LEAST, EVEN)[below(state, 4)]
    traits = 1 if chance(state, 0.7) else 2
    any_pattern(traits, -1, objects, 0, 0, True, first, values, nots, pattern, state)
    step[MASK_A], step[WANTED_A], step[MASK_B], step[WANTED_B], step[LEAST_NUMBER] = pattern[0], pattern[1], 0, 0, 0
    number = counted(objects, pattern[0], pattern[1])
    if how == EVEN:
        step[HOW] = EVEN + below(state, 2)
    elif how == LEAST:
        step[HOW], step[LEAST_NUMBER] = LEAST, max(1, number - 3 + below(state, 8))
    else:
        step[HOW] = MORE
        any_pattern(traits, -1, objects, 0, 0, True, first, values, nots, pattern, state)
        step[MASK_B], step[WANTED_B] = pattern[0], pattern[1]
        if number == counted(objects, pattern[0], pattern[1]):
            return False
        if chance(state, 0.5):
            step[MASK_A], step[WANTED_A], step[MASK_B], step[WANTED_B] = pattern[0], pattern[1], step[MASK_A], step[WANTED_A]
    step[MET] = holds(objects, step)
    return True


@unmanaged
def _change(change, form, aimed, mask, wanted, first, objects, values, nots, pattern, state):
    """A change of this form into `change`. aimed: whether it is drawn to move the number of the objects asked for."""
    change[:] = 0
    change[FORM] = form
    if not aimed:
        mask = wanted = 0
    attribute = below(state, len(values))
    value = -1
    if aimed:  # one of the traits asked for
        bits = mask
        if bits & (bits - 1) and chance(state, 0.5):
            bits &= bits - 1
        attribute, value = position(bits) // 8, position(bits) % 8
    inside = True
    if form in (ADD, MATCH):
        kind = 0 if chance(state, 0.1) else chosen(objects, mask, wanted, True, first[:0], state)
        change[A] = kind if kind else any_kind(values, state)
        if form == ADD:
            change[B] = 2 + below(state, 11)
            return
        traits, but, mask, wanted = 1 + below(state, 2), -1, 0, 0
    elif form in (GROW, EXCHANGE):
        but = SIZE if form == GROW else attribute
        traits, mask, wanted = below(state, 2), 0, 0
        if form == GROW:
            change[A] = below(state, 2)
        else:
            one = value if aimed else below(state, values[attribute])
            other = (one + 1 + below(state, values[attribute] - 1)) % values[attribute]
            change[ATTRIBUTE], change[A], change[B] = attribute, min(one, other), max(one, other)
    else:
        traits = 2 if len(values) > 2 and (form in (REMOVE, DOUBLE) or chance(state, 0.6)) else 1
        but = -1
        inside = form in (REMOVE, DOUBLE) or not aimed or chance(state, 0.5)
    any_pattern(traits, but, objects, mask, wanted, inside, first, values, nots, pattern, state)
    change[MASK], change[WANTED] = pattern[0], pattern[1]
    if form in (TURN, COPY):
        named = pattern[0] >> 8 * attribute & 255
        change[ATTRIBUTE] = attribute
        if named and not pattern[1] >> 8 * attribute & 255:  # the only value that those objects can't have
            change[A] = position(named)
        elif not inside and named != 1 << value:
            change[A] = value
        elif named:
            change[A] = (position(named) + 1 + below(state, values[attribute] - 1)) % values[attribute]
        else:
            change[A] = below(state, values[attribute])
