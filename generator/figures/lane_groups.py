"""Events by issue or by actor: the lanes of an overview, at most as many as can be told apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from generator.language import N_, _, ngettext, numeral
from generator.language.sentences import and_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from generator.derive.timeline import TimelineRow
    from generator.figures.figure import Names

By = Literal["issue", "actor"]

MOST_LANES: Final = 8
_LEAST: Final = 2
_OTHERS: Final[dict[By, str]] = {"issue": N_("Other issues or none"), "actor": N_("Others")}


@dataclass(frozen=True, slots=True)
class Lane:
    """Events that belong together; one event may stand in the lanes of several actors."""

    id: str
    """The issue or actor; nothing for what is left."""
    label: str
    rows: Sequence[TimelineRow]


@dataclass(frozen=True, slots=True)
class Lanes:
    """All lanes of an overview, the fullest first, what is left last."""

    by: By
    lanes: Sequence[Lane]
    everywhere: Sequence[Lane]
    """Actors named in more than half of all events, whose lane would be the whole timeline again and is left out."""
    events: int

    @property
    def headline(self) -> str:
        """What stands out: the fullest lanes."""
        named = sorted((lane for lane in (*self.everywhere, *self.lanes) if lane.id), key=lambda lane: -len(lane.rows))
        fullest = [lane for lane in named[:2] if len(lane.rows) >= _LEAST]
        if not fullest:
            return _("Events by issue, in order of time") if self.by == "issue" else _("Events by actor, in order of time")
        told = {"first": fullest[0].label, "most": numeral(f"{len(fullest[0].rows):,}"), "all": numeral(f"{self.events:,}")}
        if len(fullest) == 1:
            if self.by == "issue":
                return _("Most events: {first} ({most} of {all})", **told)
            return ngettext(
                "{first} is named in {most} of {number} event", "{first} is named in {most} of {number} events", self.events, **told
            )
        told |= {"second": fullest[1].label, "fewer": numeral(f"{len(fullest[1].rows):,}")}
        if self.by == "issue":
            return _("Most events: {first} ({most} of {all}), {second} ({fewer})", **told)
        return ngettext(
            "{first} is named in {most} of {number} event, {second} in {fewer}",
            "{first} is named in {most} of {number} events, {second} in {fewer}",
            self.events,
            **told,
        )

    @property
    def subtitle(self) -> str:
        """What the lanes are, and who has none."""
        said = _("by issue") if self.by == "issue" else _("by actor")
        if not self.everywhere:
            return said
        left = and_list([lane.label for lane in self.everywhere])
        return _("{lanes}; no lane for {actors}, in more than half of all events", lanes=said, actors=left)

    @property
    def note(self) -> str:
        """What a reader must know of how events came into lanes."""
        if self.by == "issue":
            return ""
        if any(not lane.id for lane in self.lanes):
            return _("An event stands in the lane of each actor that it names; “Others” has those that name none of them.")
        return _("An event stands in the lane of each actor that it names.")


def lanes_of(rows: Sequence[TimelineRow], by: By, *, names: Names, issue_label: Callable[[str], str]) -> Lanes:
    """Return events, given in order of time, in lanes by issue or by actor."""
    label = issue_label if by == "issue" else names
    found = _groups(rows, by)
    common = [] if by == "issue" else [key for key in found if len(found[key]) * 2 > len(rows)]
    able = [key for key in found if key not in common and (by == "issue" or len(found[key]) >= _LEAST)]
    if len(able) < _LEAST:
        common, able = [], list(found)
    kept = able if len(able) <= MOST_LANES and _is_whole(rows, able, by) else able[: MOST_LANES - 1]
    lanes = [Lane(key, label(key), found[key]) for key in kept]
    rest = [row for row in rows if not set(keys_of(row, by)) & set(kept)]
    lanes += [Lane("", _(_OTHERS[by]), rest)] if rest else []
    return Lanes(by, lanes, [Lane(key, label(key), found[key]) for key in common], len(rows))


def keys_of(row: TimelineRow, by: By) -> Iterable[str]:
    """Return the issue of an event, if it has one, or the actors that it names, each once."""
    if by == "actor":
        return dict.fromkeys(row.event.actors)
    return (row.event.issue,) if row.event.issue else ()


def _groups(rows: Sequence[TimelineRow], by: By) -> dict[str, list[TimelineRow]]:
    """Return the events of each issue or actor, those with most first."""
    found: dict[str, list[TimelineRow]] = defaultdict(list)
    for row in rows:
        for key in keys_of(row, by):
            found[key].append(row)
    return dict(sorted(found.items(), key=lambda one: (-len(one[1]), one[0])))


def _is_whole(rows: Sequence[TimelineRow], kept: Sequence[str], by: By) -> bool:
    """Tell whether every event stands in one of these lanes, so that none is needed for what is left."""
    return len(kept) < MOST_LANES or all(set(keys_of(row, by)) & set(kept) for row in rows)
