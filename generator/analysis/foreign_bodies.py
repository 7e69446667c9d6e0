"""The text of a document with its language in every word of it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from generator.language import LocalizedText

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.text import Block

_WORDS: Final = frozenset({"text", "words", "headline"})
"""Fields of the parts of a body that hold words for readers."""


def foreign_blocks(blocks: Iterable[Block], language: str) -> tuple[Block, ...]:
    """Return the blocks of a text whose words know the language in which they are."""
    return tuple(_foreign(block, language) for block in blocks)


def _foreign(part: Any, language: str) -> Any:  # noqa: ANN401 - the same kind of part
    """Return a part of a body, or several, in which the words know their language."""
    if type(part) is tuple:  # and no span
        return tuple(_foreign(one, language) for one in part)
    if not is_dataclass(part) or isinstance(part, type):
        return part
    changed = {}
    for name in (field.name for field in fields(part)):
        value = getattr(part, name)
        changed[name] = LocalizedText(value, language) if name in _WORDS and value else _foreign(value, language)
    return replace(part, **changed)
