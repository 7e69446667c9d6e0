"""Pictures and search indexes, made by subprocesses while pages are written."""

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

_MAX_WORKERS: Final = 4
"""The maximum number of picture processes."""


class Background(NamedTuple):
    """The picture and search index workers of a build."""

    pictures: Pictures
    indexes: SearchIndexes


@contextmanager
def in_background(project: Project, cache: Cache) -> Iterator[Background]:
    """Run the picture and search index workers of a project during a with block; its end stops their processes."""
    workers = min(os.cpu_count() or 1, _MAX_WORKERS)
    with (
        Pictures(cache, fonts=project.templates / "cards", workers=workers) as pictures,
        SearchIndexes(project.built / "search") as indexes,
    ):
        yield Background(pictures, indexes)
