"""The mathematics, as pure functions of NumPy arrays: no labels, no files, no clock, no chance.

Names and shapes here are a contract with other tools: they are added to, never renamed.

They are listed in `__init__.pyi`. Each module is imported when one of its names is first asked for,
so that a ranking does not pay for what its sensitivity needs.
"""

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any, cast

from lazy_loader import attach_stub

Attached = tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]
__getattr__, __dir__, __all__ = cast("Attached", attach_stub(__name__, __file__))


class _Package(ModuleType):
    """The package, in which a function goes before the module that has its name."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (isinstance(value, ModuleType) and name in __all__):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
