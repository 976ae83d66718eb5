"""What the kernel demands of its arguments: shape, finiteness and sign, checked once, on entry."""

import operator
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

DIRECTIONS = ("benefit", "cost")
LARGEST = 1e150  # squares and sums of values up to here cannot overflow


def read_only(array: npt.ArrayLike) -> Floats:
    """Return a copy as float64 that nobody can write to."""
    copy = np.array(array, dtype=np.float64)
    copy.setflags(write=False)
    return copy


def sealed(array: Floats) -> Floats:
    """Return an array that nobody else holds, itself, now one that nobody can write to."""
    array.setflags(write=False)
    return array


def read_only_integers(array: npt.ArrayLike) -> Integers:
    """Return a copy as int64 that nobody can write to."""
    copy = np.array(array, dtype=np.int64)
    copy.setflags(write=False)
    return copy


def numbers(name: str, value: npt.ArrayLike, *, copy: bool = True) -> Floats:
    """Return `value` as float64; NaN and infinity pass."""
    try:
        array = np.asarray(value)
        plain = array if np.iscomplexobj(array) else array.astype(np.float64, copy=copy)
    except (TypeError, ValueError, OverflowError) as error:
        raise ValueError(f"{name} must hold numbers only: {error}") from None
    if np.iscomplexobj(plain):
        raise ValueError(f"{name} must hold numbers only: complex ones are not ordered")
    return plain


def whole_number(name: str, value: int, least: int) -> int:
    """Return `value` if it is a whole number not below `least`.

    Raises
    ------
    ValueError
        If it is not.
    """
    try:
        number = operator.index(value)
    except TypeError:
        number = least - 1
    if isinstance(value, bool) or number < least:
        raise ValueError(f"{name} is {value!r}, not a whole number from {least}")
    return number


def finite(name: str, value: npt.ArrayLike, dimensions: int) -> Floats:
    """Return `value` as float64 with the given number of dimensions, each at least 1 long."""
    array = numbers(name, value)
    if array.ndim != dimensions:
        raise ValueError(f"{name} must have {dimensions} dimension(s), not {array.ndim}")
    if array.size == 0:
        raise ValueError(f"{name} is empty: its shape is {array.shape}")
    largest = np.abs(array).max()  # NaN if there is one
    if largest <= LARGEST:
        return array
    bad = np.argwhere(~np.isfinite(array))
    if len(bad):
        place = tuple(int(i) for i in bad[0])
        raise ValueError(f"{name}{list(place)} is {array[place]}, not a finite number")
    raise ValueError(f"{name} holds {largest}, beyond the largest value {LARGEST}")


def unit_sum(name: str, value: npt.ArrayLike, length: int) -> Floats:
    """Return non-negative weights of the given length, scaled to sum 1."""
    array = finite(name, value, 1)
    if len(array) != length:
        raise ValueError(f"{name} has {len(array)} entries where {length} are needed")
    if (array < 0).any():
        place = int(np.argmax(array < 0))
        raise ValueError(f"{name}[{place}] is {array[place]}, which is negative")
    largest = array.max()
    if largest == 0:
        raise ValueError(f"{name} are all zero")
    scaled = array / largest  # first, so that tiny weights do not vanish in the sum
    return scaled / scaled.sum()


def cost_mask(directions: Sequence[str], length: int) -> npt.NDArray[np.bool_]:
    """Return True where a criterion is a cost."""
    if isinstance(directions, str) or len(directions) != length:
        raise ValueError(f"directions must be {length} of {DIRECTIONS}, not {directions!r}")
    for place, direction in enumerate(directions):
        if direction not in DIRECTIONS:
            raise ValueError(f"directions[{place}] is {direction!r}, not one of {DIRECTIONS}")
    return np.array([direction == "cost" for direction in directions], dtype=np.bool_)


def one_of(name: str, value: str, known: Sequence[str]) -> str:
    """Return `value` if it is known."""
    if value not in known:
        raise ValueError(f"{name} is {value!r}, not one of {tuple(known)}")
    return value


def constant_columns(matrix: Floats) -> Integers:
    """Return the indices of the columns without spread."""
    return read_only_integers(np.flatnonzero((matrix == matrix[0]).all(axis=0)))
