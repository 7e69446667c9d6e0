"""What rules mean, with examples. Builds report with it: it imports no model."""

from __future__ import annotations

from textwrap import indent

from generator.content import RULES, did_you_mean
from generator.editing.changes import Refused
from generator.text import table


def explain_rule(code: str) -> str:
    """Return what a rule means, with its example; raises Refused where there is no such rule."""
    rule = RULES.get(code)
    if rule is None:
        raise Refused(f"there is no rule '{code}'", did_you_mean(code, RULES) or "'onrecord explain' names all of them")
    one = table(__file__, "examples")[code]
    where = f" (in a record of {one['section']})" if "section" in one else ""
    broken, mended = (indent(one[name].rstrip("\n"), "    ") for name in ("breaks", "mended"))
    return f"{code}, {rule.severity}: {rule.summary}\n\nbreaks it{where}:\n\n{broken}\n\nmended:\n\n{mended}"


def all_rules() -> str:
    """Return every rule with its summary, a line each, in the order of the manual."""
    return "\n".join(f"{rule.code}\t{rule.severity}\t{rule.summary}" for rule in RULES.values())
