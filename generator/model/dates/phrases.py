"""English phrases for time, and the dates that they mean: 'third quarter of 2024', 'mid-June 2025', 'since 2020', '19th century'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.model.dates.edtf import BadDate, shift

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from generator.model.dates.edtf import Edtf

    Phrase = Callable[[re.Match[str], Sequence[Edtf]], Iterator[str]]
    """Yields the dates that a phrase may mean, given what 'rest' in it can mean; some of them may be no dates."""

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SHORT: Final = 3
_DAYS: Final = "|".join(f"{day}(?:{rest})?" for day, rest in (("mon", "day"), ("tues?", "day"), ("wed", "nesday"), ("thu(?:rs)?", "day"),
                                                          ("fri", "day"), ("sat", "urday"), ("sun", "day")))  # fmt: skip
CLOCK: Final = re.compile(
    r"(?<=\d)(?:t|,? (?:at )?)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]\.?m\.?)?(?: ?(?:z|utc|gmt|[+-]\d{2}:?(?:\d{2})?))?$"
)
"""A time of day at the end of a text."""
LEAVINGS: Final = re.compile(rf"\b(?:{_DAYS})\b\.?,? ?|(?<=\d)(?:st|nd|rd|th)\b(?![ -]century)|^(?:on|in|the|dated) ")
"""What says nothing more: days of the week, endings of ordinals, small words."""
_SEASONS: Final = {"spring": 0, "summer": 1, "autumn": 2, "fall": 2, "winter": 3}
_HEMISPHERES: Final = {None: 21, "northern": 25, "southern": 29}
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0}
_PIECES: Final = {"quarter": (33, 4), "q": (33, 4), "third": (37, 3), "half": (40, 2), "h": (40, 2)}
"""What EDTF writes for the first of a kind in the place of a month, and how many of it are in a year."""
_STEPS: Final = {"day": "P1D", "month": "P1M", "year": "P1Y", "decade": "P10Y"}
_ONE_SEASON: Final = r"(?:(?P<side>northern|southern) )?(?P<name>spring|summer|autumn|fall|winter)"
_LONGEST_TURN: Final = 20
"""How many years may lie between two of which the second begins a century: '1999-00', but not '2025-13'."""
_THIRDS: Final = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}


def number_of_month(word: str) -> str:
    """Return the two digits of a month by its English name, of which three letters or more are given; nothing for another word."""
    return next((f"{i:02}" for i, name in enumerate(_MONTHS, 1) if len(word) >= _SHORT and name.startswith(word)), "")


def _decade(found: re.Match[str], _: Sequence[Edtf]) -> Iterator[str]:
    yield f"{found['decade']}X"


def _century(found: re.Match[str], _: Sequence[Edtf]) -> Iterator[str]:
    yield f"{int(found['number']) - 1:02}XX"


def _season(found: re.Match[str], _: Sequence[Edtf]) -> Iterator[str]:
    yield f"{found['year']}-{_HEMISPHERES[found['side']] + _SEASONS[found['name']]}"


def _piece(found: re.Match[str], _: Sequence[Edtf]) -> Iterator[str]:
    (first, many), ordinal = _PIECES[found["kind"]], found["number"]
    number = (_ORDINALS[ordinal] or many) if ordinal in _ORDINALS else int(ordinal[0])
    if 1 <= number <= many:
        yield f"{found['year']}-{first + number - 1}"


def _compact(found: re.Match[str], _: Sequence[Edtf]) -> Iterator[str]:
    yield "-".join(filter(None, found.groups()))


def _years(found: re.Match[str], _: Sequence[Edtf]) -> Iterator[str]:
    first, last = int(found["century"] + found["first"]), int(found["century"] + found["last"])
    span = (last - first) % 100
    if last > first or 0 < span <= _LONGEST_TURN:
        yield f"{first:04}/{first + span:04}"


def _third(found: re.Match[str], inside: Sequence[Edtf]) -> Iterator[str]:
    """Yield the first or last day of a time, where that may be meant, and the third of it."""
    for when in inside:
        first, last = when.earliest, when.latest
        if first is None or last is None:
            continue
        if found["edge"]:
            yield (first if found["edge"] in ("beginning", "start") else last).isoformat()
        third = _THIRDS[(found["third"] or found["edge"]).removesuffix(" of")]
        if when.kind == "year":
            yield f"[{first.year:04}-{4 * third + 1:02}..{first.year:04}-{4 * third + 4:02}]"
        elif when.kind == "month":
            month, end = first.isoformat()[:7], (10, 20, last.day)[third]
            yield f"[{month}-{10 * third + 1:02}..{month}-{end}]"
        elif when.kind == "decade":
            start, end = ((0, 3), (4, 6), (7, 9))[third]
            yield f"[{first.year + start:04}..{first.year + end:04}]"


def _each(written: str) -> Phrase:
    return lambda _, inside: (written.format(when.text) for when in inside)


def _beyond(written: str, sign: str) -> Phrase:
    """Return what yields the stretch before or after a time, without that itself."""

    def found(_: re.Match[str], inside: Sequence[Edtf]) -> Iterator[str]:
        for when in inside:
            if when.kind in _STEPS:
                try:
                    yield written.format(shift(when, sign + _STEPS[when.kind]).text)
                except BadDate:
                    continue

    return found


PHRASES: Final[Mapping[re.Pattern[str], Phrase]] = {
    re.compile(pattern): written
    for pattern, written in (
        (r"(?:the )?(?P<decade>\d{3})0'?s", _decade),
        (r"(?:the )?(?P<number>\d{1,2})(?:st|nd|rd|th)[ -]century", _century),
        (rf"{_ONE_SEASON} (?:of )?(?P<year>\d{{4}})", _season),
        (r"(?:(?P<side>northern|southern) )?(?P<name>winter) (?:of )?(?P<year>\d{4})[-/]\d{2,4}", _season),
        (rf"(?P<year>\d{{4}})[ -]{_ONE_SEASON}", _season),
        (r"(?P<kind>[qh])(?P<number>[1-4])[ -/]?(?P<year>\d{4})", _piece),
        (r"(?P<year>\d{4})[ -/]?(?P<kind>[qh])(?P<number>[1-4])", _piece),
        (
            r"(?:the )?(?P<number>first|second|third|fourth|last|[1-4][a-z]{0,2}) (?P<kind>quarter|third|half)(?: of)? (?P<year>\d{4})",
            _piece,
        ),
        (r"(\d{4})(\d\d)(\d\d)?", _compact),
        (r"(?:the )?(?:(?P<third>early|mid|middle of|late)|(?P<edge>beginning|start|end)(?: of)?)[ -](?P<rest>.+)", _third),
        (r"(?:since|as of|from) (?P<rest>.+?)(?: on(?:wards?)?)?", _each("{}/..")),
        (r"(?P<rest>.+?)(?: onwards?| and later| ?-| ?(?:-|to) ?(?:the )?(?:present|now|today|date|ongoing))", _each("{}/..")),
        (r"(?:until|till|up to|to) (?P<rest>.+)", _each("../{}")),
        (r"(?:by|not later than|no later than) (?P<rest>.+)", _each("[..{}]")),
        (r"(?P<rest>.+?) or (?:earlier|before)", _each("[..{}]")),
        (r"(?P<rest>.+?) or (?:later|after)", _each("[{}..]")),
        (r"(?:before|prior to) (?P<rest>.+)", _beyond("[..{}]", "-")),
        (r"(?:after|later than) (?P<rest>.+)", _beyond("[{}..]", "")),
        (r"(?P<century>\d\d)(?P<first>\d\d)[-/](?P<last>\d\d)", _years),
    )
}
"""What yields the dates of each phrase that is known."""
