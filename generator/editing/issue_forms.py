"""The forms by which a reader without git sends a record, as an issue of the repository; written by 'onrecord forms'.

Source of their syntax: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema

What was answered in one, the body of an issue, anybody can write: it is read as text and as nothing else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import yaml

from generator.editing.describing import field_described
from generator.editing.finding import ids_named
from generator.editing.tables import table
from generator.model import BY_SECTION, Corpus, Edtf, Evidence, Explainer, ModelField, Record, Source, fields_of
from generator.text import find_bad_characters, without_bad_characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

FOLDER: Final = ".github/ISSUE_TEMPLATE"
LABEL: Final = "suggestion"
"""The label of issues that come from a form; whoever opens one gives it, so nothing may follow from it alone."""
SUMMARY: Final = "summary"
_EVIDENCE: Final[Sequence[str]] = table("forms")["evidence"]
_NOTE: Final = "# Written by 'onrecord forms' from the models; a change here is lost.\n"
_BY_NAME: Final = "its name or its id"
_BY: Final = {"sources": "its title, its web address or its id"}
"""By what a record of a section may be named."""
ASKED: Final[Mapping[type[Record], Sequence[str]]] = {BY_SECTION[name]: fields for name, fields in table("forms")["asked"].items()}
HEADING: Final = re.compile(r"###[ \t]+(.+?)[ \t]*")
"""A line with a question, as GitHub writes it above its answer."""
NO_ANSWER: Final = "this is needed and has no answer"
_NOTHING: Final = frozenset({"", "_No response_", "None"})
_BULLET: Final = re.compile(r"[-*•][ \t]+")
_MARK: Final = re.compile(r"^ {0,3}#{1,6}(?:[ \t]|$)|^[ \t]*(?:=+|-{2,})[ \t]*$", re.MULTILINE)
"""A heading of Markdown, as '#' begins or a line below it makes it."""


class Asked(NamedTuple):
    """One question of a form."""

    keys: tuple[str, ...]
    """The field; of evidence, of which one piece is asked for, 'evidence' and the field in it."""
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
        titles = {one.id: str(one.title) for one in corpus.all(Explainer) if one.retired is None and one.status == "published"}
        shown = {one: title if list(titles.values()).count(title) == 1 else f"{title} ({one})" for one, title in titles.items()}
        if shown:
            yield Asked((name,), whole.field, "Which explainer it belongs to", whole.means, needed=True, options=shown)
    elif whole.field.part is Evidence:
        for one in (field_described(Evidence, inner) for inner in _EVIDENCE):
            label, options = f"Evidence: {one.label[0].lower()}{one.label[1:]}", one.options(corpus.publication)
            yield Asked((name, one.name), one.field, label, one.means, one.field.is_needed and is_needed, options)
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
        "body": [
            {"type": "markdown", "attributes": {"value": table("forms")["held"]}},
            *(_element(each) for each in asked(section, corpus)),
        ],
    }
    return f"{_NOTE}{yaml.safe_dump(form, sort_keys=False, allow_unicode=True, width=140)}"


def _element(one: Asked) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": one.label}
    if description := " ".join(_description(one)):
        attributes["description"] = description
    if one.field.takes is Edtf:
        attributes["placeholder"] = "2025-06-13"
    if one.options:
        attributes["options"] = list(one.options.values())
    is_long = one.field.is_list or one.field.is_prose or one.keys == (SUMMARY,)
    kind = "dropdown" if one.options else "textarea" if is_long else "input"
    return {"type": kind, "id": "-".join(one.keys), "attributes": attributes, "validations": {"required": one.needed}}


def _description(one: Asked) -> Iterator[str]:
    """Yield what an answer is, where its label does not say it already, and how it is written."""
    if one.means.rstrip(".").lower() != one.label.lower().removeprefix("evidence: "):
        yield one.means
    if one.field.is_list and not one.options:
        yield "One a line."
    if (refers := one.field.refers) and not one.options:
        known = " or ".join(sorted({_BY.get(section, _BY_NAME) for section in refers.sections}))
        yield f"Write {known}{', or words' if refers.words else ''}."


class Mistake(NamedTuple):
    """What is wrong with an answer, in terms of the form."""

    label: str
    """The question; nothing where it is the form as a whole."""
    message: str
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.label}: " if self.label else ""
        return f"{where}{self.message}" + (f"\n  = {self.hint}" if self.hint else "")


def lines_of(body: str) -> list[str]:
    """Return the lines of a body, however they end."""
    return body.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").split("\n")


def filled(section: type[Record], form: Sequence[Asked], lines: Iterable[str], corpus: Corpus) -> tuple[dict[str, Any], str, list[Mistake]]:
    """Return the fields of a record that the answers to a form give, what stands below its front matter, and what is wrong with them."""
    answers, mistakes = _answers(lines, form)
    values: dict[str, Any] = {}
    body = ""
    for one in form:
        answer = answers.get(one.label, "")
        if answer in _NOTHING:
            if one.needed:
                mistakes.append(Mistake(one.label, NO_ANSWER))
        elif section is Source and one.keys == (SUMMARY,):
            body = answer
            if _MARK.search(answer):
                mistakes.append(Mistake(one.label, "it has a heading, or a line across", "write plain paragraphs"))
        elif len(one.keys) > 1:
            values.setdefault(one.keys[0], [{}])[0][one.keys[1]] = _value(answer, one, corpus)
        else:
            values[one.keys[0]] = _value(answer, one, corpus)
    return {name: value for name, value in values.items() if value}, body, mistakes


def _answers(lines: Iterable[str], form: Sequence[Asked]) -> tuple[dict[str, str], list[Mistake]]:
    """Return the answer to each question; mistakes are questions that stand there twice, and bad characters."""
    found: dict[str, list[str]] = {one.label: [] for one in form}
    seen: list[str] = []
    for line in lines:
        heading = HEADING.fullmatch(line)
        if heading and heading[1] in found:
            seen.append(heading[1])
        elif seen:
            found[seen[-1]].append(line)
    answers, mistakes = {}, []
    for label, answer_lines in found.items():
        answer = "\n".join(answer_lines).strip()
        if seen.count(label) > 1:
            mistakes.append(Mistake(label, "the question stands there more than once", f"take the line '### {label}' out of the answers"))
        mistakes += [Mistake(label, problem.message, problem.hint) for problem in find_bad_characters(answer)]
        answers[label] = without_bad_characters(answer, "").strip()
    return answers, mistakes


def _value(answer: str, one: Asked, corpus: Corpus) -> str | list[str]:
    """Return what an answer says: the word of a choice, the ids of records that are named, a list where several may stand."""
    if one.options:
        word = next((word for word, shown in one.options.items() if shown == answer), answer)
        return [word] if one.field.is_list else word
    if not one.field.is_list:
        return _named(answer, one, corpus)
    items = [item for line in answer.split("\n") if (item := _BULLET.sub("", line.strip(), count=1))]
    return [_named(part, one, corpus) for item in items for part in _several(item, one, corpus)]


def _several(item: str, one: Asked, corpus: Corpus) -> list[str]:
    """Return the names on a line: more than one where it is no name as a whole and commas part one that is."""
    refers = one.field.refers
    sections = refers.sections if refers else ()
    parts = [part for piece in item.split(",") if (part := piece.strip())]
    return parts if not ids_named(corpus, item, sections) and any(ids_named(corpus, part, sections) for part in parts) else [item]


def _named(text: str, one: Asked, corpus: Corpus) -> str:
    """Return the id of the one record that a text names; else the text."""
    refers = one.field.refers
    found = ids_named(corpus, text, refers.sections) if refers else []
    return found[0] if len(found) == 1 else text
