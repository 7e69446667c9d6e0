"""Markdown to blocks of our own: the safe part is read with exact places, the rest is refused at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.body import (
    BLOCKS,
    HEADINGS,
    Block,
    Body,
    Element,
    FigureBlock,
    InlineLink,
    Piece,
    RecordReference,
    find_links,
    read_prose,
    words_in,
)
from generator.text.markdown_parser import LONGEST_BODY
from generator.text.markdown_reader import read_body, split_front_matter
from generator.text.position import SourceText, Span
from generator.text.problems import MOST_PROBLEMS
from tests.conftest import in_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SCHEMES = frozenset({"actor", "claim", "event"})


def body(text: str, *, start: int = 0) -> Body:
    return read_body(text, Span(start, len(text)), SCHEMES)


def source(text: str, span: Span) -> str:
    return text[span.start : span.end]


def found(text: str, result: Body) -> list[tuple[str, str, str]]:
    """Return the rule, place and source of each problem."""
    places = [SourceText("", text).place(problem.span) for problem in result.problems]
    return [
        (problem.rule, f"{place.line}:{place.column}", source(text, problem.span))
        for problem, place in zip(result.problems, places, strict=True)
    ]


def em(*pieces: Piece) -> Element:
    return Element("em", pieces)


def strong(*pieces: Piece) -> Element:
    return Element("strong", pieces)


def web(address: str, *pieces: Piece) -> Element:
    return Element("a", pieces, (("href", address),))


def paragraph(span: Span, *pieces: Piece) -> Element:
    return Element("p", pieces, span=span)


def element(block: object, tag: str) -> Element:
    """Return a block that is an element of a name."""
    assert isinstance(block, Element)
    assert block.tag == tag
    return block


def inlines(text: str) -> tuple[Piece, ...]:
    """Return the pieces of a text of one paragraph without problems."""
    result = body(text)
    assert result.problems == ()
    (block,) = result.blocks
    return element(block, "p").pieces


def references(parts: Iterable[object]) -> Iterator[RecordReference]:
    for part in parts:
        if isinstance(part, RecordReference):
            yield part
        yield from references(getattr(part, "pieces", ()))


def is_block(piece: object) -> bool:
    return isinstance(piece, FigureBlock) or (isinstance(piece, Element) and piece.tag in BLOCKS)


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks that have a place, with those inside lists and quotations."""
    for block in blocks:
        if isinstance(block, Element) and block.tag in ("ul", "ol", "blockquote"):
            yield block
        elif not (isinstance(block, Element) and block.tag == "li"):
            yield block
            continue
        yield from walk(one for one in block.pieces if is_block(one))


class TestFrontMatter:
    @pytest.mark.parametrize(
        ("text", "front", "rest"),
        [
            ("---\na: b\n---\nbody\n", "a: b\n", "body\n"),
            ("---\r\na: b\r\n---\r\nbody", "a: b\r\n", "body"),
            ("\ufeff---\na: b\n---\nbody", "a: b\n", "body"),
            ("--- \t\na: b\n---  \nbody", "a: b\n", "body"),
            ("---\n---\n", "", ""),
            ("---\n---", "", ""),
            ("---\na: b\n---", "a: b\n", ""),
            ("---\na: ---\n ---\n----\n---x\n---\n\n---\nb\n", "a: ---\n ---\n----\n---x\n", "\n---\nb\n"),
        ],
    )
    def test_is_between_the_first_line_and_the_next_of_its_kind(self, text: str, front: str, rest: str) -> None:
        parts = split_front_matter(text)
        assert parts.problems == ()
        assert parts.front is not None
        assert source(text, parts.front) == front
        assert source(text, parts.body) == rest

    @pytest.mark.parametrize("text", ["", "a: b\n", "--- a\nb: c\n---\n", "...\n---\n", "a: b\n---\nc: d\n---\n", "-\na: b\n---\n"])
    def test_must_begin_the_file(self, text: str) -> None:
        front, rest, (problem,) = split_front_matter(text)
        assert front is None
        assert rest == Span(0, len(text))
        assert (problem.rule, problem.span) == ("front-matter", Span(0, 0))
        assert problem.message == "the file does not start with '---'"
        assert problem.hint == "start the file with a line '---', the fields, and another line '---'"

    @pytest.mark.parametrize("text", ["---", "---\n", "---\na: b\n", "---\na: b\n--- c\n", "---\na: b\n-\n  \n"])
    def test_must_end(self, text: str) -> None:
        front, rest, (problem,) = split_front_matter(text)
        assert front is None
        assert rest == Span(len(text), len(text))
        assert (problem.rule, problem.span) == ("front-matter", Span(0, 3))
        assert problem.message == "the front matter that starts here is not closed"
        assert problem.hint == "add a line '---' after the last field"

    @pytest.mark.parametrize(
        ("opening", "closing", "wrong", "message"),
        [
            ("\n---", "---", "---", "'---' is not at the start of the file"),
            (" ---", "---", " ---", "'---' is not at the start of the file"),
            ("---", "  ---", "  ---", "'---' is not at the start of its line"),
            ("----", "---", "----", "'----' is not a '---' line"),
            ("---", "--", "--", "'--' is not a '---' line"),
            ("---\N{NO-BREAK SPACE}", "---", "---\N{NO-BREAK SPACE}", "it contains U+00A0 (no-break space), which is invisible"),
            ("\N{EM DASH}-", "---", "\N{EM DASH}-", "it contains '\N{EM DASH}', which is U+2014 (em dash)"),
            ("---", "\N{EM DASH}", "\N{EM DASH}", "it contains '\N{EM DASH}', which is U+2014 (em dash)"),
            ("---", "---\N{ZERO WIDTH SPACE}", "---\N{ZERO WIDTH SPACE}", "it contains U+200B (zero width space), which is invisible"),
        ],
    )
    def test_a_line_that_only_looks_like_one_of_its_two_is_named_and_taken_for_it(
        self, opening: str, closing: str, wrong: str, message: str
    ) -> None:
        text = f"{opening}\na: b\n{closing}\nbody\n"
        front, rest, (problem,) = split_front_matter(text)
        assert front is not None
        assert (source(text, front), source(text, rest)) == ("a: b\n", "body\n")
        assert (problem.rule, source(text, problem.span)) == ("front-matter", wrong)
        assert problem.message.endswith(message)

    def test_problem_stands_after_a_byte_order_mark(self) -> None:
        assert split_front_matter("\ufeffa: b\n").problems[0].span == Span(1, 1)

    @pytest.mark.parametrize(
        "text", ["---\n" + "\n" * 20_000, "---\n" + " " * 900_000, "---" + " " * 900_000 + "x", "---\n" + "--- x\n" * 100_000]
    )
    def test_hostile_texts_are_refused_in_no_time(self, text: str) -> None:
        with in_time():
            assert split_front_matter(text).problems

    @given(st.text(st.sampled_from("---\n\r \ta:\ufeff"), max_size=40))
    def test_parts_are_in_the_text_and_in_order(self, text: str) -> None:
        front, rest, problems = split_front_matter(text)
        assert problems or front is not None
        assert 0 <= rest.start <= rest.end == len(text)
        if front is not None:
            assert 0 < front.start <= front.end <= rest.start
            assert problems or text[front.end :].startswith("---")


