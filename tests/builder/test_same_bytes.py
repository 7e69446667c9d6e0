"""The same input gives the same site, byte for byte: in a fresh folder with nothing kept, for any mask, line ends, and day."""

from __future__ import annotations

import os
import stat
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import pytest

from generator.system.cache import Cache
from generator.verify.checking import check_content
from tests.conftest import TODAY
from tests.sites import SMALL, make_project, sites_in, write_sites

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from tests.sites import Site

pytestmark = pytest.mark.site

BINARY: Final = (".ttf", ".woff2")


def built(project: Path, day: date = TODAY) -> dict[str, bytes]:
    """Build a project in all its languages; return every file of its site."""
    corpus = check_content(project / "content", today=day).corpus
    address = corpus.publication.site_url
    write_sites(project, sites_in(corpus, address, day), Cache(project / "build" / "cache"), address, today=day)
    return files_of(project / "build" / "site")


def files_of(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def first(isel_site: Site) -> dict[str, bytes]:
    return files_of(isel_site.site)


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_a_fresh_folder_other_line_ends_and_a_mask_that_lets_nobody_read_change_nothing(first: dict[str, bytes], tmp_path: Path) -> None:
    project = make_project(tmp_path / "another folder" / "of the project", SMALL)
    for path in project.rglob("*"):
        if path.is_file() and path.suffix not in BINARY:
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    mask = os.umask(0o077)
    try:
        again = built(project)
    finally:
        os.umask(mask)
    assert differing(first, again) == []
    assert sum(name.startswith("pagefind/filter/") for name in first) >= 5
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (project / "build" / "site").rglob("*")}
    assert modes == {0o755, 0o644}


def test_on_another_day_only_what_tells_of_the_day_differs(first: dict[str, bytes], tmp_path: Path) -> None:
    later = built(make_project(tmp_path / "project", SMALL), TODAY + timedelta(days=200))
    assert first.keys() == later.keys()
    told = {name.removeprefix("ar/") for name in differing(first, later)}
    assert told
    assert [
        name for name in sorted(told) if "scenarios/" not in name and "signposts" not in name and not name.startswith("explainers/")
    ] == []
