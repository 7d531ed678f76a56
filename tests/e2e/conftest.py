"""A running server over the real index, and a browser that may not leave the machine."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from assistant import Settings, build

ARGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
ASK = "#ga-question textarea"


@pytest.fixture(scope="module")
def address(built_index: Path) -> Iterator[str]:
    """A running server over the real index."""
    import uvicorn

    from ui.server import create

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = create(build(Settings(data=built_index)))
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium."""
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh page, ready for a question; requests that leave the machine fail the test."""
    found = browser.new_page()
    outside: list[str] = []
    found.on(
        "request",
        lambda r: outside.append(r.url) if "127.0.0.1" not in r.url and r.url.startswith("http") else None,
    )
    found.goto(address)
    found.wait_for_selector(ASK)
    yield found
    assert outside == []
    found.close()