class TestLinks:
    @pytest.mark.parametrize(
        ("text", "links"),
        [
            ("a [b](claim:c-d) e", [("claim", "c-d", "b", "[b](claim:c-d)")]),
            ("[b](claim:c)[](actor:d)", [("claim", "c", "b", "[b](claim:c)"), ("actor", "d", "", "[](actor:d)")]),
            ('![H l](chart:spectrum "focal=iran")', [("chart", "spectrum", "H l", '![H l](chart:spectrum "focal=iran")')]),
            ("![H](chart:s)", [("chart", "s", "H", "![H](chart:s)")]),
            ("[H](chart:s)", [("chart", "s", "H", "[H](chart:s)")]),
            ("Wow![b](claim:c)", [("claim", "c", "b", "[b](claim:c)")]),
            ("[the [alleged] pledge](claim:c)", [("claim", "c", "the [alleged] pledge", "[the [alleged] pledge](claim:c)")]),
            ("[one\ntwo](claim:c)", [("claim", "c", "one\ntwo", "[one\ntwo](claim:c)")]),
            ("[[b](claim:c)", [("claim", "c", "b", "[b](claim:c)")]),
            ("[a] [b](claim:c)", [("claim", "c", "b", "[b](claim:c)")]),
            ("[b](claim:)", [("claim", "", "b", "[b](claim:)")]),
            ("[b](claim:C_d.e/f)", [("claim", "C_d.e/f", "b", "[b](claim:C_d.e/f)")]),
            ("[b](https://e.org/x)", [("https", "//e.org/x", "b", "[b](https://e.org/x)")]),
            ("[😀é](claim:c)", [("claim", "c", "😀é", "[😀é](claim:c)")]),
        ],
    )
    def test_are_found(self, text: str, links: list[tuple[str, str, str, str]]) -> None:
        assert [(link.scheme, link.target, link.words, source(text, link.span)) for link in find_links(text)] == links
        assert [source(text, link.target_span) for link in find_links(text)] == [target for _, target, _, _ in links]

    @pytest.mark.parametrize(
        "text",
        [
            *(
                "",
                "[b]",
                "(claim:c)",
                "[b] (claim:c)",
                "[b](claim c)",
                "[b](claim:c d)",
                "[b]( claim:c)",
                "[b](claim:c )",
                "[b](c)",
                "[b](:c)",
            ),
            *(
                "[b](claim:c(d))",
                '[b](claim:c "d")',
                "[b](claim:c",
                "b](claim:c)",
                "[a\n\nb](claim:c)",
                "[a\n \t\r\nb](claim:c)",
                "[b](<claim:c>)",
            ),
            *("[b](claim:'c')", "[b][claim:c]", "[b [c [d] e] f](claim:g)", "[b](1a:c)"),
        ],
    )
    def test_are_not_found_in_anything_else(self, text: str) -> None:
        assert find_links(text) == ()

    def test_are_found_only_in_the_span(self) -> None:
        text = "[a](claim:b) [c](claim:d) ![e](chart:f)"
        assert [link.target for link in find_links(text, Span(1, 25))] == ["d"]
        assert [link.span for link in find_links(text, Span(27, len(text)))] == [Span(27, len(text))]

    @pytest.mark.parametrize(
        "piece", ["[", "[a", "[a[b]", "[a](b:", '[a](b:c "', "](", "[a]", "[\n", "[a\n \n", "[a](b:c ", "![", "[[[]]]", "[ "]
    )
    def test_hostile_texts_are_searched_in_no_time(self, piece: str) -> None:
        with in_time():
            for text in (piece * (300_000 // len(piece)), "[" + piece * (300_000 // len(piece)), piece + " " * 300_000):
                find_links(text)


class TestProse:
    @pytest.mark.parametrize(
        "text",
        [
            *(
                "words",
                "a *b* `c` <d> &amp; \\[e]",
                "[b](https://e.org)",
                "[b](javascript:alert(1))",
                "[b](claims:c)",
                "[b](Claim:c)",
                "two\nlines\n",
            ),
            *('![h](chart:s "a=b")', "[h](chart:s)", '[b](claim:c "d")', "[b](claim:c d)", "[b] (claim:c)", " \t", "[b](claim:c(d))"),
        ],
    )
    def test_all_else_is_literal(self, text: str) -> None:
        assert read_prose(text, SCHEMES | {"chart"}) == (text,)

    def test_nothing_has_no_runs(self) -> None:
        assert read_prose("", SCHEMES) == ()

    def test_references_stand_between_words(self) -> None:
        text = "See ![the [so-called] pledge](claim:pledge), [](actor:iran)[x](news:y)."
        runs = read_prose(text, SCHEMES)
        assert runs == (
            "See !",
            InlineLink("claim", "pledge", "the [so-called] pledge", Span(5, 43), Span(36, 42)),
            ", ",
            InlineLink("actor", "iran", "", Span(45, 59), Span(54, 58)),
            "[x](news:y).",
        )

    @given(
        st.lists(
            st.sampled_from(["[", "]", "(", ")", "](claim:", "[a](claim:b)", "!", "x", " ", "\n", "\\", '"', ":", "chart:", "é😀"]),
            max_size=30,
        )
    )
    def test_runs_are_the_text(self, pieces: list[str]) -> None:
        text = "".join(pieces)
        runs = read_prose(text, SCHEMES)
        assert "".join(run if isinstance(run, str) else source(text, run.span) for run in runs) == text
        assert "" not in runs
        for run in runs:
            if isinstance(run, InlineLink):
                assert source(text, run.span) == f"[{run.words}]({run.scheme}:{run.target})"
                assert source(text, run.target_span) == run.target


class TestInlines:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("words", ("words",)),
            ("*a* _b_ **c**", (em("a"), " ", em("b"), " ", strong("c"))),
            ("***a***", (em(strong("a")),)),
            ("`a *b* [c](claim:d)`", (Element("code", ("a *b* [c](claim:d)",)),)),
            ("a\n  b\r\nc", ("a b c",)),
            ("a  \nb\\\nc", ("a", Element("br"), "b", Element("br"), "c")),
            ("a < b, <3 \\<b> \\<!-- c --> &lt; &amp; &#233;", ("a < b, <3 <b> <!-- c --> < & é",)),
            ("\\*a\\* \\[b\\](claim:c) \\[^1] \\{: .x}", ("*a* [b](claim:c) [^1] {: .x}",)),
            ("`[b] (claim:c) <b> [^1] {: .x}`", (Element("code", ("[b] (claim:c) <b> [^1] {: .x}",)),)),
            ("\\## a #b ## c", ("## a #b ## c",)),
            ("[sic] (note: so) [source: Us] [x] (10:30)", ("[sic] (note: so) [source: Us] [x] (10:30)",)),
            ("snake_case * 2 [x] (y)", ("snake_case * 2 [x] (y)",)),
            ("| a | b |\n| c | d |", ("| a | b | | c | d |",)),
            ("https://e.org is not a link", ("https://e.org is not a link",)),
            ("{x} {5} [TOC] ==m== ~~s~~ ^1 :smile:", ("{x} {5} [TOC] ==m== ~~s~~ ^1 :smile:",)),
            ("[*a* b](https://e.org/x_(y)?z=1#w)", (web("https://e.org/x_(y)?z=1#w", em("a"), " b"),)),
            ("[a](HTTPS://e.org)", (web("HTTPS://e.org", "a"),)),
            ("<http://e.org/é>", (web("http://e.org/é", "http://e.org/é"),)),
            ("[a](mailto:a@e.org?subject=b)", (web("mailto:a@e.org?subject=b", "a"),)),
            ("<a@e.org>", (web("mailto:a@e.org", "a@e.org"),)),
            ("[](https://e.org)", (web("https://e.org"),)),
            ("[a](https://e.org/?b&amp;c)", (web("https://e.org/?b&c", "a"),)),
        ],
    )
    def test_are_read(self, text: str, expected: tuple[Piece, ...]) -> None:
        assert inlines(text) == expected

    def test_references_keep_their_words_and_places(self) -> None:
        text = "é😀 [the *pledge*](claim:pledge) and [](actor:iran)"
        assert inlines(text) == (
            "é😀 ",
            RecordReference(InlineLink("claim", "pledge", "the pledge", Span(3, 31), Span(24, 30)), ("the ", em("pledge"))),
            " and ",
            RecordReference(InlineLink("actor", "iran", "", Span(36, 50), Span(45, 49)), ()),
        )

    def test_plain_text_has_no_markup(self) -> None:
        text = "a *b* **`c`**  \n[d *e*](claim:f) [g](https://e.org)"
        assert words_in(inlines(text)) == "a b c d e g"

    @pytest.mark.parametrize(
        "text",
        [
            "[a](claim:x) [a](claim:x) [a](claim:x)",
            "`[a](claim:x)` [a](claim:x) \\[a](claim:x) [a](claim:x)",
            "*[a](claim:x)* **[b](claim:x)**",
            "one\n[two\nthree](claim:x) four\n[five](event:x)",
            "> one\n> [two\n> three](claim:x)\n>\n> [a](claim:y)\nlazy [b](claim:z)",
            "- [a](claim:x)\n  [b](claim:x)\n\n  [c](claim:x)\n- > 1. [d](claim:x)\n  >    [e\n  >    f](claim:x)",
            "-\t[a](claim:x)\n\n\t[b](claim:x)\n",
            "## A [b](claim:x) [c](claim:x) ##\n\nA [b](claim:x)\n\n##### [b](claim:x)\n",
            "| [a](claim:x) | b |\n|---|---|\n| c \\| [d](claim:x) \\| [e](claim:y) |\n [f](claim:x) | [g](claim:z)\n",
            "> - a | [b](claim:x)\n>   --|--\n>   \\|\\|| [c](claim:x)\n>   [d](claim:x) \t|\t[e](claim:x) \t\r\n",
            "## # [x](claim:x) #\n\n##\t[x](claim:x)\n",
            "\u00a0\n[a](claim:x)\n\u2003[b](claim:x)  \n\u00a0",
            "> \u00a0\n> [a](claim:x)\n",
            "[a](claim:x)\r\n[b\r\nc](claim:x)\r\n\r\n- [d](claim:x)\r\n",
        ],
    )
    def test_references_are_where_they_stand(self, text: str) -> None:
        prefix = "---\ntitle: é😀\n---\n"
        result = body(prefix + text, start=len(prefix))
        links = result.links
        code = text.count("`[") + text.count("\\[")
        assert len(links) == text.count("(claim:") + text.count("(event:") - code
        for link in links:
            assert source(prefix + text, link.target_span) == link.target
            assert source(prefix + text, link.span).startswith("[")
            assert source(prefix + text, link.span).endswith(f"]({link.scheme}:{link.target})")
        assert [link.span.start for link in links] == sorted({link.span.start for link in links})
        assert set(links) <= {
            InlineLink(link.scheme, link.target, plain, link.span, link.target_span)
            for link in find_links(prefix + text)
            for plain in {one.words for one in links}
        }


