"""The figure of stances: acts of actors toward others as unit marks, counted as with, neither and against."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from generator.analysis import DIRECTIONS, FEWEST_ACTS, count_acts, in_period, is_collected
from generator.figures.figure import Cell, Column, Figure, FigureText, Grid, Mark, Row, cell, joined, line, muted, nothing, table_of
from generator.figures.strips import days_of
from generator.figures.words import dated
from generator.language import N_, _, and_list, capitalized, clause_list, comma_list, ngettext, numeral, sentence_list
from generator.model import ACT_TYPES, DIRECTION_WORDS, FORM_WORDS, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.analysis import ActMark, Count, Stances
    from generator.figures.figure import Columns, FigureContext, Glyph, Line, Table
    from generator.model import Collected, Period

GLYPHS: Final[dict[str, Glyph]] = {"words": "circle", "institutional": "square", "deed": "triangle"}
"""The shape of an act by its form."""
DOUBT_WORDS: Final = names_of("acts.uncounted")
_HEADLINE: Final = N_("{by} toward {toward}: {count}")
_BY_ISSUE: Final = N_("{by} toward {toward}, by issue: {count}")
_MAX_HEAVY: Final = 4
MOST_MARKS: Final = 250
"""With more acts than this there are only numbers, no marks."""


@dataclass(frozen=True, slots=True)
class ShownStances:
    """The options of a figure of stances: dyads, periods and collection scope."""

    pairs: Sequence[tuple[str, str]]
    """The dyads (by, toward), a row each."""
    periods: Sequence[Period] = ()
    """Two or more periods split each row."""
    scope: Sequence[Collected] = ()
    """What was collected; empty for everything."""
    by_issue: bool = False
    """Whether rows are split by issue instead of period."""
    one_actor: bool = False
    """Whether all acts are by one actor, so that rows name the other actor only."""


def count_words(count: Count) -> str:
    """Return a count in words: '18 acts with, 4 against, 1 neither'.

    Below FEWEST_ACTS counted acts it names no direction: '3 acts on record'.
    """
    if count.counted < FEWEST_ACTS:
        total = count.counted + count.doubtful
        return ngettext("{number} act on record", "{number} acts on record", total) if total else _("no act on record")
    with_, neither, against = count.by_direction
    parts = [
        ngettext("{number} act with", "{number} acts with", with_),
        _("{number} against", number=numeral(str(against))),
        *([_("{number} neither", number=numeral(str(neither)))] if neither else []),
    ]
    return comma_list(parts)


def headline(stances: Stances, shown: ShownStances, context: FigureContext, words: str = _HEADLINE) -> str:
    """Return the headline of a figure of acts: the count of the first dyad with an act, and of its reverse if that is the only other.

    Dyads that were not collected are not counted.
    """
    collected = [pair for pair in shown.pairs if is_collected(shown.scope, *pair)]
    first = next((pair for pair in collected or shown.pairs if stances.between(*pair)), (collected or shown.pairs)[0])
    back = first[::-1]
    others = [back] if len(shown.pairs) == 2 and back in collected and stances.between(*back) else []  # noqa: PLR2004 - both directions
    return clause_list(
        _(form, by=context.names(by), toward=context.names(toward), count=_count(stances, (by, toward), shown))
        for (by, toward), form in zip((first, *others), (words, _HEADLINE), strict=False)
    )


def _count(stances: Stances, pair: tuple[str, str], shown: ShownStances) -> str:
    marks = stances.between(*pair)
    return count_words(count_acts(marks)) if is_collected(shown.scope, *pair) else not_collected(marks)


def not_collected(marks: Sequence[ActMark]) -> str:
    """Return that acts were not collected, and whether there are some on record anyway."""
    return _("not collected, found by the way") if marks else _("not collected")


def robustness(count: Count) -> str:
    """Return how far a count depends on any one publisher, and how many acts are in doubt; empty if neither applies."""
    with_, _unused, against = count.by_direction
    least_with, _unused, least_against = count.least
    parts = []
    if count.counted >= FEWEST_ACTS and (least_with, least_against) != (with_, against):
        least = {"with_": numeral(str(least_with)), "against": numeral(str(least_against))}
        parts.append(_("At least {with_} with and {against} against whichever publisher is left out", **least))
    if count.doubtful:
        parts.append(ngettext("{number} left out of the count", "{number} left out of the count", count.doubtful))
    return _("; ").join(parts)


def stances_figure(stances: Stances, shown: ShownStances, context: FigureContext) -> Figure:
    """Return a grid of acts with, neither and against; each act is a mark that links to its evidence.

    Dyads that were not collected are not counted.
    """
    if not shown.pairs:
        return nothing("fig-stances", _("No act is on record"))
    collected = [pair for pair in shown.pairs if is_collected(shown.scope, *pair)]
    marks, shown_marks = ([mark for pair in pairs for mark in stances.between(*pair)] for pairs in (collected, shown.pairs))
    heads = [(capitalized(_(DIRECTION_WORDS[side])), 0 if side == "with" else 9) for side in DIRECTIONS]
    columns = Column(_("Acts"), width=11), *(Column(head, "marks", width, named=True) for head, width in heads)
    with_marks = len(shown_marks) <= MOST_MARKS
    rows = tuple(row for pair in shown.pairs for row in _rows(stances, pair, shown, context, with_marks=with_marks))
    when_counted = {mark.act.id: mark.act.when for mark in marks if mark.counted}
    counted = ngettext("{number} act", "{number} acts", len(when_counted))
    counted_in_all = _("{acts} counted in all", acts=counted) if len(shown.pairs) > 1 else _("{acts} counted", acts=counted)
    subtitle = dated(counted_in_all, days_of(when_counted.values()))
    if with_marks:
        shapes = _("Circle: words; square: a vote, visit or signature; triangle: a deed.")
        subtitle = _("{counted}. {shapes}", counted=subtitle, shapes=shapes)
    table = replace(act_table(shown_marks, shown, context), shown=False)
    title = headline(stances, shown, context, _BY_ISSUE if shown.by_issue else _HEADLINE)
    return Figure("fig-stances", title, subtitle, (Grid(columns, rows),), _note(shown_marks, shown), table, wide=True)


def _rows(stances: Stances, pair: tuple[str, str], shown: ShownStances, context: FigureContext, *, with_marks: bool) -> Iterator[Row]:
    marks, (by, toward) = stances.between(*pair), map(context.names, pair)
    name = toward if shown.one_actor else _("{by} toward {toward}", by=by, toward=toward)
    title = FigureText(name, context.relation(*pair), "strong")
    if not is_collected(shown.scope, *pair):
        cells = [[_mark(mark, context) for mark in marks if mark.direction == side and with_marks] for side in DIRECTIONS]
        yield Row(((line(title), line(muted(not_collected(marks)))), *(cell(*items) if items else () for items in cells)))
        return
    parts = _split(stances, pair, shown, context)
    if not parts:
        yield _row(cell(title), marks, context, with_marks=with_marks, no_acts=_no_acts(shown.scope, pair))
        return
    yield Row((cell(title, muted(f" {count_words(count_acts(marks))}")),), heading=True)
    for label, part, no_acts in parts:
        yield _row(cell(label), part, context, with_marks=with_marks, no_acts=no_acts)


def _split(
    stances: Stances, pair: tuple[str, str], shown: ShownStances, context: FigureContext
) -> list[tuple[str, Sequence[ActMark], str]]:
    """Return the parts of a dyad's row: label, acts, and what to say if there are none."""
    if shown.by_issue:
        issues = dict.fromkeys(mark.act.issue for mark in stances.between(*pair))
        parts = [(context.corpus.issue_label(issue), stances.between(*pair, issue=issue), "") for issue in issues]
        return sorted(parts, key=lambda part: (-len(part[1]), part[0]))
    if len(shown.periods) > 1:
        parts = [(one.name, stances.between(*pair, period=one), _no_acts(shown.scope, pair, one)) for one in shown.periods]
        rest = [mark for mark in stances.between(*pair) if not any(in_period(mark, period) for period in shown.periods)]
        return [*parts, *([(_("In no period"), rest, "")] if rest else [])]
    return []


