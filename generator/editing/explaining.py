"""What a rule means, what breaks it, and how that reads mended."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from textwrap import indent
from typing import TYPE_CHECKING

from generator.content import RULES, did_you_mean
from generator.editing.changes import Refused
from generator.editing.tables import table

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Example:
    """Something that breaks a rule, and the same mended."""

    breaks: str
    mended: str
    section: str = ""
    """The section of the record in which the lines stand; nothing where it is told in words."""


@cache
def examples() -> Mapping[str, Example]:
    """Return the example of each rule, by the rule's code."""
    return {code: Example(**told) for code, told in table("examples").items()}


def explain_rule(code: str) -> str:
    """Return what a rule means, with its example; raises Refused where there is no such rule."""
    rule = RULES.get(code)
    if rule is None:
        raise Refused(f"there is no rule '{code}'", did_you_mean(code, RULES) or "'onrecord explain' names all of them")
    one = examples()[code]
    where = f" (in a record of {one.section})" if one.section else ""
    broken, mended = (indent(text.rstrip("\n"), "    ") for text in (one.breaks, one.mended))
    return f"{code}, {rule.severity}: {rule.summary}\n\nbreaks it{where}:\n\n{broken}\n\nmended:\n\n{mended}"


def all_rules() -> str:
    """Return every rule with its summary, a line each, in the order of the manual."""
    return "\n".join(f"{rule.code}\t{rule.severity}\t{rule.summary}" for rule in RULES.values())
