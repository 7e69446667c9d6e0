"""The forms by which a reader without git sends a record, as an issue of the repository, and the record of such an issue.

Source of their syntax: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema

What was answered in one, the body of an issue, anybody can write: it is read as text and as nothing else. Every mistake in it is told in
terms of the form.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import yaml

from generator.content import Diagnostic, Rule
from generator.editing.changes import FileChange, Refused
from generator.editing.describing import field_described
from generator.editing.finding import ids_named
from generator.editing.records import KNOWN_BY, proposed_id, skeleton
from generator.editing.trying import Plan, Workplace, require_id
from generator.model import BY_SECTION, Corpus, Edtf, Evidence, Explainer, ModelField, Record, Source, fields_of
from generator.text import find_bad_characters, table, without_bad_characters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.editing.fields import Fields, Given
    from generator.text import Marks

FOLDER: Final = ".github/ISSUE_TEMPLATE"
LABEL: Final = "suggestion"
"""The label of issues that come from a form; whoever opens one gives it, so nothing may follow from it alone."""
_SUMMARY: Final = "summary"
_EVIDENCE: Final[Sequence[str]] = table(__file__, "forms")["evidence"]
_NOTE: Final = "# Written by 'onrecord forms' from the models; a change here is lost.\n"
_BY_NAME: Final = "its name or its id"
_BY: Final = {"sources": "its title, its web address or its id"}
"""By what a record of a section may be named."""
ASKED: Final[Mapping[type[Record], Sequence[str]]] = {
    BY_SECTION[name]: fields for name, fields in table(__file__, "forms")["asked"].items()
}
_NO_ANSWER: Final = "this is needed and has no answer"
_NOTHING: Final = frozenset({"", "_No response_", "None"})
_BULLET: Final = re.compile(r"[-*•][ \t]+")
_MARK: Final = re.compile(r"^ {0,3}#{1,6}(?:[ \t]|$)|^[ \t]*(?:=+|-{2,})[ \t]*$", re.MULTILINE)
"""A heading of Markdown, as '#' begins or a line below it makes it."""
MOST: Final = 262_144
"""The most characters of a body that are read: four times what GitHub takes."""
_OPEN: Final = frozenset({Rule.MISSING_FIELD, Rule.EMPTY_VALUE})
"""Rules that a question without an answer breaks."""
_QUOTED: Final = re.compile(r"'([a-z_]+)'")


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
    if section is Source and name == _SUMMARY:
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
            {"type": "markdown", "attributes": {"value": table(__file__, "forms")["held"]}},
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
    is_long = one.field.is_list or one.field.is_prose or one.keys == (_SUMMARY,)
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


class Sent(NamedTuple):
    """What became of an issue: a record, or what is wrong."""

    changes: list[FileChange]
    mistakes: list[Mistake]
    warnings: list[Diagnostic]


def from_issue(workplace: Workplace, body: str, record_id: str | None = None) -> Sent:
    """Return the change that writes the record of an issue, or every mistake in it.

    In the body each answer stands below a heading with its question. The id is that which the title or name gives, if none is named.
    Raises Refused where it is no answer to a form, or too long to be read, or the id is taken or is none.
    """
    if len(body) > MOST:
        raise Refused(f"the issue has {len(body):,} characters, of which at most {MOST:,} are read", "send less")
    if record_id:
        require_id(record_id)
    body = body.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    before = workplace.check()
    corpus, plan = before.corpus, Plan(workplace, before)
    kind = _section_of(body, corpus)
    form = asked(kind, corpus)
    values, summary, mistakes = filled(kind, form, body, corpus)
    hint = "open an issue without a form to say what is wrong there"
    for asks in form:
        if asks.keys[0] in KNOWN_BY and (there := ids_named(corpus, str(values.get(asks.keys[0], "")), (kind.section,))):
            mistakes.append(Mistake(asks.label, f"this is on record as {kind.section}/{there[0]}", hint))
    given: Given = [((name,), value) for name, value in values.items()]
    chosen = record_id or proposed_id(corpus, kind, given)
    text = skeleton(kind, given, issues=corpus.publication.issues) + (f"\n{summary}\n" if summary else "")
    plan.begin(kind, chosen or "nameless", text, given)
    found, fields = plan.tried(may_bring=None), plan.fields(kind, chosen or "nameless")
    name, unanswered = fields.source.path, {one.label for one in mistakes if one.message == _NO_ANSWER}
    for one in found:
        mistake = _in_terms_of(one, fields, form) if one.place.path == name else Mistake("", f"{one.place}: {one.message}", one.hint)
        if (one.is_error or one.rule is Rule.UNKNOWN_ISSUE) and not (one.rule in _OPEN and mistake.label in unanswered):
            mistakes.append(mistake)
    if not chosen and not mistakes:
        mistakes.append(Mistake(form[0].label, "it has no letters that an id could be made of", "an editor can name an id with --id"))
    order = [asks.label for asks in form]
    ordered = sorted(dict.fromkeys(mistakes), key=lambda one: order.index(one.label) if one.label in order else len(order))
    return Sent([] if mistakes else plan.changes, ordered, [one for one in found if not one.is_error])


def _section_of(body: str, corpus: Corpus) -> type[Record]:
    """Return the section whose form asks most of the questions of a body; raises Refused where two do alike, or none does."""
    there = {question.strip() for question in re.findall(r"^###[ \t](.+)$", body, re.MULTILINE)}
    scores = Counter({kind: sum(one.label in there for one in asked(kind, corpus)) for kind in ASKED})
    (first, most), (_, next_most) = scores.most_common(2)
    if most == next_most:
        raise Refused("this is not what one of the forms makes", "open an issue with one of them")
    return first


def filled(section: type[Record], form: Sequence[Asked], body: str, corpus: Corpus) -> tuple[dict[str, Any], str, list[Mistake]]:
    """Return the fields of a record that the answers to a form give, what stands below its front matter, and what is wrong with them."""
    answers, mistakes = _answers(body, form)
    values: dict[str, Any] = {}
    summary = ""
    for one in form:
        answer = answers[one.label]
        if answer in _NOTHING:
            if one.needed:
                mistakes.append(Mistake(one.label, _NO_ANSWER))
        elif section is Source and one.keys == (_SUMMARY,):
            summary = answer
            if _MARK.search(answer):
                mistakes.append(Mistake(one.label, "it has a heading, or a line across", "write plain paragraphs"))
        elif len(one.keys) > 1:
            values.setdefault(one.keys[0], [{}])[0][one.keys[1]] = _value(answer, one, corpus)
        else:
            values[one.keys[0]] = _value(answer, one, corpus)
    return {name: value for name, value in values.items() if value}, summary, mistakes


def _answers(body: str, form: Sequence[Asked]) -> tuple[dict[str, str], list[Mistake]]:
    """Return the answer to each question; mistakes are questions that stand there twice, and bad characters."""
    labels = "|".join(re.escape(one.label) for one in form)
    _, *pieces = re.split(rf"^###[ \t]+({labels})[ \t]*$", body, flags=re.MULTILINE)
    answers: dict[str, str] = {}
    mistakes = []
    for label in (one.label for one in form):
        parts = [answer for asks, answer in zip(pieces[::2], pieces[1::2], strict=True) if asks == label]
        if len(parts) > 1:
            mistakes.append(Mistake(label, "the question stands there more than once", f"take the line '### {label}' out of the answers"))
        answer = "".join(parts).strip()
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


def _in_terms_of(one: Diagnostic, fields: Fields, form: Sequence[Asked]) -> Mistake:
    """Return a mistake in a record's file as one in an answer of its form."""
    labels = {asks.keys: asks.label for asks in form}
    span = fields.source.span(one.place)
    keys = list(_keys_at(fields.marks, span.start)) if span.end > span.start else []
    missing = _QUOTED.match(one.message) if one.rule is Rule.MISSING_FIELD else None
    if missing:
        in_list = next((at + 1 for at, key in enumerate(keys) if isinstance(key, int)), 0)
        keys = [*keys[:in_list], missing[1]]
    elif span.start > fields.front.end:
        keys = [_SUMMARY]
    names = tuple(key for key in keys if isinstance(key, str))
    label = labels.get(names[:2]) or labels.get(names[:1], "")
    return Mistake(label, _NO_ANSWER) if label and missing else Mistake(label, one.message, _hint(one))


def _hint(one: Diagnostic) -> str:
    """Return how to mend a mistake for one who sees a form, and no files."""
    if one.hint.startswith("did you mean") or one.rule not in (Rule.UNKNOWN_ISSUE, Rule.UNKNOWN_REFERENCE):
        return one.hint
    if one.rule is Rule.UNKNOWN_ISSUE:
        return "choose one of the list"
    asks = next((title_of(kind) for kind in ASKED if f"no {kind.singular} " in one.message), "")
    return "name one that is on record" + (f", or send it first: '{asks}'" if asks else "")


def _keys_at(marks: Marks, offset: int) -> Iterator[str | int]:
    for key, child in marks.children.items():
        if (child.key or child.value).start <= offset <= child.value.end:
            yield key
            yield from _keys_at(child, offset)
            return
