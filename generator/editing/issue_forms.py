"""Issue forms, with which readers without git suggest records, and the conversion of such an issue to a record.

Source of their syntax: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema

Anybody can write the body of an issue, so it is untrusted and only ever treated as text. Mistakes are reported in terms of the form.
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
"""The label of issues from a form; anybody can set it, so nothing may depend on it alone."""
_SUMMARY: Final = "summary"
_EVIDENCE: Final[Sequence[str]] = table(__file__, "forms")["evidence"]
_NOTE: Final = "# Written by 'onrecord forms' from the models; a change here is lost.\n"
_BY_NAME: Final = "its name or its id"
_BY: Final = {"sources": "its title, its web address or its id"}
"""How a record of a section may be named."""
ASKED: Final[Mapping[type[Record], Sequence[str]]] = {
    BY_SECTION[name]: fields for name, fields in table(__file__, "forms")["asked"].items()
}
_NO_ANSWER: Final = "this is needed and has no answer"
_NOTHING: Final = frozenset({"", "_No response_", "None"})
_BULLET: Final = re.compile(r"[-*•][ \t]+")
_MARK: Final = re.compile(r"^ {0,3}#{1,6}(?:[ \t]|$)|^[ \t]*(?:=+|-{2,})[ \t]*$", re.MULTILINE)
"""A Markdown heading, ATX or setext."""
MOST: Final = 262_144
"""The maximum length of a body in characters: four times what GitHub accepts."""
_OPEN: Final = frozenset({Rule.MISSING_FIELD, Rule.EMPTY_VALUE})
"""The rules that an unanswered question breaks."""
_QUOTED: Final = re.compile(r"'([a-z_]+)'")


class Asked(NamedTuple):
    """A question of a form."""

    keys: tuple[str, ...]
    """The path of the field: its name, or for evidence, of which one piece is asked for, 'evidence' and the nested field."""
    field: ModelField
    label: str
    means: str
    needed: bool
    options: Mapping[str, str] = {}
    """The allowed words with their labels; empty if other values are allowed."""


def asked(section: type[Record], corpus: Corpus) -> list[Asked]:
    """Return the questions of the form of a section."""
    return [question for name in ASKED[section] for question in _questions_of(section, name, corpus)]


def _questions_of(section: type[Record], name: str, corpus: Corpus) -> Iterator[Asked]:
    if section is Source and name == _SUMMARY:
        yield Asked((name,), fields_of(Source)[name], "Summary", "What it says, in your own words; not its text.", needed=False)
        return
    entry = field_described(section, name)
    is_needed = entry.field.is_needed
    if name == "explainers":
        titles = {each.id: str(each.title) for each in corpus.all(Explainer) if each.retired is None and each.status == "published"}
        labels = {key: title if list(titles.values()).count(title) == 1 else f"{title} ({key})" for key, title in titles.items()}
        if labels:
            yield Asked((name,), entry.field, "Which explainer it belongs to", entry.means, needed=True, options=labels)
    elif entry.field.part is Evidence:
        for nested in (field_described(Evidence, inner) for inner in _EVIDENCE):
            label, options = f"Evidence: {nested.label[0].lower()}{nested.label[1:]}", nested.options(corpus.publication)
            yield Asked((name, nested.name), nested.field, label, nested.means, nested.field.is_needed and is_needed, options)
    else:
        yield Asked((name,), entry.field, entry.label, entry.means, is_needed, entry.options(corpus.publication))


def issue_form_files(corpus: Corpus) -> dict[str, bytes]:
    """Return the forms of all sections, by path in a project."""
    return {f"{FOLDER}/{section.singular}.yml": _form(section, corpus).encode() for section in ASKED}


def title_of(section: type[Record]) -> str:
    """Return the name of the form of a section."""
    return f"Suggest {section.with_article()}"


def _form(section: type[Record], corpus: Corpus) -> str:
    singular = section.singular
    form = {
        "name": title_of(section),
        "description": f"{(section.__doc__ or '').strip()} Without git; one {singular} an issue.",
        "title": f"[{singular}] ",
        "labels": [LABEL],
        "body": [
            {"type": "markdown", "attributes": {"value": table(__file__, "forms")["held"]}},
            *(_element(question) for question in asked(section, corpus)),
        ],
    }
    return f"{_NOTE}{yaml.safe_dump(form, sort_keys=False, allow_unicode=True, width=140)}"


def _element(question: Asked) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": question.label}
    if description := " ".join(_description(question)):
        attributes["description"] = description
    if question.field.takes is Edtf:
        attributes["placeholder"] = "2025-06-13"
    if question.options:
        attributes["options"] = list(question.options.values())
    is_long = question.field.is_list or question.field.is_prose or question.keys == (_SUMMARY,)
    kind = "dropdown" if question.options else "textarea" if is_long else "input"
    return {"type": kind, "id": "-".join(question.keys), "attributes": attributes, "validations": {"required": question.needed}}


def _description(question: Asked) -> Iterator[str]:
    """Yield the meaning of a field, unless its label says the same, and how to write an answer."""
    if question.means.rstrip(".").lower() != question.label.lower().removeprefix("evidence: "):
        yield question.means
    if question.field.is_list and not question.options:
        yield "One a line."
    if (refers := question.field.refers) and not question.options:
        ways = " or ".join(sorted({_BY.get(section, _BY_NAME) for section in refers.sections}))
        yield f"Write {ways}{', or words' if refers.words else ''}."


class Mistake(NamedTuple):
    """A mistake in an answer, in terms of the form."""

    label: str
    """The label of the question; empty for the form as a whole."""
    message: str
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.label}: " if self.label else ""
        return f"{where}{self.message}" + (f"\n  = {self.hint}" if self.hint else "")


class Converted(NamedTuple):
    """The result of converting an issue: changes, or mistakes."""

    changes: list[FileChange]
    mistakes: list[Mistake]
    warnings: list[Diagnostic]


def from_issue(workplace: Workplace, body: str, record_id: str | None = None) -> Converted:
    """Convert the body of an issue to a new record, or return every mistake in it.

    Each answer stands below a heading with its question. The id is made from the title or name, unless given. Raise Refused if the body is
    not from a form or too long, or the id is taken or invalid.
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
    for question in form:
        if question.keys[0] in KNOWN_BY and (same := ids_named(corpus, str(values.get(question.keys[0], "")), (kind.section,))):
            mistakes.append(Mistake(question.label, f"this is on record as {kind.section}/{same[0]}", hint))
    given: Given = [((name,), value) for name, value in values.items()]
    new_id = record_id or proposed_id(corpus, kind, given)
    text = skeleton(kind, given, issues=corpus.publication.issues) + (f"\n{summary}\n" if summary else "")
    plan.begin(kind, new_id or "nameless", text, given)
    diagnostics, fields = plan.tried(may_bring=None), plan.fields(kind, new_id or "nameless")
    name, unanswered = fields.source.path, {mistake.label for mistake in mistakes if mistake.message == _NO_ANSWER}
    for each in diagnostics:
        mistake = _form_mistake(each, fields, form) if each.place.path == name else Mistake("", f"{each.place}: {each.message}", each.hint)
        if (each.is_error or each.rule is Rule.UNKNOWN_ISSUE) and not (each.rule in _OPEN and mistake.label in unanswered):
            mistakes.append(mistake)
    if not new_id and not mistakes:
        mistakes.append(Mistake(form[0].label, "it has no letters that an id could be made of", "an editor can name an id with --id"))
    order = [question.label for question in form]
    ordered = sorted(dict.fromkeys(mistakes), key=lambda mistake: order.index(mistake.label) if mistake.label in order else len(order))
    return Converted([] if mistakes else plan.changes, ordered, [each for each in diagnostics if not each.is_error])


