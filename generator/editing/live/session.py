"""A session with a text editor: open files, and diagnostics pushed for the current file, then for all content."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from generator.editing.live.unsaved_content import Overtaken, UnsavedContent
from generator.text import Location, SourceText, Span

if TYPE_CHECKING:
    from pygls.workspace import PositionCodec

    from generator.content import Diagnostic
    from generator.verify import Checked

Days = Callable[[Path], tuple[date, date]]
PAUSE: Final = 0.4
"""Seconds without a change before all content is checked."""
BEGINNING: Final = lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))


class Places:
    """Converts between offsets and protocol positions: 0-based lines, columns in the negotiated encoding."""

    def __init__(self, text: str, codec: PositionCodec) -> None:
        """Prepare a text with normalized newlines; a byte order mark is not counted."""
        self._source, self._codec = SourceText("", text), codec
        self._lines = [f"{line}\n" for line in text.removeprefix("\ufeff").split("\n")]

    def range(self, where: Span | Location) -> lsp.Range:
        """Return a span or location as a protocol range."""
        location = self._source.place(where) if isinstance(where, Span) else where
        start, end = lsp.Position(location.line - 1, location.column - 1), lsp.Position(location.end_line - 1, location.end_column - 1)
        return self._codec.range_to_client_units(self._lines, lsp.Range(start, end))

    def offset(self, position: lsp.Position) -> int:
        """Return the offset of a position; one beyond its line is the end of the line."""
        place = self._codec.position_from_client_units(self._lines, lsp.Position(position.line, position.character))
        return self._source.span(Location("", place.line + 1, place.character + 1, place.line + 1, place.character + 1)).start


class Session(LanguageServer):
    """The state of a connection to a text editor for one content folder, and its diagnostics."""

    def __init__(self, version: str, project: Path | None, days: Days) -> None:
        """Serve the content of a project, or by default that of the folder open in the text editor."""
        super().__init__("onrecord", version, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self._project = project
        self._days = days
        self.content: UnsavedContent | None = None
        self._uris: dict[Path, str] = {}
        self._published: dict[Path, list[lsp.Diagnostic]] = {}
        self._timer: asyncio.TimerHandle | None = None
        self.has_ended = False

    def end(self, _params: object) -> None:
        """Stop the timer and drop the content: after this response the client reads nothing."""
        if self._timer is not None:
            self._timer.cancel()
        self.content, self.has_ended = None, True

    def report_server_error(self, error: Exception, source: type[Exception]) -> None:
        """Do nothing: the error is in the log already, and if sending failed, the client cannot be told."""

    # --- open files

    def begin(self, params: lsp.InitializeParams) -> None:
        """Find the content folder: of the given project, of the first workspace folder that has one, or of the working directory."""
        folders = [folder.uri for folder in params.workspace_folders or ()] or ([params.root_uri] if params.root_uri else [])
        roots = [Path(path) for uri in folders if (path := to_fs_path(uri))] or [Path.cwd()]
        project = next((root for root in [*([self._project] if self._project else []), *roots] if (root / "content").is_dir()), None)
        if project is not None:
            self.content = UnsavedContent(project / "content", lambda: self._days(project))

    def path_of(self, uri: str) -> Path | None:
        """Return the path of a content file, or None for other files and without content."""
        name, content = to_fs_path(uri), self.content
        if name is None or content is None:
            return None
        path = Path(name)
        return next((file for file in (path, path.parent.resolve() / path.name) if file.is_relative_to(content.content)), None)

    def uri_of(self, path: Path) -> str:
        """Return the URI of a file as the client wrote it, if it is open."""
        return self._uris.get(path) or path.as_uri()

    def places(self, text: str) -> Places:
        """Return the position converter of a text."""
        return Places(text, self.workspace.position_codec)

    def write(self, uri: str, text: str | None) -> None:
        """Store the text of an open file, or None once it is closed; check the file at once and everything after a pause."""
        path = self.path_of(uri)
        if path is None or self.content is None:
            return
        self._uris.pop(path, None)
        if text is not None:
            self._uris[path] = uri
        self.content.write(path, text)
        self._check_file(path)
        self.check_soon()

    def touched(self, _params: object) -> None:
        """Note that files changed on disk."""
        if self.content is not None:
            self.content.is_stale = True
            self.check_soon()

    def begun(self, _params: object) -> None:
        """Check all content, register for file change events, and warn if there is no content folder."""
        self.check_soon(0)
        if self.content is None:
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Warning, "onrecord: there is no 'content' folder here"))
            return
        capabilities = self.client_capabilities.workspace
        if capabilities and capabilities.did_change_watched_files and capabilities.did_change_watched_files.dynamic_registration:
            watchers = [lsp.FileSystemWatcher(f"{self.content.content.as_posix()}/**")]
            options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
            registration = lsp.Registration("content", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            self.client_register_capability(lsp.RegistrationParams([registration]))

    # --- diagnostics

    def check_soon(self, pause: float = PAUSE) -> None:
        """Schedule a check of all content, replacing a scheduled one."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(pause, self._check)

    def _check(self) -> None:
        if self.content is not None:
            read = partial(self.content.read, may_stop=True)
            asyncio.get_running_loop().run_in_executor(self.thread_pool, read).add_done_callback(self._publish_all)

    def _publish_all(self, done: asyncio.Future[Checked]) -> None:
        """Publish all diagnostics, unless content changed during the check, which is then repeated."""
        if done.cancelled() or isinstance(done.exception(), Overtaken) or self.content is None:
            return
        checked = done.result()
        by_path: dict[Path, list[Diagnostic]] = {path: [] for path in (*self._published, *self._uris)}
        for diagnostic in checked.diagnostics:
            by_path.setdefault(self.content.content.parent / diagnostic.place.path, []).append(diagnostic)
        for path, diagnostics in by_path.items():
            if not (self.content.is_stale and path in self._uris and self._check_file(path)):
                self._publish(path, diagnostics)

    def _check_file(self, path: Path) -> bool:
        """Publish the diagnostics of a single file; return whether it could be checked."""
        diagnostics = self.content.look(path) if self.content else None
        if diagnostics is not None:
            self._publish(path, diagnostics)
        return diagnostics is not None

    def _publish(self, path: Path, diagnostics: Iterable[Diagnostic]) -> None:
        places = self.places((self.content.text_of(path) if self.content else None) or "")
        converted = [self.diagnostic(diagnostic, places) for diagnostic in diagnostics]
        if converted != self._published.get(path, []) or (converted and path in self._uris):
            self._published[path] = converted
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(self.uri_of(path), converted))

    @staticmethod
    def diagnostic(diagnostic: Diagnostic, places: Places) -> lsp.Diagnostic:
        """Convert a diagnostic to that of the protocol."""
        return lsp.Diagnostic(
            range=places.range(diagnostic.place),
            message=f"{diagnostic.message}\n{diagnostic.hint}" if diagnostic.hint else diagnostic.message,
            severity=lsp.DiagnosticSeverity.Error if diagnostic.is_error else lsp.DiagnosticSeverity.Warning,
            code=diagnostic.rule.code,
            source="onrecord",
        )
