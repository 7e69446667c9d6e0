"""Alignment, computed from citable acts.

An act's score is the PLOVER score of its type divided by ten: from -1 (most hostile) to +1 (most cooperative). Scores
belong to a directed dyad: what A does toward B says nothing of what B does toward A. Acts that are disputed, or whose
evidence is not graded, are shown and never counted. The balance of a set of acts is the median of the counted scores;
its range is the least and the greatest median when the acts that rest on any one publisher alone are left out. No
counted act means no evidence, which is not the same as a balance of 0.

PLOVER: Halterman et al., the PLOVER manual, Open Event Data Alliance (CC BY-SA 4.0), as corrected in
generator/vocabularies/plover.yml.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import product
from statistics import median
from typing import TYPE_CHECKING, Final

from generator.evidence.grades import graded_support
from generator.evidence.independence import origins_of
from generator.language import message
from generator.records import Act
from generator.vocabularies import ACT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from generator.corpus import Corpus

FORMS: Final = ("words", "institutional", "deed")
"""The forms of an act, in the order in which they are shown."""

WINDOW: Final = timedelta(days=365)
"""How far back the balance over time looks from each day."""

THIN: Final = 3
"""With fewer counted acts than this a balance is drawn as thin."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One act of one actor toward one other."""

    act: Act
    by: str
    toward: str
    score: float
    """From -1 to +1."""
    doubt: str
    """Why it is not counted: 'disputed', 'ungraded', or empty for a counted act."""
    publishers: frozenset[str]
    """The independent publishers behind its graded supporting evidence."""

    @property
    def counted(self) -> bool:
        """Whether it enters a balance."""
        return not self.doubt

    @property
    def day(self) -> date | None:
        """The first day on which it can have happened."""
        return self.act.when.earliest or self.act.when.latest


