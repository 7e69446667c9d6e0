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
from shlex import quote
from time import perf_counter
from typing import TYPE_CHECKING, Final

import click

from generator import content, editing, verify
from generator.command.commands import EDITING
from generator.command.options import FINE, FORMAT, PATHS, PROBLEMS, TEXT_OR_JSON, TEXTS, VERSION, Run, command
from generator.command.source_commands import SOURCES
from generator.command.terminal import Log, print_line, put
from generator.system import STARTER, BuildFailedError, describe
from generator.text import counted, site_mistake

if TYPE_CHECKING:
    from datetime import date

_STARTED: Final = perf_counter()
"""When the command started; the first build of a run is timed from here."""

FAULT: Final = 3
"""The exit code of an internal error."""


def _address(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    if value and (mistake := site_mistake(value)):
        raise click.BadParameter(f"the URL {mistake[0]}: {mistake[1]}")
    return value


_verbose: Final = click.option("--verbose", is_flag=True, expose_value=False, help="List unreferenced records one by one.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="onrecord")
def cli() -> None:
    """Publish explainers in which every statement can be checked."""


@command(on_project=False)
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Create a new publication in FOLDER. It has an invented example of each kind of record, and a workflow that deploys it."""
    generated = {**editing.issue_form_files(content.load_content(STARTER / "content").corpus), **editing.files_for_editors()}
    created, kept = editing.start_publication(folder, VERSION, generated)
    records = sum(name.startswith("content/") and name.count("/") > 1 for name in created)
    print_line(f"created {records} example records and {len(created) - records} other files in {folder}")
    for name, missing in kept.items():
        print_line(f"{name} already exists; left unchanged" + (f"; add to it: {', '.join(missing)}" if missing else ""))
    print_line(f"to preview the site: onrecord serve --project {quote(str(folder))}")
    print_line(f"editors' manual: {folder / 'content' / 'README.md'}")
    if not editing.installed_from():
        print_line(
            f"before you install or deploy: set the URL of onrecord in {folder / 'requirements.txt'}, as 'onrecord @ git+https://...', "
            f"unless a package index has its version {VERSION}"
        )


@command()
@PATHS
@FORMAT
@_verbose
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option("--fix", is_flag=True, help="Apply safe fixes first: misspelled names with one clear match, dates in another format.")
def check(run: Run, paths: tuple[Path, ...], form: str, *, strict: bool, fix: bool) -> None:
    """Check the content and report every problem with its location. With PATH, report only problems in these files and folders."""
    from generator.command.reporting import WITH_FIXES, reported

    selected = run.chosen(paths)

    def is_selected(name: str) -> bool:
        return not selected or any((run.project / name).is_relative_to(path) for path in selected)

    workplace = run.workplace
    checked = workplace.check()
    while fix and (fixed := editing.fixes(workplace, checked, is_selected))[0]:
        editing.write_all(fixed[1])
        print_line("\n".join(map(str, fixed[0])), err=form != "text")
        checked = workplace.check()
    fixable = editing.fixes(workplace, checked, is_selected)[0] if form in WITH_FIXES else []
    checked = replace(checked, diagnostics=[diagnostic for diagnostic in checked.diagnostics if is_selected(diagnostic.place.path)])
    if not paths and ((proposals := editing.read_proposals(run.project)).texts or proposals.diagnostics):
        mistakes = editing.proposal_mistakes(proposals, checked.corpus, run.texts(checked.corpus).held)
        checked = replace(checked, diagnostics=[*checked.diagnostics, *mistakes], texts={**checked.texts, **proposals.texts})
    put(reported(checked, form, {entry.diagnostic: entry.edit for entry in fixable}))
    if form == "text" and not checked.diagnostics and (number := sum(is_selected(record.path) for record in checked.corpus)):
        print_line(f"{counted(number, 'record')} checked")
    sys.exit(PROBLEMS if checked.has_errors or (strict and checked.diagnostics) else FINE)


@command()
@_verbose
@click.option("--site-url", callback=_address, metavar="URL", help="URL of the published site; overrides 'site_url' in publication.yml.")
@FORMAT
@click.option("--markdown-only", is_flag=True, help="Stop after writing build/docs.")
@click.option("--output", type=click.Path(path_type=Path), help="Folder for the site: a new one, or that of an earlier build.")
def build(run: Run, site_url: str | None, form: str, output: Path | None, *, markdown_only: bool) -> None:
    """Check the content and build the site into build/site."""
    from generator.command.build_run import run_build

    if run_build(run.project, *run.days, site_url=site_url, form=form, output=output, markdown_only=markdown_only, started=_STARTED):
        sys.exit(PROBLEMS)


@command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port to listen on.")
def serve(run: Run, port: int) -> None:
    """Build the site, serve it locally, and rebuild on every save."""
    from threading import Event

    from generator.builder import Project
    from generator.command.build_run import run_build
    from generator.command.preview import Preview
    from generator.command.serve import serve_site, take_port, watched

    stop, is_waiting = Event(), False
    built_days: tuple[date, date] | None = None

    def current_project() -> Project:
        today, latest = run.days
        return Project(run.project, today, None, latest, content.hosted(os.environ))

    def wait(seconds: float) -> bool:
        nonlocal is_waiting
        if not is_waiting:
            print_line("waiting for another build of this site to finish")
        is_waiting = True
        return stop.wait(seconds)

    def rebuild() -> str:
        nonlocal built_days, is_waiting
        built_days, is_waiting = run.days, False
        try:
            failure = run_build(run.project, *built_days, wait=wait)
        except Exception as error:  # noqa: BLE001 - the next save may fix it, and the server goes on
            failure = f"the build failed: {type(error).__name__}: {error}"
            print_line(failure, err=True)
        with suppress(BuildFailedError, OSError):  # without previews, every save waits for a build
            if not failure:
                preview.read()
        gc.collect()
        return failure

    def ready(port: int) -> None:
        print_line(f"http://127.0.0.1:{port}/ serves the site (press Ctrl-C to stop)")

    server = take_port(run.project / "build" / "site", port)
    with Preview(current_project) as preview:
        serve_site(server, watched(run.project), rebuild, stop, is_due=lambda: run.days != built_days, ready=ready, preview=preview.after)


@command("verify")
@TEXTS
@FORMAT
def verify_(run: Run, texts: Path | None, form: str) -> None:
    """Prove quotations against source texts, and save the proofs.

    Texts are read from --texts, from the folder in ONRECORD_TEXTS, and from private/sources; 'op-ed.txt' is the text of the
    source 'op-ed'. Proofs are written to content/evidence.lock.json, unless there are errors.
    """
    from generator.command.reporting import shown

    loaded = run.load()
    available = run.texts(loaded.corpus, texts)
    verified = verify.verify_quotations(loaded.corpus, available.held, run.today)
    over = verify.over_budget(loaded.corpus, verified.proofs)
    diagnostics = content.in_order([*loaded.diagnostics, *available.diagnostics, *verified.diagnostics, *over])
    if diagnostics:
        put(shown(diagnostics, loaded.texts, form))
    if any(diagnostic.is_error for diagnostic in diagnostics):
        print_line(f"{content.LOCK_FILE} was not written", err=True)
        sys.exit(PROBLEMS)
    editing.write_all(editing.changes_to({run.folder / content.LOCK_FILE: verified.lock.encode()}))
    if form == "text":
        print_line("\n".join([*verified.shortened, verified.summary]))


@command()
@TEXTS
@TEXT_OR_JSON
def coverage(run: Run, texts: Path | None, form: str) -> None:
    """Report how the available texts are used. List claims with weak support, such as one publisher, opinion or old evidence only."""
    corpus = run.load().corpus
    texts_coverage = verify.coverage(corpus, run.texts(corpus, texts).held, run.today)
    put((verify.coverage_as_json if form == "json" else verify.coverage_as_text)(texts_coverage))


for _command in (*EDITING, *SOURCES, init, check, build, serve, verify_, coverage):
    cli.add_command(_command)


def main() -> None:
    """Run the command line; report system errors in one line, and internal errors with a request to report them, instead of a traceback.

    Garbage collection is off, at exit too: almost no objects are in reference cycles, so it would only cost time.
    """
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
        is_interrupted = "KeyboardInterrupt" in str(error)  # wrapped by libraries that were being imported
        if is_interrupted or isinstance(error, OSError):
            print_line(describe(error) if isinstance(error, OSError) else "\nAborted!", err=True)
            sys.exit(PROBLEMS)
        print_line(f"onrecord failed: {type(error).__name__}: {error}", err=True)
        print_line("this is a bug in onrecord; run the command again with ONRECORD_DEBUG=1 and report its output", err=True)
        sys.exit(FAULT)
    finally:
        gc.freeze()
