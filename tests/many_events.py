"""Events by the hundred, in the editors' own language, the same for the same seed; for tests of what must stay readable.

`python -m tests.many_events FOLDER` writes such a content folder, to be looked at.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from tests.conftest import MINIMAL, RECORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ISSUES: Final = ("economic", "military", "diplomatic", "legal", "migration", "environment")
ACTORS: Final = ("avalon", "brigid", "camelot", "dyfed", "elmet", "fife", "gwent", "hibernia", "ich", "jorvik", "kernow")
DATES: Final = (
    *("{y}-{m:02}-{d:02}",) * 8,
    *("{y}-{m:02}", "{y}", "{y}-{m:02}-{d:02}?", "{y}-{m:02}~", "{y}-{m:02}-{d:02}/{z}-06-30", "{y}-2{s}", "[{y}-{m:02}-{d:02},{y}-12-30]"),
)
"""Forms of dates; half of them are plain days."""
TITLES: Final = (
    "Avalon and Brigid sign the harbour agreement",
    "A strike shuts the port for a week",
    "توقيع اتفاقية طويلة جدا بين الطرفين بشأن الملاحة في المضيق وتقاسم رسوم العبور على مدى السنوات العشر القادمة",
    "The Council adopts a resolution on the ferry, its fares, its timetable, its crew and what is to become of the old hull",
    "הסכם המעבורת נחתם",
)
EVERY_DATE: Final[Mapping[str, str]] = {
    "a-day": "2024-02-10",
    "a-month": "2024-03",
    "a-season": "2024-21",
    "a-year": "2024",
    "some-day-in-a-month": "2024-08-XX",
    "an-interval": "2024-04-01/2024-06-15",
    "an-interval-of-months": "2024-04/2024-06",
    "about-a-day": "2024-05-10~",
    "about-a-month": "2024-05~",
    "about-an-interval": "2024-03-01~/2024-05-20~",
    "an-uncertain-day": "2024-06-13?",
    "an-uncertain-month": "2024-07?",
    "an-uncertain-interval": "2024-06-01?/2024-08-01",
    "uncertain-and-about": "2024-09-03%",
    "one-of-two-days": "[2024-09-15,2024-09-16]",
    "one-of-far-days": "[2024-02-15,2024-07-16]",
    "each-of-two-days": "{2024-05-09,2024-12-11}",
    "within-a-range": "[2024-01-15..2024-03-20]",
    "that-day-or-later": "[2024-10-01..]",
    "that-day-or-earlier": "[..2024-02-01]",
    "still-open": "2024-08-15/..",
    "open-since-a-month": "2024-08/..",
    "always-so-before": "../2024-05-01",
    "end-not-known": "2024-06-15/",
    "start-not-known": "/2024-06-15",
}
"""A date of every kind that is drawn in its own way."""


def many_events(number: int = 400, first: int = 1964, years: int = 60, *, seed: int = 7) -> dict[str, str]:
    """Return a content set with events spread over years, in bursts, by file."""
    chance = Random(seed)  # noqa: S311 - the same for the same seed is what it is for
    bursts = [first + chance.randrange(years) for _ in range(4)]
    files = {f"actors/{actor}.yml": f"name: {actor.capitalize()}\nkind: state\n" for actor in ACTORS}
    for index in range(number):
        year = chance.choice(bursts) if chance.random() < 0.3 else first + chance.randrange(years)
        shape = chance.choice(DATES)
        when = shape.format(y=f"{year:04}", z=f"{year + 1:04}", m=chance.randint(1, 12), d=chance.randint(1, 28), s=chance.randint(1, 4))
        files[f"events/event-{index:04}.yml"] = event(
            f"{chance.choice(TITLES)} ({index})", when, chance.sample(ACTORS, chance.randint(1, 5)), chance.choice(ISSUES)
        )
    return {**MINIMAL, **files}


def every_date() -> dict[str, str]:
    """Return a content set with an event of every kind of date, and one a week before and one a month after another."""
    files = {f"events/{name}.yml": event(name.replace("-", " ").capitalize(), when, ["avalon"]) for name, when in EVERY_DATE.items()}
    for name, offset in (("before-another", "-P1W"), ("after-another", "P1M"), ("long-after-a-month", "P5M3D")):
        base = "a-month" if "month" in name else "a-day"
        text = event(name.replace("-", " ").capitalize(), "2024", ["brigid"], "military")
        files[f"events/{name}.yml"] = f"{text}after: {{event: {base}, offset: {offset}}}\n"
    return {**MINIMAL, **files}


def event(title: str, when: str, actors: Sequence[str], issue: str = "economic") -> str:
    """Return the text of an event's record."""
    fields = {**RECORDS["events"], "title": f"'{title}'", "when": f"'{when}'", "actors": f"[{', '.join(actors)}]", "issue": issue}
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def write(files: Mapping[str, str], folder: Path) -> None:
    """Write a content set."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(every_date() if "--every-date" in sys.argv else many_events(), Path(sys.argv[1]))