class TestBlocks:
    TEXT = """\
## One [two](claim:x) ##

First
line.

| k | l |
|---|--:|
| m \\| n | *o* |
p

- a
- b
  1. c

     d
- > e
  > f

3) g
4) h

> i
>
> - j

![Who stands where](chart:spectrum "focal=iran  issue=trade")
"""

    def test_are_read_with_their_places(self) -> None:
        result = body(self.TEXT)
        assert result.problems == ()
        heading, first, table, bullets, numbers, quotation, figure = result.blocks
        assert source(self.TEXT, element(heading, "h2").span) == "## One [two](claim:x) ##"
        assert [level for level, _ in result.headings] == [2]
        assert first == paragraph(Span(26, 37), "First line.")
        assert isinstance(table, Element)
        assert source(self.TEXT, table.span) == "| k | l |\n|---|--:|\n| m \\| n | *o* |\np"
        right, column = (("align", "right"),), (("scope", "col"),)
        head = Element("tr", (Element("th", ("k",), column), Element("th", ("l",), (*column, *right))))
        body_rows = (
            Element("tr", (Element("td", ("m | n",)), Element("td", (em("o"),), right))),
            Element("tr", (Element("td", ("p",)), Element("td", (), right))),
        )
        assert (table.tag, table.pieces) == ("table", (Element("thead", (head,)), Element("tbody", body_rows)))
        assert source(self.TEXT, element(bullets, "ul").span) == "- a\n- b\n  1. c\n\n     d\n- > e\n  > f"
        assert source(self.TEXT, element(numbers, "ol").span) == "3) g\n4) h"
        assert element(numbers, "ol").attributes == (("start", "3"),)
        assert source(self.TEXT, element(quotation, "blockquote").span) == "> i\n>\n> - j"
        assert isinstance(figure, FigureBlock)
        assert result.figures == (figure,)
        assert [link.target for link in result.links] == ["x"]

    def test_inside_blocks_begin_at_their_own_marker(self) -> None:
        bullets = element(body(self.TEXT).blocks[3], "ul")
        (_, (_, numbers), (quotation,)) = (item.pieces for item in bullets.pieces)
        assert source(self.TEXT, element(numbers, "ol").span) == "1. c\n\n     d"
        assert [source(self.TEXT, block.span) for block in numbers.pieces[0].pieces] == ["c", "d"]
        assert source(self.TEXT, element(quotation, "blockquote").span) == "> e\n  > f"
        assert source(self.TEXT, quotation.pieces[0].span) == "e\n  > f"

    def test_links_are_listed_wherever_they_stand(self) -> None:
        text = "## [a](claim:a)\n\n*[b](claim:b)* **[c](claim:c)**\n\n- > 1. [d](claim:d)\n\n[e](https://e.org)\n\n![f](chart:f)\n"
        assert [link.target for link in body(text).links] == ["a", "b", "c", "d"]
        assert [figure.name for figure in body(text).figures] == ["f"]

    def test_figures_have_options_with_places(self) -> None:
        text = 'A.\n\n![Who stands\nwhere &amp; when](chart:spectrum "focal=iran  issue=trade,war")\n'
        figure = body(text).blocks[1]
        assert isinstance(figure, FigureBlock)
        assert figure.name == "spectrum"
        assert figure.headline == "Who stands where & when"
        assert figure.options == {"focal": "iran", "issue": "trade,war"}
        assert source(text, figure.span) == text[4:-1]
        assert source(text, figure.name_span) == "spectrum"
        assert {name: source(text, span) for name, span in figure.option_spans.items()} == {"focal": "iran", "issue": "trade,war"}

    def test_figures_need_neither_options_nor_headline(self) -> None:
        text = "![](chart:s)"
        assert body(text) == Body((FigureBlock("s", {}, "", Span(0, 12), Span(10, 11), {}),))

    @pytest.mark.parametrize("text", ["", "\n", " \t\n\r\n", "&#32;"])
    def test_nothing_has_no_blocks(self, text: str) -> None:
        assert body(text).problems == ()
        assert words_in(body(text).blocks).strip() == ""
        assert all(element(block, "p") for block in body(text).blocks)

    def test_empty_items_are_kept(self) -> None:
        a = Element("li", ("a",))
        assert body("-\n- a\n").blocks == (Element("ul", (Element("li"), a), span=Span(0, 5)),)
        assert body("-\n  a\n").blocks == (Element("ul", (a,), span=Span(0, 5)),)
        assert body(">\n").blocks == (Element("blockquote", span=Span(0, 1)),)

    @pytest.mark.parametrize("text", ["- >", "> -\n", "> > 1.", "> a\n>\n> - b\n> - > c\n> - >\n>   > d", "1. - > a\n   - b\n\n     > c"])
    def test_blocks_inside_others_begin_at_their_marker(self, text: str) -> None:
        for block in walk(body(text).blocks):
            begin = source(text, block.span)[0]
            assert isinstance(block, Element)
            assert begin in {"blockquote": ">", "ul": "-", "ol": "1"}.get(block.tag, "abcd")

    def test_reads_only_the_span(self) -> None:
        text = "# a\n\nb [c](claim:d)\n\n# e\n"
        result = read_body(text, Span(5, 20), SCHEMES)
        assert result.problems == ()
        assert [source(text, block.span) for block in result.blocks] == ["b [c](claim:d)"]
        assert [link.target_span for link in result.links] == [Span(17, 18)]


