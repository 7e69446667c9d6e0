"""How much is tried of what has very many cases: in CI all of it, elsewhere a share, so that 'make test' takes minutes.

A share holds the same promise on fewer cases, and takes them by turns, so that every value is among them: of pages and looks, for
example, every page in one look and every look on some page.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")

IN_CI: Final = bool(os.environ.get("CI"))


def share(cases: Sequence[T], one_in: int, turn: int = 0) -> list[T]:
    """Return all of some cases in CI, and elsewhere one in so many of them: another one at each turn."""
    return [*cases] if IN_CI else [*cases[turn % one_in :: one_in]]
