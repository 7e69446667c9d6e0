"""Claims by what the evidence says of them and by how credible they are: one square a claim, or counts where there are many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.charts.figure import Figure, Table, escaped
from generator.charts.markup import bar, cell, head_cell, nothing, row, strip, table, unseen
from generator.charts.scale import commas, listed
from generator.charts.statuses import UNJUDGED, status_mark, status_word
from generator.derive.claim_life import by_status
from generator.language import message, numeral, say, say_count
from generator.vocabularies import ASSESSMENTS, CREDIBILITY, UNJUDGED_CREDIBILITY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.charts.figure import Where
    from generator.charts.markup import Names
    from generator.records import Claim

MOST_SQUARES: Final = 60
"""With more claims than this, cells have counts instead of squares."""
_GRADES: Final = (*(grade for grade in CREDIBILITY.terms if grade != UNJUDGED_CREDIBILITY), "")
"""The columns: from the most credible to the least, and at the end what nobody could grade."""
_COLUMNS: Final = (
    *(message("Claim"), message("Claimant"), message("Made"), message("Made (EDTF)")),
    *(message("Assessment"), message("Credibility"), message("Assessed on (EDTF)")),
)


def claims_overview(
    claims: Sequence[Claim],
    *,
    names: Names,
    where: Where,
    title: str | None = None,
    figure_id: str = "fig-claims",
    wide: bool = False,
) -> Figure:
    """Return claims by their newest assessment: a row a status, a column a grade of credibility.

    Args:
        claims: The claims; retired ones are left out.
        names: Gives an actor's name.
        where: Gives the address of a record.
        title: The headline; computed from the groups if left out.
        figure_id: The anchor on its page.
        wide: Whether it may use the margin of the page.
    """
    standing = [claim for claim in claims if claim.retired is None]
    groups = by_status(standing)
    subtitle = say_count(
        "{number} claim by what the evidence says and by credibility, in our judgement",
        "{number} claims by what the evidence says and by credibility, in our judgement",
        len(standing),
    )
    if not groups:
        return Figure(
            figure_id, title or say("No claim is on record"), subtitle, nothing(), say("Nothing to read yet."), wide=wide, empty=True
        )
    squares = len(standing) <= MOST_SQUARES
    drawing = _drawing(groups, names, where, squares=squares)
    data = Table([*map(say, _COLUMNS)], [_cells(claim, status, names) for status, found in groups for claim in sorted(found, key=_id)])
    note = _note({_grade(claim) for claim in standing}, squares=squares)
    return Figure(figure_id, title or _headline(groups, len(standing)), subtitle, drawing, note, data, wide=wide)


def _drawing(groups: Sequence[tuple[str, Sequence[Claim]]], names: Names, where: Where, *, squares: bool) -> str:
    cells: dict[tuple[str, str], list[Claim]] = {}
    for status, found in groups:
        for claim in sorted(found, key=_id):
            cells.setdefault((status, _grade(claim)), []).append(claim)
    shown = [grade for grade in _GRADES if grade or any(not one for _, one in cells)]
    most = max(map(len, cells.values()))
    head = [head_cell(say("Assessment")), *(_head(grade) for grade in shown), head_cell(say("All"), "n")]
    rows = []
    for status, found in groups:
        inside = [(grade, cells.get((status, grade), [])) for grade in shown]
        drawn = [_squares(inner, grade, names, where) if squares else _count(len(inner), most) for grade, inner in inside]
        rows.append(row(status_mark(status), [*map(cell, drawn), cell(numeral(f"{len(found):,}"), "n")]))
    return table(f"units units--{len(shown)}", head, rows)


def _head(grade: str) -> str:
    means = say(CREDIBILITY[grade or UNJUDGED_CREDIBILITY].label)
    return head_cell(f'<b class="units__d">{grade or "–"}</b> <span class="units__w">{escaped(means)}</span>')


def _grade(claim: Claim) -> str:
    grade = claim.standing.credibility if claim.standing else None
    return grade if grade is not None and grade != UNJUDGED_CREDIBILITY else ""


def _squares(claims: Sequence[Claim], grade: str, names: Names, where: Where) -> str:
    items = "".join(_square(claim, grade, names, where) for claim in claims)
    return f'<ul class="unit-list">{items}</ul>' if items else ""


def _id(claim: Claim) -> str:
    return claim.id


def _square(claim: Claim, grade: str, names: Names, where: Where) -> str:
    title = escaped(say("{claim} ({actors})", claim=claim.statement, actors=listed([names(actor) for actor in claim.claimant])))
    inner = f'<span class="unit{"" if grade else " unit--none"}" aria-hidden="true">{grade or "–"}</span>{unseen(claim.statement)}'
    href = where(claim)
    if href is None:
        return f'<li title="{title}" dir="auto">{inner}</li>'
    return f'<li><a href="{escaped(href)}" title="{title}" dir="auto">{inner}</a></li>'


def _count(number: int, most: int) -> str:
    return f"<b>{numeral(f'{number:,}')}</b>{strip(bar('bar', 0, number / most * 100, 7, 0), 'units__bar')}" if number else ""


def _headline(groups: Sequence[tuple[str, Sequence[Claim]]], total: int) -> str:
    largest = sorted(groups, key=lambda group: -len(group[1]))
    if total == 1:
        status = largest[0][0]
        if status == UNJUDGED:
            return say("The one claim cannot be judged")
        return say("The one claim is {status}", status=say(ASSESSMENTS[status].label))
    shares = [(len(found), say(ASSESSMENTS[status].label)) for status, found in largest[:3]]
    parts = [say_count("{number} {status}", "{number} {status}", number, status=status) for number, status in shares]
    return say_count("Of {number} claim, {parts}", "Of {number} claims, {parts}", total, parts=listed(parts))


def _note(grades: set[str], *, squares: bool) -> str:
    shown = sorted(grade for grade in grades if grade)
    best, worst = CREDIBILITY["1"], CREDIBILITY["5"]
    ends = {"most": say(best.label), "least": say(worst.label)}
    if not squares:
        return say("Each number is one of claims; credibility goes from 1 ({most}) to 5 ({least}).", **ends)
    said = say("Each square is a claim and leads to it; credibility goes from 1 ({most}) to 5 ({least}).", **ends)
    if shown:
        said = say("Each square is a claim and leads to it; the digit is its credibility, from 1 ({most}) to 5 ({least}).", **ends)
    return said + " " + say("Dashed: credibility cannot be judged, or is not given.") if "" in grades else said


def _cells(claim: Claim, status: str, names: Names) -> tuple[str, ...]:
    judged = claim.standing
    who = commas(names(actor) for actor in claim.claimant)
    grade = (judged.credibility if judged else None) or ""
    said = status_word(status)
    return claim.statement, who, claim.made.words(), claim.made.text, said, grade, judged.on.text if judged else ""
