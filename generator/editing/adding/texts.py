"""A plain text to a document, and what the first lines of a text say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.editing.adding.days import day_alone, day_written
from generator.editing.adding.decoding import decode
from generator.editing.adding.document import LONGEST, Document, Found, people_in, plain, words
from generator.editing.changes import Refused
from generator.text import read_passages

if TYPE_CHECKING:
    from datetime import date

_FIRST_LINES: Final = 6


def read_plain(data: bytes, today: date) -> Document:
    """Read a text; raises Refused where there is none in it."""
    raw, note = decode(data)
    if "\x00" in raw:
        raise Refused("the file is no text, page or PDF", "save what it holds as text, HTML or PDF")
    text = words(raw)
    if not text.strip():
        raise Refused("the file is empty", "save the article into it")
    return Document(first_lines(text, today), text, (note,) if note else ())


def first_lines(text: str, today: date) -> dict[str, Found]:
    """Return what the first lines of a text say: a heading its title, a byline its authors, a line of its own its day."""
    found: dict[str, Found] = {}
    for passage in read_passages(text).paragraphs[:_FIRST_LINES]:
        line = plain(text[passage.span.start : passage.span.end])
        if passage.kind == "heading" and "title" not in found and day_alone(line, today) is None and len(line) <= LONGEST:
            found["title"] = Found(line.lstrip("# "), "its first heading")
        elif passage.kind == "byline" and "authors" not in found and (authors := people_in([line.rstrip(".")], is_byline=True)):
            found["authors"] = Found(authors, "the byline")
        day = day_alone(line, today) or (day_written(line, today) if passage.kind == "byline" else None)
        if day and "published" not in found:
            found["published"] = Found(day, "a line of its own")
    return found
