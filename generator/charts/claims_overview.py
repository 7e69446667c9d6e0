"""Claims by what the evidence says of them: one square a claim."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from generator.charts.figure import Figure
from generator.charts.markup import NOTHING, cell, head_cell, row, table, unseen
from generator.charts.scale import count_of, listed
from generator.charts.statuses import status_mark
from generator.derive.claim_life import by_status
from generator.vocabularies import ASSESSMENTS, CREDIBILITY, UNJUDGED_CREDIBILITY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.charts.figure import Where
    from generator.charts.markup import Names
    from generator.records import Claim


def claims_overview(
    claims: Sequence[Claim],
    *,
    names: Names,
    where: Where,
    title: str | None = None,
    figure_id: str = "fig-claims",
    wide: bool = False,
) -> Figure:
    """Return claims grouped by their newest assessment: squares where it is wide, a list to read where it is narrow.

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
    subtitle = f"{count_of(len(standing), 'claim')} by what the evidence says, in our judgement"
    if not groups:
        return Figure(figure_id, title or "No claim is on record", subtitle, NOTHING, "Nothing to read yet.", wide=wide, empty=True)
    head = [head_cell("Assessment"), head_cell("Claims, each with its credibility"), head_cell("All", "n")]
    rows = [row(status_mark(status), [cell(_units(found, names, where)), cell(str(len(found)), "n")]) for status, found in groups]
    grades = sorted({grade for claim in standing if (grade := _grade(claim))})
    note = (
        f"Each square is a claim; the digit is its credibility, from 1 ({_means('1')}) to 5 ({_means('5')}). "
        "Dashed, without a digit: credibility cannot be judged, or is not given."
    )
    headline = title or _headline(groups, len(standing))
    return Figure(figure_id, headline, subtitle, table("units", head, rows), note if grades else note.split(". ")[1], wide=wide)


def _means(grade: str) -> str:
    return CREDIBILITY[grade].label.lower()


def _grade(claim: Claim) -> str:
    grade = claim.standing.credibility if claim.standing else None
    return grade if grade is not None and grade != UNJUDGED_CREDIBILITY else ""


def _units(claims: Sequence[Claim], names: Names, where: Where) -> str:
    return f'<ul class="unit-list">{"".join(_unit(claim, names, where) for claim in sorted(claims, key=_unit_order))}</ul>'


def _unit_order(claim: Claim) -> tuple[str, str]:
    return _grade(claim) or "9", claim.id


def _unit(claim: Claim, names: Names, where: Where) -> str:
    grade = _grade(claim)
    who = listed([names(actor) for actor in claim.claimant])
    title = escape(f"{claim.statement} ({who})")
    square = f'<span class="unit{"" if grade else " unit--none"}" aria-hidden="true">{grade or "–"}</span>'
    said = unseen(f" Credibility {grade}." if grade else " Credibility not given.")
    inner = f'{square}<span class="unit__text" dir="auto">{escape(claim.statement)}</span>{said}'
    href = where(claim)
    return f"<li>{inner}</li>" if href is None else f'<li><a href="{escape(href)}" title="{title}">{inner}</a></li>'


def _headline(groups: Sequence[tuple[str, Sequence[Claim]]], total: int) -> str:
    largest = sorted(groups, key=lambda group: -len(group[1]))
    if total == 1:
        word = ASSESSMENTS[largest[0][0]].label.lower()
        return f"The one claim {word if word.startswith('cannot') else f'is {word}'}"
    parts = [f"{len(found)} {ASSESSMENTS[status].label.lower()}" for status, found in largest[:3]]
    return f"Of {total} claims, {listed(parts)}"
