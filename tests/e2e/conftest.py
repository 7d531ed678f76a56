"""One running server over the real index and one browser a session; the browser may not leave the machine."""

from __future__ import annotations

import json
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from assistant import Assistant, Settings, build
from tests.support.pages import ASK


@pytest.fixture(scope="session")
def served(built_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the server: a copy of the index, so that what is added here stays here."""
    folder = tmp_path_factory.mktemp("served") / "data"
    shutil.copytree(built_index, folder, symlinks=True)
    return folder


@pytest.fixture
def data(served: Path) -> Path:
    """The server's data folder, without what earlier tests had kept."""
    shutil.rmtree(served / "conversations", ignore_errors=True)
    (served / "feedback.jsonl").unlink(missing_ok=True)
    return served


@pytest.fixture(scope="session")
def address(served: Path) -> Iterator[str]:
    """A running server over the real index."""
    import uvicorn

    from ui.server import create

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = create(build(Settings(data=served)))
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


@pytest.fixture
def new_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Makes pages of a width and scheme; a request that leaves the machine, or words kept by it, fail the test."""
    made: list[Page] = []
    outside: list[str] = []

    def make(width: int = 1400, scheme: str = "light") -> Page:
        page = browser.new_page(
            color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 900}
        )
        page.set_default_timeout(15_000)
        page.on(
            "request",
            lambda r: outside.append(r.url) if r.url.startswith("http") and not r.url.startswith(address) else None,
        )
        page.goto(address)
        page.wait_for_selector(ASK)
        page.wait_for_function("document.body.dataset.tab === 'ask'")
        page.wait_for_function("!document.querySelector('p.loading')")
        made.append(page)
        return page

    yield make
    kept = [page.evaluate("[{...localStorage}, {...sessionStorage}]") for page in made]
    for page in made:
        page.close()
    assert outside == []
    assert [words for words in kept if json.dumps(words) != "[{}, {}]"] == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A fresh page at a desk's width, ready for a question."""
    return new_page()


@pytest.fixture
def slow_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers take some seconds, as on a busy machine: time enough to look, and to stop one."""
    answer = Assistant.reply

    def slow(self, turn):
        time.sleep(8)
        return answer(self, turn)

    monkeypatch.setattr(Assistant, "reply", slow)
