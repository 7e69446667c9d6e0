"""Every place at which content names a record by its id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator import model
from generator.editing.changes import Edit, Refused
from generator.text import Body, InlineLink, SourceText, Span, find_links

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.text import Location as Where

_OPTIONS: Final = {model.Actor.section: model.ACTOR_OPTIONS, model.Place.section: frozenset({model.PLACE_OPTION})}
"""The options of figures whose value is the id of a record of a section."""


def edits_to_name(corpus: model.Corpus, texts: Mapping[str, SourceText], record: model.Record, new: str) -> dict[str, set[Edit]]:
    """Return the edits by which all content names a record by another id, by the path of the file.

    Raises:
        Refused: An id is written in a form that cannot be replaced surely.
    """
    found: dict[str, set[Edit]] = {}
    for place in _places_of_ids(corpus, texts, record):
        found.setdefault(place.path, set()).add(_renamed(texts[place.path], place, record.id, new))
    for place in _places_of_links(corpus, texts, record):
        found.setdefault(place.path, set()).add(Edit(texts[place.path].span(place), new))
    return found


def _renamed(source: SourceText, place: Where, old: str, new: str) -> Edit:
    span = source.span(place)
    found = list(re.finditer(rf"(?<![a-z0-9-]){old}(?![a-z0-9-])", source.text[span.start : span.end]))
    if len(found) != 1:
        raise Refused(f"'{old}' is not written plainly here", "write the id as it is, without escapes", place)
    return Edit(Span(span.start + found[0].start(), span.start + found[0].end()), new)


def _places_of_ids(corpus: model.Corpus, texts: Mapping[str, SourceText], record: model.Record) -> Iterator[Where]:
    own = record.at("id")
    if texts[own.path].text[slice(*texts[own.path].span(own))].strip("'\"") == record.id:
        yield own
    for other in corpus:
        for reference in model.references_in(other):
            if reference.id == record.id and corpus.resolve(reference, other) is record:
                yield model.place_of_reference(other.located, reference)
        if isinstance(record, model.Actor | model.Source):
            yield from (other.at(*keys) for keys, voice in model.translated_voices(other, other.translations) if voice == record.id)
    if options := _OPTIONS.get(record.section):
        for explainer in corpus.all(model.Explainer):
            for tag, body in _bodies(corpus, explainer):
                yield from (explainer.place_of(span, tag) for span in _spans_of_options(body, options, record.id))


def _bodies(corpus: model.Corpus, record: model.Record) -> Iterator[tuple[str, Body]]:
    """Yield the text of a record and its translations, each with its language, that of the record as nothing."""
    if record.key in corpus.bodies:
        yield "", corpus.bodies[record.key]
    yield from ((tag, body) for (key, tag), body in corpus.translated_bodies.items() if key == record.key)


def _spans_of_options(body: Body, options: frozenset[str], record_id: str) -> Iterator[Span]:
    for figure in body.figures:
        yield from (span for name, span in figure.option_spans.items() if name in options and figure.options[name] == record_id)


def _places_of_links(corpus: model.Corpus, texts: Mapping[str, SourceText], record: model.Record) -> Iterator[Where]:
    for other in corpus:
        for tag, body in _bodies(corpus, other):
            yield from (other.place_of(link.target_span, tag) for link in body.links if _leads_to(link, record))
        for keys, text in (*model.prose_in(other), *model.translated_prose(other, other.translations)):
            yield from _links_at(texts, other.at(*keys), text, record)
    publication = corpus.publication
    for keys, text in (*model.prose_in(publication), *model.translated_prose(publication, publication.translations)):
        yield from _links_at(texts, corpus.publication_at.at(*keys), text, record)


def _links_at(texts: Mapping[str, SourceText], field: Where, text: str, record: model.Record) -> Iterator[Where]:
    """Yield the places of the ids in the links of running text, as its file has it."""
    wanted = sum(_leads_to(link, record) for link in model.links_in(text))
    if wanted:
        source = texts[field.path]
        found = [link for link in find_links(source.text, source.span(field)) if _leads_to(link, record)]
        if len(found) != wanted:
            raise Refused(f"a link to '{record.id}' is not written plainly here", "write it on one line, without escapes", field)
        yield from (source.place(link.target_span) for link in found)


def _leads_to(link: InlineLink, record: model.Record) -> bool:
    return model.SCHEMES.get(link.scheme) == record.section and link.target == record.id
