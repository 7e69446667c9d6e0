"""The page of how it is done, made from the scales and settings in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.analysis import FEWEST_ACTS
from generator.content import RULES, Severity
from generator.language import N_, _, numeral
from generator.model import ISSUES, SCALES, Source
from generator.site.page import Page, View
from generator.site.words import read_counts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Scale, Term
    from generator.site.context import PageContext

_SEVERITIES: Final = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning")}


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of method."""
    view = View(
        read=read_counts(context.corpus.all(Source)),
        scales=[_scale(context, scale) for scale in SCALES],
        rules=[(rule.code, _(rule.summary), _(_SEVERITIES[rule.severity])) for rule in RULES.values()],
        fewest=FEWEST_ACTS,
    )
    described = _("How sources are graded, claims assessed and acts counted: the scales and rules in force.")
    yield Page("method.md", "method", _("Method"), described, "method.md.j2", view)


def _scale(context: PageContext, scale: Scale) -> View:
    own = context.corpus.publication.issues if scale is ISSUES else {}
    rows = [
        *(View(id=issue, label=label, value="", means=_("This publication’s own.")) for issue, label in own.items()),
        *(View(id=one.id, label=one.label, value=_value(one), means=one.means) for one in scale.terms.values()),
    ]
    has_scores, has_values = any(one.score is not None for one in scale.terms.values()), any(row.value for row in rows)
    return View(
        anchor=f"scale-{scale.name}",
        title=scale.title,
        source=scale.source,
        licence=scale.licence,
        note=scale.note,
        value=_("Score") if has_scores else _("Per cent") if has_values else "",
        terms=rows,
    )


def _value(term: Term) -> str:
    if term.score is not None:
        return numeral(f"{term.score:+g}".replace("-", "−")) if term.score else "0"
    return numeral(f"{term.low:g}–{term.high:g}") if term.low is not None and term.high is not None else ""
