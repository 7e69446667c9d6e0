"""What is made while pages are written, by processes of its own."""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

from generator.builder.pictures import Pictures
from generator.builder.search_index import SearchIndexes

if TYPE_CHECKING:
    from generator.builder.project import Project
    from generator.system import Cache

_MOST_WORKERS: Final = 4
"""The most processes that draw at once."""


class Background(ExitStack):
    """The pictures of all drawings of a build, and the indexes of its search; to be used in a with statement, which ends the processes."""

    def __init__(self, project: Project, cache: Cache) -> None:
        """Prepare to make them; no process is started yet."""
        super().__init__()
        workers = min(os.cpu_count() or 1, _MOST_WORKERS)
        self.pictures = self.enter_context(Pictures(cache, fonts=project.templates / "cards", workers=workers))
        self.indexes = self.enter_context(SearchIndexes(project.built / "search"))
