"""What Babel reads of mkdocs.yml for translation: the labels of the navigation."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Found = tuple[int, None, str, list[str]]
    """A line, no function, a message, and what a translator should know of it."""


def navigation(fileobj: IO[bytes], keywords: Sequence[str], comment_tags: Sequence[str], options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield the labels of the navigation for a Babel catalogue, in their order.

    Raises:
        yaml.YAMLError: The file is no YAML.
    """
    del keywords, comment_tags, options  # there is nothing to choose
    root = yaml.compose(fileobj, Loader=yaml.SafeLoader)
    for key, entries in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "nav":
            for label, _ in (pair for entry in entries.value for pair in entry.value):
                yield label.start_mark.line + 1, None, str(label.value), []
