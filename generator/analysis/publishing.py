"""The published part of a corpus in one language: without drafts, with translations in place of texts, and languages marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from generator.language import UNKNOWN, LocalizedText, direction_of, in_one_script, is_turned, page_language
from generator.model import (
    AS_PRINTED,
    Actor,
    Corpus,
    Evidence,
    Explainer,
    Part,
    Place,
    Record,
    Source,
    Stance,
    is_id,
    is_translatable,
    one_by_one,
    wordings,
)

if TYPE_CHECKING:
    from generator.model import ModelField, Publication


def shown_in(corpus: Corpus, tag: str = "") -> Corpus:
    """Return the published part of a corpus in a language of its publication, by default the main one."""
    return published(translated(corpus, tag or corpus.publication.language))


def published(corpus: Corpus) -> Corpus:
    """Return the corpus without draft explainers and the records that appear only in drafts."""
    shown = {explainer.id for explainer in corpus.all(Explainer) if explainer.status == "published"}
    records = [record for record in corpus if _is_shown(record, shown)]
    keys = {record.key for record in records}
    bodies = {key: body for key, body in corpus.bodies.items() if key in keys}
    translations = {(key, tag): body for (key, tag), body in corpus.translated_bodies.items() if key in keys}
    return Corpus(
        records, publication=corpus.publication, bodies=bodies, translated_bodies=translations, lock_text=corpus.lock_text, before=corpus
    )


def _is_shown(record: Record, shown: set[str]) -> bool:
    if isinstance(record, Explainer):
        return record.id in shown
    explainers = getattr(record, "explainers", None)
    return explainers is None or any(explainer in shown for explainer in explainers)


AnyPart = TypeVar("AnyPart", bound=Part)
_SOURCE_OWN_FIELDS: Final = frozenset({"title", "authors"})
"""Fields of a source that are in its own language; its publisher is named as readers know it."""
_NAMES: Final = frozenset({"name", "sort_as", "short", "aliases", "publisher"})
"""Fields of an actor, a place or a source with names, which may stay as they are in another language of the same script."""
_WITH_WORDS: Final = ("pieces", "link", "words", "headline")
"""Fields of body elements that are or contain words for readers."""


def translated(corpus: Corpus, tag: str) -> Corpus:
    """Return a corpus in its main language or another one of its publication.

    Untranslated texts, and quotations from sources, are marked with their language if it is not that of the page. In the main language this
    applies to all records if the generator is not translated into it, since the pages are then English.
    """
    reading = _Translator(corpus, _page_language(corpus.publication, tag), corpus.publication.language)
    own = corpus.bodies
    if reading.tag != reading.own:
        own = {key: replace(body, blocks=_marked(body.blocks, reading.own)) for key, body in own.items()}
    return Corpus(
        [reading.part(record, _texts(record, tag, reading.own)) for record in corpus],
        publication=publication_in(corpus.publication, tag),
        publication_at=corpus.publication_at,
        bodies={**own, **{key: body for (key, language), body in corpus.translated_bodies.items() if language == tag}},
        translated_bodies=corpus.translated_bodies,
        broken=corpus.broken,
        lock_text=corpus.lock_text,
        before=corpus,
    )


def publication_in(publication: Publication, tag: str) -> Publication:
    """Return the texts of a publication in its main language or another one."""
    read = _page_language(publication, tag)
    if read == publication.language:
        return publication
    translation = _Translator(Corpus([]), read, publication.language).part(publication, _texts(publication, tag, publication.language))
    return translation.model_copy(update={"language": read, "direction": direction_of(read)})


def _page_language(publication: Publication, tag: str) -> str:
    return page_language(tag) if tag == publication.language else tag


def _texts(of: Record | Publication, tag: str, own: str) -> Mapping[str, object]:
    return {} if tag == own else of.translations.get(tag, {})


@dataclass(frozen=True, slots=True)
class _Translator:
    corpus: Corpus
    tag: str
    """The language of the page."""
    own: str
    """The language of the records."""

    def part(self, part: AnyPart, texts: Mapping[str, object]) -> AnyPart:
        """Return a part with its translated texts; other texts, also in nested parts, are marked with their language."""
        changes: dict[str, Any] = {}
        for key, field in wordings(type(part)).items():
            value = getattr(part, field.name)
            read = self._field(part, field, value, texts.get(key))
            if read is not value:
                changes[field.name] = read
        if isinstance(part, Actor | Place) and texts.get("name"):  # the original name becomes an alias, since readers may know it
            changes["aliases"] = (self._text(part.name, self.own, printed=True), *changes.get("aliases", part.aliases))
        printed = self._quoted_language(part)
        for name in AS_PRINTED & type(part).model_fields.keys():
            words = getattr(part, name)
            if words and printed and printed != self.tag:
                changes[name] = LocalizedText(words, printed, printed=True)
        return part.model_copy(update=changes) if changes else part

    def _field(self, part: Part, field: ModelField, value: object, translation: object) -> object:
        if field.part is not None:
            return self._parts(value, translation) if value else value
        if isinstance(value, Mapping):
            texts = translation if isinstance(translation, Mapping) else {}
            return {name: texts.get(name) or self._text(text, self.own) for name, text in value.items()}
        if translation:
            return one_by_one(translation) if field.is_list else one_by_one(translation)[0]
        if not value or (not field.is_list and not is_translatable(part, field.name)):
            return value
        if isinstance(part, Source) and field.name in _SOURCE_OWN_FIELDS and not str(value).startswith("["):
            return self._texts(value, part.language, is_voice=False, printed=True)
        is_name = field.name in _NAMES and isinstance(part, Actor | Place | Source) and in_one_script(self.own, self.tag)
        return self._texts(value, self.own, is_voice=field.is_voice, printed=is_name)

    def _parts(self, value: object, translation: object) -> object:
        if isinstance(value, Part):
            return self.part(value, translation if isinstance(translation, Mapping) else {})
        parts = value if isinstance(value, tuple) else ()
        translations = one_by_one(translation) if translation else ({},) * len(parts)
        read = tuple(self.part(inner, texts) for inner, texts in zip(parts, translations, strict=True) if isinstance(texts, Mapping))
        return value if all(after is before for after, before in zip(read, parts, strict=True)) else read

    def _texts(self, value: object, language: str, *, is_voice: bool, printed: bool) -> object:
        if isinstance(value, tuple):
            read = tuple(self._texts(item, language, is_voice=is_voice, printed=printed) for item in value)
            return read if LocalizedText in map(type, read) else value
        text = str(value)
        return value if is_voice and is_id(text) else self._text(text, language, printed=printed)

    def _text(self, text: str, language: str, *, printed: bool = False) -> str:
        if is_turned(text, language):  # a name in its own script, whatever the language
            return LocalizedText(text, UNKNOWN, printed=True) if direction_of(language) == direction_of(self.tag) else text
        return text if language == self.tag else LocalizedText(text, language, printed=printed)

    def _quoted_language(self, part: Part) -> str:
        """Return the language of the source that a part quotes, or an empty string if it quotes none or the language is unknown."""
        evidence = part if isinstance(part, Evidence) else part.evidence[0] if isinstance(part, Stance) and part.evidence else None
        source = self.corpus.sources.get(evidence.source) if evidence else None
        return source.language if source else ""


def _marked(part: Any, language: str) -> Any:  # noqa: ANN401 - the same kind of part
    """Return one or more body elements with their words marked with a language."""
    if isinstance(part, str):
        return LocalizedText(part, language)
    if isinstance(part, tuple):
        return tuple(_marked(item, language) for item in part)
    return replace(part, **{name: _marked(value, language) for name in _WITH_WORDS if (value := getattr(part, name, None))})
