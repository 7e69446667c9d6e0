"""Hides the raw HTML blocks of a page's Markdown from Python-Markdown, which would parse every tag of them twice."""

from __future__ import annotations

import re
from typing import Final

_BLOCK: Final = re.compile(r"^<(article|aside|details|div|dl|figure|footer|form|header|nav|ol|p|section|table|ul)\b", re.MULTILINE)
"""The start of a raw HTML block: a block-level element that only its end tag closes."""
_PLACEHOLDER: Final = re.compile(r'<div data-block="(\d+)"></div>')


def taken_out(markdown: str) -> tuple[str, list[str]]:
    """Return Markdown with a placeholder element for each raw HTML block, and the blocks.

    A block starts in the first column of a line; its end tag must end a line. Any other HTML is left to Markdown.
    """
    kept: list[str] = []
    blocks: list[str] = []
    position = 0
    while match := _BLOCK.search(markdown, position):
        end = _end(markdown, match.start(), match[1])
        if markdown[end : end + 1] != "\n":
            kept.append(markdown[position:end])
        else:
            kept.append(f'{markdown[position : match.start()]}<div data-block="{len(blocks)}"></div>')
            blocks.append(markdown[match.start() : end])
        position = end
    return "".join([*kept, markdown[position:]]), blocks


def put_back(html: str, blocks: list[str]) -> str:
    """Return HTML with the placeholders replaced by their blocks."""
    return _PLACEHOLDER.sub(lambda match: blocks[int(match[1])], html)


def _end(markdown: str, start: int, tag: str) -> int:
    """Return the end of the element that starts at an offset; the end of the text if it is not closed."""
    depth = 0
    for match in re.compile(rf"<(/?){tag}(?=[\s>])[^>]*>").finditer(markdown, start):
        depth += -1 if match[1] else 1
        if not depth:
            return match.end()
    return len(markdown)
