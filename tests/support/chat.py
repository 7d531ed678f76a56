"""A chat model that replies by script, and a server of the OpenAI kind that serves one."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import SimpleNamespace
from typing import Any


class ScriptedModel:
    """Streams one reply in pieces; an exception in its place is raised."""

    def __init__(self, reply: str | Exception, *, pause: float = 0.0) -> None:
        self.reply = reply
        self.pause = pause
        self.asked: list[Any] = []

    def stream(self, prompt: Any) -> Iterator[Any]:
        """The reply, line by line."""
        self.asked.append(prompt)
        if isinstance(self.reply, Exception):
            raise self.reply
        for line in self.reply.splitlines(keepends=True):
            time.sleep(self.pause)
            yield SimpleNamespace(content=line)


@contextmanager
def chat_server(reply: str, *, status: int = 200) -> Iterator[str]:
    """The address of a running server that streams `reply` to every chat request, or refuses with `status`."""

    class Handler(BaseHTTPRequestHandler):
        """Answers chat completions."""

        def do_POST(self) -> None:
            """Stream the reply as server-sent events."""
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Content-Type", "text/event-stream" if status == 200 else "application/json")
            self.end_headers()
            if status != 200:
                self.wfile.write(b'{"error": {"message": "no"}}')
                return
            for piece in (*reply.splitlines(keepends=True), ""):
                choice = {"index": 0, "delta": {"content": piece}, "finish_reason": None if piece else "stop"}
                event = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
                self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
            self.wfile.write(b"data: [DONE]\n\n")

        def log_message(self, *_: Any) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
