"""The fields of a section as editors write them: their order, what each takes, what it means, and what it is called in plain words.

Also what the words of fields mean: for the manual, for schemas, and while one types.
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
    """A field as editors see it."""

    field: ModelField
    takes: str
    """The words of its list, the id of a record, a date; nothing where that is text."""
    means: str
    label: str
    """What it is called where no YAML is written."""

    @property
    def name(self) -> str:
        """The name under which editors write it."""
        return self.field.key

    def options(self, publication: Publication) -> dict[str, str]:
        """Return the words that it takes, where it takes no others, each with what is shown of it."""
        if (scale := scale_of(self.field)) is ISSUES:
            own = {issue: str(label) for issue, label in publication.issues.items()}
            return own | {term.id: term.english_label for term in ISSUES.terms.values() if term.id not in own}
        if scale is not None:
            return {term.id: f"{term.id}: {_shown(term)}" for term in scale.terms.values()}
        return {word: word for word in self.field.choices}


def _shown(term: Term) -> str:
    means = term.english_means.rstrip(".")
    return term.english_label if term.english_label != term.id else f"{means[0].lower()}{means[1:]}"


@lru_cache(maxsize=1 << 8)
def described(kind: type[Part], issues: tuple[str, ...] = ()) -> tuple[Described, ...]:
    """Return the fields of a section or a part in the order in which they are written, what every record has last.

    Issues that the publication declares are told first among those that a field takes.
    """
    an_issue = "one of " + ", ".join(dict.fromkeys((*issues, *ISSUES.terms)))
    hidden = {"id", *kind.below} if issubclass(kind, Record) else set()
    fields = [field for field in fields_of(kind).values() if field.name not in hidden]
    means = _meanings(kind)
    return tuple(
        Described(
            field,
            takes=an_issue if scale_of(field) is ISSUES else what_it_takes(field),
            means=means.get(field.name, ""),
            label=table(__file__, "names").get(field.key) or field.key.replace("_", " ").capitalize(),
        )
        for field in sorted(fields, key=lambda field: field.name in Record.apart)
    )


def field_described(kind: type[Part], name: str) -> Described:
    """Return one field of a section or a part; raises StopIteration where it has none of that name."""
    return next(one for one in described(kind) if one.name == name)


def order_of(kind: type[Part]) -> list[str]:
    """Return the names of the fields of a section or a part in the order in which they are written."""
    return [field.name for field in described(kind)]


@cache
def _meanings(kind: type[Part]) -> dict[str, str]:
    """Return what stands below each field of a model and of those that it is made of."""
    found: dict[str, str] = {}
    for model in reversed(kind.__mro__):
        if model.__module__.startswith("generator."):
            (tree,) = ast.parse(dedent(inspect.getsource(model))).body
            for node, after in pairwise(tree.body if isinstance(tree, ast.ClassDef) else ()):
                if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and isinstance(after, ast.Expr):
                    text = after.value.value if isinstance(after.value, ast.Constant) else ""
                    found[node.target.id] = " ".join(str(text).split())
    return found


def all_words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return the meaning of each word, by the name of the model, the field and the word."""
    found: Mapping[str, Mapping[str, Mapping[str, str]]] = table(__file__, "words")
    return found


def scale_of(field: ModelField) -> Scale | None:
    """Return the scale from which a field takes its words, be it with others; nothing where it takes none, or words of its own."""
    return ISSUES if field.key in ("issue", "issues") else field.scale


def scale_meaning(term: Term) -> str:
    """Return what a word of a scale means, as Markdown, with what readers see in its place where that is another word."""
    return term.english_means if term.english_label == term.id else f"**{term.english_label}**: {term.english_means}"


def meanings(kind: type[Part], field: ModelField, publication: Publication | None = None) -> Mapping[str, str]:
    """Return the words that a field takes, each with its meaning as Markdown, or nothing where the word says it itself."""
    if (scale := scale_of(field)) is not None:
        own = publication.issues if publication and scale is ISSUES else {}
        return {term.id: scale_meaning(term) for term in scale.terms.values()} | {word: f"**{name}**" for word, name in own.items()}
    told = (all_words().get(model.__name__, {}).get(field.key) for model in kind.__mro__)
    means: Mapping[str, str] = next(filter(None, told), {})
    return {word: means.get(word, "") for word in field.choices}


def marked(text: str) -> str:
    """Return text in which the words that an editor writes, between single quotes, stand as code."""
    return re.sub(r"(?<!\w)'([^']+)'(?!\w)", r"`\1`", text)
