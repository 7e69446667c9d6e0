"""Times of English texts: those of 'times.txt' mean what a reader takes them for, and none is made up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from generator.editing.drafting.when import times
from generator.model.dates import parse_edtf
from generator.text.position import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE: Final = Path(__file__).with_name("times.txt")
LEAST: Final = 0.97
"""The least share of the times that are read rightly."""


class Labelled(NamedTuple):
    day: str
    sentence: str
    words: Span
    value: str


def labelled() -> Iterator[Labelled]:
    day = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            day = line[1:].strip()
        elif line and not line.startswith("#"):
            said, _, value = line.rpartition("|")
            before, _, rest = said.partition("[[")
            words, _, after = rest.partition("]]")
            yield Labelled(day, before + words + after, Span(len(before), len(before) + len(words)), value)


def read(one: Labelled) -> str:
    """Return what is read for the words that are labelled: a value, '?' where it cannot be told, '-' where there is no time."""
    published = parse_edtf(one.day) if one.day else None
    found = [time for time in times(one.sentence, [Span(0, len(one.sentence))], published) if _meet(time.span, one.words)]
    return (found[0].value or "?") if found else "-"


def _meet(span: Span, other: Span) -> bool:
    return span.start < other.end and other.start < span.end


def test_times_mean_what_a_reader_takes_them_for() -> None:
    some = list(labelled())
    assert len(some) >= 200
    wrong = [(one.day, one.sentence, one.value, got) for one in some if (got := read(one)) != one.value]
    assert 1 - len(wrong) / len(some) >= LEAST, wrong
    assert len({(one.day, one.sentence) for one in some}) == len(some)


@pytest.mark.parametrize("sentence", ["", "   ", "on Monday\u2028", "[[", "99 Foo 9999", "1" * 5000, "the last " * 800, "on " * 3000])
def test_odd_text_is_read_without_an_error(sentence: str) -> None:
    for published in (None, parse_edtf("2025-06-18"), parse_edtf("../2025"), parse_edtf("2025/..")):
        assert all(time.value is None or parse_edtf(time.value) for time in times(sentence, [Span(0, len(sentence))], published))


def test_what_is_read_is_said_with_its_reason() -> None:
    (one,) = times("It began last month.", [Span(0, 20)], parse_edtf("2025-06-18"))
    assert one.why == "'last month' is 2025-05, counted from 2025-06-18, the date of publication"
    (one,) = times("It began on Monday.", [Span(0, 19)], None)
    assert one.why == "'Monday' is relative to the date of publication, which is unknown"
    (one,) = times("It began on Monday.", [Span(0, 19)], parse_edtf("2025-06"))
    assert one.why == "'Monday' depends on the day within 2025-06 on which the text was published"
    (one,) = times("It began in 2019.", [Span(0, 17)], None)
    assert one.why == "'2019' is 2019"


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("He spoke later on Monday.", "2025-06-16"),
        ("They won earlier Tuesday.", "2025-06-17"),
        ("Another is scheduled for this weekend.", "[2025-06-21,2025-06-22]"),
    ],
)
def test_a_part_of_a_day_is_that_day_and_a_weekend_to_come_is_the_next(sentence: str, value: str) -> None:
    (one,) = times(sentence, [Span(0, len(sentence))], parse_edtf("2025-06-18"))
    assert one.value == value


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("It fell within three weeks.", "[2025-06-18..2025-07-09]"),
        ("It will fall within two years, he said.", "[2025..2027]"),
        ("Over the past decade it grew.", "2015~/2025"),
        ("It rained in the past week.", "2025-06-11~/2025-06-18"),
        ("They met the Monday before last.", None),
        ("They met the week before last.", None),
        ("In the last week of May they met.", "2025-05"),
        ("They met the week of June 10.", "[2025-06-09..2025-06-15]"),
        ("It was signed in the week of 2 March 2025.", "[2025-02-24..2025-03-02]"),
        ("They met the week of the talks in May.", "2025-05"),
        ("They met in the week of February 30, 2025.", None),
        ("It was spent in 2024-25.", None),
        ("The budget of 2024–25 fell.", None),
        ("The season of 2024/25 was short.", None),
    ],
)
def test_a_time_is_not_told_more_exactly_than_its_words(sentence: str, value: str | None) -> None:
    (one,) = times(sentence, [Span(0, len(sentence))], parse_edtf("2025-06-18"))
    assert one.value == value


def test_a_year_before_the_common_era_is_no_year_that_can_be_placed() -> None:
    assert not list(times("In 1900 BC it fell.", [Span(0, 19)], parse_edtf("2025-06-18")))
