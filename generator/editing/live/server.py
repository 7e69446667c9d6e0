"""The language server: the Language Server Protocol around content with what is not saved: what is asked, and its answers.

'pygls' is an extra, which this module, 'session' and 'completing' alone need.

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
"""Seconds after which a check of everything lets somebody who types have a turn."""
_SIGNS: Final = [":", " ", "-", "(", "[", "{", ",", '"', "="]
_SLOW: Final = frozenset({lsp.TEXT_DOCUMENT_REFERENCES, lsp.TEXT_DOCUMENT_RENAME})
"""What takes a look at all of the content, while which others are answered."""
_NAMES: Final = frozenset({"id", "name", "title", "statement"})
"""Fields in which a record itself is meant."""


class Here(NamedTuple):
    """A place in a file of the content, and what stands around it."""

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
        """The section of the file; nothing for that of the publication."""
        return self.kind if issubclass(self.kind, Record) else None

    def spot(self) -> Spot | None:
        """Return what stands at the place."""
        return spot_at(self.path.name, self.text, self.offset, self.kind, translates=self.translates)

    def record(self) -> tuple[Record, Span] | None:
        """Return the record that is meant at the place: that which is named there, or the file's own, and the stretch that means it."""
        spot = self.spot()
        if spot is None:
            return None
        record = record_at(spot, self.corpus, self.section)
        if record is None and self.section and spot.field in _NAMES and spot.inside and spot.inside.kind is self.section:
            record = self.corpus.get(self.section.section, self.path.stem.partition(".")[0])
        return (record, spot.span) if record else None


