"""The life of a claim: who said, sidestepped or denied it, when, in which words; and what we held of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final

from generator.charts.figure import Figure
from generator.charts.markup import linked, words
from generator.charts.scale import capital, count_of, listed
from generator.charts.statuses import status_mark
from generator.derive.claim_life import GROUPS, claim_life
from generator.vocabularies import CREDIBILITY, STANCES, UNJUDGED_CREDIBILITY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from generator.charts.markup import Names
    from generator.dates import Edtf
    from generator.derive.claim_life import Life, Moment
    from generator.records.claims import Assessment, Claim
    from generator.records.shared import Evidence

    Refs = Callable[[Sequence[Evidence]], str]
    """Gives the marks of reference for pieces of evidence, as safe HTML."""

    Prose = Callable[[str], str]
    """Gives running text with its references to records, as safe HTML."""

MOST_COLUMNS: Final = 5
"""With more dates than this, or longer texts than LONGEST_CELL, the life is a list and not a grid."""
LONGEST_CELL: Final = 140
_ROW_NAMES: Final = {"said": "Said", "sidestepped": "Sidestepped", "denied": "Denied"}
_NUMBERS: Final = ("nobody", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_INLINE_LINK: Final = re.compile(r"\[([^\]]*)\]\([a-z]+:[^)\s]*\)")


def plain_prose(text: str) -> str:
    """Return running text without its references, as safe HTML."""
    return words(_INLINE_LINK.sub(r"\1", text))


def _nowhere(_: str) -> str | None:
    return None


def _no_refs(_: Sequence[Evidence]) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class _Writer:
    names: Names
    actor_at: Callable[[str], str | None]
    refs: Refs
    prose: Prose


def life(
    claim: Claim,
    *,
    names: Names,
    actor_at: Callable[[str], str | None] | None = None,
    refs: Refs | None = None,
    prose: Prose = plain_prose,
    title: str | None = None,
    figure_id: str = "fig-life",
    wide: bool = True,
) -> Figure:
    """Return the life of a claim: a column a date where these are few and the texts short, else a list.

    Args:
        claim: The claim.
        names: Gives an actor's name.
        actor_at: Gives the address of an actor's page.
        refs: Gives the marks of reference for pieces of evidence, as safe HTML.
        prose: Gives running text as safe HTML.
        title: The headline; computed from who did what if left out.
        figure_id: The anchor on its page.
        wide: Whether it may use the margin of the page.
    """
    lived = claim_life(claim)
    writer = _Writer(names, actor_at or _nowhere, refs or _no_refs, prose)
    columns = _columns(lived)
    fits = len(columns) <= MOST_COLUMNS and all(len(_said(one)) <= LONGEST_CELL for one in lived.moments)
    drawing = _grid(lived, claim.not_found, columns, writer) if fits else _list(lived, claim.not_found, writer)
    how = "the columns are not to scale" if fits else "oldest first"
    subtitle = f"Who said what about the claim, in order of time; {how}"
    note = "Triangle up: said; hollow when only reported. Sideways: sidestepped. Down: denied. A denial is not a refutation."
    if claim.not_found:
        note += " Hatched: looked for and not found."
    return Figure(figure_id, title or _headline(lived), subtitle, drawing, note, wide=wide)


def _headline(lived: Life) -> str:
    actors = {group: {one.actor for one in lived.moments if one.group == group} for group in GROUPS}
    parts = [f"{_ROW_NAMES[group].lower()} by {_number(len(found))}" for group, found in actors.items() if found]
    return capital(listed(parts))


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _said(moment: Moment) -> str:
    return moment.words or _INLINE_LINK.sub(r"\1", moment.note or "")


def _columns(lived: Life) -> list[str]:
    dates = {one.when.words(): one.when.sort_key for one in lived.moments}
    dates |= {one.on.words(): one.on.sort_key for one in lived.assessments}
    return sorted(dates, key=lambda said: dates[said])


def _grid(lived: Life, not_found: Sequence[str], columns: Sequence[str], writer: _Writer) -> str:
    used = [group for group in GROUPS if any(one.group == group for one in lived.moments)]
    ours = len(used) + 1
    rows = [f'<span class="r{index}">{_ROW_NAMES[group]}</span>' for index, group in enumerate(used, 1)]
    if lived.assessments:
        rows.append(f'<span class="r{ours}">Our assessment</span>')
    last = [*columns, "Looked for"] if not_found else columns
    heads = "".join(f'<span class="c{index}">{escape(said)}</span>' for index, said in enumerate(last, 1))
    cells = [
        _cell(columns.index(said) + 1, used.index(group) + 1, said, "".join(_moment(one, writer, short=True) for one in moments))
        for (said, group), moments in groupby(_by_cell(lived.moments), key=_place)
    ]
    if not_found:
        cells.append(_missing(not_found, writer, f"none c{len(columns) + 1} rows{len(used)}"))
    judged = [_cell(columns.index(one.on.words()) + 1, ours, one.on.words(), _assessment(one)) for one in lived.assessments]
    return (
        f'<div class="life life--grid life--{len(last)}"><div class="life__cols" aria-hidden="true">{heads}</div>'
        f'<div class="life__rows" aria-hidden="true">{"".join(rows)}</div><ol>{"".join(cells)}</ol>{_ours(judged)}</div>'
    )


def _by_cell(moments: Iterable[Moment]) -> list[Moment]:
    return sorted(moments, key=lambda one: (one.when.sort_key, one.when.words(), GROUPS.index(one.group)))


def _place(moment: Moment) -> tuple[str, str]:
    return moment.when.words(), moment.group


def _cell(column: int, line: int, said: str, inner: str) -> str:
    return f'<li class="c{column} r{line}"><span class="life__when">{escape(said)}</span>{inner}</li>'


def _list(lived: Life, not_found: Sequence[str], writer: _Writer) -> str:
    cells = [_line(one.when, _moment(one, writer, short=False), one.group) for one in lived.moments]
    if not_found:
        cells.append(_missing(not_found, writer, "none"))
    judged = [_line(one.on, _assessment(one), "ours") for one in lived.assessments]
    return f'<div class="life life--list"><ol>{"".join(cells)}</ol>{_ours(judged)}</div>'


def _line(when: Edtf, inner: str, group: str) -> str:
    return f'<li class="lf--{group}"><span class="life__when">{escape(when.words())}</span>{inner}</li>'


def _ours(lines: Sequence[str]) -> str:
    return f'<p class="life__head">Our assessment</p><ol class="life__ours">{"".join(lines)}</ol>' if lines else ""


def _moment(one: Moment, writer: _Writer, *, short: bool) -> str:
    mark = f'<span class="sn sn--{one.stance}">{escape(capital(STANCES[one.stance].label))}</span>'
    quote = f' <span class="lf__q">“{words(one.words)}”</span>' if one.words else ""
    told = f" {writer.prose(one.note)}" if one.note and not (short and one.words) else ""
    name = linked(writer.names(one.actor), writer.actor_at(one.actor), "lf__n")
    colon = ":" if quote or told else ""
    return f'<p class="lf">{mark} <span class="lf__t">{name}{colon}{quote}{told}{writer.refs(one.evidence)}</span></p>'


def _assessment(one: Assessment) -> str:
    grade = f'<span class="lf__t lf__g">{escape(_credibility(one.credibility))}</span>' if one.credibility else ""
    return f'<p class="lf">{status_mark(one.status)} {grade}</p>'


def _credibility(grade: str) -> str:
    said = CREDIBILITY[grade].label.lower()
    return f"credibility: {said}" if grade == UNJUDGED_CREDIBILITY else f"credibility {grade}, {said}"


def _missing(not_found: Sequence[str], writer: _Writer, style: str) -> str:
    items = "".join(f"<li><mark>{writer.prose(text)}</mark></li>" for text in not_found)
    heading = f"<b>{count_of(len(not_found), 'thing')} looked for and not found</b>"
    return f'<li class="{style}"><mark>{heading}</mark><ul>{items}</ul></li>'
