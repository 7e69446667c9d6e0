"""Checks of translations: of existing texts, with the same structure, into the languages of the site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from generator.content import Diagnostic, Rule, did_you_mean
from generator.model import AS_PRINTED, PUBLICATION_KEY, Part, field_of, is_id, is_translatable, one_by_one, wordings

if TYPE_CHECKING:
    from datetime import date

    from generator.model import Corpus, Keys, ModelField, Record
    from generator.text import Body, Location, Span

    Where = Callable[..., Location]
    Problem = tuple[Keys, str, str]
    """The keys of a translation below its language, the message and the hint."""


def check_translations(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that every translation is into a further language of the publication, of a field with text, item by item."""
    if PUBLICATION_KEY in corpus.broken:
        return
    publication, where = corpus.publication, corpus.publication_at
    for index, tag in enumerate(publication.languages):
        if tag in (publication.language, *publication.languages[:index]):
            hint = "remove it: list only languages other than the main one, each once"
            yield Rule.BAD_TRANSLATION.at(where.at("languages", index), f"the site is already built in '{tag}'", hint)
    yield from _check_part(corpus, publication, publication.translations, where.key_at)
    for record in corpus:
        yield from _check_part(corpus, record, record.translations, record.located.key_at)
    for (key, tag), body in corpus.translated_bodies.items():
        original = corpus.get(*key)
        if original is not None and tag in publication.languages:
            yield from _check_body(original, tag, corpus.bodies[key], body)


def _check_part(corpus: Corpus, part: Part, translations: Mapping[str, Mapping[str, object]], where: Where) -> Iterator[Diagnostic]:
    further = corpus.publication.languages
    for tag, texts in translations.items():
        if tag not in further:
            hint = did_you_mean(tag, further) or f"add 'languages: [{tag}]' to publication.yml, or remove the translation"
            yield Rule.BAD_TRANSLATION.at(where("translations", tag), f"'{tag}' is not one of the publication's 'languages'", hint)
            continue
        for keys, problem, hint in _problems(part, texts, ()):
            yield Rule.BAD_TRANSLATION.at(where("translations", tag, *keys), problem, hint)


def _problems(part: Part, texts: Mapping[str, object], keys: Keys) -> Iterator[Problem]:
    fields = wordings(type(part))
    for name, translated in texts.items():
        here, field = (*keys, name), fields.get(name)
        if translated is None:
            continue  # an empty value, which the loader reports
        if name in AS_PRINTED and field_of(type(part), name):
            yield here, f"'{name}' has the words of a source, which are not translated", "remove it"
        elif field is None:
            hint = did_you_mean(name, fields) or "translatable fields: " + ", ".join(fields)
            yield here, f"'{name}' cannot be translated", hint
        elif not getattr(part, field.name):
            yield here, f"the original has no '{name}'", "write the original first, or remove the translation"
        else:
            yield from _field_problems(part, name, field, translated, here)


def _field_problems(part: Part, name: str, field: ModelField, translated: object, here: Keys) -> Iterator[Problem]:
    own = getattr(part, field.name)
    if field.holds == "lines":
        yield from _named_problems(name, own, translated, here)
        return
    originals, translations = one_by_one(own), one_by_one(translated)
    if len(originals) != len(translations):
        hint = "translate the texts one by one, in order" + (", with {} for those not translated" if field.part else "")
        hint += "; in brackets, quote a text that has a comma" if len(translations) > len(originals) and not field.part else ""
        yield here, f"the translation of '{name}' has {len(translations)} texts, the original {len(originals)}", hint
        return
    for index, (original, text) in enumerate(zip(originals, translations, strict=True)):
        place = (*here, index) if isinstance(translated, list) else here
        if isinstance(original, Part):
            if isinstance(text, Mapping):
                yield from _problems(original, text, place)
            else:
                yield place, f"'{name}' takes 'field: text' lines", f"translatable fields: {', '.join(wordings(type(original)))}"
        elif not isinstance(text, str) or not text.strip():
            yield place, f"the translation of '{name}' is not text", "write only the text"
        elif field.is_voice and is_id(str(original)) and text != original:
            yield place, f"'{original}' is an id, which is not translated", f"write '{original}'; its name is translated in its own record"
        elif not field.is_list and not is_translatable(part, field.name):
            yield place, f"'{original}' is translated by the site itself", "remove it"


def _named_problems(name: str, own: Mapping[str, str], translated: object, here: Keys) -> Iterator[Problem]:
    if not isinstance(translated, Mapping):
        yield here, f"'{name}' takes 'name: text' lines", "the names are " + ", ".join(own)
        return
    for key, text in translated.items():
        if key not in own:
            yield (*here, key), f"the original has no '{key}'", did_you_mean(key, own) or "the names are " + ", ".join(own)
        elif not isinstance(text, str) or not text.strip():
            yield (*here, key), f"the translation of '{key}' is not text", "write only the text"


def _check_body(record: Record, tag: str, own: Body, translated: Body) -> Iterator[Diagnostic]:
    """Check that a translated body has the same headings, figures and references as the original, as often."""
    if translated.blocks and not own.blocks:
        place = record.located.place_of(translated.blocks[0].span, tag)
        hint = "write the original first, or remove the translation"
        yield Rule.BAD_TRANSLATION.at(place, "the original has no text", hint)
    elif translated.blocks:
        first_spans = dict(reversed([*_outline(translated)]))
        expected, actual = (Counter(item for item, _ in _outline(body)) for body in (own, translated))
        for item in expected - actual:
            message = f"the translation has '{item}' less often than the original"
            yield Rule.BAD_TRANSLATION.at(record.located.key_at("translations", tag), message, f"add '{item}' where the original has it")
        for item in actual - expected:
            message = f"the translation has '{item}' more often than the original"
            place = record.located.place_of(first_spans[item], tag)
            yield Rule.BAD_TRANSLATION.at(place, message, did_you_mean(item, expected) or "remove it, or add it to the original")


def _outline(body: Body) -> Iterator[tuple[str, Span]]:
    """Yield the language-independent items of a body with their spans: heading levels as '#' signs, figures with options, references."""
    yield from (("#" * level, span) for level, span in body.headings)
    for figure in body.figures:
        options = (f"{name}={value}" for name, value in sorted(figure.options.items()))
        yield " ".join([f"chart:{figure.name}", *options]), figure.name_span
    yield from ((f"{link.scheme}:{link.target}", link.target_span) for link in body.links)
