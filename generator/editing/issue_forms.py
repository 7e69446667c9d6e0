"""The forms by which a reader without git sends a record, as an issue of the repository; written by 'onrecord forms'.

Source of their syntax: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import yaml

from generator.editing.describing import field_described
from generator.model import Act, Actor, Claim, Corpus, Edtf, Event, Evidence, Explainer, ModelField, Record, Source, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


FOLDER: Final = ".github/ISSUE_TEMPLATE"
LABEL: Final = "suggestion"
"""The label of issues that come from a form; whoever opens one gives it, so nothing may follow from it alone."""
SUMMARY: Final = "summary"
"""What stands below the front matter of a source."""
_EVIDENCE: Final = ("source", "says", "quote", "speaker", "note")
_NOTE: Final = "# Written by 'onrecord forms' from the models; a change here is lost.\n"
_MORE: Final = "More evidence"
_BY_NAME: Final = "its name or its id"
_BY: Final = {"sources": "its title, its web address or its id"}
"""By what a record of a section may be named."""
_HELD: Final = (
    "A machine asks for what is missing, and a person looks at every suggestion before it is published. "
    "Dates are written 2025, 2025-06 or 2025-06-13."
)

ASKED: Final[Mapping[type[Record], tuple[str, ...]]] = {
    Source: (
        *("title", "publisher", "authors", "url", "archived_url", "published", "retrieved", "read", "language", "kind"),
        *("proximity", "rights", "licence", SUMMARY, "note"),
    ),
    Claim: ("statement", "claimant", "made", "hedge", "issue", "about", "summary", "not_found", "evidence", "explainers"),
    Actor: ("name", "kind", "aliases", "part_of", "description", "evidence"),
    Event: ("title", "when", "places", "place", "actors", "issue", "summary", "contested", "evidence", "explainers"),
    Act: ("title", "when", "by", "toward", "type", "form", "issue", "places", "standing", "because", "summary", "evidence", "explainers"),
}
"""What the form of a section asks for, in its order: all that a record needs, and no judgement that is the editors' own."""


class Asked(NamedTuple):
    """One question of a form."""

    keys: tuple[str, ...]
    """The field; of the first piece of evidence, 'evidence' and the field in it."""
    field: ModelField
    label: str
    means: str
    needed: bool
    options: Mapping[str, str] = {}
    """The words that it takes, where it takes no others, each with what readers are shown."""


def asked(section: type[Record], corpus: Corpus) -> list[Asked]:
    """Return the questions of the form of a section."""
    return [one for name in ASKED[section] for one in _asked(section, name, corpus)]


def _asked(section: type[Record], name: str, corpus: Corpus) -> Iterator[Asked]:
    if section is Source and name == SUMMARY:
        yield Asked((name,), fields_of(Source)[name], "Summary", "What it says, in your own words; not its text.", needed=False)
        return
    whole = field_described(section, name)
    is_needed = whole.field.is_needed
    if name == "explainers":
        titles = {one.id: str(one.title) for one in corpus.all(Explainer) if one.retired is None}
        shown = {one: title if list(titles.values()).count(title) == 1 else f"{title} ({one})" for one, title in titles.items()}
        if shown:
            yield Asked((name,), whole.field, "Which explainer it belongs to", whole.means, needed=True, options=shown)
    elif whole.field.part is Evidence:
        for one in (field_described(Evidence, inner) for inner in _EVIDENCE):
            label, options = f"Evidence: {one.label[0].lower()}{one.label[1:]}", one.options(corpus.publication)
            yield Asked((name, one.name), one.field, label, one.means, one.field.is_needed and is_needed, options)
        yield Asked((name,), whole.field, _MORE, whole.means, needed=False)
    else:
        yield Asked((name,), whole.field, whole.label, whole.means, is_needed, whole.options(corpus.publication))


def issue_form_files(corpus: Corpus) -> dict[str, bytes]:
    """Return the form of each section, by its path below the folder of a project."""
    return {f"{FOLDER}/{section.singular}.yml": _form(section, corpus).encode() for section in ASKED}


def title_of(section: type[Record]) -> str:
    """Return the name of the form of a section."""
    return f"Suggest {section.with_article()}"


def _form(section: type[Record], corpus: Corpus) -> str:
    one = section.singular
    form = {
        "name": title_of(section),
        "description": f"{(section.__doc__ or '').strip()} Without git; one {one} an issue.",
        "title": f"[{one}] ",
        "labels": [LABEL],
        "body": [{"type": "markdown", "attributes": {"value": _HELD}}, *(_element(each) for each in asked(section, corpus))],
    }
    return f"{_NOTE}{yaml.safe_dump(form, sort_keys=False, allow_unicode=True, width=140)}"


def _element(one: Asked) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": one.label}
    if told := " ".join(_told(one)):
        attributes["description"] = told
    if one.field.takes is Edtf:
        attributes["placeholder"] = "2025-06-13"
    if one.options:
        attributes["options"] = list(one.options.values())
    is_long = one.field.is_list or one.field.is_prose or one.keys == (SUMMARY,)
    kind = "dropdown" if one.options else "textarea" if is_long else "input"
    return {"type": kind, "id": "-".join(one.keys), "attributes": attributes, "validations": {"required": one.needed}}


def _told(one: Asked) -> Iterator[str]:
    """Yield what an answer is, where its label does not say it already, and how it is written."""
    if one.means.rstrip(".").lower() != one.label.lower().removeprefix("evidence: "):
        yield one.means
    if one.field.part is not None:
        names = ", ".join(f"'{name}: ...'" for name in _EVIDENCE)
        yield f"A paragraph for each further piece, with lines {names}."
    elif one.field.is_list and not one.options:
        yield "One a line."
    if (refers := one.field.refers) and not one.options:
        known = " or ".join(sorted({_BY.get(section, _BY_NAME) for section in refers.sections}))
        yield f"Write {known}{', or words' if refers.words else ''}."
