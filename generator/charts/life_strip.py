"""The strip of a claim's life: a lane for each thing done with it, and one for each assessment of ours, on one axis of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.charts.close_scale import close_scale
from generator.charts.edtf_marks import ABOUT, kinds_shown, mark
from generator.charts.edtf_shapes import day_after, shapes
from generator.charts.figure import escaped
from generator.charts.labels import Span, pack, shortened, width_of
from generator.charts.markup import bar, time_axis
from generator.charts.scale import capital, percent
from generator.charts.statuses import status_mark
from generator.derive.claim_life import LANES
from generator.language import message, say
from generator.vocabularies import ASSESSMENTS, STANCES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.charts.close_scale import CloseScale
    from generator.charts.markup import Names
    from generator.dates import Edtf
    from generator.derive.claim_life import Held, Life, Moment

ROW: Final = 24
"""The height of a row of marks, in pixels."""
MOST_NAMED_ROWS: Final = 8
"""In a lane that needs more rows than this, marks go without names."""
_BAND_ROW: Final = 20
_BAND: Final = 9
_NARROW: Final = 272.0
"""The width of the strip on the narrowest screen, in pixels: what stands apart there does so everywhere."""
_WIDE: Final = 590.0
"""The least width of the strip, in pixels, where the style sheet shows the longer of two forms of a name."""
_HALF: Final = 7.5 / _NARROW * 100
_SIZE: Final = 12.0
_BESIDE: Final = 11.0
_LEAST_NAME: Final = 40.0

GLYPHS: Final = {
    "asserted": ("", "M8 1.5 15.5 14.5H.5z"),
    "reported": ("hollow", "M8 3.5 14 13.5H2z"),
    "repeated": ("", "M8 .5 13 7.5H3zM8 8.5l5 7H3z"),
    "confirmed": ("", "M8 1 15.5 15H.5zM4.6 11.4 7.4 14l4-5-1.2-.9-3 3.7-1.6-1.5z"),
    "hedged": ("hollow dashed", "M8 3 14 13.5H2z"),
    "sidestepped": ("", "M2 1.5 15 8 2 14.5z"),
    "denied": ("", "M.5 1.5h15L8 14.5z"),
    "retracted": ("hollow", "M2 2.5h12L8 12.5z"),
}
"""The triangle of each stance, on a square of 16: how it is filled, and its outline. The same as in the style sheet."""

_LANES: Final = {
    "said": message("said"),
    "hedged": message("hedged"),
    "sidestepped": message("sidestepped"),
    "denied": message("denied"),
    "retracted": message("retracted"),
}


@dataclass(frozen=True, slots=True)
class _Placed:
    """A moment on the strip, in per cent."""

    number: int
    moment: Moment
    at: float
    left: float
    right: float
    names: Sequence[str]
    """The actor's name as far as there is room for it: on a narrow screen, and on a wide one if that differs."""
    after: bool
    """Whether the name stands after the mark, rather than before it."""


def life_strip(lived: Life, *, names: Names, figure_id: str) -> str:
    """Return the strip of a life. It is hidden from those who listen: the list beside it says the same.

    Args:
        lived: The life.
        names: Gives an actor's name.
        figure_id: What the anchors of the moments ('-1') and of the assessments ('-a1') begin with.
    """
    scale = close_scale(_days(lived))
    if scale is None:
        return ""
    grid = f"{figure_id}-grid"
    rows = [_row("", time_axis(scale, grid), "lv__row--axis")]
    numbered = list(enumerate(lived.moments, 1))
    for lane in LANES:
        found = [(number, one) for number, one in numbered if one.lane == lane]
        if found:
            rows.append(_row(capital(lane_word(lane, [one for _, one in found])), _lane(found, scale, grid, names, figure_id)))
    if lived.assessments:
        rows.append('<p class="lv__head">' + say("Our assessment") + "</p>")
        statuses = dict.fromkeys(held.status for held in lived.held)
        rows += [_row(status_mark(status), _bands(lived, status, scale, grid, figure_id), "lv__row--ours") for status in statuses]
    return f'<div class="lv" aria-hidden="true" data-search-exclude>{"".join(rows)}</div>'


def lane_word(lane: str, moments: Sequence[Moment]) -> str:
    """Return the name of a lane; that what was said is in part only reported is in the name."""
    reported = any(one.stance == "reported" for one in moments)
    return say("said or reported") if reported else say(_LANES[lane])


def strip_kinds(lived: Life) -> set[str]:
    """Return which notes on dates the strip of a life needs; a day stands for itself."""
    scale = close_scale(_days(lived))
    dates = [*(one.when for one in lived.moments), *(one.on for one in lived.assessments)]
    return {kind for when in dates for kind in kinds_shown(when, scale)} - {"day"} if scale else set()


def _days(lived: Life) -> list[date]:
    dates = [*(one.when for one in lived.moments), *(one.on for one in lived.assessments)]
    return [day for when in dates for day in (when.earliest, when.latest) if day is not None]


def _row(head: str, drawing: str, style: str = "") -> str:
    name = f"lv__row {style}" if style else "lv__row"
    return f'<div class="{name}"><p class="lv__l">{head}</p>{drawing}</div>'


def _canvas(height: int, grid: str, inner: str) -> str:
    lines = f'<use href="#{escaped(grid)}"/>'
    return f'<div class="strip lv__s"><svg width="100%" height="{height}" focusable="false">{lines}{inner}</svg></div>'


