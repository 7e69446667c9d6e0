"""Runs the command as 'python -m generator'."""

from __future__ import annotations

from generator.command import main

main()
