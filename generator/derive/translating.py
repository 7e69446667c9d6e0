"""The corpus in another language: translations in the place of texts, and the language of what is not translated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from generator.corpus import Corpus
from generator.language import Foreign, direction_of
from generator.records import Source
from generator.records.base import Part, text_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.records.publication import Publication

AnyPart = TypeVar("AnyPart", bound=Part)

_AS_PRINTED: Final = frozenset({"quote", "prefix", "suffix", "words", "publisher", "authors"})
"""Fields with the words of a source, whose language is the source's own; so is its title."""


def translated(corpus: Corpus, tag: str) -> Corpus:
    """Return a corpus in one of the further languages of its publication; texts without a translation know their own language."""
    own = corpus.publication.language
    return Corpus(
        [_translated(record, record.translations.get(tag, {}), own) for record in corpus],
        publication=publication_in(corpus.publication, tag),
        publication_at=corpus.publication_at,
        bodies=corpus.bodies,
        broken=corpus.broken,
        lock_text=corpus.lock_text,
    )


def publication_in(publication: Publication, tag: str) -> Publication:
    """Return what a publication says of itself in one of its further languages."""
    said = _translated(publication, publication.translations.get(tag, {}), publication.language)
    return said.model_copy(update={"language": tag, "direction": direction_of(tag)})


def _translated(part: AnyPart, texts: Mapping[str, tuple[str, ...]], own: str) -> AnyPart:
    """Return a part with its translated texts; the others, also of the parts in it, know their own language."""
    many = text_fields(type(part))
    found: dict[str, object] = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        if name in texts:
            found[name] = texts[name] if many[name] else texts[name][0]
        elif name not in _AS_PRINTED and not (name == "title" and isinstance(part, Source)):
            marked = _marked(value, own, is_text=name in many)
            if marked is not value:
                found[name] = marked
    return part.model_copy(update=found)


def _marked(value: object, own: str, *, is_text: bool) -> object:
    if isinstance(value, str):
        return Foreign(value, own) if is_text else value
    if isinstance(value, Part):
        return _translated(value, {}, own)
    return tuple(_marked(one, own, is_text=is_text) for one in value) if isinstance(value, tuple) else value
