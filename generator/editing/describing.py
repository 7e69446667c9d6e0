"""The fields of a section as editors write them: their order, what each takes, and what it means, from the models."""

from __future__ import annotations

import ast
import inspect
from functools import cache
from itertools import pairwise
from textwrap import dedent
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.model import ISSUES, Record, fields_of, what_it_takes

if TYPE_CHECKING:
    from generator.model import ModelField, Part

_AN_ISSUE: Final = "one of " + ", ".join(ISSUES.terms)


class Described(NamedTuple):
    """A field as editors see it."""

    field: ModelField
    takes: str
    """The words of its list, the id of a record, a date; nothing where that is text."""
    means: str
    """What it means, in a sentence or two."""

    @property
    def name(self) -> str:
        """The name under which editors write it."""
        return self.field.key


@cache
def described(kind: type[Part]) -> tuple[Described, ...]:
    """Return the fields of a section or a part in the order in which they are written, what every record has last."""
    hidden = {"id", *kind.below} if issubclass(kind, Record) else set()
    fields = [field for field in fields_of(kind).values() if field.name not in hidden]
    means = _meanings(kind)
    return tuple(
        Described(field, what_it_takes(field) or (_AN_ISSUE if field.key in ("issue", "issues") else ""), means.get(field.name, ""))
        for field in sorted(fields, key=lambda field: field.name in Record.model_fields)
    )


def order_of(kind: type[Part]) -> list[str]:
    """Return the names of the fields of a section or a part in the order in which they are written."""
    return [field.name for field in described(kind)]


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
