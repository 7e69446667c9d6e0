"""Completion: fields, words of scales, records by id or name, links, figures and their options."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from lsprotocol import types as lsp

from generator.content import nearest
from generator.editing.describing import described, meanings
from generator.editing.finding import find_records
from generator.editing.live import spots
from generator.editing.records import skeleton
from generator.model import BY_SECTION, FIGURES, ISSUES, OPTION_WORDS, SCHEMES, Corpus, Part, Record, field_of, wordings
from generator.text import CHART, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST: Final = 100

_FIELD: Final = lsp.CompletionItemKind.Field
_WORD: Final = lsp.CompletionItemKind.EnumMember
RECORD: Final = lsp.CompletionItemKind.Reference
_WHOLE: Final = lsp.CompletionItemKind.Snippet


def _item(label: str, kind: lsp.CompletionItemKind, detail: str = "", means: str = "", text: str = "") -> lsp.CompletionItem:
    """Return a completion item with a detail and documentation in Markdown; inserts its label unless 'text' is given."""
    documentation = lsp.MarkupContent(lsp.MarkupKind.Markdown, means) if means else None
    return lsp.CompletionItem(label, kind=kind, detail=detail or None, documentation=documentation, insert_text=text or label)


def proposals(
    path: str, text: str, offset: int, root: type[Part], corpus: Corpus, *, translates: bool = False
) -> tuple[Span, list[lsp.CompletionItem]] | None:
    """Return the span of the word at a cursor and its completions, best first, or None if there are none.

    The path says whether the file has front matter; 'root' is its section, or the publication.
    """
    link = spots.link_at(text, offset)
    if link is not None:
        items = [*_in_link(link, corpus)]
        return (link.span, items) if items else None
    location = spots.part_at(path, text, offset, root, translates=translates)
    if location is None:
        return None
    (cursor, place), fields = location, spots.fields_of(path, text)
    section = root.section if issubclass(root, Record) else ""
    items = [*(_values(cursor, place, section, corpus) if cursor.field else _names(text, cursor, place, corpus))]
    if not cursor.field and not text[fields.start : fields.end].strip() and issubclass(root, Record):
        record_text = skeleton(root, issues=corpus.publication.issues)
        record_text = record_text.removeprefix("---\n").removesuffix("---\n") if fields.start else record_text
        items.insert(0, _item(f"new {root.singular}", _WHOLE, "all required fields, with what each accepts", text=record_text))
    return (cursor.span, items) if items else None


def _names(text: str, cursor: spots.Cursor, place: spots.Inside, corpus: Corpus) -> Iterator[lsp.CompletionItem]:
    """Yield the fields that a part lacks, required ones first; in mappings, ids."""
    if place.mapping == spots.TRANSLATIONS:
        yield from (_item(tag, _WORD, "a language of the publication", text=f"{tag}:") for tag in corpus.publication.languages)
    if place.mapping:
        yield from _ids(corpus, spots.sections_named(place.kind, place.mapping) or (), cursor.typed, ": ")
        return
    before = text.rfind("\n", 0, cursor.span.start) + 1
    indent = " " * (cursor.span.start - before)
    rest = text[cursor.span.end :].partition("\n")[0]
    translatable = wordings(place.kind) if place.translates else None
    fields = [field for field in described(place.kind) if translatable is None or field.name in translatable]
    for field in sorted(fields, key=lambda entry: not entry.field.is_needed):
        lead = f"{field.name}:"
        if field.field.part is not None and translatable is None:
            lead += f"\n{indent}  - " if field.field.is_list else f"\n{indent}  "
        else:
            lead += " "
        insertion = field.name if rest.lstrip(" ").startswith(":") else lead
        yield _item(field.name, _FIELD, field.takes or "text", field.means + (" Required." if field.field.is_needed else ""), insertion)


def _values(cursor: spots.Cursor, place: spots.Inside, own_section: str, corpus: Corpus) -> Iterator[lsp.CompletionItem]:
    if place.translates:
        return
    field = field_of(place.kind, place.mapping or cursor.field)
    for word, means in (meanings(place.kind, field, corpus.publication) if field else {}).items():
        yield _item(word, _WORD, means.partition(".")[0].replace("*", ""), means)
    sections = spots.sections_named(place.kind, cursor.field) if not place.mapping else None
    if sections is not None:
        yield from _ids(corpus, sections or (own_section,), cursor.typed.strip("'\""))


def _in_link(link: spots.LinkCursor, corpus: Corpus) -> Iterator[lsp.CompletionItem]:
    if sections := spots.sections_linked(link):
        yield from _ids(corpus, sections, link.typed)
    elif link.figure in FIGURES and not link.option:
        yield from (_item(name, _FIELD, f"an option of '{link.figure}'", text=f"{name}=") for name in FIGURES[link.figure].options)
    elif link.option == "issue":
        yield from (_item(word, _WORD, corpus.issue_label(word)) for word in (*ISSUES.terms, *corpus.publication.issues))
    elif link.figure:
        yield from (_item(word, _WORD) for word in OPTION_WORDS.get(link.option, ()))
    elif link.scheme == CHART:
        yield from (_item(name, _WORD, "a figure", ", ".join(placed.options)) for name, placed in FIGURES.items())
    elif not link.scheme:
        closest = nearest(link.typed, SCHEMES) if link.typed else None
        schemes = sorted(SCHEMES, key=lambda scheme: (not scheme.startswith(link.typed), scheme != closest))
        yield from (_item(f"{scheme}:", _WORD, f"a record of {SCHEMES[scheme]}") for scheme in schemes)


def _ids(corpus: Corpus, sections: Sequence[str], typed: str, suffix: str = "") -> Iterator[lsp.CompletionItem]:
    all_records = (record for section in sections for record in corpus.all(BY_SECTION[section]))
    for record in islice(find_records(corpus, typed, sections) if typed else all_records, MOST):
        yield _item(record.id, RECORD, record.label, f"{record.singular} in {record.path}", f"{record.id}{suffix}")