def _section_of(body: str, corpus: Corpus) -> type[Record]:
    """Return the section whose form has the most questions in common with a body; raise Refused if that is not unique."""
    questions = {question.strip() for question in re.findall(r"^###[ \t](.+)$", body, re.MULTILINE)}
    scores = Counter({kind: sum(question.label in questions for question in asked(kind, corpus)) for kind in ASKED})
    (first, highest), (_, second) = scores.most_common(2)
    if highest == second:
        raise Refused("this is not what one of the forms makes", "open an issue with one of them")
    return first


def filled(section: type[Record], form: Sequence[Asked], body: str, corpus: Corpus) -> tuple[dict[str, Any], str, list[Mistake]]:
    """Return the field values from the answers to a form, the text below the front matter, and the mistakes."""
    answers, mistakes = _answers(body, form)
    values: dict[str, Any] = {}
    summary = ""
    for question in form:
        answer = answers[question.label]
        if answer in _NOTHING:
            if question.needed:
                mistakes.append(Mistake(question.label, _NO_ANSWER))
        elif section is Source and question.keys == (_SUMMARY,):
            summary = answer
            if _MARK.search(answer):
                mistakes.append(Mistake(question.label, "it has a heading, or a line across", "write plain paragraphs"))
        elif len(question.keys) > 1:
            values.setdefault(question.keys[0], [{}])[0][question.keys[1]] = _value(answer, question, corpus)
        else:
            values[question.keys[0]] = _value(answer, question, corpus)
    return {name: value for name, value in values.items() if value}, summary, mistakes


