"""References name records that exist, of the right section; and every record is reached by a reader."""

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
    "part_of": "remove it from the one that has the others as parts",
    "replaced_by": "name one that is not retired",
}
"""The fields by which no record leads back to itself, and what to do where one does. Outlets may well repeat each other."""
_OWN: Final = frozenset({"to"})
"""The fields in which a record may name itself: how far something reaches within a place."""
_LINK_BEGINS = re.compile(r"\]\s*\(\s*(?P<scheme>[A-Za-z]+)\s*[:\uff1a][^()\[\]]{0,80}\)?")


def check_references(corpus: model.Corpus, _today: date) -> Iterator[Diagnostic]:
    """Every id in a field names a record of a section that the field allows; an id in capitals is not taken for words."""
    known = {section: set(corpus.ids(section)) for section in model.BY_SECTION}
    for record in (*corpus, *corpus.unread):
        for reference in corpus.references(record):
            sections = reference.to.sections or (record.section,)
            if not any(reference.id in known[one] for one in sections) and (
                not reference.is_words or _is_meant_as_id(reference.id, {one for section in sections for one in known[section]})
            ):
                place = model.place_of_reference(record.located, reference)
                yield from unknown(corpus, reference.id, sections, place, reference.to.rule, takes_list=reference.takes_list)


def _is_meant_as_id(words: str, ids: set[str]) -> bool:
    """Tell whether words that may stand in the place of an id are meant as one, or as several."""
    seen = as_seen(words)
    return (seen != words and seen in ids) or ("-" in words and words.lower() in ids) or bool(several_in(words, ids))


def check_inline_references(corpus: model.Corpus, _today: date) -> Iterator[Diagnostic]:
    """Every inline reference in running text names a record that exists."""
    known = {section: set(corpus.ids(section)) for section in model.BY_SECTION}
    for record in (*corpus, *corpus.unread):
        before: Counter[tuple[tuple[str | int, ...], str, str]] = Counter()
        for keys, link in corpus.links(record):
            number = before[keys, link.scheme, link.target]
            before[keys, link.scheme, link.target] += 1
            section = model.SCHEMES.get(link.scheme)
            if section is not None and link.target not in known[section]:
                words = f"({link.scheme}:{link.target})"
                whole = record.located.within(words, *keys, number=number)
                place = _place_of_link(whole, record.at(*keys), link) if keys else record.located.place_of(link.target_span)
                yield from unknown(corpus, link.target, (section,), place)


def check_broken_links(corpus: model.Corpus, _today: date) -> Iterator[Diagnostic]:
    """What is meant as an inline reference in running text is one."""
    for record in corpus:
        for keys, text in model.prose_in(record):
            for run in model.prose_runs(text):
                for words, message, hint in _nearly_references(run) if isinstance(run, str) else ():
                    yield Rule.BAD_LINK.at(
                        record.located.within(words, *keys), f"{quoted(words)} {message}, and would be shown as it is", hint
                    )