class TestUnsupported:
    @pytest.mark.parametrize(
        ("text", "place", "covers", "message"),
        [
            ("a\n\n# T #\n", "3:1", "# T #", "first-level headings are not supported"),
            ("a\n\n> T\n> ===\n", "3:3", "T\n> ===", "first-level headings are not supported"),
            ("a\n\nT\nu\n---\n", "3:1", "T\nu\n---", "underlined headings are not supported"),
            ("a\n\n##  ##\n", "3:1", "##  ##", "this heading is empty"),
            ("## &nbsp;\n", "1:1", "## &nbsp;", "this heading is empty"),
            ("##T\n", "1:1", "##", "this is not a heading"),
            ("a\n  ###T\nb", "2:3", "###", "this is not a heading"),
            ("####### T\n", "1:1", "#######", "this is not a heading"),
            ("#\u3000T", "1:1", "#", "this is not a heading"),
            ("> a ## b\n> ##T", "2:3", "##", "this is not a heading"),
            ("a <!-- b\nc --> d", "1:3", "<!-- b\nc -->", "comments are not supported"),
            ("a\n\n<!-- b\n\nc -->", "3:1", "<!-- b\n\nc -->", "comments are not supported"),
            ("- a\n  <!-- b", "2:3", "<!-- b", "comments are not supported"),
            ("a <!-- b", "1:3", "<!--", "comments are not supported"),
            ("[a <!--b--> c](claim:d)", "1:4", "<!--b-->", "comments are not supported"),
            ("| a | <!--b--> |\n|-|-|\n| c |", "1:7", "<!--b-->", "comments are not supported"),
            ("| a |\n|-|\n| \\| <i> |\n", "3:6", "<i>", "HTML is not supported"),
            ("## a <br> b", "1:6", "<br>", "HTML is not supported"),
            ("*a <?php b?>*", "1:4", "<?php b?>", "HTML is not supported"),
            ("a\n\n> <div>\n> b", "3:3", "<div>\n> b", "HTML is not supported"),
            ("</x-y>\n", "1:1", "</x-y>", "HTML is not supported"),
            ("a[^1] b", "1:2", "[^1]", "footnotes are not supported"),
            ("a\n\n[^b-c]: d e", "3:1", "[^b-c]", "footnotes are not supported"),
            ("[^1]: https://e.org\n", "1:1", "[^1]: https://e.org", "footnotes are not supported"),
            ("a^[b c]", "1:2", "^[", "footnotes are not supported"),
            ("a\n\n- [ ] b", "3:3", "[ ]", "task lists are not supported"),
            ("> 1. a\n> 2. [X] b", "2:6", "[X]", "task lists are not supported"),
            ("- a\n\n- [x]\n  b", "3:3", "[x]", "task lists are not supported"),
            ("## A {#b}", "1:6", "{#b}", "attribute lists are not supported"),
            ("a\n{: .b #c }", "2:1", "{: .b #c }", "attribute lists are not supported"),
            ("*a*{.b}", "1:4", "{.b}", "attribute lists are not supported"),
            ("[a](https://e.org){:target=b}", "1:19", "{:target=b}", "attribute lists are not supported"),
            ("- ![a](chart:b)", "1:3", "![a](chart:b)", "a chart cannot be in a list or quotation"),
            ("a\n\n> b\n>\n> ![a](chart:b)", "5:3", "![a](chart:b)", "a chart cannot be in a list or quotation"),
            ("| a |\n|-|\n| ![b](chart:c) |", "3:3", "![b](chart:c)", "a chart cannot be inside text"),
            ("a\n\n| b | c |\n|---|\n| d | e |", "4:1", "|---|", "this line does not start a table"),
            ("> a\n> :-: | -\n", "2:3", ":-: | -", "this line does not start a table"),
            ("- a | b\n  -|-\n", "1:3", "a | b\n  -|-", "this table has only its header row"),
            ("> a\n     > b", "2:6", "> b", "this '>' is indented too far to be part of the quotation"),
            ("a\n\n-\n\n\n- b", "3:1", "-", "empty lines after an empty item end the list in some parsers but not in others"),
            ("a | b\n-|-\nc | d | e | f\n", "3:9", "e | f", "this row has more cells than the header"),
            ("a\n\n[b]: /c 'd'\n[b]: e\n", "3:1", "[b]: /c 'd'", "link definitions are not supported"),
            ("a\n\n***\n\nb", "3:1", "***", "horizontal rules are not supported"),
            ("> - a\n> - ***\n", "2:5", "***", "horizontal rules are not supported"),
            ("-     a\n", "1:7", "a", "text indented by four spaces is code, which is not supported"),
            ("- a\n- ***\n", "2:3", "***", "horizontal rules are not supported"),
            ("a\n\n```py\nb\n```\n", "3:1", "```py\nb\n```", "code blocks are not supported"),
            ("> ~~~\n> b\n", "1:3", "~~~\n> b", "code blocks are not supported"),
            ("a\n\n    b\n    c\n\nd", "3:5", "b\n    c", "text indented by four spaces is code, which is not supported"),
            ("a ![b](c.png) d", "1:3", "![b](c.png)", "images are not supported"),
            ("![b](https://e.org/c.png)", "1:1", "![b](https://e.org/c.png)", "images are not supported"),
            ("![b](claim:c)", "1:1", "![b](claim:c)", "images are not supported"),
            ("a ![b](chart:c)", "1:3", "![b](chart:c)", "a chart cannot be inside text"),
            ("## ![b](chart:c)", "1:4", "![b](chart:c)", "a chart cannot be inside text"),
            ("[![b](chart:c)](https://e.org)", "1:2", "![b](chart:c)", "a chart cannot be inside text"),
            ("![a *b*](chart:c)", "1:1", "![a *b*](chart:c)", "the headline of a chart is plain text"),
            ("![a [b](claim:c)](chart:d)", "1:1", "![a [b](claim:c)](chart:d)", "the headline of a chart is plain text"),
            ('![a](chart:b "c")', "1:15", "c", "'c' is not an option"),
            ('![a](chart:b "c=")', "1:15", "c=", "'c=' is not an option"),
            ('![a](chart:b "=c")', "1:15", "=c", "'=c' is not an option"),
            ('![a](chart:b "c=d=e")', "1:15", "c=d=e", "'c=d=e' is not an option"),
            ('![a](chart:b "c=d c=e")', "1:19", "c=e", "'c=e' occurs twice"),
            ('[a](claim:b "c")', "1:1", '[a](claim:b "c")', "a link cannot have a title"),
            ("[a](https://e.org 'c')", "1:1", "[a](https://e.org 'c')", "a link cannot have a title"),
            ("a\n\n[b]: https://e.org\n", "3:1", "[b]: https://e.org", "link definitions are not supported"),
        ],
    )
    def test_markup_is_refused_at_its_place(self, text: str, place: str, covers: str, message: str) -> None:
        result = body(text)
        assert found(text, result)[:1] == [("unsupported-markup", place, covers)]
        assert [one.message for one in result.problems] == [message] * (1 + ("[b]: e" in text))
        assert result.problems[0].hint

    def test_what_is_refused_is_left_out(self) -> None:
        blocks = body("a\n\n# b\n\n***\n\n![c](d.png)\n\n**![e](f.png)**\n\ng").blocks
        assert [element(block, "p").pieces for block in blocks] == [("a",), ("g",)]
        assert body("> ***\n").blocks == (Element("blockquote", span=Span(0, 5)),)

    @pytest.mark.parametrize(
        ("text", "covers", "message", "hint"),
        [
            (
                "a [b](javascript:alert(1))",
                "[b](javascript:alert(1))",
                "'javascript:' is not allowed in links",
                "one of: actor:, claim:, event:",
            ),
            ("[b](JaVaScRiPt:x)", "[b](JaVaScRiPt:x)", "'JaVaScRiPt:' is not allowed in links", "'https://', 'mailto:'"),
            ("[b](data:text/html;base64,x)", "[b](data:text/html;base64,x)", "'data:' is not allowed in links", "start it with"),
            ("[b](file:///x)", "[b](file:///x)", "'file:' is not allowed in links", "start it with"),
            ("[b](claims:c)", "[b](claims:c)", "'claims:' is not allowed in links", "one of: actor:, claim:, event:"),
            ("[b](Claim:c)", "[b](Claim:c)", "'Claim:' is not allowed in links", "one of: actor:, claim:, event:"),
            ("<ftp://e.org>", "<ftp://e.org>", "'ftp:' is not allowed in links", "start it with"),
            ("[b](../c.md)", "[b](../c.md)", "'../c.md' is not a valid link target", "start it with"),
            ("[b](#c)", "[b](#c)", "'#c' is not a valid link target", "start it with"),
            ("[b](//e.org/c)", "[b](//e.org/c)", "'//e.org/c' is not a valid link target", "start it with"),
            ("[b](<java\tscript:x>)", "[b](<java\tscript:x>)", "'java script:x' is not a valid link target", "start it with"),
            ("[b](&#106;avascript:x)", "[b](&#106;avascript:x)", "'javascript:' is not allowed in links", "start it with"),
            ("[b]()", "[b]()", "the link has no target", "start it with"),
            ("[b](https://)", "[b](https://)", "'https://' is not a full URL", "write the full URL"),
            ("[b](https:c)", "[b](https:c)", "'https:c' is not a full URL", "write the full URL"),
            ("[b](https://e.org@f.org/)", "[b](https://e.org@f.org/)", "'https://e.org@f.org/' is not a full URL", "write the full URL"),
            ("[b](<https://e.org/c d>)", "[b](<https://e.org/c d>)", "'https://e.org/c d' is not a full URL", "write the full URL"),
            ("[b](mailto:c)", "[b](mailto:c)", "'mailto:c' is not a full URL", "write the full URL"),
            ("[b](chart:c)", "[b](chart:c)", "a chart is an image, not a link", "in its own paragraph"),
            ("<claim:c>", "<claim:c>", "the reference 'claim:c' is not in plain notation", "write '[words](claim:c)'"),
            ("[b](<claim:c>)", "[b](<claim:c>)", "the reference 'claim:c' is not in plain notation", "write '[words](claim:c)'"),
            ("[b]( claim:c )", "[b]( claim:c )", "the reference 'claim:c' is not in plain notation", "write '[words](claim:c)'"),
            ("[b](claim:c\\-d)", "[b](claim:c\\-d)", "the reference 'claim:c-d' is not in plain notation", "write '[words](claim:c-d)'"),
            ("[b \\] c](claim:d)", "[b \\] c](claim:d)", "the reference 'claim:d' is not in plain notation", "paired brackets"),
            ("![b](chart:)", "![b](chart:)", "the chart is not in plain notation", "write '![headline](chart:name \"option=value\")'"),
            ("![b](chart:c 'd=e')", "![b](chart:c 'd=e')", "the chart is not in plain notation", "write '![headline]"),
            ("![b](<chart:c>)", "![b](<chart:c>)", "the chart is not in plain notation", "write '![headline]"),
            ("![b](chart:c d=e)", "![b](chart:c d=e)", "'![b](chart:c d=e)' is not a link", "write it as '![headline](chart:name"),
            ("a [b](claim:c d) e", "[b](claim:c d)", "'[b](claim:c d)' is not a link", "write it as '[words](actor:some-id)'"),
            ("a [b [c]](cliam: d) e", "[b [c]](cliam: d)", "'[b [c]](cliam: d)' is not a link", "write it as"),
            ("a [b] (claim:c).", "[b] (claim:c)", "'[b] (claim:c)' is not a link", "write it as"),
            ("a [b]\n(claim:c).", "[b]\n(claim:c)", "'[b] (claim:c)' is not a link", "write it as"),
            ("a [b] (acter:c).", "[b] (acter:c)", "'[b] (acter:c)' is not a link", "write it as"),
            ("a [b] (https://e.org).", "[b] (https://e.org)", "'[b] (https://e.org)' is not a link", "write it as"),
            ("a [b] (Claim :c).", "[b] (Claim :c)", "'[b] (Claim :c)' is not a link", "write it as"),
            ("a [b]\uff08claim:c)", "[b]\uff08claim:c)", "'[b]\uff08claim:c)' is not a link", "write it as"),
            ("a b](claim:c)", "](claim:c)", "'](claim:c)' is not a link", "write it as"),
            ("a \\[b](claim:c)", "[b](claim:c)", "'[b](claim:c)' is not a link", "'\\]' for literal brackets"),
            ("a [b](claim:c", "[b](claim:", "'[b](claim:' is not a link", "write it as"),
            ("a [b][claim:c]", "[b][claim:", "'[b][claim:' is not a link", "write it as"),
            ("a [claim:c-d] e", "[claim:c-d]", "'[claim:c-d]' is not a link", "write it as"),
        ],
    )
    def test_links_that_lead_nowhere_are_refused(self, text: str, covers: str, message: str, hint: str) -> None:
        result = body("x\n\n" + text)
        place = f"3:{text.index(covers) + 1}"
        assert found("x\n\n" + text, result) == [("bad-link", place, covers)]
        assert result.problems[0].message == message
        assert hint in result.problems[0].hint

    def test_the_words_of_a_refused_link_stay(self) -> None:
        assert body("a [*b*](javascript:c) d").blocks == (paragraph(Span(0, 23), "a ", em("b"), " d"),)

    def test_charts_are_no_references_whatever_the_schemes(self) -> None:
        result = read_body("[a](chart:b)", Span(0, 12), SCHEMES | {"chart"})
        assert [problem.rule for problem in result.problems] == ["bad-link"]

    @pytest.mark.parametrize("text", ["a\x00b", "a\u202eb", "a\rb"])
    def test_bad_characters_are_refused(self, text: str) -> None:
        assert body(text).blocks == ()
        assert found(text, body(text)) == [("bad-character", "1:2", text[1])]

    @pytest.mark.parametrize(
        "entity", ["&#x202E;", "&#8238;", "&#xFEFF;", "&NewLine;", "&#10;", "&#xE0041;", "&#x2028;", "&#xFDD0;", "&#1;"]
    )
    @pytest.mark.parametrize("text", ["a\n{}", "## a\n\n- > b {} c", "a\n[b](https://e.org/{})", "a\n## {}", "a\n\n![b{}](chart:c)"])
    def test_entities_are_no_way_in_for_bad_characters(self, text: str, entity: str) -> None:
        written = text.format(entity)
        result = body(written)
        assert [(rule, covers) for rule, _, covers in found(written, result)] == [("bad-character", entity)]

    @pytest.mark.parametrize("text", ["> " * 12 + "a", "- " * 7 + "a", "*a **b " * 10 + "c** d*" * 10, "[" * 30 + "a" + "](b:c)" * 30])
    def test_nesting_is_limited(self, text: str) -> None:
        result = body(text)
        assert result.problems
        assert {problem.rule for problem in result.problems} <= {"too-large", "bad-link"}

    def test_too_deep_nesting_is_refused_at_its_line(self) -> None:
        text = "a\n\n" + "> " * 12 + "a\n"
        assert found(text, body(text)) == [("too-large", "3:1", ("> " * 12) + "a")]
        assert body("> " * 11 + "a").problems == ()
        assert body("- " * 5 + "a").problems == ()

    def test_length_is_limited(self) -> None:
        assert body("a" * LONGEST_BODY).problems == ()
        assert found("", body("a" * (LONGEST_BODY + 1))) == [("too-large", "1:1", "")]
        assert body("a" * (LONGEST_BODY + 1)).problems[0].message == "the text is too long"

    def test_lines_are_limited(self) -> None:
        assert body("a\n" * 3333).problems == ()
        assert found("", body("a\n" * 3334)) == [("too-large", "1:1", "")]

    def test_problems_are_limited(self) -> None:
        result = body("***\n" * 1000)
        assert len(result.problems) == MOST_PROBLEMS

    @pytest.mark.parametrize(
        "text",
        [
            *("[" * 200_000, "![" * 100_000, "[" * 10_000, "![[]()" * 1600, "[a](" * 3300, "<![CDATA[" * 2000, "*a " * 10_000, "*_" * 5000),
            *(
                ">" * 200_000,
                "- " * 100_000,
                "> " * 11 + "a\n" + "a\n" * 3200,
                ">-\n#!a-\n_\n" * 1000,
                "- > - > - > - > a\n" * 900,
                "[\n" * 2500,
            ),
            *(
                "".join("`" * n + "a" for n in range(500)),
                "`a" * 50_000,
                "a" + "*" * 10_000,
                "a" + "\\" * 10_000,
                "&" * 10_000,
                "<a:" * 5000,
            ),
            *(
                '[a](b "' * 3000,
                "[a](<b" * 3000,
                "[a]((((" * 3000,
                " " * 200_000,
                "\t" * 200_000,
                "\n" * 200_000,
                "- a\n" * 2500,
                "|a" * 100_000,
            ),
            *(
                "[x](claim:y) " * 3300,
                '![a](chart:b "c=d")\n\n' * 700,
                "1. a\n" * 3333,
                "[a]: b:c\n\n" * 1000,
                "&#x202e;" * 5000,
                *(
                    "|a" * 2000 + "\n" + "|-" * 2000 + "\n" + "|\n" * 800,
                    "|a" * 90 + "\n" + "|-" * 90 + "\n" + "|\n" * 300,
                    "- |a|\n  |-|\n" * 800,
                ),
                *(
                    "[^" * 5000,
                    "](a:" * 3000,
                    "[" * 3000 + "](a: " * 3000,
                    "{:" * 5000,
                    "##a " * 2500,
                    "##a\n" * 1500,
                    "<!--" * 2500,
                    "<a " * 5000,
                ),
                *("**a:**b" * 2000, "*a:*b" * 3000, "[a]: b\n" * 1500, "]" + " " * 100_000, "] " * 4000 + "(a:"),
                "a\n=\n" * 1400,
            ),
        ],
        ids=lambda text: f"{text[:10]!r}...{len(text)}",
    )
    @pytest.mark.slow
    def test_hostile_texts_are_read_or_refused_in_no_time(self, text: str) -> None:
        with in_time():
            result = body(text)
        assert result.blocks or result.problems or not text.strip()


