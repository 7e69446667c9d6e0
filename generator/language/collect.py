"""Extract the messages of code, templates, scales and value names into the gettext catalogues; run by 'make generated'."""

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
    """Line number, function (none), message, and comments for translators, as Babel expects of an extractor."""

ROOT: Final = Path(__file__).parents[2]
TEMPLATE: Final = CATALOGUES / "messages.pot"
"""The catalogue template."""
_KEYWORDS: Final = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "plural_forms": (1, 2)}
"""The functions whose arguments are messages; for plurals, the positions of the arguments."""
_JINJA: Final = "jinja2.ext:babel_extract"
_METHODS: Final = [
    ("generator/**.py", "python"),
    ("generator/model/vocabularies/*.yml", "generator.language.collect:vocabulary"),
    ("generator/model/vocabularies/words/names.yml", "generator.language.collect:names"),
    ("site_templates/**.j2", _JINJA),
    ("site_templates/**.html", _JINJA),
]
_JINJA_OPTIONS: Final = {"newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
"""Jinja options of template extraction; the same as in generator.builder.render."""
_HEAD: Final = "# What the interface says, in English; written by 'make generated'."
SCALE_TEXTS: Final = ("title", "source", "licence", "note")
"""The fields of a scale to translate."""
TERM_TEXTS: Final = ("label", "means")
"""The fields of each term of a scale to translate."""
_FIXED_DATE: Final = datetime(2025, 1, 1, tzinfo=UTC)
"""A fixed date instead of the current time, so that the output is reproducible."""


def collect(root: Path = ROOT) -> Catalog:
    """Return the messages of all source files below a folder, each with the files that contain it."""
    catalogue = Catalog(header_comment=_HEAD, project="On Record", creation_date=_FIXED_DATE, revision_date=_FIXED_DATE, fuzzy=False)
    options = {pattern: _JINJA_OPTIONS for pattern, method in _METHODS if method == _JINJA}
    messages = extract_from_dir(root, _METHODS, options, keywords=_KEYWORDS, directory_filter=_has_messages)
    for path, _line, message, comments, context in sorted(messages, key=lambda message: (str(message[2]), message[0], message[1])):
        catalogue.add(message, locations=[(path, 0)], auto_comments=comments, context=context)
    return catalogue


def _has_messages(folder: str) -> bool:
    path = Path(folder)
    return path == ROOT or any(part in ("generator", "site_templates") for part in path.relative_to(ROOT).parts[:1])


def vocabulary(fileobj: IO[bytes], keywords: Sequence[str], comment_tags: Sequence[str], options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield the messages of a scale for Babel, in the order of the file; raise yaml.YAMLError if it is invalid."""
    del keywords, comment_tags, options  # required by Babel, not needed here
    scale = yaml.load(fileobj, yaml.BaseLoader)  # noqa: S506 - text alone
    yield from _messages(scale, SCALE_TEXTS, scale["title"])
    for term, texts in scale["terms"].items():
        yield from _messages(texts, TERM_TEXTS, f"{scale['title']}, {term}")


def names(fileobj: IO[bytes], keywords: Sequence[str], comment_tags: Sequence[str], options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield the names of values for Babel, in the order of the file."""
    del keywords, comment_tags, options
    for field, values in yaml.load(fileobj, yaml.BaseLoader).items():  # noqa: S506 - text alone
        yield from _messages(values, values, field)


def _messages(fields: Mapping[str, str], names: Iterable[str], of: str) -> Iterator[Found]:
    yield from ((1, None, fields[name], [f"{of}: {name}"]) for name in names if fields.get(name))


def main() -> None:
    """Write the catalogue template, and update every catalogue: new messages are added, obsolete ones dropped."""
    messages = collect()
    with TEMPLATE.open("wb") as file:
        write_po(file, messages, width=0, include_lineno=False)
    for path in sorted(CATALOGUES.glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.stem)
        catalogue.update(messages, no_fuzzy_matching=True, update_creation_date=False)
        with path.open("wb") as file:
            write_po(file, catalogue, width=0, include_lineno=False, ignore_obsolete=True)


if __name__ == "__main__":
    main()
