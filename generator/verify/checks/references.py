"""Checks of references: they name existing records of the right section, and every record is reachable for readers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from generator import model
from generator.content import RULES, Diagnostic, Rule, as_list, did_you_mean, nearest, several_in
from generator.text import NEARLY, InlineLink, Location, as_seen, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date


_LEADING: Final = {
    "event": "name an earlier event",
    "part_of": "remove it from the act that the others are part of",
    "replaced_by": "name a record that is not retired",
}
"""The reference fields that must not form cycles, with the hint for one that does. Outlets may repeat each other."""
_OWN: Final = frozenset({"to"})
"""The fields in which a record may reference itself: a range within one place."""
_LINK_BEGINS = re.compile(r"\]\s*\(\s*(?P<scheme>[A-Za-z]+)\s*[:\uff1a][^()\[\]]{0,80}\)?")


def check_references(corpus: model.Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that every id in a field names a record of an allowed section; an id in capitals does not count as free text."""
    ids = {section: set(corpus.ids(section)) for section in model.BY_SECTION}
    for record in (*corpus, *corpus.unread):
        for reference in corpus.references(record):
            sections = reference.to.sections or (record.section,)
            if not any(reference.id in ids[section] for section in sections) and (
                not reference.is_words or _is_meant_as_id(reference.id, {name for section in sections for name in ids[section]})
            ):
                place = model.place_of_reference(record.located, reference)
                yield from unknown(corpus, reference.id, sections, place, reference.to.rule, takes_list=reference.takes_list)


def _is_meant_as_id(words: str, ids: set[str]) -> bool:
    """Return whether free text in a field that also takes ids is meant as one id or several."""
    seen = as_seen(words)
    return (seen != words and seen in ids) or ("-" in words and words.lower() in ids) or bool(several_in(words, ids))


