"""The fields of a section as editors see them: order, values, meaning and label; also the meanings of the words of scales.

Used by the manual, the JSON Schemas and the language server.
"""

from __future__ import annotations

import ast
import inspect
import re
from functools import cache, lru_cache
from itertools import pairwise
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

from generator.model import ISSUES, ModelField, Part, Publication, Record, Scale, Term, fields_of, what_it_takes
from generator.text import table

if TYPE_CHECKING:
    from collections.abc import Mapping


class Described(NamedTuple):
    """A field with its documentation for editors."""

    field: ModelField
    takes: str
    """The values it takes: words of a list, the id of a record, a date; empty for text."""
    means: str
    label: str
    """Its label in issue forms and in the editor in the browser."""

    @property
    def name(self) -> str:
        """The name of the field in YAML."""
        return self.field.key

    def options(self, publication: Publication) -> dict[str, str]:
        """Return the allowed words with their labels, or {} if it takes other values too."""
        if (scale := scale_of(self.field)) is ISSUES:
            declared = {issue: str(label) for issue, label in publication.issues.items()}
            return declared | {term.id: term.english_label for term in ISSUES.terms.values() if term.id not in declared}
        if scale is not None:
            return {term.id: f"{term.id}: {_shown(term)}" for term in scale.terms.values()}
        return {word: word for word in self.field.choices}


def _shown(term: Term) -> str:
    means = term.english_means.rstrip(".")
    return term.english_label if term.english_label != term.id else f"{means[0].lower()}{means[1:]}"


@lru_cache(maxsize=1 << 8)
def described(kind: type[Part], issues: tuple[str, ...] = ()) -> tuple[Described, ...]:
    """Return the fields of a section or a part in writing order, with those that all records share last.

    Issues that the publication declares are listed before the predefined ones.
    """
    issue_words = "one of " + ", ".join(dict.fromkeys((*issues, *ISSUES.terms)))
    hidden = {"id", *kind.below} if issubclass(kind, Record) else set()
    fields = [field for field in fields_of(kind).values() if field.name not in hidden]
    means = _meanings(kind)
    return tuple(
        Described(
            field,
            takes=issue_words if scale_of(field) is ISSUES else what_it_takes(field),
            means=means.get(field.name, ""),
            label=table(__file__, "names").get(field.key) or field.key.replace("_", " ").capitalize(),
        )
        for field in sorted(fields, key=lambda field: field.name in Record.apart)
    )


def field_described(kind: type[Part], name: str) -> Described:
    """Return the description of one field; raise StopIteration if there is none of that name."""
    return next(field for field in described(kind) if field.name == name)


def order_of(kind: type[Part]) -> list[str]:
    """Return the field names of a section or a part in writing order."""
    return [field.name for field in described(kind)]


@cache
def _meanings(kind: type[Part]) -> dict[str, str]:
    """Return the attribute docstrings of a model and its bases, by field name."""
    docstrings: dict[str, str] = {}
    for model in reversed(kind.__mro__):
        if model.__module__.startswith("generator."):
            (tree,) = ast.parse(dedent(inspect.getsource(model))).body
            for node, following in pairwise(tree.body if isinstance(tree, ast.ClassDef) else ()):
                if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and isinstance(following, ast.Expr):
                    text = following.value.value if isinstance(following.value, ast.Constant) else ""
                    docstrings[node.target.id] = " ".join(str(text).split())
    return docstrings


def all_words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return the meanings of words by model name, field name and word."""
    words: Mapping[str, Mapping[str, Mapping[str, str]]] = table(__file__, "words")
    return words


def scale_of(field: ModelField) -> Scale | None:
    """Return the scale of a field, even if it takes other words too, or None."""
    return ISSUES if field.key in ("issue", "issues") else field.scale


def scale_meaning(term: Term) -> str:
    """Return the meaning of a scale term as Markdown, with the label that readers see if it differs."""
    return term.english_means if term.english_label == term.id else f"**{term.english_label}**: {term.english_means}"


def meanings(kind: type[Part], field: ModelField, publication: Publication | None = None) -> Mapping[str, str]:
    """Return the words of a field with their meanings as Markdown, "" for a word that needs none."""
    if (scale := scale_of(field)) is not None:
        declared = publication.issues if publication and scale is ISSUES else {}
        return {term.id: scale_meaning(term) for term in scale.terms.values()} | {word: f"**{name}**" for word, name in declared.items()}
    tables = (all_words().get(model.__name__, {}).get(field.key) for model in kind.__mro__)
    means: Mapping[str, str] = next(filter(None, tables), {})
    return {word: means.get(word, "") for word in field.choices}


def marked(text: str) -> str:
    """Return text with words in single quotes as Markdown code."""
    return re.sub(r"(?<!\w)'([^']+)'(?!\w)", r"`\1`", text)
