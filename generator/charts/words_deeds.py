"""What actors say beside what they do: for each direction the balance of words, of institutional acts and of deeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.charts.balances import balance_cells, balance_columns, balance_word, form_name
from generator.charts.figure import Figure, Table
from generator.charts.markup import (
    cell,
    directed,
    head_cell,
    isolated,
    leading,
    no_evidence,
    nothing,
    row,
    score_axis,
    score_lines,
    shape,
    strip,
    table,
    toward_words,
    unseen,
)
from generator.charts.scale import acts_of, dated, exact, not_counted, percent, score_at, signed, without_graded_evidence
from generator.derive.alignment import FORMS, THIN, Balance
from generator.language import message, say, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.charts.markup import Names, Relation
    from generator.derive.alignment import Alignment

MOST_ROWS: Final = 16
"""The most directions that are drawn; with more, those with the most counted acts."""
_SHAPES: Final = {"words": "circle", "institutional": "square", "deed": "triangle"}
_SHORT: Final = {"words": message("Words"), "institutional": message("Votes, visits"), "deed": message("Deeds")}
_LEVELS: Final = {"words": 20.0, "institutional": 50.0, "deed": 80.0}
"""How far down its strip each form stands, in per cent, so that equal balances do not cover one another."""


@dataclass(frozen=True, slots=True)
class _Row:
    by: str
    toward: str
    whole: Balance
    forms: tuple[Balance, ...]

    @property
    def gap(self) -> float | None:
        """How far deeds stand from words: above 0 where they are the more friendly; nothing where one is not known."""
        said, done = self.forms[0].median, self.forms[-1].median
        return None if said is None or done is None else done - said

    @property
    def founded(self) -> bool:
        """Whether neither words nor deeds rest on too few acts."""
        return not (self.forms[0].thin or self.forms[-1].thin)


def words_deeds(
    alignment: Alignment,
    pairs: Sequence[tuple[str, str]] | None = None,
    *,
    names: Names,
    relation: Relation,
    title: str | None = None,
    figure_id: str = "fig-words-deeds",
    wide: bool = True,
) -> Figure:
    """Return the balances of words, institutional acts and deeds side by side, the widest well-founded gap first.

    Args:
        alignment: Every act on record.
        pairs: The directions, each as who acts and toward whom; all with an act if left out.
        names: Gives an actor's name.
        relation: Gives the address of what one actor did toward another.
        title: The headline; computed from the widest gap if left out.
        figure_id: The anchor on its page.
        wide: Whether it may use the margin of the page.
    """
    asked = alignment.dyads if pairs is None else list(dict.fromkeys(pairs))
    counts = {pair: alignment.balance(*pair).count for pair in asked if alignment.between(*pair)}
    enough = sorted((pair for pair in counts if counts[pair] >= THIN), key=lambda pair: -counts[pair])[:MOST_ROWS]
    drawn = sorted((_row(alignment, *pair) for pair in enough), key=lambda one: _order(one, names))
    days = [mark.day for one in drawn for mark in alignment.between(one.by, one.toward) if mark.day is not None]
    what = dated(say("Median score of words, of votes, visits and signatures, and of deeds"), days)
    subtitle = say("{what}. From −1, against, to +1, with.", what=what)
    note = _note(drawn, len(counts) - len(drawn))
    if not drawn:
        heading = title or (say("Too little is on record to tell words from deeds") if counts else say("No act is on record"))
        none = say_count("No direction has {number} counted act.", "No direction has {number} counted acts.", THIN)
        drawing = f'<p class="none">{none}</p>' if counts else nothing()
        return Figure(figure_id, heading, subtitle, drawing, note, wide=wide, empty=True)
    columns = (say("By"), say("Toward"), say("Form"), *balance_columns(), say("Deeds less words"))
    data = Table(columns, [line for one in drawn for line in _data(one, names)])
    drawing = table("spec wd", _head(), [_line(one, names, relation) for one in drawn])
    return Figure(figure_id, title or _headline(drawn, names), subtitle, drawing, note, data, wide=wide)


def _row(alignment: Alignment, by: str, toward: str) -> _Row:
    forms = tuple(alignment.balance(by, toward, form=form) for form in FORMS)
    return _Row(by, toward, alignment.balance(by, toward), forms)


def _order(one: _Row, names: Names) -> tuple[bool, bool, float, int, str, str]:
    return one.gap is None, not one.founded, -abs(one.gap or 0.0), -one.whole.count, names(one.by), names(one.toward)


def _head() -> list[str]:
    return [
        head_cell(unseen(say("Who toward whom"))),
        head_cell(unseen(say("Position from −1, against, to +1, with")) + score_axis()),
        *(head_cell(_key(form), "n") for form in FORMS),
    ]


def _key(form: str) -> str:
    """Return the name of a form with its shape."""
    return f'<span class="wd__k wd__k--{_SHAPES[form]}"></span> {say(_SHORT[form])}'


def _line(one: _Row, names: Names, relation: Relation) -> str:
    href = relation(one.by, one.toward)
    head = directed(names(one.by), names(one.toward), href)
    return row(head, [cell(_drawn(one, href), "s"), *(_number(form, found) for form, found in zip(FORMS, one.forms, strict=True))])


def _drawn(one: _Row, href: str | None) -> str:
    known = [(form, found) for form, found in zip(FORMS, one.forms, strict=True) if found.median is not None]
    if not known:
        return no_evidence()
    marks = (shape(_SHAPES[form], "thin" if found.thin else "dot", score_at(found.median or 0.0), _LEVELS[form]) for form, found in known)
    return strip(score_lines() + leading(_gap(one) + "".join(marks), href))


def _gap(one: _Row) -> str:
    said, done = one.forms[0].median, one.forms[-1].median
    if said is None or done is None:
        return ""
    ends = f'x1="{percent(score_at(said))}" x2="{percent(score_at(done))}"'
    levels = f'y1="{percent(_LEVELS["words"])}" y2="{percent(_LEVELS["deed"])}"'
    return f'<line class="{"gap" if one.founded else "gap doubt"}" {ends} {levels}/>'


def _number(form: str, found: Balance) -> str:
    """A balance with its number of acts; hatched where there is none. Its form is seen where the columns have no heads."""
    name = f'<span class="wd__f" aria-hidden="true">{_key(form)}</span>'
    left = f'<span class="of">{not_counted(found.uncounted)}</span>' if found.uncounted else ""
    if found.median is None:
        return cell(name + (left or "<span>" + say("no act") + "</span>"), "n b-none")
    acts = f'<span class="of">{acts_of(found.count)}{unseen(f", {balance_word(found)}")}</span>'
    return cell(f"{name}<b>{signed(found.median)}</b> {acts}{left}", "n thin-n" if found.thin else "n")


def _data(one: _Row, names: Names) -> list[tuple[str, ...]]:
    who = names(one.by), names(one.toward)
    lines = [(*who, form_name(form), *balance_cells(found), "") for form, found in zip(FORMS, one.forms, strict=True)]
    return [*lines, (*who, say("all"), *balance_cells(one.whole), exact(one.gap))]


def _headline(rows: Sequence[_Row], names: Names) -> str:
    founded = [(abs(one.gap), one) for one in rows if one.gap is not None and one.founded]
    if not founded:
        return say("In no direction do words and deeds both rest on three acts or more")
    width, widest = max(founded, key=lambda found: found[0])
    said, done = (widest.forms[place].median or 0.0 for place in (0, -1))
    if not round(width, 2):
        return say("Words and deeds agree wherever both rest on three acts or more")
    who = toward_words(isolated(names(widest.by)), isolated(names(widest.toward)))
    return say(
        "Words and deeds stand furthest apart for {who}: {said} in words, {done} in deeds", who=who, said=signed(said), done=signed(done)
    )


def _note(rows: Sequence[_Row], more: int) -> str:
    forms = [found for one in rows for found in one.forms]
    uncounted = sum(one.whole.uncounted for one in rows)
    parts = [
        say("Each mark: the median of the scores of the counted acts of that form. Line: the gap between words and deeds."),
        say("Dashed: fewer than three acts.") if any(found.count and found.thin for found in forms) else "",
        say("Hatched: no counted act, which is not the same as even.") if any(not found.count for found in forms) else "",
        say_count("{number} direction with fewer acts not drawn.", "{number} directions with fewer acts not drawn.", more) if more else "",
        without_graded_evidence(uncounted),
    ]
    return " ".join(part for part in parts if part)
