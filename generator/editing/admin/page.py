"""The files of the editor in a site: its page, its settings, and the package's own, unchanged."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from generator.editing.admin.config import Written, settings
from generator.editing.admin.package import files_in
from generator.editing.fields import read_fields
from generator.model import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.verify import Checked

FOLDER: Final = "admin"
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self' data:{api}; worker-src 'self' blob:; base-uri 'none'; form-action 'none'"
)
"""What the page may do: run its own modules, and speak with this site and with the programming interface of the repository's host."""

_NO_REPOSITORY: Final = "warning: no repository is named, so that /admin/ works with a folder of the editor's own machine alone"
_LEFT_OUT: Final = (
    "warning: /admin/ leaves out, and keeps as they are, fields in which a record has one value in the place of a list, or a word in that "
    "of fields; write lists and fields to have them there:"
)


def editor_files(checked: Checked, package: bytes | None) -> tuple[Mapping[str, bytes], list[str]]:
    """Return the files of the editor by their paths below the site, none without its package, and warnings of what it cannot do."""
    if package is None:
        return {}, []
    made, left_out = files(checked, package)
    lacking = [] if checked.corpus.publication.repository else [_NO_REPOSITORY]
    return made, [*lacking, *(["\n  ".join([_LEFT_OUT, *left_out])] if left_out else [])]


def files(checked: Checked, package: bytes) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Return the files of the editor by their paths below the site, and the fields that it leaves out.

    Args:
        checked: The content, without errors.
        package: The verified package.

    Raises:
        PackageError: The package cannot be read.
    """
    publication = checked.corpus.publication
    made = settings(publication, _written(checked))
    api = urlsplit(str(made.told["backend"].get("api_root", "")))
    policy = _POLICY.format(api=f" {api.scheme}://{api.netloc}" if api.netloc else "")
    page = Path(__file__).with_name("index.html").read_text(encoding="utf-8")
    found = {
        "index.html": page.format(policy=escape(policy, quote=False), title=escape(f"Editor: {publication.title}")).encode(),
        "start.js": Path(__file__).with_name("start.js").read_bytes(),
        "config.json": json.dumps(made.told, ensure_ascii=False, separators=(",", ":")).encode(),
        **files_in(package),
    }
    return {f"{FOLDER}/{name}": data for name, data in found.items()}, made.left_out


def _written(checked: Checked) -> dict[str, list[Written]]:
    """Return the fields of all records as they are written, by section."""
    return {
        section.section: [(one.path, read_fields(one.path, checked.texts[one.path].text).values) for one in checked.corpus.all(section)]
        for section in SECTIONS
    }
