"""What changes do to collections, in kernels: `changes.py` of the verifier says what it means.

A collection is an array: its first row holds the number of rows that follow, each of which holds a kind of object as changes see it, the
kind, and how many there are. The first two differ only for who goes by what the objects were at first."""

from synth.generators.kernels import unmanaged
from synth.verifiers.logic.object_properties.changes import SIZE, SIZES

SEEN, KIND, NUMBER = range(3)
FORM, MASK, WANTED, ATTRIBUTE, A, B = range(6)
"""A change: its form; the pattern, as bits that matter and those of them that must be set; the attribute and its values. Of what is added
the kind is A and the number B; A says whether objects grow larger."""
WIDTH = 6
TURN, EXCHANGE, GROW, REMOVE, COPY, DOUBLE, ADD, MATCH = range(8)
MORE, LEAST, EVEN, ODD = range(4)
TAKEN, LEFT, CONDITIONAL, MET, HOW, MASK_A, WANTED_A, MASK_B, WANTED_B, LEAST_NUMBER = 0, WIDTH, *range(2 * WIDTH, 2 * WIDTH + 8)
STEP = LEAST_NUMBER + 1
"""A step: the change that happens and the one that does not, whether there is a condition and whether it is met, and the condition."""
_SMALLEST, _LARGEST = 1 << 8 * SIZE, 1 << 8 * SIZE + SIZES - 1
_SIZE_BITS = 2 * _LARGEST - _SMALLEST


@unmanaged
def put(objects, seen, kind, number):
    """So many more of a kind."""
    size = objects[0, 0]
    for i in range(1, size + 1):
        if objects[i, KIND] == kind and objects[i, SEEN] == seen:
            objects[i, NUMBER] += number
            return
    append(objects, seen, kind, number)


@unmanaged
def append(objects, seen, kind, number):
    """So many of a kind that there is none of."""
    objects[0, 0] += 1
    end = objects[0, 0]
    objects[end, SEEN], objects[end, KIND], objects[end, NUMBER] = seen, kind, number


@unmanaged
def copy(objects, target):
    target[0, 0] = 0
    for i in range(1, objects[0, 0] + 1):
        append(target, objects[i, SEEN], objects[i, KIND], objects[i, NUMBER])


@unmanaged
def number_of(objects, kind):
    for i in range(1, objects[0, 0] + 1):
        if objects[i, KIND] == kind:
            return objects[i, NUMBER]
    return 0


@unmanaged
def counted(objects, mask, wanted):
    found = 0
    for i in range(1, objects[0, 0] + 1):
        if objects[i, KIND] & mask == wanted:
            found += objects[i, NUMBER]
    return found


@unmanaged
def equal(one, other):
    same = one[0, 0] == other[0, 0]
    for i in range(1, one[0, 0] + 1):
        same &= number_of(other, one[i, KIND]) == one[i, NUMBER]
    return same


@unmanaged
def moved(kind, change):
    """What an object that a change concerns becomes, or what its copy is; 0 for one that goes."""
    form, shift = change[FORM], 8 * change[ATTRIBUTE]
    if form in (TURN, COPY):
        return kind & ~(255 << shift) | 1 << shift + change[A]
    if form == EXCHANGE:
        both = 1 << shift + change[A] | 1 << shift + change[B]
        return kind ^ both if kind & both else kind
    if form == GROW:
        size = kind & _SIZE_BITS
        if change[A]:
            return kind if size == _LARGEST else kind ^ size ^ size << 1
        return kind if size == _SMALLEST else kind ^ size ^ size >> 1
    return 0 if form == REMOVE else kind


@unmanaged
def take(objects, change, target, first, at_first):
    """The collection after a change, into target. at_first: whether objects are changed and counted as what they were in the first
    collection."""
    form, mask, wanted = change[FORM], change[MASK], change[WANTED]
    if form in (ADD, MATCH):
        copy(objects, target)
        number = change[B] if form == ADD else counted(first if at_first else objects, mask, wanted)
        if number:
            put(target, change[A], change[A], number)
        return
    stay = form in (COPY, DOUBLE)
    target[0, 0] = 0
    for i in range(1, objects[0, 0] + 1):
        if stay or objects[i, SEEN] & mask != wanted:
            append(target, objects[i, SEEN], objects[i, KIND], objects[i, NUMBER])
    for i in range(1, objects[0, 0] + 1):
        if objects[i, SEEN] & mask == wanted:
            new = moved(objects[i, KIND], change)
            if new:
                put(target, objects[i, SEEN] if at_first else new, new, objects[i, NUMBER])


@unmanaged
def holds(objects, step):
    """Whether the condition of a step is met."""
    a = counted(objects, step[MASK_A], step[WANTED_A])
    if step[HOW] == MORE:
        return a > counted(objects, step[MASK_B], step[WANTED_B])
    if step[HOW] == LEAST:
        return a >= step[LEAST_NUMBER]
    return a % 2 == step[HOW] - EVEN


@unmanaged
def step_taken(objects, step, target, first, at_first):
    """The collection after a step, into target."""
    met = not step[CONDITIONAL] or holds(objects, step) == step[MET]
    take(objects, step[TAKEN:LEFT] if met else step[LEFT:CONDITIONAL], target, first, at_first)


@unmanaged
def effort(course, steps, mask, wanted, follow):
    """Groups of equal objects that have to be followed, step by step from the end. course: the collection at first and after each step;
    follow: room for the kinds on which the number asked for depends."""
    follow[0, 0] = 0
    last = course[len(steps)]
    for i in range(1, last[0, 0] + 1):
        if last[i, KIND] & mask == wanted:
            put(follow, 0, last[i, KIND], 1)
    found = follow[0, 0]
    for place in range(len(steps) - 1, -1, -1):
        objects, step = course[place], steps[place]
        known = follow[0, 0]
        moving = _moving(objects, step[TAKEN:LEFT], follow, known, True)
        found += moving
        if step[CONDITIONAL] and (moving or _moving(objects, step[LEFT:CONDITIONAL], follow, known, False)):
            for i in range(1, objects[0, 0] + 1):
                kind = objects[i, KIND]
                if kind & step[MASK_A] == step[WANTED_A] or (step[HOW] == MORE and kind & step[MASK_B] == step[WANTED_B]):
                    put(follow, 0, kind, 1)
                    found += 1
    return found


@unmanaged
def _moving(objects, change, follow, known, keep):
    """Kinds of objects that a change concerns and thereby moves the number of one that is followed, of those known so far. keep: whether
    they are followed from here on."""
    form = change[FORM]
    if form == ADD:
        return int(_among(follow, known, change[A]))
    found = 0
    for i in range(1, objects[0, 0] + 1):
        kind = objects[i, KIND]
        if kind & change[MASK] == change[WANTED]:
            new = change[A] if form == MATCH else moved(kind, change)
            adding = form in (COPY, DOUBLE, MATCH)
            if _among(follow, known, new) if adding else new != kind and (_among(follow, known, kind) or _among(follow, known, new)):
                found += 1
                if keep:
                    put(follow, 0, kind, 1)
    return found


@unmanaged
def _among(follow, known, kind):
    found = False
    for i in range(1, known + 1):
        found |= follow[i, KIND] == kind
    return found
