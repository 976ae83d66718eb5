"""What a user would otherwise use, and whether it is installed here."""

import importlib
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType

NAMES = ("numpy", "scipy", "numba", "pymcdm", "pysensmcda", "scikit-criteria")


def versions() -> str:
    """Return the versions of the libraries that are installed."""
    found: list[str] = []
    for name in NAMES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} not installed")
    return ", ".join(found)


def optional(name: str) -> ModuleType | None:
    """Return a module if it is installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None
