"""What Babel reads of the scales for translation, their titles, notes, labels and meanings; and of the names of values.

In Babel's settings: '[generator.language.extract.vocabulary: generator/model/vocabularies/*.yml]'.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Found = tuple[int, None, str, list[str]]
    """The first line, no function, a message, and what a translator should know of it."""

SCALE_TEXTS: Final = ("title", "source", "licence", "note")
"""The fields of a scale that readers see in their language."""
TERM_TEXTS: Final = ("label", "means")
"""The fields of each of its terms that they see so."""


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
