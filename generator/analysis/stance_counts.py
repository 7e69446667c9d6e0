"""Stances: the acts of one actor toward another, counted.

An act is with, against, or neither with nor against the actor it is toward. Its direction is the sign of the PLOVER score of its type
(0 and 'abstain': neither), unless the act gives its own with a reason. The magnitude of the score is never counted, averaged or turned
into a word. A stance belongs to a directed dyad: what A does toward B says nothing about what B does toward A.

An act whose evidence is disputed or not graded is shown with the others but not counted; an act that is part of another counts as one
with it. How much a count depends on any one publisher is given as its range when the acts that rest only on that publisher are left out.
No acts found within the scope of collection is not the same as no collection.

PLOVER: Halterman et al., the PLOVER manual, Open Event Data Alliance (CC BY-SA 4.0), as corrected in
generator/model/vocabularies/plover.yml.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Final, Literal

from generator.analysis.grades import graded_support, origins_of
from generator.model import ACT_TYPES, Act

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.model import Collected, Corpus, Period

Direction = Literal["with", "neither", "against"]
DIRECTIONS: Final[tuple[Direction, ...]] = ("with", "neither", "against")
FEWEST_ACTS: Final = 5
"""With fewer counted acts, no leaning is stated."""
_HEAVY_TYPES: Final = frozenset({"AID", "MOBILIZE", "ASSAULT"})
"""Types named beside a count: aid, forces moved, the use of force. A signed agreement (AGREE, institutional) is named too."""


@dataclass(frozen=True, slots=True)
class ActMark:
    """One act of one actor toward one other."""

    act: Act
    by: str
    toward: str
    direction: Direction
    doubt: Literal["", "disputed", "ungraded"]
    """Why it is not counted, or empty."""
    publishers: frozenset[str]
    """The independent publishers behind its graded supporting evidence."""
    whole: Act | None = None
    """The act that it is a further step of and counted with, or None."""

    @property
    def counted(self) -> bool:
        """Whether it is counted: neither in doubt nor part of another act."""
        return not self.doubt and self.whole is None

    @property
    def heavy(self) -> bool:
        """Whether it is named beside the count, since it weighs more than most."""
        kind = self.act.type.partition("/")[0]
        return kind in _HEAVY_TYPES or (kind == "AGREE" and self.act.form == "institutional")

    @property
    def day(self) -> date | None:
        """The first day on which it can have happened."""
        return self.act.when.earliest or self.act.when.latest


@dataclass(frozen=True, slots=True)
class Count:
    """The number of acts per direction."""

    by_direction: tuple[int, int, int]
    """Counted acts that are with, neither and against, in the order of DIRECTIONS."""
    doubtful: int
    """Acts in doubt, which are shown but not counted."""
    least: tuple[int, int, int]
    """The minimum of each count when any one publisher is left out."""

    @property
    def counted(self) -> int:
        """The number of counted acts."""
        return sum(self.by_direction)

    @property
    def leaning(self) -> Direction | None:
        """The direction of most counted acts; None with fewer than FEWEST_ACTS, or if with and against are equal."""
        with_, _, against = self.by_direction
        if self.counted < FEWEST_ACTS or with_ == against:
            return None
        return "with" if with_ > against else "against"


def ordered_with_steps(acts: Iterable[Act]) -> list[Act]:
    """Return acts in chronological order, then by id, each followed by its further steps."""
    by_id = {act.id: act for act in acts}

    def place(act: Act) -> tuple[object, ...]:
        whole = by_id.get(act.part_of or "", act)
        return whole.when.sort_key, whole.id, whole is not act, act.when.sort_key, act.id

    return sorted(by_id.values(), key=place)


def direction_of(act: Act) -> Direction:
    """Return the direction of an act, from its own field or the sign of its type's score."""
    score = ACT_TYPES[act.type].score or 0.0
    return act.direction or ("with" if score > 0 else "against" if score < 0 else "neither")


def count_acts(marks: Iterable[ActMark]) -> Count:
    """Count acts by direction."""
    all_marks = list(marks)
    counted = [mark for mark in all_marks if mark.counted]
    sole = {publisher for mark in counted if len(mark.publishers) == 1 for publisher in mark.publishers}
    whole = _by_direction(counted)
    left = [_by_direction(mark for mark in counted if mark.publishers != {publisher}) for publisher in sole]
    with_, neither, against = (min(numbers) for numbers in zip(whole, *left, strict=True))
    return Count(whole, sum(bool(mark.doubt) and mark.whole is None for mark in all_marks), (with_, neither, against))


