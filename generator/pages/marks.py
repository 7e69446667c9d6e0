"""The page of how to read the marks, made from the scales in force, with the marks themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from generator.charts.edtf_marks import kinds_shown, mark
from generator.charts.edtf_shapes import note_of
from generator.charts.markup import strip
from generator.charts.scale import capital, signed, step_class, time_scale
from generator.dates import parse_edtf
from generator.derive.alignment import word_of
from generator.evidence.proofs import LOCATED, NAMED, TRANSCRIBED, VERIFIED, WHOLE
from generator.language import message, numeral, say
from generator.pages.blocks import Mark, stance_mark, status_mark
from generator.pages.page import Page
from generator.vocabularies import ASSESSMENTS, CREDIBILITY, LIKELIHOOD, RELIABILITY, STANCES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.charts.scale import TimeScale
    from generator.evidence.proofs import Proof
    from generator.pages.desk import Desk
    from generator.vocabularies import Scale

PATH: Final = "how-to-read.md"

STATES: Final = {
    "open": message("Nothing has decided it yet."),
    "seen": message("What the signpost names has happened, by the evidence given."),
    "not-seen": message("Its day came, and it had not happened."),
    "partly": message("Part of what the risk names has come about."),
    "realised": message("The risk has come about."),
    "not-realised": message("It did not come about in its time."),
    "overdue": message("The day of the signpost has passed, and nobody has said whether it came."),
    "incurred": message("The cost was paid or borne."),
    "projected": message("The cost is expected by whoever gave the figure."),
    "threatened": message("Somebody announced the cost, if something happens."),
    "exposed": message("It might be lost, and nobody has threatened it; it is not counted as a cost."),
    "avoided": message("The cost was looming, and did not come."),
}
"""What each state of a cost, a risk or a signpost means, to be said."""
PROOFS: Final = (
    (VERIFIED, message("The words stand in the text of the source, found there by machine. With a day, they were found on that day.")),
    (LOCATED, message("No words are quoted. The paragraph or sentence was found in the text of the source by machine.")),
    (NAMED, message("No words are quoted. The paragraph or sentence is named, and no machine has looked.")),
    (TRANSCRIBED, message("Words copied by hand from the page. No machine has held them against it.")),
    (WHOLE, message("What the document says is told in our words. No place in it is named.")),
)
"""What each state of a proof means, to be said."""
DATES: Final = (
    "2025-03-10",
    "2025-02-10/2025-06-20",
    "2025-05",
    "2025-04-20~",
    "2025-04-20?",
    "[2025-03-10,2025-06-10]",
    "{2025-03-10,2025-06-10}",
    "2025-03-10/..",
    "2025-03-10/",
    "2024-05",
)
"""A date of each kind that is drawn in its own way."""
STEPS: Final = (-0.8, -0.4, 0.0, 0.4, 0.8)
"""A balance in each of the five steps."""


@dataclass(frozen=True, slots=True)
class DateRow:
    """A date as it is drawn, in words, and how to read the drawing."""

    drawn: str
    words: str
    means: str


@dataclass(frozen=True, slots=True)
class GradeRow:
    """A step of a scale of grades."""

    id: str
    label: str
    means: str


@dataclass(frozen=True, slots=True)
class MarksView:
    """What the page of marks shows."""

    statuses: Sequence[tuple[Mark, str]]
    states: Sequence[tuple[Mark, str]]
    stances: Sequence[tuple[Mark, str]]
    proofs: Sequence[tuple[Proof, str]]
    reliability: Sequence[GradeRow]
    credibility: Sequence[GradeRow]
    dates: Sequence[DateRow]
    likelihood: Sequence[tuple[str, str]]
    balances: Sequence[tuple[str, str, str]]
    """The style of a step, a balance in it, and the same in words."""


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of how to read the marks."""
    del desk  # the scales are the same on every desk
    described = say(
        "What each mark means: how claims stand, what actors did with them, whether words were proved, grades, dates and doubt."
    )
    yield Page(PATH, "how-to-read", say("How to read the marks"), described, "marks.md.j2", _view())


def _view() -> MarksView:
    return MarksView(
        [(status_mark(one.id), one.means) for one in ASSESSMENTS.terms.values()],
        [(status_mark(state), say(means)) for state, means in STATES.items()],
        [(stance_mark(one.id), one.means) for one in STANCES.terms.values()],
        [(proof, say(means)) for proof, means in PROOFS],
        _grades(RELIABILITY),
        _grades(CREDIBILITY),
        _dates(),
        [
            (capital(one.label), say("{low}–{high} %", low=numeral(f"{one.low:g}"), high=numeral(f"{one.high:g}")))
            for one in LIKELIHOOD.terms.values()
        ],
        [(f"b-{step_class(score)}", signed(score), capital(say(word_of(score)))) for score in STEPS],
    )


def _grades(scale: Scale) -> list[GradeRow]:
    return [GradeRow(one.id, capital(one.label), one.means) for one in scale.terms.values()]


def _dates() -> list[DateRow]:
    scale = time_scale([date(2025, 1, 1), date(2025, 7, 1)])
    return [_date(text, scale) for text in DATES] if scale else []


def _date(text: str, scale: TimeScale) -> DateRow:
    when = parse_edtf(text)
    return DateRow(strip(mark(when, scale)), when.words(), note_of(kinds_shown(when, scale)))
