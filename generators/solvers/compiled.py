"""How kernels are compiled that work on arrays of their callers.

numba counts references to arrays, with an atomic operation for each, at every call and at every look into a tuple of arrays; in a
small kernel that is called millions of times this takes a third of the time. A kernel that neither makes an array nor returns one needs no
counts: whoever calls it holds the arrays."""

from typing import Any

from numba import njit

_options: dict[str, Any] = {"cache": True, "_nrt": False}
unmanaged: Any = njit(**_options)
"""For kernels that make no array (numba refuses to compile those that do), return none, not even a part of one that they were given, and
call none that returns one. A law reads the types of all compiled kernels."""


@unmanaged
def write(source, target):
    """Copy an array to the front of another one. `target[:] = source` would make room for a copy, in case they overlap."""
    for i in range(len(source)):
        target[i] = source[i]
