"""The forms by which a reader without git sends a record, as an issue of the repository; written by 'onrecord forms'.

Source of their syntax: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import yaml

from generator.editing.asking import Question, question
from generator.model import Act, Actor, Claim, Edtf, Event, Evidence, Explainer, Source, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model import Corpus, Record

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
    question: Question
    needed: bool
    label: str


_BODY: Final = Question(fields_of(Source)[SUMMARY], "Summary", "What it says, in your own words; not its text.", options={}, is_long=True)


def asked(section: type[Record], corpus: Corpus) -> list[Asked]:
    """Return the questions of the form of a section."""
    return [one for name in ASKED[section] for one in _asked(section, name, corpus)]


def _asked(section: type[Record], name: str, corpus: Corpus) -> Iterator[Asked]:
    if section is Source and name == SUMMARY:
        yield Asked((name,), _BODY, needed=False, label=_BODY.label)
        return
    if name == "explainers":
        titles = {one.id: str(one.title) for one in corpus.all(Explainer) if one.retired is None}
        shown = {one: title if list(titles.values()).count(title) == 1 else f"{title} ({one})" for one, title in titles.items()}
        whole = question(section, name, corpus.publication)._replace(options=shown, label="Which explainer it belongs to")
        yield from [Asked((name,), whole, needed=True, label=whole.label)] if shown else []
        return
    whole = question(section, name, corpus.publication)
    is_needed = whole.field.is_needed
    if whole.field.part is not Evidence:
        yield Asked((name,), whole, is_needed, whole.label)
        return
    for inner in _EVIDENCE:
        one = question(Evidence, inner, corpus.publication)
        yield Asked((name, inner), one, one.field.is_needed and is_needed, f"Evidence: {one.label[0].lower()}{one.label[1:]}")
    yield Asked((name,), whole, needed=False, label=_MORE)


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
    asks = one.question
    attributes: dict[str, Any] = {"label": one.label}
    if told := " ".join(_told(one)):
        attributes["description"] = told
    if asks.field.takes is Edtf:
        attributes["placeholder"] = "2025-06-13"
    if asks.options:
        attributes["options"] = list(asks.options.values())
    kind = "dropdown" if asks.options else "textarea" if asks.field.is_list or asks.is_long else "input"
    return {"type": kind, "id": "-".join(one.keys), "attributes": attributes, "validations": {"required": one.needed}}


def _told(one: Asked) -> Iterator[str]:
    """Yield what an answer is, where its label does not say it already, and how it is written."""
    asks = one.question
    if asks.means.rstrip(".").lower() != asks.label.lower():
        yield asks.means
    if asks.field.part is not None:
        names = ", ".join(f"'{name}: ...'" for name in _EVIDENCE)
        yield f"A paragraph for each further piece, with lines {names}."
    elif asks.field.is_list and not asks.options:
        yield "One a line."
    if (refers := asks.field.refers) and not asks.options:
        known = " or ".join(sorted({_BY.get(section, _BY_NAME) for section in refers.sections}))
        yield f"Write {known}{', or words' if refers.words else ''}."
