"""Events by issue or by actor: the lanes of an overview, at most as many as can be told apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.analysis.chronology import TimelineRow

By = Literal["issue", "actor"]

MOST_LANES: Final = 8
FEWEST_IN_LANE: Final = 2
"""The fewest events that make a lane of their own, or are named as many."""


@dataclass(frozen=True, slots=True)
class Lane:
    """Events that belong together; one event may stand in the lanes of several actors."""

    id: str
    """The issue or actor; nothing for what is left."""
    rows: Sequence[TimelineRow]


@dataclass(frozen=True, slots=True)
class Lanes:
    """All lanes of an overview, the fullest first, what is left last."""

    by: By
    lanes: Sequence[Lane]
    everywhere: Sequence[Lane]
    """Actors named in more than half of all events, whose lane would be the whole timeline again and is left out."""
    events: int


def lanes_of(rows: Sequence[TimelineRow], by: By) -> Lanes:
    """Return events, given in order of time, in lanes by issue or by actor."""
    found = grouped(rows, by)
    common = [] if by == "issue" else [key for key in found if len(found[key]) * 2 > len(rows)]
    able = [key for key in found if key not in common and (by == "issue" or len(found[key]) >= FEWEST_IN_LANE)]
    if len(able) < FEWEST_IN_LANE:
        common, able = [], list(found)
    chosen = able if len(able) <= MOST_LANES and _is_whole(rows, able, by) else able[: MOST_LANES - 1]
    rest = [row for row in rows if not set(keys_of(row, by)) & set(chosen)]
    lanes = [*(Lane(key, found[key]) for key in chosen), *([Lane("", rest)] if rest else [])]
    return Lanes(by, lanes, [Lane(key, found[key]) for key in common], len(rows))


def keys_of(row: TimelineRow, by: By) -> Iterable[str]:
    """Return the issue of an event, if it has one, or the actors that it names, each once."""
    if by == "actor":
        return dict.fromkeys(row.event.actors)
    return (row.event.issue,) if row.event.issue else ()


def grouped(rows: Iterable[TimelineRow], by: By) -> dict[str, list[TimelineRow]]:
    """Return the events of each issue or actor, those with most first."""
    found: dict[str, list[TimelineRow]] = defaultdict(list)
    for row in rows:
        for key in keys_of(row, by):
            found[key].append(row)
    return dict(sorted(found.items(), key=lambda one: (-len(one[1]), one[0])))


def _is_whole(rows: Sequence[TimelineRow], chosen: Sequence[str], by: By) -> bool:
    """Tell whether every event stands in one of these lanes, so that none is needed for what is left."""
    return len(chosen) < MOST_LANES or all(set(keys_of(row, by)) & set(chosen) for row in rows)
