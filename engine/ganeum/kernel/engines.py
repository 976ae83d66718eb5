"""Who computes: NumPy, or compiled code where the extra `fast` is installed and worth it."""

import sys
from importlib.util import find_spec

from ganeum.kernel.inputs import one_of

ENGINES = ("auto", "numpy", "compiled")


def installed() -> bool:
    """Return whether compiled code can run here."""
    return find_spec("numba") is not None


def compiled(engine: str, items: int, worth: int, module: str) -> bool:
    """Return whether to use the compiled code of a module.

    Parameters
    ----------
    engine : {"auto", "numpy", "compiled"}
        "auto" takes compiled code where it is installed, and loaded already or worth loading.
    items : int
        How many there are to compute.
    worth : int
        From how many on compiling, some seconds, pays for itself.
    module : str
        Its name in `ganeum.kernel.compiled`.

    Raises
    ------
    ValueError
        If the engine is unknown, or compiled code is asked for but the extra not installed.
    """
    one_of("engine", engine, ENGINES)
    if engine == "compiled" and not installed():
        raise ValueError("engine is 'compiled', but the extra is not installed: ganeum[fast]")
    if engine == "auto":
        loaded = f"ganeum.kernel.compiled.{module}" in sys.modules
        return (loaded or items >= worth) and installed()
    return engine == "compiled"
