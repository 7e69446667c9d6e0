"""One build of a project from the command line: progress, report, warnings and timings."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import yaml

from generator.builder import Project, building, prove_site, proven_site, write_markdown, write_site
from generator.command.options import progress_line
from generator.command.reporting import is_whole, reported
from generator.command.terminal import print_line, put
from generator.content import hosted
from generator.editing import stored_editor
from generator.system import SETTINGS, BuildFailedError, Stopwatch, Written, describe

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from generator.model import Publication
    from generator.verify import Checked

_NO_ADDRESS: Final = (
    "warning: the URL of the site is unknown, so it has no sitemap and no URLs of pages in its metadata; "
    "set 'site_url' in content/publication.yml, or use --site-url"
)
_NO_PLACE: Final = (
    "warning: readers have no link to dispute a record, propose a change or contact you; set 'repository' or 'email' in "
    "content/publication.yml (on GitHub, Gitea, Forgejo and GitLab, CI sets the repository)"
)
_HEAVY: Final = (
    "warning: {} has {:,} bytes of HTML, more than the {:,} that load quickly on a slow connection; "
    "place fewer figures in its text, or split it"
)


def run_build(
    project: Path,
    today: date,
    latest: date,
    *,
    site_url: str | None = None,
    form: str = "text",
    output: Path | None = None,
    markdown_only: bool = False,
    started: float | None = None,
    wait: Callable[[float], bool] | None = None,
) -> str:
    """Build a project and report on it; return what is wrong, or "" on success.

    'started' is when the run began, by the clock of the stopwatch. 'wait' waits some seconds for another build and returns whether to
    give up; without it, another running build is a failure.
    """
    watch, built = Stopwatch(started, show=progress_line()), Project(project, today, site_url, latest, hosted(os.environ))
    try:
        with building(built, None if markdown_only else output, wait) as place:
            return _build(built, watch, form=form, place=None if markdown_only else place)
    except (BuildFailedError, OSError) as error:
        if os.environ.get("ONRECORD_DEBUG"):
            raise
        failure = describe(error) if isinstance(error, OSError) else str(error)
        print_line(f"{failure}\nthe last good site is unchanged", err=True)
        return failure


def _build(project: Project, watch: Stopwatch, *, form: str, place: Path | None) -> str:
    report = warnings = ""
    package = stored_editor(project.root) if place is not None else None

    def show_report(checked: Checked) -> None:
        nonlocal report
        report = reported(checked, form) if checked.diagnostics else ""
        put(report)
        if place is not None and not checked.has_errors:
            _refuse_settings(project.settings)

    options = f"{form} {is_whole(form)} {package is not None}"
    if place is not None and (last := proven_site(project, place, options)) is not None:
        put(last.report)
        watch.lap("nothing changed")
        _print_result(last.warnings, watch, Written(last.pages, 0, 0), form)
        return ""
    cache = project.cache()
    with project.background(cache) as background:
        markdown = write_markdown(project, watch, cache, show_report, background if place is not None else None)
        if markdown.written is None:
            print_line("nothing was built; the last good site is unchanged", err=True)
            return report
        if place is not None:
            from generator.builder import MOST_HTML, heavy_pages
            from generator.editing import editor_files

            watch.doing("MkDocs, pictures and search index")
            extra_files, editor_warnings = editor_files(markdown.checked, package)
            write_site(project, markdown, place, cache, background, extra_files)
            missing = _missing_settings(markdown.checked.corpus.publication, project.site_url)
            heavy = [_HEAVY.format(page, size, MOST_HTML) for page, size in heavy_pages(place).items()]
            warnings = "\n".join([*missing, *heavy, *editor_warnings])
            prove_site(project, place, options, markdown, report, warnings)
            watch.lap("MkDocs")
    _print_result(warnings, watch, markdown.written, form)
    return ""


def _refuse_settings(path: Path) -> None:
    """Raise BuildFailedError early if mkdocs.yml is missing or inherits nothing: MkDocs would fail only after all pages are written."""
    line = next(line for line in SETTINGS.read_text(encoding="utf-8").splitlines() if line.startswith("INHERIT:"))
    if not path.is_file():
        raise BuildFailedError(f"there is no {path.name}\n  = copy the one that 'onrecord init FOLDER' writes; it has the line '{line}'")
    try:
        settings = yaml.compose(path.read_bytes(), Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return  # MkDocs reports it
    if not isinstance(settings, yaml.MappingNode) or "INHERIT" not in {key.value for key, _ in settings.value}:
        raise BuildFailedError(f"{path.name} does not inherit the settings that a build writes\n  = start it with '{line}'")


def _missing_settings(publication: Publication, site_url: str | None) -> list[str]:
    """Return a warning for each setting that readers need and the publication lacks."""
    contact = publication.repository or publication.email
    return [*([] if site_url or publication.site_url else [_NO_ADDRESS]), *([] if contact else [_NO_PLACE])]


def _print_result(warnings: str, watch: Stopwatch, written: Written, form: str) -> None:
    if warnings:
        print_line(warnings, err=True)
    timings = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in watch.stages.items())
    print_line(f"{timings}; {sum(watch.stages.values()):.2f} s in total", err=form != "text")
    print_line(f"{written.pages} pages ({written.changed} files written, {written.removed} removed)", err=form != "text")
