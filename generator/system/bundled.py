"""What a publication is made with and need not hold itself: beside the program in a checkout, and within it where it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PROGRAM: Final = Path(__file__).parents[1]
_INSTALLED: Final = _PROGRAM / "bundle"
"""Where the wheel has it (pyproject.toml)."""
_PLACE: Final = _INSTALLED if _INSTALLED.is_dir() else _PROGRAM.parent

TEMPLATES: Final = _PLACE / "site_templates"
"""The page templates, the theme and its assets."""
SETTINGS: Final = _PLACE / "mkdocs.yml"
"""What MkDocs is told of every publication."""
MANUAL: Final = _INSTALLED / "manual.md" if _INSTALLED.is_dir() else _PROGRAM.parent / "content" / "README.md"
"""The editors' manual, which every publication holds beside its records."""
STARTER: Final = _PROGRAM / "starter"
"""The publication that 'onrecord init' writes."""
