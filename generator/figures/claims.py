"""Figures of claims by assessment and credibility, and of the life of one claim: its stances and our assessments over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.analysis import by_status
from generator.figures.figure import Column, Figure, FigureText, Grid, Mark, Row, cell, muted, nothing, plain, table_of
from generator.figures.strips import time_strip
from generator.figures.words import sources_named, stance_sign, status_sign, status_word
from generator.language import N_, _, and_list, capitalized, clause_list, comma_list, ngettext, numeral, sentence_list
from generator.model import ASSESSMENTS, CREDIBILITY, STANCES, UNJUDGED, UNJUDGED_CREDIBILITY, Actor, Assessment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.analysis import Life
    from generator.figures.figure import Cell, Columns, FigureContext, Item
    from generator.figures.strips import TimeStrip
    from generator.model import Claim, Edtf, Stance

MOST_MARKS: Final = 60
"""With more claims than this, cells show counts instead of marks."""
_GRADES: Final = (*(grade for grade in CREDIBILITY.terms if grade != UNJUDGED_CREDIBILITY), "")
"""The columns: from most to least credible, then ungraded."""
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
    """Return a grid of claims by latest assessment (rows) and credibility (columns). Retired claims are left out."""
    standing = sorted((claim for claim in claims if claim.retired is None), key=lambda claim: claim.id)
    groups = by_status(standing)
    subtitle = ngettext(
        "{number} claim by what the evidence says and by credibility, in our judgement",
        "{number} claims by what the evidence says and by credibility, in our judgement",
        len(standing),
    )
    if not groups:
        return nothing("fig-claims", _("No claim is on record"), subtitle)
    grades = [grade for grade in _GRADES if grade or any(not _grade(claim) for claim in standing)]
    heads = (_("{grade}: {means}", grade=grade, means=_(CREDIBILITY[grade].label)) if grade else _("not judged") for grade in grades)
    columns = (
        Column(_("Assessment"), width=10),
        *(Column(head, "marks", named=True) for head in heads),
        Column(_("All"), "number", 2, named=True),
    )
    marks = len(standing) <= MOST_MARKS
    rows = []
    for status, group in groups:
        cells = [_cell([claim for claim in group if _grade(claim) == grade], context, marks=marks) for grade in grades]
        rows.append(Row((cell(status_sign(status)), *cells, cell(numeral(f"{len(group):,}")))))
    data = table_of(_COLUMNS, [(status, claim) for status, group in groups for claim in group], context)
    title = _headline(groups, len(standing))
    return Figure("fig-claims", title, subtitle, (Grid(columns, tuple(rows)),), _note(marks=marks), data, wide=wide)


def _cell(claims: Sequence[Claim], context: FigureContext, *, marks: bool) -> Cell:
    if not claims:
        return ()
    if not marks:
        return cell(FigureText(numeral(f"{len(claims):,}"), emphasis="strong"))
    return cell(*(Mark(claim.statement, context.where(claim), hollow=not _grade(claim), letter=_grade(claim) or "–") for claim in claims))


def _grade(claim: Claim) -> str:
    grade = claim.standing.credibility if claim.standing else None
    return grade if grade is not None and grade != UNJUDGED_CREDIBILITY else ""


def _headline(groups: Sequence[tuple[str, Sequence[Claim]]], total: int) -> str:
    if total == 1:
        status = groups[0][0]
        if status == UNJUDGED:
            return _("The one claim cannot be judged")
        return _("The one claim is {status}", status=status_word(status).lower())
    shares = sorted(((len(group), status_word(status).lower()) for status, group in groups), key=lambda share: -share[0])
    parts = [ngettext("{number} {status}", "{number} {status}", number, status=status) for number, status in shares]
    return ngettext("Of {number} claim: {parts}", "Of {number} claims: {parts}", total, parts=and_list(parts))


def _note(*, marks: bool) -> str:
    best, worst = (_(CREDIBILITY[grade].label) for grade in ("1", "5"))
    if not marks:
        return _("Each number is one of claims; credibility goes from 1 ({most}) to 5 ({least}).", most=best, least=worst)
    return _("Each mark is a claim and leads to it; credibility goes from 1 ({most}) to 5 ({least}).", most=best, least=worst)


_MAX_NAMES: Final = 2


def life_figure(lived: Life, context: FigureContext) -> Figure:
    """Return the stances toward a claim in chronological order on a time axis, followed by our assessments.

    The headline names the stances, claimants first, and our latest assessment; each row has an anchor. The axis ends soon after the last
    date, whatever the build date: the bar of the latest assessment fades out at its edge.
    """
    dates = [*(stance.when for stance in lived.moments), *(stance.on for stance in lived.assessments)]
    subtitle = _("Who said what about the claim, and what the evidence says in our judgement, over time")
    steps: list[Stance | Assessment] = [*lived.moments, *lived.assessments]
    table = table_of(_LIFE_COLUMNS, steps, context)
    strip = time_strip(dates)
    columns = (
        Column(_("When"), "date", 9),
        Column(_("What"), width=10),
        Column(_("Over time"), "strip", 14, ticks=strip.ticks),
        Column(_("Who, and in which words")),
    )
    rows = (*_stance_rows(lived, strip, context), *_assessment_rows(lived, strip))
    grid = Grid(columns, rows, named_by=1)
    return Figure("fig-life", _life_headline(lived, context), subtitle, (grid,), _life_note(lived, strip), table, wide=True)


def _stance_rows(lived: Life, strip: TimeStrip, context: FigureContext) -> Iterator[Row]:
    for number, stance in enumerate(lived.moments, 1):
        marks = cell(strip.sign(stance.when, stance.stance))
        yield Row((cell(stance.when.words()), cell(stance_sign(stance.stance)), marks, _stance_cell(stance, context)), anchor=str(number))


def _stance_cell(stance: Stance, context: FigureContext) -> Cell:
    actor = context.corpus.find(Actor, stance.actor)
    items: list[Item] = [FigureText(context.names(stance.actor), context.where(actor) if actor else None, "strong")]
    if stance.words or stance.note:
        items.append(FigureText(_(": ")))
    if stance.words:
        before, _unused, after = _("“{words}”").partition("{words}")
        items += [FigureText(before), FigureText(stance.words), FigureText(f"{after} – " if stance.note else after)]
    if stance.note:
        items += context.prose(stance.note)
    return cell(*items, *context.refs(stance.evidence))


def _assessment_rows(lived: Life, strip: TimeStrip) -> Iterator[Row]:
    if lived.assessments:
        yield Row((cell(FigureText(_("Our assessment"), emphasis="strong")),), heading=True)
    for number, assessment in enumerate(lived.assessments, 1):
        until = next((later.on for later in lived.assessments[number:]), None)
        first, last = (day.earliest or day.latest if day else None for day in (assessment.on, until))
        bar = cell(strip.since(first, last)) if first else ()
        grade = cell(muted(_credibility(assessment.credibility))) if assessment.credibility else ()
        yield Row((cell(assessment.on.words()), cell(status_sign(assessment.status)), bar, grade), anchor=f"a{number}")


def _credibility(grade: str) -> str:
    word = _(CREDIBILITY[grade].label)
    if grade == UNJUDGED_CREDIBILITY:
        return _("credibility: {word}", word=word)
    return _("credibility {grade}, {word}", grade=grade, word=word)


def _life_headline(lived: Life, context: FigureContext) -> str:
    done: dict[tuple[str, frozenset[str]], list[str]] = {}
    for lane, stances in lived.lanes.items():
        actors = sorted(dict.fromkeys(stance.actor for stance in stances), key=lambda actor: actor not in lived.claimants)
        who = _short_list([*map(context.corpus.name_within, actors)], named=lane != "said" or actors[0] in lived.claimants)
        done.setdefault((who, frozenset(actors)), []).append(_("said") if lane == "said" else STANCES[lane].label)
    deeds = capitalized(clause_list(_("{deeds} by {actors}", deeds=and_list(lanes), actors=who) for (who, _actors), lanes in done.items()))
    if not lived.assessments:
        return _("{deeds}. Not assessed by us", deeds=deeds)
    status = lived.assessments[-1].status
    if status == UNJUDGED:
        return _("{deeds}. In our assessment it cannot be judged", deeds=deeds)
    return _("{deeds}. In our assessment it is {status}", deeds=deeds, status=_(ASSESSMENTS[status].label))


def _short_list(actors: Sequence[str], *, named: bool) -> str:
    """Return at most two names; of more one and the number of others, or only their number."""
    if len(actors) <= _MAX_NAMES:
        return and_list(actors)
    first = actors[:1] if named else ()
    return and_list([*first, ngettext("{number} other", "{number} others", len(actors) - len(first))])


def _life_note(lived: Life, strip: TimeStrip) -> str:
    bar = _("Bar: how we assessed it, from the day of the evidence on; fading to the edge: it still stands.")
    return sentence_list(
        (
            _("A denial is not a refutation.") if "denied" in lived.lanes else "",
            bar if lived.assessments else "",
            strip.note([stance.when for stance in lived.moments if stance.when.kind != "day" or stance.when.approximate]),
        )
    )


_LIFE_COLUMNS: Final[Columns[Stance | Assessment, FigureContext]] = (
    (N_("Who"), lambda step, context: _("Our assessment") if isinstance(step, Assessment) else context.names(step.actor)),
    (N_("What"), lambda step, _unused: status_word(step.status) if isinstance(step, Assessment) else _(STANCES[step.stance].label)),
    (N_("When"), lambda step, _unused: _when(step).words()),
    (N_("Date (EDTF)"), lambda step, _unused: _when(step).text),
    (N_("Words"), lambda step, _unused: "" if isinstance(step, Assessment) else step.words or ""),
    (N_("Credibility"), lambda step, _unused: (step.credibility or "") if isinstance(step, Assessment) else ""),
    (N_("Note"), lambda step, _unused: plain((step.because if isinstance(step, Assessment) else step.note) or "")),
    (N_("Evidence"), lambda step, context: sources_named(step.evidence, context.voices)),
)


def _when(step: Stance | Assessment) -> Edtf:
    return step.on if isinstance(step, Assessment) else step.when
