"""The command 'onrecord': arguments in, reports and exit codes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from generator.command.cli import main
else:
    __getattr__ = lazy_exports(__name__)
