"""What an editor meant as markup, and readers would see as signs or not at all: refused, or warned of, at its place."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from generator.text.markdown_inlines import WEB_SCHEMES
from generator.text.problems import quoted
from generator.text.references import CHART

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.tree import SyntaxTreeNode

    from generator.text.markdown_inlines import Context
    from generator.text.markdown_places import InlineText

UNSUPPORTED: Final = {
    "code_block": ("text indented by four spaces is code, which is not supported", "remove the spaces in front of it"),
    "fence": ("blocks of code are not supported", "write the text as paragraphs"),
    "hr": ("a line across the page is not supported", "use a heading"),
    "comment": ("comments are not supported", "remove it: what a text holds is meant for readers"),
    "html": ("HTML is not supported", r"remove it, or write '\<' for a '<' that readers are to see"),
    "footnote": ("footnotes are not supported", r"write the note as a sentence, or '\[' for a '[' that readers are to see"),
    "attributes": ("lists of attributes are not supported", r"remove it, or write '\{' for a '{' that readers are to see"),
    "heading": ("this is no heading", r"write '## ' with a space, or '\#' for a '#' that readers are to see"),
    "task": ("lists of tasks are not supported", r"remove it, or write '\[' for a '[' that readers are to see"),
    "h1": ("a heading of the first level is not supported", "begin with '## ': the title is the page's heading"),
    "wordless": ("this heading has no words", r"write them behind it, or '\#' for a '#' that readers are to see"),
    "underlined": ("a heading with a line under it is not supported", "begin it with '## ', and leave an empty line before a line across"),
    "definition": ("addresses apart from their links are not supported", "write the address at the link: '[words](address)'"),
    "chart": ("a chart cannot stand in a list or quotation", "put it in a paragraph of its own, outside of them"),
    "rows": ("this table has no rows but the first", "write the rows, or a list"),
    "rule": ("this line makes no table", "begin and end each row with '|', and write as many '---' as the row above has cells"),
    "gap": ("empty lines after an empty item end the list in some readers, and not in others", "write the item, or leave it out"),
    "far_sign": ("this '>' stands too far in to be one of the quotation", "begin the line with it, or with fewer spaces"),
    "headline": ("the headline of a chart is plain text", "remove the markup from it"),
    "cells": ("this row has more cells than the first", r"write '\|' for a '|' within a cell, or name the column in the first row"),
}
"""Markup that is refused: what is wrong with it, and how to mend it."""

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_NEAR: Final = 300
"""How far the two ends of a link are looked for, in characters."""
_REST: Final = re.compile(rf"[^()\n]{{0,{_NEAR}}}\)")


def find_slips(context: Context, source: InlineText, nodes: Iterable[SyntaxTreeNode]) -> None:
    """Report what in a paragraph, heading or cell looks like markup and is none, or is not supported."""
    marks: list[tuple[int, str, bool]] = []
    within: list[SyntaxTreeNode] = []
    for node in (inner for outer in nodes for inner in outer.walk()):
        match node.type:
            case "html_inline":
                kind = "comment" if node.content.startswith("<!--") else "html"
                context.report("unsupported-markup", source.part(*node.meta["span"]), *UNSUPPORTED[kind])
            case "left_over":
                _left_over(context, source, node)
            case "loose_mark":
                marks.append((node.meta["span"][0], node.content, node.meta["can_act"]))
            case "strong" | "em" if node.parent and node.parent.type == node.type:
                within.append(node)
    for node in within[:1]:
        message, end = f"emphasis begins within emphasis here: '{node.markup}' ends elsewhere than it looks", node.meta["span"][1]
        context.report("loose-emphasis", source.part(end - len(node.markup), end), message, _EMPHASIS_HINT)
    _loose(context, source, marks)


_EMPHASIS_HINT: Final = r"leave a space after it, or put the sign next to it outside: '**Note**:'; '\*' is an asterisk that readers see"


def _loose(context: Context, source: InlineText, marks: list[tuple[int, str, bool]]) -> None:
    """Warn once of signs of bold that are printed, or of two of emphasis that could be."""
    strong = {start for (start, sign, _), (after, other, _) in pairwise(marks) if after == start + 1 and sign == other}
    single = {sign: [start for start, other, can_act in marks if other == sign and can_act] for sign in "*_"}
    found = min([*strong, *(starts[0] for starts in single.values() if len(starts) > 1)], default=None)
    if found is not None:
        sign = source.text[found] * (1 + (found in strong))
        message = f"'{sign}' neither begins nor ends emphasis here: readers would see it"
        context.report("loose-emphasis", source.part(found, found + len(sign)), message, _EMPHASIS_HINT)


def _left_over(context: Context, source: InlineText, node: SyntaxTreeNode) -> None:
    kind, (start, end) = str(node.meta["kind"]), node.meta["span"]
    if kind not in ("link", "name"):
        context.report("unsupported-markup", source.part(start, end), *UNSUPPORTED[kind])
    elif _is_link(context, source, node):
        end = end if kind == "name" else _closing(source.text, end)
        start = start if kind == "name" else _opening(source.text, start)
        written = source.text[start:end]
        example = '![headline](chart:name "option=value")' if f"({CHART}:" in written else "[words](actor:some-id)"
        context.report(
            "bad-link",
            source.part(start, end),
            f"{quoted(written)} is no link",
            f"write it as '{example}', or '\\]' for signs that readers see",
        )


def _is_link(context: Context, source: InlineText, node: SyntaxTreeNode) -> bool:
    """Tell whether a bracket with something like the scheme of a link behind it was meant as one."""
    found = _SCHEME.search(node.content)
    scheme = found[0] if found else ""
    known = scheme.lower() in {*context.schemes, *WEB_SCHEMES, CHART}
    end = node.meta["span"][1]
    if node.content.startswith("]("):
        return True
    if node.content.startswith("["):
        return known
    return bool(source.text[end : end + 1].strip()) and (known or ("[" not in node.content and scheme.isalpha() and scheme.islower()))


def _opening(text: str, closing: int) -> int:
    """Return where the bracket opens, with the '!' of an image, that closes at a place; that place where it is not near."""
    depth = 0
    for at in range(closing, max(-1, closing - _NEAR), -1):
        depth += (text[at] == "]") - (text[at] == "[")
        if not depth:
            return at - (text[at - 1 : at] == "!")
    return closing


def _closing(text: str, begin: int) -> int:
    """Return where the parenthesis after a place ends, or that place where it is not near."""
    found = _REST.match(text, begin)
    return found.end() if found else begin
