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
