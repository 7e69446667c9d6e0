"""What is printed, the only place that does: inert, and to readers that may go away."""

from __future__ import annotations

import logging
import os
import sys
from shutil import get_terminal_size
from typing import Final

import click

from generator.text import inert

_CLEAR: Final = "\r\x1b[K"


def show_progress(text: str) -> None:
    """Show what is being done on the last line of the terminal, in the place of what was shown before; the next line takes it away."""
    width = get_terminal_size().columns
    _progress.is_shown = True
    click.echo(f"{_CLEAR}{inert(text)[: width - 1]}", nl=False, err=True)


class _Progress:
    """The line that says what is being done."""

    is_shown = False


_progress: Final = _Progress()


def print_line(text: str, *, err: bool = False) -> None:
    """Print a line, or lines, of which some may be text of records: whatever a terminal or a log would obey is taken out."""
    put(f"{inert(text)}\n", err=err)


def put(text: str, *, err: bool = False) -> None:
    """Print text that is fit to be printed. That nobody reads it any more stops nothing; that it cannot be written is an OSError."""
    try:
        if _progress.is_shown:
            _progress.is_shown = False
            click.echo(_CLEAR, nl=False, err=True)
        click.echo(text, nl=False, err=err)
    except OSError as error:
        stream = sys.stderr if err else sys.stdout
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        if not isinstance(error, BrokenPipeError):
            raise OSError(error.errno, error.strerror, "standard error" if err else "standard output") from error


class Log(logging.Handler):
    """Says what libraries and processes of ours warn of."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print a warning."""
        print_line(self.format(record), err=True)