def _lane(found: Sequence[tuple[int, Moment]], scale: CloseScale, grid: str, names: Names, figure_id: str) -> str:
    placed = [_placed(number, one, scale, names(one.actor)) for number, one in found]
    rows = _packed(placed)
    if max(rows) >= MOST_NAMED_ROWS:
        placed = [_placed(number, one, scale, "") for number, one in found]
        rows = _packed(placed)
    marks = [_mark(one, row, scale, names(one.moment.actor), figure_id) for one, row in zip(placed, rows, strict=True)]
    return _canvas((max(rows) + 1) * ROW, grid, "".join(marks))


def _placed(number: int, moment: Moment, scale: CloseScale, name: str) -> _Placed:
    """Put a mark in the middle of its date and its actor's name on the side with room for it."""
    first, last = _reach(moment.when, scale)
    at = max(_HALF, min(100 - _HALF, (first + last) / 2))
    left, right = min(first, at - _HALF), max(last, at + _HALF)
    beside = _BESIDE / _NARROW * 100
    after = 100 - at >= at or 100 - at - beside >= _share(name)
    room = ((100 - at if after else at) - beside) / 100
    short = shortened(name, _SIZE, room * _NARROW) if room * _NARROW >= _LEAST_NAME else ""
    wide = beside + _share(short) if short else 0
    longer = shortened(name, _SIZE, (wide - beside) / 100 * _WIDE) if short else ""
    left, right = (left, max(right, at + wide)) if after else (min(left, at - wide), right)
    return _Placed(number, moment, at, left, right, tuple(dict.fromkeys(filter(None, (short, longer)))), after)


def _share(text: str) -> float:
    return width_of(text, _SIZE) / _NARROW * 100


def _reach(when: Edtf, scale: CloseScale) -> tuple[float, float]:
    """Return where a date begins and ends on the strip; one with an open or unknown end stands at the end that is known."""
    if when.earliest is None or when.latest is None:
        known = scale.at(when.sort_key[0])
        return known, known
    about = ABOUT if when.approximate else 0
    end = when.earliest if when.earliest == when.latest else day_after(when.latest)
    return scale.at(when.earliest) - about, scale.at(end) + about


def _packed(placed: Sequence[_Placed]) -> list[int]:
    return pack([Span(one.left, one.right) for one in placed], gap=1)


def _mark(one: _Placed, row: int, scale: CloseScale, name: str, figure_id: str) -> str:
    """A triangle; under it, where more or less than one sure day is known, the date as it is drawn everywhere."""
    sure = _is_sure(one.moment.when)
    top = row * ROW
    middle = top + (ROW / 2 if sure else ROW / 2 - 4)
    under = "" if sure else f'<svg y="{top + 13}" height="12" overflow="visible">{mark(one.moment.when, scale)}</svg>'
    told = {"when": one.moment.when.words(), "actor": name, "stance": say(STANCES[one.moment.stance].label)}
    said = say("{when}: {actor}, {stance}", **told)
    if one.moment.words:
        said = say("{when}: {actor}, {stance}: “{words}”", **told, words=one.moment.words)
    inner = f'<svg x="{percent(one.at)}" y="{middle:g}" overflow="visible">{_glyph(one.moment.stance)}{_name(one)}</svg>'
    return f'<a href="#{escaped(figure_id)}-{one.number}" tabindex="-1"><title>{escaped(said)}</title>{under}{inner}</a>'


def _name(one: _Placed) -> str:
    beside = _BESIDE if one.after else -_BESIDE
    forms = ("lv__short", "lv__full") if len(one.names) > 1 else ("",)
    texts = []
    for form, name in zip(forms, one.names, strict=False):
        style = " ".join(filter(None, ("" if one.after else "end", form)))
        named = f' class="{style}"' if style else ""
        texts.append(f'<text x="{beside:g}" dy=".35em"{named}>{escaped(name)}</text>')
    return "".join(texts)


def _is_sure(when: Edtf) -> bool:
    return len(pieces := shapes(when)) == 1 and pieces[0].style == "dot"


def _glyph(stance: str) -> str:
    style, outline = GLYPHS[stance]
    name = " ".join(["lv__g", *(f"lv__g--{word}" for word in style.split())])
    return f'<path class="{name}" transform="translate(-6.4 -6.4) scale(.8)" d="{outline}"/>'


def _bands(lived: Life, status: str, scale: CloseScale, grid: str, figure_id: str) -> str:
    numbers = {id(one): number for number, one in enumerate(lived.assessments, 1)}
    last = scale.at(max(_days(lived)))
    drawn = [_band(held, scale, last) for held in lived.held if held.status == status]
    for held in lived.held:
        for one in held.assessments if held.status == status else ():
            said = escaped(say("{when}: {what}", when=one.on.words(), what=say(ASSESSMENTS[status].label)))
            target = f"#{escaped(figure_id)}-a{numbers[id(one)]}"
            drawn.append(f'<a href="{target}" tabindex="-1"><title>{said}</title>{mark(one.on, scale)}</a>')
    return _canvas(_BAND_ROW, grid, "".join(drawn))


def _band(held: Held, scale: CloseScale, last: float) -> str:
    """From the day on which an assessment surely stood to the one that ended it; where none has, fading to the edge."""
    since = held.assessments[0].on
    start = scale.at(since.latest or since.sort_key[0])
    if held.until is not None:
        return bar("bar", start, max(start, scale.at(held.until.sort_key[0])), _BAND)
    return (bar("bar", start, last, _BAND, 0) if last > start else "") + bar("fadeR", max(start, last), 100, _BAND, 0)
