"""The page of how it is done, made from the scales and settings in force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.derive.stances import FEWEST
from generator.diagnostics import RULES, Severity
from generator.language import message, numeral, say
from generator.pages.page import Page
from generator.vocabularies import ISSUES, SCALES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.desk import Desk
    from generator.vocabularies import Scale, Term

PATH = "method.md"
_SEVERITIES: Final = {Severity.ERROR: message("error"), Severity.WARNING: message("warning")}


@dataclass(frozen=True, slots=True)
class TermRow:
    """A word of a scale."""

    id: str
    label: str
    value: str
    means: str


@dataclass(frozen=True, slots=True)
class ScaleView:
    """A scale with its words."""

    anchor: str
    title: str
    source: str
    licence: str
    note: str
    value: str
    """What the scale's figures are, or nothing where it has none."""
    terms: Sequence[TermRow]


@dataclass(frozen=True, slots=True)
class MethodView:
    """What the page of method shows."""

    scales: Sequence[ScaleView]
    rules: Sequence[tuple[str, str, str]]
    fewest: int
    """Under so many counted acts nothing names a direction."""


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of method."""
    view = MethodView(
        [_scale(desk, scale) for scale in SCALES],
        [(rule.code, say(rule.summary), say(_SEVERITIES[rule.severity])) for rule in RULES.values()],
        FEWEST,
    )
    described = say("How sources are graded, claims assessed and acts counted: the scales and rules in force.")
    yield Page(PATH, "method", say("Method"), described, "method.md.j2", view)


def _scale(desk: Desk, scale: Scale) -> ScaleView:
    rows = [TermRow(one.id, one.label, _value(one), one.means) for one in scale.terms.values()]
    if scale is ISSUES and desk.corpus.publication.issues:
        rows = [TermRow(issue, label, "", say("This publication’s own.")) for issue, label in desk.corpus.publication.issues.items()] + rows
    value = (
        say("Score")
        if any(one.score is not None for one in scale.terms.values())
        else say("Per cent")
        if any(row.value for row in rows)
        else ""
    )
    return ScaleView(f"scale-{scale.name}", scale.title, scale.source, scale.licence, scale.note, value, rows)


def _value(term: Term) -> str:
    if term.score is not None:
        return numeral(f"{term.score:+g}".replace("-", "−")) if term.score else "0"
    return numeral(f"{term.low:g}–{term.high:g}") if term.low is not None and term.high is not None else ""
