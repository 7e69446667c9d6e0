"""Where the values of a template stand: in an element, where text may say its language, or in an attribute or a title, which hold words.

The template's own HTML tells it as the template is compiled, as in the contextual escaping of Go's 'html/template'. What cannot be told
is a mistake of the template, and is refused.
"""

from __future__ import annotations

from copy import copy
from html.parser import HTMLParser
from itertools import groupby
from typing import TYPE_CHECKING, Final

from jinja2 import nodes
from jinja2.compiler import CodeGenerator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2.compiler import Frame

_HOLD_WORDS: Final = frozenset({"title", "option", "textarea"})
_CODE: Final = ("script", "style")
_FLOWING: Final = frozenset({"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "small", "span", "strong", "summary"})
"""Elements that may turn with the text that they hold alone, though they do not ask for it."""
_AUTO: Final = ' dir="auto"'


class _Html(HTMLParser):
    """The HTML of a template as far as it was read; 'rawdata' is what has only begun, 'lasttag' the tag that began last."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)  # so that text never waits
        self.words = ""
        """The open element that holds words and no element, or nothing."""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - as it is called
        self.words = tag if tag in _HOLD_WORDS else ""

    def handle_endtag(self, tag: str) -> None:
        self.words = "" if tag == self.words else self.words

    def turns(self, before: str) -> bool:
        """Tell whether what was read last is the end of a start tag whose element turns with what it holds."""
        tag = self.get_starttag_text() or ""
        is_free = self.lasttag in _FLOWING and " dir=" not in tag and " lang=" not in tag
        return before.endswith(f"{_AUTO}>") or (is_free and before.endswith(">") and "</" not in before[before.rfind("<") :])

    @property
    def place(self) -> str:
        """Where it ends: '<' in a tag, '=' where a value needs quotes there, '"' in quotes, 'code', an element of words; or nothing."""
        tag = self.rawdata if self.rawdata.startswith("<") else ""
        if self.cdata_elem in _CODE or tag.startswith("<!"):
            return "code"
        return ('"' if tag.count('"') % 2 else "=" if tag.endswith("=") else "<") if tag else self.words


class PlacedValues(CodeGenerator):
    """Compiles templates, and gives values the filter of their place.

    In an attribute or a title that is 'plain'. Values that are all of the content of an element that turns with them get 'alone', with
    the end of its start tag, so that it can say their language.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's own name
        """Write a template as Python."""
        self._whole(node)
        super().visit_Template(node, frame)

    def _whole(self, node: nodes.Node) -> None:
        """Read what stands for itself: a template, a macro, what is given to one."""
        self._same([_Html(), self._read(getattr(node, "body", ()), _Html())], "a tag, a title or a script is not closed", node)

    def _read(self, body: Sequence[nodes.Node], html: _Html) -> _Html:
        for node in body:
            if isinstance(node, nodes.Output):
                self._output(node, html)
            elif isinstance(node, nodes.If | nodes.For):
                branches = [node.body, node.else_, *(one.body for one in getattr(node, "elif_", ()))]
                ends = [html] * isinstance(node, nodes.For) + [self._read(one, copy(html)) for one in branches]
                html = self._same(ends, "the branches of this block lead to different places in HTML", node)
            elif isinstance(node, nodes.Include) or hasattr(node, "body"):
                self._same([_Html(), html], "no block but a condition and a loop may stand in an attribute or a title", node)
                self._whole(node)
        return html

    def _output(self, output: nodes.Output, html: _Html) -> None:
        """Read data and values that follow each other, and give values their filters."""
        groups = [[*group] for _unused, group in groupby(output.nodes, lambda one: isinstance(one, nodes.TemplateData))]
        written: list[nodes.Expr] = []
        for group, after in zip(groups, [*groups[1:], []], strict=True):
            before = _data(written[-1:])
            if _data(group):
                html.feed(_data(group))
            elif html.place:
                if html.place in ("code", "="):
                    self.fail("a value stands in a script or a comment, or where an attribute has no quotes", group[0].lineno)
                group = [_filtered(one, "plain") for one in group]  # noqa: PLW2901 - the same with filters
            elif _data(after).startswith(f"</{html.lasttag}>") and html.turns(before):
                auto = _AUTO if before.endswith(f"{_AUTO}>") else ""
                written[-1] = nodes.TemplateData(before.removesuffix(">").removesuffix(auto))
                group = [_filtered(nodes.Tuple(group, "load"), "alone", auto, html.lasttag == "li")]  # noqa: PLW2901
            written += group
        output.nodes = written
        for call in output.find_all(nodes.Call):
            message = "".join(str(one.value) for one in call.args if isinstance(one, nodes.Const))
            for one in call.kwargs:
                one.value = _filtered(one.value, "plain") if f'="%({one.key})s' in message else one.value

    def _same(self, ends: Sequence[_Html], problem: str, node: nodes.Node) -> _Html:
        if len({one.place for one in ends}) > 1:
            self.fail(problem, node.lineno)
        return ends[-1]


def _data(group: Sequence[nodes.Node]) -> str:
    return "".join(one.data for one in group if isinstance(one, nodes.TemplateData))


def _filtered(node: nodes.Expr, name: str, *arguments: object) -> nodes.Expr:
    return nodes.Filter(node, name, [nodes.Const(one) for one in arguments], [], None, None, lineno=node.lineno)
