"""Compiling a function to machine code, on its first call or from the cache on disk."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])
_numba: Any = import_module("numba")  # has no types


def native(function: F) -> F:
    """Compile a function that other compiled ones call."""
    return _numba.njit(function, error_model="numpy", nogil=True)


def entry(function: F) -> F:
    """Compile a function that Python calls; threads may run it at once.

    The cache on disk is renewed when the function's own file changes: after a change in a file it
    calls into, touch its file.
    """
    try:
        return _numba.njit(function, error_model="numpy", nogil=True, cache=True)
    except RuntimeError:  # pragma: no cover -- only where no cache folder can be written to
        return native(function)


def high_product() -> Callable[[Any, Any], Any]:
    """Return a compiled function: the upper half of the product of two unsigned 64-bit integers."""
    extending: Any = import_module("numba.extending")
    ir: Any = import_module("llvmlite.ir")
    uint64 = _numba.types.uint64

    def multiply(
        _context: Any, builder: Any, _signature: Any, factors: Any
    ) -> Any:  # pragma: no cover -- compiled
        wide = ir.IntType(128)
        one, two = (builder.zext(factor, wide) for factor in factors)
        upper = builder.lshr(builder.mul(one, two), ir.Constant(wide, 64))
        return builder.trunc(upper, ir.IntType(64))

    def typed(_context: Any, _first: Any, _second: Any) -> Any:  # pragma: no cover -- compiled
        return uint64(uint64, uint64), multiply

    return extending.intrinsic(typed)
