"""What Babel reads of the scales for translation, their titles, notes, labels and meanings; and of the names of values.

In Babel's settings: '[generator.language.extract.vocabulary: generator/model/vocabularies/*.yml]'.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Found = tuple[int, None, str, list[str]]
    """A line, no function, a message, and what a translator should know of it."""

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
    scale = yaml.compose(fileobj, Loader=yaml.SafeLoader)
    fields = _fields(scale)
    title = str(fields["title"].value)
    yield from _messages(fields, SCALE_TEXTS, title)
    for term, node in _fields(fields["terms"]).items():
        yield from _messages(_fields(node), TERM_TEXTS, f"{title}, {term}")


def names(fileobj: IO[bytes], keywords: Sequence[str], comment_tags: Sequence[str], options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield the words of names of values, in the order of the file."""
    del keywords, comment_tags, options
    for field, values in _fields(yaml.compose(fileobj, Loader=yaml.SafeLoader)).items():
        yield from (found for value in _fields(values) for found in _messages(_fields(values), (value,), field))


def _fields(node: yaml.Node | None) -> dict[str, yaml.Node]:
    return {key.value: value for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}


def _messages(fields: Mapping[str, yaml.Node], names: Sequence[str], of: str) -> Iterator[Found]:
    for name in names:
        if (node := fields.get(name)) is not None and node.value:
            yield node.start_mark.line + 1, None, str(node.value), [f"{of}: {name}"]
