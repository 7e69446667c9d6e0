"""Derived values are numbers, dates, records and the names of alternatives; pages and figures say them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import generator.analysis

WORDS = frozenset({"_", "ngettext", "N_", "plural_forms", "numeral", "month_name", "cached_per_locale"})
"""What says something in the language of the site."""


@pytest.mark.parametrize("path", sorted(Path(generator.analysis.__file__).parent.glob("*.py")), ids=lambda path: path.stem)
def test_no_derived_value_is_words(path: Path) -> None:
    imports = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)]
    assert [one.name for node in imports for one in node.names if one.name in WORDS] == []
