from __future__ import annotations

from datetime import date

import pytest

from generator.charts.edtf_marks import is_before, kinds_shown, mark
from generator.charts.edtf_shapes import NOTES, kinds, note_of, shapes
from generator.charts.scale import TimeScale
from generator.dates import parse_edtf

YEAR = TimeScale(date(2024, 1, 1), date(2025, 1, 1), 6, 12)

SHAPES = {
    "2024-03-05": ["dot 2024-03-05 2024-03-05"],
    "2024-03-05?": ["ring 2024-03-05 2024-03-05"],
    "2024-03-05~": ["fade 2024-03-05 2024-03-06"],
    "2024-03-05%": ["fade 2024-03-05 2024-03-06", "halo 2024-03-05 2024-03-05"],
    "2024-06": ["hatch 2024-06-01 2024-07-01"],
    "2024-06?": ["hatch 2024-06-01 2024-07-01", "frame 2024-06-01 2024-07-01"],
    "2024-06~": ["fade 2024-06-01 2024-07-01"],
    "2024": ["hatch 2024-01-01 2025-01-01"],
    "202X": ["hatch 2020-01-01 2030-01-01"],
    "2024-02-10/2024-06-20": ["bar 2024-02-10 2024-06-21"],
    "2024-02/2024-06": ["hatch 2024-02-01 2024-02-29", "hatch 2024-06-02 2024-07-01", "bar 2024-02-29 2024-06-02"],
    "2024-02-10~/2024-06-20~": ["fade 2024-02-10 2024-06-21"],
    "2024-02/2024-02": ["hatch 2024-02-01 2024-03-01"],
    "[2024-06-13,2024-06-15]": ["join 2024-06-13 2024-06-15", "maybe 2024-06-13 2024-06-13", "maybe 2024-06-15 2024-06-15"],
    "{2024-06-13,2024-06-15}": ["join 2024-06-13 2024-06-15", "member 2024-06-13 2024-06-13", "member 2024-06-15 2024-06-15"],
    "[2024-06,2024-08]": ["join 2024-06-01 2024-08-31", "hatch 2024-06-01 2024-07-01", "hatch 2024-08-01 2024-09-01"],
    "[2024-06-13..2024-06-20]": ["hatch 2024-06-13 2024-06-21", "maybe 2024-06-13 2024-06-13", "maybe 2024-06-20 2024-06-20"],
    "2024-06-XX": ["hatch 2024-06-01 2024-07-01"],
    "2024-09-10/..": ["open 2024-09-10 9999-12-31", "dot 2024-09-10 2024-09-10"],
    "2024-09-10?/..": ["open 2024-09-10 9999-12-31", "ring 2024-09-10 2024-09-10"],
    "2024-09/": ["unknown 2024-09-30 9999-12-31", "hatch 2024-09-01 2024-10-01"],
    "../2024-03-01": ["open-before 0001-01-01 2024-03-02", "dot 2024-03-01 2024-03-01"],
    "/2024-03~": ["unknown-before 0001-01-01 2024-03-02", "fade 2024-03-01 2024-04-01"],
}


@pytest.mark.parametrize(("text", "expected"), SHAPES.items())
def test_a_date_is_drawn_as_far_as_it_is_known(text: str, expected: list[str]) -> None:
    assert [f"{one.style} {one.start} {one.end}" for one in shapes(parse_edtf(text))] == expected