def _no_acts(scope: Sequence[Collected], pair: tuple[str, str], period: Period | None = None) -> str:
    if not scope:
        return _("none on record")
    return _("none found") if is_collected(scope, *pair, period) else _("not collected")


def _row(name: Cell, marks: Sequence[ActMark], context: FigureContext, *, with_marks: bool, no_acts: str) -> Row:
    count = count_acts(marks)
    if not marks:
        return Row(((*name, line(muted(no_acts))), (), (), ()))
    cells: list[Cell] = []
    for direction, number in zip(DIRECTIONS, count.by_direction, strict=True):
        listed = sorted((mark for mark in marks if mark.direction == direction and mark.whole is None), key=lambda mark: not mark.counted)
        counted = FigureText(numeral(str(number)), emphasis="strong") if listed else muted(numeral("0"))
        cells.append(cell(counted, *(_mark(mark, context) for mark in listed if with_marks)))
    return Row((name, *cells), below=_below(marks, count, context, with_marks=with_marks))


def _mark(mark: ActMark, context: FigureContext) -> Mark:
    glyph, step = GLYPHS[mark.act.form], mark.whole is not None
    return Mark(mark_words(mark), context.where(mark.act), mark.direction, glyph, hollow=bool(mark.doubt), step=step)


def mark_words(mark: ActMark) -> str:
    """Return date and title of an act, and why it is not counted if it is a further step or in doubt."""
    step = [_("a further step of: {act}", act=mark.whole.title)] if mark.whole else []
    return comma_list([mark.act.when.words(), mark.act.title, *step, *([_(DOUBT_WORDS[mark.doubt])] if mark.doubt else [])])