def _by_direction(marks: Iterable[ActMark]) -> tuple[int, int, int]:
    directions = [mark.direction for mark in marks]
    return directions.count("with"), directions.count("neither"), directions.count("against")


class Stances:
    """Every act on record, by directed dyad."""

    def __init__(self, marks: Iterable[ActMark]) -> None:
        """Index the acts by directed dyad, in chronological order, each followed by its further steps."""
        self._between: dict[tuple[str, str], list[ActMark]] = defaultdict(list)
        all_marks = list(marks)
        places = {act.id: place for place, act in enumerate(ordered_with_steps(mark.act for mark in all_marks))}
        for mark in sorted(all_marks, key=lambda mark: places[mark.act.id]):
            self._between[mark.by, mark.toward].append(mark)

    @cached_property
    def relations(self) -> list[tuple[str, str]]:
        """Every pair with an act in either direction, once, sorted by id."""
        return sorted({(min(pair), max(pair)) for pair in self._between})

    def between(self, by: str, toward: str, *, issue: str | None = None, period: Period | None = None) -> Sequence[ActMark]:
        """Return the acts of one actor toward another in order, optionally only on one issue or in one period."""
        return [
            mark
            for mark in self._between.get((by, toward), ())
            if issue in (None, mark.act.issue) and (period is None or in_period(mark, period))
        ]

    def others(self, actor: str) -> list[str]:
        """Return the ids of the actors toward whom an actor acted or who acted toward it, sorted."""
        return self._others.get(actor, [])

    @cached_property
    def _others(self) -> Mapping[str, list[str]]:
        others_of: dict[str, set[str]] = defaultdict(set)
        for one, other in self._between:
            others_of[one].add(other)
            others_of[other].add(one)
        return {actor: sorted(others) for actor, others in others_of.items()}


def in_period(mark: ActMark, period: Period) -> bool:
    """Return whether an act is in a period, by the first day on which it can have happened."""
    first, last = period.start.earliest, period.end.latest if period.end else None
    return mark.day is not None and (first is None or first <= mark.day) and (last is None or mark.day <= last)


def is_collected(scope: Iterable[Collected], by: str, toward: str, period: Period | None = None) -> bool:
    """Return whether one actor's acts toward another were collected, optionally in a period; without a declared scope, all were."""
    declared = list(scope)
    return not declared or any(by in part.by and toward in part.toward and (period is None or _overlaps(part, period)) for part in declared)


def _overlaps(scope: Collected, period: Period) -> bool:
    begins, ends = period.start.earliest or date.min, (period.end and period.end.latest) or date.max
    return begins <= (scope.end.latest or date.max) and (scope.start.earliest or date.min) <= ends


def act_marks(corpus: Corpus, act: Act) -> list[ActMark]:
    """Return an act as one mark per pair of an acting actor and another one that it is toward."""
    publishers = origins_of(corpus, graded_support(corpus, act.evidence))
    doubt: Literal["", "disputed", "ungraded"] = "disputed" if act.standing == "disputed" else "" if publishers else "ungraded"
    whole, direction = whole_of(corpus, act), direction_of(act)
    shared = {*product(whole.by, whole.toward)} if whole else set()
    pairs = [(by, toward) for by, toward in dict.fromkeys(product(act.by, act.toward)) if by != toward]
    return [ActMark(act, *pair, direction, doubt, publishers, whole if pair in shared else None) for pair in pairs]


def whole_of(corpus: Corpus, act: Act) -> Act | None:
    """Return the act that a further step is counted with, or None if the step counts by itself: its act was retired, or is of others."""
    whole = corpus.find(Act, act.part_of)
    if whole is None or whole.retired or {*act.by}.isdisjoint(whole.by) or {*act.toward}.isdisjoint(whole.toward):
        return None
    return whole


def stances(corpus: Corpus) -> Stances:
    """Return the acts of every pair of actors on record; retired acts are left out."""
    return Stances(mark for act in corpus.all(Act) if act.retired is None for mark in act_marks(corpus, act))
