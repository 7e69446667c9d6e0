"""The language server: handlers of the Language Server Protocol for content with unsaved files.

Only this module, 'session' and 'completing' need the optional dependency 'pygls'.

Source: https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/.
"""

from __future__ import annotations

import gc
import logging
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidParams

from generator.editing.changes import Refused
from generator.editing.live.completing import RECORD, proposals
from generator.editing.live.session import BEGINNING, Days, Places, Session
from generator.editing.live.spots import Spot, hover_text, record_at, spot_at
from generator.editing.renaming import edits_to_name, moved, rename_record
from generator.editing.trying import Workplace
from generator.model import Corpus, Part, Record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.editing.live.unsaved_content import UnsavedContent
    from generator.text import Span

    _Edit = lsp.TextEdit | lsp.AnnotatedTextEdit | lsp.SnippetTextEdit

    class _AtPlace(Protocol):
        text_document: lsp.TextDocumentIdentifier
        position: lsp.Position


TURN: Final = 0.001
"""The thread switch interval in seconds, so that a full check does not delay requests."""
_TRIGGER_CHARACTERS: Final = [":", " ", "-", "(", "[", "{", ",", '"', "="]
_SLOW: Final = frozenset({lsp.TEXT_DOCUMENT_REFERENCES, lsp.TEXT_DOCUMENT_RENAME})
"""Requests that check all content, in a worker thread so that others are answered meanwhile."""
_NAMES: Final = frozenset({"id", "name", "title", "statement"})
"""Fields that identify the record of the file."""


class Request(NamedTuple):
    """A request at a position in a content file, with the text and the models around it."""

    content: UnsavedContent
    corpus: Corpus
    path: Path
    kind: type[Part]
    translates: bool
    text: str
    places: Places
    offset: int

    @property
    def section(self) -> type[Record] | None:
        """The section of the file, or None for the publication."""
        return self.kind if issubclass(self.kind, Record) else None

    def spot(self) -> Spot | None:
        """Return the element at the position, or None."""
        return spot_at(self.path.name, self.text, self.offset, self.kind, translates=self.translates)

    def record(self) -> tuple[Record, Span] | None:
        """Return the record named at the position, or that of the file if its name is there, and the span; None if there is none."""
        spot = self.spot()
        if spot is None:
            return None
        record = record_at(spot, self.corpus, self.section)
        if record is None and self.section and spot.field in _NAMES and spot.inside and spot.inside.kind is self.section:
            record = self.corpus.get(self.section.section, self.path.stem.partition(".")[0])
        return (record, spot.span) if record else None


