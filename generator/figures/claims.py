"""Claims by what the evidence says of them and by how credible they are: one mark a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.derive.claim_life import by_status
from generator.figures.figure import Column, Figure, Grid, Mark, Row, Text, cell, line, nothing, table_of
from generator.figures.standing import UNJUDGED, status_sign, status_word
from generator.language import N_, _, ngettext, numeral
from generator.language.sentences import and_list, comma_list
from generator.vocabularies import ASSESSMENTS, CREDIBILITY, UNJUDGED_CREDIBILITY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.figures.context import FigureContext
    from generator.figures.figure import Cell, Columns
    from generator.records import Claim

MOST_MARKS: Final = 60
"""With more claims than this, cells have counts alone."""
_GRADES: Final = (*(grade for grade in CREDIBILITY.terms if grade != UNJUDGED_CREDIBILITY), "")
"""The columns: from the most credible to the least, and at the end what nobody could grade."""
_COLUMNS: Final[Columns[tuple[str, Claim], FigureContext]] = (
    (N_("Claim"), lambda row, _unused: row[1].statement),
    (N_("Claimant"), lambda row, context: comma_list(map(context.names, row[1].claimant))),
    (N_("Made"), lambda row, _unused: row[1].made.words()),
    (N_("Made (EDTF)"), lambda row, _unused: row[1].made.text),
    (N_("Assessment"), lambda row, _unused: status_word(row[0])),
    (N_("Credibility"), lambda row, _unused: (row[1].standing and row[1].standing.credibility) or ""),
    (N_("Assessed on (EDTF)"), lambda row, _unused: row[1].standing.on.text if row[1].standing else ""),
)


def claims_figure(claims: Sequence[Claim], context: FigureContext, *, wide: bool = False) -> Figure:
    """Return claims by their newest assessment: a row a status, a column a grade of credibility. Retired ones are left out."""
    standing = sorted((claim for claim in claims if claim.retired is None), key=lambda claim: claim.id)
    groups = by_status(standing)
    subtitle = ngettext(
        "{number} claim by what the evidence says and by credibility, in our judgement",
        "{number} claims by what the evidence says and by credibility, in our judgement",
        len(standing),
    )
    if not groups:
        return nothing("fig-claims", _("No claim is on record"), subtitle)
    shown = [grade for grade in _GRADES if grade or any(not _grade(claim) for claim in standing)]
    heads = (_("{grade}: {means}", grade=grade, means=_(CREDIBILITY[grade].label)) if grade else _("not judged") for grade in shown)
    columns = (
        Column(_("Assessment"), width=10),
        *(Column(head, "marks", named=True) for head in heads),
        Column(_("All"), "number", 2, named=True),
    )
    marks = len(standing) <= MOST_MARKS
    rows = []
    for status, found in groups:
        cells = [_cell([claim for claim in found if _grade(claim) == grade], context, marks=marks) for grade in shown]
        rows.append(Row((cell(status_sign(status)), *cells, cell(numeral(f"{len(found):,}")))))
    data = table_of(_COLUMNS, [(status, claim) for status, found in groups for claim in found], context)
    title = _headline(groups, len(standing))
    return Figure("fig-claims", title, subtitle, (Grid(columns, tuple(rows)),), _note(marks=marks), data, wide=wide)


def _cell(claims: Sequence[Claim], context: FigureContext, *, marks: bool) -> Cell:
    if not claims:
        return ()
    if not marks:
        return cell(Text(numeral(f"{len(claims):,}"), emphasis="strong"))
    return (
        line(*(Mark(claim.statement, context.where(claim), hollow=not _grade(claim), letter=_grade(claim) or "–") for claim in claims)),
    )


def _grade(claim: Claim) -> str:
    grade = claim.standing.credibility if claim.standing else None
    return grade if grade is not None and grade != UNJUDGED_CREDIBILITY else ""


def _headline(groups: Sequence[tuple[str, Sequence[Claim]]], total: int) -> str:
    if total == 1:
        status = groups[0][0]
        if status == UNJUDGED:
            return _("The one claim cannot be judged")
        return _("The one claim is {status}", status=_(ASSESSMENTS[status].label))
    shares = sorted(((len(found), _(ASSESSMENTS[status].label)) for status, found in groups), key=lambda share: -share[0])
    parts = [ngettext("{number} {status}", "{number} {status}", number, status=status) for number, status in shares]
    return ngettext("Of {number} claim, {parts}", "Of {number} claims, {parts}", total, parts=and_list(parts))


def _note(*, marks: bool) -> str:
    best, worst = (_(CREDIBILITY[grade].label) for grade in ("1", "5"))
    if not marks:
        return _("Each number is one of claims; credibility goes from 1 ({most}) to 5 ({least}).", most=best, least=worst)
    return _("Each mark is a claim and leads to it; credibility goes from 1 ({most}) to 5 ({least}).", most=best, least=worst)
