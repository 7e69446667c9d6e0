"""Finds the HTML context of each value in a template: element content, where text may get a lang attribute, or plain text.

The context follows from the template's HTML at compile time, as in the contextual escaping of Go's 'html/template'. A template whose
contexts are ambiguous does not compile.
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

_TEXT_ONLY: Final = frozenset({"title", "option", "textarea"})
_CODE: Final = ("script", "style")
_INLINE: Final = frozenset({"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "small", "span", "strong", "summary"})
"""Elements that may take the direction of the text that is their only content, without dir="auto"."""
_AUTO: Final = ' dir="auto"'


class _Html(HTMLParser):
    """The state of HTML parsing; of HTMLParser, 'rawdata' is the incomplete input and 'lasttag' the last start tag."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)  # so that no text is buffered
        self.text_only = ""
        """The open element that allows plain text only, or empty."""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - of HTMLParser
        self.text_only = tag if tag in _TEXT_ONLY else ""

    def handle_endtag(self, tag: str) -> None:
        self.text_only = "" if tag == self.text_only else self.text_only

    def ends_with_auto_tag(self, before: str) -> bool:
        """Return whether the input ends with a start tag whose element takes the direction of its content."""
        tag = self.get_starttag_text() or ""
        is_free = self.lasttag in _INLINE and " dir=" not in tag and " lang=" not in tag
        return before.endswith(f"{_AUTO}>") or (is_free and before.endswith(">") and "</" not in before[before.rfind("<") :])

    @property
    def context(self) -> str:
        """The context at the end: '<' in a tag, '=' before an unquoted value, '"' quoted, 'code', a text-only element, or empty."""
        tag = self.rawdata if self.rawdata.startswith("<") else ""
        if self.cdata_elem in _CODE or tag.startswith("<!"):
            return "code"
        return ('"' if tag.count('"') % 2 else "=" if tag.endswith("=") else "<") if tag else self.text_only


class PlacedValues(CodeGenerator):
    """Compiles templates, and adds to values the filter of their context.

    In an attribute or a title that is 'plain'. Values that are the whole content of an element that takes their direction get 'alone',
    with the end of its start tag, so that the filter can set its lang attribute.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's own name
        """Add the filters to a template and compile it to Python."""
        self._process_alone(node)
        super().visit_Template(node, frame)

    def _process_alone(self, node: nodes.Node) -> None:
        """Process a self-contained part: a template, a macro, or the body of a call."""
        self._require_same([_Html(), self._process(getattr(node, "body", ()), _Html())], "a tag, a title or a script is not closed", node)

    def _process(self, body: Sequence[nodes.Node], html: _Html) -> _Html:
        for node in body:
            if isinstance(node, nodes.Output):
                self._process_output(node, html)
            elif isinstance(node, nodes.If | nodes.For):
                branches = [node.body, node.else_, *(branch.body for branch in getattr(node, "elif_", ()))]
                ends = [html] * isinstance(node, nodes.For) + [self._process(branch, copy(html)) for branch in branches]
                html = self._require_same(ends, "the branches of this block end in different HTML contexts", node)
            elif isinstance(node, nodes.Include) or hasattr(node, "body"):
                self._require_same([_Html(), html], "only conditions and loops are allowed in an attribute or a title", node)
                self._process_alone(node)
        return html

    def _process_output(self, output: nodes.Output, html: _Html) -> None:
        """Process adjacent data and values, and add filters to values."""
        groups = [[*group] for _unused, group in groupby(output.nodes, lambda child: isinstance(child, nodes.TemplateData))]
        expressions: list[nodes.Expr] = []
        for group, after in zip(groups, [*groups[1:], []], strict=True):
            before = _data(expressions[-1:])
            if _data(group):
                html.feed(_data(group))
            elif html.context:
                if html.context in ("code", "="):
                    self.fail("values are not allowed in scripts, comments or attributes without quotes", group[0].lineno)
                group = [_filtered(value, "plain") for value in group]  # noqa: PLW2901 - the same with filters
            elif _data(after).startswith(f"</{html.lasttag}>") and html.ends_with_auto_tag(before):
                auto = _AUTO if before.endswith(f"{_AUTO}>") else ""
                expressions[-1] = nodes.TemplateData(before.removesuffix(">").removesuffix(auto))
                group = [_filtered(nodes.Tuple(group, "load"), "alone", auto, html.lasttag == "li")]  # noqa: PLW2901
            expressions += group
        output.nodes = expressions
        for call in output.find_all(nodes.Call):
            message = "".join(str(argument.value) for argument in call.args if isinstance(argument, nodes.Const))
            for keyword in call.kwargs:
                keyword.value = _filtered(keyword.value, "plain") if f'="%({keyword.key})s' in message else keyword.value

    def _require_same(self, ends: Sequence[_Html], problem: str, node: nodes.Node) -> _Html:
        if len({end.context for end in ends}) > 1:
            self.fail(problem, node.lineno)
        return ends[-1]


def _data(group: Sequence[nodes.Node]) -> str:
    return "".join(child.data for child in group if isinstance(child, nodes.TemplateData))


def _filtered(node: nodes.Expr, name: str, *arguments: object) -> nodes.Expr:
    return nodes.Filter(node, name, [nodes.Const(argument) for argument in arguments], [], None, None, lineno=node.lineno)
