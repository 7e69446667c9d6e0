"""Acts that are one matter count once; its further steps stand in sight, set in under it, wherever acts are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from generator.analysis.stance_counts import stances
from generator.figures.figure import FigureText, Grid, Mark, Plot, is_inset, items_of
from generator.figures.over_time import over_time_figure
from generator.figures.stances import ShownStances, stances_figure
from generator.figures.tokens import read_tokens
from generator.figures.writers.html import figure_html
from generator.figures.writers.svg import figure_svg
from generator.model.records.explainers import Period
from generator.site import alignment
from generator.site.figures import figure_context
from generator.site.page import View
from tests.sites import TEMPLATES, context_of

if TYPE_CHECKING:
    from generator.figures.figure import Figure
    from generator.model.corpus import Corpus
    from tests.conftest import MakeCorpus, MakeRecord

PAIR = ("avalon", "brigid")
TOKENS = read_tokens(TEMPLATES)


@pytest.fixture
def made(corpus: MakeCorpus, record: MakeRecord) -> Corpus:
    return corpus(
        {
            "acts/case.yml": record("acts", title="A case is opened", when="2024-02-01", type="ACCUSE"),
            "acts/visit.yml": record("acts", title="A visit", when="2024-06-01"),
            "acts/case-open.yml": record("acts", title="The case is still open", when="2025-03-01", type="ACCUSE", part_of="case"),
        }
    )


@pytest.fixture
def figure(made: Corpus) -> Figure:
    return stances_figure(stances(made), ShownStances([PAIR]), figure_context(context_of(made)))


def test_a_step_stands_in_sight_and_is_not_counted(figure: Figure) -> None:
    marks = [item for item in items_of(figure) if isinstance(item, Mark)]
    assert [(mark.label, mark.step) for mark in marks] == [
        ("1 Jun 2024, A visit", False),
        ("1 Feb 2024, A case is opened", False),
        ("1 Mar 2025, The case is still open, a further step of: A case is opened", True),
    ]
    assert figure.subtitle.startswith("2 acts counted, February 2024 to June 2024.")  # not to that of the step
    assert "Set in: 1 further step of another act" in figure.note


def test_it_is_set_in_under_its_act_in_the_page_and_in_the_picture(figure: Figure) -> None:
    page = figure_html(figure, tokens=TOKENS, draw=str)
    assert page.count('<span class="gr__line gr__line--in">') == 1
    assert page.index("A case is opened</span></a>") < page.index("gr__line--in") < page.index("The case is still open")
    picture = figure_svg(figure, tokens=TOKENS, draw=str, origin="")
    assert picture.index("A case is opened</title>") < picture.index('<path d="M12-3V6H20"') < picture.index("The case is still open")


def test_no_line_but_that_of_a_step_is_set_in() -> None:
    assert not is_inset(())
    assert not is_inset((Mark("one"), Mark("two", step=True)))
    assert is_inset((Mark("two", step=True), Mark("one")))


def test_rows_of_its_table_follow_that_of_its_act(figure: Figure) -> None:
    assert figure.table is not None
    told = [(row[0], row[-3], row[-2]) for row in figure.table.rows]
    assert told == [
        ("A case is opened", "yes", ""),
        ("The case is still open", "no: a step of another", "A case is opened"),
        ("A visit", "yes", ""),
    ]
    assert figure.table.inset == {1}


def test_over_time_it_is_a_small_dot(made: Corpus) -> None:
    figure = over_time_figure(stances(made), ShownStances([PAIR]), figure_context(context_of(made)))
    (plot,) = figure.body
    assert isinstance(plot, Plot)
    data: Any = plot.data
    (row,) = data["rows"]
    assert [(dot["key"], dot["step"]) for dot in row["dots"]] == [("case", False), ("case-open", True), ("visit", False)]
    assert "Small: a further step of another act" in figure.note
    page = figure_html(figure, tokens=TOKENS, draw=lambda _: "<svg/>")
    assert page.count('<tr class="step"><th scope="row">The case is still open</th>') == page.count('class="step"') == 1


def test_a_page_of_two_actors_lists_it_under_its_act_and_calls_it_no_doubt(made: Corpus) -> None:
    (page,) = alignment.relations(context_of(made))
    view = page.view
    assert isinstance(view, View)
    assert (view.counted, view.uncounted, view.steps) == (2, 0, 1)
    rows = view.directions[0].acts
    assert [(row.link.label, row.step, row.step_of and row.step_of.label) for row in rows] == [
        ("A case is opened", False, None),
        ("The case is still open", True, "A case is opened"),
        ("A visit", False, None),
    ]


def test_a_step_without_its_act_beside_it_keeps_its_own_place(made: Corpus) -> None:
    found = [mark for mark in stances(made).between(*PAIR) if mark.act.id != "case"]
    assert [mark.whole and mark.whole.id for mark in found] == ["case", None]
    assert [mark.act.id for mark in stances(made).between(*PAIR)] == ["case", "case-open", "visit"]


def test_an_act_in_no_period_is_in_sight_too(made: Corpus) -> None:
    periods = [
        Period.model_validate({"name": "Before", "from": "2023", "to": "2024-01", "because": "So."}),
        Period.model_validate({"name": "After", "from": "2024-05", "to": "2024-12", "because": "So."}),
    ]
    made_figure = stances_figure(stances(made), ShownStances([PAIR], periods), figure_context(context_of(made)))
    (grid,) = made_figure.body
    assert isinstance(grid, Grid)
    rows = [[" ".join(item.text for item in words if isinstance(item, FigureText)) for words in row.cells[0]] for row in grid.rows]
    assert [row[0] for row in rows[1:]] == ["Before", "After", "In no period"]
    marks = [item.label for item in items_of(made_figure) if isinstance(item, Mark)]
    assert len(marks) == 3
    assert "1 Feb 2024, A case is opened" in marks
