"""The command 'onrecord': arguments in, reports and exit codes out."""

from __future__ import annotations

import gc
import logging
import os
import sys
from contextlib import suppress
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final

import click

from generator.command.clock import EVERYWHERE, present_day
from generator.command.commands import EDITING
from generator.command.interface_commands import INTERFACES
from generator.command.options import FINE, FORMATS, PROBLEMS, VERSION, in_content, is_given, latest_day, shared, text_folders
from generator.command.source_commands import SOURCES
from generator.command.terminal import Log, print_line, put

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from generator.content import Diagnostic
    from generator.editing import Edit, Workplace
    from generator.verify import Checked

_STARTED: Final = perf_counter()
"""When the command began, as near as it can be told; the first build of a run counts from here."""

FAULT: Final = 3
"""The exit code of a fault of our own."""


def _address(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    from generator.text import address_mistake

    if value and (mistake := address_mistake(value)):
        raise click.BadParameter(f"the address {mistake[0]}: {mistake[1]}")
    return value


_verbose: Final = click.option("--verbose", is_flag=True, expose_value=False, help="Name every record to which no other refers.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="onrecord")
def cli() -> None:
    """Publish explainers in which every statement can be checked."""


for _command in (*EDITING, *INTERFACES, *SOURCES):
    cli.add_command(_command)


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Write a publication to start from into a FOLDER: an invented example of each kind of record, and a workflow that deploys it."""
    from generator.content import load_content
    from generator.editing import files_for_editors, issue_form_files, start_publication
    from generator.system import STARTER

    written = start_publication(folder, VERSION, {**issue_form_files(load_content(STARTER / "content").corpus), **files_for_editors()})
    records = sum(name.startswith("content/") and name != "content/publication.yml" for name in written)
    print_line(f"{records} example records and {len(written) - records} other files written to {folder}")
    print_line(f"'onrecord serve --project {folder}' shows the site, and rebuilds it on every save")


@cli.command()
@shared
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How mistakes are shown.")
@_verbose
@click.option("--strict", is_flag=True, help="Let warnings fail the check too.")
@click.option("--fix", is_flag=True, help="First mend what is sure: a slip in a name for which one other is meant, a date in other signs.")
def check(project: Path, today: date, paths: tuple[Path, ...], form: str, *, strict: bool, fix: bool) -> None:
    """Check the content and show every mistake with its place; of some files or folders alone, where they are named."""
    from generator.command.reporting import WITH_FIXES
    from generator.command.reports import reported
    from generator.editing import Workplace

    workplace = Workplace(project / "content", today, latest_day(project, today))
    within = _within(project, paths)
    checked = workplace.check()
    if fix and (mended := _mended(workplace, checked, within)):
        print_line("\n".join(mended), err=form != "text")
        checked = workplace.check()
    proposed = _proposed(workplace, checked, within) if form in WITH_FIXES else {}
    checked = replace(checked, diagnostics=[one for one in checked.diagnostics if within(one.place.path)])
    if not paths:
        checked = _with_proposals(project, checked)
    put(reported(checked, form, proposed))
    if form == "text" and not checked.diagnostics:
        print_line(f"{len(checked.corpus)} records checked")
    sys.exit(PROBLEMS if checked.has_errors or (strict and checked.diagnostics) else FINE)


def _with_proposals(project: Path, checked: Checked) -> Checked:
    """Return what a check found, with what is wrong with the proposals that wait for an editor, if there are any."""
    from generator.editing import proposal_mistakes, proposals_folder, read_proposals
    from generator.verify import read_texts

    if not proposals_folder(project).is_dir():
        return checked
    proposals = read_proposals(project)
    found = proposal_mistakes(proposals, checked.corpus, read_texts(checked.corpus, text_folders(project, None)).held)
    return replace(checked, diagnostics=[*checked.diagnostics, *found], texts={**checked.texts, **proposals.texts})


def _within(project: Path, paths: Sequence[Path]) -> Callable[[str], bool]:
    """Return what tells whether a file, by its path as mistakes have it, is chosen: by its name, its folder, or with all others."""
    wanted = in_content(project, paths)
    return lambda name: not wanted or any((project / name).is_relative_to(path) for path in wanted)


def _mended(workplace: Workplace, checked: Checked, within: Callable[[str], bool]) -> list[str]:
    """Mend what is sure in the files chosen, and return each word that was replaced, as a line."""
    from generator.editing import fixes, write_all

    done, changes = fixes(workplace, checked, within)
    write_all(changes)
    return [str(one) for one in done]


def _proposed(workplace: Workplace, checked: Checked, within: Callable[[str], bool]) -> dict[Diagnostic, Edit]:
    """Return what '--fix' would do to the files as they are, by what it mends."""
    from generator.editing import fixes

    return {fix.diagnostic: fix.edit for fix in fixes(workplace, checked, within, rounds=1)[0]}


@cli.command()
@shared
@_verbose
@click.option("--site-url", callback=_address, metavar="URL", help="Where the site will stand, instead of the address in publication.yml.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How mistakes are shown.")
@click.option("--markdown-only", is_flag=True, help="Stop after writing build/docs.")
@click.option("--output", type=click.Path(path_type=Path), help="Where the site goes: a new folder, or one that holds a site of ours.")
def build(project: Path, today: date, site_url: str | None, form: str, output: Path | None, *, markdown_only: bool) -> None:
    """Check the content, write its pages, and build the site into build/site."""
    from generator.command.build_run import run_build

    latest = latest_day(project, today)
    if not run_build(project, today, latest, site_url=site_url, form=form, output=output, markdown_only=markdown_only, started=_STARTED):
        sys.exit(PROBLEMS)


@cli.command()
@shared
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port on this machine.")
def serve(project: Path, today: date, port: int) -> None:
    """Build the site, show it on this machine, and rebuild on every save."""
    from threading import Event

    from generator.builder import Project
    from generator.command.build_run import run_build
    from generator.command.preview import Preview
    from generator.command.serve import serve_site, take_port, watched
    from generator.content import hosted
    from generator.system import BuildFailedError

    given, stop, waits, built_on = is_given("today"), Event(), False, (today, today)

    def days() -> tuple[date, date]:
        return (today, today) if given else (present_day(project), present_day(project, EVERYWHERE))

    def as_now() -> Project:
        day, latest = days()
        return Project(project, day, None, latest, hosted(os.environ))

    def wait(seconds: float) -> bool:
        nonlocal waits
        if not waits:
            print_line("another build of this site is running: waiting for it")
        waits = True
        return stop.wait(seconds)

    def rebuild() -> str:
        nonlocal built_on, waits
        built_on, waits = days(), False
        trouble: list[str] = []
        try:
            run_build(project, *built_on, wait=wait, trouble=trouble)
        except Exception as error:  # noqa: BLE001 - the next save may mend it, and the server goes on
            trouble.append(f"the build failed: {type(error).__name__}: {error}")
            print_line(trouble[-1], err=True)
        with suppress(BuildFailedError, OSError):  # without previews, every save waits for a build
            if not trouble:
                preview.read()
        gc.collect()
        return "\n".join(trouble)

    def ready(port: int) -> None:
        print_line(f"http://127.0.0.1:{port}/ shows the site; stop with Ctrl-C")

    server = take_port(project / "build" / "site", port)
    with Preview(as_now) as preview:
        serve_site(server, watched(project), rebuild, stop, is_due=lambda: days() != built_on, ready=ready, preview=preview.after)


@cli.command()
@shared
@click.option("--texts", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A folder with texts, before others.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How mistakes are shown.")
def verify(project: Path, today: date, texts: Path | None, form: str) -> None:
    """Prove quotations against the texts of their sources and write the proofs down.

    Texts are read from --texts, from the folder that ONRECORD_TEXTS names, and from private/sources: 'op-ed.txt' is the text
    of the source 'op-ed'. The proofs go to content/evidence.lock.json, which is left as it is where anything is wrong.
    """
    from generator.command.reports import shown
    from generator.content import LOCK_FILE, in_order, load_content
    from generator.system import write_whole as write
    from generator.verify import read_texts
    from generator.verify import verify_quotations as prove_all

    loaded = load_content(project / "content")
    at_hand = read_texts(loaded.corpus, text_folders(project, texts))
    verified = prove_all(loaded.corpus, at_hand.held, today)
    found = in_order([*loaded.diagnostics, *at_hand.diagnostics, *verified.diagnostics])
    if found:
        put(shown(found, loaded.texts, form, {}))
    if any(one.is_error for one in found):
        print_line("the lock was not written", err=True)
        sys.exit(PROBLEMS)
    path = project / "content" / LOCK_FILE
    if not path.exists() or path.read_bytes() != verified.lock.encode():
        write(path, verified.lock.encode())
    if form == "text":
        print_line("\n".join([*verified.shortened, verified.summary()]))


@cli.command()
@shared
@click.option("--texts", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A folder with texts, before others.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="How it is shown.")
def coverage(project: Path, today: date, texts: Path | None, form: str) -> None:
    """Show what is used of the texts at hand, and on how little some claims rest."""
    from generator.content import load_content
    from generator.verify import coverage as cover
    from generator.verify import coverage_as_json, coverage_as_text, read_texts

    corpus = load_content(project / "content").corpus
    found = cover(corpus, read_texts(corpus, text_folders(project, texts)).held, today)
    put((coverage_as_json if form == "json" else coverage_as_text)(found))


def main() -> None:
    """Run the command; what the system refuses is said, and a fault of our own ends with a request to report it, not a traceback.

    Next to nothing that is made refers to itself, so that to look for rubbish would take a fifth of the time and find none.
    """
    from generator.system import BuildFailedError, describe

    gc.disable()
    logging.basicConfig(handlers=[Log(logging.WARNING)])
    logging.captureWarnings(capture=True)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        cli(prog_name="onrecord")
    except Exception as error:
        if os.environ.get("ONRECORD_DEBUG"):
            raise
        if isinstance(error, BuildFailedError | OSError):
            print_line(f"{describe(error) if isinstance(error, OSError) else error}", err=True)
            sys.exit(PROBLEMS)
        print_line(f"onrecord failed: {type(error).__name__}: {error}", err=True)
        print_line("this is a fault of the generator; run again with ONRECORD_DEBUG=1 and report what it prints", err=True)
        sys.exit(FAULT)
