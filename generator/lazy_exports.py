"""Packages that import what they offer when it is asked for, so that whoever asks for one name does not wait for all.

What a package offers stands once, in its '__init__.py': as imports for type checkers, which are read from there where it runs. Source:
PEP 562; lazy_loader (Scientific Python, SPEC 1) reads a stub in the same way.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_IMPORT: Final = re.compile(r"^    from ([\w.]+) import (?:\(([^)]*)\)|(.*))$", re.MULTILINE)


@cache
def exports(package: str) -> dict[str, str]:
    """Return the names that an imported package offers, each with the module that has it."""
    source = Path(str(sys.modules[package].__file__)).read_text(encoding="utf-8")
    return {name: module for module, several, few in _IMPORT.findall(source) for name in re.findall(r"\w+", several or few)}


def lazy_exports(package: str) -> Callable[[str], object]:
    """Return the '__getattr__' of a package, which imports a name from the module that has it; it keeps none, so that a test may patch."""

    def exported(name: str) -> object:
        module = exports(package).get(name)
        if module is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(module), name)

    return exported
