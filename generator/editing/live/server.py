"""The language server: the Language Server Protocol around content with what is not saved: what is asked, and its answers.

'pygls' is an extra, which this module and 'session' alone need.

Source: https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/.
"""

from __future__ import annotations

import logging
import sys
from functools import partial
from typing import TYPE_CHECKING, Final

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidParams

from generator.editing.changes import Refused
from generator.editing.live.completing import proposals
from generator.editing.live.hovering import record_at, told_at
from generator.editing.live.positions import Position, Positions
from generator.editing.live.renaming import moves
from generator.editing.live.session import Session, range_of
from generator.editing.live.spots import spot_at
from generator.editing.uses import edits_to_name
from generator.model import Record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.editing.live.session import Days
    from generator.editing.live.spots import Spot

TURN: Final = 0.001
"""Seconds after which a check of everything lets somebody who types have a turn."""
_SIGNS: Final = [":", " ", "-", "(", "[", "{", ",", '"', "="]
_SLOW: Final = frozenset({lsp.TEXT_DOCUMENT_REFERENCES, lsp.TEXT_DOCUMENT_RENAME})
"""What takes a look at all of the content, while which others are answered."""
_NAMES: Final = frozenset({"id", "name", "title", "statement"})
"""Fields in which a record itself is meant."""
_KINDS: Final = {
    "field": lsp.CompletionItemKind.Field,
    "word": lsp.CompletionItemKind.EnumMember,
    "record": lsp.CompletionItemKind.Reference,
    "whole": lsp.CompletionItemKind.Snippet,
}


