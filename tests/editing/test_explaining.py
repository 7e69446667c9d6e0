"""Every rule is explained by an example that breaks it, and by the same example fixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.content.diagnostics import RULES
from generator.editing import explaining
from generator.editing.changes import Refused
from generator.editing.explaining import all_rules, explain_rule
from generator.text.problems import table
from generator.text.yaml_reader import read_yaml
from tests.conftest import MINIMAL, RECORDS

if TYPE_CHECKING:
    from tests.conftest import Check

EXAMPLES = table(explaining.__file__, "examples")
SHOWN = {code: one for code, one in EXAMPLES.items() if "section" in one}


def text_of(section: str, lines: str) -> str:
    """Return a valid record of a section in which lines take the place of the fields that they name."""
    said = read_yaml(lines).value or {}
    body = str(said.pop("body", ""))
    base = "".join(f"{name}: {value}\n" for name, value in RECORDS[section].items() if name not in said)
    fields = base + ("" if body else lines)
    return f"---\n{fields}---\n\n{body.rstrip()}\n" if section in ("explainers", "sources") else fields


def test_every_rule_is_explained_in_the_order_of_the_manual() -> None:
    missing = [code for code in RULES if code not in EXAMPLES]
    assert not missing, "show in generator/editing/examples.yml an example that breaks each, and the same fixed"
    assert list(EXAMPLES) == list(RULES)
    assert len(SHOWN) > 40
    assert all({"breaks", "fixed"} <= set(one) <= {"section", "breaks", "fixed"} for one in EXAMPLES.values())


@pytest.mark.parametrize("code", SHOWN)
def test_what_breaks_a_rule_breaks_it_and_fixed_it_does_not(checked: Check, code: str) -> None:
    one = SHOWN[code]
    section = one["section"]
    name = f"{section}/example.{'md' if section in ('explainers', 'sources') else 'yml'}"
    files = {"publication.yml": "title: T\nlanguages: [ar]\n"} if code == "bad-translation" else {}
    broken = {found.rule.code for found in checked({**files, name: text_of(section, one["breaks"])}).diagnostics}
    assert code in broken
    fixed = checked({**files, name: text_of(section, one["fixed"])}).diagnostics
    assert code not in {found.rule.code for found in fixed}
    assert not [found for found in fixed if found.is_error], fixed


def test_an_explanation_says_what_how_and_how_bad() -> None:
    assert explain_rule("bad-date") == (
        "bad-date, error: A date is EDTF: '2025', '2025-06', '2025-06-13', with '?', '~' or '/' as needed.\n\n"
        "breaks the rule (in a record of claims):\n\n    made: 1 March 2025\n\nfixed:\n\n    made: 2025-03-01"
    )
    assert all_rules().count("\n") == len(RULES) - 1
    assert set(MINIMAL) >= {"actors/avalon.yml", "sources/gazette.md"}
    with pytest.raises(Refused, match="there is no rule 'bad-dates'\n  = did you mean 'bad-date'"):
        explain_rule("bad-dates")
