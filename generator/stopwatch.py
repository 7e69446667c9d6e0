"""How long each stage of a run took, and what it wrote."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Stopwatch:
    """How long each stage of a run took, in seconds, in order."""

    def __init__(self, started: float | None = None, clock: Callable[[], float] = perf_counter) -> None:
        """Start now, or as if at an earlier reading of the clock."""
        self._clock = clock
        self._last = clock() if started is None else started
        self.stages: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """Give the time since the last lap to a stage."""
        now = self._clock()
        self.stages[stage] = self.stages.get(stage, 0.0) + now - self._last
        self._last = now


@dataclass(frozen=True, slots=True)
class Written:
    """What a build wrote."""

    pages: int
    changed: int
    removed: int

    def __add__(self, other: Written) -> Written:
        """Return what two builds wrote together."""
        return Written(self.pages + other.pages, self.changed + other.changed, self.removed + other.removed)