MARKS = {
    "2024-07-01": '<circle class="dot" cx="49.73%" cy="50%" r="5"/>',
    "2024-07-01?": '<circle class="thin" cx="49.73%" cy="50%" r="5"/>',
    "2024-07": '<rect class="hatch" x="49.73%" width="8.47%" y="50%" height="10" transform="translate(0 -5)" rx="2"/>',
    "2024-07-01/2024-07-31": '<rect class="bar" x="49.73%" width="8.47%" y="50%" height="8" transform="translate(0 -4)" rx="2"/>',
    "2024-07-01/2024-07-02": '<rect class="bar" x="49.73%" width="1.1%" y="50%" height="8" transform="translate(0 -4)" rx="2"/>',
    "2024-12-30/2024-12-31": '<rect class="bar" x="98.9%" width="1.1%" y="50%" height="8" transform="translate(0 -4)" rx="2"/>',
    "2024-07-01~": '<rect class="fade" x="47.23%" width="5.27%" y="50%" height="10" transform="translate(0 -5)" rx="2"/>',
    "2024-07-01/..": '<rect class="fadeR" x="49.73%" width="50.27%" y="50%" height="8" transform="translate(0 -4)" rx="2"/>'
    '<circle class="dot" cx="49.73%" cy="50%" r="5"/>',
    "../2024-06-30": '<rect class="fadeL" x="0%" width="49.73%" y="50%" height="8" transform="translate(0 -4)" rx="2"/>'
    '<circle class="dot" cx="49.45%" cy="50%" r="5"/>',
    "[2024-02-01,2024-07-01]": '<line class="join" x1="8.47%" x2="49.73%" y1="50%" y2="50%"/>'
    '<circle class="maybe" cx="8.47%" cy="50%" r="3.8"/><circle class="maybe" cx="49.73%" cy="50%" r="3.8"/>',
    "2023": '<svg class="before" y="50%"><path d="M9 -4.5 0 0 9 4.5z"/></svg>',
}


@pytest.mark.parametrize(("text", "expected"), MARKS.items())
def test_marks_stand_where_they_should(text: str, expected: str) -> None:
    assert mark(parse_edtf(text), YEAR) == expected


def test_close_days_of_a_set_are_moved_apart() -> None:
    drawn = mark(parse_edtf("[2024-07-01,2024-07-03]"), YEAR)
    assert drawn.count('cx="50%"') == 2
    assert 'transform="translate(-5 0)"' in drawn
    assert 'transform="translate(5 0)"' in drawn


def test_an_unknown_end_thins_out_away_from_what_is_known() -> None:
    later, earlier = (mark(parse_edtf(text), YEAR) for text in ("2024-07-01/", "/2024-07-01"))
    assert [later.index(f"faint{step}") for step in range(3)] == sorted(later.index(f"faint{step}") for step in range(3))
    assert [earlier.index(f"faint{step}") for step in (2, 1, 0)] == sorted(earlier.index(f"faint{step}") for step in range(3))


def test_a_date_taken_from_another_event_is_joined_to_it() -> None:
    drawn = mark(parse_edtf("2024-09-01"), YEAR, parse_edtf("2024-07-01"))
    assert '<line class="after" x1="49.73%" x2="49.73%" y1="15%" y2="85%"/>' in drawn
    assert '<line class="join" x1="49.73%" x2="66.67%" y1="50%" y2="50%"/>' in drawn


def test_only_what_ended_before_the_scale_is_before_it() -> None:
    assert is_before(parse_edtf("2023-12-31"), YEAR)
    assert not is_before(parse_edtf("2023/.."), YEAR)
    assert not is_before(parse_edtf("2023/2024"), YEAR)
    assert kinds_shown(parse_edtf("2023"), YEAR) == {"before"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-07-01", {"day"}),
        ("2024-07-01?", {"uncertain"}),
        ("2024-07-01%", {"about", "uncertain"}),
        ("2024-22", {"unit"}),
        ("2024-07-01/2024-07-03", {"interval"}),
        ("2024-07-01/", {"unknown"}),
        ("2024-07-01?/..", {"open", "uncertain"}),
        ("{2024-07-01,2024-07-03}", {"all-of"}),
        ("[2024-07-01,2024-07-03]", {"one-of"}),
        ("[2024-07-01..2024-07-03]", {"range"}),
        ("2024-07/2024-08", {"interval", "unit"}),
    ],
)
def test_notes_are_those_of_the_marks_shown(text: str, expected: set[str]) -> None:
    assert kinds(parse_edtf(text)) == expected
    assert expected <= set(NOTES)


def test_a_note_lists_each_mark_once() -> None:
    assert note_of({"uncertain", "day"}) == "Dot: known to the day. Dashed: uncertain."
    assert kinds_shown(parse_edtf("2024-07-01"), YEAR, parse_edtf("2024-06-01")) == {"day", "after"}
