"""What an editor is shown of the word under the pointer: a record in a few lines, what a field takes, what a word means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.analysis import published
from generator.editing.describing import described
from generator.editing.words import meanings, scale_of
from generator.model import Corpus, Part, Record, fields_of
from generator.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.editing.live.spots import Spot

_LONGEST: Final = 200


def record_at(spot: Spot, corpus: Corpus, own: type[Record] | None) -> Record | None:
    """Return the record whose id stands at a place; nothing where none does."""
    if spot.sections is None:
        return None
    sections = spot.sections or ((own.section,) if own else ())
    return next((found for section in sections if (found := corpus.get(section, spot.text)) is not None), None)


def told_at(spot: Spot, corpus: Corpus, own: type[Record] | None) -> str:
    """Return what is to be said of what stands at a place, as Markdown; nothing where there is nothing to say."""
    if found := record_at(spot, corpus, own):
        return card(found, corpus)
    place = spot.inside
    if place is None:
        return ""
    if spot.is_name and not place.mapping:
        return _field(place.kind, spot.field)
    words, scale = meanings(place.kind, spot.field, corpus.publication), scale_of(place.kind, spot.field)
    term = scale.find(spot.text) if scale else None
    word = term.id if term else spot.text
    if not words.get(word):
        return ""
    return f"`{word}` {words[word]}" + (f"\n\n*{scale.english_title}.* {scale.english_note}" if scale else "")


def _field(kind: type[Part], name: str) -> str:
    one = next((one for one in described(kind) if one.name == name), None)
    if one is None:
        return ""
    takes = f"\n\nIt takes {'one or more: ' if one.field.is_list else ''}{one.takes}." if one.takes else ""
    return f"`{one.name}`{' (needed)' if one.field.is_needed else ''}: {one.means}{takes}"


def card(record: Record, corpus: Corpus) -> str:
    """Return a record in a few lines: its name, its file, what it says in fields that it needs, and where readers meet it."""
    lines = [f"**{_plain(record.label)}**", f"{record.singular} `{record.id}` in {_plain(record.path)}", "\n".join(_said(record))]
    lines.append(f"{counted(len(corpus.referring_to(record)), 'reference')} to it")
    if published(corpus).get(*record.key) is None:
        lines.append("*not published*")
    return "\n\n".join(line for line in lines if line)


def _said(record: Record) -> Iterator[str]:
    for field in fields_of(type(record)).values():
        value = getattr(record, field.key, None) if field.is_needed else None
        values = value if isinstance(value, tuple) else (value,)
        said = ", ".join(str(getattr(one, "text", one)) for one in values if isinstance(one, str) or hasattr(one, "earliest"))
        if said and said != record.label:
            yield f"- `{field.key}`: {_plain(said)}"


def _plain(text: str) -> str:
    """Return text as Markdown that shows it as it is, on one line."""
    line = " ".join(text.split())
    line = line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]<>#|~&!" else sign for sign in line)