def _below(marks: Sequence[ActMark], count: Count, context: FigureContext, *, with_marks: bool) -> Cell:
    """Return the further steps of acts, the robustness of the count, and the heaviest acts by name.

    Those are use of force, troop movements, aid and treaties; they are not weighed against words.
    """
    lines: list[Line] = []
    for title in dict.fromkeys(mark.whole.title for mark in marks if mark.whole and with_marks):
        inside = [_mark(mark, context) for mark in marks if mark.whole and mark.whole.title == title]
        lines.append(line(*inside, muted(" " + _("a further step of: {act}", act=title))))
    if counted_in_all := robustness(count):
        lines.append(line(muted(counted_in_all)))
    if heavy := [mark.act for mark in marks if mark.heavy and mark.whole is None]:
        more = len(heavy) - _MAX_HEAVY
        omitted = [muted(ngettext("; {number} more", "; {number} more", more))] if more > 0 else []
        links = joined((FigureText(act.title, context.where(act)) for act in heavy[:_MAX_HEAVY]), _("; "))
        lines.append((muted(_("Heaviest:") + " "), *links, *omitted))
    return tuple(lines)


def _note(marks: Sequence[ActMark], shown: ShownStances) -> str:
    with_marks = len(marks) <= MOST_MARKS
    marked = _("Each mark is an act and leads to its evidence.")
    hollow = _("Hollow: in doubt, or its evidence is not graded; left out of the count.")
    parts = [marked if with_marks else _("Each number is one of acts, too many for a mark each.")]
    parts += [hollow] if with_marks and any(mark.doubt for mark in marks) else []
    if steps := len({mark.act.id for mark in marks if mark.whole}):
        more = ngettext(
            "Set in: {number} further step of another act, counted as one with it.",
            "Set in: {number} further steps of other acts, counted as one with them.",
            steps,
        )
        parts.append(more)
    if len({mark.act.id for mark in marks}) < len(marks):
        parts.append(_("An act by several actors, or toward several, stands in the row of each."))
    parts += dict.fromkeys(
        _("Looked for in {sources}, {start} to {end}.", sources=one.sources, start=one.start.words(), end=one.end.words())
        for one in shown.scope
        if any(is_collected([one], *pair) for pair in shown.pairs)
    )
    if not shown.by_issue and len(shown.periods) > 1:
        parts += [_("{period} ({dates}): {because}", period=one.name, dates=_dates(one), because=one.because) for one in shown.periods]
    return sentence_list(parts)


def _dates(period: Period) -> str:
    start = period.start.words()
    return _("{start} to {end}", start=start, end=period.end.words()) if period.end else _("since {date}", date=start)


def act_table(marks: Sequence[ActMark], shown: ShownStances, context: FigureContext) -> Table:
    """Return the data table of acts."""
    counted: Columns[ActMark, FigureContext] = ((N_("Counted"), lambda mark, _unused: _whether_counted(mark, shown)),)
    within: Columns[ActMark, FigureContext] = (
        (N_("Period"), lambda mark, _unused: comma_list(period.name for period in shown.periods if in_period(mark, period))),
    )
    columns = *_WHAT, *counted, *_RESTS_ON, *(within if len(shown.periods) > 1 else ())
    table = table_of(columns, marks, context)
    return replace(table, inset=frozenset(index for index, mark in enumerate(marks) if mark.whole))


def _whether_counted(mark: ActMark, shown: ShownStances) -> str:
    if not is_collected(shown.scope, mark.by, mark.toward):
        return not_collected([mark])
    return _(DOUBT_WORDS[mark.doubt]) if mark.doubt else _("no: a step of another") if mark.whole else _("yes")


_WHAT: Final[Columns[ActMark, FigureContext]] = (
    (N_("Act"), lambda mark, _unused: mark.act.title),
    (N_("By"), lambda mark, context: context.names(mark.by)),
    (N_("Toward"), lambda mark, context: context.names(mark.toward)),
    (N_("Date"), lambda mark, _unused: mark.act.when.words()),
    (N_("EDTF"), lambda mark, _unused: mark.act.when.text),
    (N_("Type"), lambda mark, _unused: ACT_TYPES[mark.act.type].label),
    (N_("PLOVER score"), lambda mark, _unused: ACT_TYPES[mark.act.type].score),
    (N_("Direction"), lambda mark, _unused: _(DIRECTION_WORDS[mark.direction])),
    (N_("Form"), lambda mark, _unused: _(FORM_WORDS[mark.act.form])),
    (N_("Issue"), lambda mark, context: context.corpus.issue_label(mark.act.issue)),
)
_RESTS_ON: Final[Columns[ActMark, FigureContext]] = (
    (N_("Part of"), lambda mark, _unused: mark.whole.title if mark.whole else ""),
    (N_("Publishers"), lambda mark, _unused: and_list(sorted(mark.publishers))),
)
