"""How kernels are compiled: at the first call, once a machine, and for types rather than values.

`njit` is numba's, with two differences that save time in compiling. A call from one kernel to another with a number written out
(`search(board, 2)`) is compiled for integers, not once more for each such number. And of several processes that come to need a kernel
together one compiles it while the others wait and then load it. (A lower level of optimisation would take a further sixth off, and cost
searches up to a seventh of their speed.)

A third difference saves a search up to a third of its time: no index counts from the end. Numba asks of every one whether it is negative;
a kernel of ours says `state[len(state) - 1]`. As with an index beyond the end, nobody notices one that is negative unless
NUMBA_BOUNDSCHECK=1 is set."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, TypeVar

import numba
from numba.core import event, types
from numba.core.compiler_lock import global_compiler_lock
from numba.np import arrayobj

Kernel = TypeVar("Kernel", bound=Callable[..., Any])
_OURS = "_ZN5synth10generators"
"""How numba begins the name of a function that lies in `synth.generators`."""
_fix_index = arrayobj.fix_integer_index


def _index(context: Any, builder: Any, kind: Any, index: Any, size: Any) -> Any:
    """An index as numba makes it, but for those in kernels of ours."""
    ours = kind.signed and builder.function.name.startswith(_OURS)
    return context.cast(builder, index, kind, types.intp) if ours else _fix_index(context, builder, kind, index, size)


arrayobj.fix_integer_index = _index


def njit(cache: bool, **options: Any) -> Callable[[Kernel], Kernel]:
    """`@njit(cache=True)`. cache: whether the compiled kernel is kept on disk. options: others of numba's."""
    compiler: Any = numba.njit  # whose types do not know all options
    return lambda function: _by_types(compiler(function, cache=cache, no_cfunc_wrapper=True, **options))


def _by_types(kernel: Any) -> Any:
    template, compiled = kernel.get_call_template, kernel.compile
    under_way: list[Any] = []  # signatures

    def get_call_template(arguments: Any, named: Any) -> Any:
        if under_way:  # it calls itself, which numba knows by the very types of the call
            return template(arguments, named)
        return template(tuple(map(types.unliteral, arguments)), {name: types.unliteral(kind) for name, kind in named.items()})

    def compile_once(signature: Any) -> Any:
        with global_compiler_lock:  # before the file's, or a thread that holds one could wait for one that holds the other
            held = _locked(kernel) if not under_way and kernel._cache.cache_path else nullcontext()
            under_way.append(signature)
            try:
                with held:
                    return compiled(signature)
            finally:
                under_way.pop()

    kernel.get_call_template, kernel.compile = get_call_template, compile_once
    return kernel


@contextmanager
def _locked(kernel: Any) -> Iterator[None]:
    """Hold the lock of a kernel's file. Where there is none to be had, as on a read-only disk, everybody compiles for himself."""
    file = None
    with suppress(OSError):
        folder = Path(kernel._cache.cache_path)
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / f"{kernel.__module__}.{kernel.__name__}.lock").open("a")
        fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if file:
            file.close()


@contextmanager
def when_compiling(tell: Callable[[], None]) -> Iterator[None]:
    """Call `tell` whenever this process compiles a kernel because there is none on disk."""

    class Listener(event.Listener):
        def on_start(self, event: object) -> None:
            tell()

        def on_end(self, event: object) -> None:
            pass

    with event.install_listener("numba:compile", Listener()):
        yield


unmanaged = njit(cache=True, _nrt=False)
"""Without counts of references: numba counts them, with an atomic operation for each, at every call and at every look into a tuple of
arrays, which in a small kernel that is called millions of times takes a third of the time. For kernels that make no array (numba refuses to
compile those that do), return none, not even a part of one that they were given, and call none that returns one: whoever calls them holds
the arrays. A test reads the sources of all kernels."""


@unmanaged
def write(source, target):
    """Copy an array to the front of another one. `target[:] = source` would make room for a copy, in case they overlap."""
    for i in range(len(source)):
        target[i] = source[i]


@unmanaged
def same(one, other):
    """Whether two arrays of one length are equal, without an array of answers."""
    for i in range(len(one)):  # noqa: SIM110
        if one[i] != other[i]:
            return False
    return True
