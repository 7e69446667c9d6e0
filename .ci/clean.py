"""Removes what builds made; with the standard library alone, so that it runs where nothing is installed."""

from __future__ import annotations

import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from generator.system.cleaning import clean  # noqa: E402 - found from here
from generator.system.errors import BuildFailedError, describe  # noqa: E402

try:
    problems = clean(PROJECT / "build")
except (BuildFailedError, OSError) as error:
    problems = [describe(error) if isinstance(error, OSError) else str(error)]
sys.exit("\n".join(problems) or None)