def _nearly_references(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield what is meant as a reference and is none, with what is wrong and how to mend it."""
    for match in _LINK_BEGINS.finditer(text):
        scheme = match["scheme"] if match["scheme"] in model.SCHEMES else nearest(match["scheme"], [*model.SCHEMES, *model.BY_SECTION])
        if scheme is not None:
            singular = model.BY_SECTION[scheme].singular if scheme in model.BY_SECTION else scheme
            yield match[0], "begins no reference", f"write '[words]({singular}:some-id)', without spaces"
    for match in NEARLY.finditer(text):
        if match["scheme"] is None or match["scheme"] in model.SCHEMES:
            yield match[0], "is no reference", f"write '[words]({match['scheme'] or 'actor'}:some-id)'"


def _place_of_link(whole: Location, field: Location, link: InlineLink) -> Location:
    """Return the place of an inline reference's target, in the text of a field that YAML may have folded."""
    if whole == field:
        return whole
    column = whole.column + len(link.scheme) + 2
    return replace(whole, column=column, end_column=column + len(link.target))


def check_circles(corpus: model.Corpus, _today: date) -> Iterator[Diagnostic]:
    """Where another record of its section is meant, no record names itself; nor does it come round to itself by a leading field."""
    for record in corpus:
        for reference in corpus.references(record):
            other = None if reference.to.words else corpus.resolve(reference, record)
            field, place = _field_of(reference.keys), model.place_of_reference(record.located, reference)
            if other is record and field not in _OWN:
                message = f"the {record.singular} '{record.id}' names itself in '{field}'"
                yield Rule.CIRCLE.at(place, message, "name another one, or remove it")
            elif other is not None and field in _LEADING and record.key in reached(corpus, other, field):
                yield Rule.CIRCLE.at(place, f"the {record.singular} '{record.id}' follows from itself", _LEADING[field])


def reached(corpus: model.Corpus, record: model.Record, field: str) -> dict[model.Key, model.Record]:
    """Return the records of its section that a record leads to by a field, and they by the same in their turn, the nearest first."""
    found: dict[model.Key, model.Record] = {}
    ahead = [record]
    for here in ahead:
        named = (corpus.resolve(one, here) for one in corpus.references(here) if _field_of(one.keys) == field)
        new = {one.key: one for one in named if one is not None and one.section == record.section and one.key not in found}
        found |= new
        ahead += new.values()
    return found


def _field_of(keys: model.Keys) -> str:
    return next(key for key in reversed(keys) if isinstance(key, str))


def check_former_ids(corpus: model.Corpus, _today: date) -> Iterator[Diagnostic]:
    """A former id is that of one record of its section, and of none any more."""
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
                yield Rule.DUPLICATE_ID.at(place, f"'{former}' is {what} in this section already", "remove it from all but one of them")


def check_publication(corpus: model.Corpus, _today: date) -> Iterator[Diagnostic]:
    """Every inline reference in what the publication says of itself names a record that exists."""
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
    """Yield the mistake of an id that no record of some sections has: it is of another section, or there is none.

    What could not be read may be in the folder of a wrong section, which is told of it alone.
    """
    wanted = " or ".join(model.BY_SECTION[section].singular for section in sections)
    elsewhere = next((section for section in model.BY_SECTION if section not in sections and record_id in corpus.ids(section)), None)
    if elsewhere is not None:
        if corpus.get(elsewhere, record_id) is not None:
            needed = " or ".join(model.BY_SECTION[section].with_article() for section in sections)
            message = f"'{record_id}' is {model.BY_SECTION[elsewhere].with_article()}, and {needed} is needed here"
            yield Rule.WRONG_KIND.at(place, message, did_you_mean(record_id, [one for section in sections for one in corpus.ids(section)]))
        return
    names = {one for section in sections for one in corpus.ids(section) if model.is_id(one)}
    begun = [name for name in names if name.startswith(f"{record_id}-")]
    if astray := corpus.astray_in(record_id, sections):
        hint = f"it may be in {astray}: see what is wrong there"
    elif several := several_in(record_id, names):
        hint = as_list(several, takes_list=takes_list)
    elif meant := did_you_mean(record_id, names, corpus.former_ids(sections)):
        hint = meant
    elif len(begun) == 1:
        hint = f"did you mean '{begun[0]}'?"
    elif model.is_id(record_id):
        hint = "add it as " + " or ".join(f"content/{name}/{record_id}{model.BY_SECTION[name].ending()}" for name in sections)
    else:
        hint = "write the name of its file, without the ending"
    yield RULES[rule].at(place, f"there is no {wanted} '{record_id}'", hint)


def check_explainers(corpus: model.Corpus, _today: date) -> Iterator[Diagnostic]:
    """Every record but actors, places, sources and explainers appears in an explainer.

    Nobody knows while one of the others cannot be read.
    """
    if corpus.has_unread:
        return
    for record in corpus:
        if getattr(record, "explainers", None) == ():
            choices = ", ".join(one.id for one in corpus.all(model.Explainer))
            hint = f"link to it from one, or name one: 'explainers: {choices}'" if choices else "write an explainer that links to it"
            yield Rule.NO_EXPLAINER.at(record.at("explainers"), "the record appears in no explainer", hint)


def check_unreachable(corpus: model.Corpus, _today: date) -> Iterator[Diagnostic]:
    """Every actor, place and source is used by some other record. Nobody knows while one of the others cannot be read."""
    if corpus.has_unread:
        return
    for kind in (model.Actor, model.Place, model.Source):
        for record in corpus.all(kind):
            if not corpus.referring_to(record) and record.retired is None:
                message = f"no record refers to this {kind.singular}, so no reader comes by it"
                yield Rule.UNREACHABLE_RECORD.at(record.located.start, message, "use it, or remove the file")


def check_issues(corpus: model.Corpus, _today: date) -> Iterator[Diagnostic]:
    """Every issue is on the scale or declared by the publication."""
    if model.PUBLICATION_KEY in corpus.broken:
        return  # what it declares is not known
    own = corpus.publication.issues
    spellings = {*model.ISSUES.spellings, *own}
    for record in (*corpus, *corpus.unread):
        written, kind = (record.values, record.kind) if isinstance(record, model.Broken) else (record, None)
        for found in model.walk(written, _is_issue, kind):
            if isinstance(found.value, str) and found.value not in own and model.ISSUES.find(found.value) is None:
                hint = did_you_mean(found.value, spellings) or "declare it under 'issues' in content/publication.yml"
                if several := several_in(found.value, spellings):
                    hint = as_list(several, takes_list=found.field.is_list)
                yield Rule.UNKNOWN_ISSUE.at(record.at(*found.keys), f"'{found.value}' is not a known issue", hint)


def _is_issue(field: model.ModelField) -> bool:
    return field.key in ("issue", "issues")
