"""HTML that a page brings is not read by Python-Markdown, and comes out as if it had been."""

from __future__ import annotations

import pytest
from markdown import Markdown

from generator.builder.raw_blocks import put_back, taken_out


def converted(text: str) -> str:
    return Markdown(extensions=["attr_list", "toc"]).convert(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("## A heading\n\n<p>One</p>\n\nTwo *words*\n", 1),
        ("<section>\n<p>in</p>\n\n## no heading\n\n<section>deeper</section>\n</section>\n\n## A heading\n", 1),
        ("<p>One</p>\n<p>Two</p>\n<ul><li>Three</li></ul>\n", 3),
        ("<p>One</p>\n\n\n<p>Two</p>\n", 2),
        ('<table class="a>b"><tr><td>x</td></tr></table>\n\n## Heading {: #other }\n', 1),
        ("<pre>an element that is read</pre>\n\n<paragraph>another name</paragraph>\n", 0),
        ("<p>Words behind</p> the end\n\n<p>next</p>\n", 1),
        ("<p>Words behind</p> <p>the end</p>\n\n## Heading\n", 0),
        ("<div>\n<p>inside another</p>\n</div>\n", 1),
        ("Words\n<p>after words</p>\n\nMore\n", 1),
        ("<p>no end\n\n## A heading\n", 0),
        ("<p>no line end</p>", 0),
        ("", 0),
    ],
)
def test_a_page_is_the_same_as_if_all_had_been_read(text: str, number: int) -> None:
    left, blocks = taken_out(text)
    assert len(blocks) == number
    assert put_back(converted(left), blocks) == converted(text)


def test_a_block_that_looks_like_a_place_is_no_place() -> None:
    text = '<section><div data-block="0"></div></section>\n\n<p>Two</p>\n'
    left, blocks = taken_out(text)
    assert put_back(converted(left), blocks) == converted(text)
