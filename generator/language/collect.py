"""Collects every message of code, templates, scales and names of values: 'make generated' writes them and updates every catalogue."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from generator.language.messages import CATALOGUES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Found = tuple[int, None, str, list[str]]
    """The first line, no function, a message, and what a translator should know of it."""

ROOT: Final = Path(__file__).parents[2]
TEMPLATE: Final = CATALOGUES / "messages.pot"
"""The catalogue of English, without translations."""
_KEYWORDS: Final = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "plural_forms": (1, 2)}
"""What marks a message in code and templates; of two, the numbers of the arguments."""
_JINJA: Final = "jinja2.ext:babel_extract"
_METHODS: Final = [
    ("generator/**.py", "python"),
    ("generator/model/vocabularies/*.yml", "generator.language.collect:vocabulary"),
    ("generator/model/vocabularies/words/names.yml", "generator.language.collect:names"),
    ("site_templates/**.j2", _JINJA),
    ("site_templates/**.html", _JINJA),
]
_LIKE_OURS: Final = {"newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
"""How templates are read; as generator.builder.render reads them."""
_HEAD: Final = "# What the interface says, in English; written by 'make generated'."
SCALE_TEXTS: Final = ("title", "source", "licence", "note")
"""The fields of a scale that readers see in their language."""
TERM_TEXTS: Final = ("label", "means")
"""The fields of each of its terms that they see so."""
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


def vocabulary(fileobj: IO[bytes], keywords: Sequence[str], comment_tags: Sequence[str], options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield the words of a scale for a Babel catalogue, in the order of the file.

    Raises:
        yaml.YAMLError: The file is no YAML.
    """
    del keywords, comment_tags, options  # there is nothing to choose
    scale = yaml.load(fileobj, yaml.BaseLoader)  # noqa: S506 - text alone
    yield from _messages(scale, SCALE_TEXTS, scale["title"])
    for term, told in scale["terms"].items():
        yield from _messages(told, TERM_TEXTS, f"{scale['title']}, {term}")


def names(fileobj: IO[bytes], keywords: Sequence[str], comment_tags: Sequence[str], options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield the words of names of values, in the order of the file."""
    del keywords, comment_tags, options
    for field, values in yaml.load(fileobj, yaml.BaseLoader).items():  # noqa: S506 - text alone
        yield from _messages(values, values, field)


def _messages(fields: Mapping[str, str], names: Iterable[str], of: str) -> Iterator[Found]:
    yield from ((1, None, fields[name], [f"{of}: {name}"]) for name in names if fields.get(name))


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
