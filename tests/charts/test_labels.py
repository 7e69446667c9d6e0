from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.charts.labels import Box, Point, Rows, Span, is_measurable, pack, place, shortened, width_of

finite = st.floats(0, 700, allow_nan=False)


def test_widths_grow_with_size_and_script() -> None:
    assert width_of("iii", 10) < width_of("mmm", 10) < width_of("mmm", 20)
    assert width_of("中", 10) == pytest.approx(11.2)
    assert width_of("م", 10) == pytest.approx(6.72)


@pytest.mark.parametrize(("text", "known"), [("Türkiye’s – “vote”…", True), ("مرحبا", False), ("中国", False)])
def test_only_latin_text_is_measured(text: str, known: bool) -> None:  # noqa: FBT001
    assert is_measurable(text) is known


def test_text_is_cut_at_a_word() -> None:
    assert shortened("one two three", 10, 200) == "one two three"
    assert shortened("one two, three four", 10, 60) == "one two…"
    assert shortened("incomprehensibilities", 10, 30) == ""


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("The incomprehensibilities of treaties", 40, ""),
        ("The incomprehensibilities of treaties", 100, "The incomprehens…"),
        ("การประชุมคณะกรรมาธิการร่วม", 100, "การประชุมคณะก…"),
        ("跨境河流流域綜合管理", 60, "跨境河流…"),
    ],
)
def test_a_label_is_no_stub_and_words_without_spaces_are_cut_between_letters(text: str, most: float, shown: str) -> None:
    assert shortened(text, 10, most) == shown
    assert width_of(shown, 10) <= most


def test_a_letter_cut_keeps_its_marks() -> None:
    text = "ที่" * 9
    for most in range(40, 150, 3):
        shown = shortened(text, 10, most).removesuffix("…")
        assert not shown or text[len(shown)] == "ท"


@given(st.lists(st.tuples(finite, finite), max_size=30))
def test_labels_never_touch_a_mark_a_line_or_one_another(places: list[tuple[float, float]]) -> None:
    points = [Point(x, y, 5, f"Label {index}", index) for index, (x, y) in enumerate(places)]
    line = Box(0, 349, 700, 351)
    found = place(points, 700, 700, [line], size=12, most=8)
    assert len(found) <= 8
    boxes = []
    for index, spot in found.items():
        wide = width_of(points[index].text, 12)
        left = points[index].x + spot.dx - {"left": 0.0, "right": wide, "center": wide / 2}[spot.align]
        middle = points[index].y + spot.dy
        boxes.append((index, Box(left, middle - 7.5, left + wide, middle + 7.5)))
    for at, (index, box) in enumerate(boxes):
        marks = [Box(p.x - 5, p.y - 5, p.x + 5, p.y + 5) for other, p in enumerate(points) if other != index]
        assert not any(box.meets(other) for other in [line, *marks, *(one for _, one in boxes[:at])])
        assert box.left >= 0
        assert box.right <= 700


def test_heavier_marks_go_first_and_marks_without_words_get_none() -> None:
    points = [Point(10, 50, 4, "light", 1), Point(12, 50, 4, "heavy", 2), Point(400, 50, 4, "", 9)]
    assert list(place(points, 500, 100, [], size=12, most=1)) == [1]


@given(st.lists(st.tuples(finite, st.floats(0, 200)), max_size=40))
def test_rows_hold_stretches_that_do_not_touch(stretches: list[tuple[float, float]]) -> None:
    spans = [Span(left, left + length) for left, length in stretches]
    rows = pack(spans, gap=2)
    for row in set(rows):
        inside = sorted(span for span, at in zip(spans, rows, strict=True) if at == row)
        assert all(left.right + 2 <= right.left for left, right in pairwise(inside))
    assert sorted(set(rows)) == list(range(len(set(rows))))


def test_a_row_may_be_taken_that_is_not_there_yet() -> None:
    rows = Rows(gap=1)
    rows.put(Span(0, 10), 2)
    assert [rows.free(Span(5, 6)), rows.free(Span(20, 30))] == [0, 0]