def _answers(body: str, form: Sequence[Asked]) -> tuple[dict[str, str], list[Mistake]]:
    """Return the answer to each question by label; mistakes are repeated questions and forbidden characters."""
    labels = "|".join(re.escape(question.label) for question in form)
    _, *pieces = re.split(rf"^###[ \t]+({labels})[ \t]*$", body, flags=re.MULTILINE)
    answers: dict[str, str] = {}
    mistakes = []
    for label in (question.label for question in form):
        parts = [answer for heading, answer in zip(pieces[::2], pieces[1::2], strict=True) if heading == label]
        if len(parts) > 1:
            mistakes.append(Mistake(label, "the question stands there more than once", f"take the line '### {label}' out of the answers"))
        answer = "".join(parts).strip()
        mistakes += [Mistake(label, problem.message, problem.hint) for problem in find_bad_characters(answer)]
        answers[label] = without_bad_characters(answer, "").strip()
    return answers, mistakes


def _value(answer: str, question: Asked, corpus: Corpus) -> str | list[str]:
    """Convert an answer to a field value: a chosen word, ids of named records, a list if several values are allowed."""
    if question.options:
        word = next((word for word, label in question.options.items() if label == answer), answer)
        return [word] if question.field.is_list else word
    if not question.field.is_list:
        return _named(answer, question, corpus)
    items = [item for line in answer.split("\n") if (item := _BULLET.sub("", line.strip(), count=1))]
    return [_named(part, question, corpus) for item in items for part in _names_on_line(item, question, corpus)]


def _names_on_line(item: str, question: Asked, corpus: Corpus) -> list[str]:
    """Split a line at commas, unless it is a name as a whole or none of its parts is."""
    refers = question.field.refers
    sections = refers.sections if refers else ()
    parts = [part for piece in item.split(",") if (part := piece.strip())]
    return parts if not ids_named(corpus, item, sections) and any(ids_named(corpus, part, sections) for part in parts) else [item]


def _named(text: str, question: Asked, corpus: Corpus) -> str:
    """Return the id of the only record with a name, else the text itself."""
    refers = question.field.refers
    ids = ids_named(corpus, text, refers.sections) if refers else []
    return ids[0] if len(ids) == 1 else text


def _form_mistake(diagnostic: Diagnostic, fields: Fields, form: Sequence[Asked]) -> Mistake:
    """Convert a diagnostic in the file of a record to a mistake in an answer of the form."""
    labels = {question.keys: question.label for question in form}
    span = fields.source.span(diagnostic.place)
    keys = list(_keys_at(fields.marks, span.start)) if span.end > span.start else []
    missing = _QUOTED.match(diagnostic.message) if diagnostic.rule is Rule.MISSING_FIELD else None
    if missing:
        in_list = next((at + 1 for at, key in enumerate(keys) if isinstance(key, int)), 0)
        keys = [*keys[:in_list], missing[1]]
    elif span.start > fields.front.end:
        keys = [_SUMMARY]
    names = tuple(key for key in keys if isinstance(key, str))
    label = labels.get(names[:2]) or labels.get(names[:1], "")
    return Mistake(label, _NO_ANSWER) if label and missing else Mistake(label, diagnostic.message, _hint(diagnostic))


def _hint(diagnostic: Diagnostic) -> str:
    """Return a hint for users of a form, who see no files."""
    if diagnostic.hint.startswith("did you mean") or diagnostic.rule not in (Rule.UNKNOWN_ISSUE, Rule.UNKNOWN_REFERENCE):
        return diagnostic.hint
    if diagnostic.rule is Rule.UNKNOWN_ISSUE:
        return "choose one of the list"
    form_title = next((title_of(kind) for kind in ASKED if f"no {kind.singular} " in diagnostic.message), "")
    return "name one that is on record" + (f", or send it first: '{form_title}'" if form_title else "")


def _keys_at(marks: Marks, offset: int) -> Iterator[str | int]:
    for key, child in marks.children.items():
        if (child.key or child.value).start <= offset <= child.value.end:
            yield key
            yield from _keys_at(child, offset)
            return