class TestWarnings:
    @pytest.mark.parametrize(
        ("text", "place", "covers"),
        [
            ("**Note:**see", "1:1", "**"),
            ("a\n\n- b **Note: **see **this**", "3:5", "**"),
            ("**\u0645\u0644\u0627\u062d\u0638\u0629:**\u0627\u0646\u0638\u0631", "1:1", "**"),
            ("\u4ed6\u8bf4**\u300c\u597d\u300d**\u4e86", "1:3", "**"),
            ("*a:*b", "1:1", "*"),
            ("__a:__b", "1:1", "__"),
            ("a ** b", "1:3", "**"),
            ("**a **b** c**", "1:5", "**"),
            ("*a *b* c*", "1:4", "*"),
            ("> | a | **b:**c |\n> |-|-|\n> | d", "1:9", "**"),
            ("## **\u300ca\u300d**b", "1:4", "**"),
        ],
    )
    def test_emphasis_that_ends_elsewhere_than_meant_is_warned_of_once(self, text: str, place: str, covers: str) -> None:
        assert found(text, body(text)) == [("loose-emphasis", place, covers)]
        assert body(text).blocks

    @pytest.mark.parametrize(
        "text",
        [
            *("**Note:** see", "**Note**: see", "2 * 3 * 4", "5* and *b*", "a_b_c", "\\*\\*a:\\*\\*b", "`**a:**b`", "***a** b*"),
            *("**\u0645\u0644\u0627\u062d\u0638\u0629**: \u0627\u0646\u0638\u0631", "\u4ed6\u8bf4\u300c**\u597d**\u300d\u4e86", "a*b*c"),
        ],
    )
    def test_emphasis_as_meant_is_not(self, text: str) -> None:
        assert body(text).problems == ()

    @pytest.mark.parametrize(
        ("text", "place", "covers"),
        [("2025. It was so.", "1:1", "2025."), ("a\n\n> 622) b", "3:3", "622)"), ("- 1999. a", "1:3", "1999.")],
    )
    def test_a_paragraph_that_a_year_makes_a_list_is_warned_of(self, text: str, place: str, covers: str) -> None:
        result = body(text)
        assert found(text, result) == [("year-list", place, covers)]
        assert result.problems[0].hint.startswith(f"write '{covers[:-1]}\\{covers[-1]}'")

    @pytest.mark.parametrize("text", ["2025\\. It was so.", "It was\n2025. So.", "1. a\n2. b", "99. a", "2025 was so.", "9999. a"])
    def test_other_lists_and_paragraphs_are_not(self, text: str) -> None:
        assert body(text).problems == ()


