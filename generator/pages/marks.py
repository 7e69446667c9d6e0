"""The page of how to read the marks, made from the scales in force, with the marks themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.dates import parse_edtf
from generator.evidence.proofs import LOCATED, NAMED, TRANSCRIBED, VERIFIED, WHOLE
from generator.figures.scale import capital
from generator.figures.strips import time_strip
from generator.figures.writers.html import strip_html
from generator.language import message, numeral, say
from generator.pages.blocks import Mark, stance_mark, status_mark
from generator.pages.page import Page
from generator.vocabularies import ASSESSMENTS, CREDIBILITY, LIKELIHOOD, RELIABILITY, STANCES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.evidence.proofs import Proof
    from generator.figures.writers.tokens import Tokens
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


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of how to read the marks."""
    described = say(
        "What each mark means: how claims stand, what actors did with them, whether words were proved, grades, dates and doubt."
    )
    yield Page(PATH, "how-to-read", say("How to read the marks"), described, "marks.md.j2", _view(desk.tokens))


def _view(tokens: Tokens) -> MarksView:
    return MarksView(
        [(status_mark(one.id), one.means) for one in ASSESSMENTS.terms.values()],
        [(status_mark(state), say(means)) for state, means in STATES.items()],
        [(stance_mark(one.id), one.means) for one in STANCES.terms.values()],
        [(proof, say(means)) for proof, means in PROOFS],
        _grades(RELIABILITY),
        _grades(CREDIBILITY),
        _dates(tokens),
        [
            (capital(one.label), say("{low}–{high} %", low=numeral(f"{one.low:g}"), high=numeral(f"{one.high:g}")))
            for one in LIKELIHOOD.terms.values()
        ],
    )


def _grades(scale: Scale) -> list[GradeRow]:
    return [GradeRow(one.id, capital(one.label), one.means) for one in scale.terms.values()]


def _dates(tokens: Tokens) -> list[DateRow]:
    strip = time_strip([parse_edtf("2025-01-01/2025-07-01")])
    dates = [parse_edtf(text) for text in DATES]
    return [DateRow(strip_html(strip.strip(when), tokens), when.words(), strip.note([when])) for when in dates] if strip else []