class Server(Session):
    """Handles the requests of a text editor."""

    def request_of(self, params: _AtPlace) -> Request | None:
        """Return the request with its context, or None if it is not in a content file."""
        path, content = self.path_of(params.text_document.uri), self.content
        kind, text = (content.kind_of(path), content.text_of(path)) if path and content else (None, None)
        if path is None or content is None or kind is None or text is None:
            return None
        places = self.places(text)
        return Request(content, (content.checked or content.read()).corpus, path, *kind, text, places, places.offset(params.position))

    def complete(self, request: Request, _params: lsp.CompletionParams) -> lsp.CompletionList | None:
        """Return the completions at a position."""
        result = proposals(request.path.name, request.text, request.offset, request.kind, request.corpus, translates=request.translates)
        if result is None:
            return None
        span, items = result
        for number, item in enumerate(items):
            item.sort_text = f"{number:04}"
            item.text_edit, item.insert_text = lsp.TextEdit(request.places.range(span), item.insert_text or item.label), None
            if item.kind is RECORD:  # matched by names that the client does not know, so it must not filter
                item.filter_text = request.text[span.start : request.offset]
        return lsp.CompletionList(is_incomplete=any(item.kind is RECORD for item in items), items=items)

    def hover(self, request: Request, _params: lsp.HoverParams) -> lsp.Hover | None:
        """Return the hover text at a position."""
        if (spot := request.spot()) is None or not (note := hover_text(spot, request.corpus, request.section)):
            return None
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, note), request.places.range(spot.span))

    def define(self, request: Request, _params: lsp.DefinitionParams) -> lsp.Location | None:
        """Return the file of the record named at a position."""
        if (spot := request.spot()) is None or (record := record_at(spot, request.corpus, request.section)) is None:
            return None
        return lsp.Location(self.uri_of(request.content.content.parent / record.path), BEGINNING)

    def references(self, request: Request, params: lsp.ReferenceParams) -> list[lsp.Location] | None:
        """Return all locations that name the record at a position."""
        checked, root = request.content.read(), request.content.content.parent
        target = request._replace(corpus=checked.corpus).record()
        record = checked.corpus.get(*target[0].key) if target else None
        if record is None:
            return None
        edits = edits_to_name(checked.corpus, checked.texts, record, record.id)
        locations = [lsp.Location(self.uri_of(root / record.path), BEGINNING)] if params.context.include_declaration else []
        for name, file_edits in sorted(edits.items()):
            places = self.places(checked.texts[name].text)
            locations += [lsp.Location(self.uri_of(root / name), places.range(edit.span)) for edit in sorted(file_edits)]
        return locations

    def prepare_rename(self, request: Request, _params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
        """Return the id at a position, for renaming."""
        target = request.record()
        return lsp.PrepareRenamePlaceholder(request.places.range(target[1]), target[0].id) if target else None

    def rename(self, request: Request, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        """Return the edits that rename the record at a position."""
        if (target := request.record()) is None:
            return None
        name = "/".join(target[0].key)
        edits = self.client_capabilities.workspace.workspace_edit if self.client_capabilities.workspace else None
        if edits is None or lsp.ResourceOperationKind.Rename not in (edits.resource_operations or ()):
            raise JsonRpcInvalidParams(f"this editor cannot rename files: use 'onrecord rename {name} {params.new_name}'")
        workplace = Workplace(request.content.content, *request.content.days(), request.content.unsaved)
        files = list(moved(rename_record(workplace, name, params.new_name)))
        changes: list[lsp.TextDocumentEdit | lsp.CreateFile | lsp.RenameFile | lsp.DeleteFile] = [
            lsp.RenameFile(self.uri_of(file.was), file.path.as_uri()) for file in files if file.was != file.path
        ]
        for file in files:
            if file.edits:
                document, places = lsp.OptionalVersionedTextDocumentIdentifier(self.uri_of(file.path)), self.places(file.text)
                text_edits: list[_Edit] = [lsp.TextEdit(places.range(edit.span), edit.text) for edit in file.edits]
                changes.append(lsp.TextDocumentEdit(document, text_edits))
        return lsp.WorkspaceEdit(document_changes=changes)

    def actions(self, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        """Return the fixes of diagnostics within a range; those that 'check --fix' applies come first."""
        path = self.path_of(params.text_document.uri)
        text = self.content.text_of(path) if path and self.content else None
        if path is None or text is None or self.content is None:
            return []
        if params.context.only is not None and not {"", lsp.CodeActionKind.QuickFix} & {*params.context.only}:
            return []
        places = self.places(text)
        actions = [
            lsp.CodeAction(
                f"Replace with '{fix.now}'",
                kind=lsp.CodeActionKind.QuickFix,
                diagnostics=[self.diagnostic(fix.diagnostic, places)],
                is_preferred=is_sure,
                edit=lsp.WorkspaceEdit(changes={params.text_document.uri: [lsp.TextEdit(places.range(fix.edit.span), fix.edit.text)]}),
            )
            for fix, is_sure in self.content.fixes(path)
            if fix.diagnostic.place.line - 1 <= params.range.end.line and fix.diagnostic.place.end_line - 1 >= params.range.start.line
        ]
        return sorted(actions, key=lambda action: not action.is_preferred)


def serve_language(version: str, project: Path | None, days: Days) -> None:
    """Run the language server over standard input and output until the client ends it.

    'days' returns the day of a check and the latest date anywhere for a project, which defaults to the folder open in the client.
    """
    gc.enable()  # disabled for commands; this process is long-lived, and reading content leaves reference cycles
    sys.setswitchinterval(TURN)
    server = Server(version, project, days)

    def is_relevant(record: logging.LogRecord) -> bool:
        """Return whether a log record is neither a refusal, which the client is told, nor an error after the end."""
        return not server.has_ended and not (record.exc_info and isinstance(record.exc_info[1], JsonRpcInvalidParams))

    logging.getLogger("pygls.protocol.json_rpc").addFilter(is_relevant)
    _register_handlers(server)
    server.start_io()


def _register_handlers(server: Server) -> None:
    def at_place(handler: Callable[[Request, Any], object]) -> Callable[[Any], object]:
        def handle(params: _AtPlace) -> object:
            try:
                return handler(request, params) if (request := server.request_of(params)) else None
            except Refused as refusal:
                raise JsonRpcInvalidParams(str(refusal)) from refusal

        return handle

    completion = lsp.CompletionOptions(trigger_characters=_TRIGGER_CHARACTERS)
    for method, handler, *options in (
        (lsp.INITIALIZE, server.begin),
        (lsp.INITIALIZED, server.begun),
        (lsp.SHUTDOWN, server.end),
        (lsp.TEXT_DOCUMENT_DID_OPEN, lambda params: server.write(params.text_document.uri, params.text_document.text)),
        (lsp.TEXT_DOCUMENT_DID_CHANGE, lambda params: server.write(params.text_document.uri, params.content_changes[-1].text)),
        (lsp.TEXT_DOCUMENT_DID_CLOSE, lambda params: server.write(params.text_document.uri, None)),
        (lsp.TEXT_DOCUMENT_DID_SAVE, server.touched),
        (lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, server.touched),
        (lsp.TEXT_DOCUMENT_COMPLETION, at_place(server.complete), completion),
        (lsp.TEXT_DOCUMENT_HOVER, at_place(server.hover)),
        (lsp.TEXT_DOCUMENT_DEFINITION, at_place(server.define)),
        (lsp.TEXT_DOCUMENT_REFERENCES, at_place(server.references)),
        (lsp.TEXT_DOCUMENT_PREPARE_RENAME, at_place(server.prepare_rename)),
        (lsp.TEXT_DOCUMENT_RENAME, at_place(server.rename), lsp.RenameOptions(prepare_provider=True)),
        (lsp.TEXT_DOCUMENT_CODE_ACTION, server.actions, lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix])),
    ):
        function = partial(handler)  # pygls sets attributes on handlers, which bound methods do not allow
        server.feature(method, *options)(server.thread()(function) if method in _SLOW else function)
