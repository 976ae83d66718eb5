"""Compiling a function to machine code, on its first call or from the cache on disk."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])
_numba: Any = import_module("numba")  # has no types


def native(function: F) -> F:
    """Compile a function that other compiled ones call."""
    return _numba.njit(function, error_model="numpy", nogil=True)


def inlined(function: F) -> F:
    """Compile a function into those that call it."""
    return _numba.njit(function, error_model="numpy", nogil=True, forceinline=True)


def nearly(function: F) -> F:
    """Compile a function whose sums of products may be rounded once, where the processor can."""
    return _numba.njit(function, error_model="numpy", nogil=True, fastmath={"contract"})


def entry(function: F) -> F:
    """Compile a function that Python calls; threads may run it at once.

    The cache on disk is renewed when the function's own file changes: after a change in a file it
    calls into, touch its file.
    """
    try:
        return _numba.njit(function, error_model="numpy", nogil=True, cache=True)
    except RuntimeError:  # pragma: no cover -- only where no cache folder can be written to
        return native(function)


def wide_product() -> Callable[[Any, Any], tuple[Any, Any]]:
    """Return a compiled function: both halves of the product of unsigned 64-bit integers.

    The upper half comes first; it is one multiplication of the processor's.
    """
    extending: Any = import_module("numba.extending")
    ir: Any = import_module("llvmlite.ir")
    uint64 = _numba.types.uint64
    both = _numba.types.UniTuple(uint64, 2)

    def multiply(
        context: Any, builder: Any, _signature: Any, factors: Any
    ) -> Any:  # pragma: no cover -- compiled
        wide, word = ir.IntType(128), ir.IntType(64)
        one, two = (builder.zext(factor, wide) for factor in factors)
        product = builder.mul(one, two)
        upper = builder.lshr(product, ir.Constant(wide, 64))
        halves = [builder.trunc(half, word) for half in (upper, product)]
        return context.make_tuple(builder, both, halves)

    def typed(_context: Any, _first: Any, _second: Any) -> Any:  # pragma: no cover -- compiled
        return both(uint64, uint64), multiply

    return extending.intrinsic(typed)
