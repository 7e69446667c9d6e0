"""The fields of a section as editors write them: their order, what each takes, and what it means, from the models."""

from __future__ import annotations

import ast
import inspect
from functools import cache
from itertools import pairwise
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple, get_origin

from generator.records import Explainer, Source
from generator.records.base import Record
from generator.records.taking import field_of, part_in, takes
from generator.vocabularies import ISSUES

if TYPE_CHECKING:
    from generator.records.base import Part

_FROM_BODY = {Explainer: ("body",), Source: ("summary", "text")}
"""Fields that stand below the front matter."""


class Described(NamedTuple):
    """A field as editors see it."""

    name: str
    needed: bool
    takes: str
    """The words of its list, the id of a record, a date; nothing where that is text."""
    means: str
    """What it means, in a sentence or two."""
    part: type[Part] | None
    """The part that it holds, alone or in a list."""
    is_list: bool


@cache
def described(kind: type[Part]) -> tuple[Described, ...]:
    """Return the fields of a section or a part in the order in which they are written, what every record has last."""
    hidden = {"id", *_FROM_BODY.get(kind, ())} if issubclass(kind, Record) else set()
    names = sorted((name for name in kind.model_fields if name not in hidden), key=lambda name: name in Record.model_fields)
    means = _meanings(kind)
    found = []
    for name in names:
        field = kind.model_fields[name]
        own = field.alias or name
        annotation = field_of(kind, own)
        taken = takes(kind, own) or ("one of " + ", ".join(ISSUES.terms) if own in ("issue", "issues") else "")
        found.append(Described(own, field.is_required(), taken, means.get(name, ""), part_in(annotation), _is_list(field.annotation)))
    return tuple(found)


def order_of(kind: type[Part]) -> list[str]:
    """Return the names of the fields of a section or a part in the order in which they are written."""
    return [field.name for field in described(kind)]


def _is_list(annotation: object) -> bool:
    return get_origin(annotation) is tuple


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
