"""A client of the Language Server Protocol that starts 'onrecord lsp' and speaks with it as an editor does."""

from __future__ import annotations

import json
import subprocess
import sys
from queue import Empty, Queue
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Self

if TYPE_CHECKING:
    from pathlib import Path

Json = dict[str, Any]
WAIT: Final = 60
"""Seconds after which an answer is missed."""
_CAPABILITIES: Final[Json] = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["create", "rename", "delete"]}},
}


class Client:
    """An editor that has a project open."""

    def __init__(self, root: Path | None, *arguments: str, capabilities: Json | None = None) -> None:
        command = [sys.executable, "-m", "generator", "lsp", *arguments]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self._messages: Queue[Json] = Queue()
        self._asked = 0
        self._versions: dict[str, int] = {}
        self.diagnostics: dict[str, list[Json]] = {}
        self.shown: list[str] = []
        Thread(target=self._read, daemon=True).start()
        answer = self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": root.as_uri() if root else None,
                "capabilities": _CAPABILITIES if capabilities is None else capabilities,
            },
        )
        self.capabilities, self.server = answer["capabilities"], answer["serverInfo"]
        self.tell("initialized", {})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:
            self._process.kill()
            self._process.communicate()
            return
        self.ask("shutdown", None)
        self.tell("exit", None)
        assert self._process.stdin and self._process.stdout  # noqa: PT018
        assert self._process.stderr
        self._process.stdin.close()
        self.exit_code = self._process.wait(WAIT)
        self.errors = self._process.stderr.read().decode()
        self._process.stdout.close()
        self._process.stderr.close()

    def _read(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.removeprefix(b"Content-Length:"))
            while stream.readline().strip():
                pass
            self._messages.put(json.loads(stream.read(length)))

    def _send(self, message: Json) -> None:
        assert self._process.stdin is not None
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self._process.stdin.flush()

    def _next(self, seconds: float) -> Json | None:
        """Return the next message, what it tells taken down; nothing where none comes in time."""
        try:
            message = self._messages.get(timeout=seconds)
        except Empty:
            return None
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif message.get("method") == "window/showMessage":
            self.shown.append(message["params"]["message"])
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": None})
        return message

    def tell(self, method: str, params: object, number: int | None = None) -> None:
        """Send a notification, or with a number a request whose answer is not waited for."""
        self._send({"method": method, "params": params, **({} if number is None else {"id": number})})

    def ask(self, method: str, params: object) -> Any:  # noqa: ANN401 - a value of JSON
        """Return the answer to a request; raises LookupError for one that is an error."""
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        end = monotonic() + WAIT
        while (message := self._next(end - monotonic())) is not None:
            if message.get("id") == self._asked and "method" not in message:
                if "error" in message:
                    raise LookupError(message["error"]["message"])
                return message["result"]
        raise TimeoutError(method)

    def until(self, uri: str, wanted: list[str], seconds: float = WAIT) -> list[Json]:
        """Return the diagnostics of a file once they are of some rules, in this order."""
        end = monotonic() + seconds
        while [one["code"] for one in self.diagnostics.get(uri, [])] != wanted:
            if self._next(max(end - monotonic(), 0.001)) is None:
                raise TimeoutError(f"{uri} has {self.diagnostics.get(uri)}, not {wanted}")
        return self.diagnostics.get(uri, [])

    def scale_meaning(self, uri: str) -> list[Json]:
        """Return the next diagnostics that are told of a file."""
        while (message := self._next(WAIT)) is not None:
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                return self.diagnostics[uri]
        raise TimeoutError(uri)

    def open(self, uri: str, text: str) -> None:
        """Open a file."""
        self._versions[uri] = 1
        self.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}})

    def change(self, uri: str, text: str) -> None:
        """Type into a file."""
        self._versions[uri] += 1
        document = {"uri": uri, "version": self._versions[uri]}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def close(self, uri: str) -> None:
        """Close a file."""
        self.tell("textDocument/didClose", {"textDocument": {"uri": uri}})

    def at(self, method: str, uri: str, line: int, character: int, **more: object) -> Any:  # noqa: ANN401 - a value of JSON
        """Return what is answered of a place."""
        place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
        return self.ask(f"textDocument/{method}", {**place, **more})
