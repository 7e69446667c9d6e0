"""Collects every message of code, templates and scales: 'make generated' writes them and updates every catalogue."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from generator.language.messages import CATALOGUES

ROOT: Final = Path(__file__).parents[2]
TEMPLATE: Final = CATALOGUES / "messages.pot"
"""The catalogue of English, without translations."""
_KEYWORDS: Final = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "plural_forms": (1, 2)}
"""What marks a message in code and templates; of two, the numbers of the arguments."""
_JINJA: Final = "jinja2.ext:babel_extract"
_METHODS: Final = [
    ("generator/**.py", "python"),
    ("generator/model/vocabularies/*.yml", "generator.language.extract:vocabulary"),
    ("generator/model/vocabularies/words/names.yml", "generator.language.extract:names"),
    ("site_templates/**.j2", _JINJA),
    ("site_templates/**.html", _JINJA),
]
_LIKE_OURS: Final = {"newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
"""How templates are read; as generator.builder.render reads them."""
_HEAD: Final = "# What the interface says, in English; written by 'make generated'."
_NO_DAY: Final = datetime(2025, 1, 1, tzinfo=UTC)
"""Stands where Babel would write the present time."""


def collect(root: Path = ROOT) -> Catalog:
    """Return every message of the sources below a folder, each with the files in which it stands."""
    found = Catalog(header_comment=_HEAD, project="On Record", creation_date=_NO_DAY, revision_date=_NO_DAY, fuzzy=False)
    options = {pattern: _LIKE_OURS for pattern, method in _METHODS if method == _JINJA}
    messages = extract_from_dir(root, _METHODS, options, keywords=_KEYWORDS, directory_filter=_is_ours)
    for path, _line, message, comments, context in sorted(messages, key=lambda one: (str(one[2]), one[0], one[1])):
        found.add(message, locations=[(path, 0)], auto_comments=comments, context=context)
    return found


def _is_ours(folder: str) -> bool:
    name = Path(folder)
    return name == ROOT or any(part in ("generator", "site_templates") for part in name.relative_to(ROOT).parts[:1])


def main() -> None:
    """Write the English messages, and give every catalogue the new ones; what is no longer said is dropped."""
    found = collect()
    with TEMPLATE.open("wb") as file:
        write_po(file, found, width=0, include_lineno=False)
    for path in sorted(CATALOGUES.glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.stem)
        catalogue.update(found, no_fuzzy_matching=True, update_creation_date=False)
        with path.open("wb") as file:
            write_po(file, catalogue, width=0, include_lineno=False, ignore_obsolete=True)


if __name__ == "__main__":
    main()
