"""The marks of reference on the page that is being written: the first of each source has a place, to which its entry leads back."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MARKED: Final[ContextVar[set[int] | None]] = ContextVar("_MARKED", default=None)


@contextmanager
def noting_marks() -> Iterator[None]:
    """Note, while a page is written, which sources have a mark on it."""
    token = _MARKED.set(set())
    try:
        yield
    finally:
        _MARKED.reset(token)


def mark_place(number: int) -> str:
    """Return the id of the first mark of a source on a page, as an attribute; nothing for a later one, and where no page is written."""
    marked = _MARKED.get()
    if marked is None or number in marked:
        return ""
    marked.add(number)
    return f' id="r-{number}"'


def is_marked(number: int) -> bool:
    """Tell whether a source has a mark on the page that is being written, so far."""
    return number in (_MARKED.get() or ())


def forgetting_marks() -> Callable[[], None]:
    """Return what forgets the marks that are noted from now on, where what has them is left out after all."""
    marked = _MARKED.get() or set()
    before = frozenset(marked)
    return lambda: marked.intersection_update(before)
