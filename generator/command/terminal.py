"""All output to the terminal: escaped, and safe against closed pipes."""

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
    """Show a progress message on the last line of the terminal; the next one, or any other output, replaces it."""
    width = get_terminal_size().columns
    _progress.is_shown = True
    click.echo(f"{_CLEAR}{inert(text)[: width - 1]}", nl=False, err=True)


class _Progress:
    """Whether a progress message is on the terminal."""

    is_shown = False


_progress: Final = _Progress()


def print_line(text: str, *, err: bool = False) -> None:
    """Print one or more lines, without the control characters that text of records may hold."""
    put(f"{inert(text)}\n", err=err)


def put(text: str, *, err: bool = False) -> None:
    """Print text that is already inert. Ignore a closed pipe; raise OSError if writing fails otherwise."""
    try:
        if _progress.is_shown:
            _progress.is_shown = False
            click.echo(_CLEAR, nl=False, err=True)
        click.echo(text, nl=False, err=err)
    except OSError as error:
        stream = sys.stderr if err else sys.stdout
        null_device = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null_device, stream.fileno())
        os.close(null_device)
        if not isinstance(error, BrokenPipeError):
            raise OSError(error.errno, error.strerror, "standard error" if err else "standard output") from error


class Log(logging.Handler):
    """A logging handler that prints the warnings of libraries and of our worker processes."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print a log record."""
        print_line(self.format(record), err=True)