PIECES = st.sampled_from(
    [
        *(
            "[",
            "](",
            "claim:x)",
            "[a](claim:b)",
            '![h](chart:s "a=b")',
            "*",
            "**",
            "_",
            "`",
            "> ",
            "- ",
            "1. ",
            "\n",
            "\n\n",
            "    ",
            "\t",
            "## ",
            "# ",
        ),
        *(
            "---\n",
            "```",
            "a",
            "word ",
            "<",
            "https://e.org",
            ">",
            "&amp;",
            "&#x202e;",
            "\\",
            "é😀",
            " ",
            "  \n",
            "<b>",
            "[a]: b:c\n",
            "\r\n",
            ")",
            "(",
        ),
        *(
            "|",
            " | ",
            "|-|-|\n",
            "\n|-|\n",
            "\\|",
            "<!--",
            "-->",
            "[^1]",
            "{: .x}",
            "] (claim:x)",
            "](x:",
            "[ ] ",
            "2025. ",
            "**a:**b",
            "##x",
        ),
        *('"t"', "\u00a0", "=\n", "![", "]", "<a:b>", "+\n", "~~~\n", "\u3000", "[b](https://e.org)", "#", "3) "),
    ]
)
MARKDOWN = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=40))


def assert_in_place(text: str, blocks: Iterable[Block], around: Span) -> None:
    """Hold every block inside what is around it, in order, and every link at its place."""
    end = around.start
    for block in blocks:
        assert end <= block.span.start <= block.span.end <= around.end
        end = block.span.end
        match block:
            case FigureBlock():
                assert source(text, block.span).startswith("![")
                assert source(text, block.name_span) == block.name
                assert {name: source(text, span) for name, span in block.option_spans.items()} == block.options
            case Element("table"):
                assert len({len(row.pieces) for part in block.pieces for row in part.pieces}) == 1
                for reference in references(block.pieces):
                    assert block.span.start <= reference.link.span.start < reference.link.span.end <= block.span.end
                    assert source(text, reference.link.target_span) == reference.link.target
            case Element("blockquote"):
                assert source(text, block.span).startswith(">")
                assert_in_place(text, block.pieces, block.span)
            case Element("ul" | "ol"):
                assert source(text, block.span)[0] in "-+*0123456789"
                for item in block.pieces:
                    assert_are_words(text, [one for one in item.pieces if not is_block(one)], block.span)
                    assert_in_place(text, filter(is_block, item.pieces), block.span)
            case _:
                assert block.tag in {"p", *HEADINGS}
                assert_are_words(text, block.pieces, block.span)


