"""Whatever was kept of builds before, the site is that of a build in a fresh folder, byte for byte, in two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.effort import IN_CI
from tests.random_edits import differing

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.site
@pytest.mark.skipif(not IN_CI, reason="whole sites built again and again: in CI alone; 'python -m tests.random_edits' does so here")
@pytest.mark.parametrize("seed", range(12))
def test_a_site_of_what_is_kept_is_that_of_a_fresh_build(tmp_path: Path, seed: int) -> None:
    assert differing(tmp_path / "project", seed) == []
