"""Explanations of rules, with examples. Used in reports of builds, so it must not import the models."""

from __future__ import annotations

from textwrap import indent

from generator.content import RULES, did_you_mean
from generator.editing.changes import Refused
from generator.text import table


def explain_rule(code: str) -> str:
    """Return the explanation of a rule with its example; raise Refused if there is no such rule."""
    rule = RULES.get(code)
    if rule is None:
        raise Refused(f"there is no rule '{code}'", did_you_mean(code, RULES) or "'onrecord explain' lists all rules")
    example = table(__file__, "examples")[code]
    where = f" (in a record of {example['section']})" if "section" in example else ""
    broken, fixed = (indent(example[name].rstrip("\n"), "    ") for name in ("breaks", "fixed"))
    return f"{code}, {rule.severity}: {rule.summary}\n\nbreaks the rule{where}:\n\n{broken}\n\nfixed:\n\n{fixed}"


def all_rules() -> str:
    """Return all rules with their summaries, one per line, in the order of the manual."""
    return "\n".join(f"{rule.code}\t{rule.severity}\t{rule.summary}" for rule in RULES.values())
