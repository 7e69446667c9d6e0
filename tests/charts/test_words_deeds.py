from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.charts.words_deeds import MOST_ROWS, words_deeds
from generator.derive.alignment import Alignment

if TYPE_CHECKING:
    from generator.charts.figure import Figure
    from generator.derive.alignment import Mark
    from tests.charts.conftest import Marks, Names, Page

HOSTILE = '"><script>alert(1)</script>'


def relation(by: str, toward: str) -> str:
    return f"../relations/{min(by, toward)}--{max(by, toward)}/#by-{by}"


def drawn(marks: list[Mark], names: Names) -> Figure:
    return words_deeds(Alignment(marks), names=names, relation=relation)


def apart(mark: Marks, said: float, done: float, count: int = 3, **who: str) -> list[Mark]:
    """Return acts in words and deeds of two scores."""
    return [mark(score, form=form, **who) for form, score in (("words", said), ("deed", done)) for _ in range(count)]


def rows(html: str) -> list[str]:
    return re.findall(r"<tr><th scope=\"row\"><a.*?</tr>", html)


def test_the_widest_well_founded_gap_is_told_and_stands_first(mark: Marks, names: Names, page: Page) -> None:
    marks = [
        *apart(mark, 0.5, 0.4, by="brigid", toward="avalon"),
        *apart(mark, 0.5, -0.35),
        *apart(mark, 1, -1, 2, toward="camelot"),
    ]
    figure = drawn(marks, names)
    assert figure.title == "Words and deeds stand furthest apart for Avalon toward Brigid: +0.50 in words, −0.35 in deeds"
    first, second, thin = rows(page(figure))
    assert "#by-avalon" in first
    assert "#by-brigid" in second
    assert '<line class="gap" x1="73.5%" x2="33.55%" y1="20%" y2="80%"/>' in first
    assert '<line class="gap doubt"' in thin
    assert thin.count('class="thin"') == 2
    assert "Dashed: fewer than three acts." in figure.note


def test_a_form_without_acts_is_hatched_and_has_no_gap(mark: Marks, names: Names, page: Page) -> None:
    marks = [*(mark(0, form="words") for _ in range(3)), mark(1, form="deed", doubt="disputed")]
    figure = drawn(marks, names)
    (only,) = rows(page(figure))
    assert only.count("b-none") == 2
    assert "1 not counted" in only
    assert "<b>0.00</b>" in only
    assert "gap" not in only
    assert figure.title == "In no direction do words and deeds both rest on three acts or more"
    assert "Hatched: no counted act, which is not the same as even." in figure.note


def test_marks_lead_to_the_acts(mark: Marks, names: Names, page: Page) -> None:
    html = page(drawn(apart(mark, 1, 1), names))
    assert html.count('<a href="../relations/avalon--brigid/#by-avalon" tabindex="-1">') == 1
    assert drawn(apart(mark, 1, 1), names).title == "Words and deeds agree wherever both rest on three acts or more"


def test_directions_with_few_acts_are_not_drawn(mark: Marks, names: Names, page: Page) -> None:
    figure = drawn([*apart(mark, 0.55, -0.1), mark(1, toward="camelot")], names)
    assert len(rows(page(figure))) == 1
    assert "1 direction with fewer acts not drawn." in figure.note
    assert figure.table is not None
    assert [row[2] for row in figure.table.rows] == ["words", "votes, visits, signatures", "deeds", "all"]
    assert figure.table.rows[0][3:7] == ("0.55", "leaning with", "3", "0")
    assert figure.table.rows[3][-1] == "-0.65"


def test_rows_are_few(mark: Marks, names: Names, page: Page) -> None:
    marks = [one for number in range(MOST_ROWS + 1) for one in apart(mark, 1, 0, toward=f"other-{number}")]
    assert len(rows(page(drawn(marks, names)))) == MOST_ROWS


def test_too_few_and_nothing(mark: Marks, names: Names, page: Page) -> None:
    few = drawn([mark(1)], names)
    assert few.title == "Too little is on record to tell words from deeds"
    assert "No direction has 3 counted acts." in page(few)
    assert "1 direction with fewer acts not drawn." in few.note
    nothing = drawn([], names)
    assert nothing.empty
    assert "Nothing on record." in page(nothing)


def test_hostile_names_are_inert(mark: Marks, page: Page) -> None:
    page(words_deeds(Alignment(apart(mark, 1, 0)), names=lambda _: HOSTILE, relation=lambda *_: HOSTILE))
