"""A record from an issue that was opened with one of the forms, or every mistake in it in terms of that form."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from generator.content import Diagnostic, Rule
from generator.editing.changes import FileChange, Refused
from generator.editing.finding import ids_named
from generator.editing.issue_forms import ASKED, HEADING, NO_ANSWER, SUMMARY, Asked, Mistake, asked, filled, lines_of, title_of
from generator.editing.records import KNOWN_BY, proposed_id, skeleton
from generator.editing.trying import Plan, Workplace, require_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.editing.fields import Fields, Keys
    from generator.model import Corpus, Record
    from generator.text import Marks

MOST: Final = 262_144
"""The most characters of a body that are read: four times what GitHub takes."""
_OPEN: Final = frozenset({Rule.MISSING_FIELD, Rule.EMPTY_VALUE})
"""Rules that a question without an answer breaks."""
_QUOTED: Final = re.compile(r"'([a-z_]+)'")


class Sent(NamedTuple):
    """What became of an issue: a record, or what is wrong."""

    changes: list[FileChange]
    mistakes: list[Mistake]
    warnings: list[Diagnostic]


def body_of_event(text: str) -> str:
    """Return the body of the issue that an event of GitHub is about; raises Refused for other text."""
    try:
        body = json.loads(text)["issue"]["body"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refused("that is no event of an issue", "give the file that GITHUB_EVENT_PATH names, in a workflow on 'issues'") from error
    return body if isinstance(body, str) else ""


def from_issue(workplace: Workplace, body: str, record_id: str | None = None) -> Sent:
    """Return the change that writes the record of an issue, or every mistake in it.

    In the body each answer stands below a heading with its question. The id is that which the title or name gives, if none is named.
    Raises Refused where it is no answer to a form, or too long to be read, or the id is taken or is none.
    """
    if len(body) > MOST:
        raise Refused(f"the issue has {len(body):,} characters, of which at most {MOST:,} are read", "send less")
    if record_id:
        require_id(record_id)
    before, lines = workplace.check(), lines_of(body)
    corpus, plan = before.corpus, Plan(workplace, before)
    kind = _section_of(lines, corpus)
    form = asked(kind, corpus)
    values, summary, mistakes = filled(kind, form, lines, corpus)
    mistakes += _on_record(kind, form, values, corpus)
    given: list[tuple[Keys, Any]] = [((name,), value) for name, value in values.items()]
    chosen = record_id or proposed_id(corpus, kind, given)
    text = skeleton(kind, frozenset(values), issues=corpus.publication.issues) + (f"\n{summary}\n" if summary else "")
    plan.begin(kind, chosen or "nameless", text, given)
    found, fields = plan.tried(may_bring=None), plan.fields(kind, chosen or "nameless")
    name, unanswered = fields.source.path, {one.label for one in mistakes if one.message == NO_ANSWER}
    for one in found:
        mistake = _in_terms_of(one, fields, form) if one.place.path == name else Mistake("", f"{one.place}: {one.message}", one.hint)
        if (one.is_error or one.rule is Rule.UNKNOWN_ISSUE) and not (one.rule in _OPEN and mistake.label in unanswered):
            mistakes.append(mistake)
    if not chosen and not mistakes:
        mistakes.append(Mistake(form[0].label, "it has no letters that an id could be made of", "an editor can name an id with --id"))
    order = [one.label for one in form]
    ordered = sorted(dict.fromkeys(mistakes), key=lambda one: order.index(one.label) if one.label in order else len(order))
    return Sent([] if mistakes else plan.changes, ordered, [one for one in found if not one.is_error])


def _section_of(lines: Sequence[str], corpus: Corpus) -> type[Record]:
    """Return the section whose form asks most of the questions of a body; raises Refused where two do alike, or none does."""
    there = {heading[1] for line in lines if (heading := HEADING.fullmatch(line))}
    scores = Counter({kind: sum(one.label in there for one in asked(kind, corpus)) for kind in ASKED})
    (first, most), (_, next_most) = scores.most_common(2)
    if most == next_most:
        raise Refused("this is not what one of the forms makes", "open an issue with one of them")
    return first


def _on_record(kind: type[Record], form: Sequence[Asked], values: Mapping[str, Any], corpus: Corpus) -> Iterator[Mistake]:
    """Yield that there is a record with that name or address."""
    hint = "open an issue without a form to say what is wrong there"
    for one in form:
        if one.keys[0] in KNOWN_BY and (found := ids_named(corpus, str(values.get(one.keys[0], "")), (kind.section,))):
            yield Mistake(one.label, f"this is on record as {kind.section}/{found[0]}", hint)


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
        keys = [SUMMARY]
    names = tuple(key for key in keys if isinstance(key, str))
    label = labels.get(names[:2]) or labels.get(names[:1], "")
    return Mistake(label, NO_ANSWER) if label and missing else Mistake(label, one.message, _hint(one))


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
