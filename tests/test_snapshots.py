"""The Markdown of the tiny publication, page by page: what changes here, readers see.

`pytest tests/test_snapshots.py --snapshot-update` rewrites tests/small_publication_pages/; read the difference before keeping it.
"""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

import pytest

from generator.analysis.publishing import shown_in
from generator.builder.render import render_page
from generator.site.all_pages import list_pages
from generator.system.files import write_whole
from tests.sites import ROOT, context_of, environment_of

if TYPE_CHECKING:
    from generator.verify.checking import Checked

KEPT = ROOT / "tests" / "small_publication_pages"
KEEP = "read the difference, then run: .venv/bin/pytest tests/test_snapshots.py --snapshot-update --no-cov -n0"


@pytest.fixture(scope="module")
def rendered(small: Checked) -> dict[str, str]:
    shown = shown_in(small.corpus)
    environment = environment_of()
    return {page.path: render_page(environment, page) for page in list_pages(context_of(shown))}


@pytest.fixture(scope="module")
def kept(request: pytest.FixtureRequest, rendered: dict[str, str]) -> dict[str, str]:
    if request.config.getoption("--snapshot-update"):
        for path in KEPT.rglob("*.md"):
            path.unlink()
        for name, text in rendered.items():
            write_whole(KEPT / name, text.encode())
    return {path.relative_to(KEPT).as_posix(): path.read_bytes().decode() for path in sorted(KEPT.rglob("*")) if path.is_file()}


def test_every_page_is_kept_and_every_kept_page_is_a_page(rendered: dict[str, str], kept: dict[str, str]) -> None:
    assert sorted(kept) == sorted(rendered), f"pages came or went; {KEEP}"


def test_pages_are_as_kept(rendered: dict[str, str], kept: dict[str, str]) -> None:
    changed = [
        "\n".join(unified_diff(kept[path].splitlines(), text.splitlines(), f"kept/{path}", f"now/{path}", n=1, lineterm=""))
        for path, text in sorted(rendered.items())
        if path in kept and kept[path] != text
    ]
    assert not changed, f"{KEEP}\n" + "\n".join(changed)
