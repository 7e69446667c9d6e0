"""What an editor has open, and what it is told unasked: mistakes of the file in which one types, then of all of the content."""

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
"""Seconds without a change after which all of the content is checked."""
BEGINNING: Final = lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))


class Places:
    """The places of a text as an editor counts them: lines from 0, columns in the units that were agreed."""

    def __init__(self, text: str, codec: PositionCodec) -> None:
        """Take a text, its lines ended in one way. A mark of the order of bytes before it is not counted."""
        self._source, self._codec = SourceText("", text), codec
        self._lines = [f"{line}\n" for line in text.removeprefix("\ufeff").split("\n")]

    def range(self, where: Span | Location) -> lsp.Range:
        """Return a stretch as the protocol has it."""
        one = self._source.place(where) if isinstance(where, Span) else where
        start, end = lsp.Position(one.line - 1, one.column - 1), lsp.Position(one.end_line - 1, one.end_column - 1)
        return self._codec.range_to_client_units(self._lines, lsp.Range(start, end))

    def offset(self, position: lsp.Position) -> int:
        """Return the offset of a place; one beyond the end of its line is that end."""
        here = self._codec.position_from_client_units(self._lines, lsp.Position(position.line, position.character))
        return self._source.span(Location("", here.line + 1, here.character + 1, here.line + 1, here.character + 1)).start


class Session(LanguageServer):
    """What an editor has open of one content folder, and what it is told of it unasked."""

    def __init__(self, version: str, project: Path | None, days: Days) -> None:
        """Serve the content of a project, or else that of the folder that the editor has open."""
        super().__init__("onrecord", version, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self._project = project
        self._days = days
        self.content: UnsavedContent | None = None
        self._uris: dict[Path, str] = {}
        self._published: dict[Path, list[lsp.Diagnostic]] = {}
        self._timer: asyncio.TimerHandle | None = None
        self.has_ended = False

    def end(self, _asked: object) -> None:
        """Do nothing more: the editor reads no more than the answer to this."""
        if self._timer is not None:
            self._timer.cancel()
        self.content, self.has_ended = None, True

    def report_server_error(self, error: Exception, source: type[Exception]) -> None:
        """Leave what went wrong to the log, where it stands already: what could not be sent cannot be said to the editor either."""

    # --- what is open

    def begin(self, params: lsp.InitializeParams) -> None:
        """Find the content: of the project that was named, of the first folder of the editor that has one, or of the present folder."""
        folders = [one.uri for one in params.workspace_folders or ()] or ([params.root_uri] if params.root_uri else [])
        roots = [Path(path) for uri in folders if (path := to_fs_path(uri))] or [Path.cwd()]
        project = next((one for one in [*([self._project] if self._project else []), *roots] if (one / "content").is_dir()), None)
        if project is not None:
            self.content = UnsavedContent(project / "content", lambda: self._days(project))

    def path_of(self, uri: str) -> Path | None:
        """Return the path of a file of the content; nothing for others, and where there is no content."""
        name, content = to_fs_path(uri), self.content
        if name is None or content is None:
            return None
        path = Path(name)
        return next((one for one in (path, path.parent.resolve() / path.name) if one.is_relative_to(content.content)), None)

    def uri_of(self, path: Path) -> str:
        """Return how the editor calls a file."""
        return self._uris.get(path) or path.as_uri()

    def places(self, text: str) -> Places:
        """Return the places of a text as the editor counts them."""
        return Places(text, self.workspace.position_codec)

    def write(self, uri: str, text: str | None) -> None:
        """Take the text of a file as it stands in the editor, nothing once it is closed there.

        What is wrong with it is said at once; the rest is checked once nothing more is typed.
        """
        path = self.path_of(uri)
        if path is None or self.content is None:
            return
        self._uris.pop(path, None)
        if text is not None:
            self._uris[path] = uri
        self.content.write(path, text)
        self._look(path)
        self.check_soon()

    def touched(self, _params: object) -> None:
        """Take down that files changed on disk."""
        if self.content is not None:
            self.content.is_stale = True
            self.check_soon()

    def begun(self, _params: object) -> None:
        """Check everything; ask the editor to say when files change on disk, and say where there is nothing to serve."""
        self.check_soon(0)
        if self.content is None:
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Warning, "onrecord: there is no folder 'content' here"))
            return
        can = self.client_capabilities.workspace
        if can and can.did_change_watched_files and can.did_change_watched_files.dynamic_registration:
            watchers = [lsp.FileSystemWatcher(f"{self.content.content.as_posix()}/**")]
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
        if self.content is not None:
            reading = partial(self.content.read, may_stop=True)
            asyncio.get_running_loop().run_in_executor(self.thread_pool, reading).add_done_callback(self._publish_all)

    def _publish_all(self, done: asyncio.Future[Checked]) -> None:
        """Say what is wrong anywhere; nothing where something changed meanwhile, after which all is read again."""
        if done.cancelled() or isinstance(done.exception(), Overtaken) or self.content is None:
            return
        checked = done.result()
        found: dict[Path, list[Diagnostic]] = {path: [] for path in (*self._published, *self._uris)}
        for one in checked.diagnostics:
            found.setdefault(self.content.content.parent / one.place.path, []).append(one)
        for path, diagnostics in found.items():
            if not (self.content.is_stale and path in self._uris and self._look(path)):
                self._publish(path, diagnostics)

    def _look(self, path: Path) -> bool:
        """Say what is wrong with one file by itself; tell whether that could be said."""
        found = self.content.look(path) if self.content else None
        if found is not None:
            self._publish(path, found)
        return found is not None

    def _publish(self, path: Path, diagnostics: Iterable[Diagnostic]) -> None:
        places = self.places((self.content.text_of(path) if self.content else None) or "")
        found = [self.diagnostic(one, places) for one in diagnostics]
        if found != self._published.get(path, []) or (found and path in self._uris):
            self._published[path] = found
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(self.uri_of(path), found))

    @staticmethod
    def diagnostic(one: Diagnostic, places: Places) -> lsp.Diagnostic:
        """Return a mistake as the protocol has it."""
        return lsp.Diagnostic(
            range=places.range(one.place),
            message=f"{one.message}\n{one.hint}" if one.hint else one.message,
            severity=lsp.DiagnosticSeverity.Error if one.is_error else lsp.DiagnosticSeverity.Warning,
            code=one.rule.code,
            source="onrecord",
        )
