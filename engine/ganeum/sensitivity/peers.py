"""The methods of pymcdm that rank alternatives, all called in one way."""

import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt

from ganeum.kernel.inputs import Floats, cost_mask, read_only

Types = npt.NDArray[np.int64]
Build = Callable[[Any, Floats, Types], Any]


def _by_defaults(name: str) -> Build:
    return lambda methods, _matrix, _types: getattr(methods, name)()


def _bounds(matrix: Floats) -> Floats:
    return np.column_stack([matrix.min(axis=0), matrix.max(axis=0)])


def _rafsi(methods: Any, matrix: Floats, types: Types) -> Any:
    low, high = matrix.min(axis=0), matrix.max(axis=0)
    return methods.RAFSI(np.where(types > 0, high, low), np.where(types > 0, low, high))


_DEFAULTS = (
    *("ARAS", "AROMAN", "COCOSO", "CODAS", "COPRAS", "EDAS", "LMAW", "LoPM", "MABAC", "MAIRCA"),
    *("MARCOS", "MOORA", "OCRA", "PROBID", "RAM", "SPROBID", "VIKOR", "WASPAS", "WPM"),
)

# what a method asks for beyond its defaults is taken from the columns: nobody stated it
PEERS: Mapping[str, Build] = {
    **{name: _by_defaults(name) for name in _DEFAULTS},
    "ERVD": lambda methods, matrix, _: methods.ERVD(matrix.mean(axis=0)),
    "PROMETHEE_II": lambda methods, _matrix, _types: methods.PROMETHEE_II("usual"),
    "RAFSI": _rafsi,
    "RIM": lambda methods, matrix, _: methods.RIM(_bounds(matrix)),
    "SPOTIS": lambda methods, matrix, _: methods.SPOTIS(_bounds(matrix)),
}

# methods of pymcdm that are not tried, and why
NOT_PEERS: Mapping[str, str] = {
    "BalancedSPOTIS": "needs an expected point that somebody states; at the ideal it is SPOTIS",
    "COMET": "needs an expert's comparisons of made-up alternatives",
    "TOPSIS": "by its defaults it is `topsis minmax`",
    "WSM": "by its defaults it is `ahp distributive`",
}


def peer_scores(name: str, matrix: Floats, weights: Floats, directions: Sequence[str]) -> Floats:
    """Return the scores (m,) by one of `PEERS`, turned where its best score is the lowest.

    Raises
    ------
    ValueError
        If the method refuses, fails, or has a score that is not finite; in its own words.

    Notes
    -----
    Some of them order alike by construction, and so are no independent witnesses: MABAC, MAIRCA
    and SPOTIS as the weighted sum of columns scaled by `minmax`, MARCOS as `ahp ideal`.
    """
    values, shares = read_only(matrix), read_only(weights)  # so that nobody writes to them
    types = np.where(cost_mask(directions, values.shape[1]), -1, 1)
    try:
        with np.errstate(all="ignore"):
            method = PEERS[name](_methods(), values, types)
            # its own checks only warn, of every alternative that dominates
            scores = np.asarray(method(values, shares, types, validation=False), dtype=np.float64)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise ValueError(str(error)) from None
    if not np.isfinite(scores).all():
        raise ValueError(f"the scores are not finite: {scores.tolist()}")
    ascending = method.rank([0.0, 1.0])[0] == 1
    return -scores if ascending else scores


@lru_cache(maxsize=1)
def _methods() -> Any:
    with warnings.catch_warnings():  # of its own imports
        warnings.simplefilter("ignore")
        return import_module("pymcdm.methods")  # about a second, most of it matplotlib
