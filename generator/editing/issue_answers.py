"""What was answered in a form: the body of an issue, which anybody can write, read as text and as nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from generator.content import did_you_mean
from generator.editing.finding import ids_named
from generator.editing.issue_forms import SUMMARY, Asked
from generator.model import Corpus, Record, Source
from generator.text import find_bad_characters, without_bad_characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


HEADING: Final = re.compile(r"###[ \t]+(.+?)[ \t]*")
"""A line with a question, as GitHub writes it above its answer."""
NO_ANSWER: Final = "this is needed and has no answer"
_NOTHING: Final = frozenset({"", "_No response_", "None"})
_BULLET: Final = re.compile(r"[-*•][ \t]+")
_LINE: Final = re.compile(r"([A-Za-z_]+)[ \t]*:[ \t]*(.*)")
_MARK: Final = re.compile(r"^ {0,3}#{1,6}(?:[ \t]|$)|^[ \t]*(?:=+|-{2,})[ \t]*$", re.MULTILINE)
"""A heading of Markdown, as '#' begins or a line below it makes it."""
_MOST_SHOWN: Final = 80


class Mistake(NamedTuple):
    """What is wrong with an answer, in terms of the form."""

    label: str
    """The question; nothing where it is the form as a whole."""
    message: str
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.label}: " if self.label else ""
        return f"{where}{self.message}" + (f"\n  = {self.hint}" if self.hint else "")


class Filled(NamedTuple):
    """What the answers to a form say."""

    values: dict[str, Any]
    """The fields of a record."""
    body: str
    """What stands below the front matter."""
    mistakes: list[Mistake]


def lines_of(body: str) -> list[str]:
    """Return the lines of a body, however they end."""
    return body.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").split("\n")


def filled(section: type[Record], form: Sequence[Asked], lines: Iterable[str], corpus: Corpus) -> Filled:
    """Return what the answers to the form of a section say, and what is wrong with them as answers."""
    answers, mistakes = _answers(lines, form)
    inner = {one.keys[1]: one for one in form if len(one.keys) > 1}
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
        elif one.field.part is not None:
            pieces, wrong = _pieces(answer, one, inner, corpus)
            values.setdefault(one.keys[0], []).extend(pieces)
            mistakes += wrong
        elif len(one.keys) > 1:
            values.setdefault(one.keys[0], [{}])[0][one.keys[1]] = _value(answer, one, corpus)
        else:
            values[one.keys[0]] = _value(answer, one, corpus)
    return Filled({name: value for name, value in values.items() if value}, body, mistakes)


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
    for label, said in found.items():
        answer = "\n".join(said).strip()
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


def _pieces(answer: str, one: Asked, inner: Mapping[str, Asked], corpus: Corpus) -> tuple[list[dict[str, Any]], list[Mistake]]:
    """Return further pieces of evidence, a paragraph each, of lines 'field: words'; a line without a field goes on with the one above."""
    pieces, mistakes = [], []
    for number, paragraph in enumerate(re.split(r"\n[ \t]*\n", answer), 1):
        said: dict[str, list[str]] = {}
        name = ""
        for line in filter(None, map(str.strip, paragraph.split("\n"))):
            found = _LINE.fullmatch(_BULLET.sub("", line, count=1))
            if found and found[1].lower() in inner:
                name = found[1].lower()
                said.setdefault(name, []).append(found[2])
            elif name:
                said[name].append(line)
            else:
                hint = did_you_mean(found[1], inner) if found else ""
                hint = hint or f"begin it with one of {', '.join(f'{each}:' for each in inner)}"
                mistakes.append(Mistake(one.label, f"paragraph {number} has a line of no field: '{line[:_MOST_SHOWN]}'", hint))
        joined = {name: " ".join(filter(None, words)) for name, words in said.items()}
        pieces.append({name: _value(words, inner[name], corpus) for name, words in joined.items() if words})
    return [piece for piece in pieces if piece], mistakes
