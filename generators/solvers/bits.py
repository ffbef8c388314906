"""What the compiled kernels share: bits of a mask, and random numbers from an integer that the caller drew."""

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from synth.generators.kernels import unmanaged

_FALSE = ir.Constant(ir.IntType(1), 0)
_MASK = 0x7FFFFFFFFFFFFFFF


@intrinsic
def bits(typing: Any, mask: Any) -> Any:
    """The number of bits set."""
    return types.int64(types.int64), lambda context, builder, signature, args: builder.ctpop(args[0])


@intrinsic
def position(typing: Any, mask: Any) -> Any:
    """The position of the lowest bit set; 64 for an empty mask."""
    return types.int64(types.int64), lambda context, builder, signature, args: builder.cttz(args[0], _FALSE)


@intrinsic
def highest(typing: Any, mask: Any) -> Any:
    """The position of the highest bit set; -1 for an empty mask."""
    last = ir.Constant(ir.IntType(64), 63)
    return types.int64(types.int64), lambda context, builder, signature, args: builder.sub(last, builder.ctlz(args[0], _FALSE))


@unmanaged
def next_random(state):
    """The next state of a xorshift generator; a state is positive and serves as the random number."""
    state ^= (state << 13) & _MASK
    state ^= state >> 7
    state ^= (state << 17) & _MASK
    return state


@unmanaged
def below(state, n):
    """The next random number under n; the state is an array of one."""
    state[0] = next_random(state[0])
    return (state[0] >> 11) % n


@unmanaged
def real(state):
    """A random number from 0 to 1."""
    return below(state, 1 << 52) / (1 << 52)


@unmanaged
def chance(state, share):
    """Whether what happens with this probability happens."""
    return real(state) < share


@unmanaged
def percent(state, number):
    """Whether what happens so many times in a hundred happens."""
    return below(state, 100) < number


@unmanaged
def one_of(state, mask):
    """The position of one of the bits set, of which there must be one."""
    for _ in range(below(state, bits(mask))):
        mask &= mask - 1
    return position(mask)


@unmanaged
def shuffle(state, items, size):
    """Put the first so many in any order."""
    for i in range(size - 1, 0, -1):
        j = below(state, i + 1)
        items[i], items[j] = items[j], items[i]