def check_inline_references(corpus: model.Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that every inline reference in prose names an existing record."""
    ids = {section: set(corpus.ids(section)) for section in model.BY_SECTION}
    for record in (*corpus, *corpus.unread):
        occurrences: Counter[tuple[tuple[str | int, ...], str, str]] = Counter()
        for keys, link in corpus.links(record):
            number = occurrences[keys, link.scheme, link.target]
            occurrences[keys, link.scheme, link.target] += 1
            section = model.SCHEMES.get(link.scheme)
            if section is not None and link.target not in ids[section]:
                words = f"({link.scheme}:{link.target})"
                whole = record.located.within(words, *keys, number=number)
                place = _place_of_link(whole, record.at(*keys), link) if keys else record.located.place_of(link.target_span)
                yield from unknown(corpus, link.target, (section,), place)


def check_broken_links(corpus: model.Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check prose for malformed inline references."""
    for record in corpus:
        for keys, text in model.prose_in(record):
            for run in model.prose_runs(text):
                for words, message, hint in _malformed_references(run) if isinstance(run, str) else ():
                    whole = f"{quoted(words)} {message}, and would be shown as plain text"
                    yield Rule.BAD_LINK.at(record.located.within(words, *keys), whole, hint)


def _malformed_references(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield malformed references with message and hint."""
    for match in _LINK_BEGINS.finditer(text):
        scheme = match["scheme"] if match["scheme"] in model.SCHEMES else nearest(match["scheme"], [*model.SCHEMES, *model.BY_SECTION])
        if scheme is not None:
            singular = model.BY_SECTION[scheme].singular if scheme in model.BY_SECTION else scheme
            yield match[0], "is not a valid reference", f"write '[words]({singular}:some-id)', without spaces"
    for match in NEARLY.finditer(text):
        if match["scheme"] is None or match["scheme"] in model.SCHEMES:
            yield match[0], "is not a valid reference", f"write '[words]({match['scheme'] or 'actor'}:some-id)'"


def _place_of_link(whole: Location, field: Location, link: InlineLink) -> Location:
    """Return the location of an inline reference's target, or that of the field if YAML has folded the link."""
    if whole == field:
        return whole
    column = whole.column + len(link.scheme) + 2
    return replace(whole, column=column, end_column=column + len(link.target))


def check_circles(corpus: model.Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that no record references itself where another is meant, nor forms a cycle by one of the fields in _LEADING."""
    for record in corpus:
        for reference in corpus.references(record):
            other = None if reference.to.words else corpus.resolve(reference, record)
            field, place = _field_of(reference.keys), model.place_of_reference(record.located, reference)
            if other is record and field not in _OWN:
                message = f"the {record.singular} '{record.id}' refers to itself in '{field}'"
                yield Rule.CIRCLE.at(place, message, "name another record, or remove it")
            elif other is not None and field in _LEADING and record.key in reached(corpus, other, field):
                yield Rule.CIRCLE.at(place, f"the {record.singular} '{record.id}' refers to itself through '{field}'", _LEADING[field])


def reached(corpus: model.Corpus, record: model.Record, field: str) -> dict[model.Key, model.Record]:
    """Return the records of its section that a record references by a field, directly or transitively, in breadth-first order."""
    seen: dict[model.Key, model.Record] = {}
    queue = [record]
    for current in queue:
        targets = (corpus.resolve(reference, current) for reference in corpus.references(current) if _field_of(reference.keys) == field)
        new = {
            target.key: target for target in targets if target is not None and target.section == record.section and target.key not in seen
        }
        seen |= new
        queue += new.values()
    return seen


def _field_of(keys: model.Keys) -> str:
    return next(key for key in reversed(keys) if isinstance(key, str))


def check_former_ids(corpus: model.Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that a former id belongs to one record of its section only, and is no longer in use."""
    owners: dict[tuple[str, str], str] = {}
    for record in corpus:
        taken = set(corpus.ids(record.section)) if record.former_ids else ()
        for index, former in enumerate(record.former_ids):
            place = record.at("former_ids", index)
            owner = owners.setdefault((record.section, former), record.id)
            if former == record.id:
                yield Rule.DUPLICATE_ID.at(place, f"'{former}' is the id of the record itself", "remove it")
            elif former in taken or owner != record.id:
                what = "an id" if former in taken else f"a former id of '{owner}'"
                yield Rule.DUPLICATE_ID.at(place, f"'{former}' is already {what} in this section", "remove it from all records but one")


def check_publication(corpus: model.Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that every inline reference in publication.yml names an existing record."""
    for keys, text in model.prose_in(corpus.publication):
        for link in model.links_in(text):
            if link.target not in corpus.ids(model.SCHEMES[link.scheme]):
                yield from unknown(corpus, link.target, (model.SCHEMES[link.scheme],), corpus.publication_at.at(*keys))


def unknown(
    corpus: model.Corpus,
    record_id: str,
    sections: Sequence[str],
    place: Location,
    rule: str = Rule.UNKNOWN_REFERENCE.code,
    *,
    takes_list: bool = False,
) -> Iterator[Diagnostic]:
    """Yield the diagnostic for an id that no record of the sections has: it is unknown, or of another section.

    Nothing is yielded for an unreadable record of another section: its folder may be wrong, which is reported for the file.
    """
    wanted = " or ".join(model.BY_SECTION[section].singular for section in sections)
    elsewhere = next((section for section in model.BY_SECTION if section not in sections and record_id in corpus.ids(section)), None)
    if elsewhere is not None:
        if corpus.get(elsewhere, record_id) is not None:
            needed = " or ".join(model.BY_SECTION[section].with_article() for section in sections)
            message = f"'{record_id}' is {model.BY_SECTION[elsewhere].with_article()}, but {needed} is needed here"
            yield Rule.WRONG_KIND.at(place, message, did_you_mean(record_id, [name for kind in sections for name in corpus.ids(kind)]))
        return
    names = {name for section in sections for name in corpus.ids(section) if model.is_id(name)}
    completions = [name for name in names if name.startswith(f"{record_id}-")]
    if astray := corpus.astray_in(record_id, sections):
        hint = f"it may be in {astray}: fix the problem there first"
    elif several := several_in(record_id, names):
        hint = as_list(several, takes_list=takes_list)
    elif meant := did_you_mean(record_id, names, corpus.former_ids(sections)):
        hint = meant
    elif len(completions) == 1:
        hint = f"did you mean '{completions[0]}'?"
    elif model.is_id(record_id):
        hint = "add it as " + " or ".join(f"content/{name}/{record_id}{model.BY_SECTION[name].ending()}" for name in sections)
    else:
        hint = "write the name of its file, without the extension"
    yield RULES[rule].at(place, f"there is no {wanted} '{record_id}'", hint)


def check_explainers(corpus: model.Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that every record but actors, places, sources and explainers appears in an explainer; skipped if any is unreadable."""
    if corpus.has_unread:
        return
    for record in corpus:
        if getattr(record, "explainers", None) == ():
            choices = ", ".join(explainer.id for explainer in corpus.all(model.Explainer))
            hint = f"link to it from one, or add 'explainers: {choices}'" if choices else "write an explainer that links to it"
            yield Rule.NO_EXPLAINER.at(record.at("explainers"), "the record appears in no explainer", hint)


def check_unreachable(corpus: model.Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that every actor, place and source is referenced by another record; skipped if any record is unreadable."""
    if corpus.has_unread:
        return
    for kind in (model.Actor, model.Place, model.Source):
        for record in corpus.all(kind):
            if not corpus.referring_to(record) and record.retired is None:
                message = f"no record refers to this {kind.singular}, so readers cannot find it"
                yield Rule.UNREACHABLE_RECORD.at(record.located.start, message, "refer to it, or remove the file")


def check_issues(corpus: model.Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that every issue is on the scale or declared by the publication."""
    if model.PUBLICATION_KEY in corpus.broken:
        return  # the declared issues are unknown
    declared = corpus.publication.issues
    spellings = {*model.ISSUES.spellings, *declared}
    for record in (*corpus, *corpus.unread):
        written, kind = (record.values, record.kind) if isinstance(record, model.Broken) else (record, None)
        for item in model.walk(written, _is_issue, kind):
            if isinstance(item.value, str) and item.value not in declared and model.ISSUES.find(item.value) is None:
                hint = did_you_mean(item.value, spellings) or "declare it under 'issues' in content/publication.yml"
                if several := several_in(item.value, spellings):
                    hint = as_list(several, takes_list=item.field.is_list)
                yield Rule.UNKNOWN_ISSUE.at(record.at(*item.keys), f"'{item.value}' is not a known issue", hint)


def _is_issue(field: model.ModelField) -> bool:
    return field.key in ("issue", "issues")
