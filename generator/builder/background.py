"""What is made while pages are written, by processes of its own."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.builder.pictures import Pictures
from generator.builder.search_index import SearchIndexes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.builder.project import Project
    from generator.system import Cache

_MOST_WORKERS: Final = 4
"""The most processes that draw at once."""


class Background(NamedTuple):
    """The pictures of all drawings of a build, and the indexes of its search."""

    pictures: Pictures
    indexes: SearchIndexes


@contextmanager
def in_background(project: Project, cache: Cache) -> Iterator[Background]:
    """Make pictures and indexes of a project's site while something else is done, after which the processes end."""
    workers = min(os.cpu_count() or 1, _MOST_WORKERS)
    with (
        Pictures(cache, fonts=project.templates / "cards", workers=workers) as pictures,
        SearchIndexes(project.built / "search") as indexes,
    ):
        yield Background(pictures, indexes)
