"""Drawing kinds of objects and patterns of them, in kernels."""

from synth.generators.kernels import unmanaged
from synth.generators.logic.object_properties.courses import KIND, number_of
from synth.generators.solvers.bits import below, chance, position

NEW = 0.5
"""Share of the patterns that are drawn to fit objects of a kind of which there were none at the start."""


@unmanaged
def any_pattern(traits, but, objects, mask, wanted, inside, first, values, nots, pattern, state):
    """So many traits, of other attributes than `but`, of a kind of object that there is, inside or outside of a pattern: the bits that
    matter, and those of them that must be set."""
    fresh = chance(state, NEW)  # what has become what it is only now
    kind = 0 if chance(state, 0.1) else chosen(objects, mask, wanted, inside, first if fresh else first[:0], state)
    if not kind:
        kind = any_kind(values, state)
    pattern[0] = pattern[1] = 0
    negative = int(nots and chance(state, 0.3))
    for _ in range(traits):
        attribute = but
        while attribute == but or pattern[0] >> 8 * attribute & 255:
            attribute = below(state, len(values))
        bit = kind & 255 << 8 * attribute
        if negative:
            value = (position(bit) % 8 + 1 + below(state, values[attribute] - 1)) % values[attribute]
            pattern[0] |= 1 << 8 * attribute + value
            negative = 0
        else:
            pattern[0] |= bit
            pattern[1] |= bit


@unmanaged
def chosen(objects, mask, wanted, inside, first, state):
    """A kind of object inside or outside of a pattern, one that is not in the first collection if there is such; 0 where there is none."""
    found = count = new = 0
    for i in range(1, objects[0, 0] + 1):
        kind = objects[i, KIND]
        if (kind & mask == wanted) != inside:
            continue
        if len(first) and not number_of(first, kind):
            if not new:
                count = 0
            new = 1
        elif new:
            continue
        count += 1
        if not below(state, count):
            found = kind
    return found


@unmanaged
def any_kind(values, state):
    kind = 0
    for attribute in range(len(values)):
        kind |= 1 << 8 * attribute + below(state, values[attribute])
    return kind
