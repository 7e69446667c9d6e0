"""Paths of the files that come with the program: next to the package in a checkout, inside it when installed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PROGRAM: Final = Path(__file__).parents[1]
_INSTALLED: Final = _PROGRAM / "bundle"
"""The folder in the wheel (pyproject.toml)."""
_PLACE: Final = _INSTALLED if _INSTALLED.is_dir() else _PROGRAM.parent

TEMPLATES: Final = _PLACE / "site_templates"
"""The page templates, the theme and its assets."""
SETTINGS: Final = _PLACE / "mkdocs.yml"
"""The MkDocs settings shared by all publications."""
MANUAL: Final = _INSTALLED / "manual.md" if _INSTALLED.is_dir() else _PROGRAM.parent / "content" / "README.md"
"""The editors' manual, which is copied into the content folder of every publication."""
STARTER: Final = _PROGRAM / "starter"
"""The publication that 'onrecord init' writes."""
