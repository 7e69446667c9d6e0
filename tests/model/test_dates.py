"""Dates: what each form means, what is refused and with what words, and what holds for every text."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise, product

import edtf as library
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.dates import BadDate, Edtf, parse_edtf, shift
from tests.conftest import in_time

USUAL = "write '2025-06-13' for a day, '2025-06' for a month, '2025' for a year"


def refusal(text: str) -> BadDate:
    with pytest.raises(BadDate) as caught:
        parse_edtf(text)
    return caught.value


def bounds(when: Edtf) -> str:
    return f"{when.earliest or '?'} {when.latest or '?'}"


# ---------------------------------------------------------------------------------------------------------- words

WORDS = {
    "1919-XX-02/1919-XX-01": "from between 2 Jan and 2 Dec 1919 to between 1 Jan and 1 Dec 1919",
    "202X-XX/2030": "from between Jan 2020 and Dec 2029 to 2030",
    "156X-12-25/..": "since between 25 Dec 1560 and 25 Dec 1569",
    "[20XX..21XX]": "between 2000 and 2199",
    "[..2025-XX-13]": "13 Dec 2025 or earlier",
    "[2025-XX-13..]": "13 Jan 2025 or later",
    "[2025-XX-13,2025-XX-15]": "between 13 Jan and 13 Dec 2025 or between 15 Jan and 15 Dec 2025",
    "{2024-11-30..2025-01-02,2023-11-30..2025-01-03}": "30 Nov 2024 – 2 Jan 2025 and 30 Nov 2023 – 3 Jan 2025",
    "2025-06-16": "16 Jun 2025",
    "2025-06-01": "1 Jun 2025",
    "2025-06": "Jun 2025",
    "2025-09": "Sept 2025",
    "2025-05": "May 2025",
    "2025": "2025",
    "0476": "476",
    "202X": "2020s",
    "2025-21": "spring 2025",
    "2025-22": "summer 2025",
    "2025-23": "autumn 2025",
    "2025-24": "winter 2025",
    "2025-26": "northern summer 2025",
    "2025-32": "southern winter 2025",
    "2025-33": "first quarter of 2025",
    "2025-36": "fourth quarter of 2025",
    "2025-39": "third third of 2025",
    "2025-41": "second half of 2025",
    "2024-08-09~": "about 9 Aug 2024",
    "2024-08~": "about Aug 2024",
    "2024~": "about 2024",
    "2025-21~": "about spring 2025",
    "2025-06-15?": "15 Jun 2025 (uncertain)",
    "2025-06-15%": "about 15 Jun 2025 (uncertain)",
    "202X?": "2020s (uncertain)",
    "1950S2": "about 1950",
    "2025-06-13T10:00:00Z": "13 Jun 2025",
    "2025-?06-13": "13 Jun 2025 (uncertain)",
    "?2025-06-~13": "about 13 Jun 2025 (uncertain)",
    "2025-06-XX": "some day in Jun 2025",
    "2025-06-XX~": "some day in about Jun 2025",
    "2025-XX": "some month in 2025",
    "2025-XX-XX": "some day in 2025",
    "2025-XX-13": "between 13 Jan and 13 Dec 2025",
    "2025-1X": "between Oct and Dec 2025",
    "20XX": "between 2000 and 2099",
    "19XX~": "between about 1900 and about 1999",
    "156X-12-25": "between 25 Dec 1560 and 25 Dec 1569",
    "2025-05-26/2025-05-27": "26–27 May 2025",
    "2025-07-30/2025-08-02": "30 Jul – 2 Aug 2025",
    "2024-12-30/2025-01-02": "30 Dec 2024 – 2 Jan 2025",
    "2024-08/2024-09": "Aug–Sept 2024",
    "2024-12/2025-01": "Dec 2024 – Jan 2025",
    "2024/2025": "2024–2025",
    "2025-21/2025-22": "spring–summer 2025",
    "2025-06/2025-08-03": "Jun 2025 – 3 Aug 2025",
    "2024/2025-03": "2024 – Mar 2025",
    "2025-06-13/2025-06-13": "13 Jun 2025",
    "2025-06~/2025-08?": "about Jun 2025 – Aug 2025 (uncertain)",
    "2025-06-13?/2025-06-24?": "13–24 Jun 2025 (uncertain)",
    "2025-06-~13/2025-06-~24": "about 13–24 Jun 2025",
    "2025-06~/2025-07~": "about Jun–Jul 2025",
    "2025-06-16~/2025-07-02~": "about 16 Jun – about 2 Jul 2025",
    "2025~/2026~": "about 2025 – about 2026",
    "2024/..": "since 2024",
    "2024-03/..": "since Mar 2024",
    "2024-03~/..": "since about Mar 2024",
    "2025-06-27/": "from 27 Jun 2025, end not known",
    "../2025-06": "until Jun 2025",
    "/2025-06": "by Jun 2025, start not known",
    "[2025-06-15,2025-06-16]": "15 or 16 Jun 2025",
    "[2025-06-15, 2025-07-16]": "15 Jun or 16 Jul 2025",
    "[2024,2025-06]": "2024 or Jun 2025",
    "[2025-06-13,2025-06-15,2025-06-16]": "13, 15 or 16 Jun 2025",
    "[2025-06-15,2025-06-15]": "15 Jun 2025",
    "[2025-06-13..2025-06-24]": "between 13 and 24 Jun 2025",
    "[2025-06-13..2025-06-13]": "13 Jun 2025",
    "[2025-05..2025-06]": "between May and Jun 2025",
    "[..2025-06]": "Jun 2025 or earlier",
    "[2025-06..]": "Jun 2025 or later",
    "[1667,1668, 1670..1672]": "1667, 1668 or between 1670 and 1672",
    "{2015-03-09,2015-12-11}": "9 Mar and 11 Dec 2015",
    "{2015-03-09,2016-12-11}": "9 Mar 2015 and 11 Dec 2016",
    "{1667,1668, 1670..1672}": "1667, 1668 and 1670–1672",
    "{..1984}": "until 1984",
    "{1984..}": "since 1984",
}


@pytest.mark.parametrize(("text", "words"), WORDS.items())
def test_words(text: str, words: str) -> None:
    assert parse_edtf(text).words() == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-09-16", "16 September 2025"),
        ("2024-08~", "about August 2024"),
        ("2024-08/2024-09", "August–September 2024"),
        ("[2025-06-15,2025-06-16]", "15 or 16 June 2025"),
        ("2024-03/..", "since March 2024"),
        ("2025-21", "spring 2025"),
    ],
)
def test_long_words(text: str, words: str) -> None:
    assert parse_edtf(text).words(short=False) == words


# --------------------------------------------------------------------------------- the examples of the specification

SPECIFICATION = {
    # level 0
    "1985-04-12": "1985-04-12 1985-04-12",
    "1985-04": "1985-04-01 1985-04-30",
    "1985": "1985-01-01 1985-12-31",
    "1985-04-12T23:20:30": "1985-04-12 1985-04-12",
    "1985-04-12T23:20:30Z": "1985-04-12 1985-04-12",
    "1985-04-12T23:20:30-04": "1985-04-12 1985-04-12",
    "1985-04-12T23:20:30+04:30": "1985-04-12 1985-04-12",
    "1985-04-12T00:00:00Z": "1985-04-12 1985-04-12",
    "1964/2008": "1964-01-01 2008-12-31",
    "2004-06/2006-08": "2004-06-01 2006-08-31",
    "2004-02-01/2005-02-08": "2004-02-01 2005-02-08",
    "2004-02-01/2005-02": "2004-02-01 2005-02-28",
    "2004-02-01/2005": "2004-02-01 2005-12-31",
    "2005/2006-02": "2005-01-01 2006-02-28",
    # level 1
    "2001-21": "2001-03-01 2001-05-31",
    "2001-24": "2001-12-01 2002-02-28",
    "2003-24": "2003-12-01 2004-02-29",
    "1984?": "1984-01-01 1984-12-31",
    "2004-06~": "2004-06-01 2004-06-30",
    "2004-06-11%": "2004-06-11 2004-06-11",
    "201X": "2010-01-01 2019-12-31",
    "20XX": "2000-01-01 2099-12-31",
    "2004-XX": "2004-01-01 2004-12-31",
    "1985-04-XX": "1985-04-01 1985-04-30",
    "1985-XX-XX": "1985-01-01 1985-12-31",
    "1985-04-12/..": "1985-04-12 ?",
    "1985-04/..": "1985-04-01 ?",
    "1985/..": "1985-01-01 ?",
    "../1985-04-12": "? 1985-04-12",
    "../1985-04": "? 1985-04-30",
    "../1985": "? 1985-12-31",
    "1985-04-12/": "1985-04-12 ?",
    "1985-04/": "1985-04-01 ?",
    "1985/": "1985-01-01 ?",
    "/1985-04-12": "? 1985-04-12",
    "/1985-04": "? 1985-04-30",
    "/1985": "? 1985-12-31",
    "1984~/2004-06": "1984-01-01 2004-06-30",
    # level 2
    "1950S2": "1900-01-01 1999-12-31",
    "2001-34": "2001-04-01 2001-06-30",
    "2001-29": "2001-09-01 2001-11-30",
    "2001-30": "2001-12-01 2002-02-28",
    "2001-38": "2001-05-01 2001-08-31",
    "2001-40": "2001-01-01 2001-06-30",
    "[1667,1668, 1670..1672]": "1667-01-01 1672-12-31",
    "[..1760-12-03]": "? 1760-12-03",
    "[1760-12..]": "1760-12-01 ?",
    "[1760-01, 1760-02, 1760-12..]": "1760-01-01 ?",
    "[1667,1760-12]": "1667-01-01 1760-12-31",
    "[..1984]": "? 1984-12-31",
    "{1667,1668, 1670..1672}": "1667-01-01 1672-12-31",
    "{1960,1961-12}": "1960-01-01 1961-12-31",
    "{..1984}": "? 1984-12-31",
    "{..1983-12-31,1984-10-10..1984-11-01}": "? 1984-11-01",
    "2004-06~-11": "2004-06-11 2004-06-11",
    "2004?-06-11": "2004-06-11 2004-06-11",
    "?2004-06-~11": "2004-06-11 2004-06-11",
    "2004-%06-11": "2004-06-11 2004-06-11",
    "156X-12-25": "1560-12-25 1569-12-25",
    "15XX-12-25": "1500-12-25 1599-12-25",
    "1XXX-XX": "1000-01-01 1999-12-31",
    "1XXX-12": "1000-12-01 1999-12-31",
    "1984-1X": "1984-10-01 1984-12-31",
    "2004-06-~01/2004-06-~20": "2004-06-01 2004-06-20",
    "2004-06-XX/2004-07-03": "2004-06-01 2004-07-03",
}


@pytest.mark.parametrize(("text", "expected"), SPECIFICATION.items())
def test_examples_of_the_specification(text: str, expected: str) -> None:
    assert bounds(parse_edtf(text)) == expected


@pytest.mark.parametrize("text", ["-1985", "-0044-03-15", "0000", "0000-01-01", "Y170000002", "Y-170000002", "Y-17E7", "Y171010000S3"])
def test_years_out_of_range_are_refused(text: str) -> None:
    assert str(refusal(text)) == f"'{text}' is outside the years 1 to 9999"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2XXX-02-29", "2000-02-29 2996-02-29"),
        ("2025-X2-3X", "2025-12-30 2025-12-31"),
        ("2025-XX-31", "2025-01-31 2025-12-31"),
        ("20X0-02-29", "2000-02-29 2080-02-29"),
        ("000X", "0001-01-01 0009-12-31"),
        ("9999", "9999-01-01 9999-12-31"),
        ("0050S2", "0001-01-01 0099-12-31"),
    ],
)
def test_a_pattern_is_bounded_by_days_that_exist(text: str, expected: str) -> None:
    assert bounds(parse_edtf(text)) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2025-06-13", "day"),
        ("2025-?06-13", "day"),
        ("2025-06-13T10:00:00", "day"),
        ("2025-06", "month"),
        ("2025-06-XX", "month"),
        ("2025-21", "season"),
        ("2025-41", "season"),
        ("2025", "year"),
        ("2025-XX-XX", "year"),
        ("1950S2", "year"),
        ("202X", "decade"),
        ("20XX", "one-of"),
        ("202X-XX", "one-of"),
        ("2025-XX-13", "one-of"),
        ("[2025,2026]", "one-of"),
        ("[2025..]", "one-of"),
        ("{2025,2026}", "all-of"),
        ("{2025..2026}", "all-of"),
        ("2025/2026", "interval"),
        ("2025-06-13/2025-06-13", "interval"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert parse_edtf(text).kind == kind
    assert parse_edtf(text).is_day == (kind == "day")


@pytest.mark.parametrize(
    ("text", "start", "end", "start_latest", "end_earliest"),
    [
        ("2025-06-13", "known", "known", date(2025, 6, 13), date(2025, 6, 13)),
        ("2025-06", "known", "known", date(2025, 6, 30), date(2025, 6, 1)),
        ("2025-06/2025-08", "known", "known", date(2025, 6, 30), date(2025, 8, 1)),
        ("2025-06/2025-06-13", "known", "known", date(2025, 6, 13), date(2025, 6, 13)),
        ("2025-06-24/2025-06", "known", "known", date(2025, 6, 24), date(2025, 6, 24)),
        ("2025-06/..", "known", "open", date(2025, 6, 30), None),
        ("2025-06/", "known", "unknown", date(2025, 6, 30), None),
        ("../2025-06", "open", "known", None, date(2025, 6, 1)),
        ("/2025-06", "unknown", "known", None, date(2025, 6, 1)),
        ("[2025-06-13..2025-06-24]", "known", "known", date(2025, 6, 24), date(2025, 6, 13)),
        ("[..2025-06]", "open", "known", date(2025, 6, 30), None),
        ("{2015-03-09,2015-12-11}", "known", "known", date(2015, 12, 11), date(2015, 3, 9)),
    ],
)
def test_what_is_certain(text: str, start: str, end: str, start_latest: date | None, end_earliest: date | None) -> None:
    when = parse_edtf(text)
    assert (when.start, when.end, when.start_latest, when.end_earliest) == (start, end, start_latest, end_earliest)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("2025-06-13", ""),
        ("2025-06-13~", "~"),
        ("2025-06-13?", "?"),
        ("2025-06-13%", "~?"),
        ("2025-~06-13", "~"),
        ("2025-06~/2025-08", "~"),
        ("2025-06/2025-08?", "?"),
        ("2025-06~/2025-08?", "~?"),
        ("2025-06%/..", "~?"),
        ("{2025-06-03?,2025-07}", "?"),
        ("1950S2", "~"),
        ("20XX?", "?"),
    ],
)
def test_marks(text: str, marks: str) -> None:
    when = parse_edtf(text)
    assert "~" * when.approximate + "?" * when.uncertain == marks


def test_marks_never_move_a_bound() -> None:
    assert {bounds(parse_edtf(f"2025-06-13{mark}")) for mark in ("", "?", "~", "%")} == {"2025-06-13 2025-06-13"}


def test_parts_are_the_ends_or_the_members() -> None:
    assert [part.text for part in parse_edtf("2025-06~/2025-08").parts] == ["2025-06~", "2025-08"]
    assert [part.text for part in parse_edtf("../2025-08").parts] == ["2025-08"]
    assert [part.text for part in parse_edtf("{2025, 2027..2028}").parts] == ["2025", "2027/2028"]
    assert [part.text for part in parse_edtf("[..1667,1670..1672]").parts] == ["[..1667]", "[1670..1672]"]
    assert parse_edtf("2025-06").parts == ()


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2025-06-13", range(2025, 2026)),
        ("2023/2025-03", range(2023, 2026)),
        ("2024/..", range(2024, 2025)),
        ("/2024", range(2024, 2025)),
        ("202X", range(2020, 2030)),
        ("2025-24", range(2025, 2027)),
        ("9999", range(9999, 10000)),
    ],
)
def test_years(text: str, years: range) -> None:
    assert parse_edtf(text).years == years


def test_order() -> None:
    ordered = ["../2024", "2024-12-31", "2025-01-01", "2025-01", "2025", "2025/..", "2025-01-02", "/2025-06", "2025-06-30/", "[..2025-07]"]
    assert sorted(set(ordered), key=lambda text: parse_edtf(text).sort_key) == ordered


# -------------------------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "'' is not an EDTF date", USUAL),
        ("  ", "'' is not an EDTF date", USUAL),
        ("today", "'today' is not an EDTF date", USUAL),
        ("circa 2025", "'circa 2025' is not an EDTF date", "write '2025~'"),
        ("2025-13", "'2025-13' is not an EDTF date", USUAL),
        ("2025-42", "'2025-42' is not an EDTF date", "write '2025/2042'"),
        ("2025-21-03", "'2025-21-03' is not an EDTF date", "write '2025-03-21'"),
        ("202X-21", "'202X-21' is not an EDTF date", USUAL),
        ("2025-02-3X", "'2025-02-3X' is not an EDTF date", USUAL),
        ("2025-02-30", "'2025-02-30' is not an EDTF date", "the last day of that month is '2025-02-28'"),
        ("2025-02-29", "'2025-02-29' is not an EDTF date", "the last day of that month is '2025-02-28'"),
        ("2025-06-31", "'2025-06-31' is not an EDTF date", "the last day of that month is '2025-06-30'"),
        ("31/06/2025", "'31/06/2025' is not an EDTF date", "the last day of that month is '2025-06-30'"),
        ("13/06/2025", "'13/06/2025' is not an EDTF date", "write '2025-06-13'"),
        ("06/13/2025", "'06/13/2025' is not an EDTF date", "write '2025-06-13'"),
        ("5/6/2025", "'5/6/2025' is not an EDTF date", "write '2025-06-05' or '2025-05-06'"),
        ("06/2025", "'06' is not an EDTF date", "write '2025-06'"),
        ("2025/06/13", "'2025/06/13' is not an EDTF date", "write '2025-06-13'"),
        ("13.6.2025", "'13.6.2025' is not an EDTF date", "write '2025-06-13'"),
        ("June 2025", "'June 2025' is not an EDTF date", "write '2025-06'"),
        ("Sept. 2025", "'Sept. 2025' is not an EDTF date", "write '2025-09'"),
        ("13 June 2025", "'13 June 2025' is not an EDTF date", "write '2025-06-13'"),
        ("June 1st, 2025", "'June 1st, 2025' is not an EDTF date", "write '2025-06-01'"),
        ("2025-6-1", "'2025-6-1' is not an EDTF date", "write '2025-06-01'"),
        ("2025-06-13??", "'2025-06-13??' is not an EDTF date", "write '2025-06-13?'"),
        ("2025-06-13T10:00", "'2025-06-13T10:00' is not an EDTF date", "write '2025-06-13'"),
        ("2025-06-13T25:00:00", "'2025-06-13T25:00:00' is not an EDTF date", "write '2025-06-13'"),
        ("2025-06-13T10:00:00?", "'2025-06-13T10:00:00?' is not an EDTF date", "write '2025-06-13?'"),
        ("2025-06-13 10:00:00", "'2025-06-13 10:00:00' is not an EDTF date", "write '2025-06-13'"),
        ("2025T10:00:00", "'2025T10:00:00' is not an EDTF date", "write '2025'"),
        ("20?25", "'20?25' is not an EDTF date", USUAL),
        ("2025 - 06", "'2025 - 06' is not an EDTF date", "write '2025-06'"),
        ("2025-06-13\n2025", "'2025-06-13\n2025' is not an EDTF date", USUAL),
        ("２０２５", "'２０２５' is not an EDTF date", "write '2025'"),
        ("٢٠٢٥-٠٦", "'٢٠٢٥-٠٦' is not an EDTF date", "write '2025-06'"),
        ("1950S0", "'1950S0' is not an EDTF date", USUAL),
        ("1950S2-03", "'1950S2-03' is not an EDTF date", USUAL),
        ("19XXS2", "'19XXS2' is not an EDTF date", USUAL),
        ("/", "'/' is not an EDTF date", USUAL),
        ("../..", "'../..' is not an EDTF date", USUAL),
        ("/..", "'/..' is not an EDTF date", USUAL),
        ("../", "'../' is not an EDTF date", USUAL),
        ("..", "'..' is not an EDTF date", USUAL),
        ("2024/2025/2026", "'2024/2025/2026' is not an EDTF date", USUAL),
        ("2025-06-13/2025-13", "'2025-13' is not an EDTF date", USUAL),
        ("2025-06-13/13", "'13' is not an EDTF date", USUAL),
        ("[]", "'[]' is not an EDTF date", USUAL),
        ("[", "'[' is not an EDTF date", USUAL),
        ("[2025]", "'[2025]' is not an EDTF date", USUAL),
        ("[2025,2026}", "'[2025,2026}' is not an EDTF date", USUAL),
        ("[2025,]", "'' is not an EDTF date", USUAL),
        ("[2025/2026,2027]", "'2025/2026' is not an EDTF date", USUAL),
        ("[[2025,2026]]", "'[2025' is not an EDTF date", USUAL),
        ("[..]", "'..' is not an EDTF date", USUAL),
        ("[2025....2026]", "'2025....2026' is not an EDTF date", USUAL),
        ("{2025,..2026}", "'{2025,..2026}' is not an EDTF date", USUAL),
        ("{2025..,2026}", "'{2025..,2026}' is not an EDTF date", USUAL),
        ("{..1983,1990..}", "'{..1983,1990..}' is not an EDTF date", USUAL),
        ("9" * 101, f"'{'9' * 20}…' is longer than 100 characters", USUAL),
    ],
)
def test_refusals(text: str, message: str, hint: str) -> None:
    problem = refusal(text)
    assert (problem.rule, str(problem), problem.hint) == ("bad-date", message, hint)


MEANT = {
    # doubt
    "2025-06-13~?": "2025-06-13%",
    "2025-06-13 ?": "2025-06-13?",
    "13 June 2025?": "2025-06-13?",
    "2025-06-13T10:00:00 (?)": "2025-06-13?",
    "probably June 2025": "2025-06?",
    "c. 1950": "1950~",
    "ca 1950": "1950~",
    "about June 2025": "2025-06~",
    "circa 13/06/2025?": "2025-06-13%",
    "c. 1950–1955": "1950~/1955~",
    # parts of a year, and more than one
    "1950s": "195X",
    "2025..2026": "[2025..2026]' or '2025/2026",
    "2025-06-01…2025-06-30": "2025-06-01/2025-06-30",
    "2020..": "2020/..",
    "..2020": "../2020",
    "[2025,2026": "[2025,2026]",
    "{2025,2026": "{2025,2026}",
    "2025-01-00": "2025-01",
    "2025-00-00": "2025",
    "2025-00": "2025",
    "the 1950's": "195X",
    "19th century": "18XX",
    "1st century": "00XX",
    "summer 2020": "2020-22",
    "fall of 2020": "2020-23",
    "winter 2020/21": "2020-24",
    "2020 spring": "2020-21",
    "southern summer 2020": "2020-30",
    "Q3 2024": "2024-35",
    "2024-Q3": "2024-35",
    "third quarter of 2024": "2024-35",
    "H1 2024": "2024-40",
    "second half of 2024": "2024-41",
    "early 2024": "[2024-01..2024-04]",
    "mid-2024": "[2024-05..2024-08]",
    "late June 2025": "[2025-06-21..2025-06-30]",
    "early 1950s": "[1950..1953]",
    # intervals
    "2025-06-13–2025-06-24": "2025-06-13/2025-06-24",
    "2025-06-13 — 2025-06-24": "2025-06-13/2025-06-24",
    "2025-06-13 - 2025-06-24": "2025-06-13/2025-06-24",
    "2025-06-13 to 2025-06-24": "2025-06-13/2025-06-24",
    "2025-06-13 / 2025-06-24": "2025-06-13/2025-06-24",
    "from June 2020 to May 2021": "2020-06/2021-05",
    "13–24 June 2025": "2025-06-13/2025-06-24",
    "June 13-24, 2025": "2025-06-13/2025-06-24",
    "June–August 2025": "2025-06/2025-08",
    "30 June – 2 July 2025": "2025-06-30/2025-07-02",
    "2020–2024": "2020/2024",
    "2020–24": "2020/2024",
    "2024/25": "2024/2025",
    "1914-18": "1914/1918",
    "1999-00": "1999/2000",
    # open ends
    "since 2020": "2020/..",
    "2020–present": "2020/..",
    "2020 onwards": "2020/..",
    "until June 2025": "../2025-06",
    "by the end of 2026": "[..2026-12-31]",
    "before 2020": "[..2019]",
    "before 1 March 2024": "[..2024-02-29]",
    "after June 2025": "[2025-07..]",
    "XXXX/2025": "/2025",
    "2025-06/XXXX-XX": "2025-06/",
    # choices
    "2020 or 2021": "[2020,2021]",
    "March or April 2025": "[2025-03,2025-04]",
    "2020 and 2022": "{2020,2022}",
    "between 13 June 2025 and 15 June 2025": "[2025-06-13..2025-06-15]",
    # what has to be left out, or filled up
    "Friday, 13 June 2025": "2025-06-13",
    "Fri 13th June 2025 at 10:30 pm": "2025-06-13",
    "20250613": "2025-06-13",
    "2025-06-13\u200b": "2025-06-13",
    "2025-13-06": "2025-06-13",
    "202x": "202X",
    "2025\u201306\u201313": "2025-06-13",
}


@pytest.mark.parametrize(("text", "meant"), MEANT.items())
def test_what_was_meant_is_proposed(text: str, meant: str) -> None:
    assert refusal(text).hint == f"write '{meant}'"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("end of 2026", "write '2026-12-31' or '[2026-09..2026-12]'"),
        ("beginning of June 2025", "write '2025-06-01' or '[2025-06-01..2025-06-10]'"),
        ("2010/11", "write '2010/2011' or '2010-11'"),
        ("5/6/2025 – 7/6/2025", "write '2025-06-05/2025-06-07' or '2025-05-06/2025-07-06'"),
        ("2025-06-31?", "the last day of that month is '2025-06-30?'"),
        ("before 0001", USUAL),
        ("fourth third of 2024", USUAL),
        ("H3 2024", USUAL),
        ("2025-13", USUAL),
        ("'25", USUAL),
        ("yesterday", USUAL),
    ],
)
def test_where_more_than_one_thing_or_nothing_can_be_meant(text: str, hint: str) -> None:
    assert refusal(text).hint == hint


@pytest.mark.parametrize("text", ["unknown", "n.d.", "undated", "?", "TBD", "XXXX", "XXXX-12-XX", "xxxx", "X985", "XX25-06-13"])
def test_what_is_not_known_is_left_out(text: str) -> None:
    assert refusal(text).hint.startswith("remove the field if it is optional")


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("-0043-03-15", "'-0043' is the year 44 BCE"),
        ("−0043-03-15", "'-0043' is the year 44 BCE"),
        ("-0043", "'-0043' is the year 44 BCE"),
        ("15 March 44 BC", "'-0043' is the year 44 BCE"),
        ("44 B.C.E.", "'-0043' is the year 44 BCE"),
        ("-0044/-0043", "'-0044' is the year 45 BCE"),
        ("0000-01-01", "'0000' is the year 1 BCE"),
        ("1 BC", "'0000' is the year 1 BCE"),
    ],
)
def test_a_year_before_christ_keeps_its_sign(text: str, year: str) -> None:
    assert refusal(text).hint == f"{year}, and only the years 1 to 9999 are supported: describe it in words"


@pytest.mark.parametrize("text", ["17000", "Y17000", "Y-17000", "Y17E7"])
def test_years_far_away_are_for_words(text: str) -> None:
    assert refusal(text).hint == "only the years 1 to 9999 are supported: describe it in words"


@given(
    st.lists(
        st.sampled_from(
            [
                *"-–/?~., ",
                "2025",
                "13",
                "24",
                "June",
                "1950s",
                "end of",
                "mid",
                "Q3",
                "since",
                "to",
                "and",
                "or",
                "before",
                "circa",
                "winter",
                "X",
            ]
        ),
        max_size=12,
    )
)
def test_what_is_proposed_can_be_read(words: list[str]) -> None:
    text = " ".join(words)
    if read(text) is None:
        for proposed in re.findall("'([^']*)'", refusal(text).hint):
            assert parse_edtf(proposed).text == proposed


@pytest.mark.parametrize(
    ("text", "named", "hint"),
    [
        (
            "2025-06-13T10:00:00Z/2025-06-13T09:00:00Z",
            "2025-06-13T10:00:00Z/2025-06-13T09:00:00Z",
            "write '2025-06-13T09:00:00Z/2025-06-13T10:00:00Z'",
        ),
        (
            "2025-06-13T10:00:00/2025-06-13T09:59:59",
            "2025-06-13T10:00:00/2025-06-13T09:59:59",
            "write '2025-06-13T09:59:59/2025-06-13T10:00:00'",
        ),
        (
            "2025-06-13T10:00:00+02/2025-06-13T10:00:00+03:00",
            "2025-06-13T10:00:00+02/2025-06-13T10:00:00+03:00",
            "write '2025-06-13T10:00:00+03:00/2025-06-13T10:00:00+02'",
        ),
        (
            "2025-06-13T23:00:00-04/2025-06-14T01:00:00Z",
            "2025-06-13T23:00:00-04/2025-06-14T01:00:00Z",
            "write both times in the same time zone",
        ),
        (
            "[2025-06-13T10:00:00Z..2025-06-13T09:00:00Z]",
            "2025-06-13T10:00:00Z..2025-06-13T09:00:00Z",
            "write '[2025-06-13T09:00:00Z..2025-06-13T10:00:00Z]'",
        ),
        ("2025-06-24/2025-06-13", "2025-06-24/2025-06-13", "write '2025-06-13/2025-06-24'"),
        ("2025/2024", "2025/2024", "write '2024/2025'"),
        ("2025-06-01/2025-05", "2025-06-01/2025-05", "write '2025-05/2025-06-01'"),
        ("2025-06~/2024?", "2025-06~/2024?", "write '2024?/2025-06~'"),
        ("[2025-06-24..2025-06-13]", "2025-06-24..2025-06-13", "write '[2025-06-13..2025-06-24]'"),
        ("{1667, 1672..1670}", "1672..1670", "write '{1667, 1670..1672}'"),
    ],
)
def test_reversed_intervals_are_refused(text: str, named: str, hint: str) -> None:
    problem = refusal(text)
    assert (problem.rule, str(problem), problem.hint) == ("reversed-interval", f"'{named}' ends before it starts", hint)


@pytest.mark.parametrize(
    "text",
    [
        "2025-06-13T09:00:00Z/2025-06-13T10:00:00Z",
        "2025-06-13T10:00:00+03/2025-06-13T10:00:00+02",
        "2025-06-13T10:00:00/2025-06-13T09:00:00Z",
        "2025-06-13T10:00:00Z/2025-06-13",
    ],
)
def test_times_in_order_or_of_unlike_zones_are_not_reversed(text: str) -> None:
    assert parse_edtf(text).words() == "13 Jun 2025"


@pytest.mark.parametrize("text", ["2025/2025-06", "2025-06/2025-06-13", "2025-06-24/2025-06", "2025-06-13/2025-06-13"])
def test_overlapping_ends_are_not_reversed(text: str) -> None:
    assert parse_edtf(text).kind == "interval"


def test_winter_that_ends_after_the_last_year_is_refused() -> None:
    assert "is outside the years 1 to 9999" in str(refusal("9999-24"))


def test_space_around_a_date_is_dropped() -> None:
    assert parse_edtf(" 2025-06\n").text == "2025-06"


def test_a_date_is_read_once_and_frozen() -> None:
    when = parse_edtf("2025-06-13")
    assert parse_edtf("2025-06-13") is when
    with pytest.raises(AttributeError):
        when.text = "2026"  # type: ignore[misc]


@pytest.mark.parametrize(
    "text", ["?1950S2", "%1950S2~", "?2025-21", "2025?-21", "2025-?13-01", "2025-?02-30", "?2025-06-13T10:00:00", "2025??"]
)
def test_marks_stand_at_parts_of_a_plain_date_alone(text: str) -> None:
    refusal(text)


@pytest.mark.parametrize("length", [1, 2, 3])
def test_marks_inside_a_date_are_read_where_the_library_reads_them(length: int) -> None:
    for marks in product(("", "?", "~", "%"), repeat=2 * length):
        parts = [f"{marks[2 * at]}{part}{marks[2 * at + 1]}" for at, part in enumerate(("2025", "06", "13")[:length])]
        text = "-".join(parts)
        assert (read(text) is not None) is library.is_valid_edtf(text), text


@pytest.mark.parametrize("unit", ["[", "{", "1984,", "XXXX-02-3X,", "..", "~2025?-", "?", "2025-?06-13,", "-", "X", "(", "1..", "/"])
def test_long_nonsense_is_refused_in_time(unit: str) -> None:
    with in_time():
        for opening in ("", "[", "{"):
            refusal((opening + unit * 100)[:100])


# ----------------------------------------------------------------------------------------------------------- shift


@pytest.mark.parametrize(
    ("text", "offset", "expected"),
    [
        ("2025-06-13", "P2D", "2025-06-15"),
        ("2025-06-13", "-P1W", "2025-06-06"),
        ("2025-06-13", "P0D", "2025-06-13"),
        ("2025-06-13", "P1Y2M", "2026-08-13"),
        ("2025-06-13", "-P1Y2M3W4D", "2024-03-19"),
        ("2025-01-31", "P1M", "2025-02-28"),
        ("2024-01-31", "P1M", "2024-02-29"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2025-03-31", "-P1M", "2025-02-28"),
        ("2025-01-31", "P1M1D", "2025-03-01"),
        ("2025-06-13~", "P2D", "2025-06-15~"),
        ("2025-?06-13", "P1D", "2025-06-14?"),
        ("2025-06-13T10:00:00Z", "P1D", "2025-06-14T10:00:00Z"),
        ("2025-06", "P1M", "2025-07"),
        ("2025-12", "P1M", "2026-01"),
        ("2025-06-XX", "P1M", "2025-07-XX"),
        ("2025-06", "P2D", "[2025-06-03..2025-07-02]"),
        ("2025", "-P1Y", "2024"),
        ("2025", "P12M", "2026"),
        ("2025?", "P3M", "[2025-04-01?..2026-03-31?]"),
        ("2025-24", "P1Y", "2026-24"),
        ("2025-21", "P1M", "[2025-04-01..2025-06-30]"),
        ("202X", "P10Y", "203X"),
        ("202X", "P1Y", "[2021-01-01..2030-12-31]"),
        ("1950S2", "P1Y", "[1901-01-01~..2000-12-31~]"),
        ("2025-06-13/2025-06-24", "P2D", "2025-06-15/2025-06-26"),
        ("2025-06-13/..", "P2D", "2025-06-15/.."),
        ("/2025-06", "P1M", "/2025-07"),
        ("[2025-06-13, 2025-06-15]", "P1D", "[2025-06-14, 2025-06-16]"),
        ("[2025-06..2025-08]", "P2D", "[2025-06-03..2025-09-02]"),
        ("[..2025-06]", "P2D", "[..2025-07-02]"),
        ("[2025-06..]", "P2D", "[2025-06-03..]"),
        ("{2025-06-13,2025-07-31}", "P1M", "{2025-07-13,2025-08-31}"),
        ("2025-XX-13", "P1M", "[2025-02-13..2026-01-13]"),
        ("2025-06/2025-08", "P2D", "[2025-06-03..2025-09-02]"),
        ("2025-06~/2025-08-13", "P2D", "[2025-06-03~..2025-08-15~]"),
        ("2025-06/..", "P2D", "[2025-06-03..]"),
        ("2025-06/", "P2D", "[2025-06-03..]"),
        ("../2025-06", "P2D", "[..2025-07-02]"),
        ("{2025-06,2025-08}", "P2D", "[2025-06-03..2025-09-02]"),
    ],
)
def test_shift(text: str, offset: str, expected: str) -> None:
    assert shift(parse_edtf(text), offset).text == expected


@pytest.mark.parametrize(
    "offset", ["", "P", "-P", "2D", "P2", "P2H", "PT2H", "P1.5D", "P2D ", "P2D\n", "p2d", "+P2D", "P2D1M", "P1234567D", "P٢D"]
)
def test_what_is_no_duration_is_refused(offset: str) -> None:
    with pytest.raises(BadDate) as caught:
        shift(parse_edtf("2025"), offset)
    assert str(caught.value) == f"'{offset}' is not a duration"
    assert caught.value.hint == "write 'P2D' for two days later, '-P1W' for a week earlier"


@pytest.mark.parametrize(
    ("text", "offset"),
    [("9999-12-31", "P1D"), ("0001-01-01", "-P1M"), ("2025", "P999999Y"), ("2025-06", "-P999999W"), ("9999", "P1M"), ("999X", "P10Y")],
)
def test_a_shift_out_of_the_calendar_is_refused(text: str, offset: str) -> None:
    with pytest.raises(BadDate, match="is outside the years 1 to 9999"):
        shift(parse_edtf(text), offset)


# ----------------------------------------------------------------------------------------- what holds for every text

MARK = st.sampled_from(["", "", "?", "~", "%"])
YEAR = st.one_of(st.integers(1, 9999).map("{:04}".format), st.from_regex(r"[12][09X][0-9X]X", fullmatch=True))
MONTH = st.sampled_from([*(f"{number:02}" for number in range(1, 13)), "XX", "0X", "1X"])
DAY = st.sampled_from([*(f"{number:02}" for number in range(1, 32)), "XX", "1X", "X1"])
SINGLE = st.one_of(
    st.builds("{}{}".format, YEAR, MARK),
    st.builds("{}-{}{}".format, YEAR, MONTH, MARK),
    st.builds("{}-{}-{}{}".format, YEAR, MONTH, DAY, MARK),
    st.builds("{:04}-{}{}".format, st.integers(1, 9999), st.integers(21, 41), MARK),
    st.builds("{}2025-{}06-{}13{}".format, MARK, MARK, MARK, MARK),
)
END = st.one_of(SINGLE, st.sampled_from(["", ".."]))
MEMBER = st.one_of(SINGLE, st.builds("{}..{}".format, SINGLE, SINGLE), SINGLE.map("..{}".format), SINGLE.map("{}..".format))
LIST = st.lists(MEMBER, min_size=1, max_size=4).map(",".join)
ALIKE = st.one_of(SINGLE, st.builds("{}/{}".format, END, END), LIST.map("[{}]".format), LIST.map("{{{}}}".format))
ANY = st.one_of(st.text(), st.text("0123456789X?~%-/.,[]{}TSYZ:+ ", max_size=40), ALIKE)
OFFSET = st.builds("{}P{}Y{}M{}W{}D".format, st.sampled_from(["", "-"]), *(st.integers(0, 40) for _ in range(4)))


def read(text: str) -> Edtf | None:
    try:
        return parse_edtf(text)
    except BadDate:
        return None


def check(when: Edtf) -> None:
    assert when.earliest or when.latest
    assert (when.earliest is None, when.latest is None) == (when.start != "known", when.end != "known")
    if when.earliest and when.latest:
        assert when.earliest <= when.latest
    for certain in (when.start_latest, when.end_earliest):
        assert certain is None or when.sort_key[0] <= certain <= when.sort_key[1] or None in (when.earliest, when.latest)
    assert parse_edtf(when.text) == when
    assert when.years
    for words in (when.words(), when.words(short=False)):
        assert words == " ".join(words.split())
        assert not set(words) & set("[]{}/~%?")
        assert words
    for part in when.parts:
        check(part)


@given(ANY)
def test_every_text_is_a_sound_date_or_is_refused(text: str) -> None:
    when = read(text)
    if when:
        check(when)
    else:
        problem = refusal(text)
        assert problem.rule in ("bad-date", "reversed-interval")
        assert problem.hint


@given(st.lists(ALIKE, max_size=12))
def test_sort_key_is_a_total_order(texts: list[str]) -> None:
    dates = {when for text in texts if (when := read(text))}
    keys = sorted(when.sort_key for when in dates)
    assert all(one < after for one, after in pairwise(keys))


@given(ALIKE, OFFSET)
def test_a_shifted_date_is_sound_and_moves_the_right_way(text: str, offset: str) -> None:
    when = read(text)
    if when is None:
        return
    try:
        shifted = shift(when, offset)
    except BadDate:
        return
    check(shifted)
    assert (shifted.approximate, shifted.uncertain) == (when.approximate, when.uncertain)
    assert (shifted.start == "known", shifted.end == "known") == (when.start == "known", when.end == "known")
    assert shifted.sort_key[:2] <= when.sort_key[:2] if offset.startswith("-") else shifted.sort_key[:2] >= when.sort_key[:2]


@given(SINGLE.filter(lambda text: "X" not in text))
def test_the_library_reads_the_same_bounds(text: str) -> None:
    when = read(text)
    if when is None or when.kind == "season":
        return
    theirs = library.parse_edtf(text)
    assert [when.earliest, when.latest] == [date(*day[:3]) for day in (theirs.lower_strict(), theirs.upper_strict())]
