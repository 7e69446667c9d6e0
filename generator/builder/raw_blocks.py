"""The blocks of a page's Markdown that are HTML already, kept out of the way of Python-Markdown, which reads every tag of them twice."""

from __future__ import annotations

import re
from typing import Final

_BLOCK: Final = re.compile(r"^<(article|aside|details|div|dl|figure|footer|form|header|nav|ol|p|section|table|ul)\b", re.MULTILINE)
"""Where a block begins: an element that Markdown takes for one, and that nothing but its end tag ends."""
_PLACE: Final = re.compile(r'<div data-block="(\d+)"></div>')


def taken_out(markdown: str) -> tuple[str, list[str]]:
    """Return Markdown with an empty element in the place of each block of HTML, and these blocks.

    A block is taken out from the first column of a line to the end of the line on which its element ends, if nothing stands behind it
    there; any other is left for Markdown to read.
    """
    left: list[str] = []
    blocks: list[str] = []
    at = 0
    while found := _BLOCK.search(markdown, at):
        end = _end(markdown, found.start(), found[1])
        if markdown[end : end + 1] != "\n":
            left.append(markdown[at:end])
        else:
            left.append(f'{markdown[at : found.start()]}<div data-block="{len(blocks)}"></div>')
            blocks.append(markdown[found.start() : end])
        at = end
    return "".join([*left, markdown[at:]]), blocks


def put_back(html: str, blocks: list[str]) -> str:
    """Return HTML with the blocks in their places again."""
    return _PLACE.sub(lambda found: blocks[int(found[1])], html)


def _end(markdown: str, start: int, tag: str) -> int:
    """Return where the element ends that starts somewhere; the end of the text where it does not."""
    depth = 0
    for found in re.compile(rf"<(/?){tag}(?=[\s>])[^>]*>").finditer(markdown, start):
        depth += -1 if found[1] else 1
        if not depth:
            return found.end()
    return len(markdown)
