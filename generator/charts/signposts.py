"""What would point to which scenario, and whether it has been seen."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from generator.charts.figure import Figure
from generator.charts.markup import NOTHING, cell, head_cell, linked, words
from generator.charts.scale import count_of
from generator.charts.statuses import status_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.charts.figure import Where
    from generator.records import Scenario
    from generator.records.scenarios import Signpost


def signposts(
    scenarios: Sequence[Scenario],
    *,
    where: Where,
    title: str | None = None,
    figure_id: str = "fig-signposts",
    wide: bool = True,
) -> Figure:
    """Return the signposts of scenarios as a table, a group of rows a scenario.

    Args:
        scenarios: The scenarios; retired ones are left out.
        where: Gives the address of a record.
        title: The headline; computed from what was seen if left out.
        figure_id: The anchor on its page.
        wide: Whether it may use the margin of the page.
    """
    standing = [one for one in scenarios if one.retired is None]
    posts = [post for one in standing for post in one.signposts]
    subtitle = f"{count_of(len(posts), 'signpost')} of {count_of(len(standing), 'scenario')}"
    if not posts:
        return Figure(figure_id, title or "No signpost is on record", subtitle, NOTHING, "Nothing to read yet.", wide=wide, empty=True)
    dated = any(post.due for post in posts)
    head = "".join(head_cell(text) for text in ("Signpost", *(("Due",) if dated else ()), "State"))
    titles = {one.id: one for one in scenarios}
    groups = "".join(_group(one, titles, where, dated=dated) for one in standing if one.signposts)
    drawing = f'<table class="plain posts"><thead><tr>{head}</tr></thead>{groups}</table>'
    note = "Seen: it came, with evidence. Not seen: it was looked for and had not come by the day given. Open: there is still time."
    return Figure(figure_id, title or _headline(standing), subtitle, drawing, note, wide=wide)


def _group(scenario: Scenario, titles: dict[str, Scenario], where: Where, *, dated: bool) -> str:
    seen = sum(post.state == "seen" for post in scenario.signposts)
    count = f'<span class="cnt">{seen} of {len(scenario.signposts)} seen</span>'
    name = linked(scenario.title, where(scenario))
    span = 3 if dated else 2
    head = f'<tr class="posts__of"><th scope="rowgroup" colspan="{span}">{name} {count}</th></tr>'
    rows = "".join(_row(post, _others(post, scenario, titles, where), dated=dated) for post in scenario.signposts)
    return f"<tbody>{head}{rows}</tbody>"


def _row(post: Signpost, others: str, *, dated: bool) -> str:
    on = f' <span class="d">{escape(post.on.words())}</span>' if post.on else ""
    due = cell(f"by {escape(post.due.words())}" if post.due else "", "posts__due") if dated else ""
    head = f'<th scope="row">{words(post.text)}{others}</th>'
    return f"<tr>{head}{due}{cell(status_mark(post.state) + on)}</tr>"


def _others(post: Signpost, scenario: Scenario, titles: dict[str, Scenario], where: Where) -> str:
    """Where a signpost points beyond the scenario that it belongs to."""
    targets = [target for target in post.points_to if target != scenario.id]
    said = ", ".join(linked(titles[target].title, where(titles[target])) if target in titles else words(target) for target in targets)
    also = "also points to" if len(targets) < len(post.points_to) else "points to"
    return f'<span class="sub">{also} {said}</span>' if targets else ""


def _headline(scenarios: Sequence[Scenario]) -> str:
    shares = [(sum(post.state == "seen" for post in one.signposts), len(one.signposts), one.title) for one in scenarios if one.signposts]
    best = max(shares, key=lambda share: share[0] / share[1])
    if best[0] == 0:
        return "No signpost has been seen yet"
    if sum(share[0] * best[1] == best[0] * share[1] for share in shares) > 1:
        return f"{sum(share[0] for share in shares)} of {sum(share[1] for share in shares)} signposts have been seen"
    return f"Most seen so far, {best[0]} of {best[1]}: {best[2]}"
