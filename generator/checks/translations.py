"""Translations are of texts that are there, into languages in which the site is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.corpus import PUBLICATION_KEY
from generator.diagnostics import BAD_TRANSLATION, did_you_mean
from generator.records.base import text_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from generator.corpus import Corpus
    from generator.diagnostics import Diagnostic
    from generator.records.base import Part
    from generator.text.position import Place

    Texts = Mapping[str, tuple[str, ...]]
    Where = Callable[..., Place]


def check_translations(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Every translation is into a further language of the publication, of a field that has text, point by point."""
    if PUBLICATION_KEY in corpus.broken:
        return
    publication, where = corpus.publication, corpus.publication_at
    for index, tag in enumerate(publication.languages):
        if tag in (publication.language, *publication.languages[:index]):
            hint = "remove it: these are the languages beside the main one"
            yield BAD_TRANSLATION.at(where.at("languages", index), f"the site is built in '{tag}' already", hint)
    yield from _wrong(corpus, publication, publication.translations, where.key_at)
    for record in corpus:
        yield from _wrong(corpus, record, record.translations, record.key_at)


def _wrong(corpus: Corpus, part: Part, translations: Mapping[str, Texts], where: Where) -> Iterator[Diagnostic]:
    further = corpus.publication.languages
    for tag, texts in translations.items():
        if tag not in further:
            hint = did_you_mean(tag, further) or f"add 'languages: [{tag}]' to publication.yml, or remove the translation"
            yield BAD_TRANSLATION.at(where("translations", tag), f"the site is not built in '{tag}' beside its main language", hint)
            continue
        for field, values in texts.items():
            problem, hint = _problem(part, field, values)
            if problem:
                yield BAD_TRANSLATION.at(where("translations", tag, field), problem, hint)


def _problem(part: Part, field: str, values: tuple[str, ...]) -> tuple[str, str]:
    """Return what is wrong with the translation of a field, and how to mend it; nothing where it is right."""
    fields = text_fields(type(part))
    if field not in fields:
        return f"'{field}' is no text that can be translated", did_you_mean(field, fields) or "the texts are " + ", ".join(fields)
    own = getattr(part, field)
    if not own:
        return f"'{field}' is translated, and there is none", "write the original first, or remove the translation"
    wanted = len(own) if fields[field] else 1
    if len(values) != wanted:
        return f"the translation of '{field}' has {len(values)} texts, the original {wanted}", "translate them one by one, in their order"
    return "", ""
