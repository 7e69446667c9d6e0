"""Translations are of texts that are there, of their shape, into languages in which the site is built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from generator.content import Diagnostic, Rule, did_you_mean
from generator.model import AS_PRINTED, PUBLICATION_KEY, Part, field_of, is_id, is_translatable, one_by_one, wordings

if TYPE_CHECKING:
    from datetime import date

    from generator.model import Corpus, Keys, ModelField, Record
    from generator.text import Body, Location

    Where = Callable[..., Location]
    Problem = tuple[Keys, str, str]
    """The path of a translation below its language, what is wrong with it, and how to mend it."""


def check_translations(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Every translation is into a further language of the publication, of a field that has text, point by point."""
    if PUBLICATION_KEY in corpus.broken:
        return
    publication, where = corpus.publication, corpus.publication_at
    for index, tag in enumerate(publication.languages):
        if tag in (publication.language, *publication.languages[:index]):
            hint = "remove it: these are the languages beside the main one"
            yield Rule.BAD_TRANSLATION.at(where.at("languages", index), f"the site is built in '{tag}' already", hint)
    yield from _wrong(corpus, publication, publication.translations, where.key_at)
    for record in corpus:
        yield from _wrong(corpus, record, record.translations, record.located.key_at)
    for (key, tag), body in corpus.translated_bodies.items():
        translation_of = corpus.get(*key)
        if translation_of is not None and tag in publication.languages:
            yield from _wrong_body(translation_of, tag, corpus.bodies[key], body)


def _wrong(corpus: Corpus, part: Part, translations: Mapping[str, Mapping[str, object]], where: Where) -> Iterator[Diagnostic]:
    further = corpus.publication.languages
    for tag, texts in translations.items():
        if tag not in further:
            hint = did_you_mean(tag, further) or f"add 'languages: [{tag}]' to publication.yml, or remove the translation"
            yield Rule.BAD_TRANSLATION.at(where("translations", tag), f"the site is not built in '{tag}' beside its main language", hint)
            continue
        for keys, problem, hint in _problems(part, texts, ()):
            yield Rule.BAD_TRANSLATION.at(where("translations", tag, *keys), problem, hint)


def _problems(part: Part, texts: Mapping[str, object], keys: Keys) -> Iterator[Problem]:
    fields = wordings(type(part))
    for name, translated in texts.items():
        here, one = (*keys, name), fields.get(name)
        if translated is None:
            continue  # an empty value, which the loader reports
        if name in AS_PRINTED and field_of(type(part), name):
            yield here, f"'{name}' is the words of a source, which stay as they are", "remove it"
        elif one is None:
            hint = did_you_mean(name, fields) or "the texts are " + ", ".join(fields)
            yield here, f"'{name}' is no text that can be translated", hint
        elif not getattr(part, one.name):
            yield here, f"'{name}' is translated, and there is none", "write the original first, or remove the translation"
        else:
            yield from _field_problems(part, name, one, translated, here)


def _field_problems(part: Part, name: str, one: ModelField, translated: object, here: Keys) -> Iterator[Problem]:
    own = getattr(part, one.name)
    if one.holds == "lines":
        yield from _named_problems(name, own, translated, here)
        return
    originals, translations = one_by_one(own), one_by_one(translated)
    if len(originals) != len(translations):
        hint = "translate them one by one, in their order" + (", with {} for one that is not translated" if one.part else "")
        hint += "; a text with a comma in brackets is in quotes" if len(translations) > len(originals) and not one.part else ""
        yield here, f"the translation of '{name}' has {len(translations)} texts, the original {len(originals)}", hint
        return
    for index, (original, text) in enumerate(zip(originals, translations, strict=True)):
        place = (*here, index) if isinstance(translated, list) else here
        if isinstance(original, Part):
            if isinstance(text, Mapping):
                yield from _problems(original, text, place)
            else:
                yield place, f"'{name}' is translated by 'field: text' lines", f"the texts are {', '.join(wordings(type(original)))}"
        elif not isinstance(text, str) or not text.strip():
            yield place, f"the translation of '{name}' is no text", "write the text alone"
        elif one.is_voice and is_id(str(original)) and text != original:
            yield place, f"'{original}' is an id, which stays as it is", f"write '{original}'; its name is translated in its own record"
        elif not one.is_list and not is_translatable(part, one.name):
            yield place, f"'{original}' is said in every language by the site itself", "remove it"


def _named_problems(name: str, own: Mapping[str, str], translated: object, here: Keys) -> Iterator[Problem]:
    if not isinstance(translated, Mapping):
        yield here, f"'{name}' is translated by 'name: text' lines", "the names are " + ", ".join(own)
        return
    for key, text in translated.items():
        if key not in own:
            yield (*here, key), f"'{key}' is translated, and there is none", did_you_mean(key, own) or "the names are " + ", ".join(own)
        elif not isinstance(text, str) or not text.strip():
            yield (*here, key), f"the translation of '{key}' is no text", "write the text alone"


def _wrong_body(record: Record, tag: str, own: Body, translated: Body) -> Iterator[Diagnostic]:
    """Hold a translated text to its original: the same headings, figures and references."""
    if not own.blocks:
        if translated.blocks:
            place = record.located.place_of(translated.blocks[0].span, tag)
            yield Rule.BAD_TRANSLATION.at(
                place, "a text is translated, and there is none", "write the original first, or remove the translation"
            )
        return
    if not translated.blocks:
        return
    start = record.located.key_at("translations", tag)
    levels = own.levels, translated.levels
    if levels[0] != levels[1]:
        message = f"the translation has {len(levels[1])} headings of levels {levels[1]}, the original {len(levels[0])} of {levels[0]}"
        yield Rule.BAD_TRANSLATION.at(start, message, "write the same headings, in their order")
    yield from _wrong_figures(record, tag, own, translated)
    wanted, found = ([(link.scheme, link.target) for link in body.links] for body in (own, translated))
    for scheme, target in Counter(wanted) - Counter(found):
        message = f"the translation does not refer to '{scheme}:{target}' as often as the original does"
        yield Rule.BAD_TRANSLATION.at(start, message, f"write [](…) or [words]({scheme}:{target}) where the original has it")
    left = Counter(found) - Counter(wanted)
    for link in translated.links:
        if left[link.scheme, link.target]:
            left[link.scheme, link.target] = 0
            message = f"the original does not refer to '{link.scheme}:{link.target}' as often as the translation does"
            hint = did_you_mean(link.target, [one for _, one in wanted]) or "remove it, or refer to it in the original too"
            yield Rule.BAD_TRANSLATION.at(record.located.place_of(link.target_span, tag), message, hint)


def _wrong_figures(record: Record, tag: str, own: Body, translated: Body) -> Iterator[Diagnostic]:
    wanted = [(figure.name, dict(figure.options)) for figure in own.figures]
    for index, figure in enumerate(translated.figures):
        if index >= len(wanted) or (figure.name, dict(figure.options)) != wanted[index]:
            message = f"the original has no figure 'chart:{figure.name}' with these options as its number {index + 1}"
            hint = "write the figures of the original, in their order; only their headlines are translated"
            yield Rule.BAD_TRANSLATION.at(record.located.place_of(figure.name_span, tag), message, hint)
            return
    if len(translated.figures) < len(wanted):
        name = wanted[len(translated.figures)][0]
        hint = f"write ![headline](chart:{name} …) where the original has it"
        yield Rule.BAD_TRANSLATION.at(
            record.located.key_at("translations", tag), f"the figure 'chart:{name}' of the original is missing", hint
        )