def assert_are_words(text: str, pieces: Iterable[object], around: Span) -> None:
    """Hold words to one line, and every link among them at its place."""
    assert all(part and "\n" not in part for part in pieces if isinstance(part, str))
    for reference in references(pieces):
        link = reference.link
        assert around.start <= link.span.start < link.target_span.start <= link.target_span.end < link.span.end <= around.end
        assert source(text, link.span).startswith("[")
        assert source(text, Span(link.span.start, link.target_span.start)).endswith(f"]({link.scheme}:")
        assert source(text, link.target_span) == link.target


@given(st.sampled_from(["", "---\na: é😀\n---\n"]), MARKDOWN)
def test_never_raises_and_all_places_are_right(before: str, text: str) -> None:
    whole = before + text
    result = body(whole, start=len(before))
    around = Span(len(before), len(whole))
    assert_in_place(whole, result.blocks, around)
    for problem in result.problems:
        assert around.start <= problem.span.start <= problem.span.end <= around.end
        assert problem.message
        assert problem.hint


@given(MARKDOWN)
def test_every_reference_of_a_body_is_found_by_its_text_alone(text: str) -> None:
    assert {link.target_span for link in body(text).links} <= {link.target_span for link in find_links(text)}


@given(st.text(st.characters(codec="ascii", categories=("L", "N")) | st.sampled_from(" .,;'?é😀"), max_size=60))
def test_plain_words_are_a_paragraph_of_themselves(text: str) -> None:
    words = text.strip()
    expected = (paragraph(Span(text.index(words), text.index(words) + len(words)), words),) if words else ()
    if not text.startswith("    ") and not words[:1].isdigit():
        assert body(text) == Body(expected)
