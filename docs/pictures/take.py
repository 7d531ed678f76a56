"""`python docs/pictures/take.py`: take the pictures of the README anew, from the shipped digests alone.

Needs the test packages and a chromium at /usr/bin/chromium.
"""

from __future__ import annotations

import socket
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from assistant import Settings, build, build_index
from ui.server import create

HERE = Path(__file__).parent
NOTE = (
    "58F with axial low back pain x 8 months, no radicular features, no disc source. Average pain 7/10. Lumbar PT and "
    "naproxen 50 days each, ended 5/20/2024, failed. No prior spinal injections. Requests left L4-5 MBB, fluoro, "
    "6/11/2024. No infection, skin intact."
)


def serve(data: Path) -> str:
    """A server over the digests; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = Settings(data=data)
    build_index(settings)
    server = uvicorn.Server(uvicorn.Config(create(build(settings)), host="127.0.0.1", port=port, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return f"http://127.0.0.1:{port}/"


def ask(page: Page) -> None:
    """An answer with one of its citations open."""
    page.fill("#ga-question textarea", "How many facet joint injections are allowed in a year?")
    page.press("#ga-question textarea", "Enter")
    page.wait_for_selector("#ga-copy")
    page.click('#ga-chat a[href^="#cite-"] >> nth=0')
    page.wait_for_selector("#ga-source mark")
    page.evaluate("scrollTo(0, 0)")


def case(page: Page) -> None:
    """A note beside the facts that were read from it."""
    page.get_by_role("tab", name="Case").click()
    page.fill("#ga-record textarea", NOTE)
    page.click("#ga-read")
    page.wait_for_selector("#ga-determination .ga-banner")
    page.evaluate("document.querySelector('#ga-facts').scrollIntoView()")


def determination(page: Page) -> None:
    """The determination on the note, requirement by requirement."""
    case(page)
    page.evaluate("document.querySelector('#ga-determination').scrollIntoView()")


def cost(page: Page) -> None:
    """A cost worked out, its steps and what would change it."""
    page.get_by_role("tab", name="Cost").click()
    page.click("#ga-cost-example")
    page.wait_for_selector("#ga-cost .ga-big")


STEPS = (("ask", ask), ("case", case), ("determination", determination), ("cost", cost))


def main() -> None:
    """Take every picture."""
    with tempfile.TemporaryDirectory() as data, sync_playwright() as play:
        address = serve(Path(data))
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, steps in STEPS:
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.goto(address)
            page.wait_for_selector("#ga-question textarea")
            steps(page)
            page.evaluate("document.fonts.ready")
            page.screenshot(path=HERE / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