class Server(Session):
    """Answers what an editor asks."""

    def here(self, params: _AtPlace) -> Here | None:
        """Return the place that is asked about; nothing where it is in no file of the content."""
        path, content = self.path_of(params.text_document.uri), self.content
        kind, text = (content.kind_of(path), content.text_of(path)) if path and content else (None, None)
        if path is None or content is None or kind is None or text is None:
            return None
        places = self.places(text)
        return Here(content, (content.checked or content.read()).corpus, path, *kind, text, places, places.offset(params.position))

    def complete(self, here: Here, _params: lsp.CompletionParams) -> lsp.CompletionList | None:
        """Return what can be written at a place."""
        found = proposals(here.path.name, here.text, here.offset, here.kind, here.corpus, translates=here.translates)
        if found is None:
            return None
        span, items = found
        for number, item in enumerate(items):
            item.sort_text = f"{number:04}"
            item.text_edit, item.insert_text = lsp.TextEdit(here.places.range(span), item.insert_text or item.label), None
            if item.kind is RECORD:  # it was chosen by its names, which the editor does not know
                item.filter_text = here.text[span.start : here.offset]
        return lsp.CompletionList(is_incomplete=any(item.kind is RECORD for item in items), items=items)

    def hover(self, here: Here, _params: lsp.HoverParams) -> lsp.Hover | None:
        """Return what is to be said of what stands at a place."""
        if (spot := here.spot()) is None or not (note := hover_text(spot, here.corpus, here.section)):
            return None
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, note), here.places.range(spot.span))

    def define(self, here: Here, _params: lsp.DefinitionParams) -> lsp.Location | None:
        """Return the file of the record that is named at a place."""
        if (spot := here.spot()) is None or (record := record_at(spot, here.corpus, here.section)) is None:
            return None
        return lsp.Location(self.uri_of(here.content.content.parent / record.path), BEGINNING)

    def references(self, here: Here, params: lsp.ReferenceParams) -> list[lsp.Location] | None:
        """Return every place that names the record that is meant at a place."""
        checked, root = here.content.read(), here.content.content.parent
        found = here._replace(corpus=checked.corpus).record()
        record = checked.corpus.get(*found[0].key) if found else None
        if record is None:
            return None
        edits = edits_to_name(checked.corpus, checked.texts, record, record.id)
        named = [lsp.Location(self.uri_of(root / record.path), BEGINNING)] if params.context.include_declaration else []
        for name, some in sorted(edits.items()):
            places = self.places(checked.texts[name].text)
            named += [lsp.Location(self.uri_of(root / name), places.range(one.span)) for one in sorted(some)]
        return named

    def prepare_rename(self, here: Here, _params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
        """Return the id that would be changed at a place."""
        found = here.record()
        return lsp.PrepareRenamePlaceholder(here.places.range(found[1]), found[0].id) if found else None

    def rename(self, here: Here, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        """Return the edits that give the record that is meant at a place another id."""
        if (found := here.record()) is None:
            return None
        name = "/".join(found[0].key)
        edits = self.client_capabilities.workspace.workspace_edit if self.client_capabilities.workspace else None
        if edits is None or lsp.ResourceOperationKind.Rename not in (edits.resource_operations or ()):
            raise JsonRpcInvalidParams(f"this editor cannot rename files: use 'onrecord rename {name} {params.new_name}'")
        workplace = Workplace(here.content.content, *here.content.days(), here.content.unsaved)
        files = list(moved(rename_record(workplace, name, params.new_name)))
        changes: list[lsp.TextDocumentEdit | lsp.CreateFile | lsp.RenameFile | lsp.DeleteFile] = [
            lsp.RenameFile(self.uri_of(one.was), one.path.as_uri()) for one in files if one.was != one.path
        ]
        for one in files:
            if one.edits:
                document, places = lsp.OptionalVersionedTextDocumentIdentifier(self.uri_of(one.path)), self.places(one.text)
                written: list[_Edit] = [lsp.TextEdit(places.range(edit.span), edit.text) for edit in one.edits]
                changes.append(lsp.TextDocumentEdit(document, written))
        return lsp.WorkspaceEdit(document_changes=changes)

    def actions(self, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        """Return what mends the mistakes in a stretch: what 'check --fix' would write first, and what may be meant."""
        path = self.path_of(params.text_document.uri)
        text = self.content.text_of(path) if path and self.content else None
        if path is None or text is None or self.content is None:
            return []
        if params.context.only is not None and not {"", lsp.CodeActionKind.QuickFix} & {*params.context.only}:
            return []
        places = self.places(text)
        found = [
            lsp.CodeAction(
                f"Write '{fix.now}'",
                kind=lsp.CodeActionKind.QuickFix,
                diagnostics=[self.diagnostic(fix.diagnostic, places)],
                is_preferred=is_sure,
                edit=lsp.WorkspaceEdit(changes={params.text_document.uri: [lsp.TextEdit(places.range(fix.edit.span), fix.edit.text)]}),
            )
            for fix, is_sure in self.content.fixes(path)
            if fix.diagnostic.place.line - 1 <= params.range.end.line and fix.diagnostic.place.end_line - 1 >= params.range.start.line
        ]
        return sorted(found, key=lambda one: not one.is_preferred)


def serve_language(version: str, project: Path | None, days: Days) -> None:
    """Serve an editor over standard input and output until it ends.

    'days' gives, of a project, the day of a check and the latest day that it is anywhere. Without a project it is the one that is open.
    """
    gc.enable()  # the command runs without; a server stays, and a reading leaves what refers to itself
    sys.setswitchinterval(TURN)
    server = Server(version, project, days)

    def is_to_be_told(one: logging.LogRecord) -> bool:
        """Tell whether it is no refusal, which the editor is told, nor that it reads no more."""
        return not server.has_ended and not (one.exc_info and isinstance(one.exc_info[1], JsonRpcInvalidParams))

    logging.getLogger("pygls.protocol.json_rpc").addFilter(is_to_be_told)
    _listen(server)
    server.start_io()


def _listen(server: Server) -> None:
    def at_place(answer: Callable[[Here, Any], object]) -> Callable[[Any], object]:
        def answered(params: _AtPlace) -> object:
            try:
                return answer(here, params) if (here := server.here(params)) else None
            except Refused as refusal:
                raise JsonRpcInvalidParams(str(refusal)) from refusal

        return answered

    completion = lsp.CompletionOptions(trigger_characters=_SIGNS)
    for method, answer, *options in (
        (lsp.INITIALIZE, server.begin),
        (lsp.INITIALIZED, server.begun),
        (lsp.SHUTDOWN, server.end),
        (lsp.TEXT_DOCUMENT_DID_OPEN, lambda note: server.write(note.text_document.uri, note.text_document.text)),
        (lsp.TEXT_DOCUMENT_DID_CHANGE, lambda note: server.write(note.text_document.uri, note.content_changes[-1].text)),
        (lsp.TEXT_DOCUMENT_DID_CLOSE, lambda note: server.write(note.text_document.uri, None)),
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
        function = partial(answer)  # pygls keeps attributes on it, which a method cannot have
        server.feature(method, *options)(server.thread()(function) if method in _SLOW else function)
