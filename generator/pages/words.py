"""Words that several kinds of page say: what a record is called, what evidence does, and sentences with links in them."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING, Final

from generator.language import message, say
from generator.records import Act, Actor, Claim, Cost, Driver, Event, Explainer, Place, Record, Risk, Scenario, Source, Vote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.pages.page import Link, Piece, Rich


@dataclass(frozen=True, slots=True)
class KindWords:
    """What records of one section are called, as messages to be said."""

    one: str
    many: str
    """The section, as a heading."""
    retired: str
    """One that was taken back, as a heading."""


KINDS: Final[Mapping[type[Record], KindWords]] = {
    Explainer: KindWords(message("explainer"), message("Explainers"), message("Retired explainer")),
    Place: KindWords(message("place"), message("Places"), message("Retired place")),
    Claim: KindWords(message("claim"), message("Claims"), message("Retired claim")),
    Actor: KindWords(message("actor"), message("Actors"), message("Retired actor")),
    Act: KindWords(message("act"), message("Acts"), message("Retired act")),
    Vote: KindWords(message("vote"), message("Votes"), message("Retired vote")),
    Event: KindWords(message("event"), message("Events"), message("Retired event")),
    Cost: KindWords(message("cost"), message("Costs"), message("Retired cost")),
    Risk: KindWords(message("risk"), message("Risks"), message("Retired risk")),
    Driver: KindWords(message("driver"), message("Drivers"), message("Retired driver")),
    Scenario: KindWords(message("scenario"), message("Scenarios"), message("Retired scenario")),
    Source: KindWords(message("source"), message("Sources"), message("Retired source")),
}
SAYS: Final[Mapping[str, str]] = {"supports": message("supports"), "contradicts": message("contradicts"), "context": message("context")}
"""What evidence does to what rests on it."""
SOURCE_KINDS: Final[Mapping[str, str]] = {
    "official": message("official"),
    "wire": message("wire"),
    "news": message("news"),
    "analysis": message("analysis"),
    "opinion": message("opinion"),
    "reference": message("reference"),
    "data": message("data"),
}
"""What kind of text a source is, in a word."""


def kind_word(record: Record) -> str:
    """Return what a record is, in a word: 'claim'."""
    return say(KINDS[type(record)].one)


def with_pieces(sentence: str, **pieces: Piece) -> Rich:
    """Return a sentence that was said, with links or words in the place of the names in braces."""
    found: list[Piece] = []
    for words, name, _, _ in Formatter().parse(sentence):
        found.extend([words] if words else [])
        found.extend([pieces[name]] if name else [])
    return tuple(found)


def row_of(links: Iterable[Link | str]) -> Rich:
    """Return links or words in a row, with commas between them."""
    pieces: list[Link | str] = []
    for one in links:
        pieces.extend([say(", "), one] if pieces else [one])
    return tuple(pieces)
