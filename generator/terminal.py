"""What is printed, the only place that does: inert, and to readers that may go away."""

from __future__ import annotations

import logging
import os
import sys

import click

from generator.text.inert import inert


def print_line(text: str, *, err: bool = False) -> None:
    """Print a line, or lines, of which some may be text of records: whatever a terminal or a log would obey is taken out."""
    put(f"{inert(text)}\n", err=err)


def put(text: str, *, err: bool = False) -> None:
    """Print text that is fit to be printed. That nobody reads it any more stops nothing; that it cannot be written is an OSError."""
    try:
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
