"""Guess the date meant by a text that is not EDTF, such as 'c. 1950', including English phrases such as 'third quarter of 2024'."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING, Final
from unicodedata import category, decimal, normalize

from generator.model.dates.edtf import EACH_DATE, LONGEST_DATE, BadDate, Edtf, bounds_of, read, shift

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Phrase = Callable[[re.Match[str], Sequence[Edtf]], Iterable[str]]
    """Returns candidates for a phrase, given the possible dates of its group 'rest'; some candidates may be invalid."""

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
FILLER: Final = re.compile(rf"\b(?:{_DAYS})\b\.?,? ?|(?<=\d)(?:st|nd|rd|th)\b(?![ -]century)|^(?:on|in|the|dated) ")
"""Words without meaning for the date: weekdays, ordinal suffixes, prepositions."""
_SEASONS: Final = {"spring": 0, "summer": 1, "autumn": 2, "fall": 2, "winter": 3}
_HEMISPHERES: Final = {None: 21, "northern": 25, "southern": 29}
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0}
_YEAR_PIECES: Final = {"quarter": (33, 4), "q": (33, 4), "third": (37, 3), "half": (40, 2), "h": (40, 2)}
"""The EDTF code, in place of a month, of the first piece of each kind, and the number of pieces in a year."""
_STEPS: Final = {"day": "P1D", "month": "P1M", "year": "P1Y", "decade": "P10Y"}
_ONE_SEASON: Final = r"(?:(?P<side>northern|southern) )?(?P<name>spring|summer|autumn|fall|winter)"
_LONGEST_CENTURY_SPAN: Final = 20
"""The most years between two of which the second begins a century: '1999-00', but not '2025-13'."""
_THIRDS: Final = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}


def number_of_month(word: str) -> str:
    """Return the two-digit number of a month by its English name or first three or more letters, or an empty string."""
    return next((f"{i:02}" for i, name in enumerate(_MONTHS, 1) if len(word) >= _SHORT and name.startswith(word)), "")


def _season(match: re.Match[str], _: Sequence[Edtf]) -> Iterator[str]:
    yield f"{match['year']}-{_HEMISPHERES[match['side']] + _SEASONS[match['name']]}"


def _piece(match: re.Match[str], _: Sequence[Edtf]) -> Iterator[str]:
    (first, many), ordinal = _YEAR_PIECES[match["kind"]], match["number"]
    number = (_ORDINALS[ordinal] or many) if ordinal in _ORDINALS else int(ordinal[0])
    if 1 <= number <= many:
        yield f"{match['year']}-{first + number - 1}"


def _years(match: re.Match[str], _: Sequence[Edtf]) -> Iterator[str]:
    first, last = int(match["century"] + match["first"]), int(match["century"] + match["last"])
    span = (last - first) % 100
    if last > first or 0 < span <= _LONGEST_CENTURY_SPAN:
        yield f"{first:04}/{first + span:04}"


def _third(match: re.Match[str], inside: Sequence[Edtf]) -> Iterator[str]:
    """Yield the early, middle or late third of a date, preceded by its first or last day if that may be meant."""
    for when in inside:
        first, last = when.earliest, when.latest
        if first is None or last is None:
            continue
        if match["edge"]:
            yield (first if match["edge"] in ("beginning", "start") else last).isoformat()
        third = _THIRDS[(match["third"] or match["edge"]).removesuffix(" of")]
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


def _outside(written: str, sign: str) -> Phrase:
    """Return a phrase for the time before or after a date, excluding the date itself."""

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
        (r"(?:the )?(?P<decade>\d{3})0'?s", lambda match, _: [f"{match['decade']}X"]),
        (r"(?:the )?(?P<number>\d{1,2})(?:st|nd|rd|th)[ -]century", lambda match, _: [f"{int(match['number']) - 1:02}XX"]),
        (rf"{_ONE_SEASON} (?:of )?(?P<year>\d{{4}})", _season),
        (r"(?:(?P<side>northern|southern) )?(?P<name>winter) (?:of )?(?P<year>\d{4})[-/]\d{2,4}", _season),
        (rf"(?P<year>\d{{4}})[ -]{_ONE_SEASON}", _season),
        (r"(?P<kind>[qh])(?P<number>[1-4])[ -/]?(?P<year>\d{4})", _piece),
        (r"(?P<year>\d{4})[ -/]?(?P<kind>[qh])(?P<number>[1-4])", _piece),
        (
            r"(?:the )?(?P<number>first|second|third|fourth|last|[1-4][a-z]{0,2}) (?P<kind>quarter|third|half)(?: of)? (?P<year>\d{4})",
            _piece,
        ),
        (r"(\d{4})(\d\d)(\d\d)?", lambda match, _: ["-".join(filter(None, match.groups()))]),
        (r"(?:the )?(?:(?P<third>early|mid|middle of|late)|(?P<edge>beginning|start|end)(?: of)?)[ -](?P<rest>.+)", _third),
        (r"(?:since|as of|from) (?P<rest>.+?)(?: on(?:wards?)?)?", _each("{}/..")),
        (r"(?P<rest>.+?)(?: onwards?| and later| ?-| ?(?:-|to) ?(?:the )?(?:present|now|today|date|ongoing))", _each("{}/..")),
        (r"(?:until|till|up to|to) (?P<rest>.+)", _each("../{}")),
        (r"(?:by|not later than|no later than) (?P<rest>.+)", _each("[..{}]")),
        (r"(?P<rest>.+?) or (?:earlier|before)", _each("[..{}]")),
        (r"(?P<rest>.+?) or (?:later|after)", _each("[{}..]")),
        (r"(?:before|prior to) (?P<rest>.+)", _outside("[..{}]", "-")),
        (r"(?:after|later than) (?P<rest>.+)", _outside("[{}..]", "")),
        (r"(?P<century>\d\d)(?P<first>\d\d)[-/](?P<last>\d\d)", _years),
    )
}
"""The candidates of each known phrase."""
_USUAL: Final = "write '2025-06-13' for a day, '2025-06' for a month, '2025' for a year"
_NO_DATE: Final = "remove the field if it is optional, or write the period in which the date lies: '[2020..2025]', '[..2025]'"
_TOO_FAR: Final = "only the years 1 to 9999 are supported: describe it in words"
_UNKNOWN: Final = re.compile(r"\?+|unknown|not known|undated|no date|n\.? ?d\.?|tb[acd]|n/?a|none|null|x{4}(?:-xx)*")
_NO_YEAR: Final = re.compile(r"\bx[\dx]{3}\b")
_BEFORE_CHRIST: Final = re.compile(r"(?:^|[/\[{,.])-(\d{4,})\b|\b(\d{1,4}) ?b\.?c\.?(?:e\b\.?)?(?: |$)|^(0000)\b")
_BEYOND: Final = re.compile(r"y-?\d.*|(?!\d{6}$)\d{5,7}\b.*")
_MARKS: Final = {"": "", "?": "?", "~": "~", "?~": "%"}
_QUALIFIERS: Final = {
    "~": re.compile(r"(?:ca?|circa|about|around|approx|approximately|roughly|some ?time in)\b\.? ?(?P<rest>.+)|(?P<other>.+?) ?~"),
    "?": re.compile(r"(?:probably|perhaps|possibly|maybe|presumably|likely) (?P<rest>.+)|(?P<other>.+?) ?(?:\(\?\)|\?)"),
    "?~": re.compile(r"(?P<rest>.+?) ?%|(?P<other>(?!))"),
}
_MISTAKES: Final = {
    re.compile(r"(?!\d\d99-00$)(\d{4}(?:-(?!00)\d\d)?)(?:-00){1,2}"): "{0}",  # how databases write an unknown month or day
    re.compile(r"(\d[^/]*\.\.\d[^/]*)"): "[{0}]",
    re.compile(r"(\d[^/]*?) ?\.\.+"): "{0}/..",
    re.compile(r"\.\.+ ?(\d[^/]*)"): "../{0}",
    re.compile(r"(\[[^\]]+)"): "{0}]",
    re.compile(r"(\{[^}]+)"): "{0}}}",
}
_JOINT: Final = re.compile(r" ?(?:[-/]|\.\.+) ?| (?:to|until|till|through|thru) ")
_HYPHENATED_DATE: Final = re.compile(r"\b\d{4}([-/])\d\d?(?:\1\d\d?)?\b")
"""A day or month, whose hyphens and slashes do not separate two dates."""
_CHOICES: Final = {
    re.compile(r"between (.+) and (.+)"): "[{0}..{1}]",
    re.compile(r"(?:either )?(.+) or (.+)"): "[{0},{1}]",
    re.compile(r"(.+) (?:and|&) (.+)"): "{{{0},{1}}}",
}
_MAYBE_YEARS: Final = re.compile(r"\d{4}-[2-4]\d")
"""'2020-24' is a season in EDTF, but not likely meant as one if a dash or space had to be normalized."""
_MOST_WORDS: Final = 12
_MOST_SUGGESTIONS: Final = 4
"""The most dates suggested for one text."""


def hint_for(text: str) -> str:
    """Return how to fix a text that is not a date, as a clause without a full stop."""
    plain = _normalized(text)
    if not plain or len(text) > LONGEST_DATE:
        return _USUAL
    if _UNKNOWN.fullmatch(plain):
        return _NO_DATE
    if match := _BEFORE_CHRIST.search(plain):
        year = int(match[2]) if match[2] else int(match[1] or match[3]) + 1
        return f"'{-(year - 1):05}' is the year {year} BCE, and {_TOO_FAR}" if year > 1 else f"'0000' is the year 1 BCE, and {_TOO_FAR}"
    if _BEYOND.fullmatch(plain):
        return _TOO_FAR
    if _NO_YEAR.search(plain):
        without = re.sub(r"\bx{4}(?:-xx)*", "", plain)
        return f"write '{without}'" if "/" in without and _read(without) else _NO_DATE
    proposed = list(islice(dict.fromkeys(date for date in _candidates(plain) if _read(date)), _MOST_SUGGESTIONS))
    return "write " + " or ".join(f"'{date}'" for date in proposed) if proposed else _last_day(plain) or _USUAL


def meant_date(text: str) -> str | None:
    """Return the date that a text most likely means, as EDTF, or None."""
    plain = _normalized(text)
    return next((date for date in _candidates(plain) if _read(date)), None) if plain and len(text) <= LONGEST_DATE else None


def _normalized(text: str) -> str:
    """Normalize a text: lower case, ASCII digits and hyphens for those of any script, single spaces."""
    signs = (sign for sign in normalize("NFKC", text) if category(sign) != "Cf")
    plain = ("-" if category(sign) == "Pd" or sign == "−" else str(decimal(sign)) if sign.isdecimal() else sign for sign in signs)
    return " ".join("".join(plain).replace("’", "'").lower().split())


def _read(text: str) -> Edtf | None:
    try:
        return read(text)
    except BadDate:
        return None


def _candidates(plain: str) -> Iterator[str]:
    """Yield candidates for a text, most likely first; some may be invalid."""
    for slip, written in _MISTAKES.items():
        if match := slip.fullmatch(plain):
            yield written.format(match[1])
    for mark, pattern in _QUALIFIERS.items():
        if match := pattern.fullmatch(plain):
            yield from (_qualified(date, mark) for date in _candidates(match["rest"] or match["other"]))
            return
    bare = FILLER.sub("", CLOCK.sub("", plain)).strip()
    single = _single_candidates(bare)
    yield from single
    if not single:
        yield from _pair_candidates(bare)


def _pair_candidates(plain: str) -> Iterator[str]:
    """Yield candidates for a text with two dates in it."""
    if len(plain.split()) > _MOST_WORDS or len(_JOINT.findall(plain)) > _MOST_WORDS:
        return
    for pattern, written in _CHOICES.items():
        if match := pattern.fullmatch(plain):
            yield from (written.format(*pair) for pair in _pairs(*match.groups()))
            return
    plain = plain.removeprefix("from ")
    within = {place for match in _HYPHENATED_DATE.finditer(plain) for place in range(match.start() + 1, match.end())}
    for joint in (joint for joint in _JOINT.finditer(plain) if joint.start() not in within):
        yield from ("/".join(pair) for pair in _pairs(plain[: joint.start()], plain[joint.end() :]))


@lru_cache(maxsize=256)
def _single_candidates(plain: str) -> tuple[str, ...]:
    """Return the valid candidates for a text with a single date."""
    compact = re.sub(r" ?([-/]) ?", r"\1", plain).upper()
    if _read(compact) and not _MAYBE_YEARS.fullmatch(compact):
        return (compact,)
    dates: list[str] = []
    for pattern, written in PHRASES.items():
        if match := pattern.fullmatch(plain):
            rest = _single_candidates(match["rest"].removeprefix("the ")) if "rest" in pattern.groupindex else ()
            dates.extend(written(match, [when for date in rest if (when := _read(date))]))
    dates.extend("-".join(order) for order in _orders(plain))
    return tuple(date for date in dates if _read(date))


def _qualified(date: str, mark: str) -> str:
    """Add a qualifier to each part of a date, combined with those it has."""

    def marked(part: re.Match[str]) -> str:
        core, own = re.fullmatch(r"(.*?)(?:T.*?)?([?~%]?)", part[0]).groups()  # type: ignore[union-attr]  # matches every text
        return core + _MARKS["".join(sorted({*own.replace("%", "?~"), *mark.replace("%", "?~")}))]

    return EACH_DATE.sub(marked, date)


def _pairs(left: str, right: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of dates, where either may lack what it shares with the other: '13' and '24 June 2025', 'June 13' and '24, 2025'."""
    before, after = left.split(), right.split()
    firsts = [left, *(f"{left} {' '.join(after[number:])}" for number in range(1, len(after)))]
    seconds = [right, *(f"{' '.join(before[:number])} {right}" for number in range(1, len(before)))]
    for first, second in product(firsts, seconds):
        starts, ends = _single_candidates(first), _single_candidates(second)
        if starts and ends:
            yield from zip(starts, ends, strict=True) if len(starts) == len(ends) else product(starts, ends)
            return


