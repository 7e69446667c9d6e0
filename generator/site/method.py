"""The pages on method and on reading the marks, generated from the scales and settings in force."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from generator import model
from generator.analysis import FEWEST_ACTS
from generator.content import RULES, Severity
from generator.figures import stance_sign, status_sign, strip_html, strip_of
from generator.language import N_, _, capitalized, numeral
from generator.site.page import Page, View, read_counts
from generator.site.page_parts import status_meaning
from generator.verify import LOCATED, NAMED, TRANSCRIBED, VERIFIED, WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.figures import Tokens
    from generator.model import Scale, Term
    from generator.site.context import PageContext

_SEVERITIES: Final = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning")}


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page on method and the page on how to read the marks."""
    view = View(
        read=read_counts(context.corpus.all(model.Source)),
        scales=[_scale(context, scale) for scale in model.SCALES],
        rules=[(rule.code, _(rule.summary), _(_SEVERITIES[rule.severity])) for rule in RULES.values()],
        fewest=FEWEST_ACTS,
    )
    described = _("How sources are graded, claims assessed and acts counted: the scales and rules in force.")
    yield Page("method.md", "method", _("Method"), described, "method.md.j2", view)
    yield _marks(context)


def _scale(context: PageContext, scale: Scale) -> View:
    own = context.corpus.publication.issues if scale is model.ISSUES else {}
    rows = [
        *(View(id=issue, label=label, value="", means=_("This publication’s own.")) for issue, label in own.items()),
        *(View(id=term.id, label=term.label, value=_value(term), means=term.means) for term in scale.terms.values()),
    ]
    has_scores, has_values = any(term.score is not None for term in scale.terms.values()), any(row.value for row in rows)
    return View(
        anchor=f"scale-{scale.name}",
        title=_(scale.english_title),
        source=_(scale.english_source),
        licence=_(scale.english_licence),
        note=_(scale.english_note) if scale.english_note else "",
        value=_("Score") if has_scores else _("Per cent") if has_values else "",
        terms=rows,
    )


def _value(term: Term) -> str:
    if term.score is not None:
        return numeral(f"{term.score:+g}".replace("-", "−")) if term.score else "0"
    return numeral(f"{term.low:g}–{term.high:g}") if term.low is not None and term.high is not None else ""


STATES: Final = model.names_of("states.meaning")
"""The meaning of each state of a cost, risk or signpost; to be translated."""
PROOFS: Final = (
    (VERIFIED, N_("The words stand in the text of the source, found there by machine. With a day, they were found on that day.")),
    (LOCATED, N_("No words are quoted. The paragraph or sentence was found in the text of the source by machine.")),
    (NAMED, N_("No words are quoted. The paragraph or sentence is named, and no machine has looked.")),
    (TRANSCRIBED, N_("Words copied by hand from the page. No machine has held them against it.")),
    (WHOLE, N_("What the document says is told in our words. No place in it is named.")),
)
"""The meaning of each state of a proof; to be translated."""
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
"""A date of each kind that is drawn differently."""


def _marks(context: PageContext) -> Page:
    described = _("What each mark means: how claims stand, what actors did with them, whether words were proved, grades, dates and doubt.")
    view = View(
        statuses=[(status_sign(status), status_meaning(status)) for status in (*model.ASSESSMENTS.terms, model.UNASSESSED, model.RETIRED)],
        states=[(status_sign(state), _(means)) for state, means in STATES.items()],
        stances=[(stance_sign(term.id), term.means) for term in model.STANCES.terms.values()],
        proofs=[(proof, _(means)) for proof, means in PROOFS],
        reliability=_grades(model.RELIABILITY),
        credibility=_grades(model.CREDIBILITY),
        dates=_dates(context.site.tokens),
        likelihood=[
            (capitalized(term.label), _("{low}–{high} %", low=numeral(f"{term.low:g}"), high=numeral(f"{term.high:g}")))
            for term in model.LIKELIHOOD.terms.values()
        ],
    )
    return Page("how-to-read.md", "how-to-read", _("How to read the marks"), described, "marks.md.j2", view)


def _grades(scale: Scale) -> list[View]:
    return [View(id=term.id, label=capitalized(term.label), means=term.means) for term in scale.terms.values()]


def _dates(tokens: Tokens) -> list[View]:
    strip = strip_of(date(2025, 1, 1), date(2025, 7, 1))
    dates = map(model.parse_edtf, DATES)
    return [View(drawn=strip_html(strip.strip(when), tokens), words=when.words(), means=strip.note([when])) for when in dates]
