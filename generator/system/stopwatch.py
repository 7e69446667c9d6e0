"""How long each stage of a run took, and what it wrote."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable


PATIENCE: Final = 1.0
"""After how many seconds a run says what it is doing."""
OFTEN: Final = 0.1
"""The seconds between one word of what is being done and the next."""


class Stopwatch:
    """How long each stage of a run took, in seconds, in order."""

    def __init__(
        self, started: float | None = None, clock: Callable[[], float] = perf_counter, show: Callable[[str], None] | None = None
    ) -> None:
        """Start now, or as if at an earlier reading of the clock; what is being done is shown to whoever watches, if anybody."""
        self._clock, self._show = clock, show
        self._began = self._last = clock() if started is None else started
        self._shown = 0.0
        self.stages: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """Give the time since the last lap to a stage."""
        now = self._clock()
        self.stages[stage] = self.stages.get(stage, 0.0) + now - self._last
        self._last = now

    def doing(self, what: str) -> None:
        """Say what is being done now; it is shown once the run has taken a second, and then no more often than somebody can read."""
        now = self._clock()
        if self._show is not None and now - self._began > PATIENCE and now - self._shown > OFTEN:
            self._shown = now
            self._show(what)


@dataclass(frozen=True, slots=True)
class Written:
    """What a build wrote."""

    pages: int
    changed: int
    removed: int

    def __add__(self, other: Written) -> Written:
        """Return what two builds wrote together."""
        return Written(self.pages + other.pages, self.changed + other.changed, self.removed + other.removed)