def _orders(plain: str) -> list[list[str]]:
    """Return the year, month and day in a text, in each order in which they may be written."""
    tokens = re.findall("[0-9]+|[a-z]+", plain)
    years = [token for token in tokens if re.fullmatch("[0-9]{4}", token)]
    named = [month for token in tokens if (month := number_of_month(token))]
    numbers = [token.zfill(2) for token in tokens if re.fullmatch("[0-9]{1,2}", token)]
    if len(years) != 1 or len(named) > 1 or len(named + numbers) not in (1, 2) or len(tokens) != 1 + len(named + numbers):
        return []
    if not named and len(numbers) == 1 and not bounds_of(years[0], *numbers):
        return []
    if named or tokens[0] == years[0]:
        first = [years[0], *named, *numbers]
        return [first] if named or bounds_of(*first) else [first, [years[0], *reversed(numbers)]]
    return [[years[0], *reversed(numbers)], [years[0], *numbers]]


def _last_day(plain: str) -> str:
    """Return the hint for a day that its month lacks, or an empty string for any other text."""
    core = plain.rstrip("?~% ")
    month = next((bounds for order in _orders(core) if (bounds := bounds_of(*order[:2]))), None)
    return f"the last day of that month is '{_qualified(month[1].isoformat(), plain[len(core) :].strip())}'" if month else ""
