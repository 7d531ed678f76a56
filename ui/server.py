"""One process for the page and the JSON API."""

from __future__ import annotations

import importlib.util
import json
import sys
import threading
from collections.abc import Callable, Coroutine
from typing import Any

import gradio as gr
import uvicorn
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel

from assistant import Assistant, AssistantError, Decider, Turn
from ui.app import page
from ui.case import Cases
from ui.chat import Chat
from ui.documents import Documents
from ui.faults import reported
from ui.theme import head, theme

# Gradio looks for matplotlib around every event. Where it is not installed Python is told so once: each search of the
# path for it costs more than the event itself leaves room for when a hundred readers ask at once (`benchmarks.chats`).
if importlib.util.find_spec("matplotlib") is None:
    sys.modules["matplotlib"] = None  # type: ignore[assignment]
WARM = "How many facet joint injections are allowed in a year?"


class Calm(APIRoute):
    """A route whose faults are answered with a number and logged by kind: a stack trace could hold patient text."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with what it does not expect caught."""
        handle = super().get_route_handler()

        async def calm(request: Request) -> Response:
            try:
                return await handle(request)
            except (HTTPException, RequestValidationError, AssistantError):
                raise
            except Exception as error:  # noqa: BLE001  the one catch-all of the API
                words = f"Something went wrong here. Report number {reported(error)}."
                return JSONResponse({"error": words}, status_code=500)

        return calm


class CaseText(BaseModel):
    """A case as JSON values."""

    request: dict[str, Any]
    facts: dict[str, Any] = {}
    id: str | None = None


def create(talker: Assistant) -> FastAPI:
    """The application: the API first, the page mounted last."""
    app = FastAPI(title="Guideline Assistant", docs_url=None, openapi_url="/api/openapi.json", redoc_url=None)
    opener = Documents(talker)

    app.router.route_class = Calm

    @app.exception_handler(RequestValidationError)
    async def wrong(_: Any, error: RequestValidationError) -> Response:
        told = [{key: one[key] for key in ("loc", "msg", "type")} for one in error.errors()]  # never what was sent
        return Response(json.dumps({"detail": told}), status_code=422, media_type="application/json")

    @app.exception_handler(AssistantError)
    async def refused(_: Any, error: AssistantError) -> JSONResponse:
        return JSONResponse({"error": str(error)}, status_code=422)

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.post("/api/ask")
    def ask(turn: Turn) -> dict[str, Any]:
        return talker.reply(turn).model_dump(mode="json")

    @app.get("/api/search")
    def search(query: str, k: int = 10) -> dict[str, Any]:
        return talker.search(query, k)

    @app.get("/api/documents")
    def documents() -> dict[str, Any]:
        return talker.documents()

    @app.post("/api/check")
    def check(case: CaseText) -> dict[str, Any]:
        return Decider(talker.settings, talker.library).case(case.model_dump_json(exclude_none=True))

    @app.get("/api/passage", response_class=HTMLResponse)
    def passage(ref: str) -> str:
        return opener.passage(ref)

    demo = page(Chat(talker), Cases(talker), opener)
    demo.max_threads = 200
    demo.queue(default_concurrency_limit=200, status_update_rate=10)
    gr.mount_gradio_app(
        app, demo, path="/", theme=theme(), head=head(), footer_links=[], run_history=False, show_error=False
    )
    return app


def run(talker: Assistant, host: str, port: int) -> None:
    """Serve until stopped."""
    first = threading.Thread(target=talker.reply, args=(Turn(question=WARM),), daemon=True)
    first.start()  # the first question opens the index: some seconds that no reader should wait
    print(f"Guideline Assistant on http://{host}:{port}", flush=True)
    uvicorn.run(create(talker), host=host, port=port, log_level="warning")
