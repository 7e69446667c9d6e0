"""Runs the command, as 'onrecord' and as 'python -m generator'."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command; what is stopped while it still begins says so as one that is stopped later does."""
    try:
        from generator.command import main as run  # noqa: PLC0415 - beginning takes time, in which it may be stopped
    except KeyboardInterrupt:
        sys.exit("\nAborted!")
    run()


if __name__ == "__main__":
    main()
