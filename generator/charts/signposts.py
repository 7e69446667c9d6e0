"""What would point to which scenario: whether it has been seen, and by when it should be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.charts.close_scale import close_scale
from generator.charts.edtf_marks import kinds_shown, mark
from generator.charts.edtf_shapes import note_of
from generator.charts.figure import Figure, Table, escaped
from generator.charts.life import plain_text
from generator.charts.markup import cell, head_cell, linked, nothing, row, strip, table, time_axis, unseen, upright, words
from generator.charts.scale import clauses, commas
from generator.charts.statuses import status_class, status_mark, status_word
from generator.language import message, say, say_count
from generator.records.scenarios import DIRECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from generator.charts.figure import Where
    from generator.charts.scale import TimeScale
    from generator.records import Scenario
    from generator.records.scenarios import Signpost
    from generator.records.shared import Evidence

    Refs = Callable[[Sequence[Evidence]], str]
    """Gives the marks of reference for pieces of evidence, as safe HTML."""

OVERDUE: Final = "overdue"
"""The state of a signpost that is open although its day has passed."""
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SIGNS: Final = {"toward": ("→", message("Toward")), "away": ("←", message("Away"))}
_COLUMNS: Final = (
    *(message("Signpost"), message("Of scenario"), message("Points to"), message("State")),
    *(message("On (EDTF)"), message("Due (EDTF)"), message("Note"), message("Sources")),
)


@dataclass(frozen=True, slots=True)
class _Target:
    """What signposts may point to: a column."""

    id: str
    sign: str
    title: str
    href: str | None


@dataclass(frozen=True, slots=True)
class _Post:
    """A signpost with its state on the day of the page."""

    of: Scenario
    signpost: Signpost
    state: str


def signposts(
    scenarios: Sequence[Scenario],
    *,
    where: Where,
    today: date,
    refs: Refs | None = None,
    title: str | None = None,
    figure_id: str = "fig-signposts",
    wide: bool = True,
) -> Figure:
    """Return the signposts of scenarios: a row each, a column a scenario to which they point, and a strip of time.

    Args:
        scenarios: The scenarios; retired ones are left out.
        where: Gives the address of a record.
        today: The day of the page: what was due before it and is still open is overdue.
        refs: Gives the marks of reference for pieces of evidence, as safe HTML.
        title: The headline; computed from what was seen, and from where it points, if left out.
        figure_id: The anchor on its page.
        wide: Whether it may use the margin of the page.
    """
    standing = [one for one in scenarios if one.retired is None]
    posts = [_Post(one, post, _state(post, today)) for one in standing for post in one.signposts]
    many = say_count("{number} scenario", "{number} scenarios", len(standing))
    subtitle = say_count("{number} signpost of {scenarios}", "{number} signposts of {scenarios}", len(posts), scenarios=many)
    if not posts:
        return Figure(
            figure_id, title or say("No signpost is on record"), subtitle, nothing(), say("Nothing to read yet."), wide=wide, empty=True
        )
    targets = _targets(standing, posts, {one.id: one for one in scenarios}, where)
    scale = close_scale([today, *(day for post in posts for day in _days(post.signpost))])
    drawing = _key(targets, posts) + _table(posts, targets, scale, today, refs, f"{figure_id}-grid")
    data = Table([*map(say, _COLUMNS)], [_cells(post, {one.id: one.title for one in targets}) for post in posts])
    return Figure(figure_id, title or _headline(posts, targets), subtitle, drawing, _note(posts, scale), data, wide=wide)


def _state(post: Signpost, today: date) -> str:
    latest = post.due.latest if post.due else None
    return OVERDUE if post.state == "open" and latest is not None and latest < today else post.state


def _days(post: Signpost) -> list[date]:
    return [day for when in (post.on, post.due) if when for day in (when.earliest, when.latest) if day is not None]


def _targets(standing: Sequence[Scenario], posts: Sequence[_Post], known: dict[str, Scenario], where: Where) -> list[_Target]:
    """The columns: scenarios in their order, then what else is pointed to, and the two directions last."""
    pointed = list(dict.fromkeys(target for post in posts for target in post.signpost.points_to))
    ids = [one.id for one in standing if one.id in pointed or one.signposts]
    others = [target for target in pointed if target not in ids and target not in DIRECTIONS]
    found = []
    for number, target in enumerate([*ids, *others]):
        scenario = known.get(target)
        sign = _LETTERS[number] if number < len(_LETTERS) else str(number + 1)
        found.append(_Target(target, sign, scenario.title if scenario else target, where(scenario) if scenario else None))
    return [*found, *(_Target(one, sign, say(name), None) for one, (sign, name) in _SIGNS.items() if one in pointed)]


def _key(targets: Sequence[_Target], posts: Sequence[_Post]) -> str:
    return f'<ul class="posts__key">{"".join(_key_line(one, posts) for one in targets)}</ul>'


def _key_line(target: _Target, posts: Sequence[_Post]) -> str:
    pointing = [post for post in posts if target.id in post.signpost.points_to]
    seen = sum(post.state == "seen" for post in pointing)
    marks = "".join(f'<span class="{status_class(post.state)}"></span>' for post in sorted(pointing, key=_readiness))
    count = '<span class="cnt">' + say("{part} of {whole} seen", part=seen, whole=len(pointing)) + "</span>"
    return (
        f'<li><b class="posts__c">{escaped(target.sign)}</b> <span>{linked(target.title, target.href)} {count}</span>'
        f'<span class="posts__row" aria-hidden="true">{marks}</span></li>'
    )


def _readiness(post: _Post) -> int:
    return ("seen", "open", OVERDUE, "not-seen").index(post.state)


def _table(posts: Sequence[_Post], targets: Sequence[_Target], scale: TimeScale | None, today: date, refs: Refs | None, grid: str) -> str:
    axis = time_axis(scale, grid) if scale else ""
    signs = [head_cell(f'<span aria-hidden="true">{escaped(one.sign)}</span>{unseen(one.title)}', "posts__m") for one in targets]
    head = [head_cell(say("Signpost")), *signs, head_cell(unseen(say("When")) + axis, "s"), head_cell(say("State"))]
    rows = []
    for post in posts:
        marks = [_points(post, one) for one in targets]
        drawn = _strip(post, scale, today, grid) if scale else ""
        name = words(post.signpost.text) + (refs(post.signpost.evidence) if refs else "")
        rows.append(row(name, [*marks, cell(drawn, "s"), cell(_said(post), "posts__st")]))
    return table("plain posts", head, rows)


def _points(post: _Post, target: _Target) -> str:
    if target.id not in post.signpost.points_to:
        return cell("", "posts__m")
    to = say("to")
    sign = f'<span class="posts__l" aria-hidden="true" data-to="{escaped(to)}">{escaped(target.sign)}</span>'
    said = unseen(say("points here"))
    return cell(f'<span class="{status_class(post.state)}">{said}</span>{sign}', "posts__m posts__to")


def _said(post: _Post) -> str:
    on, due = post.signpost.on, post.signpost.due
    dates = [on.words() if on else "", say("due {when}", when=due.words()) if due else "" if on else say("no date")]
    said = commas(filter(None, dates))
    return f'{status_mark(post.state)} <span class="d">{escaped(said)}</span>'


def _strip(post: _Post, scale: TimeScale, today: date, grid: str) -> str:
    """The day on which it was seen, or found not to have come; by when it is due; and how long it is overdue."""
    on, due = post.signpost.on, post.signpost.due
    drawn = [f'<use href="#{escaped(grid)}"/>', upright("posts__now", scale.at(today))]
    if due:
        if post.state == OVERDUE and due.latest:
            late = f'x1="{scale.at(due.latest):.2f}%" x2="{scale.at(today):.2f}%"'
            drawn.append(f'<line class="posts__late" {late} y1="50%" y2="50%"/>')
        drawn.append(f'<g class="posts__due">{mark(due, scale)}</g>')
    if on:
        drawn.append(f'<g class="posts__{"on" if post.state == "seen" else "not"}">{mark(on, scale)}</g>')
    return strip("".join(drawn))


def _headline(posts: Sequence[_Post], targets: Sequence[_Target]) -> str:
    seen = [post for post in posts if post.state == "seen"]
    late = sum(post.state == OVERDUE for post in posts)
    every = say_count("{number} signpost", "{number} signposts", len(posts))
    said = say("None of {signposts} has been seen yet", signposts=every)
    if seen:
        said = say_count("{number} of {signposts} has been seen", "{number} of {signposts} have been seen", len(seen), signposts=every)
    if late:
        said = clauses([said, say_count("{number} is overdue", "{number} are overdue", late)])
    if not seen:
        return said
    tallies = [(sum(one.id in post.signpost.points_to for post in seen), one) for one in targets]
    most = max(tally for tally, _ in tallies)
    leading = [one for tally, one in tallies if tally == most]
    if len(leading) > 1:
        return say("{seen}. They point to no one path more than to another", seen=said)
    told = {"seen": said, "scenario": leading[0].title}
    if most != len(seen):
        return say_count(
            "{seen}. Most of them, {number}, point to: {scenario}", "{seen}. Most of them, {number}, point to: {scenario}", most, **told
        )
    if most == 1:
        return say("{seen}. It points to: {scenario}", **told)
    return say_count("{seen}. All {number} points to: {scenario}", "{seen}. All {number} point to: {scenario}", most, **told)


def _note(posts: Sequence[_Post], scale: TimeScale | None) -> str:
    dates = [when for post in posts for when in (post.signpost.on, post.signpost.due) if when]
    doubts = {kind for when in dates for kind in kinds_shown(when, scale)} - {"day"} if scale else set()
    parts = [
        say("Seen: it came, with evidence. Not seen: it was looked for and had not come by the day given. Open: there is still time."),
        say("Overdue: its day has passed, and nobody has said whether it came.") if any(post.state == OVERDUE for post in posts) else "",
        say("On the strip, filled: seen; hollow: not seen; grey: due.") if dates else "",
        say("Upright line: the day on which this page was made.") if dates else "",
        note_of(doubts),
    ]
    return " ".join(filter(None, parts))


def _cells(post: _Post, titles: dict[str, str]) -> tuple[str, ...]:
    one = post.signpost
    sources = commas(dict.fromkeys(found.source for found in one.evidence))
    to = clauses(titles.get(target, target) for target in one.points_to)
    on, due = (when.text if when else "" for when in (one.on, one.due))
    return one.text, post.of.title, to, status_word(post.state), on, due, plain_text(one.note or ""), sources
