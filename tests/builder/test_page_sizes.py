"""No page has too much HTML: of the real publication, of the small one, of one in which very many records refer to a few."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.figures.drawing.drawer import Drawer
from generator.system.cache import Cache
from tests.sites import ROOT, build, make_project
from tests.synthetic import HUB, MOST_PAGE, write_hub

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sites import Site

pytestmark = pytest.mark.site


def too_long(site: Site) -> dict[str, int]:
    """Return the pages of a site that have more HTML than a page may have, with its bytes."""
    sizes = {path.relative_to(site.site).as_posix(): path.stat().st_size for path in site.site.rglob("*.html")}
    return {path: size for path, size in sizes.items() if size > MOST_PAGE}


@pytest.mark.parametrize("name", ["real_site", "small_site"])
def test_no_page_is_too_long(name: str, request: pytest.FixtureRequest) -> None:
    assert too_long(request.getfixturevalue(name)) == {}


@pytest.mark.slow
def test_no_page_is_too_long_however_many_records_refer_to_it(tmp_path: Path) -> None:
    write_hub(tmp_path / "content", 1_500)
    with Drawer(Cache(ROOT / "build" / "cache")) as drawer:
        site = build(make_project(tmp_path / "project", tmp_path / "content"), drawer.draw)
    assert too_long(site) == {}
    for kind in ("actors", "claims", "places"):
        assert len([*(site.site / kind / HUB).rglob("index.html")]) > 4, "nothing is in parts, so that this says little"
