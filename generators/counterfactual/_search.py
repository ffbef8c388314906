"""What proofs and analyses look for in sets of worlds, as kernels. A set of worlds is given by its bits, eight to a byte."""

import numpy as np

from synth.generators.kernels import unmanaged


@unmanaged
def clash(models, starts, own, usable, known, true):
    """Whether statements that say things of single atoms, one after the other, come to one that cannot be true. models: for each
    statement, from its place in `starts`, the ways in which it is true, as the bits of those of its atoms that are true; own: the atoms
    of each, as bits; usable: how many of the statements say something, while others can only clash; known, true: atoms as bits, those
    that are known, and those known to be true."""
    moved = True
    while moved:
        moved = False
        for place in range(len(own)):
            atoms, count = own[place], 0
            both, either = atoms, 0
            for k in range(starts[place], starts[place + 1]):
                if not (models[k] ^ true) & known & atoms:
                    count += 1
                    both &= models[k]
                    either |= models[k]
            if not count:
                return True
            said = atoms & ~known & ~(both ^ either) if place < usable else 0
            if said:
                moved = True
                known |= said
                true |= both & said
    return False


@unmanaged
def _holds(worlds, world):
    return worlds[world >> 3] >> (world & 7) & 1


@unmanaged
def _shrunk(world, worlds, order, passed, atoms, cube):
    """The atoms, as bits, of the literals of a world with which alone all is within the worlds: those of the order that can go, one after
    the other, are gone, but for those that are passed by. cube: room for all worlds."""
    kept = (1 << atoms) - 1
    cube[0], size = world, 1
    for atom in order:
        bit = 1 << atom
        if passed & bit:
            continue
        inside = True
        for k in range(size):
            if not _holds(worlds, cube[k] ^ bit):
                inside = False
                break
        if inside:
            for k in range(size):
                cube[size + k] = cube[k] ^ bit
            size *= 2
            kept ^= bit
    return kept


@unmanaged
def _nearest(world, worlds, atoms):
    """The first of the worlds that differ from this one in the fewest atoms; -1 where there are none."""
    for far in range(atoms + 1):
        best, flips = -1, (1 << far) - 1
        while flips < 1 << atoms:
            other = world ^ flips
            if (best < 0 or other < best) and _holds(worlds, other):
                best = other
            low = flips & -flips
            if not low:
                break
            high = flips + low  # the next number with as many bits
            flips = high | ((flips ^ high) // low) >> 2
        if best >= 0:
            return best
    return -1


@unmanaged
def tell(sides, starts, orders, atoms, cube, found):
    """How worlds of two sides can be told, for each start a row of `found`: the atoms of the start that have to be told; the world of the
    other side that is nearest to it; its atoms that have to be told; and those beside the ones told of the start. sides: the worlds of
    both; starts: worlds, in turn of the first side and of the second; orders: of the atoms, for each start; cube: room for all worlds."""
    for turn in range(len(starts)):
        here, there = sides[turn % 2], sides[1 - turn % 2]
        told = _shrunk(starts[turn], here, orders[turn], 0, atoms, cube)
        near = _nearest(starts[turn], there, atoms)
        found[turn, 0], found[turn, 1] = told, near
        found[turn, 2] = _shrunk(near, there, orders[turn], 0, atoms, cube)
        found[turn, 3] = _shrunk(near, there, orders[turn], told, atoms, cube) & ~told


@unmanaged
def entailed(sets, order, start, places, words, others, reached, full):
    """The first place in `order`, from a start on, of a row of `sets` that has all of some worlds, says nothing of any of the others, nor
    they of it, and has not all worlds of any that are reached; -1 where there is none. places, words: the words of the worlds that are not
    0; others, reached: rows of worlds; full: a word of all worlds."""
    for k in range(start, len(order)):
        row, fits = sets[order[k]], True
        for i in range(len(places)):
            if words[i] & ~row[places[i]]:
                fits = False
                break
        for i in range(len(others) if fits else 0):
            if not _independent(row, others[i], full):
                fits = False
                break
        for i in range(len(reached) if fits else 0):
            if _within(reached[i], row):
                fits = False
                break
        if fits:
            return k
    return -1


@unmanaged
def _within(one, other):
    inside = True
    for i in range(len(one)):
        if one[i] & ~other[i]:
            inside = False
            break
    return inside


@unmanaged
def _independent(one, other, full):
    """Whether all four cases are possible."""
    both = first = second = none = False
    for i in range(len(one)):
        both |= one[i] & other[i] != 0
        first |= one[i] & ~other[i] != 0
        second |= other[i] & ~one[i] != 0
        none |= full & ~(one[i] | other[i]) != 0
        if both and first and second and none:
            return True
    return False


@unmanaged
def needed(rests, row):
    """How many of the rests have not all their worlds in the row."""
    count = 0
    for i in range(len(rests)):
        count += not _within(rests[i], row)
    return count


@unmanaged
def apart(sets, order, places, words, refuted, found):
    """Those of `order` whose rows of `sets` have not all of some worlds, or, if refuted, none of them, put into `found`; how many."""
    count = 0
    for k in range(len(order)):
        row, fits = sets[order[k]], refuted
        for i in range(len(places)):
            if refuted and words[i] & row[places[i]]:
                fits = False
                break
            if not refuted and words[i] & ~row[places[i]]:
                fits = True
                break
        if fits:
            found[count] = order[k]
            count += 1
    return count


@unmanaged
def picked(words, pool, done, found):
    """Go on with a sample of which so many are found, as `random.Random.sample` does with these random words; how many are found then."""
    left = len(pool) - done
    for word in words:
        size = 32
        while not left >> size - 1:
            size -= 1
        place = np.int64(word) >> 32 - size
        if place < left:
            left -= 1
            found[done] = pool[place]
            pool[place] = pool[left]
            done += 1
    return done
