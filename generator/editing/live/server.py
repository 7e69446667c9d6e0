"""The language server: the Language Server Protocol around content with what is not saved. 'pygls' is an extra: this module alone needs it.

Source: https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from generator.editing.changes import Refused
from generator.editing.live.completing import proposals
from generator.editing.live.hovering import record_at, told_at
from generator.editing.live.positions import Position, Positions
from generator.editing.live.renaming import moves
from generator.editing.live.spots import spot_at
from generator.editing.live.unsaved_content import Overtaken, UnsavedContent
from generator.editing.uses import edits_to_name
from generator.records.base import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from generator.checking import Checked
    from generator.corpus import Corpus
    from generator.diagnostics import Diagnostic
    from generator.editing.live.spots import Spot

    Days = Callable[[Path], tuple[date, date]]

PAUSE: Final = 0.4
"""Seconds without a change after which all of the content is checked."""
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


class Server(LanguageServer):
    """A language server for one content folder."""

    def __init__(self, version: str, project: Path | None, days: Days) -> None:
        """Serve the content of a project, or else that of the folder that the editor has open."""
        super().__init__("onrecord", version, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self._project = project
        self._days = days
        self._content: UnsavedContent | None = None
        self._uris: dict[Path, str] = {}
        self._told: dict[Path, list[lsp.Diagnostic]] = {}
        self._timer: asyncio.TimerHandle | None = None

    def end(self, _asked: object) -> None:
        """Do nothing more: the editor reads no more than the answer to this."""
        if self._timer is not None:
            self._timer.cancel()
        self._content = None

    def report_server_error(self, error: Exception, source: type[Exception]) -> None:
        """Leave what went wrong to the log, where it stands already: what could not be sent cannot be said to the editor either."""

    # --- what is open

    def begin(self, params: lsp.InitializeParams) -> None:
        """Find the content: of the project that was named, of the first folder of the editor that has one, or of the present folder."""
        folders = [one.uri for one in params.workspace_folders or ()] or ([params.root_uri] if params.root_uri else [])
        roots = [Path(path) for uri in folders if (path := to_fs_path(uri))] or [Path.cwd()]
        project = next((one for one in [*([self._project] if self._project else []), *roots] if (one / "content").is_dir()), None)
        if project is not None:
            self._content = UnsavedContent(project / "content", lambda: self._days(project))

    def path_of(self, uri: str) -> Path | None:
        """Return the path of a file of the content; nothing for others, and where there is no content."""
        name = to_fs_path(uri)
        if name is None or self._content is None:
            return None
        path = Path(name)
        for one in (path, path.parent.resolve() / path.name):
            if one.is_relative_to(self._content.content):
                return one
        return None

    def uri_of(self, path: Path) -> str:
        """Return how the editor calls a file."""
        return self._uris.get(path) or path.as_uri()

    def opened(self, told: lsp.DidOpenTextDocumentParams) -> None:
        """Take the text of a file that was opened."""
        self.write(told.text_document.uri, told.text_document.text)

    def changed(self, told: lsp.DidChangeTextDocumentParams) -> None:
        """Take the text of a file in which something was typed; it is sent whole."""
        self.write(told.text_document.uri, told.content_changes[-1].text)

    def closed(self, told: lsp.DidCloseTextDocumentParams) -> None:
        """Go back to what is on disk of a file."""
        self.write(told.text_document.uri, None)

    def write(self, uri: str, text: str | None) -> None:
        """Take a text that stands in the editor, say at once what is wrong with it, and check the rest once nothing more is typed."""
        path = self.path_of(uri)
        if path is None or self._content is None:
            return
        if text is None:
            self._uris.pop(path, None)
        else:
            self._uris[path] = uri
        self._content.write(path, text)
        self._look(path)
        self.check_soon()

    def touched(self, _told: object) -> None:
        """Take down that files changed on disk."""
        if self._content is not None:
            self._content.touch()
            self.check_soon()

    def watch(self) -> None:
        """Ask the editor to say when files change on disk, and say where there is nothing to serve."""
        if self._content is None:
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Warning, "onrecord: there is no folder 'content' here"))
            return
        can = self.client_capabilities.workspace
        if can and can.did_change_watched_files and can.did_change_watched_files.dynamic_registration:
            watchers = [lsp.FileSystemWatcher(f"{self._content.content.as_posix()}/**")]
            wanted = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
            one = lsp.Registration("content", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, wanted)
            self.client_register_capability(lsp.RegistrationParams([one]))

    # --- what is wrong

    def check_soon(self, pause: float = PAUSE) -> None:
        """Check all of the content after a pause, counted from the last call."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(pause, self._check)

    def _check(self) -> None:
        content = self._content
        if content is not None:
            checking = asyncio.get_running_loop().run_in_executor(self.thread_pool, partial(content.read, may_stop=True))
            checking.add_done_callback(self._tell_all)

    def _tell_all(self, done: asyncio.Future[Checked]) -> None:
        if done.cancelled() or self._content is None or isinstance(done.exception(), Overtaken):
            return
        checked = done.result()
        root = self._content.content.parent
        found: dict[Path, list[Diagnostic]] = {path: [] for path in (*self._told, *self._uris)}
        for one in checked.diagnostics:
            found.setdefault(root / one.place.path, []).append(one)
        for path, diagnostics in found.items():
            if not (self._content.is_stale and path in self._uris and self._look(path)):
                self._publish(path, diagnostics)

    def _look(self, path: Path) -> bool:
        """Say what is wrong with one file by itself; tell whether that could be said."""
        look = self._content.look(path) if self._content else None
        if look is not None:
            self._publish(path, look.diagnostics)
        return look is not None

    def _publish(self, path: Path, diagnostics: Iterable[Diagnostic]) -> None:
        text = Positions(self.text_of(path) or "", self.encoding)
        found = [self._diagnostic(one, text) for one in diagnostics]
        if found != self._told.get(path, []) or (found and path in self._uris):
            self._told[path] = found
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(self.uri_of(path), found))

    def _diagnostic(self, one: Diagnostic, text: Positions) -> lsp.Diagnostic:
        return lsp.Diagnostic(
            range=_range(text.at(one.place.line, one.place.column), text.at(one.place.end_line, one.place.end_column)),
            message=f"{one.message}\n{one.hint}" if one.hint else one.message,
            severity=lsp.DiagnosticSeverity.Error if one.is_error else lsp.DiagnosticSeverity.Warning,
            code=one.rule.code,
            source="onrecord",
        )

    # --- what is asked

    @property
    def encoding(self) -> str:
        """How columns are counted."""
        return str(lsp.PositionEncodingKind(self.workspace.position_encoding or "utf-16").value)

    @property
    def corpus(self) -> Corpus | None:
        """All records as they were last read; read now where they never were."""
        if self._content is None:
            return None
        return (self._content.checked or self._content.read()).corpus

    def text_of(self, path: Path) -> str | None:
        """Return the text of a file as it is in the editor, or on disk."""
        return self._content.text_of(path) if self._content else None

    def complete(self, params: lsp.CompletionParams) -> lsp.CompletionList | None:
        """Return what can be written at a place."""
        path, corpus = self.path_of(params.text_document.uri), self.corpus
        kind = self._content.kind_of(path) if path and self._content else None
        text = self.text_of(path) if path else None
        if path is None or corpus is None or kind is None or text is None:
            return None
        places = Positions(text, self.encoding)
        offset = places.offset(Position(params.position.line, params.position.character))
        found = proposals(path.name, text, offset, kind[0], corpus, translates=kind[1])
        if found is None:
            return None
        span, proposed = found
        typed, where = text[span.start : offset], _range(*places.range(span))
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
        kind = self._content.kind_of(path) if path and self._content else None
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
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, told), _range(*places.range(spot.span))) if told else None

    def define(self, params: lsp.DefinitionParams) -> lsp.Location | None:
        """Return the file of the record that is named at a place, also of one that could not be read."""
        found, corpus = self._spot(params.text_document.uri, params.position), self.corpus
        if found is None or corpus is None or self._content is None or found[0].sections is None:
            return None
        spot, _, own, _ = found
        for section in spot.sections or ((own.section,) if own else ()):
            if spot.text in corpus.ids(section):
                path = next(iter(self._content.content.joinpath(section).glob(f"{spot.text}.[my][dm]*")), None)
                return lsp.Location(self.uri_of(path), _range(Position(0, 0), Position(0, 0))) if path else None
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
        return (record, _range(*places.range(spot.span))) if record else None

    def references(self, params: lsp.ReferenceParams) -> list[lsp.Location] | None:
        """Return every place that names the record that is meant at a place."""
        if self._content is None:
            return None
        checked = self._content.read()
        found = self._record(params.text_document.uri, params.position)
        record = checked.corpus.get(*found[0].key) if found else None
        if record is None:
            return None
        root = self._content.content.parent
        try:
            edits = edits_to_name(checked.corpus, checked.texts, record, record.id)
        except Refused as refusal:
            raise JsonRpcInvalidParams(str(refusal)) from refusal
        named: list[lsp.Location] = []
        for name, some in sorted(edits.items()):
            places = Positions(checked.texts[name].text, self.encoding)
            named += [lsp.Location(self.uri_of(root / name), _range(*places.range(one.span))) for one in sorted(some)]
        if params.context.include_declaration:
            named.insert(0, lsp.Location(self.uri_of(root / record.path), _range(Position(0, 0), Position(0, 0))))
        return named

    def prepare_rename(self, params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
        """Return the id that would be changed at a place."""
        found = self._record(params.text_document.uri, params.position)
        return lsp.PrepareRenamePlaceholder(found[1], found[0].id) if found else None

    def rename(self, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        """Return the edits that give the record that is meant at a place another id."""
        found = self._record(params.text_document.uri, params.position)
        if found is None or self._content is None:
            return None
        edits = self.client_capabilities.workspace.workspace_edit if self.client_capabilities.workspace else None
        if edits is None or lsp.ResourceOperationKind.Rename not in (edits.resource_operations or ()):
            raise JsonRpcInvalidParams(f"this editor cannot rename files: use 'onrecord rename {'/'.join(found[0].key)} {params.new_name}'")
        try:
            told = moves(self._content, "/".join(found[0].key), params.new_name)
        except Refused as refusal:
            raise JsonRpcInvalidParams(str(refusal)) from refusal
        changes: list[lsp.TextDocumentEdit | lsp.CreateFile | lsp.RenameFile | lsp.DeleteFile] = [
            lsp.RenameFile(self.uri_of(before), after.as_uri()) for before, after in told.moved.items()
        ]
        for path, (text, some) in told.edits.items():
            places = Positions(text, self.encoding)
            written: list[lsp.TextEdit | lsp.AnnotatedTextEdit | lsp.SnippetTextEdit] = [
                lsp.TextEdit(_range(*places.range(one.span)), one.text) for one in some
            ]
            document = lsp.OptionalVersionedTextDocumentIdentifier(self.uri_of(path))
            changes.append(lsp.TextDocumentEdit(document, written))
        return lsp.WorkspaceEdit(document_changes=changes)

    def actions(self, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        """Return what mends the mistakes in a stretch: what 'check --fix' would write first, and what may be meant."""
        path = self.path_of(params.text_document.uri)
        text = self.text_of(path) if path else None
        if path is None or text is None or self._content is None or not _wants_fixes(params.context.only):
            return []
        places = Positions(text, self.encoding)
        found = []
        for fix, is_sure in self._content.fixes(path):
            place = fix.diagnostic.place
            if place.line - 1 <= params.range.end.line and place.end_line - 1 >= params.range.start.line:
                edit = lsp.TextEdit(_range(*places.range(fix.edit.span)), fix.edit.text)
                found.append(
                    lsp.CodeAction(
                        f"Write '{fix.now}'",
                        kind=lsp.CodeActionKind.QuickFix,
                        diagnostics=[self._diagnostic(fix.diagnostic, places)],
                        is_preferred=is_sure,
                        edit=lsp.WorkspaceEdit(changes={params.text_document.uri: [edit]}),
                    )
                )
        return sorted(found, key=lambda one: not one.is_preferred)


def _wants_fixes(only: Iterable[str] | None) -> bool:
    return only is None or any(one in ("", lsp.CodeActionKind.QuickFix) for one in only)


def _range(start: Position, end: Position) -> lsp.Range:
    return lsp.Range(lsp.Position(*start), lsp.Position(*end))


def serve(version: str, project: Path | None, days: Days) -> None:
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
