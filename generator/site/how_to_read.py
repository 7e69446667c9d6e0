"""The page of how to read the marks, made from the scales in force, with the marks themselves."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from generator.figures import stance_sign, status_sign, strip_html, strip_of
from generator.language import N_, _, capitalized, numeral
from generator.model import ASSESSMENTS, CREDIBILITY, LIKELIHOOD, RELIABILITY, RETIRED, STANCES, UNASSESSED, names_of, parse_edtf
from generator.site.page import Page, View
from generator.site.page_parts import status_meaning
from generator.verify import LOCATED, NAMED, TRANSCRIBED, VERIFIED, WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.figures import Tokens
    from generator.model import Scale
    from generator.site.context import PageContext


STATES: Final = names_of("states.meaning")
"""What each state of a cost, a risk or a signpost means, to be said."""
PROOFS: Final = (
    (VERIFIED, N_("The words stand in the text of the source, found there by machine. With a day, they were found on that day.")),
    (LOCATED, N_("No words are quoted. The paragraph or sentence was found in the text of the source by machine.")),
    (NAMED, N_("No words are quoted. The paragraph or sentence is named, and no machine has looked.")),
    (TRANSCRIBED, N_("Words copied by hand from the page. No machine has held them against it.")),
    (WHOLE, N_("What the document says is told in our words. No place in it is named.")),
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


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of how to read the marks."""
    described = _("What each mark means: how claims stand, what actors did with them, whether words were proved, grades, dates and doubt.")
    view = View(
        statuses=[(status_sign(status), status_meaning(status)) for status in (*ASSESSMENTS.terms, UNASSESSED, RETIRED)],
        states=[(status_sign(state), _(means)) for state, means in STATES.items()],
        stances=[(stance_sign(one.id), one.means) for one in STANCES.terms.values()],
        proofs=[(proof, _(means)) for proof, means in PROOFS],
        reliability=_grades(RELIABILITY),
        credibility=_grades(CREDIBILITY),
        dates=_dates(context.site.tokens),
        likelihood=[
            (capitalized(one.label), _("{low}–{high} %", low=numeral(f"{one.low:g}"), high=numeral(f"{one.high:g}")))
            for one in LIKELIHOOD.terms.values()
        ],
    )
    yield Page("how-to-read.md", "how-to-read", _("How to read the marks"), described, "marks.md.j2", view)


def _grades(scale: Scale) -> list[View]:
    return [View(id=one.id, label=capitalized(one.label), means=one.means) for one in scale.terms.values()]


def _dates(tokens: Tokens) -> list[View]:
    strip = strip_of(date(2025, 1, 1), date(2025, 7, 1))
    dates = map(parse_edtf, DATES)
    return [View(drawn=strip_html(strip.strip(when), tokens), words=when.words(), means=strip.note([when])) for when in dates]