@dataclass(frozen=True, slots=True)
class Balance:
    """Where one actor stands toward another, on a set of acts."""

    median: float | None
    """From -1 (against) to +1 (with); nothing where no act is counted."""
    count: int
    """How many acts are counted."""
    uncounted: int
    """How many acts are shown and not counted."""
    low: float | None
    """The least median when the acts that rest on any one publisher alone are left out."""
    high: float | None
    """The greatest median when the acts that rest on any one publisher alone are left out."""
    leans_on: str
    """The publisher without which the median moves most; empty where none moves it."""
    without: float | None
    """The median without that publisher; nothing where no act would be left."""

    @property
    def thin(self) -> bool:
        """Whether it rests on too few acts to say much."""
        return self.count < THIN

    @property
    def word(self) -> str:
        """The balance in words, as a message to be said."""
        return message("no evidence") if self.median is None else word_of(self.median)


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of time in which the balance of the past year stays the same."""

    start: date
    end: date
    """The day after the last."""
    median: float | None
    count: int


STEPS: Final = (
    (-0.6, message("against")),
    (-0.2, message("leaning against")),
    (0.2, message("even")),
    (0.6, message("leaning with")),
)
"""The steps below the last, each with its upper bound and its word, to be said."""
_BOUNDS: Final = [bound for bound, _ in STEPS]
_WORDS: Final = [*(word for _, word in STEPS), message("with")]


def word_of(score: float) -> str:
    """Return a score from -1 to +1 in words, in five steps of equal width: a message to be said."""
    return _WORDS[bisect_right(_BOUNDS, score)]


def level_of(score: float) -> int:
    """Return the step of a score from -1 to +1: -2 (against) to +2 (with)."""
    return bisect_right(_BOUNDS, score) - 2


def balance(marks: Iterable[Mark]) -> Balance:
    """Return the balance of a set of acts of one actor toward another."""
    everything = list(marks)
    counted = [mark for mark in everything if mark.counted]
    uncounted = len(everything) - len(counted)
    if not counted:
        return Balance(None, 0, uncounted, None, None, "", None)
    whole = median(mark.score for mark in counted)
    without = {publisher: _median_without(counted, publisher) for publisher in _sole_publishers(counted)}
    known = [whole, *(value for value in without.values() if value is not None)]
    leans_on, moved = _most_moved(whole, without)
    return Balance(whole, len(counted), uncounted, min(known), max(known), leans_on, moved)


def _sole_publishers(marks: Iterable[Mark]) -> list[str]:
    """Return the publishers on which some act rests alone: leaving out any other changes nothing."""
    return sorted({publisher for mark in marks if len(mark.publishers) == 1 for publisher in mark.publishers})


def _median_without(marks: Iterable[Mark], publisher: str) -> float | None:
    alone = frozenset((publisher,))
    left = [mark.score for mark in marks if mark.publishers != alone]
    return median(left) if left else None


def _most_moved(whole: float, without: dict[str, float | None]) -> tuple[str, float | None]:
    def distance(publisher: str) -> float:
        value = without[publisher]
        return abs(value - whole) if value is not None else 2.0

    furthest = max(without, key=lambda publisher: (distance(publisher), publisher), default="")
    return (furthest, without[furthest]) if furthest and distance(furthest) > 0 else ("", None)


def steps(marks: Iterable[Mark], until: date) -> list[Step]:
    """Return the balance of the past year as steps, cut at the days on which it can change; never smoothed."""
    dated = [(mark.day, mark.score) for mark in marks if mark.counted and mark.day is not None and mark.day <= until]
    days = sorted({day for day, _ in dated} | {day + WINDOW for day, _ in dated if day + WINDOW <= until})
    found: list[Step] = []
    for start, end in zip(days, [*days[1:], until], strict=False):
        scores = [score for day, score in dated if start - WINDOW < day <= start]
        if start < end:
            found.append(Step(start, end, median(scores) if scores else None, len(scores)))
    return found


class Alignment:
    """Every act as marks, by who acted toward whom."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        """Index the marks by directed dyad, in order of time."""
        self._between: dict[tuple[str, str], list[Mark]] = defaultdict(list)
        for mark in sorted(marks, key=lambda mark: (mark.act.when.sort_key, mark.act.id)):
            self._between[mark.by, mark.toward].append(mark)
        self._balances: dict[tuple[str, str, str | None, str | None], Balance] = {}

    @cached_property
    def dyads(self) -> list[tuple[str, str]]:
        """Every directed pair with an act, by id."""
        return sorted(self._between)

    @cached_property
    def relations(self) -> list[tuple[str, str]]:
        """Every pair with an act in either direction, each once, by id."""
        return sorted({(min(pair), max(pair)) for pair in self._between})

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The same pairs, to look one up."""
        return frozenset(self.relations)

    def between(self, by: str, toward: str, *, issue: str | None = None, form: str | None = None) -> Sequence[Mark]:
        """Return the acts of one actor toward another, in order of time, on one issue or of one form if asked."""
        marks = self._between.get((by, toward), [])
        if issue is None and form is None:
            return marks
        return [mark for mark in marks if issue in (None, mark.act.issue) and form in (None, mark.act.form)]

    def balance(self, by: str, toward: str, *, issue: str | None = None, form: str | None = None) -> Balance:
        """Return the balance of these acts; it is worked out once, as many figures show it."""
        asked = by, toward, issue, form
        if (found := self._balances.get(asked)) is None:
            found = self._balances[asked] = balance(self.between(by, toward, issue=issue, form=form))
        return found

    def others(self, actor: str) -> list[str]:
        """Return the actors toward whom an actor acted or who acted toward it, by id."""
        return sorted({b if a == actor else a for a, b in self._between if actor in (a, b)})


def act_marks(corpus: Corpus, act: Act) -> list[Mark]:
    """Return an act as one mark for each actor that acted and each other toward whom it did."""
    publishers = origins_of(corpus, graded_support(corpus, act.evidence))
    doubt = "disputed" if act.standing == "disputed" else "" if publishers else "ungraded"
    score = (ACT_TYPES[act.type].score or 0.0) / 10
    return [Mark(act, by, toward, score, doubt, publishers) for by, toward in dict.fromkeys(product(act.by, act.toward)) if by != toward]


def alignment(corpus: Corpus) -> Alignment:
    """Return the alignment of every pair of actors on record; retired acts are left out."""
    return Alignment(mark for act in corpus.all(Act) if act.retired is None for mark in act_marks(corpus, act))
