"""References name records that exist, of the right section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.corpus import SCHEMES, prose_runs
from generator.diagnostics import RULES, UNKNOWN_REFERENCE, WRONG_KIND, Diagnostic, did_you_mean
from generator.records import SECTIONS
from generator.records.base import is_id, place_of_reference, references_in
from generator.text.references import Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from generator.corpus import Corpus
    from generator.records.base import Reference
    from generator.text.position import Place

_ENDINGS = {section.section: ".md" if section.prose else ".yml" for section in SECTIONS}
_SINGULAR = {section: singular for singular, section in SCHEMES.items()}


def check_references(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Every id in a field names a record of a section that the field allows."""
    known = {section: set(corpus.ids(section)) for section in _SINGULAR}
    for section, reference, place in _all_references(corpus):
        sections = reference.to.sections or (section,)
        if not reference.is_words and not any(reference.id in known[one] for one in sections):
            yield _unknown(corpus, reference.id, sections, place, reference.to.rule)


def _all_references(corpus: Corpus) -> Iterator[tuple[str, Reference, Place]]:
    """Yield every reference with its record's section and its place, those of records that could not be read too."""
    for record in corpus:
        for reference in record.references():
            yield record.section, reference, record.place_of_reference(reference)
    for broken in corpus.broken.values():
        for reference in references_in(broken.kind, broken.values):
            yield broken.kind.section, reference, place_of_reference(broken.located, reference)


def check_inline_references(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Every inline reference in running text names a record that exists."""
    known = {section: set(corpus.ids(section)) for section in _SINGULAR}
    for record in corpus:
        for keys, link in corpus.links(record):
            section = SCHEMES.get(link.scheme)
            if section is not None and link.target not in known[section]:
                place = record.at(*keys) if keys else record.place_of(link.target_span)
                yield _unknown(corpus, link.target, (section,), place, UNKNOWN_REFERENCE.code)


def check_publication(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Every inline reference in what the publication says of itself names a record that exists."""
    publication = corpus.publication
    for field, texts in (("about", publication.about), ("corrections", publication.corrections)):
        for index, text in enumerate(texts):
            for link in prose_runs(text):
                if isinstance(link, Link) and corpus.resolve_link(link) is None:
                    place = corpus.publication_at.at(field, index)
                    yield _unknown(corpus, link.target, (SCHEMES[link.scheme],), place, UNKNOWN_REFERENCE.code)


def _unknown(corpus: Corpus, record_id: str, sections: Sequence[str], place: Place, rule: str) -> Diagnostic:
    wanted = " or ".join(_SINGULAR[section] for section in sections)
    elsewhere = next((section for section in _SINGULAR if section not in sections and record_id in corpus.ids(section)), None)
    if elsewhere is not None and rule == UNKNOWN_REFERENCE.code:
        message = f"'{record_id}' is {_article(_SINGULAR[elsewhere])}, and {_article(wanted)} is needed here"
        return WRONG_KIND.at(place, message, did_you_mean(record_id, [one for section in sections for one in corpus.ids(section)]))
    names = {one for section in sections for one in corpus.ids(section)}
    added = (
        f"add it as content/{sections[0]}/{record_id}{_ENDINGS[sections[0]]}"
        if is_id(record_id)
        else "write the name of its file, without the ending"
    )
    hint = did_you_mean(record_id, names) or added
    return RULES[rule].at(place, f"there is no {wanted} '{record_id}'", hint)


def _article(noun: str) -> str:
    return ("an " if noun[0] in "aeiou" else "a ") + noun
