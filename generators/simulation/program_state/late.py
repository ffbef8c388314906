"""Late values of a run, in a kernel: which changes of variables may be asked for, and which of them others do not find.

A log is a row a change: what is changed, and what it holds then. A test holds the kernel against the interpreter."""

from synth.generators.kernels import unmanaged


@unmanaged
def count_times(log, met, times):
    """The times at which each change comes, from 1 for what is changed. met: noughts, one for each thing that may be changed."""
    for place in range(len(log)):
        met[log[place, 0]] += 1
        times[place] = met[log[place, 0]]


@unmanaged
def mark(log, places, first, times, asked):
    """Mark the changes from `first` on that are not the first of their kind, at places that may be asked about, with a value that no other
    time has. How many they are."""
    count = 0
    for place in range(first, len(log)):
        key, value, alone = log[place, 0], log[place, 1], True
        if times[place] == 1 or not places[key]:
            continue
        for other in range(len(log)):
            if other != place and log[other, 0] == key and log[other, 1] == value:
                alone = False
                break
        asked[place] = alone
        count += alone
    return count


@unmanaged
def strike(log, times, other, asked):
    """Take away the marked changes that another log has as well, at the same time with the same value. How many are left."""
    count = 0
    for place in range(len(log)):
        if not asked[place]:
            continue
        key, left = log[place, 0], times[place]
        for later in range(len(other)):
            if other[later, 0] == key:
                left -= 1
                if left == 0:
                    asked[place] = other[later, 1] != log[place, 1]
                    break
        count += asked[place]
    return count