class Server(Session):
    """Answers what an editor asks."""

    def complete(self, params: lsp.CompletionParams) -> lsp.CompletionList | None:
        """Return what can be written at a place."""
        path, corpus = self.path_of(params.text_document.uri), self.corpus
        kind = self.content.kind_of(path) if path and self.content else None
        text = self.text_of(path) if path else None
        if path is None or corpus is None or kind is None or text is None:
            return None
        places = Positions(text, self.encoding)
        offset = places.offset(Position(params.position.line, params.position.character))
        found = proposals(path.name, text, offset, kind[0], corpus, translates=kind[1])
        if found is None:
            return None
        span, proposed = found
        typed, where = text[span.start : offset], range_of(*places.range(span))
        items = []
        for number, one in enumerate(proposed):
            item = lsp.CompletionItem(one.label, kind=_KINDS[one.sort], detail=one.detail or None, sort_text=f"{number:04}")
            item.text_edit = lsp.TextEdit(where, one.text if one.text is not None else one.label)
            item.documentation = lsp.MarkupContent(lsp.MarkupKind.Markdown, one.means) if one.means else None
            item.filter_text = typed if one.sort == "record" else None  # it was chosen by its names, which the editor does not know
            items.append(item)
        return lsp.CompletionList(is_incomplete=any(one.sort == "record" for one in proposed), items=items)

    def _spot(self, uri: str, position: lsp.Position) -> tuple[Spot, Positions, type[Record] | None, Path] | None:
        path = self.path_of(uri)
        kind = self.content.kind_of(path) if path and self.content else None
        text = self.text_of(path) if path else None
        if path is None or kind is None or text is None:
            return None
        places = Positions(text, self.encoding)
        spot = spot_at(path.name, text, places.offset(Position(position.line, position.character)), kind[0], translates=kind[1])
        return (spot, places, kind[0] if issubclass(kind[0], Record) else None, path) if spot else None

    def hover(self, params: lsp.HoverParams) -> lsp.Hover | None:
        """Return what is to be said of what stands at a place."""
        found, corpus = self._spot(params.text_document.uri, params.position), self.corpus
        if found is None or corpus is None:
            return None
        spot, places, own, _ = found
        told = told_at(spot, corpus, own)
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, told), range_of(*places.range(spot.span))) if told else None

    def define(self, params: lsp.DefinitionParams) -> lsp.Location | None:
        """Return the file of the record that is named at a place, also of one that could not be read."""
        found, corpus = self._spot(params.text_document.uri, params.position), self.corpus
        if found is None or corpus is None or self.content is None or found[0].sections is None:
            return None
        spot, _, own, _ = found
        for section in spot.sections or ((own.section,) if own else ()):
            if spot.text in corpus.ids(section):
                path = next(iter(self.content.content.joinpath(section).glob(f"{spot.text}.[my][dm]*")), None)
                return lsp.Location(self.uri_of(path), range_of(Position(0, 0), Position(0, 0))) if path else None
        return None

    def _record(self, uri: str, position: lsp.Position) -> tuple[Record, lsp.Range] | None:
        """Return the record that is meant at a place: that which is named there, or the file's own, and the stretch that means it."""
        found, corpus = self._spot(uri, position), self.corpus
        if found is None or corpus is None:
            return None
        spot, places, own, path = found
        record = record_at(spot, corpus, own)
        if record is None and own is not None and spot.field in _NAMES and spot.inside and spot.inside.kind is own:
            record = corpus.get(own.section, path.stem.partition(".")[0])
        return (record, range_of(*places.range(spot.span))) if record else None

    def references(self, params: lsp.ReferenceParams) -> list[lsp.Location] | None:
        """Return every place that names the record that is meant at a place."""
        if self.content is None:
            return None
        checked = self.content.read()
        found = self._record(params.text_document.uri, params.position)
        record = checked.corpus.get(*found[0].key) if found else None
        if record is None:
            return None
        root = self.content.content.parent
        try:
            edits = edits_to_name(checked.corpus, checked.texts, record, record.id)
        except Refused as refusal:
            raise JsonRpcInvalidParams(str(refusal)) from refusal
        named: list[lsp.Location] = []
        for name, some in sorted(edits.items()):
            places = Positions(checked.texts[name].text, self.encoding)
            named += [lsp.Location(self.uri_of(root / name), range_of(*places.range(one.span))) for one in sorted(some)]
        if params.context.include_declaration:
            named.insert(0, lsp.Location(self.uri_of(root / record.path), range_of(Position(0, 0), Position(0, 0))))
        return named

    def prepare_rename(self, params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
        """Return the id that would be changed at a place."""
        found = self._record(params.text_document.uri, params.position)
        return lsp.PrepareRenamePlaceholder(found[1], found[0].id) if found else None

    def rename(self, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        """Return the edits that give the record that is meant at a place another id."""
        found = self._record(params.text_document.uri, params.position)
        if found is None or self.content is None:
            return None
        edits = self.client_capabilities.workspace.workspace_edit if self.client_capabilities.workspace else None
        if edits is None or lsp.ResourceOperationKind.Rename not in (edits.resource_operations or ()):
            raise JsonRpcInvalidParams(f"this editor cannot rename files: use 'onrecord rename {'/'.join(found[0].key)} {params.new_name}'")
        try:
            told = moves(self.content, "/".join(found[0].key), params.new_name)
        except Refused as refusal:
            raise JsonRpcInvalidParams(str(refusal)) from refusal
        changes: list[lsp.TextDocumentEdit | lsp.CreateFile | lsp.RenameFile | lsp.DeleteFile] = [
            lsp.RenameFile(self.uri_of(before), after.as_uri()) for before, after in told.moved.items()
        ]
        for path, (text, some) in told.edits.items():
            places = Positions(text, self.encoding)
            written: list[lsp.TextEdit | lsp.AnnotatedTextEdit | lsp.SnippetTextEdit] = [
                lsp.TextEdit(range_of(*places.range(one.span)), one.text) for one in some
            ]
            document = lsp.OptionalVersionedTextDocumentIdentifier(self.uri_of(path))
            changes.append(lsp.TextDocumentEdit(document, written))
        return lsp.WorkspaceEdit(document_changes=changes)

    def actions(self, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        """Return what mends the mistakes in a stretch: what 'check --fix' would write first, and what may be meant."""
        path = self.path_of(params.text_document.uri)
        text = self.text_of(path) if path else None
        if path is None or text is None or self.content is None or not _wants_fixes(params.context.only):
            return []
        places = Positions(text, self.encoding)
        found = []
        for fix, is_sure in self.content.fixes(path):
            place = fix.diagnostic.place
            if place.line - 1 <= params.range.end.line and place.end_line - 1 >= params.range.start.line:
                edit = lsp.TextEdit(range_of(*places.range(fix.edit.span)), fix.edit.text)
                found.append(
                    lsp.CodeAction(
                        f"Write '{fix.now}'",
                        kind=lsp.CodeActionKind.QuickFix,
                        diagnostics=[self.diagnostic(fix.diagnostic, places)],
                        is_preferred=is_sure,
                        edit=lsp.WorkspaceEdit(changes={params.text_document.uri: [edit]}),
                    )
                )
        return sorted(found, key=lambda one: not one.is_preferred)


def _wants_fixes(only: Iterable[str] | None) -> bool:
    return only is None or any(one in ("", lsp.CodeActionKind.QuickFix) for one in only)


def serve_language(version: str, project: Path | None, days: Days) -> None:
    """Serve an editor over standard input and output until it ends.

    Args:
        version: The version of the program.
        project: The folder that holds content/; nothing for the one that the editor has open.
        days: Gives, of a project, the day of a check and the latest day that it is anywhere.
    """
    logging.getLogger("pygls.protocol.json_rpc").addFilter(_is_no_refusal)
    sys.setswitchinterval(TURN)
    server = Server(version, project, days)
    _listen(server)
    server.start_io()


def _is_no_refusal(record: logging.LogRecord) -> bool:
    """Tell whether something that pygls logs is more than a refusal, which the editor is told."""
    return not (record.exc_info and isinstance(record.exc_info[1], JsonRpcInvalidParams))


def _listen(server: Server) -> None:
    """Say what is answered to what."""

    @server.feature(lsp.INITIALIZED)
    def begun(_: lsp.InitializedParams) -> None:
        server.watch()
        server.check_soon(0)

    for method, answer, options in (
        (lsp.INITIALIZE, server.begin, None),
        (lsp.SHUTDOWN, server.end, None),
        (lsp.TEXT_DOCUMENT_DID_OPEN, server.opened, None),
        (lsp.TEXT_DOCUMENT_DID_CHANGE, server.changed, None),
        (lsp.TEXT_DOCUMENT_DID_CLOSE, server.closed, None),
        (lsp.TEXT_DOCUMENT_DID_SAVE, server.touched, None),
        (lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, server.touched, None),
        (lsp.TEXT_DOCUMENT_COMPLETION, server.complete, lsp.CompletionOptions(trigger_characters=_SIGNS)),
        (lsp.TEXT_DOCUMENT_HOVER, server.hover, None),
        (lsp.TEXT_DOCUMENT_DEFINITION, server.define, None),
        (lsp.TEXT_DOCUMENT_REFERENCES, server.references, None),
        (lsp.TEXT_DOCUMENT_PREPARE_RENAME, server.prepare_rename, None),
        (lsp.TEXT_DOCUMENT_RENAME, server.rename, lsp.RenameOptions(prepare_provider=True)),
        (lsp.TEXT_DOCUMENT_CODE_ACTION, server.actions, lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix])),
    ):
        function = partial(answer)  # pygls keeps attributes on it, which a method cannot have
        server.feature(method, options)(server.thread()(function) if method in _SLOW else function)
