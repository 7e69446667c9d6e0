"""The time that each stage of a run took, and counts of what it wrote."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable


PATIENCE: Final = 1.0
"""Seconds before the first progress message."""
OFTEN: Final = 0.1
"""Minimum seconds between two progress messages."""


class Stopwatch:
    """The stages of a run in order, with their time in seconds."""

    def __init__(
        self, started: float | None = None, clock: Callable[[], float] = perf_counter, show: Callable[[str], None] | None = None
    ) -> None:
        """Start now, or at an earlier reading of the clock; 'show' gets the progress messages."""
        self._clock, self._show = clock, show
        self._began = self._last = clock() if started is None else started
        self._shown = 0.0
        self.stages: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """Add the time since the last lap to a stage."""
        now = self._clock()
        self.stages[stage] = self.stages.get(stage, 0.0) + now - self._last
        self._last = now

    def doing(self, what: str) -> None:
        """Show a progress message, once the run has taken a second and then at most ten times a second."""
        now = self._clock()
        if self._show is not None and now - self._began > PATIENCE and now - self._shown > OFTEN:
            self._shown = now
            self._show(what)


@dataclass(frozen=True, slots=True)
class Written:
    """The number of pages, changed files and removed files of a build."""

    pages: int
    changed: int
    removed: int

    def __add__(self, other: Written) -> Written:
        """Return the sums of two builds."""
        return Written(self.pages + other.pages, self.changed + other.changed, self.removed + other.removed)
