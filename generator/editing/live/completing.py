"""What can be written at a cursor: fields, words of scales, records by id or name, links, figures and their options."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from generator.content import nearest
from generator.editing.describing import described
from generator.editing.finding import LEAST, folded, likeness, names_in
from generator.editing.live.cursor import cursor_at, fields_of, link_at
from generator.editing.live.scales import meanings
from generator.editing.live.spots import TRANSLATIONS, inside_at, refers
from generator.editing.new_records import skeleton
from generator.model import ACTOR_OPTIONS, FIGURES, ISSUES, OPTION_WORDS, PLACE_OPTION, SCHEMES, Actor, Place, Record, field_of, wordings
from generator.text import CHART

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.editing.live.cursor import Cursor, LinkCursor
    from generator.editing.live.spots import Inside
    from generator.model import Corpus, Part
    from generator.text import Span

MOST: Final = 100
"""The most records that are proposed at once."""

Sort = Literal["field", "word", "record", "whole"]


@dataclass(frozen=True, slots=True)
class Completion:
    """Something that can be written in the place of the word at the cursor."""

    label: str
    """What it is called in the list, and written if no other text is given."""
    sort: Sort
    detail: str = ""
    """What it is, in a few words beside it."""
    means: str = ""
    """What it means, as Markdown."""
    text: str | None = None


def proposals(
    path: str, text: str, offset: int, root: type[Part], corpus: Corpus, *, translates: bool = False
) -> tuple[Span, list[Completion]] | None:
    """Return the word at a cursor, and what can be written in its place, the likeliest first; nothing where nothing can be proposed.

    Args:
        path: The path of the file, which says whether it has front matter.
        text: The file as it is, whole or not.
        offset: The cursor.
        root: The section of the file, or the publication.
        corpus: All records.
        translates: Whether the file is a translation.
    """
    link = link_at(text, offset)
    if link is not None:
        found = [*_in_link(link, corpus)]
        return (link.span, found) if found else None
    fields = fields_of(path, text)
    cursor = cursor_at(text, offset, fields)
    place = inside_at(root, cursor.parents, translates=translates) if cursor else None
    if cursor is not None and cursor.in_list and place and (field := field_of(place.kind, cursor.field)) and field.part:
        cursor = replace(cursor, parents=(*cursor.parents, cursor.field), field="")
        place = inside_at(root, cursor.parents, translates=translates)
    if cursor is None or place is None:
        return None
    own = root.section if issubclass(root, Record) else ""
    found = [*(_values(cursor, place, own, corpus) if cursor.field else _names(text, cursor, place, corpus))]
    if not cursor.field and not text[fields.start : fields.end].strip() and issubclass(root, Record):
        whole = skeleton(root).removeprefix("---\n").removesuffix("---\n\n") if fields.start else skeleton(root)
        found.insert(0, Completion(f"new {root.singular}", "whole", "every field that it needs, and what each takes", text=whole))
    return (cursor.span, found) if found else None


def _names(text: str, cursor: Cursor, place: Inside, corpus: Corpus) -> Iterator[Completion]:
    """Yield the fields that a part takes and has not, those that it needs first."""
    if place.mapping:
        yield from _lines(cursor, place, corpus)
        return
    before = text.rfind("\n", 0, cursor.span.start) + 1
    indent = " " * (cursor.span.start - before)
    rest = text[cursor.span.end :].partition("\n")[0]
    translatable = wordings(place.kind) if place.translates else None
    found = [one for one in described(place.kind) if translatable is None or one.name in translatable]
    for one in sorted(found, key=lambda one: not one.field.is_needed):
        lead = f"{one.name}:"
        if one.field.part is not None and translatable is None:
            lead += f"\n{indent}  - " if one.field.is_list else f"\n{indent}  "
        else:
            lead += " "
        written = one.name if rest.lstrip(" ").startswith(":") else lead
        yield Completion(one.name, "field", one.takes or "text", one.means + (" Needed." if one.field.is_needed else ""), written)


def _lines(cursor: Cursor, place: Inside, corpus: Corpus) -> Iterator[Completion]:
    if place.mapping == TRANSLATIONS:
        yield from (Completion(tag, "word", "a language of the publication", text=f"{tag}:") for tag in corpus.publication.languages)
    elif one := refers(place.kind, place.mapping):
        for found in records_like(corpus, one.sections, cursor.typed):
            yield Completion(found.id, "record", found.label, f"{found.singular} in {found.path}", f"{found.id}: ")


def _values(cursor: Cursor, place: Inside, own: str, corpus: Corpus) -> Iterator[Completion]:
    field = place.mapping or cursor.field
    if place.translates:
        return
    for word, means in meanings(place.kind, field, corpus).items():
        yield Completion(word, "word", means.partition(".")[0].replace("*", ""), means)
    one = refers(place.kind, field) if not place.mapping else None
    if one is not None:
        yield from _ids(corpus, one.sections or (own,), cursor.typed.strip("'\""))


def _in_link(link: LinkCursor, corpus: Corpus) -> Iterator[Completion]:
    if link.figure:
        options = FIGURES.get(link.figure, ())
        if not link.option:
            yield from (Completion(name, "field", f"an option of '{link.figure}'", text=f"{name}=") for name in options)
        elif link.option in ACTOR_OPTIONS or link.option == PLACE_OPTION:
            yield from _ids(corpus, (Actor.section if link.option in ACTOR_OPTIONS else Place.section,), link.typed)
        elif link.option in OPTION_WORDS:
            yield from (Completion(word, "word") for word in OPTION_WORDS[link.option])
        elif link.option == "issue":
            yield from (Completion(word, "word", corpus.issue_label(word)) for word in (*ISSUES.terms, *corpus.publication.issues))
    elif link.scheme == CHART:
        yield from (Completion(name, "word", "a figure", ", ".join(options)) for name, options in FIGURES.items())
    elif link.scheme:
        section = SCHEMES.get(link.scheme)
        yield from _ids(corpus, (section,), link.typed) if section else ()
    else:
        wanted = nearest(link.typed, SCHEMES) if link.typed else None
        schemes = sorted(SCHEMES, key=lambda one: (not one.startswith(link.typed), one != wanted))
        yield from (Completion(f"{scheme}:", "word", f"a record of {SCHEMES[scheme]}") for scheme in schemes)


def _ids(corpus: Corpus, sections: Sequence[str], typed: str) -> Iterator[Completion]:
    for found in records_like(corpus, sections, typed):
        yield Completion(found.id, "record", found.label, f"{found.singular} in {found.path}")


def records_like(corpus: Corpus, sections: Iterable[str], typed: str) -> list[Record]:
    """Return the records of some sections by what is typed of their id or of a name, in any script, with slips; all where nothing is."""
    names, wanted = names_in(corpus), folded(typed)
    records = [found for section in sections for one in corpus.ids(section) if (found := corpus.get(section, one)) is not None]
    if not wanted:
        return records[:MOST]
    scored = [(_score(typed, wanted, record, names), record) for record in records]
    likely = sorted((one for one in scored if one[0] >= LEAST), key=lambda one: (-one[0], one[1].key))
    return [record for _, record in likely[:MOST]]


def _score(typed: str, wanted: str, record: Record, names: Mapping[tuple[str, str], tuple[str, ...]]) -> float:
    if record.id.startswith(typed):
        return 300
    own = names.get(record.key, ())
    if any(word.startswith(wanted) for name in own for word in (name, *name.split())):
        return 250
    return likeness(wanted, own)
